"""Who wrote a page: names of people out of bylines, labelled, classed or signed with the outlet."""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from selectolax.lexbor import LexborHTMLParser

from monitor.articles.tree import select
from monitor.articles.words import squeezed
from monitor.language.outlets import OUTLETS
from monitor.language.places import PLACES

_NOT_AUTHORS = re.compile(
    r"(?i)^(?:https?:|www\.|@|admin$|administrator$|redaksi$|editor$|unknown$|null$|none$|n/a$)|\.(?:com|co\.id|id)$"
)
_BYLINE_WORD = re.compile(r"(?i)^(?:oleh|by|penulis|reporter|editor|wartawan|pewarta|kontributor)\s*:?\s+")
_EDITOR_WORD = re.compile(r"(?i)^(?:editor|redaktur|red|penyunting)\s*:")
_LABELS = ("rep", "penulis", "pewarta", "wartawan", "kontributor", "oleh", "author", "laporan")
_BYLINE = re.compile(
    r"(?:^|[\s|(])(?i:reporter|penulis|pewarta|wartawan|kontributor|oleh|rep|author|laporan(?: wartawan [\w. ]{3,30})?)\s*[:,/]\s*"
    r"((?:[A-Z][\w.'’-]*\.?\s?){1,5}(?:(?:,|dan|&)\s?(?:[A-Z][\w.'’-]*\s?){1,5}){0,3})(?:$|[|/)]|\s[-–]\s|\s(?i:editor|red)\b)"
)
_GLUED_LABEL = re.compile(r"(?<=[a-z])(?=(?:Editor|Penulis|Reporter|Pewarta)\s?:)")
"""Between a name and the next label: "Sekar AyuEditor: Bima"."""
_BYLINE_DATED = re.compile(
    r"\W*(?i:oleh|by|penulis|reporter)\s+((?:[A-Z][\w.'’-]*\s?){2,4}?)\s*[,|–-]\s*(?=[^,]{0,12},?\s*\d{1,2}[ /-])"
)
_NAMED = r"(?:[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,4})"
_SIGNED = re.compile(rf"({_NAMED}(?:\s*[,/&]\s*{_NAMED}){{0,2}})\s*[-–|,]\s*((?:[\w.]+ ?){{1,3}})")
_NAMES = re.compile(
    rf"(?:(?i:oleh|by|penulis|reporter|jurnalis)\s*:?\s+)?({_NAMED}(?:\s*(?:[,|/&]|dan)\s*{_NAMED}){{0,3}})(?:\s+Jurnalis)?"
)
_WRITES = r"(?i:(?:ditulis )?oleh|by|penulis|reporter|jurnalis|wartawan|pewarta|kontributor)"
_UNDER_HEADLINE = re.compile(
    rf"\W*{_WRITES}\s*:?\s+({_NAMED}(?:\s*(?:[,/&]|dan)\s*{_NAMED}){{0,3}})\W*|"
    rf"({_NAMED})\s*,\s*(?i:jurnalis|reporter|penulis|wartawan|kontributor)\b.*|"
    rf"({_NAMED})\s*[-–|·•]\s*(?=(?:\w{{3,7}},?\s)?\d{{1,2}}[\s/-]).{{6,40}}"
)
"""Bylines that count below a headline alone: "Oleh Sekar Ayu", "Sekar Ayu, Jurnalis", "Sekar Ayu - Selasa, 4 Maret 2025"."""
_LABEL_ALONE = re.compile(rf"\W*{_WRITES}\W*")
_BELOW = 14  # lines under a headline
_AUTHOR_CLASSES = ", ".join(
    f"[class*={word} i]" for word in ("author", "penulis", "reporter", "jurnalis", "writer", "byline")
)
_AUTHOR_PAGES = ", ".join(f"a[href*='/{word}/' i]" for word in ("author", "penulis", "reporter", "jurnalis"))
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
        labelled = _BYLINE.search(_GLUED_LABEL.sub(" ", line)) if size < 140 and _may_label(line) else None
        found = labelled or (_BYLINE_DATED.match(line) if size < 140 else None)
        if found and (people := _real(people_in([found[1]]))):
            return people
        if size < 90 and not signed and (found := _SIGNED.fullmatch(line)) and squeezed(found[2]) in own:
            signed = people_in([found[1]])[:6]
    return signed


def byline_below(lines: Sequence[str], headline: str) -> tuple[str, ...]:
    """The people named right below the headline, in words that prove nothing elsewhere: "Oleh Sekar Ayu"."""
    key = squeezed(headline)
    at = next(
        (at for at, line in enumerate(lines) if len(line) < 2 * len(headline) + 9 and squeezed(line) == key), None
    )
    below = lines[at + 1 : at + 1 + _BELOW] if at is not None and key else ()
    for line, following in pairwise((*below, "")):
        if len(line) > 90:
            continue
        if _LABEL_ALONE.fullmatch(line) and len(following) < 60 and re.fullmatch(_NAMED, following):
            return people_in([following])
        found = _UNDER_HEADLINE.fullmatch(line)
        if found and (people := _real(people_in(filter(None, found.groups())))):
            return people
    return ()


def _real(names: Iterable[str]) -> tuple[str, ...]:
    """Names that are no outlet's and no place's, six at most."""
    return tuple(name for name in names if name.casefold() not in OUTLETS and name.casefold() not in PLACES)[:6]


def _may_label(line: str) -> bool:
    return (":" in line or "," in line or "/" in line) and any(map(line.casefold().__contains__, _LABELS))


def byline_box(page: LexborHTMLParser) -> tuple[str, ...]:
    """The people named in the first element whose class promises its author, or by a link to an author's page."""
    for node in select(page, _AUTHOR_CLASSES)[:12]:
        if _AUTHOR_CLASS.search((node.attributes.get("class") or "").lower()):
            text = " ".join(node.text(deep=True, separator=" ")[:200].split())
            if len(text) < 90 and (
                found := _NAMES.fullmatch(re.split(r"\s[-–|•]\s|\s?,\s(?:Jurnalis|Reporter|Wartawan)\b", text)[0])
            ):
                return _real(people_in([found[1]]))
    for node in select(page, _AUTHOR_PAGES)[:3]:
        text = " ".join(node.text(deep=True)[:100].split())
        if re.fullmatch(_NAMED, text):
            return people_in([text])
    return ()
