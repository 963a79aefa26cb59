"""Files as people and their editors write them."""

from pathlib import Path

import pytest

from monitor.errors import ConfigError
from monitor.written import read_toml


def test_a_file_of_a_windows_editor_is_read(tmp_path: Path) -> None:
    (tmp_path / "watches.toml").write_bytes(b'\xef\xbb\xbfname = "Surya"\r\nkind = "person"\r\n')
    assert read_toml(tmp_path / "watches.toml") == {"name": "Surya", "kind": "person"}


WRONG = {
    "another encoding": (b'a = 1\nname = "caf\xe9"\n', "x.toml: cannot be read: line 2 is not UTF-8 (save the file as UTF-8)"),
    "UTF-16": ("a = 1\n".encode("utf-16"), "x.toml: cannot be read: line 1 is not UTF-8"),
    "YAML": (b"a = 1\npolling:\n  interval: 15m\n", "(at line 2, column 8) (TOML is written key = value)"),
    "a list of YAML": (b"- a\n", "(TOML is written key = value)"),
    "a missing quote": (b'a = "b\n', "x.toml: is not valid TOML: "),
    "an end too early": (b"a =", "x.toml: is not valid TOML: "),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_read_says_where_and_what_to_do(tmp_path: Path, case: str) -> None:
    body, expected = WRONG[case]
    (tmp_path / "x.toml").write_bytes(body)
    with pytest.raises(ConfigError) as caught:
        read_toml(tmp_path / "x.toml")
    assert expected in str(caught.value)
    assert ("written key = value" in str(caught.value)) == ("YAML" in case)


def test_a_file_that_is_missing_is_called_as_it_was_named(tmp_path: Path) -> None:
    with pytest.raises(
        ConfigError, match=r"^daftar/x\.toml: cannot be read: No such file or directory \(named under words\)"
    ):
        read_toml(tmp_path / "x.toml", "daftar/x.toml", "words")
