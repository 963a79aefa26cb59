"""A mail as it goes over the wire: the library's message, with headers folded and parts encoded our way."""

from binascii import b2a_qp
from email.header import Header
from email.headerregistry import HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage, MIMEPart
from email.policy import EmailPolicy
from functools import lru_cache
from typing import Any

_CRLF = "\r\n"


def written(mail: EmailMessage) -> bytes:
    """A mail of such parts, as the library's generator writes it, which takes three times as long."""
    line = f"--{mail['Content-Type'].params['boundary']}".encode()
    parts = (b"".join((line, b"\r\n", _head(one), _body(one), b"\r\n")) for one in mail.iter_parts())
    return b"".join((_head(mail), *parts, line, b"--\r\n"))


def part(kind: str, text: str) -> MIMEPart:
    """As `set_content` makes it, without parsing headers that are always the same."""
    part = MIMEPart(policy=POLICY)
    part["Content-Type"] = _TYPES[kind]
    part["Content-Transfer-Encoding"] = _ENCODING
    lines = b"\n".join(text.encode("utf-8", "replace").splitlines()) + b"\n"
    part.set_payload(b2a_qp(lines, istext=True).decode("ascii"))
    return part


def _head(part: EmailMessage | MIMEPart) -> bytes:
    return b"".join(POLICY.fold_binary(name, value) for name, value in part.raw_items()) + b"\r\n"


def _body(part: EmailMessage | MIMEPart) -> bytes:
    return str(part.get_payload()).replace("\n", _CRLF).encode("ascii")


class _Folding(EmailPolicy):
    """policy.SMTP, except that ids are never folded: it writes those longer than a line as encoded words, which no mail
    client threads by. And a first line always holds a word: a subject that begins on the second reads with a blank before it.
    A subject beyond ASCII is encoded as a whole: the library's own folding loses blanks between encoded words, and cuts
    characters in two."""

    ids = frozenset({"message-id", "in-reply-to", "references", "list-id", "list-unsubscribe"})

    def fold(self, name: str, value: str) -> str:
        if name.lower() in self.ids:
            return f"{name}: " + "\r\n ".join(str(value).split()) + "\r\n"
        if name.lower() == "subject" and not str(value).isascii():
            return f"{name}: {Header(str(value), 'utf-8', header_name=name).encode(linesep=_CRLF)}{_CRLF}"
        folded = str(super().fold(name, value))
        bare = f"{name}:\r\n "
        first, blank, rest = folded.removeprefix(bare).partition(" ")
        return f"{name}: {first}\r\n {rest}" if folded.startswith(bare) and blank else folded

    def fold_binary(self, name: str, value: str) -> bytes:
        if name.lower() in _USUAL:
            return _folded(name, value)
        return self.fold(name, value).encode("ascii", "surrogateescape")


class _Headers(HeaderRegistry):
    """Makes the class of a header once: the library makes one for each header of each mail."""

    def __init__(self) -> None:
        super().__init__()
        self._made: dict[str, type] = {}

    def __getitem__(self, name: str) -> type:
        if name not in self._made:
            self._made[name] = super().__getitem__(name)
        return self._made[name]


class _AsItIs(UnstructuredHeader):
    """Ids are written as they are: nothing is looked for in them."""

    @classmethod
    def parse(cls, value: str, kwds: dict[str, Any]) -> None:
        kwds["parse_tree"], kwds["decoded"] = None, value


HEADERS = _Headers()
for _name in ("message-id", "in-reply-to", "references"):
    HEADERS.map_to_type(_name, _AsItIs)  # type: ignore[arg-type]
POLICY = _Folding(linesep=_CRLF, header_factory=HEADERS)

_USUAL = frozenset({"from", "to", "auto-submitted", "list-id", "list-unsubscribe", "mime-version", "content-type"})
"""Headers that say the same in mail after mail."""


@lru_cache(maxsize=256)
def _folded(name: str, value: str) -> bytes:
    return POLICY.fold(name, value).encode("ascii", "surrogateescape")


_TYPES = {kind: HEADERS("Content-Type", f'text/{kind}; charset="utf-8"') for kind in ("plain", "html")}
_ENCODING = HEADERS("Content-Transfer-Encoding", "quoted-printable")
