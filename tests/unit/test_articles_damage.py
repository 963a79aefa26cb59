"""Damaged pages give their article, once, and say so; pages without one say what they are; no bytes raise."""

import gzip
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.articles import extract, further_pages
from monitor.articles.credits import read_credits
from monitor.articles.cues import kind_of_noise, strip_glued, strip_sign_off
from monitor.articles.datelines import strip_dateline

URL = "https://www.wartamuara.id/daerah/2025/03/dermaga-lama-dibuka-kembali"
PARAGRAPHS = (
    "Pemerintah kota membuka kembali dermaga lama di tepi sungai setelah ditutup selama dua tahun untuk perbaikan.",
    "Kapal penyeberangan akan berangkat setiap dua puluh menit pada jam sibuk dan setiap satu jam pada malam hari.",
    "“Kami ingin warga tidak lagi memutar sejauh dua belas kilometer,” ujar kepala dinas perhubungan, Selasa (4/3/2025).",
    "Pedagang di sekitar dermaga menyambut pembukaan itu dan berharap jumlah pembeli kembali seperti sediakala.",
)
HEAD = "<html><head><title>Dermaga Lama Dibuka Kembali</title></head><body><h1>Dermaga Lama Dibuka Kembali</h1>"
BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
WHOLE = f"{HEAD}<div class=artikel>{BODY}</div></body></html>"


@pytest.mark.parametrize(
    ("page", "warning"),
    [
        pytest.param(f"{HEAD}<div>{BODY}<p cla".encode(), "ends in the middle", id="cut short inside a tag"),
        pytest.param(f"{HEAD}<div>{BODY}<p>”".encode()[:-1], "ends in the middle", id="cut short inside a character"),
        pytest.param(WHOLE.encode("cp1252"), "read as Windows-1252", id="Windows-1252 without a label"),
        pytest.param(f"<meta charset=utf-8>{WHOLE}".encode("cp1252"), "read as Windows-1252", id="Windows-1252 labelled UTF-8"),
        pytest.param(f"<meta charset=iso-8859-1>{WHOLE}".encode(), "is wrong: the page is UTF-8", id="UTF-8 labelled Latin-1"),
        pytest.param(WHOLE.replace("a", "a\x00").encode(), "NUL bytes removed", id="NUL bytes"),
        pytest.param(f"{HEAD}{'<div>' * 20_000}{BODY}</body>".encode(), "nested", id="20,000 nested elements"),
        pytest.param(f"{HEAD}{'<span>' * 20_000}{BODY}</body>".encode(), "nested", id="20,000 nested inline elements"),
        pytest.param(f"{HEAD}<div>{BODY}</div><div>{BODY}</div></body>".encode(), "more than once", id="the body twice"),
        pytest.param(
            f"{HEAD}<div class=d>{BODY}</div><section class=m><div>{BODY}</div></section></body>".encode(), "more than once",
            id="a twin for telephones",
        ),
        pytest.param(WHOLE.encode("utf-16"), "", id="UTF-16 with a mark"),
        pytest.param(WHOLE.encode("utf-16-le"), "", id="UTF-16 without a mark"),
        pytest.param(b"\xef\xbb\xbf" + WHOLE.encode(), "", id="UTF-8 with a mark"),
        pytest.param(gzip.compress(WHOLE.encode()), "", id="packed"),
        pytest.param(f"{HEAD}{'<div>' * 5000}{BODY}</body>".encode(), "", id="5,000 nested elements"),
        pytest.param(f"{HEAD}<script>{'x=1;' * 750_000}</script><div>{BODY}</div></body>".encode(), "", id="3 MB of script"),
        pytest.param(
            ("<script>" + "a='<div>';" * 330_000 + f"</script>{WHOLE}").encode(), "", id="3 MB of script that writes elements",
        ),
        pytest.param(f"{HEAD}<!--{'<div> ' * 300_000}--><div>{BODY}</div></body>".encode(), "", id="2 MB of comment"),
        pytest.param(
            f"{HEAD}{'<div>' * 200_000}{BODY}<footer><p>{'Redaksi, pedoman, karier, dan kontak kami. ' * 9}</p></footer>".encode(),
            "nested", id="200,000 nested elements and a footer",
        ),
        pytest.param(WHOLE.replace("“", "&amp;ldquo;").replace("”", "&amp;rdquo;").encode(), "", id="entities escaped twice"),
        pytest.param(
            WHOLE.encode().decode("latin-1").encode(), "encoded twice", id="the whole page encoded twice, with few accents",
        ),
        pytest.param(f"<h1>{'Judul ' * 500_000}</h1><div>{BODY}</div></body>".encode(), "", id="3 MB of headline"),
        pytest.param(f"{HEAD}<div {' '.join(f'a{n}=1' for n in range(60_000))}>{BODY}</body>".encode(), "", id="60,000 attributes"),
        pytest.param(f"{HEAD}<aside><form>{BODY}</form></aside></body>".encode(), "", id="a body in the wrong elements"),
    ],
)  # fmt: skip
def test_a_damaged_page_gives_its_article_once(page: bytes, warning: str) -> None:
    article = extract(page, URL)
    assert [text for text in article.paragraphs if text in PARAGRAPHS] == list(PARAGRAPHS)
    assert len(article.paragraphs) <= len(PARAGRAPHS) + 1
    assert any(warning in line for line in article.warnings) or not warning


def test_text_that_was_encoded_twice_is_put_right() -> None:
    doubled = WHOLE.encode().decode("latin-1").encode()
    article = extract(doubled + "<p>Â© Â· Ã©</p>".encode(), URL)
    assert PARAGRAPHS[2] in article.paragraphs
    assert any("encoded twice" in line for line in article.warnings)


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        pytest.param(b"", "empty", id="nothing"),
        pytest.param(b"%PDF-1.7 ...", "pdf", id="PDF"),
        pytest.param(b"\x89PNG\r\n", "image", id="picture"),
        pytest.param(b'{"status": "ok"}', "data", id="JSON"),
        pytest.param(bytes(range(256)) * 40, "binary", id="bytes of anything"),
        pytest.param(
            b"<title>Just a moment...</title><body><h1>wartamuara.id</h1><p>Checking your browser before accessing the site."
            b" Please enable JavaScript and cookies to continue.</p><p>Ray ID: 8a1b2c</p></body>",
            "challenge", id="challenge",
        ),
        pytest.param(
            b"<title>Just a moment...</title><body><noscript>Enable JavaScript and cookies to continue</noscript></body>",
            "challenge", id="a challenge that only its title shows",
        ),
        pytest.param(
            b"<title>Request Rejected</title><body>The requested URL was rejected. Please consult with your administrator.",
            "challenge", id="a firewall",
        ),
        pytest.param(
            f"{HEAD}<div><p>{PARAGRAPHS[0][:60]}...</p><p>Artikel ini khusus untuk pelanggan. Berlangganan sekarang untuk "
            "membaca selengkapnya.</p></div></body>".encode(),
            "paywall", id="paywall",
        ),
        pytest.param(
            f"{HEAD}<div><p>Silakan masuk untuk melanjutkan membaca artikel ini.</p><form><label>Kata "
            f"sandi</label></form></div>".encode(),
            "login", id="log-in",
        ),
        pytest.param(
            b"<title>Halaman tidak ditemukan</title><body><h1>404</h1><p>Maaf, halaman yang Anda cari tidak "
            b"ditemukan.</p></body>",
            "missing", id="soft 404",
        ),
        pytest.param(
            ("<title>Berita Daerah</title><meta property=og:type content=website><body><ul>" + "".join(
                f"<li><h3><a href=/daerah/{n}>Kabar daerah nomor {n} yang sedang ramai dibicarakan "
                f"warga</a></h3></li>" for n in range(40)
            ) + "</ul></body>").encode(),
            "index", id="index",
        ),
        *(pytest.param(page, "feed", id=name) for name, page in {
            "RSS": b"<?xml version='1.0'?><rss><channel><item><description>" + BODY.encode() + b"</description></item></channel>",
            "Atom": b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>Dermaga</title></entry></feed>",
            "a sitemap": b"<?xml version='1.0'?>\n<!-- made by hand -->\n<urlset><url><loc>https://a.id/1</loc></url></urlset>",
        }.items()),
        pytest.param(b'{"html": "' + BODY.replace('"', "").encode() + b'"}', "data", id="JSON that holds markup"),
        pytest.param(b'jQuery12_3({"isi": "' + PARAGRAPHS[0].encode() + b'"});', "data", id="JSON in a function call"),
        pytest.param(b"body{margin:0;padding:0}.isi{color:#123456}" * 60, "text", id="a style sheet"),
        pytest.param("\n\n".join(PARAGRAPHS).encode(), "text", id="plain text"),
        pytest.param(
            (f"{HEAD.replace('Dermaga Lama Dibuka Kembali', 'Topik: dermaga')}" + "".join(
                f"<div class=kartu><h3><a href=/baca/{n}>Kabar dermaga nomor {n} yang ramai dibaca warga</a></h3><p>Ringkasan "
                f"kabar nomor {n}, cukup panjang untuk dikira kalimat berita oleh siapa pun.</p><span>{n} jam lalu</span></div>"
                for n in range(20)
            )).encode(),
            "index", id="teasers with summaries",
        ),
        *(pytest.param(f"<title>Situs</title><body><div><h1>Maaf</h1><p>{text}</p></div></body>".encode(), kind, id=text)
          for text, kind in {
            "Situs sedang dalam pemeliharaan. Silakan kembali beberapa saat lagi, mohon maaf atas gangguan ini.": "unavailable",
            "This account has been suspended. Contact your hosting provider for more information.": "unavailable",
            "Aktifkan JavaScript untuk melihat halaman ini, karena peramban Anda tidak mendukungnya.": "script",
            "Anda akan dialihkan ke halaman lain. Klik di sini bila tidak beralih dengan sendirinya.": "moved",
            "Artikel yang Anda cari sudah dihapus oleh redaksi kami pada hari yang lalu.": "missing",
        }.items()),
        pytest.param(
            b"<title>Situs</title><body><div><h2>Kami menghargai privasi Anda</h2><p>Kami dan mitra kami menyimpan cookie di "
            b"perangkat Anda serta memproses data pribadi untuk iklan yang sesuai minat Anda.</p><p>Anda dapat "
            b"menyetujui atau menolak pemrosesan data pribadi itu, dan mengubah pilihan lewat tautan privasi.</p></div>",
            "consent", id="only a question about cookies",
        ),
        pytest.param(
            f"{HEAD}<div><p>{PARAGRAPHS[0]}</p></div><div class=dinding><h3>Untuk membaca selengkapnya, silakan berlangganan</h3>"
            f"<p>Mulai dari Rp 50.000 per bulan, tanpa iklan, kapan saja bisa berhenti.</p></div></body>".encode(),
            "paywall", id="a lead before a wall",
        ),
        pytest.param(
            b"<title>VIDEO: Dermaga Dibuka</title><meta property=og:type content=video.other><body><h1>VIDEO: Dermaga Dibuka</h1>"
            b"<div class=player><video src=a.mp4></video></div></body>",
            "video", id="only a video",
        ),
    ],
)  # fmt: skip
def test_a_page_without_an_article_says_what_it_is(page: bytes, kind: str) -> None:
    article = extract(page, "https://www.wartamuara.id/daerah")
    assert article.paragraphs == ()
    assert article.warnings
    assert article.warnings[-1].startswith(kind)


def test_a_short_item_is_an_article_that_says_that_it_is_short() -> None:
    article = extract(f"{HEAD}<div><p>{PARAGRAPHS[0]}</p></div></body></html>".encode(), URL)
    assert article.paragraphs == (PARAGRAPHS[0],)
    assert article.warnings[-1].startswith("short")


def test_the_free_beginning_of_a_long_article_is_kept_and_said_to_be_one() -> None:
    wall = "<p>Ini Artikel Spesial</p><p>Agar bisa lanjut membaca sampai tuntas artikel ini, pastikan Anda sudah berlangganan.</p>"
    article = extract(f"{HEAD}<div>{BODY}{wall}<p>Sudah berlangganan? Masuk</p></div></body></html>".encode(), URL)
    assert article.paragraphs == PARAGRAPHS
    assert article.warnings == ("paywall: only the beginning is free to read",)


@pytest.mark.parametrize(
    "below",
    [
        "<h3>Artikel Premium</h3><ul><li><a href=/1>Kabar satu</a></li></ul>",
        "<p>Masuk untuk memberi komentar</p>",
        "<p>Baca berita tanpa iklan. Berlangganan sekarang.</p>",
    ],
)
def test_a_short_item_above_a_house_advertisement_is_no_teaser(below: str) -> None:
    article = extract(
        f"{HEAD}<div class=artikel><p>{PARAGRAPHS[0]}</p></div><div>{below}</div></body></html>".encode(), URL
    )
    assert article.paragraphs == (PARAGRAPHS[0],)


def test_an_article_that_mentions_subscribers_and_passwords_is_an_article() -> None:
    text = (
        "<p>Artikel premium kini hanya untuk pelanggan, kata sandi lama diganti, dan halaman tidak ditemukan menjadi "
        "keluhan.</p>"
    )
    article = extract(f"{HEAD}<div>{BODY}{text}</div></body></html>".encode(), URL)
    assert len(article.paragraphs) == 5


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=3000), st.text(max_size=60))
def test_no_bytes_raise(body: bytes, url: str) -> None:
    article = extract(body, url)
    assert article.paragraphs or article.warnings


MARKS = (
    "<p> </p> </div> <b> <a/href=x> </a> <table><tr><td> <br> <!-- --> <script> </script> <style> <h1> </h1> <li> <svg> <math> "
    "<select><option> &amp; &#0; \x00 <body < “ (mdk/yan)"
)
FRAGMENTS = st.sampled_from(
    [
        *MARKS.split(),
        "<div class=baca-juga>",
        "Baca juga: ",
        "Artikel ini telah tayang di ",
        'dengan judul "',
        "JAKARTA, KOMPAS.com - ",
        "kata yang cukup panjang untuk dibaca. ",
        "4 Maret 2025 10:15 WIB",
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"',
        '"}',
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(FRAGMENTS, max_size=60))
def test_no_heap_of_markup_raises(parts: list[str]) -> None:
    page = "".join(parts).encode()
    article = extract(page, URL)
    assert all(text == " ".join(text.split()) and text for text in article.paragraphs)
    further_pages(page, article)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(FRAGMENTS, st.text(max_size=40)), max_size=12).map("".join))
def test_no_text_raises_and_cutting_twice_changes_nothing(text: str) -> None:
    text = " ".join(text.split())
    kind_of_noise(text)
    strip_glued(text)
    read_credits([text, text])
    strip_dateline(text)
    signed_off = strip_sign_off(text)
    assert strip_sign_off(signed_off) == signed_off or len(signed_off) < len(text)


PLAIN = (
    "Jembatan gantung sepanjang delapan puluh meter itu menghubungkan dua dusun yang selama ini terpisah sungai.",
    "Pembangunannya memakan waktu sebelas bulan karena bahan bangunan harus dipikul warga dari jalan raya.",
    "Anak sekolah kini tidak perlu lagi memutar empat kilometer setiap pagi, kata kepala dusun di sana.",
)
_BODY = "".join(f"<p>{line}</p>" for line in PLAIN)
ODD_BUT_WHOLE = {
    "nested": ("<div>" * 5000 + _BODY + "</div>" * 5000, "elements nested"),
    "nested and never closed": ("<div>" * 5000 + _BODY, "elements nested"),
    "script": ("<script>" + 'var a = "<p>bukan teks</p>";' * 110_000 + "</script>" + _BODY, "mostly script"),
    "twice": (f"{_BODY}</article><div><article>{_BODY}", "more than once"),
}


@pytest.mark.parametrize(("inside", "warning"), ODD_BUT_WHOLE.values(), ids=ODD_BUT_WHOLE.keys())
def test_an_odd_page_that_holds_an_article_gives_it_once_and_says_what_is_odd(inside: str, warning: str) -> None:
    page = f"<html><head><title>Jembatan Lereng</title></head><body><article>{inside}</article></body></html>"
    article = extract(page.encode(), "https://kabar.example/read/1/jembatan")
    assert article.paragraphs == PLAIN
    assert any(warning in said for said in article.warnings)


MENU = "".join(f"<li><a href=/kanal/{n}>Kanal {n}</a></li>" for n in range(60_000))
PLACES_OF_A_BODY = {
    "beside the headline": f"<ul>{MENU}</ul><h1>Jembatan Lereng</h1><div>{_BODY}</div>",
    "beside the headline's box": f"<ul>{MENU}</ul><div><header><h1>Jembatan Lereng</h1></header><div>{_BODY}</div></div>",
    "far below the headline": f"<h1>Jembatan Lereng</h1><ul>{MENU}</ul><div class=entry-content>{_BODY}</div>",
    "without a headline": f"<ul>{MENU}</ul><article>{_BODY}</article>",
}


@pytest.mark.parametrize("inside", PLACES_OF_A_BODY.values(), ids=PLACES_OF_A_BODY.keys())
def test_a_page_too_large_to_be_read_whole_gives_the_article_that_stands_below_its_links(inside: str) -> None:
    page = f"<html><head><title>Jembatan Lereng</title></head><body>{inside}</body></html>"
    article = extract(page.encode(), "https://kabar.example/read/1/jembatan")
    assert article.paragraphs == PLAIN
    assert any("very large" in said for said in article.warnings)


@pytest.mark.parametrize("inside", [f"<ul>{MENU}</ul>", "<span>a</span>" * 320_000], ids=["links", "letters"])
def test_a_page_too_large_that_holds_no_article_says_so(inside: str) -> None:
    page = f"<html><head><title>Kanal</title></head><body>{inside}</body></html>"
    article = extract(page.encode(), "https://kabar.example/kanal")
    assert article.paragraphs == ()
    assert any("very large" in said for said in article.warnings)
    assert not any(said.startswith("missing") for said in article.warnings)


TOLD = (
    "<html><head><title>Jembatan Lereng</title><script type='application/ld+json'>"
    '{{"@type":"NewsArticle","headline":"Jembatan Lereng","articleBody":{body}{more}}}</script></head>'
    "<body><nav>Menu</nav><div id=root></div></body></html>"
)


@pytest.mark.parametrize("body", ["LERENG, KABAR.EXAMPLE - " + "\n".join(PLAIN), _BODY], ids=["lines", "markup"])
def test_a_page_that_shows_its_text_only_to_a_browser_gives_what_its_json_ld_carries(body: str) -> None:
    url = "https://kabar.example/read/1/jembatan"
    article = extract(TOLD.format(body=json.dumps(body), more="").encode(), url)
    assert article.paragraphs == PLAIN
    assert article.extractor == "fallback:json-ld"
    walled = extract(TOLD.format(body=json.dumps(body), more=',"isAccessibleForFree":false').encode(), url)
    assert walled.paragraphs == ()


STATE = {
    "title": "Jembatan Lereng",
    "published_at": "2026-07-24 08:10:08",
    "content": f"<figure><img src=a><figcaption>Jembatan itu kini ditutup.</figcaption></figure>{_BODY}",
    "authors": [{"name": "Sekar Ayu"}],
}
OTHER = {"title": "Kabar Lain", "content": "<p>Bukan berita halaman ini.</p>" * 20, "authors": ["Bima"]}


def scripted(*articles: object, more: str = "") -> bytes:
    state = json.dumps({"props": {"pageProps": {"terkait": list(articles)}}})
    return (
        f"<html><head><title>Jembatan Lereng</title>{more}<script id=__NEXT_DATA__ type=application/json>{state}</script></head>"
        "<body><nav>Menu</nav><div id=__next><h1>Jembatan Lereng</h1></div></body></html>"
    ).encode()


def test_a_page_that_carries_its_article_for_its_scripts_alone_gives_it() -> None:
    url = "https://kabar.example/read/1/jembatan"
    article = extract(scripted(OTHER, STATE), url)
    assert (article.paragraphs, article.author, article.extractor) == (PLAIN, "Sekar Ayu", "fallback:script")
    assert article.published is not None
    assert article.published.isoformat() == "2026-07-24T08:10:08+07:00"
    wall = """<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>"""
    for page in (scripted(OTHER), scripted(STATE, more=wall), scripted({**STATE, "content": "<p>Pendek.</p>"})):
        assert extract(page, url).paragraphs == ()
    broken = scripted(STATE).replace(b'{"props"', b"{props")
    assert extract(broken, url).paragraphs == ()


def test_a_plain_page_has_no_warning() -> None:
    page = f"<html><head><title>Jembatan Lereng</title></head><body><article>{_BODY}</article></body></html>"
    assert extract(page.encode(), "https://kabar.example/read/1/jembatan").warnings == ()


def test_a_form_to_log_in_is_named_as_such() -> None:
    page = """<html><head><title>Masuk</title></head><body><form action="/masuk"><h2>Masuk ke akun Anda</h2><input type=email>
        <input type=password><button>Masuk</button></form><a href="/daftar">Belum punya akun?</a></body></html>"""
    article = extract(page.encode(), "https://kabar.example/masuk")
    assert article.paragraphs == ()
    assert article.warnings == ("login: the text is behind a log-in",)
