"""Doors to the sources: list, add, import, remove, pause, resume, catchup; try and discover stand in sources_try."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from monitor.cli.common import Commands, print_json, progress, settings_in_force
from monitor.cli.sources_try import discover, try_source
from monitor.cli.tables import print_table
from monitor.errors import ConfigError, UsageError
from monitor.model import Source, SourceKind, SourceOrigin, SourceState
from monitor.written import nearest

_AT_ONCE = 500
"""So many sources are added in one transaction."""


@click.group(cls=Commands)
def sources() -> None:
    """What is polled."""


sources.add_command(try_source)
sources.add_command(discover)


@sources.command("list", epilog="Example:  ronda sources list --group grid")
@click.option("--publisher", metavar="ID", help="Only this publisher (its id).")
@click.option("--group", metavar="NAME", help="Only publishers of this group, network or province.")
@click.option("--catalogue", "whole", is_flag=True, help="All that the catalogue knows, watched or not.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_sources(*, publisher: str | None, group: str | None, whole: bool, as_json: bool) -> None:
    """List the sources that are watched, or all that the catalogue knows."""
    from monitor.app import catalogue_rows, source_rows

    rows = catalogue_rows() if whole else source_rows(settings_in_force())
    named = [_publishers(name, rows) for name in (publisher, group) if name]
    chosen = [row for row in rows if all(row["publisher"] in ids for ids in named)]
    if as_json:
        print_json(chosen)
        return
    print_table(
        ["id", "publisher", "group", "kind", "from", "state", "address"],
        [
            [
                str(row["id"] or "-"),
                row["publisher"],
                row["group"],
                row["kind"] or "?",
                row["origin"],
                row["state"],
                row["url"],
            ]
            for row in chosen
        ],
        empty="No source: name publishers under `catalogue` in ronda.toml, or ronda sources add URL.",
        below=("address",),
    )


@sources.command(epilog="Example:  ronda sources add https://rss.kontan.co.id/news/nasional --publisher kontan")
@click.argument("urls", nargs=-1, required=True)
@click.option(
    "--publisher", metavar="ID", default="", help="Whose it is; else from the catalogue by its domain, else the host."
)
@click.option(
    "--kind", type=click.Choice([kind.value for kind in SourceKind]), help="Found out at the first poll when absent."
)
def add(urls: Sequence[str], *, publisher: str, kind: str | None) -> None:
    """Add sources to the database; a running daemon polls them within seconds."""
    _add(urls, publisher, SourceKind(kind) if kind else None)


@sources.command("import", epilog="Example:  ronda sources import langganan.opml")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_sources(file: Path) -> None:
    """Add the sources of an OPML file, or of a text file with one address a line."""
    from monitor.sources.lists import read_list

    urls, others = read_list(file.read_bytes(), file.name)
    _add(urls, "", None)
    for address in others:
        click.echo(f"passed over: {address[:200]} (no http(s) address)", err=True)


@sources.command(epilog="Example:  ronda sources export > langganan.opml")
def export() -> None:
    """Write the watched sources as OPML to standard output."""
    from monitor.app import source_rows
    from monitor.sources.lists import write_opml

    click.echo(write_opml([(row["publisher"], row["url"]) for row in source_rows(settings_in_force())]), nl=False)


@sources.command(epilog="Example:  ronda sources remove 12")
@click.argument("which", nargs=-1, required=True)
def remove(which: Sequence[str]) -> None:
    """Stop polling sources (by id or address). What they announced is kept. Those that ronda.toml or its catalogue names
    are paused: they are removed by taking them out there."""
    _set(which, SourceState.REMOVED, "removed")


@sources.command(epilog="Example:  ronda sources pause 12")
@click.argument("which", nargs=-1, required=True)
def pause(which: Sequence[str]) -> None:
    """Leave sources alone until `resume`."""
    _set(which, SourceState.PAUSED, "paused")


@sources.command(epilog="Example:  ronda sources resume 12")
@click.argument("which", nargs=-1, required=True)
def resume(which: Sequence[str]) -> None:
    """Poll paused sources again."""
    _set(which, SourceState.ACTIVE, "polled again")


@sources.command(epilog="Example:  ronda sources catchup --publisher kontan")
@click.argument("which", nargs=-1)
@click.option("--publisher", metavar="ID", help="Only what this publisher's sources announced (its id).")
def catchup(which: Sequence[str], *, publisher: str | None) -> None:
    """Mark what waits to be read as known, of some sources (by id or address) or of all: nobody is told of it. What is
    announced from now on is news."""
    from monitor.app import open_store_of

    with open_store_of(settings_in_force()) as store:
        every = store.list_sources()
        chosen = _named(every, which) if which else every
        if publisher:
            chosen = [source for source in chosen if source.publisher == publisher]
            if not chosen:
                raise UsageError(f"{publisher}: no source is of such a publisher (ronda sources list shows them)")
        of = [source.id for source in chosen] if which or publisher else None
        count = store.catch_up(datetime.now(UTC), of)
    click.echo(f"{count} waiting entries are known now")


def _publishers(name: str, rows: Iterable[dict[str, Any]]) -> set[str]:
    """Whom a name stands for: a publisher, known to the catalogue or by a source alone, or the members of a group."""
    from monitor.app import publishers_of

    try:
        return publishers_of(name)
    except ConfigError as error:
        if any(row["publisher"] == name for row in rows):
            return {name}
        raise UsageError(str(error).removeprefix("catalogue: ")) from error


def _add(urls: Iterable[str], publisher: str, kind: SourceKind | None) -> None:
    from monitor.app import add_sources
    from monitor.catalogue import load_catalogue
    from monitor.sources.lists import is_web

    given, settings = list(urls), settings_in_force()
    for url in given:
        if not is_web(url):
            raise UsageError(f"{url}: is not an http(s) address")
    known = load_catalogue().publishers
    if publisher and publisher not in known and (meant := nearest(publisher, known)):
        click.echo(f'warning: the catalogue knows no publisher "{publisher}"{meant}', err=True)
    portions = [given[start : start + _AT_ONCE] for start in range(0, len(given), _AT_ONCE)]
    for portion in progress(portions, "adding", aside=False):
        for row in add_sources(settings, portion, publisher, kind):
            click.echo(f"{'added' if row.new else 'known already'}: {_name(row.source)}")


def _set(which: Sequence[str], state: SourceState, word: str) -> None:
    from monitor.app import open_store_of

    settings = settings_in_force()
    with open_store_of(settings) as store:
        there = [source for source in store.list_sources() if source.state is not SourceState.REMOVED]
        for source in _named(there, which):
            named = state is SourceState.REMOVED and source.origin is not SourceOrigin.DATABASE
            store.set_source_state(source.id, SourceState.PAUSED if named else state, datetime.now(UTC))
            said = "paused, since ronda.toml names it (take it out there to remove it)" if named else word
            click.echo(f"{said}: {_name(source)}")


def _named(every: Sequence[Source], which: Sequence[str]) -> list[Source]:
    """The sources with these ids or addresses, in that order. Raises UsageError before anything is done."""
    chosen = []
    for name in which:
        found = [source for source in every if name in (str(source.id), source.url)]
        if not found:
            raise UsageError(f"{name}: there is no such source (ronda sources list shows ids and addresses)")
        chosen += found
    return chosen


def _name(source: Source) -> str:
    return f"{source.id} {source.publisher} {source.url}"
