"""The stories room: which articles carry the same text. Pure; the store finds and keeps what it decides on."""

from monitor.stories.apart import place_again, place_apart
from monitor.stories.crediting import still_sought
from monitor.stories.index import IndexRow, StoryIndex, hour_of
from monitor.stories.names import BEARERS, publisher_key
from monitor.stories.placing import Earlier, place
from monitor.stories.prepared import Prepared, fingerprint, prepare, prepare_all
from monitor.stories.rules import ALL_RULES, Rules

__all__ = [
    "ALL_RULES",
    "BEARERS",
    "Earlier",
    "IndexRow",
    "Prepared",
    "Rules",
    "StoryIndex",
    "fingerprint",
    "hour_of",
    "place",
    "place_again",
    "place_apart",
    "prepare",
    "prepare_all",
    "publisher_key",
    "still_sought",
]
