"""Placing heeds what people ruled: stories taken apart stay apart, a corrected article stays in its own."""

from dataclasses import replace
from datetime import UTC, datetime

from monitor.model import Article, ArticleId, Credit, Publisher, PublisherId, Relation, StoryId
from monitor.stories import Earlier, Prepared, place, place_again, place_apart, prepare

NONE: frozenset[int] = frozenset()
ONE, TWO = StoryId(1), StoryId(2)
APART = {(ONE, TWO)}
TEXT = (
    "Kapal penyeberangan dari Ketapang ke Gilimanuk berhenti berlayar selama enam jam karena ombak setinggi empat meter.",
    "Kepala pelabuhan, Wayan Sudarma, meminta 1.250 penumpang yang tertahan agar menunggu di terminal dengan sabar.",
    "Badan meteorologi memperkirakan angin kencang masih bertiup di Selat Bali sampai Kamis petang waktu setempat.",
    "Pengelola menyiapkan makanan dan air minum serta posko kesehatan bagi mereka yang membawa anak kecil.",
)
EXTRA = (
    "Sementara itu di Lombok, tiga perahu nelayan dilaporkan hilang kontak sejak Rabu dini hari dan belum ditemukan.",
    "Tim penyelamat dari Mataram mengerahkan dua kapal cepat dan satu helikopter untuk menyisir perairan selatan.",
)


def made(
    number: int, *, outlet: str = "", text: tuple[str, ...] = TEXT, title: str = "", credit: Credit | None = None
) -> Prepared:
    name = outlet or f"media{number}"
    article = Article(
        url=f"https://{name}.example/{number}",
        canonical_url=f"https://{name}.example/{number}",
        title=title or "Ombak tinggi, penyeberangan Ketapang ke Gilimanuk berhenti",
        publisher=PublisherId(name),
        paragraphs=text,
        published=datetime(2026, 11, 23, 10, number, tzinfo=UTC),
        credit=credit,
    )
    return prepare(article, Publisher(PublisherId(name), name.title(), (name.title(),), (f"{name}.example",)))


def earlier(number: int, story: StoryId, prepared: Prepared) -> Earlier:
    return Earlier(ArticleId(number), story, prepared)


def test_without_rulings_placing_is_as_ever() -> None:
    before = [earlier(1, ONE, made(1)), earlier(2, TWO, made(2))]
    assert place_apart(made(3), before, NONE, ()) == place(made(3), before, NONE)
    assert place_apart(made(3), before[:1], NONE, APART) == place(made(3), before[:1], NONE)


def test_a_copy_of_both_sides_goes_to_the_one_it_shares_more_with_and_is_linked_to_the_other() -> None:
    before = [earlier(1, ONE, made(1)), earlier(2, TWO, made(2, text=TEXT + EXTRA))]
    placing = place_apart(made(3, text=TEXT + EXTRA), before, NONE, APART)
    assert placing.story_id == TWO
    assert [(link.to, link.relation) for link in placing.links] == [(2, Relation.SAME), (1, Relation.CONTAINS)]
    assert placing.links[1].reason.startswith("a person took these stories apart: ")


def test_the_older_story_has_it_where_both_share_as_much() -> None:
    before = [earlier(1, ONE, made(1)), earlier(2, TWO, made(2))]
    assert place_apart(made(3), before, NONE, APART).story_id == ONE


def test_a_credit_that_a_person_overruled_brings_nothing_back() -> None:
    credit = Credit(
        "Media1", "Gelombang tinggi melumpuhkan pelabuhan di Selat Bali", text="Artikel ini tayang di Media1"
    )
    original = made(1, title=credit.title, text=(TEXT[0], *EXTRA))
    before = [earlier(1, ONE, original), earlier(2, TWO, made(2, credit=credit))]
    copy = made(3, credit=credit)
    assert place(copy, before, NONE).story_id == ONE
    placing = place_apart(copy, before, NONE, APART)
    assert placing.story_id == TWO
    assert placing.named_original is None


def test_a_new_version_follows_the_article_that_was_taken_out() -> None:
    before = [earlier(1, ONE, made(1)), earlier(2, TWO, made(2, text=(*TEXT[:3], EXTRA[0])))]
    version = made(3, outlet="media2", text=TEXT)
    placing = place_apart(version, before, NONE, APART)
    assert (placing.story_id, placing.supersedes) == (TWO, 2)


def test_several_stories_taken_apart_leave_one() -> None:
    three = StoryId(3)
    before = [earlier(1, ONE, made(1)), earlier(2, TWO, made(2)), earlier(4, three, made(4, text=TEXT + EXTRA))]
    placing = place_apart(made(5, text=TEXT + EXTRA), before, NONE, {(ONE, TWO), (ONE, three), (TWO, three)})
    assert placing.story_id == three
    assert [link.relation for link in placing.links].count(Relation.SAME) == 1


def test_a_corrected_article_stays_in_its_story_and_looks_only_at_what_came_before() -> None:
    before = [earlier(1, ONE, made(1)), earlier(2, TWO, made(2)), earlier(3, TWO, made(3))]
    placing = place_again(made(2), before, NONE, (), (ArticleId(2), TWO))
    assert (placing.story_id, placing.supersedes) == (TWO, 2)
    assert [link.to for link in placing.links] == [1]
    assert placing.links[0].relation is Relation.CONTAINS
    assert placing.links[0].reason.startswith("kept in its own story: ")


def test_the_corrected_first_article_of_a_story_is_no_copy_of_its_copies() -> None:
    before = [earlier(1, ONE, made(1)), earlier(2, ONE, made(2))]
    placing = place_again(
        replace(made(1), headline="Ombak tinggi, kapal berhenti"), before, NONE, (), (ArticleId(1), ONE)
    )
    assert (placing.relation, placing.links) == (Relation.NEW, ())
