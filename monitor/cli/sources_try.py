"""Doors to one document: `try` shows what a poll would yield, `discover` what a site offers. Nothing is stored."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli.common import clock, fetcher_in_force, print_json, print_table, progress
from monitor.errors import Failure, UsageError
from monitor.model import Publisher, PublisherId, Reply, SourceKind, Yield

if TYPE_CHECKING:
    from monitor.fetching import Fetcher
    from monitor.sources.discovery import Hint

_MOST_TRIED = 20


@click.command("try", epilog="Example:  ronda sources try https://rss.kontan.co.id/news/nasional")
@click.argument("what", metavar="FILE|URL")
@click.option("--url", default="", help="The address that a FILE was fetched from.")
@click.option("--kind", type=click.Choice([kind.value for kind in SourceKind]), help="Found out when absent.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def try_source(context: click.Context, what: str, *, url: str, kind: str | None, as_json: bool) -> None:
    """Show what a poll of this document would yield, in its order, and store nothing."""
    expected = SourceKind(kind) if kind else None
    try:
        found = _read(_reply(what, url), expected)
    except Failure as failure:
        found = Yield(expected or SourceKind.FEED, (), (f"{failure.kind}: {failure.detail}".rstrip(": "),))
    if not (found.items or found.children or found.warnings):
        found = replace(found, warnings=("the document holds no items",))
    _print_yield(found, as_json)
    if not (found.items or found.children):
        context.exit(1)


@click.command(epilog="Example:  ronda sources discover https://www.kontan.co.id/")
@click.argument("url")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def discover(context: click.Context, url: str, *, as_json: bool) -> None:
    """Find a site's feeds and sitemaps, say which Ronda would poll, and whether its front page reads as a listing."""
    fetcher = fetcher_in_force()
    rows = [_tried(fetcher, hint) for hint in progress(_hints(fetcher, url), "trying", aside=False)]
    rows.sort(key=lambda row: -int(str(row["entries"])))
    chosen = _chosen(rows)
    for row in rows:
        row["poll"] = row is chosen
    if as_json:
        print_json(rows)
    else:
        columns = ["poll", "kind", "entries", "newest", "found by", "address", "trouble"]
        print_table(
            columns, ([_cell(row, name) for name in columns] for row in rows), empty="Nothing to poll was found."
        )
    if chosen is None:
        context.exit(1)


def _reply(what: str, url: str) -> Reply:
    if what[:8].lower().startswith(("http://", "https://")):
        return fetcher_in_force().get(what)
    path = Path(what)
    if not path.is_file():
        raise UsageError(f"{what}: there is no such file (an address begins with http:// or https://)")
    return Reply(url, url, 200, {}, path.read_bytes())


def _read(reply: Reply, kind: SourceKind | None) -> Yield:
    from monitor.sources import parse

    publisher = _publisher(reply.url)
    return parse(reply, kind, zone=publisher.zone, now=datetime.now(UTC), listing=publisher.listing)


def _publisher(url: str) -> Publisher:
    """Look up whose address this is, for its time zone and selectors."""
    from monitor.catalogue import load_catalogue
    from monitor.language.addresses import host_of

    known = load_catalogue().by_domain(host_of(url)) if url else None
    return known or Publisher(PublisherId(""), "")


def _print_yield(found: Yield, as_json: bool) -> None:
    if as_json:
        names = ("url", "canonical", "title", "published", "guid")
        print_json({name: getattr(item, name) for name in names} for item in found.items)
        last: dict[str, object] = {"kind": found.kind, "entries": len(found.items), "warnings": list(found.warnings)}
        print_json([last | ({"children": list(found.children)} if found.children else {})])
        return
    zone = "Asia/Jakarta"
    rows = ([clock(item.published, zone), item.title or "-", item.url] for item in found.items)
    print_table(["published", "title", "address"], rows, empty="No items.")
    for child in found.children:
        click.echo(f"sitemap: {child}")
    for warning in found.warnings:
        click.echo(f"warning: {warning}", err=True)
    click.echo(f"{found.kind}: {len(found.items)} items", err=True)


def _hints(fetcher: "Fetcher", url: str) -> "list[Hint]":
    """Collect what front page and robots.txt name; the page itself is a candidate too."""
    from urllib.parse import urljoin

    from monitor.sources.discovery import Hint, hints_in_page, hints_in_robots

    page = fetcher.get(url, robots=True)
    found = hints_in_page(page.body, page.final_url, page.content_type)
    try:
        robots = fetcher.get(urljoin(page.final_url, "/robots.txt"), accept="text/plain")
        found += hints_in_robots(robots.body.decode("utf-8", "replace"), robots.final_url)
    except Failure as failure:
        click.echo(f"robots.txt: {failure.kind}", err=True)
    return [*found[:_MOST_TRIED], Hint(page.final_url, SourceKind.LISTING, "the page itself")]


def _tried(fetcher: "Fetcher", hint: "Hint") -> dict[str, object]:
    row: dict[str, object] = {"url": hint.url, "kind": hint.kind, "found by": hint.why, "title": hint.title}
    click.echo(f"trying {hint.url}", err=True)
    try:
        found = _read(fetcher.get(hint.url, robots=hint.kind is SourceKind.LISTING), hint.kind)
    except Failure as failure:
        return row | {"entries": 0, "newest": None, "trouble": f"{failure.kind} {failure.detail}".strip()}
    newest = max((item.published for item in found.items if item.published), default=None)
    trouble = "; ".join(found.warnings) + (f"an index of {len(found.children)} sitemaps" if found.children else "")
    return row | {
        "kind": found.kind,
        "entries": len(found.items) + len(found.children),
        "newest": newest,
        "trouble": trouble,
    }


def _chosen(rows: list[dict[str, object]]) -> dict[str, object] | None:
    """Choose what to poll: a feed or sitemap with dated items, the freshest; else what has most items."""
    dated = [
        (newest, -number)
        for number, row in enumerate(rows)
        if isinstance(newest := row["newest"], datetime) and row["kind"] is not SourceKind.LISTING
    ]
    if dated:
        return rows[-max(dated)[1]]
    return next((row for row in rows if row["entries"]), None)


def _cell(row: dict[str, object], name: str) -> str:
    value = row.get("url" if name == "address" else name)
    if isinstance(value, datetime):
        return clock(value, "Asia/Jakarta")
    return "yes" if value is True else "" if value is None or value is False else str(value)
