"""One parse of a page, read once into a light tree: boxes (block elements) that hold lines of text and other boxes."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from typing import Any

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, SelectolaxError

# No class of selectolax carries types; a node is Any here and nowhere else.
Node = Any

_INLINE = frozenset(
    "a b strong em i span u font sup sub mark small abbr cite code q s del ins time label big tt kbd var bdi bdo wbr strike "
    "acronym data dfn samp ruby rt rp output nobr blink o:p st1:place st1:city".split()
)
_SKIPPED = frozenset(
    "script style noscript iframe svg button nav footer template select textarea input head object embed canvas video audio "
    "map dialog link meta source amp-ad amp-iframe amp-analytics amp-social-share amp-sidebar math".split()
)
_TEXT, _IN_LINE, _LINK, _BREAK, _NOTHING, _PICTURE = range(6)
_KINDS = {
    **dict.fromkeys(_INLINE, _IN_LINE),
    **dict.fromkeys(_SKIPPED, _NOTHING),
    **dict.fromkeys(("-comment", "-doctype", "-document"), _NOTHING),
    **dict.fromkeys(("img", "picture", "amp-img"), _PICTURE),
    "-text": _TEXT,
    "a": _LINK,
    "br": _BREAK,
}
"""What the reader does with a node, by its tag; every other element is a box."""
_HIDDEN_STYLE = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_MOST_READ = 1_500_000  # characters of one page; a node counts as five
_MANY_BOXES = 2_000
_LONGEST_LINE = 60_000
_SENTENCE = 40
_BUTTON = 25  # characters: "Perbesar", "Foto 1 dari 3"
_LONGEST_WORDS = 2_000  # characters; a longer line without spaces is no writing
_RELATES = re.compile(
    r"(?i)[(\[]?\b(?:baca|lihat|simak|tonton)(?:\s+(?:juga|pula|selengkapnya)\s*:?|\s*:)\s*[\"“]?(?=\s*$|\s*(?-i:[A-Z0-9]))"
)
_AFTER_SENTENCE = ("", *'.!?"”)]')
"""What announces a related link, and what may stand before it; asked of a whole line and then of what stands before each link."""


@dataclass(slots=True)
class Line:
    """Text between two breaks inside a box: how many of its characters stand in links, how many make sentences."""

    text: str
    linked: int = 0
    prose: int = 0
    pictured: bool = False  # a picture stands right above it


@dataclass(slots=True, eq=False)
class Box:
    """A block element: its tag, its lines and boxes in page order, and what they weigh."""

    tag: str
    parent: "Box | None"
    node: Node
    label: str = ""  # class, id and itemprop in lower case, once read
    hidden: bool = False  # by its style or attributes, once read
    items: "list[Line | Box]" = field(default_factory=list)
    prose: int = 0  # characters of sentences, in the whole subtree
    own: int = 0  # characters of sentences in its own lines and paragraphs
    total: int = 0
    linked: int = 0
    flat: bool = True  # holds lines alone
    gone: bool = False  # no text: dropped with all below it

    def opened(self, node: Node) -> "Box":
        """A new box for an element inside this one."""
        box = Box(node.tag, self, node)
        self.flat = False
        self.items.append(box)
        return box

    def read_label(self) -> None:
        """Read what its attributes say of it: for the boxes that are weighed, not for every one of a page."""
        attributes = self.node.attributes
        if attributes:
            given = attributes.get
            style = given("style")
            self.hidden = bool(style and _HIDDEN_STYLE.search(style)) or "hidden" in attributes
            self.label = f"{given('class') or ''} {given('id') or ''} {given('itemprop') or ''}".lower()

    def lines(self) -> Iterator[Line]:
        """All lines of the subtree, in page order; those of boxes that are gone left out."""
        stack: list[Line | Box] = [self]
        while stack:
            item = stack.pop()
            if isinstance(item, Line):
                yield item
            elif item is self or not item.gone:
                stack.extend(reversed(item.items))

    def boxes(self) -> "list[Box]":
        """The box and all boxes below it, in page order."""
        found: list[Box] = []
        stack = [self]
        while stack:
            box = stack.pop()
            found.append(box)
            stack.extend(item for item in reversed(box.items) if isinstance(item, Box))
        return found


@dataclass(frozen=True, slots=True)
class Tree:
    """The light tree of a page: its boxes in page order, the topmost first, and its lines."""

    boxes: list[Box]
    lines: list[str]  # those of dropped boxes too: a byline is no body, but it shows name and time
    linked: int  # characters of the lines that stand in links
    cut: bool  # the page was too large: what came later was not read
    depth: int  # how deep its boxes are nested, where there are so many that it may be amiss; else 0

    def release(self) -> None:
        """Let go of the boxes: each knows its parent, and such rings wait for the collector with the parsed page in hand."""
        for box in self.boxes:
            box.parent = None
        self.boxes.clear()


def parse(text: str) -> LexborHTMLParser:
    """The only parse of a page."""
    return LexborHTMLParser(text, options=LexborDocumentOptions.WO_EVENTS)


def select(page: Node, selector: str) -> list[Node]:
    """Every element that a CSS selector finds, in page order; [] for a selector that cannot be read."""
    try:
        return list(page.css(selector))
    except (SelectolaxError, ValueError):
        return []


def first(page: Node, selector: str) -> Node | None:
    """The first element that a CSS selector finds; None also for a selector that cannot be read."""
    try:
        return page.css_first(selector)
    except (SelectolaxError, ValueError):
        return None


def read_around(heading: Node, levels: int) -> Iterator[Tree]:
    """What a page too large to be read whole holds from a heading on: beside it, beside its parent, and so on upwards."""
    while levels and heading is not None and heading.parent is not None and heading.tag != "body":
        yield replace(read_tree(heading.parent, start=heading), cut=True)
        heading = heading.parent
        levels -= 1


def read_tree(root: Node, without: Collection[int] = (), *, start: Node | None = None) -> Tree:
    """The light tree of an element. Inline elements become text; scripts, players and menus are left out.

    `without`: elements (by `mem_id`) that are no text; only their lines are kept. `start`: the child to begin with.
    One loop without recursion and with little indirection: this is half of what reading a page costs.
    """
    top = box = Box(root.tag or "", None, root)
    boxes = [top]
    text = _Text()
    pending = text.pending
    above: list[tuple[Node, int | None]] = []
    kind_of = _KINDS.get
    budget = _MOST_READ
    node = start or root.child
    while node is not None and budget > 0:
        budget -= 5
        kind = kind_of(node.tag)
        if kind == _TEXT:
            if pending or not node.is_empty_text_node:
                budget -= text.add(node.text_content)
        elif kind == _BREAK:
            if pending:
                text.flush(box, at_break=True)
        elif kind == _PICTURE:
            text.pictured = True
        elif kind != _NOTHING and (child := node.child) is not None:
            if without and node.mem_id in without:
                text.keep_lines(read_tree(node))
            else:
                above.append((node, kind))
                if kind is None:
                    if pending:
                        text.flush(box)
                    box = box.opened(node)
                    boxes.append(box)
                elif kind == _LINK:
                    text.in_links += 1
                    text.ends.append(len(pending))
                node = child
                continue
        node = node.next
        while node is None and above:
            node, kind = above.pop()
            if kind is None:
                if pending:
                    text.flush(box)
                box = box.parent or top
            elif kind == _LINK:
                text.in_links -= 1
                text.ends.append(len(pending))
            node = node.next
    if pending:
        text.flush(box)
    depth = _depth(boxes) if len(boxes) > _MANY_BOXES else 0
    return Tree(boxes, text.lines, text.linked, cut=node is not None, depth=depth)


def _depth(boxes: Sequence[Box]) -> int:
    """`boxes` in page order."""
    depths: dict[int, int] = {}
    for box in boxes:
        depths[id(box)] = depths.get(id(box.parent), 0) + 1
    return max(depths.values())


def read_lines(root: Node) -> list[str]:
    """The lines of an element alone."""
    tree = read_tree(root)
    tree.release()
    return tree.lines


def sentence_weight(text: str, linked: int) -> int:
    """How many characters of sentences a line holds; a short or linked one holds none."""
    size = len(text)
    if linked > 0.5 * size or (size > _LONGEST_WORDS and text.count(" ") < size / 40):
        return 0
    return size if size >= 60 or (size >= 25 and text[-1] in '.!?"”:,') else 0


class _Text:
    """The text collected since the last break, how much of it stands in links, and all lines so far."""

    __slots__ = ("_linked", "ends", "in_links", "lines", "linked", "pending", "pictured")

    def __init__(self) -> None:
        self.pending: list[str] = []
        self._linked = 0
        self.in_links = 0
        self.ends: list[int] = []  # where links begin and end in `pending`, in turn
        self.lines: list[str] = []
        self.linked = 0
        self.pictured = False  # a picture came since the last line

    def add(self, text: str) -> int:
        """Go on with a text, and say how many characters of it were kept."""
        if not self.pending and text.isspace():
            return 0
        text = text[:_LONGEST_LINE]
        self.pending.append(text)
        size = len(text)
        if self.in_links:
            self._linked += size
        return size

    def keep_lines(self, tree: Tree) -> None:
        """Keep the lines of an element that is not read into the tree."""
        self.lines += tree.lines
        self.linked += tree.linked
        tree.release()

    def flush(self, box: Box, *, at_break: bool = False) -> None:
        """Give the box what was collected as a line; a line broken inside a sentence is one with what follows."""
        whole = "".join(self.pending)
        if "&" in whole and ";" in whole:
            whole = unescape(whole)  # entities that were escaped twice
        if self.ends:
            if len(self.ends) > 1 and _RELATES.search(whole):
                whole = self._without_related(whole)
            self.ends.clear()
        if not whole.isascii() and _INVISIBLE.search(whole):
            whole = _INVISIBLE.sub("", whole)
        text = " ".join(whole.split())[:_LONGEST_LINE]
        linked = min(self._linked, len(text))
        self.pending.clear()
        self._linked = 0
        if not text:
            return
        self.linked += linked
        last = box.items[-1] if box.items else None
        if type(last) is _Wrapped and text[0].islower() and last.text[-1] not in '.!?:;"”':
            box.items.pop()
            self.lines.pop()
            text, linked, self.pictured = f"{last.text} {text}", last.linked + linked, last.pictured
        self.lines.append(text)
        prose = sentence_weight(text, linked)
        box.items.append((_Wrapped if at_break else Line)(text, linked, prose, self.pictured))
        if len(text) > _BUTTON:
            self.pictured = False

    def _without_related(self, whole: str) -> str:
        """The text without "Baca juga: ..." and the link that it announces, where they stand in a sentence's way."""
        kept: list[str] = []
        at = 0
        gone = 0
        closing = ""
        for start, end in zip(self.ends[::2], self.ends[1::2], strict=False):
            before = "".join(self.pending[at:start]).removeprefix(closing)
            closing = ""
            cue = _RELATES.search(before) if start < end else None
            if cue and cue.end() >= len(before.rstrip()) and before[: cue.start()].rstrip()[-1:] in _AFTER_SENTENCE:
                kept.append(before[: cue.start()])
                closing = {"(": ")", "[": "]"}.get(cue[0][0], "")
                gone += sum(map(len, self.pending[start:end]))
            else:
                kept += (before, *self.pending[start:end])
            at = max(at, end)
        left = "".join((*kept, "".join(self.pending[at:]).removeprefix(closing))).strip()
        if len(left) < _SENTENCE or left[0].islower():
            return whole
        self._linked -= gone
        return left


class _Wrapped(Line):
    """A line that ended at <br>: the next one may go on with its sentence."""

    __slots__ = ()


_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]+")
