"""Dates as the Indonesian press writes them, read to the right instant."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.language.dates import read_date

NOW = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)  # Monday, 20.00 WIB
WIB, WITA, WIT = (timezone(timedelta(hours=hours)) for hours in (7, 8, 9))

SHOWN = {
    "Senin, 3 November 2025 | 14:49 WIB": "2025-11-03T14:49:00+07:00",
    "Kamis, 02 Nov 2023 20:59 WIB": "2023-11-02T20:59:00+07:00",
    "Kamis 02 November 2023, 14 : 49 WIB": "2023-11-02T14:49:00+07:00",
    "Jum'at, 5 Agustus 2022 21.00 WIB": "2022-08-05T21:00:00+07:00",
    "Jum’at, 05 Agu 2022 21:00 WITA": "2022-08-05T21:00:00+08:00",
    "Jumat 05 Ags 2022 21.00 WIT": "2022-08-05T21:00:00+09:00",
    "Fri, 05 Agu 2022 21:00:00 +0700": "2022-08-05T21:00:00+07:00",
    "Sat, 07 Okt 2023 09:10:11 WIT": "2023-10-07T09:10:11+09:00",
    "Selasa, 02 Juni 2020 / 08:15 WIB": "2020-06-02T08:15:00+07:00",
    "Rabu, 1 Mei 2024 - 10:00 WIB": "2024-05-01T10:00:00+07:00",
    "02/11/2023, 21:34 WIB": "2023-11-02T21:34:00+07:00",
    "02-11-2023 21.34": "2023-11-02T21:34:00+07:00",
    "Kamis, 02/11/2023 - 10.05 WIB": "2023-11-02T10:05:00+07:00",
    "02-11-2023 - 12.45": "2023-11-02T12:45:00+07:00",
    "2 November 2023 - 10.05 pagi": "2023-11-02T10:05:00+07:00",
    "2023-11-02 10.05": "2023-11-02T10:05:00+07:00",
    "2023-11-02T10.05": "2023-11-02T10:05:00+07:00",
    "02.11.2023 14.49": "2023-11-02T14:49:00+07:00",
    "2/11/23 7:05": "2023-11-02T07:05:00+07:00",
    "2/11/97 7:05": "1997-11-02T07:05:00+07:00",
    "12/31/2023 14:00": "2023-12-31T14:00:00+07:00",
    "2 Pebruari 2023 jam 14.49 WIB": "2023-02-02T14:49:00+07:00",
    "2 Nopember 2023 pukul 14.49": "2023-11-02T14:49:00+07:00",
    "2 Agt 2023 14.49": "2023-08-02T14:49:00+07:00",
    "2 Des 2023 00.00": "2023-12-02T00:00:00+07:00",
    "2 Sept 2023 14:49": "2023-09-02T14:49:00+07:00",
    "2 Septermber 2023 14:49": "2023-09-02T14:49:00+07:00",
    "2 Agsutus 2023 14:49 GMT+7": "2023-08-02T14:49:00+07:00",
    "2 Desmber 2023": "2023-12-02T00:00:00+07:00",
    "2 November 2023 14:49 Waktu Indonesia Timur": "2023-11-02T14:49:00+09:00",
    "2 Agustus 2023 14:49 WIB (GMT+07:00)": "2023-08-02T14:49:00+07:00",
    "Thu, 02 Nov 2023 14:49 UTC+8": "2023-11-02T14:49:00+08:00",
    "14:49 WIB, 2 November 2023": "2023-11-02T14:49:00+07:00",
    "2 Nov '23 14.49": "2023-11-02T14:49:00+07:00",
    "2 November 2023 pukul 2.49 siang": "2023-11-02T14:49:00+07:00",
    "2 November 2023 pukul 12.10 siang": "2023-11-02T12:10:00+07:00",
    "2 November 2023 pukul 9.05 malam": "2023-11-02T21:05:00+07:00",
    "2 November 2023 pukul 7.05 pagi": "2023-11-02T07:05:00+07:00",
    "2 November 2023 pukul 14 WITA": "2023-11-02T14:00:00+08:00",
    "Minggu, 24/12/2023 24:00 WIB": "2023-12-25T00:00:00+07:00",
    "Jakarta, Senin (3/11/2025)": "2025-11-03T00:00:00+07:00",
    "Diterbitkan: 2 Nov 2023 14:49 WIB Diperbarui: 3 Nov 2023 15:00 WIB": "2023-11-02T14:49:00+07:00",
    "Kamis, 2 November 2023 / 18 Rabiulakhir 1445 14.49 WIB": "2023-11-02T14:49:00+07:00",
    "2023-11-02T20:59:53+07:00": "2023-11-02T20:59:53+07:00",
    "2023-11-02T20:59:53Z": "2023-11-02T20:59:53+00:00",
    "2023-11-02T20-59-53Z": "2023-11-02T20:59:53+00:00",
    "2023-11-02T20:59:53.123456789Z": "2023-11-02T20:59:53.123456+00:00",
    "2023-11-02 20:59:53": "2023-11-02T20:59:53+07:00",
    "2023/11/02 14:49 WIB": "2023-11-02T14:49:00+07:00",
    "20231102T144900+0700": "2023-11-02T14:49:00+07:00",
    "20231102144900": "2023-11-02T14:49:00+07:00",
    "1698910140": "2023-11-02T14:29:00+07:00",
    "1698910140000": "2023-11-02T14:29:00+07:00",
    "Thu, 02 Nov 2023 13:59:53 GMT": "2023-11-02T13:59:53+00:00",
    "Thu, 2 Nov 23 13:59 +0000": "2023-11-02T13:59:00+00:00",
    "Thu, 02 Nov 2023 13:59:53 EST": "2023-11-02T13:59:53-05:00",
    "Thu Nov  2 14:49:00 2023": "2023-11-02T14:49:00+07:00",
    "Thu Nov 02 14:49:00 WIB 2023": "2023-11-02T14:49:00+07:00",
    "November 2nd, 2023 2:49 pm": "2023-11-02T14:49:00+07:00",
    "Thursday, November 2, 2023 at 2:49:00 PM GMT+7": "2023-11-02T14:49:00+07:00",
    "2 Nov 2023 12.30 am": "2023-11-02T00:30:00+07:00",
    "2-Nov-2023 14:49": "2023-11-02T14:49:00+07:00",
    "14.49 WIB - 2 November 2023": "2023-11-02T14:49:00+07:00",
    "2 November2023, 14:49": "2023-11-02T14:49:00+07:00",
    "02/Nov/2023:14:49:00 +0700": "2023-11-02T14:49:00+07:00",
    "2023-11-02T14:49:00UTC+8": "2023-11-02T14:49:00+08:00",
    "Kamis Kliwon, 2 November 2023 pukul 6.15 petang": "2023-11-02T18:15:00+07:00",
    "2 Nov 2023 4.15 dini hari": "2023-11-02T04:15:00+07:00",
    "Oleh Siti | Kamis (2/11/2023) pukul 14.49 WIB | 3 menit baca": "2023-11-02T14:49:00+07:00",
}


@pytest.mark.parametrize(("text", "expected"), SHOWN.items())
def test_a_shown_date_is_read_to_its_instant_and_zone(text: str, expected: str) -> None:
    assert read_date(text, now=NOW) == datetime.fromisoformat(expected)
    found = read_date(text, now=NOW)
    assert found is not None
    assert found.utcoffset() == datetime.fromisoformat(expected).utcoffset()


RELATIVE = {
    "3 jam lalu": timedelta(hours=3),
    "3 jam yang lalu": timedelta(hours=3),
    "Sekitar 3 jam yg lalu": timedelta(hours=3),
    "sejam lalu": timedelta(hours=1),
    "dua jam lalu": timedelta(hours=2),
    "setengah jam yang lalu": timedelta(minutes=30),
    "1 jam 20 menit yang lalu": timedelta(minutes=80),
    "45 detik lalu": timedelta(seconds=45),
    "2 hari yang lalu": timedelta(days=2),
    "seminggu lalu": timedelta(days=7),
    "baru saja": timedelta(),
    "5 minutes ago": timedelta(minutes=5),
    "an hour ago": timedelta(hours=1),
    "3 menit baca · 2 jam lalu": timedelta(hours=2),
    "2 jam lalu - 3 menit baca": timedelta(hours=2),
    "12 komentar, 1 jam dan 20 menit yang lalu": timedelta(minutes=80),
}


@pytest.mark.parametrize(("text", "ago"), RELATIVE.items())
def test_a_relative_date_counts_from_now(text: str, ago: timedelta) -> None:
    assert read_date(text, now=NOW) == NOW - ago
    assert read_date(text) is None


INCOMPLETE = {
    "kemarin 10.00": "2026-11-22T10:00:00+07:00",
    "Kemarin, 10:00 WITA": "2026-11-22T10:00:00+08:00",
    "Hari ini, 14.00 WIB": "2026-11-23T14:00:00+07:00",
    "yesterday at 10:00": "2026-11-22T10:00:00+07:00",
    "14.49 WIB": "2026-11-23T14:49:00+07:00",
    "Pukul 21.49 WIB": "2026-11-22T21:49:00+07:00",
    "Senin, 14.49 WIB": "2026-11-23T14:49:00+07:00",
    "Jumat, 14.49 WIB": "2026-11-20T14:49:00+07:00",
    "Senin (23/11)": "2026-11-23T00:00:00+07:00",
    "3 November, 09.00": "2026-11-03T09:00:00+07:00",
    "24 Desember, 09.00": "2025-12-24T09:00:00+07:00",
}


@pytest.mark.parametrize(("text", "expected"), INCOMPLETE.items())
def test_an_incomplete_date_is_the_latest_such_moment(text: str, expected: str) -> None:
    assert read_date(text, now=NOW) == datetime.fromisoformat(expected)


NONSENSE = [
    "",
    "   ",
    "berita terbaru",
    "31 Februari 2023",
    "2023-13-45",
    "0001-01-01T00:00:00Z",
    "1 Januari 1970 00:00",
    "12345",
    "0",
    "Pasal 27 ayat 3 tahun 2008",
    "Versi 2.10",
    "2 dari 5 halaman",
    "Rp 10.500",
    "12.500 orang",
    "5 hari",
    "lalu",
    "99:99",
    "0000-00-00 00:00:00",
    "29 Februari 2023 10.00",
    "2 November 9999",
    "Kamis",
    "\x00",
    "٣",
    "24:30 2 Nov 2023",
    "Skor 2-1",
    "9999999999999",
]


@pytest.mark.parametrize("text", NONSENSE)
def test_nonsense_is_no_date(text: str) -> None:
    assert read_date(text, now=NOW) is None


def test_a_time_without_a_zone_takes_the_publishers() -> None:
    assert read_date("2 Nov 2023 14:49", "Asia/Makassar") == datetime(2023, 11, 2, 14, 49, tzinfo=WITA)
    assert read_date("2023-11-02 14:49", "Asia/Jayapura") == datetime(2023, 11, 2, 14, 49, tzinfo=WIT)
    assert read_date("2 Nov 2023 14:49 WIB", "Asia/Jayapura") == datetime(2023, 11, 2, 14, 49, tzinfo=WIB)


def test_a_future_time_is_given_for_the_caller_to_judge() -> None:
    assert read_date("2 Nov 2027 14:49", now=NOW) == datetime(2027, 11, 2, 14, 49, tzinfo=WIB)


MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
FIRST = datetime(1996, 1, 1, tzinfo=WIB)
SHORT = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"]


@given(
    st.timedeltas(timedelta(), timedelta(days=34_000)).map(FIRST.__add__),
    st.sampled_from(["WIB", "WITA", "WIT"]),
    st.booleans(),
)
def test_what_is_written_is_read_back(when: datetime, zone: str, short: bool) -> None:
    month = (SHORT if short else MONTHS)[when.month - 1]
    text = f"{when.day} {month} {when.year} | {when.hour:02}.{when.minute:02} {zone}"
    hours = {"WIB": 7, "WITA": 8, "WIT": 9}[zone]
    assert read_date(text) == when.replace(second=0, microsecond=0, tzinfo=timezone(timedelta(hours=hours)))


@given(st.text(max_size=250))
def test_no_text_raises_and_every_answer_is_aware(text: str) -> None:
    found = read_date(text, now=NOW)
    assert found is None or found.utcoffset() is not None
    assert found is None or found.astimezone(UTC)


WORDS = st.sampled_from(
    [
        "2",
        "11",
        "2023",
        "Nov",
        "Mei",
        "14",
        ":",
        ".",
        "/",
        "-",
        " ",
        "49",
        "WIB",
        "+07:00",
        "GMT",
        "lalu",
        "jam",
        "pukul",
        "T",
        "am",
    ]
)


@given(st.lists(WORDS, max_size=14).map("".join))
def test_no_heap_of_date_words_raises(text: str) -> None:
    read_date(text, now=NOW)
