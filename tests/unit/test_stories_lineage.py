"""Who copied whom, from the links that placing left."""

import pytest

from monitor.model import ArticleId, Credit, Link, Relation
from monitor.stories.lineage import Parent, lineage, sources

A, B, C = ArticleId(1), ArticleId(2), ArticleId(3)
NONE = {A: None, B: None, C: None}


def same(to: ArticleId, own: float = 0.9, other: float = 0.8, *, by_credit: bool = False) -> Link:
    return Link(to, Relation.SAME, (own, other), f"like {to}", by_credit)


def test_a_copy_comes_from_the_article_that_its_strongest_link_names() -> None:
    found = lineage(NONE, [(B, same(A)), (C, same(B)), (C, same(A, 0.7))], A, None)
    assert found == {B: Parent(A, "like 1", (0.9, 0.8)), C: Parent(B, "like 2", (0.9, 0.8))}


@pytest.mark.parametrize(
    ("to_the_original", "to_the_copy", "source"),
    [
        pytest.param(same(B), same(A), B, id="as much of it in both"),
        pytest.param(same(B, 0.8), same(A), A, id="more of it in the copy"),
        pytest.param(same(B, 0.5, by_credit=True), same(A), B, id="its credit names the original"),
        pytest.param(same(B), same(A, 0.5, by_credit=True), A, id="its credit names the copy"),
    ],
)
def test_what_is_as_much_like_the_original_as_like_a_copy_comes_from_the_original(
    to_the_original: Link, to_the_copy: Link, source: ArticleId
) -> None:
    links = [(B, same(A)), (C, to_the_copy), (C, to_the_original)]
    assert sources(links, B)[C].to == source


def test_an_original_that_came_late_is_where_the_earlier_ones_come_from() -> None:
    found = lineage(NONE, [(B, same(A)), (C, same(A, by_credit=True)), (C, same(B))], C, None)
    assert {article: parent.article for article, parent in found.items()} == {A: C, B: C}
    shares = "80% of this text, 90% of that one"
    by_credit = f"its credit line names this original, which came in later; {shares}"
    assert found[A] == Parent(C, by_credit, (0.8, 0.9), by_credit=True)
    assert found[B].reason == f"the text of the original, which came in later; {shares}"


def test_links_out_of_the_story_and_links_that_are_no_copies_tell_nothing() -> None:
    part = Link(A, Relation.CONTAINS, (0.3, 0.9), "part")
    assert lineage(NONE, [(B, part), (C, same(ArticleId(9)))], A, None) == {}


def test_an_original_known_by_name_is_where_those_come_from_that_credit_it() -> None:
    credit = Credit("Kontan.co.id", "Harga beras naik lagi", text="Artikel ini tayang di Kontan.co.id")
    again = Credit("KONTAN", "Harga Beras Naik Lagi", text="Sumber: KONTAN, Harga Beras Naik Lagi")
    photo = Credit("Kontan", "Harga beras naik lagi", foot=False)
    found = lineage({A: credit, B: again, C: photo}, [(B, same(A)), (C, same(B))], None, credit)
    assert {article: parent.article for article, parent in found.items()} == {A: None, B: None, C: B}
    assert found[A].by_credit
    assert found[A].reason == "credit line: Artikel ini tayang di Kontan.co.id"
    assert found[B].reason == "credit line: Sumber: KONTAN, Harga Beras Naik Lagi"
