"""Sitemaps, listing pages, lists of sources, and what a site offers: to what they announce."""

import gzip
import time
from datetime import datetime, timedelta

import pytest

from monitor.errors import Transient, UsageError
from monitor.model import SourceKind, Yield
from monitor.sources import parse
from monitor.sources.discovery import hints_in_page, hints_in_robots
from monitor.sources.lists import read_list, write_opml
from monitor.sources.shapes import site_of
from tests.documents import CHALLENGE, NOW, card, listing, news_sitemap, reply, rss

ZONE = "Asia/Jakarta"
HOME = "https://harian.example/indeks"


def read(body: bytes | str, kind: SourceKind | None = None, selectors: tuple[str, ...] = ()) -> Yield:
    return parse(reply(body, url=HOME), kind, zone=ZONE, now=NOW, listing=selectors)


# ------------------------------------------------------------------------------------------------------------- sitemaps


def test_a_news_sitemap_gives_titles_and_times() -> None:
    entry = ("https://harian.example/a/1", "2026-11-23T15:00:00+07:00", "Bendungan &amp; irigasi")
    found = read(news_sitemap(entry), SourceKind.SITEMAP)
    (first,) = found.items
    assert found.kind is SourceKind.SITEMAP
    assert (first.url, first.title, first.guid) == (
        "https://harian.example/a/1",
        "Bendungan & irigasi",
        "https://harian.example/a/1",
    )
    assert first.published == datetime.fromisoformat("2026-11-23T15:00:00+07:00")


def test_a_plain_sitemap_gives_the_last_change() -> None:
    found = read(
        "<urlset><url><loc> https://harian.example/a/1 </loc><lastmod>2026-11-22</lastmod></url><url><loc>/b</loc></url></urlset>"
    )
    assert [item.url for item in found.items] == ["https://harian.example/a/1", "https://harian.example/b"]
    assert found.items[0].published == datetime.fromisoformat("2026-11-22T00:00:00+07:00")
    assert found.items[1].published is None


def test_an_index_gives_its_sitemaps_the_latest_first() -> None:
    rows = [("a", "2026-11-01"), ("b", "2026-11-23T10:00:00+07:00"), ("c", "2026-11-20")]
    text = "".join(
        f"<sitemap><loc>https://harian.example/{n}.xml.gz</loc><lastmod>{at}</lastmod></sitemap>" for n, at in rows
    )
    found = read(f"<sitemapindex>{text}</sitemapindex>")
    assert found.items == ()
    assert found.children == tuple(f"https://harian.example/{name}.xml.gz" for name in "bca")


def test_of_sitemaps_without_a_date_those_named_for_news_come_first() -> None:
    names = ["page", "post", "news-sitemap", "category"]
    text = "".join(f"<sitemap><loc>https://beritanews.example/{name}.xml</loc></sitemap>" for name in names)
    found = read(f"<sitemapindex>{text}</sitemapindex>")
    assert [url.rpartition("/")[2] for url in found.children] == [
        "news-sitemap.xml",
        "page.xml",
        "post.xml",
        "category.xml",
    ]


def test_a_packed_sitemap_is_unpacked() -> None:
    packed = gzip.compress(
        news_sitemap(("https://harian.example/a/1", "2026-11-23T15:00:00+07:00", "Bendungan")).encode()
    )
    assert len(read(packed).items) == 1
    cut = read(packed[:-12])
    assert len(cut.items) == 1
    assert "gzip cut short" in cut.warnings


def test_a_packed_bomb_is_unpacked_only_so_far() -> None:
    bomb = gzip.compress(b"<urlset>" + b" " * 60_000_000)
    with pytest.raises(Transient) as failure:
        read(bomb)
    assert failure.value.kind == "unreadable"


def test_a_sitemap_that_is_cut_short_gives_its_whole_addresses() -> None:
    text = news_sitemap(
        *((f"https://harian.example/a/{n}", "2026-11-23T15:00:00+07:00", f"Kabar {n}") for n in range(9))
    )
    found = read(text[: text.index("Kabar 5")])
    assert [item.title for item in found.items] == [f"Kabar {n}" for n in range(5)]


# ------------------------------------------------------------------------------------------------------------- listings

CARDS = "".join(
    card(f"/desa/read/{77_000 + n}/{slug}", title, f"Senin, 23 November 2026 | 1{n}:15 WIB")
    for n, (slug, title) in enumerate(
        [
            ("warga-lereng-utara-panen-kopi-lebih-awal", "Warga Lereng Utara Panen Kopi Lebih Awal"),
            ("jembatan-gantung-kembali-dibuka-untuk-umum", "Jembatan Gantung Kembali Dibuka untuk Umum"),
            ("guru-desa-ajak-murid-menulis-surat", "Guru Desa Ajak Murid Menulis Surat"),
            ("pasar-malam-pindah-ke-alun-alun-baru", "Pasar Malam Pindah ke Alun-Alun Baru"),
            ("nelayan-tunda-melaut-karena-ombak", "Nelayan Tunda Melaut karena Ombak"),
        ]
    )
)
MENU = (
    "<a href='/'>Beranda</a><a href='/desa'>Desa</a><a href='/tag/panen-kopi-lereng-utara'>Panen kopi Lereng Utara</a>"
    "<a href='/penulis/siti-nurhaliza-dari-desa'>Siti</a>"
    "<a href='/pedoman-pemberitaan-media-siber'>Pedoman Pemberitaan Media Siber</a>"
    "<a href='https://lain.example/read/88000/berita-di-situs-lain-yang-panjang'>Berita di Situs Lain yang Panjang</a>"
    "<a href='/indeks?page=2'>2</a><a href='javascript:x()'>Bagikan</a>"
    "<a href='/desa/read/77000/warga-lereng-utara-panen-kopi-lebih-awal?utm_source=menu'>Panen</a>"
)


def test_a_listing_is_read_by_its_structure() -> None:
    found = read(listing(CARDS, MENU))
    assert found.kind is SourceKind.LISTING
    assert [item.title.split()[0] for item in found.items] == ["Warga", "Jembatan", "Guru", "Pasar", "Nelayan"]
    assert [item.published for item in found.items] == [
        datetime.fromisoformat(f"2026-11-23T1{n}:15:00+07:00") for n in range(5)
    ]


def test_relative_times_beside_links_count_from_now() -> None:
    found = read(listing(CARDS.replace("Senin, 23 November 2026 | 10:15 WIB", "3 jam yang lalu")))
    assert found.items[0].published == NOW - timedelta(hours=3)


SLUG = "/desa/read/77001/panen-kopi-lebih-awal"
WORDINGS = {
    "a label before the headline": f"<a href='{SLUG}'><span class='label'>EKSKLUSIF</span> Panen Kopi Lebih Awal</a>",
    "a label inside the heading": f"<h3><a href='{SLUG}'><b>Foto</b> Panen Kopi Lebih Awal</a></h3>",
    "desk, headline and time in one anchor": (
        f"<a href='{SLUG}'><div>Desa</div><div>Panen Kopi Lebih Awal</div><div>Siti, 23 Nov 2026 10.15 WIB</div></a>"
    ),
    "a word in bold": f"<a href='{SLUG}'>Panen <b>Kopi</b> Lebih Awal</a>",
    "an anchor laid over its card": f"<div><h2>Panen Kopi Lebih Awal</h2><a href='{SLUG}'></a></div>",
    "a label for those who cannot see": f"<div><p>Desa</p><a href='{SLUG}' aria-label='Panen Kopi Lebih Awal'></a></div>",
}


@pytest.mark.parametrize("markup", WORDINGS.values(), ids=WORDINGS.keys())
def test_a_headline_is_told_from_what_stands_beside_it(markup: str) -> None:
    (item,) = read(listing(f"<div>{markup}</div>"), SourceKind.LISTING).items
    assert item.title == "Panen Kopi Lebih Awal"


CLOCKS = {
    "an attribute before the words": "<span class='tgl'>kemarin</span><time datetime='2026-11-23T10:15:00+07:00'>x</time>",
    "an instant in a title": "<span class='tgl' title='Senin, 23 Nov 2026 10:15 WIB'>9 jam yang lalu</span>",
    "seconds since 1970": "<span d-time='1795403700'>9 jam yang lalu</span>",
    "an attribute of their own": "<span class='x' data-waktu='' data-publish-date='2026-11-23 10:15:00'></span>",
    "numbers in a cell": "<table><tr><td>23-11-2026 10:15</td></tr></table>",
    "an abbreviation": "<abbr class='published' title='2026-11-23T10:15:00+07:00'>10.15</abbr>",
    "an element of their own": "<date class='latest__date'>Senin, 23 November 2026 | 10:15 WIB</date>",
}


@pytest.mark.parametrize("clock", CLOCKS.values(), ids=CLOCKS.keys())
def test_a_time_is_found_in_every_place_where_pages_put_it(clock: str) -> None:
    (item,) = read(
        listing(f"<div><h3><a href='{SLUG}'>Panen Kopi Lebih Awal</a></h3>{clock}</div>"), SourceKind.LISTING
    ).items
    assert item.published == datetime.fromisoformat("2026-11-23T10:15:00+07:00")


def test_a_listing_tells_where_it_goes_on() -> None:
    pages = "<a href='/desa?page=1'>1</a><a href='/desa?page=2'>2</a><a href='/desa?page=3'>3</a>"
    assert read(listing(CARDS, pages)).older == "https://harian.example/desa?page=2"
    second = parse(reply(listing(CARDS, pages), url="https://harian.example/desa?page=2"), None, zone=ZONE, now=NOW)
    assert second.older == "https://harian.example/desa?page=3"
    assert read(listing(CARDS, "<a href='https://lain.example/page/2/'>2</a>")).older == ""
    assert read(listing(CARDS, "<a href='/desa/page/2/'>Berikutnya</a>")).older == "https://harian.example/desa/page/2/"


def test_a_short_headline_among_longer_ones_is_known_by_its_markup() -> None:
    slugs = [
        "panen-kopi-lebih-awal",
        "jembatan-gantung-dibuka-lagi",
        "guru-desa-menulis-surat",
        "nelayan-tunda-melaut-lagi",
    ]
    rows = [(slug, slug.replace("-", " ")) for slug in (*slugs, "rupiah-melemah-lagi")]
    cards = "".join(f"<a class='kartu' href='/{slug}'><img><p>{title}</p></a>" for slug, title in rows)
    desks = "".join(f"<a class='meja' href='/{slug}'>{slug}</a>" for slug in ("gaya-hidup-sehat", "ekonomi-dan-bisnis"))
    assert [item.title for item in read(listing(cards + desks), SourceKind.LISTING).items] == [
        title for _, title in rows
    ]


def test_a_heading_says_more_than_the_link_to_its_comments() -> None:
    more = "Baca selengkapnya dan tinggalkan komentar di bawah"
    card = f"<h2><a href='/baca/99812'>Harga Cabai Rawit Turun Lagi</a></h2><a href='/baca/99812#respond'>{more}</a>"
    (item,) = read(listing(f"<div>{card}</div>"), SourceKind.LISTING).items
    assert item.title == "Harga Cabai Rawit Turun Lagi"


def test_a_time_between_two_headlines_belongs_to_the_one_above_it() -> None:
    rows = "".join(
        f"<dt><a href='/desa/read/7700{n}/{slug}'>{slug.replace('-', ' ')}</a></dt><dd>{n} Nov 2026, 10:15 WIB</dd>"
        for n, slug in enumerate(["panen-kopi-lebih-awal", "jembatan-gantung-dibuka-lagi"], 1)
    )
    found = read(listing(f"<dl>{rows}</dl><p>Diperbarui 9 Nov 2026, 11:00 WIB</p>"), SourceKind.LISTING)
    assert [item.published.day for item in found.items if item.published] == [1, 2]


def test_a_listing_is_read_by_the_publishers_selectors() -> None:
    text = listing(
        "<div class='utama'><h2><a href='/x/1'>Satu</a></h2></div><ul><li class='b'><p><a href='/x/2'>Dua</a></p></li></ul>"
    )
    found = read(text, SourceKind.LISTING, ("div.utama h2 a", "li.b"))
    assert [(item.url, item.title) for item in found.items] == [
        ("https://harian.example/x/1", "Satu"),
        ("https://harian.example/x/2", "Dua"),
    ]


def test_selectors_that_find_nothing_are_said_and_structure_takes_over() -> None:
    found = read(listing(CARDS, MENU), SourceKind.LISTING, ("div.markup-lama a",))
    assert len(found.items) == 5
    assert any("find nothing" in warning for warning in found.warnings)


def test_a_selector_that_is_none_is_said() -> None:
    found = read(listing(CARDS), SourceKind.LISTING, ("div[", ".card h3 a"))
    assert len(found.items) == 5
    assert any("selector 'div['" in warning for warning in found.warnings)


@pytest.mark.parametrize("page", [CHALLENGE, listing("<p>Sedang dalam pemeliharaan</p>"), listing("", MENU)])
def test_a_page_without_articles_is_a_failure_that_says_what_it_is(page: str) -> None:
    with pytest.raises(Transient) as failure:
        read(page, SourceKind.LISTING)
    assert failure.value.kind == "no-articles"
    assert "an HTML page" in failure.value.detail


def test_a_deep_listing_ends_soon() -> None:
    with pytest.raises(Transient):
        read("<html><body>" + "<div>" * 200_000, SourceKind.LISTING)


def anchors(inside: str, around: str = "{}") -> str:
    return "".join(
        around.format(f"<a href='/desa/read/{70_000 + n}/panen-kopi-lebih-awal-{n}'>{inside}</a>") for n in range(5_000)
    )


HEAVY = {
    "empty anchors among many parts": f"<div><div>{anchors('')}{'<i></i>' * 30_000}</div></div>",
    "empty anchors in paragraphs": f"<div>{anchors('', '<p>{}</p>')}{'<i></i>' * 25_000}</div>",
    "anchors of many parts": anchors("<span>panen kopi</span>" * 6),
    "headlines with nothing between": anchors("Panen Kopi Lebih Awal", "<h3>{}</h3><p>a</p><p>b</p>"),
    "one article in a huge block": f"<div><a href='{SLUG}'>Panen Kopi Lebih Awal</a>{'<i>a</i>' * 35_000}</div>",
}


@pytest.mark.parametrize("markup", HEAVY.values(), ids=HEAVY.keys())
def test_a_heavy_listing_ends_soon(markup: str) -> None:
    began = time.process_time()
    assert read(listing(markup), SourceKind.LISTING).items
    assert time.process_time() - began < 10


ADDRESSES = {
    "date and id": ("/read/2026/11/23/21345671/warga-desa-gelar-kenduri", "Warga desa gelar kenduri bersama", True),
    "headline alone": ("/news/warga-desa-gelar-kenduri-bersama", "Warga desa gelar kenduri bersama", True),
    "code behind the headline": ("/kabar/warga-desa-gelar-kenduri-21VYIMfcWqq", "Warga desa gelar kenduri bersama", True),
    "file": ("/peristiwa/warga-desa-gelar-kenduri-bersama.html", "Warga desa gelar kenduri bersama", True),
    "query": ("/baca.php?id=99812", "Warga desa gelar kenduri bersama kepala desa", True),
    "trending desk with a headline": ("/trending/warga-desa-gelar-kenduri-bersama.html", "Warga desa gelar kenduri bersama", True),
    "topic with an id": ("/topik-pilihan/list/12345/warga-desa-gelar-kenduri", "Warga desa gelar kenduri bersama", False),
    "tag": ("/tag/warga-desa-gelar-kenduri", "Warga desa gelar kenduri", False),
    "channel": ("/ekonomi-bisnis", "Ekonomi Bisnis", False),
    "channel of three words": ("/gaya-hidup-sehat", "Gaya Hidup Sehat", False),
    "policy": ("/kebijakan-privasi-data-pembaca", "Kebijakan Privasi Data Pembaca Kami Semua", False),
    "classified": ("/mobil-dijual/sedan-tua-mesin-halus-2603306.html", "Dijual sedan tua mesin halus murah", False),
    "person": ("/me/107643805695149732079", "Gayuh Tri Pinjungwati", False),
    "picture": ("/foto/2026/11/23/warga-desa-gelar-kenduri.jpg", "Warga desa gelar kenduri bersama", False),
    "headline like a page of the house": ("/kabar/syarat-naik-kereta-tahun-depan", "Syarat Naik Kereta Tahun Depan", True),
    "another, with an id": ("/read/99812/kontak-tembak-di-perbatasan", "Kontak Tembak di Perbatasan Utara", True),
    "about the house": ("/read/99812/tentang-kami", "Tentang Kami dan Siapa yang Menulis", False),
    "about the house, by name": ("/info/redaksi-harian-contoh.html", "Redaksi Harian Contoh dan Alamatnya", False),
    "a code alone": ("/kabar/articles/c4gz9e1wq2ro", "Kenduri di lereng bukit utara", True),
    "a list by query": ("/index.php?page=kategori&id=99812", "Warga desa gelar kenduri bersama", False),
    "an address of a number alone": ("/?p=99812", "Warga desa gelar kenduri bersama", True),
    "the next page": ("/?p=2", "2", False),
    "an archive by day": ("/2026/11/23/", "Arsip berita Senin 23 November 2026", False),
    "comments": ("/komentar/99812/warga-desa-gelar-kenduri", "3 Komentar", False),
    "somebody's page": ("/profil/siti-nurhaliza", "Siti Nurhaliza", False),
    "a headline on such a desk": ("/profil/99812/bupati-muda-yang-gemar-memanah", "Bupati Muda yang Gemar Memanah", True),
    "about the house, deeper": ("/about/sejarah-panjang-harian-contoh", "Sejarah Panjang Harian Contoh Kami", False),
    "help desk": ("https://help.harian.example/artikel/115014925288-cara-mengirim-surat", "Cara mengirim surat pembaca", False),
}  # fmt: skip


@pytest.mark.parametrize(("href", "text", "article"), ADDRESSES.values(), ids=ADDRESSES.keys())
def test_an_address_says_whether_it_is_an_article(href: str, text: str, *, article: bool) -> None:
    try:
        found = read(listing(f"<div><a href='{href}'>{text}</a></div>"), SourceKind.LISTING)
    except Transient:
        found = Yield(SourceKind.LISTING, ())
    assert bool(found.items) == article


def test_one_sort_of_document_read_as_another_is_read_as_what_it_is() -> None:
    assert (
        read(news_sitemap(("https://harian.example/a/1", "2026-11-23", "A")), SourceKind.FEED).kind
        is SourceKind.SITEMAP
    )
    assert read(rss("<item><link>/1</link></item>"), SourceKind.LISTING).kind is SourceKind.FEED


# ------------------------------------------------------------------------------------------------ what a site offers


SITES = {
    "https://nasional.kontan.co.id/a": "kontan.co.id",
    "https://m.harian.example/a": "harian.example",
    "http://127.0.0.1:8001/a": "127.0.0.1:8001",
    "http://localhost:8001/": "localhost:8001",
    "http://[::1]:8001/": "[::1]:8001",
    "berita": "",
}


@pytest.mark.parametrize(("url", "site"), SITES.items())
def test_a_site_is_what_its_hosts_have_in_common(url: str, site: str) -> None:
    assert site_of(url) == site


def test_feeds_that_a_page_declares_come_before_those_it_links() -> None:
    page = (
        "<html><head><link rel='alternate' type='application/rss+xml' href='/rss' title='Semua'>"
        "<link rel='alternate' hreflang='en' href='/en'></head><body><a href='/rss'>RSS</a><a href='/rss/desa'>RSS desa</a>"
        "<a href='https://lain.example/rss'>RSS lain</a></body></html>"
    )
    found = hints_in_page(page.encode(), "https://harian.example/")
    assert [(hint.url, hint.why) for hint in found] == [
        ("https://harian.example/rss", "link rel=alternate"),
        ("https://harian.example/rss/desa", "a link on the page"),
    ]


def test_feeds_of_readers_comments_are_left_out_and_the_index_is_found() -> None:
    page = (
        "<link rel='alternate' type='application/rss+xml' title='Harian &raquo; Feed' href='/feed/'>"
        "<link rel='alternate' type='application/rss+xml' title='Harian &raquo; Comments Feed' href='/comments/feed/'>"
        "<link rel='alternate' type='application/rss+xml' title='Harian &raquo; Umpan Komentar' href='/desa/feed/'>"
        "<a href='/indeks'>Indeks</a><a href='/tag/indeks-harga'>indeks harga</a><a href='https://lain.example/indeks'>x</a>"
    )
    found = hints_in_page(page.encode(), "https://harian.example/")
    assert [(hint.url, hint.kind) for hint in found] == [
        ("https://harian.example/feed/", SourceKind.FEED),
        ("https://harian.example/indeks", SourceKind.LISTING),
    ]


def test_sitemaps_that_robots_txt_names_are_found_news_first() -> None:
    text = "User-agent: *\nDisallow: /cari\nSitemap: https://harian.example/sitemap.xml\nsitemap: /sitemap-news.xml # kabar\n"
    found = hints_in_robots(text, "https://harian.example/robots.txt")
    assert [hint.url for hint in found] == [
        "https://harian.example/sitemap-news.xml",
        "https://harian.example/sitemap.xml",
    ]


# -------------------------------------------------------------------------------------------------- lists of sources


def test_opml_is_read_back_as_it_was_written() -> None:
    rows = [("harian", "https://harian.example/rss?a=1&b=2"), ("warta <raya>", "http://warta.example/feed")]
    assert read_list(write_opml(rows).encode(), "langganan.opml") == ([url for _, url in rows], [])


def test_what_opml_names_and_nobody_can_poll_is_given_back() -> None:
    names = ["https://harian.example/rss", "ftp://harian.example/rss", "http://[", "", "https://harian.example/r ss"]
    text = "".join(f"<outline text='x' XMLURL='{name}'/>" for name in names)
    assert read_list(f"<opml><body><outline>{text}</outline></body></opml>".encode(), "x.opml") == (
        names[:1],
        [names[1], names[2], names[4]],
    )


def test_a_text_file_names_one_address_a_line() -> None:
    text = "# langganan\nhttps://harian.example/rss  # utama\n\nhttp://warta.example/feed\nhttps://harian.example/rss\n"
    assert read_list(text.encode(), "daftar.txt")[0] == ["https://harian.example/rss", "http://warta.example/feed"]


WRONG = {
    "no address": (b"harian.example/rss\n", "line 1"),
    "nothing": (b"# kosong\n", "names no source"),
    "broken OPML": (b"<opml><body>", "cannot be read as OPML"),
    "entities": (
        b'<!DOCTYPE o [<!ENTITY a "b">]><opml><body><outline xmlUrl="http://h.example/&a;"/></body></opml>',
        "OPML",
    ),
    "local files": (b'<opml><body><outline xmlUrl="file:///etc/passwd"/></body></opml>', "names no source"),
    "six megabytes": (b" " * 6_000_000, "larger than 5 MB"),
}


@pytest.mark.parametrize(("body", "said"), WRONG.values(), ids=WRONG.keys())
def test_a_list_that_is_wrong_is_refused_with_its_name(body: bytes, said: str) -> None:
    with pytest.raises(UsageError, match="daftar") as error:
        read_list(body, "daftar.x")
    assert said in str(error.value)
