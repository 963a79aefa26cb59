"""Publishers and headlines as credits write them, brought to one form."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache

from monitor.language.addresses import canonical
from monitor.model import Article, Credit, Publisher
from monitor.stories.headlines import near_keys

_TOP = frozenset("com net org id co info news tv web my ac go or sch biz site online xyz app io me asia".split())
_BEGINNINGS = ("harian", "koran", "majalah")
_ENDINGS = ("com", "live", "online", "news")
"""What outlets put around their names or leave out."""
_NOT_WORD = re.compile(r"[\W_]+")
_HOST = re.compile(r"^(?:https?://)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::\d+)?(?:/.*)?$")
_MERE_SOURCE = re.compile(r"[\W_]*(?:sumber|source|foto|via)\b", re.IGNORECASE)
"""Where facts are from, not whose text it is."""
_QUOTES = "\"'“”‘’«»`"
MIN_HEADLINE = 10
"""Letters and digits that a headline needs to identify an article."""
MIN_BEGINNING = 24
"""The same of a headline that a credit gives only in part."""
_BUCKET = MIN_BEGINNING
"""Letters of a headline that go into a key; the whole of it is compared afterwards."""
BEARERS = 8
"""Articles looked at for one key, the latest: headlines recur ("Jadwal Salat Hari Ini"), and the nearest in time is meant."""
_CUT = "..."
_BEHIND = re.compile(
    r"\s+[-–—|]\s+(?P<name>(?:(?! [-–—|] ).){2,40})$|\s+[(\[]?(?:halaman|page|hal)\.?\s+(?:all|semua|\d+)[)\]]?$",
    re.IGNORECASE,
)


def publisher_key(name: str) -> str:
    """One form for "Kontan", "KONTAN", "Kontan.co.id" and "nasional.kontan.co.id"; "detikcom" and "Detik.com" too, and
    "Antara", "ANTARA News" and "Antaranews.com"."""
    folded = unicodedata.normalize("NFKC", name).strip().strip(_QUOTES).casefold()
    host = _HOST.match(folded)
    if host:
        labels = host.group(1).split(".")
        while len(labels) > 1 and labels[-1] in _TOP:
            labels.pop()
        folded = labels[-1]
    key = _plain(folded)
    for beginning in _BEGINNINGS:
        if len(key) > len(beginning) + 3:
            key = key.removeprefix(beginning)
    for ending in _ENDINGS:
        if len(key) > len(ending) + 3:
            key = key.removesuffix(ending)
    return key


def outlet_of(written: str, publisher: Publisher | None) -> str:
    """Two articles are of one outlet when this is equal. `written` is the article's own word for its publisher."""
    return publisher.id if publisher is not None else publisher_key(written)


@lru_cache(maxsize=4096)
def names_of(written: str, publisher: Publisher | None) -> frozenset[str]:
    """Every form that credits may use for this publisher: of sosok.grid.id also the network's, "grid"."""
    forms = {written}
    if publisher is not None:
        forms |= {publisher.id, publisher.name, *publisher.names, *publisher.domains}
    return frozenset(filter(None, map(publisher_key, forms)))


def headline_key(title: str, outlet: Collection[str] = ()) -> str:
    """A headline without case, punctuation, spaces; "" when too short to identify an article.

    Neither "Halaman all" nor the outlet's name behind it ("... - Kompas.com") is part of it; `outlet` holds its keys. One
    that ends in "..." is only a beginning and keeps the dots.
    """
    return _key_of(_bare(title, outlet))


def _bare(title: str, outlet: Collection[str]) -> str:
    folded = unicodedata.normalize("NFKC", title).strip().strip(_QUOTES).casefold()
    while behind := _BEHIND.search(folded):
        if (name := behind["name"]) and publisher_key(name) not in outlet and not _HOST.match(name):
            break
        folded = folded[: behind.start()]
    return folded


def _key_of(bare: str) -> str:
    plain = _plain(bare)
    if bare.endswith(_CUT) and len(plain) >= MIN_BEGINNING:
        return plain + _CUT
    return plain if len(plain) >= MIN_HEADLINE else ""


def one_headline(credited: str, other: str) -> bool:
    """Whether two headline keys are of one article; each may be only the beginning."""
    ours, theirs = credited.removesuffix(_CUT), other.removesuffix(_CUT)
    if credited != ours and other != theirs:
        return ours.startswith(theirs) or theirs.startswith(ours)
    if credited != ours:
        return theirs.startswith(ours)
    return ours.startswith(theirs) if other != theirs else ours == theirs


def speaks_for_itself(credit: Credit | None) -> bool:
    """A single line of its own that names publisher and headline, or says in words that the text is from the article
    that it links: such a credit alone makes a copy."""
    if credit is None or not credit.foot or credit.count != 1 or not publisher_key(credit.publisher):
        return False
    if credit.title:
        return bool(headline_key(credit.title))
    return _leads_to_an_article(credit)


def _leads_to_an_article(credit: Credit) -> bool:
    path = credit.url.partition("://")[2].partition("/")[2]
    return len(path) >= MIN_HEADLINE and not _MERE_SOURCE.match(credit.text)


@dataclass(frozen=True, slots=True)
class Keys:
    """What credits name an article by, and what its own credit names."""

    own: frozenset[str]
    headline: str  # as headline_key gives it
    written: str = ""  # the headline with its words apart
    near: frozenset[str] = frozenset()  # of the headline, for credits that get it a little wrong
    credited: str = ""  # a key among the credited article's `own`, or its canonical address; "" without such a credit
    credited_headline: str = ""
    credited_written: str = ""
    credited_near: frozenset[str] = frozenset()

    @property
    def sought(self) -> frozenset[str]:
        """The key among whose bearers the credited article is."""
        return frozenset((self.credited,)) if self.credited else frozenset()

    @property
    def meeting(self) -> frozenset[str]:
        """The keys whose crediting belongs here: this very article's, and the one's that it credits itself."""
        return self.own | self.sought

    @property
    def credited_address(self) -> str:
        return "" if self.credited_headline else self.credited

    @property
    def credited_outlet(self) -> str:
        return self.credited.partition(":")[0] if self.credited_headline else ""

    def are_of(self, outlet: str) -> bool:
        """Whether credits may call this article's publisher so."""
        return any(key.startswith(f"{outlet}:") for key in self.own)


def keys_of(article: Article, publisher: Publisher | None) -> Keys:
    names = names_of(article.publisher, publisher)
    written = _bare(article.title, names)
    headline = _key_of(written).removesuffix(_CUT)
    own = frozenset(f"{name}:{headline[:_BUCKET]}" for name in names) if headline else frozenset[str]()
    keys = Keys(own, headline, written, near_keys(written) if headline else frozenset())
    credit = article.credit
    if credit is None or not speaks_for_itself(credit):
        return keys
    outlet = publisher_key(credit.publisher)
    bare = _bare(credit.title, (outlet,))
    if credited := _key_of(bare):
        key = f"{outlet}:{credited.removesuffix(_CUT)[:_BUCKET]}"
        if key in own and one_headline(credited, headline):
            return keys
        near = near_keys(bare)
        return replace(keys, credited=key, credited_headline=credited, credited_written=bare, credited_near=near)
    address = canonical(credit.url)
    return keys if address == article.canonical_url else replace(keys, credited=address)


def _plain(text: str) -> str:
    return _NOT_WORD.sub("", text)
