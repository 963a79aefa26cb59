"""Laws of the matcher: the same as evaluating every watch, spans that are what they say, edits like a rebuild."""

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from monitor.model import Document, Span
from monitor.watches import Matcher, QueryError, Watch, WatchFile, parse_query, read_watches, word_shares
from monitor.watches.chunks import ChunkReader
from monitor.watches.literals import Literals
from monitor.watches.query import And, AtLeast, Near, Node, Not, Or, Term, Within
from monitor.watches.text import ChunkMemory, Reader
from monitor.watches.vocabulary import Vocabulary
from tests.watch_tables import words

LEXICON = [
    "air",
    "api",
    "rumah",
    "rumahnya",
    "Rumahlah",
    "anak-anak",
    "anak2",
    "anak",
    "PDI-P",
    "PDIP",
    "G20",
    "G-20",
    "AS",
    "as",
    "Putin",
    "Vladimir",
    "Presiden",
    "Rusia",
    "Jakarta",
    "Selatan",
    "Pengadilan",
    "Negeri",
    "Jum'at",
    "Jumat",
    "B.",
    "J.",
    "Habibie",
    "BJ",
    "korupsi",
    "koruptor",
    "membakar",
    "terbakar",
    "Pertamnia",
    "Pertamina",
    "dan",
    "di",
    "Zürich",
    "Zurich",
    "OPEC+",
    "OPEC",
    "Plus",
    "Rp1.000",
    "Rp",
    "1000",
    "PAN",
    "Pan",
    "(PAN)",
    "keJakarta",
    "-",
    "–",
]
LEXICON += ["Pu\u200btin", "Vladimir\u200bPutin", "Presiden&nbsp;Rusia", "B", "J", "ASnya"]
ENDS = ["", "", "", ",", ".", "?", "\n"]
PLAIN = ["air", "api", "rumah", "anak", '"anak-anak"', "PDI-P", "PDIP", "G20", '"AS"', "Putin", '"Presiden Rusia"']
PLAIN += [
    "Jumat",
    '"Jakarta Selatan"',
    '"BJ Habibie"',
    "Zurich",
    '"OPEC Plus"',
    '"Rp 1.000"',
    "dan",
    "korupsi",
    "selatan",
]
SPECIAL = [
    "{AS}",
    "{PAN}",
    "=rumah",
    "koru*",
    "ruma*",
    "stem:bakar",
    "Pertamina~1",
    "@putin",
    "@jakarta",
    '"presiden {AS}"',
]
SPECIAL += ["@minyak", "@pan", 'name:"Muhammad Nuh"', "/ru.ah/", "/[0-9]{4}/", "/ap[io]|zz/"]
ENTITIES = {
    "putin": {"name": "Vladimir Putin", "aliases": ["Putin", "Presiden Rusia"], "weak": ["Vladimir"], "kind": "person"},
    "jakarta": {"name": "Jakarta", "kind": "place"},
    "minyak": {"name": "Pertamina", "typos": 1, "aliases": ["{PAN}"], "weak": ["OPEC"], "kind": "organisation"},
    "pan": {"name": "Jakarta", "nested": True},
}


def _bracket(parts: tuple[str, str, str]) -> str:
    return f"({parts[0]} {parts[1]} {parts[2]})"


TERM = st.sampled_from(PLAIN + SPECIAL)
PLACED = st.one_of(TERM, st.tuples(TERM, st.just("OR"), TERM).map(_bracket))
CLAUSE = st.one_of(
    PLACED,
    st.tuples(PLACED, st.sampled_from(["NEAR/0", "NEAR/3", "ONEAR/2"]), PLACED).map(_bracket),
    PLACED.map("ATLEAST/2({})".format),
    PLACED.map("title:{}".format),
    PLACED.map("body:{}".format),
    st.sampled_from(["section:ekonomi", "publisher:kontan", "publisher:kompas", "section:olah*"]),
)
QUERY = st.recursive(
    CLAUSE, lambda inner: st.tuples(inner, st.sampled_from(["AND", "OR", "AND NOT"]), inner).map(_bracket), max_leaves=4
)
SAFE = QUERY.map("air AND {}".format) | QUERY
TEXT = st.lists(st.tuples(st.sampled_from(LEXICON), st.sampled_from(ENDS)).map("".join), max_size=25).map(" ".join)
DOCUMENT = st.builds(Document, TEXT, TEXT, st.just("kontan"), st.sampled_from(["Ekonomi", "Olahraga"]))


def _file(queries: list[str]) -> WatchFile:
    """Each query as a watch; those that the parser refuses are left out."""
    taken = [query for query in queries if not _is_refused(query)]
    return _named({f"w{number}": query for number, query in enumerate(taken)}, ENTITIES)


def _named(queries: dict[str, str], entities: dict[str, Any]) -> WatchFile:
    """Watches by name; those whose query the parser refuses are left out."""
    tables = [{"name": name, "query": query} for name, query in queries.items() if not _is_refused(query)]
    return read_watches({"entities": entities, "watch": tables}, "watches.toml")


def _is_refused(query: str) -> bool:
    try:
        parse_query(query)
    except QueryError:
        return True
    return False


class Slow:
    """Evaluates one watch plainly: words are compared one by one, nodes are walked, nothing is shared or anchored.

    Terms whose rules are more than comparing words (entities, roots, capitals) are asked of a matcher for that term.
    """

    def __init__(self, file: WatchFile, document: Document) -> None:
        self.file = file
        self.document = document
        chunks = ChunkReader(words())
        self.readings: list[list[tuple[str, int, int, int]]] = []
        self.lines: list[list[tuple[str, int, int, int]]] = []
        self.others: list[tuple[tuple[str, ...], tuple[int, int, int, int, int]]] = []
        position = 0
        for field, text in ((0, document.title), (1, document.body)):
            line: list[tuple[str, int, int, int]] = []
            others: list[tuple[int, int, tuple[str, ...], int]] = []
            initials: list[tuple[str, int, int]] = []
            for number, name in enumerate(text.split()):
                chunk = chunks.read(name)
                begin = position
                for part in chunk.parts:
                    line.append((part.form, position, number, field))
                    position += 1
                others += [(begin, position, other, number) for other in chunk.other]
                self.others += [(other, (begin, position, number, number, field)) for other in chunk.other]
                if chunk.initial:
                    initials.append((chunk.parts[0].form, begin, number))
                else:
                    others += _drawn_together(initials)
                    initials = []
            others += _drawn_together(initials)
            self.readings.append(line)
            self.lines.append(line)
            for begin, end, other, number in others:
                before = [row for row in line if row[1] < begin][-8:]
                after = [row for row in line if row[1] >= end][:8]
                self.readings.append([*before, *((form, begin, number, field) for form in other), *after])
            position += 1

    def holds(self, node: Node) -> bool:
        if isinstance(node, And):
            return all(self.holds(item) for item in node.items)
        if isinstance(node, Or):
            return any(self.holds(item) for item in node.items)
        if isinstance(node, Not):
            return not self.holds(node.item)
        if isinstance(node, AtLeast) and _is_plain(node.item):
            return len(_apart(self.places(node.item))) >= node.least
        if isinstance(node, Near) and _is_plain(node):
            return any(self.close(a, b, node) for a in self.places(node.left) for b in self.places(node.right))
        if _is_plain(node):
            return bool(self.places(node))
        alone = Watch("w", "", node, self.file.watches[0].rules)
        return bool(Matcher([alone], self.file.entities, words()).match(self.document))

    def places(self, node: Node) -> set[tuple[int, int, int, int, int]]:
        """(first word, one past the last, first chunk, last chunk, field) of every occurrence."""
        if isinstance(node, Or):
            return {place for item in node.items for place in self.places(item)}
        if isinstance(node, Within):
            return {place for place in self.places(node.item) if FIELDS[place[4]] == node.field}
        assert isinstance(node, Term)
        if node.mode == "prefix":
            return self.words_where(lambda form: form.startswith(node.text.lower()))
        if node.mode == "typo":
            return self.words_where(lambda form: _errors(form, node.text.lower()) <= 1 and form.isalpha())
        found = self.written(node.text)
        if node.mode == "exact":
            clitics = {row[1] for line in self.readings for row in line if row[0][0] == "~"}
            return {place for place in found if place[1] not in clitics}
        return found

    def words_where(self, is_meant: Callable[[str], bool]) -> set[tuple[int, int, int, int, int]]:
        """Words of which the form, alone or with its clitic, or another reading of their chunk is meant."""
        found = set()
        for line in self.lines:
            for row, after in zip(line, [*line[1:], ("", 0, 0, 0)], strict=False):
                glued = row[0] + after[0][1:] if after[0][:1] == "~" else row[0]
                if row[0][0].isalnum() and (is_meant(row[0]) or is_meant(glued)):
                    found.add((row[1], row[1] + 1, row[2], row[2], row[3]))
        return found | {place for forms, place in self.others if any(map(is_meant, forms))}

    def written(self, text: str) -> set[tuple[int, int, int, int, int]]:
        found = set()
        for forms in Literals(ChunkMemory(words()), words()).of(text).readings:
            for line in self.readings:
                for at in range(len(line) - len(forms) + 1):
                    run = line[at : at + len(forms)]
                    if tuple(row[0] for row in run) == forms:
                        found.add((run[0][1], run[-1][1] + 1, run[0][2], run[-1][2], run[0][3]))
        return found

    def close(self, a: tuple[int, int, int, int, int], b: tuple[int, int, int, int, int], node: Near) -> bool:
        if b[0] < a[0]:
            if node.ordered:
                return False
            a, b = b, a
        if a[4] != b[4] or b[0] < a[1]:
            return False
        names = (self.document.title if a[4] == 0 else self.document.body).split()[a[3] + 1 : b[2]]
        return sum(any(char.isalnum() or char == "+" for char in name) for name in names) <= node.distance


def _drawn_together(initials: list[tuple[str, int, int]]) -> list[tuple[int, int, tuple[str, ...], int]]:
    if len(initials) < 2:
        return []
    return [(initials[0][1], initials[-1][1] + 1, ("".join(row[0] for row in initials),), initials[0][2])]


def _apart(places: set[tuple[int, int, int, int, int]]) -> list[tuple[int, int, int, int, int]]:
    kept: list[tuple[int, int, int, int, int]] = []
    for place in sorted(places, key=lambda p: (p[0], -p[1])):
        if not kept or place[0] >= kept[-1][1]:
            kept.append(place)
    return kept


def _errors(one: str, other: str) -> int:
    """Letters wrong, missing, too many or swapped with their neighbour: the plain table of distances."""
    table = [[max(a, b) if not a or not b else 0 for b in range(len(other) + 1)] for a in range(len(one) + 1)]
    for a, b in product(range(1, len(one) + 1), range(1, len(other) + 1)):
        same = one[a - 1] == other[b - 1]
        table[a][b] = min(table[a - 1][b] + 1, table[a][b - 1] + 1, table[a - 1][b - 1] + (not same))
        if a > 1 and b > 1 and one[a - 2 : a] == other[b - 2 : b][::-1]:
            table[a][b] = min(table[a][b], table[a - 2][b - 2] + 1)
    return table[-1][-1]


FIELDS = ("title", "body")


def _is_plain(node: Node) -> bool:
    """Whether `Slow` knows the places of a node by itself."""
    if isinstance(node, Or):
        return all(_is_plain(item) for item in node.items)
    if isinstance(node, Within):
        return node.field in FIELDS and isinstance(node.item, Term | Or) and _is_plain(node.item)
    if isinstance(node, Near):
        return all(isinstance(side, Term | Or) and _is_plain(side) for side in (node.left, node.right))
    return isinstance(node, Term) and node.mode in {"word", "exact", "prefix", "typo"} and "{" not in node.text


@settings(max_examples=150, deadline=None)
@given(st.lists(SAFE, min_size=1, max_size=6), st.lists(DOCUMENT, min_size=1, max_size=3))
def test_the_automaton_fires_what_evaluating_every_watch_fires(queries: list[str], documents: list[Document]) -> None:
    file = _file(queries)
    for matcher in (
        Matcher(file.watches, file.entities, words()),
        Matcher(file.watches, file.entities, words(), word_shares(documents)),
    ):
        for document in documents:
            fired = [match.watch for match in matcher.match(document)]
            slow = Slow(file, document)
            assert fired == [watch.name for watch in file.watches if slow.holds(watch.tree)]


@settings(max_examples=150, deadline=None)
@given(st.lists(SAFE, min_size=1, max_size=6), DOCUMENT)
def test_every_span_is_what_the_field_holds_there(queries: list[str], document: Document) -> None:
    file = _file(queries)
    matcher = Matcher(file.watches, file.entities, words())
    spans = [span for match in matcher.match(document) for span in match.spans]
    spans += [span for miss in matcher.near_misses(document) for span in miss.rejected]
    for span in spans:
        field = document.title if span.field == "title" else document.body
        assert span.text
        assert field[span.start : span.end] == span.text


@settings(max_examples=150, deadline=None)
@given(PLACED, DOCUMENT)
@example("(PDIP OR PDI-P)", Document("", "Kata PDI-P, PDIP"))
def test_words_that_fire_without_being_asked_have_the_spans_of_words_that_are(query: str, document: Document) -> None:
    """Where two terms of the query stand in one place either may be named."""
    plain, asked = (_file([q]) for q in (query, f"ATLEAST/1({query})"))
    quick, slow = (
        [span for match in Matcher(f.watches, f.entities, words()).match(document) for span in match.spans]
        for f in (plain, asked)
    )
    assert len(quick) == len(slow)
    for one, other in zip(quick, slow, strict=True):
        assert replace(one, term="") == replace(other, term="")
        assert one.term == other.term or (one.term in query and other.term in query)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=80), st.sampled_from(["air", "@putin", "/./", "koru*", "a OR b OR c OR i OR e"]))
def test_no_text_breaks_the_matcher(body: str, query: str) -> None:
    file = _file([query])
    document = Document("", body.encode("utf-8", "ignore").decode())
    for match in Matcher(file.watches, file.entities, words()).match(document):
        assert all(document.body[span.start : span.end] == span.text for span in match.spans)


NAMES = st.sampled_from(["w0", "w1", "w2", "w3", "w4", "w5"])
ENTITY_EDITS = st.sampled_from(
    [ENTITIES, {**ENTITIES, "putin": {"name": "Rusia"}}, {**ENTITIES, "jakarta": {"name": "Habibie"}}]
)
EDIT = st.tuples(st.dictionaries(NAMES, SAFE, max_size=3), st.lists(NAMES, max_size=2), ENTITY_EDITS)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(NAMES, SAFE, min_size=2), st.lists(EDIT, min_size=1, max_size=4), DOCUMENT)
def test_a_matcher_edited_again_and_again_fires_what_a_rebuilt_one_fires(
    first: dict[str, str], edits: list[tuple[dict[str, str], list[str], dict[str, Any]]], document: Document
) -> None:
    file = _named(first, ENTITIES)
    now = {watch.name: watch for watch in file.watches}
    edited = Matcher(file.watches, file.entities, words())
    for queries, gone, tables in edits:
        edited.match(document)  # what it learnt before the edit must not deceive it after
        new = _named(queries, tables)
        now.update((watch.name, watch) for watch in new.watches)
        for name in gone:
            now.pop(name, None)
        edited = edited.amended(new.watches, gone, new.entities)
        rebuilt = Matcher(now.values(), new.entities, words())
        assert _fired(edited, document) == _fired(rebuilt, document)
        assert edited.rules == rebuilt.rules
        misses = [{miss.watch: miss for miss in matcher.near_misses(document)} for matcher in (edited, rebuilt)]
        assert misses[0] == misses[1]


def _fired(matcher: Matcher, document: Document) -> dict[str, tuple[Span, ...]]:
    return {match.watch: match.spans for match in matcher.match(document)}


def test_a_changed_entity_takes_its_watches_along() -> None:
    file = _file(["@putin", "air"])
    matcher = Matcher(file.watches, file.entities, words())
    document = Document("", "Vova minum air.")
    other = read_watches({"entities": {**ENTITIES, "putin": {"name": "Vova"}}}, "watches.toml").entities
    assert [match.watch for match in matcher.match(document)] == ["w1"]
    assert {match.watch for match in matcher.amended([], entities=other).match(document)} == {"w0", "w1"}


NEAR_MISSES = [
    ("@jakarta", "Sidang di Pengadilan Negeri Jakarta Selatan.", "@jakarta", ["Jakarta"]),
    ("api NEAR/1 air", "Api itu jauh sekali dari air.", "api NEAR/1 air", ["Api", "air"]),
    ("ATLEAST/3(air)", "Air dan air.", "ATLEAST/3(air)", ["Air", "air"]),
    ("air NOT api", "Air dan api.", "NOT api", ["api"]),
    ("{AS} AND air", "Air membasahi as roda.", "{AS}", ["as"]),
    ("title:air", "Air pasang.", "title:air", ["Air"]),
]


def test_a_near_miss_names_the_clause_and_the_places() -> None:
    for query, body, clause, texts in NEAR_MISSES:
        file = _file([query])
        misses = Matcher(file.watches, file.entities, words()).near_misses(Document("", body))
        assert [(miss.missed, [span.text for span in miss.rejected]) for miss in misses] == [(clause, texts)]


REASONS = [
    ("api NEAR/1 air", "", "Api itu jauh sekali dari air.", "4 words from air, 1 are allowed"),
    ("api NEAR/1 air", "", "Api itu jauh sekali.", "air stands nowhere"),
    ("api NEAR/9 air", "Api", "Air itu jauh sekali.", "air stands only in the body, not beside it"),
    ("api ONEAR/1 air", "", "Air api.", "air stands in the other order"),
    ("@putin", "", "Vladimir tiba.", "a weak alias; no strong form stands in the article"),
    ("@putin AND air", "", "Air untuk Vladimir.", "a weak alias; no strong form stands in the article"),
    ("@putin", "", "Presiden Rusia Dmitry Medvedev tiba.", "another person, followed by Dmitry"),
    ("@putin", "", "Wakil Presiden Rusia tiba.", "another office, after Wakil"),
    ("ATLEAST/3(air)", "", "Air dan air.", "only 2 of 3"),
    ("=rumah AND air", "", "Air di rumahnya.", "with clitic -nya"),
]


def test_a_near_miss_says_why_a_place_did_not_count() -> None:
    for query, title, body, reason in REASONS:
        file = _file([query])
        misses = Matcher(file.watches, file.entities, words()).near_misses(Document(title, body))
        assert [span.reason for miss in misses for span in miss.rejected][:1] == [f"rejected: {reason}"]


def test_a_watch_of_which_nothing_occurs_is_no_near_miss() -> None:
    file = _file(["api AND air", "@putin"])
    assert Matcher(file.watches, file.entities, words()).near_misses(Document("", "Angin kencang.")) == []


def test_a_text_keeps_the_roots_it_was_read_with_when_its_reader_forgets() -> None:
    reader = Reader(ChunkMemory(words()), Vocabulary(), lambda form: (-1,) if form == "kebakaran" else (), most=3)
    text = reader.read(Document("", "Terjadi kebakaran"))
    for others in ("satu dua tiga empat", "lima"):
        reader.read(Document("", others))
    assert list(text.features()) == [(-1, 2, 3)]
