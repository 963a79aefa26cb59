"""A press of thousands of feeds in a process of its own, each on an address 127.x.y.z: for measuring those who poll it."""

import selectors
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from urllib.request import ProxyHandler, build_opener

from tests.bench.illnesses import KINDS, Ill, illness

ITEMS = 20
BEGUN = int(time.time()) - 86_400
PARAGRAPH = "Pasar ikan di pesisir utara ramai sejak subuh, kata para pedagang yang menunggu perahu pulang. " * 5


def address(number: int) -> str:
    """127.1.0.1, 127.1.0.2, ...: a host for each source."""
    return f"127.{1 + number // 62500}.{number // 250 % 250}.{1 + number % 250}"


def feed(host: str, version: int) -> bytes:
    """Twenty items, the newest first; each version brings one and drops one."""
    items = "".join(
        f"<item><title>Berita nomor {n} dari {host}</title><link>http://{host}/baca/{n}</link>"
        f"<guid isPermaLink='false'>{host}-{n}</guid><description>{PARAGRAPH}</description>"
        f"<pubDate>{time.strftime('%a, %d %b %Y %H:%M:%S +0700', time.gmtime(BEGUN + n * 600))}</pubDate></item>"
        for n in range(version + ITEMS, version, -1)
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>{host}</title>{items}</channel></rss>".encode()


@dataclass(slots=True)
class _Talk:
    """What is still to be said on a connection."""

    rest: memoryview
    ill: Ill | None = None
    again_at: float = 0.0


class Press:
    """Answers one connection after the other without threads. The control address 127.0.0.1 sets what is served."""

    def __init__(self, port: int = 0) -> None:
        self.listener = socket.create_server(("0.0.0.0", port), backlog=4096)
        self.port = self.listener.getsockname()[1]
        self.version, self.validators, self.requests = 1, True, 0
        self.ill: dict[str, str] = {}
        self.seen: dict[str, list[float]] = {}  # when healthy hosts were asked, where some are ill
        self.begun = 0.0
        self._bodies: dict[str, tuple[int, bytes]] = {}
        self._waiting = selectors.DefaultSelector()
        self._slow: dict[socket.socket, _Talk] = {}

    def serve(self) -> None:
        self._waiting.register(self.listener, selectors.EVENT_READ)
        while True:
            for key, _ in self._waiting.select(0.1 if self._slow else None):
                one = key.fileobj
                assert isinstance(one, socket.socket)
                if one is self.listener:
                    connection, peer = one.accept()
                    connection.setblocking(False)
                    if peer[0].startswith("127."):
                        self._waiting.register(connection, selectors.EVENT_READ)
                    else:
                        connection.close()
                elif isinstance(key.data, _Talk):
                    self._say(one, key.data)
                else:
                    self._read(one)
            now = time.monotonic()
            for one, talk in [each for each in self._slow.items() if each[1].again_at <= now]:
                del self._slow[one]
                self._waiting.register(one, selectors.EVENT_WRITE, talk)

    def _read(self, one: socket.socket) -> None:
        try:
            asked = one.recv(65536).decode("latin-1")
        except OSError:
            asked = ""
        if not asked:
            self._end(one)
            return
        host = one.getsockname()[0]
        ill = self._illness(host)
        answer = ill.head if ill else self._answer(host, asked)
        talk = _Talk(memoryview(answer), ill)
        self._waiting.modify(one, selectors.EVENT_WRITE, talk)
        self._say(one, talk)

    def _say(self, one: socket.socket, talk: _Talk) -> None:
        try:
            talk.rest = talk.rest[one.send(talk.rest) :]
        except BlockingIOError:
            return
        except OSError:
            self._end(one)
            return
        if talk.rest:
            return
        ill = talk.ill
        if ill is None or ill.end == "keep":
            self._waiting.modify(one, selectors.EVENT_READ)
        elif ill.piece:
            talk.rest = memoryview(ill.piece)
            if ill.pause:
                self._waiting.unregister(one)
                talk.again_at = time.monotonic() + ill.pause
                self._slow[one] = talk
        else:
            if ill.end == "reset":
                one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self._end(one)

    def _end(self, one: socket.socket) -> None:
        self._waiting.unregister(one)
        one.close()

    def _illness(self, host: str) -> Ill | None:
        kind = self.ill.get(host)
        if kind is None:
            return None
        self.requests += 1
        return illness(kind)

    def _answer(self, host: str, asked: str) -> bytes:
        path = asked.split(" ", 2)[1]
        if host == "127.0.0.1":
            return self._control(path)
        self.requests += 1
        if host in self.seen:
            self.seen[host].append(time.time())
        tag = f'"v{self.version}"'
        if self.validators and f"if-none-match: {tag}" in asked.lower():
            return f"HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\n\r\n".encode()
        return _ok(self._body(host), f"ETag: {tag}\r\n" if self.validators else "")

    def _body(self, host: str) -> bytes:
        kept = self._bodies.get(host)
        if kept is None or kept[0] != self.version:
            kept = self._bodies[host] = (self.version, feed(f"{host}:{self.port}", self.version))
        return kept[1]

    def _control(self, path: str) -> bytes:
        word, _, value = path[1:].partition("=")
        if word == "version":
            self.version = int(value)
        elif word == "validators":
            self.validators = value == "1"
        elif word == "ill":
            kinds = list(KINDS)
            self.ill = {address(n): kinds[n // 5 % len(kinds)] for n in range(0, int(value), 5)}
            for kind in self.ill.values():
                illness(kind)
            self.seen = {address(n): [] for n in range(int(value)) if n % 5}
        elif word == "begin":
            self.begun = time.time()
        elif word == "longest-wait":
            ended = time.time()
            waits = [
                later - sooner
                for times in self.seen.values()
                for sooner, later in pairwise([self.begun, *times, ended])
            ]
            return _ok(f"{max(waits, default=0):.1f}".encode(), "")
        return _ok(str(self.requests).encode(), "")


def _ok(body: bytes, headers: str) -> bytes:
    return (
        f"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n{headers}Content-Length: {len(body)}\r\n\r\n".encode()
        + body
    )


class Door:
    """The press as those who measure see it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._opener = build_opener(ProxyHandler({}))

    def urls(self, count: int) -> list[str]:
        return [f"http://{address(n)}:{self.port}/rss" for n in range(count)]

    def say(self, word: str, value: object = "") -> float:
        with self._opener.open(f"http://127.0.0.1:{self.port}/{word}={value}") as answer:
            return float(answer.read())


@contextmanager
def open_press() -> Iterator[Door]:
    with subprocess.Popen([sys.executable, "-m", "tests.bench.press"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield Door(int(process.stdout.readline()))
        finally:
            process.kill()


if __name__ == "__main__":
    press = Press()
    print(press.port, flush=True)
    press.serve()
