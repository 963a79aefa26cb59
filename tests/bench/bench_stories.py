"""Cost of placing an article as the index grows, of loading half a million fingerprints, and memory: with made-up text.

Run: python -m tests.bench.bench_stories [articles]   (500,000 by default; needs about 200 MB)
"""

import random
import resource
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import accumulate

import numpy as np

from monitor.model import Article, ArticleId, PublisherId, StoryId
from monitor.stories import Earlier, IndexRow, Prepared, StoryIndex, fingerprint, place, prepare
from monitor.stories.prepared import SAMPLE

WRITTEN = 40_000
NOW = datetime(2026, 3, 1, tzinfo=UTC)
SYLLABLES = [
    a + b
    for a in ("", "b", "d", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "w", "ng", "ny")
    for b in "aiueo"
]


class Writer:
    """Words of Zipf's frequencies, each mostly followed by one of a few: phrases recur as they do in news."""

    def __init__(self, seed: int = 1, words: int = 20_000) -> None:
        self._chance = random.Random(seed)
        made = ("".join(self._chance.choices(SYLLABLES, k=self._chance.randint(2, 4))) for _ in range(words))
        self._words = list(dict.fromkeys(made))
        self._weights = list(accumulate(1 / (rank + 5) for rank in range(len(self._words))))
        self._next = [
            self._chance.choices(range(len(self._words)), cum_weights=self._weights, k=12) for _ in self._words
        ]

    def text(self, words: int = 290) -> list[str]:
        chance, at, out = self._chance, 0, []
        fresh = iter(chance.choices(range(len(self._words)), cum_weights=self._weights, k=words))
        for _ in range(words):
            at = next(fresh) if chance.random() < 0.45 else self._next[at][int(chance.random() ** 2 * 12)]
            out.append(str(chance.randint(1, 9_999)) if chance.random() < 0.04 else self._words[at])
        return out

    def article(self, text: list[str]) -> Article:
        paragraphs = tuple(" ".join(text[n : n + 30]).capitalize() + "." for n in range(0, len(text), 30))
        title = " ".join(text[:9]).title()
        outlet = PublisherId(f"outlet{self._chance.randint(1, 60)}")
        address = f"https://{outlet}.example/{self._chance.getrandbits(60)}"
        return Article(address, address, title, outlet, paragraphs)

    def copy(self, text: list[str]) -> list[str]:
        return [word if self._chance.random() > 0.03 else "anu" for word in text[self._chance.randint(0, 80) :]]


def measure(index: StoryIndex, writer: Writer, count: int = 400, copies: int = 40) -> tuple[float, float]:
    """(CPU ms an article with preparing, finding, preparing again and comparing; share of copies recognised)."""
    known: dict[ArticleId, Article] = {}
    texts = [writer.text() for _ in range(count - copies)]
    items = [writer.article(text) for text in texts] + [writer.article(writer.copy(text)) for text in texts[:copies]]
    hits, first = 0, index.cursor + 1
    start = time.process_time()
    for number, item in enumerate(items, first):
        new = prepare(item)
        ids = [found for found in index.candidates(new) if found in known]
        earlier = [Earlier(found, StoryId(found), prepare(known[found])) for found in ids]
        placing = place(new, earlier, index.house_text(new)) if earlier else None
        story = placing.story_id if placing and placing.story_id else StoryId(number)
        hits += story != number
        index.add(ArticleId(number), story, fingerprint(new), NOW)
        known[ArticleId(number)] = item
    return 1000 * (time.process_time() - start) / count, hits / copies


def sampled(text: list[str]) -> Prepared:
    return prepare(Article("", "", "", PublisherId("outlet"), (" ".join(text),)))


def fingerprints(writer: Writer) -> Iterator[bytes]:
    """Of written texts; after enough of them, of mixtures: half of the grams known ones, as often as they occur."""
    written = [sampled(writer.text()).sample for _ in range(WRITTEN)]
    yield from (sample.astype("<u4").tobytes() for sample in written)
    pool, chance = np.concatenate(written), np.random.default_rng(1)
    size = len(pool) // WRITTEN
    while True:
        fresh = chance.integers(0, 2**32 // SAMPLE, size // 2, dtype=np.uint32)
        yield np.unique(np.concatenate((fresh, chance.choice(pool, size - size // 2)))).astype("<u4").tobytes()


def main(total: int) -> None:
    writer = Writer()
    index = StoryIndex()
    rows: list[IndexRow] = []
    stream = fingerprints(writer)
    for size in sorted({10_000, 100_000, 500_000, total}):
        if size > total:
            break
        while len(rows) < size:
            number = len(rows) + 1
            rows.append(IndexRow(ArticleId(number), StoryId(number), next(stream), NOW))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = time.process_time()
        index = StoryIndex()
        index.load(rows)
        loading = time.process_time() - start
        peak = 1024 * (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
        held = index.nbytes / len(index)
        cost, recall = measure(index, writer)
        print(
            f"{size:>7} articles: {cost:.2f} ms CPU an article, copies found {recall:.3f}, "
            f"{held:.0f} bytes an article, "
            f"loaded in {loading:.2f} s with a peak of {peak / size:.0f} bytes an article more"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500_000)
