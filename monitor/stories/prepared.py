"""Everything costly that placing needs of one article, computed once; and the fingerprint that the index keeps."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zlib import crc32

import numpy as np
import numpy.typing as npt

from monitor.model import Article, Credit, Publisher
from monitor.stories import tokens
from monitor.stories.names import keys_of, outlet_of
from monitor.stories.tokens import DATE, NAME, NUMBER, Tokens

Grams = npt.NDArray[np.uint32]

SAMPLE = 8
"""One word 3-gram in this many goes into the fingerprint."""
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
    raw: list[str]  # words of the body as written
    words: list[str]  # the same in lower case
    hashes: Grams  # of every three words in a row
    sample: Grams  # those that stand for the text in the index; sorted
    own_keys: frozenset[str]
    credit_key: str  # of the article it credits; "" without a credit that speaks for itself
    credit: Credit | None
    published: datetime | None

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def title(self) -> Tokens:
        return tokens.read(*tokens.split(self.headline))

    @cached_property
    def body(self) -> Tokens:
        return tokens.read(self.raw, self.words)

    @cached_property
    def grams(self) -> list[int]:
        grams: list[int] = self.hashes.tolist()
        return grams

    @cached_property
    def places(self) -> dict[int, int]:
        """Where each gram stands last."""
        return dict(zip(self.grams, range(len(self.grams)), strict=True))

    @cached_property
    def repeated(self) -> dict[int, list[int]]:
        """Everywhere a gram stands that stands more than once."""
        if len(self.places) == len(self.grams):
            return {}
        ordered = np.sort(self.hashes)
        found: dict[int, list[int]] = {gram: [] for gram in ordered[1:][ordered[1:] == ordered[:-1]].tolist()}
        for at, gram in enumerate(self.grams):
            if gram in found:
                found[gram].append(at)
        return found

    @cached_property
    def sampled_at(self) -> list[int]:
        """Where the sampled grams stand, ascending."""
        chosen = set(self.sample.tolist())
        return [at for at, gram in enumerate(self.grams) if gram in chosen]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        return frozenset(self.words) | frozenset(self.title.words)

    @cached_property
    def title_words(self) -> frozenset[str]:
        return frozenset(self.title.words)

    @cached_property
    def names(self) -> frozenset[str]:
        """Names in the body."""
        return frozenset(word for word, kind in zip(self.words, self.body.kinds, strict=True) if kind == NAME)

    @cached_property
    def figures(self) -> dict[tuple[str, ...], frozenset[str]]:
        """Numbers by the two words before them."""
        found: dict[tuple[str, ...], set[str]] = {}
        at = self.body.kinds.find(NUMBER)
        while at >= 0:
            found.setdefault(_context(self.body, at), set()).add(self.words[at])
            at = self.body.kinds.find(NUMBER, at + 1)
        return {context: frozenset(values) for context, values in found.items()}

    @property
    def is_round_up(self) -> bool:
        return _ROUND_UP.match(self.headline) is not None


def prepare(article: Article, publisher: Publisher | None = None) -> Prepared:
    """Cheap enough to be repeated for stored articles. The same article gives the same answer on every machine."""
    raw, words = tokens.split("\n".join(article.paragraphs))
    hashes = _hash_grams(words)
    own_keys, credit_key = keys_of(article, publisher)
    return Prepared(
        outlet=outlet_of(article.publisher, publisher),
        url=article.canonical_url,
        headline=article.title,
        raw=raw,
        words=words,
        hashes=hashes,
        sample=_sampled(hashes),
        own_keys=own_keys,
        credit_key=credit_key,
        credit=article.credit,
        published=article.published,
    )


def fingerprint(prepared: Prepared) -> bytes:
    """The sampled grams, sorted, four bytes each, little-endian: all that the index needs of a text."""
    return prepared.sample.astype("<u4").tobytes()


def read_fingerprint(stored: bytes) -> Grams:
    """Raises ValueError where `stored` is no fingerprint."""
    return np.frombuffer(stored, dtype="<u4").astype(np.uint32, copy=False)


_ODD = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9))


def _hash_grams(words: list[str]) -> Grams:
    if len(words) < 3:
        return np.zeros(0, np.uint32)
    single = np.fromiter(map(crc32, " ".join(words).encode().split(b" ")), np.uint64, len(words))
    mixed = single[:-2] * _ODD[0]
    mixed ^= mixed >> np.uint64(29)
    mixed += single[1:-1] * _ODD[1]
    mixed ^= mixed >> np.uint64(32)
    mixed *= _ODD[2]
    mixed += single[2:] * _ODD[0]
    mixed ^= mixed >> np.uint64(31)
    mixed *= _ODD[1]
    return (mixed >> np.uint64(32)).astype(np.uint32)


def _context(text: Tokens, at: int) -> tuple[str, ...]:
    before: list[str] = []
    for place in range(at - 1, max(-1, at - 13), -1):
        if text.kinds[place] not in (NUMBER, DATE):
            before.append(text.words[place])
            if len(before) == 2:
                break
    return tuple(before)


def _sampled(hashes: Grams) -> Grams:
    distinct: Grams = np.unique(hashes)
    wanted = int(np.searchsorted(distinct, np.uint32(2**32 // SAMPLE)))
    return distinct[: max(FEWEST, min(wanted, MOST))]
