"""A body from the wire, undone of gzip or deflate piece by piece, never more of it in memory than the cap allows."""

import zlib
from collections.abc import Iterable

from monitor.errors import Transient

_PIECE = 256 * 1024


def read_body(pieces: Iterable[bytes], encoding: str, subject: str, most: int, *, cut: bool = False) -> bytes:
    """Gather at most `most` decoded bytes. More raises Transient (kind "too-large"), or is left away with `cut`.

    Raises Transient (kind "bad-encoding") for broken or unasked-for encodings: only gzip and deflate are offered.
    """
    body = bytearray()
    for piece in _decoded(pieces, encoding.strip().lower(), subject):
        body += piece
        if len(body) > most:
            if cut:
                return bytes(body[:most])
            raise Transient(subject, "too-large", f"more than {most / 1e6:g} MB decoded")
    return bytes(body)


def _decoded(pieces: Iterable[bytes], encoding: str, subject: str) -> Iterable[bytes]:
    if encoding in ("", "identity", "none"):
        return pieces
    if encoding in ("gzip", "x-gzip", "deflate"):
        return _inflated(pieces, encoding == "deflate", subject)
    raise Transient(subject, "bad-encoding", f"content encoding {encoding!r} was not offered")


def _inflated(pieces: Iterable[bytes], deflate: bool, subject: str) -> Iterable[bytes]:
    """Undo gzip (RFC 1952, several members allowed) or deflate (RFC 1950; RFC 1951 bare, as some send it)."""
    unpacker = None
    try:
        for piece in pieces:
            rest = piece
            while rest:
                if unpacker is None or unpacker.eof:
                    unpacker = zlib.decompressobj(_window(rest, deflate))
                yield unpacker.decompress(rest, _PIECE)
                rest = unpacker.unconsumed_tail or unpacker.unused_data.lstrip(b"\x00")
    except zlib.error as error:
        raise Transient(subject, "bad-encoding", f"broken compression: {error}") from error
    if unpacker is not None and not unpacker.eof:
        raise Transient(subject, "cut-short", "the compressed body ends too early")


def _window(start: bytes, deflate: bool) -> int:
    if not deflate:
        return zlib.MAX_WBITS | 16
    return zlib.MAX_WBITS if start[0] & 0x0F == 8 else -zlib.MAX_WBITS
