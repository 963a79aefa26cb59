"""Credit lines that name the headline first, or beside the outlet without a sentence: 'Judul asli: T | X', '"T" telah tayang di X'.

What they find is only a reading: whether the name is an outlet's is for the caller to ask.
"""

import re
from typing import NamedTuple

_LONGEST = 320
_FEWEST = 3
"""Words of a headline."""
_MANY = 6
"""Words that films, books and songs seldom have."""
_TEXT = r"(?:artikel|berita|tulisan|konten|naskah|laporan|liputan|opini|kolom|ulasan|teks|versi)"
_EVER = r"(?:ini|telah|pernah|sudah|lebih|dulu|dahulu|terlebih|juga|sebelumnya|pertama|kali|awalnya|semula)"
_SHOWN = r"(?:di)?tayang(?:kan)?"
_PRINTED = r"(?:terbit|diterbitkan|dimuat|dipublikasi(?:kan)?|dirilis|disiarkan|diunggah)"
_TAKEN = r"(?:disadur|dikutip|diambil|dilansir|bersumber|diolah|diterjemahkan|dirangkum|dilaporkan|ditulis ulang)"
_PLACE = (
    r"(?:di|pada|dalam|oleh|melalui)\s+(?:(?:laman|halaman|situs|website|portal|media|kanal|harian|koran)\s+"
    r"(?:berita\s+|online\s+)?)?"
)
_QUOTED = r"(?:\"(?P<title>[^\"]{10,200})\"|“(?P<curly>[^“”]{10,200})”|‘(?P<single>[^‘’]{10,200})’)"
_FREE = r"(?P<free>(?!(?:foto|video|grafis|ilustrasi|editor|penulis|reporter|pewarta|sutradara|durasi)\b)\S[^\"“”|\n]{9,200}?)"
_NAME = (
    r"(?P<name>(?:(?!\s[–—-]\s|\b(?:dengan|judul|berjudul|bertajuk|oleh|pertama|sebelumnya)\b)[^\"“”|()\[\]:,]){2,40}?)"
)
_END = r"[\s.)\]*]*$"
_ORIGINAL = rf"(?:judul|{_TEXT})(?:\s+{_TEXT})?\s+asli(?:nya)?(?:\s+{_TEXT})?\s*:\s*(?:{_QUOTED},?|{_FREE})"
_HEADED = rf"(?:{_TEXT}\s+(?:ini\s+|asli\s+)?(?:berjudul|bertajuk|dengan\s+judul)\s+)?{_QUOTED}\s+(?:{_EVER}\s+){{1,5}}"
_SOURCE = rf"(?:sumber|source)(?:\s+(?:{_TEXT}|asli))?\s*:\s*"


class _Form(NamedTuple):
    """`of_articles`: nothing but articles is spoken of so, and the outlet may be one that nobody knows."""

    words: re.Pattern[str]
    of_articles: bool


def _form(words: str, *, of_articles: bool = False) -> _Form:
    return _Form(re.compile(rf"(?i)[\s*()\[\]_–—•-]*{words}{_END}"), of_articles)


_FORMS = (
    _form(rf"{_ORIGINAL}\s*[|(\[]\s*{_NAME}", of_articles=True),
    _form(rf"{_HEADED}{_SHOWN}\s+(?:{_EVER}\s+){{0,4}}{_PLACE}{_NAME}", of_articles=True),
    _form(rf"{_ORIGINAL}(?:\s[–—-]|[.|(]?\s*sumber\s*:)\s*{_NAME}"),
    _form(rf"{_HEADED}{_PRINTED}\s+(?:{_EVER}\s+){{0,4}}{_PLACE}{_NAME}"),
    _form(rf"judul(?:\s+{_TEXT})?\s*:\s*(?:{_QUOTED}|{_FREE})\s*[.|(,]?\s*sumber\s*:\s*{_NAME}"),
    _form(rf"{_SOURCE}{_NAME}(?:\s*[|:,(–—-]\s*{_QUOTED}|\s*\|\s*{_FREE})"),
    _form(rf"{_SOURCE}{_QUOTED}\s*[|,(–—-]\s*{_NAME}"),
    _form(
        rf"{_TAKEN}\s+dari\s+{_NAME},?\s+(?:dalam|pada|lewat|melalui)\s+{_TEXT}(?:nya)?(?:\s+(?:berjudul|bertajuk))?\s+{_QUOTED}"
    ),
    _form(rf"{_TEXT}\s+ini\s+(?:{_EVER}\s+)*{_TAKEN}\s+dari\s+{_NAME}\s*:\s*(?:{_QUOTED}|{_FREE})"),
    _form(
        rf"(?:{_TEXT}\s+ini|{_EVER})\s+(?:{_EVER}\s+){{0,5}}(?:{_SHOWN}|{_PRINTED})\s+(?:{_EVER}\s+){{0,4}}{_PLACE}{_NAME}"
        rf"\s*(?:[:,(]\s*{_QUOTED}|:\s*{_FREE})"
    ),
    _form(
        rf"(?:catatan(?: redaksi)?\s*:\s*)?{_TEXT}\s+ini\s+(?:{_EVER}\s+){{0,5}}di(?:muat|tayangkan|terbitkan|publikasikan|"
        rf"siarkan)\s+{_NAME},?\s+(?:dengan|dalam)\s+(?:judul|tajuk)\s*:?\s*{_QUOTED}"
    ),
    _form(
        rf"(?:(?:originally|first|published|appeared)\s+){{2}}(?:on|in|by)\s+{_NAME},?\s+(?:as|(?:under|with)\s+(?:the\s+)?"
        rf"(?:title|headline))\s*:?\s*{_QUOTED}"
    ),
)
_OPENS = re.compile(
    rf"(?i)[\s*()\[\]_–—•-]*(?:[\"“‘]|judul|{_TEXT}|sumber|source|{_EVER}|{_TAKEN}|catatan|originally|first|published)"
)
_SAYS = (
    "asli",
    "tayang",
    "terbit",
    "muat",
    "publi",
    "siar",
    "unggah",
    "rilis",
    "sumber",
    "source",
    " dari ",
    "appeared",
)


class Named(NamedTuple):
    """What a line names. `surely`: as only an article is spoken of, by a headline's many words."""

    publisher: str
    title: str
    surely: bool


def named_beside(line: str) -> Named | None:
    """The outlet and the headline that a whole line names, where it is one of these forms."""
    if len(line) > _LONGEST or not _OPENS.match(line) or not any(map(line.casefold().__contains__, _SAYS)):
        return None
    for form in _FORMS:
        if found := form.words.match(line):
            groups = found.groupdict()
            title = next(filter(None, map(groups.get, ("title", "curly", "single", "free"))))
            words = title.strip(" ,").split()
            if len(words) >= _FEWEST:
                return Named(groups["name"].strip(), " ".join(words), form.of_articles and len(words) >= _MANY)
    return None
