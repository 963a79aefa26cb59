"""Who copied whom, from the links that placing left."""

from monitor.model import ArticleId, Credit, Link, Relation
from monitor.stories.lineage import Parent, lineage

A, B, C = ArticleId(1), ArticleId(2), ArticleId(3)
NONE = {A: None, B: None, C: None}


def same(to: ArticleId, own: float = 0.9, other: float = 0.8, *, by_credit: bool = False) -> Link:
    return Link(to, Relation.SAME, (own, other), f"like {to}", by_credit)


def test_a_copy_comes_from_the_article_that_its_strongest_link_names() -> None:
    found = lineage(NONE, [(B, same(A)), (C, same(B)), (C, same(A))], A, None)
    assert found == {B: Parent(A, "like 1", (0.9, 0.8)), C: Parent(B, "like 2", (0.9, 0.8))}


def test_an_original_that_came_late_is_where_the_earlier_ones_come_from() -> None:
    found = lineage(NONE, [(B, same(A)), (C, same(A, by_credit=True)), (C, same(B))], C, None)
    assert {article: parent.article for article, parent in found.items()} == {A: C, B: C}
    assert found[A] == Parent(C, "its credit line names this original, which came in later", (0.8, 0.9), by_credit=True)


def test_links_out_of_the_story_and_links_that_are_no_copies_tell_nothing() -> None:
    part = Link(A, Relation.CONTAINS, (0.3, 0.9), "part")
    assert lineage(NONE, [(B, part), (C, same(ArticleId(9)))], A, None) == {}


def test_an_original_known_by_name_is_where_those_come_from_that_credit_it() -> None:
    credit = Credit("Kontan.co.id", "Harga beras naik lagi", text="Artikel ini tayang di Kontan.co.id")
    again = Credit("KONTAN", "Harga Beras Naik Lagi")
    photo = Credit("Kontan", "Harga beras naik lagi", foot=False)
    found = lineage({A: credit, B: again, C: photo}, [(B, same(A)), (C, same(B))], None, credit)
    assert {article: parent.article for article, parent in found.items()} == {A: None, B: None, C: B}
    assert found[A].by_credit
    assert "Artikel ini tayang" in found[A].reason
