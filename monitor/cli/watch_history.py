"""`ronda watch backtest` and `ronda watch suggest`: what the past says about a watch. They join the group of cli.watch."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from monitor.cli.common import (
    clock,
    console,
    counted,
    duration,
    print_json,
    read_watch_file,
    settings_in_force,
    words_in_force,
)
from monitor.cli.tables import print_table
from monitor.cli.watch import watch
from monitor.errors import UsageError
from monitor.watches import Matcher, WatchFile, Words
from monitor.watches.backtest import Outcome, Raised, bars, days_of, play_back
from monitor.watches.indexing import either, need_of
from monitor.watches.suggest import Kind, Suggestion, key_of, need_of_name, suggest, toml_of

__all__ = ["watch"]

IN_FORCE = "in-force"
_BAR = 40
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True)
class Version:
    """One watch as one file words it."""

    file: WatchFile
    words: Words

    @property
    def matcher(self) -> Matcher:
        return Matcher(self.file.watches, self.file.entities, self.words)


@watch.command(epilog="Example:  ronda watch backtest Putin-OPEC --since 30d --watches draft.toml --against in-force")
@click.argument("name")
@click.option(
    "--since",
    metavar="TIME",
    default="30d",
    show_default=True,
    help='How far back in the stored articles: "24h", "30d".',
)
@click.option("--watches", "drafts", type=_FILE, help="Play the watch of this file; else the one in force.")
@click.option("--docs", type=_FILE, help="Play over the articles of this file (as `ronda replay` takes them).")
@click.option("--against", metavar="FILE|in-force", help="What changes against the watch of that name there.")
@click.option("--samples", default=10, show_default=True, type=click.IntRange(0, 1_000), help="Alerts shown.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object an alert, then one for the whole.")
def backtest(
    *, name: str, since: str, drafts: Path | None, docs: Path | None, against: str | None, samples: int, as_json: bool
) -> None:
    """Play a watch over the past: how many alerts a day it would have raised, and which.

    Copies of a story are counted once. With --against: the alerts that this version gains, and those it loses.
    """
    words = words_in_force()
    own = Version(_worded(name, drafts), words)
    other = Version(_worded(name, None if against == IN_FORCE else _path(against)), words) if against else None
    wrong: list[int] = []
    outcome, first, short = _played(own, other, since, docs, wrong)
    zone = settings_in_force().timezone if docs is None else "Asia/Jakarta"
    if as_json:
        print_json(_alert_rows(outcome))
        print_json([_whole_row(name, outcome, zone, first)])
    else:
        _show(name, outcome, zone, first, samples, compared=other is not None)
        if first and short:
            click.echo(
                f"The store reaches back to {clock(first, zone)} only: days before that are not counted.", err=True
            )
    if wrong:
        raise click.exceptions.Exit(1)


def _worded(name: str, path: Path | None) -> WatchFile:
    """The one watch of a file, or of the configuration in force. Raises UsageError where it is not there."""
    if path is None:
        from monitor.plan import watches_of

        where, file = "the watches in force", watches_of(settings_in_force())
    else:
        where, file = path.name, read_watch_file(path)
    chosen = tuple(known for known in file.watches if known.name == name)
    if not chosen:
        names = ", ".join(f'"{known.name}"' for known in file.watches) or "none"
        raise UsageError(f'{where}: there is no watch "{name}" (there are: {names})')
    return WatchFile(chosen, file.entities)


def _path(text: str | None) -> Path:
    path = Path(text or "")
    if not path.is_file():
        raise click.BadParameter(f'--against: {text}: is neither a file nor "{IN_FORCE}"')
    return path


def _played(
    own: Version, other: Version | None, since: str, docs: Path | None, wrong: list[int]
) -> tuple[Outcome, datetime | None, bool]:
    """What came of it, from when on days are shown (None: from the first alert), and whether the store begins only there."""
    from monitor.app import open_store_of
    from monitor.cli.past import past_of_file, progress, stored_past

    with progress("playing") as told:
        if docs is not None:
            pasts = past_of_file(docs, told, wrong)
            return play_back(pasts, own.matcher, other.matcher if other else None), None, False
        first = datetime.now(UTC) - duration(since)
        needs = [need_of((w.tree for w in v.file.watches), v.file.entities, v.words) for v in (own, other) if v]
        with open_store_of(settings_in_force()) as store:
            pasts = stored_past(store, either(needs), first, told)
            begins = store.first_recorded_at()
            outcome = play_back(pasts, own.matcher, other.matcher if other else None)
        short = begins is not None and begins > first
        return outcome, begins if short else first, short


def _show(name: str, outcome: Outcome, zone: str, first: datetime | None, samples: int, *, compared: bool) -> None:
    from monitor.cli.past import show_sample, spread

    screen = console()
    days = days_of(outcome.alerts, zone, first, _last(first))
    if outcome.alerts:
        screen.print("\n".join(bars(days, _BAR)))
    average = f", {len(outcome.alerts) / len(days):.1f} a day" if days else ""
    copies = f", {counted(outcome.copies, 'more copy')}" if outcome.copies else ""
    click.echo(
        f'"{name}": {counted(len(outcome.alerts), "alert")}{average}{copies}; {counted(outcome.articles, "article")} looked at.'
    )
    shown: Sequence[tuple[str, Sequence[Raised]]] = [("Samples", outcome.alerts)]
    if compared:
        shown = [
            (f"Gained: {len(outcome.gained)}", outcome.gained),
            (f"Lost: {len(outcome.lost)}", outcome.lost),
            *shown,
        ]
    for heading, alerts in shown:
        if alerts or heading != "Samples":
            screen.print(f"\n[bold]{heading}[/bold]")
        for at in spread(alerts, samples):
            raised = alerts[at]
            more = f"  +{raised.copies}" if raised.copies else ""
            show_sample(screen, raised.past, raised.match, clock(raised.past.at, zone), more=more)


def _last(first: datetime | None) -> datetime | None:
    return None if first is None else datetime.now(UTC)


def _alert_rows(outcome: Outcome) -> Iterable[dict[str, Any]]:
    gained = {raised.past.story for raised in outcome.gained}
    for raised in outcome.alerts:
        yield _alert_row(raised, "gained" if raised.past.story in gained else "raised")
    for raised in outcome.lost:
        yield _alert_row(raised, "lost")


def _alert_row(raised: Raised, change: str) -> dict[str, Any]:
    from monitor.cli.past import spans_json

    past = raised.past
    return {
        "id": past.id,
        "story": past.story,
        "at": past.at.isoformat() if past.at else None,
        "publisher": past.publisher,
        "title": past.title,
        "url": past.url,
        "copies": raised.copies,
        "change": change,
        "spans": spans_json(raised.match),
    }


def _whole_row(name: str, outcome: Outcome, zone: str, first: datetime | None) -> dict[str, Any]:
    days = days_of(outcome.alerts, zone, first, _last(first))
    return {
        "watch": name,
        "since": first.isoformat() if first else None,
        "articles": outcome.articles,
        "alerts": len(outcome.alerts),
        "copies": outcome.copies,
        "gained": len(outcome.gained),
        "lost": len(outcome.lost),
        "days": {day.isoformat(): count for day, count in days.items()},
    }


# -------------------------------------------------------------------------------------------------------------- suggest


@watch.command("suggest", epilog='Example:  ronda watch suggest "Bank Jago" --since 90d')
@click.argument("name")
@click.option(
    "--since",
    metavar="TIME",
    default="90d",
    show_default=True,
    help='How far back in the stored articles: "30d", "90d".',
)
@click.option("--docs", type=_FILE, help="Look at the articles of this file (as `ronda replay` takes them).")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a proposal.")
def suggest_forms(*, name: str, since: str, docs: Path | None, as_json: bool) -> None:
    """Propose aliases and guards for NAME from the articles read: spellings seen, and longer names that are something else.

    Nothing is changed: copy what is right into watches.toml.
    """
    from monitor.app import open_store_of
    from monitor.cli.past import past_of_file, progress, stored_past

    if not any(char.isalnum() for char in name):
        raise UsageError(f"{name!r}: a name with letters is expected")
    words, wrong = words_in_force(), list[int]()
    with progress("reading") as told:
        if docs is not None:
            pasts = past_of_file(docs, told, wrong, placed=False)
            found = suggest(name, (past.document for past in pasts), words)
        else:
            first = datetime.now(UTC) - duration(since)
            with open_store_of(settings_in_force()) as store:
                pasts = stored_past(store, need_of_name(name), first, told)
                found = suggest(name, (past.document for past in pasts), words)
    if as_json:
        print_json(
            {"kind": one.kind.value, "text": one.text, "articles": one.articles, "why": one.why, "example": one.example}
            for one in found
        )
    else:
        _show_suggestions(name, found)
    if wrong:
        raise click.exceptions.Exit(1)


def _show_suggestions(name: str, found: Sequence[Suggestion]) -> None:
    print_table(
        ["proposal", "form", "articles", "why", "for example"],
        [[_KINDS[one.kind], one.text, str(one.articles), one.why, one.example] for one in found],
        empty=f"Nothing to propose for {name}: no other form of it stands in two articles.",
        below=("for example", "why"),
    )
    if found:
        click.echo(f"For watches.toml, after a look at it:\n\n{toml_of(name, key_of(name), found)}", nl=False)


_KINDS = {
    Kind.ALIAS: "alias",
    Kind.WEAK: "weak alias",
    Kind.EXACT: "want capitals",
    Kind.GUARD: "guard",
    Kind.LEFT_OUT: "none needed",
}
