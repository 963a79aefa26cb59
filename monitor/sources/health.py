"""Whether a source is well, what ails it, when the operator is told so, and what he can do about it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.errors import Failure
from monitor.model import Health, Source, SourceKind, Yield
from monitor.sources.rhythm import unpack, usual_rate
from monitor.sources.timing import PollOutcome, spoken

POLLS_BEFORE_NOTICE = 3  # that show a sign, in a row
_AT_ONCE = frozenset({"gone", "frozen"})  # these are told of when they are first seen: the evidence is old already
_MISSING_NEWS = 20.0  # items that should have come while none came: by chance once in five hundred million
_SHORTEST_SILENCE = timedelta(days=1)
_OLD = timedelta(days=30)  # a document whose newest item is older was frozen before we came
_FEW = 8  # a document of fewer items than this varies too much to say that some are missing
_SHARE = 0.25  # of the usual number of items: with fewer, something is wrong
_LEARNING, _YIELDING = 0.2, 0.02  # how fast the usual number follows: when all is well, and when it is doubted
_RELAPSE = timedelta(days=7)
_LONGEST_REPEAT = 6  # notices are repeated after 1, 2, 4, ... 64 days


class News(StrEnum):
    """What the operator is told."""

    ILL = "ill"
    STILL_ILL = "still-ill"
    WELL = "well"


@dataclass(frozen=True, slots=True)
class Told:
    """A notice about a source: `health` is what ails it, or ailed it where it is well again."""

    news: News
    health: Health


def examine(source: Source, after: Source, outcome: PollOutcome, now: datetime) -> tuple[Source, Told | None]:
    """Decide how a source fares: `source` is its row before the poll, `after` as `next_poll` leaves it.

    Gives `after` with `health` and `usual_items` set, and what the operator is to be told. An illness is told of once
    three polls in a row have shown it, again after 1, 2, 4 ... 64 days, and once more when it is over; a source that falls
    ill again and again within a week is told of ever more rarely. What says nothing about the source (a host that was
    busy, a database of ours that refused) leaves everything as it was.
    """
    if outcome.failure is not None and _is_ours(outcome.failure):
        return after, None
    sign, detail = _sign(source, after, outcome, now)
    usual = _usual(source.usual_items, outcome.found, sign)
    if not sign:
        well, told = _recovered(source.health, now)
        if told is None and well == after.health and usual == after.usual_items:
            return after, None
        return replace(after, health=well, usual_items=usual), told
    health = _worse(source.health, sign, detail, now)
    health, told = _tell(health, now) if is_ill(health) else (health, None)
    return replace(after, health=health, usual_items=usual), told


def is_ill(health: Health) -> bool:
    """Whether what a source shows is more than a passing weakness."""
    return bool(health.sign) and (health.polls >= POLLS_BEFORE_NOTICE or health.sign in _AT_ONCE)


def _is_ours(failure: Failure) -> bool:
    return failure.kind == "host-busy" or failure.kind.startswith("store-")


# ---------------------------------------------------------------------------------------------------------------- signs


def _sign(source: Source, after: Source, outcome: PollOutcome, now: datetime) -> tuple[str, str]:
    """The worst sign of this poll and what it consists in; ("", "") for none."""
    if outcome.failure is not None:
        return outcome.failure.kind, outcome.failure.detail
    poor = _poor(source, outcome.found, now)
    if poor[0]:
        return poor
    if outcome.reply is not None and outcome.reply.permanent_url and after.url == source.url and after.moved_to:
        return "moved", outcome.reply.permanent_url
    return _frozen(source, outcome, now)


def _poor(source: Source, found: Yield | None, now: datetime) -> tuple[str, str]:
    """A document that can be read and holds nothing, or far less than usual."""
    if found is None:  # unchanged: what was poor is poor still
        kept = source.health
        return (kept.sign, kept.detail) if kept.sign in ("nothing", "thin") else ("", "")
    usual, count = source.usual_items, len(found.items)
    if not count:
        quiet_sitemap = found.kind is SourceKind.SITEMAP and (_silence(source, now) or timedelta()) < _SHORTEST_SILENCE
        return ("", "") if quiet_sitemap else ("nothing", f"no item, usually {usual:.0f}" if usual else "no item")
    if found.kind is not SourceKind.SITEMAP and usual >= _FEW and count < usual * _SHARE:
        return "thin", f"{count} items, usually {usual:.0f}"
    return "", ""


def _frozen(source: Source, outcome: PollOutcome, now: datetime) -> tuple[str, str]:
    """Nothing new for far longer than the source's own rhythm explains, or a document that was old when we came."""
    if outcome.new:
        return "", ""
    if outcome.found is not None:
        dates = [item.published for item in outcome.found.items if item.published]
        if dates and outcome.first and now - max(dates) > _OLD:
            return "frozen", f"its newest item is of {max(dates):%Y-%m-%d}"
    silence, kept = _silence(source, now), source.health
    if silence is not None and silence >= _SHORTEST_SILENCE:
        daily = usual_rate(unpack(source.rhythm), silence)
        if daily * (silence / timedelta(days=1)) >= _MISSING_NEWS:
            return "frozen", f"nothing new for {spoken(silence)}, usually {daily:.1f} items a day"
    return (kept.sign, kept.detail) if kept.sign == "frozen" else ("", "")


def _silence(source: Source, now: datetime) -> timedelta | None:
    last = source.last_new_at or source.first_polled_at
    return None if last is None else now - last


def _usual(usual: float, found: Yield | None, sign: str) -> float:
    if found is None or not found.items:
        return usual
    count = float(len(found.items))
    return count if not usual else usual + (count - usual) * (_YIELDING if sign == "thin" else _LEARNING)


# ------------------------------------------------------------------------------------------------------ when it is told


def _worse(health: Health, sign: str, detail: str, now: datetime) -> Health:
    if health.sign:
        return replace(health, sign=sign, detail=detail, polls=health.polls + 1)
    relapse = health.told_at is not None and now - health.told_at < _RELAPSE
    kept = Health(relapses=health.relapses, told_at=health.told_at) if relapse else Health()
    return replace(kept, sign=sign, detail=detail, since=now, polls=1)


def _tell(health: Health, now: datetime) -> tuple[Health, Told | None]:
    if health.told_at is not None and now - health.told_at < _pause(health):
        return health, None
    told = replace(health, told=health.told + 1, told_at=now)
    return told, Told(News.STILL_ILL if health.told else News.ILL, told)


def _pause(health: Health) -> timedelta:
    """How long after the last notice nothing is said. The first relapse is told of at once, later ones ever later."""
    steps = health.told + max(0, health.relapses - 1)
    return timedelta(days=2 ** min(steps - 1, _LONGEST_REPEAT)) if steps else timedelta()


def _recovered(health: Health, now: datetime) -> tuple[Health, Told | None]:
    if health.told:
        return Health(told_at=health.told_at, relapses=health.relapses + 1), Told(News.WELL, health)
    if health.told_at is not None and now - health.told_at < _RELAPSE:
        return Health(told_at=health.told_at, relapses=health.relapses), None
    return Health(), None
