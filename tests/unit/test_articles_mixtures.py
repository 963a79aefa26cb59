"""Pages mixed at random out of sentences and furniture: next to nothing is lost, next to nothing leaks."""

import random

from monitor.articles import extract
from tests.bench.mixtures import mixture


def test_of_pages_mixed_at_random_nearly_all_come_out_whole_and_clean() -> None:
    chance = random.Random(11)
    pages = [mixture(number, chance) for number in range(150)]
    read = [set(extract(page.html.encode(), page.url).paragraphs) for page in pages]
    lost = [text for page, got in zip(pages, read, strict=True) for text in page.paragraphs if text not in got]
    foreign = [text for page, got in zip(pages, read, strict=True) for text in got if text not in page.paragraphs]
    assert len(lost) <= 0.005 * sum(len(page.paragraphs) for page in pages), lost
    assert len(foreign) <= 3, foreign
