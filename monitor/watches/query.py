"""The parts a watch's query is made of, as the parser yields them. What they mean in a text is told in `conditions`.

Named tuples instead of dataclasses: a hundred thousand queries are read in seconds, and creating these is the cost.
"""

from __future__ import annotations

from typing import NamedTuple

FIELDS = ("title", "body", "publisher", "section")


class Term(NamedTuple):
    """One thing to look for.

    `mode`: "word" (a word or phrase), "exact" (no clitics), "cased" (as written), "prefix" (`korup*`), "stem", "typo"
    (one typing error), "name" (spelling family), "regex", "entity". `text` is the content without marks; a phrase may
    hold words in braces. `quoted` keeps how it was written.
    """

    mode: str
    text: str
    quoted: bool = False


class And(NamedTuple):
    items: tuple[Node, ...]


class Or(NamedTuple):
    items: tuple[Node, ...]


class Not(NamedTuple):
    item: Node


class Near(NamedTuple):
    """Both within `distance` words of each other in one field; `ordered`: left before right."""

    left: Node
    right: Node
    distance: int
    ordered: bool


class AtLeast(NamedTuple):
    least: int
    item: Node


class Within(NamedTuple):
    """`item`, looked for in one field only."""

    field: str
    item: Node


Node = Term | And | Or | Not | Near | AtLeast | Within


class QueryError(ValueError):
    """A query that cannot be taken. `at` is the character where the trouble begins, counted from 1."""

    def __init__(self, message: str, at: int = 1) -> None:
        super().__init__(f"character {at}: {message}")
        self.message = message
        self.at = at
