"""The daemon as systemd and a terminal see it: ready, reload, one a data_dir, a stop that finishes its work."""

import json
import os
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

import pytest

from tests.walk import Walk

HOUSES = ("kontan", "sosok")


class Service:
    """A running `ronda run`, with the datagrams that systemd would get."""

    def __init__(self, process: "subprocess.Popen[bytes]", notices: socket.socket) -> None:
        self.process = process
        self._notices = notices
        self.said: list[str] = []

    def wait_for(self, state: str) -> None:
        """Until a datagram holds `state`; fails after the socket's own patience."""
        while not any(state in datagram for datagram in self.said):
            try:
                self.said.append(self._notices.recv(4096).decode())
            except TimeoutError:
                raise AssertionError(f"no {state}; the daemon's status: {self.process.poll()}") from None

    def forget(self) -> None:
        self.said.clear()


@contextmanager
def service(walk: Walk) -> Iterator[Service]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notices:
        address = walk.folder / "notify"
        address.unlink(missing_ok=True)
        notices.bind(str(address))
        notices.settimeout(30)
        with (walk.folder / "out.txt").open("ab") as out:
            process = subprocess.Popen(
                walk.line("run"),
                cwd=walk.folder,
                env=os.environ | {"NOTIFY_SOCKET": str(address)},
                stdout=out,
                stderr=out,
            )
        running = Service(process, notices)
        try:
            running.wait_for("READY=1")
            yield running
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGABRT)
            process.wait()


def until(holds: Callable[[], object], service: Service) -> None:
    """Waits for something to hold, ticking with the daemon's own watchdog datagrams; fails after 30 seconds."""
    end = monotonic() + 30
    while not holds():
        assert monotonic() < end, "it did not come to hold"
        service.forget()
        service.wait_for("WATCHDOG=1")


@pytest.fixture
def ready(walk: Walk) -> Iterator[tuple[Walk, Service]]:
    walk.configure(houses=HOUSES)
    walk.once()
    with service(walk) as running:
        yield walk, running


def test_the_daemon_alerts_once_and_threads_the_copy(ready: tuple[Walk, Service]) -> None:
    walk, running = ready
    walk.publish("telepon")
    until(lambda: len(walk.slack.posts) == 1, running)
    walk.publish("salinan")
    until(lambda: len(walk.slack.posts) == 2, running)
    assert walk.slack.posts[1].request["thread_ts"] == walk.slack.posts[0].answer["ts"]


def test_sigterm_finishes_and_ends_with_0(ready: tuple[Walk, Service]) -> None:
    walk, running = ready
    walk.publish("telepon")
    until(lambda: walk.events("alert"), running)
    running.process.send_signal(signal.SIGTERM)
    assert running.process.wait(30) == 0
    running.wait_for("STOPPING=1")
    assert walk.events("stopped")[-1]["unfinished"] == 0


def test_a_second_ronda_on_the_data_dir_ends_with_3_and_names_the_first(ready: tuple[Walk, Service]) -> None:
    walk, running = ready
    second = walk.command("run")
    assert second.returncode == 3
    assert f"process {running.process.pid}" in second.stderr
    assert walk.command("once").returncode == 3


def test_other_commands_work_beside_the_daemon(ready: tuple[Walk, Service]) -> None:
    walk, running = ready
    shown = walk.command("status")
    assert shown.returncode == 0
    assert str(running.process.pid) in shown.stdout
    listed = walk.command("sources", "list", "--json")
    assert {json.loads(line)["publisher"] for line in listed.stdout.splitlines()} == {"kontan", "sosok-grid"}


def test_a_source_added_beside_the_daemon_is_polled_within_seconds(ready: tuple[Walk, Service]) -> None:
    walk, running = ready
    assert walk.command("sources", "add", walk.newsroom.door("kabarkini")).returncode == 0
    until(lambda: walk.newsroom.asked("kabarkini"), running)


def test_sighup_takes_new_watches(ready: tuple[Walk, Service]) -> None:
    walk, running = ready
    file = walk.folder / "watches.toml"
    file.write_text(file.read_text() + '\n[[watch]]\nname = "Antariksa"\nquery = "antariksa"\n')
    running.process.send_signal(signal.SIGHUP)
    until(lambda: walk.events("reloaded"), running)
    walk.publish("telepon")
    until(lambda: walk.events("alert"), running)
    assert "Antariksa" in walk.events("alert")[0]["alerts"]


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("ronda.toml", "langauge = 1\n", "langauge"),
        ("watches.toml", '[[watch]]\nname = "x"\nquery = "(a AND"\n', 'watch "x"'),
        ("watches.toml", "[[watch\n", "not valid TOML"),
    ],
)
def test_sighup_with_a_wrong_file_keeps_the_old_one_and_says_so(
    ready: tuple[Walk, Service], name: str, text: str, problem: str
) -> None:
    walk, running = ready
    (walk.folder / name).write_text(text)
    running.process.send_signal(signal.SIGHUP)
    until(lambda: walk.events("reload-refused"), running)
    assert problem in walk.events("reload-refused")[0]["problem"]
    walk.publish("telepon")
    until(lambda: walk.events("alert"), running)


def test_a_wrong_configuration_ends_with_3_before_anything_starts(walk: Walk) -> None:
    walk.config.write_text(walk.config.read_text() + '\n[polling2]\ninterval = "1s"\n')
    ended = walk.command("run")
    assert ended.returncode == 3
    assert 'ronda.toml: polling2: unknown key (did you mean "polling"?)' in ended.stderr
    assert not (walk.folder / "data").exists()
