"""Digests: worded in two languages, the newest story first, within every limit, with nothing that the press could switch on."""

from dataclasses import replace
from html import unescape
from typing import Any

import pytest

from monitor.alerts.causes import Cause, because
from monitor.alerts.message import Message
from monitor.alerts.phrases import Language
from monitor.alerts.wording import write_digest
from monitor.channels.email import EmailChannel
from monitor.model import ArticleId, Delivery, DeliveryId, DeliveryKind, Dossier, StoryId
from tests.dossiers import COPIED, GOLD, KONTAN, SOSOK, THE_COPY, delivery, dossier

GOLD_STORY = dossier(GOLD, members=(GOLD,), matches=(), body="Harga emas turun tipis.", story_id=StoryId(43))
CAUSES = {
    because(Cause.QUIET, "06:00"): ("Ditahan selama jam tenang, sampai 06.00.", "Held in quiet hours, until 06:00."),
    because(Cause.DAILY, "07:00"): ("Ringkasan pukul 07.00.", "The digest of 07:00."),
    because(Cause.ROUNDS, "30m"): ("Dikumpulkan setiap 30 menit.", "Collected every 30 min."),
    because(Cause.LIMIT, 10): ("Batas 10 pesan per jam terlampaui.", "More than 10 messages an hour."),
    because(Cause.MUTE, 'watch "Putin"'): (
        'Ditahan selama pantauan "Putin" didiamkan.',
        'Held while the watch "Putin" was muted.',
    ),
    because(Cause.OUTAGE, "9h"): (
        "Susulan setelah 9 jam tanpa jawaban dari satu sumber pun.",
        "Catching up after 9 h in which no source answered.",
    ),
    because(Cause.DEAD, "2026-11-23T02:00:00+00:00"): (
        "Kanal ini tidak menerima pesan sejak 09.00 WIB.",
        "This channel had taken nothing since 09:00 WIB.",
    ),
    because(Cause.LATE, "2026-11-22T02:00:00+00:00"): (
        "Susulan; yang paling lama sudah menunggu sejak Minggu, 22 November, 09.00 WIB.",
        "Catching up; the oldest has waited since Sunday, 22 November, 09:00 WIB.",
    ),
    because(Cause.FLOOD, 120): (
        "120 berita sekaligus, terlalu banyak untuk dikabarkan satu per satu.",
        "120 stories at once, too many to tell one by one.",
    ),
}
DIGEST = delivery(DeliveryKind.DIGEST, id=DeliveryId(70), story_id=None, article_id=None, watches=("Emas", "Putin"))


def written(*told: tuple[Delivery, Dossier], language: Language = "id", **what: Any) -> Message:
    return write_digest(told, replace(DIGEST, **what), language=language, zone="Asia/Jakarta")


def mrkdwn(message: Message) -> str:
    texts = [text for block in message.blocks for text in ([block["text"]] if "text" in block else block["elements"])]
    return "\n".join(text["text"] for text in texts)


TOLD = ((delivery(watches=("Emas",)), GOLD_STORY), (delivery(), COPIED))


def test_a_digest_counts_its_stories_and_names_the_newest_on_the_lock_screen() -> None:
    assert written(*TOLD).subject == "[Emas, Putin] 2 berita: Harga emas hari ini turun tipis"
    assert written(*TOLD, language="en").subject == "[Emas, Putin] 2 stories: Harga emas hari ini turun tipis"


def test_every_form_lists_every_story_once_with_its_link_and_its_copies_folded() -> None:
    message = written(*TOLD)
    for form in (message.text, message.html, mrkdwn(message)):
        assert form.index(GOLD.title) < form.index(KONTAN.title)
        assert form.replace("display:none", "", 1).count(KONTAN.title) == 1 + (
            form is message.html
        )  # its preview names it
        assert "Kini di 2 media: Kontan, Sosok.ID" in form
    assert KONTAN.url in message.text
    assert 'Dikirim sebagai ringkasan untuk pantauan "Emas" dan "Putin".' in message.text
    assert "ronda alerts mute --watch NAMA --for 2h" in message.text
    assert "> Presiden Rusia Vladimir *Putin*" in message.text


@pytest.mark.parametrize("why", CAUSES)
def test_a_digest_says_why_it_is_one_in_every_form(why: str) -> None:
    for language, expected in zip(("id", "en"), CAUSES[why], strict=True):
        message = written(*TOLD, language=language, why=(why,))  # type: ignore[arg-type]
        assert all(expected in form for form in (message.text, unescape(message.html), mrkdwn(message)))


def test_a_digest_names_several_causes_and_passes_over_what_it_cannot_read() -> None:
    text = written(*TOLD, why=("digest at 07:00", "the moon", "collected every 1h30m")).text
    assert "\nRingkasan pukul 07.00; dikumpulkan setiap 1 jam 30 menit.\n\n1. " in text
    assert "\nSenin, 23 November 2026, 22.20 WIB\n\n1. " in written(*TOLD).text


def test_a_digest_says_which_it_is_of_several() -> None:
    assert written(*TOLD, part=(1, 3)).subject.startswith("[Emas, Putin] 2 berita (1 dari 3): ")
    message = written(*TOLD, language="en", part=(2, 3))
    assert all("2 stories (2 of 3)" in form for form in (message.text, message.html, mrkdwn(message)))


def test_a_copy_of_a_story_told_before_says_that_it_is_one() -> None:
    text = written((delivery(DeliveryKind.COPY), THE_COPY), *TOLD).text
    assert "1. Juga di Sosok.ID: Ternyata Ini Isi Obrolan Putin dan Trump" in text


def test_a_follow_up_in_a_digest_lists_every_article_it_tells_of() -> None:
    others = [
        replace(SOSOK, article_id=ArticleId(n), title=f"Salinan {n}", url=f"https://{n}.example/") for n in (5, 6)
    ]
    told = replace(THE_COPY, members=(KONTAN, SOSOK, *others), news=(SOSOK.article_id, ArticleId(5), ArticleId(6)))
    message = written((delivery(DeliveryKind.COPY), told), *TOLD)
    for form in (message.text, message.html, mrkdwn(message)):
        assert all(said in form for one in others for said in (one.title, one.url))


@pytest.mark.parametrize("title", ["Banjir", "&" * 4000])
def test_thirty_follow_ups_of_many_articles_stay_within_every_limit(title: str) -> None:
    others = [
        replace(SOSOK, article_id=ArticleId(n), title=f"{n} {title}", url=f"https://warta.example/{'panjang/' * 30}{n}")
        for n in range(100, 112)
    ]
    told = replace(THE_COPY, members=(KONTAN, *others), about=others[0], news=tuple(one.article_id for one in others))
    message = written(*[(delivery(DeliveryKind.COPY), told)] * 30)
    assert len(message.blocks) <= 50
    assert all(len(block["text"]["text"]) <= 3000 for block in message.blocks if "text" in block)
    assert len(mrkdwn(message)) < 13_000
    assert mrkdwn(message).count("• ") == 30
    assert len(message.html.encode()) < 100_000
    assert "dan 9 lagi" in message.text


def test_the_payload_holds_each_story_with_the_message_it_stands_for() -> None:
    payload = written(*TOLD).payload
    assert [entry["story"]["id"] for entry in payload["digest"]] == [43, 42]
    assert payload["digest"][1]["id"] == delivery().key
    assert (payload["kind"], payload["article"], payload["notice"]) == ("digest", None, None)


@pytest.mark.parametrize(
    ("title", "publisher", "path"),
    [("Harga emas hari ini turun tipis di Jakarta dan Surabaya", "Kontan", "a"), ("&" * 4000, "&" * 300, "&" * 90)],
)
def test_a_mail_tells_as_many_stories_as_its_channel_says_in_less_than_gmail_cuts_off(
    title: str, publisher: str, path: str
) -> None:
    told = []
    for number in range(EmailChannel.most_stories):
        url = f"https://warta.example/news/{number}/{path}"
        about = replace(KONTAN, title=f"{number:03} {title}", url=url, publisher=publisher)
        told.append((delivery(), dossier(about, members=(about, SOSOK), story_id=StoryId(100 + number))))
    message = written(*told)
    assert len(message.html.encode()) < 100_000
    assert all(f"{number:03} {title[:20]}" in message.text for number in range(EmailChannel.most_stories))


@pytest.mark.parametrize("title", ["W" * 4000, "<!channel> " * 400, "&" * 4000, "*_~`" * 1000])
def test_thirty_long_headlines_stay_within_every_limit(title: str) -> None:
    url = "https://warta.example/" + "panjang/" * 150
    told = []
    for number in range(30):
        about = replace(KONTAN, title=f"{number} {title}", url=f"{url}{number}", publisher="P" * 300)
        told.append((delivery(), dossier(about, members=(about,), story_id=StoryId(100 + number), matches=())))
    message = written(*told)
    text = mrkdwn(message)
    assert len(message.blocks) <= 50
    assert all(len(block["text"]["text"]) <= 3000 for block in message.blocks if "text" in block)
    assert len(text) < 13_000
    assert text.count("• ") == 30
    assert "<!channel" not in text
    assert len(message.html.encode()) < 100_000
    assert len(message.subject) < 250
