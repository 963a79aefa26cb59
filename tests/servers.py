"""A real HTTP server on loopback that answers as scripted and remembers who asked what, when."""

import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType


@dataclass(frozen=True)
class Answer:
    """One scripted answer. `raw` is written as it is instead of everything else."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0  # seconds before the first byte
    drip: tuple[int, float] | None = None  # so many bytes at a time, so many seconds apart
    endless: bool = False  # the body is repeated until the client has had enough
    raw: bytes | None = None
    length: int | None = None  # what Content-Length claims, where it lies


@dataclass
class Asked:
    """One request as the server saw it; times are monotonic seconds, `ended` is set when the answer is out."""

    path: str
    headers: Mapping[str, str]  # names in lower case
    began: float
    ended: float
    connection: int


Script = Answer | Sequence[Answer] | Callable[[Asked], Answer]


class PressServer:
    """Serves scripts by path: one answer for ever, a sequence whose last repeats, or a function of the request."""

    def __init__(self, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> None:
        self.scripts: dict[str, Script] = {}
        self.asked: list[Asked] = []
        self.most_at_once = 0
        self.stopped = threading.Event()
        self._lock = threading.Lock()
        self._at_once = 0
        self._given: dict[str, int] = {}
        self._server = _Server((host, 0), _handler(self))
        self._scheme = "http"
        if tls is not None:
            self._scheme = "https"
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True, do_handshake_on_connect=False)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})

    def __enter__(self) -> "PressServer":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopped.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def url(self, path: str = "/", host: str = "") -> str:
        return f"{self._scheme}://{host or self._server.server_address[0]!s}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def answer_to(self, asked: Asked) -> Answer:
        script = self.scripts.get(asked.path, Answer(404))
        if isinstance(script, Answer):
            return script
        if callable(script):
            return script(asked)
        with self._lock:
            turn = self._given.get(asked.path, 0)
            self._given[asked.path] = turn + 1
        return script[min(turn, len(script) - 1)]

    @contextmanager
    def one_more(self) -> Iterator[None]:
        with self._lock:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            yield
        finally:
            with self._lock:
                self._at_once -= 1

    def remember(self, asked: Asked) -> None:
        with self._lock:
            self.asked.append(asked)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up are what many tests are about."""


def _handler(press: PressServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            began = time.monotonic()
            headers = {name.lower(): value for name, value in self.headers.items()}
            with press.one_more():
                asked = Asked(self.path, headers, began, began, self.client_address[1])
                press.remember(asked)
                try:
                    self._write(press.answer_to(asked))
                except OSError:
                    self.close_connection = True
                finally:
                    asked.ended = time.monotonic()

        def _write(self, answer: Answer) -> None:
            press.stopped.wait(answer.delay)
            if answer.raw is not None:
                self.close_connection = True
                self._write_body(answer, answer.raw)
                return
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.endless:
                self.close_connection = True
                self.send_header("Connection", "close")
            elif answer.status != 304:
                self.send_header("Content-Length", str(len(answer.body) if answer.length is None else answer.length))
                self.close_connection = answer.length is not None
            self.end_headers()
            self._write_body(answer, answer.body)

        def _write_body(self, answer: Answer, body: bytes) -> None:
            size, pause = answer.drip or (len(body) or 1, 0.0)
            while True:
                for start in range(0, len(body), size):
                    self.wfile.write(body[start : start + size])
                    self.wfile.flush()
                    if pause and press.stopped.wait(pause):
                        return
                if not answer.endless or press.stopped.is_set():
                    return

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (http.server's name)
            """Say nothing."""

    return Handler
