"""Who copied whom inside a story: for each article the one it comes from, with the evidence. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitor.model import ArticleId, Credit, Link, Relation
from monitor.stories.names import headline_key, publisher_key


@dataclass(frozen=True, slots=True)
class Parent:
    """Where an article comes from. `article` None: from the original that is known by name only."""

    article: ArticleId | None
    reason: str
    coverage: tuple[float, float] | None  # of this article in that one, and the reverse; None: not compared
    by_credit: bool = False


def lineage(
    credits_of: Mapping[ArticleId, Credit | None],
    links: Sequence[tuple[ArticleId, Link]],
    original: ArticleId | None,
    named_original: Credit | None,
) -> dict[ArticleId, Parent]:
    """The parent of every article that has one; those left out are first of their kind, or a person put them there.

    `credits_of`: the story's articles with their credits; `links`: between them, the strongest of each first. A link
    leads from the later article to the earlier one; where the original came late, it is the earlier one that copied.
    """
    found: dict[ArticleId, Parent] = {}
    for owner, link in links:
        if owner == original and link.relation is Relation.SAME and link.to in credits_of:
            found[link.to] = Parent(owner, _turned(link), (link.coverage[1], link.coverage[0]), link.by_credit)
    for article, credit in credits_of.items():
        if named_original is not None and _same_credit(credit, named_original):
            found[article] = Parent(None, f"credit line: {named_original.text or named_original.title}", None, True)
    for owner, link in links:
        if owner != original and link.relation is Relation.SAME and link.to in credits_of:
            found.setdefault(owner, Parent(link.to, link.reason, link.coverage, link.by_credit))
    return found


def _turned(link: Link) -> str:
    if link.by_credit:
        return "its credit line names this original, which came in later"
    return "the text of the original, which came in later"


def _same_credit(credit: Credit | None, named: Credit) -> bool:
    if credit is None or not credit.foot:
        return False
    outlets = publisher_key(credit.publisher), publisher_key(named.publisher)
    return outlets[0] == outlets[1] and headline_key(credit.title) == headline_key(named.title)
