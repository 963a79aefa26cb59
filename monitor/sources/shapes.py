"""What an address says about itself: an article, or a channel, a tag, a page of the house."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from monitor.language.addresses import host_of

_LISTS = (  # path segments that lead to lists, people and the house's tools, whatever follows them
    "about about-us author authors cari category cetak channel comment comments editor embed focus fokus galeri-topik "
    "hot-topic indeks index insight-topic jadwal jual-beli jurnalis kanal kategori komentar kontributor kumpulan "
    "label live-streaming livestreaming login logout lowongan member news-index pencarian penulis profil-penulis "
    "profile redirect register reporter rss rubrik search share signin signup sitemap subscribe tag tags topic topics "
    "topik topik-khusus topik-pilihan user users wartawan widget wp-admin wp-content wp-login.php"
)
_DOORS = (  # the same, save where a headline follows
    "app contact profil tokoh daftar download event events go help me most-popular my page partner popular populer terkini "
    "terpopuler trending"
)
_DESKS = (
    "account accounts ads api assets career cdn faq help iklan img karir login myaccount shop sso static store support"
)
_ABOUT = (  # words that pages about the house begin with
    "about advert advertise advertising bantuan career careers contact cookie cookies copyright disclaimer faq "
    "hubungi iklan karier karir kebijakan ketentuan kontak langganan mediakit pedoman policy privacy privasi redaksi "
    "sitemap syarat tentang terms"
)
_HOUSE = (  # and what else stands in their names
    "aduan and berita box cara card center cipta company conditions dan data dewan editorial etik form guideline "
    "guidelines hak harian indonesia info jawab jurnalis jurnalistik kami kit kita kode koreksi layanan lowongan "
    "manajemen media misi notice of online page pasang pelindungan pemberitaan pengaduan pengguna penggunaan "
    "peraturan perilaku perlindungan pers perusahaan peta pribadi profesi profil ramah rate service services siber "
    "situs standar struktur susunan team tim umum us use visi wartawan"
)
_LIST_WORDS, _DOOR_WORDS = frozenset(_LISTS.split()), frozenset(_DOORS.split())
_ABOUT_WORDS, _HOUSE_WORDS = frozenset(_ABOUT.split()), frozenset(f"{_ABOUT} {_HOUSE}".split())
_DESK_HOSTS = frozenset(_DESKS.split())
_CLASSIFIED = re.compile(r"(?:\w+-)?dijual")
_FILE = re.compile(r"\.(?:html?|php|aspx?|shtml|jsp)$", re.IGNORECASE)
_NO_PAGE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|xml|zip|mp[34]|css|js|apk)$", re.IGNORECASE)
_DATE = re.compile(r"/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])(?:/(?:0?[1-9]|[12]\d|3[01]))?/|/(?:19|20)\d\d[01]\d[0-3]\d")
_ARCHIVE = re.compile(r"/(?:19|20)\d\d(?:/\d{1,2}){0,2}$|/(?:19|20)\d\d-\d\d-\d\d$")
_NUMBER = re.compile(r"(?<!\d)\d{5,}(?!\d)")
_MIXED_ID = re.compile(r"^(?=.*\d)(?=.*[a-z])[a-z0-9]{6,14}$|^(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9]{4,14}$")
_LONE_ID = re.compile(r"^(?=.*\d)(?=.*[a-z])[a-z0-9]{10,14}$")
_ID_PARAMETER = re.compile(r"(?:^|&)(?:id|p|nid|newsid|artikel|berita|read|idberita|no)=\d+", re.IGNORECASE)
_STAMP = re.compile(r"/(20\d\d[01]\d[0-3]\d[0-2]\d[0-5]\d[0-5]\d)(?=[-/])")


@dataclass(frozen=True, slots=True)
class Shape:
    """The form of an address. `template` is equal for addresses that one system made the same way."""

    words: tuple[str, ...]  # of the slug, lower case
    has_id: bool  # a date, number or code of an article
    refused: bool  # says itself that it is no article
    depth: int
    template: str
    stamp: str = ""  # YYYYMMDDhhmmss, where the address tells when


def shape_of(url: str) -> Shape:
    """Read the form of an absolute address."""
    parts = urlsplit(url)
    path = unquote(parts.path)
    segments = [segment for segment in path.split("/") if segment]
    last = segments[-1] if segments else ""
    stem = _FILE.sub("", last)
    slug = max(
        (_FILE.sub("", segment) for segment in segments[:-3:-1]), key=lambda s: s.count("-") + s.count("_"), default=""
    )
    pieces = [piece for piece in re.split(r"[-_]+", slug) if piece]
    code = bool(pieces) and len(pieces) > 2 and bool(_MIXED_ID.match(pieces[-1]))
    lone_code = any(_MIXED_ID.match(segment) for segment in segments[-2:-1]) or bool(_LONE_ID.match(last))
    has_id = bool(
        _DATE.search(path + "/") or _NUMBER.search(path) or code or lone_code or _ID_PARAMETER.search(parts.query)
    )
    low = [segment.lower() for segment in segments]
    refused = (
        (not segments and not _ID_PARAMETER.search(parts.query))
        or bool(_ARCHIVE.search(path.rstrip("/")) and not parts.query)
        or (parts.hostname or "").partition(".")[0] in _DESK_HOSTS
        or any(segment in _LIST_WORDS or _CLASSIFIED.fullmatch(segment) for segment in low)
        or any(pair.partition("=")[2] in _LIST_WORDS for pair in parts.query.lower().split("&"))
        or (len(pieces) < 4 and any(segment in _DOOR_WORDS for segment in low))
        or _is_of_the_house(_FILE.sub("", last.lower()))
        or bool(_NO_PAGE.search(last))
    )
    stamp = _STAMP.search(path)
    words = tuple(piece.lower() for piece in pieces if not piece.isdigit())
    return Shape(
        words, has_id, refused, len(segments), _template(segments, stem != last, len(pieces)), stamp[1] if stamp else ""
    )


def _is_of_the_house(stem: str) -> bool:
    """Say whether a segment names a page about the house: "tentang-kami", "redaksi-kontan"; not "syarat-daftar-cpns"."""
    words = [word for word in re.split(r"[-_.]+", stem) if word]
    foreign = sum(word not in _HOUSE_WORDS for word in words)
    return bool(words) and foreign <= (words[0] in _ABOUT_WORDS)


def site_of(url: str) -> str:
    """Give the part of the host that makes a site ("kontan.co.id", "detik.com"); address and port where it has no name."""
    host = host_of(url)
    name = host.partition(":")[0]
    labels = name.split(".")
    if len(labels) < 2 or labels[-1].isdigit() or name.startswith("["):
        return host
    second_level = len(labels) > 2 and len(labels[-2]) <= 3 and len(labels[-1]) == 2
    return ".".join(labels[-3:] if second_level else labels[-2:])


def _template(segments: list[str], has_file: bool, pieces: int) -> str:
    """Write an address's form: N for numbers, S for slugs, the segment itself where it is a plain word."""
    marks = []
    for position, segment in enumerate(segments):
        if any(c.isdigit() for c in segment) and segment.count("-") < 3:
            marks.append("N")
        elif segment.count("-") + segment.count("_") >= 2 or (position == len(segments) - 1 and pieces > 2):
            marks.append("S")
        else:
            marks.append("w")
    return "/".join(marks) + (".f" if has_file else "")
