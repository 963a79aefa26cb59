"""The index of a process follows what other processes rule about stories, even what it looked up a moment before."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.catalogue import load_catalogue
from monitor.model import Article, ArticleId, Credit, EntryId, Placing, Relation, Step, StoryId
from monitor.pipeline import credit_keys
from monitor.rulings import merge, split
from monitor.store import ArticleRecord, RecordedArticle, Store
from monitor.stories import Prepared, fingerprint, place, prepare
from monitor.tools import Shelf
from tests.contracts.conftest import Home
from tests.store_values import NOW, announce, article, claim_one, copies, due_entry

TEXT = (
    "Kapal penyeberangan dari Ketapang ke Gilimanuk berhenti berlayar selama enam jam karena ombak setinggi empat meter. "
    "Kepala pelabuhan, Wayan Sudarma, meminta 1.250 penumpang yang tertahan agar menunggu di terminal dengan sabar. "
    "Badan meteorologi memperkirakan angin kencang masih bertiup di Selat Bali sampai Kamis petang waktu setempat."
)


def piece(name: str) -> Article:
    return article(name, text=TEXT, publisher=name.partition(".")[0])


def taken_in(store: Store, one: Article) -> Placing:
    """As the daemon does it: looked up, settled, placed and written."""
    shelf = shelf_of(store)
    announce(store, due_entry(one.canonical_url.removeprefix("https://")))
    work = claim_one(store, Step.READ)
    draft = prepare(one, None)
    ready = shelf.near(draft, store)
    with store.placing() as table:
        placing = place(draft, *shelf.settle(draft, ready, table))
        record = ArticleRecord(one, fingerprint(draft), placing, NOW, credit_keys(draft, placing))
        assert table.record_article(work, record) is not None
    return placing


def placed(store: Store, name: str, placing: Placing) -> RecordedArticle:
    announce(store, due_entry(name))
    draft = prepare(piece(name), None)
    work = claim_one(store, Step.READ)
    with store.placing() as table:
        recorded = table.record_article(work, ArticleRecord(piece(name), fingerprint(draft), placing, NOW))
    assert recorded is not None
    return recorded


def shelf_of(store: Store) -> Shelf:
    shelf = Shelf(load_catalogue(), timedelta(days=1))
    shelf.load(store, NOW)
    return shelf


def where(shelf: Shelf, store: Store, draft: Prepared) -> dict[int, int]:
    """The story of each article that may be a copy, as the index sees it under the lock."""
    ready = shelf.near(draft, store)
    with store.placing() as table:
        earlier, _ = shelf.settle(draft, ready, table)
    return {one.article_id: one.story_id for one in earlier}


@pytest.fixture
def other(home: Home) -> Iterator[Store]:
    """A command's own connection beside the daemon's."""
    opened = home.open()
    yield opened
    opened.close()


def test_what_was_looked_up_before_a_ruling_counts_where_it_is_now(store: Store, other: Store) -> None:
    first = placed(store, "a.example/1", Placing(None, Relation.NEW))
    second = placed(store, "b.example/2", copies(first))
    shelf, draft = shelf_of(store), prepare(piece("c.example/3"), None)
    assert where(shelf, store, draft) == {first.article_id: 1, second.article_id: 1}
    ready = shelf.near(draft, store)
    done = split(other, second.article_id, {}, {}, NOW)
    assert ready[second.article_id].story_id == done.left
    with store.placing() as table:
        earlier, _ = shelf.settle(draft, ready, table)
    assert {one.article_id: one.story_id for one in earlier} == {first.article_id: 1, second.article_id: done.opened}


def test_a_ruling_that_another_thread_took_in_first_is_hidden_from_nobody(store: Store, other: Store) -> None:
    first = placed(store, "a.example/1", Placing(None, Relation.NEW))
    second = placed(store, "b.example/2", Placing(None, Relation.NEW))
    shelf, draft = shelf_of(store), prepare(piece("c.example/3"), None)
    stale = shelf.near(draft, store)
    merge(other, first.story_id, second.story_id, NOW)
    assert set(where(shelf, store, draft).values()) == {StoryId(1)}
    with store.placing() as table:
        earlier, _ = shelf.settle(draft, stale, table)
    assert {one.story_id for one in earlier} == {StoryId(1)}


OTHER = (
    "Petani kopi di lereng Gunung Raung memanen lebih awal karena hujan turun tiga minggu lebih cepat dari kebiasaan. "
    "Koperasi setempat menampung 40 ton biji basah dan membelinya dengan harga dua belas ribu rupiah sekilogram. "
    "Ketua koperasi, Nyoman Wirawan, menyebut mutu panen tahun ini lebih baik daripada musim yang sudah lewat."
)


def reread(store: Store, entry: int, article_id: ArticleId, text: str) -> None:
    """The page of an article that is in the store says something else now."""
    store.read_again(EntryId(entry), NOW)
    page = replace(piece("a.example/1"), paragraphs=(text,))
    placing = Placing(StoryId(1), Relation.NEW)
    record = ArticleRecord(page, fingerprint(prepare(page, None)), placing, NOW, updates=article_id)
    work = claim_one(store, Step.READ)
    with store.placing() as table:
        assert table.record_article(work, record) is not None


def test_an_article_that_is_read_again_is_found_by_its_new_text_and_not_by_the_old_one(
    store: Store, other: Store
) -> None:
    first = placed(store, "a.example/1", Placing(None, Relation.NEW))
    shelf = shelf_of(store)
    old = prepare(piece("b.example/2"), None)
    new = prepare(replace(piece("c.example/3"), paragraphs=(OTHER,)), None)
    assert where(shelf, store, old) == {first.article_id: 1}
    stale = shelf.near(old, store)
    (stored,) = store.stored_articles([first.article_id])
    reread(other, stored.entry_id, first.article_id, OTHER)
    assert where(shelf, store, new) == {first.article_id: 1}
    assert where(shelf, store, old) == {}
    with store.placing() as table:
        assert shelf.settle(old, stale, table) == ([], frozenset())
    assert where(shelf_of(store), store, new) == {first.article_id: 1}


def test_an_index_made_anew_has_the_rulings_without_hearing_them(store: Store) -> None:
    first = placed(store, "a.example/1", Placing(None, Relation.NEW))
    second = placed(store, "b.example/2", copies(first))
    done = split(store, second.article_id, {}, {}, NOW)
    draft = prepare(piece("c.example/3"), None)
    assert where(shelf_of(store), store, draft) == {first.article_id: 1, second.article_id: done.opened}


HEADLINE = "Penyeberangan Ketapang Gilimanuk Berhenti Enam Jam"
TOLD_ANEW = (
    "Penumpang Wayan Sudarma bernapas lega di Gilimanuk karena 1.250 orang akhirnya dapat menyeberang dari Ketapang."
)


@pytest.mark.parametrize(
    "credited", [HEADLINE, "Penyebrangan Ketapang Gilimanuk Berhenti Enam Jam", f"FOTO: {HEADLINE}"]
)
@pytest.mark.parametrize("late", [False, True])
def test_a_credit_leads_to_its_original_even_where_it_gets_the_headline_wrong(
    store: Store, credited: str, late: bool
) -> None:
    original = replace(article("kontan.example/1", text=TEXT, publisher="Kontan"), title=HEADLINE)
    credit = Credit("Kontan", credited)
    copy = replace(article("lain.example/2", text=TOLD_ANEW, publisher="Lain"), credit=credit)
    first, second = (copy, original) if late else (original, copy)
    assert taken_in(store, first).story_id is None
    placing = taken_in(store, second)
    assert (placing.story_id, placing.relation, placing.is_original) == (1, Relation.SAME, late)
    if late:
        return
    again = replace(copy, url="https://lagi.example/3", canonical_url="https://lagi.example/3")
    assert taken_in(store, again).story_id == 1
