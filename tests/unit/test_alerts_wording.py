"""What alerts say, in both languages and every form, and that the press can inject nothing into any of them."""

from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest

from monitor.alerts.blocks import OUTLETS
from monitor.alerts.message import Message
from monitor.alerts.phrases import ENGLISH, INDONESIAN, Language
from monitor.alerts.times import number
from monitor.alerts.wording import write, write_notice
from monitor.model import AlertReason, ArticleId, Delivery, DeliveryKind, Dossier, Link, Match, Relation, Span
from tests.dossiers import BODY, COPIED, CREDIT, GOLD, KONTAN, NOW, PUTIN, SOSOK, THE_COPY, delivery, dossier, spans

COPY = delivery(DeliveryKind.COPY)
UPDATE = delivery(DeliveryKind.UPDATE)
LATE_KONTAN = replace(KONTAN, discovered_at=NOW + timedelta(hours=1))
LATE = dossier(LATE_KONTAN, members=(SOSOK, LATE_KONTAN), matches=(), body="")


def written(
    about: Dossier, one: Delivery | None = None, *, language: Language = "id", zone: str = "Asia/Jakarta"
) -> Message:
    return write(about, one or delivery(), language=language, zone=zone)


def block_text(message: Message) -> str:
    texts = [block["text"] if "text" in block else block["elements"][0] for block in message.blocks]
    return "\n".join(text["text"] for text in texts)


# --------------------------------------------------------------------------------------------------------- what it says


def test_subject_fits_a_lock_screen_and_counts_the_copies() -> None:
    assert written(COPIED).subject == "[Putin] Putin telepon Trump, bahas OPEC Plus - Kontan (+1)"


def test_subject_of_a_lone_article_counts_nothing() -> None:
    assert written(dossier()).subject == "[Putin] Putin telepon Trump, bahas OPEC Plus - Kontan"


def test_subject_names_every_watch() -> None:
    assert written(dossier(), delivery(watches=("Putin", "Minyak"))).subject.startswith("[Putin, Minyak] ")


def test_subject_of_many_watches_leaves_the_headline_its_place() -> None:
    many = ("Putin", "Minyak", "Kementerian Energi dan Sumber Daya", "OPEC", "Rusia")
    assert written(dossier(), delivery(watches=many)).subject.startswith("[Putin, Minyak +3] Putin telepon")
    long = written(dossier(), delivery(watches=("Kementerian " * 9, "Minyak"))).subject
    assert long.startswith("[Kementerian Kementerian Kementerian… +1] Putin telepon")


@pytest.mark.parametrize(
    ("zone", "language", "expected"),
    [
        ("Asia/Jakarta", "id", "Senin, 23 November 2026, 22.15 WIB"),
        ("Asia/Makassar", "id", "Senin, 23 November 2026, 23.15 WITA"),
        ("Asia/Jayapura", "id", "Selasa, 24 November 2026, 00.15 WIT"),
        ("Europe/Amsterdam", "en", "Monday, 23 November 2026, 16:15 CET"),
        ("Asia/Singapore", "en", "Monday, 23 November 2026, 23:15 UTC+08"),
    ],
)
def test_times_are_in_the_configured_zone_with_its_name(zone: str, language: Language, expected: str) -> None:
    assert expected in written(dossier(), language=language, zone=zone).text


def test_text_tells_headline_publisher_link_and_the_words_around_a_match() -> None:
    assert written(dossier()).text == (
        "Putin telepon Trump, bahas OPEC Plus\n"
        "Kontan, Senin, 23 November 2026, 22.15 WIB\n"
        "https://nasional.kontan.co.id/news/putin-telepon-trump?a=1&b=2\n"
        "\n"
        "> Presiden Rusia Vladimir *Putin* menelepon Donald Trump pada Senin malam.\n"
        "\n"
        "> Mereka membahas produksi minyak. Menurut juru bicara Kremlin, *OPEC Plus* akan bertemu bulan depan.\n"
        "\n"
        "Yang cocok (Putin): Putin (2 kali), OPEC Plus\n"
        "\n"
        "Bukan salinan: tidak ada artikel sebelumnya dengan teks ini.\n"
        "\n"
        "-- \n"
        'Dikirim karena pantauan "Putin" cocok dengan artikel ini.\n'
        "Rincian: ronda explain 1\n"
        "Diamkan berita ini: ronda alerts mute --story 42 --for 2h\n"
        "Diamkan pantauan: ronda alerts mute --watch Putin --for 2h\n"
    )


def test_copies_are_listed_with_the_evidence_in_words() -> None:
    text = written(COPIED).text
    assert "Pertama: Kontan, 22.15 WIB" in text
    assert "- Sosok.ID: Ternyata Ini Isi Obrolan Putin dan Trump\n  22.27 WIB, 12 menit setelah Kontan" in text
    assert (
        "  22.27 WIB, 12 menit setelah Kontan; baris kreditnya menyebut Kontan dan judul aslinya; 71% teksnya ada di Kontan\n"
        in text
    )
    assert "Kini di 2 media: Kontan, Sosok.ID" in text


def test_copy_found_later_is_told_in_a_few_lines() -> None:
    message = written(THE_COPY, COPY)
    assert message.text.startswith(
        "Juga di Sosok.ID: Ternyata Ini Isi Obrolan Putin dan Trump\n"
        "22.27 WIB, 12 menit setelah Kontan\n"
        "https://sosok.grid.id/read/412/putin-trump\n"
        "Salinan dari Kontan: baris kreditnya menyebut Kontan"
    )
    for form in (message.text, unescape(message.html)):
        assert "Bermula dari Kontan: “Putin telepon Trump, bahas OPEC Plus”" in form
    assert message.text.endswith(
        'Dikirim karena berita ini sudah dikabarkan untuk pantauan "Putin".\nRincian: ronda explain 2\n'
        "Diamkan berita ini: ronda alerts mute --story 42 --for 2h\n"
        "Diamkan pantauan: ronda alerts mute --watch Putin --for 2h\n"
    )
    assert message.subject == "[Putin] Juga di Sosok.ID: Ternyata Ini Isi Obrolan Putin dan Trump"
    assert message.blocks[-1]["block_id"] == OUTLETS


def test_late_original_is_told_as_the_original_with_the_copys_evidence() -> None:
    text = written(LATE, UPDATE).text
    assert text.startswith(
        "Asalnya ditemukan di Kontan: Putin telepon Trump, bahas OPEC Plus\n22.15 WIB, 12 menit sebelum Sosok.ID"
    )
    assert "Disalin oleh Sosok.ID: baris kreditnya menyebut Kontan" in text
    assert "71% teksnya ada di Kontan" in text
    assert "Salinan dari" not in text


def test_late_original_that_an_earlier_one_has_followed_is_still_told_as_one() -> None:
    first = replace(KONTAN, article_id=ArticleId(7), publisher="Antara", published=NOW - timedelta(hours=1))
    told = replace(LATE, members=(SOSOK, LATE_KONTAN, first), original=first.article_id)
    assert written(told, UPDATE).text.startswith("Asalnya ditemukan di Kontan: ")


def test_outlets_name_the_original_where_it_came_late() -> None:
    assert "Kini di 2 media: Sosok.ID, Kontan; asal: Kontan" in written(LATE, UPDATE).text
    assert "Now in 2 outlets: Sosok.ID, Kontan; original: Kontan" in written(LATE, UPDATE, language="en").text
    assert "; asal:" not in written(COPIED).text


def test_alert_held_up_until_the_original_came_says_that_it_is_a_copy() -> None:
    text = written(dossier(SOSOK, members=(SOSOK, LATE_KONTAN), matches=(), body="")).text
    assert "Salinan dari Kontan: baris kreditnya menyebut Kontan" in text
    assert "71% teksnya ada di Kontan" in text
    assert "Pertama: Kontan, 22.15 WIB" in text
    assert "- Kontan (asal): Putin telepon Trump, bahas OPEC Plus\n  22.15 WIB, 12 menit sebelum Sosok.ID\n" in text


def test_text_that_could_be_read_at_last_is_told_with_its_excerpts() -> None:
    text = written(dossier(), UPDATE).text
    assert text.startswith("Teksnya kini terbaca di Kontan: ")
    assert "Vladimir *Putin* menelepon" in text


def test_original_known_by_name_only_is_named_as_not_fetched() -> None:
    copy = replace(SOSOK, link=None)
    text = written(dossier(copy, members=(copy,), original=None, named_original=CREDIT, matches=())).text
    assert 'Asal: Kontan (naskahnya belum ditemukan), dengan judul "Putin telepon Trump, bahas OPEC Plus"' in text
    assert "Salinan menurut baris kreditnya: “Artikel ini pernah tayang di Kontan" in text


def test_original_known_by_name_outranks_the_first_article_that_came() -> None:
    copy = replace(SOSOK, link=None)
    text = written(dossier(copy, members=(copy, GOLD), original=copy.article_id, named_original=CREDIT)).text
    assert "Asal: Kontan (naskahnya belum ditemukan)" in text
    assert "Pertama:" not in text
    assert "(asal)" not in text


def test_article_that_only_looks_alike_says_why_it_is_no_copy() -> None:
    kinds = {
        Relation.TEMPLATE: "pola berita yang sama",
        Relation.FOLLOW_UP: "berita lanjutan",
        Relation.CONTAINS: "sebagian",
    }
    for relation, words in kinds.items():
        text = written(dossier(related=((Link(ArticleId(3), relation, (0.8, 0.8), "shape"), GOLD),))).text
        assert "Mirip, tetapi bukan salinan:\n- Kontan: Harga emas hari ini turun tipis" in text
        assert words in text
        assert "80% teks serupa" in text
        assert "tidak ada artikel sebelumnya" not in text
        assert "shape" not in text


def test_page_that_could_not_be_read_says_so() -> None:
    unread = replace(KONTAN, read=False)
    text = written(dossier(unread, members=(unread,))).text
    assert "Halamannya tidak terbaca" in text
    assert "Bukan salinan" not in text  # which nobody can know


def test_unknown_publishing_time_gives_the_time_it_was_found() -> None:
    undated = replace(KONTAN, published=None)
    assert "Kontan, ditemukan Senin, 23 November 2026, 22.20 WIB" in written(dossier(undated, members=(undated,))).text


def test_english_says_the_same() -> None:
    text = written(COPIED, language="en").text
    assert "First: Kontan, 22:15 WIB" in text
    assert "its credit line names Kontan" in text
    assert 'Sent because this article matches the watch "Putin".' in text


def test_english_adds_the_decisions_own_reason() -> None:
    related = ((Link(ArticleId(3), Relation.TEMPLATE, (1.0, 1.0), "headlines name other days"), GOLD),)
    text = written(dossier(related=related), language="en").text
    assert "100% of the text alike, headlines name other days" in text


@pytest.mark.parametrize(
    ("reason", "indonesian", "english"),
    [
        (AlertReason.FIRST_MATCH, 'pantauan "Putin" cocok dengan artikel ini', "this article matches the watch"),
        (AlertReason.CORRECTION, "versi baru artikel ini kini cocok", "a new version of this article now matches"),
        (AlertReason.SPLIT, "seseorang memisahkan berita ini dari berita lain", "a person took this story apart"),
        (None, "minta setiap salinannya dikabarkan juga", "wants every copy told as well"),
    ],
)
def test_an_alert_says_why_it_was_sent(reason: AlertReason | None, indonesian: str, english: str) -> None:
    about = dossier(reason=reason)
    for message, expected in ((written(about), indonesian), (written(about, language="en"), english)):
        assert expected in message.text
        assert expected in unescape(message.html)
        assert expected in block_text(message).replace("\u200b", "")
        assert message.payload["reason"] == (reason.value if reason else None)


@pytest.mark.parametrize(
    ("watch", "named"),
    [
        ("Putin", "Putin"),
        ("Putin dan Trump", "'Putin dan Trump'"),
        ("harga_emas", "harga_emas"),
        ("Jum'at", """'Jum'"'"'at'"""),
        ("a`b", "NAMA"),
        ("x" * 200, "NAMA"),
    ],
)
def test_command_for_quiet_can_be_typed_as_it_stands(watch: str, named: str) -> None:
    message = written(dossier(), delivery(watches=(watch,)))
    for form in (message.text, unescape(message.html), block_text(message)):
        assert f"ronda alerts mute --watch {named} --for 2h" in form


def test_several_watches_are_told_apart_in_the_reason() -> None:
    text = written(dossier(), delivery(watches=("Trump dan Putin", "Minyak"))).text
    assert 'Dikirim karena pantauan "Trump dan Putin" dan "Minyak" cocok' in text
    assert "Yang cocok (Trump dan Putin, Minyak): " in text


def test_many_copies_are_counted_after_the_first_eight() -> None:
    many = tuple(replace(SOSOK, article_id=ArticleId(number), publisher=f"Media {number}") for number in range(2, 25))
    message = written(dossier(members=(KONTAN, *many)))
    assert message.subject.endswith("(+23)")
    assert "dan 15 lagi" in message.text
    assert "Kini di 24 media: Kontan, Media 2, Media 3, Media 4, Media 5, Media 6, dan 18 lagi" in message.text


def test_same_arguments_give_the_same_message_keyed_and_threaded() -> None:
    first, second = written(COPIED), written(COPIED)
    assert first == second
    assert first.key == "1:redaksi::alert"
    assert first.thread == written(THE_COPY, COPY).thread == "story-42-20261123"


def test_template_of_the_users_own_takes_the_place_of_ours() -> None:
    own = {"alert.txt.j2": "{{ m.publisher }}: {{ m.title }}"}
    message = write(dossier(), delivery(), language="id", zone="Asia/Jakarta", templates=own)
    assert message.text == "Kontan: Putin telepon Trump, bahas OPEC Plus"
    assert "<mark>" in message.html


def test_notice_says_what_ronda_has_to_say_of_itself() -> None:
    notice = delivery(
        DeliveryKind.NOTICE, notice=("Ronda: Kanal surat mati", "550 <ditolak>\nperiksa sandinya"), watches=()
    )
    message = write_notice(notice, language="id", zone="Asia/Makassar")
    assert message.subject == "[Ronda] Kanal surat mati"
    assert "Senin, 23 November 2026, 23.20 WITA\n\n550 <ditolak>\nperiksa sandinya" in message.text
    assert "550 &lt;ditolak&gt;" in message.html
    assert "550 &lt;ditolak&gt;" in block_text(message)
    assert message.payload["notice"] == {
        "subject": "[Ronda] Kanal surat mati",
        "text": "550 <ditolak>\nperiksa sandinya",
    }


# ------------------------------------------------------------------------------------------------------------- excerpts


def test_spans_that_no_longer_stand_in_the_text_are_passed_over() -> None:
    wrong = Match("Putin", (Span("body", 3, 8, "Putin", "Putin"), Span("title", 900, 905, "Putin", "Putin")))
    assert "Yang cocok" in written(dossier(matches=(wrong,))).text


def test_sentence_is_not_cut_at_a_title_or_an_initial() -> None:
    sentence = "Menurut Dr. H. Ahmad Putin dan Prof. Budi, harga naik pada pekan ini di seluruh kota besar."
    body = f"Kemarin hujan. {sentence} Hari ini cerah."
    match = Match("Putin", spans(body, "body", "Putin"))
    text = written(dossier(matches=(match,), body=body)).text
    assert f"> {sentence.replace('Putin', '*Putin*')}\n" in text


def test_article_older_than_the_one_it_shares_its_text_with_is_not_called_its_copy() -> None:
    late = replace(SOSOK, link=None)
    link = Link(SOSOK.article_id, Relation.SAME, (0.96, 1.0), "96% of this text")
    older = replace(KONTAN, link=link, published=late.published and late.published - timedelta(minutes=29))
    told = dossier(older, members=(late, older), original=late.article_id)
    text = written(told, delivery(DeliveryKind.COPY)).text
    assert "Teks yang sama ada di Sosok.ID, yang terbit belakangan: 96% teksnya ada di Sosok.ID" in text
    assert "Salinan dari" not in text


def test_very_long_sentence_shows_the_words_about_the_match() -> None:
    body = "kata " * 400 + "Putin" + " kata" * 400
    text = written(dossier(matches=(Match("Putin", spans(body, "body", "Putin")),), body=body)).text
    excerpt = next(line for line in text.splitlines() if line.startswith("> "))
    assert "*Putin*" in excerpt
    assert excerpt.startswith("> … kata")
    assert len(excerpt) < 450


def test_every_term_gets_an_excerpt_before_any_is_repeated() -> None:
    body = "\n".join(
        ["Putin berpidato di depan parlemen pada hari Senin, kata kantor berita itu kepada pers."] * 9
        + ["Harga minyak naik."]
    )
    places = [Span("body", at, at + 5, "Putin", "Putin") for at in range(len(body)) if body.startswith("Putin", at)]
    oil = body.index("minyak")
    match = Match("Putin", (*places, Span("body", oil, oil + 6, "minyak", "minyak")))
    text = written(dossier(matches=(match,), body=body)).text
    assert "*minyak*" in text
    assert text.count("*Putin*") == 1


def test_match_in_the_headline_alone_shows_the_lead() -> None:
    title_only = Match("Putin", tuple(span for span in PUTIN.spans if span.field == "title"))
    message = written(dossier(matches=(title_only,)))
    assert "> MOSKWA. Presiden Rusia" in message.text
    assert "<mark>Putin</mark> telepon Trump" in message.html


def test_html_has_no_remote_part_and_serves_dark_and_light() -> None:
    html = written(COPIED).html
    assert "<img" not in html
    assert "url(" not in html
    assert "prefers-color-scheme: dark" in html
    assert 'name="color-scheme" content="light dark"' in html


def test_body_used_here_holds_its_spans() -> None:
    assert all(BODY[span.start : span.end] == span.text for span in PUTIN.spans if span.field == "body")


def test_thousands_stand_apart_as_each_language_writes_them() -> None:
    assert (number(1240, INDONESIAN), number(1240, ENGLISH), number(999, INDONESIAN)) == ("1.240", "1,240", "999")
