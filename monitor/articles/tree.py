"""One parse of a page, read once into a light tree: boxes (block elements) that hold lines of text and other boxes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

# No class of selectolax carries types; a node is Any here and nowhere else.
Node = Any

_INLINE = frozenset(
    "a b strong em i span u font sup sub mark small abbr cite code q s del ins time label big tt kbd var bdi bdo wbr strike "
    "acronym data dfn samp ruby rt rp output nobr blink o:p st1:place st1:city center".split()
) - {"center"}
_SKIPPED = frozenset(
    "script style noscript iframe svg button nav footer template select textarea input head object embed canvas video audio "
    "map dialog link meta img picture source amp-ad amp-img amp-iframe amp-analytics amp-social-share amp-sidebar math".split()
)
_MOST_NODES = 150_000
_MOST_TEXT = 1_500_000  # characters kept of one page
_LONGEST_LINE = 60_000


@dataclass(slots=True)
class Line:
    """Text between two breaks inside a box: how many of its characters stand in links, how many make sentences."""

    text: str
    linked: int = 0
    prose: int = 0


@dataclass(slots=True, eq=False)
class Box:
    """A block element: its tag, its class and id in lower case, its lines and boxes in page order, and what they weigh."""

    tag: str
    label: str
    parent: "Box | None"
    items: "list[Line | Box]" = field(default_factory=list)
    prose: int = 0  # characters of sentences, in the whole subtree
    own: int = 0  # characters of sentences in its own lines and paragraphs
    total: int = 0
    linked: int = 0
    flat: bool = True  # holds lines alone
    hidden: bool = False  # by its style or attributes
    gone: bool = False  # no text: dropped with all below it
    cut: bool = False  # of the topmost box: the page was too large, what came later was not read
    order: "list[Box]" = field(default_factory=list)  # of the topmost box: all boxes, itself first, in page order

    def lines(self) -> Iterator[Line]:
        """All lines of the subtree, in page order."""
        stack: list[Line | Box] = [self]
        while stack:
            item = stack.pop()
            if isinstance(item, Line):
                yield item
            elif item is self or not item.gone:
                stack.extend(reversed(item.items))


def lines_of_page(top: Box) -> Iterator[str]:
    """Every line of the page, those of dropped boxes too: a byline is no body, but it shows name and time."""
    stack: list[Line | Box] = [top]
    while stack:
        item = stack.pop()
        if isinstance(item, Box):
            stack.extend(reversed(item.items))
        else:
            yield item.text


def parse(text: str) -> LexborHTMLParser:
    """The only parse of a page."""
    return LexborHTMLParser(text)


def select(page: LexborHTMLParser, selector: str) -> list[Node]:
    """Every element that a CSS selector finds, in page order; [] for a selector that cannot be read."""
    try:
        return list(page.css(selector))
    except (SelectolaxError, ValueError):
        return []


def read_boxes(root: Node) -> Box:
    """The light tree of an element. Inline elements become text; scripts, players and menus are left out.

    One loop without recursion and with little indirection: this is half of what reading a page costs.
    """
    top = box = Box(root.tag or "", _label(root)[0], None)
    order = top.order
    order.append(top)
    text = _Text()
    above: list[tuple[Node, str]] = []
    node = root.child
    budget = _MOST_NODES
    while node is not None and budget and text.size < _MOST_TEXT:
        tag = node.tag
        child = None
        if tag == "-text":
            budget -= 1
            text.add(node.text_content)
        elif tag == "br":
            if text.pending:
                text.flush(box, at_break=True)
        elif tag in _INLINE:
            child = node.child
            if child is not None:
                text.enter(tag)
        elif tag is not None and tag not in _SKIPPED and tag[0] not in "-!":
            child = node.child
            if child is not None:
                if text.pending:
                    text.flush(box)
                label, hidden = _label(node)
                below = Box(tag, label, box, hidden=hidden)
                order.append(below)
                box.flat = False
                box.items.append(below)
                box = below
        if child is not None:
            budget -= 1
            above.append((node, tag))
            node = child
            continue
        node = node.next
        while node is None and above:
            node, tag = above.pop()
            if tag in _INLINE:
                text.leave(tag)
            else:
                if text.pending:
                    text.flush(box)
                box = box.parent or top
            node = node.next
    if text.pending:
        text.flush(box)
    top.cut = node is not None
    return top


def sentence_weight(text: str, linked: int) -> int:
    """How many characters of sentences a line holds; a short or linked one holds none."""
    size = len(text)
    if linked > 0.5 * size:
        return 0
    return size if size >= 60 or (size >= 25 and text[-1] in '.!?"”:,') else 0


class _Text:
    """The text collected since the last break, and how much of it stands in links."""

    __slots__ = ("_in_link", "_linked", "_parts", "pending", "size")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._linked = self._in_link = 0
        self.size = 0
        self.pending = False

    def add(self, text: str | None) -> None:
        if not text or (not self.pending and text.isspace()):
            return
        if len(text) > _LONGEST_LINE:
            text = text[:_LONGEST_LINE]
        self.pending = True
        self._parts.append(text)
        self.size += len(text)
        if self._in_link:
            self._linked += len(text)

    def enter(self, tag: str) -> None:
        if tag == "a":
            self._in_link += 1

    def leave(self, tag: str) -> None:
        if tag == "a":
            self._in_link -= 1

    def flush(self, box: Box, *, at_break: bool = False) -> None:
        """Give the box what was collected as a line; a line broken inside a sentence is one with what follows."""
        self.pending = False
        whole = "".join(self._parts)
        text = " ".join(whole.split() if whole.isascii() else whole.translate(_INVISIBLE).split())
        linked = min(self._linked, len(text))
        self._parts.clear()
        self._linked = 0
        if not text:
            return
        if len(text) > _LONGEST_LINE:
            text = text[:_LONGEST_LINE]
        last = box.items[-1] if box.items else None
        if isinstance(last, _Wrapped) and text[0].islower() and last.text[-1] not in '.!?:;"”':
            box.items.pop()
            text, linked = f"{last.text} {text}", last.linked + linked
        prose = sentence_weight(text, linked)
        box.items.append(_Wrapped(text, linked, prose) if at_break else Line(text, linked, prose))


class _Wrapped(Line):
    """A line that ended at <br>: the next one may go on with its sentence."""

    __slots__ = ()


_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"), None)
_HIDDEN_STYLE = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")


def _label(node: Node) -> tuple[str, bool]:
    """Class, id and itemprop in lower case, and whether the element is hidden."""
    attributes = node.attributes
    if not attributes:
        return "", False
    style = attributes.get("style")
    hidden = bool(style and _HIDDEN_STYLE.search(style)) or "hidden" in attributes
    label = f"{attributes.get('class') or ''} {attributes.get('id') or ''} {attributes.get('itemprop') or ''}"
    return label.lower(), hidden
