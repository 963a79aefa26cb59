"""A mail server on loopback that speaks real SMTP: STARTTLS, implicit TLS, AUTH, refusals, silence, hang-ups."""

import asyncio
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from types import TracebackType
from typing import Any, Self, cast

from aiosmtpd.smtp import SMTP, AuthResult


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail that the server took, or had in full when it hung up."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes
    encrypted: bool
    user: str | None

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.raw, policy=SMTP_POLICY)


_TURNS = 4
"""So many turns of the loop at the end: what was being accepted when it was told to stop has its transport after one or two."""


@dataclass
class MailServer:
    """`with MailServer(...) as server:` listens on `server.port`.

    `security` is "none", "starttls" or "tls". `answers` maps a command ("MAIL", "DATA") or a recipient's address to the
    line to answer in place of 250. `hang_up` and `stall` name the moment to close the connection or to fall silent:
    "connect", "MAIL", "RCPT", "mid-DATA", "DATA" (in full, unanswered), "after" (each mail
    that was answered; only to close). `delay` is taken before each of these answers.
    """

    security: str = "none"
    certificate: ssl.SSLContext | None = None
    users: Mapping[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    hang_up: str = ""
    stall: str = ""
    pipelining: bool = False
    delay: float = 0.0
    mails: list[Mail] = field(default_factory=list)
    dialogues: int = 0
    port: int = 0

    def __enter__(self) -> Self:
        ready = threading.Event()
        self._thread = threading.Thread(target=self._serve, args=(ready,))
        self._thread.start()
        ready.wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join()

    def _serve(self, ready: threading.Event) -> None:
        asyncio.run(self._listen(ready))

    async def _listen(self, ready: threading.Event) -> None:
        self._loop, self._stopped = asyncio.get_running_loop(), asyncio.Event()
        self._open: list[SMTP] = []
        implicit = self.certificate if self.security == "tls" else None
        server = await self._loop.create_server(self._dialogue, "127.0.0.1", 0, ssl=implicit)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await self._stopped.wait()
        server.close()
        for _ in range(_TURNS):
            for dialogue in self._open:
                _abort(dialogue)
            await asyncio.sleep(0)

    def _dialogue(self) -> SMTP:
        self.dialogues += 1
        dialogue = _Dialogue(
            self,
            hostname="localhost",
            loop=self._loop,
            tls_context=self.certificate if self.security == "starttls" else None,
            authenticator=self._authenticate if self.users else None,
            auth_require_tls=self.security == "starttls",
        )
        self._open.append(dialogue)
        return dialogue

    def _authenticate(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
        login, password = given.login.decode(), given.password.decode()
        return AuthResult(success=self.users.get(login) == password, handled=False, auth_data=login)

    async def handle_EHLO(  # noqa: N802
        self, _server: Any, session: Any, _envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return [*responses[:-1], *(["250-PIPELINING"] if self.pipelining else []), responses[-1]]

    async def handle_MAIL(self, server: Any, _session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802
        await self._disturb(server, "MAIL")
        if "MAIL" not in self.answers:
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(self, server: Any, _session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802
        await self._disturb(server, "RCPT")
        if address not in self.answers:
            envelope.rcpt_tos.append(address)
            envelope.rcpt_options.extend(options)
        return self.answers.get(address, "250 OK")

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        answer = self.answers.get("DATA", "250 OK queued as 4711")
        if answer.startswith("2"):
            encrypted = session.ssl is not None or self.security == "tls"
            mail = Mail(envelope.mail_from, tuple(envelope.rcpt_tos), envelope.content, encrypted, session.auth_data)
            self.mails.append(mail)
        await self._disturb(server, "DATA")
        return answer

    async def _disturb(self, server: Any, moment: str) -> None:
        await asyncio.sleep(self.delay)
        if self.stall == moment:
            await self._stopped.wait()
        if moment in (self.hang_up, self.stall):
            _abort(server)
            raise asyncio.CancelledError


def _abort(dialogue: SMTP) -> None:
    if dialogue.transport is not None:
        cast("asyncio.Transport", dialogue.transport).abort()


class _Dialogue(SMTP):
    async def _handle_client(self) -> None:
        script = cast("MailServer", self.event_handler)
        if script.stall == "connect":
            await script._stopped.wait()
        if "connect" in (script.hang_up, script.stall):
            _abort(self)
            return
        await super()._handle_client()

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802  (aiosmtpd's name)
        if cast("MailServer", self.event_handler).hang_up == "mid-DATA":
            await self.push("354 go on")
            await self._reader.readline()
            _abort(self)
            raise asyncio.CancelledError
        await super().smtp_DATA(arg)
        if cast("MailServer", self.event_handler).hang_up == "after" and self.transport is not None:
            self.transport.close()
