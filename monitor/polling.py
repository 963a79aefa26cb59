"""poll_source: one look at a source. What is new becomes entries to read; what ails it is told to the operator.

Like every step it reads, asks the network with no transaction open, decides, and writes once.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from random import random

from monitor.alerts.notices import source_notice, sources_unreachable
from monitor.errors import Failure, Transient
from monitor.gaps import read_back_elsewhere, read_document
from monitor.language.addresses import host_of
from monitor.model import (
    Announced,
    EntryState,
    Reply,
    Source,
    SourceId,
    SourceKind,
    SourceState,
    Validators,
    Work,
    Yield,
)
from monitor.sources import (
    Before,
    News,
    PollOutcome,
    Told,
    digest,
    edited,
    examine,
    is_another,
    may_hide_a_gap,
    next_poll,
    sort_entries,
    validators_for,
)
from monitor.store import DatedEntry, EditedEntry, NewEntry, NewNotice, PollRecord
from monitor.tools import Report, Tools

GAP_SHOWN = timedelta(days=7)
"""So long `status` shows a gap that a poll may have left."""
OUTAGE = (5, 0.5)
"""So many sources that cannot be reached, and this share of all, are this machine's trouble and not theirs."""
_UNREACHED = frozenset({"dns", "connection", "timeout"})


def poll_source(work: Work, on: Tools) -> Report:
    source = _source(work, on)
    reply = on.fetcher.get(source.url, validators_for(source, on.now()), robots=source.kind is SourceKind.LISTING)
    now = on.now()
    on.comeback.heard(now)
    mark = digest(reply.body) if reply.status != 304 else source.digest
    found = None if mark == source.digest else _parse(source, reply, now, on)
    entries, again, entered = _sort(source, found, now, on) if found else ((), (), 0)
    polled, told = _after_poll(
        source if mark == source.digest else replace(source, digest=mark), reply, found, entries, now, on
    )
    if found and found.children:  # an index stays the same when its sitemaps change
        polled = replace(polled, digest=b"", validators=Validators())
    states = [*(entry.state for entry in entries), *[EntryState.DUE] * entered]
    early = 0
    if found and may_hide_a_gap(len(found.items), states, first=polled.first_polled_at == now):
        early = on.store.enter(source.id, entries, now)  # what is in hand need not wait for what may be missing
        on.news()
        entries, gap = read_back_elsewhere(source, found, now, on)
        polled = replace(polled, gap=gap)
    notice = _notice(polled, told, on) if told else None
    host = host_of(polled.url) if polled.url != source.url else ""
    new = _record(work, PollRecord(polled, now, entries, host=host, edited=again, notice=notice), on)
    return _report(polled, reply, found, None if new is None else early + new, told)


def poll_failed(work: Work, failure: Failure, on: Tools) -> Report:
    """Records that a poll failed, and when the source is asked again."""
    source, now = _source(work, on), on.now()
    outcome = PollOutcome(failure=failure)
    after = next_poll(source, outcome, now, on.pace, random(), zone=on.zone)
    after, told = examine(source, replace(after, last_polled_at=now, last_outcome=failure.kind), outcome, now)
    notice = _notice(after, told, on) if told else None
    if told and failure.kind in _UNREACHED and (outage := _outage(now, on)):
        after, notice = replace(after, health=replace(after.health, told=source.health.told, told_at=None)), outage
    quiet = after.due_at if isinstance(failure, Transient) and failure.host_wide else None
    _record(work, PollRecord(after, now, quiet_until=quiet, notice=notice), on)
    fields = {
        "source": label(source),
        "error": failure.kind,
        "detail": failure.detail or None,
        "failures": after.failures,
        "next": after.due_at,
        "why": after.due_reason,
        "told": notice.subject if notice else None,
        "url": source.url,
    }
    level = "WARNING" if told or after.failures == 1 else "DEBUG"
    return Report("poll-failed", fields, {"polled": 1, "failed": 1}, level)


def label(source: Source) -> str:
    """How logs name a source: `kontan#3`."""
    return f"{source.publisher}#{source.id}"


def _source(work: Work, on: Tools) -> Source:
    source = work.source or on.store.source(SourceId(work.id))
    assert source is not None
    return source


def _record(work: Work, record: PollRecord, on: Tools) -> int | None:
    """What changed nothing but the source's own row need not be written at once, each in a transaction of its own."""
    if record == PollRecord(record.source, record.now) and record.source.state is not SourceState.GONE:
        on.store.note_poll(work, record.source)
        return 0
    return on.store.record_poll(work, record)


# ------------------------------------------------------------------------------------------------------- what was found


def _parse(source: Source, reply: Reply, now: datetime, on: Tools) -> Yield:
    publisher = on.publisher(host_of(source.url), source.publisher)
    return read_document(reply, source.kind, publisher, now, on.fetcher)


def _sort(
    source: Source, found: Yield, now: datetime, on: Tools
) -> tuple[tuple[NewEntry, ...], tuple[EditedEntry, ...], int]:
    """What is new; what was read before and is announced as edited; how much a poll entered that was never recorded."""
    known = on.store.known_entries(source.id, {item.guid for item in found.items})
    items, again_borne = _by_what_they_are(found.items, known)
    if again_borne:
        known |= on.store.known_entries(source.id, again_borne)
    unknown = {item.canonical for item in items if item.guid not in known}
    addresses = on.store.known_addresses(unknown) if unknown else set[str]()
    came_at = source.first_polled_at
    sorted_ = sort_entries(items, known, addresses, came_at=came_at, first_look=on.first_look, now=now)
    listed = found.kind is SourceKind.LISTING  # a page shows one headline in many forms
    before = {
        guid: Before(row.id, row.published, row.discovered_at, row.state, "" if listed else row.title, row.tries)
        for guid, row in known.items()
    }
    again = tuple(EditedEntry(row.id, row.published, row.title, row.due_at) for row in edited(items, before, now))
    last = source.last_success_at
    entered = sum(row.discovered_at > last for row in known.values()) if last else 0
    return tuple(NewEntry(item, state, due_at, host_of(item.url)) for item, state, due_at in sorted_), again, entered


def _by_what_they_are(
    items: tuple[Announced, ...], known: Mapping[str, DatedEntry]
) -> tuple[tuple[Announced, ...], set[str]]:
    """The items, those by their address that bear the guid of another article; and these addresses."""
    borne = {
        item.canonical for item in items if (row := known.get(item.guid)) and is_another(item, row.canonical, row.title)
    }
    if not borne:
        return items, borne
    return tuple(replace(item, guid=item.canonical) if item.canonical in borne else item for item in items), borne


def _after_poll(
    source: Source, reply: Reply, found: Yield | None, entries: tuple[NewEntry, ...], now: datetime, on: Tools
) -> tuple[Source, Told | None]:
    """The source as this poll leaves it, and what the operator is told of it."""
    first = source.first_polled_at is None
    outcome = PollOutcome(reply, found, new=0 if first else len(entries), first=first)
    due = sum(entry.state is EntryState.DUE for entry in entries)
    after = replace(
        next_poll(source, outcome, now, on.pace, random(), zone=on.zone),
        kind=found.kind if found else source.kind,
        tried=True,
        validators=reply.validators if reply.status != 304 else _kept(source, reply),
        first_polled_at=source.first_polled_at or now,
        last_polled_at=now,
        last_success_at=now,
        last_new_at=now if outcome.new or due else source.last_new_at,
        gap="" if source.gap[:10] < f"{now - GAP_SHOWN:%Y-%m-%d}" else source.gap,
        last_outcome=f"{due} new of {len(found.items)}" if found else "unchanged",
    )
    return examine(source, after, outcome, now)


def _kept(source: Source, reply: Reply) -> Validators:
    """A 304 updates the validators it names and keeps the others (RFC 9111, section 3.2)."""
    named = reply.validators
    return Validators(named.etag or source.validators.etag, named.last_modified or source.validators.last_modified)


def _report(polled: Source, reply: Reply, found: Yield | None, new: int | None, told: Told | None) -> Report:
    fields = {
        "source": label(polled),
        "outcome": "unchanged" if found is None else "new" if new else "nothing-new",
        "status": reply.status,
        "items": len(found.items) if found else None,
        "new": new,
        "warnings": "; ".join(found.warnings) if found and found.warnings else None,
        "next": polled.due_at,
        "why": polled.due_reason,
        "gap": polled.gap or None if found and new else None,
        "told": f"{told.news}: {told.health.sign}" if told else None,
    }
    counts = {"polled": 1, "unchanged": int(found is None), "entries": new or 0}
    ailing = told is not None and told.news is not News.WELL
    level = "WARNING" if ailing else "INFO" if new or told else "DEBUG"
    return Report("polled", fields, counts, level, follows=bool(new))


# ------------------------------------------------------------------------------------------------ what the operator hears


def _notice(source: Source, told: Told, on: Tools) -> NewNotice:
    now, health = on.now(), told.health
    key = f"source-{source.id}-{(health.since or now).isoformat()}-{told.news}-{health.told}"
    subject, text = source_notice(source, label(source), told, now, on.language, on.zone)
    return NewNotice(key, subject, text, on.operator_targets)


def _outage(now: datetime, on: Tools) -> NewNotice | None:
    """One notice a day for all sources together, where so many cannot be reached that it must be our own line."""
    failing, active = on.store.count_failing()
    if failing < OUTAGE[0] or failing < OUTAGE[1] * active:
        return None
    subject, text = sources_unreachable(failing, active, on.language)
    return NewNotice(f"outage-{now:%Y-%m-%d}", subject, text, on.operator_targets)
