"""The journey of one article in three steps: poll_source finds what is new, read_article reads it, places it and decides
who is told, deliver tells them. A step reads what it needs, talks to the network with no transaction open, decides, and
writes once, in one transaction that also marks the step done; a crash anywhere repeats the step.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from random import random
from time import monotonic

from monitor import logs
from monitor.alerts.deciding import decide
from monitor.alerts.wording import write, write_notice
from monitor.articles import article_from_announcement, extract
from monitor.articles.pages import further_pages, join_pages
from monitor.channels import NO_ANSWER
from monitor.errors import Failure, Permanent, Transient
from monitor.language.addresses import host_of
from monitor.model import (
    Article,
    ArticleId,
    DeliveryId,
    Document,
    Entry,
    EntryId,
    EntryState,
    Match,
    Publisher,
    Relation,
    Reply,
    Source,
    SourceId,
    SourceKind,
    SourceState,
    Step,
    Validators,
    Work,
    Yield,
)
from monitor.rereading import known_article, placed
from monitor.sources import PollOutcome, digest, next_attempt, next_poll, parse, sort_entries, validators_for
from monitor.store import ArticleRecord, CreditKey, NewEntry, PollRecord, RecordedArticle
from monitor.stories import Prepared, fingerprint, prepare
from monitor.tools import Tools

PAGES = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"
FAILURES_BEFORE_ANNOUNCEMENT = 2
"""After so many failures in a row a page is matched on its announced title and summary, and goes on being tried."""
ESCALATIONS = (1, 5, 25, 125)
"""Consecutive failures of a source at which the log warns; from the second of these the operator is told, too."""
CHILD_SITEMAPS = 3
"""Of a sitemap index, how many of the sitemaps it names are read at a poll: the newest."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a step did: one line of the log, and counts for the summary."""

    event: str
    fields: Mapping[str, object]
    counts: Mapping[str, int] = field(default_factory=dict)
    level: str = "INFO"


# ------------------------------------------------------------------------------------------------------------- the steps


def poll_source(work: Work, on: Tools) -> Report:
    source = on.store.source(SourceId(work.id))
    assert source is not None
    reply = on.fetcher.get(source.url, validators_for(source, on.now()), robots=source.kind is SourceKind.LISTING)
    now = on.now()
    mark = digest(reply.body) if reply.status != 304 else source.digest
    found = None if mark == source.digest else _parse(source, reply, now, on)
    entries = _sort(source, found, now, on) if found else ()
    polled = _after_poll(replace(source, digest=mark), reply, found, entries, now, on)
    new = on.store.record_poll(work, PollRecord(polled, now, entries, host=host_of(polled.url)))
    return _report_poll(polled, reply, found, new)


def read_article(work: Work, on: Tools) -> Report:
    entry = on.store.entry(EntryId(work.id))
    assert entry is not None
    publisher = on.publisher(host_of(entry.announced.url), entry.publisher)
    article = _read_page(entry, publisher, on)
    matches = on.watches.match(document(article, publisher))
    return _take_in(work, Taken(article, publisher, tuple(matches), entry.article_id), on)


def deliver(work: Work, on: Tools) -> Report:
    delivery = on.store.delivery(DeliveryId(work.id))
    assert delivery is not None
    channel = on.channels.get(delivery.channel)
    if channel is None:
        raise Permanent(delivery.channel, "no-such-channel", "the configuration no longer names it")
    if delivery.notice:
        message = write_notice(delivery, language=on.language, zone=on.zone)
    else:
        dossier = on.store.dossier(delivery, on.names)
        message = write(dossier, delivery, language=on.language, zone=on.zone)
    receipt = channel.send(message, delivery.recipient, delivery.parent)
    on.store.record_delivery(work, receipt, on.now())
    fields = {
        "channel": delivery.channel,
        "recipient": delivery.recipient or None,
        "kind": delivery.kind,
        "story": delivery.story_id,
        "watches": ",".join(delivery.watches) or None,
        "receipt": receipt.id,
        "subject": message.subject,
    }
    return Report("sent", fields, {"delivered": 1})


STEPS = {Step.POLL: poll_source, Step.READ: read_article, Step.DELIVER: deliver}


def run(work: Work, on: Tools) -> None:
    """Does one step. The one place that catches everything: it classifies, records, and has the step tried again."""
    started = monotonic()
    try:
        report = STEPS[work.step](work, on)
    except Failure as failure:
        report = _settle(work, failure, on)
    except Exception as error:  # noqa: BLE001  (whatever a page or a library springs on us costs one try, not the daemon)
        logs.crash("step-crashed", error, step=work.step, id=work.id)
        report = _settle(work, Transient(work.host, "crashed", f"{type(error).__name__}: {error}"), on)
    on.tally.add(report.counts)
    logs.event(report.event, report.level, **report.fields, ms=(monotonic() - started) * 1000)


# ------------------------------------------------------------------------------------------------------------ poll_source


def _parse(source: Source, reply: Reply, now: datetime, on: Tools) -> Yield:
    """What the document holds; of a sitemap index, what its newest sitemaps hold."""
    publisher = on.publisher(host_of(source.url), source.publisher)
    found = parse(reply, source.kind, zone=publisher.zone, now=now, listing=publisher.listing)
    if not found.children:
        return found
    items, warnings, failures = list(found.items), list(found.warnings), []
    for child in found.children[:CHILD_SITEMAPS]:
        try:
            inner = parse(on.fetcher.get(child), SourceKind.SITEMAP, zone=publisher.zone, now=now)
        except Failure as failure:
            failures.append(failure)
            warnings.append(str(failure))
            continue
        items += inner.items
        warnings += inner.warnings
    if failures and not items:
        raise failures[0]
    return replace(found, items=tuple(items), warnings=tuple(warnings))


def _sort(source: Source, found: Yield, now: datetime, on: Tools) -> tuple[NewEntry, ...]:
    known = on.store.known_entries(
        source.id, {item.guid for item in found.items}, {item.canonical for item in found.items}
    )
    first = source.first_polled_at is None
    sorted_ = sort_entries(
        found.items, known.guids, known.canonicals, first_poll=first, first_look=on.first_look, now=now
    )
    return tuple(NewEntry(item, state, due_at, host_of(item.url)) for item, state, due_at in sorted_)


def _after_poll(
    source: Source, reply: Reply, found: Yield | None, entries: tuple[NewEntry, ...], now: datetime, on: Tools
) -> Source:
    """The source as this poll leaves it."""
    first = source.first_polled_at is None
    outcome = PollOutcome(reply, found, new=0 if first else len(entries), first=first)
    due = sum(entry.state is EntryState.DUE for entry in entries)
    return replace(
        next_poll(source, outcome, now, on.pace, random(), zone=on.zone),
        kind=found.kind if found else source.kind,
        tried=True,
        validators=reply.validators if reply.status != 304 else _kept(source, reply),
        first_polled_at=source.first_polled_at or now,
        last_polled_at=now,
        last_success_at=now,
        last_new_at=now if due else source.last_new_at,
        last_outcome=f"{due} new of {len(found.items)}" if found else "unchanged",
    )


def _kept(source: Source, reply: Reply) -> Validators:
    """A 304 updates the validators it names and keeps the others (RFC 9111, section 3.2)."""
    named = reply.validators
    return Validators(named.etag or source.validators.etag, named.last_modified or source.validators.last_modified)


def _report_poll(polled: Source, reply: Reply, found: Yield | None, new: int | None) -> Report:
    fields = {
        "source": label(polled),
        "outcome": "unchanged" if found is None else "new" if new else "nothing-new",
        "status": reply.status,
        "items": len(found.items) if found else None,
        "new": new,
        "warnings": "; ".join(found.warnings) if found and found.warnings else None,
        "next": polled.due_at,
        "why": polled.due_reason,
    }
    counts = {"polled": 1, "unchanged": int(found is None), "entries": new or 0}
    return Report("polled", fields, counts, "INFO" if new else "DEBUG")


def label(source: Source) -> str:
    """How logs name a source: `kontan#3`."""
    return f"{source.publisher}#{source.id}"


# ----------------------------------------------------------------------------------------------------------- read_article


def _read_page(entry: Entry, publisher: Publisher, on: Tools) -> Article:
    """The whole article, further pages included. Raises Transient "no-text" where the page has none to give."""
    reply = on.fetcher.get(entry.announced.url, robots=True, accept=PAGES)
    pages = [_extract(reply, entry, publisher, on)]
    for address in further_pages(reply.body, pages[0], publisher):
        pages.append(_extract(on.fetcher.get(address, robots=True, accept=PAGES), entry, publisher, on))
    article = join_pages(pages)
    if not article.paragraphs:
        raise Transient(reply.final_url, "no-text", "; ".join(article.warnings) or "the page has no article to give")
    return article if article.title else replace(article, title=entry.announced.title or article.paragraphs[0][:120])


def _extract(reply: Reply, entry: Entry, publisher: Publisher, on: Tools) -> Article:
    return extract(
        reply.body,
        reply.final_url,
        content_type=reply.content_type,
        publisher=publisher,
        publishers=on.catalogue,
        announced=entry.announced,
    )


@dataclass(frozen=True, slots=True)
class Taken:
    """An article on its way into the store."""

    article: Article
    publisher: Publisher
    matches: tuple[Match, ...]
    known_as: ArticleId | None = None  # what an earlier reading stored: another text, or its announcement
    again_at: datetime | None = None  # when the page is tried again, where this is only its announcement
    failure: str = ""


def _take_in(work: Work, taken: Taken, on: Tools) -> Report:
    """Places the article, decides who is told, and records all of it, under the lock that keeps two copies one story."""
    draft = prepare(taken.article, taken.publisher)
    ready = on.shelf.near(draft, on.store)
    with on.store.placing() as table:
        earlier, house = on.shelf.settle(draft, ready, table)
        known = known_article(taken.article, draft, earlier, taken.known_as, table)
        placing = placed(draft, earlier, house, known, table)
        history = table.alert_history(placing.story_id) if placing.story_id else ()
        read = taken.again_at is None
        decided = decide(taken.matches, placing, history, on.watches.rules, on.recipients, on.now(), read=read)
        record = ArticleRecord(
            article=taken.article,
            fingerprint=fingerprint(draft),
            placing=placing,
            now=on.now(),
            credit_keys=_keys(draft),
            matches=taken.matches,
            decided=decided,
            updates=known.id if known else None,
            again_at=taken.again_at,
            failure=taken.failure,
        )
        recorded = table.record_article(work, record)
    return _report_article(record, recorded)


def _keys(draft: Prepared) -> tuple[CreditKey, ...]:
    credited = (CreditKey(draft.credit_key, "credit"),) if draft.credit_key else ()
    return (*(CreditKey(key, "own") for key in sorted(draft.own_keys)), *credited)


def document(article: Article, publisher: Publisher) -> Document:
    """An article as watches see it."""
    names = " ".join(dict.fromkeys((publisher.name, publisher.id, *publisher.domains)))
    return Document(article.title, article.text, names, article.section)


def _report_article(record: ArticleRecord, recorded: RecordedArticle | None) -> Report:
    article, placing = record.article, record.placing
    if recorded is None or recorded.joined:
        fields: dict[str, object] = {
            "url": article.url,
            "why": "claimed again" if recorded is None else "known address",
        }
        return Report("read-twice", fields, level="DEBUG")
    first = placing.links[0] if placing.links else None
    fields = {
        "publisher": article.publisher,
        "title": article.title,
        "article": recorded.article_id,
        "story": recorded.story_id,
        "relation": placing.relation,
        "of": first.to if first else None,
        "reason": placing.reason if first else None,
        "credit": article.credit.text if article.credit and article.credit.foot else None,
        "matches": ",".join(match.watch for match in record.matches) or None,
        "alerts": ",".join(recorded.alerts) or None,
        "deliveries": len(recorded.deliveries) or None,
        "corrects": placing.supersedes,
        "extractor": article.extractor,
        "url": article.url,
    }
    counts = {
        "articles": 1,
        "copies": int(placing.relation is Relation.SAME),
        "matches": len(record.matches),
        "alerts": len(recorded.alerts),
    }
    return Report("alert" if recorded.alerts else "read", fields, counts)


# --------------------------------------------------------------------------------------------------------------- failures


def _settle(work: Work, failure: Failure, on: Tools) -> Report:
    """Records that a step failed and when it is tried again. If even that fails, the claim runs out by itself."""
    try:
        return {Step.POLL: _poll_failed, Step.READ: _read_failed, Step.DELIVER: _delivery_failed}[work.step](
            work, failure, on
        )
    except Failure as second:
        return Report("unrecorded", {"step": work.step, "id": work.id, "error": str(second)}, {"failed": 1}, "ERROR")


def _poll_failed(work: Work, failure: Failure, on: Tools) -> Report:
    source, now = on.store.source(SourceId(work.id)), on.now()
    assert source is not None
    after = next_poll(source, PollOutcome(failure=failure), now, on.pace, random(), zone=on.zone)
    after = replace(after, last_polled_at=now, last_outcome=failure.kind)
    quiet = after.due_at if isinstance(failure, Transient) and failure.host_wide else None
    on.store.record_poll(work, PollRecord(after, now, quiet_until=quiet))
    escalated = after.failures in ESCALATIONS or after.state is SourceState.GONE
    if escalated and after.failures > 1:
        _tell_operator_of_source(after, failure, on)
    fields = {
        "source": label(source),
        "error": failure.kind,
        "detail": failure.detail or None,
        "failures": after.failures,
        "next": after.due_at,
        "why": after.due_reason,
        "url": source.url,
    }
    return Report("poll-failed", fields, {"polled": 1, "failed": 1}, "WARNING" if escalated else "DEBUG")


def _read_failed(work: Work, failure: Failure, on: Tools) -> Report:
    now = on.now()
    due = next_attempt(Step.READ, work.failures + 1, failure, now, spread=random())
    if due and work.failures + 1 == FAILURES_BEFORE_ANNOUNCEMENT:
        announced = _announcement(work, failure, due, on)
        if announced.matches:
            return _take_in(work, announced, on)
    quiet = due if isinstance(failure, Transient) and failure.host_wide else None
    on.store.record_read_failure(work, failure.kind, due, quiet)
    fields = {
        "entry": work.id,
        "error": failure.kind,
        "detail": failure.detail or None,
        "failures": work.failures + 1,
        "next": due,
        "url": failure.subject,
    }
    return Report("read-failed" if due else "read-given-up", fields, {"failed": 1}, "WARNING")


def _announcement(work: Work, failure: Failure, again_at: datetime, on: Tools) -> Taken:
    """A page that cannot be read is no missed story: what its source announced, and the watches that this satisfies."""
    entry = on.store.entry(EntryId(work.id))
    assert entry is not None
    publisher = on.publisher(host_of(entry.announced.url), entry.publisher)
    article = article_from_announcement(entry.announced, publisher)
    matches = tuple(on.watches.match(document(article, publisher))) if entry.article_id is None else ()
    return Taken(article, publisher, matches, again_at=again_at, failure=failure.kind)


def _delivery_failed(work: Work, failure: Failure, on: Tools) -> Report:
    now = on.now()
    due = next_attempt(Step.DELIVER, work.failures + 1, failure, now, spread=random())
    on.store.record_delivery_failure(work, str(failure), due, now, maybe_repeated=failure.kind == NO_ANSWER)
    if due is None:
        _tell_operator_of_delivery(work, failure, on)
    fields = {
        "channel": work.host,
        "delivery": work.id,
        "error": failure.kind,
        "detail": failure.detail or None,
        "next": due,
    }
    counts = {"undelivered": 1} if due else {"given_up": 1}
    return Report("send-failed" if due else "send-given-up", fields, counts, "WARNING" if due else "ERROR")


def _tell_operator_of_source(source: Source, failure: Failure, on: Tools) -> None:
    key = f"source-{source.id}-{source.last_success_at}-{source.failures}"
    text = f"{source.url}\n{failure}\n{source.failures} polls in a row failed; next try: {source.due_reason or 'none'}."
    on.store.add_notice(key, f"Ronda: {label(source)} does not answer ({failure.kind})", text, _operator(on), on.now())


def _tell_operator_of_delivery(work: Work, failure: Failure, on: Tools) -> None:
    """Through the operator's other channels: the one that failed is no way to say so."""
    targets = [target for target in _operator(on) if target[0] != work.host]
    key = f"channel-{work.host}-{failure.kind}-{on.now():%Y-%m-%d}"
    subject = f"Ronda: channel {work.host} refuses messages ({failure.kind})"
    text = f"Delivery {work.id} was given up: {failure}\nronda channels test {work.host} shows whether it works again."
    on.store.add_notice(key, subject, text, targets, on.now())


def _operator(on: Tools) -> list[tuple[str, str]]:
    return [(name, recipient) for name in on.operator for recipient in on.recipients.get(name, ())]
