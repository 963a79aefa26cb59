"""A message ready to send: what wording makes and channels take."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from monitor.model import DeliveryKind


@dataclass(frozen=True, slots=True)
class Message:
    """A message ready to send, in every form a channel may want."""

    key: str
    thread: str  # the same for all messages about one story
    subject: str
    text: str
    html: str
    blocks: tuple[Mapping[str, Any], ...]  # Slack Block Kit
    payload: Mapping[str, Any]  # for webhooks: documented JSON
    created_at: datetime
    kind: DeliveryKind = DeliveryKind.ALERT
    aside: bool = False  # a channel that can renew the thread's first message need do no more
    again: bool = False  # an earlier attempt may have arrived: only its answer is wanting
