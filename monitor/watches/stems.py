"""Whether an Indonesian word can be built from a root: affixes are taken off in every way the grammar allows.

No dictionary: the root is given by the person who writes `stem:bakar`, so only its possibility is checked.
"""

import re

_CLITIC = re.compile(r"(?:nya|lah|kah|pun|ku|mu)$")
_SUFFIXES = ("kan", "an", "i")
_PLAIN = (
    "di", "ke", "se", "ber", "be", "bel", "ter", "te", "per", "pe", "pel", "memper", "diper", "keber", "kese",
    "ketidak", "keter", "pemer", "seper", "berke", "berpe", "berper", "mempel", "ku", "kau",
)  # fmt: skip
_NASAL = re.compile(r"(?:(?:ke|ber|se|di|ter)?(?:me|pe|mem?pe))(?P<nasal>nge|ng|ny|n|m)?(?P<rest>[a-z]+)$")
_RESTORED = {
    "ng": ("", "k"),
    "ny": ("s", "ny"),
    "n": ("", "t", "n"),
    "m": ("", "p", "m"),
    "nge": ("", "e", "ke"),
    None: ("",),
}
_GIVE = re.compile(r"[mp]ember(?=[aiueo])")
"""The m before ber- stands for mem- on a root ("memberikan": beri), but mem- on ber- elsewhere ("memberdayakan": daya)."""
SHORTEST_ROOT = 3


def roots(word: str) -> frozenset[str]:
    """Every root that `word` (lower case) may be built from, itself included."""
    found = {word}
    for part in (word, *_without_end(word)):
        found.add(part)
        found |= set(_without_front(part))
        for front in () if _GIVE.match(part) else _without_front(part):
            found |= set(_without_front(front))
    return frozenset(root for root in found if len(root) >= SHORTEST_ROOT)


def _without_end(word: str) -> set[str]:
    bare = _CLITIC.sub("", word)
    parts = {bare, _CLITIC.sub("", bare)}
    for part in tuple(parts):
        parts |= {
            part.removesuffix(end) for end in _SUFFIXES if part.endswith(end) and len(part) - len(end) >= SHORTEST_ROOT
        }
    return parts


def _without_front(word: str) -> set[str]:
    parts = {
        word.removeprefix(front)
        for front in _PLAIN
        if word.startswith(front) and len(word) - len(front) >= SHORTEST_ROOT
    }
    found = _NASAL.match(word)
    if found:
        for nasal in {found["nasal"], None if found["nasal"] is None else found["nasal"][:1]}:
            rest = word[found.start("rest") :] if nasal == found["nasal"] else word[found.start("nasal") + 1 :]
            parts |= {restored + rest for restored in _RESTORED.get(nasal, ("",))}
        parts.add((found["nasal"] or "") + found["rest"])
    return parts
