"""What two compared texts are to each other: a copy, a part, a follow-up, a template filled anew, or nothing."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from monitor.model import Relation
from monitor.stories.comparing import Comparison, Facts, compare, figures_in_context, in_both
from monitor.stories.prepared import Prepared
from monitor.stories.rules import ALL_RULES, Rules
from monitor.stories.shapes import (
    a_block_inside,
    its_beginning,
    one_opening,
    only_ends,
    opens_with_news,
    other_names,
    refilled,
    told_above,
)
from monitor.stories.tokens import DATE, WEEKDAYS, Day, Tokens, misspelt, places_of, read_day

_FORM = 0.5
"""Share of house text above which an article is a form filled in."""
_DAY = timedelta(hours=18)
"""Apart by more, two articles are of different days, whatever the hour they came."""
_ALL = 0.9
_SPOKEN_OF = 0.2
"""Of a headline's words, when the other text does not speak of it."""
_CLEARLY = 0.35
"""Of each headline's words, when both texts tell of one thing."""
_NEAR = 5
"""Words from the shared text within which a date is taken to belong to it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`coverage`: share of the newcomer's words found in the earlier article, and the reverse, house text left out."""

    relation: Relation  # NEW: nothing to tell
    coverage: tuple[float, float]
    reason: str
    words: int = 0  # that both share, in runs
    cover: bytes = b""  # of the newcomer: a byte for each word, 1 where the earlier article has it
    another_day: bool = False  # dates in the same places differ: a recurring form of another day


def judge(new: Prepared, old: Prepared, house: frozenset[int] = frozenset(), rules: Rules = ALL_RULES) -> Verdict:
    """`house`: grams that many stories carry (StoryIndex.house_text of the newcomer)."""
    seen = compare(new, old)
    coverage = seen.coverage
    if rules.house_text and max(coverage) >= rules.contains:
        coverage = (
            _outside(new, seen.cover_a, coverage[0], house),
            _outside(old, seen.cover_b, coverage[1], house),
        )
    if new.url == old.url:
        return Verdict(Relation.SAME, coverage, "the same address", seen.words, seen.cover_a)
    another_day = _another_day(new, old, seen) if rules.dates else ""
    relation, reason = _relation(new, old, seen, coverage, another_day, house, rules)
    return Verdict(relation, coverage, reason, seen.words, seen.cover_a, bool(another_day))


def _relation(
    new: Prepared,
    old: Prepared,
    seen: Comparison,
    coverage: tuple[float, float],
    another_day: str,
    house: frozenset[int],
    rules: Rules,
) -> tuple[Relation, str]:
    high, low = max(coverage), min(coverage)
    shared = f"{coverage[0]:.0%} of this text, {coverage[1]:.0%} of that one"
    if high < rules.contains or not _enough(new, old, seen, rules):
        return Relation.NEW, "little text in common"
    is_copy = _is_copy(new, old, seen, coverage, rules)
    if is_copy or seen.replaced:
        known_form = rules.house_text and _is_form(new, house)
        if changed := another_day or filled_anew(new, old, seen, rules, known_form=known_form):
            return Relation.TEMPLATE, f"{changed}; otherwise {shared}"
    one_outlet = new.outlet == old.outlet != ""
    round_up = rules.round_ups and new.is_round_up != old.is_round_up
    start = rules.shape and its_beginning(new, old, seen)
    part = rules.shape and low < 0.5 and not start and a_block_inside(new, old, seen)
    if not is_copy:
        if one_outlet and not round_up and not part:
            return Relation.FOLLOW_UP, f"same outlet, part of the text again: {shared}"
        return Relation.CONTAINS, f"a part in common: {shared}"
    if round_up and (low < rules.round_up_copy or one_outlet):
        return Relation.CONTAINS, f"a round-up of several articles: {shared}"
    if rules.house_text and only_ends(seen) and topic(new, old) < 0.5:
        return Relation.NEW, "only house text at the end in common"
    if part:
        return Relation.CONTAINS, f"a part of a longer text that tells of others: {shared}"
    if rules.follow_ups and one_outlet and not start and _goes_on(new, old, seen, low, rules):
        return Relation.FOLLOW_UP, f"same outlet, background reused: {shared}"
    return Relation.SAME, shared


def _enough(new: Prepared, old: Prepared, seen: Comparison, rules: Rules) -> bool:
    """Whether more is shared than two articles about one thing share by chance."""
    if seen.words >= min(rules.contains_words, len(new) // 2, len(old) // 2):
        return True
    return seen.words >= rules.contains_block and all(
        max(map(len, cover.split(b"\0"))) >= rules.contains_block for cover in (seen.cover_a, seen.cover_b)
    )


def _is_copy(new: Prepared, old: Prepared, seen: Comparison, coverage: tuple[float, float], rules: Rules) -> bool:
    high, low = max(coverage), min(coverage)
    if rules.solidity and low < rules.solid_below and seen.solidity < rules.solid:
        return False
    if rules.shape and its_beginning(new, old, seen):
        return True
    one_text = low >= rules.whole and one_opening(seen)
    told = _told(new, old) if rules.topic and not one_text else (0.6, 0.6)
    about = sum(told) / 2
    if about < 0.5 and _strangers(new, old):
        return False
    if rules.shape and told_above(seen):
        return False
    if low >= rules.same_both and high >= rules.same_either:
        if low >= 0.4:
            return about >= 0.3
        return about >= 0.5 and (seen.coverage[0] >= 0.55 or min(told) >= _SPOKEN_OF)
    if coverage[0] >= rules.abridged_copy and coverage[1] >= rules.abridged_original:
        return about >= 0.5
    if coverage[0] >= rules.mostly_taken and coverage[1] >= rules.mostly_left and min(told) >= _CLEARLY:
        return True
    return high >= 0.45 and low >= 0.22 and about >= 0.7


def topic(a: Prepared, b: Prepared) -> float:
    """How far the headlines speak of each other's text, 0..1, mean of both ways."""
    return sum(_told(a, b)) / 2


def _told(a: Prepared, b: Prepared) -> tuple[float, float]:
    """How far each headline speaks of the other's text; one that has no words to tell by, as far as the other's."""
    ours, theirs = (len(x.subject & y.vocabulary) / len(x.subject) if x.subject else None for x, y in ((a, b), (b, a)))
    ours = ours if ours is not None else theirs
    theirs = theirs if theirs is not None else ours
    return (1.0, 1.0) if ours is None or theirs is None else (ours, theirs)


def _strangers(new: Prepared, old: Prepared) -> bool:
    """Whether each headline has a name of its own text that the other text never says."""
    return all(_own_names(x.title_words, x, y) for x, y in ((new, old), (old, new)))


def filled_anew(new: Prepared, old: Prepared, seen: Comparison, rules: Rules, *, known_form: bool = False) -> str:
    """The facts that make one text another match's or place's filling of the same form; "" when it is not one.

    `known_form`: many stories carry most of this text, so that one other figure is enough.
    """
    figures = figures_in_context(new, old, seen)
    figures = figures if figures.replaced >= seen.numbers.replaced else seen.numbers
    if rules.figures and (_other_figures(figures, seen.words) or (known_form and figures.replaced)):
        return "other figures in the same places: " + _examples(figures.examples)
    scores = _scores(new.title), _scores(old.title)
    if rules.figures and scores[0] and scores[1] and not scores[0] & scores[1]:
        return "headlines give other scores"
    facts = seen.names.replaced + figures.replaced + seen.dates.replaced
    kept = seen.names.kept + seen.numbers.kept + seen.dates.kept
    most = facts >= 0.15 * (facts + kept) or (seen.names.replaced >= 4 and seen.names.share >= 0.2)
    if rules.names and facts >= 4 and most:
        return "other names and figures in the same places: " + _examples(seen.names.examples + figures.examples)
    if rules.names and other_names(new, old, seen):
        return "a notice of the same form about others"
    if rules.names and (subjects := _other_subject(new, old)):
        return f"the same form about another subject: {subjects[0]} for {subjects[1]}"
    if rules.shape and refilled(new, old, seen):
        return f"a form filled with other words in {seen.slots} places"
    return ""


def _other_figures(figures: Facts, words: int) -> bool:
    """A corrected copy has one or two figures changed among many that stay; a form filled anew has most changed."""
    count, share = figures.replaced, figures.share
    if count >= 4:
        return share >= 0.2
    if count == 3:
        return share >= 0.4 and words <= 130
    return (count == 2 and share >= 0.5 and words <= 120) or (count == 1 and share == 1 and words <= 120)


def _scores(title: Tokens) -> set[tuple[str, ...]]:
    """ "2-1", whichever side is named first."""
    found = (word.split("-") for word in title.words if word[0].isdigit() and word.count("-") == 1)
    return {tuple(sorted(parts)) for parts in found if max(map(len, parts)) <= 2}


def _other_subject(new: Prepared, old: Prepared) -> tuple[str, str] | None:
    """Headlines of one form, each with a name of its own text that the other text never says: (ours, theirs)."""
    ours, theirs = new.title_words, old.title_words
    if len(ours & theirs) < 0.4 * min(len(ours), len(theirs)) or ours == theirs:
        return None
    mine, other = _own_names(ours - theirs, new, old), _own_names(theirs - ours, old, new)
    return next(((x, y) for x in mine for y in other if not misspelt(x, y)), None)


def _own_names(keys: Set[int], text: Prepared, other: Prepared) -> list[str]:
    own = (keys & text.names) - other.vocabulary
    words = {word for word, key in zip(text.title.words, text.title.keys, strict=True) if key in own}
    return sorted(word for word in words if len(word) >= 3)


def _another_day(new: Prepared, old: Prepared, seen: Comparison) -> str:
    ours, theirs = ({day for _, day in p.title.days} for p in (new, old))
    if ours and theirs and not ours & theirs:
        return "headlines name other days"
    if seen.dates.replaced >= 2 and seen.dates.share >= 0.3 and _moved(seen.dates.examples):
        return "another day: " + _examples(seen.dates.examples)
    if min(seen.coverage) < 0.75:
        return ""
    near = zip(_days_near(new, seen.cover_a), _days_near(old, seen.cover_b), strict=True)
    return "they tell of other days" if all(x and y and x.isdisjoint(y) for x, y in near) else ""


def _moved(replaced: tuple[tuple[str, str], ...]) -> bool:
    """Dates that move together to another day: not single figures corrected in them."""
    if any(x in WEEKDAYS and y in WEEKDAYS for x, y in replaced):
        return True
    steps = {read_day(x) - read_day(y) for x, y in replaced}
    return len(steps) == 1 and 0 < abs(steps.pop()) <= 62


def _examples(pairs: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"{x} for {y}" for x, y in pairs[:3])


def _days_near(text: Prepared, cover: bytes) -> tuple[set[Day] | set[str], ...]:
    """Days and weekdays named in the shared text or a few words from it."""
    body = text.body
    days = {day for at, day in body.days if cover.find(1, max(0, at - _NEAR), at + _NEAR + 1) >= 0}
    weekdays = {
        body.word(at) for at in places_of(DATE, body.kinds) if cover.find(1, max(0, at - _NEAR), at + _NEAR + 1) >= 0
    }
    return days, weekdays & WEEKDAYS


def _goes_on(new: Prepared, old: Prepared, seen: Comparison, low: float, rules: Rules) -> bool:
    """News of the same outlet above the text that it had before, and no new version of it."""
    if low < (rules.outlet_both if _retitled(new, old) or _returns(new, old, seen) else 0.5):
        return True
    return rules.shape and new.title_words != old.title_words and opens_with_news(new, old, seen)


def _retitled(new: Prepared, old: Prepared) -> bool:
    return len(new.title_words & old.title_words) < 0.5 * len(new.title_words | old.title_words)


def _returns(new: Prepared, old: Prepared, seen: Comparison) -> bool:
    """A headline that returns on another day, above a text that neither holds all of: a column, no correction."""
    if new.published is None or old.published is None or max(seen.coverage) >= _ALL:
        return False
    return abs(new.published - old.published) > _DAY


def _is_form(text: Prepared, house: frozenset[int]) -> bool:
    least = _FORM * len(text.sample)
    return len(house) > least and len(house.intersection(text.sample.tolist())) > least


def _outside(text: Prepared, cover: bytes, of_all: float, house: frozenset[int]) -> float:
    """Coverage of what is not house text (sampled grams of it in a row); of everything where little else is left to judge by."""
    if len(house) < 2:
        return of_all
    places, grams = text.sampled_at
    known = [nth for nth, gram in enumerate(grams) if gram in house]
    rows = [(places[nth], places[after] + 3) for nth, after in pairwise(known) if after == nth + 1]
    if not rows:
        return of_all
    mask = bytearray(b"\1") * len(text)
    for start, end in rows:
        mask[start:end] = bytes(end - start)
    own = mask.count(1)
    return of_all if own < max(20, len(text) // 5) else in_both(mask, cover) / own
