"""The light tree to blocks: one for each paragraph, heading, list item, table row or line of bare text, in page order."""

from collections.abc import Iterable, Iterator

from monitor.articles.cleaning import Block
from monitor.articles.tree import Box, Line

_WHOLE = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "dt"))
_CELL_IS_CONTAINER = 400  # a table with more text in one cell lays out a page


def blocks_of(parts: Iterable[Box | Line]) -> list[Block]:
    """All blocks of the parts; boxes that are gone and link lists leave none."""
    return [block for part in parts for block in _of_part(part, "div")]


def _of_part(part: Box | Line, tag: str) -> Iterator[Block]:
    if isinstance(part, Line):
        yield Block(part.text, tag, part.linked, part.pictured)
        return
    if part.gone:
        return
    if part.tag in _WHOLE:
        yield from _joined(part, part.tag)
    elif part.tag == "tr" and not _lays_out(part):
        yield from _joined(part, "tr")
    elif part.tag == "li" and all(isinstance(item, Line) for item in part.items):
        yield from _joined(part, "li")
    else:
        below = part.tag if part.tag in ("p", "li", "blockquote", "pre", "td", "dd") else "div"
        for item in part.items:
            yield from _of_part(item, below)


def _joined(box: Box, tag: str) -> Iterator[Block]:
    lines = list(box.lines())
    text = " ".join(line.text for line in lines)
    if text:
        yield Block(text, tag, sum(line.linked for line in lines), lines[0].pictured)


def _lays_out(row: Box) -> bool:
    return any(isinstance(cell, Box) and cell.total > _CELL_IS_CONTAINER for cell in row.items) or any(
        isinstance(item, Box) and item.tag in ("p", "h2", "h3", "div", "table")
        for cell in row.items
        if isinstance(cell, Box)
        for item in cell.items
    )
