"""Datelines: "JAKARTA, KOMPAS.com -", "Jakarta (ANTARA) -", "Liputan6.com, Jakarta" and their kin, cut from a first paragraph."""

import re
from collections.abc import Collection

from monitor.articles.words import squeezed
from monitor.language.outlets import OUTLETS
from monitor.language.places import LONGEST_PLACE, PLACES

_REACH = 120  # a dateline ends within so many characters
_TLD = r"(?i:com|co\.id|or\.id|go\.id|my\.id|web\.id|id|co|net|tv|news|info|org|asia|biz|cc)"
_DOMAIN = (
    rf"(?:(?:https?://)?(?:www\.)?[A-Za-z0-9][A-Za-z0-9-]{{1,30}}(?:\.[A-Za-z0-9-]{{2,20}})?[. ]{_TLD})(?![A-Za-z])"
)
_WORD = r"[A-Z][\w'’.]{0,24}"
_PLACE = rf"{_WORD}(?:[ /-]{_WORD}){{0,3}}(?:,\s?{_WORD}(?: {_WORD})?)?"
_CAPS = r"[A-Z][A-Z'’.]{2,20}(?:[ /,-]{1,2}[A-Z][A-Z'’.]{1,20}){0,4}"
_DASH = r"(?:\s*[-–—−‒]{1,3}|\s*&#?\w{2,6};)"
_BEGINS = r"(?=[\"“”'‘’«(\[*]*[A-Z0-9])"  # a sentence follows
_DATE = r"\(?\d{1,2}(?:/\d{1,2}(?:/\d{2,4})?|\s[A-Z][a-z]{2,8}(?:\s\d{4})?)\)?"

_MAY_OPEN = re.compile(
    rf"\(?(?:{_DOMAIN}|[a-z]{{5,14}}\s*[-–—:]|[(\[][A-Z][\w., ]{{1,30}}[)\]]|"
    rf"(?:[a-z]{{3,10}}[A-Z]\w{{2,12}}|\d{{2,3}}[A-Z]{{2,6}})\s*[-–—:]|"
    rf"{_WORD}(?:[ /,-]{{1,2}}{_WORD}){{0,5}}(?:,?\s+(?:{_DOMAIN}|\(?\d)|\s*[-–—−‒&:|(,./]))"
)
"""What every form below begins with: capitalised words up to an outlet, a date or a mark. Prose goes on in small letters."""
_PROSE = re.compile(r"[\"“'‘]?[A-Z](?:[\w’']|-\w)*(?: [A-Z](?:[\w’']|-\w)*){0,3} [a-z]{2,14} [a-z]")
"""Capitalised words and, without any mark between, two that are not: a sentence. Most paragraphs are done with here."""
_DOMAIN_FIRST = re.compile(rf"(?:{_DOMAIN}[\s,|/]*){{1,2}}(?:{_PLACE})?\s*(?:\([^)]{{2,30}}\))?\s*(?:{_DASH}|:|\|)\s*")
_DOMAIN_LAST = re.compile(rf"{_PLACE},?\s+{_DOMAIN}(?:\s?[|,/]\s?[\w. ]{{2,25}})?(?:{_DASH}|:|\|)\s*")
_BRACKET_FIRST = re.compile(rf"\(([A-Z][\w. ]{{1,30}})\){_DASH}\s*")
_BARE = re.compile(rf"({_DOMAIN})\s+(?=[\"“]?[A-Z])")
_NAME_FIRST = re.compile(
    rf"((?:{_WORD}|[a-z]{{5,14}}|[a-z]{{3,10}}[A-Z]\w{{2,12}}|\d{{2,3}}[A-Z]{{2,6}})"
    rf"(?: {_WORD}){{0,2}})(?:\s?[,|/]\s*{_PLACE})?(?:{_DASH}\s*|\s?[:|]\s+)"
)
_PLACE_NAME = re.compile(rf"({_PLACE}),\s*([A-Za-z][\w.]{{1,20}}(?: {_WORD}){{0,2}}){_DASH}\s*")
_PLACE_BRACKET = re.compile(rf"{_PLACE},?\s*\(([A-Za-z][^()]{{1,30}})\)(?:\.?{_DASH}|:)\s*")
_IN_BRACKETS = re.compile(rf"[(\[]({_CAPS}?)(?:, ?[A-Z][\w.]{{1,14}})?[)\]]{_DASH}?\s*(?=[\"“‘]?[A-Z0-9])")
_PLACE_DATE = re.compile(
    rf"\(?{_PLACE},?\s\(?{_DATE}\)?(?:\s*\([^)]{{2,30}}\)|\s*/[A-Za-z ]{{3,20}}/)?(?:{_DASH}\s*|:\s*{_BEGINS})"
)
_CAPS_OUTLET = re.compile(r"([A-Z]{4,12})\.\s+(?=[\"“A-Z])|[A-Z0-9]{3,20}\.(?:COM|CO\.ID|CO|ID|NET),\s+(?=[\"“]?[A-Z])")
_PLACE_ALONE = re.compile(rf"({_PLACE})(?:\s+[-–—−]{{1,3}}|\s?[–—−]|--|-(?=\s))\s*{_BEGINS}")
_CAPS_ALONE = re.compile(rf"({_CAPS}){_DASH}\s*(?=[\"“'‘]*[A-Z][a-z])")
_PLACE_MARK = re.compile(rf"({_PLACE})\s?(?:[:.]|\|{{1,2}})\s+{_BEGINS}")
_CAPS_AFTER = re.compile(
    r"([A-Z][A-Z.'’]{3,20}(?:[ /,-]{1,2}[A-Z][A-Z.'’]{1,20}){0,3}?)(?:\.|,?\s*[-–—−]{1,2}|,|\s*\|)\s*" + _BEGINS
)
_PLACE_NAME_BARE = re.compile(rf"({_PLACE}),\s*({_WORD} {_WORD})\s+{_BEGINS}")
_NO_DASH = re.compile(rf"{_DOMAIN},\s*")
_COMPASS = re.compile(r" (?:Barat|Timur|Selatan|Utara|Tengah|Raya|Kota|Baru|Besar|Jaya|City|Pusat)\b")
_PLACE_OUTLET = re.compile(rf"({_PLACE}),\s*((?:{_WORD} ?){{1,3}})")
_LONE = re.compile(
    rf"(?:{_DOMAIN}(?:,\s*({_PLACE}))?|{_CAPS},\s*{_DOMAIN}|{_PLACE}\s*\(ANTARA[^)]*\)){_DASH}?\s*|({_PLACE}){_DASH}\s*"
)

_NOT_PLACES = re.compile(
    r"(?i)\b(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|januari|februari|maret|april|mei|juni|juli|agustus|"
    r"september|oktober|november|desember|timnas|persi\w*|real|inter|ac|fc|catatan|tips|langkah|cara|jadwal|rute|kesimpulan|"
    r"pertama|kedua|ketiga|jawaban|soal|babak|ronde|grup|pertanyaan|update|sinopsis|profil|rangkuman|foto|video|infografis|resep|review|ulasan|analisis|fakta|"
    r"kisah|cerita|wawancara|live|hasil|klasemen|prediksi|link|harga|daftar|syarat|breaking|opini|kolom)\b"
)
_NO_CITY = re.compile(
    r"(?i)(?:ketua|wakil|presiden|menteri|gubernur|bupati|wali|kepala|polisi|tim|para|seorang|mantan|calon|artis|aktor|aktris|"
    r"penyanyi|pelatih|pemain|bek|kiper|striker|gelandang|direktur|juru|anggota|warga|kasus|pemerintah|komisi|badan|bank|pt|"
    r"perusahaan|grup|film|serial|kapal|pesawat)\b"
)
_MEDIA_WORD = re.compile(
    r"(?i)news|tribun|tempo|pos\b|post\b|radar|harian|kabar|berita|media|suara|koran|\btv|online|info|antara|times|pers\b"
    r"|humas|rakyat|jogja|bisnis|grid|kompas|warta|indonesia\b"
)


def strip_dateline(text: str, own_names: Collection[str] = ()) -> str:
    """A paragraph without the dateline it begins with; "" when it is nothing else.

    `own_names`: how the page's publisher writes itself. Forms and their traps: the openings of some 4,000 press
    articles; a place without an outlet counts only before a spaced dash or in capitals.
    """
    head = text[:_REACH]
    if len(text) < 70 and (lone := _LONE.fullmatch(text.strip())) and _is_place(lone[1]) and _is_place(lone[2]):
        return ""
    if len(text) < 70 and (lone := _PLACE_OUTLET.fullmatch(text)) and _is_outlet(lone[2], own_names):
        return ""
    if _PROSE.match(head) or not _MAY_OPEN.match(head):
        return text
    end = _outlet_end(head, own_names)
    if end:
        return _after_outlet(text[end:], own_names)
    end = _place_end(head)
    if end and (outlet := _outlet_end(text[end : end + _REACH].lstrip(), own_names)):
        return text[end:].lstrip()[outlet:].lstrip()
    return text[end:].lstrip() if end else text


def _is_place(name: str | None) -> bool:
    return name is None or name.isupper() or name.casefold() in PLACES


def _outlet_end(head: str, own_names: Collection[str]) -> int:
    """Where a dateline that names an outlet ends; 0 where there is none."""
    for pattern in (_DOMAIN_FIRST, _DOMAIN_LAST):
        if (found := pattern.match(head)) and _opens_sentence(head, found.end()):
            return found.end()
    if (found := _NAME_FIRST.match(head)) and _is_outlet(found[1], own_names) and _opens_sentence(head, found.end()):
        return (
            0 if found[1].istitle() and head[found.end() : found.end() + 1].islower() else found.end()
        )  # "Fajar - nama ..."
    if (found := _BRACKET_FIRST.match(head)) and _is_outlet(found[1], own_names):
        return found.end()
    if (found := _NO_DASH.match(head)) and (place := _known_place(head[found.end() :], strict=True)):
        return found.end() + place
    if (found := _BARE.match(head)) and found[1].split(".")[0].isupper() and _is_own(found[1], own_names):
        return found.end()
    if (found := _CAPS_OUTLET.match(head)) and (found[1] is None or _is_outlet(found[1], own_names)):
        return found.end()
    if (found := _PLACE_NAME.match(head)) and (_is_outlet(found[2], own_names) or found[1].isupper()):
        return found.end()
    if (found := _PLACE_BRACKET.match(head)) and (
        _is_outlet(found[1], own_names)
        or _MEDIA_WORD.search(found[1])
        or re.fullmatch(_DOMAIN, found[1])
        or (re.fullmatch(r"[A-Z]\w{1,14}", found[1]) and _is_place(found[0].partition("(")[0].strip(" ,")))
    ):
        return found.end()
    if (found := _PLACE_NAME_BARE.match(head)) and found[1].casefold() in PLACES and found[2].casefold() in OUTLETS:
        return found.end()
    if (found := _NO_DASH.match(head)) and (place := _known_place(head[found.end() :])):
        return found.end() + place
    return 0


def _opens_sentence(head: str, at: int) -> bool:
    if at >= len(head) or not head[at].islower():
        return True
    return head[:at].rstrip().endswith(("-", "–", "—")) and not re.search(r"\w[-–—]$", head[:at])


def _is_outlet(name: str, own_names: Collection[str]) -> bool:
    low = name.strip(" .").casefold()
    if low in OUTLETS or _is_own(name, own_names):
        return True
    first = low.split(" ", 1)[0]
    return (
        (first in OUTLETS and len(first) > 3)
        or " ".join(low.split()[:2]) in OUTLETS
        or bool(re.fullmatch(_DOMAIN, name.strip(" .")))
    )


def _is_own(name: str, own_names: Collection[str]) -> bool:
    key = squeezed(name)
    return any(key == squeezed(own) for own in own_names)


def _after_outlet(rest: str, own_names: Collection[str]) -> str:
    """What follows the outlet: perhaps a second outlet, or the place in capitals, "KONTAN.CO.ID - JAKARTA. ..."."""
    rest = rest.lstrip()
    if end := _outlet_end(rest[:_REACH], own_names):
        rest = rest[end:].lstrip()
    for pattern in (_CAPS_ALONE, _CAPS_AFTER):
        if (found := pattern.match(rest[:_REACH])) and not _NOT_PLACES.search(found[1]):
            return rest[found.end() :].lstrip()
    for pattern in (_PLACE_ALONE, _PLACE_MARK):
        if (found := pattern.match(rest[:_REACH])) and found[1].casefold() in PLACES:
            return rest[found.end() :].lstrip()
    return rest.lstrip(" .,-–—")


def _place_end(head: str) -> int:
    """Where a dateline without an outlet ends: "Jakarta -", "JAKARTA—", "Padang: ", "Jakarta, 12 Juni 2020 -"."""
    if (found := _CAPS_ALONE.match(head)) and not _NOT_PLACES.search(found[1]) and _plausible(found[1]):
        return found.end()
    if (found := _PLACE_ALONE.match(head)) and not _NOT_PLACES.search(found[1]) and _plausible(found[1]):
        return found.end()
    if head[:1] in "([" and (found := _IN_BRACKETS.match(head)) and found[1].casefold() in PLACES:
        return found.end()
    if (found := _PLACE_DATE.match(head)) and _known_place(head.lstrip("(")):
        return found.end()
    if (found := _PLACE_MARK.match(head)) and found[1].casefold() in PLACES:
        return found.end()
    return 0


def _plausible(caps: str) -> bool:
    """JAKARTA and HO CHI MINH CITY are places; PT, KPK and DPR RI before a dash are not."""
    return caps.casefold() in PLACES or max(len(word) for word in re.split(r"[ /,-]+", caps)) >= 4


def _known_place(text: str, *, strict: bool = False) -> int:
    """The length of the place that a text begins with, glued to what follows or not: "JakartaPT Pintu ...".

    `strict`: only a place known by name counts; else any capitalised word before another one that is no title of people.
    """
    low = text[: LONGEST_PLACE + 1].casefold()
    for length in range(min(len(low), LONGEST_PLACE), 1, -1):
        if low[:length] in PLACES and not text[length : length + 1].islower():
            tail = _COMPASS.match(text, length)
            return tail.end() if tail else length
    found = None if strict else re.match(rf"{_WORD}(?=\s+[A-Z\"“])", text)
    if not found or _NO_CITY.match(text):
        return 0
    tail = _COMPASS.match(text, found.end())
    return tail.end() if tail else found.end()
