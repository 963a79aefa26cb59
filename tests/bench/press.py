"""A press of thousands of feeds in a process of its own, each on an address 127.x.y.z: for measuring those who poll it."""

import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.request import ProxyHandler, build_opener

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


class Press:
    """Answers one connection after the other without threads. The control address 127.0.0.1 sets what is served."""

    def __init__(self, port: int = 0) -> None:
        self.listener = socket.create_server(("0.0.0.0", port), backlog=4096)
        self.port = self.listener.getsockname()[1]
        self.version, self.validators, self.requests = 1, True, 0
        self.ill: dict[str, str] = {}
        self.seen: dict[str, list[float]] = {}
        self._bodies: dict[str, tuple[int, bytes]] = {}
        self._waiting = selectors.DefaultSelector()

    def serve(self) -> None:
        self._waiting.register(self.listener, selectors.EVENT_READ)
        while True:
            for key, _ in self._waiting.select():
                one = key.fileobj
                assert isinstance(one, socket.socket)
                if one is self.listener:
                    connection, peer = one.accept()
                    if peer[0].startswith("127."):
                        self._waiting.register(connection, selectors.EVENT_READ)
                    else:
                        connection.close()
                else:
                    self._read(one)

    def _read(self, one: socket.socket) -> None:
        try:
            asked = one.recv(65536).decode("latin-1")
            host = one.getsockname()[0]
            answer = self._answer(host, asked) if asked else None
            if answer is not None:
                one.sendall(answer)
        except OSError:
            answer = None
        if answer is None and not (asked and self.ill.get(host) in ("mute", "drip")):
            self._waiting.unregister(one)
            one.close()

    def _answer(self, host: str, asked: str) -> bytes | None:
        path = asked.split(" ", 2)[1]
        if host == "127.0.0.1":
            return self._control(path)
        self.requests += 1
        self.seen.setdefault(host, []).append(time.time())
        trouble = self.ill.get(host)
        if trouble == "mute":
            return None
        if trouble == "drip":
            return b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n<rss"
        if trouble == "closed":
            return None
        if trouble == "503":
            return b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"
        if trouble == "wall":
            return _ok(b"<!doctype html><html><title>Just a moment...</title>cf-chl</html>", "")
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
            kinds = ("mute", "drip", "closed", "503", "wall")
            self.ill = {address(n): kinds[n // 5 % 5] for n in range(0, int(value), 5)}
        elif word == "longest-wait":
            ended = time.time()
            waits = [
                later - sooner
                for host, times in self.seen.items()
                if host not in self.ill
                for sooner, later in zip(times, [*times[1:], ended], strict=True)
            ]
            return _ok(f"{max(waits, default=0):.1f}".encode(), "")
        return _ok(str(self.requests).encode(), "")


def _ok(body: bytes, headers: str) -> bytes:
    kind = "text/html" if body[:9] == b"<!doctype" else "application/rss+xml"
    return f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{headers}Content-Length: {len(body)}\r\n\r\n".encode() + body


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
