"""What people are told stays true: the README's map, the configuration's keys, and nothing that speaks of a workplace."""

import re
import subprocess
import tomllib
from pathlib import Path

from monitor.config import TEMPLATE, read_settings

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
REGISTRIES = re.compile(
    "|".join(("py" + "pi\\.org", "python" + "hosted", "registry\\.npm" + "js", "deb\\." + "debian"))
)


def tracked() -> list[Path]:
    """The repository's text files; in an unpacked archive, without git, none."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return []
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_readme_map_names_every_part_of_the_package() -> None:
    parts = {
        path.name + ("/" if path.is_dir() else "")
        for path in (ROOT / "monitor").iterdir()
        if not path.name.startswith("__")
    }
    parts |= {"__main__.py"}
    assert {part for part in parts if part not in README and part != "NOTES.md"} == set()


def test_the_file_that_init_makes_is_accepted_as_it_is() -> None:
    assert read_settings(tomllib.loads(TEMPLATE), Path("ronda.toml")).channels[0].name == "terminal"


def test_every_key_of_the_configuration_stands_in_the_readme() -> None:
    keys = set(re.findall(r"^#? ?([a-z_]+) = ", TEMPLATE, re.MULTILINE))
    assert {key for key in keys if not re.search(rf"\b{key}\b", README)} == set()


def test_no_registry_host_stands_in_a_file() -> None:
    assert [path for path in tracked() if REGISTRIES.search(path.read_text("utf-8", "ignore"))] == []
