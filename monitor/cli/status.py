"""Doors that tell what is going on, and why: status, explain."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import click

from monitor.cli.common import clock, counted, print_json, settings_in_force, short_clock, zone_name
from monitor.cli.tables import print_table
from monitor.errors import UsageError
from monitor.model import Delivery, Entry, EntryState, Link, Member, Source, SourceState, Span
from monitor.sources import is_ill, remedy
from monitor.store import Explanation, Status


@click.command(epilog="Example:  ronda status")
@click.option(
    "--unhealthy", is_flag=True, help="Only sources that fail, bring nothing, moved or are gone, and what to do."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a source, then one for the whole.")
def status(*, unhealthy: bool, as_json: bool) -> None:
    """Show the sources with their last and next poll and why then, and what waits to be sent."""
    from monitor.app import lock_holder, open_store_of, trouble_of_holder

    settings = settings_in_force()
    with open_store_of(settings) as store:
        sources = [row for row in store.list_sources() if row.state is not SourceState.REMOVED]
        whole = store.status(datetime.now(UTC))
    if unhealthy:
        ill = [row for row in sources if row.failures or row.health.sign or row.state is SourceState.GONE]
        sources = [row for row in ill if row.state is not SourceState.PAUSED]  # by somebody who has seen to it
    holder, trouble = lock_holder(settings), trouble_of_holder(settings)
    if as_json:
        print_json(_source_row(row) for row in sources)
        print_json([{**_whole_row(whole, holder), "trouble": trouble[0] if trouble else None}])
        return
    print_table(
        *_table(sources, settings.timezone),
        empty="Every source is well." if unhealthy else "No source yet.",
        below=("address", "why"),
    )
    for row in sources if unhealthy else ():
        click.echo("\n".join(_ailment(row, settings.timezone)))
    for row in sources:
        if row.gap:
            click.echo(f"{row.id} {row.publisher}: {row.gap}")
    click.echo("\n".join(_summary(whole, settings.timezone)))
    click.echo(f"daemon: {holder}" if holder else "daemon: not running")
    if trouble:
        click.echo(f"  in trouble since {clock(trouble[1], settings.timezone)}: {trouble[0]}")


def _table(sources: Sequence[Source], zone: str) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """Columns and rows."""
    polled, new, due = (f"{what} ({zone_name(zone)})" for what in ("last poll", "last new", "next poll"))
    return ["id", "publisher", polled, new, "result", due, "why", "address"], [_cells(row, zone) for row in sources]


def _summary(whole: Status, zone: str) -> Iterator[str]:
    """What is stored, how each channel fares, and what is muted."""
    stored = ((whole.articles, "article"), (whole.stories, "story"), (whole.alerts, "alert"))
    articles, stories, alerts = (counted(*part) for part in stored)
    yield f"{articles} in {stories}, {alerts}; {counted(whole.failing, 'source')} failing, {whole.overdue} overdue."
    for channel in whole.channels:
        late = f", the oldest since {clock(channel.oldest_due_at, zone)}" if channel.oldest_due_at else ""
        last = f"; last error: {channel.last_error}" if channel.last_error else ""
        fares = f"{channel.sent} sent, {channel.due} waiting{late}, {channel.given_up} given up{last}"
        yield f"channel {channel.channel}: {fares}"
        if channel.held:
            yield f"  {channel.held} of those waiting are held by rules or mutes (ronda alerts show says why)"
        if channel.failing_since:
            rests = channel.rests_until and channel.rests_until > datetime.now(UTC)
            again = f", rests until {clock(channel.rests_until, zone)}" if rests else ""
            yield f"  failing since {clock(channel.failing_since, zone)}{again}"
    for mute in whole.mutes:
        yield f'muted: {mute.kind} "{mute.value}" until {clock(mute.until, zone)} (ronda alerts unmute {mute.id})'


def _cells(row: Source, zone: str) -> list[str]:
    fails = f" ({row.failures} in a row)" if row.failures > 1 else ""
    ails = f", {row.health.sign}" if row.health.sign and not row.failures else ""
    return [
        str(row.id),
        row.publisher,
        short_clock(row.last_polled_at, zone),
        short_clock(row.last_new_at, zone),
        row.last_outcome + fails + ails,
        short_clock(row.due_at, zone) if row.state is SourceState.ACTIVE else row.state,
        row.due_reason,
        row.url,
    ]


def _ailment(row: Source, zone: str) -> Iterator[str]:
    """What ails a source, since when, and what the operator can most likely do."""
    health = row.health
    what = f"{health.sign}: {health.detail}" if health.detail else health.sign or row.last_outcome
    told = f", told {health.told} times, last {clock(health.told_at, zone)}" if health.told else ""
    yield f"{row.id} {row.publisher}: {what}"
    yield f"    since {clock(health.since, zone)}, last success {clock(row.last_success_at, zone)}{told}"
    yield f"    {remedy(row)}"


def _source_row(row: Source) -> dict[str, Any]:
    return {
        "id": row.id,
        "url": row.url,
        "publisher": row.publisher,
        "state": row.state,
        "last_polled_at": row.last_polled_at,
        "last_success_at": row.last_success_at,
        "last_new_at": row.last_new_at,
        "last_outcome": row.last_outcome,
        "failures": row.failures,
        "usual_items": round(row.usual_items, 1) or None,
        "ill": is_ill(row.health) or row.state is SourceState.GONE,
        "sign": row.health.sign or None,
        "detail": row.health.detail or None,
        "since": row.health.since,
        "told": row.health.told,
        "remedy": remedy(row) or None,
        "gap": row.gap or None,
        "due_at": row.due_at,
        "due_reason": row.due_reason,
    }


def _whole_row(whole: Any, holder: str | None) -> dict[str, Any]:
    return {
        "articles": whole.articles,
        "stories": whole.stories,
        "alerts": whole.alerts,
        "failing": whole.failing,
        "overdue": whole.overdue,
        "channels": [
            {
                "channel": row.channel,
                "due": row.due,
                "sent": row.sent,
                "given_up": row.given_up,
                "oldest_due_at": row.oldest_due_at,
                "last_error": row.last_error,
                "held": row.held,
                "rests_until": row.rests_until,
                "failing_since": row.failing_since,
            }
            for row in whole.channels
        ],
        "mutes": [{"id": mute.id, "kind": mute.kind, "value": mute.value, "until": mute.until} for mute in whole.mutes],
        "daemon": holder,
    }


@click.command(epilog="Example:  ronda explain https://nasional.kontan.co.id/news/...")
@click.argument("which", metavar="URL|ID")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def explain(which: str, *, as_json: bool) -> None:
    """Tell how an article was found, what was read, which story it went to and why, which watches fired or nearly did,
    and what was sent where.
    """
    from monitor.app import look_up, near_misses, open_store_of

    settings = settings_in_force()
    with open_store_of(settings) as store:
        found = look_up(store, which)
        if found is None:
            raise UsageError(f"{which}: Ronda knows no such address or article id")
        misses = near_misses(settings, found.article.article) if found.article else ()
    if as_json:
        from monitor.cli.plain import plain

        print_json([{**plain(found), "near_misses": plain(misses)}])
        return
    for line in _told(found, misses, settings.timezone):
        click.echo(line)


def _told(found: Explanation, misses: Any, zone: str) -> Iterator[str]:
    for entry in found.entries:
        item = entry.announced
        yield f"Announced {clock(entry.discovered_at, zone)} by source {entry.source_id} ({entry.publisher}), {_state(entry)}"
        yield f"  {item.title or '(no headline)'}\n  {item.url}"
        if entry.failure:
            yield (
                f"  last failure: {entry.failure} ({entry.failures} in a row)"
                if entry.failures
                else f"  {entry.failure}"
            )
    if found.article is None:
        known = any(entry.state is EntryState.KNOWN for entry in found.entries)
        yield "Not read: it was there before we came, or is told by another address." if known else "Not read."
        return
    article = found.article.article
    yield f"Read as article {found.article.id} by {article.extractor}: {article.title}"
    yield f"  {len(article.paragraphs)} paragraphs, {len(article.text)} characters, published {clock(article.published, zone)}"
    yield from (f"  warning: {warning}" for warning in article.warnings)
    if article.credit:
        yield f"  credit: {article.credit.text}"
    yield from _corrected(found, zone)
    yield f"Story {found.article.story_id}: {found.article.relation}. {found.article.placing_reason}"
    yield from _members(found.members, zone)
    yield from (_link(link, member) for link, member in found.links)
    yield from (f"  later: {_link(link, member).strip()}" for link, member in found.linked_from)
    if not found.matches:
        yield "No watch fired."
    for match in found.matches:
        yield f"Watch {match.watch} fired:"
        yield from (f"  {_span(span)}" for span in match.spans)
    for miss in misses:
        yield f"Watch {miss.watch} nearly fired: {miss.missed}"
        yield from (f"  not counted: {_span(span)}" for span in miss.rejected)
    if found.article.alerting_reason:
        yield f"Nobody is told: {found.article.alerting_reason}"
    yield from (_delivery(delivery, zone) for delivery in found.deliveries)


def _corrected(found: Explanation, zone: str) -> Iterator[str]:
    from monitor.cli.story_rows import changes, corrections_of

    assert found.article is not None
    if found.article.supersedes is not None:
        yield f"  a new version of article {found.article.supersedes}"
    for correction in corrections_of(found.article, found.versions):
        yield f"  corrected {clock(correction.before.replaced_at, zone)}, before: {correction.before.title}"
        yield from (f"    {line}" for line in changes(correction.edits) or ["nothing but its metadata"])


def _state(entry: Entry) -> str:
    again = entry.article_id is not None and entry.state is EntryState.DUE and not entry.failures
    return "read, and to be read once more" if again else f"now {entry.state}"


def _members(members: tuple[Member, ...], zone: str) -> Iterator[str]:
    for member in members:
        how = f": {member.link.reason}" if member.link else " (first)"
        yield f"  {clock(member.published or member.discovered_at, zone)} {member.publisher}, {member.title}{how}"


def _link(link: Link, member: Member) -> str:
    return f"  {link.relation} {member.publisher}, {member.title}: {link.reason}"


def _span(span: Span) -> str:
    why = f" ({span.reason})" if span.reason else ""
    return f"{span.field} {span.start}-{span.end} {span.text!r} by {span.term}{why}"


def _delivery(row: Delivery, zone: str) -> str:
    to = f"{row.channel} {row.recipient}".strip()
    receipt = f", receipt {row.receipt.id}" if row.receipt else ""
    error = f", last error: {row.error}" if row.error else ""
    return (
        f"{row.kind} to {to} for {', '.join(row.watches)}: {row.state} ({clock(row.created_at, zone)}){receipt}{error}"
    )
