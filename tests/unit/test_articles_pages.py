"""Pages in the manner of each publisher: the same article with the publisher's rule and without it."""

from datetime import datetime
from functools import cache

import pytest

from monitor.articles import extract
from monitor.catalogue import Catalogue, load_catalogue
from monitor.model import BodyRule, Publisher, PublisherId
from tests import press_manners
from tests.press_pages import PAGES as FIRST
from tests.press_pages import PressPage

PAGES = (*FIRST, *press_manners.PAGES)
NAMES = [page.name for page in PAGES]


@cache
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.mark.parametrize("rules", [True, False], ids=["rules", "no-rules"])
@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_a_page_gives_its_body_and_nothing_else(page: PressPage, rules: bool) -> None:
    article = extract(page.html.encode(), page.url, publishers=catalogue(), use_rules=rules)
    assert list(article.paragraphs) == list(page.paragraphs)
    assert article.title == page.title
    for string in page.noise:
        assert string not in article.text
    assert article.extractor == "finder" or (rules and article.extractor == f"rule:{page.publisher}")


def test_most_pages_are_read_by_their_publisher_s_own_rule() -> None:
    read = [extract(page.html.encode(), page.url, publishers=catalogue()).extractor for page in FIRST]
    assert sum(extractor.startswith("rule:") for extractor in read) >= 10


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_the_instant_is_right_and_in_the_zone_the_page_shows(page: PressPage) -> None:
    article = extract(page.html.encode(), page.url, publishers=catalogue())
    expected = datetime.fromisoformat(page.published)
    assert article.published is not None
    assert abs((article.published - expected).total_seconds()) < 60
    assert article.published.utcoffset() == expected.utcoffset()


@pytest.mark.parametrize("page", [page for page in PAGES if page.author], ids=[p.name for p in PAGES if p.author])
def test_the_author_is_named(page: PressPage) -> None:
    article = extract(page.html.encode(), page.url, publishers=catalogue())
    assert page.author in article.author.split(", ")


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_a_credit_is_found_where_there_is_one_and_nowhere_else(page: PressPage) -> None:
    credit = extract(page.html.encode(), page.url, publishers=catalogue()).credit
    assert (credit and (credit.publisher, credit.title)) == page.credit


def test_amp_and_mobile_twins_give_the_same_paragraphs() -> None:
    texts = [
        f"Kapal ke-{n} berangkat dari dermaga lama menuju seberang sungai dengan dua puluh orang." for n in range(6)
    ]
    url = "https://www.wartamuara.id/read/123/dermaga-lama-dibuka"
    desktop = f"<h1>Dermaga Lama Dibuka</h1><div class=isi>{''.join(f'<p>{text}</p>' for text in texts)}</div>"
    mobile = f"<h1>Dermaga Lama Dibuka</h1><main><div>{'<br><br>'.join(texts)}</div></main>"
    amp = "".join(f"<p>{text}</p><amp-ad width=300></amp-ad>" for text in texts)
    amp = (
        "<html amp lang=id><body><amp-sidebar><ul><li>Menu utama laman berita ini</li></ul></amp-sidebar>"
        f"<h1>Dermaga Lama Dibuka</h1><amp-img src=a></amp-img><div class=article-amp>{amp}<amp-social-share></amp-social-share>"
        "<p>Baca juga: <a href=/x>Sungai Surut</a></p></div></body></html>"
    )
    read = [
        extract(html.encode(), address)
        for html, address in (
            (desktop, url),
            (mobile, url.replace("www", "m")),
            (amp, url.replace("www", "amp")),
        )
    ]
    assert [list(article.paragraphs) for article in read] == [texts] * 3
    assert len({article.canonical_url for article in read}) == 1


@pytest.mark.parametrize("rules", [True, False], ids=["rules", "no-rules"])
def test_the_next_article_of_an_endless_page_is_not_this_one(rules: bool) -> None:
    mine = [
        f"Kapal ke-{n} berangkat dari dermaga lama menuju seberang sungai dengan dua puluh orang." for n in range(6)
    ]
    other = [
        f"Petani ke-{n} menjemur biji kopi di atas para-para bambu sejak pagi sampai petang hari." for n in range(6)
    ]
    html = "".join(
        f"<article class=baca><h1>{title}</h1><div class=isi>{''.join(f'<p>{text}</p>' for text in texts)}</div></article>"
        for title, texts in (("Dermaga Lama Dibuka", mine), ("Panen Kopi Dimulai", other))
    )
    page = f"<title>Dermaga Lama Dibuka</title><body><div class=alir>{html}</div></body></html>"
    publisher = Publisher(PublisherId("warta-muara"), "Warta Muara", rule=BodyRule(body=("div.isi",)))
    article = extract(
        page.encode(), "https://www.wartamuara.id/read/1/dermaga-lama-dibuka", publisher=publisher, use_rules=rules
    )
    assert list(article.paragraphs) == mine


def test_classes_that_name_tags_and_switches_do_not_make_a_body_noise() -> None:
    texts = [
        f"Kapal ke-{n} berangkat dari dermaga lama menuju seberang sungai dengan dua puluh orang." for n in range(5)
    ]
    body = f"<div class=entry-content>{''.join(f'<p>{text}</p>' for text in texts)}</div>"
    wide = (
        "<p>Kuki di laman ini membantu kami mengenali pembaca dan menyimpan pilihan mereka untuk kunjungan berikutnya.</p>"
        * 12
    )
    for wrapped in (
        f'<article class="post-7 post type-post hentry category-news tag-share tag-related">{body}</article>',
        f"<div class='box article modal-enabled'><h1>Dermaga Lama Dibuka</h1>{body}</div>",
    ):
        page = f"<title>Dermaga Lama Dibuka</title><body>{wrapped}<div class=cookie-modal>{wide}</div></body></html>"
        article = extract(page.encode(), "https://www.wartamuara.id/read/1/dermaga-lama-dibuka")
        assert list(article.paragraphs) == texts
        assert article.extractor == "finder"


HEADS = {
    "the head words it otherwise": (
        "Jembatan Lereng: Biaya, Panjang, dan Manfaatnya",
        "Warga Lereng Sambut Jembatan Baru",
    ),
    "the head says next to nothing": ("Kabar", "Warga Lereng Sambut Jembatan Baru"),
    "a slogan above another story's name": ("Warga Lereng Sambut Jembatan Baru - Kabar Lereng", "Terang, Lugas, Tepat"),
}


@pytest.mark.parametrize(("head", "shown"), HEADS.values(), ids=HEADS.keys())
def test_the_headline_is_the_one_that_readers_see_and_no_paragraph(head: str, shown: str) -> None:
    text = (
        "Jembatan gantung sepanjang delapan puluh meter itu menghubungkan dua dusun yang selama ini terpisah sungai.",
        "Pembangunannya memakan waktu sebelas bulan karena bahan bangunan harus dipikul warga dari jalan raya.",
        "Anak sekolah kini tidak perlu lagi memutar empat kilometer setiap pagi, kata kepala dusun di sana.",
    )
    page = (
        f"<html><head><title>{head}</title></head><body><article><h1>{shown}</h1>"
        f"{''.join(f'<p>{line}</p>' for line in text)}</article></body></html>"
    )
    article = extract(page.encode(), "https://kabar-lereng.example/read/7/jembatan")
    assert article.paragraphs == text
    assert article.title == "Warga Lereng Sambut Jembatan Baru"


def test_what_stands_above_the_headline_or_beside_its_date_is_no_text() -> None:
    text = (
        "Petani garam di pesisir selatan memanen lebih banyak dari tahun lalu, kata ketua kelompok tani setempat.",
        "Kemarau yang panjang membuat air laut lebih cepat menguap sehingga panen bisa dilakukan empat hari sekali.",
        "Harga di tingkat petani masih rendah, dan pemerintah daerah berjanji membeli sebagian hasil panen.",
    )
    page = f"""<html><head><title>Petani Garam Panen Raya - Suara Pesisir</title></head><body><div>
        <div>Beranda » Daerah » Jawa Timur</div><h1>Petani Garam Panen Raya</h1>
        <div>Rini Puspita, Suara Pesisir · 30 Nov 2026, 09:05</div><div>Ukuran Font A- A+</div>
        <div><b>SUARAPESISIR.EXAMPLE, PAMEKASAN</b> – {"<br><br>".join(text)}</div>
        <h3>Komentar (2)</h3><div>Budi: Semoga harga garam segera naik, kasihan petani kecil di desa kami ini.</div>
        </div></body></html>"""
    article = extract(page.encode(), "https://suarapesisir.example/read/1/garam")
    assert article.paragraphs == text
    assert article.published == datetime.fromisoformat("2026-11-30T09:05:00+07:00")


def test_an_author_and_an_outlet_on_lines_of_their_own_are_no_text() -> None:
    text = (
        "Banjir merendam tiga kecamatan di pesisir setelah tanggul sungai jebol pada Minggu malam, kata camat di sana.",
        "Sedikitnya dua ribu rumah terendam dengan ketinggian air antara tiga puluh sentimeter hingga satu meter.",
        "Relawan menyalurkan selimut dan makanan siap saji sejak Senin pagi dari lima titik dapur umum di balai desa.",
    )
    page = f"""<html><head><title>Banjir Rendam Pesisir</title><meta name="author" content="Sari Dewi"></head><body>
        <main><h1>Banjir Rendam Pesisir</h1><div>Sari Dewi</div><p>Demak, Kabar Utara</p><p>{text[0]}</p><p>{text[1]}</p>
        <p>Lihat peta genangan di sini</p><p>{text[2]}</p></main></body></html>"""
    article = extract(page.encode(), "https://kabar-utara.example/read/3/banjir")
    assert article.paragraphs == text


def test_without_a_headline_to_go_by_the_first_date_of_a_page_is_its_own() -> None:
    page = """<html><head><title>Wawancara</title></head><body><small>oleh Redaksi, 30/11/2026</small>
        <p>Kementerian melanjutkan cetak sawah di tiga provinsi, dan petikan wawancara dengan menterinya ada di sini.</p>
        <blockquote><p>Sawah baru mulai ditanami pekan ini.</p>— Kementan (@kementan) 29 November 2026</blockquote>
        <p>Menteri mengatakan lahan seluas seribu hektare sudah disiapkan bersama pemerintah daerah setempat.</p></body></html>"""
    article = extract(page.encode(), "https://suarapesisir.example/read/2/sawah")
    assert article.published == datetime.fromisoformat("2026-11-30T00:00:00+07:00")
