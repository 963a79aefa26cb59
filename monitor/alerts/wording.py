"""Messages about stories, and about Ronda itself, in every form a channel may want. Templates are in templates/."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from monitor.alerts import payload
from monitor.alerts.blocks import blocks, plain_blocks
from monitor.alerts.digests import DigestSheet, digest_blocks, digest_sheet, lean
from monitor.alerts.excerpts import one_line, plain
from monitor.alerts.message import Message
from monitor.alerts.phrases import Language, Phrases, phrases
from monitor.alerts.sample import made_up, made_up_copy, made_up_notice
from monitor.alerts.sheet import Sheet, sheet
from monitor.alerts.times import moment
from monitor.model import Delivery, DeliveryKind, Dossier

if TYPE_CHECKING:
    from jinja2 import Environment

_MOST_NOTICE = 20_000
MOST_HTML = 95_000
"""Bytes; Gmail cuts a mail off at 102 kB."""


def write(
    dossier: Dossier, delivery: Delivery, *, language: Language, zone: str, templates: Mapping[str, str] | None = None
) -> Message:
    """The message of one delivery about a story; `zone` is an IANA name.

    `templates` are texts of the user's own in place of ours, by name (`alert.txt.j2`, `alert.html.j2`). The same
    arguments always give the same message.
    """
    words = phrases(language)
    said = sheet(dossier, delivery, words, zone)
    thread = _thread(dossier)
    text, html = _rendered("alert", said, words, templates)
    return Message(
        key=delivery.key,
        thread=thread,
        subject=said.subject,
        text=text,
        html=html,
        blocks=blocks(said, words),
        payload=payload.payload(dossier, delivery, said.subject, thread),
        created_at=delivery.created_at,
        kind=delivery.kind,
        again=delivery.maybe_repeated,
    )


def write_digest(
    told: Sequence[tuple[Delivery, Dossier]],
    delivery: Delivery,
    *,
    language: Language,
    zone: str,
    templates: Mapping[str, str] | None = None,
) -> Message:
    """The message of a digest: `told` gives of each story the message it takes the place of, the newest story first."""
    words = phrases(language)
    said = digest_sheet(delivery, told, words, zone)
    thread = f"digest-{delivery.key}"
    text, html = _rendered("digest", said, words, templates)
    for barely in (False, True):
        if len(html.encode()) > MOST_HTML:
            text, html = _rendered("digest", lean(said, words, barely=barely), words, templates)
    return Message(
        key=delivery.key,
        thread=thread,
        subject=said.subject,
        text=text,
        html=html,
        blocks=digest_blocks(said),
        payload=payload.digest_payload(told, delivery, said.subject, thread),
        created_at=delivery.created_at,
        kind=delivery.kind,
        again=delivery.maybe_repeated,
    )


def write_notice(
    delivery: Delivery, *, language: Language, zone: str, templates: Mapping[str, str] | None = None
) -> Message:
    """The message of a notice to the operator: `delivery.notice` as it is, safe in every form."""
    words = phrases(language)
    subject, body = delivery.notice or ("", "")
    subject = f"[Ronda] {one_line(subject, 200).removeprefix('Ronda: ')}"
    lines = tuple(plain(line).rstrip() for line in body[:_MOST_NOTICE].splitlines())
    thread = f"notice-{delivery.key}"
    said = {"subject": subject, "heading": subject.removeprefix("[Ronda] "), "preview": "", "lines": lines}
    said["time"] = moment(delivery.created_at, zone, words)
    text, html = _rendered("notice", said, words, templates)
    return Message(
        key=delivery.key,
        thread=thread,
        subject=subject,
        text=text,
        html=html,
        blocks=plain_blocks(subject, "\n".join(lines)),
        payload=payload.notice_payload(delivery, subject, "\n".join(lines), thread),
        created_at=delivery.created_at,
        kind=delivery.kind,
        again=delivery.maybe_repeated,
    )


def template_problems(templates: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Of templates of the user's own, by name: those that take the place of none of ours, or are none."""
    from jinja2 import PackageLoader, TemplateSyntaxError

    ours = PackageLoader("monitor.alerts").list_templates()
    for name, text in templates.items():
        if name not in ours:
            yield name, f"takes the place of no template (there are {', '.join(ours)})"
        try:
            _environment(()).parse(text)
        except TemplateSyntaxError as error:
            yield name, f"line {error.lineno}: {error.message}"


def tried(templates: Mapping[str, str], *, language: Language, zone: str, now: datetime) -> Iterable[tuple[str, str]]:
    """Of templates that can be read: what breaks when a made-up story is told, its copy, both in a digest, and a notice."""
    wording: dict[str, Any] = {"language": language, "zone": zone, "templates": templates}
    story, copy, notice = made_up("Contoh", now), made_up_copy("Contoh", now), made_up_notice(now)
    digest = replace(story[1], kind=DeliveryKind.DIGEST)
    attempts: Sequence[Callable[[], Message]] = (
        lambda: write(*story, **wording),
        lambda: write(*copy, **wording),
        lambda: write_digest([(story[1], story[0]), (copy[1], copy[0])], digest, **wording),
        lambda: write_notice(notice, **wording),
    )
    for attempt in attempts:
        try:
            attempt()
        except Exception as error:  # noqa: BLE001 (templates can raise anything)
            yield broke_at(error)


def broke_at(error: Exception) -> tuple[str, str]:
    """The template in which rendering broke, and at which line and why."""
    trace, place = error.__traceback__, ("", 0)
    while trace is not None:
        if (name := trace.tb_frame.f_code.co_filename).endswith(".j2"):
            place = name.rpartition("/")[2], trace.tb_lineno
        trace = trace.tb_next
    return place[0], f"line {place[1]}: {type(error).__name__}: {error}"


def _thread(dossier: Dossier) -> str:
    """Names the story and the day it began, so that a fresh database never threads under an old story's mail."""
    began = min((member.discovered_at for member in dossier.members), default=dossier.about.discovered_at)
    return f"story-{dossier.story_id}-{began.astimezone(UTC):%Y%m%d}"


def _rendered(
    name: str, said: Sheet | DigestSheet | Mapping[str, Any], words: Phrases, templates: Mapping[str, str] | None
) -> tuple[str, str]:
    environment = _environment(tuple(sorted((templates or {}).items())))
    text, html = (environment.get_template(f"{name}.{form}.j2").render(m=said, w=words) for form in ("txt", "html"))
    return text, html


@cache
def _environment(overrides: tuple[tuple[str, str], ...]) -> "Environment":
    from jinja2 import ChoiceLoader, Environment, FunctionLoader, PackageLoader, StrictUndefined, select_autoescape

    texts = dict(overrides)

    def own(name: str) -> tuple[str, str, None] | None:
        return (texts[name], name, None) if name in texts else None

    return Environment(
        loader=ChoiceLoader([FunctionLoader(own), PackageLoader("monitor.alerts")]),
        autoescape=select_autoescape(enabled_extensions=("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # eight looks at files a message; a reload of the user's own makes another environment
    )
