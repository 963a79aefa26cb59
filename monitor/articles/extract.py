"""A page's bytes to an article: decode, parse once, read what the page says of itself, find the body, clean it, judge it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from monitor.articles.body import Body, blocks_of_text, choose, read_body, shows_text
from monitor.articles.bylines import byline_below, byline_box, byline_in, people_in
from monitor.articles.cleaning import Cleaned, clean
from monitor.articles.clock import weigh_times
from monitor.articles.decode import Decoded, decode
from monitor.articles.foot import credit_beside, link_of
from monitor.articles.metadata import PageFacts, read_facts
from monitor.articles.plain import own_names_of
from monitor.articles.scripted import Scripted, scripted_article
from monitor.articles.tree import Tree, parse
from monitor.articles.verdicts import Verdict, verdict_of, verdict_of_kind
from monitor.articles.words import squeezed
from monitor.language.addresses import canonical, host_of
from monitor.model import Announced, Article, BodyRule, Credit, Publisher, PublisherId

_BYLINE_REACH = 700  # lines
_DEEP = 1_000  # no honest page is nested so
_LARGE, _SCANT = 1_000_000, 0.02  # a page of so many characters, of which so few are text
_LONG = 80  # characters; a shorter paragraph may well stand twice


class PublisherNames(Protocol):
    """The catalogue as this room needs it: publishers by host and by the name that a credit uses."""

    def by_domain(self, host: str) -> Publisher | None: ...

    def by_credit_name(self, text: str) -> Publisher | None: ...


def extract(
    body: bytes,
    url: str,
    *,
    content_type: str = "",
    publisher: Publisher | None = None,
    publishers: PublisherNames | None = None,
    announced: Announced | None = None,
    use_rules: bool = True,
    further: bool = False,
) -> Article:
    """Read one page. Never raises on any bytes; `paragraphs` is () with a warning that says what the page is instead.

    `publisher` (or the one `publishers` knows for the address) lends its selectors, its zone and its names;
    `use_rules=False` leaves its selectors aside. `announced` fills in what the page does not say. `further`: the page goes on
    with an article whose first page was read, so that little text among many links is text.
    """
    url = url if _is_readable(url) else ""
    address = canonical(url)  # an AMP cache's address is its publisher's
    publisher = publisher or (publishers.by_domain(host_of(address)) if publishers else None)
    page = decode(body, content_type)
    if page.kind:
        return _no_article(url, publisher, announced, (*page.warnings, verdict_of_kind(page.kind)))
    rule = publisher.rule if publisher and use_rules else BodyRule()
    parsed = parse(page.text)
    if parsed.body is None:
        return _no_article(url, publisher, announced, (*page.warnings, "empty: the page holds nothing"))
    facts = read_facts(parsed, url, rule)
    chosen = choose(parsed, rule, publisher)
    tree, found = read_body(parsed, chosen, page.text, facts.title, facts.text)
    tree.release()
    if not facts.paywalled and not shows_text(found) and (script := scripted_article(parsed, facts.title)):
        found = replace(found, blocks=blocks_of_text(script.text), extractor="fallback:script", of_lines=False)
        facts = _with_script(facts, script)
    zone = publisher.zone if publisher else "Asia/Jakarta"
    times = weigh_times(facts.published, facts.modified, tree.lines, facts.title, zone)
    own_names = _own_names(publisher, facts, address)
    shown = (facts.title, announced.title if announced else "", *facts.authors)
    cleaned = clean(found.blocks, own_names=own_names, shown=shown)
    verdict = verdict_of(
        cleaned.paragraphs, facts, tree, url, teasers=found.teasers, further=further, of_lines=found.of_lines
    )
    read = cleaned.credit
    if read is None or not read.foot:
        read = credit_beside(parsed, tree.lines, found.blocks) or read
    paragraphs = () if verdict.is_empty else cleaned.paragraphs
    return Article(
        url=url,
        canonical_url=canonical(facts.canonical) if _own(facts.canonical, address) else address,
        title=facts.title or (announced.title if announced else ""),
        publisher=_publisher_id(publisher, address),
        paragraphs=paragraphs,
        author=", ".join(_authors(facts, parsed, tree, publisher)),
        section=facts.section or (announced.section if announced else ""),
        language=verdict.language,
        published=times.published or (announced.published if announced else None),
        modified=times.modified,
        credit=_credit(_with_link(read, parsed, url), facts, address, announced, publishers, publisher)
        if paragraphs
        else None,
        extractor=found.extractor if paragraphs else "",
        warnings=_warnings(page, found, tree, cleaned, verdict),
    )


def _with_script(facts: PageFacts, script: Scripted) -> PageFacts:
    """Facts with what a page's script says where its head is silent."""
    published = facts.published or ((("script", script.published),) if script.published else ())
    return replace(facts, published=published, authors=facts.authors or people_in(script.authors))


def _own_names(publisher: Publisher | None, facts: PageFacts, address: str) -> tuple[str, ...]:
    """How the page's site writes itself: the catalogue's names, the name it gives, its host with and without the ending."""
    site = _site(address)
    return tuple(filter(None, (*own_names_of(publisher), facts.site, site, site.split(".")[0])))


def _is_readable(url: str) -> bool:
    try:
        urlsplit(url)
    except ValueError:
        return False
    return True


def _stand_twice(paragraphs: Sequence[str], lines: Sequence[str]) -> bool:
    """Whether the page shows the long paragraphs a second time, beside the body that was read."""
    long = {text for text in paragraphs[1:] if len(text) > _LONG}
    return len(long) > 1 and sum(line in long for line in lines) >= 2 * len(long)


def _with_link(credit: Credit | None, page: LexborHTMLParser, url: str) -> Credit | None:
    """A credit with the address that its headline or name links to, unless it spells one out."""
    return credit if credit is None or credit.url else replace(credit, url=link_of(page, credit, url))


def _warnings(page: Decoded, found: Body, tree: Tree, cleaned: Cleaned, verdict: Verdict) -> tuple[str, ...]:
    """What was amiss, in the order of the journey; what the page is comes last."""
    warnings = [*page.warnings, *found.warnings]
    if tree.cut:
        warnings.append("very large: only a part of the page is read")
    if tree.depth > _DEEP:
        warnings.append(f"elements nested {tree.depth} deep")
    if len(page.text) > _LARGE and sum(map(len, tree.lines)) < _SCANT * len(page.text):
        warnings.append(f"mostly script and markup: {len(page.text):,} characters for the text of one page")
    if cleaned.repeated or _stand_twice(cleaned.paragraphs, tree.lines):
        warnings.append("the body stood there more than once: read once")
    if verdict.warning:
        warnings.append(verdict.warning)
    return tuple(dict.fromkeys(warnings))


def _publisher_id(publisher: Publisher | None, address: str) -> PublisherId:
    return publisher.id if publisher else PublisherId(host_of(address))


def _authors(facts: PageFacts, page: LexborHTMLParser, tree: Tree, publisher: Publisher | None) -> tuple[str, ...]:
    """Whom the head names, unless it is only the outlet and a visible byline names people."""
    names = (*own_names_of(publisher), facts.site)
    outlet = {squeezed(name) for name in names}
    if facts.authors and not all(squeezed(name) in outlet for name in facts.authors):
        return facts.authors
    lines = tree.lines[:_BYLINE_REACH]
    return byline_in(lines, names) or byline_below(lines, facts.title) or byline_box(page) or facts.authors


def _no_article(
    url: str, publisher: Publisher | None, announced: Announced | None, warnings: tuple[str, ...]
) -> Article:
    return Article(
        url=url,
        canonical_url=canonical(url),
        title=announced.title if announced else "",
        publisher=_publisher_id(publisher, canonical(url)),
        paragraphs=(),
        section=announced.section if announced else "",
        published=announced.published if announced else None,
        warnings=warnings,
    )


def _own(address: str, url: str) -> bool:
    """Whether a canonical address is the page's own site: a stranger's is a credit, a home page is a slip."""
    if not address:
        return False
    parts = urlsplit(address)
    return _site(address) == _site(url) and len(parts.path.strip("/")) > 3


def _site(url: str) -> str:
    """The registrable part of a host, near enough: "kontan.co.id", "detik.com"."""
    labels = host_of(url).split(":")[0].split(".")
    short = len(labels) > 2 and len(labels[-2]) <= 3 and len(labels[-1]) == 2
    return ".".join(labels[-3:] if short else labels[-2:])


def _credit(
    read: Credit | None,
    facts: PageFacts,
    url: str,
    announced: Announced | None,
    publishers: PublisherNames | None,
    publisher: Publisher | None,
) -> Credit | None:
    """The credit in the text, unless it names the page itself; else a canonical address at a stranger's; else the feed's."""
    if read is not None and not _names_itself(read, facts, url, publishers, publisher):
        return read
    for how, address, title in (
        ("rel=canonical", facts.canonical, facts.title),
        ("isBasedOn", facts.based_on[1], facts.based_on[0]),
    ):
        if named := _at_a_stranger(address, url, publishers, publisher):
            return Credit(named, title, address, f"{how}: {address}")
    if announced and announced.credited:
        other = publishers.by_credit_name(announced.credited) if publishers else None
        if publisher is None or other is None or other.id != publisher.id:
            return Credit(announced.credited, text=f"source: {announced.credited}", foot=False)
    return None


def _at_a_stranger(address: str, url: str, publishers: PublisherNames | None, publisher: Publisher | None) -> str:
    """The name of the other publisher to whom an article's address belongs; "" for one's own or a front page."""
    if not address or not url or _site(address) == _site(url) or len(urlsplit(address).path.strip("/")) <= 3:
        return ""
    host = host_of(address)
    other = publishers.by_domain(host) if publishers else None
    if other is not None and publisher is not None and other.id == publisher.id:
        return ""
    return other.name if other else host.removeprefix("www.")


def _names_itself(
    credit: Credit, facts: PageFacts, url: str, publishers: PublisherNames | None, publisher: Publisher | None
) -> bool:
    """A copy-and-paste line of the outlet's own: its name, and its own headline or none."""
    known = publishers.by_credit_name(credit.publisher) if publishers else None
    name = squeezed(credit.publisher)
    mine = {squeezed(facts.site), squeezed(_site(url)), squeezed(_site(url).split(".")[0])}
    mine |= {squeezed(own) for own in own_names_of(publisher)}
    same = (
        known.id == publisher.id
        if known and publisher
        else name in mine or squeezed(credit.publisher.split(".")[0]) in mine
    )
    return same and (not credit.title or squeezed(credit.title) == squeezed(facts.title))
