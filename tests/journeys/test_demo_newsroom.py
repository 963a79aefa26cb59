"""The demo's newsroom answers as real sites do: feeds, pages, conditions, gzip, robots.txt, faults."""

import gzip
import json
from calendar import timegm
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
import requests
from bs4 import BeautifulSoup

from monitor.demo.newsroom import Answer, Newsroom
from monitor.demo.pieces import Piece, load_houses, load_pieces

NOW = datetime(2026, 3, 2, 13, 5, 9, tzinfo=UTC)


@pytest.fixture
def pieces() -> Mapping[str, Piece]:
    return load_pieces(NOW)


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with Newsroom(load_houses(), now=lambda: NOW) as room:
        yield room


@pytest.fixture
def web() -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.trust_env = False
        yield session


def test_every_house_has_a_host_of_its_own(newsroom: Newsroom) -> None:
    sites = [newsroom.site(house.key) for house in newsroom.houses]
    assert len(set(sites)) == len(sites) == 7


@pytest.mark.parametrize(
    ("key", "house", "version"),
    [("telepon", "kontan", "rss20"), ("cabai", "kawat-nusantara", "atom10"), ("jembatan", "kabarkini", "rss20")],
)
def test_feeds_are_well_formed_and_carry_what_was_published(
    newsroom: Newsroom, web: requests.Session, pieces: Mapping[str, Piece], key: str, house: str, version: str
) -> None:
    url = newsroom.publish(pieces[key])
    feed = feedparser.parse(web.get(newsroom.door(house), timeout=5).content)
    assert not feed.bozo
    assert feed.version == version
    assert [entry.title for entry in feed.entries] == [pieces[key].title]
    assert feed.entries[0].link.split("?")[0] == url
    assert datetime.fromtimestamp(timegm(feed.entries[0].published_parsed), UTC) == pieces[key].published


def test_the_news_sitemap_names_the_page_its_title_and_its_time(
    newsroom: Newsroom, web: requests.Session, pieces: Mapping[str, Piece]
) -> None:
    url = newsroom.publish(pieces["salinan"])
    soup = BeautifulSoup(web.get(newsroom.door("sosok"), timeout=5).content, "xml")
    assert [loc.text for loc in soup.select("url > loc")] == [url]
    assert [title.text for title in soup.find_all("news:title")] == [pieces["salinan"].title]
    assert [date.text for date in soup.find_all("news:publication_date")] == [pieces["salinan"].published.isoformat()]


def test_the_listing_links_to_its_articles_newest_first(
    newsroom: Newsroom, web: requests.Session, pieces: Mapping[str, Piece]
) -> None:
    urls = [newsroom.publish(pieces[key]) for key in ("pasar", "perahu")]
    soup = BeautifulSoup(web.get(newsroom.door("harian-teluk"), timeout=5).content, "lxml")
    assert [link["href"] for link in soup.select("article h2 a")] == urls[::-1]
    assert "WITA" in soup.select("time")[0].text


@pytest.mark.parametrize("key", list(load_pieces(NOW)))
def test_every_page_holds_its_whole_piece_in_order_among_markup_noise(
    newsroom: Newsroom, web: requests.Session, pieces: Mapping[str, Piece], key: str
) -> None:
    reply = web.get(newsroom.publish(pieces[key]), timeout=5)
    shown = " ".join(BeautifulSoup(reply.content, "lxml").get_text(" ").split())
    place = 0
    for text in pieces[key].paragraphs:
        without_dateline = text.split(" ", 3)[-1] if " - " in text[:40] else text
        place = shown.index(without_dateline, place)
    assert reply.status_code == 200
    assert 3 <= len(pieces[key].paragraphs) <= 15
    assert len(shown) > 1.15 * len(" ".join(pieces[key].paragraphs))


def test_the_copy_ends_with_a_credit_that_quotes_the_originals_headline(
    newsroom: Newsroom, web: requests.Session, pieces: Mapping[str, Piece]
) -> None:
    text = web.get(newsroom.publish(pieces["salinan"]), timeout=5).text
    soup = BeautifulSoup(text, "lxml")
    foot = f'Artikel ini pernah tayang di Kontan dengan judul "{pieces["telepon"].title}"'
    assert soup.select(".read__content")[-1].get_text(strip=True) == foot
    assert "(*)" in text
    assert "Baca Juga:" in text


def test_the_copy_keeps_most_sentences_and_changes_headline_and_opening(pieces: Mapping[str, Piece]) -> None:
    original, copy = pieces["telepon"], pieces["salinan"]
    shared = set(original.paragraphs) & set(copy.paragraphs)
    assert original.title != copy.title
    assert copy.paragraphs[0] not in shared
    assert 6 <= len(shared) < len(copy.paragraphs) - 3


def test_json_ld_can_be_read(newsroom: Newsroom, web: requests.Session, pieces: Mapping[str, Piece]) -> None:
    soup = BeautifulSoup(web.get(newsroom.publish(pieces["telepon"]), timeout=5).content, "lxml")
    blocks = [json.loads(script.text) for script in soup.select('script[type="application/ld+json"]')]
    assert [block["@type"] for block in blocks] == ["BreadcrumbList", "NewsArticle"]
    assert blocks[1]["headline"] == pieces["telepon"].title
    assert datetime.fromisoformat(blocks[1]["datePublished"]) == pieces["telepon"].published


def test_an_unchanged_door_answers_304_to_either_validator(
    newsroom: Newsroom, web: requests.Session, pieces: Mapping[str, Piece]
) -> None:
    newsroom.publish(pieces["telepon"])
    door = newsroom.door("kontan")
    first = web.get(door, timeout=5)
    by_tag = web.get(door, headers={"If-None-Match": first.headers["ETag"]}, timeout=5)
    by_date = web.get(door, headers={"If-Modified-Since": first.headers["Last-Modified"]}, timeout=5)
    assert (by_tag.status_code, by_tag.content) == (304, b"")
    assert by_date.status_code == 304
    newsroom.publish(pieces["senjata"])
    both = {"If-None-Match": first.headers["ETag"], "If-Modified-Since": first.headers["Last-Modified"]}
    assert web.get(door, headers=both, timeout=5).status_code == 200
    assert [asked.status for asked in newsroom.asked("kontan")] == [200, 304, 304, 200]
    assert newsroom.counts("kontan") == {("/rss/internasional", 200): 2, ("/rss/internasional", 304): 2}


def test_bodies_are_gzipped_for_those_who_ask(newsroom: Newsroom, web: requests.Session) -> None:
    plain = web.get(newsroom.door("kontan"), headers={"Accept-Encoding": "identity"}, timeout=5)
    packed = web.get(newsroom.door("kontan"), headers={"Accept-Encoding": "gzip"}, stream=True, timeout=5)
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed.raw.read(decode_content=False)) == plain.content


def test_robots_txt_and_unknown_pages_are_answered(newsroom: Newsroom, web: requests.Session) -> None:
    robots = web.get(newsroom.site("kontan") + "/robots.txt", timeout=5)
    assert robots.headers["Content-Type"].startswith("text/plain")
    assert "User-agent: *" in robots.text
    assert web.get(newsroom.site("kontan") + "/tiada", timeout=5).status_code == 404
    assert web.head(newsroom.door("kontan"), timeout=5).content == b""


def test_a_fault_lasts_until_it_is_taken_back(newsroom: Newsroom, web: requests.Session) -> None:
    newsroom.say("suara-pesisir", "/feed", Answer(status=503, headers={"Retry-After": "120"}))
    sick = web.get(newsroom.door("suara-pesisir"), timeout=5)
    newsroom.say("suara-pesisir", "/feed", None)
    assert (sick.status_code, sick.headers["Retry-After"]) == (503, "120")
    assert web.get(newsroom.door("suara-pesisir"), timeout=5).status_code == 200


def test_a_piece_taken_back_is_gone(newsroom: Newsroom, web: requests.Session, pieces: Mapping[str, Piece]) -> None:
    url = newsroom.publish(pieces["perahu"])
    newsroom.unpublish(pieces["perahu"])
    assert web.get(url, timeout=5).status_code == 404
    assert pieces["perahu"].title not in web.get(newsroom.door("harian-teluk"), timeout=5).text


def test_gold_prices_of_two_days_differ_in_dates_and_figures_only(pieces: Mapping[str, Piece]) -> None:
    yesterday, today = pieces["emas-kemarin"], pieces["emas-hari-ini"]
    assert today.published - yesterday.published == timedelta(days=1)
    assert "Senin, 2 Maret 2026" in today.title
    assert "Minggu, 1 Maret 2026" in yesterday.title
    words = [{word for word in " ".join(piece.paragraphs).split() if word.isalpha()} for piece in (yesterday, today)]
    assert words[0] ^ words[1] <= {"naik", "turun"}


def test_ports_are_free_after_closing() -> None:
    room = Newsroom(load_houses(), now=lambda: NOW)
    door = room.door("kontan")
    room.close()
    with pytest.raises(requests.ConnectionError):
        requests.get(door, timeout=2)


def test_pieces_can_be_made_by_a_test(newsroom: Newsroom, web: requests.Session, pieces: Mapping[str, Piece]) -> None:
    url = newsroom.publish(replace(pieces["perahu"], house="kontan", title='Judul & <tanda> "kutip"'))
    assert BeautifulSoup(web.get(url, timeout=5).content, "lxml").h1.get_text() == 'Judul & <tanda> "kutip"'  # type: ignore[union-attr]
