"""All that ails a source of the bench: what its host sends, how slowly, and how it ends."""

import gzip
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

HTML = "<!doctype html><html><head><title>{title}</title></head><body>{body}</body></html>"
ITEM = "<item><title>Kabar {n}</title><link>/kabar/{n}</link>{more}</item>"
BOMB = 64 * 1024 * 1024
RUINED_STATUSES = (400, 401, 403, 404, 410, 429, 500, 502, 503, 504)


@dataclass(frozen=True, slots=True)
class Ill:
    """`head` is sent at once; then `piece` again and again, `pause` seconds apart (0: as fast as it is taken)."""

    head: bytes = b""
    piece: bytes = b""
    pause: float = 0.0
    end: str = "close"  # close | keep (silence for ever) | reset


def reply(body: bytes, headers: str = "", kind: str = "application/rss+xml", status: str = "200 OK") -> Ill:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{headers}Content-Length: {len(body)}\r\n\r\n"
    return Ill(head.encode() + body)


def rss(items: str, prologue: str = "", encoding: str = "utf-8") -> bytes:
    text = f"<?xml version='1.0' encoding='{encoding}'?>{prologue}<rss version='2.0'><channel>{items}</channel></rss>"
    return text.encode(encoding)


def page(title: str, body: str) -> Ill:
    return reply(HTML.format(title=title, body=body).encode(), kind="text/html")


def redirect(to: str) -> Ill:
    return Ill(f"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode())


def entity_bomb() -> Ill:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return reply(
        rss("<item><title>&l9;</title><link>/bom</link></item>", f'<!DOCTYPE rss [<!ENTITY l0 "meledak">{levels}]>')
    )


def brotli_bomb() -> Ill:
    return reply(b"\x9b\xff\xff\x3f\x00" + b"\x24" * 5000, "Content-Encoding: br\r\n")


def items(count: int, more: str = "<guid>k-{n}</guid>") -> str:
    return "".join(ITEM.format(n=n, more=more.format(n=n)) for n in range(count))


def wrong_label() -> Ill:
    text = rss("<item><title>Caf\u00e9 di Bandung \u2013 ramai</title><link>/kafe</link></item>", encoding="cp1252")
    return reply(text.replace(b"cp1252", b"utf-8"), kind="text/xml; charset=utf-8")


KINDS: dict[str, Callable[[], Ill]] = {
    "mute": lambda: Ill(end="keep"),
    "drip": lambda: Ill(b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n<rss>", b" ", 0.2),
    "drip of headers": lambda: Ill(b"HTTP/1.1 200 OK\r\n", b"X-Kabar: ya\r\n", 0.2),
    "endless": lambda: Ill(b"HTTP/1.1 200 OK\r\n\r\n<rss>", b" " * 65536),
    "endless headers": lambda: Ill(b"HTTP/1.1 200 OK\r\n", b"X-Kabar: ya\r\n" * 50),
    "cut short": lambda: Ill(b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n<rss><channel>"),
    "closed": Ill,
    "reset": lambda: Ill(b"HTTP/1.1 200", end="reset"),
    "no HTTP": lambda: Ill(b"220 surat.example ESMTP\r\n"),
    "gzip bomb": lambda: reply(gzip.compress(bytes(BOMB), 1), "Content-Encoding: gzip\r\n"),
    "deflate bomb": lambda: reply(zlib.compress(bytes(BOMB), 1), "Content-Encoding: deflate\r\n"),
    "brotli bomb": brotli_bomb,
    "entity bomb": entity_bomb,
    "outside entity": lambda: reply(
        rss("<item><title>&luar;</title><link>/xxe</link></item>", '<!DOCTYPE rss [<!ENTITY luar SYSTEM "file:///etc/passwd">]>')
    ),
    "deep": lambda: reply(rss("<a>" * 200_000)),
    "deep page": lambda: page("Kabar", "<div>" * 200_000),
    "loop": lambda: redirect("/rss"),
    "private address": lambda: redirect("http://10.0.0.1/rss"),
    "file": lambda: redirect("file:///etc/passwd"),
    "nowhere": lambda: redirect("http://tidak-ada.invalid/rss"),
    "challenge": lambda: page("Just a moment...", "<div id='cf-chl'></div>"),
    "soft 404": lambda: page("404 - Halaman tidak ditemukan", "<p>Maaf.</p>"),
    "login": lambda: page("Masuk", "<form></form>"),
    "empty": lambda: reply(b""),
    "noise": lambda: reply(bytes(range(256)) * 40),
    "NUL": lambda: reply(rss(items(3)).replace(b"Kabar", b"Ka\0bar")),
    "UTF-16": lambda: reply(rss(items(3), encoding="utf-16")),
    "wrong label": wrong_label,
    "nothing in it": lambda: reply(rss("")),
    "50,000 items": lambda: reply(rss(items(50_000))),
    "no guid, no date": lambda: reply(rss(items(20, ""))),
    "a headline of 10 MB": lambda: reply(rss(f"<item><title>{'Kabar ' * 1_700_000}</title><link>/panjang</link></item>")),
    **{str(status): partial(reply, b"", status=f"{status} X") for status in RUINED_STATUSES},
}  # fmt: skip


@cache
def illness(kind: str) -> Ill:
    return KINDS[kind]()
