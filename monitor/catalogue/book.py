"""The catalogue in memory: publishers by host and by the name a credit uses, sources by publisher and family."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from monitor.errors import ConfigError
from monitor.model import Publisher, PublisherId, SourceKind
from monitor.written import nearest

_ADDRESS_ENDING = re.compile(r"\.(?:com|co|id|net|org|tv|news|info|asia)(?:\.id)?$")
_HOUSE_WORDS = ("harian umum", "harian", "surat kabar", "koran", "majalah", "situs", "laman", "portal", "media")


@dataclass(frozen=True, slots=True)
class CatalogueSource:
    """One address that a document shows; `tried` only where somebody polled it with success."""

    url: str
    publisher: PublisherId
    kind: SourceKind
    seen_in: str  # "owner/repo:path" of a public repository's file, or the address of a page
    tried: bool = False
    section: str = ""


@dataclass(frozen=True)
class Catalogue:
    """What seeds/ knows. Look-ups cost microseconds; their indexes are made at first use."""

    publishers: Mapping[PublisherId, Publisher] = field(default_factory=dict)
    sources: tuple[CatalogueSource, ...] = ()
    networks: Mapping[PublisherId, str] = field(default_factory=dict)  # "Grid", "Tribun Network": a family in a group
    provinces: Mapping[PublisherId, str] = field(default_factory=dict)  # home of a regional title

    @cached_property
    def _domains(self) -> Mapping[str, Publisher]:
        return {domain: publisher for publisher in self.publishers.values() for domain in publisher.domains}

    @cached_property
    def _names(self) -> Mapping[str, Publisher]:
        """Names as written come first; "Suara" for Suara.com only where no other title shares the short form."""
        written = {name_key(name): publisher for publisher in self.publishers.values() for name in _names_of(publisher)}
        short: dict[str, set[PublisherId]] = {}
        for publisher in self.publishers.values():
            for name in _names_of(publisher):
                short.setdefault(name_key(_without_ending(name)), set()).add(publisher.id)
        clear = {key: self.publishers[ids.pop()] for key, ids in short.items() if len(ids) == 1}
        return clear | written

    @cached_property
    def _labels(self) -> Mapping[str, frozenset[PublisherId]]:
        """Everything `select` understands: id, group, network and province, as written or as a slug."""
        labels: dict[str, set[PublisherId]] = {}
        for publisher in self.publishers.values():
            families = (publisher.group, self.networks.get(publisher.id, ""), self.provinces.get(publisher.id, ""))
            for word in (publisher.id, *families):
                labels.setdefault(slug(word), set()).add(publisher.id)
        labels.pop("", None)
        return {word: frozenset(ids) for word, ids in labels.items()}

    def by_domain(self, host: str) -> Publisher | None:
        """The publisher of a host name ("www.kontan.co.id", with or without port): the longest known suffix wins."""
        name = host.lower().partition(":")[0].rstrip(".")
        while name:
            if (found := self._domains.get(name)) is not None:
                return found
            name = name.partition(".")[2]
        return None

    def by_credit_name(self, text: str) -> Publisher | None:
        """The publisher that a credit names ("KONTAN", "Kontan.co.id", "Harian Kontan"), or None."""
        written = " ".join(text.split()).casefold().strip(" .,:;\"'“”‘’()")
        written = re.sub(r"^(?:https?://)?(?:www\.)?", "", written).partition("/")[0]
        if found := self._named(written):
            return found
        if "." in written and " " not in written:
            return self.by_domain(written)
        for word in _HOUSE_WORDS:
            if written.startswith(word + " "):
                return self._named(written.removeprefix(word + " "))
        return None

    def _named(self, written: str) -> Publisher | None:
        return self._names.get(name_key(written)) or self._names.get(name_key(_without_ending(written)))

    def select(self, names: Iterable[str]) -> tuple[CatalogueSource, ...]:
        """Sources of these publishers, groups, networks or provinces ("kontan", "KG Media", "all").

        Raises ConfigError with one line for each unknown name, naming the nearest right one.
        """
        chosen: set[PublisherId] = set()
        problems: list[str] = []
        for name in names:
            word = slug(name)
            if word == "all":
                return self.sources
            found = self._labels.get(word)
            if found is None and (publisher := self.by_credit_name(name)) is not None:
                found = frozenset({publisher.id})
            if found is None:
                meant = nearest(word, self._labels) or " (`ronda sources list --catalogue` shows them all)"
                problems.append(f'catalogue: unknown publisher or group "{name}"{meant}')
            chosen |= found or frozenset()
        if problems:
            raise ConfigError(problems)
        return tuple(source for source in self.sources if source.publisher in chosen)


def slug(text: str) -> str:
    """ "KG Media" -> "kg-media": the form of file names, ids and of `catalogue = [...]`."""
    return "-".join(re.findall(r"[a-z0-9]+", text.casefold()))


def name_key(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())


def _without_ending(name: str) -> str:
    return _ADDRESS_ENDING.sub("", name.casefold().strip())


def _names_of(publisher: Publisher) -> tuple[str, ...]:
    return (publisher.name, *publisher.names, *publisher.domains)
