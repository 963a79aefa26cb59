"""Bytes of a page to text: charset, mislabelled and double-encoded text, NUL bytes, packed files, things that are no page."""

import codecs
import re
import zlib
from dataclasses import dataclass

import orjson

MOST_BYTES = 32_000_000  # of markup; the rest of a larger body is not read
_MOST_NESTING = 300
_MOST_RUN = 60
_SNIFF = 4096
_SUSPICIOUS_TAGS = 12_000  # a page with more tags is checked for nesting that would stall a parser

_META = re.compile(
    rb"(?i)<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})|<\?xml[^>]{0,80}encoding=[\"']([\w-]{2,30})"
)
_HEADER = re.compile(r"(?i)charset\s*=\s*[\"']?([\w-]{2,30})")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_KINDS = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"RIFF", "media"),
    (b"PK\x03\x04", "archive"),
    (b"\x1f\x8b", "gzip"),
)
_DOUBLED = re.compile(r"[ÂÃâð][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,3}")
_LATIN = {"iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii", "iso8859-1", "windows-1252", "cp1252"}
_NESTING_TAG = re.compile(
    r"(?is)<!--.*?(?:-->|\Z)|<(?P<raw>script|style|textarea|title)\b.*?(?:</(?P=raw)|\Z)|"
    r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]{0,14})[^<>]{0,4000}>?"
)
"""A tag; comments and what is no markup are stepped over whole."""
_FLAT_TAGS = frozenset(
    ("br", "img", "hr", "input", "meta", "link", "source", "wbr", "area", "base", "col", "embed", "param", "track", "p")
)
_INLINE_TAGS = frozenset(
    (
        "a",
        "b",
        "i",
        "u",
        "s",
        "em",
        "strong",
        "span",
        "font",
        "small",
        "big",
        "sup",
        "sub",
        "tt",
        "code",
        "nobr",
        "strike",
    )
)
_TELLING_TAGS = frozenset(
    "footer nav aside header figure figcaption button form ul ol li h1 h2 h3 h4 blockquote".split()
)
_CONTROLS = bytes(code for code in range(1, 32) if code not in b"\t\n\f\r\x1b")
_FEED = re.compile(
    rb"(?i)\s*(?:<\?[^>]{0,400}>\s*|<!--.{0,400}?-->\s*|<!doctype[^>]{0,200}>\s*)*<(rss|feed|rdf:rdf|urlset|sitemapindex|svg)\b"
)
_JSONP = re.compile(rb"\s*[\w.$]{1,60}\(\s*[\[{\"]")
_MARKUP = re.compile(rb"<[a-zA-Z!/?]")
_MOST_JSON = 8_000_000
_HUGE_TAG = re.compile(r"<([a-zA-Z][\w-]{0,20})\s[^<>]{20000,}>?")
_HUGE = 20_000
_SUSPICIOUS_SIZE = 200_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page as text. `kind` is "" for markup, else what the bytes are instead ("pdf", "image", ...)."""

    text: str
    kind: str = ""
    warnings: tuple[str, ...] = ()


def decode(body: bytes, content_type: str = "") -> Decoded:
    """The text of a page's bytes. Order: BOM, valid UTF-8, header, meta; a label that the bytes refute is not believed."""
    warnings: list[str] = []
    body = unpacked(body)
    if len(body) > MOST_BYTES:
        body = body[:MOST_BYTES]
        warnings.append(f"page cut at {MOST_BYTES // 1_000_000} MB")
    kind = _kind_of(body, content_type)
    if kind:
        return Decoded("", kind)
    text = _to_text(body, content_type, warnings)
    if b"\x00" in body and "\x00" in text:
        text = text.replace("\x00", "")
        warnings.append("NUL bytes removed")
    if _cut_short(text):
        warnings.append("the page ends in the middle: what there is of it is read")
    return Decoded(_tamed(_undoubled(text, warnings), warnings), "", tuple(warnings))


def _cut_short(text: str) -> bool:
    """Whether a whole page (it has an <html> or <body>) ends without closing either, or inside a tag."""
    end = text[-3000:].lower()
    if "</html" in end or "</body" in end:
        return False
    start = text[:20_000].lower()
    return "<body" in start or "<html" in start


def unpacked(body: bytes, most: int = MOST_BYTES + 1) -> bytes:
    """Gzip bytes unpacked, up to `most`; other bytes as they are; what can be read of a damaged file."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return zlib.decompressobj(wbits=31).decompress(body, most) or body
    except zlib.error:
        return body


def _kind_of(body: bytes, content_type: str) -> str:
    start = body[:64].lstrip()
    for magic, kind in _KINDS:
        if start.startswith(magic):
            return kind
    low = content_type.lower()
    if low.startswith(("image/", "video/", "audio/")):
        return low.split("/")[0]
    if feed := _FEED.match(body[:_SNIFF]):
        return "image" if feed[1].lower() == b"svg" else "feed"
    head = body[:_SNIFF]
    if len(head) - len(head.translate(None, _CONTROLS)) > 0.04 * len(head):
        return "binary"
    return _kind_of_text(body, start)


def _kind_of_text(body: bytes, start: bytes) -> str:
    """ "json", "text" or "": what bytes without any markup are."""
    if start[:1] in (b"{", b"[") and (b"<" not in body[:2000] or _is_json(body)):
        return "json"
    if body.count(b"\x00", 0, _SNIFF) > 64 or not start or _MARKUP.search(body, 0, 100_000):
        return ""
    return "json" if _JSONP.match(body) else "text"


def _is_json(body: bytes) -> bool:
    try:
        return len(body) < _MOST_JSON and orjson.loads(body) is not None
    except orjson.JSONDecodeError:
        return False


def _to_text(body: bytes, content_type: str, warnings: list[str]) -> str:
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    head = body[:_SNIFF]
    if head.count(b"\x00") > len(head) // 3:
        even = head[0::2].count(b"\x00") > head[1::2].count(b"\x00")
        return body.decode("utf-16-be" if even else "utf-16-le", "replace")
    declared = _declared(head, content_type)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(body, declared, warnings)
    if declared and declared not in ("utf-8", "utf8") and not text.isascii():
        if declared.startswith(("iso-2022", "hz", "utf-7")):
            return text
        warnings.append(f"charset {declared} is wrong: the page is UTF-8")
    return text


def _declared(head: bytes, content_type: str) -> str:
    named = _HEADER.search(content_type)
    if named:
        return named[1].lower()
    found = _META.search(head)
    return (found[1] or found[2]).decode("ascii", "replace").lower() if found else ""


def _not_utf8(body: bytes, declared: str, warnings: list[str]) -> str:
    """Bytes that are no valid UTF-8: the declared charset, or UTF-8 with stray Windows-1252 bytes, or cut short."""
    if declared and declared not in ("utf-8", "utf8") and declared not in _LATIN:
        try:
            return body.decode(declared, "replace")
        except LookupError:
            warnings.append(f"unknown charset {declared}")
    if declared in _LATIN:
        good = len(re.findall(rb"[\xc2-\xf4][\x80-\xbf]+", body))
        if good < 3:
            return body.decode("cp1252", "replace")
    text = body.decode("utf-8", _REPAIR)
    warnings.append("bytes that are not UTF-8 read as Windows-1252")
    return text


def _repair(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    if error.end >= len(error.object) and bad[0] >= 0xC2:
        return "", error.end  # a character that the end of the page cut in two
    return bad.decode("cp1252", "replace"), error.end


_REPAIR = "ronda-windows-1252"
codecs.register_error(_REPAIR, _repair)


def _undoubled(text: str, warnings: list[str]) -> str:
    """UTF-8 that was encoded twice ("â€œ" for a quotation mark) put right, where a page shows it at least thrice."""
    if "â€" not in text and "â\x80" not in text and "Ã" not in text:
        return text
    if "â\x80" not in text and len(_DOUBLED.findall(text[:400_000])) < 3:
        return text
    warnings.append("text was encoded twice: repaired")
    return _DOUBLED.sub(_single, text)


def _single(found: re.Match[str]) -> str:
    raw = bytearray()
    for char in found[0]:
        try:
            raw += char.encode("cp1252")
        except UnicodeEncodeError:
            raw.append(ord(char) & 0xFF)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return found[0]


def _tamed(text: str, warnings: list[str]) -> str:
    """Markup without what makes parsers take quadratic time: nesting beyond 300, tags with thousands of attributes."""
    if len(text) > _SUSPICIOUS_SIZE and _holds_huge_tag(text):
        text = _HUGE_TAG.sub(r"<\1>", text)
    return text if text.count("<") < _SUSPICIOUS_TAGS else _shallow(text, warnings)


def _holds_huge_tag(text: str) -> bool:
    """Whether a tag goes on for longer than any honest one; looked for only where no ">" stands for so long."""
    at = 0
    while at + _HUGE < len(text):
        end = text.rfind(">", at, at + _HUGE)
        if end < 0:
            end = text.find(">", at + _HUGE)
            if _HUGE_TAG.search(text, at, end if end >= 0 else len(text)):
                return True
            if end < 0:
                return False
        at = end + 1
    return False


def _shallow(text: str, warnings: list[str]) -> str:
    depths = [0, 0, 0]  # of blocks, of inline elements, of those that tell what a part is
    deepest = run = last = 0
    out: list[str] = []
    start = 0
    for tag in _NESTING_TAG.finditer(text):
        name = (tag["name"] or "").lower()
        if not name or name in _FLAT_TAGS:
            continue
        kind = 1 if name in _INLINE_TAGS else 2 if name in _TELLING_TAGS else 0
        run = run + 1 if not tag["end"] and tag.start() == last else 0
        last = tag.end()
        if run > _MOST_RUN:  # elements that hold nothing but one another: they need no depth
            out.append(text[start : tag.start()])
            start = tag.end()
            deepest = max(deepest, depths[kind] + run)
            continue
        if not tag["end"]:
            depths[kind] += 1
        too_deep = depths[kind] > _MOST_NESTING
        deepest = max(deepest, depths[kind])
        if tag["end"]:
            depths[kind] = max(0, depths[kind] - 1)
        if too_deep:
            out.append(text[start : tag.start()])
            start = tag.end()
    if deepest <= _MOST_NESTING:
        return text
    warnings.append(f"elements nested {deepest} deep: the tags beyond {_MOST_NESTING} are ignored")
    out.append(text[start:])
    return " <br> ".join(out) if len(out) < 20_000 else " ".join(part for part in out if part.strip())
