"""Text to words, and what kind of fact each word is: a number, part of a date, a name."""

import re
import unicodedata
from dataclasses import dataclass

WORD, NUMBER, DATE, NAME = range(4)
_TIME, _MAYBE_DATE = 4, 5

_LETTERS = r"a-zA-Z\u00c0-\u1fff\u2c00-\ud7ff\uf900-\ufefe"  # explicit ranges: half as dear as [^\W\d_]
_TOKEN = re.compile(rf"[{_LETTERS}]+|\d+(?:[.,:/\-–]\d+)*")
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("januari jan", "februari feb", "maret mar", "april apr", "mei", "juni jun", "juli jul",
         "agustus agu agt ags", "september sep sept", "oktober okt", "november nov nop", "desember des"),
        1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = frozenset(("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu", "ahad"))
_TIMELY = WEEKDAYS | _MONTHS.keys()
_FIGURE_DATE = re.compile(r"(\d{1,2})[/\-](\d{1,2})(?:[/\-](\d{4}|\d{2}))?")
Day = tuple[int, int]
"""Day of the month and month."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words in lower case in reading order; `kinds` has a byte for each: WORD, NUMBER, DATE or NAME."""

    words: list[str]
    kinds: bytes
    days: tuple[tuple[int, Day], ...]  # where in `words`, which day


def read_day(word: str) -> int:
    """A date in figures as a number of days, months taken as 31; 0 for every other word."""
    found = _FIGURE_DATE.fullmatch(word)
    return int(found[1]) + 31 * int(found[2]) if found else int(word) if word.isdigit() and len(word) <= 2 else 0


def split(text: str) -> tuple[list[str], list[str]]:
    """(words as written, the same in lower case). A number with its separators is one word ("1.904.000", "04.30")."""
    raw = _TOKEN.findall(text if text.isascii() else unicodedata.normalize("NFKC", text))
    if not raw:
        return [], []
    # Separators stand only inside numbers here: the whole text is brought to one form at once.
    return raw, " ".join(raw).lower().replace(",", ".").replace(":", ".").replace("–", "-").split(" ")


def read(raw: list[str], words: list[str]) -> Tokens:
    """What kind each word of `split` is. A name is written with a capital wherever it stands in the text."""
    as_written = set(raw)
    kind_of = {
        word: _kind_of_number(low)
        if low[0] <= "9"
        else _TIME
        if low in _TIMELY
        else WORD
        if low in as_written
        else NAME
        for word, low in dict(zip(raw, words, strict=True)).items()
    }
    kinds = bytearray(map(kind_of.__getitem__, raw))
    days = _mark_dates(words, kinds)
    return Tokens(words, bytes(kinds), tuple(days))


def _kind_of_number(word: str) -> int:
    return _MAYBE_DATE if "/" in word or "-" in word else NUMBER


def _mark_dates(words: list[str], kinds: bytearray) -> list[tuple[int, Day]]:
    """Settles what is still open in `kinds`."""
    days: list[tuple[int, Day]] = []
    at = kinds.find(_TIME)
    while at >= 0:
        kinds[at] = DATE if words[at] in WEEKDAYS else WORD
        if kinds[at] == WORD and at and words[at - 1].isdigit() and len(words[at - 1]) <= 2:
            kinds[at - 1] = kinds[at] = DATE
            days.append((at, (int(words[at - 1]), _MONTHS[words[at]])))
            if at + 1 < len(words) and words[at + 1].isdigit() and len(words[at + 1]) == 4:
                kinds[at + 1] = DATE
        at = kinds.find(_TIME, at + 1)
    at = kinds.find(_MAYBE_DATE)
    while at >= 0:
        found = _FIGURE_DATE.fullmatch(words[at])
        kinds[at] = NUMBER
        if found and 1 <= int(found[1]) <= 31 and 1 <= int(found[2]) <= 12 and (found[3] or "/" in words[at]):
            kinds[at] = DATE
            days.append((at, (int(found[1]), int(found[2]))))
        at = kinds.find(_MAYBE_DATE, at + 1)
    return days
