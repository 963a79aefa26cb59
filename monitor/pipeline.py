"""The journey of one article in three steps: poll_source finds what is new, read_article reads it, places it and decides
who is told, deliver tells them. A step reads what it needs, talks to the network with no transaction open, decides, and
writes once, in one transaction that also marks the step done; a crash anywhere repeats the step.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import random
from time import monotonic

from monitor import logs
from monitor.alerts.deciding import decide
from monitor.articles import article_from_announcement, gather, join_pages
from monitor.delivering import deliver, delivery_failed, raise_alarm
from monitor.errors import Failure, Transient
from monitor.extracting import Page
from monitor.language.addresses import host_of, untracked
from monitor.model import (
    Article,
    ArticleId,
    Document,
    Entry,
    EntryId,
    Match,
    Placing,
    Publisher,
    Relation,
    Reply,
    Step,
    Work,
)
from monitor.polling import poll_failed, poll_source
from monitor.rereading import known_article, placed
from monitor.sources import next_attempt, was_there_before
from monitor.store import ArticleRecord, CreditKey, RecordedArticle
from monitor.stories import Prepared, fingerprint, prepare
from monitor.tools import Report, Tools
from monitor.watches.indexing import words_of

PAGES = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"
EDITED_WITHIN = timedelta(hours=6)
"""So long after its publication a page that matched a watch is read once more."""
FAILURES_BEFORE_ANNOUNCEMENT = 2
"""After so many failures in a row, or when it is given up before that, a page is matched on its announced title and summary."""


# ------------------------------------------------------------------------------------------------------------- the steps


def read_article(work: Work, on: Tools) -> Report:
    entry = on.store.entry(EntryId(work.id))
    assert entry is not None
    if on.fetcher.wait(entry.announced.url) or on.fetcher.learn_rules(entry.announced.url):
        on.store.release(work)  # the page's turn comes when its host has rested: nobody stands waiting for it
        return Report("host-rests", {"url": entry.announced.url}, level="DEBUG")
    publisher = on.publisher(host_of(entry.announced.url), entry.publisher)
    article, words = _read_page(entry, publisher, on)
    if entry.article_id is None and entry.announced.published is None and _was_there_before(article, entry, on):
        on.store.record_no_news(work, "published long before its source was first polled")
        return Report("old", {"url": article.url, "published": article.published}, level="DEBUG")
    matches = on.watches.match(document(article, publisher))
    return _take_in(work, Taken(article, publisher, tuple(matches), entry.article_id, words=words), on)


STEPS = {Step.POLL: poll_source, Step.READ: read_article, Step.DELIVER: deliver}


def run(work: Work, on: Tools) -> Report:
    """Does one step, and says what it did. The one place that catches everything: it classifies, records, and has the step
    tried again."""
    started = monotonic()
    try:
        report = _do(work, on)
    except Failure as failure:
        report = _settle(work, failure, on)
    except Exception as error:  # noqa: BLE001  (whatever a page or a library springs on us costs one try, not the daemon)
        logs.crash("step-crashed", error, step=work.step, id=work.id)
        report = _settle(work, Transient(work.host, "crashed", f"{type(error).__name__}: {error}"), on)
    on.tally.add(report.counts)
    logs.event(report.event, report.level, **report.fields, ms=(monotonic() - started) * 1000)
    return report


def _do(work: Work, on: Tools) -> Report:
    if work.suspect and work.step is not Step.DELIVER:
        raise Transient(work.host, "ended-ronda", f"Ronda ended {work.lost} times in a row while it was at this")
    return STEPS[work.step](work, on)


# ----------------------------------------------------------------------------------------------------------- read_article


def _read_page(entry: Entry, publisher: Publisher, on: Tools) -> tuple[Article, list[str] | None]:
    """The whole article, further pages included, and its words where they were found with it. Raises Transient "no-text"
    where the page has none to give."""
    reply = on.fetcher.get(entry.announced.url, robots=True, accept=PAGES)
    first = on.extractor.read(_page(reply, entry, publisher))

    def read(address: str) -> tuple[Article, tuple[str, ...]]:
        more = on.fetcher.get(address, robots=True, accept=PAGES)
        return on.extractor.read(_page(more, entry, publisher, first=False))[:2]

    article = join_pages(gather(first.article, first.further, read))
    if not article.paragraphs:
        raise Transient(reply.final_url, "no-text", "; ".join(article.warnings) or "the page has no article to give")
    if not article.title:
        article = replace(article, title=entry.announced.title or article.paragraphs[0][:120])
    same = (article.title, article.paragraphs) == (first.article.title, first.article.paragraphs)
    return article, first.words if same else None


def _was_there_before(article: Article, entry: Entry, on: Tools) -> bool:
    """What a page without times lists once more."""
    source = on.store.source(entry.source_id)
    return source is not None and was_there_before(article.published, source.first_polled_at, on.first_look)


def _page(reply: Reply, entry: Entry, publisher: Publisher, *, first: bool = True) -> Page:
    return Page(reply.body, untracked(reply.final_url), reply.content_type, publisher, entry.announced, first)


@dataclass(frozen=True, slots=True)
class Taken:
    """An article on its way into the store."""

    article: Article
    publisher: Publisher
    matches: tuple[Match, ...]
    known_as: ArticleId | None = None  # what an earlier reading stored: another text, or its announcement
    failure: str = ""  # why the page could not be read, where this is only its announcement
    again_at: datetime | None = None  # when the page is tried again then; None: it is given up
    words: list[str] | None = None  # under which it is found, where they are known


def _take_in(work: Work, taken: Taken, on: Tools) -> Report:
    """Places the article, decides who is told, and records all of it, under the lock that keeps two copies one story."""
    draft = prepare(taken.article, taken.publisher)
    ready = on.shelf.near(draft, on.store)
    words = words_of(taken.article) if taken.words is None else taken.words
    with on.store.placing() as table:
        earlier, house = on.shelf.settle(draft, ready, table)
        known = known_article(taken.article, draft, earlier, taken.known_as, table)
        placing = placed(draft, earlier, house, known, table)
        history = table.alert_history(placing.story_id) if placing.story_id else ()
        decided = decide(
            taken.matches,
            placing,
            history,
            on.watches.rules,
            on.recipients,
            on.now(),
            read=not taken.failure,
            zone=on.zone,
        )
        record = ArticleRecord(
            article=taken.article,
            fingerprint=fingerprint(draft),
            placing=placing,
            now=on.now(),
            credit_keys=credit_keys(draft, placing),
            matches=taken.matches,
            decided=decided,
            updates=known.id if known else None,
            again_at=taken.again_at,
            failure=taken.failure,
            look_again_at=_edit_time(taken, on.now()),
            words=words,
        )
        recorded = table.record_article(work, record)
    return _report_article(record, recorded)


def _edit_time(taken: Taken, now: datetime) -> datetime | None:
    """When a page that somebody watches for is read once more: most edits come within hours of publication."""
    if taken.known_as is not None or taken.failure or not taken.matches:
        return None
    again_at = (taken.article.published or now) + EDITED_WITHIN
    return again_at if again_at > now else None


def credit_keys(draft: Prepared, placing: Placing) -> tuple[CreditKey, ...]:
    """By what credits will find it; and, where what its own credit names has not come yet, by what that will find it."""
    keys = draft.keys
    credited = keys.sought if placing.named_original is None else keys.sought | keys.credited_near
    own = (CreditKey(key, "own") for key in sorted(keys.own | keys.near))
    return (*own, *(CreditKey(key, "credit") for key in sorted(credited)))


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
        "failure": record.failure or None,
        "url": article.url,
    }
    counts = {
        "articles": 1,
        "copies": int(placing.relation is Relation.SAME),
        "matches": len(record.matches),
        "alerts": len(recorded.alerts),
    }
    tells = frozenset(planned.channel for planned in record.decided.deliveries) if recorded.deliveries else frozenset()
    return Report("alert" if recorded.alerts else "read", fields, counts, follows=bool(tells), tells=tells)


# --------------------------------------------------------------------------------------------------------------- failures


def _settle(work: Work, failure: Failure, on: Tools) -> Report:
    """Records that a step failed and when it is tried again. If even that fails, the claim runs out by itself."""
    try:
        return {Step.POLL: poll_failed, Step.READ: _read_failed, Step.DELIVER: delivery_failed}[work.step](
            work, failure, on
        )
    except Failure as second:
        raise_alarm(second, on)
        return Report("unrecorded", {"step": work.step, "id": work.id, "error": str(second)}, {"failed": 1}, "ERROR")


def _read_failed(work: Work, failure: Failure, on: Tools) -> Report:
    now = on.now()
    waited = failure.kind == "host-busy"  # others came first: nobody was asked, so nothing has failed
    failures = work.failures + (not waited)
    due = next_attempt(Step.READ, failures, failure, now, spread=random())
    if not waited and (failures == FAILURES_BEFORE_ANNOUNCEMENT or due is None):
        announced = _announcement(work, failure, due, on)
        if announced.matches:
            return _take_in(work, announced, on)
    quiet = due if isinstance(failure, Transient) and failure.host_wide else None
    on.store.record_read_failure(work, failure.kind, due, quiet, failures)
    fields = {
        "entry": work.id,
        "error": failure.kind,
        "detail": failure.detail or None,
        "failures": failures,
        "next": due,
        "url": failure.subject,
    }
    if waited:
        return Report("read-waits", fields, level="DEBUG")
    return Report("read-failed" if due else "read-given-up", fields, {"failed": 1}, "WARNING")


def _announcement(work: Work, failure: Failure, again_at: datetime | None, on: Tools) -> Taken:
    """A page that cannot be read is no missed story: what its source announced, and the watches that this satisfies."""
    entry = on.store.entry(EntryId(work.id))
    assert entry is not None
    publisher = on.publisher(host_of(entry.announced.url), entry.publisher)
    article = article_from_announcement(entry.announced, publisher)
    matches = tuple(on.watches.match(document(article, publisher))) if entry.article_id is None else ()
    return Taken(article, publisher, matches, failure=failure.kind, again_at=again_at)
