"""Connections that go only where the guard lets them, and end when their request's time is up, slow drip or not."""

import socket
import ssl
import threading
import time
import weakref
from collections import OrderedDict
from typing import Any
from urllib.parse import urlsplit

import certifi
from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, ProxyManager
from urllib3.connection import HTTPConnection, HTTPSConnection

from monitor.errors import Permanent
from monitor.fetching.guard import Guard

_CONNECT_TIMEOUT = 10.0  # for one address; a name may have several
_SHORTEST = 0.001
_KEPT = 32  # hosts whose last connection is kept: a page read right after its feed was polled needs no new handshake
_PORTS = {"http": 80, "https": 443}


class Deadline(threading.local):
    """When the request that this thread is making must be over (monotonic seconds)."""

    at: float = 0.0

    def left(self) -> float:
        """Give the seconds left. Raises TimeoutError when there are none."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise TimeoutError("the whole exchange took too long")
        return max(left, _SHORTEST)


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


class _Guarded:
    """Mixed into urllib3's connections: one look-up, checked, and the very address that was checked is connected to."""

    guard: Guard | None = None  # None: towards the operator's own proxy
    deadline: Deadline
    host: str
    port: int

    def _new_conn(self) -> socket.socket:
        """Connect to the first address that answers; what urllib3 calls for every new connection."""
        guard = self.guard or Guard(("0.0.0.0/0", "::/0"))
        trouble: OSError | None = None
        for family, address in guard.resolve(self.host, self.port):
            sock = _TimedSocket(family, socket.SOCK_STREAM)
            sock.deadline = self.deadline
            try:
                sock.settimeout(min(self.deadline.left(), _CONNECT_TIMEOUT))
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
            raise Permanent(self.host, "blocked-address", f"{reached} is not public")
        raise trouble or OSError(f"no address of {self.host} answers")


Where = tuple[str, str, int]  # scheme, host, port


class Answered(Response):
    """A response that knows the connection it came by; None: a proxy's, which is in a pool."""

    where: Where
    by: HTTPConnection | None = None


class Adapter(HTTPAdapter):
    """requests' transport with our connections and TLS context; no retries, no cookies, nothing from the environment.

    Without a proxy there are no pools either: one for each of thousands of hosts costs more than the request itself.
    """

    def __init__(self, context: ssl.SSLContext, pools: dict[str, Any]) -> None:
        self._context = context
        self._pools = pools
        self._lock = threading.Lock()
        self._kept: OrderedDict[Where, HTTPConnection] = OrderedDict()
        weakref.finalize(self, _close_all, self._kept)
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def send(  # type: ignore[override]  # what is left out is settled by the context: verification, certificates
        self, request: PreparedRequest, stream: bool = True, timeout: Any = None, *, proxies: Any = None
    ) -> Answered:
        """Send a request and read the head of the answer; to be ended with `done`."""
        if proxies:
            proxied = super().send(request, stream, timeout, proxies=proxies)
            assert isinstance(proxied, Answered)
            return proxied
        parts = urlsplit(str(request.url))
        where = parts.scheme, str(parts.hostname), parts.port or _PORTS[parts.scheme]
        connection = self._connection(where)
        try:
            connection.request(
                "GET", request.path_url, headers=request.headers, preload_content=False, decode_content=False
            )
            response = self.build_response(request, connection.getresponse())
        except BaseException:
            connection.close()
            raise
        response.where, response.by = where, connection
        return response

    def done(self, response: Answered, whole: bool) -> None:
        """End an exchange. The connection of one that was read to its end is kept."""
        connection = response.by
        if connection is None:
            response.raw.release_conn() if whole else response.raw.close()
            return
        response.raw.drain_conn() if whole else response.raw.close()
        if not whole or connection.sock is None:
            connection.close()
            return
        with self._lock:
            spare = [self._kept.pop(response.where)] if response.where in self._kept else []
            self._kept[response.where] = connection
            if len(self._kept) > _KEPT:
                spare.append(self._kept.popitem(last=False)[1])
        for one in spare:
            one.close()

    def close(self) -> None:
        with self._lock:
            _close_all(self._kept)
        super().close()

    def _connection(self, where: Where) -> HTTPConnection:
        with self._lock:
            kept = self._kept.pop(where, None)
        if kept is not None and kept.is_connected:
            return kept
        if kept is not None:
            kept.close()
        scheme, host, port = where
        options = {"ssl_context": self._context} if scheme == "https" else {}
        made: HTTPConnection = self._pools[scheme].ConnectionCls(host, port, **options)
        return made

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

    def build_response(self, req: PreparedRequest, resp: Any) -> Answered:
        response = Answered()
        response.status_code, response.raw, response.url, response.request = resp.status, resp, str(req.url), req
        return response


def _close_all(kept: OrderedDict[Where, HTTPConnection]) -> None:
    while kept:
        kept.popitem()[1].close()


def adapter(guard: Guard | None, deadline: Deadline, ca_file: str) -> Adapter:
    """Make the transport: connections with this guard and deadline, TLS verified by `ca_file` ("": the usual roots)."""
    context = _TimedContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_verify_locations(ca_file or certifi.where())
    context.deadline = deadline
    plain = type("GuardedHTTP", (_Guarded, HTTPConnection), {"guard": guard, "deadline": deadline})
    secure = type("GuardedHTTPS", (_Guarded, HTTPSConnection), {"guard": guard, "deadline": deadline})
    pools = {
        "http": type("GuardedHTTPPool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
        "https": type("GuardedHTTPSPool", (HTTPSConnectionPool,), {"ConnectionCls": secure}),
    }
    return Adapter(context, pools)
