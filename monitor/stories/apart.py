"""Placing where people have ruled, and placing again: stories taken apart stay apart, a corrected article stays in its own."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from monitor.model import Link, Placing, Relation, StoryId
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
            sides = [
                (place_apart(new, _without(earlier, out), house, apart), out, place_apart(new, _only(earlier, out), house, apart))
                for out in (other, one)
            ]
            chosen, out, rejected = max(sides, key=lambda side: _strength(side[0]))
            return _linked(chosen, rejected)
    return place(new, earlier, house)


def place_again(
    new: Prepared,
    earlier: Sequence[Earlier],
    house: frozenset[int],
    apart: Collection[tuple[StoryId, StoryId]],
    own: Earlier,
    *,
    may_move: bool = False,
) -> Placing:
    """Where an article belongs whose text was read before: its story, in which people know it. Pure.

    It is compared with what came before it only. `may_move`: it was known by its announcement alone.
    """
    before = [one for one in earlier if one.article_id < own.article_id]
    placing = place_apart(new, before, house, apart)
    if may_move and placing.story_id is not None:
        return placing
    inside = {one.article_id for one in before if one.story_id == own.story_id}
    links = tuple(link if link.to in inside else _as_part(link, "kept in its own story") for link in placing.links)
    relation = links[0].relation if links else Relation.NEW
    return replace(placing, story_id=own.story_id, links=links, relation=relation, is_original=False, supersedes=None)


def _without(earlier: Sequence[Earlier], story: StoryId) -> list[Earlier]:
    return [one for one in earlier if one.story_id != story]


def _only(earlier: Sequence[Earlier], story: StoryId) -> list[Earlier]:
    return [one for one in earlier if one.story_id == story]


def _strength(placing: Placing) -> tuple[bool, float]:
    shared = [sum(link.coverage) for link in placing.links if link.relation is Relation.SAME]
    return placing.supersedes is not None, max(shared, default=-1.0)


def _linked(chosen: Placing, rejected: Placing) -> Placing:
    """The chosen side, with the other's links as parts only. An original that the other side has is not one "by name"."""
    links = tuple(_as_part(link, "a person took these stories apart") for link in rejected.links)
    named = None if any(link.by_credit for link in rejected.links) else chosen.named_original
    return replace(chosen, links=(*chosen.links, *links), named_original=named)


def _as_part(link: Link, why: str) -> Link:
    if link.relation is not Relation.SAME:
        return link
    return replace(link, relation=Relation.CONTAINS, reason=f"{why}: {link.reason}", by_credit=False)


