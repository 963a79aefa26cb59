"""A watch played over the past, and what the past proposes for a name."""

from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.model import Document
from monitor.watches import Matcher, read_watches
from monitor.watches.backtest import Past, bars, days_of, play_back
from monitor.watches.suggest import Kind, key_of, suggest, toml_of
from tests.watch_tables import matcher, words

START = datetime(2026, 11, 1, 18, 0, tzinfo=UTC)


def past(number: int, story: str, body: str, days: float = 0) -> Past:
    at = START + timedelta(days=days)
    return Past(str(number), story, at, f"Judul {number}", "", "Warta", Document("", body))


PASTS = [
    past(1, "a", "Banjir merendam kota."),
    past(2, "b", "Longsor menutup jalan.", 1),
    past(3, "a", "Banjir merendam kota, kata warga.", 1),
    past(4, "c", "Banjir dan longsor di lereng.", 3),
]


def test_a_story_alerts_once_and_its_copies_are_counted() -> None:
    outcome = play_back(PASTS, matcher("banjir"))
    assert [raised.past.id for raised in outcome.alerts] == ["1", "4"]
    assert (outcome.articles, outcome.copies) == (4, 1)


def test_two_versions_tell_what_is_gained_and_lost() -> None:
    outcome = play_back(PASTS, matcher("longsor"), matcher("banjir"))
    assert [raised.past.id for raised in outcome.gained] == ["2"]
    assert [raised.past.id for raised in outcome.lost] == ["1"]


def test_days_are_those_of_the_zone_and_quiet_ones_are_shown() -> None:
    outcome = play_back(PASTS, matcher("banjir"))
    days = days_of(outcome.alerts, "Asia/Jakarta", None, START + timedelta(days=4))
    assert days == {
        date(2026, 11, 2): 1, date(2026, 11, 3): 0, date(2026, 11, 4): 0, date(2026, 11, 5): 1, date(2026, 11, 6): 0,
    }  # fmt: skip
    assert bars({date(2026, 11, 2): 4, date(2026, 11, 3): 1, date(2026, 11, 4): 0}, 2) == [
        "Sen  2 Nov ██ 4",
        "Sel  3 Nov ▌ 1",
        "Rab  4 Nov  0",
    ]


BODIES = {
    "alias": [
        "Saham Bank Jago (ARTO) naik.",
        "Laba Bank Jago (ARTO) naik.",
        "Aplikasi BankJago ramai.",
        "Kata BankJago.",
    ],
    "typo": ["Nasabah Bank Mandri mengeluh.", "Kata Bank Mandri."],
    "guard": ["Kantor Bank Jago Nusantara dibuka.", "Menurut Bank Jago Nusantara, itu baik."],
    "plain": ["Setiap golkar ada harinya.", "Kata golkar itu lama."],
    "once": ["Saham Bank Jago (ARTX) naik."],
    "small": ["Setiap bank jago ada harinya.", "Kata bank jago itu lama."],
    "listed": ["PT Bank Jago Tbk (ARTO) untung.", "Saham Bank Jago (Persero) Tbk. (ARTO) naik."],
    "titled": ["Bank Jago Naik karena Laba Besar\nKata Andi.", "Baca juga: Laba Bank Jago Naik Tajam"],
    "shouted": ["BANK JAGO BAGI LABA Kejadian itu biasa.", "Kata Andi BANK JAGO BAGI LABA Kejadian itu."],
    "person": ["Direktur Utama Bank Jago Nirwana Sembada hadir.", "Kata Direktur Bank Jago Nirwana Sembada kemarin."],
    "given": ["Menurut Bank Jago Budi Sembada keliru.", "Kata nasabah Bank Jago Budi Sembada kemarin."],
    "office": ["Kata Presiden Rusia Vladimir Putin.", "Menurut Presiden Rusia Vladimir Putin begitu."],
}


@pytest.mark.parametrize(
    ("name", "bodies", "texts"),
    [
        ("Bank Jago", "alias", {"ARTO", "BankJago"}),
        ("Bank Mandiri", "typo", {"Bank Mandri"}),
        ("Bank Jago", "guard", {"Bank Jago Nusantara"}),
        ("Golkar", "plain", {"golkar"}),
        ("Bank Jago", "once", set()),
        ("Vladimir Putin", "office", {"Vladimir", "Putin"}),
        ("Bank Jago", "small", set()),
        ("Bank Jago", "titled", set()),
        ("Bank Jago", "shouted", set()),
        ("Bank Jago", "person", set()),
        ("Bank Jago", "given", set()),
        ("Bank Jago", "listed", {"ARTO"}),
    ],
)
def test_what_the_past_proposes(name: str, bodies: str, texts: set[str]) -> None:
    found = suggest(name, [Document("", body) for body in BODIES[bodies]], words())
    assert {one.text for one in found if one.text != "Jago"} == texts


def test_a_headline_in_capitals_proposes_no_longer_name() -> None:
    found = suggest("Bank Jago", [Document("Bank Jago Catat Laba", "Kata Andi.")] * 3, words())
    assert not {Kind.GUARD, Kind.LEFT_OUT} & {one.kind for one in found}


def test_proposals_are_tables_that_a_watch_file_takes() -> None:
    import tomllib

    found = suggest("Bank Jago", [Document("", body) for body in BODIES["alias"] + BODIES["guard"]], words())
    written = toml_of("Bank Jago", key_of("Bank Jago"), found)
    file = read_watches(tomllib.loads(written), "usulan.toml")
    assert set(file.entities["bank_jago"].aliases) >= {"BankJago", "{ARTO}"}
    fired = Matcher(file.watches, file.entities, words()).match(Document("", "Laba BankJago naik."))
    assert [match.watch for match in fired] == ["Bank Jago"]
    assert Kind.ALIAS in {one.kind for one in found}
    assert "# AND NOT drops every article that holds those words" in written


def test_a_party_before_a_person_and_a_pair_in_brackets_are_not_proposed() -> None:
    bodies = ["Politisi Partai Melati Joko Surya hadir.", "Pasangan Andi Wijaya dan Joko Surya (Andi-Joko) menang."]
    found = suggest("Joko Surya", [Document("", body) for body in bodies * 3], words())
    assert {one.text for one in found if one.kind in {Kind.ALIAS, Kind.GUARD, Kind.LEFT_OUT}} <= {"Surya"}
