"""Placing where people have ruled, and placing again: stories taken apart stay apart, a corrected article stays in its own."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from monitor.model import ArticleId, Link, Placing, Relation, StoryId
from monitor.stories.placing import Earlier, place
from monitor.stories.prepared import Prepared


def place_apart(
    new: Prepared,
    earlier: Sequence[Earlier],
    house: frozenset[int],
    apart: Collection[tuple[StoryId, StoryId]],
) -> Placing:
    """`place`, where a person took some of the stories apart. Pure.

    An article alike to both goes to the one whose article it is a new version of, else to the one that shares more of
    the text: a credit is no answer, since it may be what the person overruled. To the other it is only linked.
    """
    among = {one.story_id for one in earlier}
    for one, other in sorted(apart):
        if one in among and other in among:
            with_one, with_other = (
                place_apart(new, [e for e in earlier if e.story_id != out], house, apart) for out in (other, one)
            )
            if _strength(with_one) >= _strength(with_other):
                return _linked(with_one, place(new, [e for e in earlier if e.story_id == other], house))
            return _linked(with_other, place(new, [e for e in earlier if e.story_id == one], house))
    return place(new, earlier, house)


def place_again(
    new: Prepared,
    earlier: Sequence[Earlier],
    house: frozenset[int],
    apart: Collection[tuple[StoryId, StoryId]],
    own: tuple[ArticleId, StoryId],
) -> Placing:
    """Where the corrected text of an article belongs: in its story, in which people know it. Pure.

    It is compared with what came before it only: `own` is the article and its story.
    """
    article_id, story_id = own
    before = [one for one in earlier if one.article_id < article_id]
    placing = place_apart(new, before, house, apart)
    inside = {one.article_id for one in before if one.story_id == story_id}
    own_links = tuple(_as_copy(link) for link in placing.links if link.to in inside)
    others = tuple(_as_part(link, "kept in its own story") for link in placing.links if link.to not in inside)
    links = own_links + others
    return Placing(
        story_id=story_id,
        relation=links[0].relation if links else Relation.NEW,
        links=links,
        reason=links[0].reason if links else "nothing like it came before",
        supersedes=article_id,
    )


def _strength(placing: Placing) -> tuple[bool, float]:
    shared = [sum(link.coverage) for link in placing.links if link.relation is Relation.SAME]
    return placing.supersedes is not None, max(shared, default=-1.0)


def _linked(chosen: Placing, rejected: Placing) -> Placing:
    """The chosen side, with the other's links as parts only. An original that the other side has is not one "by name"."""
    links = tuple(_as_part(link, "a person took these stories apart") for link in rejected.links)
    named = None if any(link.by_credit for link in rejected.links) else chosen.named_original
    return replace(chosen, links=(*chosen.links, *links), named_original=named)


def _as_copy(link: Link) -> Link:
    """To a fellow of its story, whatever the correction did to the likeness: two changed figures make no other story."""
    if link.relation is Relation.SAME:
        return link
    return replace(link, relation=Relation.SAME, reason=f"a copy before it was corrected; {link.reason}")


def _as_part(link: Link, why: str) -> Link:
    if link.relation is not Relation.SAME:
        return link
    return replace(link, relation=Relation.CONTAINS, reason=f"{why}: {link.reason}", by_credit=False)
