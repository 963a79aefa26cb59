"""The index of stored articles: finds what shares text, follows the table, learns house text, lets the old go."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model import ArticleId, StoryId
from monitor.stories import IndexRow, Prepared, StoryIndex, fingerprint, hour_of, prepare
from tests.stories_texts import BRIDGE, HARVEST, MARKET, article

START = datetime(2026, 3, 1, tzinfo=UTC)
SYLLABLES = (
    "ka",
    "ra",
    "ta",
    "mu",
    "sa",
    "li",
    "ngu",
    "pe",
    "do",
    "bi",
    "wa",
    "ja",
    "nya",
    "te",
    "ru",
    "go",
    "cu",
    "me",
    "lo",
    "ha",
)


def words(chance: random.Random, count: int) -> str:
    return " ".join("".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(count))


def texts(count: int, seed: int = 1, length: int = 120) -> list[str]:
    chance = random.Random(seed)
    return [words(chance, length) for _ in range(count)]


def prepared(*paragraphs: str) -> Prepared:
    return prepare(article(paragraphs))


def fill(items: Sequence[Prepared], stories: Sequence[int] | None = None, at: datetime = START) -> StoryIndex:
    index = StoryIndex()
    for number, item in enumerate(items, 1):
        story = stories[number - 1] if stories else number
        index.add(ArticleId(number), StoryId(story), fingerprint(item), hour_of(at))
    return index


def test_copy_is_found_among_many() -> None:
    items = [prepared(text) for text in texts(700)]
    index = fill(items)
    assert index.candidates(items[400]) == [401]
    assert index.cursor == 700
    assert len(index) == 700


def test_part_of_an_article_is_found_in_a_longer_one() -> None:
    index = fill([prepared(*BRIDGE), prepared(*MARKET)])
    assert index.candidates(prepared(*HARVEST, BRIDGE[1], BRIDGE[2], BRIDGE[3])) == [1]
    assert index.candidates(prepared(*HARVEST)) == []


def test_articles_come_in_id_order() -> None:
    index = fill([prepared(*BRIDGE)])
    with pytest.raises(ValueError, match="id order"):
        index.add(ArticleId(1), StoryId(1), fingerprint(prepared(*MARKET)), hour_of(START))
    with pytest.raises(ValueError, match="id order"):
        StoryIndex().load([IndexRow(ArticleId(n), StoryId(n), b"", hour_of(START)) for n in (2, 1)])


def test_three_stories_of_three_hundred_copies_stay_complete_and_small() -> None:
    chance = random.Random(5)
    bases = [text.split() for text in texts(3, seed=9, length=300)]
    index = StoryIndex()
    found = 0
    for number in range(1, 901):
        base = bases[number % 3]
        kept = [word if chance.random() > 0.03 else "anu" for word in base[chance.randint(0, 60) :]]
        copy = prepared(" ".join(kept))
        candidates = index.candidates(copy)
        found += number <= 3 or any(other % 3 == number % 3 for other in candidates)
        assert len(candidates) <= 12
        index.add(ArticleId(number), StoryId(number % 3 or 3), fingerprint(copy), hour_of(START))
    assert found == 900
    assert index.nbytes < 900 * 120


def test_text_that_many_stories_carry_is_learnt_as_house_text() -> None:
    house = texts(1, seed=3, length=80)[0]
    items = [prepared(text, house) for text in texts(20)]
    index = fill(items)
    new = prepared(*texts(1, seed=77), house)
    learnt = index.house_text(new)
    assert learnt >= index.house_text(prepared(house)) > frozenset()
    assert learnt.isdisjoint(prepared(*texts(1, seed=77)).hashes.tolist())


def test_copies_of_one_story_are_no_house_text() -> None:
    items = [prepared(*BRIDGE)] * 30
    assert fill(items, [1] * 30).house_text(items[0]) == frozenset()


def test_what_is_older_than_the_window_is_not_given() -> None:
    items = [prepared(text) for text in texts(60)]
    index = StoryIndex()
    for number, item in enumerate(items, 1):
        index.add(ArticleId(number), StoryId(number), fingerprint(item), hour_of(START + timedelta(days=number)))
    index.expire(START + timedelta(days=40))
    assert index.candidates(items[38]) == []
    assert index.candidates(items[39]) == [40]


def test_memory_is_given_back_when_articles_expire() -> None:
    items = [prepared(text) for text in texts(600)]
    index = StoryIndex()
    for number in range(1, 6001):
        index.add(ArticleId(number), StoryId(number), fingerprint(items[number % 600]), hour_of(START) + number)
    full = index.nbytes
    index.expire(START + timedelta(hours=5500))
    assert index.nbytes < full / 4
    index.add(ArticleId(6001), StoryId(6001), fingerprint(prepared(*BRIDGE)), hour_of(START) + 6001)
    assert index.candidates(prepared(*BRIDGE)) == [6001]


def test_article_moved_to_another_story_is_known_by_it() -> None:
    index = fill([prepared(*BRIDGE)] * 4, [1, 2, 3, 4])
    for number in (1, 2, 3):
        index.move(ArticleId(number), StoryId(4))
    index.move(ArticleId(99), StoryId(4))
    assert index.candidates(prepared(*BRIDGE)) == [1, 2]


def test_article_with_another_text_is_found_by_that_and_keeps_its_place_in_the_window() -> None:
    index = fill([prepared(*BRIDGE), prepared(*BRIDGE), prepared(*HARVEST)])
    index.renew(ArticleId(1), StoryId(1), fingerprint(prepared(*MARKET)))
    index.renew(ArticleId(99), StoryId(99), fingerprint(prepared(*MARKET)))
    assert index.candidates(prepared(*BRIDGE)) == [2]
    assert index.candidates(prepared(*MARKET)) == [1]
    assert index.cursor == 3
    index.expire(START + timedelta(days=1))
    assert index.candidates(prepared(*MARKET)) == []


def test_space_of_an_article_is_at_most_three_hundred_bytes() -> None:
    items = [prepared(text) for text in texts(200, length=300)]
    index = StoryIndex()
    index.load(
        IndexRow(ArticleId(number), StoryId(number), fingerprint(items[number % 200]), hour_of(START))
        for number in range(1, 5001)
    )
    assert index.nbytes / 5000 <= 300


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=60), st.integers(0, 9), st.integers(0, 60))
def test_index_loaded_at_once_answers_as_one_that_grew(picks: list[int], asked: int, cut: int) -> None:
    pool = [prepared(*pair) for pair in zip(texts(10), texts(10, seed=2), strict=True)]
    pool[3] = prepared(texts(10)[4], texts(10, seed=2)[5])
    stories = [1 + pick % 4 for pick in picks]
    grown = fill([pool[pick] for pick in picks], stories)
    rows = [
        IndexRow(ArticleId(n), StoryId(story), fingerprint(pool[pick]), hour_of(START))
        for n, (pick, story) in enumerate(zip(picks, stories, strict=True), 1)
    ]
    loaded = StoryIndex()
    for part in (rows[:cut], rows[cut:]):
        loaded.load(part)
    assert loaded.candidates(pool[asked]) == grown.candidates(pool[asked])
    assert loaded.house_text(pool[asked]) == grown.house_text(pool[asked])
    assert (loaded.cursor, len(loaded)) == (grown.cursor, len(grown))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 14), min_size=3, max_size=8, unique=True), min_size=1, max_size=10),
    st.integers(0, 9),
)
def test_index_finds_what_brute_force_finds(mixes: list[list[int]], asked: int) -> None:
    pool = texts(15, length=40)
    items = [prepared(*(pool[at] for at in mix)) for mix in mixes]
    new = items[asked % len(items)]
    sample = set(new.sample.tolist())
    expected = set()
    for number, item in enumerate(items, 1):
        size = min(len(sample), len(item.sample))
        if len(sample & set(item.sample.tolist())) >= max(0.08 * size, min(3, max(1, size // 6))):
            expected.add(number)
    assert set(fill(items).candidates(new)) == expected
