"""What credit lines prove: whose text an article carries; whether the original is known, late, or only named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from monitor.model import ArticleId
from monitor.stories.judging import Verdict, topic
from monitor.stories.prepared import Prepared
from monitor.stories.tokens import NAME, NUMBER, places_of

_FAR = timedelta(days=365)
_COMMON_NAMES = frozenset(
    ("indonesia", "republik", "jakarta", "jawa", "barat", "timur", "tengah", "selatan", "utara", "pusat", "kota",
     "kabupaten", "provinsi", "presiden", "menteri", "gubernur", "wib", "wita", "wit")
)  # fmt: skip
"""Half of all articles say them: they prove nothing."""


@dataclass(frozen=True, slots=True)
class Crediting:
    """Why a credit makes two articles one story."""

    reason: str
    original: bool = False  # the earlier article is the original that the newcomer credits
    late: bool = False  # the newcomer is the original that the earlier article credits


@dataclass(frozen=True, slots=True)
class Credits:
    by: Mapping[ArticleId, Crediting]
    named: bool  # the newcomer credits an original that is not among the earlier articles


def read_credits(new: Prepared, earlier: Sequence[tuple[ArticleId, Prepared, Verdict]]) -> Credits:
    """A foot credit outranks coverage, unless the known original shares nothing with the text.

    A recurring headline ("Jadwal salat hari ini") has several originals: the one nearest in time is meant.
    """
    by: dict[ArticleId, Crediting] = {}
    for article_id, old, verdict in earlier:
        if old.credit_key in new.own_keys and not verdict.another_day and akin(old, new, verdict):
            by[article_id] = Crediting("this is the original that its credit line names, come late", late=True)
    if not new.credit_key:
        return Credits(by, named=False)
    assert new.credit is not None
    originals = [found for found in earlier if new.credit_key in found[1].own_keys]
    for article_id, old, verdict in _nearest(new, originals):
        if not verdict.another_day and akin(new, old, verdict):
            reason = f"credit line names {new.credit.publisher} and this headline"
            by[article_id] = Crediting(reason, original=True)
    if originals:
        return Credits(by, named=False)
    for article_id, old, verdict in earlier:
        if old.credit_key == new.credit_key and not verdict.another_day:
            by.setdefault(article_id, Crediting(f"both credit {new.credit.publisher} with one headline"))
    return Credits(by, named=True)


def akin(copy: Prepared, original: Prepared, verdict: Verdict) -> bool:
    """A phrase, figures and names, or the headlines' own words in common: enough to believe a credit line."""
    if verdict.words or topic(copy, original) >= 0.35:
        return True
    ours, theirs = _names(copy), _names(original)
    names = len(ours & theirs)
    if names >= 2 and _figures(copy) & _figures(original):
        return True
    return names >= 3 and names >= 0.25 * min(len(ours), len(theirs))


def _nearest(
    new: Prepared, originals: Sequence[tuple[ArticleId, Prepared, Verdict]]
) -> Sequence[tuple[ArticleId, Prepared, Verdict]]:
    def distance(found: tuple[ArticleId, Prepared, Verdict]) -> tuple[timedelta, float, int]:
        then = found[1].published
        apart = abs(new.published - then) if new.published and then else _FAR
        return apart.days * timedelta(days=1), -sum(found[2].coverage), found[0]

    return sorted(originals, key=distance)[:1]


def _names(text: Prepared) -> set[str]:
    body = text.body
    named = {word for word in map(body.word, places_of(NAME, body.kinds)) if len(word) >= 3}
    return named - _COMMON_NAMES


def _figures(text: Prepared) -> set[str]:
    body = text.body
    numbers = (word for word in map(body.word, places_of(NUMBER, body.kinds)) if len(word) >= 3)
    return {word for word in numbers if not (word.isdigit() and len(word) == 4 and word[:2] in ("19", "20"))}
