"""Placing: articles, stories and all that follows are written together, one article after the other."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from threading import Barrier, Event

import pytest

from monitor.model import (
    Alert,
    AlertReason,
    ArticleId,
    Credit,
    Decided,
    DeliveryKind,
    Link,
    Placing,
    Relation,
    Step,
    StoryId,
    ToldAlert,
    Work,
)
from monitor.store import ArticleRecord, CreditHit, CreditKey, RecordedArticle, Store
from tests.contracts.conftest import Home
from tests.store_values import (
    LEASE,
    MINUTE,
    NOW,
    announce,
    article,
    claim_one,
    copies,
    due_entry,
    matched,
    opens,
    record,
    record_claimed,
    tells,
)

WITA = timezone(timedelta(hours=8))


def test_an_article_comes_back_as_it_was_recorded(store: Store) -> None:
    whole = replace(
        article("warta.example/1"),
        paragraphs=("Alinea pertama \u2014 \u201ckutipan\u201d.", "Alinea\x0bkedua."),
        author="Sari, Budi",
        section="Daerah",
        published=datetime(2026, 11, 23, 10, 5, tzinfo=WITA),
        modified=datetime(2026, 11, 23, 3, 0, tzinfo=timezone.utc),  # noqa: UP017
        credit=Credit("Kabar Timur", "Judul lama", "https://timur.example/9", "Artikel ini telah tayang ...", count=2),
        extractor="rule:warta",
        warnings=("halaman 2 tidak terbaca",),
    )
    recorded = record(store, "warta.example/1", made=whole)
    (stored,) = store.stored_articles([recorded.article_id])
    assert stored.article == whole
    assert stored.article.published is not None
    assert stored.article.published.utcoffset() == timedelta(hours=8)
    assert (stored.fingerprint, stored.discovered_at, stored.relation) == (b"warta.example/1", NOW, Relation.NEW)
    assert store.article_by_canonical("https://warta.example/1") == stored
    assert store.article_by_canonical("https://warta.example/2") is None


def test_stored_articles_keep_the_order_asked_for_and_leave_out_the_unknown(store: Store) -> None:
    first, second = (record(store, f"warta.example/{n}").article_id for n in (1, 2))
    assert [stored.id for stored in store.stored_articles([second, 99, first, second])] == [second, first]


def test_the_index_catches_up_from_any_article_on(store: Store) -> None:
    one = record(store, "warta.example/1")
    two = record(store, "lain.example/2", copies(one), now=NOW + MINUTE)
    rows = store.index_rows_after(0)
    assert [(row.article_id, row.story_id, row.fingerprint) for row in rows] == [
        (one.article_id, one.story_id, b"warta.example/1"),
        (two.article_id, one.story_id, b"lain.example/2"),
    ]
    assert store.index_rows_after(one.article_id) == rows[1:]
    assert store.index_portion_after(0, 1) == rows[:1]
    assert store.index_portion_after(one.article_id, 2) == rows[1:]
    assert [store.last_recorded_before(NOW + moment * MINUTE) for moment in (0, 1, 2)] == [
        0,
        one.article_id,
        two.article_id,
    ]
    with store.placing() as placer:
        assert placer.index_rows_after(one.article_id) == rows[1:]


def test_the_index_is_told_the_whole_hour_in_which_an_article_was_found(store: Store) -> None:
    hour = datetime(2026, 3, 4, 17, tzinfo=UTC)
    moments = (hour - timedelta(microseconds=1), hour, hour + timedelta(minutes=59))
    for number, moment in enumerate(moments):
        record(store, f"h{number}.example/1", now=moment)
    last = int(hour.timestamp()) // 3600
    assert [row.hour for row in store.index_rows_after(0)] == [last - 1, last, last]
    assert [hour for _, _, _, hour in store.index_portion_after(0, 2)] == [last - 1, last]


def test_two_threads_that_read_one_text_open_one_story(store: Store) -> None:
    announce(store, *(due_entry(f"h{n}.example/1") for n in range(8)))
    works = store.claim(Step.READ, NOW, 8, LEASE)
    start = Barrier(8)

    def read(work: Work) -> RecordedArticle | None:
        start.wait()
        with store.placing() as placer:
            earlier = placer.index_rows_after(0)
            placing = opens()
            if earlier:
                first = RecordedArticle(earlier[0].article_id, earlier[0].story_id)
                placing = copies(first)
            decided = tells("redaksi") if not placer.alert_history(placing.story_id or StoryId(0)) else Decided()
            made = ArticleRecord(article(work.host + "/1"), b"", placing, NOW, matches=matched(), decided=decided)
            return placer.record_article(work, made)

    with ThreadPoolExecutor(8) as pool:
        recorded = [one for one in pool.map(read, works) if one is not None]
    assert len(recorded) == 8
    assert len({one.story_id for one in recorded}) == 1
    assert sum(len(one.alerts) for one in recorded) == 1
    assert store.count_due(NOW)[Step.DELIVER] == 1


def test_a_placing_sees_what_was_committed_while_it_waited(store: Store) -> None:
    announce(store, due_entry("a.example/1"), due_entry("b.example/1"))
    first, second = store.claim(Step.READ, NOW, 2, LEASE)
    inside, waiting = Event(), Event()

    def slow() -> RecordedArticle | None:
        with store.placing() as placer:
            inside.set()
            waiting.wait(10)
            return placer.record_article(first, ArticleRecord(article("a.example/1"), b"", opens(), NOW))

    def quick() -> list[ArticleId]:
        inside.wait(10)
        waiting.set()
        with store.placing() as placer:
            seen = [row.article_id for row in placer.index_rows_after(0)]
            placer.record_article(second, ArticleRecord(article("b.example/1"), b"", opens(), NOW))
        return seen

    with ThreadPoolExecutor(2) as pool:
        slow_result, seen = pool.submit(slow), pool.submit(quick)
        recorded = slow_result.result(20)
        assert recorded is not None
        assert seen.result(20) == [recorded.article_id]


def test_a_placing_that_fails_leaves_nothing(store: Store) -> None:
    announce(store, due_entry("a.example/1"))
    work = claim_one(store, Step.READ)
    made = ArticleRecord(article("a.example/1"), b"", opens(), NOW, decided=tells("redaksi"))

    def interrupted() -> None:
        with store.placing() as placer:
            assert placer.record_article(work, made) is not None
            raise KeyError("the power went out here")

    with pytest.raises(KeyError):
        interrupted()
    assert store.index_rows_after(0) == []
    assert store.count_due(NOW)[Step.DELIVER] == 0
    with store.placing() as placer:
        assert placer.record_article(work, made) is not None


def test_a_late_reader_is_fenced(store: Store) -> None:
    announce(store, due_entry("a.example/1"))
    late = claim_one(store, Step.READ)
    current = claim_one(store, Step.READ, NOW + LEASE)
    made = ArticleRecord(article("a.example/1"), b"", opens(), NOW, decided=tells("redaksi"))
    with store.placing() as placer:
        assert placer.record_article(late, made) is None
    assert store.index_rows_after(0) == []
    with store.placing() as placer:
        assert placer.record_article(current, made) is not None


def test_an_entry_whose_page_is_an_article_we_have_joins_it(store: Store) -> None:
    first = record(store, "warta.example/1", decided=tells("redaksi"))
    announce(store, due_entry("warta.example/2"))
    work = claim_one(store, Step.READ)
    again = record_claimed(store, work, "warta.example/1", opens(), tells("redaksi", watch="lain"))
    assert again == RecordedArticle(first.article_id, first.story_id, joined=True)
    explained = store.explain(article_id=first.article_id)
    assert explained is not None
    assert [entry.article_id for entry in explained.entries] == [first.article_id] * 2
    assert [alert.watch for alert in explained.alerts] == ["banjir"]


def test_a_reread_replaces_the_text_and_keeps_the_earlier_one(store: Store) -> None:
    first = record(store, "warta.example/1", decided=tells("redaksi"))
    explained = store.explain(article_id=first.article_id)
    assert explained is not None
    store.read_again(explained.entries[0].id, NOW)
    corrected = article("warta.example/1", text="Air laut naik dua meter, bukan tiga.")
    work = claim_one(store, Step.READ)
    again = record_claimed(
        store,
        work,
        "warta.example/1",
        made=corrected,
        decided=tells("redaksi", watch="rob"),
        now=NOW + MINUTE,
        updates=first.article_id,
    )
    assert again.article_id == first.article_id
    assert again.story_id == first.story_id
    assert again.alerts == ("rob",)
    explained = store.explain(article_id=first.article_id)
    assert explained is not None
    assert explained.article is not None
    assert explained.article.article == corrected
    (version,) = explained.versions
    assert version.paragraphs == ("Air laut naik di pesisir utara.",)
    assert (version.recorded_at, version.replaced_at) == (NOW, NOW + MINUTE)


def test_an_article_read_at_last_may_join_another_story(store: Store) -> None:
    first = record(store, "warta.example/1")
    announced_only = record(store, "lain.example/1")
    assert announced_only.story_id != first.story_id
    store.read_again(store.stored_articles([announced_only.article_id])[0].entry_id, NOW)
    again = record_claimed(
        store, claim_one(store, Step.READ), "lain.example/1", copies(first), updates=announced_only.article_id
    )
    assert (again.article_id, again.story_id) == (announced_only.article_id, first.story_id)


def test_the_first_article_is_the_original_until_a_better_one_comes(store: Store) -> None:
    first = record(store, "warta.example/1")
    assert store.stored_articles([first.article_id])[0].original == first.article_id
    second = record(store, "asli.example/1", replace(copies(first), is_original=True))
    assert store.stored_articles([first.article_id])[0].original == second.article_id


CREDIT = Credit("Warta", "Judul lama", text="Artikel ini telah tayang di Warta")
MORNING = datetime(2026, 3, 4, 7, 30, tzinfo=timezone(timedelta(hours=7)))


@pytest.mark.parametrize(("minutes", "came_after"), [(-5, True), (0, False), (5, False)])
def test_whether_a_storys_original_came_after_another_article(store: Store, minutes: int, came_after: bool) -> None:
    first = record(store, "warta.example/1", made=replace(article("warta.example/1"), published=MORNING))
    with store.placing() as table:
        assert table.original_came_after(first.story_id, MORNING + timedelta(minutes=minutes)) is came_after


def test_an_original_that_a_credit_line_names_came_after_nothing(store: Store) -> None:
    first = record(store, "warta.example/1", made=replace(article("warta.example/1"), published=MORNING))
    (link,) = copies(first).links
    credited = replace(copies(first), links=(replace(link, by_credit=True),))
    record(store, "lain.example/1", credited, made=replace(article("lain.example/1"), credit=CREDIT))
    with store.placing() as table:
        assert not table.original_came_after(first.story_id, MORNING - timedelta(minutes=5))


def test_an_original_that_nobody_dated_came_after_nothing(store: Store) -> None:
    first = record(store, "warta.example/1")
    with store.placing() as table:
        assert not table.original_came_after(first.story_id, MORNING)


def test_each_article_of_a_story_is_linked_to_the_one_that_it_comes_from(store: Store) -> None:
    first = record(store, "warta.example/1")
    original = record(store, "asli.example/1", replace(copies(first), is_original=True))
    (to_first,), (to_original,) = copies(first).links, copies(original).links
    last = record(store, "akhir.example/1", replace(copies(first), links=(to_first, to_original)))
    found = store.story(first.story_id, {})
    assert found is not None
    links = {member.article_id: member.link for member in found.members}
    turned = replace(to_original, coverage=(0.8, 0.9), reason="")
    assert links[original.article_id] is None
    assert links[last.article_id] == to_original
    came_from = links[first.article_id]
    assert came_from is not None
    assert replace(came_from, reason="") == turned


def test_an_original_known_by_name_stands_until_it_comes(store: Store) -> None:
    credit = Credit("Kabar Timur", "Judul lama", text="Artikel ini telah tayang di Kabar Timur")
    copy = record(store, "warta.example/1", replace(opens(), named_original=credit))
    (stored,) = store.stored_articles([copy.article_id])
    assert (stored.original, stored.named_original) == (None, credit)
    original = record(store, "timur.example/9", replace(copies(copy), is_original=True))
    (stored,) = store.stored_articles([copy.article_id])
    assert (stored.original, stored.named_original) == (original.article_id, None)


def test_articles_are_found_by_their_credit_keys(store: Store) -> None:
    announce(store, due_entry("a.example/1"), due_entry("b.example/1"))
    works = store.claim(Step.READ, NOW, 2, LEASE)
    keys = [
        (CreditKey("kabar timur|judul", "own"),),
        (CreditKey("warta|judul", "own"), CreditKey("kabar timur|judul", "credit")),
    ]
    with store.placing() as placer:
        made = [
            placer.record_article(work, ArticleRecord(article(work.host), b"", opens(), NOW, credit_keys=own))
            for work, own in zip(works, keys, strict=True)
        ]
        first, second = (one for one in made if one is not None)
        hits = placer.articles_by_credit_keys(["kabar timur|judul"], ["kabar timur|judul", "warta|judul"], 8)
        assert hits == [
            CreditHit(first.article_id, first.story_id, "kabar timur|judul", "own"),
            CreditHit(second.article_id, second.story_id, "kabar timur|judul", "credit"),
        ]
        assert placer.articles_by_credit_keys(["tidak|ada"], [], 8) == []


def test_of_a_headline_that_recurs_only_the_latest_articles_are_found(store: Store) -> None:
    key = "kabar timur|jadwal salat hari ini"
    roles = ["credit", *["own"] * 5, "credit"]
    announce(store, *(due_entry(f"kota{day}.example/1") for day in range(len(roles))))
    works = store.claim(Step.READ, NOW, len(roles), LEASE)
    with store.placing() as placer:
        made = [
            placer.record_article(
                work, ArticleRecord(article(work.host), b"", opens(), NOW, credit_keys=(CreditKey(key, role),))
            )
            for work, role in zip(works, roles, strict=True)
        ]
        ids = [one.article_id for one in made if one is not None]
        assert [hit.article_id for hit in placer.articles_by_credit_keys([key], [], 3)] == ids[3:6]
        assert [hit.article_id for hit in placer.articles_by_credit_keys([key], [key], 1)] == ids[5:]


def test_a_watch_alerts_a_story_once(store: Store) -> None:
    first = record(store, "warta.example/1", decided=tells("redaksi", "pimpinan"))
    assert first.alerts == ("banjir",)
    second = record(store, "lain.example/1", copies(first), tells("redaksi"), now=NOW + MINUTE)
    assert second.alerts == ()
    assert store.alert_history(first.story_id) == [ToldAlert("banjir", first.article_id, NOW, ("redaksi", "pimpinan"))]


def test_links_keep_their_evidence(store: Store) -> None:
    first = record(store, "warta.example/1")
    strongest = Link(first.article_id, Relation.CONTAINS, (0.4, 1.0), "memuat seluruh teks", by_credit=True)
    weaker = Link(first.article_id, Relation.FOLLOW_UP, (0.1, 0.2), "lanjutan")
    placing = Placing(None, Relation.CONTAINS, (strongest, weaker), reason="memuat", supersedes=first.article_id)
    second = record(store, "lain.example/1", placing)
    explained = store.explain(article_id=second.article_id)
    assert explained is not None
    assert [link for link, _ in explained.links] == [strongest, weaker]
    assert [member.title for _, member in explained.links] == ["Judul warta.example/1"] * 2
    earlier = store.explain(article_id=first.article_id)
    assert earlier is not None
    assert [member.article_id for _, member in earlier.linked_from] == [second.article_id] * 2


def test_texts_are_gone_through_page_by_page(store: Store) -> None:
    ids = [record(store, f"warta.example/{n}", now=NOW + n * MINUTE).article_id for n in range(4)]
    page = store.articles_since(NOW + MINUTE, limit=2)
    assert [one.id for one in page] == ids[1:3]
    assert [one.id for one in store.articles_since(NOW + MINUTE, after=page[-1].id)] == ids[3:]


def test_articles_and_messages_survive_a_restart(store: Store, home: Home) -> None:
    recorded = record(store, "warta.example/1", decided=tells("redaksi"))
    store.close()
    again = home.open()
    assert [row.article_id for row in again.index_rows_after(0)] == [recorded.article_id]
    assert claim_one(again, Step.DELIVER).host == "redaksi"
    again.close()


def test_a_decision_to_tell_nobody_keeps_its_reason(store: Store) -> None:
    recorded = record(store, "warta.example/1", decided=Decided(reason="rubrik iklan"))
    (stored,) = store.stored_articles([recorded.article_id])
    assert (stored.alerting_reason, stored.placing_reason) == ("rubrik iklan", "tidak ada yang serupa")


def test_several_watches_share_a_message_and_each_has_its_alert(store: Store) -> None:
    alerts = (Alert("banjir", AlertReason.FIRST_MATCH), Alert("rob", AlertReason.NOT_READ))
    message = replace(tells("redaksi").deliveries[0], watches=("banjir", "rob"))
    recorded = record(store, "warta.example/1", decided=Decided(alerts, (message,)))
    assert recorded.alerts == ("banjir", "rob")
    assert [told.channels for told in store.alert_history(recorded.story_id)] == [("redaksi",), ("redaksi",)]
    assert message.kind is DeliveryKind.ALERT
