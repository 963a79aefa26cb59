"""What a poll may have missed, and which known articles a source announces as edited."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.model import Announced, EntryId, EntryState

MOST_READ_BACK = 300
"""Items taken in from one document that is read back."""
_SLACK = timedelta(minutes=10)  # clocks of feeds and sitemaps differ
_LATER = timedelta(minutes=5)  # a date that moved less is the same date
_STILL_EDITED = timedelta(days=3)  # after its discovery a page that is announced anew is an old one listed again
_MOST_EDITED = 1 / 3  # of a document's items: where more have new dates, the dates say when the document was made


@dataclass(frozen=True, slots=True)
class Before:
    """What is stored of an entry that a source announces again."""

    id: EntryId
    published: datetime | None
    discovered_at: datetime
    state: EntryState


@dataclass(frozen=True, slots=True)
class Edited:
    """An entry whose page is read again, and the date that its source gives now."""

    id: EntryId
    published: datetime


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
    """Give the entries, by guid, that have been read and that their source now gives a later date."""
    found = []
    redated = 0
    for item in items:
        was = before.get(item.guid)
        when = _date(item, was) if was else None
        if was is None or when is None or was.published is None or when - was.published < _LATER:
            continue
        redated += 1
        if was.state is EntryState.READ and when <= now and now - was.discovered_at < _STILL_EDITED:
            found.append(Edited(was.id, when))
    return tuple(found) if redated <= max(1, len(items) * _MOST_EDITED) else ()


def _date(item: Announced, was: Before) -> datetime | None:
    """The date that may be later than the one known: of an edit since the entry was discovered, else of publication."""
    if item.updated is not None and item.updated > was.discovered_at:
        return item.updated
    return item.published
