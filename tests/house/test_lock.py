"""The two lock files: a server installs what it needs, in the versions that were tested."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ROOT / "deploy" / "lock"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def locked(name: str) -> dict[str, str]:
    """By pinned package: its hashes."""
    rows = re.split(r"\n(?=\S)", (LOCKS / name).read_text("utf-8").strip())
    return {head: hashes for head, _, hashes in (row.partition(" \\\n") for row in rows)}


def names(wanted: list[str]) -> set[str]:
    return {re.split(r"[^\w.-]", line)[0].lower().replace("_", "-") for line in wanted}


def test_a_server_gets_the_versions_that_were_tested() -> None:
    server, tested = locked("requirements.txt"), locked("development.txt")
    assert {pin: hashes for pin, hashes in server.items() if tested.get(pin) != hashes} == {}
    assert all("--hash=sha256:" in hashes for hashes in tested.values())


def test_a_server_gets_what_the_daemon_needs_and_no_tools() -> None:
    extras = PROJECT["optional-dependencies"]
    server = {re.split(r"==", pin)[0] for pin in locked("requirements.txt")}
    assert names(PROJECT["dependencies"] + extras["build"]) - server == set()
    assert names(extras["dev"]) & server == set()
    assert names(extras["dev"]) - {re.split(r"==", pin)[0] for pin in locked("development.txt")} == set()
