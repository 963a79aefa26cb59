"""One run of non-space characters of a text, brought to the form in which texts and queries are compared.

Folds compatibility forms (NFKC), diacritics, quotes, dashes and invisible characters, splits letters from digits, sets
clitics apart and keeps for every token where it stood.
"""

import re
import unicodedata
from typing import NamedTuple

from monitor.watches.words import Words

CLITICS = ("nya", "lah", "kah", "pun", "ku", "mu")
"""Enclitics of Indonesian as CONTRACTS names them; -tah is not heard in news any more."""
STOP = "\x1e"
"""Stands in a stream where a sentence ends."""

_HYPHENS = "‐‑‒–—―−⁃﹘﹣－"
_APOSTROPHES = "’‘‛ʼʻʽʾʿˈ`´′＇ʹ"
_LETTERS = {"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ß": "ss", "æ": "ae",
            "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th"}  # fmt: skip
_TOKEN = re.compile(
    r"(?P<initials>(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?|[^\W\d_](?:\.[^\W\d_])+(?![^\W_]))"
    r"|(?P<letters>[^\W\d_]+(?:'[^\W\d_]+)*)"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<plus>\+)"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?$")
_GLUED = re.compile(r"(?P<front>di|ke)(?=[A-Z][a-z]{2})")
_TWICE = re.compile(r"(?P<word>[a-z]{3,})2(?P<clitic>nya|ku|mu|lah|kah)?$")
_ENDS = re.compile(r"[.!?…]+[\"')\]»]*$")
_WEB = frozenset("com co id go ac or net org tv".split())
_PREFIX = re.compile(r"(?:ber|per|ter|di|ke|se|me[mn]?|pe[mn]?|meng?|peng?)(?=[a-z]{4})")


class Token(NamedTuple):
    """A word as compared: characters [start, end) of the chunk, `cased` with its capitals, from `at` on in the norm."""

    form: str
    start: int
    end: int
    cased: str
    at: int = 0


class Chunk(NamedTuple):
    """`norm`: the tokens for a stream, each followed by a space; `joined`: other ways to read the chunk."""

    norm: str
    tokens: tuple[Token, ...]
    joined: tuple[str, ...]
    initial: bool  # a single capital with a full stop, as in "J. Habibie"
    ends: bool  # a sentence ends here


class ChunkReader:
    """Reads chunks with the word lists it was given."""

    __slots__ = ("_shortened", "_whole")

    def __init__(self, words: Words) -> None:
        self._shortened = words.shortened
        self._whole = words.whole

    def read(self, chunk: str) -> Chunk:
        if chunk.isascii() and chunk.isalpha() and not _GLUED.match(chunk):
            form = chunk.lower()
            return Chunk(self.set_apart(form) + " ", (Token(form, 0, len(form), chunk),), (), False, False)
        folded, places = _fold(chunk)
        tokens: list[Token] = []
        norm = ""
        joints: list[str] = []
        before = 0
        for found in _TOKEN.finditer(folded):
            gap = folded[before : found.start()]
            before = found.end()
            for token in self._tokens(found, places):
                clitic = bool(tokens) and gap == "-" and token.form in CLITICS
                if tokens and _is_stop(gap, tokens[-1], token):
                    norm += STOP + " "
                joints.append("~" if clitic else gap)
                tokens.append(token._replace(at=len(norm)))
                norm += ("~" + token.form if clitic else self.set_apart(token.form)) + " "
                gap = ""
        ends = bool(tokens) and _ENDS.search(folded) is not None and not self._is_short(folded, tokens)
        if ends:
            norm += STOP + " "
        initial = len(tokens) == 1 and len(tokens[0].form) == 1 and tokens[0].cased.isupper() and "." in folded
        joined = self._joined(folded, tokens, joints)
        return Chunk(norm, tuple(tokens), joined, initial, ends)

    def set_apart(self, form: str) -> str:
        """ "rumahnya" -> "rumah ~nya"; words that only look like it stay whole."""
        for clitic in CLITICS:
            if form.endswith(clitic):
                stem = form[: -len(clitic)]
                if len(stem) < 3 or self._is_whole(form) or not stem.isalpha():
                    return form
                return f"{stem} ~{clitic}"
        return form

    def _is_whole(self, form: str) -> bool:
        if form in self._whole or form.endswith(("ullah", "illah", "allah")):
            return True
        prefix = _PREFIX.match(form)
        return prefix is not None and form[prefix.end() :] in self._whole

    def _tokens(self, found: re.Match[str], places: list[int] | None) -> list[Token]:
        text = found[0]
        start, end = found.span()
        kind = found.lastgroup
        if kind == "letters":
            glued = _GLUED.match(text)
            if glued:
                return [_token(text[:2], start, start + 2, places), _token(text[2:], start + 2, end, places)]
            return [_token(text.replace("'", ""), start, end, places)]
        if kind == "number":
            text = text.replace(".", "") if _THOUSANDS.match(text) else text
        elif kind == "initials":
            text = text.replace(".", "")
        else:
            text = "plus"
        return [_token(text, start, end, places)]

    def _is_short(self, folded: str, tokens: list[Token]) -> bool:
        """Whether a full stop at the end belongs to an abbreviation or an initial."""
        if not folded.rstrip("\"')]»").endswith(".") or folded.rstrip("\"')]»").endswith(".."):
            return False
        last = tokens[-1]
        if len(last.form) == 1 and last.form.isalpha():
            return True
        if last.form in self._shortened:
            return True
        return "." in folded[:-1].rstrip("\"')]».") and all(len(t.form) <= 3 for t in tokens) and last.cased.isupper()

    def _joined(self, folded: str, tokens: list[Token], joints: list[str]) -> tuple[str, ...]:
        if len(tokens) < 2:
            return ()
        twice = _TWICE.search(folded.lower().rstrip(".,;:!?\"')]"))
        if twice and len(tokens) <= 3:
            tail = f" ~{twice['clitic']}" if twice["clitic"] else ""
            return (f"{twice['word']} {twice['word']}{tail}",)
        if tokens[0].form in {"di", "ke"} and joints[1] == "" and tokens[1].cased[:1].isupper() and len(tokens) == 2:
            return (self.set_apart(tokens[0].form + tokens[1].form),)
        plain = [j == "-" for j in joints[1:]]
        words = [t.form for t in tokens]
        if plain and all(plain) and len(words) <= 4 and all(w.isalpha() for w in words) and words[0] != words[1]:
            return ("".join(words),)
        return ()


def _token(text: str, start: int, end: int, places: list[int] | None) -> Token:
    if places is None:
        return Token(text.lower(), start, end, text)
    return Token(text.lower(), places[start], places[end - 1] + 1, text)


def _fold(chunk: str) -> tuple[str, list[int] | None]:
    """The chunk in plain letters, with the place each character came from (None where nothing moved)."""
    if chunk.isascii():
        return (chunk.replace("`", "'"), None) if "`" in chunk else (chunk, None)
    out: list[str] = []
    places: list[int] = []
    for at, char in enumerate(chunk):
        for plain in char if char.isascii() else _plain(char):
            out.append(plain)
            places.append(at)
    return "".join(out).replace("`", "'"), places


def _plain(char: str) -> str:
    if char in _APOSTROPHES:
        return "'"
    if unicodedata.category(char) in {"Cf", "Cc", "Mn"}:
        return ""
    if char in _HYPHENS:
        return "-"
    if char in _LETTERS:
        return _LETTERS[char]
    if char in "“”„‟«»″＂":
        return '"'
    folded = unicodedata.normalize("NFKD", char)
    if folded == char:
        return char
    return "".join(_LETTERS.get(c, c) for c in folded if unicodedata.category(c) != "Mn" and not c.isspace())


def _is_stop(gap: str, before: Token, after: Token) -> bool:
    """A missing space after a full stop: "selesai.Kemudian"."""
    return (
        gap[:1] in {".", "!", "?"}
        and before.cased[-1:].islower()
        and after.cased[:1].isupper()
        and after.cased[1:2].islower()
        and after.form not in _WEB
    )
