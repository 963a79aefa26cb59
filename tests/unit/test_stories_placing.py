"""Copies join, templates stay apart, excerpts and follow-ups are linked: named cases, and laws of placing."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model import Article, ArticleId, Relation, StoryId
from monitor.stories import Earlier, Rules, place, prepare
from tests.stories_texts import (
    BRIDGE,
    HARVEST,
    MARKET,
    NOON,
    article,
    by,
    earlier,
    gold_price,
    match_preview,
    prayer_times,
)

FIRST = article(BRIDGE)
HOUSE = (
    (
        "Redaksi menerima sumbangan tulisan, foto, dan video dari pembaca lewat alamat surat elektronik yang ada pada "
        "halaman kontak kami setiap hari kerja."
    ),
    (
        "Seluruh isi laman ini dilindungi undang-undang dan tidak boleh diperbanyak tanpa izin tertulis penerbit yang "
        "bersangkutan kecuali untuk keperluan pendidikan."
    ),
    (
        "Unduh aplikasi kami lalu nyalakan pemberitahuan supaya kabar dari seluruh penjuru daerah sampai lebih dulu ke "
        "telepon genggam Anda."
    ),
)
HALF_TIME = article(
    (
        "Persatuan Muara menutup babak pertama dengan keunggulan 1-0 atas Bintang Laut di Stadion Teluk Indah.",
        (
            "Gol dicetak Rizal Mahendra pada menit ke-23 setelah menerima umpan silang Dodi Kurnia "
            "dari sisi kiri lapangan."
        ),
        (
            "Bintang Laut dua kali mengancam melalui tendangan bebas, tetapi kiper Andika Putra "
            "tampil sigap di bawah mistar."
        ),
        "Sekitar 8.500 penonton memadati tribune meskipun hujan turun sejak sore hari di kawasan pelabuhan.",
    ),
    "Babak Pertama: Persatuan Muara vs Bintang Laut 1-0",
)
FULL_TIME = article(
    (
        "Persatuan Muara mengalahkan Bintang Laut dengan skor 3-1 di Stadion Teluk Indah.",
        *HALF_TIME.paragraphs[1:],
        "Selepas jeda, Bintang Laut menyamakan kedudukan lewat sundulan Yosef Rumbiak, lalu dua gol balasan datang.",
    ),
    "Hasil Akhir: Persatuan Muara vs Bintang Laut 3-1",
    "Suara Lereng",
)


def swapped(item: Article, *changes: tuple[str, str]) -> Article:
    text = item.text
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return replace(item, paragraphs=tuple(text.split("\n")))


def relation(new: Article, *known: Article) -> Relation:
    return place(prepare(new), [earlier(n, one) for n, one in enumerate(known, 1)]).relation


COPIES = {
    "word for word": by(FIRST, "Lintas Banten"),
    "changed headline": by(FIRST, "Lintas Banten", "Warga Dua Desa Pandeglang Bisa Menyeberang Lagi"),
    "a fifth dropped, new opening": by(
        article(("Kabar gembira datang dari Banten bagian selatan.", *BRIDGE[:4], *BRIDGE[5:])), "Warta Muara"
    ),
    "paragraphs shuffled": by(article((*BRIDGE[4:], *BRIDGE[:4])), "Warta Muara"),
    "text of another article put in": by(
        article((HARVEST[0], BRIDGE[0], BRIDGE[3], HARVEST[1], BRIDGE[1], BRIDGE[2], BRIDGE[5])), "Suara Lereng"
    ),
    "one figure corrected": by(swapped(FIRST, ("318", "381")), "Lintas Banten"),
    "two figures corrected": by(swapped(FIRST, ("2,75", "2,57"), ("1.140", "1.410")), "Lintas Banten"),
    "day of a date corrected": by(swapped(FIRST, ("(4/3/2026)", "(5/3/2026)")), "Lintas Banten"),
    "abbreviations and synonyms": by(
        swapped(FIRST, ("Dinas Pekerjaan Umum", "Dinas PU"), ("mengatakan", "menyebut"), ("sekitar", "kurang lebih")),
        "Lintas Banten",
    ),
    "typing errors": by(
        swapped(FIRST, ("jembatan", "jemabtan"), ("Hendra", "Hednra"), ("kabel", "kabek")), "Warta Muara"
    ),
}


@pytest.mark.parametrize("name", COPIES)
def test_copy_joins_the_story_of_its_source(name: str) -> None:
    placing = place(prepare(COPIES[name]), [earlier(1, article(MARKET, "Pasar Wage")), earlier(2, FIRST)])
    assert (placing.relation, placing.story_id) == (Relation.SAME, StoryId(2)), placing.reason
    assert placing.links[0].to == ArticleId(2)
    assert "%" in placing.links[0].reason


@pytest.mark.parametrize("name", COPIES)
def test_source_that_comes_after_its_copy_joins_it(name: str) -> None:
    assert relation(FIRST, COPIES[name]) == Relation.SAME


APART: dict[str, tuple[Article, Article, Relation]] = {
    "gold price of two days": (
        gold_price(4, 1_904_000, "Kabar Pesisir"),
        gold_price(5, 1_927_000, "Warta Muara"),
        Relation.TEMPLATE,
    ),
    "gold price of two days, no date in the headline": (
        gold_price(4, 1_904_000, "Kabar Pesisir", dated_title=False),
        gold_price(5, 1_927_000, "Warta Muara", dated_title=False),
        Relation.TEMPLATE,
    ),
    "two gold prices of one day": (
        gold_price(4, 1_904_000, "Kabar Pesisir", dated_title=False),
        gold_price(4, 1_881_000, "Warta Muara", dated_title=False),
        Relation.TEMPLATE,
    ),
    "prayer times of two days": (prayer_times(4, "Kabar Pesisir"), prayer_times(6, "Warta Muara"), Relation.TEMPLATE),
    "previews of two matches": (
        match_preview("Persatuan Muara", "Bintang Laut", "Kabar Pesisir"),
        match_preview("Garuda Timur", "Elang Selatan", "Warta Muara"),
        Relation.TEMPLATE,
    ),
    "half-time and full-time": (HALF_TIME, FULL_TIME, Relation.TEMPLATE),
    "an excerpt in a longer piece": (
        FIRST,
        article((*MARKET, BRIDGE[1], BRIDGE[3], *HARVEST), "Relokasi Pasar Wage Ditolak Pedagang", "Warta Muara"),
        Relation.CONTAINS,
    ),
    "a round-up that holds it": (
        FIRST,
        article((*BRIDGE[:5], *MARKET, *HARVEST), "Tiga Berita Terpopuler Hari Ini", "Warta Muara"),
        Relation.CONTAINS,
    ),
    "a follow-up of the same outlet": (
        FIRST,
        article(
            (
                "Dua kabel penyangga jembatan Sukamulya putus pada Kamis malam, sehari setelah jembatan itu dibuka.",
                "Polisi memasang garis pembatas dan meminta warga kembali memutar lewat jalan kebun untuk sementara.",
                "Bupati memerintahkan kontraktor menjelaskan mutu kabel kepada dewan perwakilan rakyat daerah.",
                *BRIDGE[1:4],
            ),
            "Kabel Jembatan Sukamulya Putus Sehari Setelah Dibuka",
        ),
        Relation.FOLLOW_UP,
    ),
    "house text at the end": (
        article((HARVEST[0], HARVEST[1], *HOUSE), "Panen Kentang Sindoro Melimpah"),
        article((MARKET[0], MARKET[1], *HOUSE), "Pedagang Pasar Wage Menolak Pindah", "Warta Muara"),
        Relation.CONTAINS,
    ),
    "long house text of two outlets below other people's news": (
        article((HARVEST[0], *MARKET), "Kentang Sindoro Melimpah, Pedagang Pasar Lega"),
        article((BRIDGE[0], *MARKET), "Jembatan Sukamulya Dibuka, Pedagang Pasar Girang", "Warta Muara"),
        Relation.CONTAINS,
    ),
    "a column of one outlet under its headline of every day": (
        article((*BRIDGE[:4], *MARKET[3:]), "Kabar Sukamulya Hari Ini", published=NOON),
        article((*BRIDGE[:4], *BRIDGE[5:]), "Kabar Sukamulya Hari Ini", published=NOON + timedelta(days=1)),
        Relation.FOLLOW_UP,
    ),
    "nothing in common": (FIRST, article(MARKET, "Pasar Wage", "Warta Muara"), Relation.NEW),
}


@pytest.mark.parametrize("name", APART)
def test_resemblance_is_linked_and_not_merged(name: str) -> None:
    first, second, wanted = APART[name]
    for old, new in ((first, second), (second, first)):
        placing = place(prepare(new), [earlier(1, old)])
        assert placing.relation != Relation.SAME, placing.reason
        assert placing.story_id is None
    assert relation(second, first) in (wanted, Relation.NEW)


def test_copy_that_was_cut_to_its_beginning_joins_and_a_middle_alone_does_not() -> None:
    whole = article((*BRIDGE[:3], *MARKET), publisher="Suara Lereng")
    assert relation(by(article(BRIDGE[:3]), "Warta Muara"), whole) == Relation.SAME
    assert relation(by(article(MARKET[:4], "Pasar Wage Menolak Pindah"), "Warta Muara"), whole) == Relation.CONTAINS


ENDINGS = {
    "Sambal Goreng": "Taburi bawang goreng sebelum dihidangkan selagi hangat bersama nasi.",
    "Tumis": "Sajikan di piring datar dengan kerupuk udang serta irisan mentimun dan tomat segar untuk empat orang.",
}


def recipe(dish: str, main: str, side: str, grams: tuple[int, int], minutes: int, publisher: str) -> Article:
    return article(
        (
            f"{dish} {main} {side} cocok menemani makan malam keluarga dan mudah dibuat siapa saja.",
            f"Siapkan {grams[0]} gram {main}, {grams[1]} gram {side}, 3 siung bawang merah, 6 siung bawang putih, dan garam.",
            f"Cuci {main} lalu potong menurut selera, kemudian sisihkan di wadah yang bersih.",
            "Panaskan minyak, tumis bumbu halus sampai harum, lalu tuang sedikit air matang.",
            f"Masukkan {side}, aduk rata, dan masak {minutes} menit dengan api kecil sampai kuahnya menyusut.",
            ENDINGS[dish],
        ),
        f"Resep {dish} {main.title()} {side.title()} untuk Makan Malam",
        publisher,
    )


def test_filling_of_a_form_is_no_copy_of_another_with_less_of_its_words() -> None:
    new = prepare(recipe("Sambal Goreng", "ayam", "tahu", (450, 250), 25, "Suara Lereng"))
    less = earlier(1, recipe("Tumis", "tempe", "tahu", (450, 300), 25, "Warta Muara"))
    more = earlier(2, recipe("Sambal Goreng", "ayam", "tahu", (400, 150), 40, "Lintas Banten"))
    assert place(new, [less]).relation == Relation.SAME
    assert place(new, [less, more]).story_id is None


def test_text_put_together_from_three_articles_is_a_copy_of_none() -> None:
    parts = FIRST, article(HARVEST, "Panen Sindoro", "Suara Lereng"), article(MARKET, "Pasar Wage", "Warta Muara")
    known = [earlier(number, part) for number, part in enumerate(parts, 1)]
    gathered = article((*BRIDGE[:4], *HARVEST[:3], *MARKET[:3]), FIRST.title, "Lintas Banten")
    assert place(prepare(gathered), known[:1]).relation == Relation.SAME
    placing = place(prepare(gathered), known)
    assert [link.relation for link in placing.links] == [Relation.CONTAINS] * 3


def test_template_names_the_facts_that_changed() -> None:
    placing = place(
        prepare(gold_price(5, 1_927_000, "Warta Muara", dated_title=False)),
        [earlier(1, gold_price(5, 1_904_000, "Kabar Pesisir", dated_title=False))],
    )
    assert "1.927.000 for 1.904.000" in placing.links[0].reason


def test_true_copy_of_a_daily_list_joins_that_day() -> None:
    days = [earlier(n, gold_price(n, 1_900_000 + 7_000 * n, "Kabar Pesisir")) for n in range(2, 8)]
    placing = place(prepare(by(gold_price(5, 1_935_000, "Kabar Pesisir"), "Warta Muara")), days)
    assert placing.story_id == StoryId(5)
    assert [link.to for link in placing.links if link.relation == Relation.SAME] == [5]


def test_corrected_version_of_the_same_outlet_supersedes_it() -> None:
    corrected = replace(swapped(FIRST, ("318", "381")), canonical_url="https://kabarpesisir.example/ralat")
    placing = place(prepare(corrected), [earlier(3, FIRST)])
    assert (placing.relation, placing.supersedes) == (Relation.SAME, ArticleId(3))
    assert place(prepare(by(FIRST, "Lintas Banten")), [earlier(3, FIRST)]).supersedes is None


def test_twin_under_one_canonical_address_is_the_same_whatever_its_text() -> None:
    short = replace(FIRST, paragraphs=FIRST.paragraphs[:1])
    placing = place(prepare(short), [earlier(3, FIRST)])
    assert (placing.relation, placing.supersedes) == (Relation.SAME, ArticleId(3))


def test_article_that_joins_two_stories_takes_the_older_name() -> None:
    known = [
        earlier(4, by(FIRST, "Warta Muara"), 4),
        earlier(2, by(article((*BRIDGE[2:], *BRIDGE[:2])), "Suara Lereng"), 2),
    ]
    assert place(prepare(FIRST), known).story_id == StoryId(2)


def test_coverage_is_given_both_ways() -> None:
    link = place(prepare(by(article(BRIDGE[:5]), "Warta Muara")), [earlier(1, FIRST)]).links[0]
    assert link.coverage[0] > 0.95
    assert 0.6 < link.coverage[1] < 0.85


def test_rule_left_out_lets_its_template_through() -> None:
    old, new, _ = APART["gold price of two days"]
    rules = Rules(dates=False, figures=False, names=False)
    assert place(prepare(new), [earlier(1, old)], rules=rules).relation == Relation.SAME


def test_article_without_text_is_new() -> None:
    assert (
        place(prepare(article((), "Judul")), [earlier(1, FIRST), earlier(2, article((), "Lain"))]).relation
        == Relation.NEW
    )


SENTENCES = (*BRIDGE, *MARKET, *HARVEST, *HOUSE, *HALF_TIME.paragraphs)
articles = st.builds(
    article,
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8, unique=True),
    st.sampled_from(
        ["Jembatan Sukamulya Dibuka", "Pasar Wage Menolak Pindah", "Panen Kentang Sindoro", "Berita Terpopuler"]
    ),
    st.sampled_from(["Kabar Pesisir", "Warta Muara", "Suara Lereng"]),
)


@settings(max_examples=60, deadline=None)
@given(articles, st.lists(articles, max_size=5), st.randoms(use_true_random=False))
def test_order_of_the_earlier_articles_does_not_matter(
    new: Article, known: Sequence[Article], chance: random.Random
) -> None:
    before = [earlier(n, one) for n, one in enumerate(known, 1)]
    shuffled = before.copy()
    chance.shuffle(shuffled)
    assert place(prepare(new), shuffled) == place(prepare(new), before)


@settings(max_examples=60, deadline=None)
@given(articles, articles)
def test_coverage_seen_from_the_other_side_is_turned(one: Article, other: Article) -> None:
    forth = place(prepare(one), [earlier(1, other)]).links
    back = place(prepare(other), [earlier(1, one)]).links
    if forth and back:
        assert forth[0].coverage == back[0].coverage[::-1]


@settings(max_examples=40, deadline=None)
@given(articles, st.lists(articles, max_size=4))
def test_only_same_gives_a_story(new: Article, known: Sequence[Article]) -> None:
    placing = place(prepare(new), [Earlier(ArticleId(n), StoryId(n), prepare(one)) for n, one in enumerate(known, 1)])
    assert (placing.story_id is not None) == (placing.relation == Relation.SAME)
    assert (placing.relation == Relation.NEW) == (not placing.links)
