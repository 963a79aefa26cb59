"""The quick ways of reading a chunk find what reading it closely finds."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from monitor.watches.chunks import CLITIC_MARK, STOP, ChunkReader
from tests.watch_tables import found, words

STEMS = [
    "rumah",
    "rumahnya",
    "Rumahlah",
    "rumahnyalah",
    "sekolah",
    "RUMAHnya",
    "ASnya",
    "dr",
    "Moh",
    "PT",
    "a",
    "B",
    "di",
]
STEMS += [
    "diJakarta",
    "keMana",
    "anak-anak",
    "PDI-P",
    "anak2",
    "Rp1.000",
    "U.S",
    "Jum'at",
    "Zürich",
    "OPEC+",
    "&amp;",
    "ah",
]
BEFORE = st.text("\"'([“‘-", max_size=2)
AFTER = st.text(".,;:!?\"')]”’-", max_size=4)
STEM = st.sampled_from(STEMS) | st.text("abkluAN", min_size=1, max_size=7)
TWICE = STEM.flatmap(
    lambda stem: st.sampled_from([f"{stem}-{stem}", f"{stem}-{stem.lower()}nya", f"{stem.title()}-{stem}lah"])
)
CHUNK = st.tuples(BEFORE, STEM | TWICE, AFTER).map("".join)


@settings(max_examples=600, deadline=None)
@given(CHUNK)
@example("dr.")
@example("Tbk.)")
@example("begitu...")
@example("begitu?!”")
@example("ASnya")
@example("M")
@example("ASnya-asnya")
@example("diAku-diaku")
@example("nya-nya")
def test_a_plain_chunk_has_the_forms_that_reading_it_finds(chunk: str) -> None:
    reader = ChunkReader(words())
    closely = reader.read(chunk)
    (simple,) = reader.simple([chunk])
    forms = tuple(simple.replace(CLITIC_MARK, f" {CLITIC_MARK}").split())
    for quickly in (reader.plain(chunk), (*forms, STOP) if forms and chunk.endswith(".") else forms):
        if quickly:
            assert quickly == tuple(part.form for part in closely.parts)
            assert closely.other == ()
            assert not closely.initial


PLAIN = ["rumah", "rumah,", "Rumah.", "(rumahnya),", '"Rumah', "begitu?”", "dr.", "rumah-rumah", "Rumah-rumahnya."]


def test_nearly_all_words_of_news_are_read_the_quick_way() -> None:
    reader = ChunkReader(words())
    assert [chunk for chunk in PLAIN if not reader.plain(chunk)] == []


WRITTEN = [
    ("Jakarta", "Banjir diJakarta surut", (9, 16)),
    ("rumah", "Di rumahnya sepi", (3, 8)),
    ("air", "Dua  sendok (air)", (13, 16)),
    ('"anak anak"', "Buku anak-anak.", (5, 14)),
    ('"Rp 1.000"', "Harga Rp1.000, naik", (6, 13)),
    ('"BJ Habibie"', "Kata B. J. Habibie kemarin", (5, 18)),
    ('"OPEC Plus"', "Anggota OPEC+ bertemu", (8, 13)),
    ("PDIP", "Kader (PDI-P) hadir", (7, 12)),
    ("Pertamina", "Harga Perta-\nmina naik", (6, 17)),
    ('"Sri Mulyani"', "Kata (Sri Mul- yaninya) kemarin", (6, 22)),
    ("Gojek", "Kata Gojek’s, kemarin", (5, 12)),
    ("Bali", "Kata ʙᴀʟɪ kemarin", (5, 9)),
]


def test_a_span_holds_the_word_and_nothing_beside_it() -> None:
    for query, body, place in WRITTEN:
        match = found(query, body, title="Judul yang lain")
        assert match is not None
        assert [(span.start, span.end) for span in match.spans] == [place], query


def test_half_a_word_goes_on_in_small_letters_only() -> None:
    assert found("prabowogibran", "Pasangan Prabowo- Gibran") is None
    assert found("juarmina", "Juar 5- mina") is None
