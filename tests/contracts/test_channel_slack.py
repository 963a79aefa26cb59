"""Slack as it answers: threads, a first message kept up to date, limits of rate, and every word of refusal."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from monitor.alerts.blocks import OUTLETS
from monitor.alerts.message import Message
from monitor.alerts.wording import write
from monitor.channels import CHANNELS, NO_ANSWER, Channel
from monitor.channels.slack import PERMANENT, SlackChannel
from monitor.errors import ConfigError, Failure, Permanent, SignInRefused, Transient
from monitor.model import ArticleId, DeliveryKind, Receipt
from tests.dossiers import KONTAN, SOSOK, THE_COPY, delivery, dossier
from tests.slack_standin import TOKEN, SlackStandIn
from tests.web import Answer

ALERT = write(dossier(), delivery(), language="id", zone="Asia/Jakarta")
COPY = write(THE_COPY, delivery(DeliveryKind.COPY, key="copy"), language="id", zone="Asia/Jakarta")
GRID = replace(SOSOK, article_id=ArticleId(5), publisher="Grid.ID")
SECOND = write(
    dossier(GRID, members=(KONTAN, SOSOK, GRID), matches=(), body=""),
    delivery(DeliveryKind.COPY, key="second"),
    language="id",
    zone="Asia/Jakarta",
)


@pytest.fixture
def slack() -> Iterator[SlackStandIn]:
    with SlackStandIn() as server:
        yield server


@pytest.fixture
def bot(slack: SlackStandIn) -> Channel:
    return build(slack)


def build(slack: SlackStandIn, **changes: Any) -> Channel:
    values = {"token": TOKEN, "channel": "#redaksi", "api_url": slack.api_url, "timeout": timedelta(seconds=5)}
    return CHANNELS["slack"].make("redaksi", values | changes)


def failure(channel: Channel, message: Message = ALERT, parent: Receipt | None = None) -> Failure:
    with pytest.raises(Failure) as caught:
        channel.send(message, "", parent)
    return caught.value


def outlets(message: dict[str, Any]) -> list[str]:
    return [block["elements"][0]["text"] for block in message["blocks"] if block.get("block_id") == OUTLETS]


def test_alert_is_posted_once_with_a_fallback_and_nothing_unfurled(slack: SlackStandIn, bot: Channel) -> None:
    receipt = bot.send(ALERT, "", None)
    ((method, request, _),) = slack.calls
    assert method == "chat.postMessage"
    assert request["text"] == "[Putin] Putin telepon Trump, bahas OPEC Plus - Kontan"
    assert request["blocks"] == [dict(block) for block in ALERT.blocks]
    assert (request["parse"], request["link_names"]) == ("none", False)
    assert (request["unfurl_links"], request["unfurl_media"]) == (False, False)
    assert "thread_ts" not in request
    assert receipt.detail["channel"] == "C0REDAKSI"
    assert receipt.detail["ts"] == receipt.id


def test_copies_reply_in_the_thread_and_renew_the_first_message(slack: SlackStandIn, bot: Channel) -> None:
    first = stored(bot.send(ALERT, "", None))
    for copy in (COPY, SECOND):
        reply = bot.send(copy, "", first)
        assert reply.detail["first_message"] == "updated"
        assert slack.messages[reply.id]["thread_ts"] == first.id
        assert "reply_broadcast" not in slack.messages[reply.id]
    posted, updated = "chat.postMessage", "chat.update"
    assert [method for method, _, _ in slack.calls] == [posted, posted, updated, posted, updated]
    assert slack.calls[2][1]["channel"] == "C0REDAKSI"
    opening = slack.messages[first.id]
    assert outlets(opening) == ["Kini di 3 media: Kontan, Sosok.ID, Grid.ID"]
    assert opening["blocks"][0] == dict(ALERT.blocks[0])
    assert opening["blocks"][-1] == dict(ALERT.blocks[-1])
    assert opening["text"] == ALERT.subject


def test_a_message_that_is_told_aside_renews_the_first_one_and_posts_nothing(slack: SlackStandIn, bot: Channel) -> None:
    first = stored(bot.send(ALERT, "", None))
    aside = bot.send(replace(COPY, aside=True), "", first)
    assert (aside.id, aside.detail["first_message"]) == (first.id, "updated")
    assert outlets(slack.messages[first.id]) == ["Kini di 2 media: Kontan, Sosok.ID"]
    assert len(slack.messages) == 1


def test_a_message_that_is_told_aside_is_posted_where_there_is_nothing_to_renew(
    slack: SlackStandIn, bot: Channel
) -> None:
    digest = Receipt("1.1", {"channel": "C0REDAKSI", "ts": "1.1"})
    slack.plan += [Answer(body=json.dumps({"ok": True, "channel": "C0REDAKSI", "ts": "9.9"}))]
    assert bot.send(replace(COPY, aside=True), "", digest).id == "9.9"
    assert "thread_ts" not in slack.messages[bot.send(replace(COPY, aside=True), "", None).id]


def stored(receipt: Receipt) -> Receipt:
    """As the store gives it back: through JSON."""
    return Receipt(receipt.id, json.loads(json.dumps(dict(receipt.detail))))


def test_a_renewal_that_is_put_off_is_waited_out_and_the_reply_not_repeated(slack: SlackStandIn) -> None:
    pauses: list[float] = []
    bot = patient(slack, pauses)
    first = bot.send(ALERT, "", None)
    slack.plan += [Answer(body=json.dumps({"ok": True, "channel": "C0REDAKSI", "ts": "9.9"}))]
    slack.fail("ratelimited", 429, {"retry-after": "3"})
    slack.fail("internal_error")
    reply = bot.send(COPY, "", first)
    assert (reply.id, reply.detail["first_message"]) == ("9.9", "updated")
    assert pauses == [3.0, 5.0]
    assert outlets(slack.messages[first.id]) == ["Kini di 2 media: Kontan, Sosok.ID"]


@pytest.mark.parametrize(
    ("error", "headers", "tries"),
    [("edit_window_closed", {}, 3), ("is_archived", {}, 1), ("ratelimited", {"retry-after": "60"}, 1)],
)
def test_a_renewal_that_is_refused_for_long_is_noted_and_the_reply_not_repeated(
    slack: SlackStandIn, error: str, headers: dict[str, str], tries: int
) -> None:
    pauses: list[float] = []
    bot = patient(slack, pauses)
    first = bot.send(ALERT, "", None)
    slack.plan += [Answer(body=json.dumps({"ok": True, "channel": "C0REDAKSI", "ts": "9.9"}))]
    for _ in range(tries):
        slack.fail(error, headers=headers)
    reply = bot.send(COPY, "", first)
    assert (reply.id, reply.detail["first_message"]) == ("9.9", f"slack-{error}")
    assert (len(pauses), len(slack.plan)) == (tries - 1, 0)


def patient(slack: SlackStandIn, pauses: list[float]) -> SlackChannel:
    return SlackChannel(name="redaksi", token=TOKEN, channel="#redaksi", api_url=slack.api_url, pause=pauses.append)


def test_another_alert_about_the_story_is_posted_in_the_open(slack: SlackStandIn, bot: Channel) -> None:
    first = bot.send(ALERT, "", None)
    again = bot.send(ALERT, "", first)
    assert "thread_ts" not in slack.messages[again.id]


def test_reply_to_a_thread_that_is_gone_becomes_a_message_of_its_own(slack: SlackStandIn, bot: Channel) -> None:
    reply = bot.send(COPY, "", Receipt("1.1", {"channel": "C0REDAKSI", "ts": "1.1", "blocks": []}))
    assert "thread_ts" not in slack.messages[reply.id]
    assert reply.detail["blocks"] == [dict(block) for block in COPY.blocks]


def test_reply_without_a_parent_can_become_one(slack: SlackStandIn, bot: Channel) -> None:
    opening = bot.send(COPY, "", None)
    bot.send(SECOND, "", stored(opening))
    assert outlets(slack.messages[opening.id]) == ["Kini di 3 media: Kontan, Sosok.ID, Grid.ID"]


@pytest.mark.parametrize(
    "error",
    [
        # what the checklist names: these for certain
        *("invalid_blocks", "no_service", "no_team", "channel_not_found", "is_archived", "channel_is_archived"),
        *("action_prohibited", "invalid_payload", "not_in_channel"),
        # and every other word that we hold for one of these
        *sorted(PERMANENT),
    ],
)
def test_refusal_with_status_200_that_no_retry_changes_is_permanent(
    slack: SlackStandIn, bot: Channel, error: str
) -> None:
    slack.fail(error)
    refused = failure(bot)
    assert isinstance(refused, Permanent)
    assert refused.kind == f"slack-{error}"


@pytest.mark.parametrize(
    ("error", "status"),
    [
        *(("rollup_error", 200), ("internal_error", 200), ("fatal_error", 200), ("service_unavailable", 503)),
        *(("something_new", 200), ("internal_error", 500)),
    ],
)
def test_refusal_that_may_pass_is_transient(slack: SlackStandIn, bot: Channel, error: str, status: int) -> None:
    slack.fail(error, status)
    refused = failure(bot)
    assert isinstance(refused, Transient)
    assert refused.kind == f"slack-{error}"


@pytest.mark.parametrize(
    ("status", "error", "header", "wait"),
    [
        (429, "ratelimited", "30", timedelta(seconds=30)),
        (200, "ratelimited", "7", timedelta(seconds=7)),
        (429, "rate_limited", "", None),
        (429, "ratelimited", "soon", None),
    ],
)
def test_rate_limit_names_its_time_for_the_whole_channel(
    slack: SlackStandIn, bot: Channel, status: int, error: str, header: str, wait: timedelta | None
) -> None:
    slack.fail(error, status, {"retry-after": header} if header else None)
    refused = failure(bot)
    assert isinstance(refused, Transient)
    assert refused.kind == "slack-ratelimited"
    assert refused.retry_after == wait
    assert refused.host_wide


def test_retry_after_as_a_date_is_understood(slack: SlackStandIn, bot: Channel) -> None:
    later = datetime.now(UTC) + timedelta(minutes=10)
    slack.fail("ratelimited", 429, {"Retry-After": format_datetime(later)})
    refused = failure(bot)
    assert isinstance(refused, Transient)
    assert refused.retry_after is not None
    assert timedelta(minutes=9) < refused.retry_after <= timedelta(minutes=10)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (Answer(502, "<html>Bad gateway</html>"), "http-502"),
        (Answer(200, "<html>Masuk ke jaringan tamu</html>"), "slack-unreadable"),
        (Answer(200, ""), "slack-unreadable"),
        (Answer(200, '{"ok": true}'), NO_ANSWER),
        (Answer(200, '{"ok": true, "ts":', {"content-length": "500"}), NO_ANSWER),
    ],
)
def test_answer_that_is_not_slacks_is_transient(slack: SlackStandIn, bot: Channel, answer: Answer, kind: str) -> None:
    slack.plan.append(answer)
    refused = failure(bot)
    assert isinstance(refused, Transient)
    assert refused.kind == kind


AGAIN = replace(ALERT, again=True)


def hook(slack: SlackStandIn) -> Channel:
    return CHANNELS["slack"].make("redaksi", {"webhook": slack.hook_url, "timeout": timedelta(seconds=5)})


@pytest.mark.parametrize("make", [build, hook])
def test_post_that_may_have_arrived_is_repeated_when_slack_answers_again(
    slack: SlackStandIn, make: Callable[[SlackStandIn], Channel]
) -> None:
    slack.plan.append(Answer(drop=True))
    silent = failure(make(slack), AGAIN)
    assert (silent.kind, len(slack.asked)) == (NO_ANSWER, 1)
    make(slack).send(AGAIN, "", None)
    assert len(slack.messages) + len(slack.posted) == 1


@pytest.mark.parametrize("make", [build, hook])
def test_post_that_gets_no_answer_twice_is_given_up(
    slack: SlackStandIn, make: Callable[[SlackStandIn], Channel]
) -> None:
    slack.plan.append(Answer(drop=True))
    first = failure(make(slack))
    assert isinstance(first, Transient)
    slack.plan += [Answer(400, "no_text"), Answer(drop=True)]
    second = failure(make(slack), AGAIN)
    assert isinstance(second, Permanent)
    assert second.kind == "slack-no-answer"


def test_failed_post_is_not_repeated_by_the_library(slack: SlackStandIn, bot: Channel) -> None:
    slack.plan += [Answer(drop=True)]
    failure(bot)
    assert len(slack.asked) == 1


def test_a_wrong_token_is_for_a_person_to_put_right(slack: SlackStandIn) -> None:
    refused = failure(build(slack, token="xoxb-lain"))
    assert isinstance(refused, SignInRefused)
    assert str(refused) == "redaksi: slack-invalid_auth: Slack does not take the token: invalid_auth"


def test_an_unknown_channel_is_permanent(slack: SlackStandIn) -> None:
    refused = failure(build(slack, channel="#tidak-ada"))
    assert isinstance(refused, Permanent)
    assert refused.kind == "slack-channel_not_found"


def test_nobody_listening_did_not_take_the_message(slack: SlackStandIn) -> None:
    refused = failure(build(slack, api_url="http://127.0.0.1:1/api/"))
    assert isinstance(refused, Transient)
    assert refused.kind == "connection"


@pytest.mark.parametrize(
    ("answer", "kind", "lasting"),
    [
        (Answer(404, "no_service"), "slack-no_service", True),
        (Answer(410, "channel_is_archived"), "slack-channel_is_archived", True),
        (Answer(403, "action_prohibited"), "slack-action_prohibited", True),
        (Answer(400, "invalid_payload"), "slack-invalid_payload", True),
        (Answer(500, "rollup_error"), "slack-rollup_error", False),
        (Answer(429, "rate_limited", {"retry-after": "5"}), "slack-ratelimited", False),
        (Answer(302, "", {"location": "http://127.0.0.1:1/"}), "connection", False),
        (Answer(200, "<html>tamu</html>"), "slack-unreadable", False),
    ],
)
def test_incoming_webhook_tells_its_refusals_apart(
    slack: SlackStandIn, answer: Answer, kind: str, lasting: bool
) -> None:
    hook = CHANNELS["slack"].make("redaksi", {"webhook": slack.hook_url})
    slack.plan.append(answer)
    refused = failure(hook)
    assert refused.kind == kind
    assert isinstance(refused, Permanent if lasting else Transient)


def test_incoming_webhook_posts_copies_as_messages_of_their_own(slack: SlackStandIn) -> None:
    hook = CHANNELS["slack"].make("redaksi", {"webhook": slack.hook_url})
    hook.send(COPY, "", hook.send(ALERT, "", None))
    assert [body["text"] for body in slack.posted] == [ALERT.subject, COPY.subject]


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({}, "either token"),
        ({"token": TOKEN, "webhook": "https://hooks.example.org/x"}, "either token"),
        ({"token": TOKEN}, "channel is missing"),
        ({"webhook": "rahasia"}, "webhook is no web address"),
    ],
)
def test_values_that_do_not_fit_are_refused_without_telling_them(values: dict[str, str], problem: str) -> None:
    with pytest.raises(ConfigError, match=problem) as caught:
        CHANNELS["slack"].make("redaksi", values)
    assert TOKEN not in str(caught.value)
    assert str(caught.value).startswith("channels.redaksi: ")
