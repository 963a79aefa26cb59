"""Regular expressions of watches: the words they cannot do without, and how they are run (google-re2: linear time)."""

import re
from typing import Any

import re2

from monitor.watches.finding import Found, Hit

MOST_HITS = 500
"""Places of one expression in one document; the rest are not looked for."""
_ESCAPED = re.compile(r"\\(?:[pPx]\{[^}]*\}|x[0-9a-fA-F]{2}|p[A-Z]|.)", re.DOTALL)
_QUANTIFIER = re.compile(r"[*?]|\{0?,\d*\}|\{0\}")


def compile_regex(pattern: str) -> Any:
    """Without regard to case, unless the pattern itself holds a capital letter."""
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = any(c.isupper() for c in _ESCAPED.sub("", pattern))
    return re2.compile(pattern, options)


def required_literal(pattern: str) -> str:
    """The longest run of plain characters that every match holds, in lower case; "" if none of 3 letters is sure.

    Looks at the top level only: groups and classes are skipped, an alternative at the top level gives none.
    """
    runs: list[str] = [""]
    at, size = 0, len(pattern)
    while at < size:
        char = pattern[at]
        step = 1
        plain = ""
        if char == "|":
            return ""
        if char == "\\":
            escaped = _ESCAPED.match(pattern, at)
            step = len(escaped[0]) if escaped else 2
            follow = pattern[at + 1 : at + 2]
            plain = follow if step == 2 and not follow.isalnum() else ""
        elif char == "[":
            step = _skip_class(pattern, at) - at
        elif char == "(":
            step = _skip_group(pattern, at) - at
        elif char not in ".^$*+?{}":
            plain = char
        at += step
        optional = _QUANTIFIER.match(pattern, at)
        if plain and not optional:
            runs[-1] += plain
            if pattern[at : at + 1] in {"+", "{"}:
                runs.append("")
        else:
            runs.append("")
        if at < size and pattern[at] == "{":
            at = pattern.find("}", at) + 1 or size
        elif pattern[at : at + 1] in {"*", "+", "?"}:
            at += 1
    longest = max(runs, key=len)
    return longest.lower() if sum(c.isalnum() and c.isascii() for c in longest) >= 3 and longest.isascii() else ""


def _skip_class(pattern: str, at: int) -> int:
    end = at + 1
    while end < len(pattern) and (pattern[end] != "]" or end == at + 1):
        end += 2 if pattern[end] == "\\" else 1
    return end + 1


def _skip_group(pattern: str, at: int) -> int:
    depth, end = 0, at
    while end < len(pattern):
        char = pattern[end]
        if char == "\\":
            end += 1
        elif char == "[":
            end = _skip_class(pattern, end) - 1
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if not depth:
                return end + 1
        end += 1
    return end


class RegexFinder:
    """Runs an expression over title and body as given, no-break spaces taken for spaces."""

    __slots__ = ("_compiled", "_term")

    def __init__(self, pattern: str) -> None:
        self._compiled = compile_regex(pattern)
        self._term = f"/{pattern}/"

    def __call__(self, found: Found) -> tuple[Hit, ...]:
        text = found.text
        hits: list[Hit] = []
        for field, whole in (("title", text.document.title), ("body", text.document.body)):
            if not whole:
                continue
            for match in self._compiled.finditer(whole.replace("\xa0", " ").encode("utf-8", "replace").decode()):
                place = text.words_at(field, *match.span())
                if place is not None:
                    hits.append(Hit(place, self._term, "expression"))
                if len(hits) >= MOST_HITS:
                    return tuple(hits)
        return tuple(hits)
