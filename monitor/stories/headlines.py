"""Headlines as credits get them wrong: a misprint, a word left out or changed, a label in front, a cut tail."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from monitor.stories.tokens import misspelt

_WORD = re.compile(r"[^\W_]+")
_END = 20
"""Letters of a headline's beginning and end that go into a key."""
_INITIALS = 5
"""Words that a headline needs for its initials to tell it from others."""
_LONG = 4
"""Letters of a word that may be misprinted."""
_MISPRINTS = 3
_LABEL = 3
"""Words of a label: "VIDEO:", "[POPULER HUKUM]"."""
_LEFT = 0.6
"""Of the longer headline's letters, when enough is left to know it again."""
_FEWEST = 16
"""Letters that both headlines must have in common."""


def near_keys(headline: str) -> frozenset[str]:
    """Keys of which a headline written a little differently keeps one: how it begins and ends, what its words begin with."""
    words = _words(headline)
    letters = "".join(words)
    keys = (f"<{letters[:_END]}", f">{letters[-_END:]}") if len(letters) >= _END else ()
    initials = (f"^{''.join(word[0] for word in words)}",) if len(words) >= _INITIALS else ()
    return frozenset(keys + initials)


class Slips(NamedTuple):
    """Words of a credited headline that the headline itself has not."""

    changed: frozenset[str]
    misprinted: frozenset[str]


def slips(credited: str, written: str) -> Slips | None:
    """What a credit got wrong in a headline, its label aside; None where these are two headlines.

    They are one but for a few misprints, one word put in, left out or changed, a label in front, and a tail that the credit
    cuts. Figures are never a misprint.
    """
    ours, theirs = _words(credited), _words(written)
    changed, misprinted = set[str](), set[str]()
    edits = kept = 0
    for mine, its, place in _differences(ours, theirs):
        if "".join(mine) == "".join(its):
            kept += sum(map(len, mine))
        elif _is_label(mine, its, place) or (place == "last" and not mine):
            continue
        elif any(map(_has_figure, (*mine, *its))):
            return None
        else:
            wrong = [x for x, y in zip(mine, its, strict=False) if _is_misprint(x, y)] if len(mine) == len(its) else []
            misprinted.update(wrong)
            changed.update(mine)
            kept += sum(map(len, wrong))
            edits += max(len(mine), len(its)) - len(wrong)
    enough = kept >= max(_FEWEST, _LEFT * max(len("".join(ours)), len("".join(theirs))))
    if not enough or edits > 1 or len(misprinted) > _MISPRINTS:
        return None
    return Slips(frozenset(changed - misprinted), frozenset(misprinted))


def _words(headline: str) -> list[str]:
    return _WORD.findall(headline)


def _differences(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str], str]]:
    """Words of both that stand in each other's place, equal ones too; and whether at the first or the last place."""
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for _, start, end, first, last in matcher.get_opcodes():
        at_end = end == len(ours) and last == len(theirs)
        yield ours[start:end], theirs[first:last], "first" if start == first == 0 else "last" if at_end else ""


def _is_label(mine: Sequence[str], its: Sequence[str], place: str) -> bool:
    return place == "first" and not (mine and its) and len(mine) + len(its) <= _LABEL


def _is_misprint(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _LONG and misspelt(one, other)


def _has_figure(word: str) -> bool:
    return any(map(str.isdigit, word))
