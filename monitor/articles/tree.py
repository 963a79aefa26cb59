"""One parse of a page, read once into a light tree: boxes (block elements) that hold lines of text and other boxes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborHTMLParser

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
_MOST_NODES = 60_000
_MOST_TEXT = 1_500_000  # characters kept of one page


@dataclass(slots=True)
class Line:
    """Text between two breaks inside a box. `linked`: how many of its characters stand in links."""

    text: str
    linked: int = 0
    strong: int = 0


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
    hidden: bool = False  # by its style or attributes
    gone: bool = False  # no text: dropped with all below it

    def boxes(self) -> "Iterator[Box]":
        """This box and all below it that are not gone, in page order."""
        stack = [self]
        while stack:
            box = stack.pop()
            if not box.gone:
                yield box
                stack.extend(item for item in reversed(box.items) if isinstance(item, Box))

    def lines(self) -> Iterator[Line]:
        """All lines of the subtree, in page order."""
        stack: list[Line | Box] = [self]
        while stack:
            item = stack.pop()
            if isinstance(item, Line):
                yield item
            elif not item.gone:
                stack.extend(reversed(item.items))


def parse(text: str) -> LexborHTMLParser:
    """The only parse of a page."""
    return LexborHTMLParser(text)


def read_boxes(root: Node) -> Box:
    """The light tree of an element. Inline elements become text; scripts, players, menus and hidden bits are left out."""
    return _Reader(root).read()


class _Reader:
    """Walks nodes without recursion and collects text until a block begins or ends."""

    def __init__(self, root: Node) -> None:
        self._root = root
        self._box = Box(root.tag or "", _label(root)[0], None)
        self._parts: list[str] = []
        self._linked = self._strong = 0
        self._in_link = self._in_strong = 0
        self._budget = _MOST_TEXT

    def read(self) -> Box:
        top = self._box
        root_id = self._root.mem_id
        node = self._root.child
        seen = 0
        while node is not None and seen < _MOST_NODES and self._budget > 0:
            seen += 1
            below = self._enter(node)
            if below is not None:
                node = below
                continue
            while node.next is None:
                node = node.parent
                if node is None or node.mem_id == root_id:
                    self._flush()
                    return top
                self._leave(node.tag)
            node = node.next
        self._flush()
        return top

    def _enter(self, node: Node) -> Node | None:
        """Take a node in; the first child to go on with, or None where it has none of interest."""
        tag = node.tag
        if tag == "-text":
            self._take(node.text_content or "")
            return None
        if tag == "br":
            self._flush(at_break=True)
            return None
        if tag is None or tag in _SKIPPED or tag.startswith(("-", "!")):
            return None
        child = node.child
        if child is None:
            return None
        if tag in _INLINE:
            self._in_link += tag == "a"
            self._in_strong += tag in ("b", "strong")
            return child
        self._flush()
        label, hidden = _label(node)
        box = Box(tag, label, self._box, hidden=hidden)
        self._box.items.append(box)
        self._box = box
        return child

    def _leave(self, tag: str) -> None:
        if tag in _INLINE:
            self._in_link -= tag == "a"
            self._in_strong -= tag in ("b", "strong")
            return
        self._flush()
        if self._box.parent is not None:
            self._box = self._box.parent

    def _take(self, text: str) -> None:
        if not text:
            return
        text = text[: self._budget]
        self._budget -= len(text)
        self._parts.append(text)
        if self._in_link:
            self._linked += len(text)
        if self._in_strong:
            self._strong += len(text)

    def _flush(self, *, at_break: bool = False) -> None:
        if self._parts:
            text = " ".join("".join(self._parts).translate(_INVISIBLE).split())
            if text:
                self._append(text, at_break=at_break)
            self._parts.clear()
            self._linked = self._strong = 0

    def _append(self, text: str, *, at_break: bool) -> None:
        items = self._box.items
        line = Line(text, min(self._linked, len(text)), min(self._strong, len(text)))
        last = items[-1] if items else None
        if isinstance(last, _Wrapped) and text[:1].islower() and last.text[-1:] not in '.!?:;"”':
            items[-1] = _Wrapped(f"{last.text} {text}", last.linked + line.linked, last.strong + line.strong)
        else:
            items.append(_Wrapped(line.text, line.linked, line.strong) if at_break else line)


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
