"""Proposes aliases and guards for a name from articles that were read. A person accepts them; nothing is decided here."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from monitor.model import Document
from monitor.watches.entities import Entity, EntityKind
from monitor.watches.finding import is_titled
from monitor.watches.indexing import Need, Prefix, Some
from monitor.watches.matcher import Matcher
from monitor.watches.names import company_forms, kind_of
from monitor.watches.reading import read_watches
from monitor.watches.typos import one_error
from monitor.watches.words import Words

LEAST_ARTICLES = 2
"""A form seen in fewer articles is chance."""
_MOST = 12
"""Proposals of one kind."""
_OFTEN_TOGETHER = 0.9
"""Share of the articles with a part of the name that hold the whole name, from which on the part is as good as it."""
_LEAST_TYPO = 5
_LONGEST = 4
"""Capitalised words on one side that a longer name is followed through."""
_WORD = re.compile(r"[^\W_]+")
_ENDS = (".", "!", "?", ":", "\n")
_AROUND = 150
"""Characters looked at on either side for the ends of a sentence."""
_DEFINED = re.compile(r"(?:[\s,]+(?:\(?Persero\)?|Tbk\.?))*\s*\(([^\W\d_][\w./&-]{1,11})\)")
_COMPANY = frozenset(["pt", "cv", "pd", "persero", "tbk"])


class Kind(StrEnum):
    ALIAS = "alias"  # another way to write or to call it
    WEAK = "weak"  # a part of the name that others bear, too
    EXACT = "exact"  # also an ordinary word: ask for its capitals
    GUARD = "guard"  # a longer name in which it would fire
    LEFT_OUT = "left-out"  # a longer name in which it does not fire: nothing to do


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`articles` hold it; `example`: words of one of them; `why` in words."""

    kind: Kind
    text: str
    articles: int
    example: str
    why: str


class _Seen:
    """Forms with the articles that hold them and one example."""

    def __init__(self) -> None:
        self.articles: Counter[str] = Counter()
        self.examples: dict[str, str] = {}
        self.why: dict[str, str] = {}

    def add(self, forms: Mapping[str, tuple[str, str]]) -> None:
        """The forms of one article: text -> (why, example)."""
        self.articles.update(forms.keys())
        for text, (why, example) in forms.items():
            self.examples.setdefault(text, example)
            self.why.setdefault(text, why)

    def proposals(self, kind: Kind) -> list[Suggestion]:
        return [
            Suggestion(kind, text, count, self.examples[text], self.why[text])
            for text, count in self.articles.most_common()
            if count >= LEAST_ARTICLES
        ]


def need_of_name(name: str) -> Need | None:
    """What the index must hold of articles that are worth looking at: some word of the name, or all of it joined."""
    parts = [part for part in _words(name) if part.isascii()]
    if not parts:
        return None
    found = [Prefix(part[:40], whole=len(part) < 3) for part in parts if len(part) > 2 or len(parts) == 1]
    return Some((*found, Prefix("".join(parts)[:40])))


def suggest(name: str, documents: Iterable[Document], words: Words) -> tuple[Suggestion, ...]:
    """Proposals for an entity called `name`, by kind, those of the most articles first."""
    looking = _Looking(name, words)
    for document in documents:
        looking.look_at(document.title)
        looking.look_at(document.body)
        looking.close_article()
    return tuple(looking.proposals())


class _Looking:
    def __init__(self, name: str, words: Words) -> None:
        self._name = name
        self._words = words
        self._parts = _words(name)
        self._joined = "".join(self._parts)
        self._is_person = kind_of(Entity("it", name), words) is EntityKind.PERSON
        self._begin_longer = words.memorials if self._is_person else words.heads | words.memorials
        self._families = [_family(part, words) for part in self._parts]
        self._aliases, self._longer, self._plain = _Seen(), _Seen(), _Seen()
        self._found: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
        self._part_in: Counter[str] = Counter()
        self._part_with: Counter[str] = Counter()
        self._parts_here: set[str] = set()
        self._whole_here = False

    # ---- one article

    def look_at(self, text: str) -> None:
        tokens = [(found[0].lower(), found.start(), found.end()) for found in _WORD.finditer(text)]
        forms = [form for form, _, _ in tokens]
        here = set(forms)
        self._parts_here |= {part for part in self._parts if part in here and _capital(text, tokens, part)}
        if not here & {*self._parts, self._joined} and not any(family & here for family in self._families):
            near = any(one_error(form, part) for part in self._parts if len(part) > _LEAST_TYPO for form in here)
            if not near:
                return
        for at in range(len(tokens)):
            self._at(text, tokens, forms, at)

    def _at(self, text: str, tokens: Sequence[tuple[str, int, int]], forms: Sequence[str], at: int) -> None:
        size = len(self._parts)
        run = forms[at : at + size]
        if run == self._parts:
            self._whole(text, tokens, at)
            return
        if len(run) == size and _close_together(text, tokens[at : at + size]):
            why = self._other_spelling(run)
            written = text[tokens[at][1] : tokens[at + size - 1][2]]
            if why and written[:1].isupper():
                self._note("alias", " ".join(written.split()), why, text, tokens[at][1])
                return
        for count in range(1, size + 2):
            last = at + count
            joined = count != size and last <= len(tokens) and "".join(forms[at:last]) == self._joined
            if joined and _close_together(text, tokens[at:last]):
                written = " ".join(text[tokens[at][1] : tokens[last - 1][2]].split())
                self._note("alias", written, "joined or split", text, tokens[at][1])

    def _whole(self, text: str, tokens: Sequence[tuple[str, int, int]], at: int) -> None:
        self._whole_here = True
        start, end = tokens[at][1], tokens[at + len(self._parts) - 1][2]
        written = text[start:end]
        if written.islower() and not self._name.islower():
            if len(self._parts) > 1:
                return
            self._note("plain", " ".join(written.split()), "written small: an ordinary word", text, start)
            return
        defined = _DEFINED.match(text, end)
        pair = self._is_person and "-" in defined[1] if defined else False  # "Joko Widodo - Jusuf Kalla (Jokowi-JK)"
        if defined and any(char.isupper() for char in defined[1]) and not pair:
            self._note("alias", defined[1], "stands in brackets behind the name", text, start)
        last = at + len(self._parts) - 1
        left = self._reach(text, tokens, at, -1)
        right = last if self._has_office(text, tokens, at) else self._reach(text, tokens, last, 1)
        if tokens[left][0] not in self._begin_longer:
            left = at  # an office or the first word of a sentence more often than a part of the name
        for begin, close in {(left, last), (at, right)} - {(at, last)}:
            longer = " ".join(text[tokens[begin][1] : tokens[close][2]].split())
            shouted = longer.isupper() or (written.isupper() and not self._name.isupper())
            if not shouted and not is_titled(_sentence(text, start, end).split()):
                self._note("longer", longer, "a longer name", text, start)

    def _reach(self, text: str, tokens: Sequence[tuple[str, int, int]], at: int, step: int) -> int:
        """The last capitalised word on one side with nothing but space between, titles and marks of companies left out."""
        reached = at
        for _ in range(_LONGEST):
            beside = reached + step
            if not 0 <= beside < len(tokens):
                break
            form, start, end = tokens[beside]
            gap = text[tokens[reached][2] : start] if step > 0 else text[end : tokens[reached][1]]
            if gap != " " or not text[start].isupper() or form in _COMPANY or form in self._words.titles:
                break
            if form in self._words.loose or (step > 0 and form in self._words.given):
                break
            reached = beside
        return reached

    def _has_office(self, text: str, tokens: Sequence[tuple[str, int, int]], at: int) -> bool:
        """Whether an office stands before the name, so that somebody's name follows: "Direktur Utama Bank Jago Arief Harris"."""
        for before in range(at - 1, max(-1, at - 1 - _LONGEST), -1):
            form, _, end = tokens[before]
            if text[end : tokens[before + 1][1]] != " ":
                return False
            if form in self._words.titles:
                return True
        return False

    def _other_spelling(self, run: Sequence[str]) -> str:
        """Why a run of words may be the name, differently written; "" where it is not."""
        wrong = [
            (form, part, family)
            for form, part, family in zip(run, self._parts, self._families, strict=True)
            if form != part
        ]
        if all(form in family for form, _, family in wrong):
            return "a spelling of the same name"
        if len(wrong) != 1:
            return ""
        form, part, _ = wrong[0]
        least = _LEAST_TYPO if len(self._parts) > 1 else _LEAST_TYPO + 1
        near = len(part) >= least and form not in self._words.known and one_error(form, part)
        return "one letter different" if near else ""

    def _note(self, kind: str, form: str, why: str, text: str, at: int) -> None:
        self._found[kind].setdefault(form, (why, _around(text, at)))

    def close_article(self) -> None:
        self._part_in.update(self._parts_here)
        if self._whole_here:
            self._part_with.update(self._parts_here)
        for kind, seen in (("alias", self._aliases), ("longer", self._longer), ("plain", self._plain)):
            seen.add(self._found[kind])
        self._found.clear()
        self._parts_here.clear()
        self._whole_here = False

    # ---- all of them

    def proposals(self) -> Iterable[Suggestion]:
        yield from self._aliases.proposals(Kind.ALIAS)[:_MOST]
        yield from self._single_parts()
        yield from self._plain.proposals(Kind.EXACT)[:1]
        longer = self._longer.proposals(Kind.GUARD)
        judged = list(zip(longer, map(self._fires_in, longer), strict=True))
        for kind, firing in ((Kind.GUARD, True), (Kind.LEFT_OUT, False)):
            for one in [row for row, fires in judged if fires is firing][:_MOST]:
                yield Suggestion(kind, one.text, one.articles, one.example, one.why)

    def _single_parts(self) -> Iterable[Suggestion]:
        """Parts of the name that stand for it: "Putin" for Vladimir Putin."""
        if len(self._parts) < 2:
            return
        for part, whole in self._part_with.most_common():
            share = whole / self._part_in[part]
            if whole < LEAST_ARTICLES or part in self._words.known or len(part) < 3:
                continue
            written = next(word for word in _WORD.findall(self._name) if word.lower() == part)
            kind = Kind.ALIAS if share >= _OFTEN_TOGETHER and part == self._parts[-1] else Kind.WEAK
            why = f"{share:.0%} of the articles with it hold the whole name"
            yield Suggestion(kind, written, self._part_in[part], "", why)

    def _fires_in(self, one: Suggestion) -> bool:
        """Whether an entity of this name fires where it stands in a longer one."""
        table = {"entities": {"it": {"name": self._name}}, "watch": [{"name": "it", "query": "@it"}]}
        file = read_watches(table, "suggest")
        return bool(
            Matcher(file.watches, file.entities, self._words).match(Document("", f"Menurut {one.text}, hal itu benar."))
        )


def toml_of(name: str, key: str, suggestions: Sequence[Suggestion]) -> str:
    """The proposals as tables of a watch file, for a person to edit."""
    of = {kind: [one.text for one in suggestions if one.kind is kind] for kind in Kind}
    known = {form.lower() for form in company_forms(name)}
    aliases = [_braced(text, name) for text in of[Kind.ALIAS] if text.lower() not in known]
    lines = [f"[entities.{key}]", f"name = {_quoted(name)}"]
    if of[Kind.EXACT]:
        lines.append(
            f"# {_quoted(of[Kind.EXACT][0])} is an ordinary word, too: ask for {{{name}}} in the query to want its capitals"
        )
    lines += [
        f"{title} = [{', '.join(map(_quoted, texts))}]"
        for title, texts in (("aliases", aliases), ("weak", of[Kind.WEAK]))
        if texts
    ]
    guards = "".join(f' AND NOT "{text}"' for text in of[Kind.GUARD])
    warning = (
        [f"# AND NOT drops every article that holds those words, also one that speaks of {name}, too"] if guards else []
    )
    return "\n".join([*lines, "", "[[watch]]", f"name = {_quoted(name)}", *warning, f"query = '@{key}{guards}'", ""])


def key_of(name: str) -> str:
    """A key for the entity: "Bank Jago" -> "bank_jago"."""
    return "_".join(re.findall(r"[a-z0-9]+", name.lower())) or "nama"


def _braced(text: str, name: str) -> str:
    """Short abbreviations want exact case."""
    return "{" + text + "}" if text.isupper() and len(text) <= 4 and text.lower() != name.lower() else text


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _family(part: str, words: Words) -> frozenset[str]:
    return frozenset(form for family in words.families if part in family for form in family if len(form) > 3) - {part}


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence or line around a place."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before = max(text.rfind(mark, first, start) for mark in _ENDS)
    behind = [at for at in (text.find(mark, end, last) for mark in _ENDS) if at >= 0]
    return text[max(first, before + 1) : min(behind, default=last)]


def _close_together(text: str, tokens: Sequence[tuple[str, int, int]]) -> bool:
    return all(text[left[2] : right[1]] in {"", " ", "-", "\u2013", "\xa0"} for left, right in pairwise(tokens))


def _capital(text: str, tokens: Sequence[tuple[str, int, int]], part: str) -> bool:
    return any(form == part and text[start].isupper() for form, start, _ in tokens)


def _around(text: str, at: int) -> str:
    left = max(0, at - 40)
    return " ".join(("…" * (left > 0) + text[left : at + 70]).split())
