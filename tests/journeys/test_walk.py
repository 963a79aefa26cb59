"""The whole walk on real connections: poll, fetch, extract, place, match, alert, deliver; once per story."""

import json

import pytest

from monitor.demo.newsroom import Answer
from tests.walk import Walk

HOUSES = ("kontan", "sosok", "kabarkini", "kawat-nusantara", "pantau-emas")


@pytest.fixture(params=["sqlite", "postgresql"])
def started(walk: Walk, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Walk:
    """A walk whose first, silent poll is done, on each database."""
    if request.param == "postgresql":
        monkeypatch.setenv("RONDA_TEST_DATABASE", request.getfixturevalue("postgres_url"))
        walk.configure(top='database = { env = "RONDA_TEST_DATABASE" }', houses=HOUSES)
    else:
        walk.configure(houses=HOUSES)
    walk.once()
    assert walk.mail.mails == ()
    assert walk.events("read", "alert") == []
    return walk


def test_first_poll_of_a_source_is_silent(started: Walk) -> None:
    assert started.slack.calls == ()


@pytest.mark.parametrize(("first", "second"), [("telepon", "salinan"), ("salinan", "telepon")])
def test_a_story_and_its_copy_are_one_alert_with_the_copy_in_the_thread(started: Walk, first: str, second: str) -> None:
    started.publish(first)
    started.once()
    started.publish(second)
    started.once()
    assert [event["alerts"] for event in started.events("alert")] == ["Trump dan Putin"]
    copy = started.events("read")[-1]
    assert copy["relation"] == "same"
    assert "credit line" in copy["reason"]
    to_desk = [mail.message for mail in started.mail.mails if mail.recipients == ("meja@uji.example",)]
    assert len(to_desk) == 2
    assert len(started.mail.mails) == 4
    assert to_desk[0]["Message-ID"] in to_desk[1]["References"]
    posts = started.slack.posts
    assert len(posts) == 2
    assert posts[1].request["thread_ts"] == posts[0].answer["ts"]


def test_prices_of_two_days_stay_two_stories(started: Walk) -> None:
    for key in ("emas-kemarin", "emas-hari-ini"):
        started.publish(key)
        started.once()
    alerts = started.events("alert")
    assert [event["alerts"] for event in alerts] == ["Emas", "Emas"]
    assert alerts[0]["story"] != alerts[1]["story"]
    assert alerts[1]["relation"] == "template"


def test_nothing_is_told_twice_when_nothing_is_new(started: Walk) -> None:
    started.publish("telepon")
    started.once()
    told, logged = len(started.mail.mails), len(started.events())
    started.once()
    started.once()
    assert len(started.mail.mails) == told
    assert started.events()[logged:] == []


def test_unchanged_feeds_are_asked_for_conditionally_and_not_parsed(started: Walk) -> None:
    started.once()
    again = [asked for asked in started.newsroom.asked() if asked.conditional]
    assert len(again) == len(HOUSES)
    assert {asked.status for asked in again} == {304}


def test_once_answers_programs_with_one_line(started: Walk, capsys: pytest.CaptureFixture[str]) -> None:
    started.publish("telepon")
    capsys.readouterr()
    started.once("--json")
    (line,) = capsys.readouterr().out.splitlines()
    answer = json.loads(line)
    assert set(answer) >= {
        "polled", "unchanged", "failed", "entries", "articles", "copies", "matches", "alerts", "delivered", "given_up", "seconds",
    }  # fmt: skip
    assert (answer["articles"], answer["alerts"], answer["delivered"]) == (1, 1, 3)


def test_explain_tells_the_whole_story_of_a_copy(started: Walk, capsys: pytest.CaptureFixture[str]) -> None:
    from monitor.cli import run

    for key in ("telepon", "salinan"):
        started.publish(key)
        started.once()
    url = started.newsroom.url(started.pieces["salinan"])
    capsys.readouterr()
    assert run(["explain", url, "--config", str(started.config)]) == 0
    told = capsys.readouterr().out
    for words in (
        "Announced",
        "Read as article",
        "credit: Artikel ini pernah tayang di Kontan",
        "Story 1: same",
        "Watch Trump dan Putin fired",
    ):
        assert words in told, told


def test_a_sick_source_is_named_and_the_others_go_on(walk: Walk) -> None:
    door = next(house.door for house in walk.newsroom.houses if house.key == "kawat-nusantara")
    walk.newsroom.say("kawat-nusantara", door, Answer(b"", 503))
    walk.configure(houses=HOUSES)
    walk.once(status=1)
    walk.publish("telepon")
    walk.once(status=None)
    assert [event["error"] for event in walk.events("poll-failed")][:1] == ["http-503"]
    assert len(walk.events("alert")) == 1


def test_a_channel_that_refuses_loses_nothing_and_holds_nobody_up(walk: Walk) -> None:
    walk.mail.refuse["piket@uji.example"] = "451 4.3.0 try later"
    walk.configure(houses=HOUSES)
    walk.once()
    walk.publish("telepon")
    walk.once(status=1)
    assert [mail.recipients for mail in walk.mail.mails] == [("meja@uji.example",)]
    assert len(walk.slack.posts) == 1
    (failed,) = walk.events("send-failed")
    assert failed["channel"] == "surel"
    status = walk.told("status")
    assert "channel surel: 1 sent, 1 waiting" in status
    assert "451" in status


def test_first_look_reads_what_is_fresh_and_leaves_what_is_old(walk: Walk) -> None:
    walk.configure(houses=HOUSES)
    walk.config.write_text(walk.config.read_text().replace("[polling]", '[polling]\nfirst_look = "2h"'))
    walk.publish("telepon")
    walk.once()
    assert [event["title"] for event in walk.events("alert")] == [walk.pieces["telepon"].title]
    old = [piece for piece in walk.pieces.values() if piece.old]
    assert not {walk.newsroom.url(piece) for piece in old} & {event["url"] for event in walk.events("read", "alert")}


def test_two_sources_that_announce_one_article_read_it_once(walk: Walk) -> None:
    walk.configure(houses=["kontan"], more=f'[[source]]\nurl = "{walk.newsroom.site("kontan")}/salinan.xml"\n')
    door = next(house.door for house in walk.newsroom.houses if house.key == "kontan")
    walk.newsroom.say("kontan", "/salinan.xml", walk.newsroom.answer("kontan", door))
    walk.once()
    walk.publish("telepon")
    walk.newsroom.say("kontan", "/salinan.xml", walk.newsroom.answer("kontan", door))
    walk.once()
    page = walk.newsroom.url(walk.pieces["telepon"]).removeprefix(walk.newsroom.site("kontan"))
    assert walk.newsroom.counts("kontan")[page, 200] == 1
    assert len(walk.events("alert")) == 1
