"""One run of non-space characters of a text, brought to the form in which texts and queries are compared.

Folds compatibility forms (NFKC), diacritics, quotes, dashes and invisible characters, reads character references that a
feed left in, splits letters from digits, sets clitics apart and keeps for every part where it stood.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from html import unescape
from string import ascii_lowercase
from typing import NamedTuple

from monitor.watches.words import Words

CLITICS = ("nya", "lah", "kah", "pun", "ku", "mu")
"""Enclitics of Indonesian; the old -tah is not heard in news any more."""
_OUTER = ("lah", "kah", "pun")
"""These may stand behind another one: "rumahnyalah"."""
CLITIC_MARK = "~"
STOP = "\x1e"
"""The form of the part that stands where a sentence ends."""

HYPHENS = frozenset("-‐‑‒–—―−⁃﹘﹣－")
_APOSTROPHES = frozenset("’‘‛ʼʻʽʾʿˈ`´′＇ʹ")
_QUOTES = frozenset("“”„‟«»″＂")
_LETTERS = {
    "ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ß": "ss",
    **dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "ABCDEFGHIJKLMNOPRSTUVWYZ", strict=True)),
    "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th", "…": "...",
}  # fmt: skip
_LOOKALIKES = dict(
    zip("АВЕКМНОРСТХІЈЅаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTXIJSaeopcyxijsABEZHIKMNOPTYXo", strict=True)
)
"""Letters of other scripts that stand amid Latin ones only by mistake or mischief."""
_REFERENCE = re.compile(r"&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[A-Za-z]{2,8});")
_ZERO_SPACE = "\u200b"
_SHOUTED_CLITIC = re.compile(r"([A-Z]{2,})(nya|lah|kah|pun|ku|mu)$")
_TOKEN = re.compile(
    r"(?P<initials>(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?|[^\W\d_](?:\.[^\W\d_])+(?![^\W_]))"
    r"|(?P<letters>[^\W\d_]+(?:'[^\W\d_]+)*)"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<plus>\+)"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?$")
_GLUED = re.compile(r"(?:di|ke)(?=[A-Z][A-Za-z])")
_AFTER_TWO = re.compile(r"(?:-?(nya|ku|mu|lah|kah))?$")
_SHORTEST_TWICE = 3
_OWNING = re.compile(r"[^\W\d_]+'s$")
_CLOSING = "\"')]»"
_MARKS = ".,;:!?" + _CLOSING
_FULL_STOPS = frozenset(".!?")
_COMMA_OR_STOP = frozenset(",.")
_GLUE = frozenset(["di", "ke"])
_WRAPPED = re.compile("[\"'(“‘]*(?:([A-Za-z]+)-)?([A-Za-z]+|[0-9]+)([.,;:!?\"')”’]*)$")
"""One word of plain letters, perhaps written twice, or a number, and the marks around it that part no word."""
_CLOSERS = "\"')”’"
_WEB = frozenset(["com", "co", "id", "go", "ac", "or", "net", "org", "tv"])
_PREFIXES = frozenset("meng peng men pen mem pem ber per ter me pe di ke se be te".split())
_PREFIX_SIZES = 2, 3, 4
_SHORTEST_STEM = 3


class Part(NamedTuple):
    """A word as compared: characters [start, end) of the chunk, `cased` keeps its capitals.

    A clitic is a part of its own ("~nya"), and so is the end of a sentence (STOP).
    """

    form: str
    start: int
    end: int
    cased: str


class Chunk(NamedTuple):
    """`other`: further ways to read the chunk, as forms; `initial`: one letter with a full stop, as in "J. Habibie"; `broken`:
    the first half of a word at the end of a line, as in "Perta-" before "mina"."""

    parts: tuple[Part, ...]
    other: tuple[tuple[str, ...], ...] = ()
    initial: bool = False
    broken: bool = False


class ChunkReader:
    """Reads chunks with the word lists it was given."""

    __slots__ = ("_shortened", "_taking_lah", "_whole")

    def __init__(self, words: Words) -> None:
        self._shortened = words.shortened
        self._whole = words.whole
        self._taking_lah = words.taking_lah

    def read(self, chunk: str) -> Chunk:
        """The parts of a chunk, none where it holds neither letter nor digit."""
        if is_simple(chunk):
            return Chunk(self._word(chunk, 0, len(chunk)), initial=_is_letter(chunk))
        folded, places = _fold(chunk)
        parts: list[Part] = []
        gaps: list[str] = []
        before = 0
        for found in _TOKEN.finditer(folded):
            gap = folded[before : found.start()]
            before = found.end()
            tokens = self._tokens(found, hyphen=bool(parts) and gap == "-")
            if parts and _is_stop(gap, parts[-1], tokens[0]):
                parts.append(Part(STOP, found.start(), found.start(), ""))
            gaps += [gap] + [""] * (len(tokens) - 1)
            parts += tokens
        words = [part for part in parts if part.form != STOP]
        if words and folded.rstrip(_CLOSING)[-1:] in _FULL_STOPS and not self._is_short(folded, words):
            parts.append(Part(STOP, before, before, ""))
        initial = len(words) == 1 and len(words[0].form) == 1 and words[0].cased.isupper() and "." in folded
        other = self._other(folded, words, gaps) if len(words) > 1 else ()
        if len(parts) > len(words) == 1 and _is_pair(words[0].cased) and folded.rstrip(_CLOSING)[-1:] == ".":
            other = ((words[0].form,),)
        if _ZERO_SPACE in chunk:
            other += self._apart(chunk)
        if len(words) == 1 and _OWNING.match(folded.rstrip(_MARKS)):  # "Gojek's", as English has it
            other += ((words[0].form[:-1],),)
        broken = len(words) == 1 and folded[-1:] == "-" and folded[-2:-1].isalpha() and len(words[0].form) > 1
        return Chunk(_placed(parts, places), other, initial, broken)

    def plain(self, chunk: str) -> tuple[str, ...]:
        """The forms of one word of plain letters or digits, or of one written twice ("kata-katanya"), with at most a clitic and
        marks around it, as `read` finds them; () for anything that must be looked at more closely. The quick way for nearly
        all chunks."""
        twice = tail = ""
        if not (chunk.isascii() and chunk.isalpha()):
            found = _WRAPPED.match(chunk)
            if found is None:
                return ()
            twice, chunk, tail = found.groups("")
        if len(chunk) == 1 and (not tail or "." in tail):
            return ()
        if chunk[2:3].isupper() and chunk[:2] in _GLUE:
            return ()
        form = chunk.lower()
        forms: tuple[str, ...] = (form,)
        if form.endswith(CLITICS):
            stem, clitic = self.split(form)
            if clitic in _OUTER or chunk[:2].isupper():
                return ()
            if clitic:
                forms = stem, CLITIC_MARK + clitic
        if twice:
            if twice.lower() != forms[0] or forms[0].endswith(CLITICS) or (twice[2:3].isupper() and twice[:2] in _GLUE):
                return ()
            forms = forms[0], *forms
        inner = tail.rstrip(_CLOSERS)
        if not inner or inner[-1] not in ".!?":
            return forms
        if _is_pair(chunk):
            return ()
        if inner[-1] == "." and inner[-2:-1] != "." and forms[-1] in self._shortened:
            return forms
        return *forms, STOP

    def simple(self, chunks: Sequence[str]) -> list[str]:
        """The form of each chunk of plain letters, with nothing behind it, a comma, or a full stop that ends a sentence, or
        with a clitic, which follows its mark: "rumah~nya"; "" for any other. The quickest way, for most chunks."""
        found: list[str] = []
        for chunk, lowered in zip(chunks, " ".join(chunks).lower().split(" "), strict=True):
            form, last = lowered, ""
            if not form.isalpha():
                form, last = lowered[:-1], lowered[-1:]
                if last not in _COMMA_OR_STOP or not form.isalpha():
                    form = ""
            elif len(form) == 1:
                form = ""
            if not chunk.isascii() or (chunk != lowered and chunk[2:3].isupper() and form[:2] in _GLUE):
                form = ""
            elif form.endswith(CLITICS):
                form = self._with_clitic(form) if last != "." and not chunk[:2].isupper() else ""
            elif last == "." and (len(form) < _SHORTEST_STEM or form in self._shortened):
                form = ""
            found.append(form)
        return found

    def _with_clitic(self, form: str) -> str:
        stem, clitic = self.split(form)
        if clitic in _OUTER:
            return ""
        return f"{stem}{CLITIC_MARK}{clitic}" if clitic else form

    def split(self, form: str) -> tuple[str, str]:
        """ "rumahnya" -> "rumah", "nya"; words that only look like it stay whole, with ""."""
        if not form.endswith(CLITICS):
            return form, ""
        clitic = form[-3:] if form[-3:] in CLITICS else form[-2:]
        stem = form[: -len(clitic)]
        if len(stem) < _SHORTEST_STEM or self._is_whole(form):
            return form, ""
        return stem, clitic

    def _is_whole(self, form: str) -> bool:
        if form in self._whole or (form.endswith(("ullah", "illah", "allah")) and form[:-3] not in self._taking_lah):
            return True
        stems = [form[size:] for size in _PREFIX_SIZES if form[:size] in _PREFIXES]
        return not self._whole.isdisjoint(stems)

    def _word(self, text: str, start: int, end: int, *, inner: bool = False) -> tuple[Part, ...]:
        """A word, and its clitic if it has one; `inner`: what another clitic has been taken from."""
        plain = text.replace("'", "")
        shouted = _SHOUTED_CLITIC.match(plain)
        if shouted:  # "ASnya": capitals leave no doubt about where the word ends
            turn = end - len(shouted[2])
            return Part(shouted[1].lower(), start, turn, shouted[1]), Part(
                CLITIC_MARK + shouted[2], turn, end, shouted[2]
            )
        form, clitic = self.split(plain.lower())
        if not clitic:
            return (Part(form, start, end, plain),)
        turn = end - len(clitic)
        before = self._word(plain[: len(form)], start, turn, inner=True) if clitic in _OUTER and not inner else ()
        if len(before) < 2:
            before = (Part(form, start, turn, plain[: len(form)]),)
        return *before, Part(CLITIC_MARK + clitic, turn, end, plain[len(form) :])

    def _tokens(self, found: re.Match[str], *, hyphen: bool) -> tuple[Part, ...]:
        text = found[0]
        start, end = found.span()
        kind = found.lastgroup
        if kind == "letters":
            if hyphen and text.lower() in CLITICS:
                return (Part(CLITIC_MARK + text.lower(), start, end, text),)
            if _GLUED.match(text):
                return Part(text[:2], start, start + 2, text[:2]), *self._word(text[2:], start + 2, end)
            return self._word(text, start, end)
        if kind == "number":
            text = text.replace(".", "").removesuffix(",00") if _THOUSANDS.match(text) else text
        else:
            text = text.replace(".", "") if kind == "initials" else "plus"
        return (Part(text.lower(), start, end, text),)

    def _is_short(self, folded: str, words: list[Part]) -> bool:
        """Whether a full stop at the end belongs to an abbreviation or an initial."""
        bare = folded.rstrip(_CLOSING)
        if bare[-1:] != "." or bare[-2:] == "..":
            return False
        last = words[-1]
        if (len(last.form) == 1 and last.form.isalpha()) or last.form in self._shortened:
            return True
        return "." in bare[:-1] and last.cased.isupper() and all(len(word.form) <= 3 for word in words)

    def _apart(self, chunk: str) -> tuple[tuple[str, ...], ...]:
        """A zero-width space may be a slip within a word, or stand for the space between two."""
        pieces = [piece for piece in chunk.split(_ZERO_SPACE) if any(map(str.isalpha, piece))]
        if len(pieces) < 2 or any(len(piece) < 2 for piece in pieces):
            return ()
        return (tuple(part.form for piece in pieces for part in self.read(piece).parts if part.form != STOP),)

    def _other(self, folded: str, words: list[Part], gaps: list[str]) -> tuple[tuple[str, ...], ...]:
        """ "kupu2" as "kupu kupu", "PDI-P" as "pdip", "diCaprio" as "dicaprio"."""
        twice = _twice(folded.lower().rstrip(_MARKS))
        if twice:
            return (twice,)
        forms = [word.form for word in words]
        if forms[0] in {"di", "ke"} and len(words) == 2 and not gaps[1] and words[1].cased[:1].isupper():
            return (("".join(forms),),)
        body = forms[:-1] if forms[-1][0] == CLITIC_MARK else forms
        if not 1 < len(body) <= 4 or gaps[1 : len(body)] != ["-"] * (len(body) - 1):
            return ()
        if body[0] == body[1] or not all(form.isalpha() for form in body):
            return ()
        return (("".join(body), *forms[len(body) :]),)


def is_simple(chunk: str) -> bool:
    """Plain letters, nothing to fold or to take apart but a clitic."""
    return chunk.isascii() and chunk.isalpha() and not (chunk[2:3].isupper() and chunk[:2] in _GLUE)


def _twice(text: str) -> tuple[str, ...]:
    """ "kupu2" and "kupu-2" as the word twice, "anak2nya" with its clitic; () for anything else."""
    before, two, after = text.rpartition("2")
    clitic = _AFTER_TWO.match(after) if two else None
    if clitic is None:
        return ()
    before = before.removesuffix("-")
    word = before[len(before.rstrip(ascii_lowercase)) :]
    if len(word) < _SHORTEST_TWICE:
        return ()
    return (word, word, CLITIC_MARK + clitic[1]) if clitic[1] else (word, word)


def _is_pair(word: str) -> bool:
    """Two capitals, which may be initials, so that a full stop behind them may end no sentence: "BJ. Habibie"."""
    return len(word) == 2 and word.isupper()


def _is_letter(chunk: str) -> bool:
    """One capital, as in the initials of "M H Thamrin"."""
    return len(chunk) == 1 and chunk.isupper()


def _placed(parts: list[Part], places: list[int] | None) -> tuple[Part, ...]:
    """Parts with places in the chunk as written."""
    if places is None:
        return tuple(parts)
    last = places[-1] + 1 if places else 0
    ends = [*places, last]
    return tuple(
        Part(form, ends[start], ends[end - 1] + 1 if end > start else ends[start], cased)
        for form, start, end, cased in parts
    )


def _fold(chunk: str) -> tuple[str, list[int] | None]:
    """The chunk in plain letters, with the place each character came from (None where nothing moved)."""
    refers = "&" in chunk and _REFERENCE.search(chunk)
    if chunk.isascii() and not refers:
        return (chunk.replace("`", "'"), None) if "`" in chunk else (chunk, None)
    out: list[str] = []
    places: list[int] = []
    latin = any(char.isascii() and char.isalpha() for char in chunk)
    for at, char in _resolved(chunk) if refers else enumerate(chunk):
        for plain in char if char.isascii() else (latin and _LOOKALIKES.get(char)) or _plain(char):
            out.append(plain)
            places.append(at)
    return "".join(out).replace("`", "'"), places


def _resolved(chunk: str) -> Iterator[tuple[int, str]]:
    """Place and character, where "&nbsp;" and the like stand for one character."""
    at = 0
    for found in _REFERENCE.finditer(chunk):
        yield from enumerate(chunk[at : found.start()], at)
        for char in unescape(found[0]):
            yield found.start(), " " if char.isspace() else char
        at = found.end()
    yield from enumerate(chunk[at:], at)


def _plain(char: str) -> str:
    if char in _APOSTROPHES:
        return "'"
    if char in HYPHENS:
        return "-"
    if char in _QUOTES:
        return '"'
    if char in _LETTERS:
        return _LETTERS[char]
    if unicodedata.category(char) in {"Cf", "Cc", "Mn"}:
        return ""
    folded = unicodedata.normalize("NFKD", char)
    if folded == char:
        return char
    return "".join(_LETTERS.get(c, c) for c in folded if unicodedata.category(c) != "Mn" and not c.isspace())


def _is_stop(gap: str, before: Part, after: Part) -> bool:
    """A missing space after a full stop: "selesai.Kemudian"."""
    return (
        gap[:1] in {".", "!", "?"}
        and before.cased[-1:].islower()
        and after.cased[:1].isupper()
        and after.cased[1:2].islower()
        and after.form not in _WEB
    )
