"""When to look again, and why: the only retry policy there is. Chance comes in as `spread`, a number from 0 to 1."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from monitor.errors import Failure, Permanent, Transient
from monitor.model import Reply, Source, SourceState, Step, Validators, Yield
from monitor.sources import rhythm

LONGEST_WAIT = timedelta(hours=24)  # no due time lies further ahead; one that does comes from a clock that was wrong
_FLOOR = timedelta(minutes=5)  # below it, the operator has said that the hosts are his own
_UNCONDITIONAL = timedelta(minutes=60)
_REFRESH = timedelta(days=7)
_STRETCH = 6  # a calm source is polled at least so often as this many intervals
_DAYS_TO_MOVE = 3
_JITTER = 0.1
_READ_WAITS = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 360, 720, 1440))  # 46 hours in all
_MISSING_WAITS = _READ_WAITS[:4]  # a page that is not there: published a little early, or withdrawn
_SEND_WAITS = tuple(timedelta(seconds=s) for s in (15, 60, 300, 900, 1800, *[3600] * 71))  # three days
_ZONES = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


@dataclass(frozen=True, slots=True)
class Pace:
    """How often the operator wants sources polled."""

    interval: timedelta = timedelta(minutes=15)  # where an item an hour is expected, and where nothing is known yet
    min_interval: timedelta = _FLOOR
    max_interval: timedelta = timedelta(minutes=60)


@dataclass(frozen=True, slots=True)
class PollOutcome:
    """What a poll brought: a reply (200 or 304) or a failure."""

    reply: Reply | None = None
    found: Yield | None = None  # None: unchanged, nothing was parsed
    new: int = 0  # items not known before; 0 at the first poll
    first: bool = False
    failure: Failure | None = None


def next_poll(
    source: Source, outcome: PollOutcome, now: datetime, pace: Pace, spread: float, *, zone: str = "Asia/Jakarta"
) -> Source:
    """Decide when a source is polled again; `source` is its row before this poll, `zone` that of the reason's clock.

    Gives the row with due_at, due_reason, failures, rhythm, moved_to and moved_count set; url, where a move is adopted;
    state GONE and no due_at after 410. Everything else of the row is as it was.
    """
    if outcome.failure is not None or outcome.reply is None:
        failure = outcome.failure or Transient(source.url, "no-answer")
        return _after_failure(source, failure, now, pace, spread, zone)
    learnt = rhythm.observe(rhythm.unpack(source.rhythm), _times_of_news(outcome, now), now)
    own, why = _own_wait(source, outcome, learnt, now, pace)
    asked, who = _asked_wait(source, outcome.reply, outcome.found, pace)
    wait, why = (asked, who) if asked > own else (own, why)
    moved_to, moved_count = _moved(source, outcome.reply.permanent_url, now)
    adopt = moved_count >= _DAYS_TO_MOVE
    return replace(
        source,
        url=moved_to if adopt else source.url,
        due_at=now + min(max(pace.min_interval, wait * _jitter(spread)), LONGEST_WAIT),
        due_reason=f"every {spoken(wait)}{f' ({why})' if why else ''}",
        failures=0,
        rhythm=learnt.pack(),
        moved_to="" if adopt else moved_to,
        moved_count=0 if adopt else moved_count,
    )


def _jitter(spread: float) -> float:
    return 1 - _JITTER + 2 * _JITTER * spread


def _times_of_news(outcome: PollOutcome, now: datetime) -> list[datetime]:
    """Give when the new items were published, the latest of the document's; now, for those that do not say."""
    if outcome.found is None:
        return []
    times = sorted((item.published for item in outcome.found.items if item.published), reverse=True)
    if outcome.first:
        return times
    return times[: outcome.new] + [now] * (outcome.new - len(times))


def next_attempt(step: Step, failures: int, failure: Failure, now: datetime, spread: float) -> datetime | None:
    """Decide when a page is read or a delivery sent again; None to give up.

    `failures` counts this one. Pages are tried for about 48 hours, those that are not there (404) for one and a half;
    deliveries for three days. What is Permanent is given up; what never reached the host waits its turn.
    """
    asked = failure.retry_after if isinstance(failure, Transient) else None
    if failure.kind == "host-busy":
        return now + min(asked or timedelta(minutes=1), LONGEST_WAIT)
    waits = _SEND_WAITS if step is Step.DELIVER else _MISSING_WAITS if failure.status == 404 else _READ_WAITS
    if isinstance(failure, Permanent) or failures > len(waits):
        return None
    wait = waits[max(0, failures - 1)] * _jitter(spread)
    return now + min(max(wait, asked or wait), LONGEST_WAIT)


def validators_for(source: Source, now: datetime) -> Validators:
    """Give what to send with the request: what the server gave, but once a week nothing, so that mistakes heal."""
    if source.last_polled_at is None:
        return source.validators
    shift = timedelta(minutes=37 * int(source.id))
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    week, last_week = ((time - epoch + shift) // _REFRESH for time in (now, source.last_polled_at))
    return source.validators if week == last_week else Validators()


def spoken(wait: timedelta) -> str:
    """Write a duration as people do: 45s, 15m, 1h, 1h30m."""
    seconds = round(wait.total_seconds())
    if seconds < 120:
        return f"{seconds}s"
    minutes = round(seconds / 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}h{minutes:02}m" if hours and minutes else f"{hours}h" if hours else f"{minutes}m"


def _own_wait(
    source: Source, outcome: PollOutcome, learnt: rhythm.Rhythm, now: datetime, pace: Pace
) -> tuple[timedelta, str]:
    """Give the wait that we want, and a remark."""
    total = len(outcome.found.items) if outcome.found else 0
    if not outcome.first and total > 1 and outcome.new >= total:
        return pace.min_interval, "every entry was new: some may have been missed"
    if source.interval is not None:
        return max(source.interval, pace.min_interval), ""
    longest = max(pace.min_interval, min(pace.max_interval, pace.interval * _STRETCH))
    return rhythm.wait(learnt, now, pace.interval, pace.min_interval, longest, total), ""


def _asked_wait(source: Source, reply: Reply, found: Yield | None, pace: Pace) -> tuple[timedelta, str]:
    """Give the wait that server and feed ask for, at most our longest: a bogus max-age must not freeze a source."""
    wishes = [(_lifetime(reply.headers), "the server asks for it")]
    wishes.append((found.ttl if found and found.ttl else timedelta(), "the feed asks for it"))
    conditional = reply.status == 304 or bool(reply.validators.etag or reply.validators.last_modified)
    if not conditional and source.interval is None and pace.min_interval >= _FLOOR:
        wishes.append((_UNCONDITIONAL, "the server takes no conditional requests"))
    wait, who = max(wishes, key=lambda wish: wish[0])
    return min(wait, pace.max_interval), who


def _lifetime(headers: Mapping[str, str]) -> timedelta:
    """Give how long the answer says it is fresh: max-age (unless no-cache or no-store), else Expires less Date."""
    control = headers.get("cache-control", "").lower()
    parts = [part.strip() for part in control.split(",")]
    if "no-cache" in parts or "no-store" in parts:
        return timedelta()
    ages = [part[8:].strip('"') for part in parts if part.startswith("max-age=")]
    if ages:
        return timedelta(seconds=min(int(ages[0]), 10**8)) if ages[0].isdigit() and ages[0].isascii() else timedelta()
    expires, date = _http_date(headers.get("expires", "")), _http_date(headers.get("date", ""))
    return max(timedelta(), expires - date) if expires and date else timedelta()


def _http_date(text: str) -> datetime | None:
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _moved(source: Source, permanent_url: str, now: datetime) -> tuple[str, int]:
    """Count on how many days in a row the address led to the same other one for good."""
    if not permanent_url or permanent_url == source.url:
        return "", 0
    if permanent_url != source.moved_to or source.last_polled_at is None:
        return permanent_url, 1
    return permanent_url, source.moved_count + (
        source.last_polled_at.astimezone(UTC).date() != now.astimezone(UTC).date()
    )


def _after_failure(source: Source, failure: Failure, now: datetime, pace: Pace, spread: float, zone: str) -> Source:
    if failure.kind == "gone":
        return replace(
            source, due_at=None, due_reason="gone for good (410)", failures=source.failures + 1, state=SourceState.GONE
        )
    asked = failure.retry_after if isinstance(failure, Transient) else None
    name = str(failure.status or failure.kind)
    failures = source.failures + 1
    if failure.kind == "host-busy":
        due, failures = now + min(asked or pace.min_interval, LONGEST_WAIT), source.failures
    elif asked is not None:
        due = now + min(max(asked, pace.min_interval) * (1 + _JITTER * spread), LONGEST_WAIT)
    else:
        base = max(pace.min_interval, source.interval or pace.interval)
        most = min(LONGEST_WAIT, base * 2 ** min(failures, 20))
        due = now + min(pace.min_interval + (most - pace.min_interval) * spread, LONGEST_WAIT)
        name = f"{name}, failure {failures}," if failures > 1 else name
    return replace(source, due_at=due, due_reason=f"{name} until {_clock(due, now, zone)}", failures=failures)


def _clock(due: datetime, now: datetime, zone: str) -> str:
    local, today = due.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone)).date()
    day = "" if local.date() == today else f"{local.day}/{local.month} "
    return f"{day}{local:%H.%M} {_ZONES.get(zone) or local.tzname()}"
