"""What Ronda tells the operator about itself, in the language of alerts: subject and text. What servers answered, signs,
commands and keys of ronda.toml stand in it as they are."""

from dataclasses import dataclass
from datetime import datetime

from monitor.alerts.phrases import Language, phrases
from monitor.alerts.times import moment, near, span
from monitor.model import Source, SourceState
from monitor.sources import News, Told, remedy

Notice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """Patterns as in `phrases`."""

    well: str
    was_ill: str
    polled_at: str
    ill: str
    still_ill: str
    ailing: str
    last: tuple[str, str]  # success: when, or never
    next: tuple[str, str]  # try: when, or never
    gone: str
    ailments: dict[str, str]
    not_read: str
    otherwise: str
    unreachable: tuple[str, str]
    refuses: tuple[str, str]
    to_test: str
    to_restore: str
    locked: tuple[str, str]
    takes_nothing: tuple[str, str]
    away: str
    template: tuple[str, str]
    full: str
    unwritable: str
    stands_still: str


_ENGLISH = NoticeWords(
    well="{source} is well again",
    was_ill="It was ill for {span} ({what}).",
    polled_at="It is polled at {url} now.",
    ill="{source} is {ailment} ({sign})",
    still_ill="{source} is still {ailment} ({sign})",
    ailing="For {span}, {polls} polls in a row; {last}; {next}.",
    last=("last success {time}", "never a success"),
    next=("next try {time}", "not tried again"),
    gone="gone for good",
    ailments={
        "moved": "at another address",
        "frozen": "bringing no news",
        "nothing": "empty",
        "thin": "nearly empty",
    },
    not_read="not to be read",
    otherwise="ill",
    unreachable=(
        "{failing} sources cannot be reached",
        "{failing} of {active} sources cannot be reached. See whether this machine has network and DNS; Ronda goes on trying.",
    ),
    refuses=(
        "channel {channel} refuses messages ({kind})",
        "Delivery {id} was given up: {failure}\n{test}; "
        "ronda alerts resend --given-up --channel {channel} sends what was given up.",
    ),
    to_test="ronda channels test {channel} shows whether it works again",
    to_restore="Where that was not meant, put its table back",
    locked=(
        "channel {channel}: its password or token is refused ({kind})",
        "{failure}\nNothing is lost: what is to be sent there waits, and follows as a digest where there is much of it. "
        "Put right what [channels.{channel}] in ronda.toml names and start Ronda anew; "
        "`ronda channels test {channel}` tries it, and what waits leaves at once when it is taken.",
    ),
    takes_nothing=(
        "channel {channel} takes no message ({kind})",
        "Since {since}: {failure}\nWhat is to be sent there waits and follows, as a digest where there is much of it.",
    ),
    away="channel {channel} cannot be reached ({kind})",
    template=(
        "the template {name} breaks",
        "{name}: {problem}\nWhat it was to word is told in Ronda's own words until it is put right.",
    ),
    full="the disk is full",
    unwritable="the database cannot be written",
    stands_still="{failure}\nNothing is polled or sent until this is put right; Ronda then goes on by itself.",
)

_INDONESIAN = NoticeWords(
    well="{source} sudah pulih",
    was_ill="Sumber ini bermasalah selama {span} ({what}).",
    polled_at="Sekarang sumber ini diperiksa di {url}.",
    ill="{source} {ailment} ({sign})",
    still_ill="{source} masih {ailment} ({sign})",
    ailing="Sudah {span}, {polls} pemeriksaan berturut-turut; {last}; {next}.",
    last=("terakhir berhasil {time}", "belum pernah berhasil"),
    next=("dicoba lagi {time}", "tidak dicoba lagi"),
    gone="sudah dihapus",
    ailments={
        "moved": "pindah alamat",
        "frozen": "tidak membawa berita baru",
        "nothing": "kosong",
        "thin": "nyaris kosong",
    },
    not_read="tidak terbaca",
    otherwise="bermasalah",
    unreachable=(
        "{failing} sumber tidak terjangkau",
        "{failing} dari {active} sumber tidak terjangkau. Periksa jaringan dan DNS mesin ini; Ronda terus mencoba.",
    ),
    refuses=(
        "kanal {channel} menolak pesan ({kind})",
        "Kiriman {id} tidak dicoba lagi: {failure}\n{test}; "
        "ronda alerts resend --given-up --channel {channel} mengirim ulang yang gagal.",
    ),
    to_test="ronda channels test {channel} menunjukkan apakah kanal ini sudah berfungsi lagi",
    to_restore="Kalau itu tidak disengaja, kembalikan tabelnya",
    locked=(
        "kanal {channel}: kata sandi atau token ditolak ({kind})",
        "{failure}\nTidak ada yang hilang: yang harus dikirim ke sana menunggu, lalu menyusul, sebagai ringkasan kalau banyak. "
        "Perbaiki yang disebut [channels.{channel}] di ronda.toml lalu jalankan ulang Ronda; "
        "`ronda channels test {channel}` mencobanya, dan kalau diterima, yang menunggu langsung dikirim.",
    ),
    takes_nothing=(
        "kanal {channel} tidak menerima pesan ({kind})",
        "Sejak {since}: {failure}\nYang harus dikirim ke sana menunggu lalu menyusul, sebagai ringkasan kalau banyak.",
    ),
    away="kanal {channel} tidak terjangkau ({kind})",
    template=(
        "templat {name} bermasalah",
        "{name}: {problem}\nSelama belum diperbaiki, isinya disampaikan dengan kata-kata Ronda sendiri.",
    ),
    full="disk penuh",
    unwritable="basis data tidak dapat ditulis",
    stands_still="{failure}\nTidak ada yang diperiksa atau dikirim sampai ini dibereskan; sesudah itu Ronda lanjut sendiri.",
)


def source_notice(source: Source, name: str, told: Told, now: datetime, language: Language, zone: str) -> Notice:
    """In plain words: what ails the source and since when, and the likely remedy; or that it is well again."""
    words, spoken, health = _words(language), phrases(language), told.health
    what = f"{health.sign}: {health.detail}" if health.detail else health.sign
    long = span(now - (health.since or now), spoken)
    if told.news is News.WELL:
        moved = words.polled_at.format(url=source.url) if health.sign == "moved" else ""
        lines = (source.url, words.was_ill.format(span=long, what=what), moved)
        return words.well.format(source=name), "\n".join(filter(None, lines))

    def when(moment: datetime | None, patterns: tuple[str, str]) -> str:
        return patterns[0].format(time=near(moment, now, zone, spoken)) if moment else patterns[1]

    last, next_ = when(source.last_success_at, words.last), when(source.due_at, words.next)
    ailing = words.ailing.format(span=long, polls=health.polls, last=last, next=next_)
    subject = words.still_ill if told.news is News.STILL_ILL else words.ill
    text = "\n".join((source.url, what, ailing, remedy(source, language)))
    return subject.format(source=name, ailment=_ailment(source, words), sign=health.sign), text


def sources_unreachable(failing: int, active: int, language: Language) -> Notice:
    return _filled(_words(language).unreachable, failing=failing, active=active)


def channel_refuses(
    channel: str, kind: str, delivery: int, failure: object, language: Language, *, known: bool
) -> Notice:
    """A message was given up; `known`: the configuration still names the channel."""
    words = _words(language)
    test = words.to_test.format(channel=channel) if known else words.to_restore
    return _filled(words.refuses, channel=channel, kind=kind, id=delivery, failure=failure, test=test)


def channel_locked(channel: str, kind: str, failure: object, language: Language) -> Notice:
    """Its password or token is refused."""
    return _filled(_words(language).locked, channel=channel, kind=kind, failure=failure)


def channel_silent(
    channel: str, kind: str, failure: object, since: datetime, language: Language, zone: str, *, away: bool
) -> Notice:
    """It has taken nothing since then, for want of an answer (`away`) or with one each time."""
    words = _words(language)
    subject, text = words.takes_nothing
    patterns = words.away if away else subject, text
    return _filled(patterns, channel=channel, kind=kind, failure=failure, since=moment(since, zone, phrases(language)))


def template_breaks(name: str, problem: str, language: Language) -> Notice:
    return _filled(_words(language).template, name=name, problem=problem)


def store_stuck(failure: object, language: Language, *, full: bool) -> Notice:
    words = _words(language)
    return _filled((words.full if full else words.unwritable, words.stands_still), failure=failure)


def _ailment(source: Source, words: NoticeWords) -> str:
    if source.state is SourceState.GONE:
        return words.gone
    return words.ailments.get(source.health.sign, words.not_read if source.failures else words.otherwise)


def _filled(patterns: tuple[str, str], **given: object) -> Notice:
    subject, text = (pattern.format(**given) for pattern in patterns)
    return subject, text


def _words(language: Language) -> NoticeWords:
    return _ENGLISH if language == "en" else _INDONESIAN
