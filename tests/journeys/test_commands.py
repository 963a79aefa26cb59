"""The commands as people and programs call them: what they print, where, and with which status."""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from monitor.cli import COMMANDS, Doors, ronda, run
from monitor.cli.common import SYSTEM_FILE
from monitor.cli.running import template_for
from tests.walk import Walk


def leaves() -> Iterator[tuple[str, click.Command]]:
    """Every command with its full name, groups opened."""
    assert isinstance(ronda, Doors)
    context = click.Context(ronda)
    for name in COMMANDS:
        command = ronda.get_command(context, name)
        if isinstance(command, click.Group):
            yield from ((f"{name} {inner}", leaf) for inner, leaf in command.commands.items())
        elif command is not None:
            yield name, command


@pytest.mark.parametrize("name", [name for name, _ in leaves()])
def test_the_help_of_every_command_has_an_example_that_calls_it(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*name.split(), "--help"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Example: ronda " in told
    assert f"ronda {name}" in told.partition("Example:")[2]


@pytest.mark.parametrize("place", ["before", "after"])
def test_config_is_accepted_before_and_after_the_command(
    walk: Walk, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    option = ["--config", str(walk.config)]
    assert run([*option, "check"] if place == "before" else ["check", *option]) == 0
    assert "good" in capsys.readouterr().out


def test_init_writes_files_that_check_accepts_and_leaves_existing_ones_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["init", str(tmp_path / "ronda.toml")]) == 0
    assert run(["check", "--config", str(tmp_path / "ronda.toml")]) == 0
    assert "2 watches" in capsys.readouterr().out
    (tmp_path / "ronda.toml").write_text("# punya saya\n")
    assert run(["init", str(tmp_path / "ronda.toml")]) == 1
    assert (tmp_path / "ronda.toml").read_text() == "# punya saya\n"


def test_the_configuration_of_the_service_keeps_its_data_where_the_unit_lets_it() -> None:
    assert '\ndata_dir = "/var/lib/ronda" ' in template_for(SYSTEM_FILE)
    assert '\ndata_dir = "./ronda-data" ' in template_for(Path("ronda.toml"))


@pytest.mark.parametrize(
    ("found", "said"), [(True, "then: ronda check && ronda run"), (False, "then: .venv/bin/ronda check &&")]
)
def test_a_command_to_copy_is_one_that_the_shell_finds(
    tmp_path: Path, found: bool, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bin").mkdir()
    if found:
        (tmp_path / "bin" / "ronda").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr("sys.argv", [".venv/bin/ronda", "init"])
    monkeypatch.chdir(tmp_path)
    assert run(["init"]) == 0
    assert said in capsys.readouterr().out
    assert run(["init", "lain/saya.toml"]) == 0
    assert "check --config lain/saya.toml &&" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("command", "status", "said"),
    [
        ("init {file}/ronda.toml", 1, "/berkas: File exists"),
        ("demo --dir {file}/demo", 1, "/berkas/demo: Not a directory"),
        ("check --config {folder}", 3, "is a folder"),
        ("sources try {folder}", 2, "is a folder"),
        ("extract --batch {folder}", 2, "is a directory"),
        ("replay {damaged}", 2, "rusak.gz: the gzip file is damaged: "),
        ("watch suggest Bank --docs {damaged}", 2, "rusak.gz: the gzip file is damaged: "),
    ],
)
def test_files_of_another_kind_are_refused_in_words(
    tmp_path: Path, command: str, status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "berkas").touch()
    (tmp_path / "rusak.gz").write_bytes(gzip.compress(b'{"id": "1"}\n' * 9)[:-9])
    names = {"file": tmp_path / "berkas", "folder": tmp_path, "damaged": tmp_path / "rusak.gz"}
    assert run(command.format(**names).split()) == status
    assert said in capsys.readouterr().err


HUGE = "9" * 23


@pytest.mark.parametrize(
    "command",
    [
        *(
            f"{name} --since {far}"
            for name in ("alerts list", "stories list", "search x")
            for far in ("800000d", f"{HUGE}d")
        ),
        *(f"{name} {HUGE}" for name in ("alerts show", "alerts ack", "alerts resend", "alerts unmute", "explain")),
        *(f"stories {name} {HUGE}" for name in ("show", "graph", "split", "merge 1")),
        f"alerts mute --story {HUGE} --for 2h",
        "alerts mute --story 1 --for 800000d",
    ],
)
def test_numbers_beyond_all_measure_are_wrong_usage(walk: Walk, command: str) -> None:
    assert run([*command.split(), "--config", str(walk.config)]) == 2


def test_lines_that_are_no_json_are_told_alike(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "baris").write_bytes(b"\xff\xfe\n{1}\n")
    (tmp_path / "w.toml").write_text('[[watch]]\nname = "a"\nquery = "air"\n')
    lines, watches = str(tmp_path / "baris"), str(tmp_path / "w.toml")
    for command in (
        ["extract", "--batch", lines],
        ["replay", lines],
        ["watch", "test", "--watches", watches, "--docs", lines],
        ["watch", "test", "--pairs", lines],
    ):
        assert run([*command, "--json"]) == 1
        told = [json.loads(line)["error"] for line in capsys.readouterr().out.splitlines()]
        assert told == [
            "line 1: not JSON: not UTF-8",
            "line 2: not JSON: unexpected character, expected a string key (column 2)",
        ]


def test_config_show_masks_secrets_and_reads_back(walk: Walk, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["config", "show", "--config", str(walk.config)]) == 0
    shown = capsys.readouterr().out
    assert "xoxb-uji" not in shown
    assert 'token = "<file token>"' in shown
    assert run(["config", "show", "--json", "--config", str(walk.config)]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["polling"]["min_interval"] == "1s"
    assert answer["polling"]["workers"] == 16


def test_sources_are_added_imported_paused_and_removed(walk: Walk, capsys: pytest.CaptureFixture[str]) -> None:
    walk.configure(houses=["kontan"])
    config = ["--config", str(walk.config)]
    (walk.folder / "daftar.opml").write_text(
        '<opml version="2.0"><body><outline text="a"><outline type="rss" xmlUrl="https://news.detik.com/rss"/></outline></body></opml>'
    )
    (walk.folder / "daftar.txt").write_text("# milik kami\nhttps://satu.example/rss\n\nhttps://dua.example/rss\n")
    assert run(["sources", "add", "https://rss.kontan.co.id/news/investasi", *config]) == 0
    assert run(["sources", "import", str(walk.folder / "daftar.opml"), *config]) == 0
    assert run(["sources", "import", str(walk.folder / "daftar.txt"), *config]) == 0
    assert run(["sources", "pause", "https://satu.example/rss", *config]) == 0
    assert run(["sources", "remove", "https://dua.example/rss", *config]) == 0
    capsys.readouterr()
    assert run(["sources", "list", "--json", *config]) == 0
    rows = {row["url"]: row for row in map(json.loads, capsys.readouterr().out.splitlines())}
    assert rows["https://rss.kontan.co.id/news/investasi"]["publisher"] == "kontan"
    assert rows["https://news.detik.com/rss"]["origin"] == "database"
    assert rows["https://satu.example/rss"]["state"] == "paused"
    assert "https://dua.example/rss" not in rows
    assert set(rows["https://satu.example/rss"]) == {
        "id",
        "url",
        "publisher",
        "group",
        "kind",
        "origin",
        "tried",
        "state",
    }
    for command in ("pause", "resume", "remove"):
        assert run(["sources", command, "https://dua.example/rss", *config]) == 2
    assert run(["sources", "remove", "https://tiada.example/", *config]) == 2
    for wrong in ("bukan-alamat", "http://[", "https://satu.example/r ss"):
        assert run(["sources", "add", wrong, *config]) == 2


@pytest.mark.parametrize(
    ("command", "status"),
    [
        *((command, 0) for command in ("status", "alerts list", "stories list", "sources list", "search beras")),
        ("config show", 0),
        *((command, 3) for command in ("check", "once", "channels test lain", "stories split 1")),
    ],
)
def test_only_commands_that_send_want_the_secrets_of_channels(
    walk: Walk, command: str, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    walk.configure(houses=["kontan"])
    table = '\n[channels.lain]\ntype = "slack"\ntoken = { env = "RONDA_TEST_NO_SUCH" }\nchannel = "#lain"\n'
    walk.config.write_text(walk.config.read_text() + table)
    assert run([*command.split(), "--config", str(walk.config)]) == status
    assert ("RONDA_TEST_NO_SUCH is not set" in capsys.readouterr().err) == (status == 3)


def test_a_source_that_the_configuration_names_is_paused_in_place_of_removed(
    walk: Walk, capsys: pytest.CaptureFixture[str]
) -> None:
    walk.configure(houses=["kontan"])
    walk.once()
    config = ["--config", str(walk.config)]
    assert run(["sources", "remove", "1", *config]) == 0
    assert "paused, since ronda.toml names it" in capsys.readouterr().out
    walk.once()
    capsys.readouterr()
    assert run(["sources", "list", "--json", *config]) == 0
    assert json.loads(capsys.readouterr().out)["state"] == "paused"


def test_a_publisher_that_is_nearly_one_of_the_catalogue_is_asked_about(
    walk: Walk, capsys: pytest.CaptureFixture[str]
) -> None:
    config = ["--config", str(walk.config)]
    assert run(["sources", "add", "https://satu.example/rss", "--publisher", "kontn", *config]) == 0
    assert 'no publisher "kontn" (did you mean "kontan"?)' in capsys.readouterr().err
    assert run(["sources", "add", "https://dua.example/rss", "--publisher", "Warta Rumah Kami", *config]) == 0
    assert capsys.readouterr().err == ""


def test_sources_are_listed_by_publishers_that_only_a_source_names(
    walk: Walk, capsys: pytest.CaptureFixture[str]
) -> None:
    walk.configure(houses=["kontan"])
    config = ["--config", str(walk.config)]
    assert run(["sources", "add", "https://satu.example/rss", *config]) == 0
    capsys.readouterr()
    assert run(["sources", "list", "--publisher", "satu.example", "--json", *config]) == 0
    assert [json.loads(line)["url"] for line in capsys.readouterr().out.splitlines()] == ["https://satu.example/rss"]
    assert run(["sources", "list", "--publisher", "kontn", *config]) == 2
    assert 'did you mean "kontan"' in capsys.readouterr().err


def test_catalogue_rows_carry_their_kind(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sources", "list", "--catalogue", "--group", "grid", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert "sosok-grid" in {row["publisher"] for row in rows}
    assert {row["kind"] for row in rows} <= {"feed", "sitemap", "listing"}
    assert {row["group"] for row in rows} == {"KG Media"}


def test_a_channel_test_shows_the_receipt_and_fails_where_it_is_refused(
    walk: Walk, capsys: pytest.CaptureFixture[str]
) -> None:
    walk.mail.refuse["piket@uji.example"] = "550 5.1.1 no such user"
    walk.configure()
    config = ["--config", str(walk.config)]
    assert run(["channels", "test", "redaksi", *config]) == 0
    assert "taken, receipt" in capsys.readouterr().out
    assert run(["channels", "test", "surel", *config]) == 1
    told = capsys.readouterr()
    assert "surel meja@uji.example: taken" in told.out
    assert "550" in told.err
    assert run(["channels", "test", "redaks", *config]) == 2
    assert 'did you mean "redaksi"?' in capsys.readouterr().err


def test_alerts_and_status_answer_programs(walk: Walk, capsys: pytest.CaptureFixture[str]) -> None:
    walk.configure(houses=["kontan"])
    walk.once()
    walk.publish("telepon")
    walk.once()
    config = ["--config", str(walk.config)]
    capsys.readouterr()
    assert run(["alerts", "list", "--json", *config]) == 0
    (alert,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (alert["watch"], alert["deliveries"]) == ("Trump dan Putin", {"sent": 3})
    assert run(["status", "--json", *config]) == 0
    *sources, whole = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert sources[0]["due_reason"]
    assert whole["articles"] == 1


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["berjalan"], 2),
        (["run", "--config", "/tiada/ronda.toml"], 3),
        (["explain", "https://tiada.example/", "CONFIG"], 2),
        (["extract"], 2),
        (["version"], 0),
    ],
)
def test_exit_statuses(walk: Walk, words: list[str], status: int) -> None:
    line = [part for word in words for part in (["--config", str(walk.config)] if word == "CONFIG" else [word])]
    assert run(line) == status


def test_help_tells_whole_sentences_and_a_mistyped_command_is_understood(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "..." not in told.partition("Commands:")[2]
    assert "say everything that is wrong with them." in told
    assert run(["watch", "backtest", "--help"]) == 0
    assert (
        "Example:  ronda watch backtest Putin-OPEC --since 30d --watches" in capsys.readouterr().out
    )  # a line to copy
    assert run(["stauts"]) == 2
    assert 'No such command "stauts" (did you mean "status"?)' in capsys.readouterr().err
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("ronda ")


@pytest.mark.parametrize(("name", "command"), list(leaves()))
def test_every_option_is_explained(name: str, command: click.Command) -> None:
    silent = [param.name for param in command.params if isinstance(param, click.Option) and not param.help]
    assert not silent, name


WRONG = {
    "a log that cannot be written": ('[log]\nfile = "/dev/null/x.jsonl"', "once", "ronda.toml: log.file: /dev/null/x.jsonl"),
    "a data_dir that is a file": ('data_dir = "ronda.toml"', "once", "cannot be written to: it is a file (name a folder"),
    "the same for a command beside": ('data_dir = "ronda.toml"', "status", "cannot be written to: it is a file"),
    "a publisher that there is not": ('catalogue = ["kontn"]', "check", "ronda.toml: catalogue: unknown publisher or group"),
    "a watch file that there is not": ('watches = ["x.toml"]', "check", "x.toml: cannot be read: No such file or directory"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_configuration_ends_with_status_3_and_a_line(
    tmp_path: Path, case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text, command, expected = WRONG[case]
    (tmp_path / "ronda.toml").write_text(text)
    assert run([command, "--config", str(tmp_path / "ronda.toml")]) == 3
    assert expected in capsys.readouterr().err


@pytest.mark.parametrize("text", ['[[watches]]\nname = "x"\nquery = "beras"\n', '[entity.bulog]\nname = "Bulog"\n'])
def test_a_table_that_no_watch_file_has_is_refused(
    tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "watches.toml").write_text(f'# pantauan\n[[watch]]\nname = "y"\nquery = "padi"\n{text}')
    (tmp_path / "ronda.toml").write_text('watches = ["watches.toml"]')
    for command in (
        ["check", "--config", str(tmp_path / "ronda.toml")],
        ["watch", "check", str(tmp_path / "watches.toml")],
    ):
        assert run(command) == 3
        assert "unknown table (did you mean" in capsys.readouterr().err
    assert run(["watch", "check", str(tmp_path / "ronda.toml")]) == 0


def test_a_key_before_the_first_table_of_a_watch_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "watches.toml").write_text(
        '# pantauan\n\nchannels = ["redaksi"]\n[[watch]]\nname = "y"\nquery = "padi"\n'
    )
    (tmp_path / "ronda.toml").write_text('watches = ["watches.toml"]')
    assert run(["check", "--config", str(tmp_path / "ronda.toml")]) == 3


def test_check_knows_that_commands_may_have_added_sources(walk: Walk, capsys: pytest.CaptureFixture[str]) -> None:
    walk.configure(houses=[])
    config = ["--config", str(walk.config)]
    assert run(["check", *config]) == 0
    told = capsys.readouterr()
    assert ("0 sources" in told.out, "nothing is polled yet" in told.err) == (True, True)
    assert run(["sources", "add", "https://satu.example/rss", *config]) == 0
    capsys.readouterr()
    assert run(["check", *config]) == 0
    told = capsys.readouterr()
    assert ("ronda sources list" in told.out, "nothing is polled yet" in told.err) == (True, False)


def test_a_replay_with_watches_that_are_no_toml_ends_with_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "watches.toml").write_text("watch:\n  - name: x\n")
    (tmp_path / "articles.jsonl").write_text("")
    assert run(["replay", str(tmp_path / "articles.jsonl"), "--watches", str(tmp_path / "watches.toml")]) == 3
    assert "watches.toml: is not valid TOML" in capsys.readouterr().err


def test_numbers_bring_no_threads_along() -> None:
    called = (
        "import os, sys; from monitor.__main__ import main; sys.argv = ['ronda', 'watch', 'check', '--help']; main()"
    )
    counted = f"import atexit, os; atexit.register(lambda: print(len(os.listdir('/proc/self/task')))); {called}"
    clean = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    told = subprocess.run([sys.executable, "-c", counted], env=clean, capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[-1] == "1"
