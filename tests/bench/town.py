"""A town in a process of its own: a press of many hosts, a mail server and a Slack, which note by one clock what came when.

Each feed and each page stands on an address 127.x.y.z of its own. The control address 127.0.0.1 says what is published.
Answers leave at once, or so long after what they answer as it is told: what comes together is then answered together.
"""

import json
import random
import re
import selectors
import socket
import sys
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import accumulate

from tests.bench.made_up import SYLLABLES
from tests.bench.press import address

SHOWN = 20
"""Items of a feed."""
PAGES_FROM = 60_000
"""The number of the first address that bears a page; feeds are on those before."""
FIRST_NAMES = ("Bram", "Citra", "Dodi", "Endah", "Fajar", "Gita", "Hadi", "Intan", "Joko", "Kartika")
LAST_NAMES = (
    "Wirabumi", "Salakan", "Purnadi", "Tambora", "Lesmoyo", "Girindra", "Manopo", "Satriawan", "Wonggo", "Harjanto"
)  # fmt: skip
SMTP_ANSWERS = {
    b"EHLO": b"250-town\r\n250 PIPELINING\r\n", b"DATA": b"354 go on\r\n", b"QUIT": b"221 bye\r\n"
}  # fmt: skip
CONTROL = "127.0.0.1"
CODE = re.compile(rb"Kabar(\d{6})")


class Writer:
    """Words of Zipf's frequencies, each mostly followed by one of a few: phrases recur as they do in news."""

    def __init__(self, seed: int = 1, words: int = 20_000) -> None:
        self._chance = random.Random(seed)
        made = ("".join(self._chance.choices(SYLLABLES, k=self._chance.randint(2, 4))) for _ in range(words))
        self._words = list(dict.fromkeys(made))
        self._weights = list(accumulate(1 / (rank + 5) for rank in range(len(self._words))))
        self._next = [
            self._chance.choices(range(len(self._words)), cum_weights=self._weights, k=12) for _ in self._words
        ]

    def text(self, words: int = 290) -> list[str]:
        chance, at, out = self._chance, 0, []
        fresh = iter(chance.choices(range(len(self._words)), cum_weights=self._weights, k=words))
        for _ in range(words):
            at = next(fresh) if chance.random() < 0.45 else self._next[at][int(chance.random() ** 2 * 12)]
            out.append(str(chance.randint(1, 9_999)) if chance.random() < 0.04 else self._words[at])
        return out


def watched(number: int) -> str:
    """The name that watch `number` of a hundred listens for."""
    return f"{FIRST_NAMES[number % 10]} {LAST_NAMES[number // 10 % 10]}"


@dataclass(slots=True)
class Notes:
    """Seconds by the town's clock, by number of the article."""

    announced: dict[int, float] = field(default_factory=dict)  # its feed was first handed out with it
    asked: dict[int, float] = field(default_factory=dict)  # its page was handed out
    mailed: list[tuple[int, float]] = field(default_factory=list)
    posted: list[tuple[int, float]] = field(default_factory=list)
    polls: int = 0
    sessions: int = 0  # of the mail server


class Line:
    """Answers on their way, each as long as the others."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._under_way: deque[tuple[float, socket.socket, bytes, bool]] = deque()

    def send(self, to: socket.socket, answer: bytes, *, last: bool = False) -> None:
        self._under_way.append((time.monotonic() + self._seconds, to, answer, last))

    def deliver(self) -> float | None:
        """Hands over what has arrived by now; seconds until the next one does."""
        while self._under_way and self._under_way[0][0] <= time.monotonic():
            _, to, answer, last = self._under_way.popleft()
            with suppress(OSError):  # the caller has gone
                to.sendall(answer)
                if last:
                    to.shutdown(socket.SHUT_RDWR)
        return max(0.0, self._under_way[0][0] - time.monotonic()) if self._under_way else None


class Town:
    """`spread`: over how many addresses pages stand. Seconds before each answer of the press, and of the mail server."""

    def __init__(self, feeds: int, spread: int, web_delay: float = 0.0, mail_delay: float = 0.0) -> None:
        self.feeds, self.spread = feeds, spread
        self.listeners = [socket.create_server(("0.0.0.0", 0), backlog=4096) for _ in range(2)]
        self.web_port, self.mail_port = (one.getsockname()[1] for one in self.listeners)
        self.notes = Notes()
        self._writer = Writer()
        self._by_host = {address(n): n for n in range(feeds)}
        self._told = [self._titles(n * SHOWN, SHOWN) for n in range(feeds)]  # the newest first
        self._next = feeds * SHOWN
        self._pages: dict[int, bytes] = {}
        self._waiting = selectors.DefaultSelector()
        self._at_once, self._web_line, self._mail_line = Line(0.0), Line(web_delay), Line(mail_delay)
        self._furniture = furniture(self._writer)

    # ------------------------------------------------------------------------------------------------------ what it says

    def _titles(self, first: int, count: int) -> list[tuple[int, str]]:
        return [(n, f"Kabar{n:06} {' '.join(self._writer.text(7)).title()}") for n in range(first, first + count)]

    def publish(self, count: int) -> str:
        """So many new articles at once, the same number in each feed."""
        first, self._next = self._next, self._next + count
        fresh = self._titles(first, count)
        head, tail = self._furniture
        for number, title in fresh:
            self._pages[number] = page(number, title, self._writer.text(), head, tail)
        self.notes = Notes()
        for at in range(self.feeds):
            self._told[at] = (fresh[at :: self.feeds] + self._told[at])[:SHOWN]
        return json.dumps({"first": first, "at": time.time()})

    def _feed(self, at: int) -> bytes:
        now = time.time()
        self.notes.polls += 1
        items = []
        for number, title in self._told[at]:
            if number in self._pages:
                self.notes.announced.setdefault(number, now)
            host = f"{address(PAGES_FROM + number % self.spread)}:{self.web_port}"
            items.append(
                f"<item><title>{title}</title><link>http://{host}/baca/{number}/{slug(title)}</link>"
                f"<description>{title}, demikian kabar hari ini.</description>"
                f"<pubDate>{time.strftime('%a, %d %b %Y %H:%M:%S +0000', time.gmtime(now))}</pubDate>"
                f"<guid isPermaLink='false'>kabar-{number}</guid></item>"
            )
        channel = f"<channel><title>Koran {at}</title>{''.join(items)}</channel>"
        return f"<?xml version='1.0'?><rss version='2.0'>{channel}</rss>".encode()

    def _web(self, host: str, asked: bytes) -> bytes:
        line, _, rest = asked.partition(b"\r\n")
        path = line.split(b" ")[1].decode("latin-1")
        if path == "/rss":
            return ok(self._feed(self._by_host[host]), "application/rss+xml")
        if path.startswith("/baca/"):
            number = int(path.split("/")[2])
            self.notes.asked[number] = time.time()
            return ok(self._pages.get(number, b"<html></html>"), "text/html; charset=utf-8")
        if path.startswith("/api/"):
            return ok(self._slack(rest), "application/json")
        if path.startswith("/publish/"):
            return ok(self.publish(int(path.split("/")[2])).encode(), "application/json")
        if path == "/notes":
            told = {name: getattr(self.notes, name) for name in Notes.__slots__}
            return ok(json.dumps(told).encode(), "application/json")
        return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"

    def _slack(self, rest: bytes) -> bytes:
        now, found = time.time(), CODE.search(rest)
        self.notes.posted.append((int(found[1]) if found else -1, now))
        return json.dumps({"ok": True, "channel": "C0TOWN", "ts": f"{now:.6f}"}).encode()

    # ----------------------------------------------------------------------------------------------------- how it listens

    def serve(self) -> None:
        for listener, kind in zip(self.listeners, (self._web_caller, self._mail_caller), strict=True):
            self._waiting.register(listener, selectors.EVENT_READ, kind)
        while True:
            due = [line.deliver() for line in (self._at_once, self._web_line, self._mail_line)]
            for key, _ in self._waiting.select(min((left for left in due if left is not None), default=None)):
                one = key.fileobj
                assert isinstance(one, socket.socket)
                if one in self.listeners:
                    self._accept(one, key.data)
                elif not key.data(one):
                    self._waiting.unregister(one)
                    one.close()

    def _accept(
        self, listener: socket.socket, kind: "Callable[[socket.socket], Callable[[socket.socket], bool]]"
    ) -> None:
        connection, peer = listener.accept()
        if not peer[0].startswith("127."):
            connection.close()
            return
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._waiting.register(connection, selectors.EVENT_READ, kind(connection))

    def _web_caller(self, connection: socket.socket) -> Callable[[socket.socket], bool]:
        host, buffer = connection.getsockname()[0], b""
        line = self._at_once if host == CONTROL else self._web_line

        def hear(one: socket.socket) -> bool:
            nonlocal buffer
            said = receive(one)
            buffer += said
            head, blank, body = buffer.partition(b"\r\n\r\n")
            length = re.search(rb"content-length: *(\d+)", head, re.IGNORECASE)
            if blank and len(body) >= (int(length[1]) if length else 0):
                asked, buffer = buffer, b""
                line.send(one, self._web(host, asked), last=b"connection: close" in head.lower())
            return bool(said)

        return hear

    def _mail_caller(self, connection: socket.socket) -> Callable[[socket.socket], bool]:
        self.notes.sessions += 1
        self._mail_line.send(connection, b"220 town ESMTP\r\n")
        buffer, in_data = b"", False

        def hear(one: socket.socket) -> bool:
            nonlocal buffer, in_data
            said = receive(one)
            buffer += said
            while (end := buffer.find(b"\r\n.\r\n" if in_data else b"\r\n")) >= 0:
                line, buffer = buffer[:end], buffer[end + (5 if in_data else 2) :]
                if in_data:
                    found = CODE.search(line)
                    self.notes.mailed.append((int(found[1]) if found else -1, time.time()))
                    in_data, answer = False, b"250 kept\r\n"
                else:
                    verb = line[:4].upper()
                    in_data = verb == b"DATA"
                    answer = SMTP_ANSWERS.get(verb, b"250 fine\r\n")
                self._mail_line.send(one, answer)
            return bool(said)

        return hear


def receive(one: socket.socket) -> bytes:
    try:
        return one.recv(1 << 20)
    except OSError:
        return b""


def ok(body: bytes, kind: str) -> bytes:
    return f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def slug(title: str) -> str:
    return "-".join(title.lower().split())


# ---------------------------------------------------------------------------------------------------------------- a page


def page(number: int, title: str, text: list[str], head: str, tail: str) -> bytes:
    """As an outlet makes it: the story is a small part of some ninety kilobytes."""
    name = watched(number)
    sentences = [" ".join(text[at : at + 30]).capitalize() + "." for at in range(0, len(text), 30)]
    sentences.insert(1, f"Hal itu disampaikan {name} seusai rapat di balai kota, {text[3]} {text[17]} {text[40]}.")
    body = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    when = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime())
    told = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": when,
        "dateModified": when,
        "author": {"@type": "Person", "name": "Redaksi Kota"},
    }
    return (
        f'<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>{title} - Koran</title>'
        f'<meta property="og:title" content="{title}"><meta property="article:published_time" content="{when}">'
        f'<script type="application/ld+json">{json.dumps(told)}</script>{head}'
        f'<article><h1>{title}</h1><div class="byline">Redaksi Kota</div><div class="isi">{body}</div></article>{tail}'
    ).encode()


def furniture(writer: Writer) -> tuple[str, str]:
    """What stands before and after the story, the same on every page: menus, teasers, scripts, styles."""

    def phrase(words: int) -> str:
        return " ".join(writer.text(words)).capitalize()

    menu = "".join(
        f'<li class="nav-item"><a href="/kanal/{n}" class="nav-link">{phrase(2)}</a></li>' for n in range(60)
    )
    styles = "".join(f".kotak-{n}{{margin:0 {n}px;padding:{n % 7}px;color:#{n:06x};display:flex}}" for n in range(300))
    script = "".join(f'dataLayer.push({{"event":"{word}","slot":{n}}});' for n, word in enumerate(writer.text(500)))
    cards = "".join(
        f'<div class="card card-{n}"><a href="/lain/{n}"><img data-src="/foto/{n}.jpg" alt="{phrase(5)}"></a>'
        f'<div class="card-body"><h3 class="card-title"><a href="/lain/{n}">{phrase(9)}</a></h3>'
        f'<span class="time">{n % 9 + 1} jam lalu</span></div></div>'
        for n in range(110)
    )
    head = f"<style>{styles}</style><script>{script}</script></head><body><header><ul>{menu}</ul></header><main>"
    tail = (
        f'</main><aside class="terkait"><h2>Terpopuler</h2>{cards}</aside><footer><ul>{menu}</ul>'
        f"<p>Hak cipta dilindungi undang-undang.</p></footer><script>{script}</script></body></html>"
    )
    return head, tail


if __name__ == "__main__":
    town = Town(*map(int, sys.argv[1:3]), *(int(ms) / 1000 for ms in sys.argv[3:]))
    print(town.web_port, town.mail_port, flush=True)
    town.serve()
