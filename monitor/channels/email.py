"""Email over SMTP: one message a recipient, threaded by headers, encrypted unless the server is on loopback."""

import contextlib
import hashlib
import ipaddress
import secrets
import smtplib
import socket
import ssl
import weakref
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr
from time import monotonic
from urllib.parse import quote

from monitor.alerts.message import Message
from monitor.channels.base import CA_FILE, NO_ANSWER, TIMEOUT, ChannelSpec, Key, cause, patience, refuse, told
from monitor.channels.kept import Kept
from monitor.channels.mime import HEADERS, POLICY, part, written
from monitor.errors import Permanent, RondaError, SignInRefused, Transient
from monitor.model import DeliveryKind, Receipt

_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_CLOSING, _FINE, _GO_ON = 421, range(200, 300), range(354, 355)
_SIGN_IN = frozenset((530, 534, 535, 538))
"""A sign-in that is wanted, or not good enough (RFC 4954, sections 4 and 6), whatever command they answer."""
_A_MOMENT = timedelta(seconds=1)
_BEFORE_DATA = 90.0
_AFTER_DATA = 100.0
"""Seconds, of the dialogue's first part and of each answer to its second: together less than a claim lasts, so that a slow
server never has the same mail from a second sender. Until DATA nothing has been said and all can be tried again; after it,
a server that scans a mail before it answers deserves patience (RFC 5321, section 4.5.3.2)."""


class EmailChannel:
    """`security`: "starttls" (a server that does not offer it is refused), "tls" from the first byte, or "none", which
    is for loopback only. Certificates are verified against the system's and `ca_file`'s."""

    gap = timedelta(0)
    follow_up_gap = timedelta(hours=1)
    most_stories = 100

    @property
    def at_once(self) -> int:
        return self._kept.at_once

    def __init__(
        self,
        *,
        name: str,
        host: str,
        sender: str,
        to: Sequence[str],
        port: int | None = None,
        security: str = "starttls",
        username: str = "",
        password: str = "",
        return_path: str = "",
        ca_file: str = "",
        timeout: timedelta = timedelta(seconds=30),
        clock: Callable[[], float] = monotonic,
    ) -> None:
        if security == "none" and not _is_loopback(host):
            raise refuse(name, f'security = "none" is for loopback only, not for {host} (use "starttls" or "tls")')
        if bool(username) != bool(password):
            raise refuse(name, "username and password go together")
        if not (username + password).isascii():
            raise refuse(name, "username and password can hold ASCII only: smtplib signs in with nothing else")
        self.name = name
        self.recipients = tuple(_checked(name, "to", address) for address in to)
        self._sender = _address(_checked(name, "from", sender))
        self._return_path = _checked(name, "return_path", return_path) if return_path else self._sender.addr_spec
        self._host, self._port, self._security = host, port or _PORTS[security], security
        self._username, self._password = username, password
        self._timeout, self._clock = patience(name, timeout), clock
        self._tls = None if security == "none" else _context(name, ca_file)
        self._kept = Kept(clock)
        weakref.finalize(self, self._kept.close)
        always = {"From": self._sender, "Auto-Submitted": "auto-generated"}
        always["List-Id"] = f"Ronda <{_label(name)}.ronda.{self._sender.domain}>"
        always["List-Unsubscribe"] = f"<mailto:{quote(self._sender.addr_spec, safe='@')}?subject=unsubscribe>"
        always["MIME-Version"] = "1.0"
        always["Content-Type"] = f'multipart/alternative; boundary="=_ronda_{secrets.token_hex(12)}"'
        self._always = {key: HEADERS(key, value) for key, value in always.items()}
        self._to = {recipient: HEADERS("To", recipient) for recipient in self.recipients}

    def describe(self) -> str:
        user = f"{self._username} at " if self._username else ""
        return f"email to {', '.join(self.recipients)} through {user}{self._host}:{self._port} ({self._security})"

    def send(self, message: Message, recipient: str, parent: Receipt | None) -> Receipt:
        envelope = self._ascii(recipient)
        mail, began = self.compose(message, recipient, parent), self._clock()
        with self._session(envelope) as server:
            if (took := self._clock() - began) > _BEFORE_DATA:
                raise Transient(self.name, "timeout", f"{self._host}: {took:.0f}s before DATA")
            said = self._expect(self._data(server, mail), envelope)
        return Receipt(id=mail["Message-ID"], detail={"subject": str(mail["Subject"]), "answer": said})

    def _data(self, server: smtplib.SMTP, mail: EmailMessage) -> tuple[int, bytes]:
        assert server.sock is not None
        server.sock.settimeout(min(3 * self._timeout, _AFTER_DATA))
        text = written(mail)
        try:
            server.send((text.replace(b"\n.", b"\n..") if b"\n." in text else text) + b".\r\n")
            answer = server.getreply()
            server.sock.settimeout(self._timeout)
        except OSError as error:  # smtplib's own exceptions are OSErrors too
            raise Transient(self.name, NO_ANSWER, f"{self._host}: {_lost(error)} after DATA") from None
        return answer

    def compose(self, message: Message, recipient: str, parent: Receipt | None) -> EmailMessage:
        """The mail of a message. Its Message-ID, and that of the story's root, depend on the message alone."""
        mail = EmailMessage(policy=POLICY)
        mail["From"] = self._always["From"]
        mail["To"] = self._to.get(recipient, recipient)
        mail["Subject"] = _subject(message, parent).replace(
            "=?", "=\u200b?"
        )  # else the press could write encoded words
        mail["Date"] = message.created_at
        mail["Message-ID"] = self._message_id("alert", message.key, message.created_at.isoformat(), recipient)
        root = self._message_id("story", message.thread, recipient)
        if message.kind not in (DeliveryKind.NOTICE, DeliveryKind.DIGEST):
            mail["In-Reply-To"] = parent.id if parent else root
            mail["References"] = f"{root} {parent.id}" if parent else root
        for name in ("Auto-Submitted", "List-Id", "List-Unsubscribe", "MIME-Version", "Content-Type"):
            mail[name] = self._always[name]
        mail.set_payload([part("plain", message.text), part("html", message.html)])
        return mail

    def _addressed(self, server: smtplib.SMTP, envelope: str) -> tuple[int, bytes]:
        """The answer to DATA or, where sender or recipient is refused, to that: asked for together where the server takes
        that (RFC 2920). What follows a refusal is not read: the connection is ended, and with it what was begun."""
        commands = f"MAIL FROM:<{self._return_path}>", f"RCPT TO:<{envelope}>", "DATA"
        together = server.has_extn("pipelining")
        if together:
            server.send("".join(f"{command}\r\n" for command in commands))
        answer = (0, b"")
        for command in commands:
            answer = server.getreply() if together else server.docmd(command)
            if answer[0] not in _FINE:
                break
        return answer

    def _greeted_before(self, server: smtplib.SMTP, envelope: str) -> tuple[int, bytes] | None:
        """As `_addressed` on a connection that was kept; None where its server has ended it since."""
        try:
            answer = self._addressed(server, envelope)
        except OSError:
            return None
        return None if answer[0] == _CLOSING else answer

    def _message_id(self, role: str, *parts: str) -> str:
        digest = hashlib.sha256("\n".join((self.name, *parts)).encode()).hexdigest()[:32]
        return f"<ronda.{role}.{digest}@{self._sender.domain}>"

    @contextlib.contextmanager
    def _session(self, envelope: str) -> Iterator[smtplib.SMTP]:
        """A greeted, encrypted, authenticated connection that took sender and recipient and waits for the mail: that of the
        message before where that is just over and the server still holds it. What fails before the message is handed
        over is harmless."""
        server = self._kept.take()
        try:
            answer = self._greeted_before(server, envelope) if server else None
            if not server or not answer:
                _drop(server)
                server = None
                server = self._connected()
                answer = self._addressed(server, envelope)
            self._expect(answer, envelope, good=_GO_ON)
            yield server
        except (RondaError, OSError) as error:
            failure = error if isinstance(error, RondaError) else self._failure(error)
            crowded = self._kept.drop(server, again=isinstance(failure, Transient))
            raise self._crowded(failure) if crowded and server is None else failure from None
        except BaseException:
            self._kept.drop(server)
            raise
        self._kept.give(server)

    def _connected(self) -> smtplib.SMTP:
        hello = socket.gethostname()
        hello = hello if "." in hello else self._sender.domain
        if self._security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self._host, self._port, local_hostname=hello, timeout=self._timeout, context=self._tls
            )
        else:
            server = smtplib.SMTP(self._host, self._port, local_hostname=hello, timeout=self._timeout)
        try:
            server.ehlo_or_helo_if_needed()
            if self._security == "starttls":
                self._encrypt(server)
            if self._username:
                server.login(self._username, self._password)
        except BaseException:
            server.close()
            raise
        return server

    def _encrypt(self, server: smtplib.SMTP) -> None:
        """Transient where the server offers no STARTTLS: an attacker in between, or a server that is being mended."""
        if not server.has_extn("starttls"):
            raise Transient(
                self.name, "smtp-no-starttls", f'{self._host} does not offer STARTTLS (or use security = "tls")'
            )
        server.starttls(context=self._tls)
        server.ehlo()

    def _failure(self, error: OSError) -> RondaError:
        if isinstance(error, ssl.SSLError):
            reason = getattr(error, "verify_message", "") or error.reason or "handshake failed"
            return Transient(self.name, "tls", f"{self._host}: {told(reason, self._secrets)}")
        if isinstance(error, smtplib.SMTPNotSupportedError):
            return SignInRefused(
                self.name, "smtp-auth", f"{self._host} offers no sign-in: {told(error, self._secrets)}"
            )
        if isinstance(error, smtplib.SMTPResponseException) and error.smtp_code > 0:
            if isinstance(error, smtplib.SMTPAuthenticationError):
                return self._not_signed_in(error.smtp_code, _bytes(error.smtp_error))
            return self._refusal(error.smtp_code, _bytes(error.smtp_error), self._host)
        if isinstance(error, smtplib.SMTPException) and not isinstance(error, smtplib.SMTPServerDisconnected):
            return Transient(self.name, "smtp-protocol", f"{self._host}: {told(error, self._secrets)}")
        lost = _lost(error)
        return Transient(
            self.name, "timeout" if lost == "timeout" else "connection", f"{self._host}:{self._port}: {lost}"
        )

    def _crowded(self, failure: RondaError) -> RondaError:
        """Of a further connection, while others were at work: that server takes no more of them, and is not away."""
        if not isinstance(failure, Transient) or isinstance(failure, SignInRefused):
            return failure
        said = f"{failure.detail} (while others of ours were at work)"
        return Transient(self.name, "host-busy", said, retry_after=_A_MOMENT)

    def _expect(self, answer: tuple[int, bytes], recipient: str, good: range = _FINE) -> str:
        code, said = answer
        if code not in good:
            raise self._refusal(code, said, recipient)
        return told(said, self._secrets)

    def _refusal(self, code: int, said: bytes, whom: str) -> RondaError:
        """5xx is for good, everything else worth another try (RFC 5321, section 4.2.1)."""
        if code in _SIGN_IN:
            return self._not_signed_in(code, said)
        refusal = Permanent if 500 <= code < 600 else Transient
        return refusal(self.name, f"smtp-{code}", f"{whom}: {code} {told(said, self._secrets)}")

    def _not_signed_in(self, code: int, said: bytes) -> Transient:
        answer = f"{code} {told(said, self._secrets)}"
        if not 500 <= code < 600:
            return Transient(self.name, "smtp-auth", f"{self._host}: {answer}")
        why = "refuses the user name or the password" if self._username else "wants a user name and a password"
        return SignInRefused(self.name, "smtp-auth", f"{self._host} {why}: {answer}")

    def _ascii(self, recipient: str) -> str:
        local, _, domain = recipient.rpartition("@")
        with contextlib.suppress(UnicodeError):
            address = f"{local.encode('ascii').decode()}@{domain.encode('idna').decode()}"
            if local and domain and address.isprintable() and not set(address) & set(" <>"):
                return address
        raise Permanent(self.name, "smtp-address", f"{told(recipient)} is no address that mail can carry")

    @property
    def _secrets(self) -> tuple[str, ...]:
        return (self._password,)


EMAIL = ChannelSpec(
    build=EmailChannel,
    recipients="to",
    keys={
        "host": Key(required=True, help="the mail server"),
        "port": Key("port", help="587 for starttls, 465 for tls, 25 for none"),
        "security": Key("choice", choices=("starttls", "tls", "none"), help="none is for loopback only"),
        "username": Key(),
        "password": Key("secret"),
        "from": Key(required=True, argument="sender", help='"Ronda <ronda@example.org>"'),
        "to": Key("texts", required=True, help="one message each"),
        "return_path": Key(help="where bounces go; the address in `from` where absent"),
        "ca_file": CA_FILE,
        "timeout": TIMEOUT,
    },
)


def _subject(message: Message, parent: Receipt | None) -> str:
    """A follow-up answers the first message's subject: Gmail groups by it, besides References."""
    first = parent.detail.get("subject") if parent else None
    if not first or message.kind not in (DeliveryKind.COPY, DeliveryKind.UPDATE):
        return message.subject
    return first if str(first).startswith("Re: ") else f"Re: {first}"


def _is_loopback(host: str) -> bool:
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host.lower() == "localhost"


def _context(name: str, ca_file: str) -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if ca_file:
        try:
            context.load_verify_locations(ca_file)
        except (OSError, ssl.SSLError) as error:
            raise refuse(name, f"ca_file {ca_file} cannot be read as certificates: {cause(error)}") from None
    return context


def _checked(name: str, key: str, text: str) -> str:
    address = parseaddr(text)[1]
    local, _, domain = address.rpartition("@")
    if not local or not domain or " " in address or not text.isprintable():
        raise refuse(name, f"{key}: {text!r} is no email address")
    with contextlib.suppress(UnicodeError):
        local.encode("ascii")
        domain.encode("idna")
        return text if key == "from" else address
    raise refuse(name, f"{key}: {text!r} is no address that mail can carry: before the @ letters of ASCII alone")


def _address(text: str) -> Address:
    display, address = parseaddr(text)
    local, _, domain = address.rpartition("@")
    return Address(display, local, domain.encode("idna").decode())


def _drop(server: smtplib.SMTP | None) -> None:
    if server is not None:
        server.close()


def _label(name: str) -> str:
    return "".join(char if char.isascii() and char.isalnum() else "-" for char in name).strip("-") or "channel"


def _lost(error: BaseException) -> str:
    """smtplib words every broken reading as a disconnection; what was under it tells a timeout."""
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return "timeout"
    return "connection lost" if isinstance(error, smtplib.SMTPServerDisconnected) else cause(error)


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode("utf-8", "replace")
