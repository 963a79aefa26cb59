"""What every channel does, each against a real server on loopback: takes, refuses, falls silent, leaks nothing."""

import io
import json
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from pathlib import Path

import pytest
import trustme

from monitor.alerts.message import Message
from monitor.alerts.wording import write
from monitor.channels import CHANNELS, NO_ANSWER, Channel
from monitor.channels.console import ConsoleChannel
from monitor.channels.slack import SlackChannel
from monitor.errors import ConfigError, Failure, Permanent, Transient
from monitor.model import DeliveryKind, Span
from monitor.model import Match as Matched
from tests.dossiers import COPIED, KONTAN, THE_COPY, delivery, dossier
from tests.slack_standin import HOOK, TOKEN, SlackStandIn
from tests.smtp import MailServer
from tests.web import Answer, WebServer

PASSWORD = "sandi-yang-panjang"
RECIPIENT = "pimpinan@example.org"
HASTY, PATIENT = timedelta(seconds=1), timedelta(seconds=20)
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")  # Apprise 2.2 still asks for it


@dataclass
class Bench:
    """A channel with the other side in our hands; `hasty` is the same channel with little patience."""

    build: Callable[[timedelta], Channel]
    recipient: str
    received: Callable[[], Sequence[str]]  # what arrived, decoded
    secrets: Sequence[str] = ()
    refuse_for_good: Callable[[], object] | None = None
    refuse_for_now: Callable[[], object] | None = None
    stall: Callable[[], object] | None = None
    drop: Callable[[], object] | None = None

    @cached_property
    def channel(self) -> Channel:
        return self.build(PATIENT)

    @cached_property
    def hasty(self) -> Channel:
        return self.build(HASTY)


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def ca_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("ca") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


@pytest.fixture(scope="session")
def certificate(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1", "localhost").configure_cert(context)
    return context


def email_bench(stack: ExitStack, security: str, certificate: ssl.SSLContext, ca_file: str) -> Bench:
    server = stack.enter_context(
        MailServer(security=security, certificate=certificate, users={"ronda": PASSWORD} if security != "none" else {})
    )
    values = {"host": "127.0.0.1", "port": server.port, "security": security}
    values |= {"from": "Ronda <ronda@example.org>", "to": [RECIPIENT], "ca_file": ca_file}
    if security != "none":
        values |= {"username": "ronda", "password": PASSWORD}

    def received() -> list[str]:
        bodies = [(mail.message, mail.message.get_body(("plain",))) for mail in server.mails]
        return [f"{message['Subject']}\n{body.get_content() if body else ''}" for message, body in bodies]

    def refuse(line: str) -> Callable[[], object]:
        return lambda: server.answers.update({RECIPIENT: line})

    return Bench(
        lambda timeout: CHANNELS["email"].make("surat", values | {"timeout": timeout / 4}),
        RECIPIENT,
        received,
        (PASSWORD,) if security != "none" else (),
        refuse_for_good=refuse(f"550 5.1.1 no such user, says {PASSWORD}"),
        refuse_for_now=refuse("451 4.3.0 come back later"),
        stall=lambda: setattr(server, "stall", "DATA"),
        drop=lambda: setattr(server, "hang_up", "DATA"),
    )


def slack_bench(stack: ExitStack) -> Bench:
    slack = stack.enter_context(SlackStandIn())
    values = {"token": TOKEN, "channel": "#redaksi", "api_url": slack.api_url}
    return Bench(
        lambda timeout: CHANNELS["slack"].make("redaksi", values | {"timeout": timeout}),
        "",
        lambda: [json.dumps(message, ensure_ascii=False) for message in slack.messages.values()],
        (TOKEN,),
        refuse_for_good=lambda: slack.fail("invalid_blocks"),
        refuse_for_now=lambda: slack.fail("internal_error"),
        stall=lambda: slack.plan.append(Answer(stall=True)),
        drop=lambda: slack.plan.append(Answer(drop=True)),
    )


def slack_webhook_bench(stack: ExitStack) -> Bench:
    slack = stack.enter_context(SlackStandIn())
    return Bench(
        lambda timeout: CHANNELS["slack"].make("redaksi", {"webhook": slack.hook_url, "timeout": timeout}),
        "",
        lambda: [json.dumps(body, ensure_ascii=False) for body in slack.posted],
        (HOOK, "kunci-rahasia"),
        refuse_for_good=lambda: slack.plan.append(Answer(403, "action_prohibited for kunci-rahasia")),
        refuse_for_now=lambda: slack.plan.append(Answer(500, "rollup_error")),
        stall=lambda: slack.plan.append(Answer(stall=True)),
        drop=lambda: slack.plan.append(Answer(drop=True)),
    )


def webhook_bench(stack: ExitStack) -> Bench:
    web = stack.enter_context(WebServer())
    url = f"{web.url}/kait/kunci-rahasia?token=rahasia-juga"
    return Bench(
        lambda timeout: CHANNELS["webhook"].make("kait", {"url": url, "secret": PASSWORD, "timeout": timeout}),
        "",
        lambda: [json.dumps(asked.json, ensure_ascii=False) for asked in web.asked],
        (PASSWORD, "kunci-rahasia", "rahasia-juga"),
        refuse_for_good=lambda: web.plan.append(Answer(410, f"gone: {url}")),
        refuse_for_now=lambda: web.plan.append(Answer(503, f"busy: {url}")),
        stall=lambda: web.plan.append(Answer(stall=True)),
        drop=lambda: web.plan.append(Answer(drop=True)),
    )


def apprise_bench(stack: ExitStack) -> Bench:
    web = stack.enter_context(WebServer())
    host = web.url.removeprefix("http://")
    url = f"json://ronda:{PASSWORD}@{host}/kunci-rahasia"
    return Bench(
        lambda timeout: CHANNELS["apprise"].make("lain", {"url": url, "timeout": timeout}),
        "",
        lambda: ["{title}\n{message}".format(**asked.json) for asked in web.asked],
        (PASSWORD, "kunci-rahasia"),
        refuse_for_now=lambda: web.plan.append(Answer(500, "busy")),
        stall=lambda: web.plan.append(Answer(stall=True)),
    )


def console_bench(stack: ExitStack) -> Bench:
    stream = stack.enter_context(io.StringIO())
    return Bench(
        lambda _: ConsoleChannel(name="layar", stream=stream),
        "",
        lambda: [stream.getvalue()],
        refuse_for_now=stream.close,
    )


@pytest.fixture(
    params=["email none", "email starttls", "email tls", "slack", "slack webhook", "webhook", "apprise", "console"]
)
def bench(request: pytest.FixtureRequest, certificate: ssl.SSLContext, ca_file: str) -> Iterator[Bench]:
    others = {
        "slack": slack_bench,
        "slack webhook": slack_webhook_bench,
        "webhook": webhook_bench,
        "apprise": apprise_bench,
        "console": console_bench,
    }
    with ExitStack() as stack:
        if request.param in others:
            yield others[request.param](stack)
        else:
            yield email_bench(stack, request.param.removeprefix("email "), certificate, ca_file)


def message(**changes: str) -> Message:
    about = replace(KONTAN, **changes)  # type: ignore[arg-type]
    story = dossier(about, members=(about, *COPIED.members[1:]), matches=() if changes else COPIED.matches)
    return write(story, delivery(), language="id", zone="Asia/Jakarta")


def failure(bench: Bench, channel: Channel | None = None) -> Failure:
    with pytest.raises(Failure) as caught:
        (channel or bench.channel).send(message(), bench.recipient, None)
    return caught.value


def assert_discreet(bench: Bench, error: BaseException) -> None:
    """No secret in the error, nor in what a traceback of it would print."""
    seen = [str(error), repr(error), repr(getattr(error, "detail", "")), bench.channel.describe()]
    assert error.__cause__ is None
    assert error.__suppress_context__ or error.__context__ is None
    for secret in bench.secrets:
        assert not any(secret in text for text in seen)
    assert "\n" not in str(error)


def test_message_is_taken_and_receipted(bench: Bench) -> None:
    receipt = bench.channel.send(message(), bench.recipient, None)
    assert receipt.id
    json.dumps(dict(receipt.detail))
    (arrived,) = bench.received()
    assert "Putin telepon Trump, bahas OPEC Plus" in arrived
    assert bench.recipient in bench.channel.recipients


def test_refusal_for_good_is_permanent(bench: Bench) -> None:
    if bench.refuse_for_good is None:
        return
    bench.refuse_for_good()
    refused = failure(bench)
    assert isinstance(refused, Permanent)
    assert refused.subject == bench.channel.name
    assert_discreet(bench, refused)


def test_refusal_for_now_is_transient_and_the_next_try_arrives(bench: Bench) -> None:
    assert bench.refuse_for_now is not None
    bench.refuse_for_now()
    refused = failure(bench)
    assert isinstance(refused, Transient)
    assert refused.kind != NO_ANSWER or bench.channel.name == "layar"
    assert_discreet(bench, refused)


def test_silence_ends_in_time_and_may_have_arrived(bench: Bench) -> None:
    if bench.stall is None:
        return
    bench.stall()
    silent = failure(bench, bench.hasty)
    assert isinstance(silent, Transient)
    assert silent.kind == NO_ANSWER
    assert_discreet(bench, silent)


def test_hang_up_without_an_answer_may_have_arrived(bench: Bench) -> None:
    if bench.drop is None:
        return
    bench.drop()
    dropped = failure(bench)
    assert isinstance(dropped, Transient)
    assert dropped.kind == NO_ANSWER
    assert_discreet(bench, dropped)


HEADLINES = {
    "unicode": "Gunung Semeru meletus 🌋, warga Ñoño “mengungsi” ke 東京",
    "line breaks": "Judul\r\nBcc: korban@example.org\r\n\r\nisi palsu",
    "html": "<script>alert(1)</script> & <img src=x>",
    "mention": "<!channel> <@U1> @here *tebal*",
    "very long": "sangat panjang & <aneh> " * 420,
    "surrogate": "rusak \ud800 sekali",
}


@pytest.mark.parametrize("headline", HEADLINES.values(), ids=HEADLINES.keys())
def test_headline_of_any_kind_arrives_and_injects_nothing(bench: Bench, headline: str) -> None:
    bench.channel.send(message(title=headline), bench.recipient, None)
    (arrived,) = bench.received()
    assert headline[:5].strip("<") in arrived
    if bench.channel.name == "redaksi":
        assert "<!channel>" not in arrived
        assert "<@U1>" not in arrived
        assert "*tebal*" not in arrived
    if bench.channel.name != "kait":  # JSON gives the headline as it is
        assert "\nBcc:" not in arrived


def test_copy_follows_with_or_without_a_thread(bench: Bench) -> None:
    first = bench.channel.send(message(), bench.recipient, None)
    follow = delivery(DeliveryKind.COPY, key="2:redaksi::copy")
    copy = write(THE_COPY, follow, language="id", zone="Asia/Jakarta")
    second = bench.channel.send(copy, bench.recipient, first)
    assert second.id
    assert any("Sosok.ID" in arrived for arrived in bench.received())


def test_channels_whose_follow_ups_ask_for_attention_have_one_an_hour(bench: Bench) -> None:
    quiet = bench.channel.name in ("kait", "layar") or isinstance(bench.channel, SlackChannel)
    assert bench.channel.follow_up_gap == (timedelta(0) if quiet else timedelta(hours=1))


def test_every_type_describes_its_keys_for_the_configuration() -> None:
    for spec in CHANNELS.values():
        assert spec.recipients in ("", *spec.keys)
        assert spec.secrets <= spec.keys.keys()
        for key in spec.keys.values():
            assert key.kind in ("text", "texts", "port", "duration", "choice", "flag", "secret", "either")
            assert bool(key.choices) == (key.kind == "choice")


@pytest.mark.parametrize(
    ("type_", "values"),
    [
        ("email", {"host": "127.0.0.1", "security": "none", "from": "ronda@uji.example", "to": [RECIPIENT]}),
        ("slack", {"token": TOKEN, "channel": "#redaksi"}),
        ("slack", {"webhook": "https://hooks.example.org/x"}),
        ("webhook", {"url": "https://example.org/"}),
        ("apprise", {"url": "json://example.org/"}),
    ],
)
def test_no_answer_is_waited_for_longer_than_a_claim_lasts(type_: str, values: dict[str, object]) -> None:
    for seconds in (0, 61):
        with pytest.raises(ConfigError, match=rf"channels\.lambat: timeout: {seconds}s is not within 1s and 60s"):
            CHANNELS[type_].make("lambat", values | {"timeout": timedelta(seconds=seconds)})
    CHANNELS[type_].make("lambat", values | {"timeout": timedelta(seconds=60)})


def test_libraries_load_on_first_use() -> None:
    source = "\n".join(path.read_text() for path in Path("monitor/channels").glob("*.py"))
    for library in ("slack_sdk", "apprise", "requests"):
        assert f"\nimport {library}" not in source
        assert f"\nfrom {library}" not in source


def test_span_text_is_never_sent_to_a_webhook_in_another_form() -> None:
    hit = Matched("Putin", (Span("title", 0, 5, "Putin", "@putin", "alias"),))
    payload = write(dossier(matches=(hit,)), delivery(), language="id", zone="Asia/Jakarta").payload
    assert payload["matches"][0]["spans"][0]["term"] == "@putin"
