"""Publishers and headlines as credits write them, brought to one form."""

import re
import unicodedata
from functools import lru_cache

from monitor.model import Article, Credit, Publisher

_TOP = frozenset("com net org id co info news tv web my ac go or sch biz site online xyz app io me asia".split())
_NOT_WORD = re.compile(r"[\W_]+")
_HOST = re.compile(r"^(?:https?://)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::\d+)?(?:/.*)?$")
_QUOTES = "\"'“”‘’«»`"
MIN_HEADLINE = 10
"""Letters and digits that a headline needs to identify an article."""


def publisher_key(name: str) -> str:
    """One form for "Kontan", "KONTAN", "Kontan.co.id" and "nasional.kontan.co.id"; "detikcom" and "Detik.com" too."""
    folded = unicodedata.normalize("NFKC", name).strip().strip(_QUOTES).casefold()
    host = _HOST.match(folded)
    if host:
        labels = host.group(1).split(".")
        while len(labels) > 1 and labels[-1] in _TOP:
            labels.pop()
        folded = labels[-1]
    key = _plain(folded)
    return key[:-3] if key.endswith("com") and len(key) > 6 else key


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


def headline_key(title: str) -> str:
    """A headline without case, punctuation, spaces; "" when too short to identify an article."""
    plain = _plain(unicodedata.normalize("NFKC", title).casefold())
    return plain if len(plain) >= MIN_HEADLINE else ""


def speaks_for_itself(credit: Credit | None) -> bool:
    """A single line of its own that names publisher and headline: such a credit alone makes a copy."""
    if credit is None or not credit.foot or credit.count != 1:
        return False
    return bool(publisher_key(credit.publisher) and headline_key(credit.title))


def keys_of(article: Article, publisher: Publisher | None) -> tuple[frozenset[str], str]:
    """(keys under which credits name this article, key of the article that its own credit names or "")."""
    own = headline_key(article.title)
    keys = frozenset(f"{key}:{own}" for key in names_of(article.publisher, publisher)) if own else frozenset()
    credit = article.credit
    if credit is None or not speaks_for_itself(credit):
        return keys, ""
    credited = f"{publisher_key(credit.publisher)}:{headline_key(credit.title)}"
    return keys, "" if credited in keys else credited


def credit_keys(article: Article, publisher: Publisher | None = None) -> tuple[str, ...]:
    """Keys for the store's look-up: articles that a credit may join have one in common. Sorted; the credit's last."""
    own, credited = keys_of(article, publisher)
    return (*sorted(own), credited) if credited else tuple(sorted(own))


def _plain(text: str) -> str:
    return _NOT_WORD.sub("", text)
