"""More of the stream, written after the rules were: forms of other kinds, newsrooms' other habits, other credit lines."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from tests.bench.copies import feet, newsroom, prose
from tests.bench.copies.daily_forms import DAILY, TWICE
from tests.bench.copies.feet import CREDITED, OTHERS, Outlet, any_outlet
from tests.bench.copies.forms import Form
from tests.bench.copies.prose import Subject, Text
from tests.bench.copies.stream import NOON, Item, Stream

FEET: dict[str, tuple[str, ...]] = {
    "cited from": ('Dikutip dari {p} dengan judul "{t}"',),
    "reported by": ('Melansir {p} dengan judul "{t}"',),
    "source in brackets": ('(Sumber: {p}, judul asli "{t}")',),
    "two languages": (
        'Artikel ini telah tayang di {p} dengan judul "{t}"',
        'This article has been published on {p} with the title "{t}"',
    ),
    "author and editor": ('Artikel ini telah tayang di {p} dengan judul "{t}", Penulis: Ratih Baskoro, Editor: Bonar Salim',),
    "day in brackets": ("Artikel ini telah terbit di {p} (4/3/2026) berjudul: {t}",),
    "joint work": ('Berita ini merupakan kerja sama dengan {p}. Judul asli: "{t}"',),
    "original headline": ("Judul asli: {t} | {p}",),
    "original text": ('Naskah asli: "{t}" ({p})',),
    "first of all": ("Tulisan ini tayang pertama kali di {p} dengan tajuk {t}.",),
    "original carried by": ('Artikel asli dimuat di {p}, judul: "{t}"',),
    "has been published": ('This article has been published on {p} with title "{t}"',),
    "content of": ('Konten ini telah tayang di {p} dengan judul "{t}"',),
    "quoted headline first": ('"{t}" telah tayang di {p}',),
    "already read": ("Sudah tayang di {p} dengan judul: {t} (ratih)",),
}  # fmt: skip
HEADS: dict[str, tuple[str, ...]] = {
    "above": ('Artikel ini telah tayang di {p} dengan judul "{t}"',),
    "above in brackets": ('(Artikel ini telah terbit di {p} dengan judul "{t}")',),
}
MENTIONS: dict[str, str] = {
    "reporting": "Melansir {p}, {x}",
    "cited with its day": "Dikutip dari {p}, Rabu (4/3/2026), {x}",
    "as told to": "Sebagaimana diberitakan {p} sebelumnya, {x}",
}
"""Where facts are from: openings that make no copy of a text of its own."""


def _misspelt(title: str, chance: random.Random) -> str:
    """Two letters of two long words changed places."""
    parts = title.split()
    for at in sorted(range(len(parts)), key=lambda n: -len(parts[n]))[:2]:
        word = parts[at]
        spot = chance.randrange(1, len(word) - 2)
        parts[at] = word[:spot] + word[spot + 1] + word[spot] + word[spot + 2 :]
    return " ".join(parts)


class Later(Stream):
    """Collects the articles of one seed."""

    def newsrooms(self, count: int) -> None:
        chance = self.chance
        for _ in range(count):
            subject, at = Subject(chance), self.when()
            text, outlet = prose.article(subject, at), any_outlet(chance)
            base = self.add(text, outlet, at, "base")
            for kind in chance.sample(list(newsroom.EDITS), 5):
                edited = newsroom.EDITS[kind](text, subject, chance)
                other = any_outlet(chance, outlet)
                if chance.random() < 0.5:
                    edited = prose.verbatim(edited, chance, other.name)
                self.add(edited, other, self.later(at), f"edit: {kind}", text_of=base)
            for kind, written in newsroom.STRANGERS.items():
                when = self.later(at)
                stranger = written(text, subject, when)
                self.add(stranger, any_outlet(chance, outlet), when, f"no copy: {kind}", group=base)
            sister = newsroom.sister_release(text, subject, chance)
            self.add(sister, any_outlet(chance, outlet), self.later(at), "no copy: sister release", group=base)

    def rivals(self, forms: tuple[Form, ...], days: int = 2, items: int = 3) -> None:
        """One form as several outlets fill it, in one wording or in their own, for several items on the same and the next day;
        and copies of single ones."""
        chance = self.chance
        for form in forms:
            outlets = chance.sample((*CREDITED, *OTHERS), 4)
            for day in range(days if form.daily else 1):
                for item in chance.sample(list(form.items), min(items, len(form.items))):
                    self._rival(form, item, day, outlets, chance.choice((outlets[0].name, "")))

    def _rival(self, form: Form, item: str, day: int, outlets: list[Outlet], wording: str) -> None:
        chance = self.chance
        at = NOON + timedelta(days=day, minutes=chance.randrange(600))
        outlet = chance.choice(outlets)
        values = random.Random(f"{form.name} {item} {day} {self.seed} rival")
        said = random.Random(f"{form.name} {wording or outlet.name}")
        text = form.fill(values, said, at, item)
        key = self.add(text, outlet, at, f"form {form.name}", group=f"form {form.name}")
        if chance.random() < 0.4:
            other = any_outlet(chance, outlet)
            copy = prose.verbatim(text, chance, other.name)
            if chance.random() < 0.3:
                copy = replace(copy, title=f"{copy.title}, Lengkap")
            self.add(copy, other, self.later(at, 4), "form copy", text_of=key)

    def hourly(self, forms: tuple[Form, ...], fillings: int = 4) -> None:
        """One outlet, one place, one day: filled again every few hours."""
        for form in forms:
            outlet, item = self.chance.choice(OTHERS), self.chance.choice(form.items)
            for number in range(fillings):
                at = NOON + timedelta(hours=3 * number, minutes=self.chance.randrange(60))
                values = random.Random(f"{form.name} {item} {number} {self.seed} hourly")
                text = form.fill(values, random.Random(f"{form.name} {outlet.name}"), at, item)
                self.add(text, outlet, at, "several a day", group=f"hourly {form.name}")

    def later_credits(self, rounds: int) -> None:
        for _ in range(rounds):
            for name, form in FEET.items():
                self._credit(f"foot: {name}", form)
            for name, form in HEADS.items():
                self._credit(f"head: {name}", form, above=True)
            for _ in range(3):
                self._credit("headline: misspelt", feet.FEET["plain"], misspelt=True)
                self._recurring()
            for name, opening in MENTIONS.items():
                self._mention(name, opening)

    def _original(self) -> tuple[Subject, Text, Outlet, str]:
        chance = self.chance
        subject, at = Subject(chance), self.when()
        text, source = prose.article(subject, at), chance.choice(CREDITED)
        address = f"https://{source.host}/read/{chance.getrandbits(40)}"
        return subject, text, source, self.add(text, source, at, "base", url=address)

    def _credit(self, kind: str, form: tuple[str, ...], *, above: bool = False, misspelt: bool = False) -> None:
        chance = self.chance
        subject, original, source, key = self._original()
        at = self.items[int(key)].at
        title = _misspelt(original.title, chance) if misspelt else original.title
        copy = prose.article(subject, at, 5)
        footed = feet.footed(copy, form, chance.choice(source.spellings), title, self.url_of(key))
        if above:
            lines = footed.paragraphs[len(copy.paragraphs) :]
            footed = replace(footed, paragraphs=(*lines, *copy.paragraphs))
        self.add(footed, any_outlet(chance, source), self.later(at, 24), kind, text_of=key)

    def _recurring(self) -> None:
        """A headline that its outlet uses again a week later; the copy credits the one of its own day."""
        chance = self.chance
        subject, original, source, key = self._original()
        at = self.items[int(key)].at
        week = at + timedelta(days=7)
        again = Text(original.title, prose.article(Subject(chance), week).paragraphs)
        self.add(again, source, week, "base", group=key)
        copy = feet.footed(prose.article(subject, at, 5), feet.FEET["plain"], source.spellings[0], original.title, "")
        self.add(copy, any_outlet(chance, source), self.later(at, 20), "headline: used twice", text_of=key)

    def _mention(self, name: str, opening: str) -> None:
        chance = self.chance
        subject, _, source, key = self._original()
        at = self.items[int(key)].at
        text = prose.article(subject, at, 6)
        first = opening.format(
            p=chance.choice(source.spellings), x=text.paragraphs[0][0].lower() + text.paragraphs[0][1:]
        )
        told = Text(text.title, (first, *text.paragraphs[1:]))
        self.add(told, any_outlet(chance, source), self.later(at, 24), f"mention: {name}", group=key)


def later_streams(seed: int, size: int) -> Iterator[tuple[str, list[Item]]]:
    """As `stream.streams`, its other half."""
    parts: dict[str, Callable[[Later], None]] = {
        "newsrooms": lambda s: s.newsrooms(12 * size),
        "daily": lambda s: s.forms(DAILY),
        "rivals": lambda s: s.rivals(DAILY),
        "hourly": lambda s: s.hourly(TWICE),
        "feet": lambda s: s.later_credits(max(1, size)),
    }
    for number, (name, fill) in enumerate(parts.items()):
        stream = Later(1_000_000 + 100 * seed + number)
        fill(stream)
        yield name, stream.in_order()
