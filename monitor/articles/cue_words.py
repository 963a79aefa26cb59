"""A cue: how blocks begin that are no text. A table of them is asked once a block, by its size and its marks."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from monitor.articles.words import squeezed

PROSE = 320  # a longer block is prose, unless its opening leaves no doubt
WHOLE = r"[\W_]*$"
ON = r"(?:[^.!?]|\.(?=\w))"  # a character of the same sentence: dots in numbers and domains end none
TO_END = rf"{ON}*$"  # no sentence follows
READ = r"(?:baca|lihat|simak|tonton|saksikan|cek|klik|dengarkan|nonton|watch|read)"
ALSO = r"(?:juga|pula|lagi|selengkapnya|selanjutnya|lainnya|ini|di ?sini|more|also)"
THING = r"(?:artikel|berita|ulasan|liputan|konten|kisah|info\w*|laporan|video|videonya|foto|foto-foto\w*|live|streaming|podcast)"
NEWS = r"(?:berita|update|informasi|info|kabar|breaking news|artikel|konten|saluran|kanal|channel|grup|akun|kami)"
PLATFORM = (
    r"(?:whatsapp|wa channel|telegram|google\s?news|google discover|play ?store|app ?store|channel|saluran|aplikasi|"
    r"newsletter|ponsel\w*|youtube|instagram|tiktok|facebook|twitter|threads)"
)
PEOPLE = (
    r"(?:reporter|editor|penulis|kontributor|wartawan|jurnalis|koresponden|redaktur|pewarta|penyunting|penerjemah|"
    r"uploader|author|writer|translator|kreator|penyalin|rep|red|content writer|sub ?editor|produser|"
    r"video ?editor|fotografer|videografer|videography|"
    r"tim (?:liputan|redaksi)|redaktur & reporter|pewawancara)"
)
NAME = r"(?-i:[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,3})"
DAY = r"(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu)"

_SIZES = (90, 260, 2000)


@dataclass(frozen=True, slots=True)
class Cue:
    """A kind of noise: how its blocks begin, how long they may be, and what they must show."""

    kind: str
    words: str  # of the pattern, without what all share
    opening: re.Pattern[str]
    longest: int = PROSE
    marks: tuple[str, ...] = ()  # of a cue that begins with any words: one of these stands in it, in lower case
    ends: str = ""  # ... and it ends with one of these characters

    def may_be(self, text: str) -> bool:
        """Whether a block can be such noise at all, by its marks."""
        if self.ends and text[-1] not in self.ends:
            return False
        return not self.marks or any(map(text.lower().__contains__, self.marks))


def cue(kind: str, *parts: str, longest: int = PROSE, marks: Iterable[str] = (), ends: str = "") -> Cue:
    """A cue of a table. `marks`, `ends`: for one that may begin with any words, what it cannot do without."""
    words = "".join(parts)
    return Cue(kind, words, re.compile(f"(?i)[\\W_]*(?:{words})"), longest, tuple(marks), ends)


class CueTable:
    """Cues in their order, and labels that stand alone.

    Most blocks match none, and one question to all openings costs a tenth of one to each; a long block is asked only for the
    few cues that may be so long.
    """

    def __init__(self, cues: Iterable[Cue], labels: Iterable[str]) -> None:
        self._labels = frozenset(map(squeezed, labels))
        self._longest_label = max(map(len, self._labels), default=0) + 8
        ordered = tuple(cues)
        self._steps = [_Step([one for one in ordered if one.longest > least]) for least in (0, *_SIZES[:-1])]

    def kind_of(self, text: str) -> str:
        """The kind of the first cue that a block answers to; "" for text."""
        size = len(text)
        if size <= self._longest_label and squeezed(text) in self._labels:
            return "label"
        at = bisect_left(_SIZES, size)
        if at == len(_SIZES):
            return ""
        return next(
            (one.kind for one in self._steps[at].asked(text) if size <= one.longest and one.opening.match(text)), ""
        )


class _Step:
    """The cues that blocks of one size may answer to."""

    def __init__(self, cues: list[Cue]) -> None:
        self._cues = cues
        self._marked = [one for one in cues if one.marks]
        signs = re.escape("".join(mark[0] for one in self._marked for mark in one.marks))
        self._any_mark = re.compile(f"[{signs}]" if signs else "(?!)")
        worded = "|".join(one.words.replace("(?-i:", "(?:").replace("A-Z", "a-z") for one in cues if not one.marks)
        self._any_worded = re.compile(f"[\\W_]*(?:{worded})")

    def asked(self, text: str) -> Iterable[Cue]:
        """The cues worth asking. The pattern of all openings without a mark is asked first, for text in lower case."""
        if self._any_worded.match(text.lower()):
            return (one for one in self._cues if one.may_be(text))
        return (one for one in self._marked if one.may_be(text)) if self._any_mark.search(text) else ()
