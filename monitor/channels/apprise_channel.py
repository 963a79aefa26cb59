"""Everything else (Telegram, Teams, ntfy, Matrix, ...) through Apprise, one address a channel."""

import logging
import re
from datetime import timedelta
from typing import Any

from monitor.alerts.message import Message
from monitor.channels.base import NO_ANSWER, STORIES_OF_A_CHAT, TIMEOUT, ChannelSpec, Key, patience, refuse
from monitor.errors import Permanent, Transient
from monitor.model import DeliveryKind, Receipt

_CALL = re.compile(r"(<(?=[@!#])|@(?=everyone|here|channel|all\b))", re.IGNORECASE)
"""What a chat service could take for a call to everybody: a zero-width space behind it makes it text."""


_FOOT = "\n-- \n"


class AppriseChannel:
    """Sends the plain text, of a follow-up without its foot. Apprise does not say why a service refused, so that every
    refusal is worth another try; its logs may hold the address, which is a secret, and are kept back."""

    gap = timedelta(seconds=1)
    at_once = 1
    follow_up_gap = timedelta(hours=1)
    most_stories = STORIES_OF_A_CHAT
    recipients = ("",)

    def __init__(
        self, *, name: str, url: str, follow_ups: bool = True, timeout: timedelta = timedelta(seconds=30)
    ) -> None:
        if "://" not in url:
            raise refuse(name, "url is no Apprise address (such as tgram://token/chat)")
        self.name = name
        self._url, self._follow_ups, self._timeout = url, follow_ups, patience(name, timeout)

    def describe(self) -> str:
        return f"Apprise, {self._url.split('://', 1)[0]}"

    def send(self, message: Message, recipient: str, parent: Receipt | None) -> Receipt:  # noqa: ARG002 (no threads)
        if not self._follow_ups and _follows(message):
            return Receipt(message.key, {"skipped": "follow_ups = false"})
        import apprise

        told = message.text.partition(_FOOT)[0] if _follows(message) else message.text
        title, body = (_CALL.sub("\\1\u200b", text) for text in (message.subject, told))
        result: Any = self._service(apprise).notify(
            body=body, title=title, body_format=apprise.NotifyFormat.TEXT, timeout=self._timeout
        )
        if result:  # AppriseResult: success alone is true
            return Receipt(message.key, {})
        status = apprise.AppriseResultStatus
        if result.status == status.NOMATCH:
            raise Permanent(self.name, "apprise-nothing", "Apprise found nobody to tell at this address")
        if result.status == status.TIMEOUT:
            raise Transient(self.name, NO_ANSWER, "no answer in time")
        raise Transient(self.name, "apprise-refused", "the service did not take the message")

    def _service(self, apprise: Any) -> Any:
        """One address in an Apprise of its own; long messages are split unless the address says otherwise."""
        logging.getLogger("apprise").disabled = True
        service = apprise.Apprise.instantiate(self._url, suppress_exceptions=True)
        if service is None:
            raise Permanent(self.name, "apprise-url", "Apprise cannot read the address, or lacks a library for it")
        if "overflow=" not in self._url:
            service.overflow_mode = apprise.OverflowMode.SPLIT
        one = apprise.Apprise()
        if not one.add(service):
            raise Permanent(self.name, "apprise-url", "Apprise does not take the address")
        return one


def _follows(message: Message) -> bool:
    return message.kind in (DeliveryKind.COPY, DeliveryKind.UPDATE)


APPRISE = ChannelSpec(
    build=AppriseChannel,
    keys={
        "url": Key("secret", required=True, help="an Apprise address: tgram://, ntfys://, matrix://, ..."),
        "follow_ups": Key("flag", help="false: copies found later are not told here"),
        "timeout": TIMEOUT,
    },
)
