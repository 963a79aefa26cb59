"""Fetching from the press: polite, bounded exchanges; redirects followed by hand and checked at every hop."""

import base64
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from urllib.parse import unquote, urljoin, urlsplit

from requests import PreparedRequest
from requests.exceptions import InvalidURL, MissingSchema, RequestException
from urllib3.exceptions import HTTPError

from monitor.errors import Failure, Permanent, Transient
from monitor.fetching.bodies import read_body
from monitor.fetching.connections import PORTS, Deadline, Direct, Proxied, Request, Transport
from monitor.fetching.gate import HostGate
from monitor.fetching.guard import Guard
from monitor.fetching.robots import LARGEST, Robots
from monitor.language.addresses import host_of
from monitor.model import Reply, Validators

FEEDS = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, "
    "text/html;q=0.8, */*;q=0.5"
)
_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LASTING = frozenset({301, 308})
_WITH_RETRY_AFTER = frozenset({413, 429, 503})
_LONGEST_HOLD = timedelta(
    hours=1
)  # how long a busy host is left alone by this process; the schedule remembers the rest
_SHORTEST_HOLD = timedelta(minutes=1)
_USUAL = re.compile(r"https?://[a-z0-9.-]+(?::\d{1,5})?/[A-Za-z0-9/._~-]*(?:\?[A-Za-z0-9=&._~-]+)?")  # nothing to quote
_NONE = Validators()
_KINDS: tuple[tuple[str, frozenset[str], str], ...] = (
    ("timeout", frozenset({"TimeoutError", "ReadTimeoutError", "ConnectTimeoutError"}), "no complete answer in time"),
    (
        "tls",
        frozenset({"SSLError", "SSLCertVerificationError", "CertificateError", "SSLEOFError", "SSLZeroReturnError"}),
        "",
    ),
    ("bad-reply", frozenset({"ValueError"}), "chunks of no readable length"),  # the cause of an IncompleteRead
    ("cut-short", frozenset({"IncompleteRead"}), "the connection ended before the body did"),
    ("connection", frozenset({"RemoteDisconnected", "ConnectionResetError", "ConnectionRefusedError"}), ""),
    (
        "bad-reply",
        frozenset({"BadStatusLine", "LineTooLong", "HTTPException", "InvalidChunkLength", "InvalidHeader"}),
        "",
    ),
)


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


class Fetcher:
    """Fetches documents; safe to share between threads.

    `timeout` bounds one whole exchange, redirects and body included, not the wait for a host's turn; `max_body` counts
    decoded bytes; `allow_addresses` are networks that may be reached although they are private; `proxy` is used only
    when given; `ca_file` replaces the usual certificate roots. No cookies, no Referer, nothing from the environment.
    """

    def __init__(
        self, contact: str, timeout: timedelta, max_body: int, host_gap: timedelta, allow_addresses: Sequence[str] = (),
        proxy: str = "", version: str = "0", *, ca_file: str = "",
    ) -> None:  # fmt: skip
        self.user_agent = f"Ronda/{version} (+{contact})" if contact else f"Ronda/{version}"
        self._timeout = timeout.total_seconds()
        self._max_body = max_body
        self._guard = Guard(allow_addresses)
        self._gate = HostGate(host_gap)
        self._deadline = Deadline()
        self._transport: Transport = (
            Proxied(proxy, self._deadline, ca_file) if proxy else Direct(self._guard, self._deadline, ca_file)
        )
        self._robots = Robots(self._fetch_robots)

    def get(self, url: str, validators: Validators = _NONE, *, robots: bool = False, accept: str = FEEDS) -> Reply:
        """Fetch a document, conditionally where there are validators; with `robots`, only what robots.txt allows.

        200 and 304 are replies. All else raises Transient or Permanent, kinds: "gone" (410), "http-<status>", "timeout",
        "dns", "connection", "tls", "bad-reply", "too-large", "bad-encoding", "cut-short", "redirects", "blocked-address",
        "bad-address", "downgrade", "robots", "robots-unreachable", "host-busy".
        """
        asked = {"Accept": accept}
        if validators.etag:
            asked["If-None-Match"] = validators.etag
        if validators.last_modified:
            asked["If-Modified-Since"] = validators.last_modified
        started = time.monotonic()
        answer, final, permanent = self._follow(url, asked, robots, self._max_body)
        ms = (time.monotonic() - started) * 1000
        return Reply(url, final, answer.status, answer.headers, answer.body, permanent, ms)

    def learn_rules(self, url: str) -> float:
        """Ask for robots.txt where it is not known yet. Give the seconds for which the host is then left alone."""
        return self.rest(host_of(url)) if self._robots.learn(url) else 0.0

    def rest(self, host: str) -> float:
        """Give the seconds for which a host (`addresses.host_of`) is left alone from now."""
        return self._gate.left(host)

    def wait(self, url: str) -> float:
        """Give the seconds for which `get` would stand waiting for the host's turn; 0 where it would give up at once."""
        left = self.rest(host_of(url))
        return left if left < self._timeout else 0.0

    def close(self) -> None:
        """Close what is kept open."""
        self._transport.close()

    def _fetch_robots(self, url: str) -> str:
        answer, _, _ = self._follow(url, {"Accept": "text/plain, */*;q=0.5"}, False, LARGEST, cut=True)
        return answer.body.decode("utf-8", "replace").removeprefix("\ufeff")

    def _follow(
        self, url: str, asked: Mapping[str, str], robots: bool, most: int, *, cut: bool = False
    ) -> tuple[_Answer, str, str]:
        """Go where the address leads: the answer, its address, and that again where every step was a lasting one."""
        here, lasting, left = url, True, self._timeout
        seen = {url}
        while True:
            if robots:
                self._robots.check(here)
            answer, took = self._exchange(here, asked, left, most, cut)
            left -= took
            if answer.status not in _REDIRECTS:
                _raise_for(here, answer)
                return answer, here, here if lasting and here != url else ""
            lasting = lasting and answer.status in _LASTING
            here = _next(here, answer)
            if here in seen or len(seen) > _MOST_REDIRECTS:
                raise Transient(
                    url, "redirects", f"a loop, or more than {_MOST_REDIRECTS}, at {here}", status=answer.status
                )
            seen.add(here)

    def _exchange(self, url: str, asked: Mapping[str, str], left: float, most: int, cut: bool) -> tuple[_Answer, float]:
        request = self._request(url, asked)
        host = host_of(url)
        with self._gate.turn(host, patience=self._timeout):
            started = time.monotonic()
            self._deadline.at = started + left
            try:
                if isinstance(self._transport, Proxied):
                    self._guard.resolve(*request.where[1:])
                answer = self._send(request, url, left, most, cut)
            except Failure:
                raise
            except (RequestException, HTTPError, HTTPException, OSError) as error:
                raise _explained(url, error) from error
        if answer.status == 429:
            wanted = retry_after(answer.headers) or _SHORTEST_HOLD
            self._gate.hold(host, min(max(wanted, _SHORTEST_HOLD), _LONGEST_HOLD))
        return answer, time.monotonic() - started

    def _send(self, request: Request, url: str, left: float, most: int, cut: bool) -> _Answer:
        answer = self._transport.send(request, left)
        headers = answer.headers
        whole = False
        try:
            if answer.status != 200:
                whole = answer.status == 304
                return _Answer(answer.status, headers, b"")
            length = headers.get("content-length", "")
            if not cut and length.isdigit() and int(length) > most:
                raise Transient(url, "too-large", f"{int(length) / 1e6:.0f} MB announced", status=200)
            body = read_body(answer.pieces, headers.get("content-encoding", ""), url, most, cut=cut)
            whole = not cut or len(body) < most  # what was cut off is not waited for
            return _Answer(200, headers, body)
        finally:
            self._transport.done(answer, whole=whole)

    def _request(self, url: str, asked: Mapping[str, str]) -> Request:
        try:
            address = url if _USUAL.fullmatch(url) else _quoted(url)
            parts = urlsplit(address)
            port = parts.port
        except (InvalidURL, MissingSchema, ValueError, HTTPError) as error:
            raise Permanent(url, "bad-address", str(error)) from error
        if parts.scheme not in PORTS or not parts.hostname or port == 0:
            raise Permanent(url, "bad-address", "only http and https addresses with a host are fetched")
        headers = {"User-Agent": self.user_agent, "Accept-Encoding": "gzip, deflate", **asked}
        if parts.username is not None:
            secret = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            headers["Authorization"] = f"Basic {base64.b64encode(secret.encode()).decode()}"
        target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        return Request((parts.scheme, parts.hostname, port or PORTS[parts.scheme]), target, headers)


def retry_after(headers: Mapping[str, str]) -> timedelta | None:
    """Read Retry-After (RFC 9110 10.2.3): seconds, or a date relative to the answer's own Date; None where absent."""
    text = headers.get("retry-after", "").strip()
    if text.isdigit() and text.isascii():
        return timedelta(seconds=min(int(text[:9]), 10**8))
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    try:
        since = parsedate_to_datetime(headers.get("date", ""))
    except (ValueError, TypeError, IndexError):
        since = datetime.now(UTC)
    until, since = (when if when.tzinfo else when.replace(tzinfo=UTC) for when in (until, since))
    return max(until - since, timedelta())


def _quoted(url: str) -> str:
    """Write an address in any script as it goes over the wire."""
    request = PreparedRequest()
    request.prepare_url(url, None)
    return str(request.url)


def _next(here: str, answer: _Answer) -> str:
    """Give where a redirect leads. Raises where it may not be followed: no address, another scheme, https to http."""
    target = answer.headers.get("location", "").strip()
    if not target:
        raise Transient(here, f"http-{answer.status}", "a redirect that does not say where to", status=answer.status)
    try:
        target = urljoin(here, target.encode("latin-1").decode("utf-8") if not target.isascii() else target)
    except (UnicodeError, ValueError):
        target = ""
    try:
        parts = urlsplit(target)
        bare = parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment="")
    except ValueError:
        parts = bare = urlsplit("")
    if bare.scheme not in PORTS or not bare.netloc:
        raise Permanent(here, "bad-address", f"redirected to {target[:200]!r}", status=answer.status)
    if bare.scheme == "http" and here[:6].lower() == "https:":
        raise Permanent(here, "downgrade", f"redirected from https to {target[:200]!r}", status=answer.status)
    return bare.geturl()


def _raise_for(url: str, answer: _Answer) -> None:
    """Pass 200 and 304; anything else is a failure."""
    status = answer.status
    if status in (200, 304):
        return
    if status == 410:
        raise Permanent(url, "gone", "the address is gone for good (410)", status=410)
    wait = retry_after(answer.headers) if status in _WITH_RETRY_AFTER else None
    raise Transient(url, f"http-{status}", status=status, retry_after=wait, host_wide=status == 429)


def _explained(url: str, error: Exception) -> Failure:
    """Turn what the libraries raise into a failure of ours."""
    chain = _causes(error)
    names = {type(link).__name__ for link in chain}
    said = str(chain[-1]) or type(chain[-1]).__name__
    for kind, types, detail in _KINDS:
        if names & types:
            return Transient(url, kind, detail or said)
    return Transient(url, "connection" if isinstance(error, OSError) else "bad-reply", said)


def _causes(error: BaseException) -> list[BaseException]:
    """Give an error and what it wraps, the innermost last: libraries keep it as reason, argument or cause."""
    chain = [error]
    while True:
        last = chain[-1]
        wrapped = (getattr(last, "reason", None), *last.args, last.__cause__, last.__context__)
        inner = next((cause for cause in wrapped if isinstance(cause, BaseException) and cause not in chain), None)
        if inner is None:
            return chain
        chain.append(inner)
