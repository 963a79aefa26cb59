"""What a poll may have missed, and which known articles a source announces as edited."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.model import Announced, EntryId, EntryState

MOST_READ_BACK = 300
"""Items taken in from one document that is read back."""
_SLACK = timedelta(minutes=10)  # clocks of feeds and sitemaps differ
_LATER = timedelta(
    minutes=5
)  # a date that moved less is the same date; and a page is left alone for so long, then twice as long, ...
_STILL_EDITED = timedelta(days=3)  # after its discovery a page that is announced anew is an old one listed again
_WORD = re.compile(r"\w+")
_MOST_EDITED = 1 / 3  # of a document's items: where more have new dates, the dates say when the document was made


@dataclass(frozen=True, slots=True)
class Before:
    """What is stored of an entry that a source announces again."""

    id: EntryId
    published: datetime | None
    discovered_at: datetime
    state: EntryState
    title: str = ""
    tries: int = 0  # to read its page, so far


@dataclass(frozen=True, slots=True)
class Edited:
    """An entry whose page is read again, and when; the date and title that its source gives now."""

    id: EntryId
    published: datetime | None
    title: str
    due_at: datetime


def may_hide_a_gap(total: int, states: Sequence[EntryState], *, first: bool) -> bool:
    """Whether nothing of what a document holds was known before: what came in between may have left it again."""
    return not first and total > 1 and len(states) == total and all(state is EntryState.DUE for state in states)


def read_back(
    items: Sequence[Announced], known_canonicals: Collection[str], since: datetime
) -> tuple[list[Announced], bool]:
    """Give the items of another document, newest first, that came after `since` and are not known, and whether the
    document reaches back to what is known. Of items without a date only those that stand before a known one count."""
    missed: list[Announced] = []
    reached = False
    for item in items:
        if item.canonical in known_canonicals or (item.published is not None and item.published < since - _SLACK):
            reached = True
        elif (item.published is not None or not reached) and len(missed) < MOST_READ_BACK:
            missed.append(item)
    return (missed if reached else [item for item in missed if item.published is not None]), reached


def edited(items: Sequence[Announced], before: Mapping[str, Before], now: datetime) -> tuple[Edited, ...]:
    """Give the entries, by guid, that have been read and that their source now gives a later date or another headline.

    What a source announces anew at every poll is read ever more rarely: twice as long after its discovery each time. An
    edit that comes sooner is read when that time has come, since its source may not announce it once more.
    """
    found = []
    changed = 0
    for item in items:
        was = before.get(item.guid)
        if was is None:
            continue
        later = _later(item, was, now)
        if later is None and not _retitled(item.title, was.title):
            continue
        changed += 1
        wait = _LATER * 2 ** min(was.tries, 20)
        if was.state is EntryState.READ and max(wait, now - was.discovered_at) < _STILL_EDITED:
            due_at = max(now, was.discovered_at + wait)
            found.append(Edited(was.id, later or was.published, item.title or was.title, due_at))
    return tuple(found) if changed <= max(1, len(items) * _MOST_EDITED) else ()


def _later(item: Announced, was: Before, now: datetime) -> datetime | None:
    """The date that is later than the one known: of an edit since the entry was discovered, else of publication."""
    edit = item.updated is not None and item.updated > was.discovered_at
    when = item.updated if edit else item.published
    if when is None or was.published is None or when > now or when - was.published < _LATER:
        return None
    return when


def _retitled(title: str, before: str) -> bool:
    return bool(title and before and title != before) and _WORD.findall(title.casefold()) != _WORD.findall(
        before.casefold()
    )
