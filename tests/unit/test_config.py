"""ronda.toml: every problem at once, with its path, the nearest right name and what to do."""

import re
import tomllib
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path

import pytest

from monitor.cli.common import find_config
from monitor.config import TEMPLATE, Settings, SourceSettings, load_settings, read_settings
from monitor.config.showing import as_table
from monitor.errors import ConfigError
from monitor.model import SourceKind
from monitor.rules import QuietHours


def read(text: str, folder: Path = Path()) -> Settings:
    return read_settings(tomllib.loads(text), folder / "ronda.toml")


def problems(text: str, folder: Path = Path()) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        read(text, folder)
    return list(caught.value.problems)


def test_an_empty_file_means_every_default() -> None:
    settings = read("")
    assert settings.polling.interval == timedelta(minutes=15)
    assert settings.network.max_body == 15_000_000
    assert settings.data_dir.name == "ronda-data"
    assert settings.timezone == "Asia/Jakarta"


def test_the_commented_file_shows_every_default_as_it_is() -> None:
    head = TEMPLATE.partition("# A source that")[0].partition("[polling]")[2]
    shown = read("[polling]" + re.sub(r"(?m)^# (?=\w+ = )", "", head))
    usual = read("")
    assert replace(shown.network, contact="") == usual.network  # an example
    assert (shown.polling, shown.stories, shown.alerts, shown.log) == (
        usual.polling,
        usual.stories,
        usual.alerts,
        usual.log,
    )
    keys = [
        key for part in (usual.polling, usual.network, usual.stories, usual.alerts, usual.log) for key in part.__slots__
    ]
    assert [key for key in keys if f"# {key} = " not in head] == []


CASES = {
    "unknown key at the top": ('langauge = "id"', 'ronda.toml: langauge: unknown key (did you mean "language"?)'),
    "unknown key in a table": (
        '[polling]\nintervall = "5m"',
        'ronda.toml: polling.intervall: unknown key (did you mean "interval"?)',
    ),
    "not a duration": (
        '[polling]\ninterval = "5 minutes"',
        'ronda.toml: polling.interval: \'5 minutes\' is not a duration (write "90s", "15m", "6h" or "7d")',
    ),
    "a duration without quotes": (
        "[polling]\ninterval = 15",
        'ronda.toml: polling.interval: 15 is not a duration (write "90s", "15m", "6h" or "7d")',
    ),
    "more than there may be": (
        "[polling]\nworkers = 257",
        "ronda.toml: polling.workers: must be a whole number from 1 to 256, not 257",
    ),
    "not a language": (
        'language = "jv"',
        'ronda.toml: language: "jv" is not one of id, en',
    ),
    "not a time zone": (
        'timezone = "Asia/Jakata"',
        'ronda.toml: timezone: "Asia/Jakata" is no time zone (did you mean "Asia/Jakarta"?)',
    ),
    "a zone as clocks say it": (
        'timezone = "WITA"',
        'ronda.toml: timezone: "WITA" is no time zone (write "Asia/Makassar")',
    ),
    "a channel without a type": (
        '[channels.redaksi]\nchannel = "#r"',
        "ronda.toml: channels.redaksi.type: is missing (one of email,",
    ),
    "not a network": (
        '[network]\nallow_addresses = ["localhost"]',
        'ronda.toml: network.allow_addresses: "localhost" is not a network (write "127.0.0.0/8" or "10.1.2.3/32")',
    ),
    "not an address": (
        '[[source]]\nurl = "rss.kontan.co.id"',
        'ronda.toml: source[1].url: "rss.kontan.co.id" is not an http(s) address',
    ),
    "a source twice": (
        '[[source]]\nurl = "https://a.example/"\n[[source]]\nurl = "https://a.example/"',
        "ronda.toml: source[2].url: stands in source[1] already",
    ),
    "unknown kind of source": (
        '[[source]]\nurl = "https://a.example/"\nkind = "rss"',
        'ronda.toml: source[1].kind: "rss" is not one of feed, sitemap, listing',
    ),
    "unknown key of a channel": (
        '[channels.redaksi]\ntype = "slack"\nwebhok = { file = "x" }\nchannel = "#r"',
        'ronda.toml: channels.redaksi.webhok: unknown key (did you mean "webhook"?)',
    ),
    "unknown type of channel": (
        '[channels.redaksi]\ntype = "slak"',
        'ronda.toml: channels.redaksi.type: "slak" is not one of',
    ),
    "operator channel that does not exist": (
        '[channels.redaksi]\ntype = "console"\n[operator]\nchannels = ["redksi"]',
        'ronda.toml: operator.channels: there is no channel "redksi" (did you mean "redaksi"?)',
    ),
    "a secret in the file": (
        '[channels.redaksi]\ntype = "slack"\ntoken = "xoxb-1"\nchannel = "#r"',
        'ronda.toml: channels.redaksi.token: a secret is never written into this file (write { env = "NAME" }',
    ),
    "a secret from an environment that lacks it": (
        '[channels.redaksi]\ntype = "slack"\ntoken = { env = "RONDA_TEST_NO_SUCH" }\nchannel = "#r"',
        "ronda.toml: channels.redaksi.token: the environment variable RONDA_TEST_NO_SUCH is not set",
    ),
    "intervals the wrong way round": (
        '[polling]\nmin_interval = "30m"\nmax_interval = "10m"',
        "ronda.toml: polling.max_interval: is shorter than min_interval",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_wrong_value_is_refused_with_path_and_remedy(case: str) -> None:
    text, expected = CASES[case]
    assert any(problem.startswith(expected) for problem in problems(text)), problems(text)


def test_secrets_that_cannot_be_read_are_no_problem_to_whoever_sends_nothing() -> None:
    text, _ = CASES["a secret from an environment that lacks it"]
    data = tomllib.loads(text)
    (channel,) = read_settings(data, Path("ronda.toml"), secrets=False).channels
    assert str(channel.options["token"]) == "<env RONDA_TEST_NO_SUCH>"
    data["database"] = {"env": "RONDA_TEST_NO_SUCH"}
    with pytest.raises(ConfigError, match="database: the environment variable RONDA_TEST_NO_SUCH is not set"):
        read_settings(data, Path("ronda.toml"), secrets=False)


def test_a_database_of_another_make_is_refused_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RONDA_TEST_DATABASE", "mysql://u:rahasia@h/n")
    (problem,) = problems('database = { env = "RONDA_TEST_DATABASE" }')
    assert problem.startswith("ronda.toml: database: env RONDA_TEST_DATABASE holds no address (postgresql://")


def test_a_file_of_any_name_is_named_in_front() -> None:
    with pytest.raises(ConfigError, match=r"^ronda\.conf: polling\.intervall: unknown key"):
        read_settings({"polling": {"intervall": "5m"}}, Path("ronda.conf"))


def test_what_is_no_table_is_named_without_a_key() -> None:
    assert problems("polling = 5") == ["ronda.toml: polling: must be a table, not a number"]


def test_sources_are_read_with_what_is_said_of_them() -> None:
    text = '[[source]]\nurl = "https://a.example/"\npublisher = "a"\nkind = "listing"\ninterval = "10m"\n[[source]]\nurl = "https://b.example/"'
    assert read(text).sources == (
        SourceSettings("https://a.example/", "a", SourceKind.LISTING, timedelta(minutes=10)),
        SourceSettings("https://b.example/"),
    )


def test_an_unknown_type_of_channel_is_one_problem() -> None:
    assert len(problems('[channels.redaksi]\ntype = "mail"')) == 1


def test_all_problems_are_listed_at_once() -> None:
    found = problems('langauge = "id"\n[polling]\ninterval = "x"\n[network]\ntimeot = "1s"')
    assert len(found) == 3


def test_a_secret_comes_from_a_private_file_and_never_shows(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("xoxb-rahasia\n")
    (tmp_path / "token").chmod(0o600)
    text = '[channels.redaksi]\ntype = "slack"\ntoken = { file = "token" }\nchannel = "#r"'
    settings = read(text, tmp_path)
    assert settings.channels[0].options["token"].value == "xoxb-rahasia"
    assert "rahasia" not in repr(settings)


def test_a_secret_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("xoxb-rahasia\n")
    (tmp_path / "token").chmod(0o644)
    text = '[channels.redaksi]\ntype = "slack"\ntoken = { file = "token" }\nchannel = "#r"'
    (problem,) = problems(text, tmp_path)
    assert "can be read by others (chmod 600" in problem


@pytest.mark.parametrize("by", ["systemd", "the administrator"])
def test_a_credential_comes_from_systemd_else_from_the_folder_beside(
    tmp_path: Path, by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / ("handed" if by == "systemd" else "credentials")
    folder.mkdir()
    (folder / "token").write_text("xoxb-rahasia\n")
    (folder / "token").chmod(0o440 if by == "systemd" else 0o600)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(folder)) if by == "systemd" else None
    text = '[channels.redaksi]\ntype = "slack"\ntoken = { credential = "token" }\nchannel = "#r"'
    assert read(text, tmp_path).channels[0].options["token"].value == "xoxb-rahasia"
    (folder / "token").unlink()
    (problem,) = problems(text, tmp_path)
    assert "token cannot be read: No such file or directory" in problem
    assert ("LoadCredential=" in problem) == (by != "systemd")


@pytest.mark.parametrize(("text", "size"), [("500KB", 500_000), ("15 mb", 15_000_000), ("1GB", 10**9), ("300B", 300)])
def test_a_size_is_read_with_its_unit(text: str, size: int) -> None:
    assert read(f'[network]\nmax_body = "{text}"').network.max_body == size


def test_low_intervals_are_allowed_and_warned_about() -> None:
    settings = read('[polling]\nmin_interval = "1s"\nhost_gap = "0s"')
    assert len(settings.warnings) == 2


def test_paths_start_from_the_folder_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "ronda.toml").write_text('data_dir = "data"')
    assert load_settings(tmp_path / "ronda.toml").data_dir == tmp_path.resolve() / "data"


def test_broken_toml_names_the_file_and_the_line(tmp_path: Path) -> None:
    (tmp_path / "ronda.toml").write_text("data_dir = \n")
    with pytest.raises(ConfigError, match=r"ronda.toml: is not valid TOML: .*line 1"):
        load_settings(tmp_path / "ronda.toml")


def test_a_named_file_that_is_missing_is_an_error_not_another_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no such file"):
        find_config(str(tmp_path / "none.toml"))


def test_the_pace_of_alerts_is_read_and_shown(tmp_path: Path) -> None:
    (tmp_path / "wording").mkdir()
    table = {"quiet": "22:00-06:00", "breaks_quiet": "never", "max_per_hour": 5, "flood": 50, "templates": "wording"}
    settings = read_settings({"alerts": table}, tmp_path / "ronda.toml")
    assert settings.alerts.quiet == QuietHours(time(22), time(6))
    assert as_table(settings)["alerts"] == table


def test_what_is_in_force_reads_back_the_same() -> None:
    shown = as_table(read(""))
    assert shown["alerts"]["quiet"] == ""
    again = read_settings({key: value for key, value in shown.items() if value is not None}, Path("ronda.toml"))
    assert as_table(again) == shown


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ({"quiet": "22-6"}, 'ronda.toml: alerts.quiet: hours are expected: "22:00-06:00"'),
        ({"breaks_quiet": "hig"}, "ronda.toml: alerts.breaks_quiet: "),
        ({"flod": 5}, 'ronda.toml: alerts.flod: unknown key (did you mean "flood"?)'),
        ({"flood": 0}, "ronda.toml: alerts.flood: must be a whole number from 1 to 1000"),
        ({"templates": "tidak-ada"}, "ronda.toml: alerts.templates: "),
    ],
)
def test_a_wrong_pace_is_refused(tmp_path: Path, table: dict[str, object], problem: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_settings({"alerts": table}, tmp_path / "ronda.toml")
    assert caught.value.problems[0].startswith(problem)


def test_channels_without_an_operator_are_warned_about() -> None:
    alone = {"channels": {"redaksi": {"type": "console"}}}
    assert [one for one in read_settings(alone, Path("ronda.toml")).warnings if "operator.channels" in one]
    told = alone | {"operator": {"channels": ["redaksi"]}}
    assert not read_settings(told, Path("ronda.toml")).warnings
