"""Doors to one document: `try` shows what a poll would yield, `discover` what a site offers. Nothing is stored."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli.common import clock, counted, fetcher_in_force, print_json, progress, short_clock, zone_name
from monitor.cli.tables import print_table
from monitor.errors import Failure, UsageError
from monitor.model import Publisher, PublisherId, Reply, SourceKind, Yield

if TYPE_CHECKING:
    from monitor.fetching import Fetcher
    from monitor.sources.discovery import Hint

_BEHIND = timedelta(days=1)
"""A feed may be so much older than the site's pages and still be preferred to them."""
_MOST_TRIED = 20
_WEB = ("http://", "https://")
_GUESS = "a usual place"


@click.command("try", epilog="Example:  ronda sources try https://rss.kontan.co.id/news/nasional")
@click.argument("what", metavar="FILE|URL")
@click.option("--url", metavar="URL", default="", help="The address that a FILE was fetched from.")
@click.option("--kind", type=click.Choice([kind.value for kind in SourceKind]), help="Found out when absent.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def try_source(context: click.Context, what: str, *, url: str, kind: str | None, as_json: bool) -> None:
    """Show what a poll of this document would yield, in its order, and store nothing."""
    expected = SourceKind(kind) if kind else None
    try:
        if what.lower().startswith(_WEB):
            found = _yield_of_address(fetcher_in_force(), what, expected)
        else:
            found = _yield_of_file(Path(what), url, expected)
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
    """Find a site's feeds and sitemaps, say which Ronda would poll and why, and whether its pages read as listings."""
    fetcher = fetcher_in_force()
    url = url if "://" in url else f"https://{url}"
    if not url.lower().startswith(_WEB):
        raise UsageError(f"{url}: an address begins with http:// or https://")
    rows = [_tried(fetcher, hint) for hint in progress(_hints(fetcher, url), "trying", aside=False)]
    rows = [row for row in rows if row["entries"] or row["found by"] != _GUESS]
    rows.sort(key=lambda row: -int(str(row["entries"])))
    chosen, why = _chosen(rows)
    for row in rows:
        row["poll"], row["why"] = row is chosen, why if row is chosen else ""
    if as_json:
        print_json(rows)
    else:
        columns = ["poll", "kind", "entries", "newest", "found by", "address", "trouble"]
        cells = ([_cell(row, name) for name in columns] for row in rows)
        print_table(columns, cells, empty="Nothing to poll was found.", below=("address", "trouble"))
        if chosen:
            click.echo(
                f"Ronda would poll {chosen['url']}: {why}.\nTo have it watched: ronda sources add {chosen['url']}"
            )
        elif rows:
            click.echo("None of these can be polled.")
    if chosen is None:
        context.exit(1)


def _yield_of_file(path: Path, url: str, kind: SourceKind | None) -> Yield:
    from monitor.sources import parse

    if path.is_dir():
        raise UsageError(f"{path}: is a folder")
    if not path.is_file():
        raise UsageError(f"{path}: there is no such file (an address begins with http:// or https://)")
    reply, publisher = Reply(url, url, 200, {}, path.read_bytes()), _publisher(url)
    return parse(reply, kind, zone=publisher.zone, now=datetime.now(UTC), listing=publisher.listing)


def _yield_of_address(fetcher: "Fetcher", url: str, kind: SourceKind | None) -> Yield:
    """Read it as a poll does: of a sitemap index the newest sitemaps, of a listing what robots.txt allows."""
    from monitor.gaps import read_document

    reply = fetcher.get(url, robots=kind is SourceKind.LISTING)
    return read_document(reply, kind, _publisher(url), datetime.now(UTC), fetcher)


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
    rows = ([short_clock(item.published, zone), item.title or "-", item.url] for item in found.items)
    print_table([f"published ({zone_name(zone)})", "title", "address"], rows, empty="No items.", below=("address",))
    for child in found.children:
        click.echo(f"sitemap: {child}")
    for warning in found.warnings:
        click.echo(f"warning: {warning}", err=True)
    click.echo(f"{found.kind}: {counted(len(found.items), 'item')}", err=True)


def _hints(fetcher: "Fetcher", url: str) -> "list[Hint]":
    """Collect what front page and robots.txt name, and a few usual places for what they do not name; the page itself is a
    candidate too. A page that cannot be had leaves the others."""
    from urllib.parse import urljoin

    from monitor.sources.discovery import Hint, hints_in_page, hints_in_robots, usual_places

    found = [Hint(url, SourceKind.LISTING, "the page itself")]
    try:
        page = fetcher.get(url, robots=True)
        found = [Hint(page.final_url, SourceKind.LISTING, "the page itself")]
        found += hints_in_page(page.body, page.final_url, page.content_type)
    except Failure as failure:
        click.echo(f"{url}: {failure.kind} {failure.detail}".strip(), err=True)
    try:
        robots = fetcher.get(urljoin(found[0].url, "/robots.txt"), accept="text/plain")
        found += hints_in_robots(robots.body.decode("utf-8", "replace"), robots.final_url)
    except Failure as failure:
        click.echo(f"robots.txt: {failure.kind} {failure.detail}".strip(), err=True)
    found = found[:_MOST_TRIED]
    return [*found, *usual_places(found[0].url, found)]


def _tried(fetcher: "Fetcher", hint: "Hint") -> dict[str, object]:
    row: dict[str, object] = {"url": hint.url, "kind": hint.kind, "found by": hint.why, "title": hint.title}
    click.echo(f"trying {hint.url}", err=True)
    try:
        found = _yield_of_address(fetcher, hint.url, hint.kind)
    except Failure as failure:
        return row | {"entries": 0, "newest": None, "trouble": f"{failure.kind} {failure.detail}".strip()}
    newest = max((item.published for item in found.items if item.published), default=None)
    notes = [*found.warnings, *([f"an index of {len(found.children)} sitemaps"] if found.children else [])]
    return row | {"kind": found.kind, "entries": len(found.items), "newest": newest, "trouble": "; ".join(notes)}


def _chosen(rows: list[dict[str, object]]) -> tuple[dict[str, object] | None, str]:
    """Choose what to poll, and say why: a feed or sitemap with dated items, the freshest, unless a page of the site has far
    newer ones; else what has most items."""
    dated = [
        (newest - (_BEHIND if row["kind"] is SourceKind.LISTING else timedelta()), -number)
        for number, row in enumerate(rows)
        if isinstance(newest := row["newest"], datetime)
    ]
    if dated:
        row = rows[-max(dated)[1]]
        return row, f"the {row['kind']} with the newest item ({_cell(row, 'newest')})"
    row = next((row for row in rows if row["entries"]), {})
    return (row, f"nothing here gives times, and this {row['kind']} has most entries") if row else (None, "")


def _cell(row: dict[str, object], name: str) -> str:
    value = row.get("url" if name == "address" else name)
    if isinstance(value, datetime):
        return clock(value, "Asia/Jakarta")
    return "yes" if value is True else "" if value is None or value is False else str(value)
