"""Trafilatura for pages where our finder finds next to nothing. Imported on first use: the import costs half a second."""

import logging
import re

from monitor.articles.cleaning import Block

EXTRACTOR = "fallback:trafilatura"
_SCRIPT, _SCRIPT_ENDS = re.compile(r"(?i)<script\b"), re.compile(r"(?i)</script\s*>")
_MOST_MARKUP = 3_000_000


def fallback_blocks(markup: str) -> list[Block]:
    """The library's blocks; [] for markup that is too large for it or that it cannot read."""
    if len(markup) > _MOST_MARKUP:
        return []
    from trafilatura import extract

    # It would take the text in JSON-LD, in one piece and behind walls.
    markup = "".join(_SCRIPT.split(piece, maxsplit=1)[0] for piece in _SCRIPT_ENDS.split(markup))

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    text = extract(markup, fast=True, include_comments=False, include_tables=False, deduplicate=False)
    return [Block(line) for line in (text or "").split("\n") if line.strip()]
