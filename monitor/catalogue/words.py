"""Reads seeds/words/*.toml: what the watches know of Indonesian before they read anything."""

from pathlib import Path
from typing import Any

import tomli

from monitor.catalogue.folder import seeds_folder
from monitor.watches import Words, read_words


def load_words(seeds_dir: Path | None = None) -> Words:
    """The word lists, all files laid over one another. Raises ConfigError naming every wrong key."""
    tables: dict[str, Any] = {}
    for path in sorted(((seeds_dir or seeds_folder()) / "words").glob("*.toml")):
        tables |= tomli.loads(path.read_text("utf-8"))
    return read_words(tables, "seeds/words")
