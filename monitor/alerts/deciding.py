"""Who is told what about one article. Values in, values out: sending and remembering are left to others."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from monitor.model import Alert, AlertReason, Decided, DeliveryKind, Match, Placing, PlannedDelivery, ToldAlert
from monitor.rules import WatchRules

_LOUDEST_FIRST = (DeliveryKind.ALERT, DeliveryKind.UPDATE, DeliveryKind.COPY)

_Wish = tuple[str, str, DeliveryKind]
"""Watch, channel, kind: what one watch asks of one channel."""


def decide(
    matches: Sequence[Match],
    placing: Placing,
    history: Sequence[ToldAlert],
    rules: Mapping[str, WatchRules],
    channels: Mapping[str, tuple[str, ...]],
    now: datetime,
    *,
    read: bool = True,
    zone: str = "Asia/Jakarta",
) -> Decided:
    """The alerts an article raises and the messages that follow from it.

    One alert per watch and story; `history` holds the alerts of the story that `placing` names. A copy of a story a
    watch was told about raises none: it is told in the thread, loudly, or not at all, as the watch's `copies` says, to
    the channels told first. Watches that meet on one channel share one message per recipient. `channels` maps the name
    of a channel to its recipients, `("",)` where it has one destination; a name not in it is passed over. A watch with
    `channels=()` still records its alert, so that the story counts as told. `read=False` says that the article was
    matched on its announcement alone. A watch that has expired, on the clock of `zone`, raises nothing new; a story that
    a person has acknowledged is followed no further.
    """
    told = _told_channels(history) if placing.story_id is not None else {}
    acked = {alert.watch for alert in history if alert.acked}
    late = [match.watch for match in matches if has_expired(_rules_of(match.watch, rules), now, zone)]
    first = [match.watch for match in matches if match.watch not in told and match.watch not in late]
    reason = _alert_reason(placing, read=read)
    wishes = [
        (watch, channel, DeliveryKind.ALERT)
        for watch in first
        for channel in _wanted(_rules_of(watch, rules), channels)
    ]
    if placing.supersedes is None:
        followed = {watch: names for watch, names in told.items() if watch not in acked}
        wishes += [wish for watch, names in followed.items() for wish in _copy_wishes(watch, names, placing, rules)]
    deliveries = _merged(wishes, channels, now)
    return Decided(
        alerts=tuple(Alert(watch, reason) for watch in dict.fromkeys(first)),
        deliveries=deliveries,
        reason="" if deliveries else _why_silent(first, told, placing, rules, late, acked),
    )


def has_expired(rule: WatchRules, now: datetime, zone: str) -> bool:
    """Whether the watch's day is over; a date counts to its end."""
    if rule.expires is None:
        return False
    if isinstance(rule.expires, datetime):
        return now >= (rule.expires if rule.expires.tzinfo else rule.expires.replace(tzinfo=ZoneInfo(zone)))
    return now >= datetime.combine(rule.expires, time(0), ZoneInfo(zone)) + timedelta(days=1)


def _told_channels(history: Sequence[ToldAlert]) -> dict[str, tuple[str, ...]]:
    """The channels each watch was told on about this story, the first told first."""
    told: dict[str, tuple[str, ...]] = {}
    for alert in sorted(history, key=lambda alert: alert.created_at):
        told[alert.watch] = tuple(dict.fromkeys((*told.get(alert.watch, ()), *alert.channels)))
    return told


def _alert_reason(placing: Placing, *, read: bool) -> AlertReason:
    if placing.supersedes is not None:
        return AlertReason.CORRECTION
    return AlertReason.FIRST_MATCH if read else AlertReason.NOT_READ


def _rules_of(watch: str, rules: Mapping[str, WatchRules]) -> WatchRules:
    return rules.get(watch) or WatchRules(watch)


def _wanted(rule: WatchRules, channels: Mapping[str, tuple[str, ...]]) -> Iterable[str]:
    return channels if rule.channels is None else rule.channels


def _copy_wishes(watch: str, told: Sequence[str], placing: Placing, rules: Mapping[str, WatchRules]) -> Iterable[_Wish]:
    """What a watch that knows the story asks for; a watch that was deleted, or no longer names a channel, asks less."""
    rule = rules.get(watch)
    if rule is None or rule.copies == "silent":
        return
    kind = DeliveryKind.UPDATE if placing.is_original else DeliveryKind.COPY
    if rule.copies == "alert":
        kind = DeliveryKind.ALERT
    for channel in told:
        if rule.channels is None or channel in rule.channels:
            yield watch, channel, kind


def _merged(
    wishes: Sequence[_Wish], channels: Mapping[str, tuple[str, ...]], now: datetime
) -> tuple[PlannedDelivery, ...]:
    """One delivery a channel and recipient, as loud as its loudest wish and naming the watches loudest first."""
    by_channel: dict[str, list[_Wish]] = {}
    for wish in sorted(wishes, key=lambda wish: _LOUDEST_FIRST.index(wish[2])):
        by_channel.setdefault(wish[1], []).append(wish)
    return tuple(
        PlannedDelivery(channel, recipient, asked[0][2], tuple(dict.fromkeys(watch for watch, _, _ in asked)), now)
        for channel, asked in by_channel.items()
        for recipient in dict.fromkeys(channels.get(channel, ()))
    )


def _why_silent(
    first: Sequence[str],
    told: Mapping[str, Sequence[str]],
    placing: Placing,
    rules: Mapping[str, WatchRules],
    late: Sequence[str],
    acked: Collection[str],
) -> str:
    if first:
        return f"no channel to tell: {_each_rule(first, rules)}"
    if not told:
        return f"expired: {', '.join(dict.fromkeys(late))}" if late else "no watch matches"
    if placing.supersedes is not None:
        return "a corrected version of an article already told, which no further watch matches"
    if set(told) <= set(acked):
        return f"a copy of a story that was acknowledged for {', '.join(told)}"
    return f"a copy of a story already told: {_each_rule(told, rules)}"


def _each_rule(watches: Iterable[str], rules: Mapping[str, WatchRules]) -> str:
    return "; ".join(f"{watch} {_rule_in_words(watch, rules)}" for watch in dict.fromkeys(watches))


def _rule_in_words(watch: str, rules: Mapping[str, WatchRules]) -> str:
    rule = rules.get(watch)
    if rule is None:
        return "no longer exists"
    if rule.channels == ():
        return "tells nobody (channels = [])"
    if rule.copies == "silent":
        return 'keeps copies to itself (copies = "silent")'
    return "names no channel that exists" if rule.channels else "finds no channel that was told and still exists"
