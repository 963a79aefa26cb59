"""A server on loopback that answers as Slack does: ids for names, threads, limits, errors with status 200."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from tests.web import Answer, Asked, WebServer

TOKEN = "xoxb-rahasia-sekali"
HOOK = "/services/T000/B000/kunci-rahasia"


class SlackStandIn(WebServer):
    """`messages` maps ts to the message as it stands now; `calls` lists method, request and answer."""

    def __init__(self, channels: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self.channels = dict(channels or {"#redaksi": "C0REDAKSI"})
        self.messages: dict[str, dict[str, Any]] = {}
        self.calls: list[tuple[str, dict[str, Any], dict[str, Any]]] = []
        self.posted: list[dict[str, Any]] = []

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    @property
    def hook_url(self) -> str:
        return self.url + HOOK

    def fail(self, error: str, status: int = 200, headers: Mapping[str, str] | None = None) -> None:
        """Plans one refusal; by Slack's custom a body of JSON for methods."""
        self.plan.append(Answer(status, json.dumps({"ok": False, "error": error}), headers or {}))

    def answer(self, asked: Asked) -> Answer:
        if asked.path.startswith("/services/"):
            return self._hook(asked)
        method, request = asked.path.removeprefix("/api/"), asked.json
        said = self._authorised(asked) or self._method(method, request)
        self.calls.append((method, request, said))
        return Answer(body=json.dumps(said), headers={"content-type": "application/json; charset=utf-8"})

    def _hook(self, asked: Asked) -> Answer:
        if asked.path != HOOK:
            return Answer(404, "no_service")
        error = problem_with(asked.json)
        if error:
            return Answer(400, error)
        self.posted.append(asked.json)
        return Answer(body="ok")

    def _authorised(self, asked: Asked) -> dict[str, Any] | None:
        return (
            None if asked.headers.get("authorization") == f"Bearer {TOKEN}" else {"ok": False, "error": "invalid_auth"}
        )

    def _method(self, method: str, request: dict[str, Any]) -> dict[str, Any]:
        error = "" if method == "api.test" else problem_with(request)
        if error:
            return {"ok": False, "error": error}
        if method == "chat.postMessage":
            return self._post(request)
        if method == "api.test":
            return {"ok": True}
        if method == "chat.update":
            return self._update(request)
        return {"ok": False, "error": "unknown_method"}

    def _post(self, request: dict[str, Any]) -> dict[str, Any]:
        name = request.get("channel", "")
        channel = name if name in self.channels.values() else self.channels.get(name)
        if channel is None:
            return {"ok": False, "error": "channel_not_found"}
        if request.get("thread_ts", "") and request["thread_ts"] not in self.messages:
            return {"ok": False, "error": "thread_not_found"}
        ts = f"1795447200.{len(self.messages) + 1:06d}"
        self.messages[ts] = {**request, "channel": channel, "ts": ts}
        return {"ok": True, "channel": channel, "ts": ts, "message": {"text": request["text"], "ts": ts}}

    def _update(self, request: dict[str, Any]) -> dict[str, Any]:
        if request.get("channel") not in self.channels.values():
            return {"ok": False, "error": "channel_not_found"}
        if request.get("ts") not in self.messages:
            return {"ok": False, "error": "message_not_found"}
        self.messages[request["ts"]].update(request)
        return {"ok": True, "channel": request["channel"], "ts": request["ts"], "text": request["text"]}


def problem_with(request: Mapping[str, Any]) -> str:
    """Slack's word for what its limits do not allow, "" where all is well."""
    blocks: Sequence[Mapping[str, Any]] = request.get("blocks", ())
    if not request.get("text") and not blocks:
        return "no_text"
    texts = [text["text"] for block in blocks for text in ([block["text"]] if "text" in block else block["elements"])]
    if len(blocks) > 50 or any(len(text) > 3000 or not text for text in texts):
        return "invalid_blocks"
    return "msg_blocks_too_long" if sum(map(len, texts)) > 13_200 else ""
