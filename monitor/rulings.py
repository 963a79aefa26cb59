"""A person overrules a placing: an article is taken out of its story, or two stories become one. Works beside the daemon."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.alerts.deciding import decide
from monitor.model import Alert, AlertReason, ArticleId, Placing, Relation, StoryId
from monitor.rules import WatchRules
from monitor.store import Placer, Store


@dataclass(frozen=True, slots=True)
class Split:
    """What a split did. `along`: its copies that left with it; `alerts`: (article, watch) that the merge held back;
    `messages`: how many are due for them."""

    left: StoryId
    opened: StoryId
    along: tuple[ArticleId, ...]
    alerts: tuple[tuple[ArticleId, str], ...]
    messages: int


@dataclass(frozen=True, slots=True)
class Merged:
    into: StoryId
    moved: tuple[ArticleId, ...]


def split(
    store: Store,
    article_id: ArticleId,
    rules: Mapping[str, WatchRules],
    recipients: Mapping[str, tuple[str, ...]],
    now: datetime,
    *,
    zone: str = "Asia/Jakarta",
) -> Split:
    """Into a story of its own, for good, with its own copies where a merge had brought them in together. Raised are the
    alerts that either side would have had by itself: usually the article's; its former story's where it was the article
    that people were told about. Raises UsageError.
    """
    alerts: list[tuple[ArticleId, str]] = []
    messages = 0
    with store.placing() as table:
        left, opened, along = table.split(article_id, now)
        for story in (opened, left):
            for article, watches, count in _tell(table, story, rules, recipients, now, zone):
                alerts += [(article, watch) for watch in watches]
                messages += count
    return Split(left, opened, along, tuple(alerts), messages)


def merge(store: Store, one: StoryId, other: StoryId, now: datetime) -> Merged:
    """The newer story's articles into the older one, for good; nobody is told. Raises UsageError."""
    with store.placing() as table:
        return Merged(*table.merge(one, other, now))


def _tell(
    table: Placer,
    story: StoryId,
    rules: Mapping[str, WatchRules],
    recipients: Mapping[str, tuple[str, ...]],
    now: datetime,
    zone: str,
) -> list[tuple[ArticleId, tuple[str, ...], int]]:
    told = {alert.watch for alert in table.alert_history(story)}
    done = []
    for article, matches in table.matches_in(story):
        held = [match for match in matches if match.watch in rules and match.watch not in told]
        if held:
            decided = decide(held, Placing(None, Relation.NEW), (), rules, recipients, now, zone=zone)
            split = tuple(Alert(alert.watch, AlertReason.SPLIT) for alert in decided.alerts)
            watches, messages = table.tell(article, story, replace(decided, alerts=split), now)
            done.append((article, watches, len(messages)))
            told |= set(watches)
    return done
