"""When a message leaves: now, later, together with others as a digest, or with the copies that wait behind it.

Judged when a message is claimed, by the rules, mutes and clock of that moment. Nothing is dropped: what is held leaves
later, what is too much leaves as a digest.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from monitor.alerts.causes import Cause, because, brief, cause_of
from monitor.alerts.waiting import Mute, MuteKind, SentLately, Waiting
from monitor.model import DeliveryId, DeliveryKind, StoryId
from monitor.rules import QuietHours, WatchRules

HOUR = timedelta(hours=1)
LATE = timedelta(minutes=30)
"""What has waited longer came through an outage: several such leave as one catch-up digest."""
FAILS_OFTEN = 5
"""After so many failures of its own in a row a digest no longer holds up those that are to follow it. What a channel that is
away does to a message counts for less: it is tried as often as the channel then, and never given up for that."""
_LOOK_AGAIN = timedelta(seconds=15)
FOLLOWED_UP = "a follow-up on this story was sent lately"
ASKED_FOR = "asked for once more"
"""Of a message that a person sends again: it leaves as it is, whatever the rules and mutes."""
_SEVERITIES = ("low", "normal", "high", "never")
_OF_STORIES = (DeliveryKind.ALERT, DeliveryKind.COPY, DeliveryKind.UPDATE)
FOLLOW_UPS = (DeliveryKind.COPY, DeliveryKind.UPDATE)


@dataclass(frozen=True, slots=True)
class PaceRules:
    """What holds for every watch that does not say otherwise."""

    quiet: QuietHours | None = None
    breaks_quiet: str = "high"
    max_per_hour: int = 0  # messages of one watch to one recipient; 0: no limit
    flood: int = 100  # stories that wait at once for one recipient; more leave as a digest
    zone: str = "Asia/Jakarta"


@dataclass(frozen=True, slots=True)
class Moment:
    """All that a judgement looks at beside the message itself. Messages are of one channel and recipient."""

    now: datetime
    rules: Mapping[str, WatchRules]
    house: PaceRules = PaceRules()
    mutes: Sequence[Mute] = ()
    waiting: Sequence[Waiting] = ()  # the others that wait there, claimed by nobody
    recent: Sequence[SentLately] = ()  # of the last hour
    follow_up_gap: timedelta = timedelta(0)  # of the channel: between two follow-ups about one story
    outage: timedelta | None = None  # one of this length is just over, and what it left to read is being read
    failing_since: datetime | None = None  # the channel has taken nothing since then
    most_stories: int = 30  # that one digest of this channel can tell


@dataclass(frozen=True, slots=True)
class Send:
    """Now; the copies `joins`, which wait in its thread, are told with it. `aside`: where the channel can renew the thread's
    first message, that is enough."""

    joins: tuple[DeliveryId, ...] = ()
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Hold:
    """Not before `until`; then it is judged anew."""

    until: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Fold:
    """With others as digests, one for each batch, in this order; the newest story first. `why` says what made them wait."""

    batches: tuple[tuple[DeliveryId, ...], ...]
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unfold:
    """Not as this digest: what it was to tell, where anything is left of it, waits by itself again."""


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Not at all, unless a person asks for it."""

    why: str


Verdict = Send | Hold | Fold | Unfold | GiveUp


def pace(message: Waiting, at: Moment) -> Verdict:
    """What becomes of a message that is due; notices are not to be asked about."""
    if message.held == ASKED_FOR:
        return Send()
    if message.kind is DeliveryKind.DIGEST:
        return _digest_anew(message, at)
    held = held_until(message, at)
    if held is not None:
        return held
    if message.kind not in _OF_STORIES:
        return Send()
    ready = [one for one in (message, *_ready(at)) if _may_be_folded(one, at)]
    together = _together(message, ready, at)
    if len({one.story_id for one in together}) > 1:
        return _fold(together, at)
    return Send(_joins(message, at), aside=_updated_lately(message, at))


def _digest_anew(digest: Waiting, at: Moment) -> Verdict:
    """A digest that could not be sent takes in what has been waiting since, together with the digests behind it, and does
    not tell what rules and mutes hold by now; one that may have arrived is repeated as it was."""
    own = [one for one in at.waiting if one.digest == digest.id]
    if own and digest.maybe_repeated:
        return Send()
    if held := held_until(digest, at):
        return held
    if not own or any(held_until(one, at) for one in own):
        return Unfold()
    beside = [one for one in _ready(at) if one.digest != digest.id and _has_waited(one, at)]
    if all(one.digest for one in beside) and not _behind(own, at):
        return Send()
    return _fold([*own, *beside], at)


def _ready(at: Moment) -> Iterable[Waiting]:
    """Of the others those that rules and mutes let go, and nobody has asked for by themselves."""
    others = (other for other in at.waiting if other.kind in _OF_STORIES and other.held != ASKED_FOR)
    return (other for other in others if not held_until(other, at))


def held_until(message: Waiting, at: Moment) -> Hold | None:
    """Until when rules and mutes make it wait, and why; None where it may leave. Of several watches the most patient
    does not hold up the others: they are one message, and it leaves when the first of them may. What is in a digest has
    waited for its time, and counts with it."""
    holds = [_held_for(watch, message, at) for watch in message.watches]
    by_watch = None if None in holds else min(filter(None, holds), key=lambda hold: hold.until, default=None)
    asked = [hold for hold in (by_watch, _muted(message, at), not message.digest and _followed_up(message, at)) if hold]
    return max(asked, key=lambda hold: hold.until, default=None)


def _held_for(watch: str, message: Waiting, at: Moment) -> Hold | None:
    rule = at.rules.get(watch) or WatchRules(watch)
    holds = [_mutes(at, MuteKind.WATCH, watch), _quiet(rule, at)]
    if message.kind in _OF_STORIES and not message.digest:
        holds += [_collected(rule, message, at), _caught_up(rule, at)]
    if message.kind is DeliveryKind.ALERT and not message.digest:
        holds.append(_over_limit(rule, at))
    return max(filter(None, holds), key=lambda hold: hold.until, default=None)


def _mutes(at: Moment, kind: MuteKind, value: str) -> Hold | None:
    ends = [mute.until for mute in at.mutes if (mute.kind, mute.value) == (kind, value) and mute.until > at.now]
    return Hold(max(ends), because(Cause.MUTE, f'{kind} "{value}"')) if ends else None


def _muted(message: Waiting, at: Moment) -> Hold | None:
    story = None if message.story_id is None else _mutes(at, MuteKind.STORY, str(message.story_id))
    publisher = _mutes(at, MuteKind.PUBLISHER, message.publisher) if message.publisher else None
    return max(filter(None, (story, publisher)), key=lambda hold: hold.until, default=None)


def _quiet(rule: WatchRules, at: Moment) -> Hold | None:
    hours = rule.quiet or at.house.quiet
    if hours is None or hours.start == hours.until:
        return None
    if _breaks_through(rule, at):
        return None
    end = quiet_until(hours, at.now, at.house.zone)
    return Hold(end, because(Cause.QUIET, f"{hours.until:%H:%M}")) if end else None


def _breaks_through(rule: WatchRules, at: Moment) -> bool:
    return _SEVERITIES.index(rule.severity) >= _SEVERITIES.index(rule.breaks_quiet or at.house.breaks_quiet)


def _caught_up(rule: WatchRules, at: Moment) -> Hold | None:
    """What an outage left to read is told together, when it has been read."""
    if at.outage is None or _breaks_through(rule, at):
        return None
    return Hold(at.now + _LOOK_AGAIN, because(Cause.OUTAGE, brief(at.outage)))


def quiet_until(hours: QuietHours, now: datetime, zone: str) -> datetime | None:
    """When the quiet hours end that `now` lies in; None outside of them."""
    end = next_clock(hours.until, now, zone)
    start = next_clock(hours.start, now, zone)
    return end if end < start else None


def next_clock(clock: time, after: datetime, zone: str) -> datetime:
    """The next moment, later than `after`, at which clocks in `zone` show `clock`."""
    here = ZoneInfo(zone)
    today = after.astimezone(here).date()
    for days in (0, 1, 2):
        moment = datetime.combine(today + timedelta(days=days), clock, here)
        if moment > after:
            return moment.astimezone(after.tzinfo)
    raise AssertionError("a clock that never strikes")


def _collected(rule: WatchRules, message: Waiting, at: Moment) -> Hold | None:
    if rule.digest is not None:
        due = next_clock(rule.digest, message.created_at, at.house.zone)
        why = because(Cause.DAILY, f"{rule.digest:%H:%M}")
    elif rule.every is not None:
        due = _next_round(rule.every, message.created_at, at.house.zone)
        why = because(Cause.ROUNDS, brief(rule.every))
    else:
        return None
    return Hold(due, why) if due > at.now else None


def _next_round(every: timedelta, after: datetime, zone: str) -> datetime:
    """Rounds are counted from midnight, so that watches of one rhythm share a digest."""
    midnight = datetime.combine(after.astimezone(ZoneInfo(zone)).date(), time(0), ZoneInfo(zone))
    start = midnight.astimezone(after.tzinfo)
    return min(start + ((after - start) // every + 1) * every, next_clock(time(0), after, zone))


def _over_limit(rule: WatchRules, at: Moment) -> Hold | None:
    most = at.house.max_per_hour if rule.max_per_hour is None else rule.max_per_hour
    if not most:
        return None
    counted = (DeliveryKind.ALERT, DeliveryKind.DIGEST)
    sent = sorted((one.at for one in at.recent if one.kind in counted and rule.name in one.watches), reverse=True)
    if len(sent) < most or sent[most - 1] + HOUR <= at.now:
        return None
    return Hold(min(sent[most - 1], at.now) + HOUR, because(Cause.LIMIT, most))


def _followed_up(message: Waiting, at: Moment) -> Hold | None:
    if message.kind not in FOLLOW_UPS or not at.follow_up_gap:
        return None
    sent = [one.at for one in at.recent if one.kind in FOLLOW_UPS and one.story_id == message.story_id]
    until = min(max(sent, default=at.now - at.follow_up_gap), at.now) + at.follow_up_gap
    return Hold(until, FOLLOWED_UP) if until > at.now else None


def _together(message: Waiting, ready: Sequence[Waiting], at: Moment) -> list[Waiting]:
    """Which of those that may leave belong into a digest with this one: all of a flood, else those that have waited."""
    flood = len({one.story_id for one in ready}) > at.house.flood
    together = [one for one in ready if flood or _has_waited(one, at)]
    return together if message in together else []


def _may_be_folded(one: Waiting, at: Moment) -> bool:
    """A follow-up stays in its thread where that asks nobody for attention."""
    return one.kind not in FOLLOW_UPS or bool(one.digest) or bool(at.follow_up_gap)


def _has_waited(one: Waiting, at: Moment) -> bool:
    """A follow-up to a story that was told leaves by itself, however long it waited, unless its watches collect."""
    if one.digest:
        return True
    if one.kind in FOLLOW_UPS:
        return _may_be_folded(one, at) and all(_collects(at.rules.get(watch)) for watch in one.watches)
    return bool(one.held) or one.created_at <= at.now - LATE


def _collects(rule: WatchRules | None) -> bool:
    return rule is not None and (rule.digest is not None or rule.every is not None)


def _behind(together: Sequence[Waiting], at: Moment) -> list[Waiting]:
    """What else waits in these threads: it would only repeat what the digest says."""
    stories, there = {one.story_id for one in together}, {one.id for one in together}
    return [one for one in at.waiting if one.story_id in stories and one.id not in there and _follows(one, at)]


def _fold(together: Sequence[Waiting], at: Moment) -> Fold:
    """As many stories in one digest as the channel takes; the older ones follow in the next."""
    told = [*together, *_behind(together, at)]
    stories: dict[StoryId | None, list[DeliveryId]] = {}
    for one in sorted(told, key=lambda one: one.id):
        stories.setdefault(one.story_id, []).append(one.id)
    newest_first = sorted(stories.values(), key=lambda ids: ids[0], reverse=True)
    starts = range(0, len(newest_first), at.most_stories)
    parts = (newest_first[start : start + at.most_stories] for start in starts)
    return Fold(tuple(tuple(chain.from_iterable(part)) for part in parts), _why(told, len(stories), at))


def _why(told: Sequence[Waiting], stories: int, at: Moment) -> tuple[str, ...]:
    """What made each of them wait, and the channel where that was dead; a flood where none did."""
    held = [one for one in told if cause_of(one.held)]
    late = [one.created_at for one in told if one.created_at <= at.now - LATE and one not in held]
    causes = [one.held for one in held]
    if at.failing_since and at.failing_since <= at.now - LATE:
        causes.append(because(Cause.DEAD, at.failing_since.isoformat(timespec="seconds")))
    elif late:
        causes.append(because(Cause.LATE, min(late).isoformat(timespec="seconds")))
    return tuple(dict.fromkeys(causes)) or (because(Cause.FLOOD, stories),)


def _joins(message: Waiting, at: Moment) -> tuple[DeliveryId, ...]:
    """A message that still waited tells of what was found meanwhile and waits behind it."""
    own = (one for one in at.waiting if one.story_id == message.story_id and not one.digest)
    return tuple(one.id for one in own if _follows(one, at))


def _follows(one: Waiting, at: Moment) -> bool:
    """Whether it may be told with another message of its story: whatever holds it, but for a person's wish."""
    by_watch = [_mutes(at, MuteKind.WATCH, watch) for watch in one.watches]
    return one.kind in FOLLOW_UPS and None in by_watch and not _muted(one, at)


def _updated_lately(message: Waiting, at: Moment) -> bool:
    """A story whose articles come in in reverse order has an original anew with each of them."""
    if message.kind is not DeliveryKind.UPDATE:
        return False
    return any(one.kind is DeliveryKind.UPDATE and one.story_id == message.story_id for one in at.recent)
