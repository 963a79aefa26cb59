"""What a page says about itself: title, authors, section, canonical address, language, raw times. Times are weighed in `clock`."""

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

import orjson
from selectolax.lexbor import LexborHTMLParser

from monitor.articles.bylines import people_in
from monitor.articles.tree import first, select
from monitor.articles.words import squeezed
from monitor.language.addresses import host_of
from monitor.model import BodyRule

_ARTICLE_TYPES = (
    "Article",
    "NewsArticle",
    "BlogPosting",
    "Posting",
    "Report",
    "Review",
    "LiveBlog",
    "VideoObject",
    "WebPage",
)
_NO_ARTICLE = 2  # of _ARTICLE_TYPES, from the end: a page or a video that comes with an article
_LONGEST_TITLE = 400
_MOST_JSON = 400_000
_GENERIC_SECTIONS = frozenset(
    "news article artikel berita home beranda index read web general story detail amp post posts blog id www m mobile "
    "baca view show content konten page halaman category kategori kanal archives arsip".split()
)
_SECTION_WORD = re.compile(r"[^\W\d][^\W\d-]*(?:-[^\W\d]+){0,3}$")
_SITE_TAIL = re.compile(r"\s+(?:[|»·•]|[-–—]{1,2}|::?)\s+([^|»·•]{2,60})$|\s*[|]\s*([^|]{2,60})$")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the head of a page and its JSON-LD say, unweighed; "" and () where they are silent."""

    title: str = ""
    authors: tuple[str, ...] = ()
    section: str = ""
    canonical: str = ""
    site: str = ""
    language: str = ""
    kind: str = ""  # og:type or JSON-LD type
    published: tuple[tuple[str, str], ...] = ()  # (where it stood, text), best source first
    modified: tuple[tuple[str, str], ...] = ()
    is_video: bool = False
    paywalled: bool = False
    based_on: tuple[str, str] = ("", "")  # name and address of the work that JSON-LD says this one is taken from
    text: str = ""  # the article's text, where JSON-LD carries it and it is free to read
    links: Mapping[str, str] = field(default_factory=dict)  # rel -> absolute address: next, amphtml


def read_facts(page: LexborHTMLParser, url: str, rule: BodyRule) -> PageFacts:
    """Read the head, JSON-LD and the publisher's selectors of a parsed page."""
    metas = _metas(page)
    named = page.css_first("title")
    named_title = metas.get("og:title") or ((named.text() or "")[:2000] if named is not None else "")
    node = _article_node(_json_ld(page), url, named_title)
    links = _links(page, url)
    site = metas.get("og:site_name", "")
    paywalled = str(node.get("isAccessibleForFree", "")).lower() == "false"
    return PageFacts(
        title=_title(page, metas, node, f"{site} {host_of(url)}", rule),
        authors=_authors(page, metas, node, site, rule),
        section=_section(page, metas, node, url, rule),
        canonical=links.get("canonical", ""),
        site=_plain(site),
        language=_language(page, metas, node),
        kind=str(_first_type(node) or metas.get("og:type", "")),
        published=_times(page, metas, node, _PUBLISHED_METAS, "datePublished", rule.date),
        modified=_times(page, metas, node, _MODIFIED_METAS, "dateModified", ()),
        is_video="video" in metas.get("og:type", "") or "VideoObject" in str(_first_type(node)),
        paywalled=paywalled,
        based_on=_based_on(node),
        text="" if paywalled or not isinstance(body := node.get("articleBody"), str) else body,
        links=links,
    )


_PUBLISHED_METAS = (
    "article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "content_publisheddate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_date",
    "parsely-pub-date",
    "sailthru.date",
    "jpnncom_news_pubdate",
    "dtk:publishdate",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "pubdate",
    "article.published",
    "date",
    "originalpublicationdate",
)
_MODIFIED_METAS = (
    "article:modified_time",
    "article:modified",
    "og:updated_time",
    "datemodified",
    "lastmod",
    "dcterms.modified",
)


def _metas(page: LexborHTMLParser) -> dict[str, str]:
    """The first content of each meta name, property or itemprop, names in lower case."""
    found: dict[str, str] = {}
    for node in page.css("meta"):
        attributes = node.attributes
        content = attributes.get("content")
        if not content:
            continue
        for key in ("property", "name", "itemprop"):
            name = attributes.get(key)
            if name:
                found.setdefault(name.lower(), content[:2000])
    return found


def _links(page: LexborHTMLParser, url: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in page.css("link[rel][href]"):
        attributes = node.attributes
        rel = (attributes.get("rel") or "").lower()
        href = (attributes.get("href") or "").strip()
        if rel in ("canonical", "next", "amphtml", "prev") and href and rel not in found and len(href) < 2000:
            try:
                absolute = urljoin(url, href)
                if urlsplit(absolute).scheme in ("http", "https"):
                    found[rel] = absolute
            except ValueError:
                continue
    return found


def _json_ld(page: LexborHTMLParser) -> list[dict[str, Any]]:
    """Every JSON-LD object of a page that names a type, @graph and lists unfolded; damaged ones are read by repair."""
    nodes: list[dict[str, Any]] = []
    for script in page.css('script[type="application/ld+json"]')[:20]:
        text = script.text() or ""
        if len(text) <= _MOST_JSON and "@type" in text:
            _unfold(_loads(text), nodes, depth=0)
    return nodes


def _loads(text: str) -> Any:
    for attempt in (text, _CONTROL.sub(" ", text).replace("\n", " ").replace("\r", " ").strip().rstrip(";")):
        try:
            return orjson.loads(attempt)
        except orjson.JSONDecodeError:
            continue
    pairs = re.findall(r'"(headline|datePublished|dateModified|articleSection)"\s*:\s*"((?:[^"\\]|\\.){1,400})"', text)
    found: dict[str, Any] = dict(reversed(pairs))
    return {"@type": "NewsArticle", **found} if found else None


def _unfold(value: Any, nodes: list[dict[str, Any]], depth: int) -> None:
    if depth > 4 or len(nodes) > 60:
        return
    if isinstance(value, list):
        for item in value[:60]:
            _unfold(item, nodes, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            nodes.append(value)
        _unfold(value.get("@graph"), nodes, depth + 1)
        if "datePublished" not in value:
            _unfold(value.get("mainEntity"), nodes, depth + 1)


def _article_node(nodes: Sequence[dict[str, Any]], url: str, title: str) -> dict[str, Any]:
    """The object that describes the article: of the most fitting type, with a date before one without.

    Of several it is the one that names the page's address or its title: pages describe related articles too.
    """

    def rank(node: dict[str, Any]) -> tuple[bool, bool, int]:
        kind = str(node.get("@type"))
        fit = next((len(_ARTICLE_TYPES) - at for at, name in enumerate(_ARTICLE_TYPES) if name in kind), 0)
        dated = bool(node.get("datePublished")) and fit > 0
        return dated, dated and fit > _NO_ARTICLE and len(nodes) > 1 and _is_about(node, url, title), fit

    best = max(nodes, key=rank, default={})
    return _with_people(best, nodes) if best and rank(best)[-1] else {}


def _is_about(node: Mapping[str, Any], url: str, title: str) -> bool:
    page = node.get("mainEntityOfPage") or node.get("url")
    address = _plain(page.get("@id") if isinstance(page, dict) else page)
    try:
        path = urlsplit(address).path.strip("/")
        if path and path == urlsplit(url).path.strip("/"):
            return True
    except ValueError:
        return False
    key = squeezed(_plain(node.get("headline")))
    return len(key) > 8 and squeezed(_plain(title)).startswith(key)


def _with_people(node: dict[str, Any], nodes: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The object with its author named, where it only points at another object that does."""
    author = node.get("author")
    one = author[0] if isinstance(author, list) and author else author
    if not isinstance(one, dict) or one.get("name") or not one.get("@id"):
        return node
    named = next((other.get("name") for other in nodes if other.get("@id") == one["@id"] and other.get("name")), None)
    return {**node, "author": named} if named else node


def _based_on(node: Mapping[str, Any]) -> tuple[str, str]:
    """What `isBasedOn` or `isBasedOnUrl` of schema.org names."""
    value = node.get("isBasedOn") or node.get("isBasedOnUrl")
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        return _plain(value.get("name") or value.get("headline")), _plain(value.get("url") or value.get("@id"))
    address = _plain(value)
    return "", address if address.startswith(("http://", "https://")) else ""


def _first_type(node: Mapping[str, Any]) -> str:
    kind = node.get("@type", "")
    return str(kind[0] if isinstance(kind, list) and kind else kind)


def _plain(value: Any) -> str:
    """A value of JSON-LD or a meta as folded text, entities unfolded, HTML removed."""
    if not isinstance(value, str):
        return ""
    text = html.unescape(value) if "&" in value else value
    if "<" in text:
        text = re.sub(r"</?[a-zA-Z][^<>]{0,200}>", " ", text)
    return " ".join(text.split())


# --------------------------------------------------------------------------------------------------------------- title


def _title(page: LexborHTMLParser, metas: Mapping[str, str], node: Mapping[str, Any], site: str, rule: BodyRule) -> str:
    """The headline as the page shows it: the publisher's selector, else the heading that the head confirms, or words
    otherwise for search engines, else the head."""
    chosen = _selected(page, rule.title)
    declared = [_plain(node.get("headline")), _plain(metas.get("og:title")), _plain(metas.get("twitter:title"))]
    named = page.css_first("title")
    declared.append(_plain((named.text() or "")[:2000] if named is not None else ""))
    head = [_headline_in(text, site, page) for text in declared if text]
    if chosen and (not head or _alike(chosen, head)):
        return chosen[:_LONGEST_TITLE]
    shown = [_plain(heading.text(deep=True)[:2000]) for heading in (page.css("h1") or page.css("h2"))[:6]]
    shown = [text for text in shown if 8 < len(text) < _LONGEST_TITLE]
    for text in shown:
        if _alike(text, head):
            return text
    shown = [
        text for text in shown if not any(squeezed(raw).endswith(squeezed(text)) for raw in declared)
    ]  # the site's name
    if len(shown) == 1 and (not any(" " in text for text in head) or _is_kin(shown[0], head)):
        return shown[0]
    if head:
        return head[0][:_LONGEST_TITLE]
    return (chosen or max(shown, key=len, default=""))[:_LONGEST_TITLE]


def _alike(text: str, others: Iterable[str]) -> bool:
    key = squeezed(text)
    return len(key) > 3 and any(
        key.startswith(other) or other.startswith(key) or key in other
        for other in map(squeezed, others)
        if len(other) > 8
    )


def _is_kin(text: str, others: Iterable[str]) -> bool:
    """Whether a line reads as a headline of the same story: four words or more, of which one of some length recurs."""
    words = text.casefold().split()
    long = {word.strip(".,:;!?\"'()") for word in words if len(word) > 4}
    return len(words) > 3 and any(not long.isdisjoint(re.findall(r"\w+", other.casefold())) for other in others)


def _headline_in(declared: str, site: str, page: LexborHTMLParser) -> str:
    """A declared title without the site's name; a heading of the page says whether that stands in front ("Site | Headline")."""
    title = without_site(declared, site)
    if 2 * len(title) >= len(declared):
        return title
    whole = squeezed(declared)
    headings = (_plain(heading.text(deep=True)[:2000]) for heading in page.css("h1, h2")[:6])
    longer = (text for text in headings if whole.endswith(key := squeezed(text)) and 2 * len(key) > len(whole))
    return next(longer, title)


def without_site(title: str, site: str) -> str:
    """A headline without the site's name at its end: "... | merdeka.com", "... - Tribunnews.com"."""
    for _ in range(3 if len(title) < 2 * _LONGEST_TITLE else 0):
        tail = _SITE_TAIL.search(title)
        if tail is None or tail.start() < 12:
            break
        name = squeezed(tail[1] or tail[2] or "")
        known = squeezed(site)
        if not (
            (known and (name in known or known in name))
            or re.search(r"\.(?:com|id|co|net|tv)\b", tail[0])
            or "|" in tail[0]
        ):
            break
        title = title[: tail.start()].rstrip()
    return title


# ------------------------------------------------------------------------------------------------- authors and section


def _authors(
    page: LexborHTMLParser, metas: Mapping[str, str], node: Mapping[str, Any], site: str, rule: BodyRule
) -> tuple[str, ...]:
    """The people who wrote it, the first source that names any; a site's own name counts only where nobody is named."""
    outlet: tuple[str, ...] = ()
    for names in _author_sources(page, metas, node, rule):
        people = people_in(names)
        own = {squeezed(site), squeezed(site.partition(".")[0])} if site else set()
        named = tuple(name for name in people if squeezed(name) not in own)
        if named:
            return named[:6]
        outlet = outlet or people[:1]
    return outlet


def _author_sources(
    page: LexborHTMLParser, metas: Mapping[str, str], node: Mapping[str, Any], rule: BodyRule
) -> Iterable[list[str]]:
    yield [_selected(page, rule.author)]
    yield list(_names(node.get("author")))
    for name in (
        "dtk:author",
        "content_author",
        "author",
        "article:author",
        "dable:author",
        "parsely-author",
        "dc.creator",
    ):
        yield [_plain(metas.get(name))]
    found = select(page, '[rel="author"], [itemprop="author"] [itemprop="name"]')[:3]
    yield [_plain(node.text(deep=True)[:200]) for node in found]


def _names(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield _plain(value)
    elif isinstance(value, dict):
        yield from _names(value.get("name"))
    elif isinstance(value, list):
        for item in value[:8]:
            yield from _names(item)


def _section(
    page: LexborHTMLParser, metas: Mapping[str, str], node: Mapping[str, Any], url: str, rule: BodyRule
) -> str:
    named = [
        _selected(page, rule.section),
        metas.get("article:section"),
        metas.get("article:section2"),
        metas.get("section"),
    ]
    named += [*_names(node.get("articleSection"))][:1]
    named += [metas.get("content_category"), metas.get("dtk:namakanal")]
    for value in named:
        text = _plain(value)
        if text and text.casefold() not in _GENERIC_SECTIONS and len(text) < 60:
            return text
    parts = urlsplit(url) if url else urlsplit("")
    words = [part for part in parts.path.rstrip("/").split("/")[:-1] if _SECTION_WORD.match(part)]
    host = [label for label in (parts.hostname or "").split(".") if _SECTION_WORD.match(label)]
    words += host[:1] if len(host) > 3 or (len(host) == 3 and len(host[1]) > 3) else []
    return next((word for word in words if word.casefold() not in _GENERIC_SECTIONS), "")


def _language(page: LexborHTMLParser, metas: Mapping[str, str], node: Mapping[str, Any]) -> str:
    root = page.css_first("html")
    declared = (
        (root.attributes.get("lang") if root is not None else "")
        or metas.get("og:locale")
        or _plain(node.get("inLanguage"))
    )
    return re.split(r"[-_]", declared or "")[0].strip().lower()[:8]


def _times(
    page: LexborHTMLParser,
    metas: Mapping[str, str],
    node: Mapping[str, Any],
    names: Sequence[str],
    key: str,
    selectors: Sequence[str],
) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    if value := _plain(node.get(key)):
        found.append(("json-ld", value))
    found += [("meta", _plain(metas[name])) for name in names if name in metas]
    if key == "datePublished" and not found:
        for time in page.css("time[datetime], abbr[datetime], [itemprop=datePublished][content]")[:3]:
            found.append(("time", _plain(time.attributes.get("datetime") or time.attributes.get("content"))))
    if value := _selected(page, selectors):
        found.append(("rule", value))
    return tuple((where, text[:120]) for where, text in found if text)


def _selected(page: LexborHTMLParser, selectors: Sequence[str]) -> str:
    """The text (or content) of the first element that the publisher's selectors find."""
    for selector in selectors:
        node = first(page, selector)
        if node is None:
            continue
        attributes = node.attributes
        text = _plain(attributes.get("content") or attributes.get("datetime") or node.text(deep=True))
        if text:
            return text
    return ""
