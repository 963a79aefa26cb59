"""What was edited between two texts, as a person would say it."""

import time

import pytest

from monitor.stories.edits import Change, Edits, edits

ONE = "Pemerintah menaikkan cadangan beras menjadi tiga juta ton pada akhir tahun ini."
TWO = "Bulog menyiapkan gudang baru di Karawang, Sidoarjo, dan Maros."
THREE = "Petani berharap harga gabah tidak turun saat panen raya bulan depan."
STRANGE = "Dapatkan kabar pilihan setiap pagi lewat surat elektronik kami."


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("the same", [ONE, TWO], [ONE, TWO]),
        ("cut into other paragraphs", [ONE, TWO, THREE], [f"{ONE} {TWO}", THREE]),
        ("one paragraph cut in two", [f"{ONE} {TWO}"], [ONE, TWO]),
        ("case, quotes and dashes", [ONE.upper(), f"“{TWO}”"], [ONE, f'"{TWO}"']),
        ("empty paragraphs", [ONE, "", "***"], [ONE]),
    ],
)
def test_what_no_reader_would_call_an_edit_is_none(name: str, before: list[str], after: list[str]) -> None:
    assert not edits(before, after, "Judul Berita", "judul berita!"), name


def test_paragraphs_added_and_dropped_are_named() -> None:
    found = edits([ONE, TWO, THREE], [STRANGE, ONE, THREE])
    assert (found.added, found.dropped, found.changed, found.kept) == ((STRANGE,), (TWO,), (), 2)


def test_a_corrected_figure_is_named_as_it_is_written() -> None:
    found = edits([ONE, TWO], [ONE.replace("tiga juta", "Dua juta"), TWO])
    assert found.changed == (Change("tiga", "Dua"),)
    assert (found.added, found.dropped, found.kept) == ((), (), 1)


def test_a_figure_corrected_in_a_paragraph_that_was_cut_anew_is_named_alone() -> None:
    found = edits([ONE, TWO, THREE], [f"{ONE} {TWO}".replace("Sidoarjo", "Gresik"), THREE])
    assert found.changed == (Change("Sidoarjo", "Gresik"),)


def test_words_put_in_and_left_out_are_named() -> None:
    assert edits([TWO], [TWO.replace("gudang baru", "gudang")]).changed == (Change("baru", ""),)
    assert edits([TWO], [TWO.replace("gudang", "sebuah gudang")]).changed == (Change("", "sebuah"),)
    assert edits([TWO], [f"JAKARTA - {TWO}"]).changed == (Change("", "JAKARTA"),)


def test_a_headline_is_compared_by_its_words() -> None:
    found = edits([ONE], [ONE], "Cadangan Beras Naik", "Stok Beras Bertambah")
    assert found == Edits(Change("Cadangan Beras Naik", "Stok Beras Bertambah"), (), (), (), 1)


def test_a_long_rewording_is_cut_short() -> None:
    more = "yang menurut rencana akan dibuka setelah musim hujan berlalu serta jalan aksesnya selesai diperbaiki"
    (change,) = edits([f"{ONE} {TWO} {THREE}"], [f"{ONE} {TWO} {more} {THREE}"]).changed
    assert change == Change("", "yang menurut rencana akan dibuka setelah musim hujan berlalu serta jalan aksesnya …")


def test_a_text_against_nothing_is_all_new() -> None:
    assert edits([], [ONE, TWO]).added == (ONE, TWO)
    assert edits([ONE], []).dropped == (ONE,)


def test_two_very_long_texts_are_compared_before_anybody_notices() -> None:
    before = [" ".join(f"kata{(n * 7 + m) % 900}" for m in range(80)) for n in range(200)]
    after = [text.replace("kata13 ", "lain13 ") for text in before]
    started = time.process_time()
    assert edits(before, after).changed
    assert time.process_time() - started < 5
