"""One document of a source to what it announces: finds out what kind it is and says in plain words what it is not."""

import hashlib
import re
from dataclasses import replace
from datetime import datetime

from monitor.errors import Transient
from monitor.model import Reply, SourceKind, Yield
from monitor.sources import feeds, sitemaps
from monitor.sources.decoding import decode, unpack
from monitor.sources.listings import read_listing
from monitor.sources.text import plain
from monitor.sources.xml import local, read_xml

_STAMPS = re.compile(rb"<lastBuildDate>[^<]{0,100}</lastBuildDate>|<!--[^<>]{0,500}-->")
_ROOT = re.compile(r"<(?:[A-Za-z][\w.-]*:)?(rss|rdf|feed|channel|urlset|sitemapindex)[\s>]", re.IGNORECASE)
_HTML = re.compile(r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_PREAMBLE = 5_000  # characters in which a document must say what it is
_TITLE = re.compile(r"<title[^<>]*>([^<]{0,300})", re.IGNORECASE)
_PAGES = (
    (
        "a challenge that wants a browser",
        r"just a moment|cf-chl|challenge-platform|attention required|checking your browser|ddos-guard|incapsula",
    ),
    ("a captcha", r"captcha|are you (a )?human|unusual traffic"),
    ("a login page", r"<title[^<>]*>[^<]*(log ?in|sign ?in|masuk)\b"),
    ("a refusal", r"access denied|akses ditolak|forbidden|request blocked|has been blocked"),
    ("a page that says it is not there", r"<title[^<>]*>[^<]*(404|not found|tidak ditemukan)"),
    ("a page about maintenance", r"maintenance|pemeliharaan|segera kembali"),
)


def parse(reply: Reply, kind: SourceKind | None, *, zone: str, now: datetime, listing: tuple[str, ...] = ()) -> Yield:
    """Read a source's document; `kind` is what it is expected to be, None to find out; `listing` selects article links.

    XML and JSON say themselves what they are, so a sitemap announced as a feed is read all the same. Raises Transient
    ("not-a-feed", "empty", "unreadable", "no-articles"), whose detail says what came instead.
    """
    body, trouble = unpack(reply.body)
    text = decode(body, reply.content_type)
    base = reply.final_url or reply.url
    if not text.strip():
        raise Transient(reply.url, "empty", trouble or "an empty document")
    found = _read_xml_or_json(text, base, zone, now)
    if found is None and kind in (None, SourceKind.LISTING) and _HTML.search(text, 0, _PREAMBLE):
        found = read_listing(text, base, zone, now, listing)
        if not found.items:
            raise Transient(reply.url, "no-articles", f"a page without a list of articles: {what_is(text)}")
    if found is None:
        raise Transient(reply.url, "not-a-feed", what_is(text))
    other = f"asked for as a {kind}, read as the {found.kind} that it is" if kind not in (None, found.kind) else ""
    notes = tuple(note for note in (trouble, other) if note)
    return replace(found, warnings=(*notes, *found.warnings)) if notes else found


def digest(body: bytes) -> bytes:
    """Give a fingerprint of a document that does not change with stamps of when it was made."""
    return hashlib.blake2b(_STAMPS.sub(b"", body), digest_size=16).digest()


def _read_xml_or_json(text: str, base: str, zone: str, now: datetime) -> Yield | None:
    if text.lstrip()[:1] == "{":
        return feeds.read_json_feed(text, base, zone, now)
    root = _ROOT.search(text, 0, _PREAMBLE)
    if root is None or _HTML.search(text, 0, root.start()):
        return None
    text = text[root.start() :]  # without a document type, and without what a broken server printed before
    tree = read_xml(text)
    if tree is None:
        return None
    read = sitemaps.read_sitemap if local(tree.root) in sitemaps.ROOTS else feeds.read_feed
    return read(tree, text, base, zone, now)


def what_is(text: str) -> str:
    """Say in words what a document is that is neither feed nor sitemap: its title, and what wall it is."""
    head = text[:20_000]
    if not _HTML.search(head):
        return f"neither feed nor page; it begins {plain(head[:300], 60)!r}"
    title = _TITLE.search(head)
    named = f"an HTML page, {plain(title[1], 80)!r}" if title and title[1].strip() else "an HTML page"
    low = head.lower()
    return next((f"{named}: {name}" for name, pattern in _PAGES if re.search(pattern, low)), named)
