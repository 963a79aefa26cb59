"""A threaded TCP server on 127.0.0.1 that gives back its port and its connections when it is closed."""

import socket
import socketserver
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self


class Loopback(socketserver.ThreadingTCPServer):
    """Serves from the moment it is made until `close()`; `port` is chosen by the system unless given."""

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, handler: Callable[[Any, Any, Any], socketserver.BaseRequestHandler], port: int = 0) -> None:
        self._open: set[socket.socket] = set()
        self._guard = threading.Lock()
        super().__init__(("127.0.0.1", port), handler)
        self.port: int = self.server_address[1]
        self._thread = threading.Thread(
            target=self.serve_forever, args=(0.02,), name=f"loopback-{self.port}", daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        """Stop listening and hang up on whoever is still connected."""
        self.shutdown()
        self._thread.join()
        self.server_close()
        with self._guard:
            left, self._open = self._open, set()
        for connection in left:
            _hang_up(connection)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._guard:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._guard:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is daily life; anything else is a mistake of ours and is shown."""
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _hang_up(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
