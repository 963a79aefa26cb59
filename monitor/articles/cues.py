"""Which blocks of an Indonesian news page are not its text: related links, promotions, page marks, sign-offs, bylines.

Every cue looks at the beginning of a block and at its shape: a paragraph which merely mentions such words stays.
"""

import re
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
    r"artikel asli|berita sebelumnya|berita berikutnya|kabar terkini|jangan lewatkan|lihat semua|"
    r"dapatkan informasi menarik lainnya.*)[\W_]*$"
)
_STOP_LONGEST = 180

_CODE = r"(?:[A-Za-z][A-Za-z0-9.]{0,14}|\*{1,3})"
_AGENCY = (
    r"(?:ant(?:ara)?|rel(?:ease)?|adv|red(?:aksi)?|ist|afp|reuters|ap|bbc|xinhua|dpa|bernama|tim|net|jpnn|jpg|okz|man|inf|"
    r"(?:dari )?berbagai sumber|bersambung|habis|selesai|tamat|sumber|end)"
)
_SIGN_STRONG = re.compile(
    rf"[(\[]\s*(?:{_CODE}(?:\s?[/|\\-]\s?{_CODE}){{1,3}}|[A-Z]{{1,3}}-\d{{1,2}}|\*+|[a-z]{{2,5}}|"
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
    r"(?<=[.!?\"”’)\]])\s*(?:baca juga|lihat juga|simak juga|baca selengkapnya)\s*:\s*\S[^.!?]{5,170}[.!?]?$",
    re.IGNORECASE,
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
_SPOKEN = re.compile(r"\W*\w+(?: \w+)?\s*:\s+[a-z][^()\[\]:]{10,}[.!?][\"”’]?\s+[A-Z][^()\[\]]{10,}[.!?][\"”’]?$")
"""A label that goes on in lower case for two sentences: "Foto: begitulah ... Ia ..."."""


def kind_of_noise(text: str) -> str:
    """The kind of noise that a whole block is ("related", "promo", "byline", ...); "" when it is text."""
    size = len(text)
    if not _LETTER.search(text) or (size < 4 and len(_LETTER.findall(text)) < 2):
        return "rule"
    if ("{" in text or ";" in text) and len(_CODE_MARKS.findall(text[:600])) >= 2:
        return "code"
    kind = _kind_of_line(text) if size <= _LINE else CUES.kind_of(text)
    return "" if kind and size > 50 and _SPOKEN.match(text) else kind


@lru_cache(maxsize=4096)
def _kind_of_line(text: str) -> str:
    """Outlets repeat their lines on every page."""
    return CUES.kind_of(text)


def ends_body(text: str) -> bool:
    """Whether a block is a heading after which no page has text of its own: "Berita Terkait", "Komentar"."""
    return len(text) <= _STOP_LONGEST and _STOP.match(text) is not None


def is_talk(text: str) -> bool:
    """Whether a heading that ends the body opens its comments: what follows are sentences, and not the article's."""
    return _TALK.search(text) is not None


def has_photo_credit(text: str) -> bool:
    """Whether a short block ends as captions do: "... dermaga. ANTARA FOTO/Sekar Ayu", "... | Foto: Sekar Ayu"."""
    end = text[-_CREDIT_REACH:]
    if len(text) > _LONGEST_CAPTION or not any(map(end.__contains__, _CREDIT_MARKS)):
        return False
    found = _PHOTO_CREDIT.search(text, max(0, len(text) - _CREDIT_REACH))
    if not found:
        return False
    source = found["source"]
    return source is None or source.casefold() in OUTLETS or "." in source or source.casefold() in _PICTURE_DESKS


def is_signature(text: str) -> bool:
    """Whether a last block is nothing but who wrote it: "SEKAR AYU | BIMA SAPUTRA", "Penulis adalah dosen ..."."""
    if len(text) < 70 and (_CAPS_NAMES.fullmatch(text) or _CODES_AND_WIRES.fullmatch(text)):
        return True
    return len(text) < 320 and _BIO.match(text) is not None


_TALK = re.compile(r"(?i)komentar|comment|balasan|reply")
_LONGEST_CAPTION = 260
_CREDIT_REACH = 120  # characters from the end
_CREDIT_MARKS = ("/", ":", "ok.", "oc.")
_CAPITALISED = r"[A-Z][\w.'’-]*"
_PHOTO_CREDIT = re.compile(
    rf"(?:^|[.!?,]\s+|\s[-–|/]\s)(?:(?:(?:Foto|FOTO|Photo|Kredit)\s*:|(?:[Dd]ok|"
    rf"[Dd]oc)\b[.:]?)\s*{_CAPITALISED}[^.!?:]{{2,60}}(?:\.(?:com|id|co\.id)\b)?|"
    rf"(?P<source>{_CAPITALISED}(?: Indonesia| Images)?)(?: FOTO| PHOTO|"
    rf" Foto)?\s?/\s?{_CAPITALISED}(?: {_CAPITALISED}){{0,3}}(?:/[\w.]+)?)\.?$"
)
_PICTURE_DESKS = frozenset(
    ("reuters", "afp", "ap", "epa", "getty", "getty images", "dok", "foto", "xinhua", "shutterstock")
)
_CAPS_NAMES = re.compile(r"[A-Z][A-Z.'’-]+(?:[ ,|/&]+[A-Z][A-Z.'’-]*)+(?:\s*\([A-Z ]+\))?")
_CODES_AND_WIRES = re.compile(
    r"[a-z]{2,4}(?:/[a-z]{2,4}){1,2}\s*\([A-Z][\w ,.&/-]+\)|"
    r"[a-z]{2,12}(?:/[a-z]{2,12}){1,2}|@\w{3,20}|[A-Z][a-z]{2,12}/[A-Z][a-z]{2,12}"
)
_BIO = re.compile(r"[\W_]*(?:Penulis|PENULIS) (?:adalah|merupakan|ialah)\b[^!?]{5,}$")
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


def strip_glued(text: str) -> str:
    """A paragraph without noise that the page put into it: a related line after its last sentence, a player's mark."""
    low = text.casefold()
    if "[gambas" in low or "scroll to" in low:
        text = _GLUED_MARK.sub(" ", text).strip()
    if "juga" in low or "selengkapnya" in low:
        text = _GLUED.sub("", text).rstrip()
    return text
