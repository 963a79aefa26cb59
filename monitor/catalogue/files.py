"""Reads seeds/publishers/*.toml. What may stand in a row, and how a wrong one is reported, is in checks.py."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomli

from monitor.catalogue.book import Catalogue, CatalogueSource
from monitor.catalogue.folder import RULE_KEYS, publisher_files, seeds_folder
from monitor.catalogue.places import PROVINCES, ZONES
from monitor.errors import ConfigError
from monitor.model import BodyRule, Publisher, PublisherId, SourceKind


def load_catalogue(seeds_dir: Path | None = None) -> Catalogue:
    """Read seeds/publishers/*.toml. Raises ConfigError with every problem where a file cannot be understood."""
    from monitor.catalogue.checks import validate

    folder = seeds_dir or seeds_folder()
    try:
        return _read(folder)
    except (KeyError, TypeError, ValueError, AttributeError, OSError) as error:
        raise ConfigError(validate(folder) or [f"{folder}: cannot be read ({error})"]) from error


def _read(folder: Path) -> Catalogue:
    publishers: dict[PublisherId, Publisher] = {}
    networks: dict[PublisherId, str] = {}
    provinces: dict[PublisherId, str] = {}
    sources: list[CatalogueSource] = []
    for path in publisher_files(folder):
        table = tomli.loads(path.read_text(encoding="utf-8"))
        defaults = table.get("defaults", {})
        for stated in table["publisher"]:
            row = {**defaults, **stated}
            publisher = _publisher(row, table)
            publishers[publisher.id] = publisher
            if network := row.get("network", table.get("network", "")):
                networks[publisher.id] = network
            if province := row.get("province", ""):
                provinces[publisher.id] = province
            sources.extend(_source(source, publisher.id) for source in row.get("source", ()))
    return Catalogue(publishers, tuple(sources), networks, provinces)


def _publisher(row: Mapping[str, Any], table: Mapping[str, Any]) -> Publisher:
    return Publisher(
        id=PublisherId(row["id"]),
        name=row["name"],
        names=tuple(row.get("names", ())),
        domains=tuple(row["domains"]),
        group=row.get("group", table.get("group", "")),
        zone=ZONES[row["zone"]] if "zone" in row else PROVINCES.get(row.get("province", ""), ZONES["WIB"]),
        rule=BodyRule(**{part: tuple(row.get(part, ())) for part in RULE_KEYS}),
        full_form=row.get("full_form", ""),
        obstacles=tuple(row.get("obstacles", ())),
        listing=tuple(row.get("listing", ())),
    )


def _source(row: Mapping[str, Any], publisher: PublisherId) -> CatalogueSource:
    shown = row["seen_in"]
    return CatalogueSource(
        url=row["url"],
        publisher=publisher,
        kind=SourceKind(row["kind"]),
        seen_in=shown if isinstance(shown, str) else ", ".join(shown),
        tried=row.get("tried", False),
        section=row.get("section", ""),
    )
