"""Nothing dies in silence: a source that fails or answers nothing is told of once, and when it is well again."""

import json

import pytest

from monitor.demo.newsroom import Answer
from tests.walk import Walk

OPERATOR = '[operator]\nchannels = ["redaksi"]\n'
WALL = b"<!doctype html><html><head><title>Just a moment...</title></head><body>cf-chl</body></html>"
LOST = b"<!doctype html><html><head><title>404: halaman tidak ditemukan</title></head><body>Maaf.</body></html>"
BARE = b'<?xml version="1.0"?><rss version="2.0"><channel><title>Kontan</title></channel></rss>'
FAULTS = {
    "a challenge page with status 200": (Answer(WALL, content_type="text/html"), "not-a-feed", "turns programs away"),
    "a soft 404": (Answer(LOST, content_type="text/html"), "not-a-feed", "It is not there any more"),
    "a feed without items": (
        Answer(BARE, content_type="application/rss+xml"),
        "nothing",
        "markup has probably changed",
    ),
    "a server in trouble": (Answer(b"", 503), "http-503", "Ronda goes on trying"),
    "a refusal": (Answer(b"", 403), "http-403", "network.contact"),
}


@pytest.fixture
def started(walk: Walk) -> Walk:
    walk.configure(houses=["kontan", "sosok"], more=OPERATOR)
    walk.once()
    return walk


def notices(walk: Walk) -> list[str]:
    return [str(post.request.get("text", "")) + json.dumps(post.request.get("blocks", "")) for post in walk.slack.posts]


@pytest.mark.parametrize(("answer", "sign", "advice"), FAULTS.values(), ids=FAULTS.keys())
def test_an_ill_source_raises_one_notice_and_one_when_it_is_well(
    started: Walk, answer: Answer, sign: str, advice: str
) -> None:
    started.newsroom.say("kontan", started.door("kontan"), answer)
    for _ in range(5):
        started.once(status=None)
    (told,) = notices(started)
    assert sign in told
    shown = started.told("status", "--unhealthy")
    assert advice in shown
    assert "sosok" not in shown
    started.newsroom.say("kontan", started.door("kontan"), None)
    started.once()
    started.once()
    assert len(notices(started)) == 2
    assert "sudah pulih" in notices(started)[1]
    assert "Every source is well." in started.told("status", "--unhealthy")


def index(numbers: range) -> Answer:
    links = "".join(
        f"<h3><a href='/desa/read/{7000 + n}/warga-panen-kopi-lebih-awal-{n}'>Warga panen kopi lebih awal {n}</a></h3>"
        for n in numbers
    )
    return Answer(f"<html><head><title>Indeks</title></head><body>{links}</body></html>".encode())


@pytest.mark.parametrize(
    ("changed", "sign"),
    [(index(range(0)), "no-articles"), (index(range(2)), "thin")],
    ids=["nothing", "next to nothing"],
)
def test_a_listing_whose_markup_changed_is_told_of_with_the_remedy(walk: Walk, changed: Answer, sign: str) -> None:
    url = f"{walk.newsroom.site('kontan')}/desa"
    walk.configure(houses=["sosok"], more=f'[[source]]\nurl = "{url}"\nkind = "listing"\n{OPERATOR}')
    walk.newsroom.say("kontan", "/desa", index(range(20)))
    walk.once()
    walk.newsroom.say("kontan", "/desa", changed)
    for _ in range(4):
        walk.once(status=None)
    (told,) = notices(walk)
    assert sign in told
    assert f"ronda sources try {url}" in told
    assert "correct the selectors" in walk.told("status", "--unhealthy")
    walk.newsroom.say("kontan", "/desa", index(range(20)))
    walk.once()
    assert "sudah pulih" in notices(walk)[-1]


def test_a_source_that_is_gone_is_told_of_once_and_polled_no_more(started: Walk) -> None:
    started.newsroom.say("kontan", started.door("kontan"), Answer(b"", 410))
    for _ in range(3):
        started.once(status=None)
    (told,) = notices(started)
    assert "sudah dihapus" in told
    assert started.newsroom.counts("kontan")[started.door("kontan"), 410] == 1
    assert "ronda sources remove" in started.told("status", "--unhealthy")


def test_a_source_that_moved_for_good_is_followed_and_told_of(started: Walk) -> None:
    started.newsroom.say("kontan", "/baru.xml", started.newsroom.answer("kontan", started.door("kontan")))
    moved = Answer(b"", 301, headers={"Location": "/baru.xml"})
    started.newsroom.say("kontan", started.door("kontan"), moved)
    for _ in range(4):
        started.once()
    (told,) = notices(started)
    assert "/baru.xml" in told


def test_status_answers_programs_with_sign_and_remedy(started: Walk) -> None:
    started.newsroom.say("kontan", started.door("kontan"), Answer(b"", 403))
    for _ in range(3):
        started.once(status=None)
    shown = started.command("status", "--unhealthy", "--json").stdout
    rows = [json.loads(line) for line in shown.splitlines()]
    assert [(row["sign"], row["ill"], row["told"]) for row in rows[:-1]] == [("http-403", True, 1)]
    assert "network.contact" in rows[0]["remedy"]


def test_many_sources_that_cannot_be_reached_are_one_notice(walk: Walk) -> None:
    dead = "".join(f'[[source]]\nurl = "http://127.0.0.{n}:9/rss"\n' for n in range(10, 20))
    walk.configure(houses=["kontan"], more=dead + OPERATOR)
    for _ in range(4):
        walk.once(status=None)
    (told,) = notices(walk)
    assert "10 sumber tidak terjangkau" in told
