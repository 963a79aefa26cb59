"""What credit lines prove: whose text an article carries; whether the original is known, late, or only named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from monitor.model import ArticleId, Relation
from monitor.stories.headlines import Slips, slips
from monitor.stories.judging import Verdict, topic
from monitor.stories.names import one_headline
from monitor.stories.prepared import Prepared
from monitor.stories.tokens import NAME, NUMBER, places_of

_FAR = timedelta(days=365)
_MORE_THAN_A_PHRASE = 16
"""Words in common that are no mere turn of phrase."""
_AFTER = timedelta(days=3)
"""Published by more after a copy, an article cannot be what it was copied from: its headline came back."""
_APART = (Relation.TEMPLATE, Relation.FOLLOW_UP)
"""Told apart by their texts: headlines that are only nearly the same do not outweigh it."""
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


@dataclass(frozen=True, slots=True)
class Compared:
    """An earlier article beside the newcomer. `near`: found by a headline that a credit may have got a little wrong."""

    article_id: ArticleId
    prepared: Prepared
    verdict: Verdict
    near: bool = False


def read_credits(new: Prepared, earlier: Sequence[Compared]) -> Credits:
    """A foot credit outranks coverage, unless the known original shares nothing with the text.

    A recurring headline ("Jadwal salat hari ini") has several originals: the one nearest in time is meant.
    """
    by: dict[ArticleId, Crediting] = {}
    for one in earlier:
        if _came_late(new, one) and not one.verdict.another_day and akin(one.prepared, new, one.verdict):
            by[one.article_id] = Crediting("this is the original that its credit line names, come late", late=True)
    if not new.keys.credited:
        return Credits(by, named=False)
    assert new.credit is not None
    what = "this headline" if new.credit.title else "this address"
    originals = [one for one in earlier if credits_it(new, one.prepared)]
    if not originals:
        what = "nearly this headline"
        originals = [one for one in earlier if one.near and _nearly_credits_it(new, one.prepared, one.verdict)]
    for one in _nearest(new, originals):
        if not one.verdict.another_day and akin(new, one.prepared, one.verdict):
            reason = f"credit line names {new.credit.publisher} and {what}"
            by[one.article_id] = Crediting(reason, original=True)
    if originals:
        return Credits(by, named=False)
    for one in earlier:
        if _one_original(one, new) and not one.verdict.another_day:
            by.setdefault(one.article_id, Crediting(f"both credit {new.credit.publisher} with one article"))
    return Credits(by, named=True)


def still_sought(new: Prepared, earlier: Iterable[Prepared]) -> frozenset[str]:
    """The keys of its credited headline written a little differently, where none of these is what the credit names."""
    keys = new.keys.credited_near
    return frozenset() if not keys or any(credits_it(new, old) for old in earlier) else keys


def credits_it(copy: Prepared, original: Prepared) -> bool:
    """Whether the copy's credit names this article, by headline or by address."""
    ours, theirs = copy.keys, original.keys
    if not ours.credited_headline:
        return ours.credited == original.url != ""
    return ours.credited in theirs.own and one_headline(ours.credited_headline, theirs.headline)


def _nearly_credits_it(copy: Prepared, original: Prepared, verdict: Verdict) -> bool:
    """The same but for what is easily got wrong in a headline."""
    ours, theirs = copy.keys, original.keys
    if verdict.relation in _APART or not theirs.are_of(ours.credited_outlet):
        return False
    found = slips(ours.credited_written, theirs.written)
    return found is not None and _are_mere(found, copy, original)


def _are_mere(found: Slips | None, copy: Prepared, other: Prepared) -> bool:
    """A word that the copy's own headline has, or that only its text says, is no slip: the credit means another article."""
    if found is None:
        return True
    if found.changed & copy.title.said:
        return False
    return (found.changed | found.misprinted) & copy.body.said <= other.body.said | other.title.said


def _came_late(late: Prepared, copy: Compared) -> bool:
    made = copy.prepared
    if not credits_it(made, late) and not (copy.near and _nearly_credits_it(made, late, copy.verdict)):
        return False
    return not made.published or not late.published or late.published - made.published <= _AFTER


def _one_original(one: Compared, new: Prepared) -> bool:
    ours, theirs = new.keys, one.prepared.keys
    if one.near and ours.credited_outlet == theirs.credited_outlet != "" and one.verdict.relation not in _APART:
        both = ours.credited_written, theirs.credited_written
        there, back = slips(*both), slips(*reversed(both))
        mere = _are_mere(there, new, one.prepared) and _are_mere(back, one.prepared, new)
        return mere and bool(there or back) and akin(new, one.prepared, one.verdict)
    if ours.credited != theirs.credited or not ours.credited:
        return False
    return one_headline(ours.credited_headline, theirs.credited_headline)


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


def _nearest(new: Prepared, originals: Sequence[Compared]) -> Sequence[Compared]:
    def distance(one: Compared) -> tuple[timedelta, float, int]:
        then = one.prepared.published
        apart = abs(new.published - then) if new.published and then else _FAR
        return apart.days * timedelta(days=1), -sum(one.verdict.coverage), one.article_id

    return sorted(originals, key=distance)[:1]


def _names(text: Prepared) -> set[str]:
    body = text.body
    named = {word for word in map(body.word, places_of(NAME, body.kinds)) if len(word) >= 3}
    return named - _COMMON_NAMES


def _figures(text: Prepared) -> set[str]:
    body = text.body
    numbers = (word for word in map(body.word, places_of(NUMBER, body.kinds)) if len(word) >= 3)
    return {word for word in numbers if not (word.isdigit() and len(word) == 4 and word[:2] in ("19", "20"))}
