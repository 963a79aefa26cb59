"""A story as people read it: its articles in the order of time, each with where it comes from and what was edited."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.alerts.excerpts import one_line
from monitor.model import ArticleId, Credit, Link, Relation
from monitor.store import ArticleVersion, Ruling, RulingKind, StoredArticle, StoryFile
from monitor.stories.edits import Edits, edits
from monitor.stories.lineage import Parent, lineage


@dataclass(frozen=True, slots=True)
class Correction:
    """An earlier text of an article, and what the next one changed."""

    before: ArticleVersion
    edits: Edits


@dataclass(frozen=True, slots=True)
class Row:
    """One article of a story."""

    id: ArticleId
    publisher: str  # as readers know it
    title: str
    url: str
    at: datetime  # published, or first seen where the page says nothing
    published: datetime | None
    discovered_at: datetime
    role: str  # original | copy | version (of its outlet's own article) | first (the original is known by name)
    parent: Parent | None
    edits: Edits | None  # against the parent's text that it is nearest to; None where there is none to compare with
    corrections: tuple[Correction, ...]  # the oldest first
    ruling: Ruling | None  # the last by which a person put it here
    credit: Credit | None
    had: ArticleVersion | None = None  # the parent's text that it has, where that was corrected since
    alike: Link | None = None  # to another copy, where the original is known by name and cannot be compared


def rows_of(story: StoryFile) -> tuple[Row, ...]:
    """By time: who had it first stands first."""
    articles = {article.id: article for article in story.articles}
    parents = _parents(story, articles)
    put = {ruling.article_id: ruling for ruling in story.rulings if ruling.to_story == story.id}
    rows = []
    for member in story.members:
        article, parent = articles[member.article_id], parents.get(member.article_id)
        had, edited = _against_parent(article, parent, articles, story)
        rows.append(
            Row(
                id=article.id,
                publisher=member.publisher,
                title=member.title,
                url=member.url,
                at=member.published or member.discovered_at,
                published=member.published,
                discovered_at=member.discovered_at,
                role=_role(article, story, articles),
                parent=parent,
                edits=edited,
                corrections=corrections_of(article, story.versions.get(article.id, ())),
                ruling=put.get(article.id),
                credit=member.credit,
                had=had,
                alike=member.link if parent is not None and parent.article is None else None,
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.at, row.id)))


def corrections_of(article: StoredArticle, versions: Sequence[ArticleVersion]) -> tuple[Correction, ...]:
    """What each later text of an article changed; the oldest first."""
    texts = [(version.title, version.paragraphs) for version in versions]
    texts.append((article.article.title, article.article.paragraphs))
    return tuple(
        Correction(version, edits(version.paragraphs, paragraphs, version.title, title))
        for version, (title, paragraphs) in zip(versions, texts[1:], strict=True)
    )


def evidence(row: Row) -> str:
    """Why an article stands under its parent, in words; "" where it has none."""
    if row.parent is not None:
        share = row.parent.coverage
        if share is None or not row.parent.by_credit:
            return row.parent.reason
        return f"{row.parent.reason.partition(';')[0]}; {shares(share)}"
    if row.ruling is not None and row.ruling.verdict is RulingKind.MERGE:
        return f"a person merged story {row.ruling.from_story} into this one"
    if row.ruling is not None and row.ruling.verdict is RulingKind.SPLIT:
        return f"a person took it out of story {row.ruling.from_story}"
    return ""


def shares(coverage: tuple[float, float]) -> str:
    return f"{coverage[0]:.0%} of this text, {coverage[1]:.0%} of that one"


def changes(found: Edits) -> list[str]:
    """What was edited, a line each."""
    lines = []
    if found.headline:
        lines.append(f"headline changed from “{one_line(found.headline.before, 160)}”")
    for paragraph in found.added:
        lines.append(f"added: {one_line(paragraph, 160)}")
    for paragraph in found.dropped:
        lines.append(f"dropped: {one_line(paragraph, 160)}")
    for change in found.changed:
        before, after = one_line(change.before, 80), one_line(change.after, 80)
        lines.append(
            f"“{before}” became “{after}”"
            if before and after
            else f"put in “{after}”"
            if after
            else f"left out “{before}”"
        )
    return lines


def _parents(story: StoryFile, articles: Mapping[ArticleId, StoredArticle]) -> dict[ArticleId, Parent]:
    credits_of = {article.id: article.article.credit for article in story.articles}
    found = lineage(credits_of, story.links, story.original, story.named_original)
    for article in story.articles:
        before = article.supersedes
        if before is not None and before in articles:
            link = _link(story.links, article.id, before)
            found[article.id] = Parent(before, "the same outlet's new version of it", link.coverage if link else None)
    return found


def _link(links: Sequence[tuple[ArticleId, Link]], owner: ArticleId, to: ArticleId) -> Link | None:
    return next(
        (link for one, link in links if one == owner and link.to == to and link.relation is Relation.SAME), None
    )


def _role(article: StoredArticle, story: StoryFile, articles: Mapping[ArticleId, StoredArticle]) -> str:
    if article.id == story.original:
        return "original"
    if article.supersedes in articles:
        return "version"
    if story.original is None and article.id == min(articles) and article.article.credit is None:
        return "first"
    return "copy"


def _against_parent(
    article: StoredArticle, parent: Parent | None, articles: Mapping[ArticleId, StoredArticle], story: StoryFile
) -> tuple[ArticleVersion | None, Edits | None]:
    """What was edited since it was copied: of a parent that was corrected, the text that needs the fewest edits counts."""
    own, named = article.article, story.named_original
    if parent is None:
        return None, None
    if parent.article is None:
        return None, edits((), (), named.title, own.title) if named is not None and named.title else None
    other = articles[parent.article].article
    now = edits(other.paragraphs, own.paragraphs, other.title, own.title)
    before = [
        (version, edits(version.paragraphs, own.paragraphs, version.title, own.title))
        for version in story.versions.get(parent.article, ())
    ]
    return min([(None, now), *reversed(before)], key=lambda text: _amount(text[1]))


def _amount(found: Edits) -> int:
    return bool(found.headline) + len(found.added) + len(found.dropped) + len(found.changed)
