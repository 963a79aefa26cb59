"""Slack: chat.postMessage with threads and a renewed first message, or a plain incoming webhook without them."""

import http.client
import logging
import math
import urllib.error
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from time import sleep
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from monitor.alerts.blocks import OUTLETS, escaped
from monitor.alerts.message import Message
from monitor.channels.base import (
    NO_ANSWER,
    STORIES_OF_A_CHAT,
    TIMEOUT,
    Channel,
    ChannelSpec,
    Key,
    cause,
    patience,
    refuse,
    retry_after,
    told,
)
from monitor.errors import Failure, Permanent, SignInRefused, Transient
from monitor.model import DeliveryKind, Receipt

if TYPE_CHECKING:
    from slack_sdk import WebClient
    from slack_sdk.errors import SlackApiError

Answer = TypeVar("Answer")

API_URL = "https://slack.com/api/"
_GAP = timedelta(seconds=1)
_PAUSES = (1.0, 5.0)
_LONGEST_PAUSE = 30.0
_THREAD_GONE = frozenset({"thread_not_found", "message_not_found", "cannot_reply_to_message"})
_AS_WRITTEN = {"parse": "none", "link_names": False}  # chat.update would otherwise parse as a client does
# fmt: off
PERMANENT = frozenset((
    # who we are
    "access_denied", "ekm_access_denied", "enterprise_is_restricted", "no_permission",
    "team_access_not_granted", "team_disabled", "team_not_found", "user_not_found",
    # where to
    "action_prohibited", "cannot_reply_to_message", "channel_is_archived", "channel_not_found", "is_archived",
    "is_inactive", "message_not_found", "messages_tab_disabled", "no_active_hooks", "no_service",
    "no_service_id", "no_team", "not_in_channel", "posting_to_general_channel_denied", "restricted_action",
    "restricted_action_non_threadable_channel", "restricted_action_read_only_channel",
    "restricted_action_thread_locked", "restricted_action_thread_only_channel", "thread_not_found",
    # what we say
    "invalid_arg_name", "invalid_arguments", "invalid_attachments", "invalid_blocks", "invalid_blocks_format",
    "invalid_form_data", "invalid_payload", "method_deprecated", "msg_blocks_too_long", "msg_too_long",
    "no_text", "too_many_attachments", "unknown_method",
))
# fmt: on
"""Answers that another try does not change (docs.slack.dev, chat.postMessage and incoming webhooks, "Errors")."""
SIGN_IN = frozenset((
    "account_inactive", "invalid_auth", "invalid_token", "missing_scope", "not_allowed_token_type", "not_authed",
    "token_expired", "token_revoked",
))  # fmt: skip
"""Of these every message would get one, until a person puts the token right (same place)."""


class SlackChannel:
    """Posts as a bot. Receipts keep the channel's id and the ts: chat.update refuses names."""

    gap = _GAP
    at_once = 1
    follow_up_gap = timedelta(0)
    most_stories = STORIES_OF_A_CHAT
    recipients = ("",)

    def __init__(
        self,
        *,
        name: str,
        token: str,
        channel: str,
        api_url: str = API_URL,
        timeout: timedelta = timedelta(seconds=30),
        pause: Callable[[float], None] = sleep,
    ) -> None:
        self.name = name
        self._pause = pause
        self._token, self._channel, self._api_url = token, channel, api_url
        self._timeout = math.ceil(patience(name, timeout))

    def describe(self) -> str:
        elsewhere = "" if self._api_url == API_URL else f" at {urlsplit(self._api_url).netloc}"
        return f"Slack {self._channel}{elsewhere}"

    def send(self, message: Message, recipient: str, parent: Receipt | None) -> Receipt:  # noqa: ARG002 (one destination)
        client = self._client()
        thread = parent if parent and _threads(message) and {"channel", "ts"} <= parent.detail.keys() else None
        if thread and message.aside and (renewed := self._renew(client, message, thread)) == "updated":
            where = {key: thread.detail[key] for key in ("channel", "ts")}
            return Receipt(thread.detail["ts"], {**where, "first_message": renewed})
        try:
            answer = self._post(client, message, thread)
        except Permanent as refusal:
            if thread is None or refusal.kind.removeprefix("slack-") not in _THREAD_GONE:
                raise
            thread, answer = None, self._post(client, message, None)
        detail: dict[str, Any] = {"channel": answer["channel"], "ts": answer["ts"]}
        if thread is not None:
            return Receipt(answer["ts"], {**detail, "first_message": self._renew(client, message, thread)})
        if message.kind is DeliveryKind.DIGEST:
            return Receipt(answer["ts"], detail)  # its line of outlets is nobody's: replies leave it as it is
        return Receipt(answer["ts"], {**detail, "text": _text(message), "blocks": [*message.blocks]})

    def _post(self, client: "WebClient", message: Message, thread: Receipt | None) -> Mapping[str, Any]:
        where = {"channel": self._channel}
        if thread is not None:
            where = {"channel": thread.detail["channel"], "thread_ts": thread.detail["ts"]}
        shown = {"text": _text(message), "blocks": message.blocks, **_AS_WRITTEN}
        request = {**where, **shown, "unfurl_links": False, "unfurl_media": False}
        return _posted(
            message,
            lambda: self._receipted(client, "chat.postMessage", request),
            ask=lambda: self._call(client, "api.test", {"by": "ronda"}),
        )

    def _renew(self, client: "WebClient", message: Message, first: Receipt) -> str:
        """Brings the line of outlets on the thread's first message up to date. The reply is out already and is not to be
        repeated: a refusal that may pass is waited out here, one that lasts is noted, and the next copy makes up for it."""
        blocks = _with_outlets(first.detail.get("blocks", ()), message.blocks)
        if blocks is None:
            return "unchanged"
        where = {"channel": first.detail["channel"], "ts": first.detail["ts"]}
        shown = {"text": first.detail.get("text", _text(message)), "blocks": blocks, **_AS_WRITTEN}
        for pause in (*_PAUSES, None):
            try:
                self._receipted(client, "chat.update", {**where, **shown})
            except Failure as failure:
                asked = (failure.retry_after or _GAP).total_seconds() if isinstance(failure, Transient) else math.inf
                if pause is None or asked > _LONGEST_PAUSE:
                    return failure.kind
                self._pause(max(asked, pause))
            else:
                break
        return "updated"

    def _receipted(self, client: "WebClient", method: str, request: Mapping[str, Any]) -> Mapping[str, Any]:
        data = self._call(client, method, request)
        if not (isinstance(data.get("ts"), str) and isinstance(data.get("channel"), str)):
            raise Transient(self.name, NO_ANSWER, "an answer without ts and channel")
        return data

    def _call(self, client: "WebClient", method: str, request: Mapping[str, Any]) -> Mapping[str, Any]:
        """What Slack answered. A request that broke before it was out did no harm, later it may have arrived."""
        from slack_sdk.errors import SlackApiError

        try:
            data = client.api_call(method, json=dict(request)).data
        except SlackApiError as error:
            raise self._refusal(error) from None
        except urllib.error.URLError as error:
            raise _unreached(self.name, self._api_url, error) from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise Transient(self.name, NO_ANSWER, cause(error)) from None
        return data if isinstance(data, dict) else {}

    def _refusal(self, error: "SlackApiError") -> Failure:
        response: Any = error.response
        data = response.data if isinstance(response.data, dict) else {}
        return refusal(self.name, response.status_code, str(data.get("error", "")), response.headers, (self._token,))

    def _client(self) -> "WebClient":
        from slack_sdk import WebClient

        client = WebClient(
            self._token, base_url=self._api_url, timeout=self._timeout, retry_handlers=[], logger=_silent()
        )
        client.proxy = (
            None  # the SDK takes a proxy from the environment even for hosts that NO_PROXY names; urllib does not
        )
        return client


class SlackWebhook:
    """Posts through an incoming webhook: no threads, no receipts to thread under."""

    gap = _GAP
    at_once = 1
    follow_up_gap = timedelta(hours=1)  # without threads each of them asks for attention
    most_stories = STORIES_OF_A_CHAT
    recipients = ("",)

    def __init__(self, *, name: str, webhook: str, timeout: timedelta = timedelta(seconds=30)) -> None:
        self.name = name
        self._url, self._timeout = webhook, math.ceil(patience(name, timeout))

    def describe(self) -> str:
        return f"Slack incoming webhook at {urlsplit(self._url).hostname}"

    def send(self, message: Message, recipient: str, parent: Receipt | None) -> Receipt:  # noqa: ARG002 (no threads)
        body = {"text": _text(message), "blocks": [*message.blocks], "unfurl_links": False, "unfurl_media": False}
        _posted(message, lambda: self._post(body), ask=lambda: self._post({"text": ""}))
        return Receipt(message.key, {})

    def _post(self, body: dict[str, Any]) -> None:
        from slack_sdk.webhook import WebhookClient

        client = WebhookClient(self._url, timeout=self._timeout, retry_handlers=[], logger=_silent())
        client.proxy = None
        try:
            answer = client.send_dict(body)
        except urllib.error.URLError as error:
            raise _unreached(self.name, self._url, error) from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise Transient(self.name, NO_ANSWER, cause(error)) from None
        if answer.status_code != 200 or answer.body.strip() != "ok":
            secrets = (self._url, *filter(None, urlsplit(self._url).path.split("/")))
            raise refusal(self.name, answer.status_code, answer.body, answer.headers, secrets)


def _posted(message: Message, post: Callable[[], Answer], *, ask: Callable[[], object]) -> Answer:
    """A post is not idempotent: one that may have arrived is repeated once, when Slack answers again, be it with a
    refusal of what `ask` asks."""
    if not message.again:
        return post()
    with suppress(Permanent):
        ask()
    try:
        return post()
    except Transient as failure:
        if failure.kind != NO_ANSWER:
            raise
        twice = "twice no answer came: it may have arrived, or arrived twice"
        raise Permanent(failure.subject, "slack-no-answer", twice) from None


def _unreached(name: str, url: str, error: urllib.error.URLError) -> Transient:
    kind = "timeout" if isinstance(error.reason, TimeoutError) else "connection"
    return Transient(name, kind, f"{urlsplit(url).hostname}: {cause(error)}")


def refusal(name: str, status: int, error: str, headers: Mapping[str, str], secrets: Sequence[str]) -> Failure:
    """An answer other than yes, which Slack gives with status 200 as well. An error we do not know is worth a retry."""
    word = error.strip() if error.strip().replace("_", "").isalnum() and len(error) < 80 else ""
    said = told(error, secrets)
    if status == 429 or word in ("ratelimited", "rate_limited"):
        return Transient(
            name, "slack-ratelimited", said, status=status, retry_after=retry_after(headers), host_wide=True
        )
    if word in SIGN_IN:
        return SignInRefused(name, f"slack-{word}", f"Slack does not take the token: {word}", status=status)
    if word in PERMANENT or status in (400, 401, 403, 404, 410, 413):
        return Permanent(name, f"slack-{told(word, secrets) or status}", said, status=status)
    kind = f"slack-{told(word, secrets)}" if word else f"http-{status}" if status != 200 else "slack-unreadable"
    return Transient(name, kind, said, status=status)


def build(
    *,
    name: str,
    token: str = "",
    webhook: str = "",
    channel: str = "",
    api_url: str = API_URL,
    timeout: timedelta = timedelta(seconds=30),
) -> Channel:
    if bool(token) == bool(webhook):
        raise refuse(name, "give either token (a bot, with threads) or webhook (an incoming webhook, without)")
    if webhook:
        if urlsplit(webhook).scheme not in ("http", "https"):
            raise refuse(name, "webhook is no web address")
        return SlackWebhook(name=name, webhook=webhook, timeout=timeout)
    if not channel:
        raise refuse(name, 'channel is missing: which Slack channel the bot posts to, "#redaksi" or its id')
    return SlackChannel(name=name, token=token, channel=channel, api_url=api_url, timeout=timeout)


SLACK = ChannelSpec(
    build=build,
    keys={
        "token": Key("secret", help="of a bot with chat:write"),
        "webhook": Key("secret", help="address of an incoming webhook, in place of a token"),
        "channel": Key(help='"#redaksi" or the id'),
        "api_url": Key(),
        "timeout": TIMEOUT,
    },
)


def _threads(message: Message) -> bool:
    return message.kind in (DeliveryKind.COPY, DeliveryKind.UPDATE)


def _text(message: Message) -> str:
    return escaped(message.subject)


def _with_outlets(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]] | None:
    line = next((block for block in new if block.get("block_id") == OUTLETS), None)
    kept = [block for block in old if block.get("block_id") != OUTLETS]
    return None if line is None or not kept else [*kept[:-1], line, kept[-1]]


def _silent() -> logging.Logger:
    """The SDK logs addresses and bodies; what matters of them is in the failures we raise."""
    return logging.Logger("slack_sdk of ronda", level=logging.CRITICAL + 1)
