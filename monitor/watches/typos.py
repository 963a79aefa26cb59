"""One typing error in a name: found by deletion neighbourhoods, so that a text word costs a few look-ups, once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.watches.literals import Lexicon

LEAST_LETTERS = 6
"""A word must be this long to be recognised with an error."""
_BESIDE_LONG = 5
"""The same for a word of a phrase whose other words are long enough and stand there without error."""


def slots(reading: Sequence[str], lexicon: Lexicon, mark: str = "") -> list[tuple[int, str, str]]:
    """For each word that may hold the error: the number of its feature, and the codes of the words around it."""
    code = lexicon.vocabulary.code
    found = []
    for at, form in enumerate(reading):
        others = [other for place, other in enumerate(reading) if place != at]
        least = _BESIDE_LONG if any(len(other) >= LEAST_LETTERS for other in others) else LEAST_LETTERS
        if len(form) < least or not form.isalpha():
            continue
        before = "".join([code(mark + other) for other in reading[:at]])
        after = "".join([code(mark + other) for other in reading[at + 1 :]])
        found.append((lexicon.feature("typo", mark + form), before, after))
    return found


class Misspelt:
    """Looks words up among names with one letter dropped, added, changed, or two neighbours swapped."""

    __slots__ = ("_by_deletion", "_exact", "_longest")

    def __init__(self, names: dict[str, int]) -> None:
        self._exact = names
        self._longest = max(map(len, names)) + 1
        self._by_deletion: dict[str, list[str]] = {}
        for name in names:
            for shorter in {name, *_deletions(name)}:
                self._by_deletion.setdefault(shorter, []).append(name)

    def numbers(self, word: str) -> tuple[int, ...]:
        """The features that a word of a text has; a word that is right has none."""
        if not _BESIDE_LONG - 1 <= len(word) <= self._longest or word in self._exact or not word.isalpha():
            return ()
        near = {name for shorter in (word, *_deletions(word)) for name in self._by_deletion.get(shorter, ())}
        return tuple(sorted(self._exact[name] for name in near if one_error(word, name)))


def _deletions(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]


def one_error(word: str, name: str) -> bool:
    """Whether exactly one typing error lies between them."""
    if word == name or abs(len(word) - len(name)) > 1:
        return False
    short, long = sorted((word, name), key=len)
    same = 0
    while same < len(short) and short[same] == long[same]:
        same += 1
    if len(short) < len(long):
        return short[same:] == long[same + 1 :]
    if short[same + 1 :] == long[same + 1 :]:
        return True
    swapped = short[same + 1 : same + 2] + short[same : same + 1]
    return long[same : same + 2] == swapped and short[same + 2 :] == long[same + 2 :]
