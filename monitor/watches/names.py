"""Ways in which the same name is written: spelling families, company forms, middle initials."""

import re
from itertools import islice, product
from math import prod

from monitor.watches.entities import Entity, EntityKind
from monitor.watches.words import Words

_MOST = 400
"""Spellings of one name that are looked for at most."""
_MOST_ORTHOGRAPHIES = 24
_LONGEST_PERSON = 4
"""Words of a name that may be a person's, where nobody says so."""
_LONGEST_CAPITALS = 2
"""Letters of an abbreviation that is written in capitals: "RS", but "Kejari"."""
_SHORT = 3
"""Letters of a form that says too little at the end of a name."""
_SOUND = re.compile(r"(?:u|oe)dd?in$|dj|tj|sj|nj|sy|ny|ch|kh|oe|.")
_SOUNDS = {
    "dj": ("j",), "tj": ("c",), "c": ("tj",), "sj": ("sy",), "sy": ("sj",), "nj": ("ny", "ndj"), "ny": ("nj",),
    "ch": ("kh",), "kh": ("ch",), "oe": ("u",), "u": ("oe",),
    "uddin": ("udin", "oeddin"), "udin": ("uddin", "oedin"), "oeddin": ("uddin", "udin"), "oedin": ("udin", "uddin"),
}  # fmt: skip
_ABDUL = re.compile(r"abd(?:u|oe)([lrsnzdt])(.+)$")
_ASSIMILATED = frozenset("rsnzdt")
_COMPANY = re.compile(r"^(?:PT|P\.T|CV|PD)\.?\s+", re.IGNORECASE)
_LISTED = re.compile(r"[\s,]*\(?\b(?:Persero|Tbk)\b\.?\)?\.?", re.IGNORECASE)


def spellings(name: str, words: Words) -> tuple[str, ...]:
    """The name with every word in the spellings of its family and of the old and new orthography.

    The short ones, "moh", "m", only before another word. "Abdul Rahman" is "Abdurrahman", too.
    """
    parts = [part.replace("’", "'").replace("'", "") for part in re.findall(r"[\w'’]+", name.lower())]
    readings = _joined_and_apart(parts)
    found: dict[str, None] = {}
    for reading in readings:
        choices = [_choices(part, words, last=at == len(reading) - 1) for at, part in enumerate(reading)]
        while prod(map(len, choices)) > _MOST // len(readings):
            max(choices, key=len).pop()
        found.update((" ".join(choice), None) for choice in product(*choices))
    return tuple(found)


def _choices(part: str, words: Words, *, last: bool) -> list[str]:
    """One word in its spellings, the most likely first."""
    old_and_new = _orthographies(part)
    family = next((f for form in old_and_new for f in words.families if form in f), ())
    forms = dict.fromkeys([part, *family, *old_and_new])
    return [form for form in forms if not last or len(form) > _SHORT or len(form) >= len(part)]


def _orthographies(part: str) -> list[str]:
    """ "Soetjipto" as "Sucipto": oe for u, tj for c, dj for j, j for y, and the like, each way (the reform of 1972)."""
    sounds: list[tuple[str, ...]] = []
    for found in _SOUND.finditer(part):
        sound = found[0]
        inside = found.start() > 0
        also = {"y": ("j",), "j": ("dj", "y")}.get(sound, ())
        if not inside and sound == "j" and part[found.end() : found.end() + 1] != "u":  # "Jusril", but not "Yoko"
            also = ("dj",)
        sounds.append((sound, *_SOUNDS.get(sound, also)))
    return ["".join(choice) for choice in islice(product(*sounds), _MOST_ORTHOGRAPHIES)]


def _joined_and_apart(parts: list[str]) -> list[list[str]]:
    """ "abdul rahman" also as "abdurrahman", "abdurrahman" also as "abdul rahman"."""
    readings = [parts]
    for at, part in enumerate(parts):
        before, after = parts[:at], parts[at + 1 :]
        if part in {"abdul", "abdoel", "abd"} and after:
            first, rest = after[0], after[1:]
            joined = ["abdul" + first] if first[0] not in _ASSIMILATED else [f"abdu{first[0]}{first}", f"abdu{first}"]
            readings += [[*before, form, *rest] for form in joined]
            if first[0] in _ASSIMILATED:
                readings.append([*before, "abdu" + first[0], *after])
        elif part[:-1] == "abdu" and after and after[0][0] == part[-1] in _ASSIMILATED:  # "abdur rahman"
            readings += [[*before, form, *after[1:]] for form in (part + after[0], "abdu" + after[0])]
            readings.append([*before, "abdul", *after])
        apart = _ABDUL.match(part)
        if apart and len(apart[2]) > _SHORT:
            servant = apart[2] if apart[1] == "l" or apart[2][0] == apart[1] else apart[1] + apart[2]
            readings.append([*before, "abdul", servant, *after])
    return readings


def kind_of(entity: Entity, words: Words) -> EntityKind | None:
    """The kind as told, else as the name betrays it: "Bank Jago", "Donald Trump" who is also "Trump"; None where nothing does."""
    if entity.kind is not None:
        return entity.kind
    name = [part.strip(".,()") for part in entity.name.lower().split()]
    aliases = [alias.strip("{}") for alias in entity.aliases]
    if name[0] in words.heads | words.organs or not words.endings.isdisjoint(name) or entity.name.isupper():
        return EntityKind.ORGANISATION
    if len(name) > 1 and (name[-1] in words.corporate or name[-1] in words.sectors):
        return EntityKind.ORGANISATION
    if name[0] in words.loose or name[-1] in words.tails:
        return None
    called = any(alias.lower().split()[0] in words.titles for alias in aliases if " " in alias)
    if called or name[0] in words.titles or (len(name) > 1 and _is_first_name(name[0], words)):
        return EntityKind.PERSON
    if len(name) > 1 and any(alias.isupper() and alias.lower() == "".join(p[0] for p in name) for alias in aliases):
        return EntityKind.ORGANISATION
    parts = {name[0], name[-1]} if 1 < len(name) <= _LONGEST_PERSON else set()
    return EntityKind.PERSON if any(alias.lower() in parts for alias in aliases) else None


def _is_first_name(part: str, words: Words) -> bool:
    form = part.replace("’", "'").replace("'", "")
    return form in words.given or any(form in family for family in words.families)


def is_office(alias: str, name: str, words: Words) -> bool:
    """Whether an alias names an office and nobody: "Presiden Amerika Serikat", not "Presiden Joko Widodo"."""
    parts = alias.strip("{}").lower().split()
    return (
        parts[0] in words.offices
        and words.given.isdisjoint(parts)
        and not {part.strip(".,()") for part in name.lower().split()} & set(parts)
    )


def other_beginnings(name: str, words: Words) -> tuple[str, ...]:
    """ "Rumah Sakit Harapan" as "RS Harapan", and "RS Harapan" as "Rumah Sakit Harapan"."""
    lowered = name.lower()
    ways = [(one, other) for one, other in words.beginnings if lowered.startswith(one + " ")]
    return tuple(
        sorted(
            (other.title() if len(other) > _LONGEST_CAPITALS else other.upper()) + name[len(one) :]
            for one, other in ways
        )
    )


def company_forms(name: str) -> tuple[str, ...]:
    """ "PT Telekomunikasi Indonesia Tbk" with one mark of a company alone, and without any where two words remain."""
    core = _LISTED.sub("", _COMPANY.sub("", name)).strip(" ,.")
    if core == name or not core:
        return ()
    marked = ("PT {}", "{} Tbk", "{} Persero", "PT {} Tbk", "PT {} Persero", "PT {} Persero Tbk")
    forms = [mark.format(core) for mark in marked]
    if len(core.split()) > 1:
        forms.append(core)
    return tuple(forms)


def person_forms(name: str, words: Words) -> tuple[str, ...]:
    """A name without titles before and degrees behind it, and with its middle names shortened: "Luhut B Pandjaitan"."""
    parts = name.split(",", 1)[0].split()
    while len(parts) > 1 and parts[0].strip(".()").lower() in words.titles:
        parts = parts[1:]
    core = " ".join(parts)
    forms = [core] if core != name and len(parts) > 1 else []
    if len(parts) > 2 and all(len(part) > 3 and part.isalpha() for part in parts):
        forms.append(" ".join([parts[0], *(part[0] for part in parts[1:-1]), parts[-1]]))
    return tuple(forms)
