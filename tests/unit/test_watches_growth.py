"""A page four times as long costs about four times the work, whatever stands on it. Steps are counted, never timed."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from monitor.model import Document
from monitor.watches import Matcher, read_watches
from monitor.watches.chunks import ChunkReader
from monitor.watches.typos import Misspelt
from tests.watch_tables import fires, words

ENTITIES: dict[str, Any] = {
    "putin": {"name": "Vladimir Putin", "aliases": ["Putin", "Presiden Rusia"], "weak": ["Vladimir"], "typos": 1},
    "as": {"name": "Amerika Serikat", "aliases": ["{AS}"], "kind": "place"},
    "jago": {"name": "Bank Jago", "kind": "organisation", "typos": 1},
    "jakarta": {"name": "Jakarta", "kind": "place"},
}
QUERIES = [
    "pasar NEAR/3 kebakaran",
    "pasar ONEAR/3 kebakaran",
    "pasar NEAR/500 (kebakaran OR besar)",
    "langka NEAR/3 pasar",
    "(pasar OR kebakaran) NEAR/2 (besar OR melanda)",
    "pasar NEAR/3 (kebakaran NEAR/3 besar)",
    "(pasar NEAR/2 kebakaran) NEAR/9 (besar NEAR/2 melanda)",
    "@putin NEAR/5 pasar",
    "kebakar* NEAR/2 pasa*",
    "ATLEAST/3(pasar)",
    "ATLEAST/3(kebakaran NEAR/2 pasar)",
    "ATLEAST/3(title:pasar)",
    '"kebakaran besar"',
    "kebakar*",
    "stem:bakar",
    "kebakaran~1",
    "/pasar [a-z]*/",
    "/[a-z]+/",
    'name:"Muhammad Nuh"',
    "{AS}",
    "=pasar",
    "@putin",
    "@as",
    "@jago",
    "@jakarta",
    "title:pasar",
    "besar AND NOT pasar",
]


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + number // 26**place % 26) for place in range(3))


TEXTS: dict[str, Callable[[int], tuple[str, str]]] = {
    "one sentence again and again": lambda n: ("Pasar", "Kebakaran besar melanda pasar. " * n),
    "one side, then the other": lambda n: ("", "pasar " * n + "kata " * 2 * n + "kebakaran " * n + "langka"),
    "dashes between": lambda n: ("", "pasar " * n + "- " * 2 * n + "kebakaran " * n),
    "a long title": lambda n: ("Pasar Kebakaran Jakarta Besar Putin Bank Jago " * n, "langka"),
    "names behind ever new words": lambda n: (
        "",
        " ".join(f"Xy{_letters(i)} Putin pergi. Ab{_letters(i)} Jakarta besar." for i in range(n)),
    ),
    "definitions": lambda n: ("", "Amerika Serikat (AS), Bank Jago (BJ) dan Vladimir Putin (VP) di AS. " * n),
    "ever new definitions": lambda n: (
        "",
        " ".join(f"Bank Jago ({_letters(i).upper()}) untung." for i in range(n)),
    ),
    "rivals": lambda n: ("", "Amerika Serikat. " + "AS, (AS) " * n),
    "initials": lambda n: ("", "A. B. Putin AS. " * n),
    "hyphens": lambda n: ("", "pasar-kebakaran AS-Putin keJakarta anak2 " * n),
    "quotations": lambda n: ("", '"Putin" (Putin), Putin: “Bank Jago” ' * n),
    "capitals": lambda n: ("", "VLADIMIR PUTIN PRESIDEN RUSIA BANK JAGO JAKARTA AS " * n),
    "weak names": lambda n: ("", "Vladimir " * n + "Putin"),
    "one long word": lambda n: ("", "kebakaran" * n + " pasar"),
    "zero-width spaces": lambda n: ("", "\u200b".join(["pasar"] * n)),
}


def _steps(call: Callable[[], object]) -> int:
    """How many lines of Python a call runs through."""
    count = 0

    def trace(_frame: FrameType, event: str, _: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


def _work(texts: Callable[[int], tuple[str, str]], size: int) -> tuple[int, int]:
    tables = [{"name": f"w{number}", "query": query} for number, query in enumerate(QUERIES)]
    file = read_watches({"entities": ENTITIES, "watch": tables}, "watches.toml")
    matcher = Matcher(file.watches, file.entities, words())
    matcher.match(Document("Pasar", "Presiden Rusia Vladimir Putin di Jakarta"))
    document = Document(*texts(size))
    return _steps(lambda: matcher.match(document)), _steps(lambda: matcher.near_misses(document))


@pytest.mark.parametrize("kind", TEXTS)
def test_work_grows_with_the_length_of_the_page(kind: str) -> None:
    short, long = _work(TEXTS[kind], 50), _work(TEXTS[kind], 200)
    for before, after in zip(short, long, strict=True):
        assert after < 5 * before


def test_a_chunk_as_long_as_a_page_is_read_like_any_other() -> None:
    """What looks back over it from each of its letters would not come to an end here."""
    reader, much = ChunkReader(words()), 300_000
    forms = [part.form for part in reader.read("!" * much + "pasar").parts]
    assert forms == ["pasar"]
    assert reader.read("a" * much + "1b").parts[0].form == "a" * much
    assert not Misspelt({"kebakaran": 1}).numbers("kebakaran" * much)
    assert fires("pasar", "pasar" + "lah" * 5_000 + " pasar")


@pytest.mark.parametrize(
    ("chunk", "other"),
    [
        ("kupu2", ("kupu", "kupu")),
        ("kupu-2", ("kupu", "kupu")),
        ("Anak2nya,", ("anak", "anak", "~nya")),
        ("anak2-ku", ("anak", "anak", "~ku")),
        ("a2", ()),
        ("G20", ()),
        ("anak22", ()),
        ("anak2an", ()),
    ],
)
def test_a_word_with_a_two_behind_it_is_said_twice(chunk: str, other: tuple[str, ...]) -> None:
    assert ChunkReader(words()).read(chunk).other == ((other,) if other else ())
