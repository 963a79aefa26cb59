"""Alerts on a terminal, for trying things out."""

import sys
from datetime import timedelta
from typing import TextIO

from monitor.alerts.message import Message
from monitor.channels.base import NO_ANSWER, ChannelSpec, Key, cause
from monitor.errors import Transient
from monitor.model import DeliveryKind, Receipt


class ConsoleChannel:
    """Writes a block per message to `stream`; follow-ups are indented under what came before."""

    gap = timedelta(0)
    at_once = 1
    follow_up_gap = timedelta(0)
    most_stories = 200
    recipients = ("",)

    def __init__(self, *, name: str, stream: TextIO) -> None:
        self.name = name
        self._stream = stream

    def describe(self) -> str:
        return "this terminal"

    def send(self, message: Message, recipient: str, parent: Receipt | None) -> Receipt:  # noqa: ARG002 (one reader)
        follows = message.kind in (DeliveryKind.COPY, DeliveryKind.UPDATE)
        lines = [f"=== {message.subject}", *message.text.splitlines(), ""]
        block = "\n".join(("    " + line).rstrip() if follows else line for line in lines) + "\n"
        encoding = getattr(self._stream, "encoding", None) or "utf-8"
        try:
            self._stream.write(block.encode(encoding, "replace").decode(encoding))
            self._stream.flush()
        except (OSError, ValueError) as error:
            raise Transient(self.name, NO_ANSWER, cause(error)) from None
        return Receipt(message.key, {})


def build(*, name: str, stream: str = "stderr") -> ConsoleChannel:
    """Standard error unless told otherwise: standard output belongs to what commands answer."""
    return ConsoleChannel(name=name, stream=sys.stdout if stream == "stdout" else sys.stderr)


CONSOLE = ChannelSpec(build=build, keys={"stream": Key("choice", choices=("stderr", "stdout"))})
