"""Plays articles through the daemon's story, watch and alert decisions, on a store of its own that goes with it."""

import re
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from monitor.articles.plain import article_from_text, own_names_of
from monitor.language.addresses import canonical
from monitor.model import (
    Article,
    ArticleId,
    Credit,
    Match,
    Placing,
    Publisher,
    PublisherId,
    Span,
    StoryId,
    ToldAlert,
)
from monitor.played import Keys, Texts
from monitor.stories import (
    ALL_RULES,
    BEARERS,
    Earlier,
    Prepared,
    Rules,
    StoryIndex,
    fingerprint,
    hour_of,
    place,
    prepare_all,
    still_sought,
)
from monitor.written import read_json

PORTION = 16
"""Articles that are best read together: more would not fit into the processor's cache."""
RECENT = 1024
"""Articles that are kept ready to be compared."""
_NOW = datetime(2000, 1, 1, tzinfo=UTC)
"""A replay happens at one moment: nothing grows old in it."""
_HOUR = hour_of(_NOW)

PublisherOf = Callable[[str], Publisher | None]
Watching = Callable[[Article, Placing, Sequence[ToldAlert]], tuple[Sequence[Match], Sequence[str]]]
"""(article, placing, alerts of its story) -> (matches, names of the watches that raise a first alert)."""


@dataclass(frozen=True, slots=True)
class Played:
    """What became of one article; numbers are those of the order in which articles were played, from 1."""

    number: ArticleId
    placing: Placing
    story: StoryId  # the number of the story's first article
    credit: Credit | None
    matches: tuple[Match, ...] = ()
    alerts: tuple[str, ...] = ()


class Replay:
    """Articles one by one, in the order they come. Close it, or use it with `with`."""

    def __init__(
        self, publisher_of: PublisherOf = lambda _: None, watching: Watching | None = None, rules: Rules = ALL_RULES
    ) -> None:
        self._publisher_of = publisher_of
        self._watching = watching
        self._rules = rules
        self._index = StoryIndex()
        self._texts = Texts()
        self._stories = array("I", [0])
        self._own, self._credited = Keys(), Keys()
        self._told: dict[StoryId, tuple[ToldAlert, ...]] = {}
        self._prepared: OrderedDict[int, Prepared] = OrderedDict()

    def __enter__(self) -> "Replay":
        return self

    def __exit__(self, *_: object) -> None:
        self._texts.close()

    def play(self, article: Article) -> Played:
        return next(self.play_all([article]))

    def play_all(self, articles: Sequence[Article]) -> Iterator[Played]:
        """As `play` for each. A portion of PORTION articles is prepared in less time than one by one."""
        prepared = prepare_all((article, self._publisher_of(article.publisher)) for article in articles)
        yield from map(self._play, articles, prepared)

    def _play(self, article: Article, prepared: Prepared) -> Played:
        placing = self._place(prepared)
        known = placing.named_original is None
        number = ArticleId(len(self._stories))
        story = placing.story_id or StoryId(number)
        matches, alerts = self._watch(article, placing, story, number)
        self._remember(number, story, article, prepared, known)
        return Played(number, placing, story, article.credit, tuple(matches), tuple(alerts))

    def _place(self, prepared: Prepared) -> Placing:
        numbers: list[int] = list(self._index.candidates(prepared))
        keys, address = prepared.keys, {prepared.url}
        numbers += self._few(self._own, keys.sought | address)
        near = set[int]()
        if any(self._credited.numbers(keys.meeting | keys.near | address, 1)):
            numbers += self._few(self._credited, keys.meeting | address)
            near = self._few(self._credited, keys.near)
        found = self._prepare_again(dict.fromkeys((*numbers, *near)))
        if wanted := still_sought(prepared, (one for _, one in found)):
            near |= self._few(self._own, wanted) | self._few(self._credited, wanted)
            found += self._prepare_again(near.difference(number for number, _ in found))
        earlier = [
            Earlier(ArticleId(number), StoryId(self._stories[number]), one, near=number in near)
            for number, one in found
        ]
        house = self._index.house_text(prepared) if earlier else frozenset()
        return place(prepared, earlier, house, self._rules)

    def _few(self, table: Keys, keys: Iterable[str]) -> set[int]:
        """Of the bearers in each story the first and the last: one comparison tells as much as hundreds."""
        of_story: dict[int, list[int]] = {}
        for number in sorted(table.numbers(keys, BEARERS)):
            of_story.setdefault(self._stories[number], []).append(number)
        return {number for found in of_story.values() for number in (found[0], found[-1])}

    def _prepare_again(self, numbers: Iterable[int]) -> list[tuple[int, Prepared]]:
        known = {number: self._prepared.pop(number, None) for number in numbers}
        missing = [number for number, prepared in known.items() if prepared is None]
        if missing:
            articles = map(self._texts.read, missing)
            again = prepare_all((article, self._publisher_of(article.publisher)) for article in articles)
            known |= zip(missing, again, strict=True)
        found = [(number, prepared) for number, prepared in known.items() if prepared]
        for number, prepared in found:
            self._keep(number, prepared)
        return found

    def _keep(self, number: int, prepared: Prepared) -> None:
        """The articles of the moment are compared again and again."""
        self._prepared[number] = prepared
        if len(self._prepared) > RECENT:
            self._prepared.popitem(last=False)

    def _watch(
        self, article: Article, placing: Placing, story: StoryId, number: ArticleId
    ) -> tuple[Sequence[Match], Sequence[str]]:
        if self._watching is None:
            return (), ()
        told = self._told.get(story, ())
        matches, alerts = self._watching(article, placing, told)
        if alerts:
            new = (ToldAlert(watch, number, _NOW, ()) for watch in alerts)
            self._told[story] = (*told, *new)
        return matches, alerts

    def _remember(
        self, number: ArticleId, story: StoryId, article: Article, prepared: Prepared, original_known: bool
    ) -> None:
        self._stories.append(story)
        self._texts.add(article)
        self._index.add(number, story, fingerprint(prepared), _HOUR)
        keys = prepared.keys
        self._own.add(keys.own | keys.near | {prepared.url}, number)
        self._credited.add(keys.sought if original_known else keys.sought | keys.credited_near, number)
        self._keep(number, prepared)


def read_line(line: bytes, publisher_of: PublisherOf = lambda _: None) -> tuple[str, Article]:
    """(id, article) of one line of JSON as `ronda replay` takes it. ValueError says what is wrong with it."""
    row = read_json(line)
    if not isinstance(row, dict):
        raise ValueError("not a JSON object")  # noqa: TRY004  (the reader's one error)
    key = _text(row, "id")
    written = _text(row, "publisher")
    publisher = publisher_of(written)
    url = _text(row, "url", "")
    return key, article_from_text(
        url,
        _text(row, "title", ""),
        publisher.id if publisher else PublisherId(written),
        _time(row.get("published")),
        _text(row, "text"),
        _text(row, "section", ""),
        _credit(row.get("credit")),
        own_names=own_names_of(publisher),
        canonical_url=canonical(url) if url else f"replay:{key}",
    )


_NO = object()


def _text(row: Mapping[str, Any], key: str, default: Any = _NO) -> str:
    value = row.get(key, default)
    if value is _NO:
        raise ValueError(f"'{key}' is missing")
    if isinstance(value, int) and key == "id":
        return str(value)
    if value is None and default is not _NO:
        return str(default)
    if not isinstance(value, str):
        raise ValueError(f'"{key}" is not a text')  # noqa: TRY004
    return value


def _time(value: Any) -> datetime | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise ValueError('"published" is not a text')  # noqa: TRY004
    try:
        time = datetime.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f'"published" is no ISO 8601 time: {value!r}') from error
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _credit(value: Any) -> Credit | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise ValueError('"credit" is not a JSON object')  # noqa: TRY004
    return Credit(
        _text(value, "publisher", ""), _text(value, "title", ""), _text(value, "url", ""), _text(value, "text", "")
    )


def matches_as_given(matches: Sequence[Match], article: Article, title: str, text: str) -> tuple[Match, ...]:
    """The same matches with places in `title` and `text` as they were handed in; watches saw them cleaned."""
    places = {"title": _places((article.title,), title), "body": _places(article.paragraphs, text)}
    given = {"title": title, "body": text}
    return tuple(
        replace(match, spans=tuple(_moved(span, places[span.field], given[span.field]) for span in match.spans))
        for match in matches
    )


def _places(paragraphs: Sequence[str], given: str) -> list[int]:
    """For each character of the paragraphs joined by newlines, where it stands in `given`; -1 where it is not found."""
    places: list[int] = []
    at = 0
    for paragraph in paragraphs:
        found = re.compile(r"\s+".join(map(re.escape, paragraph.split()))).search(given, at)
        if found is None:
            places += [-1] * (len(paragraph) + 1)
            continue
        here = at = found.start()
        for _ in paragraph:
            while given[here].isspace() and given[here : here + 2].isspace():
                here += 1  # one blank stands for the whole run
            places.append(here)
            here += 1
        at = found.end()
        places.append(at)
    return places


def _moved(span: Span, places: Sequence[int], given: str) -> Span:
    if span.end > len(places) or span.start >= len(places) or -1 in places[span.start : span.end]:
        start = given.find(span.text)
        return replace(span, start=start, end=start + len(span.text)) if start >= 0 else span
    start, end = places[span.start], places[span.end - 1] + 1
    return replace(span, start=start, end=end, text=given[start:end])


def line_out(key: str, played: Played, ids: Sequence[str]) -> dict[str, Any]:
    """The answer of `ronda replay`; `ids[n]` is the id of article number n."""
    return {
        "id": key,
        "story": ids[played.story],
        "relation": played.placing.relation.value,
        "links": [
            {
                "to": ids[link.to],
                "relation": link.relation.value,
                "coverage": [round(share, 3) for share in link.coverage],
                "reason": link.reason,
            }
            for link in played.placing.links
        ],
        "matches": [
            {
                "watch": match.watch,
                "spans": [
                    {
                        "field": s.field,
                        "start": s.start,
                        "end": s.end,
                        "text": s.text,
                        "term": s.term,
                        "reason": s.reason,
                    }
                    for s in match.spans
                ],
            }
            for match in played.matches
        ],
        "alerts": list(played.alerts),
        "credit": played.credit
        and {
            "publisher": played.credit.publisher,
            "title": played.credit.title,
            "url": played.credit.url,
            "text": played.credit.text,
        },
    }
