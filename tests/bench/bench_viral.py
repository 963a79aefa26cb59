"""Stories that everybody prints: three of 300 copies among other articles, and one of 3,000, in a replay and in the store.

Every copy has edits of its own: paragraphs dropped and retouched, another headline, a beginning of its own.

Run: python -m tests.bench.bench_viral [copies of each of three] [copies of one]   (300 and 3,000 by default)
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from monitor.catalogue import load_catalogue
from monitor.model import Article, Step, StoryId
from monitor.pipeline import credit_keys
from monitor.replay import Replay, read_line
from monitor.store import ArticleRecord, open_store
from monitor.stories import fingerprint, place, prepare
from monitor.tools import Shelf
from tests.bench.made_up import START, Piece, Press, as_line
from tests.store_values import NOW, announce, claim_one, due_entry

Placed = Callable[[Article], int]
"""An article in: the number of its story out."""


def main(three: int, one: int) -> None:
    for title, stories, copies in (("three stories", 3, three), ("one story", 1, one)):
        for name, placing in (("replay", in_replay), ("store", in_store)):
            if name == "store" and copies > 1_000:
                continue  # an hour of commits
            report(f"{title} of {copies} copies, {name}", placing, list(stream(stories, copies)))


def report(title: str, placing: Callable[[], Iterator[Placed]], pieces: Sequence[tuple[int, Article]]) -> None:
    for placed in placing():
        own: dict[int, list[int]] = {}
        costs: list[float] = []
        for story, article in pieces:
            begin = time.process_time()
            found = placed(article)
            if story:
                own.setdefault(story, []).append(found)
                costs.append(1000 * (time.process_time() - begin))
        right = sum(sum(one == found[0] for one in found) for found in own.values())
        tenth = len(costs) // 10
        first, last = (sum(part) / tenth for part in (costs[:tenth], costs[-tenth:]))
        print(
            f"{title}: {right} of {len(costs)} in their stories; {first:.2f} ms CPU a copy at first, {last:.2f} at last"
        )


def stream(stories: int, copies: int) -> Iterator[tuple[int, Article]]:
    """(the viral story from 1, or 0; an article), in turn with as many others."""
    press, chance = Press(5), random.Random(5)
    others = press.pieces()
    originals = [press.report() for _ in range(stories)]
    for number in range(stories * copies):
        story = number % stories
        piece = originals[story] if number < stories else press.copy(originals[story], heavy=chance.random() < 0.5)
        yield story + 1, printed(f"v{number}", piece)
        yield 0, printed(f"o{number}", next(others))


def printed(key: str, piece: Piece) -> Article:
    return read_line(as_line(key, piece, START))[1]


def in_replay() -> Iterator[Placed]:
    with Replay() as replay:
        yield lambda article: replay.play(article).story


def in_store() -> Iterator[Placed]:
    """As the daemon does it, without the network: look, lock, settle, place, write."""
    with tempfile.TemporaryDirectory() as folder, closing(open_store(Path(folder))) as store:
        shelf = Shelf(load_catalogue(), timedelta(days=21))

        def placed(article: Article) -> int:
            announce(store, due_entry(article.url.removeprefix("https://")))
            work = claim_one(store, Step.READ)
            draft = prepare(article)
            ready = shelf.near(draft, store)
            with store.placing() as table:
                earlier, house = shelf.settle(draft, ready, table)
                placing = place(draft, earlier, house)
                record = ArticleRecord(article, fingerprint(draft), placing, NOW, credit_keys(draft, placing))
                recorded = table.record_article(work, record)
            assert recorded is not None
            return StoryId(recorded.story_id)

        yield placed


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*(given + [300, 3_000][len(given) :]))
