"""Runs the daemon for the demo: the same `ronda run` as everywhere, in a process of its own."""

import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 15.0
"""Seconds the daemon has to finish what is in flight."""


@dataclass(frozen=True, slots=True)
class Daemon:
    """A running daemon, and what it says on standard error."""

    process: "subprocess.Popen[bytes]"
    errors: Path

    @property
    def ended(self) -> int | None:
        """Its exit status; None while it runs."""
        return self.process.poll()

    @property
    def last_words(self) -> str:
        """The end of what it printed: where a start fails, the reason stands here."""
        return "\n".join(self.errors.read_text(encoding="utf-8", errors="replace").splitlines()[-8:])

    def stop(self) -> int:
        """SIGTERM, as systemd does; returns the exit status. Killed where it does not end."""
        with suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()


def run_daemon(config: Path) -> AbstractContextManager[Daemon]:
    """`ronda run` on `config` while the block lasts; what it prints goes to daemon.txt beside the file."""
    return run_command(
        [sys.executable, "-m", "monitor", "run", "--config", str(config)], config.with_name("daemon.txt")
    )


@contextmanager
def run_command(command: Sequence[str], errors: Path) -> Iterator[Daemon]:
    """Any program in the daemon's place; stopped at the end of the block."""
    with errors.open("wb") as out:
        # A session of its own: Ctrl-C reaches the demo alone, which then ends the daemon in order.
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True)  # noqa: S603
    daemon = Daemon(process, errors)
    try:
        yield daemon
    finally:
        daemon.stop()
