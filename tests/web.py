"""A threaded HTTP server on loopback that answers as planned and keeps what it was asked."""

import json
import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came in; header names in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Answer:
    """What to answer. `stall` says nothing until the server stops; `drop` hangs up, having taken the request."""

    status: int = 200
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    stall: bool = False
    drop: bool = False


class WebServer:
    """`with WebServer() as server:` answers at `server.url`; `plan` is used up first, then `answer` decides."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.plan: deque[Answer] = deque()
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.web = self
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def answer(self, asked: Asked) -> Answer:
        """What to answer where nothing is planned."""
        return Answer()

    def take(self, asked: Asked) -> Answer:
        with self._lock:
            self.asked.append(asked)
            answer = self.plan.popleft() if self.plan else self.answer(asked)
        if answer.stall:
            self._stopped.wait()
        return answer


class _Server(ThreadingHTTPServer):
    web: WebServer
    daemon_threads = False


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        length = int(self.headers.get("content-length", "0"))
        headers = {name.lower(): value for name, value in self.headers.items()}
        server = self.server
        assert isinstance(server, _Server)
        answer = server.web.take(Asked(self.command, self.path, headers, self.rfile.read(length)))
        self.close_connection = True
        if answer.drop or answer.stall:
            return
        body = answer.body.encode()
        self.send_response(answer.status)
        for name, value in {"content-length": str(len(body)), "connection": "close", **answer.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass
