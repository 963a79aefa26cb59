"""Webhook, Apprise and the terminal: what is theirs alone."""

import hashlib
import hmac
import io
import json
import logging
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.error import URLError

import pytest

from monitor.alerts.wording import write, write_digest, write_notice
from monitor.channels import CHANNELS, NO_ANSWER
from monitor.channels.base import cause
from monitor.channels.console import ConsoleChannel
from monitor.errors import ConfigError, Permanent, Transient
from monitor.model import ArticleId, DeliveryKind, Link, Relation
from tests.dossiers import COPIED, CREDIT, GOLD, SOSOK, THE_COPY, delivery, dossier
from tests.web import Answer, WebServer

pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")  # Apprise 2.2 still asks for it
SCHEMA = json.loads(Path("monitor/channels/webhook.schema.json").read_text())
ALERT = write(COPIED, delivery(), language="id", zone="Asia/Jakarta")
COPY = write(THE_COPY, delivery(DeliveryKind.COPY, key="copy"), language="id", zone="Asia/Jakarta")
NOTICE = write_notice(
    delivery(DeliveryKind.NOTICE, notice=("Sumber diam", "Sudah 3 hari")), language="id", zone="Asia/Jakarta"
)
LONE = write(
    dossier(
        SOSOK,
        members=(SOSOK,),
        original=None,
        named_original=CREDIT,
        related=((Link(ArticleId(3), Relation.TEMPLATE, (0.8, 0.7), "same shape"), GOLD),),
    ),
    delivery(),
    language="en",
    zone="Asia/Makassar",
)
DIGEST = write_digest(
    [(delivery(), COPIED), (delivery(DeliveryKind.COPY), THE_COPY)],
    delivery(DeliveryKind.DIGEST),
    language="id",
    zone="Asia/Jakarta",
)


@pytest.fixture
def web() -> Iterator[WebServer]:
    with WebServer() as server:
        yield server


# ---------------------------------------------------------------------------------------------------------- webhook


def test_webhook_is_signed_and_recognisable_when_repeated(web: WebServer) -> None:
    hook = CHANNELS["webhook"].make("kait", {"url": f"{web.url}/kait", "secret": "sandi"})
    hook.send(ALERT, "", None)
    hook.send(ALERT, "", None)
    first, second = web.asked
    expected = hmac.new(b"sandi", first.body, hashlib.sha256).hexdigest()
    assert first.headers["x-ronda-signature"] == f"sha256={expected}"
    assert first.headers["content-type"] == "application/json; charset=utf-8"
    assert first.headers["idempotency-key"] == second.headers["idempotency-key"] == ALERT.key == first.json["id"]
    assert first.body == second.body


def test_webhook_without_a_secret_is_not_signed(web: WebServer) -> None:
    CHANNELS["webhook"].make("kait", {"url": web.url}).send(ALERT, "", None)
    assert "x-ronda-signature" not in web.asked[0].headers


@pytest.mark.parametrize(
    "message", [ALERT, COPY, NOTICE, LONE, DIGEST], ids=["alert", "copy", "notice", "lone", "digest"]
)
def test_body_is_as_the_schema_says(web: WebServer, message: Any) -> None:
    CHANNELS["webhook"].make("kait", {"url": web.url}).send(message, "", None)
    assert problems(web.asked[0].json, SCHEMA, "$") == []


def test_schema_check_of_these_tests_finds_what_is_wrong() -> None:
    broken = {**ALERT.payload, "kind": "siren", "watches": "Putin", "extra": 1}
    del broken["subject"]
    assert problems(json.loads(json.dumps(broken)), SCHEMA, "$") == [
        "$: subject is missing",
        "$: extra is not documented",
        "$.kind: not one of the values",
        "$.watches: not array",
    ]


@pytest.mark.parametrize(
    ("answer", "kind", "lasting"),
    [
        (Answer(400, "what?"), "http-400", True),
        (Answer(401), "http-401", True),
        (Answer(404), "http-404", True),
        (Answer(301, headers={"location": "https://example.org/"}), "http-301", True),
        (Answer(408), "http-408", False),
        (Answer(500), "http-500", False),
        (Answer(503), "http-503", False),
    ],
)
def test_status_tells_whether_a_retry_helps(web: WebServer, answer: Answer, kind: str, lasting: bool) -> None:
    web.plan.append(answer)
    with pytest.raises(Permanent if lasting else Transient) as caught:
        CHANNELS["webhook"].make("kait", {"url": web.url}).send(ALERT, "", None)
    assert caught.value.kind == kind
    assert caught.value.status == answer.status
    assert len(web.asked) == 1


def test_too_many_requests_names_its_time(web: WebServer) -> None:
    web.plan.append(Answer(429, headers={"retry-after": "90"}))
    with pytest.raises(Transient) as caught:
        CHANNELS["webhook"].make("kait", {"url": web.url}).send(ALERT, "", None)
    assert caught.value.retry_after == timedelta(seconds=90)
    assert caught.value.host_wide


def test_nobody_listening_is_transient_and_did_not_arrive() -> None:
    with pytest.raises(Transient) as caught:
        CHANNELS["webhook"].make("kait", {"url": "http://127.0.0.1:1/kunci-rahasia"}).send(ALERT, "", None)
    assert caught.value.kind == "connection"
    assert caught.value.detail == "127.0.0.1: connection refused"


@pytest.mark.parametrize("url", ["ftp://example.org/", "example.org", "https://"])
def test_address_that_is_none_is_refused_when_it_is_built(url: str) -> None:
    with pytest.raises(ConfigError, match=r"^channels\.kait: url is no web address"):
        CHANNELS["webhook"].make("kait", {"url": url})


def test_missing_file_of_certificates_is_refused_when_it_is_built() -> None:
    with pytest.raises(ConfigError, match=r"ca_file /tidak/ada\.pem is no file"):
        CHANNELS["webhook"].make("kait", {"url": "https://example.org/", "ca_file": "/tidak/ada.pem"})


def problems(value: Any, schema: dict[str, Any], path: str) -> list[str]:
    """The part of JSON Schema that ours uses; keys that the schema does not name count as problems here."""
    if "$ref" in schema:
        return problems(value, SCHEMA["$defs"][schema["$ref"].rsplit("/", 1)[1]], path)
    if "anyOf" in schema:
        tried = [problems(value, one, path) for one in schema["anyOf"]]
        return [] if [] in tried else tried[0]
    if "allOf" in schema:
        return [
            problem
            for one in schema["allOf"]
            for problem in problems(value, one, path)
            if "not documented" not in problem
        ]
    if "const" in schema and value != schema["const"]:
        return [f"{path}: not {schema['const']}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{path}: not one of the values"]
    kinds: dict[str, Any] = {
        "object": dict,
        "array": list,
        "string": str,
        "integer": int,
        "number": (int, float),
        "boolean": bool,
    }
    allowed = schema.get("type", [])
    allowed = [allowed] if isinstance(allowed, str) else allowed
    if value is None and "null" in allowed:
        return []
    if allowed and not any(isinstance(value, kinds[kind]) for kind in allowed if kind != "null"):
        return [f"{path}: not {allowed[0]}"]
    return [*_inside(value, schema, path)]


def _inside(value: Any, schema: dict[str, Any], path: str) -> Iterator[str]:
    if isinstance(value, dict) and "properties" in schema:
        yield from (f"{path}: {name} is missing" for name in schema.get("required", ()) if name not in value)
        yield from (f"{path}: {name} is not documented" for name in value if name not in schema["properties"])
        for name, inner in schema["properties"].items():
            if name in value:
                yield from problems(value[name], inner, f"{path}.{name}")
    if isinstance(value, list) and "items" in schema:
        for number, item in enumerate(value):
            yield from problems(item, schema["items"], f"{path}[{number}]")


# ---------------------------------------------------------------------------------------------------------- Apprise


def apprise(url: str, **values: Any) -> Any:
    return CHANNELS["apprise"].make("lain", {"url": url, **values})


def test_apprise_address_that_it_cannot_read_is_permanent() -> None:
    for url in ("tidakada://rahasia@host/kunci-rahasia", "tgram://kunci-rahasia"):
        with pytest.raises(Permanent) as caught:
            apprise(url).send(ALERT, "", None)
        assert caught.value.kind == "apprise-url"
        assert "rahasia" not in str(caught.value)


def test_apprise_gets_copies_or_none_as_configured(web: WebServer) -> None:
    url = web.url.replace("http", "json", 1)
    assert apprise(url, follow_ups=False).send(COPY, "", None).detail == {"skipped": "follow_ups = false"}
    assert web.asked == []
    apprise(url).send(COPY, "", None)
    apprise(url).send(ALERT, "", None)
    follow_up, alert = (asked.json["message"] for asked in web.asked)
    assert follow_up.startswith("Juga di Sosok.ID: ")
    assert ("ronda alerts mute" in follow_up, "ronda alerts mute" in alert) == (False, True)


def test_apprise_calls_nobody_that_a_headline_names(web: WebServer) -> None:
    loud = replace(SOSOK, title="@everyone <@U1> <!channel> a@here.example")
    message = write(dossier(loud, members=(loud,)), delivery(), language="id", zone="Asia/Jakarta")
    apprise(web.url.replace("http", "json", 1)).send(message, "", None)
    sent = web.asked[0].json
    for text in (sent["title"], sent["message"]):
        assert not any(call in text for call in ("@everyone", "<@U1>", "<!channel>"))
        assert "everyone" in text


def test_apprise_logs_nothing_of_the_address(web: WebServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    web.plan.append(Answer(500))
    with pytest.raises(Transient):
        apprise(web.url.replace("http://", "json://ronda:kunci-rahasia@", 1)).send(ALERT, "", None)
    assert "kunci-rahasia" not in caplog.text


def test_apprise_address_must_have_a_scheme() -> None:
    with pytest.raises(ConfigError, match=r"channels\.lain: url is no Apprise address") as caught:
        apprise("kunci-rahasia")
    assert "kunci-rahasia" not in str(caught.value)


# --------------------------------------------------------------------------------------------------------- terminal


def test_terminal_shows_a_block_and_indents_what_follows() -> None:
    stream = io.StringIO()
    screen = ConsoleChannel(name="layar", stream=stream)
    screen.send(ALERT, "", None)
    screen.send(COPY, "", None)
    lines = stream.getvalue().splitlines()
    assert lines[0] == "=== [Putin] Putin telepon Trump, bahas OPEC Plus - Kontan (+1)"
    assert "    Juga di Sosok.ID: Ternyata Ini Isi Obrolan Putin dan Trump" in lines
    assert not any(line != line.rstrip() for line in lines if line.startswith("    "))


def test_terminal_that_knows_only_ascii_shows_what_it_can() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    ConsoleChannel(name="layar", stream=stream).send(
        write(dossier(SOSOK, body="é…"), delivery(), language="id", zone="Asia/Jakarta"), "", None
    )
    assert b"Sosok.ID" in raw.getvalue()
    stream.close()


def test_terminal_that_is_gone_may_have_shown_it() -> None:
    stream = io.StringIO()
    stream.close()
    with pytest.raises(Transient) as caught:
        ConsoleChannel(name="layar", stream=stream).send(ALERT, "", None)
    assert caught.value.kind == NO_ANSWER


@pytest.mark.parametrize("wrap", [lambda error: error, URLError, lambda error: ConnectionError(MaxRetryError(error))])
def test_a_host_that_cannot_be_found_is_said_in_words(wrap: Callable[[OSError], BaseException]) -> None:
    assert cause(wrap(socket.gaierror(-2, "Name or service not known"))) == "its address cannot be found"


class MaxRetryError(Exception):
    """As urllib3's: what happened is its reason."""

    def __init__(self, reason: OSError) -> None:
        super().__init__(None, "https://hook.example/rahasia")
        self.reason = reason
