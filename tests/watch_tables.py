"""What the tests of the watches share: the word lists of the checkout, and a matcher for one query."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from monitor.model import Document, Match
from monitor.watches import Matcher, Words, read_watches, read_words


@cache
def words() -> Words:
    tables: dict[str, Any] = {}
    for path in sorted((Path(__file__).parents[1] / "seeds" / "words").glob("*.toml")):
        tables |= tomllib.loads(path.read_text("utf-8"))
    return read_words(tables, "seeds/words")


def matcher(query: str, entities: dict[str, Any] | None = None) -> Matcher:
    file = read_watches({"entities": entities or {}, "watch": [{"name": "w", "query": query}]}, "watches.toml")
    return Matcher(file.watches, file.entities, words())


def found(
    query: str, body: str, *, title: str = "", entities: dict[str, Any] | None = None, **fields: str
) -> Match | None:
    matches = matcher(query, entities).match(Document(title, body, **fields))
    return matches[0] if matches else None


def fires(query: str, body: str, *, title: str = "", entities: dict[str, Any] | None = None, **fields: str) -> bool:
    return found(query, body, title=title, entities=entities, **fields) is not None
