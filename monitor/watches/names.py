"""Ways in which the same name is written: spelling families, company forms, middle initials."""

import re
from itertools import islice, product

from monitor.watches.words import Words

_MOST = 400
"""Spellings of one name that are looked for at most."""
_COMPANY = re.compile(r"^(?:PT|P\.T|CV|PD)\.?\s+", re.IGNORECASE)
_LISTED = re.compile(r"[\s,]*\(?\b(?:Persero|Tbk)\b\.?\)?\.?", re.IGNORECASE)


def spellings(name: str, words: Words) -> tuple[str, ...]:
    """The name with every word in the spellings of its family; the short ones, "moh", "m", only before another word."""
    parts = re.findall(r"[\w'’]+", name.lower())
    choices: list[tuple[str, ...]] = []
    for at, part in enumerate(parts):
        family = next((f for f in words.families if part.replace("’", "'").replace("'", "") in f), (part,))
        alone = len(parts) == 1 or at == len(parts) - 1
        choices.append(tuple(form for form in family if not alone or len(form) > 3) or (part,))
    return tuple(" ".join(choice) for choice in islice(product(*choices), _MOST))


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
