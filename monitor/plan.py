"""What the configuration asks for, read and checked as a whole: sources, watches and their entities, wording."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Self
from zlib import crc32

import tomli

from monitor.alerts.wording import template_problems, tried
from monitor.catalogue import Catalogue, load_catalogue
from monitor.catalogue.words import load_words
from monitor.config import Settings
from monitor.errors import ConfigError
from monitor.language.addresses import host_of
from monitor.model import PublisherId, SourceKind, SourceOrigin
from monitor.store import SourceSpec
from monitor.watches import Entity, ReadFile, WatchFile, Words, read_file, read_watches, read_words, strangers, together
from monitor.written import nearest, not_toml, read_text, read_toml

SPREAD = timedelta(minutes=5)
"""First polls of many new sources are spread over this long; a handful is polled at once."""
FEW = 50
_ANY_DAY = datetime(2026, 1, 1, tzinfo=UTC)  # of the made-up story


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that the configuration names, read."""

    catalogue: Catalogue
    sources: list[SourceSpec]
    watches: WatchFile
    files: Mapping[str, ReadFile]
    """What `watches` were read from, so that a change costs only the reading of what changed."""
    words: Words
    templates: Mapping[str, str]

    def without_sources(self) -> Self:
        """What is worth keeping: the sources stand in the database."""
        return replace(self, sources=[])


def read_plan(settings: Settings, at: datetime, before: Plan | None = None) -> Plan:
    """Reads everything that the configuration names; new sources are due from `at` on. `before` is the plan that was in
    force. Raises ConfigError with every problem of every file."""
    catalogue = load_catalogue()
    sources, watches, words, templates = list[SourceSpec](), WatchFile((), {}), Words(), dict[str, str]()
    files: Mapping[str, ReadFile] = {}
    problems: list[str] = []
    own = settings.path.name if settings.path else "ronda.toml"
    with _noted(problems, f"{own}: "):
        sources = source_specs(settings, catalogue, at)
    with _noted(problems):
        watches, files = read_watch_files(settings, before.files if before else {})
    with _noted(problems):
        words = words_of(settings)
    with _noted(problems):
        templates = templates_of(settings)
    if problems:
        raise ConfigError(problems)
    return Plan(catalogue, sources, watches, files, words, templates)


@contextmanager
def _noted(problems: list[str], where: str = "") -> Iterator[None]:
    try:
        yield
    except ConfigError as error:
        problems += [where + problem for problem in error.problems]


def source_specs(settings: Settings, catalogue: Catalogue, at: datetime) -> list[SourceSpec]:
    """What the catalogue selection and [[source]] name; the latter wins where both name an address."""
    chosen = {
        row.url: source_spec(row.url, row.publisher, SourceOrigin.CATALOGUE, row.kind, None, at)
        for row in catalogue.select(settings.catalogue)
    }
    for row in settings.sources:
        publisher = publisher_of(row.url, row.publisher, catalogue)
        chosen[row.url] = source_spec(row.url, publisher, SourceOrigin.CONFIG, row.kind, row.interval, at)
    if len(chosen) <= FEW:
        return list(chosen.values())
    return [replace(spec, due_at=at + SPREAD * (crc32(spec.url.encode()) / 2**32)) for spec in chosen.values()]


def source_spec(
    url: str,
    publisher: PublisherId,
    origin: SourceOrigin,
    kind: SourceKind | None,
    interval: timedelta | None,
    at: datetime,
) -> SourceSpec:
    return SourceSpec(url, publisher, origin, host_of(url), at, kind, interval)


def publisher_of(url: str, named: str, catalogue: Catalogue) -> PublisherId:
    """As named (an id, or a name that the catalogue knows), else by domain, else the host."""
    if named:
        known = catalogue.by_credit_name(named)
        return PublisherId(named) if PublisherId(named) in catalogue.publishers or not known else known.id
    found = catalogue.by_domain(host_of(url))
    return found.id if found else PublisherId(host_of(url))


def watches_of(settings: Settings) -> WatchFile:
    """The watches of every file and of ronda.toml itself. Raises ConfigError with every problem of every file."""
    return read_watch_files(settings, {})[0]


def read_watch_files(settings: Settings, before: Mapping[str, ReadFile]) -> tuple[WatchFile, Mapping[str, ReadFile]]:
    """The same, and the files as they were read; `before` are earlier readings of them."""
    problems: list[str] = []
    read: dict[str, ReadFile] = {}
    files: list[WatchFile] = []
    own = settings.path.name if settings.path else "ronda.toml"
    places: dict[str, str] = {}  # of each watch: the file it stands in
    known: dict[str, Entity] = {}
    for name in settings.watches:
        with _noted(problems):
            try:
                text = read_text(settings.base / name, name, "watches")
                read[name] = read_file(text, name, dict(known), before.get(name))
                problems += _strangers(text, name)
            except tomli.TOMLDecodeError as error:
                raise not_toml(name, error) from None
            files.append(read[name].file)
            known |= files[-1].entities
            places |= {watch.name: name for watch in files[-1].watches}
    with _noted(problems):
        files.append(read_watches(settings.watch_tables, own, known))
    whole = WatchFile(
        tuple(watch for file in files for watch in file.watches),
        {key: entity for file in files for key, entity in file.entities.items()},
        tuple(warning for file in files for warning in file.warnings),
    )
    problems += _name_problems(settings, whole, places, own)
    if problems:
        raise ConfigError(problems)
    return whole, read


def words_of(settings: Settings) -> Words:
    """The word lists of seeds/ with those of the user beside them. Raises ConfigError with every problem of every file."""
    problems: list[str] = []
    whole = load_words()
    for name in settings.words:
        with _noted(problems):
            whole = together(whole, read_words(read_toml(settings.base / name, name, "words"), name))
    if problems:
        raise ConfigError(problems)
    return whole


_STRANGE = re.compile(r"\A(?:[ \t]*(?:#.*)?\n)*[ \t]*[^\s\[#]|^[ \t]*\[{1,2}[ \t]*(?!watch\b|entities\b)", re.MULTILINE)
"""A key before the first table, or what may be another table: most files hold neither, and are not parsed for it."""


def _strangers(text: str, name: str) -> list[str]:
    return strangers(tomli.loads(text), name, alone=True) if _STRANGE.search(text) else []


def _name_problems(settings: Settings, file: WatchFile, places: Mapping[str, str], own: str) -> list[str]:
    channels = [channel.name for channel in settings.channels]
    twice: list[str] = []
    if len({watch.name for watch in file.watches}) < len(file.watches):
        names = Counter(watch.name for watch in file.watches)
        twice = [f'watch "{name}": stands in two files (a watch is its name)' for name, n in names.items() if n > 1]
    told = set[str]().union(*{watch.rules.channels or () for watch in file.watches})
    if told.issubset(channels):
        return twice
    return twice + [
        f'{places.get(watch.name, own)}: watch "{watch.name}": there is no channel "{name}"'
        f"{nearest(name, channels) or f' (write a table [channels.{name}])'}"
        for watch in file.watches
        for name in watch.rules.channels or ()
        if name not in channels
    ]


def templates_of(settings: Settings) -> dict[str, str]:
    """The user's own wording, by the name of the template whose place it takes. ConfigError for one that cannot be read,
    is no template, takes nobody's place, or cannot tell a made-up story."""
    folder = settings.base / settings.alerts.templates
    found: dict[str, str] = {}
    problems: list[str] = []
    for path in sorted(folder.glob("*.j2")) if settings.alerts.templates else ():
        with _noted(problems):
            found[path.name] = read_text(path, str(path))
    problems += [f"{folder / name}: {problem}" for name, problem in template_problems(found)]
    if found and not problems:
        broken = tried(found, language=settings.language, zone=settings.timezone, now=_ANY_DAY)
        problems += dict.fromkeys(f"{folder / name}: {problem}" for name, problem in broken)
    if problems:
        raise ConfigError(problems)
    return found
