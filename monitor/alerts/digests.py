"""A digest: many stories in one message, the newest first, each with its copies folded into one entry."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.alerts.blocks import MOST_IN_ALL, Block, context, escaped, linked, section
from monitor.alerts.excerpts import Excerpt, one_line
from monitor.alerts.phrases import Phrases
from monitor.alerts.sheet import Sheet, listed, sheet
from monitor.alerts.times import moment
from monitor.model import Delivery, Dossier

_SUBJECT_TITLE = 90
_WATCHES = 80
_SLACK_TITLE = 140
_SLACK_URL = 300
_SECTIONS = 6

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
    details: str


@dataclass(frozen=True, slots=True)
class DigestSheet:
    """Everything a digest says, not yet escaped for any form."""

    subject: str
    heading: str
    time: str
    entries: tuple[Entry, ...]
    why: str
    mute: str


def digest_sheet(delivery: Delivery, told: Told, words: Phrases, zone: str) -> DigestSheet:
    """The sentences of a digest; `told` in the order in which they stand, the newest story first."""
    entries = tuple(_entry(sheet(dossier, message, words, zone)) for message, dossier in told)
    heading = words.digest.format(n=len(entries))
    watches = one_line(", ".join(delivery.watches), _WATCHES)
    first = one_line(entries[0].title, _SUBJECT_TITLE) if entries else ""
    return DigestSheet(
        subject=f"[{watches}] {heading}: {first}",
        heading=heading,
        time=moment(delivery.created_at, zone, words),
        entries=entries,
        why=words.why_digest.format(watches=listed(delivery.watches, words)),
        mute=words.mute_watch,
    )


def digest_blocks(said: DigestSheet) -> tuple[Block, ...]:
    """Every entry, within Slack's limits: where the lines are long, links go before headlines do."""
    heads = [section(f"*{escaped(said.heading)}*\n{escaped(said.time)}")]
    foot = [context(f"{said.why} {said.mute}")]
    room = MOST_IN_ALL - 700
    lines = [_line(entry, link=True) for entry in said.entries]
    if sum(map(len, lines)) > room:
        lines = [_line(entry, link=len(entry.url) < _SLACK_URL // 2, title=90) for entry in said.entries]
    while sum(map(len, lines)) > room:
        longest = max(range(len(lines)), key=lambda at: len(lines[at]))
        lines[longest] = _line(said.entries[longest], link=False, title=60)
        if max(map(len, lines)) <= len(lines[longest]):
            break
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
        details=said.details,
    )


def _line(entry: Entry, *, link: bool, title: int = _SLACK_TITLE) -> str:
    url = entry.url if link and len(entry.url) <= _SLACK_URL else ""
    lead = f"{escaped(one_line(entry.lead, 80))}: " if entry.lead else ""
    tail = " · ".join(
        filter(None, (escaped(entry.publisher, 60), escaped(entry.time, 60), escaped(entry.outlets, 120)))
    )
    return f"• {lead}{linked(one_line(entry.title, title), url)}\n   {tail}"
