"""A made-up story, by which wording is tried before there is a real one."""

from dataclasses import replace
from datetime import datetime

from monitor.model import (
    ArticleId,
    Delivery,
    DeliveryId,
    DeliveryKind,
    DeliveryState,
    Dossier,
    Link,
    Match,
    Member,
    Relation,
    Span,
    StoryId,
)

_TITLE = "Judul contoh untuk pantauan ini"
_BODY = "Kalimat ini memuat kata yang dicari. Kalimat berikutnya tidak."


def made_up(watch: str, now: datetime, *, number: int = 1) -> tuple[Dossier, Delivery]:
    """Its first message. `number`: of story and article; 0: they have none, and nobody is sent to look them up."""
    span = Span("body", _BODY.index("kata yang dicari"), _BODY.index(" yang"), "kata", "kata")
    member = Member(ArticleId(number), "Warta Contoh", _TITLE, "https://warta.example/contoh", now, now, None, None)
    first = Dossier(StoryId(number), member, (member,), member.article_id, None, (Match(watch, (span,)),), _BODY)
    return first, _delivery(DeliveryKind.ALERT, (watch,), now)


def made_up_copy(watch: str, now: datetime) -> tuple[Dossier, Delivery]:
    """That of a copy found later."""
    story, _ = made_up(watch, now)
    link = Link(story.about.article_id, Relation.SAME, (0.9, 0.9), "")
    url = "https://kabar.example/contoh"
    copy = replace(story.about, article_id=ArticleId(2), publisher="Kabar Contoh", url=url, link=link)
    told = replace(story, about=copy, members=(story.about, copy), matches=(), body="")
    return told, _delivery(DeliveryKind.COPY, (watch,), now)


def made_up_notice(now: datetime) -> Delivery:
    return replace(_delivery(DeliveryKind.NOTICE, (), now), notice=("Ronda: contoh", "Kabar contoh."))


def _delivery(kind: DeliveryKind, watches: tuple[str, ...], now: datetime) -> Delivery:
    return Delivery(
        id=DeliveryId(0),
        key="sample",
        story_id=None,
        article_id=None,
        channel="",
        recipient="",
        kind=kind,
        watches=watches,
        state=DeliveryState.DUE,
        created_at=now,
    )
