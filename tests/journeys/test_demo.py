"""The demo: its folder, what it says when something does not hold, and the whole of it in both orders."""

import json
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from monitor.demo.mail_sink import Mail
from monitor.demo.narrator import Narrator
from monitor.demo.playing import play
from monitor.demo.running import Daemon, run_command
from monitor.demo.scene import Scene, plain_text, post_lines, stands_alone, threads_under
from monitor.demo.slack_sink import Call
from monitor.demo.stage import MARK, TOKEN, Stage, open_stage
from monitor.errors import UsageError


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with open_stage(tmp_path / "demo") as stage:
        yield stage


def mail(number: str, under: str = "") -> Mail:
    message = EmailMessage()
    message["Message-ID"] = f"<{number}@redaksi.example>"
    if under:
        message["References"] = f"<lain@redaksi.example> <{under}@redaksi.example>"
    message.set_content("Isi surat")
    message.add_alternative("<p>Isi surat</p>", subtype="html")
    return Mail(Path(f"{number}.eml"), "a@b.example", ("c@d.example",), message)


def broken(config: Path) -> AbstractContextManager[Daemon]:
    return run_command([sys.executable, "-c", "raise SystemExit('kunci hilang')"], config.with_name("daemon.txt"))


@pytest.mark.parametrize("copy_first", [False, True], ids=["original-first", "copy-first"])
def test_the_whole_demo_holds_what_it_claims(tmp_path: Path, copy_first: bool) -> None:
    out = StringIO()
    folder = tmp_path / "demo"
    status = play(folder, Narrator(Console(file=out, width=100)), copy_first=copy_first, settle=0.3)
    calls = [json.loads(line) for line in (folder / "slack.jsonl").read_text(encoding="utf-8").splitlines()]
    posts = [call for call in calls if call["method"] == "chat.postMessage"]
    letters = [message_from_bytes(path.read_bytes(), policy=default) for path in sorted((folder / "mail").iterdir())]
    log = (folder / "log.jsonl").read_text(encoding="utf-8")
    assert status == 0, out.getvalue()
    assert "did not hold" not in out.getvalue()
    assert [call["request"].get("thread_ts") for call in posts] == [None, posts[0]["answer"]["ts"], None, None]
    assert [letters[0]["Message-ID"] in str(letter["References"]) for letter in letters] == [False, True, False, False]
    assert all(json.loads(line)["event"] for line in log.splitlines())
    assert TOKEN not in log + (folder / "slack.jsonl").read_text(encoding="utf-8")


def test_a_daemon_that_cannot_start_is_told_as_such(tmp_path: Path) -> None:
    out = StringIO()
    status = play(tmp_path / "demo", Narrator(Console(file=out, width=100)), run=broken)
    assert status == 1
    assert "The daemon ended by itself, with 1" in out.getvalue()
    assert "kunci hilang" in out.getvalue()


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "naskah.txt").write_text("jangan dihapus")
    with pytest.raises(UsageError, match="holds files that no demo made"), open_stage(tmp_path):
        pass
    assert (tmp_path / "naskah.txt").read_text() == "jangan dihapus"


def test_a_folder_of_an_earlier_demo_is_emptied(tmp_path: Path) -> None:
    with open_stage(tmp_path):
        (tmp_path / "mail" / "001.eml").write_text("lama")
    with open_stage(tmp_path):
        assert list((tmp_path / "mail").iterdir()) == []
        assert (tmp_path / MARK).exists()


def test_two_demos_do_not_share_a_folder(stage: Stage) -> None:
    with pytest.raises(UsageError, match="another demo runs here"), open_stage(stage.folder):
        pass


def test_the_token_is_readable_by_its_owner_only_and_not_in_the_settings(stage: Stage) -> None:
    token = stage.folder / "slack-token"
    assert token.stat().st_mode & 0o077 == 0
    assert token.read_text().strip() not in stage.config.read_text()


def test_a_mail_is_under_another_when_it_refers_to_it() -> None:
    first, second, third = mail("1"), mail("2", under="1"), mail("3", under="2")
    assert threads_under(second, first)
    assert not threads_under(third, first)
    assert stands_alone(first, (first, third))
    assert not stands_alone(first, (first, second))
    assert plain_text(first) == "Isi surat"


def test_all_words_of_a_slack_message_are_found() -> None:
    blocks = [
        {"type": "section", "text": {"type": "mrkdwn", "text": "Juga di Sosok.ID"}},
        {
            "type": "context",
            "elements": [{"type": "mrkdwn", "text": "<https://k.example/|Salinan> dari Kontan &amp; kawan"}],
        },
    ]
    post = Call("chat.postMessage", {"text": "ringkas", "blocks": blocks}, {"ok": True})
    assert post_lines(post) == ["Juga di Sosok.ID", "Salinan dari Kontan & kawan"]
    assert post_lines(Call("chat.postMessage", {"text": "ringkas"}, {"ok": True})) == ["ringkas"]


def test_a_log_line_that_is_being_written_is_not_read(stage: Stage) -> None:
    stage.log.write_text('{"event": "polled", "source": 1}\n{"event": "polled", "sou')
    assert Scene(stage).logged("polled", source=1) == [{"event": "polled", "source": 1}]
    assert Scene(stage).logged("polled", source=2) == []
