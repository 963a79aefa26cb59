"""Where an article belongs: one story by credit or by text, links to whatever else it shares text with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from monitor.model import ArticleId, Link, Placing, Relation, StoryId
from monitor.stories.comparing import in_both
from monitor.stories.crediting import Compared, Crediting, Credits, read_credits
from monitor.stories.judging import Verdict, judge
from monitor.stories.names import one_headline
from monitor.stories.prepared import Prepared
from monitor.stories.rules import ALL_RULES, Rules
from monitor.stories.shapes import FEW_LINES

_VERSION = 0.7
"""Coverage, both ways, above which an outlet's article is a new version of its earlier one."""
_PARTS = 3
"""Articles of several stories, each with a part of its own, of which a text is put together that is no copy of any."""
_MOST_OF_IT = 0.6
"""Of a text that comes from one article; what others have of the rest is background."""
_ALL_OF_IT = 0.9
_HALF = 0.5
"""Of a newcomer: where less comes from a member of a story, the fuller one has the say."""
_CLEARLY_MORE = 1.1
"""Times the coverage: by less, a copy and another filling of its text cannot be told apart."""
_OF_A_FAMILY = 0.7
"""The same of a few lines: stock phrases return in any order, and their copies have nearly all of it."""
_AS_WELL = 0.8
"""Share of the best story's coverage that another story needs to be joined with it."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A stored article, prepared again. `near`: found by a headline that a credit may have got a little wrong."""

    article_id: ArticleId
    story_id: StoryId
    prepared: Prepared
    near: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    earlier: Earlier
    verdict: Verdict
    crediting: Crediting | None = None

    @property
    def relation(self) -> Relation:
        return Relation.SAME if self.crediting else self.verdict.relation

    @property
    def weight(self) -> tuple[bool, bool, float, int]:
        """The stronger relation has the larger weight; of equals that to the older article."""
        same = self.relation == Relation.SAME
        amount = sum(self.verdict.coverage) if same else round(self.verdict.coverage[0], 2)
        return same, self.crediting is not None, amount, -self.earlier.article_id

    def link(self) -> Link:
        reason = self.verdict.reason
        if self.crediting:
            reason = f"{self.crediting.reason}; {self.verdict.coverage[0]:.0%} of the text"
        by_credit = self.crediting is not None
        return Link(self.earlier.article_id, self.relation, self.verdict.coverage, reason, by_credit)


def place(
    new: Prepared, earlier: Sequence[Earlier], house: frozenset[int] = frozenset(), rules: Rules = ALL_RULES
) -> Placing:
    """Pure. The answer depends on which articles `earlier` holds, not on their order.

    `house`: StoryIndex.house_text(new). A newcomer that joins two stories takes the older name; where two stories each
    gave another part of its text, it belongs to the one that gave more and is linked to the other.
    """
    found = [_Found(one, judge(new, one.prepared, house, rules)) for one in _twins_apart(earlier)]
    told = Credits({}, named=False)
    if rules.credits:
        told = read_credits(
            new, [Compared(f.earlier.article_id, f.earlier.prepared, f.verdict, f.earlier.near) for f in found]
        )
        if told.by:
            found = [replace(f, crediting=told.by.get(f.earlier.article_id)) for f in found]
    if rules.one_parent:
        found = [
            _as_part(f, "what both took from an article of its story") if _is_excerpt(f, found) else f for f in found
        ]
    found = sorted((f for f in found if f.relation != Relation.NEW), key=lambda f: f.weight, reverse=True)
    if rules.one_parent:
        found = _forms(found, _OF_A_FAMILY if len(new) <= FEW_LINES else _CLEARLY_MORE)
        found = [_as_part(f, "one of several in it") for f in found] if _put_together(found) else found
        found = _one_parent(found, house, rules)
    links = tuple(f.link() for f in found)
    same = [f for f in found if f.relation == Relation.SAME]
    known = any(f.crediting and f.crediting.original for f in same)
    return Placing(
        story_id=min((f.earlier.story_id for f in same), default=None),
        relation=links[0].relation if links else Relation.NEW,
        links=links,
        named_original=new.credit if told.named and not known else None,
        is_original=_is_original(new, same),
        reason=links[0].reason if links else "nothing like it among the articles of the window",
        supersedes=_superseded(new, same),
    )


def _twins_apart(earlier: Sequence[Earlier]) -> list[Earlier]:
    return sorted({one.article_id: one for one in earlier}.values(), key=lambda one: one.article_id)


def _one_parent(found: list[_Found], house: frozenset[int], rules: Rules) -> list[_Found]:
    """Of several stories with its text, an article belongs to those that explain it about as well as the best one.

    The others gave another part, or share a part that the best one has too: background of one outlet, a round-up; or
    their article and the best one's are news and its sequel, or one form filled twice. `found` is sorted, the strongest
    first.
    """
    same = [f for f in found if f.relation == Relation.SAME]
    if len({f.earlier.story_id for f in same}) < 2:
        return found
    best = same[0]
    strong = sum(best.verdict.coverage) * (1 if best.crediting else _AS_WELL)
    kept = {
        f.earlier.story_id
        for f in same
        if f.crediting
        or f.earlier.story_id == best.earlier.story_id
        or (
            sum(f.verdict.coverage) >= strong
            and _overlap(best.verdict.cover, f.verdict.cover)
            and not _told_apart(best.earlier, f.earlier, house, rules)
        )
    }
    why = "less of it than of its own story"
    return [f if f.relation != Relation.SAME or f.earlier.story_id in kept else _as_part(f, why) for f in found]


def _forms(found: Sequence[_Found], more: float) -> list[_Found]:
    """Where another story has `more` times the text as a form filled anew, an article with less of it is that form, too."""
    fillings = [f for f in found if f.relation == Relation.TEMPLATE]
    reason = "a form that another article fills with more of the same words"
    told = [
        replace(f, verdict=replace(f.verdict, relation=Relation.TEMPLATE, reason=reason))
        if _is_form(f, fillings, more)
        else f
        for f in found
    ]
    return sorted(told, key=lambda f: f.weight, reverse=True)


def _is_form(found: _Found, fillings: Sequence[_Found], more: float) -> bool:
    shared = found.verdict.coverage
    if found.relation != Relation.SAME or found.crediting or max(shared) >= _ALL_OF_IT:
        return False
    others = fillings
    if more > 1:
        others = [f for f in fillings if f.earlier.story_id != found.earlier.story_id]
    return any(sum(f.verdict.coverage) > more * sum(shared) for f in others)


def _is_excerpt(member: _Found, found: Sequence[_Found]) -> bool:
    """Whether the newcomer only holds what this member took from an earlier or fuller article of its story, whose copy it
    is not."""
    if member.relation != Relation.SAME or member.crediting or member.verdict.coverage[0] >= _HALF:
        return False
    return any(
        f.earlier.story_id == member.earlier.story_id
        and f.relation != Relation.SAME
        and (f.earlier.article_id < member.earlier.article_id or len(f.earlier.prepared) > len(member.earlier.prepared))
        for f in found
    )


def _put_together(found: Sequence[_Found]) -> bool:
    """Whether the newcomer is a round-up: parts of several articles, side by side."""
    if not found or found[0].relation != Relation.SAME or found[0].crediting:
        return False
    if found[0].verdict.coverage[0] >= _MOST_OF_IT:
        return False
    stories, covered = set[StoryId](), 0
    for f in found:
        own = int.from_bytes(f.verdict.cover, "little")
        if f.earlier.story_id not in stories and (own & covered).bit_count() < 0.4 * own.bit_count():
            stories.add(f.earlier.story_id)
            covered |= own
    return len(stories) >= _PARTS


def _told_apart(one: Earlier, other: Earlier, house: frozenset[int], rules: Rules) -> bool:
    first, second = sorted((one, other), key=lambda earlier: earlier.article_id)
    between = judge(second.prepared, first.prepared, house, rules).relation
    return between in (Relation.FOLLOW_UP, Relation.TEMPLATE)


def _overlap(best: bytes, other: bytes) -> bool:
    return in_both(best, other) >= 0.5 * min(best.count(1), other.count(1))


def _as_part(found: _Found, why: str) -> _Found:
    if found.relation != Relation.SAME:
        return found
    reason = f"{why}: {found.verdict.reason}"
    return replace(found, verdict=replace(found.verdict, relation=Relation.CONTAINS, reason=reason))


def _is_original(new: Prepared, same: Sequence[_Found]) -> bool:
    """Named by the credit of an earlier article; of several versions of one outlet it is the one published first."""
    if not any(f.crediting and f.crediting.late for f in same):
        return False
    return not any(_came_before(f.earlier.prepared, new) for f in same)


def _came_before(old: Prepared, new: Prepared) -> bool:
    if not old.keys.own & new.keys.own or not one_headline(old.keys.headline, new.keys.headline):
        return False
    return old.published is None or new.published is None or old.published <= new.published


def _superseded(new: Prepared, same: Sequence[_Found]) -> ArticleId | None:
    """The same outlet's article that this is another version of: the latest."""
    versions = [f.earlier.article_id for f in same if not f.crediting and _is_version(new, f)]
    return max(versions, default=None)


def _is_version(new: Prepared, found: _Found) -> bool:
    old = found.earlier.prepared
    return old.url == new.url or (new.outlet == old.outlet != "" and min(found.verdict.coverage) >= _VERSION)
