"""Logs: one line an event, whatever the web puts into it; secrets stay out."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor import logs

CASES = {
    "a plain word": ("kontan#3", "kontan#3"),
    "a number": (3, "3"),
    "milliseconds": (84.25, "84"),
    "blanks": ("Harga emas naik", '"Harga emas naik"'),
    "a quote": ('kata "dia"', '"kata \\"dia\\""'),
    "a line break": ("satu\nevent=forged", '"satu\\nevent=forged"'),
    "a carriage return": ("satu\rdua", '"satu\\rdua"'),
    "a line separator": ("satu\u2028dua", '"satu\\u2028dua"'),
    "an escape sequence": ("\x1b[31mmerah", '"\\u001b[31mmerah"'),
    "nothing": ("", '""'),
    "braces": ("{0} {x}", '"{0} {x}"'),
}


@pytest.mark.parametrize("case", CASES)
def test_a_value_stays_on_its_line(case: str) -> None:
    value, written = CASES[case]
    assert logs.logfmt({"k": value}) == f"k={written}"


def test_a_trouble_that_lasts_is_a_line_at_its_beginning_every_ten_minutes_and_at_its_end(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.set_up("info", "text", None, "Asia/Jakarta")
    told: list[str] = []
    clock = iter(map(float, range(100, 1601)))
    trouble = logs.Lasting("tick", told.append, lambda: next(clock))
    trouble.end()
    for _ in range(1500):
        trouble.meet("disk full")
    trouble.end()
    trouble.end()
    lines = [line.partition("event=")[2] for line in capsys.readouterr().err.splitlines()]
    assert lines == [
        'tick-failed error="disk full"',
        'tick-failed error="disk full" lasts_s=600',
        'tick-failed error="disk full" lasts_s=1200',
        "tick-recovered lasted_s=1500",
    ]
    assert (told[0], told[-1]) == ("disk full", "")


@pytest.mark.parametrize("form", ["text", "json", "journal"])
def test_an_event_is_one_line_in_every_form(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("info", form, None, "Asia/Jakarta")
    logs.event("read", title="Satu\nDua {x} <b>", story=12, absent=None)
    (line,) = capsys.readouterr().err.splitlines()
    assert "read" in line
    assert "absent" not in line
    if form == "json":
        assert json.loads(line)["title"] == "Satu\nDua {x} <b>"
    if form == "journal":
        assert line.startswith("<6>event=read ")


@pytest.mark.parametrize("form", ["text", "journal"])
def test_people_read_times_in_their_zone(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("info", form, None, "Asia/Makassar")
    logs.event("polled", next=datetime(2026, 11, 30, 17, 39, 21, tzinfo=UTC))
    assert "next=2026-12-01T01:39:21+08:00" in capsys.readouterr().err


def test_the_file_gets_json_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("info", "text", tmp_path / "log" / "log.jsonl", "Asia/Jakarta")
    logs.event("polled", source="kontan#3", new=2)
    row = json.loads((tmp_path / "log" / "log.jsonl").read_text())
    assert (row["event"], row["source"], row["new"], row["level"]) == ("polled", "kontan#3", 2, "info")
    capsys.readouterr()
    logs.set_up("info", "text", None, "Asia/Jakarta")


def test_a_crash_shows_its_traceback_without_the_values_of_variables(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("info", "text", None, "Asia/Jakarta")

    def fail(password: str) -> None:
        raise ValueError(len(password))

    try:
        fail("rahasia-sekali")
    except ValueError as error:
        logs.crash("step-crashed", error, step="read")
    told = capsys.readouterr().err
    assert "ValueError" in told
    assert "rahasia-sekali" not in told.replace('fail("rahasia-sekali")', "")


def test_what_is_below_the_level_is_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("warning", "text", None, "Asia/Jakarta")
    logs.event("polled", "DEBUG")
    assert capsys.readouterr().err == ""
