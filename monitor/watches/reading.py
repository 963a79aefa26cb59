"""Checks the tables of a watch file and reads their queries; lists every problem at once."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from monitor.errors import ConfigError
from monitor.rules import WatchRules
from monitor.watches.entities import Entity, EntityKind
from monitor.watches.formatting import fields_of
from monitor.watches.pace_keys import PACE_KEYS, read_pace
from monitor.watches.parsing import Parser
from monitor.watches.query import And, Near, Node, Not, Or, QueryError, Term
from monitor.watches.regexes import required_literal
from monitor.watches.typos import LEAST_LETTERS
from monitor.watches.watch import Watch, WatchFile
from monitor.written import nearest

_PARTS = ("watch", "entities")
_WATCH_KEYS = ("name", "query", "channels", "copies", "severity", "entities", *PACE_KEYS)
_ENTITY_KEYS = ("name", "aliases", "weak", "typos", "kind", "nested")
_COPIES = ("thread", "silent", "alert")
_SEVERITIES = ("low", "normal", "high")


def read_watches(data: Mapping[str, Any], origin: str, known: Mapping[str, Entity] | None = None) -> WatchFile:
    """Watches and entities from the tables of one file.

    `origin` is named in messages ("watches.toml"); `known` are entities of other files that may be referred to. Other
    top-level tables are left alone: the same tables may stand in ronda.toml. Raises ConfigError with all problems.
    """
    reading = _Reading(origin, dict(known or {}))
    entities = reading.entities(data.get("entities", {}))
    watches = reading.watches(data.get("watch", []))
    if reading.problems:
        raise ConfigError(reading.problems)
    return WatchFile(tuple(watches), entities, tuple(reading.warnings))


def strangers(tables: Mapping[str, Any], origin: str, *, alone: bool) -> list[str]:
    """What is no part of a watch file: `[[watches]]` would otherwise be a watch that nobody hears of. Not `alone`: the file
    may be a ronda.toml, and only tables called nearly so are told."""
    others = [key for key, value in tables.items() if key not in _PARTS and (alone or _is_table(value))]
    meant = {key: nearest(key, _PARTS) for key in others}
    return [f"{origin}: {key}: unknown table{meant[key]}" for key in others if alone or meant[key]]


def unknown_entities(tree: Node, query: str, known: Collection[str], remedy: str = "") -> Iterator[QueryError]:
    """What is wrong with references to entities that nobody defines. `remedy`: what to do where no known one is like it."""
    for term, _ in fields_of(tree):
        if term.mode == "entity" and term.text not in known:
            place = re.search(rf"@{re.escape(term.text)}(?![\w.-])", query)
            hint = nearest(f"@{term.text}", [f"@{key}" for key in known])
            hint = hint or f" ({remedy or f'define it: [entities.{term.text}]'})"
            yield QueryError(f"unknown entity @{term.text}{hint}", place.start() + 1 if place else 1)


def _is_table(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(row, dict) for row in value))


class _Reading:
    def __init__(self, origin: str, known: dict[str, Entity]) -> None:
        self.origin = origin
        self.known = known
        self.problems: list[str] = []
        self.warnings: list[str] = []

    def entities(self, tables: object) -> dict[str, Entity]:
        if not isinstance(tables, dict):
            self._wrong("entities", "tables [entities.KEY] are expected")
            return {}
        found: dict[str, Entity] = {}
        for key, table in tables.items():
            where = f"entities.{key}"
            if not isinstance(table, dict):
                self._wrong(where, 'a table is expected: name = "..."')
                continue
            entity = self._entity(key, table, where)
            if entity is not None:
                if key in self.known:
                    self._wrong(where, "another file already defines this entity; give one of them another key")
                found[key] = entity
        self.known |= found
        return found

    def _entity(self, key: str, table: Mapping[str, Any], where: str) -> Entity | None:
        self._only_known_keys(table, _ENTITY_KEYS, where)
        name = table.get("name")
        if not isinstance(name, str) or not any(c.isalnum() for c in name):
            self._wrong(f"{where}.name", "the name is missing" if name is None else "a name with letters is expected")
            return None
        aliases = self._texts(table, "aliases", where)
        weak = self._texts(table, "weak", where)
        typos = table.get("typos", 0)
        if typos not in (0, 1) or isinstance(typos, bool):
            self._wrong(f"{where}.typos", f"0 or 1 is expected, not {typos!r}")
            typos = 0
        kind = table.get("kind")
        if kind is not None and kind not in [k.value for k in EntityKind]:
            self._wrong(f"{where}.kind", f"{kind!r} is unknown (one of {', '.join(EntityKind)})")
            kind = None
        nested = table.get("nested", False)
        if not isinstance(nested, bool):
            self._wrong(f"{where}.nested", "true or false is expected")
            nested = False
        return Entity(key, name, aliases, weak, typos, EntityKind(kind) if kind else None, nested)

    def _texts(self, table: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            self._wrong(f"{where}.{key}", 'a list of texts is expected: ["...", "..."]')
            return ()
        for text in value:
            if not any(c.isalnum() for c in text):
                self._wrong(f"{where}.{key}", f"{text!r} holds no letter or digit")
            elif ("{" in text or "}" in text) and not (text[0] == "{" and text[-1] == "}" and text.count("{") == 1):
                self._wrong(f"{where}.{key}", f"{text!r}: braces go around the whole alias: {{AS}}")
        return tuple(text for text in value if any(c.isalnum() for c in text))

    def watches(self, tables: object) -> list[Watch]:
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self._wrong("watch", "tables [[watch]] are expected")
            return []
        parser = Parser()
        found: dict[str, Watch] = {}
        for number, table in enumerate(tables, 1):
            watch = self._watch(parser, number, table)
            if watch is None:
                continue
            if watch.name in found:
                self._wrong(f'watch "{watch.name}"', "this name is given twice; a watch is its name, so rename one")
            found[watch.name] = watch
        return list(found.values())

    def _watch(self, parser: Parser, number: int, table: dict[str, Any]) -> Watch | None:
        name = table.get("name")
        if not isinstance(name, str) or not name.strip():
            self._wrong(f"watch {number}", "the name is missing; every watch needs one of its own")
            return None
        where = f'watch "{name}"'
        rules = (
            WatchRules(name, ())
            if table.keys() == _SILENT and table["channels"] == []
            else self._rules(name, table, where)
        )
        query = table.get("query")
        if not isinstance(query, str):
            self._wrong(where, "the query is missing" if query is None else "the query must be a text")
            return None
        try:
            tree = parser.parse(query)
        except QueryError as error:
            self._wrong(where, str(error))
            return None
        if "@" in query:
            self._references(tree, query, where)
        if "/" in query:
            self._regexes(tree, where)
        if "~" in query:
            self._typos(tree, where)
        return Watch(name, query, tree, rules)

    def _rules(self, name: str, table: dict[str, Any], where: str) -> WatchRules:
        if not table.keys() <= _WATCH_KEY_SET:
            self._only_known_keys(table, _WATCH_KEYS, where)
        channels = table.get("channels")
        if channels is not None and not (isinstance(channels, list) and all(isinstance(c, str) for c in channels)):
            self._wrong(f"{where}.channels", 'a list of names is expected: ["redaksi"]')
            channels = None
        copies, severity = table.get("copies", "thread"), table.get("severity", "normal")
        if copies not in _COPIES:
            self._wrong(f"{where}.copies", f"{copies!r} is unknown (one of {', '.join(_COPIES)})")
        if severity not in _SEVERITIES:
            self._wrong(f"{where}.severity", f"{severity!r} is unknown (one of {', '.join(_SEVERITIES)})")
        pace, problems = read_pace(table)
        for key, what in problems:
            self._wrong(f"{where}.{key}", what)
        return WatchRules(name, None if channels is None else tuple(channels), copies, severity, **pace)

    def _references(self, tree: Node, query: str, where: str) -> None:
        for error in unknown_entities(tree, query, self.known):
            self._wrong(where, str(error))

    def _regexes(self, tree: Node, where: str) -> None:
        loose = [term.text for term, _ in fields_of(tree) if term.mode == "regex" and not required_literal(term.text)]
        if loose and not _is_anchored(tree):
            self.warnings.append(
                f"{self.origin}: {where}: /{loose[0]}/ has no fixed word in it and runs over every article (join it by"
                " AND with a word that must occur, or give it 3 letters in a row that must)"
            )

    def _typos(self, tree: Node, where: str) -> None:
        for term, _ in fields_of(tree):
            if term.mode == "typo" and all(len(word) < LEAST_LETTERS for word in term.text.split()):
                self.warnings.append(
                    f"{self.origin}: {where}: {term.text}~1 is found as it is written only: typing errors are allowed in words"
                    f" of {LEAST_LETTERS} letters or more"
                )

    def _only_known_keys(self, table: Iterable[str], known: tuple[str, ...], where: str) -> None:
        for key in table:
            if key not in known:
                hint = nearest(key, known) or f" (known are {', '.join(known)})"
                self._wrong(where, f'unknown key "{key}"{hint}')

    def _wrong(self, where: str, what: str) -> None:
        self.problems.append(f"{self.origin}: {where}: {what}")


_WATCH_KEY_SET = frozenset(_WATCH_KEYS)
_SILENT = {"name", "query", "channels"}


def _is_anchored(node: Node) -> bool:
    """Whether some literal must occur for the query to hold."""
    if isinstance(node, Term):
        return node.mode != "regex" or bool(required_literal(node.text))
    if isinstance(node, And):
        return any(_is_anchored(item) for item in node.items)
    if isinstance(node, Or):
        return all(_is_anchored(item) for item in node.items)
    if isinstance(node, Near):
        return _is_anchored(node.left) or _is_anchored(node.right)
    return not isinstance(node, Not) and _is_anchored(node.item)
