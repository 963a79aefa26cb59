"""Articles on several pages: which addresses are still to fetch, and one article out of all of them."""

import pytest

from monitor.articles import extract, further_pages, gather, join_pages
from monitor.model import Article, Publisher, PublisherId

URL = "https://www.wartamuara.id/read/123/dermaga-lama-dibuka"
TEXTS = [
    f"Kapal ke-{n} berangkat dari dermaga lama menuju seberang sungai dengan dua puluh penumpang di atasnya."
    for n in range(9)
]


def page(texts: list[str], links: str = "") -> bytes:
    body = "".join(f"<p>{text}</p>" for text in texts)
    shown = f"<h1>Dermaga Lama Dibuka</h1><div class=isi>{body}</div><div class=paging>{links}</div>"
    return f"<html><body>{shown}</body></html>".encode()


def pages_of(links: str, url: str = URL, form: str = "") -> tuple[str, ...]:
    body = page(TEXTS[:3], links)
    publisher = Publisher(PublisherId("warta-muara"), "Warta Muara", full_form=form)
    return further_pages(body, extract(body, url), publisher)


TWO_AND_THREE = (f"{URL}?page=2", f"{URL}?page=3")
NUMBERS = "".join(f'<a href="{URL}?page={n}">{n}</a> ' for n in (1, 2, 3))


@pytest.mark.parametrize(
    ("links", "form", "expected"),
    [
        pytest.param(NUMBERS, "", TWO_AND_THREE, id="numbered links"),
        pytest.param(
            f'{NUMBERS}<a href="?page=all">Tampilkan Semua</a>',
            "",
            (f"{URL}?page=all", *TWO_AND_THREE),
            id="a link to the whole",
        ),
        pytest.param(NUMBERS, "?page=all", (f"{URL}?page=all", *TWO_AND_THREE), id="the publisher's whole form"),
        pytest.param(NUMBERS, "?single=1", (f"{URL}?single=1", *TWO_AND_THREE), id="single"),
        pytest.param(NUMBERS, "/all", (f"{URL}/all", *TWO_AND_THREE), id="path"),
        pytest.param(NUMBERS, "?page={n}", TWO_AND_THREE, id="the publisher's numbered form"),
        pytest.param(
            f'<a href="{URL}/2">2</a><a href="{URL}/3">3</a>', "", (f"{URL}/2", f"{URL}/3"), id="numbers in the path"
        ),
        pytest.param(f'<a href="{URL}?page=2">Selanjutnya</a>', "", (f"{URL}?page=2",), id="next"),
        pytest.param("", "?page=all", (), id="no pages"),
        pytest.param('<a href="/read/124/lain?page=2">2</a>', "", (), id="another article"),
        pytest.param('<a href="https://lain.id/read/123/dermaga-lama-dibuka?page=2">2</a>', "", (), id="another site"),
        pytest.param(
            f'<a href="{URL}?page=2024">2024</a><a href="{URL}?page=2">dua</a>', "", (), id="numbers of something else"
        ),
    ],
)
def test_addresses_still_to_fetch(links: str, form: str, expected: tuple[str, ...]) -> None:
    assert pages_of(links, form=form) == expected


def test_a_page_that_is_the_whole_needs_no_other() -> None:
    assert pages_of(NUMBERS, url=f"{URL}?page=all") == ()
    assert pages_of(NUMBERS, url=f"{URL}?single=1") == ()


def test_the_number_of_pages_is_bounded() -> None:
    links = "".join(f'<a href="{URL}?page={n}">{n}</a>' for n in range(1, 60))
    assert len(pages_of(links)) == 9
    assert len(pages_of(links, form="?page={n}")) == 9


def test_pages_that_only_name_the_next_one_are_followed_and_bounded() -> None:
    asked: list[str] = []

    def read(address: str) -> tuple[Article, tuple[str, ...]]:
        asked.append(address)
        number = int(address.rpartition("=")[2])
        return extract(page([TEXTS[number % 9]]), address, further=True), (f"{URL}?page={number + 1}", f"{URL}?page=2")

    pages = gather(extract(page(TEXTS[:1]), URL), (f"{URL}?page=2",), read)
    assert asked == [f"{URL}?page={n}" for n in range(2, 11)]
    assert len(pages) == 10


@pytest.mark.parametrize(
    ("held", "asked"), [(9, 1), (3, 3), (0, 3)], ids=["the whole", "the first page again", "nothing"]
)
def test_numbered_pages_are_read_where_the_whole_is_not_to_be_had(held: int, asked: int) -> None:
    seen: list[str] = []

    def read(address: str) -> tuple[Article, tuple[str, ...]]:
        seen.append(address)
        number = address[-1:]
        texts = TEXTS[3 * int(number) - 3 :][:3] if number.isdigit() else TEXTS[:held]
        return extract(page(texts), address, further=True), ()

    pages = gather(extract(page(TEXTS[:3]), URL), (f"{URL}?page=all", *TWO_AND_THREE), read)
    assert join_pages(pages).paragraphs == tuple(TEXTS)
    assert len(seen) == asked


def test_one_sentence_among_many_links_is_text_on_a_further_page_and_none_on_a_section_s_first() -> None:
    links = "".join(f"<li><a href='/kanal/{n}'>Kanal kabar yang ramai dibaca nomor {n}</a></li>" for n in range(40))
    text = "Kapal terakhir berangkat pukul sembilan malam dari dermaga lama."
    body = page([text]).replace(b"<body>", f"<body><ul>{links}</ul>".encode())
    assert extract(body, "https://www.wartamuara.id/kanal/dermaga?page=3", further=True).paragraphs == (text,)
    assert extract(body, "https://www.wartamuara.id/kanal/dermaga").paragraphs == ()


def test_pages_are_joined_in_order_and_nothing_comes_twice() -> None:
    articles = [extract(page([TEXTS[0], *TEXTS[n : n + 3]]), URL) for n in (1, 4, 6)]
    assert join_pages(articles).paragraphs == tuple(TEXTS)


def test_the_whole_takes_the_place_of_its_first_page() -> None:
    first = extract(page([*TEXTS[:3], "Bersambung ke halaman berikutnya"]), URL)
    whole = extract(page(TEXTS), f"{URL}?page=all")
    joined = join_pages([first, whole])
    assert joined.paragraphs == tuple(TEXTS)
    assert joined.url == URL


def test_the_credit_of_the_last_page_is_the_article_s() -> None:
    line = 'Artikel ini telah tayang di Kontan.co.id dengan judul "Dermaga lama dibuka"'
    joined = join_pages([extract(page(TEXTS[:3]), URL), extract(page([*TEXTS[3:6], line]), f"{URL}?page=2")])
    assert joined.credit is not None
    assert joined.credit.publisher == "Kontan.co.id"


def test_one_page_is_itself() -> None:
    article: Article = extract(page(TEXTS), URL)
    assert join_pages([article]) == article
