"""Bytes of a document to text: gzip, byte-order marks, labels that lie, characters that XML may not hold. Bounded."""

import codecs
import re
import zlib

MOST_UNPACKED = 32 * 1024 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LABEL = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""")
_HEADER_LABEL = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_LATIN = frozenset({"iso8859-1", "ascii", "latin-1"})
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def unpack(body: bytes) -> tuple[bytes, str]:
    """Undo a file's own gzip (sitemap.xml.gz), at most `MOST_UNPACKED` bytes of it; also give a warning or ""."""
    if not body.startswith(b"\x1f\x8b"):
        return body, ""
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        plain = unpacker.decompress(body, MOST_UNPACKED)
    except zlib.error as error:
        return b"", f"broken gzip: {error}"
    if unpacker.unconsumed_tail:
        return plain, f"more than {MOST_UNPACKED // 2**20} MB unpacked: the rest is left unread"
    return plain, "" if unpacker.eof else "gzip cut short"


def decode(body: bytes, content_type: str = "") -> str:
    """Decode a document: by its mark, else as UTF-8 where valid, else by its label or the header's, else as cp1252.

    Bytes that are valid UTF-8 with letters beyond ASCII are never anything else in practice, whatever the label claims.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return _clean(body[len(mark) :].decode(name, "replace"))
    if body[1:2] == b"\x00" and body[:1] in b"<{ \n":
        return _clean(body.decode("utf-16-le", "replace"))
    if body[:1] == b"\x00" and body[1:2] in b"<{ \n":
        return _clean(body.decode("utf-16-be", "replace"))
    body = body.translate(None, _CONTROLS)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return _clean(_decode_labelled(body, content_type))


def _decode_labelled(body: bytes, content_type: str) -> str:
    label = _LABEL.search(body[:2048])
    header = _HEADER_LABEL.search(content_type)
    for name in (label[1].decode("ascii") if label else "", header[1] if header else ""):
        try:
            codec = codecs.lookup(name).name
            if name and codec != "utf-8" and not codec.startswith("utf-16"):
                return body.decode("cp1252" if codec in _LATIN else codec, "replace")
        except (LookupError, UnicodeError):
            continue
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for c in text if c > "\x7f") - broken
    return text if broken * 4 <= whole or text.find("\ufffd") >= len(text) - 3 else body.decode("cp1252", "replace")


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text) if _FORBIDDEN.search(text) else text
