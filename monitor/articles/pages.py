"""Articles on several pages: the addresses still to fetch, and one article out of all of them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit, urlunsplit

from monitor.articles.decode import decode
from monitor.articles.tree import parse
from monitor.articles.words import squeezed
from monitor.language.addresses import canonical, host_of
from monitor.model import Article, Publisher

_MOST_PAGES = 10
_WHOLE = re.compile(
    r"(?i)[?&](?:page|halaman|showpage|hal)=all\b|[?&]single=1\b|[?&]show(?:all|page)=(?:1|all|true)\b|/all/?$"
)
_WHOLE_TEXT = re.compile(
    r"(?i)^\W*(?:tampilkan semua|show all|lihat semua(?: halaman)?|semua halaman|baca semua|"
    r"selengkapnya \(1 halaman\)|full page|all)\W*$"
)
_NUMBER = re.compile(r"^\W*(\d{1,2})\W*$")
_NEXT_TEXT = re.compile(
    r"(?i)^\W*(?:(?:halaman )?(?:selanjutnya|berikutnya)|next(?: page)?|lanjut(?:kan membaca)?|[»›>])\W*$"
)
_HREF = re.compile(r"""(?i)<a\b[^>]*?\bhref\s*=\s*(?:"([^"]*)|'([^']*)|([^\s"'>]+))""")
_NEXT_LINK = re.compile(r"(?i)<link\b[^>]*\bnext\b")
_NUMBERED = re.compile(r"(?i)(?:[?&](?:page|halaman|hal|p|page_num|pg)=(\d{1,2})\b|/(?:page/|halaman-)?(\d{1,2})/?$)")


def further_pages(body: bytes, article: Article, publisher: Publisher | None = None) -> tuple[str, ...]:
    """Addresses still to fetch for the whole article, in page order; () where this page is all. At most ten.

    An address that holds the whole article (`?page=all`, `?single=1`, `/all`, from the publisher's form or a link on the
    page) comes first; the numbered pages behind it are for where it fails. Only addresses of this very article count.
    """
    if not article.paragraphs or not article.url or _WHOLE.search(article.url):
        return ()
    markup = decode(body).text
    links = _own_links(markup, article.url)
    whole = next((href for href, text in links if _WHOLE.search(href) or (_WHOLE_TEXT.match(text) and text)), "")
    numbered = _numbered(links, article.url)
    form = publisher.full_form if publisher else ""
    if not whole and numbered and form and "{n}" not in form:
        whole = _with_form(article.url, form)
    if numbered and "{n}" in form:
        last = max(numbered)
        numbered = {n: _with_form(article.url, form.replace("{n}", str(n))) for n in range(2, last + 1)}
    return ((whole,) if whole else ()) + tuple(numbered[n] for n in sorted(numbered))[: _MOST_PAGES - 1]


def gather(
    first: Article, further: Sequence[str], read: Callable[[str], tuple[Article, Sequence[str]]]
) -> list[Article]:
    """The pages of an article in order, those included that only a further page names; at most ten, and none after the whole.

    `read`: fetches an address and gives its article and the addresses that its page names; what it raises ends the gathering.
    """
    pages = [first]
    waiting = list(further)
    known = {first.url, *further}
    while waiting and len(pages) < _MOST_PAGES:
        address = waiting.pop(0)
        article, named = read(address)
        pages.append(article)
        if _WHOLE.search(address) and len(article.paragraphs) > len(first.paragraphs):
            break
        waiting += [address for address in named if address not in known]
        known.update(named)
    return pages


def join_pages(articles: Sequence[Article]) -> Article:
    """One article out of its pages in order: the first one's facts, every paragraph once, the first credit found.

    A page that holds all the others' text (`?page=all`) takes the place of the pages before it.
    """
    if not articles:
        raise ValueError("no pages to join")
    first = articles[0]
    paragraphs: list[str] = []
    seen: set[str] = set()
    for article in articles:
        mine = {squeezed(text) for text in article.paragraphs}
        if article is not first and len(article.paragraphs) > len(paragraphs) and _share(paragraphs, mine) > 0.7:
            paragraphs, seen = list(article.paragraphs), mine
            continue
        for text in article.paragraphs:
            key = squeezed(text)
            if len(key) < 40 or key not in seen:
                paragraphs.append(text)
                seen.add(key)
    credit = next((article.credit for article in reversed(articles) if article.credit), None)
    warnings = tuple(dict.fromkeys(warning for article in articles for warning in article.warnings))
    return replace(first, paragraphs=tuple(paragraphs), credit=credit, warnings=warnings)


def _share(paragraphs: Sequence[str], keys: set[str]) -> float:
    return sum(squeezed(text) in keys for text in paragraphs) / len(paragraphs) if paragraphs else 1.0


def _own_links(markup: str, url: str) -> list[tuple[str, str]]:
    """Links of a page that lead to the same article: (absolute address, text)."""
    mine = _stem(url)
    mark = max(re.findall("[a-z0-9]+", mine[1].lower()), key=len, default="")
    if not _NEXT_LINK.search(markup) and not any(
        _own(unescape(href), url, mine, mark) for href in map("".join, _HREF.findall(markup))
    ):
        return []  # most pages: they need not be parsed once more
    found: dict[str, str] = {}
    page = parse(markup)
    for node in page.css("a[href], link[rel=next][href]"):
        absolute = _own(node.attributes.get("href") or "", url, mine, mark)
        if absolute and absolute not in found:
            found[absolute] = "next" if node.tag == "link" else " ".join(node.text(deep=True).split())[:60]
    return list(found.items())


def _own(href: str, url: str, mine: tuple[str, str], mark: str) -> str:
    """The whole address of another page of the same article; "" where the link leads elsewhere, or here."""
    href = href.strip()
    if not href or len(href) > 1000 or href.startswith(("#", "javascript:", "mailto:")) or _elsewhere(href, mark):
        return ""
    try:
        absolute = urljoin(url, href).split("#")[0]
    except ValueError:
        return ""
    return absolute if absolute != url and _stem(absolute) == mine else ""


def _elsewhere(href: str, mark: str) -> bool:
    """Whether a whole address cannot be the article's: it lacks the longest word of that. Pages hold hundreds of such."""
    return (href[0] == "/" or "://" in href[:9]) and mark not in unquote(href).lower()


def _stem(url: str) -> tuple[str, str]:
    """What the pages of one article share: the host and the path without a page's number."""
    parts = urlsplit(canonical(url))
    path = re.sub(r"/(?:(?:page/|halaman-)?\d{1,2}|all)/?$", "", parts.path)
    query = urlencode(
        [
            (k, v)
            for k, v in parse_qsl(parts.query)
            if k.lower() not in ("page", "halaman", "hal", "p", "page_num", "pg")
        ]
    )
    return host_of(canonical(url)), f"{path}?{query}"


def _numbered(links: Sequence[tuple[str, str]], url: str) -> dict[int, str]:
    """Pages 2, 3, ... by number: the link's text and its address agree, or it says "next"."""
    here = _page_number(url) or 1
    found: dict[int, str] = {}
    for href, text in links:
        number = _page_number(href)
        if number is None or not here < number <= 60:
            continue
        shown = _NUMBER.match(text)
        if (shown and int(shown[1]) == number) or (_NEXT_TEXT.match(text) and number == here + 1):
            found.setdefault(number, href)
    return found


def _page_number(url: str) -> int | None:
    found = _NUMBERED.search(url)
    return int(found[1] or found[2]) if found else None


def _with_form(url: str, form: str) -> str:
    """An address in the publisher's whole-article form: "?page=all", "?single=1", "/all", "?page=2"."""
    parts = urlsplit(url)
    if form.startswith("/"):
        return urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/") + form, parts.query, ""))
    added = parse_qsl(form.lstrip("?&"))
    names = {name for name, _ in added}
    query = urlencode([pair for pair in parse_qsl(parts.query) if pair[0] not in names] + added)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))
