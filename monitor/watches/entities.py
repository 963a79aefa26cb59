"""What a user says about a named thing."""

from dataclasses import dataclass
from enum import StrEnum


class EntityKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Entity:
    """A named thing. Forms in braces, "{AS}", want exact case; `weak` forms count only beside a strong one."""

    key: str
    name: str
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    typos: int = 0
    kind: EntityKind | None = None
    nested: bool = False  # fire inside longer names, too
