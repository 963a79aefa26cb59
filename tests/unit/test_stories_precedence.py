"""What outranks what when stories are formed: foot credits, coverage, the older name. One clause a test."""

import json
from typing import Any

import pytest

from monitor.model import Article, Credit, Placing, Relation, StoryId
from monitor.replay import Replay, line_out, read_line
from monitor.stories import place, prepare
from tests.stories_texts import BRIDGE, HARVEST, MARKET, article, earlier

HEADLINE = "Jembatan Gantung Sukamulya Kembali Dibuka Setelah 14 Bulan"
ADDRESS = "https://nasional.kontan.co.id/news/jembatan-gantung-sukamulya-dibuka"
ORIGINAL = article(BRIDGE, HEADLINE, "Kontan", url=ADDRESS)
RETOLD = (
    "Penantian panjang warga di tepi sungai itu terbayar lunas pekan ini.",
    "Hendra Wiguna memastikan penyeberangan Sukamulya aman dilalui, asalkan beban kendaraan diawasi penjaga.",
)
OF_OTHERS = (
    "Lomba layang-layang di alun-alun berakhir tanpa pemenang sebab angin berhenti bertiup selepas tengah hari.",
    "Panitia mengembalikan uang pendaftaran dan berjanji mengulang acara begitu cuaca mendukung.",
)
EXCERPT = (*MARKET, BRIDGE[1], BRIDGE[3], *HARVEST)


def placed(new: Article, *known: Article) -> Placing:
    return place(prepare(new), [earlier(n, one) for n, one in enumerate(known, 1)])


def copy(paragraphs: tuple[str, ...], **credit: Any) -> Article:
    given = Credit(**({"publisher": "Kontan", "title": HEADLINE} | credit))
    return article(paragraphs, "Lega, Warga Kini Bisa Menyeberang", "Sosok.ID", credit=given)


def test_foot_credit_makes_one_story_where_coverage_would_not() -> None:
    assert placed(article(RETOLD, "Lega", "Sosok.ID"), ORIGINAL).story_id is None
    assert placed(copy(RETOLD), ORIGINAL).story_id == StoryId(1)


def test_foot_credit_chooses_the_original_over_the_article_with_more_of_the_text() -> None:
    other = article((*RETOLD, *HARVEST), "Panen dan Jembatan", "Warta Muara")
    placing = placed(copy((*RETOLD, *HARVEST)), other, ORIGINAL)
    assert placing.links[0].to == 2
    assert placing.links[0].by_credit


def test_several_credit_lines_prove_nothing() -> None:
    assert placed(copy(RETOLD, count=3), ORIGINAL).relation != Relation.SAME


def test_credit_with_a_headline_that_is_not_the_articles_proves_nothing() -> None:
    assert placed(copy(RETOLD, title=f"{HEADLINE} dan Sesudahnya"), ORIGINAL).relation != Relation.SAME


def test_credit_is_not_believed_where_the_known_original_shares_no_name_figure_or_phrase() -> None:
    placing = placed(copy(OF_OTHERS), ORIGINAL)
    assert placing.relation != Relation.SAME
    assert placing.named_original is None


def test_late_original_that_shares_nothing_is_not_believed_either() -> None:
    assert placed(ORIGINAL, copy(OF_OTHERS)).relation != Relation.SAME


def test_excerpt_without_a_credit_is_a_part_and_with_one_a_copy() -> None:
    assert placed(article(EXCERPT, "Pasar Wage", "Sosok.ID"), ORIGINAL).relation == Relation.CONTAINS
    assert placed(copy(EXCERPT), ORIGINAL).relation == Relation.SAME


def test_one_paragraph_lifted_whole_is_a_part_and_as_many_words_here_and_there_are_not() -> None:
    lifted = article((*MARKET, BRIDGE[0], *HARVEST), "Pasar Wage", "Sosok.ID")
    assert placed(lifted, ORIGINAL).relation == Relation.CONTAINS
    phrases = (" ".join(paragraph.split()[:9]) for paragraph in BRIDGE[1:4])
    woven = tuple(f"{own} {phrase}." for own, phrase in zip(MARKET, phrases, strict=False))
    assert placed(article((*woven, *HARVEST), "Pasar Wage", "Sosok.ID"), ORIGINAL).relation == Relation.NEW


def test_credit_does_not_join_forms_of_two_days() -> None:
    text = (
        "Waktu buka posko banjir Sukamulya {} berlaku bagi warga yang membawa kartu keluarga dan surat pengantar lurah."
    )
    old = article((text.format("Rabu (4/3/2026)"),), "Posko Sukamulya Rabu 4 Maret 2026", "Kontan")
    credit = Credit("Kontan", "Posko Sukamulya Rabu 4 Maret 2026")
    new = article((text.format("Jumat (6/3/2026)"),), "Posko Sukamulya Jumat 6 Maret 2026", "Sosok.ID", credit=credit)
    assert placed(new, old).relation != Relation.SAME


@pytest.mark.parametrize(
    "written",
    [
        f"{HEADLINE} - Kontan.co.id",
        f"{HEADLINE} | Kontan",
        f"{HEADLINE} Halaman all",
        f"{HEADLINE} (page 2)",
        "Jembatan Gantung Sukamulya Kembali Dibuka...",
        "Jembatan Gantung Sukamulya Kembali …",
        f"«{HEADLINE.lower()}»",
    ],
)
def test_headline_may_be_written_as_copies_write_it(written: str) -> None:
    assert placed(copy(RETOLD, title=written), ORIGINAL).story_id == StoryId(1)
    assert placed(ORIGINAL, copy(RETOLD, title=written)).is_original


@pytest.mark.parametrize(
    "written", ["Jembatan Gantung...", f"{HEADLINE} - Bagian Kedua", "Jembatan Gantung Sukamulya Kembali Dibuka"]
)
def test_beginning_of_a_headline_counts_only_where_it_is_long_and_marked(written: str) -> None:
    assert placed(copy(RETOLD, title=written), ORIGINAL).relation != Relation.SAME


def test_headline_cut_short_names_one_article_with_the_whole_of_it() -> None:
    whole, cut = copy(RETOLD), copy((BRIDGE[4], HARVEST[0]), title="Jembatan Gantung Sukamulya Kembali...")
    assert placed(cut, whole).story_id == StoryId(1)
    assert placed(whole, cut).story_id == StoryId(1)


def test_link_of_a_line_that_says_whose_the_text_is_stands_for_the_headline() -> None:
    line = f"Artikel ini telah tayang di Kontan. Klik untuk baca: {ADDRESS}"
    assert placed(copy(RETOLD, title="", url=ADDRESS, text=line), ORIGINAL).story_id == StoryId(1)
    assert placed(ORIGINAL, copy(RETOLD, title="", url=ADDRESS, text=line)).is_original
    mere = f"Sumber: {ADDRESS}"
    assert placed(copy(RETOLD, title="", url=ADDRESS, text=mere), ORIGINAL).relation != Relation.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [("ANTARA", "Antaranews.com"), ("Harian Kontan", "KONTAN.CO.ID"), ("Warta Kota", "WartaKotalive.com")],
)
def test_two_copies_meet_however_they_write_the_outlet_that_nobody_polls(one: str, other: str) -> None:
    first, second = copy(RETOLD, publisher=one), copy((BRIDGE[4], HARVEST[0]), publisher=other)
    assert placed(second, first).story_id == StoryId(1)


def test_article_between_two_stories_takes_the_older_name() -> None:
    halves = [
        earlier(7, article((*BRIDGE[2:], *BRIDGE[:2]), HEADLINE, "Suara Lereng"), 3),
        earlier(5, article(BRIDGE[:6], HEADLINE, "Warta Muara"), 5),
    ]
    assert place(prepare(ORIGINAL), halves).story_id == StoryId(3)


def test_copy_of_a_sequel_goes_to_the_sequel_and_not_to_the_older_story() -> None:
    news = (
        "Dua kabel penyangga putus pada Kamis malam, sehari sesudah warga berpesta di tepi sungai.",
        "Polisi memasang garis pembatas lalu memanggil kontraktor asal Cilegon untuk dimintai keterangan.",
    )
    sequel = article((*news, *BRIDGE[1:]), "Kabel Penyangga Putus, Kontraktor Dipanggil Polisi", "Kontan")
    assert placed(sequel, ORIGINAL).relation == Relation.FOLLOW_UP
    of_sequel = article(sequel.paragraphs, sequel.title, "Sosok.ID")
    assert placed(of_sequel, ORIGINAL, sequel).story_id == StoryId(2)


def line(key: str, publisher: str, title: str, *paragraphs: str, foot: str = "") -> bytes:
    row = {"id": key, "url": f"https://{key}.example/baca", "publisher": publisher, "title": title, "published": None}
    return json.dumps(row | {"text": "\n".join((*paragraphs, *filter(None, [foot])))}).encode()


def test_late_original_and_late_copy_join_without_moving_earlier_lines() -> None:
    foot = f'Artikel ini telah tayang di Kontan dengan judul "{HEADLINE}"'
    stream = (
        line("awal", "Sosok.ID", "Lega, Warga Menyeberang", *RETOLD, foot=foot),
        line("lain", "Warta Muara", "Relokasi Pasar Wage", *MARKET),
        line("asal", "Kontan", HEADLINE, *BRIDGE),
        line("susulan", "GridHot.ID", "Senyum Guru Karanganyar", BRIDGE[4], HARVEST[0], foot=foot),
    )
    with Replay() as room:
        lines = [read_line(row) for row in stream]
        ids = ["", *(key for key, _ in lines)]
        rows = [line_out(key, room.play(given), ids) for key, given in lines]
    assert [row["story"] for row in rows] == ["awal", "lain", "awal", "awal"]
    assert [row["relation"] for row in rows] == ["new", "new", "same", "same"]


def test_same_credit_line_twice_is_one_credit_and_two_headlines_are_several() -> None:
    foot = 'Artikel ini telah tayang di Kontan dengan judul "{}"'
    twice = read_line(line("dua", "Sosok.ID", "Lega", *RETOLD, foot="\n".join([foot.format(HEADLINE)] * 2)))[1]
    several = read_line(
        line(
            "aneka",
            "Sosok.ID",
            "Lega",
            *RETOLD,
            foot="\n".join(map(foot.format, (HEADLINE, "Relokasi Pasar Wage Ditolak"))),
        )
    )[1]
    assert placed(twice, ORIGINAL).story_id == StoryId(1)
    assert placed(several, ORIGINAL).relation != Relation.SAME
