"""Who wrote a page: names of people out of bylines, labelled, classed or signed with the outlet."""

import re
from collections.abc import Collection, Iterable

from selectolax.lexbor import LexborHTMLParser

from monitor.articles.tree import select
from monitor.articles.words import squeezed
from monitor.language.outlets import OUTLETS

_NOT_AUTHORS = re.compile(
    r"(?i)^(?:https?:|www\.|@|admin$|administrator$|redaksi$|editor$|unknown$|null$|none$|n/a$)|\.(?:com|co\.id|id)$"
)
_BYLINE_WORD = re.compile(r"(?i)^(?:oleh|by|penulis|reporter|editor|wartawan|pewarta|kontributor)\s*:?\s+")
_EDITOR_WORD = re.compile(r"(?i)^(?:editor|redaktur|red|penyunting)\s*:")
_LABELS = ("rep", "penulis", "pewarta", "wartawan", "kontributor", "oleh", "author")
_BYLINE = re.compile(
    r"(?:^|[\s|(])(?:(?i:reporter|penulis|pewarta|wartawan|kontributor|oleh|rep|author))\s*[:,]\s*"
    r"((?:[A-Z][\w.'’-]*\.?\s?){1,5}(?:(?:,|dan|&)\s?(?:[A-Z][\w.'’-]*\s?){1,5}){0,3})(?:$|[|/)]|\s(?i:editor|red)\b)"
)
_BYLINE_DATED = re.compile(
    r"\W*(?i:oleh|by|penulis|reporter)\s+((?:[A-Z][\w.'’-]*\s?){2,4}?)\s*[,|–-]\s*(?=[^,]{0,12},?\s*\d{1,2}[ /-])"
)
_NAMED = r"(?:[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,4})"
_SIGNED = re.compile(rf"({_NAMED}(?:\s*[,/&]\s*{_NAMED}){{0,2}})\s*[-–|,]\s*((?:[\w.]+ ?){{1,3}})")
_NAMES = re.compile(
    rf"(?:(?i:oleh|by|penulis|reporter|jurnalis)\s*:?\s+)?({_NAMED}(?:\s*(?:[,|/&]|dan)\s*{_NAMED}){{0,3}})(?:\s+Jurnalis)?"
)
_AUTHOR_CLASSES = ", ".join(
    f"[class*={word} i]" for word in ("author", "penulis", "reporter", "jurnalis", "writer", "byline")
)
_AUTHOR_CLASS = re.compile(r"(?:^|[\s_-])(?:author\w*|penulis|reporter|nmreporter|writer|jurnalis|byline)(?=$|[\s_-])")


def people_in(names: Iterable[str]) -> tuple[str, ...]:
    """The names of people in bylines: "Oleh: Sekar Ayu dan Bima - detikNews" holds two."""
    people: list[str] = []
    parts = [
        one for name in names for one in re.split(r"\s*(?:,|;|\||\bdan\b|\s/\s|(?=\b[Ee]ditor\s*:))\s*", name) if one
    ]
    writers = [one for one in parts if not _EDITOR_WORD.match(one)]
    for one in writers or parts:
        text = _BYLINE_WORD.sub("", one)
        text = re.split(r"\s[-–|]\s|\s(?:Jurnalis|Reporter|Penulis|Editor|Wartawan)$", text, maxsplit=1)[0].strip(
            " -–|:,."
        )
        if 2 < len(text) < 60 and not _NOT_AUTHORS.search(text) and text not in people:
            people.append(text)
    return tuple(people)


def byline_in(lines: Iterable[str], outlets: Collection[str] = ()) -> tuple[str, ...]:
    """The people whom a visible byline names: "JATIM | 16 Juni 2021 10:49 Reporter : Rizka Nur Laily".

    A line without such a word counts where it ends with one of the `outlets`: "Sekar Ayu, CNBC Indonesia".
    """
    own = {squeezed(name) for name in outlets if name}
    signed: tuple[str, ...] = ()
    for line in lines:
        size = len(line)
        labelled = _BYLINE.search(line) if size < 140 and _may_label(line) else None
        if found := labelled or (_BYLINE_DATED.match(line) if size < 140 else None):
            people = tuple(name for name in people_in([found[1]]) if name.casefold() not in OUTLETS)
            if people:
                return people[:6]
        if size < 90 and not signed and (found := _SIGNED.fullmatch(line)) and squeezed(found[2]) in own:
            signed = people_in([found[1]])[:6]
    return signed


def _may_label(line: str) -> bool:
    return (":" in line or "," in line) and any(map(line.casefold().__contains__, _LABELS))


def byline_box(page: LexborHTMLParser) -> tuple[str, ...]:
    """The people named in the first element whose class promises its author."""
    for node in select(page, _AUTHOR_CLASSES)[:12]:
        if _AUTHOR_CLASS.search((node.attributes.get("class") or "").lower()):
            text = " ".join(node.text(deep=True, separator=" ")[:200].split())
            if len(text) < 90 and (
                found := _NAMES.fullmatch(re.split(r"\s[-–|•]\s|\s?,\s(?:Jurnalis|Reporter|Wartawan)\b", text)[0])
            ):
                return people_in([found[1]])[:6]
    return ()
