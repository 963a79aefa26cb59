"""The full-text index follows the articles: in the same transaction, through new texts, and for articles of old databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from monitor.cli.past import by_story, newest_stories, stored_past
from monitor.model import ArticleId, Document, Match, Step, Work
from monitor.store import ArticleRecord, RecordedArticle, Store
from monitor.store.migrating import HEAD
from monitor.store.search import create, rebuild
from monitor.watches import Matcher
from monitor.watches.backtest import Past
from monitor.watches.indexing import Every, Need, Prefix, Root, Some, need_of
from tests.contracts.conftest import Home
from tests.store_values import (
    MINUTE,
    NOW,
    announce,
    article,
    claim_one,
    copies,
    due_entry,
    opens,
    record,
    record_claimed,
)
from tests.unit.test_watches_indexing import CHUNKS, TERMS, file_of
from tests.watch_tables import words

TEXTS = {
    "banjir": "Banjirnya merendam rumah-rumah di Kaligawe.",
    "minyak": "OPEC+ menahan produksi minyak; J. B. Sumarlin dikenang.",
    "bunga": "Suku bunga acuan bertahan, kata PDI-P.",
}


@pytest.fixture
def ids(store: Store) -> dict[str, ArticleId]:
    made = {}
    for number, (name, body) in enumerate(TEXTS.items()):
        page = article(f"warta.example/{name}", text=body)
        made[name] = record(store, f"warta.example/{name}", made=page, now=NOW + number * MINUTE).article_id
    return made


def test_the_newest_stories_are_found_without_reading_every_text(store: Store) -> None:
    firsts: list[RecordedArticle] = []
    for number in range(24):
        page = replace(article(f"warta.example/{number}"), published=NOW + number * MINUTE - MINUTE / 2)
        placing = copies(firsts[{21: 3, 22: 20}[number]]) if number in {21, 22} else None
        firsts.append(record(store, f"warta.example/{number}", placing, made=page, now=NOW + number * MINUTE))
    read: list[str] = []

    def match(past: Past) -> Match | None:
        read.append(past.id)
        return Match("laut", ()) if "/5" not in past.url else None

    past = [
        (past, Match("laut", ())) for past in stored_past(store, None, NOW - MINUTE, lambda *_: None) if match(past)
    ]
    for limit in (1, 3, 30):
        read.clear()
        rows = newest_stories(store, None, NOW - MINUTE, lambda *_: None, limit, match, size=4)
        assert rows[:limit] == by_story(past)[:limit]
        assert len(set(read)) == len(read) == {1: 5, 3: 9, 30: 24}[limit]


def found(store: Store, ids: dict[str, ArticleId], need: Need | None) -> list[str]:
    names = {id_: name for name, id_ in ids.items()}
    return [names[id_] for id_ in store.search_candidates(need, NOW)]


@pytest.mark.parametrize(
    ("need", "names"),
    [
        (None, ["bunga", "minyak", "banjir"]),
        (Prefix("banjir"), ["banjir"]),
        (Prefix("banj", whole=True), []),
        (Every((Prefix("opec"), Prefix("plus"))), ["minyak"]),
        (Every((Prefix("opec"), Prefix("bunga"))), []),
        (Some((Prefix("pdip"), Every((Prefix("jb"), Prefix("sumarlin"))))), ["bunga", "minyak"]),
        (Some((Prefix("and"), Prefix("or"), Prefix("near"), Prefix("judul"))), ["bunga", "minyak", "banjir"]),
    ],
)
def test_candidates_come_last_recorded_first(
    store: Store, ids: dict[str, ArticleId], need: Need | None, names: list[str]
) -> None:
    assert found(store, ids, need) == names


def test_a_root_is_found_in_the_words_of_the_index(home: Home, store: Store, ids: dict[str, ArticleId]) -> None:
    """PostgreSQL cannot list these, and lets everything through."""
    everything = ["bunga", "minyak", "banjir"]
    assert found(store, ids, Root("tahan")) == (everything if home.database else ["bunga", "minyak"])
    assert found(store, ids, Root("tahan")) == found(store, ids, Root("tahan"))
    assert found(store, ids, Every((Prefix("opec"), Root("tahan")))) == ["minyak"]
    assert found(store, ids, Every((Prefix("opec"), Root("rendam")))) == (["minyak"] if home.database else [])


def test_candidates_are_those_recorded_since(store: Store, ids: dict[str, ArticleId]) -> None:
    assert store.search_candidates(None, NOW + MINUTE) == [ids["bunga"], ids["minyak"]]
    assert store.search_candidates(Prefix("banjir"), NOW + MINUTE) == []


def test_a_new_text_takes_the_place_of_the_old_one(store: Store, ids: dict[str, ArticleId]) -> None:
    announce(store, due_entry("warta.example/lagi"))
    page = article("warta.example/banjir", text="Longsor menutup jalan.")
    record_claimed(store, claim_one(store, Step.READ), "warta.example/lagi", made=page, updates=ids["banjir"])
    assert found(store, ids, Prefix("longsor")) == ["banjir"]
    assert found(store, ids, Prefix("kaligawe")) == []


def _cut_short(store: Store, work: Work) -> None:
    """A recording whose transaction does not end well."""
    values = ArticleRecord(article("warta.example/gagal"), b"gagal", opens(), NOW)
    with store.placing() as placer:
        assert placer.record_article(work, values) is not None
        raise RuntimeError


def test_what_is_not_recorded_is_not_indexed(store: Store) -> None:
    announce(store, due_entry("warta.example/gagal"))
    work = claim_one(store, Step.READ)
    with pytest.raises(RuntimeError):
        _cut_short(store, work)
    assert store.search_candidates(Prefix("gagal"), NOW) == []
    record_claimed(store, work, "warta.example/gagal")
    assert len(store.search_candidates(Prefix("gagal"), NOW)) == 1


def test_a_text_of_very_many_words_and_odd_characters_is_always_a_candidate(store: Store) -> None:
    body = "\x00 \ud83d ' & | ! :* \" " + " ".join(
        "".join(chr(97 + n // 26**k % 26) for k in range(4)) for n in range(20_500)
    )
    made = record(store, "warta.example/panjang", made=article("warta.example/panjang", text=body))
    assert store.search_candidates(Prefix("takada"), NOW) == [made.article_id]


def test_articles_of_an_older_database_are_indexed_when_it_is_migrated(home: Home) -> None:
    store = home.open()
    made = record(store, "warta.example/lama", made=article("warta.example/lama", text="Gempa mengguncang."))
    with store._db.write() as connection:
        connection.execute(text("DROP TABLE article_words"))
        if connection.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER articles_lose_words"))
        create(connection)
    assert store.search_candidates(Prefix("gempa"), NOW) == []
    with store._db.write() as connection:
        rebuild(connection)
        rebuild(connection)
    assert store.search_candidates(Prefix("gempa"), NOW) == [made.article_id]
    store.close()
    assert HEAD >= "0005"


QUERIES = st.lists(st.sampled_from(TERMS), min_size=1, max_size=3).map(" OR ".join) | st.lists(
    st.sampled_from(TERMS), min_size=1, max_size=2
).map(" AND ".join)
BODIES = st.lists(st.lists(st.sampled_from(CHUNKS), max_size=6).map(" ".join), min_size=1, max_size=3)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(BODIES, st.lists(QUERIES, min_size=5, max_size=10))
def test_no_article_that_fires_is_lost(store: Store, bodies: list[str], queries: list[str]) -> None:
    now = NOW + timedelta(hours=_next(store))
    made = {}
    for number, body in enumerate(bodies):
        name = f"warta.example/{now:%m%d%H}-{number}"
        page = replace(article(name, text=body), title=body)
        made[record(store, name, made=page, now=now).article_id] = Document(body, body)
    for query in queries:
        file = file_of(query)
        matcher = Matcher(file.watches, file.entities, words())
        need = need_of([watch.tree for watch in file.watches], file.entities, words())
        firing = {id_ for id_, document in made.items() if matcher.match(document)}
        assert firing <= set(store.search_candidates(need, now))


def _next(store: Store) -> int:
    return len(store.search_candidates(None, NOW)) + 1
