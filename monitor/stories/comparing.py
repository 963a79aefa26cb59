"""Two texts laid side by side: which words they share, in which runs, and which facts were put in place of others."""

from dataclasses import dataclass
from itertools import pairwise

from monitor.stories.prepared import Prepared
from monitor.stories.tokens import DATE, NAME, NUMBER, Tokens

_GAP = 8
"""Words that an edit inside a run may replace."""
_LONG_GAP = 60
"""The same where the words are mostly numbers: a table."""
_RUN = 6
"""Words that must agree before a run counts at all."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of A from `a` on that stand in B from `b` on."""

    a: int
    b: int
    words: int


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
    cover_a: bytes
    cover_b: bytes
    numbers: Facts
    dates: Facts
    names: Facts
    figures: Facts  # numbers after the same two words, wherever they stand

    def turned(self) -> "Comparison":
        """The same, seen from B."""
        return Comparison(
            (self.coverage[1], self.coverage[0]),
            self.words,
            self.cover_b,
            self.cover_a,
            *(_turned(facts) for facts in (self.numbers, self.dates, self.names, self.figures)),
        )


def compare(a: Prepared, b: Prepared) -> Comparison:
    """Symmetric: `compare(b, a) == compare(a, b).turned()`."""
    if (len(a), a.grams) > (len(b), b.grams):
        return _compare(b, a).turned()
    return _compare(a, b)


def _compare(a: Prepared, b: Prepared) -> Comparison:
    chains = [chain for chain in _chains(_runs(a, b), a.body, b.body) if sum(run.words for run in chain) >= _RUN]
    cover_a, cover_b = bytearray(len(a)), bytearray(len(b))
    tally = _Tally(a.body, b.body)
    words = 0
    for chain in chains:
        for run in chain:
            cover_a[run.a : run.a + run.words] = cover_b[run.b : run.b + run.words] = b"\1" * run.words
            words += run.words
            tally.keep(run)
        for before, after in pairwise(chain):
            end_a, end_b = before.a + before.words, before.b + before.words
            tally.replace(end_a, after.a, end_b, after.b)
            if after.a - end_a <= _GAP and after.b - end_b <= _GAP:
                bridged = min(after.a - end_a, after.b - end_b)
                cover_a[end_a : end_a + bridged] = cover_b[end_b : end_b + bridged] = b"\1" * bridged
    return Comparison(
        coverage=(cover_a.count(1) / max(1, len(a)), cover_b.count(1) / max(1, len(b))),
        words=words,
        cover_a=bytes(cover_a),
        cover_b=bytes(cover_b),
        numbers=tally.facts(NUMBER),
        dates=tally.facts(DATE),
        names=tally.facts(NAME),
        figures=_figures_in_context(a, b),
    )


def _runs(a: Prepared, b: Prepared) -> list[Run]:
    """Maximal runs of shared words, in A's order; where a gram stands several times in B, the place nearest to where
    the last run ended."""
    runs: list[Run] = []
    grams, others, places = a.grams, b.grams, b.places
    at, drift, end_a, end_b = 0, 0, 0, 0
    while at < len(grams):
        found = places.get(grams[at])
        if found is None:
            at += 1
            continue
        to = found[0] if len(found) == 1 else min(found, key=lambda place: abs(place - at - drift))
        length = 1
        while at + length < len(grams) and to + length < len(others) and grams[at + length] == others[to + length]:
            length += 1
        overlap = max(0, end_a - at, end_b - to if 0 < end_b - to <= 2 else 0)
        if overlap < length + 2:
            runs.append(Run(at + overlap, to + overlap, length + 2 - overlap))
        drift = to - at
        end_a, end_b = at + length + 2, to + length + 2
        at += length
    return runs


def _chains(runs: list[Run], a: Tokens, b: Tokens) -> list[list[Run]]:
    chains: list[list[Run]] = []
    for run in runs:
        if chains and _follows(chains[-1][-1], run, a, b):
            chains[-1].append(run)
        else:
            chains.append([run])
    return chains


def _follows(before: Run, after: Run, a: Tokens, b: Tokens) -> bool:
    end_a, end_b = before.a + before.words, before.b + before.words
    gap_a, gap_b = after.a - end_a, after.b - end_b
    if gap_a < 0 or gap_b < 0:
        return False
    if gap_a <= _GAP and gap_b <= _GAP:
        return True
    if gap_a > _LONG_GAP or gap_b > _LONG_GAP:
        return False
    numbers = a.kinds.count(NUMBER, end_a, after.a), b.kinds.count(NUMBER, end_b, after.b)
    return numbers[0] * 2 >= gap_a and numbers[1] * 2 >= gap_b


class _Tally:
    """Counts facts kept and replaced while the chains are walked."""

    def __init__(self, a: Tokens, b: Tokens) -> None:
        self._a, self._b = a, b
        self._kept = [0, 0, 0, 0]
        self._replaced: list[list[tuple[str, str]]] = [[], [], [], []]

    def keep(self, run: Run) -> None:
        for kind in (NUMBER, DATE, NAME):
            self._kept[kind] += self._a.kinds.count(kind, run.a, run.a + run.words)

    def replace(self, a: int, a_end: int, b: int, b_end: int) -> None:
        if a == a_end or b == b_end:
            return
        for kind in (NUMBER, DATE, NAME):
            ours = _of_kind(self._a, kind, a, a_end)
            theirs = _of_kind(self._b, kind, b, b_end)
            if not ours or not theirs:
                continue
            if kind == NAME and _one_name(ours, theirs):
                continue
            gone = [word for word in ours if word not in theirs]
            come = [word for word in theirs if word not in ours]
            self._kept[kind] += len(ours) - len(gone)
            pairs = list(zip(gone, come, strict=False))
            if kind == NAME:
                pairs = [(x, y) for x, y in pairs if not _misspelt(x, y)]
            self._replaced[kind] += pairs

    def facts(self, kind: int) -> Facts:
        return Facts(self._kept[kind], len(self._replaced[kind]), tuple(self._replaced[kind]))


def _of_kind(tokens: Tokens, kind: int, start: int, end: int) -> list[str]:
    if tokens.kinds.find(kind, start, end) < 0:
        return []
    return [tokens.words[at] for at in range(start, end) if tokens.kinds[at] == kind]


def _one_name(ours: list[str], theirs: list[str]) -> bool:
    """An abbreviation and its full form."""
    return any(
        len(short) == 1 and len(long) > 1 and short[0] == "".join(word[0] for word in long)
        for short, long in ((ours, theirs), (theirs, ours))
    )


def _misspelt(x: str, y: str) -> bool:
    """Most letters agree from both ends: a typing error, not another name."""
    head = next((n for n, (p, q) in enumerate(zip(x, y, strict=False)) if p != q), min(len(x), len(y)))
    tail = next((n for n, (p, q) in enumerate(zip(x[::-1], y[::-1], strict=False)) if p != q), min(len(x), len(y)))
    return head + tail >= max(len(x), len(y)) - 2 and head + tail >= 2


def _figures_in_context(a: Prepared, b: Prepared) -> Facts:
    kept, replaced = 0, []
    for context in a.figures.keys() & b.figures.keys():
        ours, theirs = a.figures[context], b.figures[context]
        kept += len(ours & theirs)
        replaced += list(zip(sorted(ours - theirs), sorted(theirs - ours), strict=False))
    return Facts(kept, len(replaced), tuple(sorted(replaced)))


def _turned(facts: Facts) -> Facts:
    return Facts(facts.kept, facts.replaced, tuple((y, x) for x, y in facts.examples))
