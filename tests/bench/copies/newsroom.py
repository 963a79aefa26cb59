"""What newsrooms do to a text beside cutting it: quotations turned, sentences joined and parted, figures and dates rewritten;
and articles that share words with another one without being its copy."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from tests.bench.copies import lexicon as words
from tests.bench.copies.prose import Subject, Text, headline, lead, paragraph

_QUOTE = re.compile(r'"([^"]+?),?" (\w+) ((?:[\w ]+, )?[A-Z]\w+(?: [A-Z]\w+)?)\.')
_FIGURE_DAY = re.compile(r"(\w+) \((\d+)/(\d+)/(\d{4})\)")
_AMOUNT = re.compile(r"Rp (\d+(?:,\d+)?) (juta|miliar)")
_PERCENT = re.compile(r"(\d+,\d+) persen")
_SMALL = {"3": "tiga", "4": "empat", "5": "lima", "6": "enam", "7": "tujuh", "8": "delapan", "9": "sembilan"}
_SUBHEADS = (
    "Awal Mula",
    "Tanggapan Warga",
    "Rencana Berikutnya",
    "Catatan di Lapangan",
    "Duduk Perkara",
    "Langkah Pemerintah",
)


def _each(text: Text, change: Callable[[str], str]) -> Text:
    return replace(text, paragraphs=tuple(map(change, text.paragraphs)))


def reordered(text: Text, subject: Subject, chance: random.Random) -> Text:
    """The lead stays, the rest in another order, under a headline of its own."""
    rest = list(text.paragraphs[1:])
    chance.shuffle(rest)
    return Text(headline(subject), (text.paragraphs[0], *rest))


def indirect(text: Text, subject: Subject, chance: random.Random) -> Text:
    """Direct quotations told."""

    def told(found: re.Match[str]) -> str:
        said = found[1][0].lower() + found[1][1:]
        return f"{found[3]} {chance.choice(('mengatakan', 'menyebut', 'menuturkan'))} bahwa {said}."

    return Text(headline(subject), _each(text, lambda part: _QUOTE.sub(told, part)).paragraphs)


def joined(text: Text, subject: Subject, chance: random.Random) -> Text:
    """Sentences joined by "dan" and "serta", others cut in two; paragraphs of one sentence each."""

    def change(part: str) -> str:
        sentences = re.split(r"(?<=[.\"]) (?=[A-Z\"])", part)
        out = ""
        for sentence in sentences:
            if out and chance.random() < 0.5:
                out = f"{out.rstrip('.')} {chance.choice(('dan', 'serta', 'sementara'))} {sentence[0].lower()}{sentence[1:]}"
            else:
                out = f"{out} {sentence}".strip()
        return out.replace(", sedangkan ", ". Adapun ")

    return _each(text, change)


def new_lead(text: Text, subject: Subject, chance: random.Random) -> Text:
    """Headline and the first paragraph by another hand, the rest as it was."""
    s = subject
    opening = (
        f"Persoalan {s.nouns[0]} di {s.place}, {s.town}, belum selesai. Kali ini {s.body} {s.town} yang angkat bicara "
        f"mengenai {s.nouns[1]} dan {s.nouns[2]}."
    )
    return Text(headline(s), (opening, *text.paragraphs[1:]))


def figures_rewritten(text: Text, subject: Subject, chance: random.Random) -> Text:
    """Rupiah beside dollars, persen as %, small numbers in words, dates written out."""

    def money(found: re.Match[str]) -> str:
        rupiahs = float(found[1].replace(",", ".")) * (1e6 if found[2] == "juta" else 1e9)
        return f"US$ {int(rupiahs / 16_300):,} ({found[1]} {found[2]} rupiah)".replace(",", ".", 1)

    def change(part: str) -> str:
        part = _AMOUNT.sub(money, part)
        part = _PERCENT.sub(r"\1%", part)
        part = _FIGURE_DAY.sub(lambda day: f"{day[1]}, {day[2]} {words.MONTHS[int(day[3]) - 1]} {day[4]}", part)
        return " ".join(_SMALL.get(word, word) for word in part.split(" "))

    return _each(text, change)


def dateline_moved(text: Text, subject: Subject, chance: random.Random) -> Text:
    """The day out of the lead, place and day at the end."""
    day = _FIGURE_DAY.search(text.paragraphs[0])
    first = _FIGURE_DAY.sub("hari itu", text.paragraphs[0])
    end = f"({subject.town}, {day[2]}/{day[3]})" if day else f"({subject.town})"
    return Text(text.title, (first, *text.paragraphs[1:], end))


def other_words(text: Text, subject: Subject, chance: random.Random) -> Text:
    """Every word that the list of synonyms has, three times in four."""
    pairs = {before: after for before, after in words.SYNONYMS}  # noqa: C416  (mypy: the pairs are tuples of any length)
    return _each(
        text,
        lambda part: " ".join(pairs[w] if w in pairs and chance.random() < 0.75 else w for w in part.split(" ")),
    )


def written_out(text: Text, subject: Subject, chance: random.Random) -> Text:
    """Institutions with their abbreviation behind them at first, abbreviated afterwards; roles left out."""
    body, seen = [], False
    for said in text.paragraphs:
        part = said
        for long, short in words.ABBREVIATIONS:
            if long in part:
                part = part.replace(long, short if seen else f"{long} ({short})", 1)
                seen = True
        for role in subject.roles:
            part = part.replace(f"{role} {subject.place}, ", "")
        body.append(part)
    return Text(headline(subject), tuple(body))


def with_subheads(text: Text, subject: Subject, chance: random.Random) -> Text:
    """Subheadings and links between every two or three paragraphs."""
    body: list[str] = []
    for number, part in enumerate(text.paragraphs):
        body.append(part)
        if number % 3 == 1:
            body += [f"Baca juga: {headline(Subject(chance))}", chance.choice(_SUBHEADS)]
    return Text(text.title, tuple(body))


def beginning(text: Text, subject: Subject, chance: random.Random) -> Text:
    """The first paragraphs only, for readers who are to click on."""
    return Text(text.title, (*text.paragraphs[: chance.choice((3, 4))], "Baca selengkapnya di laman berikutnya."))


def by_other_hand(text: Text, subject: Subject, chance: random.Random) -> Text:
    """Several of these at once, a third of the paragraphs gone."""
    out = indirect(text, subject, chance)
    rest = list(out.paragraphs[1:])
    rest = chance.sample(rest, max(3, round(len(rest) * 0.67)))
    return joined(figures_rewritten(Text(out.title, (out.paragraphs[0], *rest)), subject, chance), subject, chance)


EDITS: dict[str, Callable[[Text, Subject, random.Random], Text]] = {
    "reordered": reordered, "indirect": indirect, "joined": joined, "new lead": new_lead, "figures rewritten": figures_rewritten,
    "dateline moved": dateline_moved, "other words": other_words, "written out": written_out, "subheads": with_subheads,
    "beginning": beginning, "by another hand": by_other_hand,
}  # fmt: skip


# No copies


def _at_most(own: Text, shared: Sequence[str], share: float) -> list[str]:
    """As many of the shared paragraphs as stay below `share` of the whole."""
    kept: list[str] = []
    words = sum(len(part.split()) for part in own.paragraphs)
    for part in shared:
        if sum(len(one.split()) for one in (*kept, part)) <= share / (1 - share) * words:
            kept.append(part)
    return kept


def same_conference(text: Text, subject: Subject, day: datetime) -> Text:
    """Another reporter of the same hour: a few quotations word for word, a quarter of his text, everything else his own."""
    own = Text(headline(subject), (lead(subject, day), *(paragraph(subject) for _ in range(7))))
    body = list(own.paragraphs)
    for quote in _at_most(own, [part for part in text.paragraphs if part.startswith('"')], 0.25):
        body.insert(subject.chance.randrange(1, len(body)), quote)
    return Text(own.title, tuple(body))


def others_sequel(text: Text, subject: Subject, day: datetime) -> Text:
    """Another outlet's news of the next day, over what happened before: up to three paragraphs, a third of the text."""
    own = Text(headline(subject), (lead(subject, day), *(paragraph(subject) for _ in range(6))))
    return Text(own.title, (*own.paragraphs, *_at_most(own, text.paragraphs[:3], 0.35)))


def sister_release(text: Text, subject: Subject, chance: random.Random) -> Text:
    """A press release as the same body sends it in another town: other places, people and figures in the same sentences."""
    other = Subject(chance)
    swaps = {subject.place: other.place, subject.town: other.town}
    for (first, last), (ours, theirs) in zip(subject.people, other.people, strict=True):
        swaps |= {first: ours, last: theirs}

    def change(part: str) -> str:
        for before, after in swaps.items():
            part = part.replace(before, after)
        return re.sub(r"\b\d{2,3}\b(?!/)", lambda _: str(chance.randint(11, 989)), part)

    return Text(change(text.title), _each(text, change).paragraphs)


def advert(text: Text, subject: Subject, day: datetime) -> Text:
    """An article of its own below which stands what the body is and since when, as in every other."""
    own = Text(headline(subject), (lead(subject, day), *(paragraph(subject) for _ in range(5))))
    return Text(own.title, (*own.paragraphs, *_at_most(own, text.paragraphs[-2:], 0.4)))


STRANGERS = {"same conference": same_conference, "other's sequel": others_sequel, "about the company": advert}
