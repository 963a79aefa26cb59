"""A process of its own that reads articles with the daemon's parts, and meets another just before it places.

Started as `python -m tests.reader_child RONDA_TOML`. Says "ready"; reads one due entry for each "read" on standard input; says
"near" once it has looked for copies outside the lock, and goes on at "place"; says "placed".
"""

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from monitor import logs
from monitor.app import open_tools
from monitor.config import load_settings
from monitor.model import ArticleId, Step
from monitor.pipeline import run
from monitor.store import Store
from monitor.stories import Earlier, Prepared
from monitor.tools import LEASE, Shelf


def say(word: str) -> None:
    print(word, flush=True)


def heard() -> str:
    return sys.stdin.readline().strip()


class MeetingShelf(Shelf):
    """Waits where it matters: after the look outside the lock, before the one inside."""

    def near(self, draft: Prepared, store: Store) -> dict[ArticleId, Earlier]:
        found: Mapping[ArticleId, Earlier] = super().near(draft, store)
        say("near")
        assert heard() == "place"
        return dict(found)


def main(config: str) -> None:
    settings = load_settings(Path(config))
    logs.set_up("info", "text", None, settings.timezone)
    with open_tools(settings) as house:
        shelf = MeetingShelf(house.tools.catalogue, settings.stories.window)
        shelf.load(house.tools.store, house.tools.now())
        tools = replace(house.tools, shelf=shelf)
        say("ready")
        while heard() == "read":
            (work,) = tools.store.claim(Step.READ, tools.now(), 1, LEASE)
            run(work, tools)
            say("placed")


if __name__ == "__main__":
    main(*sys.argv[1:])
