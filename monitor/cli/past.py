"""The past that search, backtest and suggest go through: stored articles, or those of a file, as documents."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

import click
from rich.console import Console
from rich.text import Text

from monitor.alerts.excerpts import Excerpt, excerpts, marked_title
from monitor.catalogue import Catalogue, load_catalogue
from monitor.cli.common import open_lines
from monitor.model import ArticleId, Match, Publisher, PublisherId
from monitor.pipeline import document
from monitor.replay import Replay, read_line
from monitor.store import Store, StoredArticle
from monitor.watches.backtest import Past
from monitor.watches.indexing import Need

_PAGE = 200
_WIDEST_TITLE = 300
_WRONG_TOLD = 10

Progress = Callable[[int, int], None]
"""(articles gone through, articles in all)"""


def stored_past(store: Store, need: Need | None, since: datetime, told: Progress) -> Iterator[Past]:
    """Stored articles since then that may hold what is needed, the first recorded first.

    Their own dates count: what was published earlier and only found since is older news.
    """
    ids = store.search_candidates(need, since)[::-1]
    for page in _pages(store, ids, since, told):
        yield from page.pasts


def newest_stories(
    store: Store,
    need: Need | None,
    since: datetime,
    told: Progress,
    limit: int,
    match: Callable[[Past], Match | None],
    size: int = _PAGE,
) -> list[tuple[Past, Match, int]]:
    """As `by_story`, of the articles that match: so many stories at least, where there are so many, and perhaps not all.

    The texts recorded last are read first, until none that is left can be newer than those stories (hardly anything is
    published after it was recorded); of the rest only those that are of these stories.
    """
    found: list[tuple[Past, Match]] = []
    stories: set[int] = set()
    ids = store.search_candidates(need, since)
    seen = 0
    for page in _pages(store, ids, since, told, size):
        seen += size
        found += [(past, hit) for past in reversed(page.pasts) if (hit := match(past)) is not None]
        stories.update(int(past.story) for past, _ in found[-len(page.pasts) :])
        if len(stories) >= limit:
            last = by_story(reversed(found))[limit - 1][0].at
            if last is not None and last >= page.recorded:
                break
    of_these = set(store.articles_of(stories)) if seen < len(ids) else set()
    for page in _pages(store, [id_ for id_ in ids[seen:] if id_ in of_these], since, told):
        found += [(past, hit) for past in reversed(page.pasts) if (hit := match(past)) is not None]
    return by_story(reversed(found))


class _Page(NamedTuple):
    """Some articles, the first recorded first, and when that one was recorded."""

    pasts: list[Past]
    recorded: datetime


def _pages(
    store: Store, ids: Sequence[ArticleId], since: datetime, told: Progress, size: int = _PAGE
) -> Iterator[_Page]:
    """Articles in the order of `ids`, so many a page."""
    catalogue = load_catalogue()
    for at in range(0, len(ids), size):
        page = sorted(ids[at : at + size])
        stored = store.stored_articles(page)
        pasts = [_past_of(one, catalogue) for one in stored]
        recorded = min((one.recorded_at for one in stored), default=since)
        yield _Page([past for past in pasts if past.at is None or past.at >= since], recorded)
        told(at + len(page), len(ids))


def _past_of(stored: StoredArticle, catalogue: Catalogue) -> Past:
    article = stored.article
    publisher = catalogue.publishers.get(article.publisher) or Publisher(article.publisher, article.publisher)
    return Past(
        id=str(stored.id),
        story=str(stored.story_id),
        at=article.published or stored.discovered_at,
        title=article.title,
        url=article.url,
        publisher=publisher.name or article.publisher,
        document=document(article, publisher),
        original=stored.id == stored.original,
    )


def past_of_file(path: Path, told: Progress, wrong: list[int], *, placed: bool = True) -> Iterator[Past]:
    """Articles of a file as `ronda replay` takes them, each in its story (`placed`) or alone. Lines that cannot be read are told
    of, and their numbers added to `wrong`."""
    catalogue = load_catalogue()

    @cache
    def publisher_of(name: str) -> Publisher | None:
        known = catalogue.publishers.get(PublisherId(name))
        return known or catalogue.by_credit_name(name) or catalogue.by_domain(name)

    with open_lines(path) as file:
        lines = [line for line in file if line.strip()]
    with Replay(publisher_of) as room:
        for number, line in enumerate(lines, 1):
            told(number, len(lines))
            try:
                key, article = read_line(line, publisher_of)
            except ValueError as error:
                wrong.append(number)
                if len(wrong) <= _WRONG_TOLD:
                    click.echo(f"{path.name}: line {number}: {error}", err=True)
                continue
            publisher = publisher_of(article.publisher) or Publisher(article.publisher, article.publisher)
            story = str(room.play(article).story) if placed else key
            at = article.published
            name = publisher.name or article.publisher
            yield Past(key, story, at, article.title, article.url, name, document(article, publisher))
    if len(wrong) > _WRONG_TOLD:
        click.echo(f"{path.name}: {len(wrong) - _WRONG_TOLD} more lines cannot be read", err=True)


class progress:  # noqa: N801  (used like a function: `with progress("searching") as told:`)
    """A line on the terminal that tells how far we are; nothing where nobody looks."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._shown = sys.stderr.isatty()

    def __enter__(self) -> Progress:
        return self._tell

    def _tell(self, done: int, total: int) -> None:
        if self._shown and (done % 50 == 0 or done == total):
            sys.stderr.write(f"\r{self._what}: {done:,} of {total:,} articles")
            sys.stderr.flush()

    def __exit__(self, *_: object) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def show_sample(console: Console, past: Past, match: Match, when: str, *, more: str = "", most: int = 1) -> None:
    """An article for people: headline and sentence with the words marked."""
    title = _marked(marked_title(past.title, [match], _WIDEST_TITLE))
    line = Text.assemble((when, "dim"), "  ", title, (f"  {past.publisher}", "cyan"), (more, "dim"))
    console.print(line)
    for excerpt in excerpts(past.document.body, [match], most):
        console.print(Text("    ") + _marked(excerpt))
    if past.url:
        console.print(Text(f"    {past.url}", "dim"), soft_wrap=True)


def _marked(excerpt: Excerpt) -> Text:
    """Bold on a terminal, in »« where no colours are shown."""
    marks = ("", "") if sys.stdout.isatty() else ("»", "«")
    return Text.assemble(
        *((f"{marks[0]}{piece.text}{marks[1]}", "bold yellow") if piece.marked else piece.text for piece in excerpt)
    )


def spans_json(match: Match) -> list[dict[str, object]]:
    return [
        {"field": s.field, "start": s.start, "end": s.end, "text": s.text, "term": s.term, "reason": s.reason}
        for s in match.spans
    ]


def by_story(pasts: Iterable[tuple[Past, Match]]) -> list[tuple[Past, Match, int]]:
    """One of each story, its original or else its first, with how many more of it there are; the newest story first,
    undated ones last."""
    first: dict[str, tuple[Past, Match]] = {}
    more: dict[str, int] = {}
    for past, match in pasts:
        if past.original or past.story not in first:
            first[past.story] = past, match
        more[past.story] = more.get(past.story, -1) + 1
    rows = [(past, match, more[story]) for story, (past, match) in first.items()]
    return sorted(rows, key=lambda row: row[0].at.timestamp() if row[0].at else float("-inf"), reverse=True)


def spread(rows: Sequence[object], most: int) -> list[int]:
    """Up to `most` places of a list, evenly from its whole length."""
    return (
        [round(at * (len(rows) - 1) / max(1, most - 1)) for at in range(most)]
        if len(rows) > most
        else list(range(len(rows)))
    )
