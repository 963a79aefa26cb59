"""What the web and the operator can do wrong: a clear line each, nothing crashes, nothing is lost, the others go on."""

import gzip
import zlib

import pytest

from tests.servers import Answer, PressServer
from tests.walk import Walk

GOOD = (
    "Presiden Donald Trump menelepon Presiden Vladimir Putin pada Senin malam. Keduanya membahas minyak dan antariksa."
)
BODY = "".join(f"<p>{GOOD} Bagian {n} dari laporan ini.</p>" for n in range(8))
PAGE = f"<html><body><h1>Trump telepon Putin</h1><article>{BODY}</article>"
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>'
    "<item><title>Trump telepon Putin</title><link>{url}</link><guid>{url}</guid></item></channel></rss>"
)
EMPTY = '<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>'


def watching(walk: Walk, press: PressServer, *paths: str, top: str = "", network: str = "") -> None:
    """Kontan's healthy source, and sources of the scripted server."""
    sources = "".join(f'[[source]]\nurl = "{press.url(path)}"\npublisher = "uji-{n}"\n' for n, path in enumerate(paths))
    walk.configure(top=top, more=sources, houses=["kontan"])
    if network:
        walk.config.write_text(walk.config.read_text().replace('allow_addresses = ["127.0.0.0/8"]', network))


FEEDS = {
    "HTML where a feed was announced": (Answer(200, b"<!doctype html><title>Just a moment...</title><p>"), "no-articles"),
    "nothing at all": (Answer(200, b""), "empty"),
    "a word": (Answer(200, b"ok"), "not-a-feed"),
    "a gzip bomb": (Answer(200, gzip.compress(b"<rss>" + b"A" * 60_000_000), {"content-encoding": "gzip"}), "too-large"),
    "a deflate bomb": (Answer(200, zlib.compress(b"A" * 60_000_000), {"content-encoding": "deflate"}), "too-large"),
    "a refusal": (Answer(403, b"no"), "http-403"),
    "a server error": (Answer(500, b"no"), "http-500"),
    "gone for good": (Answer(410, b""), "gone"),
    "a redirect to a private address": (Answer(302, b"", {"location": "http://10.0.0.1/feed"}), "blocked-address"),
    "a redirect to the metadata service": (Answer(302, b"", {"location": "http://169.254.169.254/latest/"}), "blocked-address"),
    "a redirect to a file": (Answer(302, b"", {"location": "file:///etc/passwd"}), "bad-address"),
    "a redirect in a circle": (Answer(302, b"", {"location": "/sumber"}), "redirects"),
    "a body without an end": (Answer(200, b"<rss>" + b"x" * 65_000, endless=True), "too-large"),
}  # fmt: skip


@pytest.mark.parametrize("case", FEEDS)
def test_a_bad_feed_is_named_and_the_other_sources_go_on(walk: Walk, press: PressServer, case: str) -> None:
    press.scripts["/sumber"], kind = FEEDS[case]
    watching(walk, press, "/sumber")
    walk.once(status=1)
    walk.publish("telepon")
    walk.once(status=None)
    failures = walk.events("poll-failed")
    assert failures[0]["error"] == kind, failures[0]
    assert press.url("/sumber") == failures[0]["url"]
    assert len(walk.events("alert")) == 1
    assert walk.events("step-crashed") == []
    assert kind in walk.told("status")


def test_a_feed_that_is_cut_short_gives_the_items_that_are_whole(walk: Walk, press: PressServer) -> None:
    press.scripts["/artikel"] = Answer(200, PAGE.encode(), {"content-type": "text/html; charset=utf-8"})
    whole = FEED.format(url=press.url("/artikel"))
    cut = whole.replace("</channel></rss>", "<item><title>Terpotong di ten")
    press.scripts["/sumber"] = [Answer(200, EMPTY.encode()), Answer(200, cut.encode())]
    watching(walk, press, "/sumber")
    walk.once()
    walk.once()
    assert [event["title"] for event in walk.events("alert")] == ["Trump telepon Putin"]


def test_a_feed_in_a_wrong_charset_is_read(walk: Walk, press: PressServer) -> None:
    press.scripts["/artikel"] = Answer(200, PAGE.encode(), {"content-type": "text/html; charset=utf-8"})
    feed = FEED.format(url=press.url("/artikel")).replace("Trump telepon Putin", "Trump telepon Putin – “segera”")
    press.scripts["/sumber"] = [
        Answer(200, EMPTY.encode()),
        Answer(200, feed.replace('version="1.0"', 'version="1.0" encoding="us-ascii"').encode("cp1252")),
    ]
    watching(walk, press, "/sumber")
    walk.once()
    walk.once()
    assert len(walk.events("alert")) == 1


PAGES = {
    "a page of 200 MB": (Answer(200, b"<p>" + b"x" * 99_997, {"content-type": "text/html"}, endless=True), "too-large"),
    "a gzip bomb": (Answer(200, gzip.compress(b"<p>" + b"A" * 60_000_000), {"content-encoding": "gzip"}), "too-large"),
    "a wall": (Answer(200, b"<title>Just a moment...</title><h1>Checking your browser</h1>"), "no-text"),
    "a refusal": (Answer(403, b"<h1>Forbidden</h1>"), "http-403"),
    "nothing": (Answer(200, b""), "no-text"),
}


@pytest.mark.parametrize("case", PAGES)
def test_a_page_that_cannot_be_read_is_tried_again_and_the_others_are_read(
    walk: Walk, press: PressServer, case: str
) -> None:
    press.scripts["/artikel"], kind = PAGES[case]
    press.scripts["/sumber"] = [
        Answer(200, EMPTY.encode()),
        Answer(200, FEED.format(url=press.url("/artikel")).encode()),
    ]
    watching(walk, press, "/sumber")
    walk.once()
    walk.publish("telepon")
    walk.once(status=1)
    (failed,) = walk.events("read-failed")
    assert failed["error"] == kind, failed
    assert failed["next"]
    assert len(walk.events("alert")) == 1
    assert walk.events("step-crashed") == []


UNREADABLE = {
    "a page that robots.txt forbids": (Answer(200, PAGE.encode()), "robots"),
    "a page that is gone for good": (Answer(410, b""), "gone"),
    "a redirect inside": (Answer(302, b"", {"location": "http://192.168.1.1/"}), "blocked-address"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_page_that_will_never_be_read_is_alerted_on_its_announcement_at_once(
    walk: Walk, press: PressServer, case: str
) -> None:
    answer, kind = UNREADABLE[case]
    page = "/tertutup/artikel" if kind == "robots" else "/artikel"
    press.scripts |= {page: answer, "/robots.txt": Answer(200, b"User-agent: *\nDisallow: /tertutup/\n")}
    press.scripts["/sumber"] = [Answer(200, EMPTY.encode()), Answer(200, FEED.format(url=press.url(page)).encode())]
    watching(walk, press, "/sumber")
    walk.once()
    walk.once()
    (alert,) = walk.events("alert")
    assert (alert["extractor"], alert["failure"]) == ("announced", kind)
    assert "tidak terbaca" in str(walk.slack.posts[0].request)
    assert "now failed" in walk.told("explain", press.url(page))
    asked = len(press.asked)
    walk.read_now()
    assert page not in press.paths()[asked:]


def test_an_old_article_that_a_page_without_times_lists_once_more_raises_nothing(
    walk: Walk, press: PressServer
) -> None:
    names = [
        "harga-beras-naik-di-pasar-induk",
        "gubernur-lantik-kepala-dinas-baru",
        "sekolah-dasar-rusak-diterjang-angin",
    ]
    names += ["petani-garam-menunggu-musim-kemarau", "trump-telepon-putin-soal-minyak"]

    def listing(count: int) -> Answer:
        links = "".join(
            f"<h3><a href='/berita/10001{n}/{name}'>{name.replace('-', ' ')}</a></h3>"
            for n, name in enumerate(names[:count])
        )
        return Answer(200, f"<html><body>{links}</body></html>".encode())

    dated = PAGE.replace(
        "<body>", "<head><meta property='article:published_time' content='2021-03-04T05:06:07+07:00'></head><body>"
    )
    press.scripts |= {"/indeks": [listing(4), listing(5)], f"/berita/100014/{names[4]}": Answer(200, dated.encode())}
    watching(walk, press, "/indeks")
    walk.once()
    walk.once()
    assert walk.events("alert") == []
    told = walk.told("explain", press.url(f"/berita/100014/{names[4]}"))
    assert "long before" in told
    assert "Not read: it was there before we came" in told
    assert "in a row" not in told


def test_a_page_that_cannot_be_read_is_alerted_on_its_announcement_and_the_alert_updated_when_it_is_read(
    walk: Walk, press: PressServer
) -> None:
    press.scripts["/artikel"] = Answer(403, b"<h1>Forbidden</h1>")
    press.scripts["/sumber"] = [
        Answer(200, EMPTY.encode()),
        Answer(200, FEED.format(url=press.url("/artikel")).encode()),
    ]
    watching(walk, press, "/sumber")
    walk.once()
    walk.once(status=1)
    assert walk.events("sent") == []
    walk.read_now()
    (alert,) = walk.events("alert")
    assert alert["extractor"] == "announced"
    walk.read_now()
    told = len(walk.slack.posts)
    press.scripts["/artikel"] = Answer(200, PAGE.encode(), {"content-type": "text/html; charset=utf-8"})
    walk.read_now()
    read = walk.events("read")[-1]
    assert (read["story"], read["article"]) == (alert["story"], alert["article"])
    assert (told, len(walk.slack.posts)) == (1, 2)
    assert walk.slack.posts[1].request["thread_ts"] == walk.slack.posts[0].answer["ts"]
    assert len(walk.events("alert")) == 1


def test_a_private_address_is_refused_unless_it_is_allowed(walk: Walk, press: PressServer) -> None:
    press.scripts["/sumber"] = Answer(200, EMPTY.encode())
    watching(walk, press, "/sumber", network="allow_addresses = []")
    walk.once(status=1)
    assert {event["error"] for event in walk.events("poll-failed")} == {"blocked-address"}
    assert press.asked == []


def test_an_unreadable_watch_ends_with_3_and_names_the_place(walk: Walk) -> None:
    (walk.folder / "watches.toml").write_text('[[watch]]\nname = "Emas"\nquery = "emas antam"\n')
    assert 'watches.toml: watch "Emas": character 6' in walk.told("check", status=3)


def test_every_problem_of_every_file_is_listed_at_once(walk: Walk) -> None:
    walk.configure(top='langauge = "id"\ncatalogue = ["kontn"]')
    assert 'langauge: unknown key (did you mean "language"?)' in walk.told("check", status=3)
    walk.configure(top='catalogue = ["kontn"]')
    (walk.folder / "watches.toml").write_text('[[watch]]\nname = "Emas"\nquery = "emas"\nchannels = ["redksi"]\n')
    told = walk.told("check", status=3)
    assert 'unknown publisher or group "kontn" (did you mean "kontan"?)' in told
    assert 'watches.toml: watch "Emas": there is no channel "redksi" (did you mean "redaksi"?)' in told


def test_a_channel_that_refuses_for_good_is_given_up_and_the_operator_told(walk: Walk) -> None:
    walk.mail.refuse["piket@uji.example"] = "550 5.1.1 no such user"
    walk.configure(houses=["kontan"], more='[operator]\nchannels = ["redaksi"]\n')
    walk.once()
    walk.publish("telepon")
    walk.once(status=1)
    (given_up,) = walk.events("send-given-up")
    assert given_up["channel"] == "surel"
    texts = [call.request["text"] for call in walk.slack.posts]
    assert any("surel" in text for text in texts[1:]), texts
