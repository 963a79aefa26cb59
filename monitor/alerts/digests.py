"""A digest: many stories in one message, the newest first, each with its copies folded into one entry."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time

from monitor.alerts.blocks import MOST_IN_ALL, MOST_IN_SECTION, Block, escaped, linked, section, small_print
from monitor.alerts.causes import Cause, cause_of, length_of, moment_of
from monitor.alerts.excerpts import Excerpt, one_line
from monitor.alerts.phrases import Phrases
from monitor.alerts.sheet import Hint, Line, Sheet, and_more, in_brief, listed, mute_watch, sheet
from monitor.alerts.times import moment, near, number, span
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
_LEAN_COPIES = 2
_BARE_TITLE = 60
_BARE_NAME = 25
_BARE_URL = 200  # as written in HTML
_CAUSES = 4

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
    copies: tuple[Line, ...]  # the further articles that a follow-up tells of
    more_copies: str
    number_of_copies: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DigestSheet:
    """Everything a digest says, not yet escaped for any form."""

    subject: str
    watches: str
    heading: str
    reason: str  # why it is a digest; "" where that is not known
    time: str
    entries: tuple[Entry, ...]
    why: str
    hints: tuple[Hint, ...]
    preview: str  # what a lock screen shows below the subject


def digest_sheet(delivery: Delivery, told: Told, words: Phrases, zone: str) -> DigestSheet:
    """The sentences of a digest; `told` in the order in which they stand, the newest story first."""
    entries = tuple(_entry(sheet(dossier, message, words, zone, told=delivery.created_at)) for message, dossier in told)
    heading = _heading(len(entries), delivery.part, words)
    watches = one_line(", ".join(delivery.watches), _WATCHES)
    first = one_line(entries[0].title, _SUBJECT_TITLE) if entries else ""
    return DigestSheet(
        subject=f"[{in_brief(delivery.watches)}] {heading}: {first}",
        watches=watches,
        heading=heading,
        reason=_reason(delivery, words, zone),
        time=moment(delivery.created_at, zone, words),
        entries=entries,
        why=words.why_digest.format(watches=listed(delivery.watches, words)),
        hints=(mute_watch(delivery.watches, words),),
        preview=" · ".join(one_line(entry.title, _SUBJECT_TITLE) for entry in entries[1:4]),
    )


def _heading(stories: int, part: tuple[int, int], words: Phrases) -> str:
    heading = words.digest.format(n=number(stories, words)) if stories != 1 else words.digest_of_one
    which, of = (number(count, words) for count in part)
    return words.part.format(heading=heading, number=which, of=of) if part[1] > 1 else heading


def _reason(delivery: Delivery, words: Phrases, zone: str) -> str:
    known = [cause for cause in map(cause_of, delivery.why) if cause is not None]
    said = "; ".join(_cause(*cause, delivery.created_at, words, zone) for cause in known[:_CAUSES])
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _cause(cause: Cause, detail: str, told: datetime, words: Phrases, zone: str) -> str:
    if cause in (Cause.QUIET, Cause.DAILY):
        hour, _, minute = detail.partition(":")
        detail = time(int(hour), int(minute)).strftime(words.clock)
    elif cause in (Cause.ROUNDS, Cause.OUTAGE):
        detail = span(length_of(detail), words)
    elif cause in (Cause.DEAD, Cause.LATE):
        detail = near(moment_of(detail), told, zone, words)
    elif cause is Cause.MUTE:
        kind, _, name = detail.partition(" ")
        detail = words.muted[kind].format(one_line(name, _WATCHES))
    return words.causes[cause].format(detail)


def lean(said: DigestSheet, words: Phrases, *, barely: bool = False) -> DigestSheet:
    """The same in fewer words, for a mail that would grow too long; `barely`: in as few as a hundred stories may have."""
    return replace(said, entries=tuple((_bare if barely else _lean)(entry, words) for entry in said.entries))


def _bare(entry: Entry, words: Phrases) -> Entry:
    title, publisher = one_line(entry.title, _BARE_TITLE), one_line(entry.publisher, _BARE_NAME)
    url = entry.url if len(entry.url) + 4 * entry.url.count("&") <= _BARE_URL else ""
    short = replace(_lean(entry, words), watches="", lead="", title=title, publisher=publisher, url=url, outlets="")
    return replace(short, copies=(), more_copies="", notes=())


def _lean(entry: Entry, words: Phrases) -> Entry:
    copies = tuple(
        replace(copy, title=one_line(copy.title, _LEAN_TITLE), url=_lean_url(copy.url), evidence="")
        for copy in entry.copies[:_LEAN_COPIES]
    )
    title, watches = one_line(entry.title, _LEAN_TITLE), one_line(entry.watches, _WATCHES)
    short = replace(entry, title=title, watches=watches, url=_lean_url(entry.url), excerpts=(), origin=())
    return replace(short, copies=copies, more_copies=and_more(entry.number_of_copies - len(copies), words))


def _lean_url(url: str) -> str:
    return url if len(url) <= _LEAN_URL else ""


def digest_blocks(said: DigestSheet) -> tuple[Block, ...]:
    """Every entry, within Slack's limits."""
    when = " · ".join(escaped(text, 600) for text in (said.time, said.reason) if text)
    heads = [section(f"*{escaped(said.heading)}* · {escaped(said.watches, 300)}\n{when}")]
    foot = [small_print(said.why, said.hints)]
    lines = _lines(said.entries, MOST_IN_ALL - sum(len(block["text"]["text"]) for block in heads) - 600)
    return (*heads, *(section("\n".join(group)) for group in _grouped(lines)), *foot)


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
        copies=said.copies if said.lead else (),
        more_copies=said.more_copies if said.lead else "",
        number_of_copies=said.number_of_copies if said.lead else 0,
        notes=said.notes,
    )


def _lines(entries: Sequence[Entry], room: int) -> list[str]:
    """Of each what fits into a section, in `room` characters all together: the longest are made shorter first."""
    lines = [_line(entry, 0) for entry in entries]
    for form in range(1, len(_FORMS) + 1):
        for at in sorted(range(len(lines)), key=lambda at: -len(lines[at])):
            if sum(map(len, lines)) <= room and max(map(len, lines)) <= MOST_IN_SECTION:
                return lines
            lines[at] = _line(entries[at], form)
    return lines


def _grouped(lines: Sequence[str]) -> Iterator[list[str]]:
    group: list[str] = []
    for line in lines:
        if len(group) == _SECTIONS or sum(len(one) + 1 for one in group) + len(line) > MOST_IN_SECTION:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _line(entry: Entry, form: int) -> str:
    tail = (escaped(entry.publisher, 60), escaped(entry.time, 90), escaped(entry.outlets, 120))
    if form == len(_FORMS):
        return f"• {escaped(entry.title, _BAREST)}\n   {escaped(entry.publisher, _BAREST)}"
    lead = f"{escaped(one_line(entry.lead, 80))}: " if entry.lead else ""
    said = [f"• {lead}{_headline(entry.title, entry.url, form)}", f"   {' · '.join(filter(None, tail))}"]
    said += [f"   ◦ {escaped(copy.publisher, 60)}: {_headline(copy.title, copy.url, form)}" for copy in entry.copies]
    return "\n".join((*said, f"   {escaped(entry.more_copies)}") if entry.more_copies else said)


def _headline(title: str, url: str, form: int) -> str:
    longest, length = _FORMS[form]
    return linked(one_line(title, length), url if len(url) <= longest else "")
