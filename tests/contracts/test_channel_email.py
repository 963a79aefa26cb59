"""Email against a real SMTP dialogue: encryption, sign-in, threads, and what each refusal means."""

import socket
import ssl
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import SMTP
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest
import trustme

from monitor.alerts.message import Message
from monitor.alerts.wording import write, write_notice
from monitor.channels import NO_ANSWER
from monitor.channels.email import EMAIL, EmailChannel
from monitor.channels.mime import written
from monitor.errors import ConfigError, Failure, Permanent, SignInRefused, Transient
from monitor.model import DeliveryKind, Receipt
from tests.dossiers import COPIED, NOW, THE_COPY, delivery
from tests.smtp import MailServer

ANI, BUDI = "ani@example.org", "budi@example.org"
ALERT = write(COPIED, delivery(), language="id", zone="Asia/Jakarta")
COPY = write(THE_COPY, delivery(DeliveryKind.COPY, key="2:surat:ani:copy"), language="id", zone="Asia/Jakarta")


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def certificate(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path) -> str:
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    return str(tmp_path / "ca.pem")


def mailer(server: MailServer, **changes: Any) -> EmailChannel:
    values: dict[str, Any] = {"name": "surat", "host": "127.0.0.1", "port": server.port, "security": server.security}
    values |= {"sender": "Ronda Malam <ronda@kantor.example.org>", "to": [ANI, BUDI], "timeout": timedelta(seconds=20)}
    return EmailChannel(**(values | changes))


def failure(send: Callable[[], object]) -> Failure:
    with pytest.raises(Failure) as caught:
        send()
    return caught.value


# -------------------------------------------------------------------------------------------------- encryption, sign-in


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_mail_travels_encrypted_and_signed_in(security: str, certificate: ssl.SSLContext, trusted: str) -> None:
    with MailServer(security=security, certificate=certificate, users={"ronda": "sandi"}) as server:
        mailer(server, username="ronda", password="sandi", ca_file=trusted).send(ALERT, ANI, None)
    (mail,) = server.mails
    assert mail.encrypted
    assert mail.user == "ronda"
    assert mail.recipients == (ANI,)


def test_server_without_starttls_gets_neither_password_nor_mail() -> None:
    with MailServer(users={"ronda": "sandi"}) as server:
        channel = mailer(server, security="starttls", username="ronda", password="sandi")
        refused = failure(lambda: channel.send(ALERT, ANI, None))
    assert isinstance(refused, Transient)
    assert refused.kind == "smtp-no-starttls"
    assert server.mails == []


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_certificate_of_a_stranger_is_refused(security: str, certificate: ssl.SSLContext) -> None:
    with MailServer(security=security, certificate=certificate) as server:
        refused = failure(lambda: mailer(server).send(ALERT, ANI, None))
    assert isinstance(refused, Transient)
    assert refused.kind == "tls"
    assert "certificate" in refused.detail
    assert server.mails == []


def test_certificate_for_another_name_is_refused(authority: trustme.CA, trusted: str) -> None:
    other = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("surat.example.org").configure_cert(other)
    with MailServer(security="tls", certificate=other) as server:
        assert failure(lambda: mailer(server, ca_file=trusted).send(ALERT, ANI, None)).kind == "tls"


def test_wrong_password_is_for_a_person_to_put_right_and_not_told(certificate: ssl.SSLContext, trusted: str) -> None:
    with MailServer(security="starttls", certificate=certificate, users={"ronda": "sandi"}) as server:
        channel = mailer(server, username="ronda", password="sandi-salah", ca_file=trusted)
        refused = failure(lambda: channel.send(ALERT, ANI, None))
    assert isinstance(refused, SignInRefused)
    assert refused.kind == "smtp-auth"
    assert "127.0.0.1 refuses the user name or the password: 535" in str(refused)
    assert "sandi-salah" not in str(refused)


@pytest.mark.parametrize(
    ("answer", "told"), [("530 5.7.0 Authentication required", "wants a user name"), ("535 5.7.8 no", "wants")]
)
def test_a_server_that_wants_a_sign_in_says_so_in_whatever_answer(answer: str, told: str) -> None:
    with MailServer() as server:
        server.answers["MAIL"] = answer
        refused = failure(lambda: mailer(server).send(ALERT, ANI, None))
    assert isinstance(refused, SignInRefused)
    assert told in str(refused)


def test_a_sign_in_that_the_server_does_not_offer_is_for_a_person_to_put_right() -> None:
    with MailServer() as server:
        refused = failure(lambda: mailer(server, username="ronda", password="sandi").send(ALERT, ANI, None))
    assert isinstance(refused, SignInRefused)


# --------------------------------------------------------------------------------------------------------- refusals

ASKED = pytest.mark.parametrize("together", [False, True], ids=["one by one", "together"])
"""Whether the server takes sender and recipient in one go (RFC 2920)."""


@ASKED
def test_refused_recipient_does_not_keep_the_mail_from_the_other(together: bool) -> None:
    with MailServer(answers={ANI: "550 5.1.1 no such user"}, pipelining=together) as server:
        channel = mailer(server)
        refused = failure(lambda: channel.send(ALERT, ANI, None))
        channel.send(ALERT, BUDI, None)
    assert isinstance(refused, Permanent)
    assert refused.kind == "smtp-550"
    assert [mail.recipients for mail in server.mails] == [(BUDI,)]


@ASKED
@pytest.mark.parametrize(
    ("moment", "line", "kind", "lasting"),
    [
        ("MAIL", "451 4.3.0 later", "smtp-451", False),
        ("MAIL", "553 5.1.8 sender refused", "smtp-553", True),
        (ANI, "450 4.2.1 greylisted", "smtp-450", False),
        (ANI, "552 5.2.2 mailbox full", "smtp-552", True),
        ("DATA", "452 4.3.1 disk full", "smtp-452", False),
        ("DATA", "554 5.7.1 looks like spam", "smtp-554", True),
        ("MAIL", "421 4.3.2 shutting down", "smtp-421", False),
    ],
)
def test_answers_of_4xx_are_worth_a_retry_and_5xx_are_final(
    moment: str, line: str, kind: str, lasting: bool, together: bool
) -> None:
    with MailServer(answers={moment: line}, pipelining=together) as server:
        refused = failure(lambda: mailer(server).send(ALERT, ANI, None))
    assert isinstance(refused, Permanent if lasting else Transient)
    assert refused.kind == kind
    assert line[4:] in refused.detail


@ASKED
@pytest.mark.parametrize(
    ("moment", "kind"),
    [
        ("connect", "connection"),
        ("MAIL", "connection"),
        ("RCPT", "connection"),
        ("mid-DATA", NO_ANSWER),
        ("DATA", NO_ANSWER),
    ],
)
def test_hang_up_may_have_arrived_only_once_data_began(moment: str, kind: str, together: bool) -> None:
    with MailServer(hang_up=moment, pipelining=together) as server:
        dropped = failure(lambda: mailer(server).send(ALERT, ANI, None))
    assert isinstance(dropped, Transient)
    assert dropped.kind == kind


@pytest.mark.parametrize(("moment", "kind"), [("connect", "timeout"), ("RCPT", "timeout"), ("DATA", NO_ANSWER)])
def test_silence_ends_in_time(moment: str, kind: str) -> None:
    with MailServer(stall=moment) as server:
        silent = failure(lambda: mailer(server, timeout=timedelta(milliseconds=300)).send(ALERT, ANI, None))
    assert isinstance(silent, Transient)
    assert silent.kind == kind


def test_server_that_takes_its_time_gets_the_mail_and_one_that_takes_too_long_before_data_gets_none() -> None:
    with MailServer(delay=0.05) as server:
        mailer(server).send(ALERT, ANI, None)
        assert len(server.mails) == 1
        times = iter((0.0, 91.0))
        slow = failure(lambda: mailer(server, clock=lambda: next(times)).send(ALERT, ANI, None))
        assert len(server.mails) == 1
    assert isinstance(slow, Transient)
    assert (slow.kind, slow.detail) == ("timeout", "127.0.0.1: 91s before DATA")


@pytest.mark.parametrize("together", [False, True], ids=["one by one", "pipelined"])
def test_server_that_ends_each_dialogue_after_a_mail_gets_the_next_one_in_a_new_one(together: bool) -> None:
    with MailServer(hang_up="after", pipelining=together) as server:
        channel = mailer(server)
        for _ in range(3):
            channel.send(ALERT, ANI, None)
    assert (len(server.mails), server.dialogues) == (3, 3)


def test_server_that_has_had_enough_of_a_dialogue_gets_the_next_mail_in_a_new_one() -> None:
    with MailServer() as server:
        channel = mailer(server)
        channel.send(ALERT, ANI, None)
        server.answers["MAIL"] = "421 4.7.0 too many messages"
        refused = failure(lambda: channel.send(ALERT, ANI, None))
        assert (refused.kind, server.dialogues) == ("smtp-421", 2)
        del server.answers["MAIL"]
        channel.send(ALERT, ANI, None)
    assert len(server.mails) == 2


def test_refused_recipient_leaves_the_next_mail_a_clean_dialogue() -> None:
    with MailServer(answers={ANI: "550 5.1.1 no such user"}) as server:
        channel = mailer(server)
        for _ in range(2):
            channel.send(ALERT, BUDI, None)
            failure(lambda: channel.send(ALERT, ANI, None))
    assert [mail.recipients for mail in server.mails] == [(BUDI,), (BUDI,)]


def test_server_that_takes_commands_together_gets_all_three_before_its_first_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening, ThreadPoolExecutor(1) as other:
        heard = other.submit(_hears_the_envelope, listening)
        channel = EmailChannel(
            name="surat",
            host="127.0.0.1",
            port=listening.getsockname()[1],
            security="none",
            sender="ronda@example.org",
            to=[ANI],
        )
        assert failure(lambda: channel.send(ALERT, ANI, None)).kind == "smtp-550"
        assert heard.result() == f"MAIL FROM:<ronda@example.org>\r\nRCPT TO:<{ANI}>\r\nDATA\r\n".encode()


def _hears_the_envelope(listening: socket.socket) -> bytes:
    """Refuses the recipient, goes on all the same, and gives what came up to then; nothing comes after it."""
    caller, _ = listening.accept()
    with caller:
        caller.sendall(b"220 hello\r\n")
        caller.recv(1000)
        caller.sendall(b"250-hello\r\n250 PIPELINING\r\n")
        heard = caller.recv(1000)
        caller.sendall(b"250 fine\r\n550 no such user\r\n354 go on\r\n")
        with suppress(ConnectionResetError):
            assert caller.recv(1000) == b""
        return heard


@pytest.mark.parametrize(
    "told",
    [
        ALERT,
        COPY,
        replace(ALERT, subject="Banjir di Pekalongan, " * 9, text="", html="<p>=\r\n\n.\r a \tb " + "é" * 200),
        replace(ALERT, subject="Harga 米 naik \u2013 " * 9, text=" \n\n\u2028x\n"),
        write_notice(
            replace(delivery(), kind=DeliveryKind.NOTICE, notice=("disk", "full")), language="id", zone="Asia/Jakarta"
        ),
    ],
    ids=["alert", "copy", "long", "foreign", "notice"],
)
def test_mail_is_written_as_the_library_writes_it(told: Message) -> None:
    mail = compose(told, Receipt("<first@example.org>", {"subject": "Banjir"}))
    assert written(mail) == mail.as_bytes()


def test_lines_that_begin_with_a_dot_arrive_as_they_are() -> None:
    with MailServer() as server:
        mailer(server).send(replace(ALERT, text=".satu\n..dua\n.\ntiga"), ANI, None)
    text = server.mails[0].message.get_body(("plain",))
    assert text is not None
    assert text.get_content().splitlines() == [".satu", "..dua", ".", "tiga"]


def test_a_server_gets_mails_side_by_side_when_it_has_taken_one() -> None:
    with MailServer() as server:
        channel = mailer(server)
        assert channel.at_once == 1
        channel.send(ALERT, ANI, None)
        assert channel.at_once > 1


def test_a_server_that_takes_no_further_connection_gets_one_mail_at_a_time_and_is_not_called_ill() -> None:
    moment = [0.0]
    with MailServer() as server:
        channel = mailer(server, clock=lambda: moment[0])
        channel.send(ALERT, ANI, None)
        with channel._session(BUDI):
            server.hang_up = "connect"
            refused = failure(lambda: channel.send(ALERT, ANI, None))
        assert isinstance(refused, Transient)
        assert (refused.kind, refused.retry_after) == ("host-busy", timedelta(seconds=1))
        server.hang_up = ""
        channel.send(ALERT, ANI, None)
        assert channel.at_once == 1
        moment[0] += 600
        assert channel.at_once > 1
        server.hang_up = "connect"
        moment[0] += 60  # what was kept is to be asked whether it is still there
        channel._kept.close()
        assert failure(lambda: channel.send(ALERT, ANI, None)).kind == "connection"
        assert channel.at_once == 1


def test_nobody_listening_is_transient() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        channel = mailer(MailServer(port=taken.getsockname()[1]))
        refused = failure(lambda: channel.send(ALERT, ANI, None))
    assert isinstance(refused, Transient)
    assert refused.kind == "connection"
    assert "connection refused" in refused.detail


@pytest.mark.parametrize(
    "recipient", ["ani@example.org\r\nRCPT TO:<x@y.id>", "ani", "añi@example.org", "<ani@example.org>"]
)
def test_recipient_that_mail_cannot_carry_is_permanent(recipient: str) -> None:
    with MailServer() as server:
        refused = failure(lambda: mailer(server).send(ALERT, recipient, None))
    assert isinstance(refused, Permanent)
    assert refused.kind == "smtp-address"


# ---------------------------------------------------------------------------------------------------------- headers


def test_headers_say_what_machine_wrote_when_and_how_to_end_it() -> None:
    with MailServer() as server:
        receipt = mailer(server, return_path="pantul@kantor.example.org").send(ALERT, ANI, None)
    mail = server.mails[0]
    assert mail.sender == "pantul@kantor.example.org"
    assert mail.message["From"] == "Ronda Malam <ronda@kantor.example.org>"
    assert mail.message["To"] == ANI
    assert mail.message["Subject"] == ALERT.subject
    assert parsedate_to_datetime(mail.message["Date"]) == NOW
    assert mail.message["Message-ID"] == receipt.id
    assert mail.message["Auto-Submitted"] == "auto-generated"
    assert mail.message["List-Id"] == "Ronda <surat.ronda.kantor.example.org>"
    assert mail.message["List-Unsubscribe"] == "<mailto:ronda@kantor.example.org?subject=unsubscribe>"
    assert [part.get_content_type() for part in mail.message.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    assert receipt.detail["answer"] == "OK queued as 4711"
    assert all(len(line) <= 998 for line in mail.raw.split(b"\r\n"))
    assert mail.raw.isascii()


def test_repeated_message_carries_the_same_id_and_another_one_another() -> None:
    with MailServer() as server:
        channel = mailer(server)
        ids = [channel.send(*one, None).id for one in ((ALERT, ANI), (ALERT, ANI), (ALERT, BUDI), (COPY, ANI))]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 3
    assert all(one.endswith("@kantor.example.org>") for one in ids)


def test_copy_answers_the_first_message_in_the_storys_thread() -> None:
    with MailServer() as server:
        channel = mailer(server)
        first = channel.send(ALERT, ANI, None)
        channel.send(COPY, ANI, first)
    opening, follow = (mail.message for mail in server.mails)
    root = opening["References"]
    assert opening["In-Reply-To"] == root
    assert root.startswith("<ronda.story.")
    assert follow["In-Reply-To"] == first.id
    assert follow["References"].split() == [root, first.id]
    assert follow["Subject"] == f"Re: {ALERT.subject}"


def test_copy_whose_alert_never_left_opens_the_thread_with_its_own_subject() -> None:
    with MailServer() as server:
        mailer(server).send(COPY, ANI, None)
    mail = server.mails[0].message
    assert mail["Subject"] == COPY.subject
    assert mail["References"].startswith("<ronda.story.")


def test_notice_belongs_to_no_thread() -> None:
    notice = write_notice(
        delivery(DeliveryKind.NOTICE, notice=("Cakram penuh", "Sisa 1 MB")), language="id", zone="Asia/Jakarta"
    )
    mail = compose(notice)
    assert mail["References"] is None
    assert mail["Subject"] == "[Ronda] Cakram penuh"


def compose(message: Message, parent: Receipt | None = None, **changes: Any) -> Any:
    return mailer(MailServer(), port=25, **changes).compose(message, ANI, parent)


def test_long_domains_leave_message_ids_whole() -> None:
    mail = compose(COPY, Receipt("<ronda.alert.0@x>"), sender=f"ronda@{'a' * 60}.{'b' * 60}.example.org")
    raw = bytes(mail)
    assert b"=?" not in raw.split(b"\r\n\r\n")[0]
    assert mail["Message-ID"].encode() in raw
    assert b"In-Reply-To: <ronda.alert.0@x>\r\n" in raw


def test_subject_too_long_for_one_line_begins_on_the_first() -> None:
    subject = "[Minyak] Dua Negara Bahas Pemangkasan Kuota Minyak Mulai Maret - Harian Teluk"
    raw = bytes(compose(replace(ALERT, subject=subject)))
    assert message_from_bytes(raw, policy=SMTP)["Subject"] == subject
    assert b"Subject:\r\n" not in raw


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        ("[Banjir] “Kami naik” ‘uji’ – kata Gubernur – soal “rob” “banjir” - Kompas.com (+3)", ""),
        ("[P] 東京 東京 🌋 🔥 é é " + "ñoño “warga” " * 20, ""),
        ("[P] =?utf-8?q?a=0D=0ABcc:_korban=40x.id?= - x", "[P] =\u200b?utf-8?q?a=0D=0ABcc:_korban=40x.id?= - x"),
    ],
)
def test_subject_of_any_script_reads_as_it_was_written(subject: str, shown: str) -> None:
    raw = bytes(compose(replace(ALERT, subject=subject)))
    by_rule = message_from_bytes(raw)["Subject"]
    assert message_from_bytes(raw, policy=SMTP)["Subject"] == (shown or subject)
    assert str(make_header(decode_header(by_rule.replace("\r\n", "")))) == (shown or subject)
    assert b"\nBcc" not in raw


def test_sender_with_an_accent_and_a_foreign_domain_is_carried() -> None:
    mail = compose(ALERT, sender="Ronda Señor <ronda@bücher.example>")
    assert bytes(mail).isascii()
    assert mail["From"] == "Ronda Señor <ronda@xn--bcher-kva.example>"


# ------------------------------------------------------------------------------------------------------ configuration


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"security": "none", "host": "smtp.example.org"}, "loopback only"),
        ({"username": "ronda"}, "go together"),
        ({"password": "sandi"}, "go together"),
        ({"username": "ronda", "password": "sandí"}, "ASCII only"),
        ({"to": ["bukan alamat"]}, "is no email address"),
        ({"to": ["üe@b.example"]}, "is no address that mail can carry"),
        ({"sender": "Ronda"}, "is no email address"),
        ({"sender": "Ronda\r\nBcc: a@b.id <ronda@example.org>"}, "is no email address"),
        ({"return_path": "x"}, "is no email address"),
        ({"ca_file": "/tidak/ada.pem"}, "ca_file /tidak/ada.pem cannot be read"),
    ],
)
def test_values_that_do_not_fit_are_refused_when_it_is_built(changes: dict[str, Any], problem: str) -> None:
    with pytest.raises(ConfigError, match=problem) as caught:
        mailer(MailServer(security="starttls"), **changes)
    assert str(caught.value).startswith("channels.surat: ")
    assert "sandi" not in str(caught.value)


@pytest.mark.parametrize(("security", "port"), [("starttls", 587), ("tls", 465), ("none", 25)])
def test_port_follows_from_the_security(security: str, port: int) -> None:
    values = {"host": "127.0.0.1", "security": security, "from": "ronda@example.org", "to": [ANI]}
    assert EMAIL.make("surat", values).describe() == f"email to {ANI} through 127.0.0.1:{port} ({security})"
