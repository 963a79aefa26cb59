"""Draws a story as SVG: a row for each article, the earliest on top, and an arrow from each copy to what it copied."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

from monitor.alerts.excerpts import one_line
from monitor.cli.common import clock
from monitor.cli.story_rows import Row, evidence
from monitor.model import ArticleId, Credit

WIDTH = 1000
_TOP, _ROW, _BOX = 84, 78, 64
_LEFT, _LANE = 176, 14  # of the lanes; between them
_COLOURS = 4
_LETTER = 7.0  # width in pixels at the size of headlines, in a wide font
_BOLD, _SMALL = 8.8, 5.8  # of names; of the small print
_STYLE = """text{font-family:system-ui,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;fill:#1f2933}
.head{font-size:18px;font-weight:600}.name{font-size:13px;font-weight:600}.title{font-size:13px}
.why,.time,.key{font-size:11px;fill:#52606d}.box{fill:#fff;stroke:#9aa5b1}a{text-decoration:none}
.original{fill:#e6f4ea;stroke:#2f855a;stroke-width:1.5}.named{fill:#f7fafc;stroke:#2f855a;stroke-dasharray:5 4}
.way{fill:none;stroke-width:1.3}.text{stroke-dasharray:4 3}.tip{fill:#52606d}
.lane0{stroke:#52606d}.lane1{stroke:#2b6cb0}.lane2{stroke:#b7791f}.lane3{stroke:#9b2c77}"""

_Key = ArticleId | None
"""An article, or None for the original that is known by name only."""


class _Lane(NamedTuple):
    """A trunk beside the rows from a parent to its furthest copy."""

    parent: _Key
    number: int
    first: int  # rows
    last: int


def draw(head: str, rows: Sequence[Row], named: Credit | None, zone: str) -> str:
    """A whole SVG document. Words from the web are escaped, controls made spaces, links kept to http and https."""
    order: list[_Key] = ([None] if named is not None else []) + [row.id for row in rows]
    place = {key: at for at, key in enumerate(order)}
    lanes = _lanes(rows, place)
    left = _LEFT + _LANE * (1 + max((lane.number for lane in lanes), default=-1)) + 22
    height = _TOP + _ROW * len(order) + 20
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img">',
        f"<title>{_safe(head, 300)}</title><style>{_STYLE}</style>",
        f'<rect width="{WIDTH}" height="{height}" fill="#f5f7fa"/>',
        f'<text class="head" x="24" y="36">{_safe(head, 88)}</text>',
        '<text class="key" x="24" y="60">Earliest on top. Arrows lead from a copy to what it copied: '
        "whole by its credit line, broken by the text alone.</text>",
    ]
    drawn += [_way(row, lanes, place, left) for row in rows if row.parent and row.parent.article in place]
    drawn += [_tip(place[lane.parent], left) for lane in lanes]
    if named is not None:
        drawn.append(_named_box(named, left))
    drawn += [_box(row, place[row.id], left, zone) for row in rows]
    return "\n".join([*drawn, "</svg>", ""])


def _lanes(rows: Sequence[Row], place: Mapping[_Key, int]) -> list[_Lane]:
    """One for each parent; those that do not overlap share a number."""
    reach: dict[_Key, list[int]] = {}
    for row in rows:
        if row.parent is not None and row.parent.article in place:
            key = row.parent.article
            reach.setdefault(key, [place[key]]).append(place[row.id])
    lanes: list[_Lane] = []
    for key, places in sorted(reach.items(), key=lambda item: (min(item[1]), -max(item[1]))):
        first, last = min(places), max(places)
        taken = {lane.number for lane in lanes if lane.last >= first and lane.first <= last}
        number = next(n for n in range(len(lanes) + 1) if n not in taken)
        lanes.append(_Lane(key, number, first, last))
    return lanes


def _way(row: Row, lanes: Sequence[_Lane], place: Mapping[_Key, int], left: int) -> str:
    assert row.parent is not None
    lane = next(lane for lane in lanes if lane.parent == row.parent.article)
    x = left - 22 - _LANE * lane.number
    start, end = _y(place[row.id]) + 40, _y(place[lane.parent]) + 20
    bend = 6 if end < start else -6
    kind = f"way lane{lane.number % _COLOURS}" + ("" if row.parent.by_credit else " text")
    path = f"M{left} {start}H{x + 6}Q{x} {start} {x} {start - bend}V{end + bend}Q{x} {end} {x + 6} {end}H{left - 8}"
    return f'<path class="{kind}" d="{path}"><title>{_safe(evidence(row), 400)}</title></path>'


def _tip(at: int, left: int) -> str:
    y = _y(at) + 20
    return f'<path class="tip" d="M{left} {y}l-9 -4.5v9z"/>'


def _named_box(named: Credit, left: int) -> str:
    text = f"{named.publisher}: {named.title}" if named.title else named.publisher
    return (
        _frame("named", left, 0)
        + _line("name", left, 0, 22, one_line(text, _room(left)))
        + _line("why", left, 0, 41, "the original, known by name only: never read")
    )


def _box(row: Row, at: int, left: int, zone: str) -> str:
    inside = _frame("box original" if row.role == "original" else "box", left, at)
    name = f"{row.publisher}, {row.role} (article {row.id})"
    edited = _edited(row)
    inside += _line("name", left, at, 20, one_line(name, int((WIDTH - 60 - left - _SMALL * len(edited)) / _BOLD)))
    inside += f'<text class="why" text-anchor="end" x="{WIDTH - 36}" y="{_y(at) + 20}">{_safe(edited, 100)}</text>'
    inside += _line("title", left, at, 38, one_line(row.title, _room(left)))
    inside += _line("why", left, at, 55, one_line(evidence(row), int((WIDTH - 48 - left) / _SMALL)))
    inside += f"<title>{_safe(row.title, 500)}</title>"
    when = f'<text class="time" x="24" y="{_y(at) + 24}">{_safe(clock(row.at, zone), 40)}</text>'
    if row.url.startswith(("http://", "https://")):
        return f'{when}<a href="{_safe(row.url, 4_000)}">{inside}</a>'
    return f"{when}<g>{inside}</g>"


def _edited(row: Row) -> str:
    found = row.edits
    parts = ["the text before the correction"] if row.had else []
    if found:
        counts = {"added": len(found.added), "dropped": len(found.dropped), "words changed": len(found.changed)}
        parts += ["headline changed"] if found.headline else []
        parts += [f"{count} {what}" for what, count in counts.items() if count]
    if row.corrections:
        parts.append(f"corrected {len(row.corrections)} times" if len(row.corrections) > 1 else "corrected once")
    return "; ".join(parts)


def _frame(kind: str, left: int, at: int) -> str:
    return f'<rect class="{kind}" x="{left}" y="{_y(at)}" width="{WIDTH - 24 - left}" height="{_BOX}" rx="6"/>'


def _line(kind: str, left: int, at: int, down: int, text: str) -> str:
    return f'<text class="{kind}" x="{left + 12}" y="{_y(at) + down}">{_safe(text, 1_000)}</text>'


def _room(left: int) -> int:
    return int((WIDTH - 48 - left) / _LETTER)


def _y(at: int) -> int:
    return _TOP + _ROW * at


def _safe(text: str, limit: int) -> str:
    """Escaped, and without what XML 1.0 refuses even so: controls, lone surrogates, U+FFFE and U+FFFF (by one_line)."""
    return escape(one_line(text, limit))
