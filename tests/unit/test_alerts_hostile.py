"""Words from the press switch nothing on in any form of a message, and no text of theirs makes it too long."""

import json
import re
from dataclasses import replace
from email import message_from_bytes
from email.policy import SMTP
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.alerts.blocks import escaped
from monitor.alerts.message import Message
from monitor.alerts.phrases import Language
from monitor.alerts.wording import write, write_digest
from monitor.channels.email import EmailChannel
from monitor.model import ArticleId, Credit, Delivery, DeliveryKind, Dossier, Link, Match, Relation, Span, StoryId
from tests.dossiers import GOLD, KONTAN, SOSOK, delivery, dossier


def written(about: Dossier, one: Delivery | None = None, *, language: Language = "id") -> Message:
    return write(about, one or delivery(), language=language, zone="Asia/Jakarta")


def block_texts(message: Message) -> list[str]:
    texts = [block["text"] if "text" in block else block["elements"][0] for block in message.blocks]
    return [text["text"] for text in texts]


def block_text(message: Message) -> str:
    return "\n".join(block_texts(message))


HOSTILE = [
    ("mention", "<!channel> <@U123> <!subteam^S1> @here"),
    ("slack link", "<https://jahat.example|klik di sini>"),
    ("mrkdwn", "*tebal* _miring_ ~coret~ `kode` ```blok```"),
    ("html", '<script>alert(1)</script><img src="https://jahat.example/x.png" onerror=x>'),
    ("quotes", "\"'><b>keluar</b>"),
    ("header", "Judul\r\nBcc: korban@example.org\r\n\r\nisi palsu"),
    ("template", "{{ 7 * 7 }} {% raw %} {0} {publisher}"),
    ("direction", "abc\u202efdp.exe\u2066x"),
    ("controls", "a\x00b\x1bc\u2028d"),
    ("surrogate", "a\ud800b"),
    ("encoded word", "=?utf-8?q?a=0D=0ABcc:_korban=40x.id?= dan =?utf-8?b?Zg==?="),
]


@pytest.mark.parametrize(("name", "bad"), HOSTILE, ids=[name for name, _ in HOSTILE])
@pytest.mark.parametrize("kind", [DeliveryKind.ALERT, DeliveryKind.COPY])
def test_words_from_the_press_inject_nothing(name: str, bad: str, kind: DeliveryKind) -> None:
    about = replace(SOSOK, title=bad, publisher=bad, credit=Credit(bad, bad, text=bad))
    other = replace(KONTAN, title=bad, publisher=bad)
    match = Match("Putin", (Span("body", 0, len(bad), bad, bad),))
    related = ((Link(ArticleId(3), Relation.TEMPLATE, (0.5, 0.5), bad), replace(GOLD, title=bad)),)
    hostile = dossier(about, members=(other, about), body=bad, matches=(match,), related=related)
    message = written(hostile, delivery(kind))
    assert "\n" not in message.subject
    assert "\r" not in message.subject
    for form in (message.subject, message.text, message.html, json.dumps(message.blocks, ensure_ascii=False)):
        form.encode()
        assert not set(form) & set("\x00\x1b\u2028\u202e\u2066")
    assert "<script" not in message.html
    assert "<img" not in message.html
    assert "<b>" not in message.html
    assert "\nBcc:" not in message.text
    shown = block_text(message)
    assert "<!" not in shown
    assert "<@" not in shown
    assert "<https://jahat" not in shown
    assert "*tebal*" not in shown
    assert "`kode`" not in shown
    assert "49" not in message.text


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "https://", "//kontan.co.id/x", "https://[::1", "file:///etc/passwd"],
)
def test_address_that_is_no_web_address_is_never_a_link(url: str) -> None:
    odd = replace(KONTAN, url=url)
    message = written(dossier(odd, members=(odd,)))
    assert "href" not in message.html
    assert "|" not in block_text(message)


def test_address_cannot_break_out_of_its_link() -> None:
    odd = replace(KONTAN, url='https://kontan.co.id/a|b>c<d"e f\u202eg\ud800é')
    message = written(dossier(odd, members=(odd,)))
    assert "<https://kontan.co.id/a%7Cb%3Ec%3Cd%22e%20f%E2%80%AEg%3Fé|" in block_text(message)


@pytest.mark.parametrize("char", ["x", "&", "<", "*", "é", "🌋"])
def test_longest_headline_and_body_stay_within_every_limit(char: str) -> None:
    long = char * 10_000
    story = [
        replace(SOSOK, article_id=ArticleId(n), title=long, publisher=long, url="https://x.id/" + "a" * 1400)
        for n in range(60)
    ]
    places = tuple(Span("body", at, at + 400, long[:400], f"term {at}") for at in range(0, 9_000, 500))
    related = tuple(
        (Link(ArticleId(3), Relation.TEMPLATE, (0.5, 0.5), long), replace(GOLD, title=long)) for _ in range(60)
    )
    hostile = dossier(story[0], members=tuple(story), body=long, matches=(Match("Putin", places),), related=related)
    message = written(hostile, delivery(watches=tuple(f"Pantauan {n} {long}" for n in range(30))))
    assert len(message.subject) < 400
    assert len(message.html.encode()) < 100_000
    assert_within_slack_limits(message)


def assert_within_slack_limits(message: Message) -> None:
    lengths = []
    for block in message.blocks:
        texts: list[Any] = [block["text"]] if "text" in block else block["elements"]
        lengths += [len(text["text"]) for text in texts]
        assert len(texts) <= 10
    assert 0 < len(message.blocks) <= 50
    assert max(lengths) <= 3000
    assert sum(lengths) < 10_000
    assert all(lengths)


ODD_TEXT = st.text(st.sampled_from("aB .!?\n\r\t*_~`<>&|\"'“”…1é\u200b\u202e\ud800\x00Dr"), max_size=300)


@settings(max_examples=150, deadline=None)
@given(title=ODD_TEXT, body=ODD_TEXT, cuts=st.lists(st.tuples(st.integers(0, 310), st.integers(0, 310)), max_size=8))
def test_any_text_with_any_spans_is_worded_within_the_limits(
    title: str, body: str, cuts: list[tuple[int, int]]
) -> None:
    places = tuple(Span("body", start, end, body[start:end], body[start:end]) for start, end in cuts)
    heads = tuple(Span("title", start, end, title[start:end], "x") for start, end in cuts)
    about = replace(SOSOK, title=title, publisher=title, credit=Credit(title, body, text=body))
    story = dossier(about, members=(KONTAN, about), body=body, matches=(Match("Putin", places + heads),))
    for kind in (DeliveryKind.ALERT, DeliveryKind.COPY, DeliveryKind.UPDATE):
        message = written(story, delivery(kind))
        assert_within_slack_limits(message)
        for form in (message.subject, message.text, message.html):
            form.encode()
            assert "\x00" not in form
            assert "\u202e" not in form


def test_escaping_never_cuts_an_entity_in_two() -> None:
    for limit in range(2, 40):
        shown = escaped("a&b<c>d*e" * 9, limit)
        assert len(shown) <= limit
        assert shown.count("&") == shown.count(";")


# ---------------------------------------------------------------------------------------------------------------- laws

TAGS = set("html head meta title style body div p h1 h2 h3 a mark strong blockquote code span br".split())
ATTRIBUTES = {"lang", "charset", "name", "content", "class", "href", "style"}
LINK = re.compile(r"<https?://[^|<>\s]+\|[^<>]*>")
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
HEADERS = [
    *("From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Auto-Submitted", "List-Id"),
    *("List-Unsubscribe", "MIME-Version", "Content-Type"),
]
MAILER = EmailChannel(
    name="surat", host="127.0.0.1", sender="ronda@uji.example", to=["ani@uji.example"], security="none"
)


class Reader(HTMLParser):
    """What a mail client would make of it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


PRESS = st.lists(
    st.one_of(
        st.text(max_size=20), st.sampled_from([bad for _, bad in HOSTILE]), st.sampled_from("<>&\"'*_~`|\r\n@# ")
    ),
    max_size=8,
).map("".join)
ADDRESS = st.one_of(PRESS, PRESS.map("https://warta.example/{}".format))


@settings(max_examples=120, deadline=None)
@given(title=PRESS, name=PRESS, body=PRESS, url=ADDRESS, language=st.sampled_from(["id", "en"]))
def test_no_words_of_the_press_are_more_than_words(
    title: str, name: str, body: str, url: str, language: Language
) -> None:
    about = replace(SOSOK, title=title, publisher=name, url=url, credit=Credit(name, title, text=body))
    match = Match("Putin", (Span("title", 0, len(title), title, title), Span("body", 0, len(body), body, body)))
    story = dossier(about, members=(replace(KONTAN, title=title, url=url), about), body=body, matches=(match,))
    messages = [written(story, delivery(kind), language=language) for kind in (DeliveryKind.ALERT, DeliveryKind.COPY)]
    of_digest = delivery(DeliveryKind.DIGEST)
    messages.append(write_digest([(delivery(), story)], of_digest, language=language, zone="Asia/Jakarta"))
    for message in messages:
        assert_inert_html(message.html)
        for shown in (*block_texts(message), escaped(message.subject)):
            assert_inert_mrkdwn(shown)
        assert_only_our_headers(message)
        assert not any(CONTROLS.search(form) for form in (message.subject, message.text, message.html))


def assert_inert_html(html: str) -> None:
    seen = Reader(html)
    assert seen.tags <= TAGS
    assert {name for name, _ in seen.attributes} <= ATTRIBUTES
    assert all(value.startswith(("https://", "http://")) for name, value in seen.attributes if name == "href")
    assert {value for name, value in seen.attributes if name == "style"} <= {
        "display:none;max-height:0;overflow:hidden;mso-hide:all"
    }


def assert_inert_mrkdwn(shown: str) -> None:
    """No mention, no link but ours, no formatting but our bold and code."""
    around = LINK.sub("", shown)
    assert "<" not in around
    assert not re.search(r"(?<!^)(?<!\n)>", around)  # at the start of a line it is our quotation mark
    assert not re.search(r"&(?!amp;|lt;|gt;)", around)
    assert not re.search("[_~](?!\u200b)", around)


def assert_only_our_headers(message: Message) -> None:
    mail = message_from_bytes(MAILER.compose(message, "ani@uji.example", None).as_bytes(), policy=SMTP)
    ours = [
        name for name in HEADERS if message.kind is not DeliveryKind.DIGEST or name not in ("In-Reply-To", "References")
    ]
    assert sorted(mail.keys()) == sorted(ours)
    assert [part.get_content_type() for part in mail.walk()][1:] == ["text/plain", "text/html"]
    assert str(mail["Subject"]).split() == message.subject.replace("=?", "=\u200b?").split()


def test_the_readers_of_these_laws_see_what_is_wrong() -> None:
    for html in ("<script>x</script>", "<p onclick=x>", '<a href="javascript:x">', '<p style="color:red">'):
        with pytest.raises(AssertionError):
            assert_inert_html(html)
    for shown in ("<!channel>", "<@U1>", "a > b", "a & b", "_miring_", "<https://a|b> <c>"):
        with pytest.raises(AssertionError):
            assert_inert_mrkdwn(shown)


def test_a_digest_of_hostile_length_keeps_every_story_within_every_limit() -> None:
    for bad in ("&" * 4000, "<!channel> " * 400, "*_~`" * 1000, "W" * 4000):
        told = []
        for number in range(30):
            url = f"https://warta.example/{number}?" + "&a=b" * 300
            about = replace(KONTAN, title=f"{number} {bad}", url=url, publisher=bad)
            other = replace(about, article_id=ArticleId(99), publisher="&Q" * 100)
            story = dossier(about, members=(about, other), story_id=StoryId(100 + number))
            told.append((delivery(DeliveryKind.COPY, watches=(bad[:80],) * 5), story))
        message = write_digest(told, delivery(DeliveryKind.DIGEST), language="id", zone="Asia/Jakarta")
        assert_within_slack_limits(message)
        assert block_text(message).count("• ") == 30
        assert message.text.count("\n   ") >= 30
        assert len(message.html.encode()) < 100_000
