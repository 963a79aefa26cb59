"""Short pieces of feed and page text: markup and references undone, white space folded, length bounded."""

import html
import re

_LONGEST = 10_000
_TAG = re.compile(r"<[^<>]*>")
_UNREAD = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_TWICE = re.compile(
    "[\u00c3\u00e2][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2010-\u2122]"
)


def plain(text: str, most: int) -> str:
    """Give `text` as a person reads it, at most `most` characters: no tags, no references, no double encoding."""
    text = text[:_LONGEST]
    if "<" in text or "&" in text:
        text = _without_markup(text)
        if "&" in text or "<" in text:
            text = _without_markup(text)
    if not text.isascii() and _TWICE.search(text):
        text = _decoded_again(text)
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _without_markup(text: str) -> str:
    if "<" in text:
        text = _TAG.sub(" ", _UNREAD.sub(" ", text) if "<s" in text.lower() else text)
    return html.unescape(text) if "&" in text else text


def _decoded_again(text: str) -> str:
    """Undo UTF-8 that was taken for Windows-1252 and encoded once more ("Lâ€™Oreal")."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text
