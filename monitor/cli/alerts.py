"""Doors to the alerts that were raised."""

from datetime import UTC, datetime

import click

from monitor.cli.common import clock, print_json, print_table, settings_in_force


@click.group()
def alerts() -> None:
    """Alerts that were raised."""


@alerts.command("list", epilog="Example:  ronda alerts list --since 24h")
@click.option("--since", default="7d", show_default=True, help='How far back: "90m", "24h", "7d".')
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_alerts(*, since: str, limit: int, as_json: bool) -> None:
    """List alerts, the newest first: watch, headline, and what became of their messages."""
    from monitor.app import open_store_of
    from monitor.cli.common import duration

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
                "deliveries": dict(line.deliveries),
            }
            for line in lines
        )
        return
    print_table(
        ["when", "watch", "headline", "publisher", "messages"],
        [
            [
                clock(line.created_at, settings.timezone),
                line.watch,
                line.title,
                line.publisher,
                ", ".join(f"{count} {state}" for state, count in line.deliveries.items()) or "nobody to tell",
            ]
            for line in lines
        ],
        empty=f"No alert in the last {since}.",
    )
