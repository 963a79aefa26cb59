"""A story in our own words, as tests of wording and channels tell it: Kontan first, copied by Sosok.ID."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.model import (
    ArticleId,
    Credit,
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

NOW = datetime(2026, 11, 23, 15, 20, tzinfo=UTC)
TITLE = "Putin telepon Trump, bahas OPEC Plus"
BODY = (
    "MOSKWA. Presiden Rusia Vladimir Putin menelepon Donald Trump pada Senin malam. Keduanya berbicara satu jam.\n"
    "Mereka membahas produksi minyak. Menurut juru bicara Kremlin, OPEC Plus akan bertemu bulan depan.\n"
    "Pertemuan itu belum dijadwalkan."
)
CREDIT = Credit("Kontan", TITLE, text=f'Artikel ini pernah tayang di Kontan dengan judul "{TITLE}"')


def spans(text: str, field: str, *words: str) -> tuple[Span, ...]:
    return tuple(Span(field, text.index(word), text.index(word) + len(word), word, word) for word in words)


KONTAN = Member(
    article_id=ArticleId(1),
    publisher="Kontan",
    title=TITLE,
    url="https://nasional.kontan.co.id/news/putin-telepon-trump?a=1&b=2",
    published=NOW - timedelta(minutes=5),
    discovered_at=NOW,
    credit=None,
    link=None,
)
SOSOK = Member(
    article_id=ArticleId(2),
    publisher="Sosok.ID",
    title="Ternyata Ini Isi Obrolan Putin dan Trump",
    url="https://sosok.grid.id/read/412/putin-trump",
    published=NOW + timedelta(minutes=7),
    discovered_at=NOW + timedelta(minutes=9),
    credit=CREDIT,
    link=Link(ArticleId(1), Relation.SAME, (0.714, 0.93), "credit line names Kontan; 71 % of the text", by_credit=True),
)
GOLD = Member(
    article_id=ArticleId(3),
    publisher="Kontan",
    title="Harga emas hari ini turun tipis",
    url="https://investasi.kontan.co.id/news/emas",
    published=NOW - timedelta(days=1),
    discovered_at=NOW - timedelta(days=1),
    credit=None,
    link=None,
)
PUTIN = Match("Putin", (*spans(TITLE, "title", "Putin"), *spans(BODY, "body", "Putin", "OPEC Plus")))


def dossier(about: Member = KONTAN, **changes: Any) -> Dossier:
    plain = Dossier(
        story_id=StoryId(42),
        about=about,
        members=(KONTAN,),
        original=KONTAN.article_id,
        named_original=None,
        matches=(PUTIN,),
        body=BODY,
    )
    return replace(plain, **changes)


def delivery(kind: DeliveryKind = DeliveryKind.ALERT, **changes: Any) -> Delivery:
    plain = Delivery(
        id=DeliveryId(9),
        key="1:redaksi::alert",
        story_id=StoryId(42),
        article_id=ArticleId(1),
        channel="redaksi",
        recipient="",
        kind=kind,
        watches=("Putin",),
        state=DeliveryState.DUE,
        created_at=NOW,
    )
    return replace(plain, **changes)


COPIED = dossier(members=(KONTAN, SOSOK))
THE_COPY = dossier(SOSOK, members=(KONTAN, SOSOK), matches=(), body="")
