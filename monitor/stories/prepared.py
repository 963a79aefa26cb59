"""Everything costly that placing needs of one article, computed once; and the fingerprint that the index keeps."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import numpy as np
import numpy.typing as npt

from monitor.model import Article, Credit, Publisher
from monitor.stories import tokens
from monitor.stories.names import Keys, keys_of, outlet_of
from monitor.stories.tokens import DATE, NAME, NUMBER, Codes, Grams, Places, Tokens

SAMPLE = 8
"""One word 3-gram in this many goes into the fingerprint."""
_CONTEXT = 12
"""Words before a figure among which the two that tell what it counts are looked for."""
_ODD = 0x9E3779B97F4A7C15
FEWEST, MOST = 12, 96
"""Sampled grams of a short and of a very long article."""
_ROUND_UP = re.compile(
    r"\W*(?:top \d+\b|(?:\w+ ){0,2}terpopuler\b|kumpulan\b|rangkuman\b|rekap\b|"
    r"(?:\d+|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh) (?:berita|kabar|peristiwa)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Prepared:
    """An article ready to be compared. What only a comparison needs is made at the first one, and kept."""

    outlet: str
    url: str
    headline: str
    title: Tokens
    body: Tokens
    keys: Keys
    credit: Credit | None
    published: datetime | None

    def __len__(self) -> int:
        return len(self.body)

    @property
    def hashes(self) -> Grams:
        """Of every three words in a row."""
        return self.body.grams

    @cached_property
    def sample(self) -> Grams:
        """The grams that stand for the text in the index; sorted."""
        return _sampled(self.hashes)

    @cached_property
    def sorted_grams(self) -> tuple[Places, Grams]:
        """(where in the text, the gram), ascending by gram, then place."""
        order = self.hashes.argsort(kind="stable")
        return order, self.hashes[order]

    @cached_property
    def several(self) -> npt.NDArray[np.bool_]:
        """Which of the sorted grams are the first of several equal ones."""
        _, ordered = self.sorted_grams
        several = np.zeros(len(ordered), np.bool_)
        np.equal(ordered[1:], ordered[:-1], out=several[:-1])
        return several

    @cached_property
    def repeated(self) -> dict[int, list[int]]:
        """Everywhere a gram stands that stands more than once."""
        order, ordered = self.sorted_grams
        again = self.several.nonzero()[0]
        found: dict[int, list[int]] = {}
        for gram, before, at in zip(
            ordered[again].tolist(), order[again].tolist(), order[again + 1].tolist(), strict=True
        ):
            found.setdefault(gram, [before]).append(at)
        return found

    @cached_property
    def sampled_at(self) -> tuple[list[int], list[int]]:
        """(where they stand, the grams) of the sampled grams, in the order of the text."""
        places = (self.hashes <= self.sample[-1]).nonzero()[0] if len(self.sample) else self.body.starts[:0]
        return places.tolist(), self.hashes[places].tolist()

    @cached_property
    def vocabulary(self) -> frozenset[int]:
        """Every word of headline and body, by its code."""
        return frozenset([*self.body.keys, *self.title.keys])

    @cached_property
    def title_words(self) -> frozenset[int]:
        return frozenset(self.title.keys)

    @cached_property
    def subject(self) -> frozenset[int]:
        """The words of the headline that may say what the article is about."""
        words = zip(self.title.words, self.title.keys, strict=True)
        return frozenset(key for word, key in words if len(word) >= 4 and word[0].isalpha())

    @cached_property
    def names(self) -> frozenset[int]:
        """Names in the body."""
        return frozenset(self.body.codes[np.frombuffer(self.body.kinds, np.uint8) == NAME].tolist())

    @cached_property
    def figures(self) -> dict[int, dict[int, int]]:
        """By the two words before them, these as one number: the numbers, by their codes, and where each stands."""
        kinds = np.frombuffer(self.body.kinds, np.uint8)
        numbers = (kinds == NUMBER).nonzero()[0]
        found: dict[int, dict[int, int]] = {}
        if len(numbers):
            contexts = self._contexts(kinds, numbers).tolist()
            for context, code, at in zip(contexts, self.body.codes[numbers].tolist(), numbers.tolist(), strict=True):
                found.setdefault(context, {})[code] = at
        return found

    def _contexts(self, kinds: npt.NDArray[np.uint8], numbers: Places) -> Codes:
        words = ((kinds != NUMBER) & (kinds != DATE)).nonzero()[0]
        before = words.searchsorted(numbers)
        contexts: Codes = np.zeros(len(numbers), np.uint64)
        for nth, odd in ((1, _ODD), (2, 1)):
            place = words.take(before - nth, mode="clip") if len(words) else numbers
            near = (before >= nth) & (place >= numbers - _CONTEXT)
            contexts += np.where(near, self.body.codes[place] * np.uint64(odd), np.uint64(0))
        return contexts

    @property
    def is_round_up(self) -> bool:
        return _ROUND_UP.match(self.headline) is not None


def prepare(article: Article, publisher: Publisher | None = None) -> Prepared:
    """Cheap enough to be repeated for stored articles. The same article gives the same answer on every machine."""
    return prepare_all([(article, publisher)])[0]


def prepare_all(articles: Iterable[tuple[Article, Publisher | None]]) -> list[Prepared]:
    """As `prepare` for each; a dozen together cost a third."""
    given = list(articles)
    read = tokens.read_all([text for article, _ in given for text in (article.title, article.text)])
    return [
        _prepared(article, publisher, title, body)
        for (article, publisher), title, body in zip(given, read[::2], read[1::2], strict=True)
    ]


def _prepared(article: Article, publisher: Publisher | None, title: Tokens, body: Tokens) -> Prepared:
    return Prepared(
        outlet=outlet_of(article.publisher, publisher),
        url=article.canonical_url,
        headline=article.title,
        title=title,
        body=body,
        keys=keys_of(article, publisher),
        credit=article.credit,
        published=article.published,
    )


def fingerprint(prepared: Prepared) -> bytes:
    """The sampled grams, sorted, four bytes each, little-endian: all that the index needs of a text."""
    return prepared.sample.astype("<u4").tobytes()


def read_fingerprint(stored: bytes) -> Grams:
    """Raises ValueError where `stored` is no fingerprint."""
    return np.frombuffer(stored, dtype="<u4").astype(np.uint32, copy=False)


def _sampled(hashes: Grams) -> Grams:
    low = sorted(set(hashes[hashes < 2**32 // SAMPLE].tolist()))
    if len(low) < FEWEST:
        low = sorted(set(hashes.tolist()))[:FEWEST]
    return np.array(low[:MOST], np.uint32)
