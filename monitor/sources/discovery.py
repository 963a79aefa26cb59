"""Where a site says its feeds, sitemaps and index are: in its pages and its robots.txt; and where such things usually lie."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

from monitor.language.addresses import canonical
from monitor.model import SourceKind
from monitor.sources.decoding import decode
from monitor.sources.shapes import site_of

_FEED_TYPES = {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"}
_MOST = 100
_READ = 2_000_000
_USUAL = (("/feed", SourceKind.FEED), ("/rss", SourceKind.FEED), ("/sitemap.xml", SourceKind.SITEMAP))
_INDEX = re.compile(r"/(?:indeks|index)(?:-?(?:berita|news))?/?(?:\?[^/]*)?$", re.IGNORECASE)
_MOST_INDEXES = 2
_COMMENTS = re.compile(
    r"/comments?/(?:feed|rss|default)|\bcomments? feed\b|\bkomentar\b", re.IGNORECASE
)  # readers', no news
_HINTS = ("/rss", "rss.", ".rss", "/feed", "feed.", "atom.xml", "rss.xml", "feed.xml")


@dataclass(frozen=True, slots=True)
class Hint:
    """An address that may be a source."""

    url: str
    kind: SourceKind
    why: str  # "link rel=alternate", "robots.txt", "a link on the page"
    title: str = ""


def hints_in_page(body: bytes, url: str, content_type: str = "") -> list[Hint]:
    """Give the feeds a page declares, then the links of the same site that look like feeds or like the index of the day's
    articles, each once."""
    soup = BeautifulSoup(decode(body[:_READ], content_type), "lxml")
    found: list[Hint] = []
    for link in soup.find_all("link", limit=500):
        kind = str(link.get("type", "")).lower().partition(";")[0].strip()
        if kind in _FEED_TYPES and "alternate" in _words(link, "rel"):
            found.append(Hint(_absolute(url, link), SourceKind.FEED, "link rel=alternate", str(link.get("title", ""))))
    site = site_of(url)
    indexes = []
    for link in soup.find_all("a", limit=3000):
        address = _absolute(url, link)
        if site_of(address) != site:
            continue
        said = link.get_text(" ", strip=True)[:80]
        if any(hint in address.lower().partition("://")[2] for hint in _HINTS):
            found.append(Hint(address, SourceKind.FEED, "a link on the page", said))
        elif _INDEX.search(address):
            indexes.append(Hint(address, SourceKind.LISTING, "a link on the page", said))
    found = [hint for hint in found if not _COMMENTS.search(f"{hint.url} {hint.title}")]
    return [*_distinct(found), *_distinct(indexes)[:_MOST_INDEXES]]


def usual_places(url: str, found: Iterable[Hint]) -> list[Hint]:
    """Give the few places where feeds and sitemaps usually lie, for what a site does not say itself."""
    named = {hint.kind for hint in found}
    return [Hint(urljoin(url, path), kind, "a usual place") for path, kind in _USUAL if kind not in named]


def hints_in_robots(text: str, url: str) -> list[Hint]:
    """Give the sitemaps that a robots.txt names (sitemaps.org, "Submitting via robots.txt"), news sitemaps first."""
    lines = [line.strip() for line in text.splitlines()[:5000]]
    named = [line.partition(":")[2].partition(" #")[0].strip() for line in lines if line.lower().startswith("sitemap:")]
    named.sort(key=lambda address: "news" not in address.lower() and "berita" not in address.lower())
    return _distinct(Hint(urljoin(url, address), SourceKind.SITEMAP, "robots.txt") for address in named)


def _words(tag: Tag, name: str) -> list[str]:
    value = tag.get(name) or ""
    return [word.lower() for word in (value.split() if isinstance(value, str) else value)]


def _absolute(url: str, tag: Tag) -> str:
    try:
        return urljoin(url, str(tag.get("href") or "").strip())
    except ValueError:
        return ""


def _distinct(hints: Iterable[Hint]) -> list[Hint]:
    seen: dict[str, Hint] = {}
    for hint in hints:
        if hint.url[:8].lower().startswith(("http://", "https://")):
            seen.setdefault(canonical(hint.url), hint)
    return list(seen.values())[:_MOST]
