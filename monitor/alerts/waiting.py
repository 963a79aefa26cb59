"""The words of pacing: what waits, what was sent lately, and whom people want quiet from."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.model import ArticleId, DeliveryId, DeliveryKind, StoryId


class MuteKind(StrEnum):
    WATCH = "watch"
    STORY = "story"
    PUBLISHER = "publisher"


@dataclass(frozen=True, slots=True)
class Mute:
    """A person's wish for quiet. Messages wait until it ends, by itself or by `unmute`; none is lost."""

    id: int
    kind: MuteKind
    value: str  # a watch's name, a story's id, a publisher's id
    created_at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that waits for one recipient of one channel, as its pace is judged."""

    id: DeliveryId
    kind: DeliveryKind
    story_id: StoryId | None
    article_id: ArticleId | None
    publisher: str  # id, of the article
    watches: tuple[str, ...]
    created_at: datetime
    held: str = ""  # why it was made to wait before
    digest: DeliveryId | None = None  # the digest, itself still waiting, in which it was to be told
    maybe_repeated: bool = False  # an earlier attempt may have arrived


@dataclass(frozen=True, slots=True)
class SentLately:
    """A message that this recipient of this channel got."""

    at: datetime
    kind: DeliveryKind
    story_id: StoryId | None
    watches: tuple[str, ...]
