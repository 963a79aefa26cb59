"""What the matcher knows of Indonesian before it reads anything: facts kept in seeds/words/, checked here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from monitor.errors import ConfigError
from monitor.written import nearest


@dataclass(frozen=True, slots=True)
class Words:
    """Word lists, all in lower case unless said otherwise.

    `shortened`: abbreviations whose full stop ends no sentence ("dr", "moh"). `whole`: words that end like a clitic and
    have none ("sekolah"); `taking_lah`: words in -al, -il and -ul that have one ("ambillah"), which names like Abdullah
    have not. `families`: spellings of one Arabic name. `compounds`: pairs written apart or joined ("wali
    kota"). `beginnings`: of names, written in two ways ("rumah sakit", "rs"). `common`: the commonest words, by rank.
    `expansions`: an abbreviation as written -> what it may stand for.

    Around names: `titles` stand before them ("presiden"); `heads` begin a longer name ("pengadilan"), `tails` continue
    one ("selatan", "post"), `endings` are the corporate ones among these ("inc"); `organs` are parts of an organisation
    ("dpp"); `memorials` are named after people ("jalan"); `qualities` decide nothing ("nasional"); `loose` words are
    capitalised beside names and part of none ("senin"); `ordinary` heads are mere nouns, too ("pasar"); `branches` make
    another company of an organisation's name ("hulu"), `sectors` of one that is whole in itself ("syariah"); `offices` are
    titles that one person has at a time ("kapolri"), `deputies` make another office of one ("wakil"), `aides` speak for
    whoever has one ("jubir"); `peoples` are titles that a place follows ("warga"), `addresses` such that no office or team
    follows ("mbak"); `authorities` are bodies that every state has ("mahkamah"), `parties` stand behind the bodies of one
    ("golkar"), `creeds` before a party's name ("nasional"); `regions` say what a place is ("provinsi"), of `units` the head
    is named behind them ("desa"), `streets` have none ("jalan"); `corporate` words end names of companies ("nusantara");
    `given` are first names ("budi"), `countries` others than Indonesia by their first word ("korea"), `degrees` stand
    behind names ("sh"), `distinct` words are near to names and none of them ("ganja"). `known`: words that are what they
    are, and no misspelt names.
    """

    shortened: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    taking_lah: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    tails: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()
    organs: frozenset[str] = frozenset()
    memorials: frozenset[str] = frozenset()
    endings: frozenset[str] = frozenset()
    qualities: frozenset[str] = frozenset()
    ordinary: frozenset[str] = frozenset()
    branches: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    aides: frozenset[str] = frozenset()
    deputies: frozenset[str] = frozenset()
    peoples: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    authorities: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    creeds: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    streets: frozenset[str] = frozenset()
    corporate: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    degrees: frozenset[str] = frozenset()
    distinct: frozenset[str] = frozenset()
    families: tuple[tuple[str, ...], ...] = ()
    compounds: frozenset[tuple[str, str]] = frozenset()
    beginnings: frozenset[tuple[str, str]] = frozenset()
    common: tuple[str, ...] = ()
    expansions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    known: frozenset[str] = frozenset()


_LONGEST_INITIALS = 2
"""Letters of "M" and "St", which are short for a first name, and for much else."""

_LISTS = ("shortened", "whole", "taking_lah", "titles", "heads", "tails", "loose", "organs", "memorials", "endings", "qualities",
          "ordinary", "branches", "sectors", "offices", "aides", "deputies", "peoples", "addresses", "authorities", "parties",
          "creeds", "regions", "units", "streets", "corporate", "given", "countries", "degrees", "distinct", "common")  # fmt: skip
_SETS = tuple(key for key in _LISTS if key != "common")


def read_words(tables: Mapping[str, Any], origin: str) -> Words:
    """Words from the tables of seeds/words/*.toml laid over one another. Raises ConfigError naming every wrong key."""
    known = (*_LISTS, "families", "compounds", "beginnings", "expansions")
    problems = [f"{origin}: unknown list {key!r} {_meant(key, known)}" for key in tables if key not in known]
    lists: dict[str, tuple[str, ...]] = {}
    for key in _LISTS:
        value = tables.get(key, [])
        if isinstance(value, str):
            value = value.split()
        if not _is_text_list(value):
            problems.append(f"{origin}: {key}: a list of words is expected")
            continue
        lists[key] = tuple(dict.fromkeys(word.lower() for word in value))
    families = tables.get("families", [])
    compounds = tables.get("compounds", [])
    beginnings = tables.get("beginnings", [])
    expansions = tables.get("expansions", {})
    if not (isinstance(families, list) and all(isinstance(row, str) for row in families)):
        problems.append(f"{origin}: families: a list of texts with the spellings of one name is expected")
    if not (isinstance(compounds, list) and all(isinstance(row, str) and len(row.split()) == 2 for row in compounds)):
        problems.append(f"{origin}: compounds: a list of word pairs is expected")
    if not (_is_text_list(beginnings) and all(len(row.split(" = ")) == 2 for row in beginnings)):
        problems.append(f'{origin}: beginnings: a list of texts like "rumah sakit = rs" is expected')
    if not (isinstance(expansions, dict) and all(_is_text_list(v) for v in expansions.values())):
        problems.append(f"{origin}: expansions: lists of texts by abbreviation are expected")
    if problems:
        raise ConfigError(problems)
    families = tuple(tuple(row.lower().split()) for row in families)
    lists["given"] += tuple(form for family in families for form in family if len(form) > _LONGEST_INITIALS)
    return Words(
        **{key: frozenset(lists[key]) for key in _SETS},
        families=families,
        compounds=frozenset((pair.lower().split()[0], pair.lower().split()[1]) for pair in compounds),
        beginnings=frozenset(
            pair
            for row in beginnings
            for long, short in [row.lower().split(" = ")]
            for pair in [(long, short), (short, long)]
        ),
        common=lists["common"],
        known=frozenset(word for key in ("common", "titles", "heads", "loose", "qualities") for word in lists[key]),
        expansions={short: tuple(longs) for short, longs in expansions.items()},
    )


def _meant(key: str, known: tuple[str, ...]) -> str:
    return nearest(key, known) or f" (known are {', '.join(known)})"


def together(words: Words, more: Words) -> Words:
    """Both lists: a spelling of a known family joins it, an abbreviation keeps what it stood for and gains the new."""
    families = list(words.families)
    for row in more.families:
        known = [family for family in families if not set(family).isdisjoint(row)]
        families = [family for family in families if family not in known]
        families.append(tuple(dict.fromkeys(form for family in (*known, row) for form in family)))
    expansions = {
        short: tuple(dict.fromkeys((*words.expansions.get(short, ()), *more.expansions.get(short, ()))))
        for short in {**words.expansions, **more.expansions}
    }
    sets = {key: getattr(words, key) | getattr(more, key) for key in (*_SETS, "compounds", "beginnings", "known")}
    common = tuple(dict.fromkeys((*words.common, *more.common)))
    return Words(**sets, families=tuple(families), common=common, expansions=expansions)


def _is_text_list(value: object) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, str) and all(isinstance(item, str) for item in value)
