"""Reads the query language by hand-written precedence climbing: OR, then AND (and a NOT b), then NEAR/n, then NOT.

Words are lexed by one regular expression; places are worked out only for the error message.
"""

import re
from difflib import get_close_matches
from typing import NoReturn

import re2

from monitor.watches.query import FIELDS, And, AtLeast, Near, Node, Not, Or, QueryError, Term, Within
from monitor.watches.stems import SHORTEST_ROOT

_LEX = re.compile(
    r"""[^\W_]+(?=[\s)]|$) | "[^"]*"(?=[\s)]|$) | [()]
    | [A-Za-z_]+:(?=\S)
    | =?"[^"]*"(?:~\w*)?  | =?“[^“”"]*[”"](?:~\w*)?
    | \{[^{}]*\}
    | /(?:[^/\\\n]|\\.)+/(?=[\s()]|$)
    | =?(?:[^\s()"“”{}]|(?<=\S)[{}])+
    | \S""",
    re.VERBOSE,
)
_LETTERS = re.compile(r"\w")
_PHRASE = re.compile(r'"\w[^"*{}]*"$')
_NEAR = re.compile(r"(O?)NEAR/(\d{1,3})$")
_ATLEAST = re.compile(r"ATLEAST/(\d{1,3})$")
_OPERATOR = re.compile(r"(?:AND|OR|NOT|O?NEAR(?:/.*)?|ATLEAST(?:/.*)?)$")
_MEANT_AS_OPERATOR = {
    "and": "AND", "or": "OR", "not": "NOT", "near": "NEAR/n",
    "dan": "AND", "atau": "OR", "bukan": "NOT", "tidak": "NOT",
}  # fmt: skip
_FIELD_GLUED = re.compile(r"[a-z]+:\S")
_LINES = ("publisher", "section")
_MODES = {"stem:": "stem", "name:": "name"}
_OTHER_WORDS = {
    "judul": "title", "headline": "title", "isi": "body", "text": "body", "teks": "body", "media": "publisher",
    "sumber": "publisher", "site": "publisher", "source": "publisher", "rubrik": "section", "kanal": "section",
    "akar": "stem", "nama": "name", "kata": "stem",
}  # fmt: skip
MAX_LENGTH = 20_000
"""Characters of a query; beyond it is refused (the longest a clipping service reports its clients to write)."""
MAX_DEPTH = 60


class Parser:
    """Parses many queries; terms met before are handed out again."""

    __slots__ = ("_at", "_depth", "_terms", "_words")

    def __init__(self) -> None:
        self._terms: dict[str, Term] = {}
        self._words: list[str] = []
        self._at = 0
        self._depth = 0

    def parse(self, query: str) -> Node:
        """The query as a tree. Raises QueryError with the place."""
        if len(query) > MAX_LENGTH:
            raise QueryError(f"longer than {MAX_LENGTH} characters; split it into several watches", MAX_LENGTH)
        words = _LEX.findall(query)
        flat = self._flat(words)
        if flat is not None:
            return flat
        words.append("")
        self._words = words
        self._at = self._depth = 0
        try:
            node = self._either()
            if self._words[self._at]:
                self._leftover()
        except _WrongWordError as wrong:
            raise QueryError(wrong.message, _place(query, wrong.word)) from None
        if _holds_without_words(node):
            raise QueryError(_only_not(node), _place(query, 0))
        return node

    def _flat(self, words: list[str]) -> Node | None:
        """The quick way for words and phrases joined by one operator, as most queries are; None for anything else."""
        joint = words[1] if len(words) > 1 else "OR"
        if joint not in {"OR", "AND"} or len(words) % 2 == 0 or words[1::2].count(joint) != len(words) // 2:
            return None
        items = []
        for word in words[::2]:
            term = self._terms.get(word)
            if term is None:
                if word.isalnum() and not _OPERATOR.match(word):
                    term = Term("word", word)
                elif _PHRASE.match(word):
                    term = Term("word", word[1:-1], True)
                else:
                    return None
                self._terms[word] = term
            items.append(term)
        if len(items) == 1:
            return items[0]
        return Or(tuple(items)) if joint == "OR" else And(tuple(items))

    def _either(self) -> Node:
        first = self._all()
        if self._words[self._at] != "OR":
            return first
        items = [first]
        while self._words[self._at] == "OR":
            self._at += 1
            items.append(self._all())
        return Or(tuple(items))

    def _all(self) -> Node:
        first = self._near()
        items = None
        while True:
            word = self._words[self._at]
            if word == "AND":
                self._at += 1
                item = self._near()
            elif word == "NOT":
                item = self._near()
            else:
                return first if items is None else And(tuple(items))
            if items is None:
                items = [first]
            items.append(item)

    def _near(self) -> Node:
        words = self._words
        if words[self._at] == "NOT":
            self._at += 1
            self._deeper()
            item = Not(self._near())
            self._depth -= 1
            return item
        left = self._primary()
        while "NEAR" in words[self._at] and (found := _NEAR.match(words[self._at])):
            at = self._at
            self._at += 1
            if words[self._at] == "NOT":
                self._fail("NOT cannot stand inside NEAR; write (a NEAR/n b) AND NOT c", self._at)
            right = self._primary()
            for side in (left, right):
                if not _has_places(side):
                    self._fail("only words, phrases, entities and OR-groups of them can stand beside NEAR", at)
            left = Near(left, right, int(found[2]), found[1] == "O")
        return left

    def _primary(self) -> Node:
        word = self._words[self._at]
        known = self._terms.get(word)
        if known is not None:
            self._at += 1
            return known
        if word == "(":
            return self._bracket()
        if word.endswith(":") and word[:-1].isascii() and word[:-1].replace("_", "a").isalpha():
            return self._prefixed(word)
        if word.startswith("ATLEAST") and (found := _ATLEAST.match(word)):
            return self._at_least(int(found[1]))
        term = self._term(word)
        self._terms[word] = term
        self._at += 1
        return term

    def _bracket(self) -> Node:
        opened = self._at
        self._at += 1
        if self._words[self._at] == ")":
            self._fail("nothing stands between these brackets", opened)
        self._deeper()
        node = self._either()
        self._depth -= 1
        if self._words[self._at] != ")":
            if self._words[self._at]:
                self._leftover()
            self._fail("this bracket is never closed; add ')'", opened)
        self._at += 1
        return node

    def _prefixed(self, word: str) -> Node:
        at = self._at
        name = word[:-1]
        self._at += 1
        if word in _MODES:
            inner = self._primary()
            if not (isinstance(inner, Term) and inner.mode == "word"):
                self._fail(f"after {word} one word or a phrase in quotes is expected", at)
            if word == "stem:" and " " in inner.text.strip():
                self._fail("stem: takes one word; join several with NEAR/0", at)
            if word == "stem:" and len(inner.text) < SHORTEST_ROOT:
                self._fail(
                    f"stem: takes a root of {SHORTEST_ROOT} letters at least; nothing is told to be built of fewer", at
                )
            return Term(_MODES[word], inner.text, inner.quoted)
        if name not in FIELDS:
            self._fail(_unknown_field(name), at)
        node = self._primary()
        if _names_a_field(node):
            self._fail(f"a field inside {word}(...) has no meaning; name the field once", at)
        if name in _LINES and not _fits_line(node):
            self._fail(f"{word} takes words and phrases, joined by AND, OR or NOT", at)
        return Within(name, node)

    def _at_least(self, count: int) -> Node:
        at = self._at
        self._at += 1
        if self._words[self._at] != "(":
            self._fail(f"after ATLEAST/{count} a bracket is expected: ATLEAST/{count}(kata)", at)
        if count < 1:
            self._fail("ATLEAST needs a number of 1 or more", at)
        node = self._bracket()
        if not _has_places(node):
            self._fail("ATLEAST counts words, phrases, entities and OR-groups of them; for AND write one each", at)
        return AtLeast(count, node)

    def _term(self, word: str) -> Term:
        first = word[:1]
        if first.isalnum() and word.isalnum() and not _OPERATOR.match(word):
            return Term("word", word)
        if _PHRASE.match(word):
            return Term("word", word[1:-1], True)
        if not word or word == ")" or _OPERATOR.match(word):
            self._misplaced(word)
        if first == "{":
            if word == "{}":
                self._fail("nothing stands between these braces; write {AS}", self._at)
            if len(word) < 3 or not word.endswith("}"):
                self._fail("this brace is never closed; write {AS}", self._at)
            if word.endswith("*}"):
                self._fail("a star does not work inside braces; write korup*, without regard to case", self._at)
            return Term("cased", self._worded(word[1:-1], word))
        if first == "/":
            return self._regex(word)
        if first == "@":
            return self._entity(word)
        if first == "=" and len(word) > 1:
            inner = self._term(word[1:])
            if inner.mode != "word" or _FIELD_GLUED.match(inner.text):
                self._fail("after = a plain word or a phrase is expected", self._at)
            return Term("exact", inner.text, inner.quoted)
        return self._worded_term(word)

    def _worded_term(self, word: str) -> Term:
        """A bare word with a star or a tilde, or a phrase with one."""
        body, tilde, edits = word.rpartition("~") if "~" in word else (word, "", "")
        quoted = body[:1] in {'"', "“"}
        if tilde and not quoted and not edits.isdigit():
            self._fail(f'"~" is followed by 1: {body}~1', self._at)
        if quoted:
            if len(body) < 2 or body[-1] not in {'"', "”"}:
                self._fail('this quotation mark is never closed; add "', self._at)
            body = body[1:-1]
            if not body.strip():
                self._fail("nothing stands between these quotation marks", self._at)
        if tilde:
            if edits != "1":
                self._fail("only ~1, one typing error, is known; for words near each other use a NEAR/n b", self._at)
            return Term("typo", self._worded(body, word), quoted)
        if "*" in body:
            return self._prefix(body, quoted)
        if not quoted and body.count("{") != body.count("}"):
            self._fail("this brace has no other half; exact case is written {AS}", self._at)
        if body.startswith("-") and not quoted:
            self._fail(f"a minus does not exclude here; write NOT {body[1:] or 'kata'}", self._at)
        if not quoted and body[:1] in {"", "'", "}", "”"}:
            self._fail(f'{word[0]} is out of place; put phrases into "..." and exact case into {{...}}', self._at)
        return Term("word", self._worded(body, word), quoted)

    def _prefix(self, body: str, quoted: bool) -> Term:
        if quoted:
            self._fail("a star does not work inside quotation marks; write korup* NEAR/0 pejabat", self._at)
        stem = body[:-1]
        if "*" in stem or not body.endswith("*"):
            self._fail("a star may stand only at the end of a word", self._at)
        if len(_LETTERS.findall(stem)) < 4:
            self._fail("a star needs at least 4 letters before it, or it would match half the dictionary", self._at)
        return Term("prefix", stem)

    def _regex(self, word: str) -> Term:
        if len(word) < 3 or not word.endswith("/"):
            self._fail("a regular expression stands between two slashes: /.../", self._at)
        pattern = word[1:-1]
        try:
            options = re2.Options()
            options.log_errors = False
            compiled = re2.compile(pattern, options)
        except re2.error as error:
            reason = error.args[0].decode() if error.args and isinstance(error.args[0], bytes) else str(error)
            self._fail(f"this regular expression cannot be used ({reason}); look-around and back-references are not"
                       " known, so that every expression runs in linear time", self._at)  # fmt: skip
        if compiled.search("") is not None:
            self._fail("this regular expression matches an empty text, so it would fire on every article", self._at)
        return Term("regex", pattern)

    def _entity(self, word: str) -> Term:
        name = word[1:]
        if not re.fullmatch(r"[\w.-]+", name):
            self._fail("after @ the key of an entity is expected, as in @putin", self._at)
        return Term("entity", name)

    def _worded(self, text: str, word: str) -> str:
        if not _LETTERS.search(text) and "+" not in text:
            self._fail(f"{word} holds no letter or digit to look for", self._at)
        return text

    def _leftover(self) -> NoReturn:
        word = self._words[self._at]
        if word == ")":
            self._fail("this bracket was never opened; remove it or add '('")
        if word in {'"', "“"}:
            self._fail('this quotation mark is never closed; add "')
        if _OPERATOR.match(word):
            self._misplaced(word)
        before = self._words[self._at - 1]
        meant = {word: _MEANT_AS_OPERATOR.get(word.lower()), before: _MEANT_AS_OPERATOR.get(before.lower())}
        for written, operator in meant.items():
            if operator:
                self._fail(f'two terms stand side by side; if "{written}" is to join them, write {operator}')
        self._fail('two terms stand side by side; join them with AND, OR or NEAR/n, or write a phrase: "..."')

    def _misplaced(self, word: str) -> NoReturn:
        if not word:
            self._fail("the query ends where a word, a phrase or a bracket is expected")
        if word == ")":
            self._fail("a word, a phrase or a bracket is expected before this ')'")
        if "NEAR" in word and not _NEAR.match(word):
            self._fail("NEAR needs a number of words: a NEAR/10 b (0 to 999)")
        if "ATLEAST" in word:
            self._fail("ATLEAST needs a number and a bracket: ATLEAST/3(kata)")
        self._fail(f"{word} stands where a word, a phrase or a bracket is expected")

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self._fail(f"more than {MAX_DEPTH} brackets inside one another")

    def _fail(self, message: str, word: int | None = None) -> NoReturn:
        raise _WrongWordError(message, self._at if word is None else word)


class _WrongWordError(Exception):
    def __init__(self, message: str, word: int) -> None:
        super().__init__(message)
        self.message = message
        self.word = word


def parse_query(query: str) -> Node:
    """One query as a tree. Raises QueryError."""
    return Parser().parse(query)


def _place(query: str, word: int) -> int:
    for at, found in enumerate(_LEX.finditer(query)):
        if at == word:
            return found.start() + 1
    return len(query) + 1


def _has_places(node: Node) -> bool:
    """Whether a node yields places in the text that can be counted and measured."""
    if isinstance(node, Term):
        return True
    if isinstance(node, Or):
        return all(_has_places(item) for item in node.items)
    if isinstance(node, Within):
        return node.field not in _LINES and _has_places(node.item)
    return isinstance(node, Near)


def _fits_line(node: Node) -> bool:
    """Whether a node can be asked of publisher or section, which are words without places."""
    if isinstance(node, Term):
        return node.mode not in {"regex", "entity"}
    if isinstance(node, And | Or):
        return all(_fits_line(item) for item in node.items)
    return isinstance(node, Not) and _fits_line(node.item)


def _names_a_field(node: Node) -> bool:
    if isinstance(node, Within):
        return True
    if isinstance(node, And | Or):
        return any(_names_a_field(item) for item in node.items)
    if isinstance(node, Near):
        return _names_a_field(node.left) or _names_a_field(node.right)
    return isinstance(node, Not | AtLeast) and _names_a_field(node.item)


def _holds_without_words(node: Node) -> bool:
    """Whether an article with none of the words would satisfy the query."""
    if isinstance(node, Term | Near | AtLeast):
        return False
    if isinstance(node, And):
        return all(_holds_without_words(item) for item in node.items)
    if isinstance(node, Or):
        return any(_holds_without_words(item) for item in node.items)
    inner = _holds_without_words(node.item)
    return not inner if isinstance(node, Not) else inner


def _only_not(node: Node) -> str:
    if isinstance(node, Or):
        return "an OR with NOT fires on nearly every article; join the NOT with AND"
    return "a query of NOT alone fires on nearly every article; say first what to look for: a AND NOT b"


def _unknown_field(name: str) -> str:
    known = [*FIELDS, "stem", "name"]
    near = _OTHER_WORDS.get(name.lower()) or next(iter(get_close_matches(name.lower(), known, 1)), "")
    hint = f'did you mean "{near}:"?' if near else f"known are {', '.join(k + ':' for k in known)}"
    return f'unknown field "{name}:" ({hint} To look for a colon, put the words in quotes)'
