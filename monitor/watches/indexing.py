"""What a full-text index keeps of an article, and what a query needs of it: a pre-filter that never loses a hit.

Nothing here decides: the index says which texts may satisfy a query, the matcher says which do.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple

from monitor.language.storable import storable
from monitor.model import Article
from monitor.watches.chunks import CLITIC_MARK, CLITICS, HYPHENS, ChunkReader, Part
from monitor.watches.entities import Entity
from monitor.watches.literals import Forms, Literals
from monitor.watches.names import spellings
from monitor.watches.query import And, AtLeast, Near, Node, Not, Or, Term, Within
from monitor.watches.recognising import forms_of
from monitor.watches.stems import roots
from monitor.watches.text import ChunkMemory
from monitor.watches.words import Words

LONGEST = 40
"""Letters of a word that the index keeps; a query asks for no more of it."""
MOST_WORDS = 20_000
"""Different words of one text that are indexed. A longer text stands under EVERY_WORD and is looked at always."""
EVERY_WORD = "zzsemuakata"
_MOST_ASKED = 300
"""Words that one question to the index names at most; a wider query looks at every text."""
_CLITIC_STEM = 3
"""A shorter word has no clitic glued to it, so it is asked for as it is."""


_REMEMBERED = 60
"""Letters of a chunk whose words are remembered."""
_OUTSIDE = '.,;:!?()"'
"""Marks beside a word that make no other word of it; behind a single letter a full stop does."""


class _Whole(frozenset[str]):
    """Every word: to a reader with this list no word ends in a clitic."""

    def __contains__(self, _: object) -> bool:
        return True


_READER = ChunkReader(Words(whole=_Whole()))


class Prefix(NamedTuple):
    """Some word of the text begins so; `whole`: is this."""

    letters: str
    whole: bool = False


class Every(NamedTuple):
    items: "tuple[Need, ...]"


class Some(NamedTuple):
    items: "tuple[Need, ...]"


class Root(NamedTuple):
    """Some word of the text is built from this. Only who knows all words of an index can ask it so (`built_from`)."""

    letters: str


Need = Prefix | Every | Some | Root


def words_of(article: Article) -> list[str]:
    """What the index keeps of it."""
    return index_words(storable(article.title), storable(article.text))


def index_words(title: str, body: str) -> list[str]:
    """The words under which a text is found, each once: plain small letters and digits, clitics left on.

    The same text in other word lists holds only beginnings of these. A change of this form needs a migration that
    indexes all articles anew.
    """
    found: set[str] = set()
    for field in (title, body):
        names = field.split()
        read = {name: _kept(name) if len(name) <= _REMEMBERED else _read(name) for name in set(names)}
        found.update(form for forms, _ in read.values() for form in forms)
        if any(initial for _, initial in read.values()):
            found.update(_joined_initials(read[name][1] for name in names))
        if any(name[-1] in HYPHENS for name in read):
            found.update(_joined_halves(names))
    return [EVERY_WORD] if len(found) > MOST_WORDS else sorted(found)


def _joined_initials(letters: Iterable[str]) -> Iterator[str]:
    """ "J. B." is read as "jb", too: runs of initials, "" being a word that is none."""
    for is_initial, run in groupby(letters, key=bool):
        joined = "".join(run)
        if is_initial and len(joined) > 1 and _is_safe(joined):
            yield joined[:LONGEST]


def _joined_halves(names: Sequence[str]) -> Iterator[str]:
    """ "Perta- mina" is read as "pertamina", too."""
    for name, behind in pairwise(names):
        if name[-1] in HYPHENS and behind[0].islower() and _READER.read(name).broken:
            half = _read(name)[0][0]
            yield from ((half + form)[:LONGEST] for form in _read(behind)[0])


def _read(name: str) -> tuple[tuple[str, ...], str]:
    """The words of a chunk as they are kept, and the letter of one that is an initial."""
    bare = name.strip(_OUTSIDE)
    plain = len(bare) > 1 and bare.isascii() and bare.isalpha() and not bare.startswith(("di", "ke"))
    if plain and not (bare[1].isupper() and bare[-1].islower()):
        return (bare.lower()[:LONGEST],), ""
    chunk = _READER.read(name)
    forms = {*_forms(chunk.parts), *(form.lstrip(CLITIC_MARK) for other in chunk.other for form in other)}
    kept = tuple(sorted(form[:LONGEST] for form in forms if _is_safe(form)))
    return kept, chunk.parts[0].form if chunk.initial else ""


_kept = lru_cache(maxsize=16_384)(_read)  # most chunks recur all the time


def _forms(parts: Iterable[Part]) -> Iterable[str]:
    """The words of a chunk; one with a clitic behind a hyphen also with it: "KTP-nya" as "ktpnya"."""
    before = ""
    for part in parts:
        if part.form[0] == CLITIC_MARK:
            yield before + part.form[1:]
        yield part.form.lstrip(CLITIC_MARK)
        before = part.form


def _is_safe(form: str) -> bool:
    """Whether every database takes the word as one word."""
    return form.isascii() and form.isalnum()


def need_of(trees: Iterable[Node], entities: Mapping[str, Entity], words: Words) -> Need | None:
    """What the index must hold of a text for one of these queries to hold; None where every text must be looked at."""
    asking = _Asking(entities, words)
    need = _some([asking.of(tree) for tree in trees])
    return need if need is not None and _size(need) <= _MOST_ASKED else None


def either(needs: Iterable[Need | None]) -> Need | None:
    """What the index must hold for one of several queries that are asked together."""
    return _some(list(needs))


def roots_in(need: Need) -> set[str]:
    """The roots that are asked for."""
    if isinstance(need, Prefix | Root):
        return {need.letters} if isinstance(need, Root) else set()
    return set().union(*map(roots_in, need.items))


def core_of(root: str) -> str:
    """What every word that is built from a root holds: its first letter may melt into a prefix."""
    return root[1:]


def built_from(root: str, words: Iterable[str]) -> list[str]:
    """Those among words of an index that the matcher may take for built from a root; its clitics may be left on."""
    return [word for word in words if len(word) == LONGEST or any(root in roots(form) for form in _unclad(word))]


def _unclad(word: str) -> Iterable[str]:
    """The word as it is, and without one and two clitics."""
    yield word
    for outer in CLITICS:
        if word.endswith(outer):
            yield word.removesuffix(outer)
            yield from (word.removesuffix(outer).removesuffix(inner) for inner in CLITICS)


def in_words(need: Need, words: Mapping[str, Sequence[str]]) -> Need | None:
    """The need with the words of the index that are built from each root in its place.

    Of a root without words, or with very many, nothing is asked; None where nothing is left to ask.
    """
    if isinstance(need, Prefix):
        return need
    if isinstance(need, Root):
        known = words.get(need.letters)
        if known is None or len(known) > _MOST_ASKED:
            return None
        return _some([Prefix(word, whole=True) for word in (*known, EVERY_WORD)])
    items = [in_words(item, words) for item in need.items]
    return _every(items) if isinstance(need, Every) else _some(items)


class _Asking:
    def __init__(self, entities: Mapping[str, Entity], words: Words) -> None:
        self._entities = entities
        self._words = words
        self._literals = Literals(ChunkMemory(words), words)

    def of(self, node: Node) -> Need | None:
        if isinstance(node, Term):
            return self._term(node)
        if isinstance(node, Or):
            return _some([self.of(item) for item in node.items])
        if isinstance(node, And):
            return _every([self.of(item) for item in node.items])
        if isinstance(node, Near):
            return _every([self.of(node.left), self.of(node.right)])
        if isinstance(node, Not) or (isinstance(node, Within) and node.field not in {"title", "body"}):
            return None
        assert isinstance(node, AtLeast | Within)
        return self.of(node.item)

    def _term(self, term: Term) -> Need | None:
        """Typing errors and expressions are no words that an index knows."""
        if term.mode == "entity":
            entity = self._entities[term.text]
            strong = [form.text for form in forms_of(entity, self._words) if not form.weak]
            return None if entity.typos else _some([self._text(text) for text in strong])
        if term.mode == "name":
            return _some([self._text(text) for text in spellings(term.text, self._words)])
        if term.mode == "cased":
            return self._text("{" + term.text + "}")
        if term.mode == "stem" and _is_safe(term.text):
            return Root(term.text.lower())
        return self._text(term.text) if term.mode in {"word", "exact", "prefix"} else None

    def _text(self, text: str) -> Need | None:
        return _some([_reading(forms) for forms in self._literals.of(text).readings])


def _reading(forms: Forms) -> Need | None:
    asked = [_word(form) for form in forms if _is_safe(form)]
    return _every(list(dict.fromkeys(asked)))


def _word(form: str) -> Prefix:
    return Prefix(form[:LONGEST], whole=len(form) < _CLITIC_STEM)


def _every(needs: "list[Need | None]") -> Need | None:
    known = tuple(dict.fromkeys(need for need in needs if need is not None))
    return Every(known) if len(known) > 1 else known[0] if known else None


def _some(needs: "list[Need | None]") -> Need | None:
    if not needs or None in needs:
        return None
    known = tuple(dict.fromkeys(need for need in needs if need is not None))
    return Some(known) if len(known) > 1 else known[0]


def _size(need: Need) -> int:
    return 1 if isinstance(need, Prefix | Root) else sum(map(_size, need.items))
