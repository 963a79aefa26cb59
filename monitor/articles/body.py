"""The body's blocks: by the publisher's selectors, else by our finder, else by a library, with what was chosen and why."""

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from monitor.articles.blocks import blocks_of
from monitor.articles.cleaning import Block
from monitor.articles.finder import drop_noise, find_body, has_headline, weigh
from monitor.articles.tree import Box, Line, Node, read_boxes, select
from monitor.model import BodyRule, Publisher

_RULE_ENOUGH = 120  # characters of sentences under which a rule is taken to have missed
_FINDER_ENOUGH = 140
_FALLBACK_TAGS = 20_000


@dataclass(frozen=True, slots=True)
class Body:
    """Blocks in page order, and who found them."""

    blocks: list[Block]
    extractor: str
    warnings: tuple[str, ...] = ()


def find(
    page: LexborHTMLParser, top: Box, rule: BodyRule, publisher: Publisher | None, text: str, headline: str
) -> Body:
    """Find the body of a parsed page. `top`: its light tree; `text`: its markup, for the library; `headline`: its title."""
    warnings: tuple[str, ...] = ()
    if rule.body and publisher is not None:
        boxes = _by_rule(page, rule)
        if sum(box.prose for box in boxes) >= _RULE_ENOUGH:
            return Body(blocks_of(_narrowed(boxes, headline)), f"rule:{publisher.id}")
        warnings = (f"the rule of {publisher.id} finds no body",)
    found = find_body(top, headline)
    if sum(part.prose for part in found) >= _FINDER_ENOUGH:
        return Body(blocks_of(found), "finder", warnings)
    from monitor.articles.fallback import EXTRACTOR, fallback_blocks

    blocks = fallback_blocks(text) if len(text) > 400 and text.count("<") < _FALLBACK_TAGS else []
    if _sentences(blocks) > _sentences(blocks_of(found)) + 200:
        return Body(blocks, EXTRACTOR, warnings)
    return Body(blocks_of(found), "finder", warnings)


def _sentences(blocks: list[Block]) -> int:
    return sum(len(block.text) for block in blocks if len(block.text) > 80)


def _by_rule(page: LexborHTMLParser, rule: BodyRule) -> list[Box]:
    """The light trees of all containers that the selectors name, in page order, without what `drop` names."""
    nodes: list[Node] = []
    for selector in rule.drop:
        for node in select(page, selector):
            node.decompose()
    found = select(page, ", ".join(rule.body))
    inside: set[int] = set()
    for node in found:
        parent = node.parent
        while parent is not None and parent.mem_id not in inside:
            parent = parent.parent
        if parent is None:
            nodes.append(node)
            inside.add(node.mem_id)
    boxes = [read_boxes(node) for node in _of_one_article(nodes)]
    for box in boxes:
        weigh(box.order)
        weigh(drop_noise(box, chosen=True))
    return boxes


def _of_one_article(nodes: list[Node]) -> list[Node]:
    """The containers under the first one's main heading: pages that scroll without end hold the next articles too."""
    if len(nodes) < 2:
        return nodes
    headings = [_heading_above(node) for node in nodes]
    return [node for node, heading in zip(nodes, headings, strict=True) if heading in (headings[0], 0)]


def _heading_above(node: Node) -> int:
    """The identity of the h1 of the nearest ancestor that has one; 0 where none has."""
    above = node.parent
    while above is not None:
        if (heading := above.css_first("h1")) is not None:
            return int(heading.mem_id)
        above = above.parent
    return 0


def _narrowed(boxes: list[Box], headline: str) -> list[Box | Line]:
    """A rule that names a whole column of the page says where to look: the finder looks there."""
    parts: list[Box | Line] = []
    for box in boxes:
        wide = box.prose < 0.6 * box.total or has_headline(box, headline)
        parts += (find_body(box, headline) or [box]) if wide else [box]
    return parts
