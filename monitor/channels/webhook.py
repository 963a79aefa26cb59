"""JSON by POST to an address of the operator's; webhook.schema.json documents the body."""

import hashlib
import hmac
import json
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from monitor.alerts.message import Message
from monitor.channels.base import (
    CA_FILE,
    NO_ANSWER,
    TIMEOUT,
    ChannelSpec,
    Key,
    cause,
    patience,
    refuse,
    retry_after,
    told,
)
from monitor.errors import Failure, Permanent, Transient
from monitor.model import Receipt

if TYPE_CHECKING:
    from requests import Response

SIGNATURE = "X-Ronda-Signature"
_MOST_ANSWER = 2000
_WORTH_A_RETRY = frozenset({408, 421, 423, 425, 429})


class WebhookChannel:
    """Posts `message.payload` with an `Idempotency-Key` that a repeated message carries again, and, with a `secret`,
    `X-Ronda-Signature: sha256=<HMAC-SHA256 of the body, in hex>`. Redirects are refusals."""

    gap = timedelta(0)
    at_once = 1
    follow_up_gap = timedelta(0)
    most_stories = 200
    recipients = ("",)

    def __init__(
        self, *, name: str, url: str, secret: str = "", ca_file: str = "", timeout: timedelta = timedelta(seconds=30)
    ) -> None:
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
            raise refuse(name, "url is no web address")
        if ca_file and not Path(ca_file).is_file():
            raise refuse(name, f"ca_file {ca_file} is no file")
        self.name = name
        self._url, self._secret, self._ca_file = url, secret.encode(), ca_file
        self._timeout = patience(name, timeout)

    def describe(self) -> str:
        return f"webhook at {urlsplit(self._url).hostname}" + (" (signed)" if self._secret else "")

    def send(self, message: Message, recipient: str, parent: Receipt | None) -> Receipt:  # noqa: ARG002 (no threads)
        body = json.dumps(message.payload, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "Ronda",
            "Idempotency-Key": json.dumps(message.key).strip('"'),
        }
        if self._secret:
            headers[SIGNATURE] = f"sha256={hmac.new(self._secret, body, hashlib.sha256).hexdigest()}"
        with self._posted(body, headers) as answer:
            if not 200 <= answer.status_code < 300:
                raise self._refusal(answer)
            return Receipt(message.key, {"status": answer.status_code})

    def _posted(self, body: bytes, headers: dict[str, str]) -> "Response":
        import requests
        from urllib3.exceptions import ProtocolError

        try:
            return requests.post(
                self._url,
                data=body,
                headers=headers,
                timeout=self._timeout,
                verify=self._ca_file or True,
                allow_redirects=False,
                stream=True,
            )
        except requests.exceptions.SSLError as error:
            raise Transient(self.name, "tls", cause(error)) from None
        except requests.ConnectTimeout:
            raise Transient(self.name, "timeout", "connecting took too long") from None
        except requests.Timeout:
            raise Transient(self.name, NO_ANSWER, "no answer in time") from None
        except requests.ConnectionError as error:
            handed_over = bool(error.args) and isinstance(error.args[0], ProtocolError)
            why = f"{urlsplit(self._url).hostname}: {cause(error)}"
            raise Transient(self.name, NO_ANSWER if handed_over else "connection", why) from None
        except (requests.RequestException, OSError, ValueError) as error:
            raise Permanent(self.name, "webhook", cause(error)) from None

    def _refusal(self, answer: "Response") -> Failure:
        import requests

        try:
            said = next(answer.iter_content(_MOST_ANSWER), b"")
        except requests.RequestException:
            said = b""
        parts = urlsplit(self._url)
        secrets = (self._secret.decode(), self._url, *parts.path.split("/"), parts.query, parts.password or "")
        status, detail = answer.status_code, told(said, [secret for secret in secrets if len(secret) > 5])
        if status in _WORTH_A_RETRY or status >= 500:
            wait = retry_after(answer.headers)
            return Transient(
                self.name, f"http-{status}", detail, status=status, retry_after=wait, host_wide=status == 429
            )
        return Permanent(self.name, f"http-{status}", detail, status=status)


WEBHOOK = ChannelSpec(
    build=WebhookChannel,
    keys={
        "url": Key("either", required=True, help="a plain address, or by reference where it holds a secret"),
        "secret": Key("secret", help="signs the body: X-Ronda-Signature"),
        "ca_file": CA_FILE,
        "timeout": TIMEOUT,
    },
)
