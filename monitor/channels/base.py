"""What every channel is, what it takes to build one, and how failures are told without secrets."""

import os
import socket
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Protocol

from monitor.alerts.message import Message
from monitor.errors import ConfigError
from monitor.model import Receipt

FAILS_AS_A_WHOLE = frozenset({"connection", "timeout", "tls", "smtp-auth", "smtp-protocol", "slack-ratelimited"})
"""Kinds of a Transient that every message of the channel would meet: it rests, and one message at a time tries it."""

NO_ANSWER = "no-answer"
"""`kind` of a Transient that ended after the message was handed over and before an answer: it may have arrived."""


STORIES_OF_A_CHAT = 30
"""In one digest: with more the headlines would lose their links within what Slack takes in one message (`blocks.MOST_IN_ALL`)."""


class Channel(Protocol):
    """A way to tell people. One object serves several threads at once.

    `send` hands one message to one recipient (`""` where the channel has one destination) and returns what the other
    side said; `parent` is the receipt of the first message about the same story, for channels that keep threads.
    Raises Transient (with `retry_after` where the other side named a time, and kind NO_ANSWER where the message may
    have arrived) or Permanent, both with the channel's name as subject and no secret in their text.
    """

    @property
    def name(self) -> str: ...

    @property
    def recipients(self) -> tuple[str, ...]:
        """Whom it tells, `("",)` where it has one destination."""

    @property
    def gap(self) -> timedelta:
        """The least time between two messages that the other side puts up with."""

    @property
    def at_once(self) -> int:
        """How many messages it takes side by side, at this moment; one where there is a gap."""

    @property
    def follow_up_gap(self) -> timedelta:
        """The least time between two messages about copies of one story, where each of them asks for attention."""

    @property
    def most_stories(self) -> int:
        """How many stories one digest tells; what is more follows in the next."""

    def send(self, message: Message, recipient: str, parent: Receipt | None) -> Receipt: ...

    def describe(self) -> str:
        """Where it leads, in one line without secrets."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a `[channels.NAME]` table."""

    kind: str = "text"  # text | texts | port | duration | choice | flag | secret (by reference only) | either
    required: bool = False
    choices: tuple[str, ...] = ()
    argument: str = ""  # of the factory, where it differs from the key
    help: str = ""


@dataclass(frozen=True, slots=True)
class ChannelSpec:
    """What a type of channel is built from. `build` takes `name` and the keys as keyword arguments, all of them values
    already: secrets as text, durations as timedelta, ports as int. It raises ConfigError for values that do not fit
    together (a token without a channel, plain text to a host that is not loopback)."""

    build: Callable[..., Channel]
    keys: Mapping[str, Key] = field(default_factory=dict)
    recipients: str = ""  # the key that lists recipients; "" where there is one destination

    @property
    def secrets(self) -> frozenset[str]:
        """Keys whose values are given by reference, or may be, and are never shown."""
        return frozenset(key for key, about in self.keys.items() if about.kind in ("secret", "either"))

    def make(self, name: str, values: Mapping[str, Any]) -> Channel:
        """A channel from the values of its table, `type` left out."""
        return self.build(name=name, **{self.keys[key].argument or key: value for key, value in values.items()})


TIMEOUT = Key("duration", help="how long one answer may take: 30s where absent, 60s at most")
LONGEST = timedelta(seconds=60)
CA_FILE = Key("text", help="certificates to trust beside those of the system, a PEM file")


def refuse(name: str, problem: str) -> ConfigError:
    return ConfigError([f"channels.{name}: {problem}"])


def patience(name: str, timeout: timedelta) -> float:
    """`timeout` in seconds. A message is claimed for five minutes: whoever waits for longer finds that another sends it too."""
    if not timedelta(0) < timeout <= LONGEST:
        raise refuse(name, f"timeout: {timeout.total_seconds():g}s is not within 1s and {LONGEST.total_seconds():g}s")
    return timeout.total_seconds()


def told(text: object, secrets: Iterable[str] = (), limit: int = 200) -> str:
    """What the other side said: bytes decoded, on one line, short, and without any of our secrets."""
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        said = said.replace(secret, "***")
    said = " ".join("".join(char if char.isprintable() else " " for char in said).split())
    return said if len(said) <= limit else said[: limit - 1] + "…"


def cause(error: BaseException) -> str:
    """What lies under a library's exception, as the system words it; library texts hold addresses with secrets."""
    under: BaseException | None = error
    for _ in range(8):
        if isinstance(under, socket.gaierror):
            return "its address cannot be found"
        if isinstance(under, OSError) and under.errno and isinstance(under.errno, int) and under.errno > 0:
            return os.strerror(under.errno).lower()
        inner = getattr(under, "reason", None)
        arguments = [part for part in getattr(under, "args", ()) if isinstance(part, BaseException)]
        nearer = inner if isinstance(inner, BaseException) else next(iter(arguments), None)
        under = nearer or getattr(under, "__cause__", None) or getattr(under, "__context__", None)
    return type(error).__name__


def retry_after(headers: Mapping[str, str]) -> timedelta | None:
    """A Retry-After header in seconds or as a date (RFC 9110, section 10.2.3); None where absent or unreadable."""
    value = next((text for name, text in headers.items() if name.lower() == "retry-after"), "").strip()
    if value.isdecimal() and len(value) < 8:
        return timedelta(seconds=int(value))
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(timedelta(0), moment - datetime.now(UTC))
