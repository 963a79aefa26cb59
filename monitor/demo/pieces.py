"""What the demo's newsroom prints: its houses and pieces, read from stories.toml and dated from one given instant."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

STORIES = Path(__file__).with_name("stories.toml")
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
          "November", "Desember")  # fmt: skip
ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


@dataclass(frozen=True, slots=True)
class House:
    """A publisher of the newsroom: one host, one door (feed, sitemap or listing), one page template."""

    key: str
    name: str
    page: str  # file name in templates/
    path: str  # of article pages; {slug}, {id} and {date} are filled in
    door: str  # path of what a monitor polls
    kind: str  # rss | atom | sitemap | listing
    tagline: str = ""
    zone: str = "Asia/Jakarta"
    tracking: str = ""  # what its feed hangs on every link
    catalogue: str = ""  # its id in the catalogue; "" for a made-up house


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a piece in page order."""

    kind: str  # text | subhead | related
    text: str


@dataclass(frozen=True)
class Piece:
    """One article as the newsroom prints it; `published` is aware, in its house's zone."""

    key: str
    house: str
    title: str
    blocks: tuple[Block, ...]
    published: datetime
    author: str = "Redaksi"
    section: str = "Berita"
    summary: str = ""
    caption: str = ""
    credit: str = ""  # the foot line, whole
    old: bool = False  # printed before anybody watches

    @cached_property
    def slug(self) -> str:
        return re.sub(r"[^a-z0-9]+", "-", self.title.lower()).strip("-")

    @cached_property
    def number(self) -> int:
        """A page number that stays the same from one run to the next."""
        return 10_000 + sum(ord(letter) * place for place, letter in enumerate(self.key, 7)) % 80_000

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """What a reader takes for the body, subheads included: the truth that extraction is held against."""
        return tuple(block.text for block in self.blocks if block.kind != "related")


def load_houses(path: Path = STORIES) -> tuple[House, ...]:
    """The houses of `path`, in its order."""
    return tuple(House(**table) for table in _read(path)["house"])


def load_pieces(now: datetime, path: Path = STORIES) -> Mapping[str, Piece]:
    """The pieces of `path` by key. A piece with `hours_ago` is dated that long before `now`, any other at `now`."""
    data = _read(path)
    zones = {table["key"]: table.get("zone", "Asia/Jakarta") for table in data["house"]}
    houses = {table["key"]: table["name"] for table in data["house"]}
    titles = {table["key"]: (houses[table["house"]], table["title"]) for table in data["piece"]}
    return {table["key"]: _piece(table, now.astimezone(ZoneInfo(zones[table["house"]])), titles)
            for table in data["piece"]}  # fmt: skip


def long_day(when: datetime) -> str:
    """`Senin, 1 Juni 2020`."""
    return f"{DAYS[when.weekday()]}, {when.day} {MONTHS[when.month - 1]} {when.year}"


def clock(when: datetime) -> str:
    """`20.15 WIB`, by the zone that `when` carries."""
    return f"{when:%H.%M} {ZONES.get(str(when.tzinfo), 'WIB')}"


def _piece(table: dict[str, Any], now: datetime, titles: Mapping[str, tuple[str, str]]) -> Piece:
    def dated(text: str) -> str:
        return text.format_map(_dates(now))

    credit = ""
    if original := table.get("credits"):
        credit = 'Artikel ini pernah tayang di {} dengan judul "{}"'.format(*titles[original])
    return Piece(
        key=table["key"],
        house=table["house"],
        title=dated(table["title"]),
        blocks=tuple(_block(dated(text)) for text in table["text"].strip().split("\n\n")),
        published=(now - timedelta(hours=table.get("hours_ago", 0))).replace(microsecond=0),
        author=table["author"],
        section=table["section"],
        summary=dated(table["summary"]),
        caption=table.get("caption", ""),
        old=table.get("old", False),
        credit=credit,
    )


def _block(text: str) -> Block:
    for mark, kind in (("## ", "subhead"), ("+ ", "related")):
        if text.startswith(mark):
            return Block(kind, text.removeprefix(mark))
    return Block("text", " ".join(text.split()))


def _dates(now: datetime) -> Mapping[str, str]:
    yesterday = now - timedelta(days=1)
    return {
        "today": long_day(now),
        "yesterday": long_day(yesterday),
        "day": f"{now.day}/{now.month}/{now.year}",
        "day_before": f"{yesterday.day}/{yesterday.month}/{yesterday.year}",
    }


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
