"""`ronda search`: a query in the language of the watches, asked of the stored articles."""

import csv
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import click

from monitor.cli.common import counted, duration, print_json, settings_in_force, short_clock, zone_name
from monitor.cli.tables import print_table
from monitor.errors import UsageError
from monitor.model import Match
from monitor.rules import WatchRules
from monitor.watches import Entity, Matcher, QueryError, Watch, parse_query
from monitor.watches.backtest import Past
from monitor.watches.indexing import need_of
from monitor.watches.reading import unknown_entities

_COLUMNS = ("story", "article", "published", "publisher", "title", "url", "copies", "words")
_WORDS_SHOWN = 4
_MOST_NAMED = 20
Row = tuple[Past, Match, int]


@click.command(epilog="Example:  ronda search '\"suku bunga\" AND NOT kredit' --since 30d")
@click.argument("query", metavar="QUERY")
@click.option("--since", metavar="TIME", default="7d", show_default=True, help='How far back: "90m", "24h", "7d".')
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 100_000), help="Stories shown at most.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a story.")
@click.option("--csv", "as_csv", is_flag=True, help="A table for a spreadsheet.")
def search(*, query: str, since: str, limit: int, as_json: bool, as_csv: bool) -> None:
    """Search the stored articles: the newest first, one line a story.

    QUERY is written as the query of a watch, entities of the watches in force (@name) included. Copies of a story are
    counted, not listed.
    """
    from monitor.app import open_store_of
    from monitor.cli.past import newest_stories, progress
    from monitor.plan import watches_of, words_of

    if as_json and as_csv:
        raise click.UsageError("give either --json or --csv")
    age = duration(since)
    settings = settings_in_force()
    entities = watches_of(settings).entities
    watch = _question(query, entities)
    words = words_of(settings)
    matcher = Matcher([watch], entities, words)
    need = need_of([watch.tree], entities, words)
    with open_store_of(settings) as store, progress("searching") as told:
        rows = newest_stories(
            store,
            need,
            datetime.now(UTC) - age,
            told,
            limit + 1,
            lambda past: next(iter(matcher.match(past.document)), None),
        )
    if as_json:
        print_json(map(_row, rows[:limit]))
    elif as_csv:
        _print_csv(rows[:limit])
    else:
        _print_lines(rows, limit, settings.timezone, since)


def _question(query: str, entities: Mapping[str, Entity]) -> Watch:
    """The query as a watch. Raises UsageError with the place of what is wrong."""
    known = ", ".join(f"@{key}" for key in sorted(entities)[:_MOST_NAMED]) or "none"
    try:
        tree = parse_query(query)
        for error in unknown_entities(tree, query, entities, f"the watches in force define: {known}"):
            raise error
    except QueryError as error:
        raise UsageError(f"{query}\n{' ' * (error.at - 1)}^\n{error}") from error
    return Watch("search", query, tree, WatchRules("search"))


def _row(row: Row) -> dict[str, object]:
    from monitor.cli.past import spans_json

    past, match, more = row
    return {
        "story": int(past.story),
        "article": int(past.id),
        "published": past.at.isoformat() if past.at else None,
        "publisher": past.publisher,
        "title": past.title,
        "url": past.url,
        "copies": more,
        "spans": spans_json(match),
    }


def _print_csv(rows: Sequence[Row]) -> None:
    """A cell that a spreadsheet would run as a formula gets an apostrophe before it."""
    out = csv.writer(sys.stdout)
    out.writerow(_COLUMNS)
    for row in rows:
        words = "; ".join(dict.fromkeys(span.text for span in row[1].spans))
        values = [*list(_row(row).values())[:-1], words]
        out.writerow([f"'{value}" if str(value)[:1] in {"=", "+", "-", "@", "\t"} else value for value in values])


def _print_lines(rows: Sequence[Row], limit: int, zone: str, since: str) -> None:
    print_table(
        [f"when ({zone_name(zone)})", "publisher", "headline", "words", "copies", "article"],
        [
            [
                short_clock(past.at, zone),
                past.publisher,
                past.title,
                ", ".join(list({span.text.casefold(): span.text for span in match.spans}.values())[:_WORDS_SHOWN]),
                str(more or ""),
                past.id,
            ]
            for past, match, more in rows[:limit]
        ],
        empty=f"Nothing in the last {since}.",
        below=("headline",),
    )
    shown = rows[:limit]
    if shown:
        stories, articles = counted(len(shown), "story"), counted(sum(more + 1 for _, _, more in shown), "article")
        rest = "; these are the newest (--limit)" if len(rows) > limit else ""
        click.echo(f"{stories}, {articles} of the last {since}{rest}.")
