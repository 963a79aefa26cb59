"""Which page that was read is a new text of an article we have, and which is only its twin."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from monitor.model import Article, ArticleId, Credit, Placing, Relation, StoryId
from monitor.rereading import known_article, placed
from monitor.store import NOT_READ, Store
from monitor.stories import Earlier, prepare
from tests.store_values import NOW, article, copies, record, tells

NONE: frozenset[int] = frozenset()
TEXT = "Kepala pelabuhan, Wayan Sudarma, meminta 1.250 penumpang yang tertahan agar menunggu di terminal dengan sabar."


def page(name: str = "warta.example/1", *, text: str = TEXT, modified: datetime | None = None) -> Article:
    return replace(article(name, text=text), modified=modified)


def known(store: Store, stored: Article, read: Article, *, again: bool) -> ArticleId | None:
    """What `read` is a new text of, after `stored` was recorded; `again`: its own entry is read once more."""
    first = record(store, stored.canonical_url.removeprefix("https://"), made=stored)
    earlier = [Earlier(first.article_id, first.story_id, prepare(stored, None))]
    with store.placing() as table:
        found = known_article(read, prepare(read, None), earlier, first.article_id if again else None, table)
    return found.id if found else None


@pytest.mark.parametrize(
    ("name", "before", "after", "again", "is_known"),
    [
        ("its own entry, other words", page(), page(text=TEXT + " Ombak empat meter."), True, True),
        ("its own entry, the same words", page(), page(), True, False),
        ("its own entry, another headline", page(), replace(page(), title="Judul baru"), True, True),
        ("a twin in slightly other words", page(), page(text=TEXT + " Baca juga."), False, False),
        ("a twin that says when, of one that does not", page(), page(text="Lain.", modified=NOW), False, False),
        (
            "the same address, modified later",
            page(modified=NOW),
            page(text=TEXT + " Ralat.", modified=NOW + timedelta(hours=1)),
            False,
            True,
        ),
        (
            "the same address, not modified",
            page(modified=NOW),
            page(text="Lain sama sekali.", modified=NOW),
            False,
            False,
        ),
        ("an announcement read at last", replace(page(), extractor=NOT_READ), page(), True, True),
        ("an announcement, by another entry", replace(page(), extractor=NOT_READ), page(), False, False),
        ("another address", page(), page("lain.example/2"), False, False),
    ],
)
def test_a_new_text_is_told_from_a_twin(
    store: Store, name: str, before: Article, after: Article, again: bool, is_known: bool
) -> None:
    assert (known(store, before, after, again=again) is not None) == is_known, name


def test_a_page_that_names_the_address_of_another_article_is_not_written_over_its_own(store: Store) -> None:
    record(store, "lain.example/2", made=page("lain.example/2"))
    assert known(store, replace(page(), extractor=NOT_READ), page("lain.example/2"), again=True) is None


@pytest.mark.parametrize(("told", "story"), [(True, 2), (False, 1)])
def test_an_announcement_read_at_last_stays_where_people_were_told_about_it(
    store: Store, told: bool, story: int
) -> None:
    first = record(store, "lain.example/9", made=page("lain.example/9", text=f"{TEXT} {TEXT[::-1]}"))
    announced = replace(page(), extractor=NOT_READ)
    record(store, "warta.example/1", made=announced, decided=tells("redaksi") if told else None)
    read = page(text=f"{TEXT} {TEXT[::-1]}")
    earlier = [
        Earlier(ArticleId(1), StoryId(1), prepare(page("lain.example/9", text=f"{TEXT} {TEXT[::-1]}"), None)),
        Earlier(ArticleId(2), StoryId(2), prepare(announced, None)),
    ]
    with store.placing() as table:
        (stored,) = table.stored_articles([ArticleId(2)])
        assert placed(prepare(read, None), earlier, NONE, stored, table).story_id == story
    assert first.story_id == 1


def test_a_copy_that_is_corrected_stays_a_copy(store: Store) -> None:
    first = record(store, "lain.example/9", made=page("lain.example/9"))
    record(store, "warta.example/1", copies(first), made=page())
    earlier = [
        Earlier(ArticleId(number), StoryId(1), prepare(page(name), None))
        for number, name in ((1, "lain.example/9"), (2, "warta.example/1"))
    ]
    with store.placing() as table:
        (stored,) = table.stored_articles([ArticleId(2)])
        placing = placed(prepare(page(text=TEXT.replace("1.250", "1.300")), None), earlier, NONE, stored, table)
    assert isinstance(placing, Placing)
    assert (placing.story_id, placing.supersedes, placing.relation) == (1, 2, Relation.SAME)
    (link,) = placing.links
    assert (link.to, link.relation) == (1, Relation.SAME)
    assert link.reason.startswith("a copy before it was corrected; ")


MORNING = datetime(2026, 3, 4, 7, 30, tzinfo=timezone(timedelta(hours=7)))
BEFORE = MORNING - timedelta(minutes=5)
CREDIT = Credit("Warta", "Judul lama", text="Artikel ini telah tayang di Warta")


@pytest.mark.parametrize(
    ("changes", "is_original"),
    [
        pytest.param({"published": BEFORE}, True, id="published before"),
        pytest.param({"published": MORNING}, False, id="published at the same minute"),
        pytest.param({"published": None}, False, id="nobody knows when it was published"),
        pytest.param({"published": MORNING.replace(hour=0, minute=0)}, False, id="a day without a clock"),
        pytest.param({"published": BEFORE, "credit": CREDIT}, False, id="it says itself that it is a copy"),
    ],
)
def test_the_article_that_was_published_first_is_the_original_whichever_came_in_first(
    store: Store, changes: dict[str, Any], is_original: bool
) -> None:
    there = replace(page("lain.example/9"), published=MORNING)
    first = record(store, "lain.example/9", made=there)
    earlier = [Earlier(first.article_id, first.story_id, prepare(there, None))]
    with store.placing() as table:
        placing = placed(prepare(replace(page(), **changes), None), earlier, NONE, None, table)
    assert placing.is_original is is_original
