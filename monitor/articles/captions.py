"""Pictures' credits: a block that is a caption goes, a sentence that merely ends with such a credit loses the credit alone."""

import re

from monitor.language.outlets import OUTLETS

_REACH = 140  # characters from the end
_LONGEST = 260  # of a caption
_LONGEST_HEAD = 150  # of a caption that is no sentence and stands below no picture
_CAPITALISED = r"[A-Z][\w.'’-]*"
_AGENCY = (
    r"(?i:shutterstock|getty|istock|freepik|pixabay|unsplash|pexels|antara (?:foto|photo)|ap photo|"
    r"(?:antara|reuters|afp|ap|epa|xinhua)/|[\w.]+\.(?:com|co\.id|id)/)"
)
_BRACKET = re.compile(
    rf"\s*[(\[]\s*(?:{_AGENCY}[^()\[\]]{{0,90}}|(?i:foto|photo|kredit|credit|sumber|dok(?:umentasi|umen)?|ilustrasi)"
    rf"(?:\.?\s*[:/]|\.?\s(?i:oleh |by )?(?=[A-Z@])|\.|\s(?=pribadi|istimewa))[^()\[\]]{{0,90}}|"
    r"(?i:istimewa|ist|foto|ilustrasi)(?:\s?/[^()\[\]]{2,60})?)\s*[)\]](?P<stop>\.?)[\s*_]*$"
)
"""In brackets: "(Foto: Antara)", "(Dok. Pemkab)", "[Shutterstock]"; not "(sumber daya manusia)", "(istri keduanya)"."""
_SIGNED = re.compile(
    r"\s*[(\[](?=[^)\]]*\w{4})(?:[A-Z][\w.]{1,20}(?: [A-Z]\w+){0,2}\s?/\s?[A-Z][\w. ]{1,40})[)\]](?P<stop>\.?)$"
)
"""A photographer and who sent him, in brackets: "(Sekar Ayu/Kabar Muara)"."""
_BARE = re.compile(
    rf"(?:^|(?<=[.!?,])\s+|\s[-–|/]\s)(?:(?:(?:Foto|FOTO|Photo|Kredit)\s*:|(?:[Dd]ok|[Dd]oc)\b[.:]?)\s*"
    rf"{_CAPITALISED}[^.!?:]{{2,60}}(?:\.(?:com|id|co\.id)\b)?|(?P<source>{_CAPITALISED}(?: Indonesia| Images)?)"
    rf"(?: FOTO| PHOTO| Foto)?\s?/\s?{_CAPITALISED}(?: {_CAPITALISED}){{0,3}}(?:/[\w.]+)?)\.?$"
)
"""Without brackets: "... dermaga. ANTARA FOTO/Sekar Ayu", "... | Foto: Sekar Ayu"."""
_MARKS = ("/", ":", "ok.", "oc.")
_DESKS = frozenset(("reuters", "afp", "ap", "epa", "getty", "getty images", "dok", "foto", "xinhua", "shutterstock"))
_SHORTEST_BARE, _FEW_WORDS = 25, 5
_ENDS = frozenset('.!?:;,"”)')
_CLOSES = frozenset(")]")
_SENTENCE = re.compile(r"\S+(?:\s+\S+){4,}[.!?…][\"”’]?$")


def without_photo_credit(text: str, *, below_picture: bool) -> str:
    """A block without the photo credit at its end; "" where it is a caption.

    A sentence is one only where it is short and stands `below_picture`, anything else wherever it is short.
    """
    start, stop = _credit(text)
    if start < 0:
        return text
    head = text[:start].rstrip(" ,-–|/") + stop
    if below_picture and len(text) <= _LONGEST:
        return ""
    if _SENTENCE.match(head):
        return head
    return "" if len(head) <= _LONGEST_HEAD else text


def is_bare_caption(text: str) -> bool:
    """Whether a line right below a picture is a caption without credit: five words or more, not a headline's capitals, no stop."""
    words = text.split()
    if (
        not _SHORTEST_BARE <= len(text) <= _LONGEST_HEAD
        or len(words) < _FEW_WORDS
        or text[-1] in _ENDS
        or not text[0].isupper()
    ):
        return False
    long = [word for word in words[1:] if len(word) > 3]
    return sum(word[0].islower() for word in long) > 0.6 * len(long)


def _credit(text: str) -> tuple[int, str]:
    """Where the credit at the end of a block begins, and the full stop that the sentence before it needs; -1 without one."""
    end = text[-1:]
    if end in ")].*_" and text[-_REACH:].rstrip(" .*_")[-1:] in _CLOSES:
        reach = max(0, len(text) - _REACH)
        if found := _BRACKET.search(text, reach) or _SIGNED.search(text, reach):
            return found.start(), found["stop"]
    if len(text) > _LONGEST or not any(map(text[-_REACH:].__contains__, _MARKS)):
        return -1, ""
    found = _BARE.search(text, max(0, len(text) - _REACH))
    if found and ((source := found["source"]) is None or _may_sign(source)):
        return found.start(), ""
    return -1, ""


def _may_sign(source: str) -> bool:
    low = source.casefold()
    return low in OUTLETS or "." in source or low in _DESKS
