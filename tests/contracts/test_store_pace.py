"""What the store keeps for the pace of alerts: held and folded messages, slots and rests of channels, mutes."""

from dataclasses import replace
from datetime import timedelta

from monitor.alerts.causes import Cause, because
from monitor.alerts.pacing import ASKED_FOR, FAILS_OFTEN, LATE
from monitor.alerts.waiting import MuteKind
from monitor.model import (
    Alert,
    AlertId,
    AlertReason,
    DeliveryId,
    DeliveryKind,
    DeliveryState,
    Receipt,
    Step,
)
from monitor.store import Store
from tests.contracts.conftest import Home
from tests.store_values import LEASE, MINUTE, NOW, claim_one, copies, record, tells

GAP = timedelta(seconds=1)


def state(store: Store, delivery: int) -> DeliveryState:
    found = store.delivery(DeliveryId(delivery))
    assert found is not None
    return found.state


def test_slots_of_a_channel_are_a_gap_apart_whichever_process_asks(store: Store, home: Home) -> None:
    other = home.open()
    slots = [each.reserve_slot("redaksi", GAP, NOW) for each in (store, other, store)]
    assert slots == [NOW, NOW + GAP, NOW + 2 * GAP]
    assert other.reserve_slot("pimpinan", GAP, NOW) == NOW
    assert store.reserve_slot("redaksi", GAP, NOW + MINUTE) == NOW + MINUTE
    other.close()


def test_a_slot_that_a_wrong_clock_gave_holds_nobody_up(store: Store) -> None:
    store.reserve_slot("redaksi", GAP, NOW + 60 * MINUTE)
    assert store.reserve_slot("redaksi", GAP, NOW) == NOW


def test_nothing_is_claimed_or_counted_for_a_channel_that_rests(store: Store) -> None:
    record(store, "warta.example/1", decided=tells("redaksi", "pimpinan"))
    assert store.rest_channel("redaksi", NOW + MINUTE, NOW) == NOW
    assert [work.host for work in store.claim(Step.DELIVER, NOW, 5, LEASE)] == ["pimpinan"]
    assert store.count_due(NOW)[Step.DELIVER] == 1
    assert store.next_due(NOW) == NOW + MINUTE
    assert claim_one(store, Step.DELIVER, NOW + MINUTE).host == "redaksi"


def test_a_channel_fails_since_its_first_failure_until_it_takes_a_message(store: Store) -> None:
    record(store, "warta.example/1", decided=tells("redaksi"))
    assert store.rest_channel("redaksi", NOW + MINUTE, NOW) == NOW
    assert store.rest_channel("redaksi", NOW + 3 * MINUTE, NOW + 2 * MINUTE) == NOW
    work = claim_one(store, Step.DELIVER, NOW + 3 * MINUTE)
    assert store.record_delivery(work, Receipt("ts-1"), NOW + 3 * MINUTE)
    assert store.rest_channel("redaksi", NOW + 9 * MINUTE, NOW + 8 * MINUTE) == NOW + 8 * MINUTE


def test_what_waits_for_a_channel_that_a_person_saw_recover_is_due_at_once(store: Store) -> None:
    record(store, "warta.example/1", decided=tells("redaksi"))
    work = claim_one(store, Step.DELIVER)
    store.record_delivery_failure(work, "smtp-auth", NOW + 15 * MINUTE, NOW, failures=1)
    store.rest_channel("redaksi", NOW + 15 * MINUTE, NOW)
    assert store.claim(Step.DELIVER, NOW + MINUTE, 5, LEASE) == []
    store.channel_recovers("redaksi", NOW + MINUTE)
    assert store.failing_channels() == {}
    assert claim_one(store, Step.DELIVER, NOW + MINUTE).id == work.id


def test_what_is_folded_waits_no_more_and_its_thread_waits_for_the_digest(store: Store) -> None:
    first = record(store, "warta.example/1", decided=tells("redaksi"))
    second = record(store, "lain.example/1", decided=tells("redaksi"))
    work = claim_one(store, Step.DELIVER)
    (digest,) = store.fold(work, [[*second.deliveries, *first.deliveries]], NOW)
    assert [state(store, one) for one in (*first.deliveries, *second.deliveries)] == [DeliveryState.FOLDED] * 2
    record(store, "salinan.example/1", copies(first), tells("redaksi", kind=DeliveryKind.COPY))
    sending = claim_one(store, Step.DELIVER)
    assert sending.id == digest
    told = store.digest(store.delivery(digest))  # type: ignore[arg-type]
    assert [dossier.story_id for _, dossier in told] == [second.story_id, first.story_id]
    assert store.claim(Step.DELIVER, NOW, 5, LEASE) == []
    assert store.record_delivery(sending, Receipt("ts-1"), NOW)
    copy = store.delivery(DeliveryId(claim_one(store, Step.DELIVER).id))
    assert copy is not None
    assert copy.parent == Receipt("ts-1")


def test_follow_ups_told_in_a_digest_count_as_sent_with_it(store: Store) -> None:
    first = record(store, "warta.example/1", decided=tells("redaksi"))
    assert store.record_delivery(claim_one(store, Step.DELIVER), Receipt("ts-1"), NOW)
    copy = record(store, "salinan.example/1", copies(first), tells("redaksi", kind=DeliveryKind.COPY))
    (digest,) = store.fold(claim_one(store, Step.DELIVER), [copy.deliveries], NOW)
    delivery = store.delivery(digest)
    assert delivery is not None
    assert [one.kind for one in store.sent_lately(delivery, NOW)] == [DeliveryKind.ALERT]
    assert store.record_delivery(claim_one(store, Step.DELIVER), Receipt("ts-2"), NOW + MINUTE)
    told = [(one.at, one.kind, one.story_id) for one in store.sent_lately(delivery, NOW + MINUTE)]
    assert (NOW + MINUTE, DeliveryKind.COPY, first.story_id) in told


def test_what_is_unfolded_waits_by_itself_and_leaves_no_digest(store: Store) -> None:
    first = record(store, "warta.example/1", decided=tells("redaksi"))
    second = record(store, "lain.example/1", decided=tells("redaksi"))
    members = [*second.deliveries, *first.deliveries]
    (before,) = store.fold(claim_one(store, Step.DELIVER), [members], NOW)
    (digest,) = store.fold(claim_one(store, Step.DELIVER), [members], NOW)
    late = claim_one(store, Step.DELIVER)
    work = claim_one(store, Step.DELIVER, NOW + LEASE)
    assert store.unfold(late, NOW + LEASE) == 0
    assert store.unfold(work, NOW + LEASE) == 2
    assert (store.delivery(digest), store.delivery(before)) == (None, None)
    delivery = store.delivery(first.deliveries[0])
    assert delivery is not None
    own, others = store.waiting(delivery, NOW + LEASE)
    assert [(one.held, one.digest) for one in (own, *others)] == [("digest", None)] * 2


def test_a_message_behind_a_thousand_others_is_judged_as_what_it_is(store: Store) -> None:
    for n in range(3):
        record(store, f"warta.example/{n}", decided=tells("redaksi", recipient="meja"))
    last = record(store, "warta.example/9", decided=tells("redaksi", recipient="meja"))
    store.resend(AlertId(4), NOW)
    delivery = store.delivery(last.deliveries[0])
    assert delivery is not None
    own, others = store.waiting(delivery, NOW, most=2)
    assert (own.id, own.held, own.publisher) == (delivery.id, ASKED_FOR, "warta")
    assert [one.id for one in others] == [2, 3]


def test_a_digest_of_many_knows_its_own_before_what_else_waits(store: Store) -> None:
    for n in range(3):
        record(store, f"warta.example/{n}", decided=tells("redaksi"))
    work = claim_one(store, Step.DELIVER)
    (digest,) = store.fold(work, [[DeliveryId(2), DeliveryId(3)]], NOW)
    delivery = store.delivery(digest)
    assert delivery is not None
    _, others = store.waiting(delivery, NOW, most=2)
    assert [(one.id, one.digest) for one in others] == [(2, digest), (3, digest)]


def test_a_digest_waits_for_the_one_before_it_unless_that_fails_often(store: Store) -> None:
    for n in range(3):
        record(store, f"warta.example/{n}", decided=tells("redaksi"))
    first, second = store.fold(claim_one(store, Step.DELIVER), [[DeliveryId(3)], [DeliveryId(2), DeliveryId(1)]], NOW)
    for failures in range(1, FAILS_OFTEN):
        work = claim_one(store, Step.DELIVER, NOW + failures * MINUTE)
        assert work.id == first
        assert store.record_delivery_failure(work, "smtp-451", NOW + (failures + 1) * MINUTE, NOW)
        assert store.claim(Step.DELIVER, NOW + failures * MINUTE, 5, LEASE) == []
        assert store.next_due(NOW) == NOW + (failures + 1) * MINUTE
    last = claim_one(store, Step.DELIVER, NOW + FAILS_OFTEN * MINUTE)
    assert store.record_delivery_failure(last, "smtp-451", NOW + 60 * MINUTE, NOW)
    assert claim_one(store, Step.DELIVER, NOW + FAILS_OFTEN * MINUTE).id == second


def test_a_digest_knows_why_it_is_one_and_which_of_how_many(store: Store) -> None:
    for n in range(2):
        record(store, f"warta.example/{n}", decided=tells("redaksi"))
    work = claim_one(store, Step.DELIVER)
    made = store.fold(work, [[DeliveryId(2)], [DeliveryId(1)]], NOW, ["digest at 07:00"])
    told = [store.delivery(one) for one in made]
    assert [one and (one.why, one.part) for one in told] == [(("digest at 07:00",), (n, 2)) for n in (1, 2)]


def test_what_a_digest_held_beside_the_stories_of_a_new_one_waits_by_itself(store: Store) -> None:
    for n in range(3):
        record(store, f"warta.example/{n}", decided=tells("redaksi"))
    store.fold(claim_one(store, Step.DELIVER), [[DeliveryId(1), DeliveryId(2)]], NOW)
    late = claim_one(store, Step.DELIVER)
    assert late.id == 3
    (digest,) = store.fold(late, [[DeliveryId(3), DeliveryId(1)]], NOW)
    assert state(store, 2) is DeliveryState.DUE
    assert [message.id for message, _ in store.digest(store.delivery(digest))] == [3, 1]  # type: ignore[arg-type]


def test_a_fold_whose_claim_was_lost_writes_nothing(store: Store) -> None:
    first = record(store, "warta.example/1", decided=tells("redaksi"))
    late = claim_one(store, Step.DELIVER)
    claim_one(store, Step.DELIVER, NOW + LEASE)
    assert store.fold(late, [first.deliveries], NOW + LEASE) == ()
    assert not store.hold(late, NOW + 2 * LEASE, "quiet hours")
    assert state(store, first.deliveries[0]) is DeliveryState.DUE


def test_what_another_sender_holds_stays_out_of_a_digest(store: Store) -> None:
    first = record(store, "warta.example/1", decided=tells("redaksi"))
    second = record(store, "lain.example/1", decided=tells("redaksi"))
    one, other = claim_one(store, Step.DELIVER), claim_one(store, Step.DELIVER)
    assert len(store.fold(one, [[*first.deliveries, *second.deliveries]], NOW)) == 1
    assert state(store, other.id) is DeliveryState.DUE


def test_mutes_end_by_themselves_and_the_newest_of_a_thing_counts(store: Store) -> None:
    store.mute(MuteKind.WATCH, "banjir", NOW + MINUTE, NOW)
    made = store.mute(MuteKind.WATCH, "banjir", NOW + 5 * MINUTE, NOW)
    store.mute(MuteKind.STORY, "3", NOW + 2 * MINUTE, NOW)
    assert [(mute.kind, mute.until) for mute in store.mutes(NOW)] == [
        (MuteKind.STORY, NOW + 2 * MINUTE),
        (MuteKind.WATCH, NOW + 5 * MINUTE),
    ]
    assert store.mutes(NOW + 3 * MINUTE) == [made]
    assert store.unmute([made.id], NOW) == 1
    assert store.mutes(NOW + 3 * MINUTE) == []


def test_a_thread_does_not_wait_for_the_copy_that_a_person_muted_but_for_any_other(store: Store) -> None:
    first = record(store, "warta.example/1", decided=tells("redaksi"))
    assert store.record_delivery(claim_one(store, Step.DELIVER), Receipt("ts-1"), NOW)
    for name in ("satu", "dua"):
        record(store, f"{name}.example/1", copies(first), tells("redaksi", kind=DeliveryKind.COPY))
    earlier = claim_one(store, Step.DELIVER)
    store.hold(earlier, NOW + 2 * MINUTE, "quiet hours until 06:00")
    assert store.claim(Step.DELIVER, NOW, 5, LEASE) == []
    store.release_held(NOW)
    store.hold(claim_one(store, Step.DELIVER), NOW + 2 * MINUTE, because(Cause.MUTE, 'publisher "warta"'))
    later = claim_one(store, Step.DELIVER)
    assert later.id > earlier.id
    assert store.claim(Step.DELIVER, NOW + 2 * MINUTE, 5, LEASE) == []
    assert store.record_delivery(later, Receipt("ts-2"), NOW + 2 * MINUTE)
    assert claim_one(store, Step.DELIVER, NOW + 2 * MINUTE).id == earlier.id


def test_what_is_held_is_judged_anew_when_rules_change(store: Store) -> None:
    record(store, "warta.example/1", decided=tells("redaksi"))
    work = claim_one(store, Step.DELIVER)
    assert store.hold(work, NOW + 60 * MINUTE, "digest at 07:00")
    assert store.claim(Step.DELIVER, NOW + MINUTE, 1, LEASE) == []
    assert store.release_held(NOW + MINUTE) == 1
    assert claim_one(store, Step.DELIVER, NOW + MINUTE).id == work.id


def test_an_acknowledged_alert_says_so_in_its_storys_history(store: Store) -> None:
    recorded = record(store, "warta.example/1", decided=tells("redaksi"))
    (line,) = store.list_alerts()
    assert store.acknowledge(line.id, NOW)
    assert not store.acknowledge(AlertId(line.id + 1), NOW)
    assert [alert.acked for alert in store.alert_history(recorded.story_id)] == [True]
    detail = store.alert(line.id)
    assert detail is not None
    assert detail.acked_at == NOW


def test_copies_that_wait_when_their_story_is_acknowledged_are_not_told(store: Store) -> None:
    first = record(store, "warta.example/1", decided=tells("redaksi"))
    assert store.record_delivery(claim_one(store, Step.DELIVER), Receipt("ts-1"), NOW)
    record(store, "salinan.example/1", copies(first), tells("redaksi", kind=DeliveryKind.COPY))
    record(store, "salinan.example/2", copies(first), tells("redaksi", kind=DeliveryKind.UPDATE))
    other = record(store, "lain.example/1", decided=tells("redaksi"))
    (line,) = [line for line in store.list_alerts() if line.story_id == first.story_id]
    assert store.acknowledge(line.id, NOW)
    assert claim_one(store, Step.DELIVER).id == other.deliveries[0]
    assert store.count_due(NOW)[Step.DELIVER] == 1


def test_copies_in_a_coming_digest_are_not_told_when_their_story_is_acknowledged(store: Store) -> None:
    first = record(store, "warta.example/1", decided=tells("redaksi"))
    other = record(store, "lain.example/1", decided=tells("redaksi"))
    for _ in range(2):
        assert store.record_delivery(claim_one(store, Step.DELIVER), Receipt("ts"), NOW)
    copy = record(store, "salinan.example/1", copies(first), tells("redaksi", kind=DeliveryKind.COPY))
    further = record(store, "salinan.example/2", copies(other), tells("redaksi", kind=DeliveryKind.COPY))
    (digest,) = store.fold(claim_one(store, Step.DELIVER), [[*further.deliveries, *copy.deliveries]], NOW)
    assert store.acknowledge(AlertId(1), NOW)
    delivery = store.delivery(digest)
    assert delivery is not None
    assert [dossier.story_id for _, dossier in store.digest(delivery)] == [other.story_id]
    claim_one(store, Step.DELIVER)
    assert store.acknowledge(AlertId(2), NOW)
    assert len(store.digest(delivery)) == 1  # it is on its way


def test_what_a_person_asks_for_once_more_is_a_new_message_and_what_is_tried_again_is_not(store: Store) -> None:
    recorded = record(store, "warta.example/1", decided=tells("redaksi"))
    keys = []
    for _ in range(2):
        delivery = store.delivery(recorded.deliveries[0])
        assert delivery is not None
        keys.append(delivery.key)
        assert store.record_delivery_failure(claim_one(store, Step.DELIVER), "refused", None, NOW, maybe_repeated=True)
        assert store.retry_given_up(NOW) == 1
    for _ in range(2):
        assert store.resend(AlertId(1), NOW) == 1
        delivery = store.delivery(recorded.deliveries[0])
        assert delivery is not None
        keys.append(delivery.key)
        assert not delivery.maybe_repeated
    assert keys == [keys[0], keys[0], f"{keys[0]}-again-1", f"{keys[0]}-again-2"]


def test_copies_are_still_told_to_the_watch_whose_alert_nobody_acknowledged(store: Store) -> None:
    alerts = (Alert("banjir", AlertReason.FIRST_MATCH), Alert("longsor", AlertReason.FIRST_MATCH))
    first = record(store, "warta.example/1", decided=replace(tells("redaksi"), alerts=alerts))
    assert store.record_delivery(claim_one(store, Step.DELIVER), Receipt("ts-1"), NOW)
    copy = tells("redaksi", kind=DeliveryKind.COPY)
    copy = replace(copy, deliveries=(replace(copy.deliveries[0], watches=("banjir", "longsor")),))
    recorded = record(store, "salinan.example/1", copies(first), copy)
    (banjir,) = [line for line in store.list_alerts() if line.watch == "banjir"]
    assert store.acknowledge(banjir.id, NOW)
    waits = store.delivery(recorded.deliveries[0])
    assert waits is not None
    assert (waits.state, waits.watches) == (DeliveryState.DUE, ("longsor",))


def test_a_clock_set_back_moves_what_waits_and_claims_with_it(store: Store) -> None:
    record(store, "warta.example/1", decided=tells("redaksi", due_at=NOW))
    claim_one(store, Step.DELIVER)
    early = NOW - 60 * MINUTE
    store.set_clock_back(60 * MINUTE, early)
    assert store.next_due(early) is not None
    assert store.claim(Step.DELIVER, early + LEASE, 1, LEASE) != []


def test_what_was_held_or_has_waited_long_leaves_beside_nothing_else_to_its_recipient(store: Store) -> None:
    record(store, "warta.example/1", decided=tells("redaksi"))
    work = claim_one(store, Step.DELIVER)
    assert store.hold(work, NOW + MINUTE, "quiet hours")
    record(store, "lain.example/1", decided=tells("redaksi"))
    record(store, "baru.example/1", decided=tells("redaksi"))
    later = NOW + 2 * MINUTE
    plain = [claim_one(store, Step.DELIVER) for _ in range(2)]
    assert work.id not in [one.id for one in plain]
    assert store.claim(Step.DELIVER, later, 5, LEASE) == []
    assert store.record_and_claim(plain[0], Receipt("1"), later, (), LEASE) is None
    held = store.record_and_claim(plain[1], Receipt("2"), later, (), LEASE)
    assert held is not None
    assert held.id == work.id


def test_messages_that_come_fresh_leave_side_by_side_until_they_have_waited_long(store: Store) -> None:
    for name in ("satu", "dua", "tiga"):
        record(store, f"{name}.example/1", decided=tells("redaksi"))
    for _ in range(2):
        assert len(store.claim(Step.DELIVER, NOW, 5, 2 * LATE)) == 1
    assert store.claim(Step.DELIVER, NOW + LATE, 5, LEASE) == []
