"""The pace of alerts on real connections: what is held, folded, joined and spaced out, and what people say about it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from time import monotonic

import pytest

from monitor.alerts.pacing import PaceRules
from monitor.alerts.waiting import MuteKind
from monitor.app import now
from monitor.catalogue.words import load_words
from monitor.model import AlertId, DeliveryKind, DeliveryState, Step
from monitor.pipeline import run
from monitor.tools import Comeback
from monitor.watches import Matcher
from tests.desk import MORNING, NIGHT, Desk, open_desk
from tests.store_values import LEASE, announce, due_entry
from tests.web import Answer


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as opened:
        yield opened


def test_alert_in_quiet_hours_waits_for_the_morning_and_leaves_as_one_digest(tmp_path: Path) -> None:
    with open_desk(tmp_path, keys='quiet = "22:00-06:00"') as desk:
        desk.clock.set(NIGHT)
        desk.tell("satu", "dua", "tiga")
        desk.work()
        assert desk.subjects() == []
        desk.clock.set("2026-11-24T05:59:00+07:00")
        desk.work()
        assert desk.subjects() == []
        desk.clock.set("2026-11-24T06:00:00+07:00")
        desk.work()
        assert desk.subjects() == ["[banjir] 3 berita: Judul tiga.example/1"]
        body = desk.bodies()[0]
        assert body.index("tiga.example") < body.index("dua.example") < body.index("satu.example")
        desk.clock.forward(hours=48)
        desk.work()
        assert len(desk.mail.mails) == 1


def test_a_single_alert_that_was_held_leaves_as_an_alert_of_its_own(tmp_path: Path) -> None:
    with open_desk(tmp_path, keys='digest = "07:00"') as desk:
        desk.tell("satu")
        desk.work()
        assert desk.subjects() == []
        desk.clock.set("2026-11-25T07:00:00+07:00")
        desk.work()
        assert desk.subjects() == ["[banjir] Judul satu.example/1 - warta"]


def test_messages_of_one_channel_leave_side_by_side_unless_a_limit_counts_them(desk: Desk) -> None:
    assert desk.tools.at_once("surel") == 1
    desk.tell("satu")
    desk.work()
    assert desk.tools.at_once("surel") > 1
    desk.use(house=PaceRules(max_per_hour=9))
    assert desk.tools.at_once("surel") == 1


def test_messages_leave_one_by_one_where_a_watch_counts_them(tmp_path: Path) -> None:
    with open_desk(tmp_path, keys="max_per_hour = 9") as desk:
        desk.tell("satu")
        desk.work()
        assert desk.tools.at_once("surel") == 1
        assert desk.tools.channels["surel"].at_once > 1


def test_a_high_severity_breaks_quiet_hours(tmp_path: Path) -> None:
    with open_desk(tmp_path, keys='quiet = "22:00-06:00"\nseverity = "high"') as desk:
        desk.clock.set(NIGHT)
        desk.tell("satu")
        desk.work()
        assert len(desk.mail.mails) == 1


def test_rules_are_those_in_force_when_the_message_is_claimed(tmp_path: Path) -> None:
    with open_desk(tmp_path, more='[alerts]\nquiet = "22:00-06:00"') as desk:
        desk.clock.set(NIGHT)
        desk.tell("satu")
        desk.work()
        assert desk.subjects() == []
        desk.use(house=PaceRules())
        desk.store.release_held(desk.clock())
        desk.work()
        assert len(desk.mail.mails) == 1


def test_what_is_over_the_hourly_limit_becomes_one_digest(tmp_path: Path) -> None:
    with open_desk(tmp_path, keys="max_per_hour = 2") as desk:
        desk.tell("satu", "dua", "tiga", "empat", "lima")
        desk.work()
        assert len(desk.mail.mails) == 2
        desk.clock.forward(minutes=61)
        desk.work()
        assert desk.subjects()[2:] == ["[banjir] 3 berita: Judul lima.example/1"]


def test_a_copy_joins_an_alert_that_still_waits(tmp_path: Path) -> None:
    with open_desk(tmp_path, keys='quiet = "22:00-06:00"') as desk:
        desk.clock.set(NIGHT)
        desk.tell("satu")
        desk.copy("satu", "salinan")
        desk.work()
        desk.clock.set(MORNING)
        desk.work()
        assert desk.subjects() == ["[banjir] Judul satu.example/1 - warta (+1)"]
        states = [one.state for one in desk.store.alert(desk.store.list_alerts()[0].id).deliveries]  # type: ignore[union-attr]
        assert states == [DeliveryState.SENT, DeliveryState.FOLDED]


def test_email_has_one_follow_up_a_story_and_hour_that_lists_all_new_copies(desk: Desk) -> None:
    desk.tell("satu")
    desk.work()
    desk.copy("satu", "salinan-a")
    desk.work()
    desk.clock.forward(minutes=5)
    desk.copy("satu", "salinan-b", "salinan-c", "salinan-d")
    desk.work()
    assert len(desk.mail.mails) == 2
    desk.clock.forward(minutes=56)
    desk.work()
    assert len(desk.mail.mails) == 3
    last = desk.bodies()[2]
    assert all(f"salinan-{one}.example" in last for one in "bcd")
    assert "salinan-a.example/1\n" not in last
    first = desk.mail.mails[0].message["Message-ID"]
    assert all(first in mail.message["References"] for mail in desk.mail.mails[1:])


def test_copies_found_for_two_stories_are_told_in_the_thread_of_each(desk: Desk) -> None:
    desk.tell("satu", "dua")
    desk.work()
    desk.copy("satu", "satu-a")
    desk.copy("dua", "dua-a")
    desk.work()
    desk.clock.forward(minutes=5)
    desk.copy("satu", "satu-b")
    desk.copy("dua", "dua-b", "dua-c")
    desk.work()
    desk.clock.forward(minutes=56)
    desk.work()
    assert desk.subjects()[4:] == [
        "Re: [banjir] Judul satu.example/1 - warta",
        "Re: [banjir] Judul dua.example/1 - warta",
    ]
    first, second = desk.mail.mails[:2]
    for opening, follow_up in ((first, desk.mail.mails[4]), (second, desk.mail.mails[5])):
        assert opening.message["Message-ID"] in follow_up.message["References"]
    assert all(f"https://dua-{one}.example/1\n" in desk.bodies()[5] for one in "bc")


def test_copies_found_at_night_are_replies_in_slack_under_their_first_messages(tmp_path: Path) -> None:
    with open_desk(tmp_path, keys='quiet = "22:00-06:00"') as desk:
        desk.tell("satu", "dua", channel="redaksi")
        desk.work()
        desk.clock.set("2026-11-24T23:15:00+07:00")
        desk.copy("satu", "satu-a", channel="redaksi")
        desk.copy("dua", "dua-a", channel="redaksi")
        desk.work()
        desk.clock.set("2026-11-25T06:00:00+07:00")
        desk.work()
        first, second, *replies = desk.slack.messages.values()
        assert [reply["thread_ts"] for reply in replies] == [first["ts"], second["ts"]]


def test_a_late_original_is_told_with_the_copies_that_wait_for_the_next_follow_up(desk: Desk) -> None:
    desk.tell("satu")
    desk.work()
    desk.copy("satu", "salinan-a")
    desk.work()
    desk.clock.forward(minutes=5)
    desk.copy("satu", "salinan-b")
    desk.copy("satu", "asal", kind=DeliveryKind.UPDATE)
    desk.work()
    desk.clock.forward(minutes=56)
    desk.work()
    assert len(desk.mail.mails) == 3
    assert "https://asal.example/1" in desk.bodies()[2]


def test_a_story_that_comes_in_in_reverse_order_is_told_once_an_hour_with_the_last_original(desk: Desk) -> None:
    for channel in ("surel", "redaksi"):
        desk.tell(f"satu-{channel}", channel=channel)
        desk.work()
        for n in range(5):
            desk.copy(f"satu-{channel}", f"asal-{channel}-{n}", channel=channel, kind=DeliveryKind.UPDATE)
            desk.work()
            desk.clock.forward(minutes=5)
    desk.clock.forward(minutes=56)
    desk.work()
    assert len(desk.mail.mails) == 3
    assert desk.bodies()[2].startswith("Asalnya ditemukan di asal-surel-4: Judul asal-surel-4.example/1\n")
    first, reply = desk.slack.messages.values()
    assert reply["thread_ts"] == first["ts"]
    assert "Judul asal-redaksi-0.example/1" in str(reply["blocks"])
    assert "Kini di 6 media: " in str(first["blocks"])
    assert "; asal: asal-redaksi-4" in str(first["blocks"])


def test_a_copy_found_after_a_digest_threads_under_the_digest(tmp_path: Path) -> None:
    with open_desk(tmp_path, keys='digest = "07:00"\n') as desk:
        desk.tell("satu", "dua", channel="redaksi")
        desk.clock.set("2026-11-25T07:00:00+07:00")
        desk.work()
        desk.copy("satu", "salinan", channel="redaksi")
        desk.clock.forward(hours=24)
        desk.work()
        digest, reply = desk.slack.messages.values()
        assert "2 berita" in digest["text"]
        assert reply["thread_ts"] == digest["ts"]


def test_a_flood_leaves_as_digests_that_name_every_story(desk: Desk) -> None:
    names = [f"kisah-{n}" for n in range(45)]
    desk.use(house=PaceRules(flood=20))
    desk.tell(*names)
    desk.work()
    assert [subject.partition(":")[0] for subject in desk.subjects()] == ["[banjir] 45 berita"]
    assert "\n45 berita sekaligus, terlalu banyak untuk dikabarkan satu per satu.\n" in desk.bodies()[0]
    assert [sum(f"{name}.example/1\n" in body for body in desk.bodies()) for name in names] == [1] * 45


def test_the_newest_stories_come_first_where_one_digest_cannot_tell_all(desk: Desk) -> None:
    desk.tell(*(f"kisah-{n:02}" for n in range(70)), channel="redaksi")
    for _ in range(3):
        desk.slack.fail("ratelimited", 429, {"retry-after": "60"})
        desk.work()
        desk.clock.forward(minutes=31)
    desk.work()
    told = [message["text"].partition(":")[0] for message in desk.slack.messages.values()]
    assert told == [f"[banjir] {n} berita ({part} dari 3)" for part, n in enumerate((30, 30, 10), 1)]
    first, _, last = [str(message["blocks"]) for message in desk.slack.messages.values()]
    assert ("kisah-69.example" in first, "kisah-00.example" in last) == (True, True)
    assert "Kanal ini tidak menerima pesan sejak 09.00 WIB" in first


def test_several_watches_of_one_flood_share_the_digest(desk: Desk) -> None:
    desk.use(house=PaceRules(flood=2))
    desk.tell("satu", "dua")
    desk.tell("tiga", watch="emas")
    desk.work()
    assert desk.subjects() == ["[banjir, emas] 3 berita: Judul tiga.example/1"]


def test_what_is_muted_while_its_digest_waits_is_not_told_and_follows_later(tmp_path: Path) -> None:
    with open_desk(tmp_path, keys='digest = "07:00"') as desk:
        desk.tell("satu", "dua", "tiga")
        desk.work()
        desk.mail.hang_up = "connect"
        desk.clock.set("2026-11-25T07:00:00+07:00")
        desk.work()
        story = str(desk.told["dua"].story_id)
        desk.store.mute(MuteKind.STORY, story, desk.clock() + timedelta(hours=2), desk.clock())
        desk.mail.hang_up = ""
        desk.clock.forward(minutes=20)
        desk.work()
        assert desk.subjects() == ["[banjir] 2 berita: Judul tiga.example/1"]
        desk.clock.forward(hours=2)
        desk.work()
        assert desk.subjects()[1:] == ["[banjir] Judul dua.example/1 - warta"]


def test_a_digest_whose_every_alert_a_person_sent_again_leaves_nothing(tmp_path: Path) -> None:
    with open_desk(tmp_path, keys='digest = "07:00"') as desk:
        desk.tell("satu", "dua")
        desk.work()
        desk.mail.hang_up = "connect"
        desk.clock.set("2026-11-25T07:00:00+07:00")
        desk.work()
        assert [desk.store.resend(alert.id, desk.clock()) for alert in desk.store.list_alerts()] == [1, 1]
        desk.mail.hang_up = ""
        for _ in range(3):
            desk.clock.forward(minutes=20)
            desk.work()
        assert sorted(desk.subjects()) == [f"[banjir] Judul {name}.example/1 - warta" for name in ("dua", "satu")]


def test_what_a_deleted_watch_held_is_not_sent_at_once_and_can_be_asked_for(tmp_path: Path) -> None:
    with open_desk(tmp_path, keys='digest = "23:50"') as desk:
        desk.tell("satu", "dua")
        desk.work()
        desk.use(watches=Matcher((), {}, load_words()))
        desk.store.release_held(desk.clock())
        desk.tell("tiga")
        desk.work()
        assert desk.subjects() == ["[banjir] Judul tiga.example/1 - warta"]
        alert = desk.store.alert(AlertId(1))
        assert alert is not None
        (gone,) = alert.deliveries
        assert (gone.state, gone.error.partition(" (")[0]) == (DeliveryState.GIVEN_UP, "its watch is no more")
        desk.store.resend(AlertId(1), desk.clock())
        desk.work()
        assert desk.subjects()[1:] == ["[banjir] Judul satu.example/1 - warta"]


def test_a_mute_holds_a_watch_and_ends_by_itself(desk: Desk) -> None:
    desk.tell("satu", "dua")
    desk.tell("emas", watch="emas")
    end = desk.clock.moment.replace(hour=11)
    desk.store.mute(MuteKind.WATCH, "banjir", end, desk.clock())
    desk.work()
    assert desk.subjects() == ["[emas] Judul emas.example/1 - warta"]
    desk.clock.set("2026-11-24T11:00:00+07:00")
    desk.work()
    assert desk.subjects()[1:] == ["[banjir] 2 berita: Judul dua.example/1"]
    assert desk.store.mutes(desk.clock()) == []


@pytest.mark.parametrize("kind", [MuteKind.STORY, MuteKind.PUBLISHER])
def test_a_mute_of_a_story_or_a_publisher_can_be_taken_back(desk: Desk, kind: MuteKind) -> None:
    desk.tell("satu")
    value = str(desk.told["satu"].story_id) if kind is MuteKind.STORY else "warta"
    made = desk.store.mute(kind, value, desk.clock.moment.replace(hour=20), desk.clock())
    desk.work()
    assert desk.subjects() == []
    assert desk.store.unmute([made.id], desk.clock()) == 1
    desk.work()
    assert len(desk.mail.mails) == 1


def test_a_copy_of_a_muted_publisher_holds_up_no_copy_of_another(desk: Desk) -> None:
    desk.tell("satu", channel="redaksi")
    desk.work()
    made = desk.store.mute(MuteKind.PUBLISHER, "bising", desk.clock.moment.replace(hour=20), desk.clock())
    for name in ("bising", "tenang"):
        desk.copy("satu", name, channel="redaksi")
        desk.work()

    def told() -> tuple[list[bool], list[bool]]:
        texts = [str(message) for message in desk.slack.messages.values()]
        return ["tenang.example" in text for text in texts], ["bising.example" in text for text in texts]

    assert told() == ([False, True], [False, False])
    desk.store.unmute([made.id], desk.clock())
    desk.work()
    assert len(desk.slack.messages) == 3


def test_copies_wait_behind_a_first_message_that_is_muted(desk: Desk) -> None:
    desk.tell("satu")
    made = desk.store.mute(MuteKind.PUBLISHER, "warta", desk.clock.moment.replace(hour=20), desk.clock())
    desk.work()
    desk.copy("satu", "tenang")
    desk.work()
    assert desk.subjects() == []
    desk.store.unmute([made.id], desk.clock())
    desk.work()
    assert "tenang.example" in desk.bodies()[0]


def test_an_outage_of_six_hours_ends_in_one_catch_up_digest_and_the_operator_hears_of_it(desk: Desk) -> None:
    desk.mail.hang_up = "connect"
    for hour in range(6):
        desk.tell(f"kisah-{hour}-a", f"kisah-{hour}-b")
        desk.copy("kisah-0-a", f"salinan-{hour}")
        for _ in range(12):
            desk.work()
            desk.clock.forward(minutes=5)
    assert desk.subjects() == []
    told = [message["text"] for message in desk.slack.messages.values()]
    assert len(told) == 1
    assert "kanal surel tidak terjangkau" in told[0]
    assert "Sejak Selasa, 24 November 2026, 09.00 WIB: " in str([*desk.slack.messages.values()])
    desk.mail.hang_up = ""
    for _ in range(20):
        desk.work()
        desk.clock.forward(minutes=15)
    assert desk.subjects() == ["[banjir] 12 berita: Judul kisah-5-b.example/1"]
    body = desk.bodies()[0]
    assert [body.count(f"kisah-{hour}-{letter}.example/1\n") for hour in range(6) for letter in "ab"] == [2] * 12
    assert ("\n12. " in body, "\n13. " in body) == (True, False)  # the copies stand in their story
    (channel,) = [one for one in desk.store.status(desk.clock()).channels if one.channel == "surel"]
    assert (channel.due, channel.given_up, channel.failing_since) == (0, 0, None)


def test_what_is_found_after_hours_without_a_source_leaves_as_one_digest_when_all_is_read(desk: Desk) -> None:
    comeback = Comeback()
    comeback.begin(desk.clock.moment - timedelta(hours=9), desk.clock())
    comeback.heard(desk.clock())
    desk.use(comeback=comeback)
    desk.tell("satu", "dua")
    desk.work()
    desk.clock.forward(seconds=29)
    announce(desk.store, due_entry("127.0.0.1/lama", due_at=desk.clock()))
    desk.tell("tiga")
    with reading(desk):
        desk.clock.forward(seconds=31)
        send(desk)
        assert desk.subjects() == []
        (alert, *_) = desk.store.list_alerts()
        assert "catching up after an outage of 9h" in [one.held for one in desk.store.alert(alert.id).deliveries]  # type: ignore[union-attr]
    desk.clock.forward(seconds=16)
    send(desk)
    assert desk.subjects() == ["[banjir] 3 berita: Judul tiga.example/1"]
    assert "\nSusulan setelah 9 jam tanpa jawaban dari satu sumber pun.\n" in desk.bodies()[0]
    desk.tell("empat")
    send(desk)
    assert desk.subjects()[1:] == ["[banjir] Judul empat.example/1 - warta"]


@contextmanager
def reading(desk: Desk) -> Iterator[None]:
    """Somebody is at the page that waits; at the end it has been given up."""
    (work,) = desk.store.claim(Step.READ, desk.clock(), 1, LEASE)
    yield
    desk.store.record_read_failure(work, "gone", None)


def send(desk: Desk) -> None:
    while works := desk.store.claim(Step.DELIVER, desk.clock(), 10, LEASE):
        for work in works:
            run(work, desk.tools)


def test_a_round_of_once_and_a_short_silence_are_no_outage(desk: Desk) -> None:
    for heard, ago in ((False, 9), (True, 1)):
        comeback = Comeback()
        if heard:
            comeback.begin(desk.clock.moment - timedelta(hours=ago), desk.clock())
        comeback.heard(desk.clock())
        assert not comeback.lasts(desk.clock(), lambda _: True)


def test_a_failing_channel_is_tried_by_one_message_at_a_time(desk: Desk) -> None:
    desk.mail.hang_up = "connect"
    desk.tell(*(f"kisah-{n}" for n in range(10)))
    desk.work()
    assert desk.mail.dialogues == 1
    desk.clock.forward(minutes=2)
    desk.work()
    assert desk.mail.dialogues == 2


def test_retry_after_holds_the_whole_channel_and_no_other(desk: Desk) -> None:
    desk.slack.fail("ratelimited", 429, {"retry-after": "40"})
    desk.tell("satu", "dua", channel="redaksi")
    desk.tell("tiga")
    desk.work()
    assert (len(desk.slack.messages), len(desk.mail.mails)) == (0, 1)
    desk.clock.forward(seconds=39)
    desk.work()
    assert len(desk.slack.messages) == 0
    desk.clock.forward(seconds=30)
    desk.work()
    assert len(desk.slack.messages) == 2


def test_a_channel_that_asks_for_more_quiet_than_the_usual_rest_has_it(desk: Desk) -> None:
    desk.slack.fail("ratelimited", 429, {"retry-after": "2400"})
    desk.tell("satu", "dua", channel="redaksi")
    desk.work()
    calls = len(desk.slack.asked)
    for _ in range(7):
        desk.clock.forward(minutes=5)
        desk.work()
    assert len(desk.slack.asked) == calls
    desk.clock.forward(minutes=6)
    desk.work()
    assert [m["text"] for m in desk.slack.messages.values()] == ["[banjir] 2 berita: Judul dua.example/1"]


def test_an_address_that_is_refused_for_good_is_told_of_elsewhere_and_the_other_gets_its_mail_once(
    tmp_path: Path,
) -> None:
    with open_desk(tmp_path, to=("meja@uji.example", "hilang@uji.example")) as desk:
        desk.mail.answers["hilang@uji.example"] = "550 5.1.1 tidak dikenal"
        desk.tell("satu")
        desk.work()
        desk.clock.forward(hours=2)
        desk.work()
        assert [mail.recipients for mail in desk.mail.mails] == [("meja@uji.example",)]
        assert "kanal surel menolak pesan (smtp-550)" in str([*desk.slack.messages.values()])
        (alert,) = desk.store.list_alerts()
        assert alert.deliveries == {DeliveryState.SENT: 1, DeliveryState.GIVEN_UP: 1}


def test_an_address_that_is_refused_for_now_gets_its_mail_later_and_the_other_no_second(tmp_path: Path) -> None:
    with open_desk(tmp_path, to=("meja@uji.example", "penuh@uji.example")) as desk:
        desk.mail.answers["penuh@uji.example"] = "452 4.2.2 kotak penuh"
        desk.tell("satu")
        for _ in range(3):
            desk.work()
            desk.clock.forward(minutes=5)
        assert [mail.recipients for mail in desk.mail.mails] == [("meja@uji.example",)]
        del desk.mail.answers["penuh@uji.example"]
        desk.clock.forward(minutes=20)
        desk.work()
        assert [mail.recipients for mail in desk.mail.mails] == [("meja@uji.example",), ("penuh@uji.example",)]


def test_a_slack_post_without_an_answer_is_repeated_once_and_says_that_it_may_be_there_twice(desk: Desk) -> None:
    desk.slack.plan.append(Answer(drop=True))
    desk.tell("satu", channel="redaksi")
    desk.work()
    desk.clock.forward(minutes=1)
    desk.work()
    (alert,) = desk.store.list_alerts()
    detail = desk.store.alert(alert.id)
    assert detail is not None
    receipt = detail.deliveries[0].receipt
    assert receipt is not None
    assert receipt.maybe_repeated
    assert len(desk.slack.messages) == 1


def test_a_slack_post_without_an_answer_twice_is_told_to_the_operator_and_can_be_sent_again(desk: Desk) -> None:
    desk.slack.plan += [Answer(drop=True), Answer(body='{"ok": true}'), Answer(drop=True)]
    desk.tell("satu", channel="redaksi")
    for _ in range(4):
        desk.work()
        desk.clock.forward(hours=1)
    assert desk.slack.messages == {}
    assert desk.subjects() == ["[Ronda] kanal redaksi menolak pesan (slack-no-answer)"]
    assert "ronda alerts resend --given-up --channel redaksi" in desk.bodies()[0]
    desk.store.retry_given_up(desk.clock(), "redaksi")
    desk.work()
    assert len(desk.slack.messages) == 1


def test_a_refusal_on_one_channel_rests_neither_it_nor_another(desk: Desk) -> None:
    desk.mail.answers["meja@uji.example"] = "451 4.3.0 nanti lagi"
    desk.tell("satu")
    desk.tell("dua", channel="redaksi")
    desk.work()
    assert len(desk.slack.messages) == 1
    (channel,) = [one for one in desk.store.status(desk.clock()).channels if one.channel == "surel"]
    assert channel.rests_until is None


def test_a_reply_becomes_the_parent_when_the_first_message_is_given_up(desk: Desk) -> None:
    desk.tell("satu", channel="redaksi")
    desk.slack.fail("invalid_blocks")
    desk.work()
    desk.copy("satu", "salinan-a", channel="redaksi")
    desk.work()
    desk.copy("satu", "salinan-b", channel="redaksi")
    desk.work()
    first, second = [message for message in desk.slack.messages.values() if "Judul" in message["text"]]
    assert "thread_ts" not in first
    assert second["thread_ts"] == first["ts"]


def test_slack_gets_one_message_a_second_and_email_does_not_wait_for_it(desk: Desk) -> None:
    desk.use(now=now)
    desk.clock.moment = now()
    desk.tell("satu", "dua", "tiga", channel="redaksi")
    desk.tell("empat", "lima", "enam")
    times: dict[str, list[float]] = {"slack": [], "mail": []}
    started = monotonic()
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(desk.work)
        while not done.done() or len(times["slack"]) < len(desk.slack.messages):
            for name, there in (("slack", len(desk.slack.messages)), ("mail", len(desk.mail.mails))):
                times[name] += [monotonic() - started] * (there - len(times[name]))
            wait([done], timeout=0.01)
    slack = times["slack"]
    assert len(slack) == 3
    assert min(later - earlier for earlier, later in pairwise(slack)) > 0.7  # each is seen a little late
    assert times["mail"][-1] < slack[-1]


def test_a_late_original_updates_the_thread(desk: Desk) -> None:
    desk.tell("satu", channel="redaksi")
    desk.work()
    desk.copy("satu", "asal", channel="redaksi", kind=DeliveryKind.UPDATE)
    desk.work()
    first, second = desk.slack.messages.values()
    assert second["thread_ts"] == first["ts"]


def test_a_template_that_breaks_gives_way_to_ours(desk: Desk) -> None:
    desk.use(templates={"alert.txt.j2": "{{ m.tidak_ada }}"})
    desk.tell("satu")
    desk.work()
    assert "Judul satu.example/1" in desk.bodies()[-1] + desk.bodies()[0]
    desk.tell("dua")
    desk.work()
    (notice,) = [body for body in desk.bodies() if "templat" in body]
    assert "alert.txt.j2: line 1: UndefinedError: " in notice
