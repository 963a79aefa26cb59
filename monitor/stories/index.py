"""Finds the stored articles that may share text with a new one. In memory; it only follows the articles table."""

import math
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from monitor.model import ArticleId, StoryId
from monitor.stories.prepared import MOST as MOST_SAMPLED
from monitor.stories.prepared import Prepared, read_fingerprint
from monitor.stories.segments import LARGEST, PLENTY, Postings, Rows
from monitor.stories.tokens import Grams

ENOUGH = 8
"""Members of one story that hold a gram: the next ones need not be found by it."""
FRESH = timedelta(days=7)
"""Members older than this do not count towards ENOUGH, so that a long story outlives its first members."""
HOUSE = 6
"""Stories that carry a gram before it counts as house text; one more for every 5,000 articles."""
MOST = 12
"""Candidates given: of a story the two most promising, and its oldest."""
_SHIFT = MOST_SAMPLED.bit_length()
_HOUR = 3600
_FRESH_HOURS = FRESH // timedelta(hours=1)
_HITS = np.array([max(min(max(size // 6, 1), 3), math.ceil(0.08 * size)) for size in range(MOST_SAMPLED + 1)])
"""Grams that two texts must share to be compared, by how many the shorter sample has."""
_NEVER = -1
"""The hour of an entry that another one has replaced."""


class IndexRow(NamedTuple):
    """What the index takes of a stored article."""

    article_id: ArticleId
    story_id: StoryId
    fingerprint: bytes
    hour: int  # as `hour_of` gives it: when Ronda first saw it


class StoryIndex:
    """About 200 bytes an article: sampled grams in sorted segments, and three columns. Not safe for threads.

    What an outlet always repeats is learnt here too, as grams that many stories carry: so it is rebuilt with the index.
    """

    def __init__(self) -> None:
        self._postings = Postings()
        self._base = 0  # row of the first column entry
        self._ids: npt.NDArray[np.int64] = np.zeros(0, np.int64)
        self._stories: npt.NDArray[np.int64] = np.zeros(0, np.int64)
        self._hours: npt.NDArray[np.int32] = np.zeros(0, np.int32)
        self._sizes: npt.NDArray[np.uint8] = np.zeros(0, np.uint8)
        self._count = 0  # column entries in use
        self._gone = 0  # column entries at the front that have expired
        self._horizon = 0  # hours: older rows are not given any more
        self._cursor = ArticleId(0)
        self._last: tuple[bytes, tuple[Rows, Rows, Rows]] | None = None
        self._carrying: tuple[object, Rows] = (None, np.zeros(0, np.int64))  # what was found, the stories in it

    def __len__(self) -> int:
        return self._count

    @property
    def cursor(self) -> ArticleId:
        """The last article taken in; 0 for none."""
        return self._cursor

    @property
    def nbytes(self) -> int:
        columns = (self._ids, self._stories, self._hours, self._sizes)
        return self._postings.nbytes + sum(column.nbytes for column in columns)

    def candidates(self, prepared: Prepared) -> list[ArticleId]:
        """Articles to compare with, the most promising first; at most a dozen, and few of one story."""
        sample = prepared.sample
        which, rows, _ = self._find(sample)
        rows, which = self._often(which, rows, len(sample))
        if not rows.size:
            return []
        weights = 1 / np.sqrt(np.maximum(1, self._stories_carrying(sample)))
        starts = _starts(rows)
        entries = rows[starts] - self._base
        score = np.add.reduceat(weights[which], starts) / np.minimum(len(sample), self._sizes[entries])
        ids = self._ids[entries]
        order = np.lexsort((ids, -score))
        of_story: dict[int, list[int]] = {}
        for article, story in zip(ids[order].tolist(), self._stories[entries[order]].tolist(), strict=True):
            of_story.setdefault(story, []).append(article)
        chosen = (dict.fromkeys((*found[:2], min(found))) for found in of_story.values())
        return [ArticleId(article) for story in chosen for article in story][:MOST]

    def house_text(self, prepared: Prepared) -> frozenset[int]:
        """Those of its sampled grams that many stories carry."""
        many = self._stories_carrying(prepared.sample) >= HOUSE + self._count // 5000
        return frozenset(prepared.sample[many].tolist())

    def add(self, article_id: ArticleId, story_id: StoryId, fingerprint: bytes, hour: int) -> None:
        """Takes in the next stored article; `hour` is when Ronda first saw it: the window is counted from there.

        Raises ValueError where ids do not ascend.
        """
        if article_id <= self._cursor:
            raise ValueError(f"article {article_id} after {self._cursor}: the index takes articles in id order")
        self._append(article_id, story_id, read_fingerprint(fingerprint), hour)
        self._cursor = article_id

    def _append(self, article_id: ArticleId, story_id: StoryId, sample: Grams, hour: int) -> None:
        which, rows, total = self._find(sample)
        popular = total > PLENTY
        kept = ~popular & ~self._held_by_story(which, rows, len(sample), story_id, hour)
        self._reserve(1)
        new = self._count
        self._ids[new], self._stories[new], self._hours[new], self._sizes[new] = article_id, story_id, hour, len(sample)
        self._count, self._last = new + 1, None
        self._postings.add(self._base + new, sample[kept], sample[popular])

    def load(self, rows: Iterable[tuple[ArticleId, StoryId, bytes, int]]) -> None:
        """As `add` for each row (see IndexRow), many times faster: half a million in seconds. Give an iterator that reads
        as it goes: no more than one segment's rows are held at a time."""
        waiting = iter(rows)
        while block := list(islice(waiting, LARGEST)):
            self._load(block)

    def move(self, article_id: ArticleId, story_id: StoryId) -> None:
        """An article changed its story (a person split or merged them). Unknown articles are ignored."""
        self._stories[self._entries_of(article_id)] = story_id
        self._last = None

    def renew(self, article_id: ArticleId, story_id: StoryId, fingerprint: bytes) -> None:
        """An article has another text, and perhaps another story, since it was taken in. Unknown articles are ignored."""
        known = self._entries_of(article_id)
        if not known.size:
            return
        hour = int(self._hours[known[-1]])
        self._hours[known] = _NEVER
        self._last = None
        self._append(article_id, story_id, read_fingerprint(fingerprint), hour)

    def _entries_of(self, article_id: ArticleId) -> Rows:
        return np.flatnonzero(self._ids[: self._count] == article_id)

    def expire(self, before: datetime) -> None:
        """Articles first seen before this are not given any more. Cheap: whole segments are let go."""
        horizon = hour_of(before)
        if horizon <= self._horizon:
            return
        self._horizon, self._last = horizon, None
        while self._gone < self._count and self._hours[self._gone] < horizon:
            self._gone += 1
        self._postings.drop(self._base + self._gone)
        if self._gone > 1024 and self._gone * 2 > self._count:
            self._compact()

    def _compact(self) -> None:
        keep = slice(self._gone, self._count)
        self._ids, self._stories = self._ids[keep].copy(), self._stories[keep].copy()
        self._hours, self._sizes = self._hours[keep].copy(), self._sizes[keep].copy()
        self._base += self._gone
        self._count -= self._gone
        self._gone = 0

    def _load(self, rows: Sequence[tuple[ArticleId, StoryId, bytes, int]]) -> None:
        columns = zip(*rows, strict=True)
        ids = np.array(next(columns), np.int64)
        if ids[0] <= self._cursor or (ids[1:] <= ids[:-1]).any():
            raise ValueError("the index takes articles in id order")
        stories = np.array(next(columns), np.int64)
        samples: tuple[bytes, ...] = next(columns)
        hours = np.array(next(columns), np.int64)
        sizes = np.fromiter(map(len, samples), np.int64, len(rows)) // 4
        grams = read_fingerprint(b"".join(samples))
        ends = np.cumsum(sizes)
        keep = np.ones(len(grams), np.bool_)
        held: dict[tuple[int, int], list[int]] = {}
        for at in np.flatnonzero(self._crowded(stories)).tolist():
            part = slice(ends[at] - sizes[at], ends[at])
            keep[part] = self._novel(grams[part], int(stories[at]), int(hours[at]), held)
        first = self._base + self._count
        self._reserve(len(rows))
        self._write(ids, stories, hours, sizes)
        self._postings.extend(
            first, first + len(rows), grams[keep], np.repeat(np.arange(len(rows)), sizes)[keep] + first
        )

    def _crowded(self, stories: Rows) -> npt.NDArray[np.bool_]:
        """Which of these articles belong to stories with so many members that `add` would look closer."""
        known = self._stories[: self._count]
        every = np.sort(np.concatenate((stories, known[np.isin(known, stories)])))
        crowded = every[ENOUGH:][every[ENOUGH:] == every[:-ENOUGH]]
        return np.isin(stories, crowded) if len(crowded) else np.zeros(len(stories), np.bool_)

    def _novel(
        self, sample: Grams, story: int, hour: int, held: dict[tuple[int, int], list[int]]
    ) -> npt.NDArray[np.bool_]:
        """What `add` would keep of an article of a crowded story; `held`: hours of the members with a gram, so far."""
        if self._count and not all((story, gram) in held for gram in sample.tolist()):
            which, rows, _ = self._find(sample)
            own = self._stories[rows - self._base] == story
            before: dict[int, list[int]] = {}
            for place, row in zip(which[own].tolist(), rows[own].tolist(), strict=True):
                before.setdefault(int(sample[place]), []).append(int(self._hours[row - self._base]))
            for gram in sample.tolist():
                held.setdefault((story, gram), before.get(gram, []))
        kept = np.ones(len(sample), np.bool_)
        for at, gram in enumerate(sample.tolist()):
            seen = held.setdefault((story, gram), [])
            kept[at] = sum(other >= hour - _FRESH_HOURS for other in seen) < ENOUGH
            if kept[at]:
                seen.append(hour)
        return kept

    def _find(self, sample: Grams) -> tuple[Rows, Rows, Rows]:
        key = sample.tobytes()
        if self._last is None or self._last[0] != key:
            which, rows, total = self._postings.find(sample)
            if rows.size:
                entries = rows - self._base
                fresh = (entries >= 0) & (self._hours.take(entries, mode="clip") >= self._horizon)
                which, rows = which[fresh], rows[fresh]
            self._last = (key, (which, rows, total))
        return self._last[1]

    def _often(self, which: Rows, rows: Rows, size: int) -> tuple[Rows, Rows]:
        """The postings of rows that share enough grams with the sample, in row order."""
        if rows.size < 2:
            return rows[:0], which[:0]
        pairs = np.sort((rows << _SHIFT) | which)
        rows, which = pairs >> _SHIFT, pairs & (2**_SHIFT - 1)
        starts = _starts(rows)
        hits = np.empty_like(starts)
        hits[:-1] = starts[1:] - starts[:-1]
        hits[-1] = len(rows) - starts[-1]
        sizes = np.minimum(size, self._sizes[rows[starts] - self._base])
        kept = (hits >= _HITS[sizes]).repeat(hits)
        return rows[kept], which[kept]

    def _stories_carrying(self, sample: Grams) -> Rows:
        """For each sampled gram the number of stories with it; for popular ones the number of articles."""
        found = self._find(sample)
        if self._carrying[0] is not found:
            self._carrying = found, self._count_stories(*found)
        return self._carrying[1]

    def _count_stories(self, which: Rows, rows: Rows, total: Rows) -> Rows:
        several = (total > 1)[which]
        which, rows = which[several], rows[several]
        pairs = np.sort((which << 48) | self._stories[rows - self._base])
        distinct = pairs[_starts(pairs)] >> 48
        counted = np.bincount(distinct, minlength=len(total))
        return np.where(total > PLENTY, total, np.maximum(counted, np.minimum(total, 1)))

    def _held_by_story(self, which: Rows, rows: Rows, size: int, story_id: StoryId, hour: int) -> npt.NDArray[np.bool_]:
        """Which of a sample's `size` grams enough members of the story hold already."""
        at = rows - self._base
        own = self._stories[at] == story_id
        if np.count_nonzero(own) < ENOUGH:
            return np.zeros(size, np.bool_)
        own &= self._hours[at] >= hour - _FRESH_HOURS
        return np.bincount(which[own], minlength=size) >= ENOUGH

    def _reserve(self, more: int) -> None:
        room = len(self._ids)
        if self._count + more <= room:
            return
        size = max(self._count + more, room + room // 8 + 1024)
        self._ids, self._stories = _grown(self._ids, size), _grown(self._stories, size)
        self._hours, self._sizes = _grown(self._hours, size), _grown(self._sizes, size)

    def _write(self, ids: Rows, stories: Rows, hours: Rows, sizes: Rows) -> None:
        new = slice(self._count, self._count + len(ids))
        self._ids[new], self._stories[new] = ids, stories
        self._hours[new], self._sizes[new] = hours, sizes
        self._count += len(ids)
        self._cursor = ArticleId(int(ids[-1]))
        self._last = None


def _starts(ordered: Rows) -> Rows:
    """Where each value begins in a sorted array."""
    changes = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=changes[1:])
    return changes.nonzero()[0]


def _grown(column: npt.NDArray[Any], size: int) -> npt.NDArray[Any]:
    larger = np.zeros(size, column.dtype)
    larger[: len(column)] = column
    return larger


def hour_of(at: datetime) -> int:
    """Whole hours since 1970: all that the index keeps of a moment."""
    return int(at.timestamp() // _HOUR)
