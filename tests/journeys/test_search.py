"""Searching, playing back and proposing over what a walk has stored."""

import csv
import io
import json
from pathlib import Path

import pytest

from monitor.cli import run
from tests.walk import Walk

DRAFT = """
[[watch]]
name = "Emas"
query = "emas OR Kremlin"
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def walked(walk: Walk, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Walk:
    """A walk that has read a story, its copy, and the price of gold."""
    top = ""
    if request.param == "postgresql":
        monkeypatch.setenv("RONDA_TEST_DATABASE", request.getfixturevalue("postgres_url"))
        top = 'database = { env = "RONDA_TEST_DATABASE" }'
    walk.configure(top=top, houses=("kontan", "sosok", "pantau-emas"))
    walk.once()
    for key in ("telepon", "salinan", "emas-hari-ini"):
        walk.publish(key)
        walk.once()
    return walk


def answers(walk: Walk, capsys: pytest.CaptureFixture[str], *line: str) -> list[dict[str, object]]:
    capsys.readouterr()
    assert run([*line, "--json", "--config", str(walk.config)]) == 0
    return [json.loads(row) for row in capsys.readouterr().out.splitlines()]


def test_a_search_gives_one_line_a_story_the_newest_first(walked: Walk, capsys: pytest.CaptureFixture[str]) -> None:
    rows = answers(walked, capsys, "search", "@putin AND @trump")
    assert [(row["publisher"], row["copies"]) for row in rows] == [("Kontan", 1)]
    assert len(answers(walked, capsys, "search", "@putin OR emas")) == 2
    assert len(answers(walked, capsys, "search", "/put(in|ra)/ OR emas", "--limit", "1")) == 1
    assert answers(walked, capsys, "search", "bulutangkis") == []
    assert run(["search", "putin", "--config", str(walked.config)]) == 0
    assert "1 story, 2 articles of the last 7d." in capsys.readouterr().out
    assert run(["search", "putin OR emas", "--limit", "1", "--config", str(walked.config)]) == 0
    assert "1 story, 1 article of the last 7d; these are the newest (--limit)." in capsys.readouterr().out


def test_a_search_names_the_original_of_a_story_though_it_came_late(
    walk: Walk, capsys: pytest.CaptureFixture[str]
) -> None:
    walk.configure(houses=("kontan", "sosok"))
    walk.once()
    for key in ("salinan", "telepon"):
        walk.publish(key)
        walk.once()
    rows = answers(walk, capsys, "search", "@putin AND @trump")
    assert [(row["publisher"], row["copies"]) for row in rows] == [("Kontan", 1)]


def test_a_search_can_be_opened_as_a_spreadsheet(walked: Walk, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["search", "@putin", "--csv", "--config", str(walked.config)]) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row["publisher"] == "Kontan"
    assert "Putin" in row["words"]


@pytest.mark.parametrize(("query", "told"), [("putin trump", "^"), ("@tidakada", "@putin"), ("NOT putin", "NOT")])
def test_a_wrong_query_is_refused_with_its_place(
    walk: Walk, capsys: pytest.CaptureFixture[str], query: str, told: str
) -> None:
    walk.configure()
    assert run(["search", query, "--config", str(walk.config)]) == 2
    assert told in capsys.readouterr().err


def test_a_watch_is_played_over_the_stored_past(
    walked: Walk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    *alerts, whole = answers(walked, capsys, "watch", "backtest", "Trump dan Putin")
    assert [(row["copies"], row["change"]) for row in alerts] == [(1, "raised")]
    assert (whole["alerts"], whole["copies"], whole["lost"]) == (1, 1, 0)
    assert len(str(whole["days"]).split(",")) < 30  # the store began today
    (tmp_path / "draf.toml").write_text(DRAFT)
    played = ("watch", "backtest", "Emas", "--watches", str(tmp_path / "draf.toml"), "--against", "in-force")
    *alerts, whole = answers(walked, capsys, *played)
    assert (whole["gained"], whole["lost"]) == (len(alerts) - 1, 0)
    assert run([*played, "--config", str(walked.config)]) == 0
    told = capsys.readouterr()
    assert "The store reaches back to" in told.err
    shown = told.out
    assert "█" in shown
    assert "Gained: " in shown
    assert "»" in shown


def test_a_watch_is_played_over_a_file_without_a_configuration(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "w.toml").write_text(DRAFT)
    lines = [
        {
            "id": "1",
            "url": "",
            "publisher": "Warta",
            "title": "Emas naik",
            "published": "2026-11-01T08:00:00+07:00",
            "text": "Pagi.",
        },
        {"id": "2", "publisher": "Warta", "title": "Beras"},
    ]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    files = ("--watches", str(tmp_path / "w.toml"), "--docs", str(tmp_path / "a.jsonl"))
    assert run(["watch", "backtest", "Emas", *files, "--json"]) == 1
    told = capsys.readouterr()
    assert json.loads(told.out.splitlines()[-1])["days"] == {"2026-11-01": 1}
    assert "line 2" in told.err
    (tmp_path / "a.jsonl").write_bytes(b"\x80\xff\n" * 30)
    assert run(["watch", "backtest", "Emas", *files]) == 1
    unread = capsys.readouterr().err.splitlines()
    assert (len(unread), unread[-1]) == (11, "a.jsonl: 20 more lines cannot be read")
    assert run(["watch", "suggest", "Emas", *files[2:]]) == 1
    assert "a.jsonl: 20 more lines cannot be read" in capsys.readouterr().err
    (tmp_path / "a.jsonl").write_text(json.dumps(lines[0]) + "\n")
    assert run(["watch", "backtest", "Emas", *files]) == 0
    assert run(["watch", "suggest", "Emas", *files[2:]]) == 0
    capsys.readouterr()
    assert run(["watch", "backtest", "Perak", *files]) == 2
    assert 'there is no watch "Perak"' in capsys.readouterr().err


def test_a_near_miss_says_what_an_excluded_section_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "w.toml").write_text('[[watch]]\nname = "Kalah"\nquery = "kalah AND NOT section:olahraga"')
    (tmp_path / "d.jsonl").write_text('{"id": "1", "title": "", "text": "Ia kalah.", "section": "Olahraga"}')
    files = ("--watches", str(tmp_path / "w.toml"), "--docs", str(tmp_path / "d.jsonl"))
    assert run(["watch", "test", *files, "--misses"]) == 0
    assert "this failed: NOT section:olahraga (it is so)" in capsys.readouterr().out


def test_a_line_that_is_no_document_is_told_by_its_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "w.toml").write_text('[[watch]]\nname = "Kalah"\nquery = "kalah"')
    (tmp_path / "d.jsonl").write_text('{"id": 0, "title": ""}\n{"id": "x1", "broken\n')
    files = ("--watches", str(tmp_path / "w.toml"), "--docs", str(tmp_path / "d.jsonl"))
    assert run(["watch", "test", *files]) == 1
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("0: line 1: ")
    assert second.startswith("?: line 2: ")


def test_forms_of_a_name_are_proposed(walked: Walk, capsys: pytest.CaptureFixture[str]) -> None:
    rows = answers(walked, capsys, "watch", "suggest", "Vladimir Putin")
    assert {row["kind"] for row in rows} <= {"alias", "weak", "guard", "left-out", "exact"}
    assert "Putin" in {row["text"] for row in rows}
    assert run(["watch", "suggest", "Vladimir Putin", "--config", str(walked.config)]) == 0
    assert "[entities.vladimir_putin]" in capsys.readouterr().out
