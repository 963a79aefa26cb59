"""The demo's mail sink and Slack stand-in, spoken to by the real clients."""

import json
import smtplib
import socket
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from monitor.demo.mail_sink import MailSink
from monitor.demo.slack_sink import SlackSink

TOKEN = "xoxb-hanya-untuk-uji"


@pytest.fixture
def sink(tmp_path: Path) -> Iterator[MailSink]:
    with MailSink(tmp_path / "mail", refuse={"penuh@redaksi.example": "452 4.2.2 mailbox full"}) as sink:
        yield sink


@pytest.fixture
def slack(tmp_path: Path) -> Iterator[SlackSink]:
    with SlackSink(tmp_path / "slack.jsonl", TOKEN, ("#redaksi", "#pasar")) as sink:
        yield sink


def client(slack: SlackSink, token: str = TOKEN) -> WebClient:
    return WebClient(token=token, base_url=slack.api_url, timeout=5)


def refused(error: pytest.ExceptionInfo[SlackApiError]) -> str:
    return str(error.value.response["error"])


def letter(text: str, subject: str = "Kabar") -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, "ronda@example.org", "meja@redaksi.example"
    message.set_content(text, cte="8bit")
    return message


def test_a_message_is_kept_byte_for_byte_with_leading_dots_and_accents(sink: MailSink) -> None:
    text = ".titik di awal\n..dua titik\nKafé – “kutip”\n.\nselesai\n"
    with smtplib.SMTP(sink.host, sink.port, timeout=5) as smtp:
        smtp.send_message(letter(text, "Harga emas naik, é"))
    (mail,) = sink.mails
    assert mail.path.name == "001.eml"
    assert mail.recipients == ("meja@redaksi.example",)
    assert mail.message.get_content().replace("\r\n", "\n") == text
    assert mail.message["Subject"] == "Harga emas naik, é"
    assert b"\r\n.titik di awal\r\n..dua titik\r\n" in mail.path.read_bytes()


def test_several_messages_in_one_session_are_numbered(sink: MailSink) -> None:
    with smtplib.SMTP(sink.host, sink.port, timeout=5) as smtp:
        for number in range(3):
            smtp.send_message(letter(f"pesan {number}"))
    assert [path.name for path in sorted(sink.folder.iterdir())] == ["001.eml", "002.eml", "003.eml"]


def test_a_refused_recipient_gets_its_reply_and_the_session_goes_on(sink: MailSink) -> None:
    with smtplib.SMTP(sink.host, sink.port, timeout=5) as smtp:
        refusals = smtp.sendmail(
            "a@b.example", ["penuh@redaksi.example", "meja@redaksi.example"], "Subject: x\r\n\r\ny"
        )
        assert refusals == {"penuh@redaksi.example": (452, b"4.2.2 mailbox full")}
        assert smtp.noop()[0] == 250
        assert smtp.rset()[0] == 250
    assert sink.mails[0].recipients == ("meja@redaksi.example",)


def test_commands_out_of_order_or_unknown_are_refused(sink: MailSink) -> None:
    with smtplib.SMTP(sink.host, sink.port, timeout=5) as smtp:
        assert smtp.docmd("MAIL FROM:<a@b.example>")[0] == 503
        assert smtp.ehlo()[0] == 250
        assert smtp.has_extn("8bitmime")
        assert smtp.docmd("RCPT TO:<a@b.example>")[0] == 503
        assert smtp.docmd("DATA")[0] == 503
        assert smtp.docmd("MAIL FROM:a@b.example")[0] == 501
        assert smtp.docmd("MAIL FROM:<a@b.example> SIZE=99999999999")[0] == 552
        assert smtp.docmd("MAIL FROM:<>")[0] == 250
        assert smtp.docmd("RCPT TO:<bukan alamat>")[0] == 501
        assert smtp.docmd("TURU")[0] == 500
        assert smtp.docmd("STARTTLS")[0] == 500
    assert sink.mails == ()


def test_a_client_that_leaves_in_the_middle_of_data_leaves_nothing(sink: MailSink) -> None:
    smtp = smtplib.SMTP(sink.host, sink.port, timeout=5)
    smtp.ehlo()
    smtp.mail("a@b.example")
    smtp.rcpt("meja@redaksi.example")
    smtp.docmd("DATA")
    smtp.send("Subject: putus\r\n\r\nsetengah")
    smtp.close()
    with smtplib.SMTP(sink.host, sink.port, timeout=5) as other:
        other.send_message(letter("utuh"))
    assert [mail.message["Subject"] for mail in sink.mails] == ["Kabar"]


def test_closing_the_sink_frees_its_port(tmp_path: Path) -> None:
    sink = MailSink(tmp_path)
    smtp = smtplib.SMTP(sink.host, sink.port, timeout=5)
    sink.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((sink.host, sink.port), timeout=2)
    smtp.close()


def test_a_posted_message_gets_a_ts_and_a_channel_id_and_can_be_answered(slack: SlackSink) -> None:
    web = client(slack)
    first = web.chat_postMessage(channel="#redaksi", text="Kabar baru", blocks=[{"type": "divider"}])
    reply = web.chat_postMessage(channel=first["channel"], text="Salinannya", thread_ts=first["ts"])
    assert first["channel"].startswith("C")
    assert float(reply["ts"]) > float(first["ts"])
    assert reply["message"]["thread_ts"] == first["ts"]
    assert web.chat_update(channel=first["channel"], ts=first["ts"], text="Diperbaiki")["text"] == "Diperbaiki"
    assert web.auth_test()["ok"]


def test_every_call_is_kept_and_no_token(slack: SlackSink) -> None:
    client(slack).chat_postMessage(channel="#pasar", text="Emas turun")
    with pytest.raises(SlackApiError):
        client(slack, "xoxb-salah").auth_test()
    lines = [json.loads(line) for line in slack.file.read_text(encoding="utf-8").splitlines()]
    assert [line["method"] for line in lines] == ["chat.postMessage", "auth.test"]
    assert lines[0]["request"] == {"channel": "#pasar", "text": "Emas turun", "token": "***"}
    assert lines[0]["answer"]["ok"] is True
    assert "xoxb" not in slack.file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": "#tiada", "text": "x"}, "channel_not_found"),
        ({"channel": "#redaksi", "text": "x", "thread_ts": "1.000001"}, "thread_not_found"),
        ({"channel": "#redaksi", "text": ""}, "no_text"),
        ({"channel": "#redaksi", "text": "x" * 40_001}, "msg_too_long"),
        ({"channel": "#redaksi", "text": "x", "blocks": [{"type": "divider"}] * 51}, "invalid_blocks"),
    ],
)
@pytest.mark.filterwarnings("ignore:The top-level `text` argument")
def test_slack_refuses_in_its_own_words(slack: SlackSink, arguments: dict[str, object], error: str) -> None:
    with pytest.raises(SlackApiError) as caught:
        client(slack).api_call("chat.postMessage", json=arguments)
    assert refused(caught) == error


def test_form_bodies_and_unknown_methods_are_understood(slack: SlackSink) -> None:
    web = client(slack)
    posted = web.api_call("chat.postMessage", data={"channel": "redaksi", "text": "Lewat formulir"})
    assert posted["ok"]
    with pytest.raises(SlackApiError) as caught:
        web.api_call("chat.terbang")
    assert refused(caught) == "unknown_method"
    with pytest.raises(SlackApiError) as nobody:
        client(slack, "").auth_test()
    assert refused(nobody) == "not_authed"


def test_updating_an_unknown_message_is_refused(slack: SlackSink) -> None:
    with pytest.raises(SlackApiError) as caught:
        client(slack).chat_update(channel="#redaksi", ts="1.000001", text="x")
    assert refused(caught) == "message_not_found"
