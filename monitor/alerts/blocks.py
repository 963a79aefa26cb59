"""A sheet as Slack Block Kit, within Slack's limits and with nothing in it that the press could switch on."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from monitor.alerts.excerpts import Excerpt, Piece
from monitor.alerts.phrases import Phrases
from monitor.alerts.sheet import Hint, Line, Sheet

OUTLETS = "ronda-outlets"
"""`block_id` of the line that names the story's outlets; a channel renews it on the first message of a thread."""
MOST_BLOCKS = 50
MOST_IN_SECTION = 3000
MOST_IN_ALL = 9500
"""Slack answers `msg_blocks_too_long` from about 13,200 characters on (slackapi/bolt-js issue 2509)."""
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_MARKS = _ENTITIES | str.maketrans({mark: mark + "\u200b" for mark in "*_~`"})

Block = Mapping[str, Any]


def escaped(text: str, limit: int = MOST_IN_SECTION) -> str:
    """Text that mrkdwn shows as it is, in at most `limit` characters: entities for & < > (docs.slack.dev, "Formatting
    message text", "Escaping text"), and a zero-width space behind * _ ~ ` so that they open nothing."""
    whole = text.translate(_MARKS)
    if len(whole) <= limit:
        return whole
    kept, room = [], limit - 1
    for char in text:
        shown = char.translate(_MARKS)
        room -= len(shown)
        if room < 0:
            break
        kept.append(shown)
    return "".join(kept) + "…"


def blocks(sheet: Sheet, words: Phrases) -> tuple[Block, ...]:
    """The message as blocks, the later ones given up where it would grow too long."""
    made = [section(text) for text in (_head(sheet), *_body(sheet, words)) if text]
    made += [context(text) for text in sheet.notes]
    closing = [{**context(sheet.outlets), "block_id": OUTLETS}] if sheet.outlets else []
    if not sheet.compact:
        closing.append(small_print(sheet.why, sheet.hints))
    return _within_limits(made, closing)


def plain_blocks(subject: str, text: str) -> tuple[Block, ...]:
    """A notice: its subject in bold, its text below."""
    return _within_limits([section(f"*{escaped(subject, 500)}*"), *([section(escaped(text))] if text else [])], [])


def _head(sheet: Sheet) -> str:
    headline = linked(sheet.title, sheet.url)
    if not sheet.lead:
        return f"*{headline}*\n{escaped(sheet.publisher)} · {escaped(sheet.time)}"
    why = sheet.origin if sheet.compact else ()
    return "\n".join((f"{escaped(sheet.lead)}: {headline}", *(escaped(line) for line in (sheet.time, *why))))


def _body(sheet: Sheet, words: Phrases) -> Iterable[str]:
    if sheet.compact:
        yield _list(words.copies, sheet.copies, sheet.more_copies)
        return
    if sheet.terms:
        yield f"*{escaped(sheet.watches)}*: {escaped(sheet.terms, 1000)}"
    yield "\n\n".join(f"> {_excerpt(excerpt)}" for excerpt in sheet.excerpts)
    yield "\n".join(escaped(line) for line in sheet.origin)
    yield _list(words.copies, sheet.copies, sheet.more_copies)
    yield _list(words.related, sheet.related, "")


def linked(title: str, url: str) -> str:
    """A headline as mrkdwn shows it, with its link where there is one that Slack takes."""
    shown = escaped(title, 400)
    return f"<{url.replace('&', '&amp;')}|{shown}>" if url and len(url) < 700 else shown


def section(text: str) -> dict[str, Any]:
    """A block of mrkdwn that is escaped already."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": _cut(text), "verbatim": True}}


def context(text: str) -> dict[str, Any]:
    """A block of small print; escapes its text."""
    return _context(escaped(text, 2000))


def small_print(why: str, hints: Iterable[Hint]) -> dict[str, Any]:
    """Why a message was sent, and the commands that a reader may want, as code."""
    return _context(
        "\n".join((escaped(why, 1500), *(f"{escaped(one.label)}: `{_code(one.command)}`" for one in hints)))
    )


def _code(command: str) -> str:
    """As it is to be typed: within backticks nothing else opens anything, and no zero-width space may stand in it."""
    return command.translate(_ENTITIES)


def _context(shown: str) -> dict[str, Any]:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": shown, "verbatim": True}]}


def _excerpt(excerpt: Excerpt) -> str:
    """Marked words bold; inside a word a zero-width space lets Slack see the star."""
    said: list[str] = []
    for piece, after in pairwise((*excerpt, Piece(""))):
        text = escaped(piece.text)
        if piece.marked:
            inside = bool(said) and said[-1][-1:].isalnum()
            text = "\u200b" * inside + f"*{text}*" + "\u200b" * after.text[:1].isalnum()
        said.append(text)
    return "".join(said)


def _list(heading: str, lines: Sequence[Line], more: str) -> str:
    if not lines:
        return ""
    return "\n".join((f"*{heading}*", *(_item(line) for line in lines), *((escaped(more),) if more else ())))


def _item(line: Line) -> str:
    label = f" ({escaped(line.label)})" if line.label else ""
    first = f"• {escaped(line.publisher)}{label}: {linked(line.title, line.url)}, {escaped(line.time)}"
    return f"{first}\n   {escaped(line.evidence)}" if line.evidence else first


def _cut(text: str) -> str:
    """At most a section's length, cut between lines so that no link or entity is cut in two."""
    while len(text) > MOST_IN_SECTION and "\n" in text:
        text = text.rsplit("\n", 1)[0]
    return text if len(text) <= MOST_IN_SECTION else "…"


def _within_limits(made: Sequence[dict[str, Any]], closing: Sequence[dict[str, Any]]) -> tuple[Block, ...]:
    kept: list[dict[str, Any]] = []
    room = MOST_IN_ALL - sum(map(_length, closing))
    for block in made[: MOST_BLOCKS - len(closing)]:
        room -= _length(block)
        if room < 0:
            break
        kept.append(block)
    return (*kept, *closing)


def _length(block: Mapping[str, Any]) -> int:
    texts = [block["text"]] if "text" in block else block["elements"]
    return sum(len(text["text"]) for text in texts)
