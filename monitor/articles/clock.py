"""When a page was published: what its head says, weighed against the clock that its readers see.

Traps this order comes from: heads that write the local clock with a false offset (-07:00, GMT, a mislabelled Z), heads
with naive local times, pages with only a visible "04 April 2022, 09:46 WIB", pages in WITA and WIT.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.articles.captions import without_photo_credit
from monitor.language.dates import read_date

_DAY_FIRST = re.compile(
    r"(?i)\d{1,2}[\s/.-]{1,2}(?:\d{1,2}|jan\w*|feb\w*|pebr\w*|mar\w*|apr\w*|mei|may|jun\w*|jul\w*|ag\w*|aug\w*|sep\w*|o[kc]t\w*|no[vp]\w*|de[sc]\w*)"
    r"[\s/.,-]{1,2}\d{2,4}"
)
_DAY_AND_YEAR = re.compile(r"\d,?\s\d{4}")
_MONTH_FIRST = re.compile(
    r"(?i)(?:jan\w*|feb\w*|mar\w*|apr\w*|may|jun\w*|jul\w*|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)\.?\s\d{1,2},?\s\d{4}"
)
_TWO_DIGITS = re.compile(r"\d\d")  # every date has a year
_HAS_CLOCK = re.compile(r"\d{1,2}[.:]\d{2}")
_CLOCK_ALONE = re.compile(r"(?i)\W*(?:(?:pukul|jam)\s)?\d{1,2}[.:]\d{2}(?:[.:]\d{2})?\s*(?:wi[bt]a?)?\W*")
_CLOCK_SIZE = 24
_CHANGED = re.compile(
    r"(?i)\W*(?:oleh (?:\S+ ){1,3})?(?:terakhir )?(?:diperbarui|diperbaharui|di-?update|updated?|last|diedit|disunting)\b"
)
_DAY_IN_BRACKETS = re.compile(r"\w\s*\(\s*\d{1,2}\s?[/-]\s?\d{1,2}(?:\s?[/-]\s?\d{2,4})?\s*\)")
_SMALL_WORDS = 5
"""So many words in small letters beside a day are a sentence."""
_NAMES_ZONE = re.compile(r"\b(?:WIB|WITA|WIT)\b|waktu indonesia", re.IGNORECASE)
_HAS_OFFSET = re.compile(r"(?i)(?:z|gmt|utc|[+-]\d{2}:?\d{2}|\b[ecmp][sd]t|wib|wita|wit)\s*$")
_INDONESIAN = (timedelta(hours=7), timedelta(hours=8), timedelta(hours=9))
_NEAR_HEADLINE = 40  # lines
_MOST_LINES = 900


@dataclass(frozen=True, slots=True)
class _Stamp:
    when: datetime  # aware; in the default zone where the text named none
    sure: bool  # the text named an offset
    zoned: bool = False  # ... as WIB, WITA or WIT


@dataclass(frozen=True, slots=True)
class Times:
    """When a page was published and changed, in the zone that it shows; None where it does not say."""

    published: datetime | None
    modified: datetime | None


def weigh_times(
    published: Sequence[tuple[str, str]],
    modified: Sequence[tuple[str, str]],
    lines: Sequence[str],
    headline: str,
    zone: str,
) -> Times:
    """Choose among what the head says and what stands near the headline.

    A time of the head counts with its own offset unless a visible clock, or another source with a zone of Indonesia or
    none, shows the same digits: then the offset is a slip and the visible zone, or `zone`, holds.
    """
    heads = [stamp for _, text in published if (stamp := _stamp(text, zone))]
    shown = _visible(lines, headline)
    if not heads:
        seen = [stamp for text in shown if not _is_told(text) and (stamp := _stamp(text, zone))]
        timed = next((stamp for stamp in seen if _digits(stamp.when)[3:] != (0, 0)), None)
        chosen = timed or (seen[0] if seen else None)
        return Times(chosen.when if chosen else None, _changed(modified, zone, slipped=False, shown=chosen))
    head = _with_clock(heads[0], shown, zone)
    twin, same = _shown_clock(head, shown, zone)
    when, slipped = _settle(head, heads, twin, zone)
    if same is not None:
        when = when.astimezone(same.when.tzinfo)
    elif when.utcoffset() == timedelta(0) or not head.sure:
        when = when.astimezone(ZoneInfo(zone))
    return Times(when, _changed(modified, zone, slipped=slipped, shown=same))


def _with_clock(head: _Stamp, shown: Sequence[str], zone: str) -> _Stamp:
    """A time of the head that names a day alone, with the clock that the page shows for that day."""
    if _digits(head.when)[3:] != (0, 0) or head.when.second:
        return head
    stamps = (_stamp(text, zone) for text in shown if _HAS_CLOCK.search(text))
    day = _digits(head.when)[:3]
    return next(
        (stamp for stamp in stamps if stamp and _digits(stamp.when)[:3] == day and _digits(stamp.when)[3:] != (0, 0)),
        head,
    )


def _shown_clock(head: _Stamp, shown: Iterable[str], zone: str) -> tuple[_Stamp | None, _Stamp | None]:
    """The visible clock with the digits of the head's time, and else the one that shows the same minute."""
    same: _Stamp | None = None
    at_midnight = _digits(head.when)[3:] == (0, 0)
    for text in shown:
        stamp = _stamp(text, zone) if at_midnight or _HAS_CLOCK.search(text) else None
        if stamp is not None and _digits(stamp.when) == _digits(head.when):
            return stamp, stamp
        if same is None and stamp is not None and _same_minute(stamp.when, head.when):
            same = stamp
    return None, same


def _settle(head: _Stamp, heads: Sequence[_Stamp], twin: _Stamp | None, zone: str) -> tuple[datetime, bool]:
    """The head's instant, and whether its offset was found to be a slip."""
    if twin is not None:
        slip = twin.when != head.when and (twin.zoned or not _is_local(head) or not head.sure)
        return (twin.when.replace(second=head.when.second) if slip else head.when), slip
    if _is_local(head):
        return head.when, False
    for other in heads[1:]:
        if (
            _digits(other.when) == _digits(head.when)
            and other.when != head.when
            and (_is_local(other) or not other.sure)
        ):
            return other.when.replace(second=head.when.second), True
        if _digits(other.when) == _digits(head.when) and other.when != head.when and head.sure and other.sure:
            return head.when.replace(tzinfo=ZoneInfo(zone)), True  # two offsets for one clock: neither is right
    if head.sure and head.when.utcoffset() != timedelta(0):
        better = next((other for other in heads[1:] if other.sure and _is_local(other)), None)
        if better is not None:
            return better.when, True
    return head.when, False


def _is_local(stamp: _Stamp) -> bool:
    return stamp.when.utcoffset() in _INDONESIAN


def _stamp(text: str, zone: str) -> _Stamp | None:
    when = read_date(text, zone)
    if when is None:
        return None
    zoned = bool(_NAMES_ZONE.search(text))
    return _Stamp(when, zoned or bool(_HAS_OFFSET.search(text.strip())), zoned)


def _digits(when: datetime) -> tuple[int, int, int, int, int]:
    return when.year, when.month, when.day, when.hour, when.minute


def _same_minute(one: datetime, other: datetime) -> bool:
    return abs((one - other).total_seconds()) < 120


def _changed(modified: Sequence[tuple[str, str]], zone: str, *, slipped: bool, shown: _Stamp | None) -> datetime | None:
    """When the page changed; a head whose offset slipped once slipped here too."""
    stamp = next((found for _, text in modified if (found := _stamp(text, zone))), None)
    if stamp is None:
        return None
    where = shown.when.tzinfo if shown else ZoneInfo(zone)
    if slipped and not _is_local(stamp):
        return stamp.when.replace(tzinfo=where)
    return stamp.when.astimezone(where) if stamp.when.utcoffset() == timedelta(0) else stamp.when


def _visible(lines: Sequence[str], headline: str) -> Sequence[str]:
    """Lines that show a date, those below the headline first, then those above it, a clock before a bare date.

    A sentence tells of another day, and what says that it was changed comes last.
    """
    below: list[str] = []
    above: list[str] = []
    key = "".join(headline.split()).casefold()[:40]
    first = key[:1]
    since = -1
    dated = -2  # the last line that showed a date
    for count, text in enumerate(lines):
        if count > _MOST_LINES or (since >= 0 and count - since > _NEAR_HEADLINE and below):
            break
        if since < 0 and key and text[0].casefold()[0] == first and "".join(text.split()).casefold().startswith(key):
            since = count
        elif len(text) < 140 and _TWO_DIGITS.search(text) and not _is_sentence(text) and _looks_dated(text):
            (below if since >= 0 else above).append(text)
            dated = count
        elif count == dated + 1 and len(text) < _CLOCK_SIZE and _CLOCK_ALONE.fullmatch(text):
            part = below if since >= 0 else above
            part[-1] = f"{part[-1]} {text}"
    near = below[:8] + above[-3:][::-1] if since >= 0 else above[:8]
    return sorted(near, key=lambda text: (_CHANGED.match(text) is not None, _HAS_CLOCK.search(text) is None))


def _is_told(text: str) -> bool:
    """Whether a day without a clock is that of a picture or of what a line tells: "Warga antre di Subang, Kamis (19/1/2025)"."""
    if _HAS_CLOCK.search(text):
        return False
    return (
        _DAY_IN_BRACKETS.search(text) is not None
        or sum(word[0].islower() for word in text.split()) >= _SMALL_WORDS
        or without_photo_credit(text, below_picture=True) != text
    )


def _is_sentence(text: str) -> bool:
    return len(text) > 60 and text[-1] in '.!?"”'


def _looks_dated(text: str) -> bool:
    if _DAY_FIRST.search(text):
        return True
    return _DAY_AND_YEAR.search(text) is not None and _MONTH_FIRST.search(text) is not None
