"""Articles from a grammar of our own, and what newsrooms do to them: copies, cuts, corrections, follow-ups, round-ups."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tests.bench.copies import lexicon as words


@dataclass(frozen=True)
class Text:
    title: str
    paragraphs: tuple[str, ...]


def weekday_of(day: datetime) -> str:
    return words.WEEKDAYS[day.weekday()]


def dated(day: datetime) -> str:
    """ "Rabu (4/3/2026)"."""
    return f"{weekday_of(day)} ({day.day}/{day.month}/{day.year})"


def rupiah(amount: int) -> str:
    return "Rp " + f"{amount:,}".replace(",", ".")


class Subject:
    """What one article is about: its places, people and the few nouns and verbs it keeps coming back to."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.place = chance.choice(words.STEMS) + chance.choice(words.ENDS)
        self.town = chance.choice(words.CITIES)
        self.body = chance.choice(words.BODIES)
        self.people = [(chance.choice(words.FIRST), chance.choice(words.LAST)) for _ in range(3)]
        self.roles = chance.sample(words.ROLES, 3)
        self.nouns = chance.sample(words.NOUNS, 14)
        self.verbs = chance.sample(words.VERBS, 12)

    def thing(self) -> str:
        noun = self.chance.choice(self.nouns[:4] if self.chance.random() < 0.35 else self.nouns)
        return f"{noun} {self.chance.choice(words.QUALITIES)}" if self.chance.random() < 0.7 else noun

    def act(self) -> str:
        return self.chance.choice(self.verbs)

    def clause(self) -> str:
        return f"{self.thing()} {self.act()} {self.thing()}"

    def amount(self) -> str:
        return f"{self.chance.choice((self.chance.randint(3, 99), self.chance.randint(100, 990)))}"

    def large(self) -> str:
        chance = self.chance
        figure, part = chance.randint(1, 98), chance.randint(1, 9)
        return chance.choice(
            (
                f"{figure},{part} persen",
                f"Rp {chance.randint(2, 980)} juta",
                f"Rp {figure},{part} miliar",
                f"{figure}.{chance.randint(100, 999)} {self.unit()}",
            )
        )

    def unit(self) -> str:
        return self.chance.choice(words.UNITS)


def lead(subject: Subject, day: datetime) -> str:
    s, chance = subject, subject.chance
    first = chance.choice(
        (
            f"{s.body} {s.town} {s.act()} {s.nouns[0]} {chance.choice(words.QUALITIES)} di {s.place}, {dated(day)}",
            f"{s.amount()} {s.unit()} {s.nouns[0]} di {s.place}, {s.town}, {s.act()} {s.nouns[1]} pada {dated(day)}",
            f"Rencana {s.act()} {s.nouns[0]} di {s.place} memicu perdebatan antara {s.nouns[1]} dan {s.nouns[2]}",
            f"{s.nouns[0].capitalize()} {chance.choice(words.QUALITIES)} di {s.place} akhirnya {s.act()} {s.nouns[1]}",
        )
    )
    return f"{first} {chance.choice(words.REASONS)}."


def _says(s: Subject) -> str:
    chance = s.chance
    who = chance.randrange(3)
    first, last = s.people[who]
    name = chance.choice((f"{first} {last}", first, last, f"{s.roles[who]} {s.place}, {first} {last}"))
    return f'"{s.clause().capitalize()} {chance.choice(words.REASONS)}," {chance.choice(words.SAYINGS)} {name}.'


def _counts(s: Subject) -> str:
    return (
        f"{s.body} {s.town} {s.act()} {s.amount()} {s.unit()} {s.thing()} senilai {s.large()}, "
        f"{s.chance.choice(('naik', 'turun', 'beranjak', 'susut'))} dari {s.amount()} {s.unit()} "
        f"pada {s.chance.choice(words.MONTHS)}."
    )


def _goes_on(s: Subject) -> str:
    opener = s.chance.choice(words.OPENERS)
    return f"{opener}, {s.clause()} {s.chance.choice(words.REASONS)}."


def _plans(s: Subject) -> str:
    return (
        f"{s.thing().capitalize()} dijadwalkan {s.act()} {s.thing()} sepanjang {s.amount()} {s.unit()}, "
        f"sedangkan {s.thing()} baru {s.act()} {s.large()}."
    )


def _recalls(s: Subject) -> str:
    first, last = s.people[s.chance.randrange(3)]
    return (
        f"{first} {last} masih ingat bagaimana {s.thing()} {s.act()} {s.thing()} di {s.place} "
        f"{s.chance.choice(words.REASONS)}."
    )


_SENTENCES: tuple[Callable[[Subject], str], ...] = (_says, _says, _counts, _goes_on, _goes_on, _plans, _recalls)


def paragraph(subject: Subject) -> str:
    count = subject.chance.choice((1, 2, 2, 3))
    return " ".join(subject.chance.choice(_SENTENCES)(subject) for _ in range(count))


def headline(subject: Subject) -> str:
    s, chance = subject, subject.chance
    text = chance.choice(
        (
            f"{s.nouns[0]} di {s.place} {s.act()} {s.nouns[1]}, {s.nouns[2]} {s.act()} {s.nouns[3]}",
            f"{s.amount()} {s.unit()} {s.nouns[0]} {s.place} {s.act()} {s.nouns[1]}",
            f"{s.people[0][0]} {s.people[0][1]} {s.act()} {s.nouns[0]} {s.place}, Ini Alasannya",
            f"{s.nouns[1]} {chance.choice(words.QUALITIES)}, {s.nouns[0]} {s.place} {s.act()} {s.nouns[2]}",
        )
    )
    return " ".join(word[:1].upper() + word[1:] for word in text.split())


def article(subject: Subject, day: datetime, paragraphs: int = 0) -> Text:
    count = paragraphs or subject.chance.randint(7, 13)
    return Text(headline(subject), (lead(subject, day), *(paragraph(subject) for _ in range(count - 1))))


# What newsrooms do


def verbatim(text: Text, chance: random.Random, outlet: str) -> Text:
    """With a dateline, links in the middle and a foot, as outlets add them."""
    body = [f"{outlet.upper()}, {chance.choice(words.CITIES).upper()} - {text.paragraphs[0]}", *text.paragraphs[1:]]
    middle = chance.randrange(1, len(body))
    body.insert(middle, f"Baca Juga: {headline(Subject(chance))}")
    foot = (
        "Ikuti kami di Google News.",
        "(*)",
        f"Editor: {chance.choice(words.FIRST)}",
        f"({chance.choice('abcdef')}ra/dik)",
    )
    return Text(text.title, (*body, chance.choice(foot)))


def edited(text: Text, subject: Subject, chance: random.Random, outlet: str) -> Text:
    """Another headline and opening, a fifth of the paragraphs gone."""
    body = list(text.paragraphs[1:])
    for _ in range(max(1, len(text.paragraphs) // 5)):
        body.pop(chance.randrange(len(body)))
    opening = f"{_goes_on(subject)} {text.paragraphs[0].split(', ', 1)[-1]}"
    return verbatim(Text(headline(subject), (opening, *body)), chance, outlet)


def rewritten(text: Text, filler: Text, subject: Subject, chance: random.Random) -> Text:
    """Half of the paragraphs, shuffled, a third of another article between them; typing errors, synonyms, abbreviations."""
    keep = max(3, round(len(text.paragraphs) * chance.uniform(0.42, 0.6)))
    body = [_reworded(part, chance) for part in chance.sample(text.paragraphs, keep)]
    budget = 0.3 * sum(len(part.split()) for part in body)
    for part in filler.paragraphs[1:]:
        if budget <= 0:
            break
        body.insert(chance.randrange(len(body) + 1), part)
        budget -= len(part.split())
    return Text(headline(subject), tuple(body))


def _reworded(text: str, chance: random.Random) -> str:
    for long, short in words.ABBREVIATIONS:
        if chance.random() < 0.5:
            text = text.replace(long, short)
    synonyms = {before: after for before, after in words.SYNONYMS if chance.random() < 0.35}
    return " ".join(_mistyped(synonyms.get(word, word), chance) for word in text.split())


def _mistyped(word: str, chance: random.Random) -> str:
    if len(word) < 5 or not word.isalpha() or chance.random() > 0.012:
        return word
    at = chance.randrange(1, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def lifted(text: Text, host: Text, chance: random.Random) -> Text:
    """Three or four paragraphs of `text` inside a longer article."""
    start = chance.randrange(1, max(2, len(text.paragraphs) - 4))
    part = text.paragraphs[start : start + chance.choice((3, 4))]
    at = chance.randrange(2, len(host.paragraphs))
    return Text(host.title, (*host.paragraphs[:at], *part, *host.paragraphs[at:]))


def corrected(text: Text, chance: random.Random, count: int) -> Text:
    """`count` figures of the body set right: other digits, no others. Dates among them."""
    places = [
        (number, at, word)
        for number, part in enumerate(text.paragraphs)
        for at, word in enumerate(part.split())
        if any(map(str.isdigit, word))
    ]
    body = [part.split() for part in text.paragraphs]
    for number, at, word in chance.sample(places, min(count, len(places))):
        spots = [n for n, char in enumerate(word) if char.isdigit()]
        spot = chance.choice(spots[:1] if "/" in word else spots)
        digits = "12" if "/" in word else "123456789"
        other = chance.choice([digit for digit in digits if digit != word[spot]])
        body[number][at] = word[:spot] + other + word[spot + 1 :]
    return replace(text, paragraphs=tuple(map(" ".join, body)))


def mended(text: Text, chance: random.Random) -> Text:
    """A typing error put right (or made)."""
    number = chance.randrange(len(text.paragraphs))
    parts = text.paragraphs[number].split()
    at = max(range(len(parts)), key=lambda n: len(parts[n]) * chance.random())
    parts[at] = parts[at][:2] + parts[at][3:]
    return replace(text, paragraphs=(*text.paragraphs[:number], " ".join(parts), *text.paragraphs[number + 1 :]))


def follow_up(text: Text, subject: Subject, day: datetime, reuse: float) -> Text:
    """News first, then `reuse` (0..1) of the earlier article as background."""
    background = text.paragraphs[: max(2, round(len(text.paragraphs) * reuse))]
    fresh = [lead(subject, day), *(paragraph(subject) for _ in range(subject.chance.choice((1, 2, 3))))]
    old = set(text.title.split())
    titles = (headline(subject) for _ in range(30))
    title = next((title for title in titles if len(old & set(title.split())) < 0.35 * len(old)), headline(subject))
    return Text(title, (*fresh, *background))


def round_up(texts: Sequence[Text], chance: random.Random, share: float = 1.0) -> Text:
    """Several articles in one, each under a headline of its own, whole or the first `share` of it."""
    names = (
        "Tiga Berita Terpopuler Hari Ini",
        "Terpopuler: {}",
        "Top 3 News: {}",
        "Rangkuman Sepekan: {}",
        "{}, dan Dua Kabar Lain",
    )
    body = ["Berikut kabar yang paling banyak dibaca sepanjang hari."]
    for number, text in enumerate(texts, 1):
        body += [f"{number}. {text.title}", *text.paragraphs[: max(2, round(len(text.paragraphs) * share))]]
    return Text(chance.choice(names).format(texts[0].title), tuple(body))


def another_reporter(subject: Subject, day: datetime) -> Text:
    """The same event, told independently: names, places and nouns in common, no sentence."""
    return article(subject, day)
