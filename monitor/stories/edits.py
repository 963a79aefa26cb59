"""What somebody changed in a text: the headline, paragraphs added and dropped, words replaced inside a paragraph. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from monitor.stories import tokens

_GRAM = 3
_NEW = 0.4
"""A paragraph that shares less than this of its grams with the other text stands in one of them only."""
_LONGEST = 400
"""Words of a paragraph that are laid side by side; more is no paragraph but a page without any."""
_SHOWN = 12
"""Words of one replacement that are kept."""


@dataclass(frozen=True, slots=True)
class Change:
    """Words that stand in each other's place; one of them is "" where words were only put in or left out."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Edits:
    headline: Change | None  # None: the same, but for case and punctuation
    added: tuple[str, ...]  # paragraphs of the later text that the earlier one has not
    dropped: tuple[str, ...]  # paragraphs of the earlier text that the later one has not
    changed: tuple[Change, ...]  # inside paragraphs that both have
    kept: int  # paragraphs of the later text that stand in the earlier one word for word

    def __bool__(self) -> bool:
        return bool(self.headline or self.added or self.dropped or self.changed)


def edits(before: Sequence[str], after: Sequence[str], before_title: str = "", after_title: str = "") -> Edits:
    """`before`, `after`: paragraphs. How a text is cut into paragraphs is no edit, nor are case and punctuation."""
    old, new = [_Text.of(text) for text in before], [_Text.of(text) for text in after]
    old_grams, new_grams = _all_grams(_joined(old)), _all_grams(_joined(new))
    dropped = [text for text, read in zip(before, old, strict=True) if read.words and read.share(new_grams) < _NEW]
    added, changed, kept = [], [], 0
    for text, read in zip(after, new, strict=True):
        share = read.share(old_grams)
        if read.words and share < _NEW:
            added.append(text)
        elif share < 1:
            changed += _replaced(_counterpart(read, old), read)
        else:
            kept += bool(read.words)
    retitled = _Text.of(before_title).words != _Text.of(after_title).words
    headline = Change(before_title, after_title) if retitled else None
    return Edits(headline, tuple(added), tuple(dropped), tuple(dict.fromkeys(changed)), kept)


@dataclass(frozen=True, slots=True)
class _Text:
    raw: list[str]  # as written
    words: list[str]  # to be compared

    @classmethod
    def of(cls, text: str) -> "_Text":
        found = tokens.read(text)
        return cls(found.raw, found.words)

    def grams(self) -> set[tuple[str, ...]]:
        """Every three words in a row; of a shorter text, all of it."""
        size = min(_GRAM, len(self.words))
        return {tuple(self.words[at : at + size]) for at in range(len(self.words) - size + 1)} - {()}

    def share(self, grams: set[tuple[str, ...]]) -> float:
        own = self.grams()
        return len(own & grams) / len(own) if own else 1.0


def _all_grams(text: _Text) -> set[tuple[str, ...]]:
    """The runs of one and two words too, so that the shortest paragraph can be found."""
    words = text.words
    return {tuple(words[at : at + size]) for size in (1, 2, _GRAM) for at in range(len(words) - size + 1)}


def _joined(texts: Iterable[_Text]) -> _Text:
    found = list(texts)
    return _Text([word for text in found for word in text.raw], [word for text in found for word in text.words])


def _counterpart(text: _Text, others: Iterable[_Text]) -> _Text:
    """The paragraphs that a paragraph was made from, in their order."""
    own = text.grams()
    return _joined(other for other in others if (grams := other.grams()) and len(grams & own) >= 0.2 * len(grams))


def _replaced(before: _Text, after: _Text) -> list[Change]:
    """Earlier words before the first and after the last that both have belong to other paragraphs: not counted."""
    steps = SequenceMatcher(None, before.words[:_LONGEST], after.words[:_LONGEST], autojunk=False).get_opcodes()
    same = [at for at, (kind, *_) in enumerate(steps) if kind == "equal"]
    if not same:
        return []
    found = []
    for at, (kind, i, j, k, m) in enumerate(steps):
        if kind != "equal":
            inside = same[0] < at < same[-1]
            found.append(Change(_short(before.raw[i:j]) if inside else "", _short(after.raw[k:m])))
    return [change for change in found if change.before or change.after]


def _short(words: list[str]) -> str:
    return " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
