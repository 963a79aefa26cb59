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

    `credits_of`: the story's articles with their credits; `links`: as for `sources`.
    """
    inside = [(owner, link) for owner, link in links if link.to in credits_of]
    found = {
        article: Parent(link.to, link.reason, link.coverage, link.by_credit)
        for article, link in sources(inside, original).items()
    }
    for article, credit in credits_of.items():
        if named_original is not None and credit is not None and _same_credit(credit, named_original):
            found[article] = Parent(None, f"credit line: {credit.text or credit.title}", None, True)
    return found


def sources(links: Sequence[tuple[ArticleId, Link]], original: ArticleId | None) -> dict[ArticleId, Link]:
    """Of each article of a story but the original, the link to the one that it comes from.

    `links`: between the story's articles, the strongest of each first. A link leads from the later article to the
    earlier one; where the original came late, it is the earlier one that copied. An article that is as much like the
    original as like another copy comes from the original.
    """
    found: dict[ArticleId, Link] = {}
    for owner, link in links:
        if link.relation is not Relation.SAME:
            continue
        if owner == original:
            found[link.to] = _turned(owner, link)
        elif owner not in found or (link.to == original and _as_strong(link, found[owner])):
            found[owner] = link
    return found


def _turned(original: ArticleId, link: Link) -> Link:
    own, other = reversed(link.coverage)
    reason = "the text of the original, which came in later"
    if link.by_credit:
        reason = "its credit line names this original, which came in later"
    return Link(
        original,
        link.relation,
        (own, other),
        f"{reason}; {own:.0%} of this text, {other:.0%} of that one",
        link.by_credit,
    )


def _as_strong(link: Link, other: Link) -> bool:
    if link.by_credit != other.by_credit:
        return link.by_credit
    return round(sum(link.coverage), 2) >= round(sum(other.coverage), 2)


def _same_credit(credit: Credit, named: Credit) -> bool:
    if not credit.foot:
        return False
    outlets = publisher_key(credit.publisher), publisher_key(named.publisher)
    return outlets[0] == outlets[1] and headline_key(credit.title) == headline_key(named.title)
