"""Tables for people: as wide as the terminal, broken at words; a row is one line where a program or a file reads."""

import re
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

import click

_GAP = "  "
_INDENT = "    "
_PARTS = re.compile(r"[^\s-]+-?|-")


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[str]], *, empty: str, below: Sequence[str] = ()
) -> None:
    """A table for people; `empty` says in words that there is nothing. Words from the web are shown as they are.

    `below`: long columns, which stand on lines of their own below their row where the terminal is too narrow, the first first.
    """
    cells = [[_on_one_line(cell) for cell in row] for row in rows]
    if not cells:
        click.echo(empty)
        return
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    for line in laid_out(columns, cells, width, below):
        click.echo(line)
    if width is not None:
        click.echo()


def laid_out(
    columns: Sequence[str], rows: Sequence[Sequence[str]], width: int | None, below: Sequence[str] = ()
) -> Iterator[str]:
    """The lines of a table, its heading first. A word is broken only where the terminal has no room for it; what stands below
    never, so that an address can be copied."""
    beside = list(range(len(columns)))
    widths = _wanted(columns, rows, beside)
    if width is None:
        widths = [max(wanted, len(columns[at])) for at, wanted in zip(beside, widths, strict=True)]
    else:
        for name in below:
            if _total(widths) <= width:
                break
            beside.remove(columns.index(name))
            widths = _wanted(columns, rows, beside)
        widths = _narrowed(widths, _least(columns, rows, beside), width)
    under = [at for at in range(len(columns)) if at not in beside]
    for number, row in enumerate([columns, *rows]):
        for parts in zip_longest(*(_folded(row[at], at_most) for at, at_most in zip(beside, widths, strict=True))):
            yield _GAP.join((part or "").ljust(at_most) for part, at_most in zip(parts, widths, strict=True)).rstrip()
        for at in under:
            yield from (_INDENT + part for part in _folded(row[at], (width or 0) - len(_INDENT), breaks=False) if part)
        if number == 0:
            yield "─" * min(_total(widths), width or _total(widths))


def _on_one_line(cell: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in cell).split())


def _wanted(columns: Sequence[str], rows: Sequence[Sequence[str]], beside: Sequence[int]) -> list[int]:
    """The width of each column if no cell of it is folded; a heading may be."""
    return [max([_longest_word(columns[at]), *(len(row[at]) for row in rows)]) for at in beside]


def _least(columns: Sequence[str], rows: Sequence[Sequence[str]], beside: Sequence[int]) -> list[int]:
    return [max(_longest_word(row[at]) for row in [columns, *rows]) for at in beside]


def _longest_word(text: str) -> int:
    """Between spaces, and behind hyphens: `national-geographic-indonesia` may take three lines, a time need not take two."""
    return max(map(len, _PARTS.findall(text)), default=1)


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + len(_GAP) * (len(widths) - 1)


def _narrowed(widths: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Takes from the widest column that words allow, and from any where they do not."""
    found = list(widths)
    while _total(found) > room and max(found) > 1:
        open_ = [at for at, at_least in enumerate(least) if found[at] > at_least] or list(range(len(found)))
        widest = max(open_, key=lambda at: found[at])
        found[widest] -= 1
    return found


def _folded(text: str, width: int, *, breaks: bool = True) -> list[str]:
    return textwrap.wrap(text, max(width, 1), break_on_hyphens=breaks, break_long_words=breaks) or [""]
