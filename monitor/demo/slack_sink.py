"""A stand-in for Slack's Web API on loopback: auth.test, chat.postMessage and chat.update, every call kept in a file.

Answers as Slack does (HTTP 200 with `ok`, error words, `ts` and channel ids); takes JSON and form bodies.
"""

import itertools
import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl

from monitor.demo.loopback import Loopback

MASK = "***"
MAX_TEXT = 40_000
MAX_BLOCKS = 50
MAX_BODY = 1_000_000


@dataclass(frozen=True, slots=True)
class Call:
    """One call and its answer; the token is masked."""

    method: str
    request: Mapping[str, Any]
    answer: Mapping[str, Any]


class SlackSink:
    """Slack for one workspace with the given channels and one valid token; calls are appended to `file`."""

    def __init__(self, file: Path, token: str, channels: tuple[str, ...] = ("#redaksi",)) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
        self.file = file
        self._token = token
        self._channels = {name.lstrip("#"): f"C0RONDA{number:03}" for number, name in enumerate(channels, 1)}
        self._guard = threading.Lock()
        self._numbers = itertools.count(1)
        self._posted: dict[tuple[str, str], dict[str, Any]] = {}
        self._calls: list[Call] = []
        self._methods: Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
            "auth.test": self._auth_test,
            "chat.postMessage": self._post_message,
            "chat.update": self._update,
        }
        self._server = Loopback(partial(_Caller, self))
        self.api_url = f"http://127.0.0.1:{self._server.port}/api/"

    def close(self) -> None:
        self._server.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def calls(self) -> tuple[Call, ...]:
        """Every call so far, refused ones included."""
        with self._guard:
            return tuple(self._calls)

    @property
    def posts(self) -> tuple[Call, ...]:
        """The messages that were taken, in order."""
        return tuple(call for call in self.calls if call.method == "chat.postMessage" and call.answer["ok"])

    def call(self, method: str, token: str, request: Mapping[str, Any]) -> Mapping[str, Any]:
        """Answer one call and keep it."""
        with self._guard:
            answer = self._answer(method, token, request)
            kept = Call(method, dict(request) | ({"token": MASK} if token else {}), answer)
            self._calls.append(kept)
            line = {"method": kept.method, "request": kept.request, "answer": kept.answer}
            with self.file.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
        return answer

    def _answer(self, method: str, token: str, request: Mapping[str, Any]) -> dict[str, Any]:
        if method not in self._methods:
            return _refusal("unknown_method")
        if not token:
            return _refusal("not_authed")
        if token != self._token:
            return _refusal("invalid_auth")
        return self._methods[method](request)

    def _auth_test(self, _: Mapping[str, Any]) -> dict[str, Any]:
        return {"ok": True, "url": "https://ronda-demo.slack.example/", "team": "Ronda demo", "user": "ronda",
                "team_id": "T0RONDA001", "user_id": "U0RONDA001", "bot_id": "B0RONDA001"}  # fmt: skip

    def _post_message(self, request: Mapping[str, Any]) -> dict[str, Any]:
        channel = self._channel_id(str(request.get("channel", "")))
        if channel is None:
            return _refusal("channel_not_found")
        if fault := _content_fault(request):
            return _refusal(fault)
        thread = str(request.get("thread_ts") or "")
        if thread and (channel, thread) not in self._posted:
            return _refusal("thread_not_found")
        ts = f"{int(time.time())}.{next(self._numbers):06}"
        message = {
            "type": "message",
            "user": "U0RONDA001",
            "bot_id": "B0RONDA001",
            "text": request.get("text", ""),
            "ts": ts,
        }
        if thread:
            message["thread_ts"] = self._posted[channel, thread].get("thread_ts", thread)
        self._posted[channel, ts] = message
        return {"ok": True, "channel": channel, "ts": ts, "message": dict(message)}

    def _update(self, request: Mapping[str, Any]) -> dict[str, Any]:
        channel = self._channel_id(str(request.get("channel", "")))
        if channel is None:
            return _refusal("channel_not_found")
        if fault := _content_fault(request):
            return _refusal(fault)
        ts = str(request.get("ts", ""))
        if (channel, ts) not in self._posted:
            return _refusal("message_not_found")
        self._posted[channel, ts]["text"] = request.get("text", "")
        return {"ok": True, "channel": channel, "ts": ts, "text": request.get("text", "")}

    def _channel_id(self, named: str) -> str | None:
        if named in self._channels.values():
            return named
        return self._channels.get(named.removeprefix("#"))


class _Caller(BaseHTTPRequestHandler):
    """One connection of a client."""

    protocol_version = "HTTP/1.1"
    server_version = "slack-stand-in"
    sys_version = ""
    timeout = 15

    def __init__(self, sink: SlackSink, *connection: Any) -> None:
        self._sink = sink
        super().__init__(*connection)

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        if length > MAX_BODY:
            self.close_connection = True
            self._send({"ok": False, "error": "request_too_large"}, 413)
            return
        request = _read_request(self.rfile.read(length), self.headers.get("Content-Type", ""))
        if request is None:
            self._send(_refusal("invalid_json"))
            return
        scheme, _, bearer = self.headers.get("Authorization", "").partition(" ")
        token = bearer.strip() if scheme.lower() == "bearer" else str(request.get("token", ""))
        method = self.path.split("?", 1)[0].rstrip("/").rpartition("/")[2]
        self._send(self._sink.call(method, token, request))

    def do_GET(self) -> None:
        self.do_POST()

    def log_message(self, *_: Any) -> None:
        """Calls are kept in the sink's file."""

    def _send(self, answer: Mapping[str, Any], status: int = 200) -> None:
        body = json.dumps(answer, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _read_request(body: bytes, content_type: str) -> dict[str, Any] | None:
    """The arguments of a call; where a form carries `blocks` as JSON, decoded. None for broken JSON."""
    try:
        if content_type.startswith("application/json"):
            request = json.loads(body or b"{}")
            return request if isinstance(request, dict) else None
        form = dict(parse_qsl(body.decode(), keep_blank_values=True))
        return {name: json.loads(value) if name in ("blocks", "attachments", "metadata") else value
                for name, value in form.items()}  # fmt: skip
    except ValueError:
        return None


def _content_fault(request: Mapping[str, Any]) -> str:
    blocks = request.get("blocks")
    if blocks is not None and (not isinstance(blocks, list) or len(blocks) > MAX_BLOCKS):
        return "invalid_blocks"
    if not request.get("text") and not blocks:
        return "no_text"
    return "msg_too_long" if len(str(request.get("text", ""))) > MAX_TEXT else ""


def _refusal(error: str) -> dict[str, Any]:
    return {"ok": False, "error": error}
