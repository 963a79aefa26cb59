"""Feeds of every kind, whole and broken, to what they announce."""

import gzip
import json
import time
from contextlib import suppress
from datetime import datetime, timedelta

import pytest

from monitor.errors import Transient
from monitor.model import SourceKind, Yield
from monitor.sources import digest, parse
from tests.documents import CHALLENGE, NOW, item, many, reply, rss

ZONE = "Asia/Jakarta"
SECONDS = 12.0  # of processor time, the most that any hostile document of these tests may take on a busy machine


def read(body: bytes | str, kind: SourceKind | None = None, content_type: str = "") -> Yield:
    return parse(reply(body, content_type), kind, zone=ZONE, now=NOW)


def test_an_rss_item_is_read_whole() -> None:
    extra = "<category>Desa</category><source url='https://kantor.example/rss'>Kantor Berita</source>"
    found = read(rss(item(1, extra), head="<ttl>20</ttl>"))
    (first,) = found.items
    assert found.kind is SourceKind.FEED
    assert found.ttl == timedelta(minutes=20)
    assert not found.warnings
    assert first.url == "https://harian.example/desa/1/panen-raya-ke-1"
    assert first.canonical == first.url
    assert first.guid == "panen-1"
    assert first.title == "Panen raya ke-1 di Lereng Utara"
    assert first.summary == "Petani lega tahun ini."
    assert first.published == NOW - timedelta(minutes=10)
    assert first.section == "Desa"
    assert first.credited == "Kantor Berita"


def test_an_atom_entry_is_read_whole() -> None:
    (first,) = read(
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://warta.example/kabar/"><title>Warta</title><entry>'
        '<id>tag:warta.example,2026:9</id><link rel="self" href="9.atom"/><link rel="alternate" href="9/jembatan-baru"/>'
        '<title type="html">Jembatan &lt;i&gt;baru&lt;/i&gt; dibuka</title><updated>2026-11-23T09:00:00+08:00</updated>'
        "<published>2026-11-23T08:00:00+08:00</published><summary>Warga menyambut.</summary>"
        "<category term='Daerah'/><source><title>ANTARA</title></source></entry></feed>"
    ).items
    assert first.url == "https://warta.example/kabar/9/jembatan-baru"
    assert first.guid == "tag:warta.example,2026:9"
    assert first.title == "Jembatan baru dibuka"
    assert first.published == datetime.fromisoformat("2026-11-23T08:00:00+08:00")
    assert first.updated == datetime.fromisoformat("2026-11-23T09:00:00+08:00")
    assert (first.section, first.credited) == ("Daerah", "ANTARA")


def test_an_rdf_item_is_read_whole() -> None:
    (first,) = read(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>W</title></channel>'
        '<item rdf:about="https://warta.example/9"><title>Jembatan</title><dc:date>2026-11-23T08:00:00+09:00</dc:date>'
        "<dc:subject>Papua</dc:subject></item></rdf:RDF>"
    ).items
    assert (first.url, first.title, first.section) == ("https://warta.example/9", "Jembatan", "Papua")
    assert first.published == datetime.fromisoformat("2026-11-23T08:00:00+09:00")


def test_a_json_feed_item_is_read_whole() -> None:
    found = read(
        '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": 7, "url": "/a/7", "title": "Pasar &amp; toko",'
        ' "content_html": "<p>Ramai.</p>", "date_published": "2026-11-23T10:00:00+07:00", "tags": ["Ekonomi"]}, "x"]}'
    )
    (first,) = found.items
    assert (first.url, first.guid, first.title) == ("https://harian.example/a/7", "7", "Pasar & toko")
    assert (first.summary, first.section) == ("Ramai.", "Ekonomi")


PLACE = "https://harian.example"
RDF = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='{}'><channel/>{}</rdf:RDF>"
TWO = f"<item><title>Satu</title><link>{PLACE}/1</link></item><item><title>Dua</title><link>{PLACE}/2</link></item>"
DTD = '<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://n.example/rss-0.91.dtd">'
ATOM = "<feed xmlns='{}'{}><entry><title type='xhtml'><div>Satu</div></title>{}</entry><entry><title>Dua</title>{}</entry></feed>"
FAR = f"<link href='{PLACE}/2'/><link rel='enclosure' href='{PLACE}/3.mp3'/>"


def json_feed(version: str, *entries: dict[str, object]) -> str:
    return json.dumps({"version": f"https://jsonfeed.org/version/{version}", "items": entries})


DIALECTS = {
    "RSS 0.90": RDF.format("http://my.netscape.com/rdf/simple/0.9/", TWO),
    "RSS 0.91": f"{DTD}<rss version='0.91'><channel>{TWO}</channel></rss>",
    "RSS 0.92": f"<rss version='0.92'><channel>{TWO}</channel></rss>",
    "RSS 1.0": RDF.format("http://purl.org/rss/1.0/", TWO),
    "RSS 2.0 with a prefix": f"<a:rss xmlns:a='x' version='2.0'><channel>{TWO}</channel></a:rss>",
    "Atom 0.3": ATOM.format("http://purl.org/atom/ns#", "", f"<link rel='alternate' href='{PLACE}/1'/>", FAR),
    "Atom 1.0 with a base": ATOM.format(
        "http://www.w3.org/2005/Atom", f" xml:base='{PLACE}/'", "<link href='1'/>", FAR
    ),
    "JSON Feed 1": json_feed(
        "1", {"id": 1, "url": f"{PLACE}/1", "title": "Satu"}, {"id": f"{PLACE}/2", "title": "Dua"}
    ),
    "JSON Feed 1.1": json_feed(
        "1.1", {"id": "a", "url": "/1", "title": "Satu"}, {"id": "b", "external_url": f"{PLACE}/2", "title": "Dua"}
    ),
}


@pytest.mark.parametrize("text", DIALECTS.values(), ids=DIALECTS.keys())
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
def test_every_dialect_is_read(text: str, *, packed: bool) -> None:
    body = gzip.compress(text.encode()) if packed else text.encode()
    found = parse(reply(body, url=f"{PLACE}/rss"), None, zone=ZONE, now=NOW)
    assert found.kind is SourceKind.FEED
    assert [(item.url, item.title) for item in found.items] == [(f"{PLACE}/1", "Satu"), (f"{PLACE}/2", "Dua")]


def test_indonesian_dates_in_a_feed_take_the_publishers_zone() -> None:
    text = rss(item(1)).replace("Mon, 23 Nov 2026 12:50:00 +0000", "Jum'at, 20 Nopember 2026 14.49")
    (first,) = parse(reply(text), None, zone="Asia/Makassar", now=NOW).items
    assert first.published == datetime.fromisoformat("2026-11-20T14:49:00+08:00")


def test_a_time_in_the_future_is_reported_and_not_believed() -> None:
    found = read(rss(item(-40)))
    assert found.items[0].published is None
    assert found.warnings == ("1 item with a time in the future",)


def test_a_time_that_makes_no_sense_is_reported() -> None:
    found = read(rss(item(1).replace("Mon, 23 Nov 2026", "Mon, 32 Nov 1926")))
    assert found.items[0].published is None
    assert found.warnings == ("1 item with a time that cannot be read",)


def test_an_item_without_guid_is_known_by_its_canonical_address() -> None:
    text = rss("<item><link>http://www.harian.example/a?utm_source=rss</link></item>")
    (first,) = read(text).items
    assert first.url == "http://www.harian.example/a?utm_source=rss"
    assert first.guid == first.canonical == "https://harian.example/a"


def test_an_item_with_nothing_but_a_permalink_guid_has_an_address() -> None:
    (first,) = read(rss("<item><guid>https://harian.example/a</guid></item>")).items
    assert first.url == "https://harian.example/a"


def test_items_without_an_address_are_counted() -> None:
    found = read(rss("<item><title>Tanpa alamat</title></item>", "<item><link>javascript:x()</link></item>", item(1)))
    assert len(found.items) == 1
    assert found.warnings == ("2 items without a usable address",)


def test_items_that_share_one_guid_are_told_apart_by_address() -> None:
    found = read(rss(*(item(n).replace(f"panen-{n}", "sama", 1) for n in range(3))).replace("ke-sama", "ke-x"))
    assert len({entry.guid for entry in found.items}) == len(found.items) == 3
    assert found.warnings == ("several items share one id: told apart by address",)


def test_the_same_item_twice_is_one() -> None:
    assert len(read(rss(item(1), item(1))).items) == 1


def test_the_true_address_behind_a_counter_makes_the_canonical() -> None:
    origin = '<feedburner:origLink xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">https://harian.example/a/1</feedburner:origLink>'
    (first,) = read(rss("<item><link>https://hitung.example/~r/1</link>" + origin + "</item>")).items
    assert (first.url, first.canonical) == ("https://hitung.example/~r/1", "https://harian.example/a/1")


def test_pictures_and_podcasts_lend_no_titles() -> None:
    media = '<media:title xmlns:media="http://search.yahoo.com/mrss/">Foto: petani</media:title>'
    (first,) = read(rss(item(1).replace("<item>", "<item>" + media))).items
    assert first.title == "Panen raya ke-1 di Lereng Utara"


TITLES = {
    "escaped twice": ("Sawah &amp;quot;emas&amp;quot; &amp;amp; ladang", 'Sawah "emas" & ladang'),
    "in a CDATA section": ("<![CDATA[Sawah <b>emas</b> & ladang]]>", "Sawah emas & ladang"),
    "with a bare ampersand": ("Sawah & ladang", "Sawah & ladang"),
    "with an entity of HTML": ("Sawah&nbsp;emas &ldquo;baru&rdquo;", "Sawah emas “baru”"),
    "encoded twice": ("Lâ€™Orang desa", "L’Orang desa"),
    "with white space": ("\n  Sawah\t\n emas  ", "Sawah emas"),
    "with letters of every kind": ("Dusun Ampéra – tahap Ⅱ", "Dusun Ampéra – tahap Ⅱ"),
}


@pytest.mark.parametrize(("written", "meant"), TITLES.values(), ids=TITLES.keys())
def test_a_title_is_given_as_a_person_reads_it(written: str, meant: str) -> None:
    found = read(rss(item(1, title=written), item(2)))
    assert [entry.title for entry in found.items] == [meant, "Panen raya ke-2 di Lereng Utara"]


def test_a_bare_ampersand_in_a_link_stays_one() -> None:
    (first,) = read(rss("<item><link>https://harian.example/baca?a=1&b=2&copy=3</link></item>")).items
    assert first.url == "https://harian.example/baca?a=1&b=2&copy=3"


ENCODINGS = {
    "UTF-16 with a mark": lambda text: text.encode("utf-16"),
    "UTF-16 without a mark": lambda text: text.encode("utf-16-le"),
    "UTF-8 with a mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "UTF-8 called Latin": lambda text: text.replace("UTF-8", "ISO-8859-1").encode(),
    "Windows-1252 called UTF-8": lambda text: text.encode("cp1252"),
    "Windows-1252 called Latin": lambda text: text.replace("UTF-8", "ISO-8859-1").encode("cp1252"),
    "an unknown label": lambda text: text.replace("UTF-8", "x-entah").encode("cp1252"),
    "NUL bytes inside": lambda text: text.replace("raya", "ra\x00ya").encode(),
    "white space before": lambda text: b"\r\n\n  " + text.encode(),
    "a server's complaint before": lambda text: (
        b"<br />\n<b>Warning</b>: mysql in x.php on line 3<br />" + text.encode()
    ),
}


@pytest.mark.parametrize("encoded", ENCODINGS.values(), ids=ENCODINGS.keys())
def test_bytes_are_decoded_whatever_the_label_says(encoded: "object") -> None:
    text = rss(item(1, title="Panen raya di Kafé “Lereng”"))
    assert callable(encoded)
    assert read(encoded(text)).items[0].title == "Panen raya di Kafé “Lereng”"


def test_the_header_names_the_charset_where_the_document_does_not() -> None:
    text = rss(item(1, title="Статья"), prologue="<?xml version='1.0'?>")
    assert read(text.encode("koi8-r"), content_type="text/xml; charset=koi8-r").items[0].title == "Статья"


def test_a_feed_that_is_cut_short_gives_its_whole_items() -> None:
    text = many(20)
    for place in ("<title>Panen raya ke-12", "</item><item><title>Panen raya ke-12", "raya-ke-12</link>"):
        found = read(text[: text.index(place) + 9])
        assert [entry.guid for entry in found.items] == [f"panen-{number}" for number in range(12)]
        assert found.warnings == ("cut short: only whole items were taken",)


def test_a_feed_cut_before_its_first_item_ends_is_unreadable() -> None:
    with pytest.raises(Transient, match="without one whole item") as failure:
        read(many(20)[:150])
    assert failure.value.kind == "unreadable"


def test_broken_markup_is_repaired_as_far_as_anybody_can() -> None:
    found = read(many(5).replace("</title>", "</titel>", 3))
    assert len(found.items) == 5
    assert any("broken markup" in warning for warning in found.warnings)


@pytest.mark.parametrize("body", [b"", b"  \n", b"\x00\x00", b"\xef\xbb\xbf"])
def test_an_empty_document_is_said_to_be_empty(body: bytes) -> None:
    with pytest.raises(Transient) as failure:
        read(body)
    assert failure.value.kind == "empty"


PAGES = {
    "a challenge": (CHALLENGE, "a challenge that wants a browser"),
    "a login page": ("<html><head><title>Masuk | Harian</title></head><body></body></html>", "a login page"),
    "a page that is not there": ("<html><title>404 Not Found</title></html>", "not there"),
    "a refusal": ("<html><title>Harian</title><h1>Access Denied</h1></html>", "a refusal"),
    "a front page": ("<html><title>Harian Contoh</title><p>Selamat pagi</p></html>", "'Harian Contoh'"),
    "plain words": ("Selamat pagi", "neither feed nor page"),
    "other JSON": ('{"error": "tidak ada"}', "neither feed nor page"),
    "other XML": ("<?xml version='1.0'?><svg><g/></svg>", "neither feed nor page"),
}


@pytest.mark.parametrize(("page", "said"), PAGES.values(), ids=PAGES.keys())
def test_what_is_no_feed_is_named_for_what_it_is(page: str, said: str) -> None:
    with pytest.raises(Transient) as failure:
        read(page, SourceKind.FEED)
    assert failure.value.kind == "not-a-feed"
    assert said in failure.value.detail


def test_a_feed_that_shows_a_page_inside_is_still_a_feed() -> None:
    assert len(read(rss(item(1, "<encoded><![CDATA[<html><body>isi</body></html>]]></encoded>"))).items) == 1


def test_a_quiet_feed_is_no_failure() -> None:
    assert read(rss()).items == ()


PERIODS = {
    "<ttl>15</ttl>": timedelta(minutes=15),
    "<ttl>0</ttl>": None,
    "<ttl>nanti</ttl>": None,
    "<ttl>99999999999</ttl>": timedelta(days=365),
    '<sy:updatePeriod xmlns:sy="s">hourly</sy:updatePeriod><sy:updateFrequency xmlns:sy="s">2</sy:updateFrequency>': timedelta(
        minutes=30
    ),
    '<sy:updatePeriod xmlns:sy="s">daily</sy:updatePeriod>': timedelta(days=1),
}


@pytest.mark.parametrize(("head", "ttl"), PERIODS.items())
def test_the_feeds_own_wish(head: str, ttl: timedelta | None) -> None:
    assert read(rss(item(1), head=head)).ttl == ttl


def bomb() -> str:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    prologue = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha">{levels}]>'
    return rss(item(1, title="&a11; panen"), item(2), prologue=prologue)


def foreign() -> str:
    prologue = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY isi SYSTEM "file:///etc/passwd">]>'
    return rss(item(1, title="&isi; panen"), item(2), prologue=prologue)


@pytest.mark.parametrize("text", [bomb(), foreign()], ids=["entity bomb", "external entity"])
def test_entities_of_a_documents_own_are_never_expanded(text: str) -> None:
    started = time.process_time()
    found = read(text)
    assert len(found.items) == 2
    assert found.items[0].title.endswith("; panen")
    assert "root:" not in found.items[0].title
    assert time.process_time() - started < 5


HOSTILE = {
    "200,000 levels": "<rss><channel>" + "<a>" * 200_000,
    "200,000 levels inside an item": rss(item(1), "<item>" + "<b>" * 200_000),
    "a million empty items": "<rss><channel>" + "<item/>" * 1_000_000,
    "a million half items": "<rss><channel>" + "<item " * 1_000_000,
    "nothing but ampersands": "<rss><channel>" + "&" * 3_000_000,
    "nothing but brackets": "<rss><channel><item><title>" + "<" * 3_000_000,
    "a million sections never closed": "<rss>" + "<![CDATA[" * 1_000_000,
    "a million scripts in a summary": rss("<item><link>https://h.example/1</link><description>" + "&lt;script&gt;" * 300_000),
    "brackets without end": "<" * 5_000_000,
    "a million spaces": " " * 5_000_000 + "x",
    "a document type without end": "<!DOCTYPE x [" + "<!ENTITY a " * 300_000,
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_markup_ends_soon(text: str) -> None:
    started = time.process_time()
    with suppress(Transient):
        assert len(read(text).items) <= 1
    assert time.process_time() - started < SECONDS


def test_fifty_thousand_items_are_read_in_bounded_time_and_what_is_beyond_is_left() -> None:
    text = "<rss><channel>" + "".join(f"<item><link>/{n}</link></item>" for n in range(50_010)) + "</channel></rss>"
    started = time.process_time()
    found = read(text)
    assert time.process_time() - started < SECONDS
    assert len(found.items) == 50_000
    assert "more than 50000 items: the rest is left unread" in found.warnings


def test_a_headline_of_ten_megabytes_is_shortened_and_the_rest_is_read() -> None:
    found = read(rss(item(1, title="Panen " * 1_700_000), item(2)))
    assert [len(entry.title) <= 500 for entry in found.items] == [True, True]
    assert found.items[1].guid == "panen-2"


def test_a_digest_stays_where_only_the_time_of_making_changed() -> None:
    def made(at: str) -> bytes:
        return rss(
            item(1), head=f"<lastBuildDate>Mon, 23 Nov 2026 {at} GMT</lastBuildDate><!-- 0.{at[-2:]} s -->"
        ).encode()

    assert digest(made("10:00:01")) == digest(made("10:00:02"))
    assert digest(made("10:00:01")) != digest(rss(item(2)).encode())
