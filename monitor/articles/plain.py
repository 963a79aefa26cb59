"""Articles that do not come from a page: plain text handed in (replay), or a source's announcement of an unread page."""

from datetime import datetime

from monitor.articles.cleaning import Block, clean
from monitor.language.addresses import untracked
from monitor.model import Announced, Article, Credit, Publisher, PublisherId


def article_from_text(
    url: str,
    title: str,
    publisher: PublisherId,
    published: datetime | None,
    text: str,
    section: str = "",
    credit: Credit | None = None,
    *,
    own_names: tuple[str, ...] = (),
    canonical_url: str = "",
) -> Article:
    """An article from text with one paragraph a line, cleaned like a page; a credit is looked for where none is given."""
    cleaned = clean([Block(line) for line in text.split("\n") if line.strip()], own_names=own_names)
    return Article(
        url=url,
        canonical_url=canonical_url or url,
        title=" ".join(title.split()),
        publisher=publisher,
        paragraphs=cleaned.paragraphs,
        section=section,
        published=published,
        credit=credit or cleaned.credit,
        extractor="text",
    )


def article_from_announcement(announced: Announced, publisher: Publisher | PublisherId) -> Article:
    """What is known of a page that could not be read: title and summary as the source gave them."""
    known = publisher if isinstance(publisher, Publisher) else None
    cleaned = clean(
        [Block(line) for line in announced.summary.split("\n") if line.strip()], own_names=own_names_of(known)
    )
    credit = cleaned.credit or (Credit(announced.credited, foot=False) if announced.credited else None)
    return Article(
        url=untracked(announced.url),
        canonical_url=announced.canonical or announced.url,
        title=" ".join(announced.title.split()),
        publisher=known.id if known else PublisherId(str(publisher)),
        paragraphs=cleaned.paragraphs,
        section=announced.section,
        published=announced.published,
        credit=credit,
        extractor="announced",
        warnings=("only the announcement is known: the page was not read",),
    )


def own_names_of(publisher: Publisher | None) -> tuple[str, ...]:
    """How a publisher writes itself in datelines and copyright lines."""
    return (publisher.name, *publisher.names, *publisher.domains) if publisher else ()
