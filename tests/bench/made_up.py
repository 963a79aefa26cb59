"""A press that never was: articles in the shape of Indonesian news, at any number, for measuring cost and memory.

Words and phrases have the frequencies of a living language; events have names, quotes and background that several outlets
print, follow-ups that repeat it, and copies with edits; outlets put house text below; forms come daily with other figures.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import cycle

import numpy as np
import orjson

from monitor.stories.prepared import SAMPLE
from monitor.stories.tokens import Grams

SYLLABLES = [
    a + b
    for a in ("", "b", "d", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "w", "ng", "ny")
    for b in "aiueo"
]
WORDS, PHRASES, OUTLETS, EVENTS = 30_000, 60_000, 80, 400
START = datetime(2026, 3, 1, tzinfo=UTC)
EVERY = timedelta(seconds=3)
"""Between two articles: about what the whole Indonesian press publishes."""


@dataclass(frozen=True, slots=True)
class Piece:
    """An article as it is printed."""

    outlet: int
    title: str
    paragraphs: tuple[str, ...]
    foot: str = ""


class Press:
    """Pieces, one after the other; the same seed gives the same ones."""

    def __init__(self, seed: int = 1) -> None:
        self._chance = random.Random(seed)
        self._dice = np.random.default_rng(seed)
        self._words = self._vocabulary()
        self._phrases = self._phrasebook()
        self._share = np.cumsum(1 / (np.arange(PHRASES) + 30.0) ** 0.85)
        self._house = [self._paragraph((), 28) if n % 5 < 2 else "" for n in range(OUTLETS)]
        self._forms = [self._paragraph((), 70).split() for _ in range(40)]
        self._events = [self._event() for _ in range(EVENTS)]
        self._recent: list[Piece] = []

    def pieces(self) -> Iterator[Piece]:
        while True:
            piece = self._next()
            if len(self._recent) < 4_000:
                self._recent.append(piece)
            else:
                self._recent[self._chance.randrange(4_000)] = piece
            yield piece

    def report(self, words: int = 300) -> Piece:
        """A report of its own."""
        names, background = self._chance.choice(self._events)
        return self._written(names, background, words, reuse=0.15)

    def copy(self, piece: Piece, heavy: bool) -> Piece:
        """Another outlet's print of a piece: other words here and there, paragraphs dropped, a new headline or beginning."""
        chance = self._chance
        dropped = (
            chance.sample(range(len(piece.paragraphs)), chance.randint(0, len(piece.paragraphs) // 2)) if heavy else ()
        )
        kept = [text for at, text in enumerate(piece.paragraphs) if at not in dropped]
        edited = [self._retouched(text, 0.03 if heavy else 0.01) for text in kept]
        title = self._title(piece.paragraphs) if heavy else piece.title
        if heavy:
            edited = [self._paragraph((), 30), *edited]
        outlet = (piece.outlet + chance.randrange(1, OUTLETS)) % OUTLETS
        return Piece(outlet, title, tuple(edited), self._credit(piece) if chance.random() < 0.3 else "")

    def _next(self) -> Piece:
        dice = self._chance.random()
        at = int(self._chance.paretovariate(0.9)) % EVENTS
        if self._chance.random() < 0.12:
            self._events[at] = self._event()
        if dice < 0.11 and self._recent:
            return self.copy(self._chance.choice(self._recent), heavy=dice < 0.04)
        if dice < 0.17:
            return self._filled()
        names, background = self._events[at]
        return self._written(names, background, self._chance.randint(130, 430), reuse=0.7 if dice < 0.27 else 0.06)

    def _written(self, names: tuple[str, ...], background: tuple[str, ...], words: int, reuse: float) -> Piece:
        outlet = self._chance.randrange(OUTLETS)
        fresh = [self._paragraph(names, self._chance.randint(22, 42)) for _ in range(max(2, words // 33))]
        if self._chance.random() < reuse:
            fresh[-2:] = self._chance.sample(background, 2)
        if self._house[outlet]:
            fresh.append(self._house[outlet])
        return Piece(outlet, self._title(fresh), tuple(fresh))

    def _filled(self) -> Piece:
        form = self._chance.choice(self._forms)
        day, month = self._chance.randint(1, 28), self._chance.choice(("Maret", "April", "Mei"))
        filled = [f"Rp {self._chance.randint(100, 999)}.000" if n % 9 == 4 else word for n, word in enumerate(form)]
        title = " ".join((*form[:6], str(day), month)).title()
        return Piece(self._chance.randrange(OUTLETS), title, (f"{title} 2026.", " ".join(filled)))

    def _event(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        names = tuple(" ".join(self._chance.sample(self._words, 2)).title() for _ in range(6))
        return names, tuple(self._paragraph(names, self._chance.randint(30, 60)) for _ in range(4))

    def _paragraph(self, names: tuple[str, ...], words: int) -> str:
        drawn = self._share.searchsorted(self._dice.random(words // 2 + 1) * self._share[-1]).tolist()
        said = [self._phrases[at] for at in drawn]
        for _ in range(words // 14 if names else 0):
            said[self._chance.randrange(len(said))] = self._chance.choice(names)
        if self._chance.random() < 0.5:
            said[self._chance.randrange(len(said))] = f"{self._chance.randint(2, 9_999):,}".replace(",", ".")
        text = " ".join(said)
        cut = text.find(" ", len(text) // 2)
        return f"{text[0].upper()}{text[1:cut]}. {text[cut + 1 : cut + 2].upper()}{text[cut + 2 :]}."

    def _title(self, paragraphs: Sequence[str]) -> str:
        """Of words that the text says."""
        words = " ".join(paragraphs[:4]).replace(".", "").split()
        return " ".join(self._chance.sample(words, min(9, len(words)))).title()

    def _retouched(self, text: str, share: float) -> str:
        words = text.split(" ")
        for _ in range(int(len(words) * share) + (self._chance.random() < 0.3)):
            words[self._chance.randrange(len(words))] = self._chance.choice(self._words)
        return " ".join(words)

    def _credit(self, piece: Piece) -> str:
        return f'Artikel ini telah tayang di Outlet{piece.outlet} dengan judul "{piece.title}"'

    def _vocabulary(self) -> list[str]:
        made = ("".join(self._chance.choices(SYLLABLES, k=self._chance.randint(1, 4))) for _ in range(WORDS * 2))
        return [word for word in dict.fromkeys(made) if len(word) > 1][:WORDS]

    def _phrasebook(self) -> list[str]:
        ranks = np.cumsum(1 / (np.arange(len(self._words)) + 4.0))
        sizes = self._dice.choice((1, 1, 2, 2, 3, 4), PHRASES)
        drawn = ranks.searchsorted(self._dice.random(int(sizes.sum())) * ranks[-1]).tolist()
        words = iter(drawn)
        return [" ".join(self._words[next(words)] for _ in range(size)) for size in sizes.tolist()]


def fingerprints(samples: Sequence[Grams], fresh: float = 0.5) -> Iterator[Grams]:
    """Of any number of articles, made from those of a few thousand texts; `fresh`: share of grams that no other has."""
    every, dice = np.concatenate(samples), np.random.default_rng(1)
    for sample in cycle(samples):
        new = dice.integers(0, 2**32 // SAMPLE, int(len(sample) * fresh), dtype=np.uint32)
        yield np.unique(np.concatenate((new, dice.choice(every, len(sample) - len(new)))))


def lines(count: int, seed: int = 1) -> Iterator[bytes]:
    """Pieces as lines for `ronda replay`."""
    for number, piece in zip(range(count), Press(seed).pieces(), strict=False):
        yield as_line(f"a{number}", piece, START + number * EVERY)


def as_line(key: str, piece: Piece, published: datetime) -> bytes:
    row = {
        "id": key,
        "url": f"https://outlet{piece.outlet}.example/berita/{key}",
        "publisher": f"Outlet{piece.outlet}",
        "title": piece.title,
        "published": published.isoformat(),
        "text": "\n".join((*piece.paragraphs, piece.foot) if piece.foot else piece.paragraphs),
    }
    return orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)
