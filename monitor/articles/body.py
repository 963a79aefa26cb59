"""The body's blocks: by the publisher's selectors, else by our finder, else by a library, with what was chosen and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from selectolax.lexbor import LexborHTMLParser

from monitor.articles.blocks import blocks_of
from monitor.articles.cleaning import Block
from monitor.articles.finder import drop_noise, find_body, find_lines, has_headline, teasers_of, weigh
from monitor.articles.tree import Box, Line, Node, Tree, first, parse, read_around, read_lines, read_tree, select
from monitor.articles.words import squeezed
from monitor.model import BodyRule, Publisher

_RULE_ENOUGH = 120  # characters of sentences under which a rule is taken to have missed
_FINDER_ENOUGH = 140
_LITTLE = 1500  # characters of sentences under which a page may be a list of other articles
_FALLBACK_TAGS = 20_000
_HEADINGS, _STEPS = 5, 4  # headings looked at in a page that is too large, and steps up from one
_NAMED = (
    "[itemprop=articleBody]",
    "[class*=entry-content]",
    "[class*=article-body]",
    "[class*=article-content]",
    "article",
    "main",
)
_LISTED = 5  # teasers of other articles that make lines a list of such


@dataclass(frozen=True, slots=True)
class Body:
    """Blocks in page order, and who found them."""

    blocks: list[Block]
    extractor: str
    warnings: tuple[str, ...] = ()
    teasers: int = 0  # of other articles on a page where little text was found
    of_lines: bool = False  # it has no sentences: a poem, a list


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a publisher's selectors name on a page: the containers of its body, and what in them is no text (`mem_id`)."""

    by: str = ""  # whose rule it was; "" where there is none
    containers: tuple[Node, ...] = ()
    dropped: frozenset[int] = frozenset()


def choose(page: LexborHTMLParser, rule: BodyRule, publisher: Publisher | None) -> Chosen:
    """Ask a parsed page for what a publisher's selectors name, containers inside containers left out."""
    if not rule.body or publisher is None:
        return Chosen()
    nodes: list[Node] = []
    inside: set[int] = set()
    for node in select(page, ", ".join(rule.body)):
        parent = node.parent
        while parent is not None and parent.mem_id not in inside:
            parent = parent.parent
        if parent is None:
            nodes.append(node)
            inside.add(node.mem_id)
    drop = ", ".join(rule.drop)
    dropped = frozenset(found.mem_id for node in nodes for found in select(node, drop)) if drop else frozenset()
    kept = _of_one_article([node for node in nodes if node.mem_id not in dropped])
    return Chosen(publisher.id, tuple(kept), dropped)


def read_body(page: LexborHTMLParser, chosen: Chosen, text: str, headline: str, told: str) -> tuple[Tree, Body]:
    """A page's light tree and its body. Where the page is too large for one, what stands below its headline is read instead.

    `told`: the text that the page's JSON-LD carries, for pages that show theirs only to a browser.
    """
    tree = read_tree(page.body, chosen.dropped)
    found = find(tree, chosen, text, headline)
    if tree.cut and _length(found.blocks) < _FINDER_ENOUGH:
        for part in _likely_parts(page, headline):
            below = find(part, Chosen(), "", headline)
            if _length(below.blocks) >= _FINDER_ENOUGH:
                tree.release()
                return part, below
            part.release()
    if _length(found.blocks) < _FINDER_ENOUGH < len(told):
        return tree, Body(blocks_of_text(told), "fallback:json-ld", found.warnings)
    return tree, found


def shows_text(found: Body) -> bool:
    """Whether a body holds more than the few words that every page shows."""
    return _length(found.blocks) >= _FINDER_ENOUGH


def blocks_of_text(text: str) -> list[Block]:
    """The blocks of a text that stood in JSON-LD or a script: lines, or markup once more."""
    if "<" in text and (body := parse(text).body) is not None:
        for node in body.css("figure, figcaption, style"):
            node.decompose()
        return [Block(line) for line in read_lines(body)]
    return [Block(unescape(line)) for line in text.split("\n") if line.strip()]


def _likely_parts(page: LexborHTMLParser, headline: str) -> Iterator[Tree]:
    """Where the text of a page that is too large may be: below its headline, in what is named like a body."""
    key = squeezed(headline)
    headings = select(page, "h1")[:_HEADINGS]
    yield from read_around(next((one for one in headings if squeezed(one.text(deep=True)) == key), None), _STEPS)
    named = next((found for name in _NAMED if (found := first(page, name)) is not None), None)
    yield from read_around(named, 1)


def find(tree: Tree, chosen: Chosen, text: str, headline: str) -> Body:
    """Find the body of a page. `text`: its markup, for the library; `headline`: its title."""
    warnings: tuple[str, ...] = ()
    if chosen.by:
        parts = _chosen_parts(tree, chosen)
        if sum(part[0].prose for part in parts) >= _RULE_ENOUGH:
            return Body(blocks_of(_narrowed(parts, headline)), f"rule:{chosen.by}")
        warnings = (f"the rule of {chosen.by} finds no body",)
        for box in tree.boxes:
            box.gone = False
    found = find_body(tree.boxes, headline)
    if sum(part.prose for part in found) >= _FINDER_ENOUGH:
        few = sum(part.prose for part in found) < _LITTLE
        return Body(blocks_of(found), "finder", warnings, len(teasers_of(tree.boxes)) if few else 0)
    teasers = teasers_of(tree.boxes)
    others = {line.text for box in teasers for line in box.lines()}
    from monitor.articles.fallback import EXTRACTOR, fallback_blocks

    blocks = fallback_blocks(text) if len(text) > 400 and text.count("<") < _FALLBACK_TAGS else []
    blocks = [block for block in blocks if block.text not in others]
    lines = find_lines(tree.boxes, headline) if len(teasers) < _LISTED else None
    of_lines = lines is not None and found in ([], [lines])
    mine = blocks_of([lines] if lines is not None and of_lines else found)
    if _sentences(blocks) > _length(mine) + 200:
        return Body(blocks, EXTRACTOR, warnings, len(teasers))
    return Body(mine, "finder", warnings, len(teasers), of_lines)


def _length(blocks: list[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _sentences(blocks: list[Block]) -> int:
    return sum(len(block.text) for block in blocks if len(block.text) > 80)


def _chosen_parts(tree: Tree, chosen: Chosen) -> list[list[Box]]:
    """The boxes of each container, itself first, weighed without what is no text."""
    known = {box.node.mem_id: box for box in tree.boxes}
    parts: list[list[Box]] = []
    for node in chosen.containers:
        box = known.get(node.mem_id)
        boxes = box.boxes() if box is not None else read_tree(node, chosen.dropped).boxes
        weigh(boxes)
        weigh(drop_noise(boxes, chosen=True))
        parts.append(boxes)
    return parts


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


def _narrowed(parts: list[list[Box]], headline: str) -> list[Box | Line]:
    """A rule that names a whole column of the page says where to look: the finder looks there."""
    found: list[Box | Line] = []
    for boxes in parts:
        box = boxes[0]
        wide = box.prose < 0.6 * box.total or has_headline(box, headline)
        found += (find_body(boxes, headline) or [box]) if wide else [box]
    return found
