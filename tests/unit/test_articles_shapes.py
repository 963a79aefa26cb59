"""Shapes that a body can have, whoever publishes it: one page for each, and what must come of it."""

import pytest

from monitor.articles import extract
from tests.press_pages import COFFEE, HARBOUR, LIBRARY

URL = "https://www.kabarteluk.example/kota/read/1234567/dermaga-lama-dibuka-kembali"
TITLE = "Dermaga Lama Dibuka Kembali, Warga Antre"
MENU = '<ul class="nav"><li><a href="/nasional">Nasional</a></li><li><a href="/ekonomi">Ekonomi</a></li></ul>'
TEASERS = "".join(
    f'<div class="kartu"><h3><a href="/baca/{n}">Kabar lain yang ramai dibaca nomor {n}</a></h3><p>Ringkasan kabar nomor {n} yang '
    f"cukup panjang untuk dikira sebagai kalimat berita, lalu dipotong di tengah...</p></div>"
    for n in range(1, 8)
)
FIRST, SECOND, *LAST = HARBOUR
LINK = "<a href=/x>Sungai Surut Setelah Kemarau</a>"


def ps(texts: tuple[str, ...] | list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def box(inside: str) -> str:
    return f'<div class="isi">{inside}</div>'


POINTS = [f"{n}. {text}" for n, text in enumerate(COFFEE, 1)]
SHAPES: dict[str, tuple[str, list[str]]] = {
    "text directly in a div": (box("<br><br>".join(HARBOUR)), [*HARBOUR]),
    "a div for each paragraph": (box("".join(f"<div>{text}</div>" for text in HARBOUR)), [*HARBOUR]),
    "spans in divs with made-up classes": (
        "".join(f'<div class="sc-a1 kvZq"><span class="sc-1 hZfo">{text}</span></div>' for text in HARBOUR), [*HARBOUR],
    ),
    "no container at all": (ps(HARBOUR), [*HARBOUR]),
    "elements of its own": (f"<app-isi><app-teks>{ps(HARBOUR)}</app-teks></app-isi>", [*HARBOUR]),
    "a page that is one form": (f"<form>{box(ps(HARBOUR))}</form>", [*HARBOUR]),
    "an old page laid out in tables": (
        f"<table><tr><td>{MENU}</td><td><font size=2>{'<br><br>'.join(HARBOUR)}</font></td></tr></table>", [*HARBOUR],
    ),
    "prose in subheads": (box(ps([FIRST]) + "".join(f"<h2>{text}</h2>" for text in POINTS)), [FIRST, *POINTS]),
    "prose in list items": (
        box("<ul>" + "".join(f"<li>{text}</li>" for text in (*COFFEE, *LIBRARY)) + "</ul>"), [*COFFEE, *LIBRARY],
    ),
    "paragraphs in list items": (
        box(ps([FIRST]) + "<ol>" + "".join(
            f"<li><p><b>Alasan {n}</b></p><p>{text}</p></li>" for n, text in enumerate(COFFEE)) + "</ol>"),
        [FIRST, *(line for n, text in enumerate(COFFEE) for line in (f"Alasan {n}", text))],
    ),
    "pages side by side": ("".join(f"<div class=bagian>{ps([text])}</div>" for text in HARBOUR), [*HARBOUR]),
    "sections side by side": (
        f"<section class=a>{ps(HARBOUR)}</section><section class=b>{ps(COFFEE)}</section>", [*HARBOUR, *COFFEE],
    ),
    "a second page that waits hidden": (
        f"<div class=isi><div class=page>{ps([FIRST, SECOND])}</div><div class=page style='display:none'>{ps(LAST)}</div></div>",
        [*HARBOUR],
    ),
    "noise in a second page that waits hidden": (
        f"<div class=isi><div class=page>{ps([FIRST, SECOND])}</div><div class=page style='display:none'>{ps(LAST)}"
        f"<div class=share><p>Sebarkan kabar ini kepada kawan dan keluarga Anda lewat tombol di bawah.</p></div></div></div>",
        [*HARBOUR],
    ),
    "words in classes that promise noise, inside a sentence": (
        box(f"<p>{FIRST[:40]}<a class='inner-link-tag' href=/t>{FIRST[40:60]}</a>"
            f"<span class='related caption'>{FIRST[60:]}</span></p>" + ps(HARBOUR[1:])), [*HARBOUR],
    ),
    "an interview": (
        box(ps([FIRST]) + "".join(f"<p><b>Mengapa begitu, nomor {n}?</b></p><p>{text}</p>" for n, text in enumerate(COFFEE))),
        [FIRST, *(line for n, text in enumerate(COFFEE) for line in (f"Mengapa begitu, nomor {n}?", text))],
    ),
    "speech behind dashes": (
        box(ps([FIRST, "- Kami tidak akan pindah, kata seorang warga.", "– Kami tetap di sini, sahut yang lain.", *LAST])),
        [FIRST, "- Kami tidak akan pindah, kata seorang warga.", "– Kami tetap di sini, sahut yang lain.", *LAST],
    ),
    "a recipe": (
        box(ps(COFFEE[:2]) + "<h2>Bahan:</h2><ul><li>500 gram tepung terigu</li><li>2 butir telur</li></ul><h2>Cara membuat:</h2>"
            "<ol><li>Campur tepung dan telur.</li><li>Goreng dalam minyak panas.</li></ol>"),
        [*COFFEE[:2], "Bahan:", "500 gram tepung terigu", "2 butir telur", "Cara membuat:", "Campur tepung dan telur.",
         "Goreng dalam minyak panas."],
    ),
    "a short item among long teasers": (box(ps([FIRST])), [FIRST]),
    "a quotation": (box(ps([FIRST]) + f"<blockquote><p>{COFFEE[3]}</p></blockquote>" + ps(LAST)), [FIRST, COFFEE[3], *LAST]),
    "embedded posts": (
        box(ps([FIRST, SECOND]) + "<blockquote class=twitter-tweet><p>Senang sekali dermaga dibuka lagi hari ini, kawan-kawan</p>"
            "&mdash; Sekar (@sekar) <a href=/x>March 4, 2025</a></blockquote>" + ps(LAST)), [*HARBOUR],
    ),
    "a dateline in an element of its own": (
        box(f"<span class=kota>Palembang</span> - {FIRST}<br><br>{'<br><br>'.join(HARBOUR[1:])}"), [*HARBOUR],
    ),
    "the outlet alone in the first line": (box(ps(["<b>Palembang, Kabarteluk.example</b>", *HARBOUR])), [*HARBOUR]),
    "related, behind a sentence": (box(ps([f"{FIRST} <b>Baca juga: {LINK}</b>", *HARBOUR[1:]])), [*HARBOUR]),
    "related, in brackets": (box(ps([f"{FIRST} (Baca: {LINK})", *HARBOUR[1:]])), [*HARBOUR]),
    "related, before a sentence": (box(ps([FIRST, f"<b>Baca juga: {LINK}</b> {SECOND}", *LAST])), [*HARBOUR]),
    "related, between two sentences": (box(ps([f"{FIRST} Simak juga: {LINK} {SECOND}", *LAST])), [f"{FIRST} {SECOND}", *LAST]),
    "a link that the sentence needs": (
        box(ps([f"Mereka bisa lihat juga {LINK} di rak seberang pada hari yang sama.", *HARBOUR])),
        ["Mereka bisa lihat juga Sungai Surut Setelah Kemarau di rak seberang pada hari yang sama.", *HARBOUR],
    ),
    "related, in a table": (
        box(ps([FIRST, SECOND]) + f"<table><tr><td><b>Baca juga:</b></td><td>{LINK}</td></tr></table>" + ps(LAST)), [*HARBOUR],
    ),
    "related, a heading and links that exclaim or quote": (
        box(ps([FIRST, SECOND]) + "<h4>Baca Juga</h4>"
            + ps(["<a href=/1>Sungai Dikeruk Lagi, Asyik!</a>", "<a href=/2>Wali Kota: “Dermaga Milik Warga”</a>"])
            + ps(LAST)), [*HARBOUR],
    ),
    "authors in a table": (
        box(ps(HARBOUR) + "<table><tr><td>Source</td><td>:</td><td>YouTube</td></tr>"
            "<tr><td>Penulis</td><td>:</td><td>Sekar Ayu</td></tr>"
            "<tr><td>Editor</td><td>:</td><td>Bima</td></tr></table>"), [*HARBOUR],
    ),
    "buttons for sharing": (box(ps(HARBOUR) + "<p>Facebook Twitter WhatsApp</p><p>Salin Tautan</p><p>Tutup</p>"), [*HARBOUR]),
    "a letter to sign up for": (
        box(ps([FIRST, SECOND]) + "<div class=kotak><p>Daftarkan email Anda untuk menerima kabar setiap pagi dari kami.</p></div>"
            + ps(LAST)), [*HARBOUR],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_a_body_of_any_shape_is_found_whole(name: str) -> None:
    body, expected = SHAPES[name]
    page = (
        f"<html><head><title>{TITLE}</title></head><body>{MENU}<h1>{TITLE}</h1>{body}<div>{TEASERS}</div></body></html>"
    )
    assert list(extract(page.encode(), URL).paragraphs) == expected


def test_a_short_item_in_a_column_of_links_is_preferred_to_a_long_foot() -> None:
    links = "".join(f"<li><a href=/k/{n}>Kabar yang sedang ramai dibaca orang nomor {n}</a></li>" for n in range(30))
    foot = "".join(
        f"<p>Layanan pembaca Kabar Teluk buka setiap hari kerja, nomor {n}, di kantor kami di kota.</p>"
        for n in range(8)
    )
    page = (
        f"<html><head><title>{TITLE}</title></head><body><div class='container body-content'><ul>{links}</ul><h1>{TITLE}</h1>"
        f"<div><p>{FIRST}</p><p>{SECOND}</p></div></div><div class=footer-wrap><div>{foot}</div></div></body></html>"
    )
    assert list(extract(page.encode(), URL).paragraphs) == [FIRST, SECOND]


def test_a_column_of_other_stories_openings_is_not_the_article() -> None:
    others = "".join(
        f"<li><div>{text} Kabar lain nomor {n} dari daerah.</div></li>" for n in range(2) for text in COFFEE
    )
    page = (
        f"<html><head><title>{TITLE}</title></head><body><main><article><h1>{TITLE}</h1><div class=teks>{ps(HARBOUR)}</div>"
        f"</article><div class=kolom><div><ul>{others}</ul></div></div></main></body></html>"
    )
    assert list(extract(page.encode(), URL).paragraphs) == [*HARBOUR]


def test_a_very_long_page_is_read_to_its_end() -> None:
    texts = [f"{text} Bagian {n}." for n in range(60) for text in HARBOUR]
    page = f"<html><body><h1>{TITLE}</h1><div class=isi>{ps(texts)}</div><div>{TEASERS}</div></body></html>"
    assert list(extract(page.encode(), URL).paragraphs) == texts


VERSES = [
    "Di tepi sungai",
    "aku menunggu perahu",
    "yang tak pernah tiba",
    "Ibu menanak nasi",
    "dengan doa",
    "Kau pulang",
]
LINE_UP = ["Susunan Pemain", "Kiper: Surya", "Bek: Bima, Cahya", "Gelandang: Dewa", "Penyerang: Eko", "Pelatih: Fajar"]
SHORT_LINES: dict[str, tuple[str, list[str]]] = {
    "verses in paragraphs": (f"<div class=entry-content>{ps(VERSES)}</div>", VERSES),
    "verses in divs without a name": (f"<div>{''.join(f'<div>{line}</div>' for line in VERSES)}</div>", VERSES),
    "stanzas": (
        f"<div class=isi-berita><p>{'<br>'.join(VERSES[:3])}</p><p>{'<br>'.join(VERSES[3:5])}</p><p>Kau pulang membawa</p></div>",
        [" ".join(VERSES[:3]), " ".join(VERSES[3:5]), "Kau pulang membawa"],
    ),
    "a line-up": (
        f"<div class=entry-content><h2>{LINE_UP[0]}</h2><ul>{''.join(f'<li>{line}</li>' for line in LINE_UP[1:])}</ul></div>",
        LINE_UP,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SHORT_LINES)
def test_an_article_without_sentences_is_one_all_the_same(name: str) -> None:
    body, expected = SHORT_LINES[name]
    menu = "".join(f"<li><a href=/kanal/{n}>Kanal kabar nomor {n}</a></li>" for n in range(20))
    page = f"<html><head><title>{TITLE}</title></head><body><ul>{menu}</ul><main><h1>{TITLE}</h1>{body}</main></body></html>"
    article = extract(page.encode(), URL)
    assert list(article.paragraphs) == expected
    assert article.warnings[-1].startswith("short lines")
