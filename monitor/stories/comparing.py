"""Two texts laid side by side: which words they share, in which runs, and which facts were put in place of others."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, compress, pairwise
from typing import NamedTuple

import numpy as np

from monitor.stories.prepared import Prepared
from monitor.stories.tokens import DATE, NAME, NUMBER, WORD, Places, Tokens, misspelt

_GAP = 8
"""Words that an edit inside a run may replace."""
_LONG_GAP = 60
"""The same where the words are mostly numbers and names: a table, a list."""
_WORTHWHILE = 0.1
"""Coverage below which nobody asks for the facts."""
_FACTS = frozenset((NUMBER, DATE, NAME))
_SLOT = 3
"""Words of a slot: fewer are a synonym, a typing error, a figure."""
_BESIDE = 2
"""Words from a shared one within which a figure belongs to the shared text."""
_CURRENCIES = frozenset(("rp", "idr", "us", "usd", "dolar", "rupiah"))
"""One for another is the same amount told to other readers."""
_RUN = 6
"""Words that must agree before a run counts at all."""


class Run(NamedTuple):
    """Words of A from `a` up to `end_a` that stand in B from `b` up to `end_b`."""

    a: int
    end_a: int
    b: int
    end_b: int

    @property
    def words(self) -> int:
        return self.end_a - self.a


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts of one kind in the shared text: kept, and replaced in place by others."""

    kept: int = 0
    replaced: int = 0
    examples: tuple[tuple[str, str], ...] = ()

    @property
    def share(self) -> float:
        return self.replaced / (self.kept + self.replaced) if self.replaced else 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """`coverage`: share of A's words found in B, and the reverse. `cover_a`, `cover_b`: a byte for each word, 1 where
    it is shared."""

    coverage: tuple[float, float]
    words: int
    solidity: (
        float  # words in the run that a shared word stands in, on average: edited copies 10 and more, retellings 5
    )
    cover_a: bytes
    cover_b: bytes
    numbers: Facts
    dates: Facts
    names: Facts
    slots: int  # places between shared runs where both have other words, several of them
    refilled: int  # words that stand there

    @property
    def replaced(self) -> int:
        """Facts that stand in each other's place."""
        return self.numbers.replaced + self.dates.replaced + self.names.replaced

    def turned(self) -> "Comparison":
        """The same, seen from B."""
        return Comparison(
            (self.coverage[1], self.coverage[0]),
            self.words,
            self.solidity,
            self.cover_b,
            self.cover_a,
            _turned(self.numbers),
            _turned(self.dates),
            _turned(self.names),
            self.slots,
            self.refilled,
        )


_NO_FACTS = Facts()


def compare(a: Prepared, b: Prepared) -> Comparison:
    """Symmetric: `compare(b, a) == compare(a, b).turned()`."""
    more = len(a) - len(b)
    if more > 0 or (more == 0 and a.hashes.tobytes() > b.hashes.tobytes()):
        return _compare(b, a).turned()
    return _compare(a, b)


def _compare(a: Prepared, b: Prepared) -> Comparison:
    chains = [runs for runs in _chains(_runs(a, b), a, b) if sum(run.words for run in runs) >= _RUN]
    cover_a, cover_b = bytearray(len(a)), bytearray(len(b))
    words = squares = 0
    for run in chain.from_iterable(chains):
        size = run.end_a - run.a
        cover_a[run.a : run.end_a] = cover_b[run.b : run.end_b] = b"\1" * size
        words += size
        squares += size * size
    shared = bytes(cover_a)
    for before, after in chain.from_iterable(map(pairwise, chains)):
        gap_a, gap_b = after.a - before.end_a, after.b - before.end_b
        if gap_a <= _GAP and gap_b <= _GAP:
            bridged = b"\1" * min(gap_a, gap_b)
            cover_a[before.end_a : before.end_a + len(bridged)] = bridged
            cover_b[before.end_b : before.end_b + len(bridged)] = bridged
    coverage = cover_a.count(1) / max(1, len(a)), cover_b.count(1) / max(1, len(b))
    facts = _facts(a, b, chains, shared) if max(coverage) >= _WORTHWHILE else (_NO_FACTS,) * 3
    slots = _slots(a.body.kinds, b.body.kinds, list(chain.from_iterable(chains)))
    return Comparison(
        coverage, words, squares / max(1, words), bytes(cover_a), bytes(cover_b), *facts, len(slots), sum(slots)
    )


def _slots(kinds_a: bytes, kinds_b: bytes, runs: list[Run]) -> list[int]:
    """Words of each place between two runs that both texts fill with words of their own; names not counted, which move
    where a quotation is told."""
    slots = []
    for before, after in pairwise(runs):
        words = min(after.a - before.end_a, after.b - before.end_b)
        if words >= _SLOT:
            names = kinds_a.count(NAME, before.end_a, after.a), kinds_b.count(NAME, before.end_b, after.b)
            words = min(after.a - before.end_a - names[0], after.b - before.end_b - names[1])
            slots += [words] if words >= _SLOT else []
    return slots


def in_both(one: bytes | bytearray, other: bytes | bytearray) -> int:
    """How many places both mark with a 1."""
    return (int.from_bytes(one, "little") & int.from_bytes(other, "little")).bit_count()


def _facts(a: Prepared, b: Prepared, chains: list[list[Run]], shared: bytes) -> tuple[Facts, Facts, Facts]:
    tally = _Tally(a.body, b.body, shared)
    for before, after in chain.from_iterable(map(pairwise, chains)):
        tally.replace(before.end_a, after.a, before.end_b, after.b)
    return tally.facts(NUMBER), tally.facts(DATE), tally.facts(NAME)


def _runs(a: Prepared, b: Prepared) -> list[Run]:
    """Maximal runs of shared words, in A's order."""
    runs: list[Run] = []
    end_a = end_b = 0
    for here, there, words in _stretches(*_shared(a, b)):
        overlap = max(0, end_a - here, end_b - there if 0 < end_b - there <= 2 else 0)
        end_a, end_b = here + words, there + words
        if overlap < words:
            runs.append(Run(here + overlap, end_a, there + overlap, end_b))
    return runs


def _shared(a: Prepared, b: Prepared) -> tuple[Places, Places]:
    """Where the grams of A stand that B has, and where in B: of several places the one nearest to where the gram before
    it leads."""
    order, ordered = b.sorted_grams
    if not len(ordered):
        return order, order
    found = ordered.searchsorted(a.hashes)
    at = (ordered.take(found, mode="clip") == a.hashes).nonzero()[0]
    found = found[at]
    several = b.several[found].nonzero()[0]
    if not len(several):
        return at, order[found]
    here: list[int] = at.tolist()
    there: list[int] = order[found].tolist()
    for n, gram in zip(several.tolist(), ordered[found[several]].tolist(), strict=True):
        places = b.repeated[gram]
        expected = here[n] + (there[n - 1] - here[n - 1] if n else 0)
        there[n] = expected if expected in places else min(places, key=lambda place: abs(place - expected))
    return at, np.array(there)


def _stretches(at: Places, to: Places) -> Iterable[tuple[int, int, int]]:
    """(place in A, place in B, words) of the grams that follow each other in both."""
    if not len(at):
        return ()
    breaks = ((at[1:] - at[:-1] != 1) | (to[1:] - to[:-1] != 1)).nonzero()[0]
    firsts, ends = np.zeros(len(breaks) + 1, np.int64), np.empty(len(breaks) + 1, np.int64)
    firsts[1:], ends[:-1], ends[-1] = breaks + 1, breaks, len(at) - 1
    return zip(at[firsts].tolist(), to[firsts].tolist(), (ends - firsts + 3).tolist(), strict=True)


def _chains(runs: list[Run], a: Prepared, b: Prepared) -> list[list[Run]]:
    chains: list[list[Run]] = []
    for run in runs:
        if chains and _follows(chains[-1][-1], run, a, b):
            chains[-1].append(run)
        else:
            chains.append([run])
    return chains


def _follows(before: Run, after: Run, a: Prepared, b: Prepared) -> bool:
    gap_a, gap_b = after.a - before.end_a, after.b - before.end_b
    if gap_a < 0 or gap_b < 0:
        return False
    if gap_a <= _GAP and gap_b <= _GAP:
        return True
    if gap_a > _LONG_GAP or gap_b > _LONG_GAP:
        return False
    words_a = a.body.kinds.count(WORD, before.end_a, after.a)
    words_b = b.body.kinds.count(WORD, before.end_b, after.b)
    return words_a * 2 <= gap_a and words_b * 2 <= gap_b


class _Tally:
    """Counts facts kept and, while the chains are walked, facts replaced."""

    def __init__(self, a: Tokens, b: Tokens, shared: bytes) -> None:
        self._a, self._b = a, b
        kinds = bytes(compress(a.kinds, shared))
        self._kept = [kinds.count(kind) for kind in (WORD, NUMBER, DATE, NAME)]
        self._replaced: list[list[tuple[str, str]]] = [[], [], [], []]

    def replace(self, a: int, a_end: int, b: int, b_end: int) -> None:
        if a == a_end or b == b_end:
            return
        for kind in _FACTS.intersection(self._a.kinds[a:a_end]).intersection(self._b.kinds[b:b_end]):
            ours = _of_kind(self._a, kind, a, a_end)
            theirs = _of_kind(self._b, kind, b, b_end)
            if kind == NAME and _one_name(ours, theirs):
                continue
            gone = [word for word in ours if word not in theirs]
            come = [word for word in theirs if word not in ours]
            self._kept[kind] += len(ours) - len(gone)
            pairs = list(zip(gone, come, strict=False))
            if kind == NAME:
                pairs = [(x, y) for x, y in pairs if not misspelt(x, y) and self._is_another(x, y)]
            self._replaced[kind] += pairs

    def _is_another(self, ours: str, theirs: str) -> bool:
        """Names that both texts say have only changed places, as where a quotation is told."""
        if ours in _CURRENCIES and theirs in _CURRENCIES:
            return False
        return ours not in self._b.said or theirs not in self._a.said

    def facts(self, kind: int) -> Facts:
        return Facts(self._kept[kind], len(self._replaced[kind]), tuple(self._replaced[kind]))


def _of_kind(tokens: Tokens, kind: int, start: int, end: int) -> list[str]:
    return [tokens.word(at) for at, its in enumerate(tokens.kinds[start:end], start) if its == kind]


def _one_name(ours: list[str], theirs: list[str]) -> bool:
    """An abbreviation and its full form."""
    return any(
        len(short) == 1 and len(long) > 1 and short[0] == "".join(word[0] for word in long)
        for short, long in ((ours, theirs), (theirs, ours))
    )


def figures_in_context(a: Prepared, b: Prepared, seen: Comparison) -> Facts:
    """Numbers after the same two words, wherever they stand. One among words of its own text alone has replaced none."""
    kept, replaced = 0, []
    for context in a.figures.keys() & b.figures.keys():
        ours, theirs = a.figures[context], b.figures[context]
        kept += len(ours.keys() & theirs.keys())
        if ours.keys() != theirs.keys():
            gone = sorted(
                a.body.word(at) for key, at in ours.items() if key not in theirs and _is_among(seen.cover_a, at)
            )
            come = sorted(
                b.body.word(at) for key, at in theirs.items() if key not in ours and _is_among(seen.cover_b, at)
            )
            replaced += list(zip(gone, come, strict=False))
    return Facts(kept, len(replaced), tuple(sorted(replaced)))


def _is_among(cover: bytes, at: int) -> bool:
    return any(cover[max(0, at - _BESIDE) : at + _BESIDE + 1])


def _turned(facts: Facts) -> Facts:
    if not facts.replaced:
        return facts
    return Facts(facts.kept, facts.replaced, tuple((y, x) for x, y in facts.examples))
