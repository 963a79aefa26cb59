"""Dates as Indonesian (and English) pages and feeds write them, read to the right instant.

Whether a time in the future is believed is left to the caller.
"""

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

_LONGEST = 200
_FIRST_YEAR, _LAST_YEAR = 1995, 2199

_MONTH_NAMES = (
    "january januari jan",
    "february februari pebruari feb febr peb pebr",
    "march maret mar mrt mac",
    "april apr",
    "may mei",
    "june juni jun",
    "july juli jul julai",
    "august agustus agu agt ags agst agust agus aug ogos ogo",
    "september sep sept",
    "october oktober okt oct",
    "november nopember nov nop",
    "december desember des dec disember dis",
)
_WEEKDAY_NAMES = (
    "senin sen monday mon",
    "selasa sel tuesday tue tues",
    "rabu rab wednesday wed",
    "kamis kam thursday thu thurs",
    "jumat jum'at jum friday fri",
    "sabtu sab saturday sat",
    "minggu ahad min sunday sun",
)
_NUMBER_WORDS = (
    "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas",
    "zero one two three four five six seven eight nine ten eleven",
)


def _numbered(rows: tuple[str, ...], start: int) -> MappingProxyType[str, int]:
    return MappingProxyType({word: number for number, row in enumerate(rows, start) for word in row.split()})


def _with_slips(exact: MappingProxyType[str, int]) -> MappingProxyType[str, int]:
    """Add each long name less one letter: two words that share such a rest are one slip of the pen apart."""
    slips = {
        word[:i] + word[i + 1 :]: month for word, month in exact.items() if len(word) > 4 for i in range(len(word))
    }
    return MappingProxyType(slips | dict(exact))


_MONTHS = _numbered(_MONTH_NAMES, 1)
_SLIPS = _with_slips(_MONTHS)
_WEEKDAYS = _numbered(_WEEKDAY_NAMES, 0)
_COUNTS = MappingProxyType(
    {word: n for row in _NUMBER_WORDS for n, word in enumerate(row.split())}
    | {"se": 1, "a": 1, "an": 1, "setengah": 0.5, "half": 0.5}
)
_UNITS = MappingProxyType(
    {
        word: timedelta(seconds=seconds)
        for words, seconds in (
            ("detik second seconds sec secs dtk s", 1),
            ("menit minute minutes min mins mnt mnit m", 60),
            ("jam hour hours hr hrs h", 3600),
            ("hari day days d", 86400),
            ("minggu pekan week weeks w", 7 * 86400),
            ("bulan month months bln", 30 * 86400),
            ("tahun year years thn", 365 * 86400),
        )
        for word in words.split()
    }
)
_ZONE_HOURS = MappingProxyType(
    {"wib": 7, "wita": 8, "wit": 9, "gmt": 0, "utc": 0, "ut": 0, "z": 0, "sgt": 8, "myt": 8, "hkt": 8, "jst": 9}
    | {"aest": 10, "aedt": 11, "cet": 1, "cest": 2, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6}
    | {"pst": -8, "pdt": -7}
)
_CLOCK_WORDS = frozenset(
    {"pukul", "jam", "pkl", "am", "pm", "pagi", "siang", "sore", "petang", "malam", "subuh", "dini"}
)
_ZONES = MappingProxyType(
    {name: timezone(timedelta(hours=hours)) if hours else UTC for name, hours in _ZONE_HOURS.items()}
)

_COMMON = re.compile(
    r"(?:[a-z']{3,9}[,\s]\s*)?(\d\d?)[\s-]([a-z]{3,10})[\s-](\d{4})[\s,|/-]+(?:pukul |jam )?(\d\d?)[.:](\d\d)"
    r"(?:[.:](\d\d))?(?:\s?(?:([a-z]{1,4})|([+-])(\d\d):?(\d\d)))?"
)
_YEAR_FIRST = re.compile(  # "30/11/2026 - 10.05" is a day and a clock
    r"(?<!\d)(?<!\d[-/.])((?:19|20|21)\d\d)\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d)"
)
_DAY_FIRST = re.compile(r"(?<![\d:])(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d\d)(?![\d:])")
_DAY_NAME_YEAR = re.compile(
    r"(?<![\d:])(\d{1,2})(?:st|nd|rd|th)?(?:[\s,./-]|of\s)*([a-z]{3,10})(?![a-z])\.?(?:[\s,./-]*(?:'\s?(\d\d)|(\d{4}|\d\d(?![\d:.]))(?!\d)))?"
)
_NAME_DAY_YEAR = re.compile(r"\b([a-z]{3,10})\b\.?[\s/-]*(\d{1,2})(?:st|nd|rd|th)?(?![\d:])(?:[\s,./-]+(\d{4})(?!\d))?")
_ANY_YEAR = re.compile(r"(?<![\d:+-])((?:19|20|21)\d\d)(?![\d:])")
_DAY_MONTH = re.compile(r"(?<![\d:./-])(\d{1,2})\s?/\s?(\d{1,2})(?![\d:./-])")
_TIME = re.compile(
    r"(?<![\d:./+-])(\d{1,2})(?:\s?[.:]\s?|\.:|h)(\d\d)(?:\s?[.:]\s?(\d\d)(?:[.,]\d+)?)?(?![\d/])(?:\s?(am|pm|a\.m|p\.m|pagi|subuh|dini|siang|sore|petang|malam)\b)?"
)
_TIME_WITH_T = re.compile(r"t(\d\d)-(\d\d)(?:-(\d\d))?()")
_HOUR_ONLY = re.compile(
    r"\b(?:pukul|jam|pkl|at)\.?\s?(\d{1,2})()()(?![\d:.,/])(?:\s?(am|pm|pagi|subuh|dini|siang|sore|petang|malam)\b)?"
)
_HOUR_MERIDIAN = re.compile(r"(?<![\d:./])(\d{1,2})()()\s?(am|pm)\b")
_OFFSET = re.compile(r"\s?\(?(?:gmt|utc)?\s?([+-])(\d\d):?(\d\d)?(?![\d:])")
_NAMED_OFFSET = re.compile(r"(?<![a-z])(?:gmt|utc)\s?([+-])\s?(\d{1,2})(?::?(\d\d))?(?!\d)")
_ZONE_NAME = re.compile(
    r"(?<![a-z])(" + "|".join(sorted(_ZONE_HOURS, key=len, reverse=True)) + r")\b|waktu indonesia (barat|tengah|timur)"
)
_AGO = re.compile(r"\b(?:lalu|ago|silam|yg lalu|lepas)\b")
_AMOUNT = re.compile(r"(\d{1,4}|\b(?:" + "|".join(sorted(_COUNTS, key=len, reverse=True)) + r"))\s*([a-z]+)")
_BETWEEN = re.compile(r"[\s,]*(?:dan|and)?\s*")  # between two amounts that are one
_WORDS = re.compile(r"[a-z']+")
_JUST_NOW = re.compile(r"\b(?:baru saja|barusan|just now|beberapa (?:saat|detik) (?:yang )?lalu)\b")
_NAMED_DAY = re.compile(
    r"\b(?:(kemarin lusa)|(kemarin|kemaren|yesterday)|(hari ini|today|tadi|siang ini|pagi ini|sore ini|malam ini))\b"
)

_FOLDED = (
    {ord(c): "'" for c in "’‘`´ʼ′"}
    | {ord(c): "-" for c in "–—−‐‑"}
    | {ord(c): " " for c in "•·|│"}
    | {0xAD: None, 0x200B: None}
)
_NOISE = str.maketrans({"|": " ", "\t": " ", "\n": " ", "\r": " ", "\xa0": " "})


def read_date(text: str, zone: str = "Asia/Jakarta", now: datetime | None = None) -> datetime | None:
    """Read the first date of a short string, in the zone it shows, else in `zone`.

    `now` (aware) lets relative and incomplete forms be read ("3 jam lalu", "kemarin 10.00", "14.49 WIB"). None
    for nonsense, impossible dates and years before 1995. Day comes before month, save where
    that cannot be meant (12/31/2023).
    """
    text = text.strip()[:_LONGEST]
    if not text:
        return None
    if text[0].isdigit():
        plain = _read_plain(text, zone)
        if plain is not None:
            return plain
    folded = text.lower() if text.isascii() else _fold(text)
    folded = folded.translate(_NOISE)
    try:
        if common := _COMMON.fullmatch(folded):
            usual = _read_common(common, zone)
            if usual is not None:
                return usual
        if now is not None and folded.endswith(("lalu", "ago")):
            return _read_relative(folded, zone, now) or _read_absolute(folded, zone, now)
        return _read_absolute(folded, zone, now) or (_read_relative(folded, zone, now) if now is not None else None)
    except (ValueError, OverflowError):
        return None


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text.translate(_FOLDED)).translate(_FOLDED)
    return "".join(c for c in folded if c.isascii()).lower()


def _read_plain(text: str, zone: str) -> datetime | None:
    """Read ISO 8601 and bare digits: epoch seconds or milliseconds, YYYYMMDDhhmm[ss]."""
    if text[13:14] == ".":
        return None  # "2026-11-30 10.05" is five past ten: to ISO 8601 it is a fraction of an hour, to Python one of a second
    try:
        if text.isdigit() and text.isascii():
            if len(text) in (10, 13):
                return _sane(datetime.fromtimestamp(int(text[:10]), UTC).astimezone(ZoneInfo(zone)))
            if len(text) in (12, 14):
                text = f"{text[:8]}T{text[8:]}"
        when = datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        return None
    return _sane(when if when.tzinfo else when.replace(tzinfo=ZoneInfo(zone)))


def _sane(when: datetime) -> datetime | None:
    return when if _FIRST_YEAR <= when.year <= _LAST_YEAR else None


def _read_common(found: re.Match[str], zone: str) -> datetime | None:
    """Read the form nearly every page and feed uses: [Kamis,] 02 Nov 2023 [|] 20:59[:53] [WIB]."""
    day, name, year, hour, minute, second, named, sign, hours, minutes = found.groups()
    month = _MONTHS.get(name)
    where = _ZONES.get(named) if named else _offset(sign, hours, minutes) if sign else ZoneInfo(zone)
    if month is None or where is None:
        return None
    return _sane(_at(int(year), month, int(day), (int(hour), int(minute), int(second or 0)), where))


@lru_cache(64)
def _offset(sign: str, hours: str, minutes: str | None) -> tzinfo | None:
    total = int(hours) * 60 + int(minutes or 0)
    if total > 14 * 60:
        return None
    return timezone(timedelta(minutes=-total if sign == "-" else total)) if total else UTC


def _read_absolute(text: str, zone: str, now: datetime | None) -> datetime | None:
    found = _find_day(text, now)
    if found is None:
        return None
    (year, month, day), start, end = found
    before, after = text[:start], text[end:].lstrip(":")
    clock, rest = _find_clock(after, before)
    when = _at(year, month, day, clock, _find_zone(rest, f"{after} {before}") or ZoneInfo(zone))
    return when if _FIRST_YEAR <= year <= _LAST_YEAR else None


def _at(year: int, month: int, day: int, clock: tuple[int, int, int], where: tzinfo) -> datetime:
    hour, minute, second = clock
    if (hour, minute, second) == (24, 0, 0):
        return datetime(year, month, day, tzinfo=where) + timedelta(days=1)
    return datetime(year, month, day, hour, minute, min(second, 59) if second == 60 else second, tzinfo=where)


def _find_day(text: str, now: datetime | None) -> tuple[tuple[int, int, int], int, int] | None:
    """Find the first day: (year, month, day) and the stretch of text it takes."""
    if found := _YEAR_FIRST.search(text):
        year, month, day = int(found[1]), int(found[3]), int(found[4])
        return (year, month, day) if month <= 12 else (year, day, month), found.start(), found.end()
    if found := _DAY_FIRST.search(text):
        day, month, year = int(found[1]), int(found[3]), _full_year(found[4])
        return ((year, month, day) if month <= 12 else (year, day, month)), found.start(), found.end()
    return _find_named_day(text, now) or _find_day_of_this_year(text, now)


def _full_year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (1900 if year >= 95 else 2000)


def _find_named_day(text: str, now: datetime | None) -> tuple[tuple[int, int, int], int, int] | None:
    day_first = _DAY_NAME_YEAR.search(text)
    while day_first:
        month = _month(day_first[2])
        if month:
            return _with_year(text, day_first, day_first[3] or day_first[4], month, int(day_first[1]), now)
        day_first = _DAY_NAME_YEAR.search(text, day_first.end(2))  # "14.05 WIB - 30 November": what follows is no year
    for found in _NAME_DAY_YEAR.finditer(text):
        month = _month(found[1])
        if month:
            return _with_year(text, found, found[3], month, int(found[2]), now)
    return None


def _month(word: str) -> int:
    """Give the month a word names, one slip of the pen in a long name allowed; 0 for none."""
    month = _MONTHS.get(word, 0)
    if month or len(word) < 5 or word in _WEEKDAYS:
        return month
    rests = (_SLIPS.get(word[:i] + word[i + 1 :], 0) for i in range(len(word)))
    return _SLIPS.get(word, 0) or next(filter(None, rests), 0)


def _with_year(
    text: str, found: re.Match[str], digits: str | None, month: int, day: int, now: datetime | None
) -> tuple[tuple[int, int, int], int, int] | None:
    if digits:
        return (_full_year(digits), month, day), found.start(), found.end()
    elsewhere = _ANY_YEAR.search(text, found.end())
    if elsewhere:  # "Thu Nov 02 14:49:00 WIB 2023"
        return (int(elsewhere[1]), month, day), found.start(), found.end()
    if now is None:
        return None
    return _latest(now, month, day), found.start(), found.end()


def _find_day_of_this_year(text: str, now: datetime | None) -> tuple[tuple[int, int, int], int, int] | None:
    """Find "Senin (3/11)": a day and month without a year, where nothing else says when."""
    if now is None or _AGO.search(text):
        return None
    found = _DAY_MONTH.search(text)
    if found is None or not 1 <= int(found[2]) <= 12:
        return None
    return _latest(now, int(found[2]), int(found[1])), found.start(), found.end()


def _latest(now: datetime, month: int, day: int) -> tuple[int, int, int]:
    """Give the day of that name that is not after tomorrow."""
    limit = now + timedelta(days=1)
    return (now.year if (month, day) <= (limit.month, limit.day) or limit.year > now.year else now.year - 1), month, day


def _find_clock(after: str, before: str) -> tuple[tuple[int, int, int], str]:
    """Find hour, minute and second behind the date, else before it, and the text that follows them."""
    for text in (after, before):
        for pattern in (_TIME, _TIME_WITH_T, _HOUR_ONLY, _HOUR_MERIDIAN):
            found = pattern.search(text)
            if found:
                return _clock(found), text[found.end() :]
    return (0, 0, 0), after


def _clock(found: re.Match[str]) -> tuple[int, int, int]:
    hour, minute, second = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    part = found[4]
    if part and hour <= 12:
        if part[0] == "a" or part in ("pagi", "subuh", "dini"):
            hour %= 12
        elif part == "malam":
            hour = 0 if hour == 12 else hour + 12 if hour >= 6 else hour
        elif not (part == "siang" and 10 <= hour <= 12):
            hour = hour % 12 + 12
    return hour, minute, second


def _find_zone(rest: str, whole: str) -> tzinfo | None:
    """Find the zone: an offset right behind the clock, else a zone's name anywhere."""
    found = _OFFSET.match(rest) or _NAMED_OFFSET.search(whole)
    shown = _offset(found[1], found[2], found[3]) if found else None
    if shown is None and (name := _ZONE_NAME.search(whole)):
        shown = _ZONES[name[1] or {"barat": "wib", "tengah": "wita", "timur": "wit"}[name[2]]]
    return shown


def _read_relative(text: str, zone: str, now: datetime) -> datetime | None:
    where = ZoneInfo(zone)
    if _JUST_NOW.search(text):
        return now.astimezone(where)
    if ago := _AGO.search(text):
        amounts = _amounts_before(text[: ago.start()])
        return now.astimezone(where) - sum((n * unit for n, unit in amounts), timedelta()) if amounts else None
    shown = _find_zone("", text) or where
    clock, _ = _find_clock(text, "")
    here = now.astimezone(shown)
    if named := _NAMED_DAY.search(text):
        back = 2 if named[1] else 1 if named[2] else 0
        day = here - timedelta(days=back)
        if not back and clock == (0, 0, 0):
            return None
        return _at(day.year, day.month, day.day, clock, shown)
    return _recent(text, clock, here)


def _amounts_before(text: str) -> list[tuple[float, timedelta]]:
    """Read the last amounts that stand together: of "3 menit baca, 1 jam 20 menit" the latter two."""
    amounts: list[tuple[float, timedelta]] = []
    end = 0
    for found in _AMOUNT.finditer(text):
        unit = _UNITS.get(found[2])
        if unit is None:
            continue
        if amounts and not _BETWEEN.fullmatch(text, end, found.start()):
            amounts.clear()
        amounts.append((_amount(found[1]), unit))
        end = found.end()
    return amounts


def _amount(word: str) -> float:
    return int(word) if word.isdigit() else _COUNTS[word]


def _recent(text: str, clock: tuple[int, int, int], here: datetime) -> datetime | None:
    """Read a clock alone, or a weekday with one: the latest such moment, where the text says nothing else."""
    words = [word for word in _WORDS.findall(text) if word not in _ZONE_HOURS and word not in _CLOCK_WORDS]
    days = [_WEEKDAYS[word] for word in words if word in _WEEKDAYS]
    if len(words) > len(days) or clock == (0, 0, 0):
        return None
    when = _at(here.year, here.month, here.day, clock, here.tzinfo or UTC)
    step = timedelta(days=7 if days else 1)
    if days:
        when -= timedelta(days=(here.weekday() - days[0]) % 7)
    return when if when <= here + timedelta(minutes=5) else when - step
