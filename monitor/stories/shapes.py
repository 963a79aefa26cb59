"""Where in two texts the words lie that they share: only at the ends, as one block inside, after fresh news, around slots."""

from monitor.stories.comparing import Comparison
from monitor.stories.prepared import Prepared
from monitor.stories.tokens import NAME, places_of

_OPENING = 30
"""Words in which an article says what is new."""
_SOLID = 0.93
"""Of the stretch from the first shared word to the last, what is shared in a block lifted whole."""
_WHOLE = 0.9
"""Of a text that stands in another, when it is all of it."""
_PART = 0.4
"""Of the longer text, when the block is the lesser part of it."""
_OF_OTHERS = 0.3
"""Names of the rest that the block knows too; where they are fewer, the rest tells of others."""
_AS_LONG = 0.85
_SLOT_EVERY = 60
"""Words of a form for each slot that is filled anew."""


def only_ends(seen: Comparison) -> bool:
    """Nothing in common before the last part of either text: what an outlet puts under everything."""
    starts = []
    for cover in (seen.cover_a, seen.cover_b):
        at, left = -1, max(1, cover.count(1) // 20)
        for _ in range(left):
            at = cover.find(1, at + 1)
        starts.append(at / max(1, len(cover)))
    return min(starts) >= 0.25


def a_block_inside(new: Prepared, old: Prepared, seen: Comparison) -> bool:
    """One text stands in the other, or the half of one in the other, as a single block, and the rest tells of others.

    So it is with excerpts and with collections of articles, whatever their headline. A copy that was cut short leaves
    a rest with the same people; a copy with foreign paragraphs is no single block.
    """
    if seen.coverage[0] < seen.coverage[1]:
        longer, cover, shorter = new, seen.cover_a, old
    else:
        longer, cover, shorter = old, seen.cover_b, new
    first, last = cover.find(1), cover.rfind(1)
    if cover.count(1) < _SOLID * (last - first + 1):
        return False
    names = [longer.body.keys[at] for at in places_of(NAME, longer.body.kinds) if not cover[at]]
    if sum(key in shorter.vocabulary for key in names) >= _OF_OTHERS * len(names):
        return False
    if max(seen.coverage) >= _WHOLE:
        return True
    return min(seen.coverage) < _PART and _headline_is_of_the_rest(longer, cover)


def _headline_is_of_the_rest(text: Prepared, cover: bytes) -> bool:
    block, rest = set[int](), set[int]()
    for key, shared in zip(text.body.keys, cover, strict=True):
        (block if shared else rest).add(key)
    return len(text.subject & rest) > len(text.subject & block)


def opens_with_news(seen: Comparison) -> bool:
    """The newcomer's opening is not in the earlier text: what follows is background."""
    opening = seen.cover_a[:_OPENING]
    return opening.count(1) < 0.5 * len(opening)


def refilled(new: Prepared, old: Prepared, seen: Comparison) -> bool:
    """Texts of one length that differ by what stands between the same words: a form whose slots hold sentences.

    A copy is cut, or something is put in; only a form loses as much as it gains, in the same places.
    """
    longest, shortest = max(len(new), len(old)), min(len(new), len(old))
    if shortest < _AS_LONG * longest:
        return False
    one_headline = len(new.title_words & old.title_words) >= 0.8 * len(new.title_words | old.title_words)
    if seen.slots < max(1 if one_headline else 2, shortest // _SLOT_EVERY):
        return False
    less = 0.5 if one_headline else 1.0
    return seen.refilled >= 0.2 * less * seen.words and seen.refilled >= 0.5 * less * (longest - seen.words)
