"""Credits that get a headline a little wrong: what is one headline all the same, and what another article's."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.model import Article, Credit, Relation, StoryId
from monitor.replay import Replay
from monitor.stories import place, prepare
from monitor.stories.headlines import near_keys, slips
from tests.stories_texts import BRIDGE, HARVEST, MARKET, NOON, article, earlier

HEADLINE = "Jembatan Gantung Sukamulya Kembali Dibuka Setelah 14 Bulan"
WRONG = {
    "a letter lost": "Jembatan Gantng Sukamulya Kembali Dibuka Setelah 14 Bulan",
    "two words misspelt": "Jembatan Gantung Sukamuyla Kemabli Dibuka Setelah 14 Bulan",
    "a word left out": "Jembatan Gantung Sukamulya Dibuka Setelah 14 Bulan",
    "a word put in": "Jembatan Gantung Sukamulya Akhirnya Kembali Dibuka Setelah 14 Bulan",
    "a word changed": "Jembatan Gantung Sukamulya Kembali Beroperasi Setelah 14 Bulan",
    "two words written as one": "Jembatan Gantung Sukamulya Kembali Dibuka Setelah14 Bulan",
    "a label in front": "[POPULER DAERAH] Jembatan Gantung Sukamulya Kembali Dibuka Setelah 14 Bulan",
    "other quotation marks": "‘Jembatan Gantung’ Sukamulya Kembali Dibuka Setelah 14 Bulan",
    "a cut tail": "Jembatan Gantung Sukamulya Kembali Dibuka",
}
OTHERS = {
    "another figure": "Jembatan Gantung Sukamulya Kembali Dibuka Setelah 15 Bulan",
    "two words changed": "Jembatan Gantung Sukamulya Kembali Rusak Selama 14 Bulan",
    "a longer one": f"{HEADLINE}, Warga Menolak Membayar",
    "half of it": "Jembatan Gantung Sukamulya",
    "other words": "Rupiah Dibuka Menguat Tipis Setelah Bank Sentral Bersidang",
}
FREE = (
    "Penantian panjang warga di tepi sungai itu terbayar lunas pekan ini.",
    "Hendra Wiguna memastikan penyeberangan Sukamulya aman dilalui, asalkan beban kendaraan diawasi penjaga.",
    "Para guru di Pandeglang berharap tidak ada lagi murid yang datang terlambat karena jalan kebun yang licin.",
)
ORIGINAL = article(BRIDGE, HEADLINE, "Kontan")


def crediting(
    headline: str, paragraphs: tuple[str, ...] = FREE, title: str = "Lega, Warga Bisa Menyeberang"
) -> Article:
    return article(
        paragraphs, title, "Sosok.ID", credit=Credit("Kontan", headline), published=NOON + timedelta(hours=3)
    )


def stories(*articles: Article) -> list[int]:
    with Replay() as room:
        return [int(room.play(one).story) for one in articles]


@pytest.mark.parametrize("how", WRONG)
def test_headline_a_little_wrong_is_the_same_headline(how: str) -> None:
    assert slips(WRONG[how].casefold(), HEADLINE.casefold()) is not None
    assert near_keys(WRONG[how].casefold()) & near_keys(HEADLINE.casefold())


@pytest.mark.parametrize("how", OTHERS)
def test_headline_of_another_article_is_another_one(how: str) -> None:
    assert slips(OTHERS[how].casefold(), HEADLINE.casefold()) is None


@pytest.mark.parametrize("how", WRONG)
def test_copy_whose_credit_gets_the_headline_wrong_joins_the_original(how: str) -> None:
    assert stories(article(MARKET, "Pasar Wage"), ORIGINAL, crediting(WRONG[how])) == [1, 2, 2]


@pytest.mark.parametrize("how", WRONG)
def test_original_that_comes_after_a_credit_with_its_headline_wrong_joins_the_copy(how: str) -> None:
    assert stories(crediting(WRONG[how]), article(MARKET, "Pasar Wage"), ORIGINAL) == [1, 2, 1]


def test_two_copies_of_an_original_nobody_saw_may_write_its_headline_differently() -> None:
    other = article((BRIDGE[4], HARVEST[0]), "Guru Lega", "Warta", credit=Credit("KONTAN", WRONG["a letter lost"]))
    again = crediting(HEADLINE, (*FREE, "Nurlaela, guru di Karanganyar, ikut menyeberang pada hari pertama."))
    assert stories(other, again) == [1, 1]


@pytest.mark.parametrize("how", OTHERS)
def test_credit_that_names_another_headline_joins_nothing(how: str) -> None:
    assert stories(ORIGINAL, crediting(OTHERS[how])) == [1, 2]
    assert stories(crediting(OTHERS[how]), ORIGINAL) == [1, 2]


def test_an_outlets_nearly_equal_headline_is_not_taken_for_the_one_that_is_known() -> None:
    again = article(HARVEST, HEADLINE.replace("Kembali", "Bakal"), "Kontan")
    copy = crediting(HEADLINE)
    assert stories(ORIGINAL, again, copy) == [1, 2, 1]
    assert stories(ORIGINAL, copy, again) == [1, 1, 3]


@pytest.mark.parametrize(
    "copy",
    [
        crediting(
            HEADLINE.replace("Sukamulya", "Sukawening"), tuple(p.replace("Sukamulya", "Sukawening") for p in FREE)
        ),
        crediting(HEADLINE.replace("Sukamulya", "Sukawening"), title="Warga Sukawening Bisa Menyeberang"),
        crediting(WRONG["a letter lost"], MARKET),
    ],
    ids=["its text tells of another place", "its headline names another place", "a text with nothing in common"],
)
def test_a_word_that_the_copy_means_is_no_slip(copy: Article) -> None:
    assert stories(ORIGINAL, copy) == [1, 2]


def test_nearly_the_headline_counts_only_for_what_was_looked_up_by_it() -> None:
    known = earlier(1, ORIGINAL)
    copy = prepare(crediting(WRONG["a letter lost"]))
    assert place(copy, [known]).relation != Relation.SAME
    found = place(copy, [replace(known, near=True)])
    assert (found.relation, found.story_id, found.named_original) == (Relation.SAME, StoryId(1), None)
    assert "nearly this headline" in found.reason
