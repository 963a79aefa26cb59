"""Articles on several pages, over real connections: `ronda extract URL` and the daemon read them whole."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from monitor.demo.newsroom import Answer
from tests.walk import Walk

HOUSE = "pantau-emas"
TEXTS = [
    f"Kapal ke-{n} berangkat dari dermaga lama menuju seberang sungai dengan dua puluh penumpang di atasnya."
    for n in range(1, 12)
]
GOLD = "Pedagang di kapal terakhir bercerita bahwa harga emas di kota seberang naik dua kali dalam sepekan ini."
MENU = "".join(f'<li><a href="/kanal/{n}">Kanal kabar yang ramai dibaca orang nomor {n}</a></li>' for n in range(40))

Links = Callable[[str, int], str]
"""What a page shows of the others: the article's path and the page's number to markup."""

PLACES: dict[str, tuple[Links, Callable[[str, int], str]]] = {
    "numbers": (
        lambda path, _: "".join(f'<a href="{path}?page={n}">{n}</a> ' for n in (1, 2, 3)),
        lambda path, n: f"{path}?page={n}" if n > 1 else path,
    ),
    "numbers in the path": (
        lambda path, _: "".join(f'<a href="{path}/{n}">{n}</a> ' for n in (2, 3)),
        lambda path, n: f"{path}/{n}" if n > 1 else path,
    ),
    "only the next page": (
        lambda path, n: f'<a href="{path}?halaman={n + 1}">Halaman Selanjutnya</a>' if n < 3 else "",
        lambda path, n: f"{path}?halaman={n}" if n > 1 else path,
    ),
    "rel=next": (
        lambda path, n: f'<link rel="next" href="{path}?page={n + 1}">' if n < 3 else "",
        lambda path, n: f"{path}?page={n}" if n > 1 else path,
    ),
}


def page(texts: list[str], links: str) -> Answer:
    body = "".join(f"<p>{text}</p>" for text in texts)
    shown = f"<ul>{MENU}</ul><h1>Dermaga Lama</h1><div class=isi>{body}</div><div class=paging>{links}</div>"
    return Answer(f"<html><body>{shown}</body></html>".encode())


def extracted(walk: Walk, url: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(walk.command("extract", url, "--json").stdout)
    return answer


def put(walk: Walk, form: str) -> str:
    """An article on three pages, the last of them one sentence among many links; its address."""
    walk.configure(houses=(HOUSE,))
    walk.once()
    piece = max((piece for piece in walk.pieces.values() if piece.house == HOUSE), key=lambda piece: piece.published)
    walk.newsroom.publish(piece)
    url = walk.newsroom.url(piece)
    path = url.removeprefix(walk.newsroom.site(HOUSE))
    links, place = PLACES[form]
    for n, texts in enumerate((TEXTS[:6], TEXTS[6:], [GOLD]), 1):
        walk.newsroom.say(HOUSE, place(path, n), page(texts, links(path, n)))
    return url


@pytest.mark.parametrize("form", PLACES)
def test_an_address_gives_the_whole_article(walk: Walk, form: str) -> None:
    answer = extracted(walk, put(walk, form))
    assert answer["paragraphs"] == [*TEXTS, GOLD]


def test_the_daemon_matches_what_stands_on_the_last_page(walk: Walk) -> None:
    put(walk, "only the next page")
    walk.once()
    assert [event["alerts"] for event in walk.events("alert")] == ["Emas"]


@pytest.mark.parametrize("whole", ["?page=all", "?single=1", "/all", "?showpage=all"])
def test_one_page_that_holds_all_is_asked_for_alone(walk: Walk, whole: str) -> None:
    url = put(walk, "numbers")
    path = url.removeprefix(walk.newsroom.site(HOUSE))
    shown = f'Halaman <a href="{path}?page=2">2</a> <a href="{path}?page=3">3</a> <a href="{path}{whole}">Tampilkan Semua</a>'
    walk.newsroom.say(HOUSE, path, page(TEXTS[:6], shown))
    walk.newsroom.say(HOUSE, path + whole, page([*TEXTS, GOLD], shown))
    assert extracted(walk, url)["paragraphs"] == [*TEXTS, GOLD]
    assert [asked.path for asked in walk.newsroom.asked(HOUSE)][-2:] == [path, path + whole]


def test_pages_without_end_are_followed_to_the_tenth(walk: Walk) -> None:
    url = put(walk, "only the next page")
    path = url.removeprefix(walk.newsroom.site(HOUSE))
    for n in range(1, 13):
        links, place = PLACES["only the next page"]
        walk.newsroom.say(
            HOUSE, place(path, n), page([TEXTS[n % 11]], links(path, min(n, 2)).replace("=3", f"={n + 1}"))
        )
    before = len(walk.newsroom.asked(HOUSE))
    assert len(extracted(walk, url)["paragraphs"]) == 10
    assert len(walk.newsroom.asked(HOUSE)) - before == 10


def test_a_page_that_cannot_be_had_is_told_and_the_others_stay(walk: Walk) -> None:
    url = put(walk, "numbers")
    walk.newsroom.say(HOUSE, url.removeprefix(walk.newsroom.site(HOUSE)) + "?page=2", Answer(b"", 503))
    answer = extracted(walk, url)
    assert answer["paragraphs"] == [*TEXTS[:6], GOLD]
    assert [line for line in answer["warnings"] if line.startswith("incomplete") and "http-503" in line]
