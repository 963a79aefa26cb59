"""Which blocks of an Indonesian news page are not its text: related links, promotions, page marks, sign-offs, bylines.

Every cue looks at the beginning of a block and at its shape: a paragraph which merely mentions such words stays.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from monitor.articles.cue_table import CUES
from monitor.language.outlets import OUTLETS

_STOP = re.compile(
    r"(?i)[\W_]*(?:(?:topik|tag|berita|artikel|baca|konten|video)\s+(?:terkait|lainnya|terpopuler|populer|terbaru|"
    r"terkini|pilihan)|"
    r"(?:\d{1,4} )?(?:komentar|comments?)(?: ?[(:]? ?\d{1,4}\)?)?|"
    r"berita lain(?:nya)?|rekomendasi(?: untuk (?:anda|kamu))?|terpopuler|most popular|trending|populer|pilihan untukmu|"
    r"related (?:posts?|news|articles?)|you (?:may|might) (?:also )?like|ingatlah untuk menjaga komentar.*|"
    r"banyak orang hebat di sekitar kita.*|tinggalkan (?:balasan|komentar)|leave a (?:reply|comment)|"
    r"artikel asli|berita sebelumnya|berita (?:berikutnya|selanjutnya)|kabar terkini|jangan lewatkan|lihat semua|"
    r"dapatkan informasi menarik lainnya.*)[\W_]*$"
)
_STOP_LONGEST = 180

_CODE = r"(?:[A-Za-z][A-Za-z0-9.]{0,14}|\*{1,3})"
_AGENCY = (
    r"(?:ant(?:ara)?|rel(?:ease)?|adv|red(?:aksi)?|ist|afp|reuters|ap|bbc|xinhua|dpa|bernama|tim|net|jpnn|jpg|okz|man|inf|"
    r"(?:dari )?berbagai sumber|bersambung|habis|selesai|tamat|sumber|end)"
)
_SIGN_STRONG = re.compile(
    rf"[(\[]\s*(?:{_CODE}(?:\s?[/|;\\-]\s?{_CODE}){{1,3}}|[A-Z]{{1,3}}-\d{{1,2}}|\*+|[a-z]{{2,5}}|"
    rf"[a-z]{{1,4}}\d{{1,3}}|(?i:{_AGENCY})"
    r"|(?i:adv|rel|red)[ ./-]\S{1,20}|[\w.]+\.(?:com|id|co\.id)\s?[/:][\w .,'/-]{2,60}|[A-Z]\.[A-Z]\.?|[a-z]{1,3}\.[a-z]{2,10})"
    r"\s*[)\]][\s.*#]*$"
    r"|(?:\s|^|(?<=[.!?\"”]))(?:\*{2,}/?|#{2,}|_{3,}|-{3,}|={3,}|-{1,3}\s?(?i:end)\s?-{1,3})\s*$"
    r"|(?<=[.!?\"”])\s+[#—–-]\s*$"
)
_SIGN_ENDS = frozenset(")]*#_-=./—–")
_SIGN_RULES = frozenset("*#_-=/—–")
_SIGN_REACH = 160  # characters from the end
_SIGN_SHORT = re.compile(r"[(\[]\s*[A-Za-z]{1,4}\s*[)\]]\s*$")
_SIGN_NAMES = re.compile(
    r"\(\s*(?:[A-Z][\w.'-]*(?:[ ,/]+[A-Z][\w.'-]+){0,4}|[A-Z][\w.'-]*(?:[ /]+[A-Z][\w.'-]*){1,12}(?<=/)?)\s*\)\s*$"
)
_SIGN_OUTLET = re.compile(r"[(\[]\s*([\w.]+(?: [\w.]+)?)(?:\s?/[\w ./*-]{2,40})?\s*[)\]]\s*$")
_UNITS = re.compile(
    r"(?i)[(\[]\s*(?:km|m|kg|g|gr|gram|liter|l|rp|ton|jam|hari|ha|usd|wib|wita|wit|ya|pp|pk|hp|cc|kwh?|mb|gb)\b"
)
_FULL_STOP = re.compile(r"[.!?…][\"”’')\]]?$")
_SENTENCE_END = re.compile(r"[.!?…:;\"”’')\]*]\s*$")
_GLUED = re.compile(
    r"(?<=[.!?\"”’)\]])\s*(?:baca juga|lihat juga|simak juga|baca selengkapnya|pilihan editor)\s*:\s*\S"
    r"(?:[^.!?]|\.(?=\w)){5,170}[.!?]?$",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r"(?i)\s*(?:\((?:baca|lihat|simak) juga\s*:[^()]{5,170}\)|\[(?:baca|lihat|simak) juga\s*:[^\[\]]{5,170}\])"
)
_GLUED_MARK = re.compile(
    r"(?i)\s*(?:\[gambas:[^\]]*\]|advertisement\s+scroll to (?:continue|resume) (?:with )?content|"
    r"scroll to continue with content)\s*"
)
_CODE_MARKS = re.compile(
    r"[{}]\s*(?:$|[\w$.]+\s*[=(])|;\s*[\w$.]+\s*=|=>|\bfunction\s*\(|\bvar \w+ ?=|getElementBy|\$\(|\w\(\)[;.]"
)
_LETTER = re.compile(r"[^\W_]")
_LINE = 90  # characters of a block that pages may repeat word for word
_SPOKEN = re.compile(
    r"\W*\w+(?: \w+)?\s*:\s+(?=[a-z])[^()\[\]:]*(?:[.!?][\"”’]?\s+[A-Z][^()\[\]]{10,}|"
    r"\b(?:itu|itulah|begitu|begitulah|hanya|adalah|ialah|tidak|tak|bukan|kata|ujar|menurut|agar|sehingga)\b[^:]*)"
    r"[.!?][\"”’]?$"
)
"""A label that goes on in lower case, for two sentences or to say something: "Foto: begitulah ...", "Editor: ..., kata Ratna."."""
_TELLS = re.compile(
    r"\b(?:itu|tersebut|ujar\w*|kata(?:nya)?|menurut|kini|menjadi|adalah|ialah|mereka|ia|dia|bahwa|tetapi|namun|"
    r"padahal|ketika|kemudian|sejak|para|warga|orang)\b"
)
"""Words of somebody who tells what happened."""
_ADDRESSES = re.compile(
    r"(?i)\b(?:kami|anda|kamu|kalian|klik|di ?sini|yuk|silah?kan|redaksi|\w{4,}(?:kan|an|nt?el|fil|diri)mu)\b|"
    r"https?:|www\.|@|\w\.(?:com|id|co\.id)\b"
)
"""Words of a house that speaks to its readers."""
_OF_THE_HOUSE = frozenset(
    ("ad", "comment", "copyright", "date", "page", "promo", "related", "share", "tags", "video", "wall")
)
_QUOTES = re.compile(r",\s(?:kata|ujar|tutur|ucap|ungkap|imbuh|pesan|teriak|tulis|tanya|begitu|demikian)(?:nya)?\b")
"""Somebody is quoted without marks: "Dukungan Anda berarti bagi kami, ujar calon bupati itu."."""
_ENDS_SENTENCE = frozenset('.!?”"’')
_ANNOUNCES = re.compile(r"\W*(?:\w+\s+){0,4}\w+\s*[:|»>'\"“‘]")
"""An opening behind which a headline stands: 'Baca juga: ...', 'Simak Video "..."'."""


def kind_of_noise(text: str) -> str:
    """The kind of noise that a whole block is ("related", "promo", "byline", ...); "" when it is text."""
    size = len(text)
    if not _LETTER.search(text) or (size < 4 and len(_LETTER.findall(text)) < 2):
        return "rule"
    if ("{" in text or ";" in text) and len(_CODE_MARKS.findall(text[:600])) >= 2:
        return "code"
    kind = _kind_of_line(text) if size <= _LINE else CUES.kind_of(text)
    return "" if kind and size > 50 and _is_told(text, kind) else kind


def _is_told(text: str, kind: str) -> bool:
    """Whether a block that opens like noise is a sentence all the same, signed or not."""
    unsigned = strip_sign_off(strip_signature(text))
    if unsigned[-1:] not in _ENDS_SENTENCE:
        return False
    if unsigned != text and kind != "caption" and not CUES.kind_of(unsigned):
        return True
    text = unsigned
    if _SPOKEN.match(text):
        return True
    if kind not in _OF_THE_HOUSE or text.rstrip('"”’')[-1:] != ".":
        return False
    if _QUOTES.search(text) and not _ANNOUNCES.match(text):
        return True
    if _ADDRESSES.search(text):
        return False
    told = len(_TELLS.findall(text))
    return told > 1 if kind == "tags" else told > 0 and not _ANNOUNCES.match(text)


@lru_cache(maxsize=4096)
def _kind_of_line(text: str) -> str:
    """Outlets repeat their lines on every page."""
    return CUES.kind_of(text)


def speaks_for_house(text: str, names: Sequence[str]) -> bool:
    """Whether a short block is a house that asks its readers, or signs: "Unduh aplikasi Warta Muara", "Sekar - Warta Muara".

    `names`: how the house writes itself, in lower case, the longest first.
    """
    asks = len(text) < _ASKED and _ASKS.match(text) is not None
    if not (asks or len(text) < _SIGNED_LINE or _ABOUT.match(text)):
        return False
    low = text.casefold()
    name = next((name for name in names if name in low), "")
    if not name:
        return False
    if asks:
        return not _TELLS.search(low)
    if low.index(name) < _OPENING and _ABOUT.match(text):
        return True
    if low.startswith(name) and _DESK.fullmatch(text[len(name) :]):
        return True
    return low.rstrip(" .").endswith(name) and _SIGNS.fullmatch(text[: low.rindex(name)]) is not None


_ASKED, _SIGNED_LINE, _OPENING = 200, 70, 20  # characters
_ABOUT = re.compile(
    r"(?:[A-Z][\w.]*\s+){1,4}(?:hadir untuk|(?:adalah|merupakan) (?:sebuah |salah satu )?"
    r"(?:media|platform|portal|situs|wadah|kanal))\b"
)
_DESK = re.compile(r"\s*[-–|]\s*[A-Z]\w+(?: (?:dan|&|[A-Z]\w+)){0,3}")
_ASKS = re.compile(
    r"(?i)\W*(?:(?:yuk|ayo|mari|dan|jangan lupa|silah?kan|segera|terus)\W+)?(?:ikuti|follow|baca|cek|simak|dapatkan|temukan|"
    r"(?:ber)?gabung(?:lah)?|subscribe|(?:ber)?langganan|download|unduh|instal+|klik|kunjungi|kirim(?:kan)?|tonton|saksikan|"
    r"dengarkan|dukung|tambahkan|jadikan)\b"
)
_SIGNS = re.compile(r"\W*(?:[A-Z][\w.'’]*\s?){1,4}[-–|,/]\s*")


def ends_body(text: str) -> bool:
    """Whether a block is a heading after which no page has text of its own: "Berita Terkait", "Komentar"."""
    return len(text) <= _STOP_LONGEST and _STOP.match(text) is not None


def is_talk(text: str) -> bool:
    """Whether a heading that ends the body opens its comments: what follows are sentences, and not the article's."""
    return _TALK.search(text) is not None


def is_signature(text: str) -> bool:
    """Whether a last block is nothing but who wrote it: "SEKAR AYU | BIMA SAPUTRA", "Penulis adalah dosen ..."."""
    if len(text) < 70 and (_CAPS_NAMES.fullmatch(text) or _CODES_AND_WIRES.fullmatch(text)):
        return True
    return len(text) < 320 and _BIO.match(text) is not None


_TALK = re.compile(r"(?i)komentar|comment|balasan|reply")
_CAPS_NAMES = re.compile(r"[A-Z][A-Z.'’-]+(?:[ ,|/&]+[A-Z][A-Z.'’-]*)+(?:\s*\([A-Z ]+\))?")
_CODES_AND_WIRES = re.compile(
    r"[a-z]{2,4}(?:/[a-z]{2,4}){1,2}\s*\([A-Z][\w ,.&/-]+\)|"
    r"[a-z]{2,12}(?:/[a-z]{2,12}){1,2}|@\w{3,20}|[A-Z][a-z]{2,12}/[A-Z][a-z]{2,12}"
)
_SIGNATURE = re.compile(
    r"(?<=[.!?\"”])\s*(?:(?:[—–-]\s*)?(?:@\w{3,20}|-\w{3,12}-|<\w{2,15}>|[#■□●◆▪]|"
    r"/[a-z]{3,12}|[a-z]{2,12}(?:/[a-z]{2,12}){1,3}|"
    r"[A-Z][a-z]+(?: [A-Z][a-z]+)?(?:/[A-Z][a-z]+(?: [A-Z][a-z]+)?){1,3})|"
    r"[(\[]\s*(?!(?:ter|men|ber|sambil|lihat)\w*\b)(?:[a-z]{3,12}(?:[ .][a-z]{2,12})?|(?i:red|tim redaksi|redaksi)\.?|"
    r"(?i:reporter|penulis|editor|pewarta|kontributor|wartawan)\s*[:/]\s*[A-Z][\w ./,-]{2,60})\s*[)\]])\s*$"
)
"""Who wrote it, glued to the last sentence: "Sekar/Bima", "@sekar", "(sekar)", "(Penulis: Sekar)"; not "(tertawa)"."""
_BIO = re.compile(
    r"[\W_]*(?:Penulis|PENULIS) (?:adalah|merupakan|ialah)\b[^!?]{5,}$|"
    r"[A-Z][^.!?]{3,80} (?:ikut |turut )?berkontribusi (?:dalam|pada|untuk) (?:\w+ )?(?:artikel|berita|laporan|tulisan) ini\.?$"
)
_TAGS_AFTER = re.compile(r"\s\([A-Za-z0-9]{2,6}/[A-Za-z0-9]{2,6}\)\s+[^.!?\"“”]{3,300}$")


def strip_sign_off(text: str, *, last: bool = True) -> str:
    """A paragraph without the sign-off at its end: "(vyp/kna)", "(*)", "***", "(E-2)", "[dan]".

    `last`: it is one of the page's last paragraphs, where a bare "(fer)" or "(Budi Santoso)" after a sentence counts too.
    """
    if last and "(" in text:
        text = _TAGS_AFTER.sub("", text)
    for _ in range(3):
        if not _may_sign_off(text[-_SIGN_REACH:]):
            break
        shorter = _without_sign_off(text, last)
        if shorter == text:
            break
        text = shorter
    return text


def strip_signature(text: str) -> str:
    """A page's last paragraph without the name that is glued to its last sentence."""
    found = _SIGNATURE.search(text, max(0, len(text) - _SIGN_REACH))
    return text[: found.start()] if found else text


def _may_sign_off(end: str) -> bool:
    """Whether a paragraph ends with a bracket or a rule at all: most end with a sentence, and are done with here."""
    return end[-1:] in _SIGN_RULES or (end[-1:] in _SIGN_ENDS and end.rstrip(" .*#")[-1:] in (")", "]"))


def _without_sign_off(text: str, last: bool) -> str:
    for pattern, weak in ((_SIGN_STRONG, False), (_SIGN_SHORT, True), (_SIGN_NAMES, True), (_SIGN_OUTLET, True)):
        found = pattern.search(text, max(0, len(text) - _SIGN_REACH))
        if not found or (weak and not last) or _UNITS.match(found[0].strip()):
            continue
        if pattern is _SIGN_OUTLET and not _names_outlet(found[1]):
            continue
        kept = text[: found.start()].rstrip()
        if found[0].rstrip()[-1] == "." and kept and not _FULL_STOP.search(kept):
            continue  # 'the word for "rumah" (house).'
        if not kept or _SENTENCE_END.search(kept) or (last and not weak and "/" in found[0]):
            return kept
    return text


def _names_outlet(name: str) -> bool:
    return name.casefold() in OUTLETS or re.fullmatch(r"[\w-]+(?:\.[\w-]+)?\.(?:com|id|co\.id|net)", name) is not None


def strip_prompt(text: str) -> str:
    """A page's last paragraph without the prompt that is glued to its last sentence: "... siang hari. Unduh aplikasi kami."."""
    for found in _PROMPT.finditer(text):
        before = text[: found.start()]
        if _SENTENCE_ENDED.search(before[-8:]) and kind_of_noise(text[found.start() :]) in _PROMPTING:
            return before.rstrip()
    return text


_PROMPT = re.compile(r"(?:Dapatkan|Simak|Ikuti|Baca|Download|Unduh|Gabung|Bergabung|Cek|Klik|Follow|Kompascom\+)\s")
_SENTENCE_ENDED = re.compile(r"[.!?\"”)]\s+$")
_PROMPTING = ("promo", "ad")


def strip_glued(text: str) -> str:
    """A paragraph without noise that the page put into it: a related line after its last sentence, a player's mark."""
    low = text.casefold()
    if "[gambas" in low or "scroll to" in low:
        text = _GLUED_MARK.sub(" ", text).strip()
    if ":" in low and ("juga" in low or "selengkapnya" in low or "pilihan" in low):
        text = _GLUED.sub("", _BRACKETED.sub("", text)).rstrip()
    return text
