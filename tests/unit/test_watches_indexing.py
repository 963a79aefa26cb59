"""The pre-filter of the full-text index: it may let too much through, and never too little."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model import Document
from monitor.watches import Matcher, WatchFile, parse_query, read_watches
from monitor.watches.indexing import (
    EVERY_WORD,
    LONGEST,
    MOST_WORDS,
    Every,
    Need,
    Prefix,
    Root,
    Some,
    built_from,
    core_of,
    in_words,
    index_words,
    need_of,
    roots_in,
)
from tests.watch_tables import words

ENTITIES = {
    "putin": {"name": "Vladimir Putin", "aliases": ["Putin", "Presiden Rusia"], "weak": ["Vladimir"], "kind": "person"},
    "telkom": {"name": "PT Telkom Indonesia Tbk", "aliases": ["{TLKM}"]},
    "mardani": {"name": "Mardani", "typos": 1},
}
CHUNKS = (
    "rumah Rumahnya rumahnyalah sekolah sekolahnya KTP-nya ktp anak-anak anak2 anak2nya PDI-P PDIP pdi G20 G-20 AS as "
    "AS-nya J. B. Habibie B.J. BJ keJakarta Jakarta diCaprio dicaprio Jum'at Jumat jumatnya OPEC+ OPEC Plus Rp1.000 "
    "1000 1.000 2,5 Zürich zurichnya Pu\u200btin Putin PUTIN Presiden Rusia Vladimir walikota wali kota anti-korupsi "
    "antikorupsinya anti-korupsi-nya korupsi Pertamnia Pertamina TLKM Telkom Indonesia Muh. Nuh Mohammad membakar "
    "covid19 Covid-19 (PAN) final selesai.Kemudian Mardina - – \ufb01nal B J M Nuh Moehammad Noeh Abdurrahman Abdul Rahman "
    "Bank\u200bJago Bank&nbsp;Jago Jago Bank ASnya KTPku \u0420utin Jum&#8217;at AT&amp;T ambillah Telkom\u200bIndonesia H.M. "
    "Perta- mina PERTA- minanya Putin's \u0280umah"
).split()
TERMS = (
    'rumah|sekolah|rumahnya|ktp|"anak-anak"|PDI-P|PDIP|pdi|G20|AS|{AS}|=rumah|"BJ Habibie"|"B. J. Habibie"|Jakarta|dicaprio|'
    'Jumat|"OPEC Plus"|"Rp 1.000"|1000|"2,5"|Zurich|putin|walikota|"wali kota"|antikorupsi|anti-korupsi|koru*|ktpn*|rumahn*|'
    'Pertamina~1|stem:bakar|name:"Muhammad Nuh"|covid19|Covid-19|final|kemudian|/korups/|@putin|@telkom|@mardani|PAN|'
    'section:ekonomi|title:rumah|"presiden {AS}"|ATLEAST/2(rumah)|rumah NEAR/3 anak|J|"di Jakarta"|"Bank Jago"|'
    '"B J Habibie"|name:"Abdul Rahman"|name:"Moehammad Noeh"|ambil|AT&T|"jago bank"|HM|Pertamina'
).split("|")


def file_of(query: str) -> WatchFile:
    return read_watches({"entities": ENTITIES, "watch": [{"name": "w", "query": query}]}, "watches.toml")


def need(query: str) -> Need | None:
    file = file_of(query)
    return need_of([watch.tree for watch in file.watches], file.entities, words())


def lets_through(asked: Need | None, held: list[str]) -> bool:
    if asked is None or held == [EVERY_WORD]:
        return True
    if isinstance(asked, Prefix):
        return any(word == asked.letters if asked.whole else word.startswith(asked.letters) for word in held)
    assert not isinstance(asked, Root)
    inner = [lets_through(item, held) for item in asked.items]
    return all(inner) if isinstance(asked, Every) else any(inner)


QUERY = st.recursive(
    st.sampled_from(TERMS),
    lambda inner: st.tuples(inner, st.sampled_from(["AND", "OR", "AND NOT"]), inner).map(
        lambda parts: f"({parts[0]} {parts[1]} {parts[2]})"
    ),
    max_leaves=3,
)
TEXT = st.lists(st.sampled_from(CHUNKS), max_size=9).map(" ".join)


@pytest.mark.parametrize("term", TERMS)
def test_a_chunk_that_fires_a_term_is_let_through(term: str) -> None:
    _no_hit_is_lost(term, [Document(chunk, f"{chunk} {chunk}", section="Ekonomi") for chunk in CHUNKS])


@settings(max_examples=300, deadline=None)
@given(QUERY, TEXT, TEXT)
def test_a_text_that_fires_a_query_is_let_through(query: str, title: str, body: str) -> None:
    _no_hit_is_lost(query, [Document(title, body, section="Ekonomi")])


def test_a_word_broken_at_the_end_of_a_line_is_let_through() -> None:
    broken = Document("Harga Perta- minanya naik", "")
    assert lets_through(need("Pertamina"), index_words(broken.title, broken.body))
    _no_hit_is_lost("Pertamina", [broken])


def _no_hit_is_lost(query: str, documents: list[Document]) -> None:
    file = file_of(query)
    matcher = Matcher(file.watches, file.entities, words())
    asked, held = need(query), [index_words(document.title, document.body) for document in documents]
    if asked is not None and roots_in(asked):
        known = {word for words_ in held for word in words_}
        asked = in_words(asked, {root: built_from(root, _holding(core_of(root), known)) for root in roots_in(asked)})
    for document, words_ in zip(documents, held, strict=True):
        if matcher.match(document):
            assert lets_through(asked, words_)


def _holding(core: str, known: Iterable[str]) -> list[str]:
    """The words of the index that are looked at for a root."""
    return [word for word in known if core in word or len(word) == LONGEST]


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("putin", Prefix("putin")),
        ("AS", Prefix("as", whole=True)),
        ("rumahnya", Prefix("rumah")),
        ('"suku bunga"', Every((Prefix("suku"), Prefix("bunga")))),
        ("minyak AND NOT kelapa", Prefix("minyak")),
        ("title:minyak AND section:ekonomi", Prefix("minyak")),
        ("minyak AND stem:bakar", Every((Prefix("minyak"), Root("bakar")))),
        ("minyak OR stem:bakar", Some((Prefix("minyak"), Root("bakar")))),
        ("Pertamina~1", None),
        ("/korup(si|tor)/", None),
        ("section:ekonomi AND NOT bola", None),
        ("@mardani", None),
    ],
)
def test_what_is_asked_of_the_index(query: str, asked: Need | None) -> None:
    assert need(query) == asked


@pytest.mark.parametrize(
    ("query", "words_", "asked"),
    [
        ("stem:bakar", ["membakar"], Some((Prefix("membakar", whole=True), Prefix(EVERY_WORD, whole=True)))),
        ("minyak AND stem:bakar", None, Prefix("minyak")),
        ("minyak OR stem:bakar", None, None),
        ("minyak AND stem:bakar", [f"bakar{number}" for number in range(400)], Prefix("minyak")),
    ],
)
def test_a_root_is_asked_for_in_the_words_of_the_index(
    query: str, words_: list[str] | None, asked: Need | None
) -> None:
    root = need(query)
    assert root is not None
    assert in_words(root, {} if words_ is None else {"bakar": words_}) == asked


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(["bakar", "curi", "tulis", "kecat", "nyanyi", "masa", "sapu", "pukul"]),
    st.sampled_from(
        ["", "me", "mem", "meng", "menge", "meny", "men", "memper", "pe", "di", "keber", "ketidak", "ku", "mengku"]
    ),
    st.booleans(),
    st.sampled_from(["", "kan", "an", "i", "lah"]),
    st.sampled_from(["", "nya", "ku", "nyalah", "mukah"]),
)
def test_no_word_of_a_root_is_lost(root: str, front: str, melted: bool, end: str, clitic: str) -> None:
    _no_hit_is_lost(f"stem:{root}", [Document("", front + root[melted:] + end + clitic)])


def test_a_query_of_very_many_words_looks_at_every_text() -> None:
    assert need(" OR ".join(f"kata{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(400))) is None


def test_very_long_words_and_texts_are_still_found() -> None:
    long = "panjang" * 20
    assert index_words(long, "") == [long[:LONGEST]]
    assert lets_through(need(long), index_words(long, ""))
    body = " ".join("".join(chr(97 + n // 26**k % 26) for k in range(4)) for n in range(MOST_WORDS + 1))
    assert index_words("", body) == [EVERY_WORD]


def test_the_form_of_what_is_indexed_has_not_changed() -> None:
    """Where it must change, a migration has to call monitor.store.search.rebuild; then this table may follow."""
    title, body = (
        "Anak-anak PDI-P ke Rumahnya",
        "J. B. Sumarlin: harga Rp1.000,5 naik 2,5% diJakarta; KTP-nya Jum’at, Zürich+",
    )
    assert index_words(title, body) == [
        "anak", "b", "di", "dijakarta", "harga", "j", "jakarta", "jb", "jumat", "ke", "ktp", "ktpnya", "naik",
        "nya", "p", "pdi", "pdip", "plus", "rp", "rumahnya", "sumarlin", "zurich",
    ]  # fmt: skip


def test_queries_of_the_tables_are_read() -> None:
    for term in TERMS:
        parse_query(term)
