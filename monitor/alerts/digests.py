"""A digest: many stories in one message, the newest first, each with its copies folded into one entry."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from monitor.alerts.blocks import MOST_IN_ALL, Block, escaped, linked, section, small_print
from monitor.alerts.excerpts import Excerpt, one_line
from monitor.alerts.phrases import Phrases
from monitor.alerts.sheet import Hint, Sheet, in_brief, listed, mute_watch, sheet
from monitor.alerts.times import moment, number
from monitor.model import Delivery, Dossier

_SUBJECT_TITLE = 90
_WATCHES = 80
_FORMS = ((300, 140), (150, 90), (0, 60))
"""Of a story's line in Slack, the fullest first: the longest address that is linked, and the headline's length."""
_BAREST = 140
"""Characters, escaped, that the headline and what follows it may each have where nothing else helps."""
_SECTIONS = 6
_LEAN_TITLE = 100
_LEAN_URL = 300

Told = Sequence[tuple[Delivery, Dossier]]
"""Of each story the message that was to be sent, and what it may say."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A story in a digest."""

    watches: str
    lead: str  # of a copy of a story that was told before
    title: str
    url: str
    publisher: str
    time: str
    outlets: str
    excerpts: tuple[Excerpt, ...]  # one at most
    origin: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DigestSheet:
    """Everything a digest says, not yet escaped for any form."""

    subject: str
    watches: str
    heading: str
    time: str
    entries: tuple[Entry, ...]
    why: str
    hints: tuple[Hint, ...]
    preview: str  # what a lock screen shows below the subject


def digest_sheet(delivery: Delivery, told: Told, words: Phrases, zone: str) -> DigestSheet:
    """The sentences of a digest; `told` in the order in which they stand, the newest story first."""
    entries = tuple(_entry(sheet(dossier, message, words, zone, told=delivery.created_at)) for message, dossier in told)
    heading = words.digest.format(n=number(len(entries), words)) if len(entries) != 1 else words.digest_of_one
    watches = one_line(", ".join(delivery.watches), _WATCHES)
    first = one_line(entries[0].title, _SUBJECT_TITLE) if entries else ""
    return DigestSheet(
        subject=f"[{in_brief(delivery.watches)}] {heading}: {first}",
        watches=watches,
        heading=heading,
        time=moment(delivery.created_at, zone, words),
        entries=entries,
        why=words.why_digest.format(watches=listed(delivery.watches, words)),
        hints=(mute_watch(delivery.watches, words),),
        preview=" · ".join(one_line(entry.title, _SUBJECT_TITLE) for entry in entries[1:4]),
    )


def lean(said: DigestSheet) -> DigestSheet:
    """The same in fewer words, for a mail that would grow too long."""
    return replace(said, entries=tuple(_lean(entry) for entry in said.entries))


def _lean(entry: Entry) -> Entry:
    url = entry.url if len(entry.url) <= _LEAN_URL else ""
    title, watches = one_line(entry.title, _LEAN_TITLE), one_line(entry.watches, _WATCHES)
    return replace(entry, title=title, watches=watches, url=url, excerpts=(), origin=())


def digest_blocks(said: DigestSheet) -> tuple[Block, ...]:
    """Every entry, within Slack's limits."""
    heads = [section(f"*{escaped(said.heading)}* · {escaped(said.watches, 300)}\n{escaped(said.time)}")]
    foot = [small_print(said.why, said.hints)]
    lines = _lines(said.entries, MOST_IN_ALL - sum(len(block["text"]["text"]) for block in heads) - 600)
    groups = [lines[at : at + _SECTIONS] for at in range(0, len(lines), _SECTIONS)]
    return (*heads, *(section("\n".join(group)) for group in groups), *foot)


def _entry(said: Sheet) -> Entry:
    return Entry(
        watches=said.watches,
        lead=said.lead,
        title=said.title,
        url=said.url,
        publisher=said.publisher,
        time=said.time,
        outlets=said.outlets,
        excerpts=said.excerpts[:1],
        origin=said.origin if said.compact else (),
        notes=said.notes,
    )


def _lines(entries: Sequence[Entry], room: int) -> list[str]:
    """A line each, in `room` characters all together: the longest are made shorter first."""
    lines = [_line(entry, 0) for entry in entries]
    for form in range(1, len(_FORMS) + 1):
        for at in sorted(range(len(lines)), key=lambda at: -len(lines[at])):
            if sum(map(len, lines)) <= room:
                return lines
            lines[at] = _line(entries[at], form)
    return lines


def _line(entry: Entry, form: int) -> str:
    lead = f"{escaped(one_line(entry.lead, 80))}: " if entry.lead else ""
    tail = (escaped(entry.publisher, 60), escaped(entry.time, 90), escaped(entry.outlets, 120))
    after = " · ".join(filter(None, tail))
    if form == len(_FORMS):
        return f"• {escaped(entry.title, _BAREST)}\n   {escaped(entry.publisher, _BAREST)}"
    longest, title = _FORMS[form]
    return f"• {lead}{linked(one_line(entry.title, title), entry.url if len(entry.url) <= longest else '')}\n   {after}"
