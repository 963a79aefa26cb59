"""The sentences of alerts in Indonesian and English. Words from the web are only ever arguments of these formats."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from monitor.alerts.causes import Cause

Language = Literal["id", "en"]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Every sentence a message can hold, as `str.format` patterns; names in braces are filled in by `sheet`."""

    language: Language
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    date: str
    date_of_year: str  # of a year that is known
    clock: str
    thousands: str
    found: str
    spans: tuple[str, str, str, str]  # moments, minutes, hours, days
    later: str
    earlier: str
    also_in: str
    original_found: str
    now_read: str
    matched: str
    times: str
    first: str
    named_original: str
    named_original_title: str
    alone: str
    copy_of: str
    same_text: str
    copied_by: str
    copy_by_credit: str
    copies: str
    original_label: str
    more: str
    evidence_credit: str
    evidence_credit_title: str
    evidence_credit_same: str  # the headline that it names is that of the article it is a copy of
    evidence_share: str
    evidence_twin: str
    related: str
    template: str
    follow_up: str
    contains: str
    share: str
    outlets: str
    outlets_more: str
    outlets_from: str  # of a story whose original came late
    began: str
    not_read: str
    why_first: str
    why_known: str
    why_copy: str
    why_correction: str
    why_split: str
    why_notice: str
    why_digest: str
    digest: str
    digest_of_one: str
    part: str  # of several digests that were made together
    causes: Mapping[Cause, str]  # why a digest is one
    muted: Mapping[str, str]  # what was muted, by its kind
    details: str
    mute_story: str
    mute_watch: str
    some_name: str
    and_: str
    open_article: str


INDONESIAN = Phrases(
    language="id",
    months=(
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
        *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    ),
    weekdays=("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    date="{weekday}, {day} {month} {year}, {clock}",
    date_of_year="{weekday}, {day} {month}, {clock}",
    clock="%H.%M",
    thousands=".",
    found="ditemukan {time}",
    spans=("beberapa saat", "{n} menit", "{n} jam", "{n} hari"),
    later="{span} setelah {publisher}",
    earlier="{span} sebelum {publisher}",
    also_in="Juga di {publisher}",
    original_found="Asalnya ditemukan di {publisher}",
    now_read="Teksnya kini terbaca di {publisher}",
    matched="Yang cocok",
    times="{term} ({n} kali)",
    first="Pertama: {publisher}, {time}",
    named_original="asal: {publisher} (naskahnya belum ditemukan)",
    named_original_title='asal: {publisher} (naskahnya belum ditemukan), dengan judul "{title}"',
    alone="Bukan salinan: tidak ada artikel sebelumnya dengan teks ini.",
    copy_of="Salinan dari {publisher}: {evidence}",
    same_text="Teks yang sama ada di {publisher}, yang terbit belakangan: {evidence}",
    copied_by="Disalin oleh {publisher}: {evidence}",
    copy_by_credit="Salinan menurut baris kreditnya: “{text}”",
    copies="Artikel lain dengan teks ini",
    original_label="asal",
    more="dan {n} lagi",
    evidence_credit="baris kreditnya menyebut {publisher}",
    evidence_credit_title='baris kreditnya menyebut {publisher} dan judul "{title}"',
    evidence_credit_same="baris kreditnya menyebut {publisher} dan judul aslinya",
    evidence_share="{share} teksnya ada di {publisher}",
    evidence_twin="teksnya sama dengan {publisher}",
    related="Mirip, tetapi bukan salinan",
    template="pola berita yang sama, dengan hari, angka, atau nama yang lain",
    follow_up="berita lanjutan",
    contains="hanya berbagi sebagian teks",
    share="{share} teks serupa",
    outlets="Kini di {n} media: {names}",
    outlets_more="{names}, dan {n} lagi",
    outlets_from="{outlets}; asal: {publisher}",
    began="Bermula dari {publisher}: “{title}”",
    not_read="Halamannya tidak terbaca: pantauan cocok pada judul dan ringkasan yang diumumkan.",
    why_first="Dikirim karena pantauan {watches} cocok dengan artikel ini.",
    why_known="Dikirim karena berita ini sudah dikabarkan untuk pantauan {watches}.",
    why_copy="Dikirim karena berita ini sudah dikabarkan dan pantauan {watches} meminta setiap salinannya dikabarkan juga.",
    why_correction="Dikirim karena versi baru artikel ini kini cocok dengan pantauan {watches}.",
    why_split="Dikirim karena seseorang memisahkan berita ini dari berita lain; artikelnya cocok dengan pantauan {watches}.",
    why_notice="Kabar dari Ronda tentang dirinya sendiri.",
    why_digest="Dikirim sebagai ringkasan untuk pantauan {watches}.",
    digest="{n} berita",
    digest_of_one="1 berita",
    part="{heading} ({number} dari {of})",
    causes={
        Cause.QUIET: "ditahan selama jam tenang, sampai {}",
        Cause.DAILY: "ringkasan pukul {}",
        Cause.ROUNDS: "dikumpulkan setiap {}",
        Cause.LIMIT: "batas {} pesan per jam terlampaui",
        Cause.MUTE: "ditahan selama {} didiamkan",
        Cause.OUTAGE: "susulan setelah {} tanpa jawaban dari satu sumber pun",
        Cause.DEAD: "kanal ini tidak menerima pesan sejak {}",
        Cause.LATE: "susulan; yang paling lama sudah menunggu sejak {}",
        Cause.FLOOD: "{} berita sekaligus, terlalu banyak untuk dikabarkan satu per satu",
    },
    muted={"watch": "pantauan {}", "story": "berita {}", "publisher": "media {}"},
    details="Rincian",
    mute_story="Diamkan berita ini",
    mute_watch="Diamkan pantauan",
    some_name="NAMA",
    and_="dan",
    open_article="Baca artikel",
)

ENGLISH = Phrases(
    language="en",
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    date="{weekday}, {day} {month} {year}, {clock}",
    date_of_year="{weekday}, {day} {month}, {clock}",
    clock="%H:%M",
    thousands=",",
    found="found {time}",
    spans=("moments", "{n} min", "{n} h", "{n} d"),
    later="{span} after {publisher}",
    earlier="{span} before {publisher}",
    also_in="Also in {publisher}",
    original_found="The original turned up in {publisher}",
    now_read="Its text has now been read, in {publisher}",
    matched="What matched",
    times="{term} ({n} times)",
    first="First: {publisher}, {time}",
    named_original="from: {publisher} (not fetched yet)",
    named_original_title='from: {publisher} (not fetched yet), headlined "{title}"',
    alone="Not a copy: no earlier article carries this text.",
    copy_of="A copy of {publisher}: {evidence}",
    same_text="The same text stands in {publisher}, which is younger: {evidence}",
    copied_by="Copied by {publisher}: {evidence}",
    copy_by_credit="A copy by its own credit line: “{text}”",
    copies="Other articles with this text",
    original_label="original",
    more="and {n} more",
    evidence_credit="its credit line names {publisher}",
    evidence_credit_title='its credit line names {publisher} and the headline "{title}"',
    evidence_credit_same="its credit line names {publisher} and the original headline",
    evidence_share="{share} of its text stands in {publisher}",
    evidence_twin="its text is that of {publisher}",
    related="Alike, but not a copy",
    template="the same mould with another day, other figures or names",
    follow_up="a follow-up",
    contains="shares only a part of the text",
    share="{share} of the text alike",
    outlets="Now in {n} outlets: {names}",
    outlets_more="{names}, and {n} more",
    outlets_from="{outlets}; original: {publisher}",
    began="It began with {publisher}: “{title}”",
    not_read="The page could not be read: the watch matched the announced headline and summary.",
    why_first="Sent because this article matches the watch {watches}.",
    why_known="Sent because this story was already told for the watch {watches}.",
    why_copy="Sent because this story was told before and the watch {watches} wants every copy told as well.",
    why_correction="Sent because a new version of this article now matches the watch {watches}.",
    why_split="Sent because a person took this story apart from another; its article matches the watch {watches}.",
    why_notice="Ronda, about itself.",
    why_digest="Sent as a digest for the watch {watches}.",
    digest="{n} stories",
    digest_of_one="1 story",
    part="{heading} ({number} of {of})",
    causes={
        Cause.QUIET: "held in quiet hours, until {}",
        Cause.DAILY: "the digest of {}",
        Cause.ROUNDS: "collected every {}",
        Cause.LIMIT: "more than {} messages an hour",
        Cause.MUTE: "held while {} was muted",
        Cause.OUTAGE: "catching up after {} in which no source answered",
        Cause.DEAD: "this channel had taken nothing since {}",
        Cause.LATE: "catching up; the oldest has waited since {}",
        Cause.FLOOD: "{} stories at once, too many to tell one by one",
    },
    muted={"watch": "the watch {}", "story": "the story {}", "publisher": "the publisher {}"},
    details="Details",
    mute_story="Quiet from this story",
    mute_watch="Quiet from the watch",
    some_name="NAME",
    and_="and",
    open_article="Read the article",
)


def phrases(language: Language) -> Phrases:
    return ENGLISH if language == "en" else INDONESIAN
