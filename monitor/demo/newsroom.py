"""Several publishers on loopback, each on a port of its own: feeds, a news sitemap, a listing, pages, robots.txt.

Speaks as real sites do (ETag and Last-Modified with 304, gzip, robots.txt) and counts what it was asked.
"""

import gzip
import hashlib
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import cache, partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import jinja2

from monitor.demo.loopback import Loopback
from monitor.demo.pieces import House, Piece, clock, long_day

DOORS = {
    "rss": ("rss.xml", "application/rss+xml; charset=utf-8"),
    "atom": ("atom.xml", "application/atom+xml; charset=utf-8"),
    "sitemap": ("sitemap.xml", "application/xml; charset=utf-8"),
    "listing": ("listing.html", "text/html; charset=utf-8"),
}
HTML = "text/html; charset=utf-8"
NOWHERE = "<!doctype html><title>404</title><h1>Halaman tidak ditemukan</h1>"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the newsroom says to one request, before conditions and gzip are applied."""

    body: bytes = b""
    status: int = 200
    content_type: str = HTML
    headers: Mapping[str, str] = field(default_factory=dict)
    modified: datetime | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One request that reached the newsroom."""

    house: str
    path: str
    status: int
    user_agent: str
    conditional: bool
    at: datetime


class Newsroom:
    """The houses, open for business while the `with` block lasts. Every method may be called from any thread."""

    def __init__(self, houses: Iterable[House], now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._now = now
        self._guard = threading.Lock()
        self._houses = {house.key: house for house in houses}
        self._pieces: dict[str, list[Piece]] = {key: [] for key in self._houses}
        self._changed = {key: now().replace(microsecond=0) for key in self._houses}
        self._said: dict[tuple[str, str], Answer] = {}
        self._asked: list[Asked] = []
        self._servers = {key: Loopback(partial(_Reader, self, key)) for key in self._houses}

    def close(self) -> None:
        """Shut every house."""
        for server in self._servers.values():
            server.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def houses(self) -> tuple[House, ...]:
        return tuple(self._houses.values())

    def publish(self, piece: Piece) -> str:
        """Print `piece` in its house: on its page, and from now on in the house's door. Returns the page's address."""
        with self._guard:
            self._pieces[piece.house].append(piece)
            self._changed[piece.house] = self._now().replace(microsecond=0)
        return self.url(piece)

    def unpublish(self, piece: Piece) -> None:
        """Take `piece` back; its page answers 404 afterwards."""
        with self._guard:
            self._pieces[piece.house].remove(piece)
            self._changed[piece.house] = self._now().replace(microsecond=0)

    def say(self, house: str, path: str, answer: Answer | None) -> None:
        """Answer `path` with `answer` whatever the house holds: a fault, a redirect, an odd page. None ends it.

        A path with a query is answered before the same path without one.
        """
        with self._guard:
            if answer is None:
                self._said.pop((house, path), None)
            else:
                self._said[house, path] = answer

    def site(self, house: str) -> str:
        """`http://127.0.0.1:port` of a house."""
        return f"http://127.0.0.1:{self._servers[house].port}"

    def door(self, house: str) -> str:
        """The address a monitor polls."""
        return self.site(house) + self._houses[house].door

    def url(self, piece: Piece) -> str:
        return self.site(piece.house) + self._path(piece)

    def asked(self, house: str | None = None) -> tuple[Asked, ...]:
        """The requests so far, of one house or of all, in the order they came."""
        with self._guard:
            return tuple(asked for asked in self._asked if house in (None, asked.house))

    def counts(self, house: str | None = None) -> Counter[tuple[str, int]]:
        """How often each (path, status) was answered."""
        return Counter((asked.path, asked.status) for asked in self.asked(house))

    def answer(self, house: str, path: str) -> Answer:
        """What stands at `path` of `house` now, before conditions and gzip."""
        whole, path = path, path.split("?", 1)[0]
        with self._guard:
            said = self._said.get((house, whole), self._said.get((house, path)))
            pieces = sorted(self._pieces[house], key=lambda piece: piece.published, reverse=True)
        if said is not None:
            return said
        if path == "/robots.txt":
            return Answer(f"User-agent: *\nDisallow: /cari\nSitemap: {self.site(house)}/sitemap.xml\n".encode(),
                          content_type="text/plain; charset=utf-8")  # fmt: skip
        if path == self._houses[house].door:
            return self._open_door(house, pieces)
        if path == "/":
            return self._render("listing.html", HTML, house, pieces=pieces)
        for piece in pieces:
            if path == self._path(piece):
                return self._print(piece, pieces)
        return Answer(NOWHERE.encode(), status=404)

    def note(self, asked: Asked) -> None:
        with self._guard:
            self._asked.append(asked)

    def _path(self, piece: Piece) -> str:
        pattern = self._houses[piece.house].path
        return pattern.format(slug=piece.slug, id=piece.number, date=f"{piece.published:%Y/%m/%d}")

    def _open_door(self, house: str, pieces: list[Piece]) -> Answer:
        template, content_type = DOORS[self._houses[house].kind]
        return self._render(template, content_type, house, pieces=pieces)

    def _print(self, piece: Piece, pieces: list[Piece]) -> Answer:
        others = [other for other in pieces if other is not piece][:4]
        return self._render(self._houses[piece.house].page, HTML, piece.house, piece=piece, others=others)

    def _render(self, template: str, content_type: str, house: str, **values: Any) -> Answer:
        text = (
            _templates()
            .get_template(template)
            .render(
                house=self._houses[house], site=self.site(house), url=self.url, changed=self._changed[house], **values
            )
        )
        return Answer(text.encode(), content_type=content_type, modified=self._changed[house])


class _Reader(BaseHTTPRequestHandler):
    """One connection of somebody who reads one house."""

    protocol_version = "HTTP/1.1"
    server_version = "nginx"
    sys_version = ""
    timeout = 15

    def __init__(self, newsroom: Newsroom, house: str, *connection: Any) -> None:
        self._newsroom = newsroom
        self._house = house
        super().__init__(*connection)

    def do_GET(self) -> None:
        answer = self._newsroom.answer(self._house, self.path)
        body = answer.body
        headers = dict(answer.headers) | {"Content-Type": answer.content_type, "Vary": "Accept-Encoding"}
        status = answer.status
        if status == HTTPStatus.OK:
            headers["ETag"] = f'W/"{hashlib.sha256(body).hexdigest()[:16]}"'
            if answer.modified is not None:
                headers["Last-Modified"] = format_datetime(answer.modified.astimezone(UTC), usegmt=True)
            if self._is_known(headers["ETag"], answer.modified):
                status, body = HTTPStatus.NOT_MODIFIED, b""
        if body and "gzip" in self.headers.get("Accept-Encoding", "") and "Content-Encoding" not in headers:
            body = gzip.compress(body, mtime=0)
            headers["Content-Encoding"] = "gzip"
        self._note(status)
        self._send(status, headers, body)

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, *_: Any) -> None:
        """The newsroom keeps its own list; standard error belongs to the demo."""

    def _send(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _is_known(self, etag: str, modified: datetime | None) -> bool:
        """RFC 9110 section 13.2.2: If-None-Match decides where it is given, else If-Modified-Since."""
        if (known := self.headers.get("If-None-Match")) is not None:
            return known.strip() == "*" or etag in (tag.strip() for tag in known.split(","))
        since = self.headers.get("If-Modified-Since")
        return since is not None and modified is not None and modified <= parsedate_to_datetime(since)

    def _note(self, status: int) -> None:
        conditional = "If-None-Match" in self.headers or "If-Modified-Since" in self.headers
        agent = self.headers.get("User-Agent", "")
        self._newsroom.note(Asked(self._house, self.path, int(status), agent, conditional, datetime.now(UTC)))


@cache
def _templates() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(Path(__file__).with_name("templates"))
    templates = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    templates.filters |= {"rfc822": format_datetime, "iso": datetime.isoformat, "day": long_day, "clock": clock}
    return templates
