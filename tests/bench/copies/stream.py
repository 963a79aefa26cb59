"""A stream of made-up articles with the truth about each: which text it is, what it holds, and what kind of case it is."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tests.bench.copies import feet, prose
from tests.bench.copies.feet import CREDITED, OTHERS, Outlet, any_outlet
from tests.bench.copies.forms import LISTS, Form
from tests.bench.copies.prose import Subject, Text
from tests.bench.copies.wordy_forms import WORDY

OPEN = frozenset(
    ("horoscope", "shio", "recipes", "wishes", "promo", "television", "outages", "licence", "weather", "trains", "stocks",
     "answers", "groceries", "line-ups")
)  # fmt: skip
"""Forms that two outlets fill differently for one place and day."""
NOON = datetime(2026, 3, 4, 5, tzinfo=UTC)


@dataclass(frozen=True)
class Item:
    """An article of the stream. `text_of`: the first article with this text, in its own name where it is that one."""

    key: str
    text_of: str
    kind: str  # what is measured by it
    group: str  # articles of one group and of several texts must stay apart: these pairs are counted
    holds: str  # the text of which it holds a part
    at: datetime
    outlet: Outlet
    text: Text
    url: str

    def line(self) -> dict[str, str]:
        """As `ronda replay` takes it."""
        return {
            "id": self.key,
            "url": self.url,
            "publisher": self.outlet.name,
            "title": self.text.title,
            "published": self.at.isoformat(),
            "text": "\n".join(self.text.paragraphs),
        }


class Stream:
    """Collects the articles of one seed."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.chance = random.Random(seed)
        self.items: list[Item] = []

    def add(
        self,
        text: Text,
        outlet: Outlet,
        at: datetime,
        kind: str,
        *,
        text_of: str = "",
        group: str = "",
        holds: str = "",
        url: str = "",
    ) -> str:
        key = f"{len(self.items):06d}"
        address = url or f"https://{outlet.host}/baca/{self.seed}{key}"
        self.items.append(Item(key, text_of or key, kind, group, holds, at, outlet, text, address))
        return key

    def url_of(self, key: str) -> str:
        return self.items[int(key)].url

    def when(self) -> datetime:
        return NOON + timedelta(minutes=self.chance.randrange(10 * 24 * 60))

    def later(self, at: datetime, hours: int = 60) -> datetime:
        return at + timedelta(minutes=self.chance.randrange(5, hours * 60))

    def in_order(self) -> list[Item]:
        return sorted(self.items, key=lambda item: (item.at, item.key))

    # Articles and their edits

    def copies(self, count: int) -> None:
        chance = self.chance
        for _ in range(count):
            subject, filling, other = Subject(chance), Subject(chance), Subject(chance)
            at = self.when()
            text, outlet = prose.article(subject, at), any_outlet(chance)
            base = self.add(text, outlet, at, "base")
            filler, host = prose.article(filling, at), prose.article(other, at, 12)
            self.add(filler, any_outlet(chance), self.later(at), "base")
            copies = {
                "L1": prose.verbatim(text, chance, outlet.name),
                "L2": prose.edited(text, subject, chance, outlet.name),
                "L3": prose.rewritten(text, filler, subject, chance),
                "1 figure": prose.corrected(text, chance, 1),
                "2 figures": prose.corrected(text, chance, 2),
                "3 figures": prose.corrected(text, chance, 3),
            }
            for kind in chance.sample(list(copies), 4):
                self.add(copies[kind], any_outlet(chance, outlet), self.later(at), kind, text_of=base)
            self.add(
                prose.lifted(text, host, chance),
                any_outlet(chance, outlet),
                self.later(at),
                "L4",
                holds=base,
                group=base,
            )
            same_event = Subject(random.Random(chance.random()))
            same_event.__dict__.update({k: v for k, v in subject.__dict__.items() if k != "chance"})
            self.add(
                prose.another_reporter(same_event, at),
                any_outlet(chance, outlet),
                self.later(at),
                "same event",
                group=base,
            )

    def outlet_matters(self, count: int) -> None:
        """What one outlet does to its own article: new versions, and news that reuses the old."""
        chance = self.chance
        for number in range(count):
            subject, at = Subject(chance), self.when()
            text, outlet = prose.article(subject, at), any_outlet(chance)
            base = self.add(text, outlet, at, "base")
            versions = {
                "own typo": prose.mended(text, chance),
                "own figure": prose.corrected(text, chance, 1),
                "own 2 figures": prose.corrected(text, chance, 2),
                "own headline": Text(prose.headline(subject), text.paragraphs),
            }
            kind = list(versions)[number % 4]
            self.add(versions[kind], outlet, self.later(at, 12), kind, text_of=base)
            reuse = chance.uniform(0.5, 0.9)
            news = prose.follow_up(text, subject, self.later(at), reuse)
            self.add(news, outlet, self.later(at), "follow-up", group=base)

    def round_ups(self, count: int) -> None:
        chance = self.chance
        for _ in range(count):
            at = self.when()
            texts = [prose.article(Subject(chance), at) for _ in range(chance.choice((3, 3, 4, 5)))]
            outlet = any_outlet(chance)
            keys = [
                self.add(text, outlet if chance.random() < 0.6 else any_outlet(chance), self.later(at, 20), "base")
                for text in texts
            ]
            late = max(self.items[int(key)].at for key in keys)
            whole = prose.round_up(texts, chance, chance.choice((1.0, 0.6, 0.35)))
            self.add(whole, outlet, self.later(late, 12), "round-up", group=keys[0], holds=keys[0])
            early = [prose.article(Subject(chance), at) for _ in range(3)]
            keys = []
            first = self.when()
            group = self.add(
                prose.round_up(early, chance), any_outlet(chance), first, "round-up before", group=f"r{len(self.items)}"
            )
            for text in early:
                self.add(text, any_outlet(chance), self.later(first, 30), "base", group=self.items[int(group)].group)

    def house(self, count: int) -> None:
        """Short articles of a network's outlets under which stands the same long house text."""
        chance = self.chance
        for network in range(3):
            outlets, ours = chance.sample(OTHERS, 4), Subject(chance)
            house = tuple(prose.paragraph(ours) for _ in range(chance.choice((4, 5))))
            for _ in range(count):
                at = self.when()
                text = prose.article(Subject(chance), at, chance.choice((2, 3)))
                whole = Text(text.title, (*text.paragraphs, *house))
                self.add(whole, chance.choice(outlets), at, "house text", group=f"house {network}")

    def viral(self, count: int, times: int) -> None:
        """`count` copies of one article every three minutes; and another such article, `times` in all."""
        chance = self.chance
        for _ in range(times):
            subject, at = Subject(chance), self.when()
            text = prose.article(subject, at, 12)
            base = self.add(text, CREDITED[0], at, "base")
            for number in range(1, count + 1):
                outlet, when = any_outlet(chance, CREDITED[0]), at + timedelta(minutes=3 * number)
                self.add(prose.edited(text, subject, chance, outlet.name), outlet, when, "viral", text_of=base)

    # Forms

    def forms(self, forms: tuple[Form, ...], days: int = 4, places: int = 4) -> None:
        for form in forms:
            outlets = self.chance.sample((*CREDITED, *OTHERS), 3)
            items = self.chance.sample(list(form.items), min(places, len(form.items)))
            for day in range(days if form.daily else 1):
                for item in items:
                    self._fill(form, item, day, outlets)

    def _fill(self, form: Form, item: str, day: int, outlets: list[Outlet]) -> None:
        chance = self.chance
        at = NOON + timedelta(days=day, minutes=chance.randrange(600))
        outlet = outlets[0] if chance.random() < 0.6 else chance.choice(outlets[1:])
        values = random.Random(f"{form.name} {item} {day} {self.seed}")
        text = form.fill(values, random.Random(f"{form.name} {outlet.name}"), at, item)
        key = self.add(text, outlet, at, f"form {form.name}", group=f"form {form.name}")
        if chance.random() < 0.25:
            other = any_outlet(chance, outlet)
            copy = prose.verbatim(text, chance, outlet.name)
            if chance.random() < 0.5:
                copy = Text(f"{item}: {text.title}", ("Simak ulasannya sampai tuntas.", *copy.paragraphs))
            self.add(copy, other, self.later(at, 4), "form copy", text_of=key)

    def two_of_a_day(self, forms: tuple[Form, ...], pairs: int = 6) -> None:
        """The same item and day filled with other values, as two outlets' horoscopes are."""
        for form in forms:
            outlet = self.chance.choice(OTHERS)
            for number in range(pairs):
                item = form.items[0]
                at = NOON + timedelta(days=20, minutes=self.chance.randrange(600))
                values = random.Random(f"{form.name} {item} {number} {self.seed} again")
                text = form.fill(values, random.Random(f"{form.name} {outlet.name}"), at, item)
                self.add(text, self.chance.choice(OTHERS), at, "twice a day", group=f"twice {form.name}")

    # Credits

    def credits(self, rounds: int) -> None:
        for _ in range(rounds):
            for name, form in feet.FEET.items():
                self._credited(f"foot: {name}", form, "as it is")
            for how in feet.HEADLINES:
                self._credited(f"headline: {how}", feet.FEET["plain"], how)
            for name, form in feet.ONLY_A_LINK.items():
                self._credited(f"link: {name}", form, "as it is")
            for how in feet.LIES:
                self._lie(how)
            for order in ("late", "absent"):
                for _ in range(6):
                    self._credited(
                        f"original {order}", self.chance.choice(tuple(feet.FEET.values())[:12]), "as it is", order
                    )
            self._twins()
            self._excerpt()

    def _credited(self, kind: str, form: tuple[str, ...], how: str, order: str = "known") -> None:
        chance = self.chance
        subject, at = Subject(chance), self.when()
        original, source = prose.article(subject, at), chance.choice(CREDITED)
        address = f"https://{source.host}/read/{chance.getrandbits(40)}"
        title = feet.headline_as_credited(original.title, source, how)
        copies = [
            feet.footed(prose.article(subject, at, 5), form, chance.choice(source.spellings), title, address)
            for _ in range(1 if order == "known" else 2)
        ]
        first = ""
        if order == "known":
            first = self.add(original, source, at, "base", url=address)
        for copy in copies:
            key = self.add(copy, any_outlet(chance, source), self.later(at, 24), kind, text_of=first)
            first = first or key
        if order == "late":
            self.add(original, source, at + timedelta(hours=30), kind, text_of=first, url=address)

    def _lie(self, how: str) -> None:
        chance = self.chance
        at = self.when()
        source = chance.choice(CREDITED)
        original = prose.article(Subject(chance), at)
        key = self.add(original, source, at, "base")
        others = tuple((chance.choice(CREDITED).name, prose.headline(Subject(chance))) for _ in range(2))
        others_words = _phrases(original)
        text = min(
            (prose.article(Subject(chance), at, 4) for _ in range(40)), key=lambda t: len(_phrases(t) & others_words)
        )
        lie = feet.lying(text, how, chance.choice(source.spellings), original.title, self.url_of(key), others)
        self.add(lie, any_outlet(chance, source), self.later(at), f"lie: {how}", group=key)

    def _twins(self) -> None:
        """One article under the addresses of its telephone page, its AMP page and all its pages at once."""
        chance = self.chance
        for n, twin in enumerate(
            ("https://amp.{0}", "https://m.{0}", "https://{0}?page=all", "https://{0}/amp", "https://{0}?utm_source=x")
        ):
            at = self.when()
            text, outlet = prose.article(Subject(chance), at), CREDITED[chance.randrange(len(CREDITED))]
            path = f"{outlet.host.removeprefix('www.')}/read/{chance.getrandbits(40)}{n}"
            key = self.add(text, outlet, at, "base", url=f"https://{path}")
            self.add(
                Text(text.title, text.paragraphs[: len(text.paragraphs) // 3 + 1]),
                outlet,
                self.later(at, 3),
                "twin",
                text_of=key,
                url=twin.format(path),
            )

    def _excerpt(self) -> None:
        """A part of an article in a longer one: a copy where a credit at the foot says so."""
        chance = self.chance
        at = self.when()
        text, source = prose.article(Subject(chance), at), chance.choice(CREDITED)
        key = self.add(text, source, at, "base")
        longer = prose.lifted(text, prose.article(Subject(chance), at, 10), chance)
        foot = feet.footed(longer, feet.FEET["plain"], source.spellings[0], text.title, "")
        self.add(foot, any_outlet(chance, source), self.later(at), "excerpt with a credit", text_of=key)


def _phrases(text: Text) -> set[tuple[str, ...]]:
    """Every five words in a row, and every figure and name."""
    said = " ".join(text.paragraphs).split()
    facts = {(word.strip('.,"'),) for word in said if any(map(str.isdigit, word)) or word[:1].isupper()}
    return facts | set(zip(said, said[1:], said[2:], said[3:], said[4:], strict=False))


def streams(seed: int, size: int) -> Iterator[tuple[str, list[Item]]]:
    """(name, articles in order) of each part; `size` 10 is the whole measure, 1 the one for tests."""
    open_forms = tuple(form for form in (*LISTS, *WORDY) if form.name in OPEN)
    parts: dict[str, Callable[[Stream], None]] = {
        "copies": lambda s: s.copies(24 * size),
        "outlets": lambda s: s.outlet_matters(12 * size),
        "round-ups": lambda s: s.round_ups(4 * size),
        "house": lambda s: s.house(10 * size),
        "lists": lambda s: s.forms(LISTS),
        "wordy": lambda s: s.forms(WORDY),
        "twice": lambda s: s.two_of_a_day(open_forms),
        "credits": lambda s: s.credits(max(1, size)),
        "viral": lambda s: s.viral(30 * size, times=3),
    }
    for number, (name, fill) in enumerate(parts.items()):
        stream = Stream(100 * seed + number)
        fill(stream)
        yield name, stream.in_order()
