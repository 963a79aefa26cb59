"""Where in two texts the words lie that they share: only at the ends, as one block inside, after fresh news, around slots."""

from itertools import compress

from monitor.stories.comparing import Comparison
from monitor.stories.prepared import Prepared
from monitor.stories.tokens import NAME, places_of

_OPENING = 30
"""Words in which an article says what is new."""
_NEARLY = 0.8
"""Of both texts, when only the opening is left to tell a new version from news; of a few lines that are copied."""
_KNOWN = 0.75
"""Words of an opening that the earlier text has too, when it tells nothing new."""
_TURNED = bytes((1, 0)) + bytes(254)
_PAUSE = bytes(10)
"""Words in a row that are not shared: a block ends."""
_SOLID = 0.8
"""Of all shared words, those of the one block."""
_MAINLY = 0.7
"""The same below news: turns of phrase that both know come on top."""
_ALL_OF_IT = 0.9
_A_HEADLINE = 5
"""Words of a headline that is nobody else's."""
_WHOLE = 0.9
"""Of a text that stands in another, when it is all of it."""
_MOSTLY = 0.5
"""Of a newcomer that is a copy, whatever stands above."""
_PART = 0.4
"""Of the longer text, when the block is the lesser part of it."""
_OF_OTHERS = 0.3
"""Names of the rest that the block knows too; where they are fewer, the rest tells of others."""
_AS_LONG = 0.85
_SENTENCE = 4
"""Words that may be a sentence of its own."""
_SEVERAL = 3
_LINES = 12.0
"""Words in a run, on average, where single lines return in any order."""
_DRAWN = 0.2
"""Of a form's words, when its sentences are drawn anew."""
FEW_LINES = 80
"""Words of a text in which stock phrases are much."""
_SHORT = 130
"""Words of a notice."""
_LARGE = 0.3
"""Of a form, when one slot is enough to tell it."""
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


def one_opening(seen: Comparison) -> bool:
    """Each text's opening stands in the other."""
    return all(2 * cover.count(1, 0, _OPENING) > min(_OPENING, len(cover)) for cover in (seen.cover_a, seen.cover_b))


def told_above(seen: Comparison) -> bool:
    """Half of the newcomer or more is its own and opens it; what it shares stands together: what happened before."""
    if seen.coverage[0] >= _MOSTLY or 2 * seen.cover_a.count(1, 0, _OPENING) > _OPENING:
        return False
    return _one_block(seen.cover_a, _MAINLY)


def its_beginning(new: Prepared, old: Prepared, seen: Comparison) -> bool:
    """The newcomer is what the earlier text begins with, under its headline: a print for readers who are to click on."""
    if len(new.title_words) < _A_HEADLINE or new.title_words != old.title_words:
        return False
    return seen.coverage[0] >= _ALL_OF_IT and one_opening(seen)


def a_block_inside(new: Prepared, old: Prepared, seen: Comparison) -> bool:
    """One text stands in the other, or the half of one in the other, as a single block, and the rest tells of others.

    So it is with excerpts and with collections of articles, whatever their headline. A copy that was cut short has the
    opening, to which the headline belongs, or leaves a rest with the same people; one with foreign paragraphs is no
    single block.
    """
    if seen.coverage[0] < seen.coverage[1]:
        longer, cover, shorter = new, seen.cover_a, old
    else:
        longer, cover, shorter = old, seen.cover_b, new
    if not _one_block(cover, _SOLID):
        return False
    if _opens_with_block(cover) and not _headline_is_of_the_rest(longer, cover):
        return False
    names = [longer.body.keys[at] for at in places_of(NAME, longer.body.kinds) if not cover[at]]
    if sum(key in shorter.vocabulary for key in names) >= _OF_OTHERS * len(names):
        return False
    if max(seen.coverage) >= _WHOLE:
        return True
    return min(seen.coverage) < _PART and _headline_is_of_the_rest(longer, cover)


def _one_block(cover: bytes, share: float) -> bool:
    return max(block.count(1) for block in cover.split(_PAUSE)) >= share * cover.count(1)


def _opens_with_block(cover: bytes) -> bool:
    return cover.count(1, 0, _OPENING) >= _ALL_OF_IT * min(_OPENING, len(cover))


def _headline_is_of_the_rest(text: Prepared, cover: bytes) -> bool:
    block = set(compress(text.body.keys, cover))
    rest = set(compress(text.body.keys, cover.translate(_TURNED)))
    return len(text.subject & rest) > len(text.subject & block)


def opens_with_news(new: Prepared, old: Prepared, seen: Comparison) -> bool:
    """The newcomer's opening is not in the earlier text, nor are many of its words: what follows is background.

    Where nearly all the rest is shared, an opening may also be the old one written anew, with the same words; not where
    the old one stands below it.
    """
    opening = seen.cover_a[:_OPENING]
    fresh = [key for key, shared in zip(new.body.keys, opening, strict=False) if not shared]
    if 2 * len(fresh) <= len(opening):
        return False
    if min(seen.coverage) < _NEARLY or _opens_with_block(seen.cover_b):
        return True
    return sum(key in old.vocabulary for key in fresh) < _KNOWN * len(fresh)


def other_names(new: Prepared, old: Prepared, seen: Comparison) -> bool:
    """Short texts of about one length, each with several names that the other never says: a notice for other places."""
    longest, shortest = max(len(new), len(old)), min(len(new), len(old))
    if longest > _SHORT or shortest < 0.75 * longest:
        return False
    share = 0.2 if seen.names.replaced >= 2 else 0.4
    own = len(new.names - old.vocabulary), len(old.names - new.vocabulary)
    return min(own) >= 3 and own[0] >= share * len(new.names) and own[1] >= share * len(old.names)


def refilled(new: Prepared, old: Prepared, seen: Comparison) -> bool:
    """Texts of one length that differ by what stands between the same words: a form whose slots hold sentences.

    A copy is cut, or something is put in; only a form loses as much as it gains, in the same places. Of a few lines a
    copy has nearly all.
    """
    longest, shortest = max(len(new), len(old)), min(len(new), len(old))
    if shortest < _AS_LONG * longest:
        return False
    a_version = new.outlet == old.outlet != "" and new.title_words == old.title_words
    if longest <= FEW_LINES and max(seen.coverage) < _NEARLY and not a_version:
        return True
    one_headline = len(new.title_words & old.title_words) >= 0.8 * len(new.title_words | old.title_words)
    if one_headline and seen.solidity < _LINES and _own_sentences(seen, shortest):
        return True
    several = 1 if one_headline or seen.refilled >= _LARGE * shortest else 2
    if seen.slots < max(several, shortest // _SLOT_EVERY):
        return False
    less = 0.5 if one_headline else 1.0
    return seen.refilled >= 0.2 * less * seen.words and seen.refilled >= 0.5 * less * (longest - seen.words)


def _own_sentences(seen: Comparison, words: int) -> bool:
    """In several places of each text something that the other has not, wherever it stands: lines drawn anew from a stock."""
    own = [[len(gap) for gap in cover.split(b"\1") if len(gap) >= _SENTENCE] for cover in (seen.cover_a, seen.cover_b)]
    return min(map(len, own)) >= _SEVERAL and min(map(sum, own)) >= _DRAWN * words
