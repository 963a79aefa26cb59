"""Text to words, and what kind of fact each word is: a number, part of a date, a name."""

import re
import unicodedata
from dataclasses import dataclass

WORD, NUMBER, DATE, NAME = range(4)

_TOKEN = re.compile(r"\d+(?:[.,:/\-–]\d+)*|[^\W\d_]+")
_SEPARATORS = str.maketrans({",": ".", ":": ".", "–": "-"})
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("januari jan", "februari feb", "maret mar", "april apr", "mei", "juni jun", "juli jul",
         "agustus agu agt ags", "september sep sept", "oktober okt", "november nov nop", "desember des"),
        1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("senin", "selasa", "rabu", "kamis", "jumat jum'at", "sabtu", "minggu ahad"),
    )
    for name in names.split()
}
_FIGURE_DATE = re.compile(r"(\d{1,2})[/\-](\d{1,2})(?:[/\-](\d{4}|\d{2}))?")
Day = tuple[int, int]
"""Day of the month and month."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words in lower case in reading order; `kinds` has a byte for each: WORD, NUMBER, DATE or NAME."""

    words: tuple[str, ...]
    kinds: bytes
    days: tuple[tuple[int, Day], ...]  # where in `words`, which day

    def __len__(self) -> int:
        return len(self.words)


def read(text: str) -> Tokens:
    """Words of a text. A number with its separators is one word ("1.904.000", "04.30", "2-1")."""
    raw = _TOKEN.findall(unicodedata.normalize("NFKC", text))
    words = [word.lower() if word[0].isalpha() else word.translate(_SEPARATORS) for word in raw]
    common = {word for word in raw if word[0].islower()}
    kinds = bytearray(
        NUMBER if word[0].isdigit() else NAME if word[0].isupper() and low not in common else WORD
        for word, low in zip(raw, words, strict=True)
    )
    days = _mark_dates(words, kinds)
    return Tokens(tuple(words), bytes(kinds), days)


def _mark_dates(words: list[str], kinds: bytearray) -> tuple[tuple[int, Day], ...]:
    days: list[tuple[int, Day]] = []
    for at, word in enumerate(words):
        if word in _WEEKDAYS:
            kinds[at] = DATE
        elif word in _MONTHS and at and words[at - 1].isdigit() and len(words[at - 1]) <= 2:
            kinds[at - 1] = kinds[at] = DATE
            days.append((at, (int(words[at - 1]), _MONTHS[word])))
            if at + 1 < len(words) and words[at + 1].isdigit() and len(words[at + 1]) == 4:
                kinds[at + 1] = DATE
        elif kinds[at] == NUMBER and ("/" in word or "-" in word):
            found = _FIGURE_DATE.fullmatch(word)
            if found and 1 <= int(found[1]) <= 31 and 1 <= int(found[2]) <= 12 and (found[3] or "/" in word):
                kinds[at] = DATE
                days.append((at, (int(found[1]), int(found[2]))))
    return tuple(days)
