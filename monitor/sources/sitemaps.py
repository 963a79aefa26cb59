"""Sitemaps to items: news sitemaps with titles and times, plain ones with their last change, indexes with children."""

import re
from datetime import datetime
from itertools import islice
from urllib.parse import urlsplit

from lxml import etree

from monitor.errors import Transient
from monitor.model import Announced, SourceKind, Yield
from monitor.sources.items import LONGEST_TITLE, MOST_ITEMS, Collector
from monitor.sources.text import plain
from monitor.sources.xml import Tree, inner, local

ROOTS = frozenset({"urlset", "sitemapindex"})
_MOST_CHILDREN = 5_000
_NEWS = re.compile(r"news|berita|latest|terbaru|terkini|today", re.IGNORECASE)


def read_sitemap(tree: Tree, text: str, base: str, zone: str, now: datetime) -> Yield:
    """Read a sitemap (sitemaps.org 0.9, Google News 0.9) parsed as XML; an index yields `children`, latest first.

    Raises Transient (kind "unreadable") for a ruin without one whole address.
    """
    elements = list(islice(tree.root.iter("{*}url", "{*}sitemap"), MOST_ITEMS + 1))
    if tree.cut_short and elements and text.count("</url>") + text.count("</sitemap>") < len(elements):
        del elements[-1]
    collector = Collector(base, zone, now)
    index = local(tree.root) == "sitemapindex"
    for element in elements:
        _take(collector, element)
    items, warnings = collector.finish()
    trouble = "cut short: only whole items were taken" if tree.cut_short else "broken markup" if tree.broken else ""
    if trouble and not items:
        raise Transient(base, "unreadable", f"a sitemap without one whole address: {trouble}")
    notes = (*((trouble,) if trouble else ()), *warnings)
    if not index:
        return Yield(SourceKind.SITEMAP, items, notes)
    newest = sorted(items, key=_promise, reverse=True)
    return Yield(SourceKind.SITEMAP, (), notes, children=tuple(item.url for item in newest[:_MOST_CHILDREN]))


def _promise(child: Announced) -> tuple[float, bool]:
    """How likely a sitemap of an index has news: by its last change, then by its name."""
    return child.published.timestamp() if child.published else 0.0, bool(_NEWS.search(urlsplit(child.url).path))


def _take(collector: Collector, element: etree._Element) -> None:
    found: dict[str, str] = {}
    for child in element:
        name = local(child)
        if name == "news":
            found |= {f"news:{local(part)}": inner(part) for part in child if local(part)}
        elif name in ("loc", "lastmod"):
            found.setdefault(name, (child.text or "").strip())
    collector.add(
        found.get("loc", ""),
        title=plain(found.get("news:title", ""), LONGEST_TITLE),
        published=(found.get("news:publication_date") or found.get("lastmod", "")).strip(),
        updated=found.get("lastmod", ""),
        section=plain(found.get("news:keywords", "").partition(",")[0], 100),
    )
