"""An SMTP server on loopback that accepts every message (or refuses whom it is told to) and keeps each as one file.

Speaks RFC 5321 with PIPELINING, SIZE, 8BITMIME, SMTPUTF8 and enhanced status codes; no TLS, no authentication.
"""

import re
import socketserver
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from monitor.demo.loopback import Loopback

MAX_BYTES = 10_000_000
MAX_LINE = 4_096
ADDRESS = re.compile(r"(?P<verb>FROM|TO):\s*<(?P<address>[^<>]*)>(?P<rest>(?: +\S+)*)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mail:
    """A message that was accepted, with its envelope."""

    path: Path
    sender: str
    recipients: tuple[str, ...]
    message: EmailMessage


class MailSink:
    """Writes accepted messages to `folder`/NNN.eml, numbered from 001 in the order they came.

    `refuse` maps a recipient's address to the reply line it gets ("550 5.1.1 no such user").
    """

    host = "127.0.0.1"

    def __init__(self, folder: Path, refuse: Mapping[str, str] | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.refuse = dict(refuse or {})
        self._guard = threading.Lock()
        self._mails: list[Mail] = []
        self._server = Loopback(partial(_Dialogue, self))
        self.port = self._server.port

    def close(self) -> None:
        self._server.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def mails(self) -> tuple[Mail, ...]:
        """What was accepted so far, in order."""
        with self._guard:
            return tuple(self._mails)

    def accept(self, sender: str, recipients: tuple[str, ...], body: bytes) -> Path:
        """Keep one message; returns its file."""
        message = BytesParser(EmailMessage, policy=policy.SMTP).parsebytes(body)
        with self._guard:
            path = self.folder / f"{len(self._mails) + 1:03}.eml"
            path.write_bytes(body)
            self._mails.append(Mail(path, sender, recipients, message))
        return path


@dataclass(slots=True)
class _Envelope:
    sender: str | None = None
    recipients: list[str] = field(default_factory=list)


class _Dialogue(socketserver.StreamRequestHandler):
    """One client's session."""

    timeout = 30

    def __init__(self, sink: MailSink, *connection: Any) -> None:
        self._sink = sink
        self._greeted = False
        self._envelope = _Envelope()
        super().__init__(*connection)

    def handle(self) -> None:
        self._reply("220 localhost ESMTP mail sink")
        while line := self.rfile.readline(MAX_LINE):
            if not line.endswith(b"\n"):
                self._reply("500 5.5.2 line too long")
                return
            verb, _, rest = line.decode("utf-8", "replace").strip().partition(" ")
            command = getattr(self, f"_on_{verb.lower()}", None) if verb.isalpha() else None
            if command is None:
                self._reply("500 5.5.1 command not recognised")
            elif command(rest.strip()):
                return

    def _on_ehlo(self, name: str) -> None:
        if not name:
            return self._reply("501 5.5.4 EHLO needs a name")
        self._greeted, self._envelope = True, _Envelope()
        features = ("PIPELINING", f"SIZE {MAX_BYTES}", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES")
        lines = (f"localhost greets {name}", *features)
        return self._reply(*(f"250-{line}" for line in lines[:-1]), f"250 {lines[-1]}")

    def _on_helo(self, name: str) -> None:
        if not name:
            return self._reply("501 5.5.4 HELO needs a name")
        self._greeted, self._envelope = True, _Envelope()
        return self._reply("250 localhost")

    def _on_mail(self, rest: str) -> None:
        found = ADDRESS.fullmatch(rest)
        if not self._greeted:
            return self._reply("503 5.5.1 EHLO first")
        if self._envelope.sender is not None:
            return self._reply("503 5.5.1 one MAIL at a time")
        if found is None or found["verb"].upper() != "FROM":
            return self._reply("501 5.5.4 MAIL FROM:<address>")
        size = re.search(r"\bSIZE=(\d+)", found["rest"], re.IGNORECASE)
        if size and int(size[1]) > MAX_BYTES:
            return self._reply("552 5.3.4 message too big")
        self._envelope.sender = found["address"]
        return self._reply("250 2.1.0 sender ok")

    def _on_rcpt(self, rest: str) -> None:
        found = ADDRESS.fullmatch(rest)
        if self._envelope.sender is None:
            return self._reply("503 5.5.1 MAIL first")
        if found is None or found["verb"].upper() != "TO" or "@" not in found["address"]:
            return self._reply("501 5.1.3 RCPT TO:<address>")
        if refusal := self._sink.refuse.get(found["address"]):
            return self._reply(refusal)
        self._envelope.recipients.append(found["address"])
        return self._reply("250 2.1.5 recipient ok")

    def _on_data(self, _: str) -> bool:
        if not self._envelope.recipients:
            self._reply("503 5.5.1 RCPT first")
            return False
        self._reply("354 end with a dot on a line of its own")
        body = self._read_message()
        if body is None:
            return True
        if len(body) > MAX_BYTES:
            self._reply("552 5.3.4 message too big")
        else:
            path = self._sink.accept(self._envelope.sender or "", tuple(self._envelope.recipients), body)
            self._reply(f"250 2.0.0 kept as {path.name}")
        self._envelope = _Envelope()
        return False

    def _on_rset(self, _: str) -> None:
        self._envelope = _Envelope()
        self._reply("250 2.0.0 forgotten")

    def _on_noop(self, _: str) -> None:
        self._reply("250 2.0.0 ok")

    def _on_vrfy(self, _: str) -> None:
        self._reply("252 2.1.5 send it and see")

    def _on_quit(self, _: str) -> bool:
        self._reply("221 2.0.0 goodbye")
        return True

    def _read_message(self) -> bytes | None:
        """The message without dot-stuffing (RFC 5321 section 4.5.2); None where the client left in the middle.

        Beyond the size limit lines are read and dropped, so that the refusal is heard.
        """
        lines: list[bytes] = []
        size = 0
        while line := self.rfile.readline():
            if line in (b".\r\n", b".\n"):
                return b"".join(lines)
            line = line.removeprefix(b".")
            size += len(line)
            if size <= MAX_BYTES + len(line):
                lines.append(line)
        return None

    def _reply(self, *lines: str) -> None:
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())
