"""How Ronda behaves towards a press server: the polling checklist, counted and timed on real connections."""

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from io import BytesIO
from itertools import pairwise

import pytest

from monitor.errors import Failure, Permanent, Transient
from monitor.fetching import Fetcher
from monitor.fetching.connections import Answer as Exchange
from monitor.fetching.connections import Deadline, Direct
from monitor.fetching.fetcher import retry_after
from monitor.fetching.guard import Guard
from monitor.fetching.robots import Robots
from monitor.model import PublisherId, Source, SourceId, SourceKind, SourceOrigin, Validators
from monitor.sources import Pace, PollOutcome, next_poll
from tests.servers import Answer, PressServer

LOOPBACK = ("127.0.0.0/8",)
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


def fetcher(gap: float = 0.0, timeout: float = 5.0, **options: str) -> Fetcher:
    return Fetcher(
        "https://ronda.example/tentang",
        timedelta(seconds=timeout),
        1_000_000,
        timedelta(seconds=gap),
        LOOPBACK,
        version="0.1",
        **options,
    )


@pytest.fixture
def fetch() -> Iterator[Fetcher]:
    made = fetcher()
    yield made
    made.close()


def failure_of(fetch: Fetcher, url: str, *, robots: bool = False) -> Failure:
    with pytest.raises(Failure) as caught:
        fetch.get(url, robots=robots)
    return caught.value


# ------------------------------------------------------------------------------------------------ what is sent


def test_validators_are_sent_byte_for_byte(press: PressServer, fetch: Fetcher) -> None:
    press.scripts["/rss"] = Answer(304)
    kept = Validators('W/"a\'b, c"', "Mon, 23 Nov 2026 03:00:00 GMT")
    reply = fetch.get(press.url("/rss"), kept)
    assert (reply.status, reply.body) == (304, b"")
    assert press.asked[0].headers["if-none-match"] == kept.etag
    assert press.asked[0].headers["if-modified-since"] == kept.last_modified


def test_validators_are_never_made_up(press: PressServer, fetch: Fetcher) -> None:
    press.scripts["/rss"] = Answer(body=b"x")
    reply = fetch.get(press.url("/rss"))
    assert reply.validators == Validators()
    assert not {"if-none-match", "if-modified-since"} & set(press.asked[0].headers)


def test_every_answer_brings_its_own_validators(press: PressServer, fetch: Fetcher) -> None:
    press.scripts["/rss"] = [
        Answer(body=b"x", headers={"ETag": '"1"'}),
        Answer(body=b"x", headers={"Last-Modified": "then"}),
    ]
    assert fetch.get(press.url("/rss")).validators == Validators('"1"', None)
    assert fetch.get(press.url("/rss")).validators == Validators(None, "then")


def test_ronda_says_who_it_is_and_carries_nothing_along(press: PressServer, fetch: Fetcher) -> None:
    press.scripts["/rss"] = Answer(body=b"x", headers={"Set-Cookie": "jejak=1"})
    fetch.get(press.url("/rss"))
    fetch.get(press.url("/rss"))
    sent = press.asked[1].headers
    assert sent["user-agent"] == "Ronda/0.1 (+https://ronda.example/tentang)"
    assert sent["accept-encoding"] == "gzip, deflate"
    assert not {"cookie", "referer", "authorization"} & set(sent)
    assert press.paths() == ["/rss", "/rss"]  # no parameter to defeat caches


def test_the_environments_proxies_are_not_asked(press: PressServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    press.scripts["/rss"] = Answer(body=b"x")
    assert fetcher().get(press.url("/rss")).body == b"x"


def test_a_proxy_is_used_when_it_is_named(press: PressServer) -> None:
    press.scripts["http://127.0.0.1:9/rss"] = Answer(body=b"lewat")
    assert fetcher(proxy=press.url("/").rstrip("/")).get("http://127.0.0.1:9/rss").body == b"lewat"


def test_a_name_is_checked_before_a_proxy_gets_it(press: PressServer) -> None:
    made = Fetcher("", timedelta(seconds=5), 1000, timedelta(), (), press.url("/").rstrip("/"))
    assert failure_of(made, "http://127.0.0.1:9/rss").kind == "blocked-address"
    assert press.asked == []


# ---------------------------------------------------------------------------------------------- pace towards hosts


def test_one_request_at_a_time_and_a_gap_between_two(press: PressServer) -> None:
    press.scripts["/rss"] = Answer(body=b"x", delay=0.05)
    polite = fetcher(gap=0.2)
    threads = [threading.Thread(target=polite.get, args=(press.url("/rss"),)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    asked = sorted(press.asked, key=lambda one: one.began)
    assert press.most_at_once == 1
    gaps = [after.began - before.ended for before, after in pairwise(asked)]
    assert len(asked) == 4
    assert min(gaps) >= 0.19


def test_how_long_a_host_keeps_one_waiting_is_known_beforehand(press: PressServer) -> None:
    url, polite, impatient = press.url("/rss"), fetcher(gap=0.2), fetcher(gap=60.0, timeout=0.2)
    meanwhile = []

    def answer(_: object) -> Answer:
        meanwhile.append(polite.wait(url))
        return Answer(body=b"x")

    press.scripts["/rss"] = answer
    before = polite.wait(url)
    polite.get(url)
    impatient.get(url)
    assert (before, meanwhile[0]) == (0, 0.2)
    assert 0 < polite.wait(url) <= 0.2
    assert impatient.wait(url) == 0  # it would not be waited for


def test_hosts_do_not_wait_for_each_other() -> None:
    polite = fetcher(gap=10.0)
    with PressServer("127.0.0.2") as one, PressServer("127.0.0.3") as other:
        for server in (one, other):
            server.scripts["/rss"] = Answer(body=b"x")
            polite.get(server.url("/rss"))
        assert other.asked[0].began - one.asked[0].ended < 5


def test_a_turn_that_does_not_come_is_no_request(press: PressServer) -> None:
    press.scripts["/rss"] = Answer(body=b"x")
    polite = fetcher(gap=60.0, timeout=0.2)
    polite.get(press.url("/rss"))
    failure = failure_of(polite, press.url("/rss"))
    assert isinstance(failure, Transient)
    assert failure.kind == "host-busy"
    assert failure.retry_after
    assert 50 < failure.retry_after.total_seconds() <= 60
    assert len(press.asked) == 1


def test_429_quiets_the_whole_host_and_503_only_the_address(press: PressServer, fetch: Fetcher) -> None:
    press.scripts |= {
        "/rss": Answer(503),
        "/lain": Answer(body=b"x"),
        "/ramai": Answer(429, headers={"Retry-After": "120"}),
    }
    assert failure_of(fetch, press.url("/rss")).kind == "http-503"
    assert fetch.get(press.url("/lain")).status == 200
    busy = failure_of(fetch, press.url("/ramai"))
    assert isinstance(busy, Transient)
    assert busy.host_wide
    assert busy.retry_after == timedelta(seconds=120)
    quiet = failure_of(fetch, press.url("/lain"))
    assert (quiet.kind, quiet.detail) == ("host-busy", "the host asked to be left alone")
    assert press.paths() == ["/rss", "/lain", "/ramai"]


def test_a_fetch_is_exactly_one_request_even_when_it_fails(press: PressServer, fetch: Fetcher) -> None:
    press.scripts |= {"/500": Answer(500), "/putus": Answer(raw=b""), "/ada": Answer(body=b"x")}
    for path in ("/500", "/putus", "/404"):
        failure_of(fetch, press.url(path))
    fetch.get(press.url("/ada"))
    assert press.paths() == ["/500", "/putus", "/404", "/ada"]


# --------------------------------------------------------------------------------------------------- what answers mean

KINDS = {
    410: ("gone", Permanent), 404: ("http-404", Transient), 403: ("http-403", Transient), 401: ("http-401", Transient),
    500: ("http-500", Transient), 502: ("http-502", Transient), 204: ("http-204", Transient), 206: ("http-206", Transient),
}  # fmt: skip


@pytest.mark.parametrize(("status", "kind", "sort"), [(status, *meant) for status, meant in KINDS.items()])
def test_every_status_has_its_meaning(
    press: PressServer, fetch: Fetcher, status: int, kind: str, sort: type[Failure]
) -> None:
    press.scripts["/rss"] = Answer(status)
    failure = failure_of(fetch, press.url("/rss"))
    assert (failure.kind, failure.status, type(failure)) == (kind, status, sort)


HEADERS = {
    "seconds": ({"retry-after": "90"}, timedelta(seconds=90)),
    "a date": (
        {"retry-after": format_datetime(NOW + timedelta(minutes=5)), "date": format_datetime(NOW)},
        timedelta(minutes=5),
    ),
    "a date by a clock that is wrong": (
        {"retry-after": "Thu, 01 Jan 2015 00:10:00 GMT", "date": "Thu, 01 Jan 2015 00:00:00 GMT"},
        timedelta(minutes=10),
    ),
    "a date that is over": (
        {"retry-after": "Thu, 01 Jan 2015 00:00:00 GMT", "date": "Thu, 01 Jan 2015 01:00:00 GMT"},
        timedelta(),
    ),
    "a number beyond reason": ({"retry-after": "9" * 400}, timedelta(seconds=10**8)),
    "words": ({"retry-after": "nanti"}, None),
    "a negative number": ({"retry-after": "-5"}, None),
    "nothing": ({}, None),
}


@pytest.mark.parametrize(("headers", "wait"), HEADERS.values(), ids=HEADERS.keys())
def test_retry_after_is_read_in_both_forms(headers: dict[str, str], wait: timedelta | None) -> None:
    assert retry_after(headers) == wait


def test_a_refusal_with_retry_after_sets_the_next_poll(press: PressServer, fetch: Fetcher) -> None:
    press.scripts["/rss"] = Answer(503, headers={"Retry-After": "1200"})
    source = Source(SourceId(1), press.url("/rss"), PublisherId("h"), SourceKind.FEED, SourceOrigin.CONFIG)
    after = next_poll(source, PollOutcome(failure=failure_of(fetch, source.url)), NOW, Pace(), 0.0)
    assert (after.due_at, after.due_reason) == (NOW + timedelta(minutes=20), "503 until 10.20 WIB")


# ------------------------------------------------------------------------------------------------------------ redirects


def redirect(status: int, to: str) -> Answer:
    return Answer(status, headers={"Location": to})


def test_redirects_are_followed_up_to_five(press: PressServer, fetch: Fetcher) -> None:
    press.scripts |= {f"/{n}": redirect(302, f"/{n + 1}") for n in range(9)}
    press.scripts["/5"] = Answer(body=b"sampai")
    reply = fetch.get(press.url("/0"))
    assert (reply.body, reply.final_url, reply.permanent_url) == (b"sampai", press.url("/5"), "")
    press.scripts["/5"] = redirect(302, "/6")
    assert failure_of(fetch, press.url("/0")).kind == "redirects"
    assert "/6" not in press.paths()


@pytest.mark.parametrize("chain", [["/a"], ["/b", "/a"]])
def test_a_loop_ends_at_once(press: PressServer, fetch: Fetcher, chain: list[str]) -> None:
    for here, there in zip(["/a", *chain], [*chain, "/a"], strict=True):
        press.scripts[here] = redirect(301, there)
    assert failure_of(fetch, press.url("/a")).kind == "redirects"
    assert len(press.asked) <= 2


@pytest.mark.parametrize(
    ("statuses", "lasting"), [((301, 308), True), ((301, 302), False), ((307, 308), False), ((303,), False)]
)
def test_only_a_chain_of_lasting_redirects_is_a_move(
    press: PressServer, fetch: Fetcher, statuses: tuple[int, ...], *, lasting: bool
) -> None:
    for step, status in enumerate(statuses):
        press.scripts[f"/{step}"] = redirect(status, f"/{step + 1}")
    press.scripts[f"/{len(statuses)}"] = Answer(body=b"x")
    reply = fetch.get(press.url("/0"))
    assert reply.permanent_url == (press.url(f"/{len(statuses)}") if lasting else "")


def test_a_move_is_adopted_only_after_three_days(press: PressServer, fetch: Fetcher) -> None:
    press.scripts |= {"/lama": redirect(301, "/baru"), "/baru": Answer(body=b"<rss/>", headers={"ETag": '"1"'})}
    row = Source(SourceId(1), press.url("/lama"), PublisherId("h"), SourceKind.FEED, SourceOrigin.CONFIG)
    for day in range(3):
        assert row.url == press.url("/lama")
        now = NOW + timedelta(days=day)
        row = replace(next_poll(row, PollOutcome(fetch.get(row.url)), now, Pace(), 0.5), last_polled_at=now)
    assert row.url == press.url("/baru")


def test_a_redirect_without_an_address_is_a_failure(press: PressServer, fetch: Fetcher) -> None:
    press.scripts["/rss"] = Answer(302)
    assert failure_of(fetch, press.url("/rss")).kind == "http-302"


def test_a_password_goes_to_its_own_host_only(press: PressServer) -> None:
    with PressServer("127.0.0.2") as other:
        press.scripts |= {"/rss": redirect(302, other.url("/lain").replace("//", "//titipan:rahasia@"))}
        other.scripts["/lain"] = Answer(body=b"x")
        fetcher().get(press.url("/rss").replace("//", "//siapa:rah%40sia@"))
        assert press.asked[0].headers["authorization"] == "Basic c2lhcGE6cmFoQHNpYQ=="
        assert "authorization" not in other.asked[0].headers


def test_an_address_in_any_script_is_asked_for_rightly(press: PressServer, fetch: Fetcher) -> None:
    press.scripts["/kaf%C3%A9%20baru"] = Answer(body=b"x")
    assert fetch.get(press.url("/kafé baru#atas")).status == 200


# --------------------------------------------------------------------------------------------------------------- robots


def test_robots_txt_is_obeyed_for_pages_and_asked_once(press: PressServer, fetch: Fetcher) -> None:
    press.scripts |= {
        "/robots.txt": Answer(body=b"User-agent: *\nDisallow: /tertutup\n\nUser-agent: Ronda\nDisallow: /rahasia\n"),
        "/terbuka": Answer(body=b"x"),
        "/tertutup": Answer(body=b"x"),
    }
    assert fetch.get(press.url("/terbuka"), robots=True).status == 200
    assert fetch.get(press.url("/tertutup"), robots=True).status == 200  # a group of our own replaces the general one
    refused = failure_of(fetch, press.url("/rahasia/1"), robots=True)
    assert (type(refused), refused.kind) == (Permanent, "robots")
    assert press.paths() == ["/robots.txt", "/terbuka", "/tertutup"]


def test_robots_txt_is_not_asked_for_what_the_operator_named(press: PressServer, fetch: Fetcher) -> None:
    press.scripts |= {"/robots.txt": Answer(body=b"User-agent: *\nDisallow: /\n"), "/rss": Answer(body=b"x")}
    assert fetch.get(press.url("/rss")).status == 200
    assert press.paths() == ["/rss"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_robots_txt_that_is_not_there_allows_everything(press: PressServer, fetch: Fetcher, status: int) -> None:
    press.scripts |= {"/robots.txt": Answer(status), "/a": Answer(body=b"x")}
    assert fetch.get(press.url("/a"), robots=True).status == 200


@pytest.mark.parametrize("answer", [Answer(500), Answer(503), Answer(raw=b"")])
def test_robots_txt_that_cannot_be_had_forbids_for_the_time_being(
    press: PressServer, fetch: Fetcher, answer: Answer
) -> None:
    press.scripts |= {"/robots.txt": answer, "/a": Answer(body=b"x")}
    for _ in range(2):
        refused = failure_of(fetch, press.url("/a"), robots=True)
        assert (type(refused), refused.kind) == (Transient, "robots-unreachable")
    assert press.paths() == ["/robots.txt"]


def test_robots_txt_is_followed_over_five_redirects_and_read_to_500_kib(press: PressServer, fetch: Fetcher) -> None:
    press.scripts |= {f"/{n}": redirect(301, f"/{n + 1}") for n in range(2, 5)}
    press.scripts |= {"/robots.txt": redirect(301, "/2"), "/a": Answer(body=b"x")}
    rules = b"User-agent: *\nDisallow: /dalam\n" + b"# isi\n" * 85_000 + b"Disallow: /jauh\n" + b"#" * 600_000
    press.scripts["/5"] = Answer(body=rules)
    assert failure_of(fetch, press.url("/dalam"), robots=True).kind == "robots"
    assert failure_of(fetch, press.url("/jauh"), robots=True).kind == "robots"


def test_of_an_endless_robots_txt_no_more_is_read_than_is_looked_at(press: PressServer, fetch: Fetcher) -> None:
    rules = b"User-agent: *\nDisallow: /tutup\n" + b"#" * 60_000
    press.scripts |= {"/robots.txt": Answer(body=rules, endless=True), "/a": Answer(body=b"x")}
    began = time.monotonic()
    assert fetch.get(press.url("/a"), robots=True).status == 200
    assert time.monotonic() - began < 2
    assert failure_of(fetch, press.url("/tutup"), robots=True).kind == "robots"


def test_robots_txt_is_asked_anew_after_a_day_and_after_a_quarter_of_an_hour_where_it_could_not_be_had() -> None:
    asked: list[str] = []
    hours = 0.0

    def fetch(url: str) -> str:
        asked.append(url)
        if len(asked) > 2:
            raise Transient(url, "http-503", status=503)
        return "User-agent: *\nDisallow: /tutup\n"

    robots = Robots(fetch, lambda: hours * 3600)
    for hours, times in ((0.0, 1), (23.9, 1), (24.1, 2), (48.0, 2)):  # noqa: B007  (the clock reads it)
        robots.check("https://harian.example/a")
        assert len(asked) == times
    for hours, times in ((48.2, 3), (48.4, 3), (48.5, 4)):  # noqa: B007
        with pytest.raises(Transient):
            robots.check("https://harian.example/a")
        assert len(asked) == times


def test_robots_txt_is_checked_at_every_hop(press: PressServer, fetch: Fetcher) -> None:
    press.scripts |= {"/robots.txt": Answer(body=b"User-agent: *\nDisallow: /dalam\n"), "/a": redirect(302, "/dalam")}
    assert failure_of(fetch, press.url("/a"), robots=True).kind == "robots"
    assert "/dalam" not in press.paths()


def test_connections_are_kept_for_the_next_request(press: PressServer, fetch: Fetcher) -> None:
    press.scripts["/rss"] = Answer(body=b"x")
    for _ in range(3):
        fetch.get(press.url("/rss"))
    assert len({asked.connection for asked in press.asked}) == 1


def test_connections_of_a_burst_are_kept_for_seconds_and_then_given_up() -> None:
    moment = 0.0
    kept = Direct(Guard(()), Deadline(), "", clock=lambda: moment)
    connections = [Held((f"{n}.example", 80)) for n in range(103)]
    for held in connections[:100]:
        held.end(kept)
    assert not any(held.closed for held in connections)
    moment = 4.0
    connections[100].end(kept)
    assert not any(held.closed for held in connections)
    moment = 6.0
    connections[101].end(kept)
    assert [held.closed for held in connections] == [True] * 100 + [False] * 3


class Held:
    """A connection, and the whole answer that it brought."""

    def __init__(self, place: tuple[str, int]) -> None:
        self.where = ("http", *place)
        self.sock = object()
        self.closed = False

    def end(self, transport: Direct) -> None:
        transport.done(Exchange(200, {}, (), (self, BytesIO())), whole=True)

    def close(self) -> None:
        self.closed = True
