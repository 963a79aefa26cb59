"""Canonical addresses: what is one article comes out equal, what is two never does."""

import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor.language.addresses import canonical, host_of

PLAIN = "https://harian.example/berita/123456/warga-desa-panen-raya"
FACES = {
    "as it is": PLAIN,
    "http": "http://harian.example/berita/123456/warga-desa-panen-raya",
    "capitals in scheme and host": "HTTPS://Harian.EXAMPLE/berita/123456/warga-desa-panen-raya",
    "www": "https://www.harian.example/berita/123456/warga-desa-panen-raya",
    "mobile host": "https://m.harian.example/berita/123456/warga-desa-panen-raya",
    "other mobile host": "https://mobile.harian.example/berita/123456/warga-desa-panen-raya",
    "AMP host": "https://amp.harian.example/berita/123456/warga-desa-panen-raya",
    "AMP host behind www": "https://www.amp.harian.example/berita/123456/warga-desa-panen-raya",
    "default port": "https://harian.example:443/berita/123456/warga-desa-panen-raya",
    "default port of http": "http://harian.example:80/berita/123456/warga-desa-panen-raya",
    "empty port": "https://harian.example:/berita/123456/warga-desa-panen-raya",
    "dot after the host": "https://harian.example./berita/123456/warga-desa-panen-raya",
    "trailing slash": PLAIN + "/",
    "two slashes": "https://harian.example//berita/123456//warga-desa-panen-raya",
    "fragment": PLAIN + "#komentar",
    "white space around": f"  {PLAIN}\n",
    "no scheme": "//harian.example/berita/123456/warga-desa-panen-raya",
    "tracking": PLAIN + "?utm_source=rss&utm_medium=feed&fbclid=IwAR0x",
    "house campaign": PLAIN + "?HouseAds&campaign=Depan_Klik_3",
    "tracking taken from markup as it stands": PLAIN + "?utm_source=rss&amp;utm_medium=feed",
    "all pages in one": PLAIN + "?page=all",
    "single page": PLAIN + "?single=1",
    "first page": PLAIN + "?page=1",
    "AMP as the last step": PLAIN + "/amp",
    "AMP as the last step, closed": PLAIN + "/amp/",
    "AMP as the first step": "https://harian.example/amp/berita/123456/warga-desa-panen-raya",
    "AMP as an ending": PLAIN + ".amp",
    "AMP as a parameter": PLAIN + "?amp",
    "AMP as a parameter with a value": PLAIN + "?amp=1",
    "AMP as a form of output": PLAIN + "?outputType=amp",
    "letters escaped without need": "https://harian.example/berit%61/123456/warga%2Ddesa-panen-raya",
    "steps back": "https://harian.example/berita/./lama/../123456/warga-desa-panen-raya",
    "user and password": "https://siapa:rahasia@harian.example/berita/123456/warga-desa-panen-raya",
    "search page's way out": "https://www.google.com/url?sa=t&url=https%3A%2F%2Fharian.example%2Fberita%2F123456%2Fwarga-desa-panen-raya",
    "search page's AMP": "https://www.google.com/amp/s/harian.example/berita/123456/warga-desa-panen-raya",
    "AMP cache": "https://harian-example.cdn.ampproject.org/c/s/harian.example/berita/123456/warga-desa-panen-raya/amp",
}


@pytest.mark.parametrize("face", FACES.values(), ids=FACES.keys())
def test_every_face_of_an_article_has_one_canonical_address(face: str) -> None:
    assert canonical(face) == PLAIN


DIFFERENT = {
    "ids in the query": ("https://h.example/baca?id=123", "https://h.example/baca?id=124"),
    "an id and none": ("https://h.example/baca?id=123", "https://h.example/baca"),
    "WordPress ids": ("https://h.example/?p=10", "https://h.example/?p=11"),
    "pages of a list": ("https://h.example/indeks?page=2", "https://h.example/indeks?page=3"),
    "steps": ("https://h.example/a/b", "https://h.example/a/c"),
    "capitals in the path": ("https://h.example/21VYIMfcWqq", "https://h.example/21vyimfcwqq"),
    "an escaped slash": ("https://h.example/a%2Fb", "https://h.example/a/b"),
    "an escaped ampersand": ("https://h.example/?q=a%26b", "https://h.example/?q=a&b"),
    "channels on hosts of their own": ("https://sosok.h.example/read/1", "https://hype.h.example/read/1"),
    "ports that mean other servers": ("http://127.0.0.1:8001/a", "http://127.0.0.1:8002/a"),
    "script-made pages": ("https://h.example/#!/berita/1", "https://h.example/#!/berita/2"),
    "domains below a registry": ("https://m.co.id/a", "https://co.id/a"),
    "a word that begins with amp": ("https://h.example/ampas-tahu", "https://h.example/as-tahu"),
    "a section called amplop": ("https://h.example/berita/amplop", "https://h.example/berita"),
}


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT.keys())
def test_addresses_of_two_things_never_become_one(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


KNOWN = {
    "desk host": ("https://newssetup.kontan.co.id/news/x-y-z?page=all", "https://kontan.co.id/news/x-y-z"),
    "channel in the AMP path": (
        "https://amp.kompas.com/nasional/read/2023/11/02/1/x",
        "https://nasional.kompas.com/read/2023/11/02/1/x",
    ),
    "channel in the path of the desktop page": (
        "https://www.kompas.com/tren/read/2023/11/02/1/x",
        "https://tren.kompas.com/read/2023/11/02/1/x",
    ),
    "channel in the mobile path": (
        "https://m.detik.com/finance/berita-ekonomi/d-6512345/x-y",
        "https://finance.detik.com/berita-ekonomi/d-6512345/x-y",
    ),
    "a mobile front page of a channel": ("https://m.detik.com/finance", "https://detik.com/finance"),
    "letters of another script": ("https://h.example/berita/café", "https://h.example/berita/caf%C3%A9"),
    "host of another script": ("https://kafé.example/", "https://xn--kaf-dma.example/"),
    "parameters in any order": ("https://h.example/?b=2&a=1", "https://h.example/?a=1&b=2"),
    "lower-case escapes": ("https://h.example/caf%c3%a9", "https://h.example/caf%C3%A9"),
    "a percent sign that escapes nothing": ("https://h.example/100%", "https://h.example/100%25"),
    "IPv6": ("http://[2001:DB8::1]:8080/a/", "http://[2001:db8::1]:8080/a"),
    "scheme kept where the port decides": ("http://h.example:8080/a", "http://h.example:8080/a"),
    "front page": ("https://www.h.example", "https://h.example/"),
}


@pytest.mark.parametrize(("url", "expected"), KNOWN.values(), ids=KNOWN.keys())
def test_canonical_form(url: str, expected: str) -> None:
    assert canonical(url) == expected


JUNK = [
    "",
    "   ",
    "mailto:redaksi@h.example",
    "javascript:void(0)",
    "http://",
    "https://:80/",
    "http://[::1",
    "file:///etc/passwd",
    "http://h.example:port/",
    "http://a b/",
    "http://\udcff/",
    "https://" + "a" * 10_000,
    "?id=3",
    "//",
    "http://%00/",
]


@pytest.mark.parametrize("junk", JUNK)
def test_junk_comes_back_folded_and_raises_nothing(junk: str) -> None:
    assert canonical(canonical(junk)) == canonical(junk)
    host_of(junk)


PIECES = st.sampled_from(
    [
        "http://",
        "https://",
        "www.",
        "m.",
        "amp.",
        "h.example",
        "kompas.com",
        "newssetup.kontan.co.id",
        ":80",
        ":8080",
        "/",
        "//",
        "/amp",
        ".amp",
        "/a-b",
        "?",
        "&",
        "amp;",
        "page=all",
        "id=1",
        "utm_source=x",
        "url=",
        "#",
        "#!",
        "%2e",
        "%25",
        "%",
        "é",
        " ",
        "..",
        "https://www.google.com/url?q=",
        "https%3A%2F%2Fh.example%2Fa%2Famp",
        "x.cdn.ampproject.org/c/s/",
        "[",
        "]",
        "@",
        "\\",
        "\t",
        "read/",
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join))
@example("https://h.example/a/.amp")
@example("https://h.example/a/..amp")
@example("https://h.example/a/...amp/")
@example("https://x.cdn.ampproject.org/c/s//kompas.com/a")
@example("https://x.cdn.ampproject.org/c/s/%2eamp.h.example")
@example("https://m.google.com//url?q=https://h.example/a")
def test_canonicalising_twice_changes_nothing(url: str) -> None:
    assert canonical(canonical(url)) == canonical(url)


@given(st.text(max_size=60).map(lambda tail: "https://h.example/" + tail))
def test_canonicalising_any_text_twice_changes_nothing(url: str) -> None:
    assert canonical(canonical(url)) == canonical(url)


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    canonical(text)
    host_of(text)


SLUG = st.text(string.ascii_lowercase + string.digits, min_size=4, max_size=12)


@given(SLUG, SLUG, st.integers(1, 10**7), st.integers(1, 10**7))
def test_different_slugs_or_ids_stay_different(one: str, other: str, first: int, second: int) -> None:
    pair = (f"https://h.example/berita/{one}?id={first}", f"https://h.example/berita/{other}?id={second}")
    assert (canonical(pair[0]) == canonical(pair[1])) == ((one, first) == (other, second))


HOSTS = {
    "plain": ("https://Www.Kontan.co.id/x", "www.kontan.co.id"),
    "default port": ("http://h.example:80/", "h.example"),
    "https on the port of http": ("https://h.example:80/", "h.example:80"),
    "other port": ("http://127.0.0.1:8099/a", "127.0.0.1:8099"),
    "another script": ("http://kafé.example/", "xn--kaf-dma.example"),
    "with user": ("http://a:b@h.example/", "h.example"),
    "junk": ("berita", ""),
}


@pytest.mark.parametrize(("url", "host"), HOSTS.values(), ids=HOSTS.keys())
def test_host_of(url: str, host: str) -> None:
    assert host_of(url) == host
