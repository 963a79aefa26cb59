"""What a page without an article is: login wall, paywall, challenge, index page, PDF, only a video, gallery, soft 404."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from monitor.articles.metadata import PageFacts
from monitor.articles.tree import Tree

_NO_WRITING = re.compile(r"[^\w\s]+")
_BARELY = 90  # characters of text, under which a page's title tells what it is
_SHORT = 300  # characters of text under which a wall's words decide
_KINDS = {
    "image": "image: the address gives a picture, not a page",
    "pdf": "pdf: the address gives a PDF, not a page",
    "gzip": "damaged: the page is packed and cannot be unpacked",
    "json": "data: the address gives data, not a page",
    "feed": "feed: the address gives a feed or a sitemap, not a page",
    "text": "text: the address gives plain text, not a page",
    "binary": "binary: the address gives a file, not a page",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether there is an article, a warning that says what is there instead or beside it, and the text's language."""

    is_empty: bool
    warning: str
    language: str


_SIGNS = (
    (
        "challenge",
        re.compile(
            r"(?i)checking your browser|just a moment\.\.\.|verify(?:ing)? (?:that )?you are (?:a )?human|"
            r"enable javascript and cookies|"
            r"ddos protection|cf-browser-verification|attention required|access denied|are you a robot|unusual traffic|"
            r"captcha|ray id|request (?:was )?blocked|memeriksa (?:browser|peramban)|bukan robot|"
            r"sucuri website firewall|error 10(?:15|20)|requested url was rejected|your support id is|rate limited"
        ),
        "challenge: the site checks for robots and shows no text",
    ),
    (
        "missing",
        re.compile(
            r"(?i)(?:^|error |kode |http )\W*404\b|\b404\b\W{0,3}(?:not|error|halaman|page|oops|maaf)|"
            r"halaman (?:yang (?:anda|kamu) cari )?tidak (?:dapat )?ditemukan|page not found|"
            r"(?:artikel|berita|halaman)(?: ini| yang (?:anda|kamu) \w+)? (?:tidak (?:dapat )?ditemukan|"
            r"(?:sudah|telah) (?:dihapus|dipindahkan)|"
            r"tidak (?:ada|tersedia)\b)|not be found"
        ),
        "missing: the page says that there is no such article",
    ),
    (
        "unavailable",
        re.compile(
            r"(?i)(?:sedang )?dalam (?:pemeliharaan|perbaikan)|melakukan pemeliharaan|under maintenance|"
            r"maintenance mode|"
            r"temporarily unavailable|service unavailable|bad gateway|internal server error|gateway time-?out|"
            r"establishing a database connection|account (?:has been )?suspended|situs (?:ini |yang anda tuju )?"
            r"(?:(?:telah |sudah )?diblokir|tidak dapat diakses)|domain (?:name )?(?:may be|is) for sale|buy this domain"
        ),
        "unavailable: the site gives an error or maintenance page",
    ),
    (
        "script",
        re.compile(
            r"(?i)(?:aktifkan|mengaktifkan|membutuhkan|enable|requires?|turn on|activate) java ?script|"
            r"java ?script (?:is )?(?:tidak aktif|disabled)"
        ),
        "script: the page shows its text only to a browser",
    ),
    (
        "moved",
        re.compile(
            r"(?i)(?:akan|sedang) dialihkan|document has moved|moved permanently|redirecting (?:you )?to|"
            r"you (?:are being|will be) redirected"
        ),
        "moved: the page only sends on to another",
    ),
    (
        "paywall",
        re.compile(
            r"(?i)khusus (?:untuk )?pelanggan|berlangganan (?:untuk|sekarang|agar)|langganan (?:untuk|sekarang)|"
            r"artikel (?:ini )?(?:khusus|premium)|"
            r"konten premium|subscribe to (?:continue|read)|subscribers? only|untuk membaca (?:artikel|"
            r"berita) (?:ini )?(?:selengkapnya|lengkap|secara)"
        ),
        "paywall: the text is for subscribers",
    ),
    (
        "login",
        re.compile(
            r"(?i)(?:masuk|login|log in|sign in|daftar)\b.{0,60}\b(?:untuk (?:melanjutkan|membaca|melihat|"
            r"mengakses)|to (?:continue|read|view))|"
            r"silakan (?:masuk|login)|anda (?:harus|perlu) (?:masuk|login)|masuk ke(?: dalam)? akun|"
            r"(?:belum (?:punya|memiliki)|buat) akun\b|"
            r"kata sandi|password"
        ),
        "login: the text is behind a log-in",
    ),
)
_PROMPTS = ("paywall", "login")  # every page of a site may show them beside its text
_FREE = "only the beginning is free to read"
_LEAD = 420  # characters: a wall below less than that leaves no article
_TEASER = 1800
_BELOW = 10  # lines
_LISTED = 5
_FEW = 600
_WALL = re.compile(
    r"(?i)(?:artikel|konten|berita) ini (?:adalah |hanya )?(?:spesial|khusus|premium|eksklusif|berbayar|untuk pelanggan)\b|"
    r"ini (?:artikel|konten) (?:spesial|premium|khusus)|(?:khusus|hanya) (?:untuk )?pelanggan|"
    r"(?:untuk|agar bisa|bisa) (?:terus )?(?:lanjut |melanjutkan )?(?:mem)?baca\b[^.]{0,70}\b(?:berlangganan|langganan|masuk|login|"
    r"log in|daftar)\b|"
    r"(?:berlangganan|langganan|masuk|login|daftar)\b[^.]{0,30}\b(?:untuk|agar|supaya)\b[^.]{0,30}\b(?:mem)?baca\b|"
    r"sudah (?:berlangganan|menjadi pelanggan)\?|subscribe to (?:continue|read|keep)|subscribers? only|sisa artikel ini"
)
_CONSENT_GATE = ("cookie", "kuki", "privasi", "privacy", "partners", "mitra")
_CONSENT = re.compile(
    r"(?i)kami (?:dan|serta|bersama) (?:para )?mitra|we and our (?:\d+ )?(?:third.party )?partners|"
    r"menghargai privasi|value your privacy|"
    r"(?:menggunakan|uses?|using) (?:cookies?|kuki)"
)
_CONSENT_WORDS = re.compile(
    r"(?i)cookies?|kuki|privasi|privacy|data pribadi|personal data|mitra kami|"
    r"our partners|persetujuan|consent|menyetujui"
)
_INDONESIAN = frozenset(
    "yang dan di dengan untuk dari pada dalam ini itu tidak akan ke adalah oleh juga sudah saat telah karena "
    "atau sebagai kata para bisa".split()
)
_ENGLISH = frozenset(
    "the and of to in that is was for it with as his on be at by had are but from they have this said".split()
)
_MALAY = frozenset("ialah bahawa kerana kepada polis boleh beliau manakala hospital berkata itu".split())


def verdict_of_kind(kind: str) -> str:
    """The warning for bytes that are no page at all."""
    return _KINDS.get(kind, f"{kind}: the address gives no page")


def verdict_of(
    paragraphs: Sequence[str],
    facts: PageFacts,
    tree: Tree,
    url: str,
    *,
    teasers: int = 0,
    further: bool = False,
    of_lines: bool = False,
) -> Verdict:
    """Judge what was found. A page counts as without an article when little text is left and its words say why.

    `teasers`: how many teasers of other articles stood on a page with little text. `further`: it goes on with an article.
    `of_lines`: the text stands with the headline, apart from all links, and has no sentences.
    """
    size = sum(map(len, paragraphs))
    if not _readable(paragraphs or [_shown(tree.lines)]):
        return Verdict(True, "damaged: no readable text", facts.language)
    language = language_of(" ".join(paragraphs[:8])[:1500]) or _declared(facts)
    if further and paragraphs:
        return Verdict(False, "", language)
    if paragraphs and _asks_consent(paragraphs, size, url):
        return Verdict(True, "consent: the page asks for consent and shows no text", language)
    if paragraphs and size < _TEASER and _walled(paragraphs, tree.lines):
        return Verdict(size < _LEAD, f"paywall: {_FREE if size >= _LEAD else 'the text is for subscribers'}", language)
    if teasers >= _LISTED and url and size < _FEW and not _names_article(url) and not _says_article(facts):
        return Verdict(True, "index: a page of links to articles", language)
    if size >= _SHORT and not _is_index(paragraphs, facts, tree, url):
        foreign = f"not Indonesian: {language}" if language not in ("id", "") else ""
        if size < 700 and facts.paywalled:
            return Verdict(False, f"paywall: {_FREE}", language)
        return Verdict(False, foreign, language)
    shown = f"{facts.title} {_shown(tree.lines)}" if size < _BARELY else _shown(tree.lines)
    solid = any(len(text) >= 80 and text[-1] in '.!?"”' for text in paragraphs)
    for name, pattern, warning in _SIGNS:
        if solid and name in _PROMPTS and not _says_only_that(pattern, paragraphs):
            continue
        if pattern.search(shown[:6000]) and (size < 160 or _says_only_that(pattern, paragraphs)):
            return Verdict(True, warning, language)
    if len(paragraphs) > 2 and of_lines and _names_article(url):
        return Verdict(False, f"short lines: {size} characters of text", language)
    if paragraphs and _is_index(paragraphs, facts, tree, url):
        return Verdict(True, "index: a page of links to articles", language)
    if size == 0:
        return Verdict(True, _bare(facts, tree, teasers), language)
    if size < _BARELY and not any(text.rstrip()[-1:] in '.!?"”' for text in paragraphs):
        return Verdict(True, _bare(facts, tree, teasers), language)
    return Verdict(False, f"short: {size} characters of text", language)


def _asks_consent(paragraphs: Sequence[str], size: int, url: str) -> bool:
    """Whether a page holds nothing but a question about cookies."""
    text = " ".join(paragraphs).lower() if size < 3000 else ""
    if not any(map(text.__contains__, _CONSENT_GATE)) or not _CONSENT.search(text):
        return False
    if any(map(url.lower().__contains__, _CONSENT_GATE)):
        return False
    return sum(len(text) for text in paragraphs if _CONSENT_WORDS.search(text)) > 0.7 * size


def _walled(paragraphs: Sequence[str], lines: Sequence[str]) -> bool:
    """Whether a wall stands right below the text: who wants to read on must pay or log in."""
    last = paragraphs[-1][-50:]
    at = next((at for at in range(len(lines) - 1, -1, -1) if last in lines[at]), len(lines))
    return _WALL.search(" ".join(lines[at + 1 : at + 1 + _BELOW])[:1200]) is not None


def _declared(facts: PageFacts) -> str:
    """The language that the page declares; many Indonesian pages say "en" and mean nothing by it."""
    return "id" if facts.language in ("", "en", "in") else facts.language


def _readable(paragraphs: Sequence[str]) -> bool:
    """Whether it is writing at all: letters, digits and spaces, not the bytes of something else."""
    text = " ".join(paragraphs)[:1200]
    return len(_NO_WRITING.sub("", text)) >= 0.6 * len(text) and "\ufffd" * 3 not in text


def _says_only_that(pattern: re.Pattern[str], paragraphs: Sequence[str]) -> bool:
    return any(pattern.search(text) for text in paragraphs) and sum(1 for text in paragraphs if len(text) > 120) <= 1


def _bare(facts: PageFacts, tree: Tree, teasers: int) -> str:
    if facts.is_video or "video" in facts.title.lower()[:12]:
        return "video: only a video, no text"
    if re.search(r"(?i)\bfoto|galeri|gallery", facts.title[:14] + " " + facts.kind):
        return "gallery: only pictures, no text"
    if teasers >= _LISTED or link_share(tree) > 0.5:
        return "index: a page of links to articles"
    return "empty: no running text found"


def _is_index(paragraphs: Sequence[str], facts: PageFacts, tree: Tree, url: str) -> bool:
    """A front page, a section, a search page: no article in its head, an address that names none, teasers for text."""
    says_article = _says_article(facts)
    sentences = sum(len(text) for text in paragraphs if len(text) >= 90 and text.rstrip()[-1:] in '.!?"”’)')
    size = max(1, sum(map(len, paragraphs)))
    names_article = _names_article(url)
    if sentences > 0.6 * size and names_article:
        return False
    if says_article and names_article:
        return False
    links = link_share(tree)
    if url and not urlsplit(url).path.strip("/"):
        return links > 0.3  # a front page
    if not names_article and url:
        return links > (0.4 if not urlsplit(url).path.strip("/").count("-") else 0.6) and sentences < 0.6 * size
    return links > 0.5 and sentences < 0.4 * size and not says_article and len(paragraphs) != 1


def _says_article(facts: PageFacts) -> bool:
    return facts.kind.lower().endswith(("article", "posting")) and bool(facts.published)


def _names_article(url: str) -> bool:
    """Whether an address looks like an article's: a slug of several words, or a number of its own."""
    path = urlsplit(url).path.strip("/") if url else ""
    last = path.rpartition("/")[2]
    numbered = re.search(r"\d{5,}", path) or re.search(r"[?&]\w*(?:id|p)=\d{2,}", url)
    return last.count("-") >= 2 or numbered is not None or path.count("/") >= 3


def link_share(tree: Tree) -> float:
    """How much of all a page shows stands in links, its menus and lists included."""
    return tree.linked / max(1, sum(map(len, tree.lines)))


def _shown(lines: Sequence[str]) -> str:
    """The beginning of what a page shows."""
    return " ".join(lines)[:8000]


def language_of(text: str) -> str:
    """ "id", "ms" or "en" by function words; "" where there is too little text or no such words."""
    words = re.findall(r"[a-z]+", text.lower())
    if len(words) < 12:
        return ""
    indonesian = sum(map(_INDONESIAN.__contains__, words))
    english = sum(map(_ENGLISH.__contains__, words))
    if max(indonesian, english) < 0.04 * len(words):
        return ""
    if english > indonesian:
        return "en"
    return "ms" if sum(word in _MALAY for word in words) > 0.25 * indonesian + 3 else "id"
