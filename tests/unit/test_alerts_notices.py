"""What the operator is told about Ronda itself, in Indonesian and English."""

from datetime import UTC, datetime, timedelta
from string import Formatter

import pytest

from monitor.alerts import notices
from monitor.alerts.notices import NoticeWords
from monitor.alerts.phrases import Language
from monitor.errors import Transient
from monitor.model import Health, PublisherId, Source, SourceId, SourceKind, SourceOrigin, SourceState
from monitor.sources import News, Told, remedies, remedy

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
URL = "https://harian.example/rss"
AWAY = Transient("surel", "connection", "mail.example:25: connection refused")


def source(sign: str, detail: str = "", **changes: object) -> Source:
    ails = Health(sign, detail, since=NOW - timedelta(hours=3, minutes=20), polls=4)
    plain: dict[str, object] = {"health": ails, "failures": 4, "due_at": NOW + timedelta(minutes=20)}
    of = SourceId(7), URL, PublisherId("harian"), SourceKind.FEED, SourceOrigin.CONFIG
    return Source(*of, **(plain | changes))  # type: ignore[arg-type]


def told(one: Source, news: News, language: Language) -> notices.Notice:
    return notices.source_notice(one, "harian#7", Told(news, one.health), NOW, language, "Asia/Jakarta")


def test_an_ill_source_is_told_of_with_what_ails_it_since_when_and_the_remedy() -> None:
    ill = source("http-503", "busy", last_success_at=NOW - timedelta(hours=4))
    assert told(ill, News.ILL, "id") == (
        "harian#7 tidak terbaca (http-503)",
        f"{URL}\nhttp-503: busy\n"
        "Sudah 3 jam 20 menit, 4 pemeriksaan berturut-turut; terakhir berhasil 06.00 WIB; dicoba lagi 10.20 WIB.\n"
        "Server penerbit bermasalah; kalau banyak sumber begini, jaringan mesin inilah sebabnya. Ronda terus mencoba.",
    )
    subject, text = told(ill, News.STILL_ILL, "en")
    assert subject == "harian#7 is still not to be read (http-503)"
    assert "For 3 h 20 min, 4 polls in a row; last success 06:00 WIB; next try 10:20 WIB." in text


def test_a_source_that_is_gone_or_well_again_is_told_of_as_that() -> None:
    gone = source("gone", state=SourceState.GONE, due_at=None)
    assert told(gone, News.ILL, "id")[0] == "harian#7 sudah dihapus (gone)"
    assert "4 pemeriksaan berturut-turut; belum pernah berhasil; tidak dicoba lagi.\n" in told(gone, News.ILL, "id")[1]
    assert told(source("moved", "https://baru.example/"), News.WELL, "id") == (
        "harian#7 sudah pulih",
        f"{URL}\nSumber ini bermasalah selama 3 jam 20 menit (moved: https://baru.example/).\n"
        f"Sekarang sumber ini diperiksa di {URL}.",
    )
    assert told(source("tls"), News.WELL, "en")[0] == "harian#7 is well again"


def test_a_channel_that_takes_nothing_is_told_of_in_the_language_of_alerts() -> None:
    since = NOW - timedelta(minutes=10)
    subject, text = notices.channel_silent("surel", "connection", AWAY, since, "id", "Asia/Jakarta", away=True)
    assert subject == "kanal surel tidak terjangkau (connection)"
    assert text.startswith("Sejak Senin, 23 November 2026, 09.50 WIB: surel: connection: mail.example:25")
    subject, text = notices.channel_silent("surel", "smtp-451", AWAY, since, "en", "Asia/Jakarta", away=False)
    assert subject == "channel surel takes no message (smtp-451)"
    assert text.startswith("Since Monday, 23 November 2026, 09:50 WIB: ")


def test_a_channel_that_refuses_is_told_of_with_what_to_do() -> None:
    _, text = notices.channel_refuses("surel", "smtp-550", 3, AWAY, "id", known=True)
    assert "ronda channels test surel menunjukkan apakah" in text
    assert "ronda alerts resend --given-up --channel surel mengirim ulang" in text
    assert "channels test" not in notices.channel_refuses("surel", "smtp-550", 3, AWAY, "en", known=False)[1]


def test_the_rest_is_told_in_either_language() -> None:
    assert notices.sources_unreachable(10, 12, "id")[0] == "10 sumber tidak terjangkau"
    assert notices.sources_unreachable(10, 12, "en")[0] == "10 sources cannot be reached"
    assert notices.store_stuck(AWAY, "id", full=True)[0] == "disk penuh"
    assert notices.store_stuck(AWAY, "en", full=False)[0] == "the database cannot be written"
    assert notices.template_breaks("a.j2", "line 1", "id")[0] == "templat a.j2 bermasalah"


@pytest.mark.parametrize("name", NoticeWords.__dataclass_fields__)
def test_both_languages_name_the_same_things(name: str) -> None:
    assert named(getattr(notices._INDONESIAN, name)) == named(getattr(notices._ENGLISH, name))


@pytest.mark.parametrize("number", range(len(remedies._REMEDIES)))
def test_a_remedy_names_the_same_things_in_both_languages(number: int) -> None:
    advice = remedies._REMEDIES[number][1]
    assert named(advice["id"]) == named(advice["en"])


def test_a_remedy_is_told_in_the_language_that_is_asked_for() -> None:
    assert remedy(source("dns"), "id").startswith("Namanya tidak ditemukan: ")
    assert remedy(source("dns")).startswith("Its name is not found: ")
    assert "`ronda sources discover https://harian.example/` mencari penggantinya" in remedy(source("strange"), "id")
    assert remedy(source(""), "id") == ""


def named(pattern: object) -> set[str]:
    """What stands in the braces of a pattern, or of several."""
    if isinstance(pattern, str):
        return {name for _, name, _, _ in Formatter().parse(pattern) if name}
    texts = pattern.values() if isinstance(pattern, dict) else pattern
    assert isinstance(texts, tuple | type({}.values()))
    return set().union(*map(named, texts))
