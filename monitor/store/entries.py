"""The entries table: what sources announced, and the transactions that end a poll or a read that failed."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import CompoundSelect, Connection, Row, Select, bindparam, case, literal, or_, select, union_all, update

from monitor.language.storable import storable
from monitor.model import (
    Announced,
    ArticleId,
    Entry,
    EntryId,
    EntryState,
    PublisherId,
    SourceId,
    SourceState,
    Work,
)
from monitor.store import claims, sources
from monitor.store import tables as t
from monitor.store.columns import in_zone, offset_minutes
from monitor.store.ready import Ready, among, ready
from monitor.store.records import DatedEntry, NewEntry, PollRecord
from monitor.store.statements import chunks, insert_missing

_c = t.entries.c
_READ_ONCE = _c.article_id.is_not(None) & (_c.failures == 0)
_DATED = (
    _c.guid,
    _c.id,
    _c.published_at,
    _c.discovered_at,
    _c.state,
    _c.canonical_url,
    _c.title,
    _c.attempts,
    _READ_ONCE,
)
_GUIDS = Ready(
    lambda database: select(*_DATED).where(_c.source_id == bindparam("source_id"), among(database, _c.guid, "guids"))
)
_BY_ID = ready(update(t.entries).where(_c.id == bindparam("entry_id")))
_NEW = Ready(lambda database: insert_missing(database, t.entries, "state"))


def record_poll(connection: Connection, work: Work, record: PollRecord) -> int | None:
    """Writes what a poll leaves behind; how many entries are now due, or None where the claim was no longer ours.

    An entry whose address another entry is waiting or read for, or an article has, is stored as KNOWN.
    """
    if not claims.settle(connection, work, **sources.polled_values(record.source)):
        return None
    if record.source.state is SourceState.GONE:
        statement = update(t.sources).where(t.sources.c.id == work.id, t.sources.c.state == SourceState.ACTIVE)
        connection.execute(statement.values(state=SourceState.GONE))
    if record.host:
        sources.adopt_address(connection, work.id, record.source.url, record.host)
    if record.quiet_until is not None:
        claims.quiet_host(connection, work.host, record.quiet_until, record.source.due_reason)
    for edit in record.edited:
        if read_again(connection, edit.id, edit.due_at):
            dated = {"published_at": edit.published, "published_offset": offset_minutes(edit.published)}
            _BY_ID.run(connection, {"entry_id": edit.id, "title": edit.title} | dated)
    return enter(connection, SourceId(work.id), record.entries, record.now) if record.entries else 0


def known_entries(connection: Connection, source_id: SourceId, guids: Collection[str]) -> dict[str, DatedEntry]:
    known: dict[str, DatedEntry] = {}
    for chunk in chunks(guids):
        for guid, id_, published, discovered_at, state, canonical, title, tries, read in _GUIDS.all(
            connection, {"source_id": source_id, "guids": chunk}
        ):
            now_is = EntryState.READ if read else EntryState(state)  # read, though it waits to be looked at once more
            known[guid] = DatedEntry(EntryId(id_), published, discovered_at, now_is, canonical, title, tries)
    return known


def known_addresses(connection: Connection, canonicals: Collection[str]) -> set[str]:
    return _addresses(connection, canonicals, _KNOWN)


def one_entry(connection: Connection, entry_id: EntryId) -> Entry | None:
    row = _ONE.first(connection, {"its_id": entry_id})
    return None if row is None else _entry(row)


def entries_of(connection: Connection, article_id: int | None, canonical_url: str) -> list[Entry]:
    """Those that announced an article or its address, the earliest first."""
    about = (_c.canonical_url == canonical_url) | (_c.url == canonical_url)
    if article_id is not None:
        about |= _c.article_id == article_id
    return [_entry(row) for row in connection.execute(_with_publisher().where(about).order_by(_c.id))]


def record_read_failure(
    connection: Connection,
    work: Work,
    failure: str,
    due_at: datetime | None,
    quiet_until: datetime | None,
    failures: int | None = None,
) -> bool:
    """The page could not be read: again at `due_at`, or given up where that is None."""
    count = work.failures + 1 if failures is None else failures
    values: dict[str, Any] = {"failure": failure, "failures": count, "due_at": due_at}
    if due_at is None:
        values["state"] = EntryState.FAILED
    recorded = claims.settle(connection, work, **values)
    if recorded and quiet_until is not None:
        claims.quiet_host(connection, work.host, quiet_until, failure)
    return recorded


def mark_read(
    connection: Connection,
    work: Work,
    again_at: datetime | None = None,
    failure: str = "",
    look_again_at: datetime | None = None,
) -> bool:
    """Ends a read; its article is to be named by `name_article` in the same transaction. False: no longer ours.

    `failure`: only the announcement is known, and the page is tried again `again_at`, or given up where that is None.
    `look_again_at`: the page was read, and is read once more then.
    """
    if failure:
        given_up = {} if again_at else {"state": EntryState.FAILED}
        return claims.settle(connection, work, failure=failure, failures=work.failures + 1, due_at=again_at, **given_up)
    if look_again_at is not None:
        return claims.settle(connection, work, failure="", failures=0, due_at=look_again_at)
    return claims.settle(connection, work, state=EntryState.READ, failure="", failures=0, due_at=None)


def name_article(connection: Connection, work: Work, article_id: ArticleId) -> None:
    _BY_ID.run(connection, {"entry_id": work.id, "article_id": article_id})


def mark_known(connection: Connection, work: Work, reason: str) -> bool:
    """The end of a read that found no news: not an article, say. `reason` is kept for `explain`."""
    return claims.settle(connection, work, state=EntryState.KNOWN, failure=reason, failures=0, due_at=None)


def read_again(connection: Connection, entry_id: EntryId, due_at: datetime) -> bool:
    """An entry is due once more: for a re-read, or after it was given up; one that was read and is to be looked at again
    already, whichever is sooner. False where it waits to be read for the first time, or after a failure."""
    statement = update(t.entries).where(_c.id == entry_id, (_c.state != EntryState.DUE) | _READ_ONCE)
    sooner = case(
        ((_c.state == EntryState.DUE) & (_c.due_at < due_at), _c.due_at), else_=literal(due_at, _c.due_at.type)
    )
    values = {"state": EntryState.DUE, "due_at": sooner, "failures": 0}
    return connection.execute(statement.values(**values).returning(_c.id)).first() is not None


def catch_up(connection: Connection, of: Collection[SourceId] | None, now: datetime) -> int:
    """Whatever waits to be read is known from now on, `of` these sources or of all; how many. What a worker reads at this
    moment is left to it; a page that was read before and waits to be read once more counts as read."""
    free = (_c.state == EntryState.DUE) & (_c.claimed_until.is_(None) | (_c.claimed_until <= now))
    if of is not None:
        free &= _c.source_id.in_(of)
    count = 0
    for state, which in ((EntryState.KNOWN, _c.article_id.is_(None)), (EntryState.READ, _c.article_id.is_not(None))):
        values: dict[str, Any] = {"state": state, "due_at": None, "failures": 0}
        done = connection.execute(update(t.entries).where(free, which).values(**values).returning(_c.id)).all()
        count += len(done) if state is EntryState.KNOWN else 0
    return count


def enter(connection: Connection, source_id: SourceId, new: Sequence[NewEntry], now: datetime) -> int:
    """How many are now due. One whose address another entry is waiting or read for, or an article has, is KNOWN."""
    wanted = [entry.announced.canonical for entry in new if entry.state is EntryState.DUE]
    taken = _addresses(connection, wanted, _TAKEN)
    rows = []
    for entry in new:
        address = storable(entry.announced.canonical)
        due = entry.state is EntryState.DUE and address not in taken
        if due:
            taken.add(address)
        rows.append(_first_row(source_id, entry, due, now))
    return sum(_NEW.scalar(connection, row) == EntryState.DUE for row in rows)


def _addresses(connection: Connection, wanted: Iterable[str], statement: Ready) -> set[str]:
    """Which of the wanted canonical addresses the statement finds."""
    found: set[str] = set()
    for chunk in chunks(wanted):
        found.update(statement.scalars(connection, {"addresses": chunk}))
    return found


def _first_row(source_id: SourceId, entry: NewEntry, due: bool, now: datetime) -> dict[str, Any]:
    announced = entry.announced
    if due and (entry.due_at is None or not entry.host):
        raise ValueError(f"{announced.url}: an entry to be read needs due_at and host")
    return {
        "source_id": source_id,
        "guid": announced.guid,
        "url": announced.url,
        "canonical_url": announced.canonical,
        "title": announced.title,
        "summary": announced.summary,
        "published_at": announced.published,
        "published_offset": offset_minutes(announced.published),
        "section": announced.section,
        "credited": announced.credited,
        "discovered_at": now,
        "state": EntryState.DUE if due else EntryState.KNOWN,
        "failure": "",
        "due_at": entry.due_at if due else None,
        "attempts": 0,
        "failures": 0,
        "host": entry.host,
    }


def _with_publisher() -> Select[Any]:
    return select(t.entries, t.sources.c.publisher).join(t.sources, _c.source_id == t.sources.c.id)


_ONE = ready(_with_publisher().where(_c.id == bindparam("its_id")))


def _bearing(*states: EntryState) -> Callable[[str], CompoundSelect[Any]]:
    """The addresses, of those asked for, that entries (in these states, where any are named) or articles bear."""

    def write(database: str) -> CompoundSelect[Any]:
        entered = select(_c.canonical_url).where(among(database, _c.canonical_url, "addresses"))
        address = t.articles.c.canonical_url
        borne = select(address).where(among(database, address, "addresses"))
        return union_all(entered.where(or_(*(_c.state == state for state in states))) if states else entered, borne)

    return write


_KNOWN = Ready(_bearing())
_TAKEN = Ready(_bearing(EntryState.DUE, EntryState.READ))


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        id=EntryId(row.id),
        source_id=SourceId(row.source_id),
        publisher=PublisherId(row.publisher),
        announced=Announced(
            url=row.url,
            canonical=row.canonical_url,
            guid=row.guid,
            title=row.title,
            summary=row.summary,
            published=in_zone(row.published_at, row.published_offset),
            section=row.section,
            credited=row.credited,
        ),
        discovered_at=row.discovered_at,
        state=EntryState(row.state),
        failures=row.failures,
        failure=row.failure,
        article_id=None if row.article_id is None else ArticleId(row.article_id),
    )
