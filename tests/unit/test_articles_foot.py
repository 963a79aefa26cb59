"""Credits that stand beside the body, and where a credit's link leads."""

import pytest

from monitor.articles import extract
from monitor.model import Credit

URL = "https://teluk.example/kabel-desa"
HEADLINE = "Kabel Laut Putus Terseret Jangkar"
LINE = f"Artikel ini pernah tayang di Kontan dengan judul &quot;{HEADLINE}&quot;"
PARAGRAPHS = (
    "Sebuah kabel laut di antara dua pulau putus setelah terseret jangkar kapal barang pada Minggu malam.",
    "Operator menurunkan kapal perbaikan dari Makassar dan memperkirakan penyambungan selesai sembilan hari lagi.",
    "Warga tiga desa mengandalkan telepon satelit milik kantor camat untuk menghubungi rumah sakit di kota.",
)


def page(inside: str = "", below: str = "") -> bytes:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        "<html><head><title>Tiga Desa Terputus</title></head><body><article><h1>Tiga Desa Terputus</h1>"
        f"<div class='isi'>{text}{inside}</div>{below}</article></body></html>"
    ).encode()


def credit_of(body: bytes) -> Credit | None:
    article = extract(body, URL)
    assert article.paragraphs == PARAGRAPHS
    return article.credit


BESIDE = {
    "a box labelled footer": {"inside": f"<div class='article-footer'><p>{LINE}</p></div>"},
    "a box labelled credit": {"inside": f"<div class='post-credit'>{LINE}</div>"},
    "the footer of the article": {"below": f"<footer class='entry-footer'>{LINE}</footer>"},
}


@pytest.mark.parametrize("where", list(BESIDE))
def test_a_credit_beside_the_body_is_read(where: str) -> None:
    credit = credit_of(page(**BESIDE[where]))
    assert credit is not None
    assert (credit.publisher, credit.title) == ("Kontan", HEADLINE)


@pytest.mark.parametrize("where", list(BESIDE))
def test_a_bare_source_beside_the_body_speaks_of_something_else(where: str) -> None:
    parts = {key: value.replace(LINE, "Sumber: Kontan") for key, value in BESIDE[where].items()}
    assert credit_of(page(**parts)) is None


def test_a_credit_gives_the_address_its_headline_links_to() -> None:
    named, linked = "<a href='/'>Kontan</a>", f"<a href='//kontan.example/kabel'>{HEADLINE}</a>"
    credit = credit_of(page(f"<p>Artikel ini pernah tayang di {named} dengan judul {linked}</p>"))
    assert credit is not None
    assert credit.url == "https://kontan.example/kabel"


@pytest.mark.parametrize("here", ["selengkapnya di sini", "di sini"])
def test_a_credit_gives_the_address_its_di_sini_links_to(here: str) -> None:
    named, linked = "<a href='/'>CNN Indonesia</a>", f"<a href='https://kontan.example/kabel'>{here}</a>"
    credit = credit_of(page(f"<p>Baca artikel {named} &quot;{HEADLINE}&quot; selengkapnya {linked}.</p>"))
    assert credit is not None
    assert (credit.title, credit.url) == (HEADLINE, "https://kontan.example/kabel")


def test_a_link_elsewhere_on_the_page_is_not_the_credits() -> None:
    below = f"<ul><li><a href='https://lain.example/x'>{HEADLINE}</a></li></ul>"
    credit = credit_of(page(f"<p>{LINE}</p>", below))
    assert credit is not None
    assert credit.url == ""


def test_wordpress_share_buttons_are_no_text() -> None:
    buttons = (
        "<div class='sharedaddy sd-sharing-enabled'><h3>Bagikan ini:</h3><ul><li>Facebook</li><li>X</li></ul></div>"
    )
    assert credit_of(page(buttons)) is None
