"""A channel that takes nothing: who hears of it, through which other channel, and when."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.app import open_channel
from monitor.cli import run
from monitor.config import load_settings
from tests.desk import Desk, open_desk
from tests.smtp import MailServer
from tests.web import Answer

SECOND = """
[channels.{name}]
type = "{type}"
{keys}
"""
MAIL = 'host = "127.0.0.1"\nport = {port}\nsecurity = "none"\nfrom = "ronda@uji.example"\nto = ["{name}@uji.example"]'


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as opened:
        yield opened


def days_of(desk: Desk, length: timedelta = timedelta(hours=1), renew: Callable[[], None] = lambda: None) -> timedelta:
    """Works whenever something is due; how long it took until anybody heard of Ronda itself."""
    began = desk.clock()
    while True:
        renew()
        desk.work()
        if notices(desk) or desk.clock() - began >= length:
            return desk.clock() - began
        due = desk.store.next_due(desk.clock())
        desk.clock.moment = max(due or desk.clock(), desk.clock() + timedelta(seconds=20))


def slack_fails(desk: Desk) -> None:
    desk.slack.plan.clear()
    desk.slack.plan.extend([Answer(503, '{"ok": false, "error": "internal_error"}')] * 9)


def notices(desk: Desk) -> list[str]:
    said = [*desk.subjects(), *(message["text"] for message in desk.slack.messages.values())]
    return [text for text in said if text.startswith("[Ronda]")]


@pytest.mark.parametrize("answer", ["421 4.3.2 nanti", "451 4.3.0 nanti"])
def test_the_operator_hears_of_a_server_that_puts_everybody_off_after_ten_minutes(desk: Desk, answer: str) -> None:
    desk.mail.answers["meja@uji.example"] = answer
    desk.tell("satu", "dua")
    took = days_of(desk)
    assert notices(desk) == [f"[Ronda] kanal surel tidak menerima pesan (smtp-{answer[:3]})"]
    assert timedelta(minutes=10) <= took < timedelta(minutes=11)


def test_the_operator_hears_of_a_server_that_hangs_up_on_every_mail(desk: Desk) -> None:
    desk.mail.hang_up = "mid-DATA"
    desk.tell("satu")
    assert days_of(desk) < timedelta(minutes=11)
    assert notices(desk) == ["[Ronda] kanal surel tidak menerima pesan (no-answer)"]


def test_the_operator_hears_of_a_server_that_is_away_after_ten_minutes(desk: Desk) -> None:
    desk.mail.hang_up = "connect"
    desk.tell("satu")
    assert days_of(desk) < timedelta(minutes=11)
    assert notices(desk) == ["[Ronda] kanal surel tidak terjangkau (connection)"]


def test_what_waits_for_a_server_that_is_away_for_days_is_not_given_up(desk: Desk) -> None:
    desk.mail.hang_up = "connect"
    desk.tell("satu")
    for _ in range(90):
        desk.work()
        desk.clock.forward(hours=1)
    desk.mail.hang_up = ""
    desk.work()
    assert "[banjir] Judul satu.example/1 - warta" in desk.subjects()


def test_the_operator_hears_of_a_slack_that_fails_for_everything(desk: Desk) -> None:
    desk.tell("satu", "dua", channel="redaksi")
    assert days_of(desk, renew=lambda: slack_fails(desk)) < timedelta(minutes=11)
    assert notices(desk) == ["[Ronda] kanal redaksi tidak menerima pesan (slack-internal_error)"]


def test_an_address_that_is_put_off_beside_others_is_no_dead_channel(tmp_path: Path) -> None:
    with open_desk(tmp_path, to=["a@uji.example", "b@uji.example"]) as desk:
        desk.mail.answers["b@uji.example"] = "451 4.7.1 greylisted"
        desk.tell("satu")
        days_of(desk)
        assert notices(desk) == []


def test_a_refused_password_is_told_at_once_and_what_is_to_be_sent_waits_for_the_right_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    password = tmp_path / "sandi"
    password.touch(mode=0o600)
    password.write_text("lama")
    with MailServer(users={"ronda": "baru"}) as locked:
        keys = f'{MAIL.format(port=locked.port, name="kunci")}\nusername = "ronda"\npassword = {{ file = "sandi" }}'
        with open_desk(tmp_path, more=with_others(tmp_path, ("kunci", "email", keys))) as desk:
            config = ("--config", str(desk.config))
            desk.tell("satu", "dua", channel="kunci")
            desk.work()
            assert desk.subjects() == ["[Ronda] kanal kunci: kata sandi atau token ditolak (smtp-auth)"]
            assert "127.0.0.1 refuses the user name or the password: 535" in desk.bodies()[0]
            assert run(["status", *config]) == 0
            shown = capsys.readouterr().out
            assert "channel kunci: 0 sent, 2 waiting" in shown
            assert "last error: kunci: smtp-auth: 127.0.0.1 refuses the user name or the password" in shown
            assert run(["channels", "test", "kunci", *config]) == 1
            assert "refuses the user name or the password" in capsys.readouterr().err
            for _ in range(20):
                desk.clock.forward(minutes=30)
                desk.work()
            assert len(desk.subjects()) == 1
            password.write_text("baru")
            assert run(["channels", "test", "kunci", *config]) == 0
            assert desk.store.failing_channels() == {}
            (settings,) = [channel for channel in load_settings(desk.config).channels if channel.name == "kunci"]
            desk.use(channels={**desk.tools.channels, "kunci": open_channel(settings)})
            desk.clock.forward(minutes=30)
            desk.work()
            assert "Judul satu" in str(locked.mails[-1].message)
            assert "Judul dua" in str(locked.mails[-1].message)


def with_others(tmp_path: Path, *others: tuple[str, str, str]) -> str:
    (tmp_path / "sasaran").write_text("json://127.0.0.1:9/x")
    (tmp_path / "sasaran").chmod(0o600)
    return "".join(SECOND.format(name=name, type=type_, keys=keys) for name, type_, keys in others)


def test_a_spare_is_one_that_people_read_and_that_shares_no_server(tmp_path: Path) -> None:
    hook = ("arsip", "webhook", 'url = "http://127.0.0.1:9/kait"')
    mail = ("meja", "email", MAIL.format(port=9, name="meja"))
    with open_desk(tmp_path, more=with_others(tmp_path, hook, mail)) as desk:
        desk.mail.answers["meja@uji.example"] = "550 5.1.1 tidak ada"
        desk.tell("satu")
        desk.work()
        assert notices(desk) == ["[Ronda] kanal surel menolak pesan (smtp-550)"]
        assert len(desk.slack.messages) == 1


def test_what_a_dead_channel_was_to_say_of_another_is_said_elsewhere(tmp_path: Path) -> None:
    others = ("meja", "email", MAIL.format(port=9, name="meja"))
    with open_desk(tmp_path, more=with_others(tmp_path, others)) as desk:
        desk.store.channel_fails("redaksi", desk.clock())
        desk.mail.hang_up = "connect"
        desk.tell("satu")
        days_of(desk)
        told = sorted(message["text"] for message in desk.slack.messages.values())
        assert told == [f"[Ronda] kanal {name} tidak terjangkau (connection)" for name in ("meja", "surel")]


def test_an_operator_whose_every_channel_fails_is_told_when_one_recovers(desk: Desk) -> None:
    desk.mail.hang_up = "connect"
    desk.tell("satu")
    desk.tell("dua", channel="redaksi")
    days_of(desk, renew=lambda: slack_fails(desk))
    assert notices(desk) == []
    desk.mail.hang_up = ""
    desk.slack.plan.clear()
    days_of(desk, timedelta(hours=3))
    assert notices(desk)


def test_a_removed_channels_notice_recommends_nothing_that_needs_it(desk: Desk) -> None:
    desk.tell("satu", channel="redaksi")
    desk.use(channels={name: channel for name, channel in desk.tools.channels.items() if name != "redaksi"})
    desk.work()
    desk.work()
    assert desk.subjects() == ["[Ronda] kanal redaksi menolak pesan (no-such-channel)"]
    assert "kembalikan tabelnya" in desk.bodies()[0]
    assert "channels test" not in desk.bodies()[0]
