"""What a poll may have missed is found elsewhere; an edited article is read again without a second alert."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.demo.newsroom import Answer
from monitor.model import EntryState
from monitor.store import open_store
from tests.walk import Walk


@pytest.fixture
def started(walk: Walk) -> Walk:
    walk.configure(houses=["kontan"])
    walk.once()
    return walk


def feed(walk: Walk, names: list[str]) -> Answer:
    site, now = walk.newsroom.site("kontan"), datetime.now(UTC)
    items = "".join(
        f"<item><title>Kabar {name}</title><link>{site}/{name}</link><pubDate>{now:%a, %d %b %Y %H:%M:%S} +0000</pubDate></item>"
        for name in names
    )
    return Answer(
        f'<rss version="2.0"><channel><title>K</title>{items}</channel></rss>'.encode(), content_type="text/xml"
    )


def sitemap(walk: Walk, names: list[str], old: str) -> Answer:
    site, now = walk.newsroom.site("kontan"), datetime.now(UTC)
    rows = [f"<url><loc>{site}/{name}</loc><lastmod>{now.isoformat()}</lastmod></url>" for name in names]
    past = now - timedelta(days=2)
    rows.append(f"<url><loc>{site}/{old}</loc><lastmod>{past.isoformat()}</lastmod></url>")
    text = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{"".join(rows)}</urlset>'
    return Answer(text.encode(), content_type="application/xml")


def entries(walk: Walk) -> set[str]:
    with closing(open_store(walk.folder / "data")) as store:
        found = [store.explain(url=f"{walk.newsroom.site('kontan')}/berita-{n}") for n in range(20)]
    return {entry.announced.title or entry.announced.url for each in found if each for entry in each.entries}


def test_a_poll_that_finds_everything_new_reads_the_sitemap_back_and_status_says_so(started: Walk) -> None:
    new = [f"berita-{n}" for n in range(12)]
    started.newsroom.say("kontan", "/sitemap.xml", sitemap(started, new, "lama"))
    started.newsroom.say("kontan", started.door("kontan"), feed(started, new[:5]))
    started.once(status=None)
    assert len(entries(started)) == 12
    shown = started.told("status")
    assert "all 5 entries were new" in shown
    assert "was read back to what is known: 7 more" in shown
    asked = started.newsroom.counts("kontan")
    started.once(status=None)
    assert started.newsroom.counts("kontan")["/sitemap.xml", 200] == asked["/sitemap.xml", 200]


def page(walk: Walk, numbers: range, older: str = "") -> Answer:
    """An index of articles without times."""
    names = ["warga-panen-kopi-lebih-awal", "jembatan-gantung-dibuka-lagi", "nelayan-tunda-melaut-karena-ombak"]
    links = "".join(f"<h3><a href='/desa/read/{7000 + n}/{names[n % 3]}-{n}'>{names[n % 3]}</a></h3>" for n in numbers)
    return Answer(f"<html><body>{links}<a href='{older}'>Berikutnya</a></body></html>".encode())


def test_a_listing_in_which_everything_is_new_is_read_on_to_the_last_known_article(walk: Walk) -> None:
    walk.configure(more=f'[[source]]\nurl = "{walk.newsroom.site("kontan")}/desa"\nkind = "listing"\n', houses=[])
    walk.newsroom.say("kontan", "/desa", page(walk, range(4)))
    walk.once()
    walk.newsroom.say("kontan", "/desa", page(walk, range(9, 5, -1), "/desa?page=2"))
    walk.newsroom.say("kontan", "/desa?page=2", page(walk, range(5, 1, -1), "/desa?page=3"))
    walk.once(status=None)
    asked = walk.newsroom.asked("kontan")
    assert {one.path.rsplit("-", 1)[1] for one in asked if "/read/" in one.path} == {"4", "5", "6", "7", "8", "9"}
    assert not any("page=3" in one.path for one in asked)
    assert "was read back to what is known: 2 more" in walk.told("status")


def test_a_list_that_never_reaches_what_is_known_is_read_for_three_pages(walk: Walk) -> None:
    walk.configure(
        houses=["kontan"], more=f'[[source]]\nurl = "{walk.newsroom.site("kontan")}/desa"\nkind = "listing"\n'
    )
    walk.newsroom.say("kontan", "/desa", page(walk, range(4)))
    walk.once()
    walk.newsroom.say("kontan", "/desa", page(walk, range(94, 90, -1), "/desa?page=2"))
    for n in range(2, 9):
        walk.newsroom.say(
            "kontan", f"/desa?page={n}", page(walk, range(96 - 4 * n + 2, 96 - 4 * n - 2, -1), f"/desa?page={n + 1}")
        )
    walk.once(status=None)
    asked = {one.path for one in walk.newsroom.asked("kontan") if "page=" in one.path}
    assert asked == {"/desa?page=2", "/desa?page=3", "/desa?page=4"}


def test_a_gap_that_nothing_closes_is_shown(started: Walk) -> None:
    started.newsroom.say("kontan", "/sitemap.xml", Answer(b"", 404))
    started.newsroom.say("kontan", "/", Answer(b"<html><body>Kosong</body></html>"))
    started.newsroom.say("kontan", started.door("kontan"), feed(started, ["berita-1", "berita-2"]))
    started.once(status=None)
    assert "some may be missing" in started.told("status")


def test_an_article_announced_with_a_later_date_is_read_again_and_alerts_nobody_twice(walk: Walk) -> None:
    piece = walk.pieces["telepon"]
    walk.configure(houses=["kontan"])
    walk.once()
    walk.publish("telepon")
    walk.once()
    page = walk.newsroom.url(piece)
    sent = len(walk.slack.posts)
    with closing(open_store(walk.folder / "data")) as store:
        told = store.explain(url=page)
        assert told is not None
        assert told.article is not None
        assert told.entries[0].state is EntryState.DUE  # a watched page is read once more some hours later
    walk.read_now()
    path = page.removeprefix(walk.newsroom.site("kontan"))
    assert walk.newsroom.counts("kontan")[path, 200] == 2
    later = replace(piece, published=datetime.now(UTC).astimezone(piece.published.tzinfo))
    assert later.published - piece.published > timedelta(minutes=5)
    walk.newsroom.unpublish(piece)
    walk.newsroom.publish(later)
    walk.newsroom.say(
        "kontan",
        path,
        walk.newsroom.answer("kontan", walk.newsroom.url(later).removeprefix(walk.newsroom.site("kontan"))),
    )
    walk.once()
    assert walk.newsroom.counts("kontan")[path, 200] == 2  # it was read a moment ago, and is read when its time comes
    walk.once()  # the document stays as it is
    walk.read_now()
    assert walk.newsroom.counts("kontan")[path, 200] == 3
    assert len(walk.slack.posts) == sent
    with closing(open_store(walk.folder / "data")) as store:
        settled = store.explain(url=page)
    assert settled is not None
    assert settled.entries[0].state is EntryState.READ


def test_catchup_leaves_nothing_to_read(started: Walk) -> None:
    names = ["berita-1", "berita-2"]
    for name in names:
        started.newsroom.say("kontan", f"/{name}", Answer(b"", 503))
    started.newsroom.say("kontan", started.door("kontan"), feed(started, names))
    started.once(status=None)
    assert "2 waiting entries are known now" in started.told("sources", "catchup")
    assert "0 waiting entries" in started.told("sources", "catchup", "--publisher", "kontan")
    assert "there is no such source" in started.told("sources", "catchup", "99", status=2)
    assert "no source is of such a publisher" in started.told("sources", "catchup", "--publisher", "tiada", status=2)
    asked = len(started.newsroom.asked("kontan"))
    started.read_now()
    assert [one.path for one in started.newsroom.asked("kontan")[asked:] if one.path != started.door("kontan")] == []
