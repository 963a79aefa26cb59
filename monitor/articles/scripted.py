"""The article that a page carries for its scripts alone (Next.js): read where the page itself shows no text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from selectolax.lexbor import LexborHTMLParser

from monitor.articles.words import squeezed

_STATE = "script#__NEXT_DATA__"
_TITLES = ("title", "headline", "judul", "name")
_TEXTS = ("content", "body", "articleBody", "text", "isi", "html")
_DATES = ("published_at", "publishedAt", "datePublished", "publish_date", "published_date", "published")
_AUTHORS = ("authors", "author", "reporters", "reporter", "penulis")
_SHORTEST = 200  # characters of markup; a shorter text is a teaser
_MOST = 50_000  # values looked at


@dataclass(frozen=True, slots=True)
class Scripted:
    """What the state of a page says of its article: text (mostly markup), and the rest as it stood there."""

    text: str
    published: str = ""
    authors: tuple[str, ...] = ()


def scripted_article(page: LexborHTMLParser, headline: str) -> Scripted | None:
    """The article with the page's own headline in the state that its scripts start from; None where there is none."""
    script = page.css_first(_STATE)
    key = squeezed(headline)
    if script is None or not key:
        return None
    try:
        state = orjson.loads(script.text() or "")
    except orjson.JSONDecodeError:
        return None
    for node in _objects(state):
        if any(isinstance(title := node.get(name), str) and squeezed(title) == key for name in _TITLES):
            text = max((node[name] for name in _TEXTS if isinstance(node.get(name), str)), key=len, default="")
            if len(text) >= _SHORTEST:
                published = next((node[name] for name in _DATES if isinstance(node.get(name), str)), "")
                return Scripted(text, published, _people(node))
    return None


def _objects(state: Any) -> Iterator[Mapping[str, Any]]:
    """All objects of a state, the outermost first."""
    waiting, seen = [state], 0
    while waiting and seen < _MOST:
        following: list[Any] = []
        for value in waiting:
            seen += 1
            if isinstance(value, dict):
                yield value
                following.extend(value.values())
            elif isinstance(value, list):
                following.extend(value)
        waiting = [value for value in following if isinstance(value, dict | list)]


def _people(node: Mapping[str, Any]) -> tuple[str, ...]:
    """Names under the first of the keys that holds any: a text, an object with a name, or a list of them."""
    for key in _AUTHORS:
        value = node.get(key)
        parts = value if isinstance(value, list) else [value]
        names = [part.get("name") if isinstance(part, dict) else part for part in parts]
        if people := tuple(name for name in names if isinstance(name, str) and name):
            return people
    return ()
