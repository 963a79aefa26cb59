"""Credit lines: forms of names and headlines, originals known, late and never seen, and credits that lie."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.model import Article, Credit, Placing, Publisher, PublisherId, Relation, StoryId
from monitor.stories import place, prepare, publisher_key
from tests.stories_texts import BRIDGE, HARVEST, MARKET, NOON, article, by, earlier

HEADLINE = "Jembatan Gantung Sukamulya Kembali Dibuka Setelah 14 Bulan"
ORIGINAL = article(BRIDGE, HEADLINE, "Kontan")
CREDIT = Credit("Kontan", HEADLINE, text=f'Artikel ini telah tayang di Kontan dengan judul "{HEADLINE}"')
FREE = (
    "Penantian panjang warga di tepi sungai itu terbayar lunas pekan ini.",
    "Hendra Wiguna memastikan penyeberangan Sukamulya aman dilalui, asalkan beban kendaraan diawasi penjaga.",
    "Para guru berharap tidak ada lagi murid yang datang terlambat karena jalan kebun yang licin.",
)


def placed(new: Article, *known: Article) -> Placing:
    return place(prepare(new), [earlier(n, one) for n, one in enumerate(known, 1)])


def crediting(credit: Credit, paragraphs: tuple[str, ...] = FREE, publisher: str = "Sosok.ID") -> Article:
    return article(paragraphs, "Lega, Warga Sukamulya Bisa Menyeberang Lagi", publisher, credit=credit)


@pytest.mark.parametrize(
    "written",
    [
        "Kontan",
        "KONTAN",
        "Kontan.co.id",
        "kontan.co.id",
        "“Kontan”",
        "https://nasional.kontan.co.id/berita",
        "www.kontan.co.id",
    ],
)
def test_publisher_has_one_key_however_it_is_written(written: str) -> None:
    assert publisher_key(written) == "kontan"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("detikcom", "Detik.com"),
        ("finance.detik.com", "detikcom"),
        ("Pikiran Rakyat", "Pikiran-Rakyat.com"),
        ("CNN Indonesia", "cnnindonesia.com"),
        ("Harian Jogja", "Harianjogja.com"),
        ("Liputan 6", "Liputan6.com"),
        ("KOMPAS.com", "Kompas"),
    ],
)
def test_names_of_one_publisher_agree(one: str, other: str) -> None:
    assert publisher_key(one) == publisher_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Suara", "Suara Merdeka"), ("Bisnis Indonesia", "Media Indonesia"), ("Antara", "Tempo")]
)
def test_names_of_two_publishers_differ(one: str, other: str) -> None:
    assert publisher_key(one) != publisher_key(other)


def test_copy_with_little_common_text_joins_the_known_original_by_its_credit() -> None:
    placing = placed(crediting(CREDIT), article(MARKET, "Pasar Wage"), ORIGINAL)
    assert (placing.relation, placing.story_id) == (Relation.SAME, StoryId(2))
    assert placing.links[0].by_credit
    assert "credit line names Kontan" in placing.reason
    assert placing.named_original is None
    assert placed(article(FREE, "Lega", "Sosok.ID"), ORIGINAL).relation != Relation.SAME


@pytest.mark.parametrize("headline", [HEADLINE.upper(), f"“{HEADLINE}”", HEADLINE.replace(" ", "  "), HEADLINE + "!"])
def test_credited_headline_may_be_written_a_little_differently(headline: str) -> None:
    assert placed(crediting(Credit("Kontan.co.id", headline)), ORIGINAL).relation == Relation.SAME


def test_original_that_comes_late_joins_its_copy() -> None:
    placing = placed(ORIGINAL, article(MARKET, "Pasar Wage"), crediting(CREDIT))
    assert (placing.story_id, placing.is_original) == (StoryId(2), True)
    assert "original" in placing.reason


@pytest.mark.parametrize(("hours", "original"), [(2, False), (-2, True)])
def test_of_two_versions_that_a_credit_names_the_original_is_the_one_published_first(
    hours: int, original: bool
) -> None:
    version = replace(
        ORIGINAL,
        url=f"{ORIGINAL.url}/lagi",
        canonical_url=f"{ORIGINAL.url}/lagi",
        published=NOON + timedelta(hours=hours),
    )
    placing = placed(version, crediting(CREDIT), ORIGINAL)
    assert (placing.relation, placing.is_original) == (Relation.SAME, original)


def test_two_copies_of_an_original_nobody_saw_are_one_story() -> None:
    other = crediting(Credit("KONTAN", HEADLINE), (BRIDGE[4], HARVEST[0]), "Warta Muara")
    placing = placed(other, crediting(CREDIT))
    assert (placing.relation, placing.story_id) == (Relation.SAME, StoryId(1))
    assert placing.named_original == other.credit


def test_single_copy_of_an_unseen_original_names_it() -> None:
    placing = placed(crediting(CREDIT), article(MARKET, "Pasar Wage"))
    assert (placing.relation, placing.named_original) == (Relation.NEW, CREDIT)


LIES = {
    "other text altogether": article(MARKET, "Pedagang Pasar Wage Menolak Pindah", "Sosok.ID", credit=CREDIT),
    "several credit lines": crediting(Credit("Kontan", HEADLINE, count=3)),
    "in passing, not at the foot": crediting(Credit("Kontan", HEADLINE, foot=False)),
    "another headline": crediting(Credit("Kontan", "Rupiah Dibuka Menguat Tipis terhadap Dolar pada Awal Pekan")),
    "another publisher": crediting(Credit("Tempo", HEADLINE)),
    "no headline": crediting(Credit("Kontan")),
}


@pytest.mark.parametrize("name", LIES)
def test_credit_that_proves_nothing_joins_nothing(name: str) -> None:
    assert placed(LIES[name], ORIGINAL).relation != Relation.SAME
    assert not placed(ORIGINAL, LIES[name]).is_original


def test_excerpt_with_a_credit_joins_and_without_one_is_linked() -> None:
    excerpt = (*MARKET, BRIDGE[1], BRIDGE[3], *HARVEST)
    assert placed(article(excerpt, "Pasar Wage dan Kentang", "Sosok.ID"), ORIGINAL).relation == Relation.CONTAINS
    assert placed(crediting(CREDIT, excerpt), ORIGINAL).relation == Relation.SAME


def test_recurring_headline_means_the_article_nearest_in_time() -> None:
    from datetime import timedelta

    from tests.stories_texts import NOON

    title = "Jadwal Pemadaman Listrik Hari Ini untuk Pandeglang"
    old = article((BRIDGE[1], MARKET[0]), title, "Kontan", published=NOON - timedelta(days=9))
    fresh = article((BRIDGE[1], HARVEST[1]), title, "Kontan", published=NOON)
    copy = article(
        (BRIDGE[1], BRIDGE[5]), "Catat Pemadaman", "Sosok.ID", credit=Credit("Kontan", title), published=NOON
    )
    assert placed(copy, old, fresh).story_id == StoryId(2)


def test_credit_by_any_name_the_catalogue_knows() -> None:
    jogja = Publisher(
        PublisherId("tribun-jogja"), "Tribun Jogja", ("TribunJogja.com",), ("jogja.tribunnews.com",), "KG Media"
    )
    known = earlier(1, article(BRIDGE, HEADLINE, "tribun-jogja"), publisher=jogja)
    for name in ("Tribun Jogja", "tribunjogja.com", "TRIBUNJOGJA.COM"):
        assert place(prepare(crediting(Credit(name, HEADLINE))), [known]).relation == Relation.SAME


def test_brands_of_one_network_are_different_outlets() -> None:
    sosok = Publisher(PublisherId("sosok-grid"), "Sosok.ID", ("Sosok",), ("sosok.grid.id",), "KG Media")
    hot = Publisher(PublisherId("gridhot"), "GridHot.ID", ("GridHot",), ("hot.grid.id",), "KG Media")
    first = earlier(1, article(BRIDGE, HEADLINE, "sosok-grid"), publisher=sosok)
    copy = prepare(by(article(BRIDGE[:5]), "gridhot", "Jembatan Itu Dibuka Lagi"), hot)
    placing = place(copy, [first])
    assert (placing.relation, placing.supersedes) == (Relation.SAME, None)


def test_keys_for_the_store_meet_where_a_credit_joins() -> None:
    copy, liar, original = (prepare(one).keys for one in (crediting(CREDIT), LIES["several credit lines"], ORIGINAL))
    assert copy.sought <= original.own
    assert copy.sought
    assert not liar.sought
