"""Stories for people: whole stories, lists of them, and what a person rules about them: taken apart, merged."""

from collections.abc import Collection, Mapping
from datetime import datetime, time
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from monitor.errors import UsageError
from monitor.model import ArticleId, DeliveryKind, DeliveryState, Link, Match, PublisherId, Relation, StoryId
from monitor.store import articles, status
from monitor.store import tables as t
from monitor.store.articles import credit_from
from monitor.store.columns import in_zone
from monitor.store.ready import Ready, among, ready
from monitor.store.records import Ruling, RulingKind, StoryFile, StoryLine

_a, _r, _s, _d, _l = t.articles.c, t.rulings.c, t.stories.c, t.deliveries.c, t.links.c


# ------------------------------------------------------------------------------------------------------------- reading


def story(connection: Connection, story_id: StoryId, names: Mapping[PublisherId, str]) -> StoryFile | None:
    """None where there never was such a story. One that was merged has no articles and says where they are."""
    row = connection.execute(select(t.stories).where(_s.id == story_id)).first()
    if row is None:
        return None
    members = articles.members_of(connection, story_id, names)
    ids = [member.article_id for member in members]
    outside = _outside(connection, ids)
    others = {other for _, other, _ in outside}
    concerns = or_(_r.from_story_id == story_id, _r.to_story_id == story_id)
    ruled = select(t.rulings).where(concerns, _r.from_story_id != _r.to_story_id).order_by(_r.id)
    return StoryFile(
        id=story_id,
        opened_at=row.opened_at,
        original=None if row.original_article_id is None else ArticleId(row.original_article_id),
        named_original=credit_from(row.named_original),
        merged_into=None if ids else _merged_into(connection, story_id),
        articles=tuple(articles.stored_articles(connection, ids)),
        members=members,
        links=tuple((owner, link) for owner, link in articles.links_from(connection, ids) if link.to in set(ids)),
        versions={one: found for one in ids if (found := articles.versions_of(connection, one))},
        rulings=tuple(_ruling(one) for one in connection.execute(ruled)),
        alerts=tuple(status.list_alerts(connection, 1_000, None, story_id)),
        related=tuple(
            (own, link, by_id[other])
            for by_id in [articles.members(connection, others, names)]
            for own, other, link in outside
        ),
    )


def list_stories(
    connection: Connection, since: datetime, min_copies: int, limit: int, names: Mapping[PublisherId, str]
) -> list[StoryLine]:
    """Those with an article recorded at or after `since`, the latest first. A new version of an outlet's own article is
    no copy; where the original is known by name only, every article is one."""
    recent = select(_a.story_id).where(_a.recorded_at >= since)
    last = func.max(_a.recorded_at)
    copies = func.count(case((_a.supersedes.is_(None), _a.id))) - case((_s.named_original.is_(None), 1), else_=0)
    query = (
        select(
            _s.id,
            _s.original_article_id,
            _s.first_article_id,
            func.count(_a.id).label("articles"),
            func.count(_a.publisher.distinct()).label("publishers"),
            copies.label("copies"),
            func.min(func.coalesce(_a.published_at, _a.discovered_at)).label("first_at"),
            last.label("last_at"),
        )
        .join(t.articles, _a.story_id == _s.id)
        .where(_s.id.in_(recent))
        .group_by(_s.id)
        .having(copies >= min_copies)
        .order_by(last.desc(), _s.id.desc())
        .limit(limit)
    )
    rows = connection.execute(query).all()
    heads = articles.members(connection, {row.original_article_id or row.first_article_id for row in rows}, names)
    told = select(t.alerts.c.story_id, t.alerts.c.watch).where(t.alerts.c.story_id.in_([row.id for row in rows]))
    watches: dict[int, list[str]] = {}
    for alert in connection.execute(told.order_by(t.alerts.c.id)):
        watches.setdefault(alert.story_id, []).append(alert.watch)
    return [
        StoryLine(
            id=StoryId(row.id),
            head=heads[row.original_article_id or row.first_article_id],
            articles=row.articles,
            copies=row.copies,
            publishers=row.publishers,
            first_at=row.first_at,
            last_at=row.last_at,
            watches=tuple(watches.get(row.id, ())),
        )
        for row in rows
    ]


def _outside(connection: Connection, ids: list[ArticleId]) -> list[tuple[ArticleId, ArticleId, Link]]:
    """(article of the story, article outside it, link) either way; the links of the story's own articles first."""
    inside = set(ids)
    own = [(owner, link.to, link) for owner, link in articles.links_from(connection, ids) if link.to not in inside]
    query = select(t.links.c.article_id).where(t.links.c.to_article_id.in_(ids), t.links.c.article_id.not_in(ids))
    later = articles.links_from(connection, set(connection.scalars(query)))
    return own + [(link.to, owner, link) for owner, link in later if link.to in inside]


def _merged_into(connection: Connection, story_id: StoryId) -> StoryId | None:
    newest = select(_r.to_story_id).where(_r.from_story_id == story_id).order_by(_r.id.desc()).limit(1)
    found = connection.scalar(newest)
    return None if found is None else StoryId(found)


# -------------------------------------------------------------------------------------------------- what placing heeds


def rulings_after(connection: Connection, ruling_id: int) -> list[Ruling]:
    """In the order they were made: an index in memory moves the articles they name."""
    return [_ruling(row) for row in _NEWER.all(connection, {"known": ruling_id})]


def last_ruling(connection: Connection) -> int:
    return connection.scalar(select(func.max(_r.id))) or 0


def apart(connection: Connection, stories: Collection[StoryId]) -> frozenset[tuple[StoryId, StoryId]]:
    """Pairs of these stories that a person took apart; the lower id first."""
    if len(stories) < 2:
        return frozenset()
    pairs = _APART.all(connection, {"stories": list(stories)})
    return frozenset((StoryId(min(pair)), StoryId(max(pair))) for pair in map(tuple, pairs))


def _apart(database: str) -> Select[Any]:
    both = and_(
        among(database, _a.story_id, "stories"),
        among(database, _r.apart_from, "stories"),
        _a.story_id != _r.apart_from,
    )
    return select(_a.story_id, _r.apart_from).join(t.articles, _a.id == _r.article_id).where(both).distinct()


_NEWER = ready(select(t.rulings).where(_r.id > bindparam("known")).order_by(_r.id))
_APART = Ready(_apart)


# ----------------------------------------------------------------------------------------------------------- ruling


def split(
    connection: Connection, article_id: ArticleId, now: datetime
) -> tuple[StoryId, StoryId, tuple[ArticleId, ...]]:
    """The article into a story of its own, with its own copies where a merge had brought them in together: (the story it
    leaves, the new one, the copies). What they were alerted for goes with them.

    Raises UsageError where there is no such article, or nothing would be left of its story.
    """
    row = connection.execute(select(t.articles).where(_a.id == article_id)).first()
    if row is None:
        raise UsageError(f"article {article_id}: there is none (ronda stories show STORY lists a story's articles)")
    left = StoryId(row.story_id)
    along = _came_along(connection, article_id, left)
    rest = [one for one in _ids(connection, left) if one not in (article_id, *along)]
    if not rest:  # nothing is left of the story that they were merged into: they are it
        rest, along = list(along), ()
    gone = [article_id, *along]
    if not rest:
        raise UsageError(f"article {article_id} stands alone in story {left} already")
    opened = (
        insert(t.stories)
        .returning(_s.id)
        .values(opened_at=now, first_article_id=min(gone), original_article_id=article_id)
    )
    own = StoryId(connection.execute(opened).scalar_one())
    reason = f"taken out of story {left} by a person; before: {row.placing_reason}"
    connection.execute(
        update(t.articles)
        .where(_a.id == article_id)
        .values(story_id=own, relation=Relation.NEW, placing_reason=reason, alerting_reason="")
    )
    connection.execute(update(t.articles).where(_a.id.in_(along)).values(story_id=own))
    _crown_rest(connection, left, gone, rest)
    # Their own alerts, wherever: one that a merge found told already stays behind in the story that was emptied.
    for one in gone:
        _take_alerts(connection, one, own)
        withdraw(connection, left, one, now)
    told = (_d.story_id == left, _d.article_id.in_(gone), _d.kind == DeliveryKind.ALERT)
    connection.execute(update(t.deliveries).where(*told).values(story_id=own))
    _write(connection, RulingKind.SPLIT, gone, left, own, now)
    return left, own, along


def merge(connection: Connection, one: StoryId, other: StoryId, now: datetime) -> tuple[StoryId, tuple[ArticleId, ...]]:
    """The newer story's articles into the older one: (the older one, the articles that moved). Nobody is told.

    Raises UsageError where there is no such story, or both are one.
    """
    if one == other:
        raise UsageError(f"story {one} cannot be merged with itself")
    for story_id in (one, other):
        if not _ids(connection, story_id):
            raise UsageError(_why_empty(connection, story_id))
    older, newer = sorted((one, other))
    moved = _ids(connection, newer)
    original = _original_of_both(connection, older, newer)
    reason = f"story {newer} was merged into story {older} by a person"
    first = _s.first_article_id
    opening = select(first).where(_s.id == newer).scalar_subquery()
    connection.execute(update(t.articles).where(_a.id == opening).values(relation=Relation.SAME, placing_reason=reason))
    connection.execute(update(t.articles).where(_a.story_id == newer).values(story_id=older))
    crowned = {"first_article_id": _ids(connection, older)[0], "original_article_id": original}
    connection.execute(update(t.stories).where(_s.id == older).values(**crowned))
    emptied = {"first_article_id": None, "original_article_id": None, "named_original": None}
    connection.execute(update(t.stories).where(_s.id == newer).values(**emptied))
    alerts = t.alerts.c
    known = list(connection.scalars(select(alerts.watch).where(alerts.story_id == older)))
    connection.execute(
        update(t.alerts).where(alerts.story_id == newer, alerts.watch.not_in(known)).values(story_id=older)
    )
    connection.execute(update(t.deliveries).where(_d.story_id == newer).values(story_id=older))
    connection.execute(update(t.rulings).where(_r.apart_from == newer).values(apart_from=older))
    _write(connection, RulingKind.MERGE, moved, newer, older, now)
    return older, tuple(moved)


def read_again(connection: Connection, article_id: ArticleId, before: StoryId, after: StoryId, now: datetime) -> None:
    """Notes that an article has another text, which may have taken it to another story, so that indexes in memory follow."""
    _write(connection, RulingKind.READ, [article_id], before, after, now)


def original_came_after(connection: Connection, story_id: StoryId, published: datetime) -> bool:
    """Whether a story's original was published later than that, and no credit line says that it is the original.

    Midnight sharp is a day without a clock, and proves nothing.
    """
    original = _ITS_ORIGINAL.first(connection, {"story": story_id})
    if original is None or original.published_at is None or published >= original.published_at:
        return False
    return published.time() != time() and not _stands_by_credit(connection, story_id)


def _stands_by_credit(connection: Connection, story_id: StoryId) -> bool:
    return _BY_CREDIT.scalar(connection, {"story": story_id}) is not None


_ORIGINAL = select(_s.original_article_id).where(_s.id == bindparam("story")).scalar_subquery()
_ITS_ORIGINAL = ready(select(_a.id, _a.published_at, _a.published_offset).where(_a.id == _ORIGINAL))
_BY_CREDIT = ready(
    select(_l.id).where(_l.by_credit, or_(_l.to_article_id == _ORIGINAL, _l.article_id == _ORIGINAL)).limit(1)
)


def withdraw(connection: Connection, story_id: StoryId, article_id: ArticleId, now: datetime) -> None:
    """Messages about a copy that it turned out not to be, as far as nobody is sending them."""
    chosen = (_d.story_id == story_id, _d.article_id == article_id, _d.state == DeliveryState.DUE)
    unclaimed = or_(_d.claimed_until.is_(None), _d.claimed_until <= now)
    quiet = _d.kind.in_((DeliveryKind.COPY, DeliveryKind.UPDATE))
    connection.execute(delete(t.deliveries).where(*chosen, unclaimed, quiet))


def matches_in(connection: Connection, story_id: StoryId) -> list[tuple[ArticleId, tuple[Match, ...]]]:
    """The story's articles, first come first, with what they match."""
    return [(one, articles.matches_of(connection, one)) for one in _ids(connection, story_id)]


def _ids(connection: Connection, story_id: StoryId) -> list[ArticleId]:
    return [ArticleId(one) for one in connection.scalars(select(_a.id).where(_a.story_id == story_id).order_by(_a.id))]


def _came_along(connection: Connection, article_id: ArticleId, story_id: StoryId) -> tuple[ArticleId, ...]:
    """The article's own copies, and theirs, that the merge which brought it into the story brought in with it."""
    from monitor.stories.lineage import sources  # brings numpy: commands that list something need not wait for it

    its = (
        select(t.rulings)
        .where(_r.article_id == article_id, _r.from_story_id != _r.to_story_id)
        .order_by(_r.id.desc())
        .limit(1)
    )
    brought = connection.execute(its).first()
    if brought is None or brought.verdict != RulingKind.MERGE:
        return ()
    together = (_r.from_story_id == brought.from_story_id, _r.to_story_id == story_id, _r.made_at == brought.made_at)
    members = set(_ids(connection, story_id)) & set(connection.scalars(select(_r.article_id).where(*together)))
    links = [(owner, link) for owner, link in articles.links_from(connection, members) if link.to in members]
    found = sources(links, article_id if _came_first(connection, article_id, members) else None)
    family = {article_id}
    while more := {one for one, link in found.items() if link.to in family} - family:
        family |= more
    return tuple(sorted(family - {article_id}))


def _came_first(connection: Connection, article_id: ArticleId, members: set[ArticleId]) -> bool:
    """Whether it was published before all of them, so that earlier links of its own lead to copies."""
    rows = connection.execute(select(_a.id, _a.published_at).where(_a.id.in_(members)))
    published = {row.id: row.published_at for row in rows}
    its = published.pop(article_id)
    return its is not None and all(other is not None and its < other for other in published.values())


def _take_alerts(connection: Connection, article_id: ArticleId, story_id: StoryId) -> None:
    """A story is alerted once for a watch: the alert of an article that comes second stays where it is."""
    alerts = t.alerts.c
    known = list(connection.scalars(select(alerts.watch).where(alerts.story_id == story_id)))
    moved = update(t.alerts).where(alerts.article_id == article_id, alerts.watch.not_in(known))
    connection.execute(moved.values(story_id=story_id))


def _crown_rest(connection: Connection, story_id: StoryId, gone: list[ArticleId], rest: list[ArticleId]) -> None:
    """What remains of a story keeps its original, unless that is what left it, or only those that left named it."""
    row = connection.execute(select(t.stories).where(_s.id == story_id)).one()
    values: dict[str, Any] = {}
    if row.first_article_id in gone:
        values["first_article_id"] = rest[0]
    named = row.named_original
    if named is not None:
        credited = connection.execute(select(_a.id, _a.credit).where(_a.id.in_([*gone, *rest])))
        naming = {one.id for one in credited if _names(one.credit, named)}
        if naming and naming.isdisjoint(rest):
            values |= {"named_original": None, "original_article_id": rest[0]}
    if row.original_article_id in gone:
        values["original_article_id"] = rest[0]
    if values:
        connection.execute(update(t.stories).where(_s.id == story_id).values(**values))


def _names(credit: dict[str, Any] | None, named: dict[str, Any]) -> bool:
    return credit is not None and all(credit[key] == named[key] for key in ("publisher", "title"))


def _original_of_both(connection: Connection, older: StoryId, newer: StoryId) -> ArticleId | None:
    """Of two stories' originals the one that a credit line names, else the one that was published first, else the one
    that came first. None where the older story's is known by name only."""
    mine, its = (_ITS_ORIGINAL.first(connection, {"story": story_id}) for story_id in (older, newer))
    if mine is None or its is None or _stands_by_credit(connection, older):
        return None if mine is None else ArticleId(mine.id)
    if _stands_by_credit(connection, newer):
        return ArticleId(its.id)
    for one, other in ((its, older), (mine, newer)):
        published = in_zone(one.published_at, one.published_offset)
        if published is not None and original_came_after(connection, other, published):
            return ArticleId(one.id)
    return ArticleId(min(mine.id, its.id))


def _why_empty(connection: Connection, story_id: StoryId) -> str:
    into = _merged_into(connection, story_id)
    if into is not None:
        return f"story {story_id} was merged into story {into}"
    return f"story {story_id}: there is none (ronda stories list shows them)"


def _write(
    connection: Connection,
    verdict: RulingKind,
    moved: list[ArticleId],
    before: StoryId,
    after: StoryId,
    now: datetime,
) -> None:
    shared = {"verdict": verdict, "from_story_id": before, "to_story_id": after, "made_at": now}
    shared["apart_from"] = before if verdict is RulingKind.SPLIT else None
    connection.execute(insert(t.rulings), [shared | {"article_id": one} for one in moved])


def _ruling(row: Row[Any]) -> Ruling:
    return Ruling(
        id=row.id,
        verdict=RulingKind(row.verdict),
        article_id=ArticleId(row.article_id),
        from_story=StoryId(row.from_story_id),
        to_story=StoryId(row.to_story_id),
        made_at=row.made_at,
    )
