"""Feeds to items: RSS, RDF and Atom by lxml, JSON Feed by orjson, and feedparser for markup too broken for lxml."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import islice
from typing import Any
from urllib.parse import urljoin

import orjson
from lxml import etree

from monitor.errors import Transient
from monitor.model import SourceKind, Yield
from monitor.sources.items import LONGEST_SUMMARY, LONGEST_TITLE, MOST_ITEMS, Collector
from monitor.sources.text import plain
from monitor.sources.xml import Tree, inner, local, without_prologue

ROOTS = frozenset({"rss", "rdf", "feed", "channel"})
_FOR_FEEDPARSER = 1_000_000  # characters; it takes half a second for so many, and much longer for hostile megabytes
_DATES = ("pubdate", "published", "date", "issued", "created", "updated", "modified")
_EDITS = ("updated", "modified")
_SUMMARIES = ("description", "summary", "encoded", "content")
_PERIODS = {"hourly": 1, "daily": 24, "weekly": 168, "monthly": 720, "yearly": 8760}  # RSS 1.0 syndication module
_OTHER_VOICES = (
    "{http://search.yahoo.com/mrss",
    "{http://www.itunes.com/",
)  # titles and texts of pictures and podcasts
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


def read_feed(tree: Tree, text: str, base: str, zone: str, now: datetime) -> Yield:
    """Read a feed parsed as XML; `text` is the same document, for a second reader where the markup is broken.

    Raises Transient (kind "unreadable") for a ruin without one whole item.
    """
    collector = Collector(base or _home(tree.root), zone, now)
    elements = list(islice(tree.root.iter("{*}item", "{*}entry"), MOST_ITEMS + 1))
    if tree.cut_short and elements and _closings(text) < len(elements):
        del elements[-1]
    for element in elements:
        _take(collector, _fields(element), element)
    items, warnings = collector.finish()
    if tree.broken and not (tree.cut_short or tree.too_deep) and len(text) <= _FOR_FEEDPARSER:
        second = _by_feedparser(text, base, zone, now)
        if len(second.items) > len(items):
            return second
    trouble = _trouble(tree)
    if trouble and not items:
        raise Transient(base, "unreadable", f"a feed without one whole item: {trouble}")
    return Yield(SourceKind.FEED, items, (*((trouble,) if trouble else ()), *warnings), ttl=_ttl(tree.root))


def _trouble(tree: Tree) -> str:
    if tree.too_deep:
        return "nested too deep: read up to there"
    if tree.cut_short:
        return "cut short: only whole items were taken"
    return "broken markup" if tree.broken else ""


def _closings(text: str) -> int:
    return text.count("</item>") + text.count("</entry>") + text.count(":item>") // 2 + text.count(":entry>") // 2


def _home(root: etree._Element) -> str:
    return next((e.text.strip() for e in root.iterfind("./{*}channel/{*}link") if e.text), "")


def _fields(element: etree._Element) -> dict[str, str]:
    """Give the first text of each kind inside an item, by local name; `guid` and `permalink` for its identity."""
    found: dict[str, str] = {}
    for child in element:
        name = local(child)
        if not name or (name in found and name != "guid") or child.tag.startswith(_OTHER_VOICES):
            continue
        if name == "link":
            text = _href(child)
        elif name == "category":
            text = child.get("label") or child.text or child.get("term") or ""
        elif name == "source":
            text = next((inner(c) for c in child if local(c) == "title"), "") or child.text or ""
        else:
            text = inner(child)
            if name in ("guid", "id"):
                name = "guid"
                if child.get("isPermaLink", "true").lower() == "true":
                    found.setdefault("permalink", text.strip())
        if text and not text.isspace():
            found[name] = text
    return found


def _href(link: etree._Element) -> str:
    href = link.get("href")
    if href is not None:
        return href if link.get("rel", "alternate") == "alternate" else ""
    return link.text or (link.tail or "" if "://" in (link.tail or "") else "")


def _take(collector: Collector, found: dict[str, str], element: etree._Element) -> None:
    link = found.get("link", "").strip() or element.get(_RDF_ABOUT, "")
    permalink = found.get("permalink", "")
    if not link and "://" in permalink[:8]:
        link = permalink
    if link and "://" not in link[:8] and element.base:
        link = urljoin(element.base, link)
    collector.add(
        link,
        guid=found.get("guid", "").strip(),
        title=plain(found.get("title", ""), LONGEST_TITLE),
        summary=plain(_first(found, _SUMMARIES), LONGEST_SUMMARY),
        published=_first(found, _DATES),
        updated=_first(found, _EDITS),
        section=plain(found.get("category") or found.get("subject", ""), 100),
        credited=plain(found.get("source", ""), 200),
        original=found.get("origlink", ""),
    )


def _first(found: dict[str, str], names: Iterable[str]) -> str:
    return next((found[name] for name in names if name in found), "")


def _ttl(root: etree._Element) -> timedelta | None:
    """Give the feed's own wish: `ttl` in minutes, or the syndication module's period and frequency."""
    channel = root.find("{*}channel")
    said = {
        local(child): (child.text or "").strip() for child in (root if channel is None else channel) if len(child) == 0
    }
    try:
        if said.get("ttl"):
            return timedelta(minutes=min(int(said["ttl"]), 525_600)) if int(said["ttl"]) > 0 else None
        hours = _PERIODS.get(said.get("updateperiod", "").lower())
        return timedelta(hours=hours) / max(1, int(said.get("updatefrequency") or 1)) if hours else None
    except ValueError:
        return None


def read_json_feed(text: str, base: str, zone: str, now: datetime) -> Yield | None:
    """Read a JSON Feed (jsonfeed.org, versions 1 and 1.1); None where the document is another kind of JSON."""
    try:
        feed = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        return None
    collector = Collector(base or _string(feed, "home_page_url"), zone, now)
    for item in feed["items"]:
        if isinstance(item, dict):
            tags = item.get("tags")
            collector.add(
                _string(item, "url", "external_url") or _if_address(_string(item, "id")),
                guid=_string(item, "id"),
                title=plain(_string(item, "title"), LONGEST_TITLE),
                summary=plain(_string(item, "summary", "content_text", "content_html"), LONGEST_SUMMARY),
                published=_string(item, "date_published", "date_modified"),
                updated=_string(item, "date_modified"),
                section=plain(str(tags[0]), 100) if isinstance(tags, list) and tags else "",
            )
    items, warnings = collector.finish()
    return Yield(SourceKind.FEED, items, warnings)


def _string(item: dict[str, Any], *names: str) -> str:
    return next((str(item[name]) for name in names if isinstance(item.get(name), str | int) and item[name]), "")


def _if_address(text: str) -> str:
    return text if text[:8].lower().startswith(("http://", "https://")) else ""


def _by_feedparser(text: str, base: str, zone: str, now: datetime) -> Yield:
    import feedparser

    body = without_prologue(text).encode(
        "utf-8", "replace"
    )  # bytes only: feedparser opens a string as a file or address
    headers = {"content-type": "application/xml; charset=utf-8"}
    feed = feedparser.parse(body, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    collector = Collector(base, zone, now)
    for entry in feed.entries:
        tags, source = entry.get("tags") or [], entry.get("source") or {}
        collector.add(
            str(entry.get("link") or _if_address(entry.get("id") or "")),
            guid=str(entry.get("id") or ""),
            title=plain(entry.get("title") or "", LONGEST_TITLE),
            summary=plain(entry.get("summary") or "", LONGEST_SUMMARY),
            published=str(entry.get("published") or entry.get("created") or entry.get("updated") or ""),
            section=plain(tags[0].get("term") or "", 100) if tags else "",
            credited=plain(source.get("title") or "", 200),
            original=str(entry.get("feedburner_origlink") or ""),
        )
    items, warnings = collector.finish()
    return Yield(SourceKind.FEED, items, ("broken markup, repaired", *warnings))
