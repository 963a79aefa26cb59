"""Deliveries: planned with the article, sent in the order of their thread, settled with a receipt or given up."""

from dataclasses import replace
from datetime import datetime

import pytest

from monitor.model import (
    Credit,
    Decided,
    Delivery,
    DeliveryId,
    DeliveryKind,
    DeliveryState,
    Link,
    PublisherId,
    Receipt,
    Relation,
    Step,
)
from monitor.store import RecordedArticle, Store
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
    record,
    record_claimed,
    tells,
)


def delivery_of(store: Store, delivery_id: int) -> Delivery:
    delivery = store.delivery(DeliveryId(delivery_id))
    assert delivery is not None
    return delivery


def send_next(store: Store, receipt: str, now: datetime = NOW) -> Delivery:
    work = claim_one(store, Step.DELIVER, now)
    assert store.record_delivery(work, Receipt(receipt), now)
    return delivery_of(store, work.id)


def test_a_message_is_due_with_its_article_and_sent_with_its_receipt(store: Store) -> None:
    recorded = record(store, "warta.example/1", decided=tells("redaksi"))
    work = claim_one(store, Step.DELIVER)
    assert (work.id, work.host) == (recorded.deliveries[0], "redaksi")
    receipt = Receipt("17.001", {"channel": "C01", "ts": "17.001"})
    assert store.record_delivery(work, receipt, NOW)
    delivery = delivery_of(store, work.id)
    assert (delivery.state, delivery.receipt, delivery.attempts) == (DeliveryState.SENT, receipt, 1)
    assert (delivery.kind, delivery.watches, delivery.parent) == (DeliveryKind.ALERT, ("banjir",), None)
    assert not store.record_delivery(work, receipt, NOW)


def test_keys_tell_messages_apart_and_name_nobody(store: Store) -> None:
    decided = Decided(
        tells("x").alerts,
        tells("surel", recipient="sari@warta.example").deliveries
        + tells("surel", recipient="budi@warta.example").deliveries
        + tells("redaksi").deliveries,
    )
    recorded = record(store, "warta.example/1", decided=decided)
    keys = [delivery_of(store, one).key for one in recorded.deliveries]
    assert len(set(keys)) == 3
    start = f"{store.instance}-s{recorded.story_id}-a{recorded.article_id}-alert-"
    assert all(key.startswith(start) and "@" not in key and key.isascii() for key in keys)


def test_a_message_planned_twice_is_sent_once(store: Store) -> None:
    message = tells("redaksi").deliveries[0]
    recorded = record(store, "warta.example/1", decided=Decided(tells("redaksi").alerts, (message, message)))
    assert len(recorded.deliveries) == 1


def test_channels_fail_alone(store: Store) -> None:
    record(store, "warta.example/1", decided=tells("redaksi", "pimpinan"))
    claimed = store.claim(Step.DELIVER, NOW, 5, LEASE)
    assert [work.host for work in claimed] == ["redaksi", "pimpinan"]
    assert store.record_delivery_failure(claimed[0], "smtp-refused", NOW + MINUTE, NOW)
    assert store.record_delivery(claimed[1], Receipt("1"), NOW)
    assert [work.host for work in store.claim(Step.DELIVER, NOW + MINUTE, 5, LEASE)] == ["redaksi"]


def test_the_next_message_of_a_channel_is_claimed_with_the_receipt_of_the_one_before(store: Store) -> None:
    told = [record(store, f"warta.example/{n}", decided=tells("redaksi", "pimpinan")) for n in range(2)]
    copy = record(store, "lain.example/1", copies(told[1]), tells("redaksi", kind=DeliveryKind.COPY))
    first = store.claim(Step.DELIVER, NOW, 1, LEASE)[0]
    second = store.record_and_claim(first, Receipt("1"), NOW, (), LEASE)
    assert second is not None
    assert (first.id, second.id) == (told[0].deliveries[0], told[1].deliveries[0])
    assert (second.host, second.attempts) == ("redaksi", 1)
    assert delivery_of(store, first.id).state is DeliveryState.SENT
    assert [work.host for work in store.claim(Step.DELIVER, NOW, 5, LEASE)] == ["pimpinan"]
    third = store.record_and_claim(second, Receipt("2"), NOW, (), LEASE)
    assert third is not None
    assert third.id == copy.deliveries[0]
    assert store.record_and_claim(third, Receipt("3"), NOW, (), LEASE) is None


def test_a_channel_that_rests_gives_no_next_message(store: Store) -> None:
    for n in range(2):
        record(store, f"warta.example/{n}", decided=tells("redaksi"))
    work = claim_one(store, Step.DELIVER)
    late = replace(work, attempts=work.attempts + 1)
    store.rest_channel("redaksi", NOW + MINUTE, NOW)
    assert store.record_and_claim(late, Receipt("late"), NOW, (), LEASE) is None
    assert delivery_of(store, work.id).state is DeliveryState.DUE


def test_a_copy_waits_for_the_message_of_its_thread(store: Store) -> None:
    first = record(store, "warta.example/1", decided=tells("redaksi"))
    alert = claim_one(store, Step.DELIVER)
    record(store, "lain.example/1", copies(first), tells("redaksi", kind=DeliveryKind.COPY))
    assert store.claim(Step.DELIVER, NOW, 5, LEASE) == []
    assert store.next_due(NOW) == NOW + LEASE
    store.record_delivery_failure(alert, "timeout", NOW + MINUTE, NOW)
    assert [work.id for work in store.claim(Step.DELIVER, NOW + MINUTE, 5, LEASE)] == [alert.id]
    assert store.count_due(NOW + MINUTE)[Step.DELIVER] == 1


def test_a_copy_threads_under_the_receipt_of_the_first_message(store: Store) -> None:
    first = record(store, "warta.example/1", decided=tells("redaksi"))
    send_next(store, "ts-1")
    record(store, "lain.example/1", copies(first), tells("redaksi", kind=DeliveryKind.COPY))
    copy = send_next(store, "ts-2")
    assert copy.parent == Receipt("ts-1")
    record(store, "lagi.example/1", copies(first), tells("redaksi", watch="rob"))
    assert send_next(store, "ts-3").parent == Receipt("ts-1")


def test_parents_are_by_channel_and_recipient(store: Store) -> None:
    first = record(store, "warta.example/1", decided=tells("surel", recipient="sari@warta.example"))
    send_next(store, "m-1")
    record(
        store,
        "lain.example/1",
        copies(first),
        tells("surel", kind=DeliveryKind.COPY, recipient="budi@warta.example"),
    )
    assert send_next(store, "m-2").parent is None


def test_a_thread_goes_on_when_its_first_message_is_given_up(store: Store) -> None:
    first = record(store, "warta.example/1", decided=tells("redaksi"))
    record(store, "lain.example/1", copies(first), tells("redaksi", kind=DeliveryKind.COPY))
    alert = claim_one(store, Step.DELIVER)
    assert store.record_delivery_failure(alert, "channel_not_found", None, NOW)
    assert delivery_of(store, alert.id).state is DeliveryState.GIVEN_UP
    copy = send_next(store, "ts-2")
    assert (copy.kind, copy.parent) == (DeliveryKind.COPY, None)


def test_other_stories_do_not_wait_for_a_stuck_thread(store: Store) -> None:
    record(store, "warta.example/1", decided=tells("redaksi"))
    store.record_delivery_failure(claim_one(store, Step.DELIVER), "timeout", NOW + 60 * MINUTE, NOW)
    second = record(store, "lain.example/1", decided=tells("redaksi"))
    assert claim_one(store, Step.DELIVER).id == second.deliveries[0]


def test_what_may_have_arrived_says_so_in_its_receipt(store: Store) -> None:
    record(store, "warta.example/1", decided=tells("redaksi"))
    work = claim_one(store, Step.DELIVER)
    assert store.record_delivery_failure(work, "timeout", NOW, NOW, maybe_repeated=True)
    sent = send_next(store, "ts-1")
    assert sent.receipt == Receipt("ts-1", maybe_repeated=True)
    assert (sent.error, sent.failures, sent.attempts) == ("", 0, 2)


def test_a_late_sender_is_fenced(store: Store) -> None:
    record(store, "warta.example/1", decided=tells("redaksi"))
    late = claim_one(store, Step.DELIVER)
    current = claim_one(store, Step.DELIVER, NOW + LEASE)
    assert not store.record_delivery(late, Receipt("late"), NOW)
    assert not store.record_delivery_failure(late, "late", None, NOW)
    assert store.record_delivery(current, Receipt("current"), NOW)


def test_what_was_given_up_can_be_sent_after_all(store: Store) -> None:
    record(store, "warta.example/1", decided=tells("redaksi", "pimpinan"))
    for work in store.claim(Step.DELIVER, NOW, 5, LEASE):
        store.record_delivery_failure(work, "invalid_auth", None, NOW)
    assert store.retry_given_up(NOW + MINUTE, "redaksi") == 1
    work = claim_one(store, Step.DELIVER, NOW + MINUTE)
    assert (work.host, work.failures) == ("redaksi", 0)
    assert store.record_delivery(work, Receipt("ts-1"), NOW + MINUTE)
    assert store.retry_given_up(NOW + MINUTE) == 1
    assert [work.host for work in store.claim(Step.DELIVER, NOW + MINUTE, 5, LEASE)] == ["pimpinan"]


def test_a_notice_is_given_once_for_its_key(store: Store) -> None:
    targets = [("pimpinan", "sari@warta.example"), ("pimpinan", "budi@warta.example")]
    assert store.add_notice("silent:7", "Sumber diam", "Warta tidak menjawab.", targets, NOW)
    assert not store.add_notice("silent:7", "Sumber diam", "Warta masih diam.", targets, NOW + MINUTE)
    assert store.count_due(NOW)[Step.DELIVER] == 2
    notice = send_next(store, "m-1")
    assert notice.notice == ("Sumber diam", "Warta tidak menjawab.")
    assert (notice.kind, notice.story_id, notice.parent) == (DeliveryKind.NOTICE, None, None)
    with pytest.raises(ValueError, match="no story"):
        store.dossier(notice)


def test_notices_of_one_channel_do_not_wait_for_each_other(store: Store) -> None:
    for key in ("a", "b"):
        store.add_notice(key, "Perihal", "Isi.", [("pimpinan", "")], NOW)
    store.record_delivery_failure(claim_one(store, Step.DELIVER), "timeout", NOW + 60 * MINUTE, NOW)
    assert claim_one(store, Step.DELIVER).host == "pimpinan"


def test_a_dossier_says_all_about_a_story(store: Store) -> None:
    credit = Credit("Kabar Timur", "Judul lama", text="Artikel ini telah tayang di Kabar Timur")
    related = record(store, "warta.example/0")
    first = record(store, "warta.example/1")
    link = Link(related.article_id, Relation.FOLLOW_UP, (0.1, 0.1), "lanjutan")
    placing = replace(copies(first), links=(*copies(first).links, link), named_original=credit)
    made = replace(article("lain.example/1", publisher="lain"), credit=credit, extractor="announced")
    second = record(store, "lain.example/1", placing, tells("redaksi"), made=made, now=NOW + MINUTE)
    dossier = store.dossier(delivery_of(store, second.deliveries[0]), {PublisherId("lain"): "Lain.id"})
    assert [member.article_id for member in dossier.members] == [first.article_id, second.article_id]
    assert dossier.about == dossier.members[1]
    assert (dossier.about.publisher, dossier.members[0].publisher) == ("Lain.id", "warta")
    assert (dossier.about.read, dossier.members[0].read) == (False, True)
    assert (dossier.about.link, dossier.members[0].link) == (copies(first).links[0], None)
    assert (dossier.about.discovered_at, dossier.about.credit) == (NOW + MINUTE, credit)
    assert (dossier.original, dossier.named_original) == (None, credit)
    assert dossier.matches == matched()
    assert dossier.body == "Air laut naik di pesisir utara."
    assert [(one, member.article_id) for one, member in dossier.related] == [(link, related.article_id)]


def test_a_dossier_holds_only_the_matches_of_the_watches_that_are_told(store: Store) -> None:
    recorded = record(store, "warta.example/1", decided=tells("redaksi", watch="rob"))
    assert store.dossier(delivery_of(store, recorded.deliveries[0])).matches == ()


def test_a_message_about_an_article_that_moved_still_has_its_dossier(store: Store) -> None:
    first = record(store, "warta.example/1")
    moved = record(store, "lain.example/1", decided=tells("redaksi"))
    store.read_again(store.stored_articles([moved.article_id])[0].entry_id, NOW)
    work = claim_one(store, Step.READ)
    again: RecordedArticle = record_claimed(store, work, "lain.example/1", copies(first), updates=moved.article_id)
    assert again.story_id == first.story_id
    dossier = store.dossier(delivery_of(store, moved.deliveries[0]))
    assert dossier.about.article_id == moved.article_id


def test_other_databases_make_other_keys(store: Store, home: Home) -> None:
    assert len(store.instance) == 8
    again = home.open()
    assert again.instance == store.instance
    again.close()


def test_a_delivery_that_is_not_there_is_none(store: Store) -> None:
    assert store.delivery(DeliveryId(1)) is None
    announce(store, due_entry("warta.example/1"))
    assert store.claim(Step.DELIVER, NOW, 1, LEASE) == []
