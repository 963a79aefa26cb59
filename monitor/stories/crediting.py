"""What credit lines prove: whose text an article carries; whether the original is known, late, or only named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from monitor.model import ArticleId
from monitor.stories.judging import Verdict, topic
from monitor.stories.names import one_headline
from monitor.stories.prepared import Prepared
from monitor.stories.tokens import NAME, NUMBER, places_of

_FAR = timedelta(days=365)
_MORE_THAN_A_PHRASE = 16
"""Words in common that are no mere turn of phrase."""
_AFTER = timedelta(days=3)
"""Published by more after a copy, an article cannot be what it was copied from: its headline came back."""
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
        if _may_be_from(old, new) and not verdict.another_day and akin(old, new, verdict):
            by[article_id] = Crediting("this is the original that its credit line names, come late", late=True)
    if not new.keys.credited:
        return Credits(by, named=False)
    assert new.credit is not None
    originals = [found for found in earlier if credits_it(new, found[1])]
    for article_id, old, verdict in _nearest(new, originals):
        if not verdict.another_day and akin(new, old, verdict):
            what = "this headline" if new.credit.title else "this address"
            reason = f"credit line names {new.credit.publisher} and {what}"
            by[article_id] = Crediting(reason, original=True)
    if originals:
        return Credits(by, named=False)
    for article_id, old, verdict in earlier:
        if _one_original(old, new) and not verdict.another_day:
            by.setdefault(article_id, Crediting(f"both credit {new.credit.publisher} with one article"))
    return Credits(by, named=True)


def credits_it(copy: Prepared, original: Prepared) -> bool:
    """Whether the copy's credit names this article, by headline or by address."""
    ours, theirs = copy.keys, original.keys
    if not ours.credited_headline:
        return ours.credited == original.url != ""
    return ours.credited in theirs.own and one_headline(ours.credited_headline, theirs.headline)


def _may_be_from(copy: Prepared, late: Prepared) -> bool:
    if not credits_it(copy, late):
        return False
    return not copy.published or not late.published or late.published - copy.published <= _AFTER


def _one_original(one: Prepared, other: Prepared) -> bool:
    if one.keys.credited != other.keys.credited or not one.keys.credited:
        return False
    return one_headline(one.keys.credited_headline, other.keys.credited_headline)


def akin(copy: Prepared, original: Prepared, verdict: Verdict) -> bool:
    """A phrase, figures and names, or the headlines' own words in common: enough to believe a credit line."""
    if verdict.words >= _MORE_THAN_A_PHRASE:
        return True
    ours, theirs = _names(copy), _names(original)
    names, figures = len(ours & theirs), len(_figures(copy) & _figures(original))
    if verdict.words and (names or figures):
        return True
    if topic(copy, original) >= 0.35 and (names or figures):
        return True
    if names >= 2 and figures:
        return True
    return names >= 3 and names >= 0.15 * min(len(ours), len(theirs))


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
