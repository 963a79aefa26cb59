"""The door to the demo."""

import signal
import sys
from pathlib import Path
from types import FrameType

import click

from monitor.cli.common import called


@click.command(epilog="Example:  ronda demo --copy-first")
@click.option(
    "--dir",
    "folder",
    default="./ronda-demo",
    show_default=True,
    type=click.Path(path_type=Path),
    help="Where configuration, mail, Slack calls and log are kept; emptied if a demo made it.",
)
@click.option("--keep", is_flag=True, help="Go on after the last act, until Ctrl-C.")
@click.option("--copy-first", is_flag=True, help="Let the copy be found before the original.")
@click.option("--language", type=click.Choice(["id", "en"]), default="id", show_default=True, help="Of the alerts.")
def demo(folder: Path, *, keep: bool, copy_first: bool, language: str) -> int:
    """Show the whole of Ronda in half a minute: a newsroom on loopback, a copy recognised, one alert.

    Needs no configuration, no network, no account. Exit status 1 when something did not go as told.
    """
    from rich.console import Console

    from monitor.demo.narrator import Narrator
    from monitor.demo.playing import play

    signal.signal(signal.SIGTERM, _end)
    return play(
        folder, Narrator(Console(highlight=False), called()), keep=keep, copy_first=copy_first, language=language
    )


def _end(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(128 + signal.SIGTERM)
