"""Closing gaps: where a poll found everything new, what its publisher lists elsewhere is read back to what is known."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from time import monotonic
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from monitor.errors import Failure
from monitor.fetching import Fetcher
from monitor.language.addresses import host_of
from monitor.model import Announced, EntryState, Publisher, Reply, Source, SourceKind, SourceState, Yield
from monitor.sources import parse, read_back
from monitor.sources.discovery import hints_in_robots
from monitor.store import NewEntry
from monitor.tools import Tools

CHILD_SITEMAPS = 3
"""Of a sitemap index, how many of the sitemaps it names are read at a poll: the newest."""
MOST_CHILDREN = 5
"""The same where these are indexes themselves, all together."""
MOST_DOCUMENTS = 6
"""So many of the publisher's other documents are read to close a gap."""
MOST_PAGES = 3
"""And so many pages of one list."""
PATIENCE_S = 90.0
"""So long other documents are read: the poll has to be recorded before its claim runs out."""


def read_document(
    reply: Reply, kind: SourceKind | None, publisher: Publisher, now: datetime, fetcher: Fetcher
) -> Yield:
    """What a document holds; of a sitemap index, what its newest sitemaps hold."""
    found = parse(reply, kind, zone=publisher.zone, now=now, listing=publisher.listing)
    if not found.children:
        return found
    items, warnings, failures = list(found.items), list(found.warnings), []
    waiting = deque(found.children[:CHILD_SITEMAPS])
    for _ in range(MOST_CHILDREN):
        if not waiting:
            break
        try:
            inner = parse(fetcher.get(waiting.popleft()), SourceKind.SITEMAP, zone=publisher.zone, now=now)
        except Failure as failure:
            failures.append(failure)
            warnings.append(str(failure))
            continue
        waiting.extendleft(reversed(inner.children[:CHILD_SITEMAPS]))  # an index of indexes
        items += inner.items
        warnings += inner.warnings
    if failures and not items:
        raise failures[0]
    return replace(found, items=tuple(items), warnings=tuple(warnings))


def read_back_elsewhere(source: Source, found: Yield, now: datetime, on: Tools) -> tuple[tuple[NewEntry, ...], str]:
    """What the publisher's other sources, sitemaps and front page list since the last poll; and in words what was done."""
    publisher = on.publisher(host_of(source.url), source.publisher)
    since = source.last_success_at or now
    what = f"{now.astimezone(ZoneInfo(on.zone)):%Y-%m-%d %H.%M}: all {len(found.items)} entries were new"
    own = {item.canonical for item in found.items}
    tried, best = 0, list[Announced]()
    latest = monotonic() + PATIENCE_S
    for first, kind in _elsewhere(source, found, on):
        url, items = first, list[Announced]()
        for _ in range(MOST_PAGES):
            if not url or tried >= MOST_DOCUMENTS or monotonic() > latest:
                break
            tried += 1
            try:
                reply = on.fetcher.get(url, robots=kind is SourceKind.LISTING)
                other = read_document(reply, kind, publisher, now, on.fetcher)
            except Failure:
                break
            items += [item for item in other.items if item.canonical not in own]
            known = on.store.known_addresses({item.canonical for item in items})
            missed, reached = read_back(items, known, since)
            if reached:
                return _due(missed, now), f"{what}; {first} was read back to what is known: {len(missed)} more"
            best = max(best, missed, key=len)
            url = other.older
        if tried >= MOST_DOCUMENTS or monotonic() > latest:
            break
    more = f", where {len(best)} more were found" if best else ""
    return _due(
        best, now
    ), f"{what}, some may be missing; {tried} other documents do not reach back to what is known{more}"


def _due(missed: Sequence[Announced], now: datetime) -> tuple[NewEntry, ...]:
    return tuple(NewEntry(item, EntryState.DUE, now, host_of(item.url)) for item in missed)


def _elsewhere(source: Source, found: Yield, on: Tools) -> Iterator[tuple[str, SourceKind]]:
    """Where the publisher lists what it publishes: where this list goes on, its other sources, the sitemaps of robots.txt,
    its front page."""
    if found.older:
        yield found.older, SourceKind.LISTING
    wanted = (SourceKind.SITEMAP, SourceKind.LISTING)
    rows = [row for row in on.store.sources_of(source.publisher) if row.id != source.id]
    for row in rows:
        if row.kind in wanted and row.state is SourceState.ACTIVE:
            yield row.url, row.kind
    site = urljoin(found.items[0].url, "/")
    try:
        robots = on.fetcher.get(urljoin(site, "/robots.txt"), accept="text/plain")
        hints = hints_in_robots(robots.body.decode("utf-8", "replace"), robots.final_url)
    except Failure:
        hints = []
    yield from ((hint.url, SourceKind.SITEMAP) for hint in hints[:2] if hint.url != source.url)
    yield site, SourceKind.LISTING
