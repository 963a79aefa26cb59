"""Listing pages to items: the links to articles, by the structure of the page, and what the publisher's selectors add."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice, takewhile

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

from monitor.language.addresses import canonical
from monitor.model import SourceKind, Yield
from monitor.sources.items import LONGEST_TITLE, Collector
from monitor.sources.shapes import Shape, shape_of, site_of
from monitor.sources.text import plain

_MOST_TEXT = 3_000_000  # characters of a page that are read
_MOST_TAGS = 40_000  # a busy front page has ten thousand
_FAR_UP = 30  # elements around a link that are looked at
_MOST_LINKS = 5_000
_CARD = 60  # parts of a block that may be one article's
_ENOUGH = 3.0  # points that make a link an article's
_FURNITURE = re.compile(
    r"\b(?:nav|navbar|menu|footer|breadcrumb|breadcrumbs|tags?|topik|sosmed|social|copyright|pagination|paging)\b"
)
_CLOCK_CLASS = re.compile(
    r"(?:^|[-_ ])(?:date|time|tgl|tanggal|waktu|jam|timeago|publish(?:ed)?)(?:$|[-_ ])|date|time", re.IGNORECASE
)
_CLOCK_TAGS = ["time", "date", "span", "div", "p", "small", "abbr", "i", "em", "td"]
_CLOCK_ATTRIBUTE = re.compile(r"date|time")
_STAMP = re.compile(
    r"\s*(?:20\d\d-\d\d-\d\d|\d{10}(?:\d{3})?\s*$|(?:[A-Za-z'’]+,\s*)?\d{1,2}\s+[A-Za-z]{3,9}\s+20\d\d\b)"
)
_CLOCK_TEXT = re.compile(
    r"\b\d{1,2}[.:]\d\d\s*(?:WIB|WITA|WIT)\b|\b\d{1,3}\s*(?:detik|menit|jam|hari|minggu|bulan)\s+(?:yang\s+)?lalu\b"
    r"|\b\d{1,2}\s+(?:Jan|Feb|Mar|Apr|Mei|May|Jun|Jul|Agu|Aug|Sep|Okt|Oct|Nov|Des|Dec)[a-z]*\.?\s+\d{4}\b"
    r"|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2},?\s+\d{4}\b|\b\d{1,2}/\d{1,2}/\d{4}\b"
    r"|\b\d{1,2}([-.])\d{1,2}\1\d{4}\b|\b20\d\d-\d\d-\d\d\b",
    re.IGNORECASE,
)
_PARTS = ["div", "p", "span", "strong", "b", "em", "small", "label"]
_PAGE = re.compile(r"(?:[?&/](?:page|halaman|hal|p)[=/])(\d{1,3})(?=[/?&#]|$)", re.IGNORECASE)
_HEADINGS = ["h1", "h2", "h3", "h4", "h5"]
_WORD = re.compile(r"[^\W_]+")


@dataclass(slots=True)
class _Link:
    """Every anchor of one address, taken together."""

    url: str
    shape: Shape
    texts: list[str] = field(default_factory=list)
    title: str = ""
    headings: set[str] = field(default_factory=set)  # texts that a heading stands around
    pictured: bool = False
    furniture: bool = True  # stands in menus and footers only
    anchors: list[Tag] = field(default_factory=list)
    points: float = 0.0


def read_listing(text: str, base: str, zone: str, now: datetime, selectors: tuple[str, ...] = ()) -> Yield:
    """Read a decoded listing page; items in page order, with times where they stand beside the links."""
    soup = BeautifulSoup(_bounded(text), "lxml")
    base = _base(soup, base)
    collector = Collector(base, zone, now)
    warnings: list[str] = []
    every = _gather(soup.find_all("a", href=True, limit=_MOST_LINKS), collector)
    wanted = _by_structure(every, collector.base) | _by_selectors(soup, every, collector, selectors, warnings)
    links = [link for key, link in every.items() if key in wanted]
    known = {id(anchor): link.url for link in links for anchor in link.anchors}
    for link in links:
        collector.add(link.url, title=link.title, published=link.shape.stamp or _clock(link, known))
    items, notes = collector.finish()
    return Yield(SourceKind.LISTING, items, (*warnings, *notes), older=_older(every, collector.base))


def _bounded(text: str) -> str:
    """Cut a page where it has more markup than any honest one: every element costs time."""
    return "<".join(text[:_MOST_TEXT].split("<", _MOST_TAGS)[:_MOST_TAGS])


def _base(soup: BeautifulSoup, base: str) -> str:
    tag = soup.find("base", href=True)
    href = str(tag["href"]) if isinstance(tag, Tag) else ""
    return href if href.startswith(("http://", "https://")) else base


def _by_selectors(
    soup: BeautifulSoup, every: dict[str, _Link], collector: Collector, selectors: tuple[str, ...], warnings: list[str]
) -> set[str]:
    """Give the links that the publisher's selectors point at, save those whose address says that they are no articles."""
    chosen: list[Tag] = []
    for selector in selectors:
        try:
            chosen += soup.select(selector, limit=_MOST_LINKS)
        except SelectorSyntaxError as error:
            warnings.append(f"selector {selector!r}: {error}")
    anchors = (element if element.name == "a" else element.find("a", href=True) for element in chosen)
    keys = {canonical(collector.absolute(str(a.get("href") or ""))) for a in anchors if isinstance(a, Tag)}
    found = {key for key in keys if key in every and not every[key].shape.refused}
    if selectors and not found:
        warnings.append("the publisher's selectors find nothing on this page: read by its structure alone")
    return found


def _by_structure(every: dict[str, _Link], base: str) -> set[str]:
    """Weigh every link of the same site, then let links vouch for each other that are made or marked up the same way."""
    site, here = site_of(base), canonical(base)
    links = {key: link for key, link in every.items() if key != here and (not site or site_of(link.url) == site)}
    kinds: dict[str, list[_Link]] = defaultdict(list)
    for link in links.values():
        link.points = _points(link)
        kinds[link.shape.template].append(link)
    for alike in kinds.values():
        sure = sum(link.points >= _ENOUGH for link in alike)
        if len(alike) >= 4:
            for link in alike:
                link.points += 1.0 if sure * 2 > len(alike) else -1.0 if sure * 4 < len(alike) else 0.0
    for link in _marked_up_alike(links.values()):
        link.points += 1.5
    return {key for key, link in links.items() if link.points >= _ENOUGH and not link.shape.refused}


def _marked_up_alike(links: Iterable[_Link]) -> list[_Link]:
    """Give the links in markup that, on this page, is that of articles: three in four of those who share it are sure."""
    places: dict[str, dict[int, _Link]] = defaultdict(dict)
    for link in links:
        for anchor in link.anchors[:5]:
            chain = (f"{tag.name}.{_classes(tag)}" for tag in (anchor, *islice(anchor.parents, 2)))
            places[" ".join(chain)][id(link)] = link
    found: dict[int, _Link] = {}
    for alike in places.values():
        if len(alike) >= 4 and sum(link.points >= _ENOUGH for link in alike.values()) * 4 >= 3 * len(alike):
            found |= alike
    return list(found.values())


def _older(every: dict[str, _Link], base: str) -> str:
    """Give the page where the list goes on: of the same site, numbered one higher than this one."""
    this = _PAGE.search(base)
    wanted = int(this[1]) + 1 if this else 2
    for link in every.values():
        there = _PAGE.search(link.url)
        if there and int(there[1]) == wanted and site_of(link.url) == site_of(base):
            return link.url
    return ""


def _gather(anchors: Iterable[Tag], collector: Collector) -> dict[str, _Link]:
    links: dict[str, _Link] = {}
    for anchor in anchors:
        url = collector.absolute(str(anchor.get("href") or ""))
        if not url:
            continue
        key = canonical(url)
        link = links.get(key)
        if link is None:
            link = links[key] = _Link(url, shape_of(url))
        link.anchors.append(anchor)
        _describe(link, anchor)
    for link in links.values():
        link.title = _headline(link)
    return links


def _describe(link: _Link, anchor: Tag) -> None:
    """Take in what an anchor shows, and where."""
    heading = anchor.find(_HEADINGS)
    around = any(parent.name in _HEADINGS for parent in islice(anchor.parents, _FAR_UP))
    picture = anchor.find("img")
    link.pictured = link.pictured or bool(picture)
    shown = heading if isinstance(heading, Tag) else anchor
    for texts in _wordings(anchor, shown, picture):
        if found := [text for given in texts if (text := plain(str(given or ""), LONGEST_TITLE))]:
            link.texts += found
            link.headings |= set(found) if heading or around else set()
            break
    link.furniture = link.furniture and _in_furniture(anchor)


def _wordings(anchor: Tag, shown: Tag, picture: object) -> Iterator[Iterable[object]]:
    """Give, best first, where an anchor's words may stand: its heading or its text, what stands for these or for its
    picture, the one heading beside it."""
    yield _shown(shown)
    yield [anchor.get("title")]
    yield [anchor.get("aria-label")]
    yield [picture.get("alt") if isinstance(picture, Tag) else None]
    yield _heading_beside(anchor)


def _shown(tag: Tag) -> Iterator[str]:
    """Give all text of an element, and where labels or times stand in it also what stands beside them, and each part."""
    yield tag.get_text(" ", strip=True)
    parts = tag.find_all(_PARTS, limit=20)
    if parts:
        yield " ".join(str(piece) for piece in tag.find_all(string=True, recursive=False)).strip()
        yield from (part.get_text(" ", strip=True) for part in parts)


def _heading_beside(anchor: Tag) -> list[str]:
    """Give the heading of the block that an empty anchor is laid over."""
    for parent in islice(anchor.parents, 3):
        card = islice(parent.descendants, _CARD)
        headings = [part for part in card if isinstance(part, Tag) and part.name in _HEADINGS]
        if headings:
            return [headings[0].get_text(" ", strip=True)] if len(headings) == 1 else []
    return []


def _headline(link: _Link) -> str:
    """Choose among the texts of an address's anchors: the one most like its slug, else a heading, else the longest."""
    slug = set(link.shape.words)

    def likeness(text: str) -> tuple[float, bool, int]:
        words = {word.lower() for word in _WORD.findall(text)}
        shared = len(words & slug) / max(len(words), len(slug), 1) if len(slug) >= 2 else 0.0
        return round(shared, 2), text in link.headings, len(text)

    return max(link.texts, key=likeness, default="")


def _in_furniture(anchor: Tag) -> bool:
    for level, parent in enumerate(islice(anchor.parents, _FAR_UP)):
        if parent.name in ("nav", "footer"):
            return True
        if level < 6:
            names = f"{_classes(parent)} {parent.get('id') or ''}".lower()
            if _FURNITURE.search(names.replace("_", " ").replace("-", " ")):
                return True
    return False


def _classes(tag: Tag) -> str:
    names = tag.get("class") or ""
    return names if isinstance(names, str) else " ".join(names)


def _points(link: _Link) -> float:
    """Weigh an address and what the page shows of it: about 3 for a bare article link, 6 and more for a plain one."""
    shape, shown = link.shape, [word.lower() for word in _WORD.findall(link.title)]
    if shape.refused:
        return -5.0
    count = len(shape.words)
    points = 2.0 if shape.has_id else 0.0
    points += 2.0 if count >= 4 else 1.0 if count == 3 else 0.0
    bare = 0 < len(shown) < 3 and (
        not (shape.has_id or link.headings) or tuple(shown) != shape.words
    )  # "2", "Foto", a channel
    points += 2.0 if len(shown) >= 5 else -1.0 if bare else 1.0 if shown and count >= 3 else 0.0
    if count >= 4 and sum(word in shown for word in shape.words) * 2 > count:
        points += 1.0
    points += (1.0 if link.headings else 0.0) + (0.5 if link.pictured else 0.0)
    if link.furniture:
        points -= 2.0
    if shape.depth == 1 and not shape.has_id and not link.headings:
        points -= 1.0
    return points


def _clock(link: _Link, known: dict[int, str]) -> str:
    """Give the time that stands beside a link: in the largest block around it that holds no other article's link, else
    between that and the next."""

    def is_of_others(tag: Tag) -> bool:
        return any(known.get(id(a), link.url) != link.url for a in tag.find_all("a", limit=40))

    for anchor in link.anchors[:3]:
        block: Tag = anchor
        for _ in range(5):
            parent = block.parent
            if parent is None or is_of_others(parent):
                break
            block = parent
        following = takewhile(
            lambda tag: not is_of_others(tag), (tag for tag in block.next_siblings if isinstance(tag, Tag))
        )
        for place in (block, *islice(following, 3)):
            if found := _clock_in(place, link.title):
                return found
    return ""


def _clock_in(block: Tag, title: str) -> str:
    tags = [block, *block.find_all(_CLOCK_TAGS, limit=60)]
    for tag in tags:
        for name, value in tag.attrs.items():
            if (name == "title" or _CLOCK_ATTRIBUTE.search(name)) and _STAMP.match(str(value)):
                return str(value)
    for tag in tags:
        if tag.name == "time" or _CLOCK_CLASS.search(_classes(tag)):
            text = tag.get_text(" ", strip=True)
            if len(text) < 80 and any(c.isdigit() for c in text) and text != title:
                return text
    text = " ".join(block.get_text(" ", strip=True).split())[:1000].replace(title, " ") if title else ""
    found = _CLOCK_TEXT.search(text)
    return text[max(0, found.start() - 30) : found.end() + 12] if found else ""
