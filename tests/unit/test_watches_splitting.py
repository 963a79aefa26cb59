"""Laws of cutting texts: the chunks are those of `str.split`, and each is known again for what it is."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from monitor.watches.splitting import KnownChunks, Splitter

SPLITTER = Splitter()
TEXT = st.text(st.sampled_from("ab “é\u00a0\u2003\n\t\x1c\x00\x1f\U0001f600\U00010020\ud800"), max_size=40)


def _chunks(text: str) -> tuple[list[str], list[int]]:
    starts, ends, hashes = SPLITTER.split(text + " ")
    return [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)], hashes.tolist()


@given(TEXT, TEXT)
def test_chunks_are_those_of_split_and_share_a_hash_only_where_they_are_the_same(one: str, other: str) -> None:
    (names, hashes), (more, others) = _chunks(one), _chunks(other)
    assert names == one.split()
    assert (
        len(set(names + more)) == len(set(hashes + others)) == len(set(zip(names + more, hashes + others, strict=True)))
    )


def test_a_chunk_is_known_again_wherever_it_stands() -> None:
    for before in ("", "kata " * 100, "kata " * 20_000, "“kata” \U0001f600 "):
        assert _chunks(before + "Pertamina")[1][-1] == _chunks("Pertamina")[1][0]


def _words(known: KnownChunks, text: str) -> list[tuple[str, int]]:
    """What the chunks are read as between two fields, each of them once."""
    starts, ends, hashes = SPLITTER.split(f"{text}| {text}")
    rows = known.rows(f"{text}| {text}", starts, ends, hashes, len(starts) // 2).tolist()
    codes = known.codes.tobytes().decode("utf-32-le")
    words = [(codes[at : at + width], kind) for at, width, kind, _, _ in rows]
    assert words[len(words) // 2] == ("!", 0)
    assert words[: len(words) // 2] == words[len(words) // 2 + 1 :]
    return words[: len(words) // 2]


def _known() -> KnownChunks:
    return KnownChunks(("!", 0, 0, 0), lambda names: [(name[::-1], len(name), 0, 0) for name in names])


def test_whatever_was_met_before_every_chunk_is_read_for_what_it_is() -> None:
    known = _known()
    for turn in range(2):
        for first in range(0, 40_000, 500):
            names = [f"w{number * (3 if number % 2 else 1)}" for number in range(first, first + 500)]
            assert _words(known, " ".join(names) + " ") == [(name[::-1], len(name)) for name in names]
        assert turn or len(known) > 25_000


def test_threads_may_learn_the_same_chunks_at_once() -> None:
    known, lot = _known(), np.random.default_rng(1)
    texts = [" ".join(f"w{number}" for number in lot.integers(0, 9_000, 400)) + " " for _ in range(200)]
    with ThreadPoolExecutor(8) as pool:
        read = list(pool.map(lambda text: _words(known, text), texts))
    assert read == [[(name[::-1], len(name)) for name in text.split()] for text in texts]
