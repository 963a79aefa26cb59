"""The composition root: Settings in, parts out, wired. Only this module and the doors know both."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from typing import Any
from urllib.parse import urlsplit
from zlib import crc32

import tomli

from monitor.alerts.pacing import PaceRules
from monitor.alerts.wording import template_problems
from monitor.catalogue import Catalogue, load_catalogue
from monitor.catalogue.words import load_words
from monitor.channels import CHANNELS, Channel
from monitor.config import ChannelSettings, Settings
from monitor.config.channels import plain_values
from monitor.config.reading import nearest
from monitor.errors import ConfigError, UsageError
from monitor.fetching import Fetcher
from monitor.language.addresses import canonical, host_of
from monitor.model import Article, Document, NearMiss, Publisher, PublisherId, SourceKind, SourceOrigin, SourceState
from monitor.pipeline import document
from monitor.rules import WatchRules
from monitor.sources import Pace
from monitor.store import AddedSource, DataDirLock, Explanation, SourceSpec, Store, open_store
from monitor.tools import Shelf, Tally, Tools, Unwritten
from monitor.watches import Matcher, WatchFile, read_watches, word_shares

SPREAD = timedelta(minutes=5)
"""First polls of many new sources are spread over this long; a handful is polled at once."""
FEW = 50
MANY_WATCHES = 200
"""From so many on, anchors are chosen by how often words stand in stored articles."""
SAMPLE = 400


def now() -> datetime:
    return datetime.now(UTC)


# ---------------------------------------------------------------------------------------------------------------- checks


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that the configuration names, read."""

    catalogue: Catalogue
    sources: list[SourceSpec]
    watches: WatchFile
    templates: Mapping[str, str]

    @property
    def warnings(self) -> tuple[str, ...]:
        if self.sources:
            return self.watches.warnings
        nothing = (
            "nothing is polled yet: name publishers under `catalogue`, write a [[source]], or ronda sources add URL"
        )
        return (*self.watches.warnings, nothing)


def read_plan(settings: Settings) -> Plan:
    """Reads everything the configuration names. Raises ConfigError with every problem of every file."""
    catalogue = load_catalogue()
    problems: list[str] = []
    sources: list[SourceSpec] = []
    watches = WatchFile((), {})
    templates: Mapping[str, str] = {}
    try:
        sources = source_specs(settings, catalogue, now())
    except ConfigError as error:
        problems += error.problems
    try:
        watches = watches_of(settings)
    except ConfigError as error:
        problems += error.problems
    try:
        templates = templates_of(settings)
    except ConfigError as error:
        problems += error.problems
    if problems:
        raise ConfigError(problems)
    return Plan(catalogue, sources, watches, templates)


# ----------------------------------------------------------------------------------------------------------------- wiring


@dataclass(slots=True)
class House:
    """The wired parts, and how to wire them anew."""

    tools: Tools
    warnings: tuple[str, ...] = ()

    def reload(self, settings: Settings) -> Tools:
        """New parts for new settings, on the same store and index. Raises ConfigError and changes nothing."""
        before = self.tools
        self.tools = _tools(settings, read_plan(settings), before.store, before.shelf, before.tally, before.unwritten)
        before.fetcher.close()
        return self.tools


@contextmanager
def open_tools(settings: Settings) -> Iterator[House]:
    """Everything the journey needs, closed at the end. Raises ConfigError before anything is opened."""
    plan = read_plan(settings)
    with open_store_of(settings) as store:
        shelf = Shelf(plan.catalogue, settings.stories.window)
        store.release_claims(now())
        shelf.load(store, now())
        house = House(_tools(settings, plan, store, shelf, Tally(), Unwritten()), plan.warnings)
        try:
            yield house
        finally:
            house.tools.fetcher.close()


def _tools(settings: Settings, plan: Plan, store: Store, shelf: Shelf, tally: Tally, unwritten: Unwritten) -> Tools:
    channels = {channel.name: open_channel(channel) for channel in settings.channels}
    store.sync_sources(plan.sources, now())
    store.release_held(now())  # what waits by the old rules is judged by these
    return Tools(
        store=store,
        fetcher=fetcher_of(settings),
        catalogue=plan.catalogue,
        shelf=shelf,
        watches=matcher_of(plan.watches, store),
        channels=channels,
        recipients={name: channel.recipients for name, channel in channels.items()},
        operator=settings.operator_channels,
        pace=Pace(settings.polling.interval, settings.polling.min_interval, settings.polling.max_interval),
        first_look=settings.polling.first_look,
        language=settings.language,
        zone=settings.timezone,
        house=house_of(settings),
        templates=plan.templates,
        names={publisher.id: publisher.name for publisher in plan.catalogue.publishers.values()},
        source_count=store.count_failing()[1],
        tally=tally,
        unwritten=unwritten,
        now=now,
    )


def house_of(settings: Settings) -> PaceRules:
    """What holds for the pace of every watch that does not say otherwise."""
    alerts = settings.alerts
    return PaceRules(alerts.quiet, alerts.breaks_quiet, alerts.max_per_hour, alerts.flood, settings.timezone)


def templates_of(settings: Settings) -> dict[str, str]:
    """The user's own wording, by the name of the template whose place it takes. ConfigError for one that cannot be read,
    is no template, or takes nobody's place."""
    folder = settings.base / settings.alerts.templates
    found: dict[str, str] = {}
    problems: list[str] = []
    for path in sorted(folder.glob("*.j2")) if settings.alerts.templates else ():
        try:
            found[path.name] = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            problems.append(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}")
    problems += [f"{folder / name}: {problem}" for name, problem in template_problems(found)]
    if problems:
        raise ConfigError(problems)
    return found


def matcher_of(file: WatchFile, store: Store) -> Matcher:
    """The watches ready for matching; which words are rare is learnt from the articles stored last, where that pays."""
    texts = store.newest_texts(SAMPLE) if len(file.watches) >= MANY_WATCHES else []
    shares = word_shares(Document(title, body) for title, body in texts)
    return Matcher(file.watches, file.entities, load_words(), shares)


@contextmanager
def open_store_of(settings: Settings) -> Iterator[Store]:
    """The database alone: for commands that work beside the daemon."""
    store = open_store(settings.data_dir, settings.database.value if settings.database else None)
    try:
        yield store
    finally:
        store.close()


def locked(settings: Settings, command: str) -> DataDirLock:
    """The data_dir for this process alone. Raises InUseError, naming the holder."""
    return DataDirLock(settings.data_dir, now(), command)


def fetcher_of(settings: Settings) -> Fetcher:
    network = settings.network
    return Fetcher(
        contact=network.contact,
        timeout=network.timeout,
        max_body=network.max_body,
        host_gap=settings.polling.host_gap,
        allow_addresses=network.allow_addresses,
        proxy=network.proxy,
        version=version("ronda"),
    )


# ---------------------------------------------------------------------------------------------------------------- sources


def source_specs(settings: Settings, catalogue: Catalogue, at: datetime) -> list[SourceSpec]:
    """What the catalogue selection and [[source]] name; the latter wins where both name an address."""
    chosen = {
        row.url: _spec(row.url, row.publisher, SourceOrigin.CATALOGUE, row.kind, None, at)
        for row in catalogue.select(settings.catalogue)
    }
    for row in settings.sources:
        publisher = publisher_of(row.url, row.publisher, catalogue)
        chosen[row.url] = _spec(row.url, publisher, SourceOrigin.CONFIG, row.kind, row.interval, at)
    if len(chosen) <= FEW:
        return list(chosen.values())
    return [replace(spec, due_at=at + SPREAD * (crc32(spec.url.encode()) / 2**32)) for spec in chosen.values()]


def _spec(
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


def add_sources(settings: Settings, urls: Iterable[str], publisher: str, kind: SourceKind | None) -> list[AddedSource]:
    """Into the database. Raises UsageError for what is no http(s) address."""
    catalogue = load_catalogue()
    specs = []
    for url in urls:
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
            raise UsageError(f"{url}: is not an http(s) address")
        specs.append(_spec(url, publisher_of(url, publisher, catalogue), SourceOrigin.DATABASE, kind, None, now()))
    with open_store_of(settings) as store:
        return store.add_sources(specs, now())


def source_rows(settings: Settings) -> list[dict[str, Any]]:
    """The watched sources, as `ronda sources list` shows them, whether or not the daemon has run yet."""
    catalogue = load_catalogue()
    with open_store_of(settings) as store:
        stored = {source.url: source for source in store.list_sources()}
    rows = []
    for spec in source_specs(settings, catalogue, now()):
        source = stored.pop(spec.url, None)
        state = source.state if source and source.state is not SourceState.REMOVED else SourceState.ACTIVE
        kind = (source.kind if source else None) or spec.kind
        rows.append(
            _row(
                catalogue,
                source.id if source else None,
                spec.url,
                spec.publisher,
                kind,
                spec.origin,
                bool(source and source.tried),
                state,
            )
        )
    for source in stored.values():
        if source.origin is SourceOrigin.DATABASE and source.state is not SourceState.REMOVED:
            rows.append(
                _row(
                    catalogue,
                    source.id,
                    source.url,
                    source.publisher,
                    source.kind,
                    source.origin,
                    source.tried,
                    source.state,
                )
            )
    return rows


def publishers_of(names: Iterable[str]) -> list[set[PublisherId]]:
    """For each name the publishers it stands for: itself, or the members of a group, network or province."""
    catalogue = load_catalogue()
    return [{row.publisher for row in catalogue.select([name])} | {PublisherId(name)} for name in names]


def catalogue_rows() -> list[dict[str, Any]]:
    """All that the catalogue knows."""
    catalogue = load_catalogue()
    return [
        _row(catalogue, None, row.url, row.publisher, row.kind, SourceOrigin.CATALOGUE, row.tried, "known")
        for row in catalogue.sources
    ]


def _row(
    catalogue: Catalogue,
    id_: int | None,
    url: str,
    publisher: PublisherId,
    kind: SourceKind | None,
    origin: SourceOrigin,
    tried: bool,
    state: str,
) -> dict[str, Any]:
    known = catalogue.publishers.get(publisher)
    return {
        "id": id_,
        "url": url,
        "publisher": publisher,
        "group": known.group if known else "",
        "kind": kind,
        "origin": origin,
        "tried": tried,
        "state": state,
    }


# ------------------------------------------------------------------------------------------- watches, channels, the rest


def watches_of(settings: Settings) -> WatchFile:
    """The watches of every file and of ronda.toml itself. Raises ConfigError with every problem of every file."""
    problems: list[str] = []
    files: list[WatchFile] = []
    tables = [(name, _toml(settings, name, problems)) for name in settings.watches]
    origin = settings.path.name if settings.path else "ronda.toml"
    for name, table in [*tables, (origin, settings.watch_tables)]:
        try:
            known = {key: entity for file in files for key, entity in file.entities.items()}
            files.append(read_watches(table, name, known))
        except ConfigError as error:
            problems += error.problems
    whole = WatchFile(
        tuple(watch for file in files for watch in file.watches),
        {key: entity for file in files for key, entity in file.entities.items()},
        tuple(warning for file in files for warning in file.warnings),
    )
    problems += _name_problems(settings, whole)
    if problems:
        raise ConfigError(problems)
    return whole


def _toml(settings: Settings, name: str, problems: list[str]) -> Mapping[str, Any]:
    path = settings.base / name
    try:
        return tomli.loads(path.read_text("utf-8"))
    except tomli.TOMLDecodeError as error:
        problems.append(f"{name}: is not valid TOML: {error}")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(f"{name}: cannot be read: {getattr(error, 'strerror', None) or error} (named under watches)")
    return {}


def _name_problems(settings: Settings, file: WatchFile) -> list[str]:
    channels = [channel.name for channel in settings.channels]
    names = Counter(watch.name for watch in file.watches)
    twice = [f'watch "{name}": stands in two files (a watch is its name)' for name, count in names.items() if count > 1]
    unknown = [
        f'watch "{watch.name}": there is no channel "{name}"{nearest(name, channels) or f" (write a table [channels.{name}])"}'
        for watch in file.watches
        for name in watch.rules.channels or ()
        if name not in channels
    ]
    return twice + unknown


def near_misses(settings: Settings, article: Article) -> tuple[NearMiss, ...]:
    """Watches that nearly fire on an article."""
    catalogue = load_catalogue()
    publisher = catalogue.publishers.get(article.publisher) or Publisher(article.publisher, article.publisher)
    file = watches_of(settings)
    matcher = Matcher(file.watches, file.entities, load_words())
    return tuple(matcher.near_misses(document(article, publisher)))


def publisher_names() -> dict[PublisherId, str]:
    """Publishers as readers know them, by id."""
    return {publisher.id: publisher.name for publisher in load_catalogue().publishers.values()}


def tellable(settings: Settings) -> tuple[dict[str, WatchRules], dict[str, tuple[str, ...]]]:
    """The watches' rules for telling, and the recipients of each channel."""
    rules = {watch.name: watch.rules for watch in watches_of(settings).watches}
    return rules, {channel.name: open_channel(channel).recipients for channel in settings.channels}


def look_up(store: Store, which: str) -> Explanation | None:
    """What the store knows about an article id or an address, as given or in its canonical form."""
    names = publisher_names()
    if which.isdecimal():
        return store.explain(article_id=int(which), names=names)
    return store.explain(url=which, names=names) or store.explain(url=canonical(which), names=names)


def lock_holder(settings: Settings) -> str:
    """Who works on the data_dir, in words; "" for nobody."""
    return DataDirLock(settings.data_dir, now()).holder()


def open_channel(settings: ChannelSettings) -> Channel:
    return CHANNELS[settings.type].make(settings.name, plain_values(settings))
