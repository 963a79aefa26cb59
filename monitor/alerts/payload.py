"""A message as JSON for programs; monitor/channels/webhook.schema.json documents it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from monitor.model import Credit, Delivery, Dossier, Link, Match, Member

VERSION = 1


def payload(dossier: Dossier, delivery: Delivery, subject: str, thread: str) -> Mapping[str, Any]:
    """A story's message; times are ISO 8601 with an offset, offsets count characters of title and body."""
    return {**_envelope(delivery, subject, thread), **_told(dossier), "notice": None, "digest": None}


def digest_payload(
    told: Sequence[tuple[Delivery, Dossier]], delivery: Delivery, subject: str, thread: str
) -> Mapping[str, Any]:
    """A digest: `digest` lists its stories, the newest first, each with the id and kind of the message it stands for."""
    stories = [
        {"id": message.key, "kind": message.kind.value, "watches": list(message.watches), **_told(dossier)}
        for message, dossier in told
    ]
    return {**_envelope(delivery, subject, thread), **_NOTHING, "notice": None, "digest": stories}


def notice_payload(delivery: Delivery, subject: str, text: str, thread: str) -> Mapping[str, Any]:
    notice = {"subject": subject, "text": text}
    return {**_envelope(delivery, subject, thread), **_NOTHING, "notice": notice, "digest": None}


_NOTHING: Mapping[str, Any] = {"reason": None, "article": None, "matches": [], "story": None, "news": [], "related": []}


def _told(dossier: Dossier) -> dict[str, Any]:
    return {
        "reason": None if dossier.reason is None else dossier.reason.value,
        "article": _member(dossier.about),
        "matches": [_match(match) for match in dossier.matches],
        "story": {
            "id": dossier.story_id,
            "original": dossier.original,
            "named_original": _credit(dossier.named_original),
            "members": [_member(member) for member in dossier.members],
        },
        "news": list(dossier.news),
        "related": [{**_link(link), "article": _member(member)} for link, member in dossier.related],
    }


def _envelope(delivery: Delivery, subject: str, thread: str) -> dict[str, Any]:
    return {
        "version": VERSION,
        "id": delivery.key,
        "thread": thread,
        "kind": delivery.kind.value,
        "created_at": delivery.created_at.isoformat(),
        "watches": list(delivery.watches),
        "subject": subject,
    }


def _member(member: Member) -> dict[str, Any]:
    return {
        "id": member.article_id,
        "publisher": member.publisher,
        "title": member.title,
        "url": member.url,
        "published": _moment(member.published),
        "discovered_at": _moment(member.discovered_at),
        "read": member.read,
        "credit": _credit(member.credit),
        "copy_of": None if member.link is None else _link(member.link),
    }


def _link(link: Link) -> dict[str, Any]:
    return {
        "to": link.to,
        "relation": link.relation.value,
        "coverage": list(link.coverage),
        "reason": link.reason,
        "by_credit": link.by_credit,
    }


def _match(match: Match) -> dict[str, Any]:
    names = ("field", "start", "end", "text", "term", "reason")
    return {"watch": match.watch, "spans": [{name: getattr(span, name) for name in names} for span in match.spans]}


def _credit(credit: Credit | None) -> dict[str, str] | None:
    if credit is None:
        return None
    return {"publisher": credit.publisher, "title": credit.title, "url": credit.url, "text": credit.text}


def _moment(when: datetime | None) -> str | None:
    return None if when is None else when.isoformat()
