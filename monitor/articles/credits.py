"""What an article says about where its text came from: "Artikel ini telah tayang di X dengan judul ..." in all its shapes.

A line counts only where a block begins with it (or where it is glued to the end of the last ones): prose that quotes such
a line is prose, and a photograph's credit says nothing about the text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from monitor.articles.credit_forms import named_beside
from monitor.language.outlets import OUTLETS
from monitor.model import Credit

_HEAD = 70  # a credit line shows what it is within so many characters
_LONGEST = 900  # a line with authors, links and promotions glued on
_SUBJECT = r"(?:artikel|berita|tulisan|konten|naskah|laporan|liputan|opini|kolom|cerita|ulasan|informasi)"
_BEFORE = (
    r"(?:telah|pernah|sudah|lebih|dulu|dahulu|terlebih|juga|sebelumnya|pertama|kali|asli\w*|awalnya|semula|ini|"
    r"merupakan|adalah|yang)"
)
_AIRED = (
    r"(?:tayang|ditayangkan|terbit|diterbitkan|dimuat|termuat|dipublikasi(?:kan)?|dirilis|disiarkan|diunggah|"
    r"publish|published|diposting|muncul|naik)"
)
_TAKEN = (
    r"(?:disadur|dikutip|diambil|dilansir|bersumber|diolah|disunting|diterjemahkan|dirangkum|"
    r"(?:ditulis|diterbitkan|dipublikasikan|ditayangkan|disunting)\s+ulang|repost|saduran|terjemahan|kutipan)"
)
_TOGETHER = r"(?:kerja\s?sama|kolaborasi)(?:\s+(?:konten|redaksi|kami))?\s+(?:dengan|bersama)"
_AT = r"(?:di|pada|dalam|melalui|oleh|lewat)"
_MEDIUM = (
    r"(?:(?-i:laman|halaman|situs|website|portal|media|kanal|harian|koran|majalah|tabloid|surat kabar|kantor berita|tautan|link)\s+"
    r"(?:berita\s+|online\s+|resmi\s+)*)?"
)
_LEAD = (
    rf"(?P<part>sebag\w+\s+(?:besar\s+|kecil\s+)?(?:dari\s+|isi\s+)?)?(?:(?P<subject>{_SUBJECT})\s+(?:ini|serupa|di atas|"
    rf"tersebut|berikut|(?=telah|sudah|pernah|asli))\s*)?"
    rf"(?:{_BEFORE}\s+){{0,5}}(?:{_AIRED}(?:\s+{_BEFORE}){{0,4}}\s+{_AT}|(?:hasil\s+)?{_TOGETHER}|{_TAKEN}(?:\s+{_BEFORE}){{0,2}}\s+dari)\s+{_MEDIUM}"
)
_NAME_ENDS = (
    r"(?=\s*(?:,?\s*(?:(?:dengan|dgn|dg|dalam)\s+(?:judul|tajuk|headline)|(?:yang\s+)?(?:berjudul|bertajuk)|judul\s*:|"
    r"dalam\s+(?:berita|artikel)|"
    r"pada\s+(?:hari|tanggal|\w+,|\d|senin|selasa|rabu|kamis|jum'?at|sabtu|minggu)|(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu)\b|klik|baca|link|https?://|"
    r"penulis|oleh\s|dan ditulis|"
    r"edisi|untuk|tanggal|yang\s|di\s+bawah|berdasarkan|dan\s+(?:telah\s+)?di(?:sunting|edit|olah|muat|terjemahkan))|[,;:(\[]|[.)\]]*\s*$|\.\s))"
)
_AIRED_WORDS = tuple(
    "tayang terbit dimuat termuat publi rilis siar unggah posting muncul sadur kutip ambil lansir sumber olah sunting terjemah "
    "rangkum ditulis kutipan appeared titled".split()
)
_FIRST_WORD = re.compile(
    r"[\W_]*(?:sebag|artikel|berita|tulisan|konten|naskah|laporan|liputan|opini|kolom|cerita|ulasan|informasi|catatan|disclaimer|"
    r"telah|pernah|sudah|lebih|dulu|dahulu|terlebih|juga|sebelumnya|pertama|kali|asli|awalnya|semula|ini|merupakan|adalah|yang|"
    r"tayang|di[a-z]|ter[bm]|publish|muncul|bersumber|seperti|repost|saduran|kutipan|this|the|part|sumber|source|baca|link|tautan|url|melansir|mengutip)"
)
_CLAIM = re.compile(
    rf"(?i)(?P<mark>[\s*()\[\]_–—•>-]*)(?:(?:catatan(?: redaksi)?|disclaimer)\s*:\s*|sebelumnya,\s*|seperti\s+)?"
    rf"{_LEAD}(?P<name>(?:https?://)?[^\n]{{2,70}}?){_NAME_ENDS}"
)
_ENGLISH = re.compile(
    r"(?i)[\s*()\[\]_–—-]*(?P<part>part of\s+)?th(?:is|e) (?:article|story|post|piece) (?:has been |was |"
    r"is )?(?:first |originally |also )*"
    r"(?:published|appeared|republished) (?:first |originally )?(?:in|on|by|from) (?P<name>[^\n]{2,70}?)"
    r"(?=\s*(?:,?\s*(?:with|under) (?:the )?(?:title|headline)|,?\s*titled|[,;:(]|\.?\s*$|\.\s|https?://))"
)
_ASIDE = re.compile(
    rf"(?i)[\s*()\[\]_–—-]*(?:(?:sumber|source)(?:\s*(?:link|tautan|url|artikel|berita|tulisan|asli)){{0,3}}\s*:|"
    rf"(?:(?:link|tautan|url)\s+)?artikel asli(?:nya)?\s*(?:di|:)|"
    rf"baca (?:artikel|berita) asli(?:nya)?(?: di)?|(?:{_TAKEN}|melansir|"
    rf"mengutip)(?:\s+dari)?(?:\s*:)?)\s+{_MEDIUM}(?P<name>https?://\S+|[^\n]{{2,120}})$"
)
_GLUED = re.compile(
    rf"(?i)(?:(?<=[.!?)\]*])|(?<=[.!?,][\"”]))\s*(?=\(?(?:sebagian\s+)?{_SUBJECT}\s+ini\s+(?:telah|pernah|sudah)\s)"
)
_GLUED_THERE = re.compile(
    r"(?i)(?<=[.!?\"”)])\s+(?=baca (?:artikel|berita) [^\"“”]{2,40}[\"“][^\"“”]{5,200}[\"”]\s*selengkapnya\b)"
)
_GLUED_WORDS = ("ini telah", "ini pernah", "ini sudah")
_GLUED_SOURCE = re.compile(r"(?i)(?<=[.!?\"”])\s*[(\[]\s*sumber\s*:\s*[^()\[\]]{2,50}[)\]]?\W*$")
_UNFINISHED = re.compile(r"(?i)\b(?:tayang|terbit|dimuat|\w*publi\w*)\b.*\b(?:di|pada|dari)\s*:?$")
_TITLE = re.compile(
    r"(?i)(?:(?:dengan|dgn|dg|dalam)\s+(?:judul|tajuk|headline)(?:\s+asli(?:nya)?)?|berjudul|bertajuk|"
    r"judul(?:nya)?(?:\s+(?:artikel|asli(?:nya)?|lengkap(?:nya)?))?|with (?:the )?title|"
    r"under (?:the )?(?:headline|title)|"
    r"titled)\s*[:,\-]?\s*"
)
_TAIL = re.compile(
    r"(?i)[\s,;.(\[]*(?:klik\s+(?:untuk|di|link|tautan)|baca\s+(?:selengkapnya|artikel|berita|di|[\w-]+\.(?:com|id|co\.id)\b)|selengkapnya|https?://|www\.|"
    r"(?:penulis|editor|reporter|pewarta|sumber|link|url|author)(?:\s+artikel)?\s*:|untuk\s+(?:selengkapnya|membaca)\b|"
    r"dan\s+(?:juga\s+)?(?:di|pada)\s+\S+\s+dengan\s+judul|dan\s+(?:telah\s+)?(?:ditulis|diolah|disunting|diedit|dimuat)\b|"
    r"kompascom\+|download|unduh|simak\s+(?:berita|breaking)|dapatkan\s+(?:update|berita)|cek\s+berita|nyaman tanpa|"
    r"ikuti\s+(?:berita|saluran)|follow\s|atas izin|pada\s+(?:hari\s+|tanggal\s+)?(?:(?:senin|selasa|rabu|kamis|"
    r"jum'?at|sabtu|minggu)\b|\d{1,2}[/ -]\w)).*$",
    re.DOTALL,
)
_SIGNED = re.compile(r"\s*(?:[(\[](?:[\w.]{1,12}(?:/[\w.]{1,12}){0,3}|\*+)[)\]]|\*{1,3})\s*$")
_URL = re.compile(r"https?://[^\s\"'<>“”‘’)\]]+|www\.[^\s\"'<>“”‘’)\]]+")
_LABELLED = re.compile(
    r"(?i)[\s*•-]*(?P<label>judul|link|url|tautan|sumber|tanggal|penulis|editor|oleh|pada)(?:\s+(?:artikel|berita|"
    r"asli))?\s*[:\s]\s*(?P<value>.+)$"
)
_DOMAIN = re.compile(r"(?i)^(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|id|co|net|tv|news|org|info)(?:/\S*)?$")
_QUOTES = {'"': '"', "“": '”"“', "”": '”"', "'": "'’", "‘": "’'", "’": "’'", "«": "»", "„": '“”"', "`": "`'"}
_ANY_QUOTE = re.compile(r"[\"“”]")
_NOT_OUTLETS = re.compile(
    r"(?i)^(?:berbagai|beberapa|aneka|banyak|sejumlah|diolah|olahan|bioskop|netflix|youtube|instagram|tiktok|twitter|facebook|"
    r"bahasa|televisi|rcti|sctv|trans ?7|trans ?tv|indosiar|antv|gtv|mnctv|vidio|viu|wetv|iqiyi|disney|hbo|prime video|"
    r"sini|atas|bawah|kemen\w+|dinas|badan|pem(?:erintah|kot|kab|prov|da)\w*|humas|pol(?:ri|da|res\w*)|universitas|"
    r"bps|bmkg|bnpb|bank|pt|cv|koperasi|yayasan|asosiasi|komunitas|panitia|perusahaan|rilis|siaran pers|"
    r"wikipedia|google|data|riset|jurnal|buku|wawancara|(?:dokumen\w*|koleksi|akun) )\b"
)
_THERE = re.compile(
    r"(?i)[\W_]*baca (?:selengkapnya )?(?:artikel|"
    r"berita)(?: asli)?(?: di)?\s+(?P<name>[^\"“”]{2,40}?)\s*,?\s*[\"“](?P<title>[^\"“”]{5,200})[\"”]\s*"
    r"(?:selengkapnya\b|$)"
)
_LABEL_ALONE = re.compile(
    r"(?i)[\W_]*(?:(?:sumber|source)(?:\s+(?:link|tautan|url|artikel|berita|asli)){0,2}|(?:link|tautan) artikel asli)\s*:?\s*"
)
_TITLE_NEXT = re.compile(r"(?i)(?:judul|bertajuk)\s*:?\s*$")
_INVITES = re.compile(r"(?i)[\W_]*(?:klik|baca|selengkapnya)\b[^:]{0,30}:\s*")
_LABEL = 20  # characters; so early in a line stands the colon of a label: "Kreator: Sekar Ayu"
_NOT_ITS_LINK = re.compile(
    r"(?i)\b(?:kompascom\+|tanpa (?:banyak )?iklan|(?:download|unduh)(?: apps?| aplikasi)?)\b.*$", re.DOTALL
)
_REWRITTEN = re.compile(r"(?i)[\W_]*(?:disadur|saduran|diterjemahkan|terjemahan)\b")
_PHOTO = re.compile(r"(?i)^[\W_]*(?:sumber|kredit)?\s*(?:foto|gambar|video|photo|image|ilustrasi|grafis|keterangan)\b")


@dataclass(frozen=True, slots=True)
class CreditLines:
    """What reading the lines found: the credit, and the text that is left of each line that held one ("" where nothing is)."""

    credit: Credit | None
    left: dict[int, str]


def find_credit(lines: Sequence[str]) -> Credit | None:
    """The credit that the lines of a text carry, the strongest first; `count` says how many there are."""
    return read_credits(lines).credit


def read_credits(lines: Sequence[str]) -> CreditLines:
    """Find every credit line of a text and what of its line is not credit.

    Shapes: docs of the field quoted, unquoted and linked headlines, "Klik untuk baca:", authors glued on, a form over
    several lines ("Judul: ...", "Link: ..."), "Sebagian artikel ini ...", "Sumber: X", "Baca artikel asli di X: URL".
    """
    found: list[Credit] = []
    left: dict[int, str] = {}
    for at, line in enumerate(lines):
        if at in left:
            continue
        near_end = at >= len(lines) - 4
        kept, credit = _split_line(line, near_end=near_end)
        if credit is None and near_end and at + 1 < len(lines) and _LABEL_ALONE.fullmatch(line):
            kept, credit = _split_line(f"{line.rstrip(' :')}: {lines[at + 1]}", near_end=True)
            left.update({at + 1: ""} if credit else {})
        if credit is None and len(line) < _HEAD and _UNFINISHED.search(line) and may_credit(line):
            credit, taken = _over_lines(lines, at)
            left.update(dict.fromkeys(taken, ""))
            kept = "" if credit else line
        if credit is None:
            continue
        if credit.foot and not credit.title:
            credit, taken = _following(lines, at, credit)
            left.update(dict.fromkeys(taken, ""))
        elif not credit.url:
            credit, taken = _with_next_address(lines, at, credit)
            left.update(dict.fromkeys(taken, ""))
        left[at] = kept
        found.append(credit)
    return CreditLines(_strongest(found), left)


def may_credit(text: str) -> bool:
    """Whether a text begins with one of the words that every credit begins with."""
    return _FIRST_WORD.match(text.casefold()) is not None


def may_claim(text: str) -> bool:
    """Whether a text says of something that it was published."""
    return any(map(text.casefold().__contains__, _AIRED_WORDS))


def may_name_headline(text: str) -> bool:
    """Whether a text can hold a credit that names a headline: a quotation mark, or a word for headline."""
    return any(map(text.casefold().__contains__, ("judul", "tajuk", "headline", "title", '"', "“", "”")))


def _split_line(line: str, *, near_end: bool) -> tuple[str, Credit | None]:
    if len(line) > _LONGEST and not near_end:
        return line, None
    credit = None
    if len(line) <= _LONGEST and may_credit(line[:_HEAD]):
        credit = _claim(line) or _aside(line) or (_elsewhere(line) if near_end else None)
    if near_end and not (credit and credit.title):
        credit = _beside(line) or credit
    if credit:
        return "", credit
    low = line.casefold() if near_end else ""
    if "sumber" in low and (glued := _GLUED_SOURCE.search(line)):
        credit = _aside(glued[0].strip())
        if credit:
            return line[: glued.start()].rstrip(), credit
    if "selengkapnya" in low and (glued := _GLUED_THERE.search(line)):
        credit = _elsewhere(line[glued.end() :])
        if credit:
            return line[: glued.start()], credit
    if any(map(low.__contains__, _GLUED_WORDS)) and (glued := _GLUED.search(line)):
        credit = _claim(line[glued.end() :])
        if credit and (credit.title or credit.url):
            return line[: glued.start()].rstrip(), credit
    return line, None


def _claim(line: str) -> Credit | None:
    """A line that says of this very text where it was published: "Artikel ini telah tayang di X dengan judul ..."."""
    lead = _CLAIM.match(line) or _ENGLISH.match(line)
    if not lead or _PHOTO.match(line):
        return None
    groups = lead.groupdict()
    name = _outlet_name(groups["name"])
    rest = line[lead.end() :]
    title = _headline(rest)
    of_this_text = lead.re is _ENGLISH or bool(groups["subject"])
    if not name or not (_looks_like_outlet(name) or title):
        return None
    if not of_this_text and not title:
        return None
    if (
        not title
        and lead[0][: lead.start("name") - lead.start()].rstrip().lower().endswith(("oleh", "dengan", "bersama"))
        and not names_outlet(name)
    ):
        return None  # "diterbitkan oleh Gramedia", "kerja sama dengan Bank Nagari"
    if not title and _goes_on(rest, 60):
        return None  # "Artikel ini telah tayang di Kompas dan menuai ..."
    if not of_this_text and _goes_on(rest.partition(title)[2], 40):
        return None  # 'Dikutip dari Kompas.com berjudul "...", harga naik ...'
    url = _URL.search(_NOT_ITS_LINK.sub("", rest))
    return Credit(name, title, _clean_url(url[0]) if url else "", line.strip(), partial=bool(groups["part"]))


def _goes_on(rest: str, longest: int) -> bool:
    """Whether a sentence goes on behind what could be a credit."""
    return len(_TAIL.sub("", rest.strip("\"'”’ ,.")).strip(" .()[]*")) > longest


def _beside(line: str) -> Credit | None:
    """A line that is nothing but a headline and an outlet: 'Judul asli: T | X'."""
    named = named_beside(line)
    if named is None or not (name := _outlet_name(named.publisher)):
        return None
    if not names_outlet(name) and not (named.surely and _looks_like_outlet(name)):
        return None
    return Credit(name, _without_stop(named.title), "", line.strip())


def _elsewhere(line: str) -> Credit | None:
    """What some outlets add to copied text: 'Baca artikel detiknews, "..." selengkapnya https://...'."""
    found = _THERE.match(line)
    if not found or not names_outlet(found["name"]):
        return None
    url = _URL.search(_NOT_ITS_LINK.sub("", line))
    return Credit(found["name"], " ".join(found["title"].split()), _clean_url(url[0]) if url else "", line.strip())


def _aside(line: str) -> Credit | None:
    """A short line that names a source without saying more: "Sumber: X" (a claim), "Dilansir dari X" (a hint)."""
    found = _ASIDE.match(line)
    if not found or len(line) > 260 or _PHOTO.match(line):
        return None
    url, told = _URL.search(line), _TITLE.search(found["name"])
    naming = found["name"][: told.start()] if told else found["name"]
    name = _outlet_name(re.split(r" \(|,|:\s|\s[•·|]\s", _TAIL.sub("", naming))[0])
    if not name and url:
        name = re.sub(r"^(?:https?://)?(?:www\.)?", "", url[0]).split("/")[0]
    if not name or not _looks_like_outlet(name) or len(name) > 50:
        return None
    is_claim = bool(re.match(r"(?i)[\s*()\[\]_–—-]*(?:sumber|source|(?:link |tautan |url )?artikel asli|baca)", line))
    is_claim |= bool(told and names_outlet(name) and _quoted_whole(found["name"][told.end() :].strip()))
    beyond = _URL.sub("", naming).partition(name)[2].strip(" .,;:()[]*")
    quoted = _quoted_whole(beyond) if is_claim else ""
    beyond = "" if quoted else beyond
    if len(beyond) > (40 if is_claim else 60 if _REWRITTEN.match(line) and names_outlet(name) else 0):
        return None  # a sentence goes on: "Dikutip dari Kompas.com, harga naik ..."
    title = _unquoted(found["name"][told.end() :]) if told and is_claim else quoted
    return Credit(name, title, _clean_url(url[0]) if url else "", line.strip(), foot=is_claim)


def _over_lines(lines: Sequence[str], at: int) -> tuple[Credit | None, list[int]]:
    """A claim broken between its words: "Artikel ini telah tayang di", "Kompas.com", "dengan judul ..."."""
    best: tuple[Credit | None, list[int]] = (None, [])
    for end in range(at + 1, min(at + 4, len(lines))):
        credit = _claim(" ".join(lines[at : end + 1]))
        if credit and (best[0] is None or (credit.title and not best[0].title)):
            best = credit, list(range(at + 1, end + 1))
    return best


def _following(lines: Sequence[str], at: int, credit: Credit) -> tuple[Credit, list[int]]:
    """The form over several lines: what "Judul: ...", "Link: ..." beneath a credit add to it."""
    taken: list[int] = []
    for number in range(at + 1, min(at + 6, len(lines))):
        line = lines[number].strip()
        labelled = _LABELLED.match(line) if len(line) < 400 else None
        if labelled:
            label, value = labelled["label"].lower(), labelled["value"].strip()
            if label == "judul" and not credit.title:
                credit = replace(credit, title=_unquoted(value), text=f"{credit.text} {line}")
            elif (url := _URL.search(value)) and not credit.url:
                credit = replace(credit, url=_clean_url(url[0]), text=f"{credit.text} {line}")
        elif (claim := _claim(line)) and claim.title and claim.publisher.casefold() == credit.publisher.casefold():
            credit = replace(claim, url=claim.url or credit.url, text=f"{credit.text} {line}")
        elif not credit.title and _TITLE_NEXT.search(credit.text) and 8 < len(line) < 220:
            credit = replace(credit, title=_unquoted(line), text=f"{credit.text} {line}")
        elif not credit.title and (title := _headline(line) if _TITLE.match(line) else _quoted_whole(line)):
            credit = replace(credit, title=title, text=f"{credit.text} {line}")
        elif (url := _URL.fullmatch(line)) and not credit.url:
            credit = replace(credit, url=_clean_url(url[0]))
        elif line:
            break
        taken.append(number)
    return credit, taken


def _with_next_address(lines: Sequence[str], at: int, credit: Credit) -> tuple[Credit, list[int]]:
    """A credit with the bare address that stands beneath it: right there, or below "Klik untuk baca:" and who wrote it."""
    labels: list[int] = []
    for number in range(at + 1, min(at + 4, len(lines))):
        line = lines[number].strip()
        if url := _URL.fullmatch(line):
            return replace(credit, url=_clean_url(url[0])), [*labels, number]
        if _INVITES.fullmatch(line):
            labels.append(number)
        elif ":" not in line[:_LABEL]:
            break
    return credit, []


def _strongest(found: Sequence[Credit]) -> Credit | None:
    if not found:
        return None
    best = max(found, key=lambda credit: (credit.foot, bool(credit.title), not credit.partial, bool(credit.url)))
    claims = len({_plain(credit.title) for credit in found if credit.foot and credit.title})
    claims = claims or len({credit.url for credit in found if credit.foot and credit.url})
    return replace(best, count=max(1, claims))


def _plain(title: str) -> str:
    return re.sub(r"[\W_]+", "", title.casefold())


def _outlet_name(raw: str) -> str:
    name = re.sub(
        r"(?i)^(?:(?:di|pada|dari|artikel|(?:pem)?berita(?:an)?)\s+)+", "", raw.strip(" \t\"'“”‘’«»*_:;,.()[]-–—")
    )
    if name.startswith(("http://", "https://")):
        name = re.sub(r"(?i)^(?:https?://)?(?:www\.)?", "", name).split("/")[0]
    return "" if _NOT_OUTLETS.match(name) else name


def _looks_like_outlet(name: str) -> bool:
    """A domain, a known name, or words that begin with a name: not "bioskop" or "alur redaksi Warta Muara"."""
    if names_outlet(name):
        return True
    words = name.split()
    return len(words) <= 5 and (words[0].casefold() in OUTLETS or any(map(str.isupper, words[0])))


def names_outlet(name: str) -> bool:
    """Whether a name is a domain or an outlet known by name."""
    return bool(_DOMAIN.match(name)) or name.casefold() in OUTLETS


def _headline(rest: str) -> str:
    """The headline that a credit quotes, with or without quotation marks; "" where it names none."""
    found = _TITLE.search(rest[:160])
    return _unquoted(rest[found.end() :]) if found else ""


def _quoted_whole(line: str) -> str:
    return _unquoted(line) if line[:1] in '"“' and line.rstrip(". ")[-1:] in '"”' and len(line) < 220 else ""


def _unquoted(text: str) -> str:
    text = text.strip()
    opening = text[:1]
    if opening in _QUOTES:
        inside = text[1:]
        for pattern in (_TAIL, None):
            body = pattern.sub("", inside) if pattern else inside
            body = _SIGNED.sub("", body.rstrip(" .,;*")).rstrip(" .,;)]*")
            if body and body[-1] in _QUOTES[opening]:
                return _without_stop(" ".join(body[:-1].strip(" ,").split()))
        ends = [at for at, char in enumerate(inside) if char in _QUOTES[opening]]
        if ends:
            return " ".join(inside[: ends[0]].strip(" ,").split())
        text = inside
    text = _SIGNED.sub("", _TAIL.sub("", text))
    text = _without_stop(text.strip(" ,;)]*"))
    if len(_ANY_QUOTE.findall(text)) == 1:
        text = text.strip('"“”')
    return " ".join(text.split())


def _without_stop(title: str) -> str:
    """Three dots stay: they say that the headline goes on."""
    return title if title.endswith("...") else title.rstrip(".")


def _clean_url(url: str) -> str:
    return url.rstrip(".,;:)]}\"'")
