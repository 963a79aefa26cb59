"""The composition root: Settings in, parts out, wired."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from monitor.alerts.pacing import PaceRules
from monitor.catalogue import Catalogue, load_catalogue
from monitor.channels import CHANNELS, Channel
from monitor.config import ChannelSettings, Settings
from monitor.config.channels import plain_values
from monitor.extracting import Extractor
from monitor.fetching import Fetcher
from monitor.language.addresses import canonical
from monitor.model import Article, Document, NearMiss, Publisher, PublisherId, SourceKind, SourceOrigin, SourceState
from monitor.pipeline import document
from monitor.plan import Plan, publisher_of, read_plan, source_spec, source_specs, watches_of, words_of
from monitor.rules import WatchRules
from monitor.sources import Pace
from monitor.store import SQLITE_FILE, AddedSource, DataDirLock, Explanation, Store, open_store
from monitor.tools import Comeback, Shelf, Tally, Tools, Unwritten
from monitor.watches import Matcher, differences, word_shares

MANY_WATCHES = 200
"""From so many on, anchors are chosen by how often words stand in stored articles."""
SAMPLE = 400
MOST_EDITS = 1_000
"""So many changed watches are held beside the others; with more, all are put together anew."""


def now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class House:
    """The wired parts, and how to wire them anew."""

    tools: Tools
    plan: Plan
    warnings: tuple[str, ...]

    def reload(self, settings: Settings) -> Tools:
        """New parts for new settings, on the same store and index. Raises ConfigError and changes nothing."""
        before, plan = self.tools, read_plan(settings, now(), self.plan)
        matcher = _amended(before.watches, self.plan, plan) or matcher_of(plan, before.store)
        tools = _tools(settings, plan, matcher, before.store, before.shelf, before.tally, before.unwritten)
        self.tools, self.plan = replace(tools, comeback=before.comeback), plan.without_sources()
        before.close()
        return self.tools


@contextmanager
def open_tools(settings: Settings) -> Iterator[House]:
    """Everything the journey needs, closed at the end. Raises ConfigError before anything is opened."""
    plan = read_plan(settings, now())
    with open_store_of(settings) as store:
        shelf = Shelf(plan.catalogue, settings.stories.window)
        store.release_claims()
        shelf.load(store, now())
        tools = _tools(settings, plan, matcher_of(plan, store), store, shelf, Tally(), Unwritten())
        house = House(tools, plan.without_sources(), warnings_of(plan, polled=tools.source_count > 0))
        del plan  # thousands of sources stand in the database now
        try:
            yield house
        finally:
            house.tools.close()


def warnings_of(plan: Plan, *, polled: bool) -> tuple[str, ...]:
    """What is no mistake, and hardly meant. `polled`: whether there is any source."""
    nothing = "nothing is polled yet: name publishers under `catalogue`, write a [[source]], or ronda sources add URL"
    return plan.watches.warnings if polled else (*plan.watches.warnings, nothing)


def _tools(
    settings: Settings, plan: Plan, matcher: Matcher, store: Store, shelf: Shelf, tally: Tally, unwritten: Unwritten
) -> Tools:
    channels = {channel.name: open_channel(channel) for channel in settings.channels}
    store.sync_sources(plan.sources, now())
    store.release_held(now())  # what waits by the old rules is judged by these
    return Tools(
        store=store,
        fetcher=fetcher_of(settings),
        extractor=Extractor(plan.catalogue),
        catalogue=plan.catalogue,
        shelf=shelf,
        watches=matcher,
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
        comeback=Comeback(),
        now=now,
    )


def house_of(settings: Settings) -> PaceRules:
    """What holds for the pace of every watch that does not say otherwise."""
    alerts = settings.alerts
    return PaceRules(alerts.quiet, alerts.breaks_quiet, alerts.max_per_hour, alerts.flood, settings.timezone)


def matcher_of(plan: Plan, store: Store) -> Matcher:
    """The watches ready for matching; which words are rare is learnt from the articles stored last, where that pays."""
    file = plan.watches
    texts = store.newest_texts(SAMPLE) if len(file.watches) >= MANY_WATCHES else []
    shares = word_shares(Document(title, body) for title, body in texts)
    return Matcher(file.watches, file.entities, plan.words, shares)


def _amended(matcher: Matcher, before: Plan, now: Plan) -> Matcher | None:
    """The matcher with what changed since, at the cost of that; None where it is time to build it anew."""
    changed, gone = differences(before.watches, now.watches)
    if now.words != before.words or matcher.edits + len(changed) + len(gone) > MOST_EDITS:
        return None
    entities = now.watches.entities
    if not changed and not gone and entities == before.watches.entities:
        return matcher
    return matcher.amended(changed, gone, None if entities == before.watches.entities else entities)


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


def add_sources(settings: Settings, urls: Iterable[str], publisher: str, kind: SourceKind | None) -> list[AddedSource]:
    """Into the database."""
    catalogue = load_catalogue()
    specs = [
        source_spec(url, publisher_of(url, publisher, catalogue), SourceOrigin.DATABASE, kind, None, now())
        for url in urls
    ]
    with open_store_of(settings) as store:
        return store.add_sources(specs, now())


def has_store(settings: Settings) -> bool:
    """Whether there may be sources that commands added to the database. It is not opened: that would bring it up to date."""
    return settings.database is not None or (settings.data_dir / SQLITE_FILE).exists()


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
        seen = (source.id, source.tried) if source else (None, False)
        rows.append(_row(catalogue, spec.url, spec.publisher, kind, spec.origin, state, *seen))
    rows += [
        _row(catalogue, row.url, row.publisher, row.kind, row.origin, row.state, row.id, row.tried)
        for row in stored.values()
        if row.origin is SourceOrigin.DATABASE and row.state is not SourceState.REMOVED
    ]
    return rows


def publishers_of(name: str) -> set[str]:
    """The publishers that a name stands for: itself, or the members of a group, network or province. Raises ConfigError."""
    return {name} | {row.publisher for row in load_catalogue().select([name])}


def catalogue_rows() -> list[dict[str, Any]]:
    """All that the catalogue knows."""
    catalogue = load_catalogue()
    return [
        _row(catalogue, row.url, row.publisher, row.kind, SourceOrigin.CATALOGUE, "known", None, row.tried)
        for row in catalogue.sources
    ]


def _row(
    catalogue: Catalogue,
    url: str,
    publisher: PublisherId,
    kind: SourceKind | None,
    origin: SourceOrigin,
    state: str,
    id_: int | None,
    tried: bool,
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


def near_misses(settings: Settings, article: Article) -> tuple[NearMiss, ...]:
    """Watches that nearly fire on an article."""
    catalogue = load_catalogue()
    publisher = catalogue.publishers.get(article.publisher) or Publisher(article.publisher, article.publisher)
    file = watches_of(settings)
    matcher = Matcher(file.watches, file.entities, words_of(settings))
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
    if re.fullmatch(r"[0-9]{1,9}", which):
        return store.explain(article_id=int(which), names=names)
    return store.explain(url=which, names=names) or store.explain(url=canonical(which), names=names)


def trouble_of_holder(settings: Settings) -> tuple[str, datetime] | None:
    """What keeps whoever works on the data_dir from it, and since when; None where nothing does."""
    return DataDirLock(settings.data_dir, now()).trouble()


def lock_holder(settings: Settings) -> str:
    """Who works on the data_dir, in words; "" for nobody."""
    return DataDirLock(settings.data_dir, now()).holder()


def open_channel(settings: ChannelSettings) -> Channel:
    return CHANNELS[settings.type].make(settings.name, plain_values(settings))
