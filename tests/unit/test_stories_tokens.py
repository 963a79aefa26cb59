"""Words, numbers, dates and names as the stories room reads them; fingerprints."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.stories import fingerprint, prepare
from monitor.stories.prepared import read_fingerprint
from monitor.stories.tokens import DATE, NAME, NUMBER, read
from tests.stories_texts import BRIDGE, article


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Harga Rp1.904.000 per gram", ["harga", "rp", "1.904.000", "per", "gram"]),
        ("pukul 04:30 dan 04.30", ["pukul", "04.30", "dan", "04.30"]),
        ("skor 2–1, lalu 3-1.", ["skor", "2-1", "lalu", "3-1"]),
        ("naik 1,5 persen", ["naik", "1.5", "persen"]),
        ("anak-anak Jum'at", ["anak", "anak", "jum", "at"]),
        ("“Kami” — kata ﬁlm", ["kami", "kata", "film"]),
        ("", []),
    ],
)
def test_text_is_split_into_words_and_whole_numbers(text: str, words: list[str]) -> None:
    assert read(text).words == words


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("pada Rabu (4/3/2026) pagi", (4, 3)),
        ("pada 4 Maret 2026", (4, 3)),
        ("tanggal 04-03-2026", (4, 3)),
        ("Kamis (5/6)", (5, 6)),
        ("17 Agt lalu", (17, 8)),
    ],
)
def test_days_are_read(text: str, day: tuple[int, int]) -> None:
    assert [found for _, found in read(text).days] == [day]


@pytest.mark.parametrize("text", ["skor 2-1", "rasio 40/60", "mei ia datang", "nomor 12-8"])
def test_what_only_looks_like_a_day_is_none(text: str) -> None:
    assert read(text).days == ()


def test_kinds_of_facts_are_told_apart() -> None:
    text = read("Menurut Hendra, warga menurut saja: 318 pelat dipasang Rabu.")
    kinds = dict(zip(text.words, text.kinds, strict=True))
    assert kinds["hendra"] == NAME
    assert kinds["318"] == NUMBER
    assert kinds["rabu"] == DATE
    assert kinds["warga"] == 0


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    tokens = read(text)
    assert len(tokens) == len(tokens.raw) == len(tokens.words) == len(tokens.kinds)
    assert all(kind <= NAME for kind in tokens.kinds)


@given(st.lists(st.text(max_size=80), max_size=6))
def test_fingerprint_gives_back_the_sample(paragraphs: list[str]) -> None:
    prepared = prepare(article(paragraphs))
    assert np.array_equal(read_fingerprint(fingerprint(prepared)), prepared.sample)
    assert (np.diff(prepared.sample.astype(np.int64)) > 0).all()


def test_fingerprint_is_the_same_on_every_machine_and_for_ever() -> None:
    stored = fingerprint(prepare(article(BRIDGE[:1])))
    assert (
        stored.hex()
        == "19a4650f5f680e122bf0bd34a3873d382a7a7739198ebb5d68450a69d0a77d7f2e7ac38515313c8948110090109a1ca2"
    )
