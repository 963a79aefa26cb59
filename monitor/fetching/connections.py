"""Connections that go only where the guard lets them, and end when their request's time is up, slow drip or not."""

import socket
import ssl
import threading
import time
import weakref
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection, HTTPResponse, IncompleteRead
from typing import Any, Protocol
from urllib.parse import urlsplit

import certifi
from requests import PreparedRequest
from requests.adapters import HTTPAdapter
from requests.structures import CaseInsensitiveDict
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, ProxyManager
from urllib3 import connection as proxied
from urllib3.util.wait import wait_for_read

from monitor.errors import Permanent
from monitor.fetching.guard import Guard

_CONNECT_TIMEOUT = 10.0  # for one address; a name may have several
_SHORTEST = 0.001
_KEPT, _KEPT_S = 256, 5.0
"""Hosts whose last connection is kept, and for how long while others are used: a page right after its feed or robots.txt needs
no new handshake. In a burst these are many, on a usual day few."""
PORTS = {"http": 80, "https": 443}
_PIECE = 64 * 1024


class Deadline(threading.local):
    """When the request that this thread is making must be over (monotonic seconds)."""

    at: float = 0.0

    def left(self) -> float:
        """Give the seconds left. Raises TimeoutError when there are none."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise TimeoutError("the whole exchange took too long")
        return max(left, _SHORTEST)


Where = tuple[str, str, int]  # scheme, host, port


@dataclass(frozen=True, slots=True)
class Request:
    """A GET."""

    where: Where
    target: str  # path and query
    headers: Mapping[str, str]

    @property
    def url(self) -> str:
        scheme, host, port = self.where
        name = f"[{host}]" if ":" in host else host
        return f"{scheme}://{name}{'' if port == PORTS[scheme] else f':{port}'}{self.target}"


@dataclass(slots=True)
class Answer:
    """The head of an answer, and its body piece by piece as the wire brings it; to be ended with its transport's `done`."""

    status: int
    headers: dict[str, str]  # names in lower case; of several of one name the last
    pieces: Iterable[bytes]
    held: Any  # the transport's own


class Transport(Protocol):
    """Sends a request and reads the head of the answer. Raises what the libraries below raise."""

    def send(self, request: Request, timeout: float) -> Answer: ...

    def done(self, answer: Answer, *, whole: bool) -> None:
        """Ends an exchange; `whole`: the body was read to its end."""

    def close(self) -> None: ...


class _TimedSocket(socket.socket):
    """A socket whose every operation gets only what is left of the request's time."""

    deadline: Deadline

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        self.settimeout(self.deadline.left())
        return super().recv_into(*args, **kwargs)

    def sendall(self, *args: Any, **kwargs: Any) -> None:
        self.settimeout(self.deadline.left())
        return super().sendall(*args, **kwargs)


class _TimedTLSSocket(ssl.SSLSocket):
    """The same under TLS; its context carries the deadline because the library builds these sockets itself."""

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        self.settimeout(self.context.deadline.left())  # type: ignore[attr-defined]
        return super().recv_into(*args, **kwargs)

    def sendall(self, *args: Any, **kwargs: Any) -> None:
        self.settimeout(self.context.deadline.left())  # type: ignore[attr-defined]
        return super().sendall(*args, **kwargs)

    def do_handshake(self, block: bool = False) -> None:
        self.settimeout(self.context.deadline.left())  # type: ignore[attr-defined]
        super().do_handshake(block)


class _TimedContext(ssl.SSLContext):
    sslsocket_class = _TimedTLSSocket
    deadline: Deadline


def _reach(guard: Guard, deadline: Deadline, host: str, port: int) -> _TimedSocket:
    """One look-up, checked, and a connection to the first address that answers: the very one that was checked."""
    trouble: OSError | None = None
    for family, address in guard.resolve(host, port):
        sock = _TimedSocket(family, socket.SOCK_STREAM)
        sock.deadline = deadline
        try:
            sock.settimeout(min(deadline.left(), _CONNECT_TIMEOUT))
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            sock.connect(address)
            reached = str(sock.getpeername()[0])
        except OSError as error:
            sock.close()
            trouble = error
            continue
        if reached == address[0] or not guard.refuses(reached):
            return sock
        sock.close()
        raise Permanent(host, "blocked-address", f"{reached} is not public")
    raise trouble or OSError(f"no address of {host} answers")


class _Connection(HTTPConnection):
    """The standard library's, over a guarded and timed socket."""

    def __init__(self, where: Where, guard: Guard, deadline: Deadline, context: ssl.SSLContext) -> None:
        scheme, host, port = where
        super().__init__(host, port)
        self.default_port = PORTS[scheme]
        self.where = where
        self._reach = partial(_reach, guard, deadline, host, port)
        self._context = context if scheme == "https" else None

    def connect(self) -> None:
        sock: socket.socket = self._reach()
        if self._context is not None:
            sock = self._context.wrap_socket(sock, server_hostname=self.host.rstrip("."))
        self.sock = sock


class Direct:
    """To the hosts themselves. No pools: one for each of thousands of hosts costs more than the request itself."""

    def __init__(
        self, guard: Guard, deadline: Deadline, ca_file: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._clock = clock
        self._guard = guard
        self._deadline = deadline
        self._context = _context(deadline, ca_file)
        self._lock = threading.Lock()
        self._kept: OrderedDict[Where, tuple[_Connection, float]] = OrderedDict()  # since when; the last used last
        weakref.finalize(self, _close_all, self._kept)

    def send(self, request: Request, timeout: float) -> Answer:  # noqa: ARG002  (the sockets know it)
        connection = self._connection(request.where)
        try:
            connection.request("GET", request.target, headers=request.headers)
            response = connection.getresponse()
        except BaseException:
            connection.close()
            raise
        headers = {name.lower(): value for name, value in response.headers.raw_items()}
        return Answer(response.status, headers, _pieces(response), (connection, response))

    def done(self, answer: Answer, *, whole: bool) -> None:
        connection, response = answer.held
        if whole:
            response.read()  # nothing is left of it, but the connection waits for that
        response.close()
        if not whole or connection.sock is None:
            connection.close()
            return
        now = self._clock()
        with self._lock:
            spare = [self._kept.pop(connection.where)] if connection.where in self._kept else []
            self._kept[connection.where] = connection, now
            while len(self._kept) > _KEPT or next(iter(self._kept.values()))[1] < now - _KEPT_S:
                spare.append(self._kept.popitem(last=False)[1])
        for one, _ in spare:
            one.close()

    def close(self) -> None:
        with self._lock:
            _close_all(self._kept)

    def _connection(self, where: Where) -> _Connection:
        with self._lock:
            kept, _ = self._kept.pop(where, (None, 0.0))
        if kept is not None and not wait_for_read(kept.sock, 0):  # what can be read now is the other side's farewell
            return kept
        if kept is not None:
            kept.close()
        return _Connection(where, self._guard, self._deadline, self._context)


def _pieces(response: HTTPResponse) -> Iterator[bytes]:
    """Raises IncompleteRead where the connection ends before the body does."""
    while piece := response.read(_PIECE):
        yield piece
    if response.length:
        raise IncompleteRead(b"", response.length)


class Proxied:
    """Through the operator's own proxy, by requests' transport: no retries, no cookies, nothing from the environment."""

    def __init__(self, proxy: str, deadline: Deadline, ca_file: str) -> None:
        self._proxies = dict.fromkeys(PORTS, proxy)
        self._adapter = _ProxyAdapter(deadline, ca_file)

    def send(self, request: Request, timeout: float) -> Answer:
        asked = PreparedRequest()
        asked.method, asked.url, asked.headers = "GET", request.url, CaseInsensitiveDict(request.headers)
        raw = self._adapter.send(asked, stream=True, timeout=timeout, proxies=self._proxies).raw
        headers = {name.lower(): value for name, value in raw.headers.items()}
        return Answer(raw.status, headers, raw.stream(_PIECE, decode_content=False), raw)

    def done(self, answer: Answer, *, whole: bool) -> None:
        answer.held.release_conn() if whole else answer.held.close()

    def close(self) -> None:
        self._adapter.close()


class _ProxyAdapter(HTTPAdapter):
    """With our TLS context, and connections to the proxy that end when the request's time is up."""

    def __init__(self, deadline: Deadline, ca_file: str) -> None:
        self._context = _context(deadline, ca_file)
        timed = {"deadline": deadline}
        plain = type("TimedHTTP", (_TimedConnection, proxied.HTTPConnection), timed)
        secure = type("TimedHTTPS", (_TimedConnection, proxied.HTTPSConnection), timed)
        self._pools = {
            "http": type("TimedHTTPPool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
            "https": type("TimedHTTPSPool", (HTTPSConnectionPool,), {"ConnectionCls": secure}),
        }
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def proxy_manager_for(self, proxy: str, **_: Any) -> Any:
        if proxy not in self.proxy_manager:
            headers = self.proxy_headers(proxy)
            manager = ProxyManager(proxy, num_pools=4, proxy_headers=headers, ssl_context=self._context)
            manager.pool_classes_by_scheme = self._pools
            self.proxy_manager[proxy] = manager
        return self.proxy_manager[proxy]

    def get_connection_with_tls_context(self, request: PreparedRequest, *_: Any, proxies: Any = None, **__: Any) -> Any:
        parts = urlsplit(str(request.url))
        manager = self.proxy_manager_for(proxies[parts.scheme])
        return manager.connection_from_host(parts.hostname, parts.port, parts.scheme)

    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:
        """Leave verification to the one context, which always verifies."""


class _TimedConnection:
    """Mixed into urllib3's connections towards the proxy, which may be anywhere."""

    deadline: Deadline
    host: str
    port: int

    def _new_conn(self) -> socket.socket:
        return _reach(Guard(("0.0.0.0/0", "::/0")), self.deadline, self.host, self.port)


def _context(deadline: Deadline, ca_file: str) -> _TimedContext:
    """TLS, always verified, by `ca_file` ("": the usual roots)."""
    context = _TimedContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    context.load_verify_locations(ca_file or certifi.where())
    context.deadline = deadline
    return context


def _close_all(kept: OrderedDict[Where, tuple[_Connection, float]]) -> None:
    while kept:
        kept.popitem()[1][0].close()
