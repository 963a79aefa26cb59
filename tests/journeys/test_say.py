"""People's say over alerts, by the commands they use: show, ack, mute, unmute, resend, preview, and what status says."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from monitor.app import now
from monitor.cli import run
from monitor.model import DeliveryState
from monitor.store import DataDirLock
from tests.desk import Desk, open_desk

Said = Callable[..., tuple[int, str, str]]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as opened:
        opened.use(now=now)  # commands go by the real clock
        opened.clock.moment = now()
        yield opened


@pytest.fixture
def make_say(capsys: pytest.CaptureFixture[str]) -> Callable[[Desk], Said]:
    def made(desk: Desk) -> Said:
        def said(*words: str) -> tuple[int, str, str]:
            capsys.readouterr()
            status = run([*words, "--config", str(desk.config)])
            out, err = capsys.readouterr()
            return status, out, err

        return said

    return made


@pytest.fixture
def say(desk: Desk, make_say: Callable[[Desk], Said]) -> Said:
    return make_say(desk)


def test_a_mute_shows_in_status_holds_and_can_be_ended(desk: Desk, say: Said) -> None:
    status, out, _ = say("alerts", "mute", "--watch", "banjir", "--for", "2h")
    assert status == 0
    assert 'Quiet: watch "banjir" until' in out
    desk.tell("satu")
    desk.work()
    assert desk.subjects() == []
    shown = say("status")[1]
    assert 'muted: watch "banjir" until' in shown
    assert "1 of those waiting are held" in shown
    assert 'watch "banjir" is muted' in say("alerts", "show", "1")[1]
    assert json.loads(say("status", "--json")[1].splitlines()[-1])["mutes"][0]["value"] == "banjir"
    number = say("alerts", "unmute")[1].partition(":")[0]
    assert say("alerts", "unmute", number)[1] == "Ended: 1\n"
    desk.work()
    assert len(desk.mail.mails) == 1
    assert "alert to surel meja@uji.example: sent" in say("alerts", "show", "1")[1]


def test_status_says_what_keeps_the_daemon_from_its_work(desk: Desk, say: Said) -> None:
    with DataDirLock(desk.folder / "data", now(), "ronda run") as lock:
        assert "in trouble" not in say("status")[1]
        lock.tell("database or disk is full", now())
        assert "  in trouble since " in say("status")[1]
        assert json.loads(say("status", "--json")[1].splitlines()[-1])["trouble"] == "database or disk is full"


def test_a_mute_of_years_shows_its_year(desk: Desk, say: Said) -> None:
    say("alerts", "mute", "--watch", "banjir", "--until", f"{now().year + 2}-03-01")
    assert f" 01 Mar 00.00 WIB {now().year + 2}" in say("alerts", "unmute")[1]


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("mute", "--for", "2h"), "name one of --watch, --story and --publisher"),
        (("mute", "--watch", "banjir"), "say how long: --for 2h, or --until 06:00"),
        (("mute", "--watch", "banjr", "--for", "2h"), 'there is no watch "banjr" (did you mean "banjir"?)'),
        (("mute", "--story", "99", "--for", "2h"), "there is no story 99"),
        (("mute", "--publisher", "kontn", "--for", "2h"), 'there is no publisher "kontn" (did you mean "kontan"?)'),
        (("mute", "--watch", "banjir", "--until", "2020-01-01"), "that moment has passed already"),
        (("mute", "--watch", "banjir", "--until", "besok"), "'besok' is no moment"),
        (("unmute", "7"), "there is no mute 7 in force"),
        (("show", "7"), "there is no alert 7"),
        (("ack", "7"), "there is no alert 7"),
        (("resend", "7"), "there is no alert 7"),
        (("mute", "--watch", "anj", "--for", "2h"), 'there is no watch "anj" (did you mean "banjir"?)'),
        (("mute", "--watch", "banjir", "--until", "30 Nov"), "'30 Nov' is no moment"),
        (("resend",), "name alerts by their id, or say --given-up"),
        (("resend", "1", "--channel", "redksi"), 'there is no channel "redksi" (did you mean "redaksi"?)'),
    ],
)
def test_wrong_words_are_answered_with_what_to_write(say: Said, words: tuple[str, ...], problem: str) -> None:
    status, _, err = say("alerts", *words)
    assert status == 2
    assert problem in err


@pytest.mark.parametrize("until", ["6.30", "06:30", "2099-12-01", "2099-12-01 6:30", "2099-12-01T06.30+07:00"])
def test_moments_are_read_as_people_write_them(say: Said, until: str) -> None:
    status, out, _ = say("alerts", "mute", "--watch", "banjir", "--until", until)
    assert (status, "06.30 WIB" in out or "00.00 WIB" in out) == (0, True)


def test_the_list_gives_the_id_that_the_other_commands_take(desk: Desk, say: Said) -> None:
    desk.tell("satu")
    row = next(line for line in say("alerts", "list")[1].splitlines() if "Judul satu" in line)
    assert row.split()[0] == "1"


def test_an_acknowledged_story_is_followed_no_further(desk: Desk, say: Said) -> None:
    desk.tell("satu")
    desk.work()
    assert say("alerts", "ack", "1", "99") == (2, "", "there is no alert 99 (ronda alerts list shows the latest)\n")
    assert "acknowledged" not in say("alerts", "show", "1")[1]
    assert say("alerts", "ack", "1")[0] == 0
    assert desk.store.alert_history(desk.told["satu"].story_id)[0].acked
    assert "acknowledged" in say("alerts", "show", "1")[1]


def test_what_was_given_up_or_sent_is_sent_again_on_demand(desk: Desk, say: Said) -> None:
    desk.mail.answers["meja@uji.example"] = "550 5.1.1 tidak dikenal"
    desk.tell("satu")
    desk.work()
    assert desk.subjects() == []
    assert "kanal surel menolak pesan" in str([*desk.slack.messages.values()])
    del desk.mail.answers["meja@uji.example"]
    assert say("alerts", "resend", "--given-up", "--channel", "surel")[1] == "1 message is due again.\n"
    desk.work()
    assert desk.subjects() == ["[banjir] Judul satu.example/1 - warta"]
    assert say("alerts", "resend", "1")[1] == "1 message is due again.\n"
    desk.work()
    first, second = desk.mail.mails
    assert first.message["Message-ID"] != second.message["Message-ID"]  # mail servers drop what they have seen
    assert first.message["References"] == second.message["References"]
    (alert,) = desk.store.list_alerts()
    assert alert.deliveries == {DeliveryState.SENT: 1}


def test_what_waits_for_its_digest_leaves_when_a_person_asks_for_it(tmp_path: Path) -> None:
    with open_desk(tmp_path, keys='digest = "07:00"\n') as desk:
        desk.tell("satu", "dua")
        desk.work()
        assert desk.subjects() == []
        first = desk.store.list_alerts()[-1]
        assert desk.store.resend(first.id, desk.clock()) == 1
        desk.work()
        assert desk.subjects() == ["[banjir] Judul satu.example/1 - warta"]


def test_an_alert_in_a_digest_fares_as_the_digest_does(tmp_path: Path, make_say: Callable[[Desk], Said]) -> None:
    with open_desk(tmp_path, keys='digest = "07:00"') as desk:
        say = make_say(desk)
        desk.tell("satu", "dua")
        desk.work()
        desk.mail.hang_up = "connect"
        desk.clock.set("2026-11-25T07:00:00+07:00")
        desk.work()
        shown = say("alerts", "show", "1")[1]
        assert "alert to surel meja@uji.example, in a digest: waits until 25 Nov 07.00 WIB: surel: connection" in shown
        assert "1 waiting" in say("alerts", "list", "--since", "30d")[1]
        assert say("channels", "preview", "--watch", "banjir")[1].startswith("The next message, a digest:")
        desk.mail.hang_up = ""
        desk.mail.answers["meja@uji.example"] = "550 5.1.1 tidak ada"
        desk.clock.forward(minutes=20)
        desk.work()
        assert "in a digest: given up, surel: smtp-550" in say("alerts", "show", "1")[1]
        assert "1 given up" in say("alerts", "list", "--since", "30d")[1]
        del desk.mail.answers["meja@uji.example"]
        desk.store.retry_given_up(desk.clock())
        desk.work()
        assert "in a digest: sent 25 Nov 07.20 WIB" in say("alerts", "show", "1")[1]


def test_a_preview_shows_every_form_of_the_next_message(desk: Desk, say: Said) -> None:
    made_up = say("channels", "preview", "--watch", "emas")[1]
    assert "a made-up story" in made_up
    assert "ronda alerts mute --watch emas" in made_up
    assert not re.search(r"ronda explain|--story", made_up)
    desk.tell("satu")
    shown = say("channels", "preview", "--watch", "banjir")[1]
    assert shown.startswith("The next message:\n[banjir] Judul satu.example/1 - warta\n")
    assert all(f"--- {form}" in shown for form in ("text", "html", "blocks"))
    assert json.loads(say("channels", "preview", "--watch", "banjir", "--form", "blocks")[1])[0]["type"] == "section"
    answer = json.loads(say("channels", "preview", "--watch", "banjir", "--json")[1])
    assert set(answer) == {"what", "subject", "text", "html", "blocks", "payload"}
    desk.work()
    assert "The last message" in say("channels", "preview", "--watch", "banjir")[1]
    assert say("channels", "preview", "--watch", "banjr")[0] == 2


def test_a_preview_shows_the_digest_in_which_several_that_wait_will_leave(
    tmp_path: Path, make_say: Callable[[Desk], Said]
) -> None:
    with open_desk(tmp_path, keys='digest = "07:00"') as desk:
        desk.clock.moment = now()
        desk.tell("satu", "dua", "tiga")
        desk.work()
        shown = make_say(desk)("channels", "preview", "--watch", "banjir")[1]
        assert shown.startswith(
            "The next message, a digest of what waits by now:\n[banjir] 3 berita: Judul tiga.example/1"
        )


def test_templates_of_the_users_own_are_checked_and_used(desk: Desk, say: Said) -> None:
    folder = desk.folder / "wording"
    folder.mkdir()
    with desk.config.open("a") as config:
        config.write('\n[alerts]\ntemplates = "wording"\n')
    (folder / "alert.txt.j2").write_text("KABAR: {{ m.title }}")
    shown = say("channels", "preview", "--watch", "emas", "--form", "text")[1]
    assert shown == "KABAR: Judul contoh untuk pantauan ini\n"
    (folder / "digest.txt.j2").write_text("RINGKASAN\n{{ m.tidak_ada }}")
    status, _, err = say("channels", "preview", "--watch", "emas")
    assert (status, "digest.txt.j2: line 2: UndefinedError: " in err) == (3, True)
    assert "digest.txt.j2: line 2: " in say("check")[2]
    (folder / "alrt.txt.j2").write_text("{{ m.title")
    status, _, err = say("check")
    assert status == 3
    assert "alrt.txt.j2: takes the place of no template" in err
    assert "alrt.txt.j2: line 1: " in err
