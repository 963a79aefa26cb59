"""Doors to the alerts that were raised, and people's say over them: show, ack, mute, unmute, resend."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from monitor.alerts.waiting import Mute, MuteKind
from monitor.cli.common import ID, Commands, clock, duration, print_json, settings_in_force, short_clock, zone_name
from monitor.cli.tables import print_table
from monitor.errors import UsageError
from monitor.model import AlertId, Delivery, DeliveryKind, DeliveryState, PublisherId

if TYPE_CHECKING:
    from monitor.store import AlertDetail


_FARES = {
    DeliveryState.DUE: "waiting",
    DeliveryState.SENT: "sent",
    DeliveryState.GIVEN_UP: "given up",
    DeliveryState.FOLDED: "told with another",
}
_MONTHS = timedelta(days=180)
"""From so far ahead on a day needs its year."""
_TIME = re.compile(r"([ T])(\d{1,2})[:.](\d\d)")


@click.group(cls=Commands)
def alerts() -> None:
    """Alerts that were raised."""


@alerts.command("list", epilog="Example:  ronda alerts list --since 24h")
@click.option("--since", metavar="TIME", default="7d", show_default=True, help='How far back: "90m", "24h", "7d".')
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000), help="So many at most.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_alerts(*, since: str, limit: int, as_json: bool) -> None:
    """List alerts, the newest first: watch, headline, and what became of their messages."""
    from monitor.app import open_store_of, publisher_names

    settings = settings_in_force()
    with open_store_of(settings) as store:
        lines = store.list_alerts(limit=limit, since=datetime.now(UTC) - duration(since))
    if as_json:
        print_json(
            {
                "id": line.id,
                "watch": line.watch,
                "reason": line.reason,
                "at": line.created_at.isoformat(),
                "story": line.story_id,
                "article": line.article_id,
                "title": line.title,
                "url": line.url,
                "publisher": line.publisher,
                "deliveries": {str(state): count for state, count in line.deliveries.items()},
            }
            for line in lines
        )
        return
    names = publisher_names()
    print_table(
        ["id", f"when ({zone_name(settings.timezone)})", "watch", "headline", "publisher", "messages"],
        [
            [
                str(line.id),
                short_clock(line.created_at, settings.timezone),
                line.watch,
                line.title,
                names.get(line.publisher, line.publisher),
                ", ".join(f"{count} {_FARES[DeliveryState(state)]}" for state, count in line.deliveries.items())
                or "nobody to tell",
            ]
            for line in lines
        ],
        empty=f"No alert in the last {since}.",
        below=("headline",),
    )


@alerts.command(epilog="Example:  ronda alerts show 12")
@click.argument("alert", metavar="ID", type=ID)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def show(alert: int, *, as_json: bool) -> None:
    """Show one alert: what it is about, whom it was sent to, and what still waits and why."""
    from monitor.app import open_store_of, publisher_names
    from monitor.cli.plain import plain

    settings = settings_in_force()
    with open_store_of(settings) as store:
        found = store.alert(AlertId(alert))
    if found is None:
        raise UsageError(f"there is no alert {alert} (ronda alerts list shows the latest)")
    if as_json:
        print_json([plain(found)])
        return
    for line in _told(found, settings.timezone, publisher_names()):
        click.echo(line)


@alerts.command(epilog="Example:  ronda alerts ack 12")
@click.argument("ids", metavar="ID...", type=ID, nargs=-1, required=True)
def ack(ids: tuple[int, ...]) -> None:
    """Say that somebody has seen to an alert: copies of its story are recorded from now on, and no longer told."""
    from monitor.app import open_store_of

    settings = settings_in_force()
    with open_store_of(settings) as store:
        missing = [str(alert) for alert in ids if store.alert(AlertId(alert)) is None]
        if missing:
            raise UsageError(f"there is no alert {', '.join(missing)} (ronda alerts list shows the latest)")
        for alert in ids:
            store.acknowledge(AlertId(alert), datetime.now(UTC))
    click.echo(f"Acknowledged: {', '.join(map(str, ids))}")


@alerts.command(epilog="Example:  ronda alerts mute --watch Putin-OPEC --for 2h")
@click.option("--watch", metavar="NAME", help="Everything this watch would send.")
@click.option("--story", metavar="ID", type=ID, help="Everything about this story.")
@click.option("--publisher", metavar="ID", help="Everything about articles of this publisher.")
@click.option("--for", "length", metavar="TIME", help='"90m", "2h", "3d".')
@click.option("--until", metavar="MOMENT", help='"06:00" (the next), "2026-12-01" or "2026-12-01 06:00".')
def mute(*, watch: str | None, story: int | None, publisher: str | None, length: str | None, until: str | None) -> None:
    """Have quiet from a watch, a story or a publisher for a while. Matching goes on; what comes meanwhile waits and
    follows when the quiet ends, as a digest where there is much of it.
    """
    from monitor.app import open_store_of
    from monitor.trials import mutable

    settings, now = settings_in_force(), datetime.now(UTC)
    chosen = [
        (kind, value)
        for kind, value in ((MuteKind.WATCH, watch), (MuteKind.STORY, story), (MuteKind.PUBLISHER, publisher))
        if value is not None
    ]
    if len(chosen) != 1:
        raise UsageError("name one of --watch, --story and --publisher")
    end = _end(length, until, settings.timezone, now)
    with open_store_of(settings) as store:
        made = store.mute(chosen[0][0], mutable(settings, store, *chosen[0]), end, now)
    click.echo(f"Quiet: {mute_line(made, settings.timezone)}")


@alerts.command(epilog="Example:  ronda alerts unmute 3")
@click.argument("ids", metavar="[ID...]", type=ID, nargs=-1)
@click.option("--all", "every", is_flag=True, help="Every mute in force.")
def unmute(ids: tuple[int, ...], *, every: bool) -> None:
    """End mutes before their time; without an id, list those in force."""
    from monitor.app import open_store_of

    settings, now = settings_in_force(), datetime.now(UTC)
    with open_store_of(settings) as store:
        there = store.mutes(now)
        chosen = [mute.id for mute in there if every or mute.id in ids]
        if ids or every:
            store.unmute(chosen, now)
    unknown = set(ids) - {mute.id for mute in there}
    if unknown:
        raise UsageError(f"there is no mute {', '.join(map(str, sorted(unknown)))} in force")
    if ids or every:
        click.echo(f"Ended: {len(chosen)}")
        return
    for mute in there:
        click.echo(f"{mute.id}: {mute_line(mute, settings.timezone)}")
    if not there:
        click.echo("Nothing is muted.")


@alerts.command(epilog="Example:  ronda alerts resend --given-up --channel pimpinan")
@click.argument("ids", metavar="[ID...]", type=ID, nargs=-1)
@click.option("--given-up", is_flag=True, help="Everything that was given up.")
@click.option("--channel", metavar="NAME", help="On this channel only.")
def resend(ids: tuple[int, ...], *, given_up: bool, channel: str | None) -> None:
    """Send alerts again: those named, whatever became of them and whatever holds them, or all that were given up, by the rules.
    The daemon does the sending.
    """
    from monitor.app import open_store_of
    from monitor.trials import checked_channel

    settings, now = settings_in_force(), datetime.now(UTC)
    if bool(ids) == given_up:
        raise UsageError("name alerts by their id, or say --given-up")
    name = checked_channel(settings, channel) if channel else None
    with open_store_of(settings) as store:
        if missing := [str(alert) for alert in ids if store.alert(AlertId(alert)) is None]:
            raise UsageError(f"there is no alert {', '.join(missing)} (ronda alerts list shows the latest)")
        sent = [store.resend(AlertId(alert), now, name) for alert in ids]
        count = store.retry_given_up(now, name) if given_up else sum(sent)
    click.echo("1 message is due again." if count == 1 else f"{count} messages are due again.")


def mute_line(mute: Mute, zone: str) -> str:
    """`watch "Putin" until 24 Nov 06.00 WIB`."""
    year = f" {mute.until:%Y}" if mute.until - mute.created_at > _MONTHS else ""
    return f'{mute.kind} "{mute.value}" until {clock(mute.until, zone)}{year}'


def _end(length: str | None, until: str | None, zone: str, now: datetime) -> datetime:
    """When a mute ends, from `--for` or `--until`, of which one must be given."""
    if (length is None) == (until is None):
        raise UsageError("say how long: --for 2h, or --until 06:00")
    end = now + duration(length) if length else _moment(until or "", zone, now)
    if end <= now:
        raise UsageError("that moment has passed already")
    return end


def _moment(text: str, zone: str, now: datetime) -> datetime:
    here = ZoneInfo(zone)
    try:
        moment = datetime.fromisoformat(_TIME.sub(_written_out, text, count=1)) if "-" in text else None
        clock_time = None if moment else datetime.strptime(text.replace(".", ":"), "%H:%M").replace(tzinfo=here)
    except ValueError:
        raise UsageError(f'{text!r} is no moment (write "06:00", "2026-12-01" or "2026-12-01 06:00")') from None
    if moment is not None:
        return moment if moment.tzinfo else moment.replace(tzinfo=here)
    assert clock_time is not None
    today = datetime.combine(now.astimezone(here).date(), clock_time.timetz())
    return today if today > now else today + timedelta(days=1)


def _written_out(time: re.Match[str]) -> str:
    return f"{time[1]}{int(time[2]):02d}:{time[3]}"


def _told(found: "AlertDetail", zone: str, names: Mapping[PublisherId, str]) -> Iterator[str]:
    line = found.line
    yield f"Alert {line.id}: {line.watch}, {clock(line.created_at, zone)} ({line.reason})"
    yield f"  {line.title}\n  {names.get(line.publisher, line.publisher)}, {line.url}"
    yield f"  story {line.story_id}, article {line.article_id} (ronda explain {line.article_id})"
    if found.acked_at:
        yield f"  acknowledged {clock(found.acked_at, zone)}"
    for row in found.deliveries:
        yield f"  {_delivery(row, zone)}"


def _delivery(row: Delivery, zone: str) -> str:
    to = f"{row.channel} {row.recipient}".strip()
    if row.told_in is None:
        return f"{row.kind} to {to}: {_fares(row, zone)}"
    other = "in a digest" if row.told_in.kind is DeliveryKind.DIGEST else f"with the {row.told_in.kind} before it"
    return f"{row.kind} to {to}, {other}: {_fares(row.told_in, zone)}"


def _fares(row: Delivery, zone: str) -> str:
    if row.state is DeliveryState.DUE:
        why = f": {row.held or row.error}" if row.held or row.error else ""
        return f"waits until {clock(row.due_at, zone)}{why}"
    refused = f", {row.error}," if row.state is DeliveryState.GIVEN_UP else ""
    receipt = f", receipt {row.receipt.id}" if row.receipt else ""
    receipt += " (may have arrived twice)" if row.receipt and row.receipt.maybe_repeated else ""
    return f"{_FARES[row.state]}{refused} {clock(row.settled_at, zone)}{receipt}"
