"""What several doors share: the settings in force, lines for programs, times and counts for people."""

import gzip
import os
import re
import shutil
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sized
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar, cast
from zoneinfo import ZoneInfo

import click

from monitor.errors import ConfigError, UsageError
from monitor.written import read_toml

if TYPE_CHECKING:
    from rich.console import Console

    from monitor.config import Settings
    from monitor.fetching import Fetcher
    from monitor.watches import WatchFile, Words


Step = TypeVar("Step")
SYSTEM_FILE = Path("/etc/ronda/ronda.toml")
ID = click.IntRange(1, 2**31 - 1)
"""Of an alert, a story, an article, a mute: what the tables of either database can hold."""
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_LONGEST_S = 100 * 365 * 86400


class Commands(click.Group):
    """A group whose help tells the whole first sentence of each command."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        commands = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.get_short_help_str(1000)) for name, command in commands if command])


def find_config(named: str | None) -> Path | None:
    """The file by --config, else $RONDA_CONFIG, else ./ronda.toml, else /etc/ronda/ronda.toml; None where there is none."""
    chosen = named or os.environ.get("RONDA_CONFIG")
    if chosen:
        path = Path(chosen)
        if path.is_dir():
            raise ConfigError([f"{path}: is a folder (name the file in it)"])
        if not path.is_file():
            raise ConfigError([f"{path}: there is no such file (ronda init {path} makes one)"])
        return path
    return next((path for path in (Path("ronda.toml"), SYSTEM_FILE) if path.is_file()), None)


def settings_in_force(*, sends: bool = False) -> "Settings":
    """The configuration named on the command line or found; ConfigError where there is none or it is wrong. Who `sends` needs
    passwords and tokens, too; others work without, beside a daemon that has them from its own environment."""
    from monitor.config import load_settings

    path = find_config(click.get_current_context().find_root().meta.get("config"))
    if path is None:
        raise ConfigError(
            ["ronda.toml: there is none here or in /etc/ronda (ronda init makes one; --config names another)"]
        )
    return load_settings(path, secrets=sends)


def fetcher_in_force() -> "Fetcher":
    """How addresses are fetched by commands that need no configuration: by the one that is found, else by the defaults."""
    from monitor.app import fetcher_of
    from monitor.config import Settings, load_settings

    path = find_config(click.get_current_context().find_root().meta.get("config"))
    return fetcher_of(load_settings(path, secrets=False) if path else Settings())


def words_in_force() -> "Words":
    """What watches know of Indonesian, to commands that need no configuration: with the user's own lists, where one is
    found. A configuration that is wrong is said so, and left out."""
    from monitor.catalogue.words import load_words

    path = find_config(click.get_current_context().find_root().meta.get("config"))
    if path is None:
        return load_words()
    from monitor.config import load_settings
    from monitor.plan import words_of  # it brings the database along, which takes half a second

    try:
        return words_of(load_settings(path, secrets=False))
    except ConfigError as error:
        click.echo(f"warning: {path}: its word lists are left out: {error.problems[0]}", err=True)
        return load_words()


def read_watch_file(path: Path) -> "WatchFile":
    """The watches of a file, which may be a ronda.toml. Raises ConfigError with every problem."""
    from monitor.watches import read_watches, strangers

    tables = read_toml(path)
    file = read_watches(tables, path.name)
    if problems := strangers(tables, path.name, alone=False):
        raise ConfigError(problems)
    return file


def called() -> str:
    """How a person calls Ronda again: `ronda` where the shell finds it, else as it was called now (`.venv/bin/ronda`)."""
    return "ronda" if shutil.which("ronda") else sys.argv[0]


def print_json(rows: Iterable[Mapping[str, Any]]) -> None:
    """One JSON object a line on standard output."""
    import orjson

    for row in rows:
        sys.stdout.buffer.write(orjson.dumps(row, default=str, option=orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()


def console() -> "Console":
    """Folded to the terminal's width; unfolded where a program or a file reads."""
    from rich.console import Console

    return Console(highlight=False, width=None if sys.stdout.isatty() else 1000)


@contextmanager
def open_lines(path: Path) -> Iterator[IO[bytes]]:
    """A file of lines, unpacked where it is gzip, whatever its name. UsageError where it is packed and damaged."""
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    try:
        with cast("IO[bytes]", gzip.open(path, "rb")) if packed else path.open("rb") as lines:
            yield lines
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise UsageError(f"{path}: the gzip file is damaged: {error}") from None


def progress(steps: Iterable[Step], doing: str, file: IO[bytes] | None = None, *, aside: bool = True) -> Iterator[Step]:
    """Gives the steps on, with a bar on standard error where that is a terminal. `file`: whose lines they are, counted
    for the bar; `aside`: results go to standard output meanwhile, so that there is no bar where that is the terminal."""
    if not sys.stderr.isatty() or (aside and sys.stdout.isatty()):
        yield from steps
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    total = _count_lines(file) if file is not None else len(steps) if isinstance(steps, Sized) else None
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield from bar.track(steps, total=total, description=doing)


def _count_lines(file: IO[bytes]) -> int | None:
    """How many lines are left; None where the file cannot be read twice."""
    if not file.seekable():
        return None
    here = file.tell()
    count = sum(1 for _ in file)
    file.seek(here)
    return count


def duration(text: str) -> timedelta:
    """`90m`, `24h`, `7d`; a usage error otherwise."""
    found = re.fullmatch(r"([0-9]{1,9})([smhd])", text)
    if not found:
        raise click.BadParameter(f'{text!r} is not a duration (write "90m", "24h" or "7d")')
    if int(found[1]) * _SECONDS[found[2]] > _LONGEST_S:
        raise click.BadParameter(f"{text!r} is more than a hundred years")
    return timedelta(seconds=int(found[1]) * _SECONDS[found[2]])


def counted(number: int, thing: str) -> str:
    """`1 source`, `2 stories`."""
    if number == 1:
        return f"1 {thing}"
    many = f"{thing[:-1]}ies" if thing.endswith("y") else f"{thing}es" if thing.endswith("ch") else f"{thing}s"
    return f"{number:,} {many}"


def zone_name(zone: str) -> str:
    """`WIB`: what stands in the heading of a column of `short_clock`s."""
    return datetime.now(ZoneInfo(zone)).tzname() or zone


def short_clock(moment: datetime | None, zone: str) -> str:
    """`23 Nov 22.15`, for tables."""
    return f"{moment.astimezone(ZoneInfo(zone)):%d %b %H.%M}" if moment else "-"


def clock(moment: datetime | None, zone: str) -> str:
    """A time as people read it: `23 Nov 22.15 WIB`."""
    if moment is None:
        return "-"
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local:%d %b %H.%M} {local.tzname()}"
