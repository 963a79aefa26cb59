"""Titles, authors, sections, addresses and times: the order of sources, and the traps that real heads set."""

from datetime import datetime

import pytest

from monitor.articles import extract
from monitor.model import Announced, Article, BodyRule, Publisher, PublisherId

BODY = "".join(
    f"<p>Kapal ke-{n} berangkat dari dermaga lama menuju seberang sungai dengan dua puluh penumpang di atasnya.</p>"
    for n in range(6)
)
TITLE = "Dermaga Lama Dibuka Kembali Setelah Dua Tahun"
URL = "https://www.wartamuara.id/daerah/2025/03/dermaga-lama-dibuka-kembali"


def read(
    head: str = "", shown: str = "", url: str = URL, publisher: Publisher | None = None, use_rules: bool = True
) -> Article:
    html = f"<html lang=id><head>{head}</head><body><h1>{TITLE}</h1><div class=byline>{shown}</div><div>{BODY}</div></body></html>"
    return extract(html.encode(), url, publisher=publisher, use_rules=use_rules)


def json_ld(**values: str) -> str:
    pairs = ",".join(f'"{key}":"{value}"' for key, value in {"@type": "NewsArticle", **values}.items())
    return '<script type="application/ld+json">{' + pairs + "}</script>"


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


@pytest.mark.parametrize(
    ("head", "shown", "expected"),
    [
        pytest.param(json_ld(datePublished="2025-03-04T10:15:30+07:00"), "", "2025-03-04T10:15:30+07:00", id="json-ld"),
        pytest.param(
            meta("article:published_time", "2025-03-04T03:15:30+00:00"), "Selasa, 4 Maret 2025 10:15 WIB",
            "2025-03-04T10:15:30+07:00", id="true UTC is shown in the zone of the page",
        ),
        pytest.param(
            meta("article:published_time", "2025-03-04T10:15:30-07:00"), "4 Maret 2025 10:15",
            "2025-03-04T10:15:30+07:00", id="a false offset with the local clock",
        ),
        pytest.param(
            meta("pubdate", "Tue, 04 Mar 2025 10:15:30 GMT"), "Selasa, 04/03/2025, 10:15 WIB",
            "2025-03-04T10:15:30+07:00", id="GMT that is the local clock",
        ),
        pytest.param(
            meta("article:published_time", "2025-03-04T10:15:30Z"), "Selasa, 4 Maret 2025 | 10.15 WITA",
            "2025-03-04T10:15:30+08:00", id="Z that is WITA",
        ),
        pytest.param(
            meta("article:published_time", "2025-03-04T09:15:30+07:00"), "Selasa, 4 Maret 2025 10:15 WITA",
            "2025-03-04T10:15:30+08:00", id="the same instant in the zone of the page",
        ),
        pytest.param(
            meta("pubdate", "2025-03-04T10-15-30Z") + json_ld(datePublished="2025-03-04T10:15:30+07:00"), "",
            "2025-03-04T10:15:30+07:00", id="a malformed meta beside good JSON-LD",
        ),
        pytest.param(
            meta("pubdate", "2025-03-04T10-15-30Z") + meta("publishdate", "2025/03/04 10:15:30"), "",
            "2025-03-04T10:15:30+07:00", id="a mislabelled Z beside a naive twin",
        ),
        pytest.param(meta("publishdate", "2025/03/04 10:15:30"), "", "2025-03-04T10:15:30+07:00", id="naive is WIB"),
        pytest.param("", "Warta Muara - 04/03/2025, 10:15 WIB", "2025-03-04T10:15:00+07:00", id="only a visible clock"),
        pytest.param("", "Selasa, 4 Maret 2025 | 10:15 WIT", "2025-03-04T10:15:00+09:00", id="only a visible clock in WIT"),
        pytest.param("", "04 Maret 2025, 10.15", "2025-03-04T10:15:00+07:00", id="a visible clock without zone"),
        pytest.param(
            '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Kutip "dalam" kutip",\n'
            '"datePublished":"2025-03-04T10:15:30+07:00"}</script>', "",
            "2025-03-04T10:15:30+07:00", id="JSON-LD that is no JSON",
        ),
        pytest.param(
            '<script type="application/ld+json">{"@graph":[{"@type":"WebSite"},{"@type":["NewsArticle"],'
            '"datePublished":"2025-03-04T10:15:30+07:00"}]}</script>', "",
            "2025-03-04T10:15:30+07:00", id="JSON-LD graph",
        ),
        pytest.param(
            json_ld(headline="Kabar lain sama sekali", datePublished="2020-01-01T10:00:00+07:00", url="https://www.wartamuara.id/lain")
            + json_ld(headline="Judul untuk mesin pencari", datePublished="2025-03-04T10:15:30+07:00", url=URL), "",
            "2025-03-04T10:15:30+07:00", id="a related article described first",
        ),
        pytest.param(
            meta("og:title", TITLE) + json_ld(headline="Kabar lain sama sekali", datePublished="2020-01-01T10:00:00+07:00")
            + json_ld(headline=TITLE, datePublished="2025-03-04T10:15:30+07:00"), "",
            "2025-03-04T10:15:30+07:00", id="a related article described first, told by the headline",
        ),
        pytest.param(
            json_ld(datePublished="2025-03-04"), "Selasa, 04 Mar 2025 | 10:15 WIB", "2025-03-04T10:15:00+07:00",
            id="a day whose clock is visible",
        ),
        pytest.param(
            "", "<p>Diperbarui: 4 Maret 2025 12:30 WIB</p><p>Diterbitkan: 4 Maret 2025 10:15 WIB</p>",
            "2025-03-04T10:15:00+07:00", id="the change shown before the publication",
        ),
        pytest.param(
            "", '<span itemprop="datePublished" content="2025-03-04T10:15:30+07:00">Selasa</span>',
            "2025-03-04T10:15:30+07:00", id="microdata",
        ),
        pytest.param(
            meta("article:published_time", "2025-03-04T10:15:30-07:00") + meta("pubdate", "Tue, 04 Mar 2025 10:15:30 GMT"), "",
            "2025-03-04T10:15:30+07:00", id="two offsets for one clock",
        ),
        pytest.param(
            meta("article:published_time", "2025-03-04T02:15:00+00:00"), "<ul><li>4 Maret 2025</li><li>10:15 WITA</li></ul>",
            "2025-03-04T10:15:00+08:00", id="day and clock in elements of their own",
        ),
    ],
)  # fmt: skip
def test_the_published_instant(head: str, shown: str, expected: str) -> None:
    article = read(head, shown)
    assert article.published is not None
    assert article.published.isoformat() == expected


@pytest.mark.parametrize(
    "caption",
    [
        "Warga antre membeli ikan di dermaga lama, Teluk Muara, 3 Maret 2021. Tempo/Sekar Ayu",
        "Wali Kota meninjau tanggul di Teluk Muara, Rabu (3/3/2021)",
        "Kapal nelayan bersandar di dermaga lama, 3 Maret 2021 (ANTARA FOTO/Sekar Ayu)",
        "Suasana dermaga lama yang ramai sejak pagi pada 3 Maret 2021",
    ],
)
def test_the_day_of_a_picture_is_not_that_of_the_article(caption: str) -> None:
    assert read(shown=f"<p>{caption}</p>").published is None
    dated = read(shown=f"<p>{caption}</p><p>Oleh Sekar Ayu, Dimas Raka - Selasa, 4 Maret 2025</p>").published
    assert dated is not None
    assert dated.isoformat() == "2025-03-04T00:00:00+07:00"


def test_a_page_without_any_time_has_none_unless_it_was_announced() -> None:
    assert read().published is None
    told = "Acara akan digelar pada Selasa, 4 Maret 2025 pukul 10:15 WIB di dermaga lama kota itu."
    assert read(shown=f"<p>{told}</p>").published is None
    when = datetime.fromisoformat("2025-03-04T10:00:00+07:00")
    announced = Announced(URL, URL, URL, title="Diumumkan", published=when, section="daerah")
    html = f"<html><body><div>{BODY}</div></body></html>"
    article = extract(html.encode(), "https://www.wartamuara.id/1", announced=announced)
    assert article.published == when
    assert article.title == "Diumumkan"


def test_an_offset_that_slipped_once_slipped_for_the_change_too() -> None:
    head = meta("article:published_time", "2025-03-04T10:15:30-07:00") + meta(
        "article:modified_time", "2025-03-04T12:00:00-07:00"
    )
    article = read(head, "4 Maret 2025 10:15")
    assert article.modified is not None
    assert article.modified.isoformat() == "2025-03-04T12:00:00+07:00"


def test_a_naive_time_is_in_the_zone_of_the_publisher() -> None:
    east = Publisher(PublisherId("warta-timur"), "Warta Timur", zone="Asia/Jayapura")
    article = read(meta("publishdate", "2025-03-04 10:15:30"), publisher=east)
    assert article.published is not None
    assert article.published.isoformat() == "2025-03-04T10:15:30+09:00"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (f"<title>{TITLE} - Warta Muara</title>", TITLE),
        (meta("og:title", f"{TITLE} | wartamuara.id") + meta("og:site_name", "wartamuara.id"), TITLE),
        (json_ld(headline=TITLE[:30]), TITLE),
        ("", TITLE),
        (f"<title>Warta Muara | {TITLE}</title>", TITLE),
    ],
)
def test_the_title_is_the_headline_without_the_name_of_the_site(head: str, title: str) -> None:
    assert read(head).title == title


@pytest.mark.parametrize("logo", ["", "<h1>Kabar Pesisir Timur</h1>"])
def test_a_site_s_name_in_front_of_its_headline_is_no_headline(logo: str) -> None:
    html = f"<title>Kabar Pesisir Timur | {TITLE}</title><body>{logo}<h2>{TITLE}</h2><div>{BODY}</div>"
    assert extract(html.encode(), "https://kabar.example/baca/12").title == TITLE


@pytest.mark.parametrize(
    ("url", "section"),
    [
        ("https://wartamuara.id/daerah/2025/03/dermaga-lama", "daerah"),
        ("https://wartamuara.id/2025/03/04/dermaga-lama-dibuka/", ""),  # WordPress: the last part is the article
        ("https://wartamuara.id/kategori/olahraga/dermaga-lama/", "olahraga"),
        ("https://wartamuara.id/berita/baca/12/dermaga-lama", ""),
        ("https://bola.wartamuara.id/read/12/dermaga-lama", "bola"),
        ("http://127.0.0.1:8080/12/dermaga-lama", ""),
    ],
)
def test_a_section_that_the_page_does_not_name_is_read_from_its_address(url: str, section: str) -> None:
    assert read(url=url).section == section


def test_a_headline_with_a_dash_of_its_own_is_kept_whole() -> None:
    html = f"<title>Sungai Surut - Nelayan Pindah ke Hilir</title><body><div>{BODY}</div>"
    assert extract(html.encode(), URL).title == "Sungai Surut - Nelayan Pindah ke Hilir"


@pytest.mark.parametrize(
    ("head", "author"),
    [
        ('<meta name="author" content="Sekar Ayu">', "Sekar Ayu"),
        ('<meta name="author" content="Sekar Ayu, Bima Saputra">', "Sekar Ayu, Bima Saputra"),
        ('<meta name="author" content="Sekar Ayu - wartaMuara">', "Sekar Ayu"),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","author":[{"@type":"Person","name":"Sekar Ayu"},'
            '{"name":"Bima Saputra"}]}</script>',
            "Sekar Ayu, Bima Saputra",
        ),
        (json_ld(author="Sekar Ayu") + '<meta name="author" content="wartamuara.id">', "Sekar Ayu"),
        ('<meta property="article:author" content="https://www.facebook.com/wartamuara">', ""),
        (
            '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","author":{"@id":"#p"},'
            '"datePublished":"2025-03-04"},'
            '{"@type":"Person","@id":"#p","name":"Sekar Ayu"}]}</script>',
            "Sekar Ayu",
        ),
    ],
)
def test_authors_are_people(head: str, author: str) -> None:
    assert read(head).author == author


@pytest.mark.parametrize(
    ("shown", "author"),
    [
        ("JATIM | 16 Juni 2021 10:49 Reporter : Rizka Nur Laily", "Rizka Nur Laily"),
        ("Penulis: Sekar Ayu | Editor: Bima Saputra", "Sekar Ayu"),
        ("Oleh: Sekar Ayu, Bima Saputra", "Sekar Ayu, Bima Saputra"),
        ("Editor: Bima Saputra", ""),
        ("Editor: Bima Saputra | Penulis: Sekar Ayu", "Sekar Ayu"),
        ("Oleh Sekar Ayu, Selasa 4 Maret 2025", "Sekar Ayu"),
        ("Oleh Sekar Ayu", "Sekar Ayu"),
        ("Ditulis oleh Sekar Ayu dan Bima Saputra", "Sekar Ayu, Bima Saputra"),
        ("Sekar Ayu, Jurnalis", "Sekar Ayu"),
        ("Sekar Ayu - Selasa, 4 Maret 2025 10:15 WIB", "Sekar Ayu"),
        ("<p>Penulis</p><p>Sekar Ayu</p>", "Sekar Ayu"),
        ("<a href=/penulis/sekar-ayu>Sekar Ayu</a>", "Sekar Ayu"),
        ("<p>Laporan Wartawan Warta Muara, Sekar Ayu</p>", "Sekar Ayu"),
        ("<p>Laporan Wartawan Warta Muara / Sekar Ayu</p>", "Sekar Ayu"),
        ("Penulis : Sekar Ayu - Kabarhulu.com", "Sekar Ayu"),
        ("Penulis : Sekar AyuEditor : Bima Saputra", "Sekar Ayu"),
        ("Oleh Kompas", ""),
        ("Jawa Timur - 4 Maret 2025 10:15 WIB", ""),
    ],
)
def test_a_visible_byline_names_people_where_the_head_does_not(shown: str, author: str) -> None:
    assert read(shown=shown).author == author
    assert read('<meta name="author" content="Hasan Basri">', shown).author == "Hasan Basri"


def test_the_selectors_of_a_publisher_come_first() -> None:
    rule = BodyRule(
        body=("div.isi",),
        drop=(".sisip",),
        title=("h1.judul",),
        date=(".waktu",),
        author=(".nama",),
        section=(".kanal",),
    )
    publisher = Publisher(PublisherId("warta-muara"), "Warta Muara", domains=("wartamuara.id",), rule=rule)
    html = (
        f"<body><span class=kanal>Maritim</span><h1 class=judul>{TITLE}</h1><i class=nama>Oleh: Sekar Ayu</i>"
        f"<i class=waktu>4 Maret 2025 10:15 WIB</i><div class=isi>{BODY}<p class=sisip>Kalimat sisipan yang "
        f"panjang sekali dan bukan"
        f" bagian berita ini.</p></div><div class=isi><p>Bagian kedua berita ini ada di wadah tersendiri.</p></div></body>"
    )
    article = extract(html.encode(), URL, publisher=publisher)
    assert article.extractor == "rule:warta-muara"
    assert (article.title, article.author, article.section) == (TITLE, "Sekar Ayu", "Maritim")
    assert article.published is not None
    assert len(article.paragraphs) == 7
    without = extract(html.encode(), URL, publisher=publisher, use_rules=False)
    assert without.extractor == "finder"
    assert without.publisher == "warta-muara"


def test_a_selector_that_cannot_be_read_or_finds_nothing_is_passed_over_with_a_warning() -> None:
    publisher = Publisher(PublisherId("warta-muara"), "Warta Muara", rule=BodyRule(body=("div[[",), title=("h1::",)))
    article = read(publisher=publisher)
    assert len(article.paragraphs) == 6
    assert article.extractor == "finder"
    assert article.warnings == ("the rule of warta-muara finds no body",)


def test_the_canonical_address_is_the_one_the_page_gives_of_its_own_site() -> None:
    link = '<link rel="canonical" href="https://www.wartamuara.id/daerah/dermaga-lama-dibuka-kembali?utm_source=x">'
    assert read(link).canonical_url == "https://wartamuara.id/daerah/dermaga-lama-dibuka-kembali"
    home = '<link rel="canonical" href="https://www.wartamuara.id/">'
    assert read(home).canonical_url == "https://wartamuara.id/daerah/2025/03/dermaga-lama-dibuka-kembali"


def test_a_canonical_address_at_a_stranger_is_a_credit() -> None:
    credit = read('<link rel="canonical" href="https://www.kabarhilir.com/berita/dermaga-lama-dibuka">').credit
    assert credit is not None
    assert (credit.publisher, credit.url) == ("kabarhilir.com", "https://www.kabarhilir.com/berita/dermaga-lama-dibuka")


def test_a_work_that_json_ld_says_it_is_based_on_is_a_credit() -> None:
    head = json_ld(isBasedOn="https://www.kabarhilir.com/berita/dermaga-lama-dibuka")
    credit = read(head).credit
    assert credit is not None
    assert credit.url == "https://www.kabarhilir.com/berita/dermaga-lama-dibuka"
    assert read(json_ld(isBasedOn=f"{URL}-lama")).credit is None


def test_a_line_in_which_the_page_names_itself_is_no_credit() -> None:
    html = f"<h1>{TITLE}</h1><div>{BODY}<p>Artikel ini telah tayang di wartamuara.id dengan judul {TITLE}</p></div>"
    article = extract(html.encode(), URL)
    assert article.credit is None
    assert "telah tayang" not in article.text


def test_an_amp_cache_is_the_publisher_and_no_stranger() -> None:
    link = '<link rel="canonical" href="https://www.wartamuara.id/daerah/dermaga-lama-dibuka-kembali">'
    article = read(
        link,
        url="https://www-wartamuara-id.cdn.ampproject.org/c/s/www.wartamuara.id/daerah/dermaga-lama-dibuka-kembali/amp",
    )
    assert article.credit is None
    assert article.publisher == "wartamuara.id"
    assert article.canonical_url == "https://wartamuara.id/daerah/dermaga-lama-dibuka-kembali"


def test_an_indonesian_page_that_declares_english_is_not_marked() -> None:
    html = f"<html lang=en><h1>{TITLE}</h1><div>{BODY}</div></html>"
    article = extract(html.encode(), URL)
    assert article.language == "id"
    assert article.warnings == ()


def test_the_source_of_a_feed_item_is_a_hint() -> None:
    announced = Announced(URL, URL, URL, credited="Kabar Hilir")
    html = f"<h1>{TITLE}</h1><div>{BODY}</div>"
    credit = extract(html.encode(), URL, announced=announced).credit
    assert credit is not None
    assert (credit.publisher, credit.foot) == ("Kabar Hilir", False)


def test_a_page_in_another_language_is_marked() -> None:
    text = "The harbour was opened again and the boats of the town have been at work since the first of the month. " * 5
    article = extract(f"<html lang=id><h1>Harbour opened</h1><div><p>{text}</p></div>".encode(), URL)
    assert article.language == "en"
    assert "not Indonesian: en" in article.warnings
