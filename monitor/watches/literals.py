"""What terms look like in a stream: the literals of all watches, numbered for one automaton."""

import re
from typing import NamedTuple

from monitor.watches.text import TextReader
from monitor.watches.words import Words

_BRACES = re.compile(r"\{([^{}]*)\}")


class Literal(NamedTuple):
    """`patterns` are streams of the same thing written in different ways; `cased` its capitals (None: any)."""

    patterns: tuple[str, ...]
    cased: str | None


class Literals:
    """Makes literals from what people write."""

    __slots__ = ("_compounds", "_texts")

    def __init__(self, texts: TextReader, words: Words) -> None:
        self._texts = texts
        self._compounds = {a + b: (a, b) for a, b in words.compounds}

    def of(self, text: str) -> Literal:
        """A word or phrase; words in braces want exact case. No patterns where nothing is left to look for."""
        if text.isascii() and text.replace(" ", "").isalpha():
            return Literal(self._variants([self._texts.norm(word) for word in text.split()]), None)
        cased = None
        if "{" in text:
            cased = _Cased(self._texts).of(text)
            text = _BRACES.sub(r"\1", text)
        words: list[str] = []
        initials = ""
        joined: list[str] = []
        for part in text.split():
            chunk = self._texts.chunk(part)
            if not chunk.tokens:
                continue
            if chunk.initial:
                initials += chunk.tokens[0].form
                continue
            if initials:
                words.append(initials + " ")
                initials = ""
            twice = bool(chunk.joined) and chunk.tokens[-1].form.startswith("2")
            words.append(chunk.joined[0] + " " if twice else chunk.norm.replace("\x1e ", ""))
            if chunk.joined and not twice:
                joined.append(words[-1])
                joined.append(chunk.joined[0] + " ")
        if initials:
            words.append(initials + " ")
        patterns = self._variants(words)
        if joined and patterns:
            patterns += (patterns[0].replace(" " + joined[0], " " + joined[1]),)
        return Literal(tuple(dict.fromkeys(patterns)), cased)

    def _variants(self, words: list[str]) -> tuple[str, ...]:
        pattern = " " + "".join(words)
        if len(pattern) == 1:
            return ()
        found = [pattern]
        parts = pattern.split()
        for at, part in enumerate(parts):
            pair = self._compounds.get(part)
            if pair:
                found.append(f" {' '.join([*parts[:at], *pair, *parts[at + 1:]])} ")
            elif at and self._compounds.get(parts[at - 1] + part):
                found.append(f" {' '.join([*parts[:at - 1], parts[at - 1] + part, *parts[at + 1:]])} ")
        return tuple(found)


class _Cased:
    """How a phrase with braces wants its letters: "?" stands for any case of the next word."""

    def __init__(self, texts: TextReader) -> None:
        self._texts = texts

    def of(self, text: str) -> str:
        out: list[str] = []
        at = 0
        for found in _BRACES.finditer(text):
            out += self._words(text[at : found.start()], exact=False)
            out += self._words(found[1], exact=True)
            at = found.end()
        out += self._words(text[at:], exact=False)
        return " ".join(out)

    def _words(self, text: str, *, exact: bool) -> list[str]:
        tokens = [token for part in text.split() for token in self._texts.chunk(part).tokens]
        return [token.cased.replace("'", "").replace(".", "") if exact else "?" for token in tokens]


class Lexicon:
    """Numbers for literals and for what takes other ways to find (stems, typing errors, expressions)."""

    __slots__ = ("patterns", "_numbers", "_others")

    def __init__(self) -> None:
        self.patterns: list[str] = []
        self._numbers: dict[str, int] = {}
        self._others = 0

    def number(self, pattern: str) -> int:
        known = self._numbers.get(pattern)
        if known is None:
            known = self._numbers[pattern] = len(self.patterns)
            self.patterns.append(pattern)
        return known

    def other(self) -> int:
        """A number for something that is no literal: below zero."""
        self._others -= 1
        return self._others
