"""Doors to stories: who had it first, who copied whom and by what evidence; and a person's word against Ronda's."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from monitor.cli.common import (
    ID,
    Commands,
    clock,
    counted,
    duration,
    print_json,
    settings_in_force,
    short_clock,
    zone_name,
)
from monitor.cli.tables import print_table
from monitor.errors import UsageError
from monitor.model import ArticleId, Relation, StoryId

if TYPE_CHECKING:
    from monitor.cli.story_rows import Row
    from monitor.config import Settings
    from monitor.model import Link, Member
    from monitor.store import StoryFile, StoryLine

    Related = tuple[ArticleId, Link, Member]

RELATED = 10
"""Articles outside a story that people are shown; programs get all."""


@click.group(cls=Commands)
def stories() -> None:
    """Stories: the articles that carry the same text."""


@stories.command("list", epilog="Example:  ronda stories list --since 24h --min-copies 3")
@click.option(
    "--since", metavar="TIME", default="24h", show_default=True, help='With an article this young: "90m", "24h", "7d".'
)
@click.option(
    "--min-copies", default=0, show_default=True, type=click.IntRange(0), help="With at least so many copies."
)
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000), help="So many at most.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_stories(*, since: str, min_copies: int, limit: int, as_json: bool) -> None:
    """List stories, the latest first: who had them first, how many copies in how many outlets, what they alerted."""
    from monitor.app import open_store_of, publisher_names

    settings = settings_in_force()
    with open_store_of(settings) as store:
        lines = store.list_stories(datetime.now(UTC) - duration(since), min_copies, limit, publisher_names())
    if as_json:
        print_json(_line_row(line) for line in lines)
        return
    zone = zone_name(settings.timezone)
    print_table(
        ["story", f"first ({zone})", "publisher", "headline", "copies", "outlets", f"latest ({zone})", "alerts"],
        [
            [
                str(line.id),
                short_clock(line.first_at, settings.timezone),
                line.head.publisher,
                line.head.title,
                str(line.copies),
                str(line.publishers),
                short_clock(line.last_at, settings.timezone),
                ", ".join(line.watches),
            ]
            for line in lines
        ],
        empty=f"No story in the last {since}"
        + (f" with {counted(min_copies, 'copy')} or more." if min_copies else "."),
        below=("headline", "alerts"),
    )


@stories.command(epilog="Example:  ronda stories show 12")
@click.argument("story_id", metavar="ID", type=ID)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def show(story_id: int, *, as_json: bool) -> None:
    """Show a story's lineage: who had it first, who copied whom, by what evidence, how much of it, and what was edited."""
    from monitor.cli.story_rows import rows_of

    settings = settings_in_force()
    story = _story(settings, story_id)
    rows = rows_of(story)
    if as_json:
        print_json([_story_row(story, rows)])
        return
    if story.id != story_id:
        click.echo(f"Story {story_id} was merged into story {story.id}.")
    for line in _told(story, rows, settings.timezone):
        click.echo(line)


@stories.command(epilog="Example:  ronda stories graph 12 --output story-12.svg")
@click.argument("story_id", metavar="ID", type=ID)
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False), help="Else standard output.")
def graph(story_id: int, *, output: Path | None) -> None:
    """Draw a story as SVG: its articles in the order of time, an arrow from each copy to what it copied."""
    from monitor.cli.story_graph import draw
    from monitor.cli.story_rows import rows_of

    settings = settings_in_force()
    story = _story(settings, story_id)
    rows = rows_of(story)
    drawn = draw(f"Story {story.id}: {_head(story, rows)}", rows, story.named_original, settings.timezone)
    if output is None:
        sys.stdout.buffer.write(drawn.encode())
        return
    try:
        output.write_text(drawn, "utf-8")
    except OSError as error:
        raise UsageError(f"{output}: cannot be written: {error.strerror}") from error
    click.echo(f"Wrote {output}.", err=True)


@stories.command(epilog="Example:  ronda stories split 345")
@click.argument("article_id", type=ID)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def split(article_id: int, *, as_json: bool) -> None:
    """Take an article out of its story, for good, and raise the alerts that it being a copy held back.

    Its own copies leave with it where a merge had brought them in together.
    """
    from monitor.app import tellable
    from monitor.rulings import split as rule

    settings = settings_in_force(sends=True)
    rules, recipients = tellable(settings)
    with _open(settings) as store:
        done = rule(store, ArticleId(article_id), rules, recipients, datetime.now(UTC), zone=settings.timezone)
    if as_json:
        alerts = [{"article": article, "watch": watch} for article, watch in done.alerts]
        print_json(
            [
                {
                    "article": article_id,
                    "along": list(done.along),
                    "left": done.left,
                    "story": done.opened,
                    "alerts": alerts,
                    "messages": done.messages,
                }
            ]
        )
        return
    copies = f" with its copies ({', '.join(map(str, done.along))})" if done.along else ""
    click.echo(f"Article {article_id} left story {done.left}{copies} and is story {done.opened} now.")
    for article, watch in done.alerts:
        click.echo(f"Alert raised: {watch}, for article {article}.")
    click.echo(f"{counted(done.messages, 'message')} due." if done.messages else "Nobody is told.")


@stories.command(epilog="Example:  ronda stories merge 12 15")
@click.argument("story_a", type=ID)
@click.argument("story_b", type=ID)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def merge(story_a: int, story_b: int, *, as_json: bool) -> None:
    """Make two stories one, for good: the newer one's articles join the older one. Nobody is told."""
    from monitor.rulings import merge as rule

    with _open(settings_in_force()) as store:
        done = rule(store, StoryId(story_a), StoryId(story_b), datetime.now(UTC))
    if as_json:
        print_json([{"story": done.into, "moved": list(done.moved)}])
        return
    click.echo(f"{counted(len(done.moved), 'article')} joined story {done.into}. Nobody is told.")


def _open(settings: "Settings") -> Any:
    from monitor.app import open_store_of

    return open_store_of(settings)


def _story(settings: "Settings", story_id: int) -> "StoryFile":
    """The story, or the one that it was merged into. Raises UsageError where there never was one."""
    from monitor.app import publisher_names

    names = publisher_names()
    with _open(settings) as store:
        story: StoryFile | None = store.story(StoryId(story_id), names)
        while story is not None and story.merged_into is not None:
            story = store.story(story.merged_into, names)
    if story is None or not story.articles:
        raise UsageError(f"story {story_id}: there is none (ronda stories list shows them)")
    return story


def _head(story: "StoryFile", rows: "tuple[Row, ...]") -> str:
    return next((row.title for row in rows if row.id == story.original), rows[0].title)


def _line_row(line: "StoryLine") -> dict[str, Any]:
    return {
        "story": line.id,
        "title": line.head.title,
        "publisher": line.head.publisher,
        "url": line.head.url,
        "first_at": line.first_at.isoformat(),
        "last_at": line.last_at.isoformat(),
        "articles": line.articles,
        "copies": line.copies,
        "publishers": line.publishers,
        "alerts": list(line.watches),
    }


def _story_row(story: "StoryFile", rows: "tuple[Row, ...]") -> dict[str, Any]:
    from monitor.cli.plain import plain

    return {
        "story": story.id,
        "opened_at": story.opened_at.isoformat(),
        "original": story.original,
        "named_original": plain(story.named_original),
        "articles": [_article_row(row) for row in rows],
        "alerts": [
            {
                "watch": alert.watch,
                "reason": alert.reason,
                "article": alert.article_id,
                "at": alert.created_at.isoformat(),
            }
            for alert in story.alerts
        ],
        "rulings": [plain(ruling) for ruling in story.rulings],
        "related": [
            {
                "article": own,
                "to": other.article_id,
                "publisher": other.publisher,
                "title": other.title,
                "relation": link.relation,
                "coverage": [round(share, 3) for share in link.coverage],
                "reason": link.reason,
            }
            for own, link, other in story.related
        ],
    }


def _article_row(row: "Row") -> dict[str, Any]:
    from monitor.cli.plain import plain
    from monitor.cli.story_rows import evidence

    share = row.parent.coverage if row.parent else None
    return {
        "id": row.id,
        "publisher": row.publisher,
        "title": row.title,
        "url": row.url,
        "published": row.published and row.published.isoformat(),
        "discovered_at": row.discovered_at.isoformat(),
        "role": row.role,
        "from": row.parent and (row.parent.article or "named-original"),
        "evidence": evidence(row) or None,
        "by_credit": bool(row.parent and row.parent.by_credit),
        "coverage": share and [round(one, 3) for one in share],
        "shares_with": row.alike
        and {"article": row.alike.to, "coverage": [round(one, 3) for one in row.alike.coverage]},
        "before_correction": row.had and row.had.replaced_at.isoformat(),
        "edits": plain(row.edits),
        "corrections": [
            {"replaced_at": one.before.replaced_at.isoformat(), "title": one.before.title, "edits": plain(one.edits)}
            for one in row.corrections
        ],
        "credit": plain(row.credit),
    }


def _told(story: "StoryFile", rows: "tuple[Row, ...]", zone: str) -> Iterator[str]:
    from monitor.alerts.excerpts import one_line

    outlets = len({row.publisher for row in rows})
    yield f"Story {story.id}: {one_line(_head(story, rows), 200)}"
    yield (
        f"{len(rows)} {'article' if len(rows) == 1 else 'articles'} in {outlets} {'outlet' if outlets == 1 else 'outlets'}. "
        f"First: {one_line(rows[0].publisher, 60)}, {clock(rows[0].at, zone)}."
    )
    named = story.named_original
    if named is not None:
        yield f"The original is known by name only: {one_line(named.publisher, 60)}, “{one_line(named.title, 160)}” (never read)."
    for row in rows:
        yield ""
        yield from _row_told(row, rows, zone)
    if story.alerts or story.rulings or story.related:
        yield ""
    for alert in reversed(story.alerts):
        yield f"Alert {clock(alert.created_at, zone)}: {alert.watch}, for article {alert.article_id} ({alert.reason})"
    for ruling in story.rulings:
        yield (
            f"Ruling {clock(ruling.made_at, zone)}: {ruling.verdict}, article {ruling.article_id} "
            f"from story {ruling.from_story} to story {ruling.to_story}"
        )
    related = _each_once(story.related)
    for own, link, other in related[:RELATED]:
        head = one_line(f"{other.publisher}, {other.title}", 160)
        what = "taken apart by a person" if link.relation is Relation.SAME else f"{link.relation}, no copy"
        yield f"Article {own} and {head} (article {other.article_id}): {what}. {one_line(link.reason, 200)}"
    if len(related) > RELATED:
        yield f"and {len(related) - RELATED} more (--json lists all)"


def _each_once(related: "tuple[Related, ...]") -> "list[Related]":
    """Each article outside, with what shares most with it: a round-up has a part of every copy."""
    found: dict[ArticleId, Related] = {}
    for one in related:
        _, link, other = one
        before = found.get(other.article_id)
        if before is None or sum(link.coverage) > sum(before[1].coverage):
            found[other.article_id] = one
    return list(found.values())


def _row_told(row: "Row", rows: "tuple[Row, ...]", zone: str) -> Iterator[str]:
    from monitor.alerts.excerpts import one_line
    from monitor.cli.story_rows import changes, evidence, shares

    late = "" if row.published else ", first seen"
    yield f"{clock(row.at, zone)}{late}  {one_line(row.publisher, 60)}, {row.role}, article {row.id}"
    yield f"  {one_line(row.title, 200)}"
    yield f"  {one_line(row.url, 500)}"
    if row.parent is not None:
        source = next((other for other in rows if other.id == row.parent.article), None)
        whom = f"{one_line(source.publisher, 60)} (article {source.id})" if source else "the original known by name"
        yield f"  from {whom}: {one_line(evidence(row), 300)}"
    elif evidence(row):
        yield f"  {evidence(row)}"
    if row.alike is not None:
        fellow = next(other for other in rows if other.id == row.alike.to)
        yield f"  shares with {one_line(fellow.publisher, 60)} (article {fellow.id}): {shares(row.alike.coverage)}"
    if row.had is not None:
        yield f"  has the text from before the correction of {clock(row.had.replaced_at, zone)}"
    if row.edits is not None:
        yield from (f"    {line}" for line in changes(row.edits) or ["nothing edited"])
    for correction in row.corrections:
        yield f"  corrected {clock(correction.before.replaced_at, zone)}:"
        yield from (f"    {line}" for line in changes(correction.edits) or ["nothing but its metadata"])
