"""Which of the announced items are news to us, and which were there before we came or are known under another face."""

import re
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from monitor.model import Announced, EntryState

LONG_BEFORE = timedelta(days=7)
_WORD = re.compile(r"\w+")


def is_another(item: Announced, canonical: str, title: str) -> bool:
    """Whether an item bears the guid of an article that it is not: feeds number their items from the top, or use a guid
    again. Then address and headline are others altogether; a new headline for one article keeps some of its words."""
    if item.canonical == canonical or not item.title or not title:
        return False
    now, before = (set(_WORD.findall(text.casefold())) for text in (item.title, title))
    return 2 * len(now & before) < min(len(now), len(before))


def sort_entries(
    items: Iterable[Announced],
    known_guids: Collection[str],
    known_canonicals: Collection[str],
    *,
    came_at: datetime | None,
    first_look: timedelta,
    now: datetime,
) -> list[tuple[Announced, EntryState, datetime | None]]:
    """Give the items to be written down, in document order, with their state and when they are due.

    `known_guids` are this source's, `known_canonicals` everybody's (sets, for speed). An item known by either is left
    out: re-dated, re-guided and re-listed items raise nothing, and an article that three sources announce is read once.
    An article that another source announced is written down as KNOWN, so that its next guid is not news either. At the
    first poll (`came_at` is None) only what was published within `first_look` is DUE; the rest, and what has no date, is
    KNOWN. Later everything is DUE, save what was published long before we came and is listed once more.
    """
    since = now - first_look
    taken: set[str] = set()
    sorted_items: list[tuple[Announced, EntryState, datetime | None]] = []
    for item in items:
        if item.guid in known_guids or item.canonical in taken:
            continue
        taken.add(item.canonical)
        fresh = item.published is not None and item.published >= since and bool(first_look)
        old = not fresh if came_at is None else was_there_before(item.published, came_at, first_look)
        if item.canonical in known_canonicals or old:
            sorted_items.append((item, EntryState.KNOWN, None))
        else:
            sorted_items.append((item, EntryState.DUE, now))
    return sorted_items


def was_there_before(published: datetime | None, came_at: datetime | None, first_look: timedelta = timedelta()) -> bool:
    """Whether an article is so old that it was there long before we came to its source. A week is left for pages that are
    published with the date of their draft."""
    return published is not None and came_at is not None and published < came_at - max(LONG_BEFORE, first_look)
