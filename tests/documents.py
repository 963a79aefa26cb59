"""Feeds, sitemaps and pages in our own words, for tests of sources."""

from datetime import UTC, datetime, timedelta

from monitor.model import Reply

NOW = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)
ADDRESS = "https://harian.example/rss"


def reply(body: bytes | str, content_type: str = "", url: str = ADDRESS) -> Reply:
    raw = body if isinstance(body, bytes) else body.encode()
    return Reply(url, url, 200, {"content-type": content_type} if content_type else {}, raw)


def item(number: int, extra: str = "", title: str = "") -> str:
    when = (NOW - timedelta(minutes=10 * number)).strftime("%a, %d %b %Y %H:%M:%S +0000")
    return (
        f"<item><title>{title or f'Panen raya ke-{number} di Lereng Utara'}</title>"
        f"<link>https://harian.example/desa/{number}/panen-raya-ke-{number}</link>"
        f'<guid isPermaLink="false">panen-{number}</guid><pubDate>{when}</pubDate>'
        f"<description>&lt;p&gt;Petani &lt;b&gt;lega&lt;/b&gt; tahun ini.&lt;/p&gt;</description>{extra}</item>"
    )


def rss(*items: str, head: str = "", prologue: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    return (
        f'{prologue}<rss version="2.0"><channel><title>Harian Contoh</title><link>https://harian.example/</link>'
        f"{head}{''.join(items)}</channel></rss>"
    )


def many(count: int) -> str:
    return rss(*(item(number) for number in range(count)))


def news_sitemap(*entries: tuple[str, str, str]) -> str:
    urls = "".join(
        f"<url><loc>{loc}</loc><news:news><news:publication><news:name>Harian Contoh</news:name>"
        f"<news:language>id</news:language></news:publication><news:publication_date>{when}</news:publication_date>"
        f"<news:title>{title}</news:title></news:news></url>"
        for loc, when, title in entries
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{urls}</urlset>'
    )


CHALLENGE = (
    "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>"
    '<script src="/cdn-cgi/challenge-platform/h/b"></script></body></html>'
)


def listing(cards: str, menu: str = "") -> str:
    head = "<!DOCTYPE html><html><head><title>Harian Contoh</title></head>"
    return f"{head}<body><nav>{menu}</nav><main>{cards}</main></body></html>"


def card(slug: str, title: str, when: str = "") -> str:
    clock = f'<span class="date">{when}</span>' if when else ""
    picture = f'<a href="{slug}"><img src="/x.jpg" alt=""></a>'
    return f'<article class="card">{picture}<h3><a href="{slug}">{title}</a></h3>{clock}</article>'
