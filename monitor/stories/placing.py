"""Where an article belongs: one story by credit or by text, links to whatever else it shares text with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor.model import ArticleId, Link, Placing, Relation, StoryId
from monitor.stories.crediting import Crediting, crediting
from monitor.stories.judging import Verdict, judge
from monitor.stories.prepared import Prepared
from monitor.stories.rules import Rules


@dataclass(frozen=True, slots=True)
class Earlier:
    """A stored article, prepared again."""

    article_id: ArticleId
    story_id: StoryId
    prepared: Prepared


@dataclass(frozen=True, slots=True)
class _Found:
    earlier: Earlier
    verdict: Verdict
    crediting: Crediting | None

    @property
    def relation(self) -> Relation:
        return Relation.SAME if self.crediting else self.verdict.relation

    @property
    def weight(self) -> tuple[bool, float, int]:
        """Of two relations the stronger has the larger weight; of equals that to the older article."""
        return self.crediting is not None, sum(self.verdict.coverage), -self.earlier.article_id

    def link(self) -> Link:
        reason = self.verdict.reason
        if self.crediting:
            reason = f"{self.crediting.reason}; {self.verdict.coverage[0]:.0%} of the text"
        return Link(self.earlier.article_id, self.relation, self.verdict.coverage, reason, self.crediting is not None)


def place(
    new: Prepared, earlier: Sequence[Earlier], house: frozenset[int] = frozenset(), rules: Rules = Rules()
) -> Placing:
    """Pure. The answer depends on which articles `earlier` holds, not on their order.

    `house`: StoryIndex.house_text(new). A newcomer that joins two stories takes the older name; where two stories each
    gave a different part of its text, it belongs to the one that gave more and is linked to the other.
    """
    credited = crediting(new, {e.article_id: e.prepared for e in earlier}, rules)
    found = [_Found(e, _judge(new, e, house, rules), credited.get(e.article_id)) for e in earlier]
    found = [f for f in found if f.relation != Relation.NEW]
    found.sort(key=lambda f: f.weight, reverse=True)
    same = [f for f in found if f.relation == Relation.SAME]
    same, mixed = _of_one_text(same)
    links = [_as_part(f) if f in mixed else f.link() for f in found]
    links.sort(key=lambda link: link.relation != Relation.SAME)
    if not same:
        named = new.credit if credited.named else None
        if not links:
            return Placing(None, Relation.NEW, named_original=named, reason="nothing like it in the window")
        return Placing(None, links[0].relation, tuple(links), named, reason=links[0].reason)
    best = same[0]
    late = any(f.crediting and f.crediting.late for f in same)
    known = any(f.crediting and f.crediting.original for f in same)
    return Placing(
        story_id=min(f.earlier.story_id for f in same),
        relation=Relation.SAME,
        links=tuple(links),
        named_original=new.credit if credited.named and not known else None,
        is_original=late,
        reason=best.link().reason,
        supersedes=_superseded(new, same),
    )
