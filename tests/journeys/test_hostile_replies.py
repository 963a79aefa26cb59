"""What a server may do to harm Ronda, and what comes of it: a clear failure, in bounded time and memory."""

import gzip
import socket
import ssl
import time
import tracemalloc
import zlib
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
import trustme

from monitor.errors import Failure, Permanent, Transient
from monitor.fetching import Fetcher
from monitor.fetching.guard import Guard
from tests.servers import Answer, PressServer

LARGEST = 1_000_000


def fetcher(allow: Sequence[str] = ("127.0.0.0/8",), timeout: float = 1.0, ca_file: str = "") -> Fetcher:
    return Fetcher(
        "https://ronda.example/",
        timedelta(seconds=timeout),
        LARGEST,
        timedelta(),
        allow,
        version="0.1",
        ca_file=ca_file,
    )


def failure_of(url: str, made: Fetcher | None = None, *, robots: bool = False) -> Failure:
    with pytest.raises(Failure) as caught:
        (made or fetcher()).get(url, robots=robots)
    return caught.value


# ------------------------------------------------------------------------------------------------------------ addresses

PRIVATE = [
    "127.0.0.1", "127.1", "2130706433", "0x7f.1", "0x7f000001", "017700000001", "0177.0.0.01", "localhost", "0", "0.0.0.0",
    "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.0.8", "192.0.2.1",
    "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "240.0.0.1", "255.255.255.255", "[::1]", "[::]",
    "[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]", "[::ffff:a9fe:a9fe]", "[::127.0.0.1]", "[64:ff9b::7f00:1]",
    "[64:ff9b::a9fe:a9fe]", "[64:ff9b:1::1]", "[2002:7f00:1::]", "[2002:a00:1::1]", "[2001::1]", "[2001:db8::1]",
    "[fc00::1]", "[fd12:3456::1]", "[fe80::1]", "[fec0::1]", "[ff02::1]", "[100::1]", "[3fff::1]", "[5f00::1]",
]  # fmt: skip


@pytest.mark.parametrize("host", PRIVATE)
def test_no_private_address_is_reached_however_it_is_written(host: str) -> None:
    failure = failure_of(f"http://{host}:9/", fetcher(allow=()))
    assert isinstance(failure, Permanent)
    assert failure.kind == "blocked-address"


PUBLIC = [
    "8.8.8.8",
    "1.1.1.1",
    "172.15.0.1",
    "172.32.0.1",
    "100.128.0.1",
    "2606:4700::1111",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
    "2002:808:808::1",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_pass(address: str) -> None:
    assert not Guard().refuses(address)


@pytest.mark.parametrize("address", ["", "berita", "1.2.3", "fe80::1%eth0", "::1%lo"])
def test_what_is_no_plain_public_address_does_not(address: str) -> None:
    assert Guard().refuses(address)


def test_allowed_networks_are_reached_and_others_still_not(press: PressServer) -> None:
    press.scripts["/a"] = Answer(body=b"x")
    assert fetcher(("127.0.0.1/32",)).get(press.url("/a")).status == 200
    assert failure_of(press.url("/a"), fetcher(("127.0.0.2/32", "10.0.0.0/8"))).kind == "blocked-address"
    assert Guard(["10.0.0.0/8"]).refuses("192.168.0.1")
    assert not Guard(["10.0.0.0/8"]).refuses("::ffff:10.0.0.1")


@pytest.mark.parametrize(
    "target", ["http://169.254.169.254/latest/", "http://[::ffff:10.0.0.1]/", "http://2852039166/", "//10.0.0.1/"]
)
def test_a_redirect_to_a_private_address_goes_nowhere(press: PressServer, target: str) -> None:
    press.scripts["/rss"] = Answer(302, headers={"Location": target})
    failure = failure_of(press.url("/rss"))
    assert (type(failure), failure.kind) == (Permanent, "blocked-address")


def test_a_redirect_of_robots_txt_to_a_private_address_goes_nowhere(press: PressServer) -> None:
    press.scripts |= {"/robots.txt": Answer(302, headers={"Location": "http://10.0.0.1/"}), "/a": Answer(body=b"x")}
    assert failure_of(press.url("/a"), robots=True).kind == "robots-unreachable"
    assert press.paths() == ["/robots.txt"]


class TurningResolver:
    """A name that answers with a good address first and a private one from then on; takes the resolver's place."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.asked = 0

    def __call__(self, *_: object, **__: object) -> list[tuple[object, ...]]:
        address = self.answers[min(self.asked, len(self.answers) - 1)]
        self.asked += 1
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 9))]


def test_a_name_is_looked_up_once_and_the_checked_address_is_the_one_connected_to(press: PressServer) -> None:
    turning = TurningResolver("127.0.0.1", "10.0.0.1")
    guard = Guard(["127.0.0.1/32"], resolver=turning)
    assert [address[0] for _, address in guard.resolve("berputar.example", 9)] == ["127.0.0.1"]
    with pytest.raises(Permanent):
        guard.resolve("berputar.example", 9)
    assert turning.asked == 2


def test_of_several_addresses_only_the_open_ones_are_tried() -> None:
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 9)) for address in ("10.0.0.1", "8.8.8.8")]
    guard = Guard(resolver=lambda *_, **__: both)
    assert [address[0] for _, address in guard.resolve("ganda.example", 9)] == ["8.8.8.8"]


ODD = [
    "ftp://harian.example/",
    "file:///etc/passwd",
    "gopher://x/",
    "data:text/plain,x",
    "http://",
    "//tanpa.skema/",
    "harian.example/rss",
    "http://a b/",
    "http://h.example:99999/",
    "http://h.example:0/",
    "http://[::1/",
    "",
    "http://-./",
    "http://%00/",
]


@pytest.mark.parametrize("url", ODD)
def test_odd_addresses_are_refused_without_a_request(url: str) -> None:
    failure = failure_of(url, fetcher(allow=()))
    assert failure.kind in ("bad-address", "dns", "blocked-address")


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:11211/", "javascript:x()", "data:,x"],
)
def test_a_redirect_to_another_scheme_goes_nowhere(press: PressServer, target: str) -> None:
    press.scripts["/rss"] = Answer(301, headers={"Location": target})
    failure = failure_of(press.url("/rss"))
    assert isinstance(failure, Permanent)
    assert failure.kind == "bad-address"


def test_a_name_that_does_not_resolve_is_a_failure_of_its_own() -> None:
    assert failure_of("http://tidak-ada.invalid/").kind == "dns"


def test_a_port_where_nobody_listens_is_a_failure_of_its_own() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert failure_of(f"http://127.0.0.1:{port}/").kind == "connection"


# --------------------------------------------------------------------------------------------------------- time and size

SLOW = {
    "no answer": Answer(body=b"x", delay=30),
    "headers drop by drop": Answer(raw=b"HTTP/1.1 200 OK\r\nX-Isi: " + b"y" * 4000 + b"\r\n\r\n", drip=(1, 0.05)),
    "body drop by drop": Answer(body=b"x" * 4000, drip=(1, 0.05)),
    "packed body drop by drop": Answer(
        body=gzip.compress(b"x" * 4_000_000), headers={"Content-Encoding": "gzip"}, drip=(1, 0.05)
    ),
    "chunks drop by drop": Answer(
        raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1\r\nx\r\n" * 900, drip=(6, 0.05)
    ),
}  # fmt: skip


@pytest.mark.parametrize("answer", SLOW.values(), ids=SLOW.keys())
def test_a_slow_server_gets_its_time_and_no_more(press: PressServer, answer: Answer) -> None:
    press.scripts["/rss"] = answer
    started = time.monotonic()
    failure = failure_of(press.url("/rss"), fetcher(timeout=0.6))
    assert (type(failure), failure.kind) == (Transient, "timeout")
    assert time.monotonic() - started < 15


def test_the_time_counts_redirects_together(press: PressServer) -> None:
    press.scripts |= {f"/{n}": Answer(302, headers={"Location": f"/{n + 1}"}, delay=0.3) for n in range(5)}
    started = time.monotonic()
    assert failure_of(press.url("/0"), fetcher(timeout=0.7)).kind == "timeout"
    assert time.monotonic() - started < 15
    assert len(press.asked) <= 3


def packed(encoding: str, body: bytes) -> Answer:
    return Answer(body=body, headers={"Content-Encoding": encoding})


BOMB = b"\x00" * 60_000_000
LARGE = {
    "an endless body": Answer(body=b"x" * 65_536, endless=True),
    "a body announced as too large": Answer(body=b"x", length=200_000_000),
    "a body a little too large": Answer(body=b"x" * (LARGEST + 1)),
    "a gzip bomb": packed("gzip", gzip.compress(BOMB)),
    "a deflate bomb": packed("deflate", zlib.compress(BOMB)),
    "a bomb in many members": packed("gzip", gzip.compress(b"\x00" * 600_000) * 100),
}


@pytest.mark.parametrize("answer", LARGE.values(), ids=LARGE.keys())
def test_a_body_that_is_too_large_is_not_taken_in(press: PressServer, answer: Answer) -> None:
    press.scripts["/rss"] = answer
    tracemalloc.start()
    failure = failure_of(press.url("/rss"), fetcher(timeout=10))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (type(failure), failure.kind) == (Transient, "too-large")
    assert peak < 12 * LARGEST


def test_the_largest_body_that_is_allowed_comes_whole(press: PressServer) -> None:
    press.scripts["/rss"] = packed("gzip", gzip.compress(b"x" * LARGEST))
    assert len(fetcher().get(press.url("/rss")).body) == LARGEST


def deflated(body: bytes) -> bytes:
    bare = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return bare.compress(body) + bare.flush()


GOOD = {
    "gzip": packed("gzip", gzip.compress(b"kabar")),
    "gzip in capitals": packed("GZIP", gzip.compress(b"kabar")),
    "gzip in two members": packed("gzip", gzip.compress(b"ka") + gzip.compress(b"bar")),
    "gzip with padding": packed("x-gzip", gzip.compress(b"kabar") + b"\x00" * 50),
    "deflate": packed("deflate", zlib.compress(b"kabar")),
    "deflate without a head": packed("deflate", deflated(b"kabar")),
    "identity": packed("identity", b"kabar"),
    "chunks": Answer(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nkab\r\n2\r\nar\r\n0\r\n\r\n"),
    "until the end": Answer(raw=b"HTTP/1.0 200 OK\r\n\r\nkabar"),
}


@pytest.mark.parametrize("answer", GOOD.values(), ids=GOOD.keys())
def test_every_honest_encoding_is_undone(press: PressServer, answer: Answer) -> None:
    press.scripts["/rss"] = answer
    assert fetcher().get(press.url("/rss")).body == b"kabar"


BAD = {
    "brotli, never offered": (packed("br", b"\x0b\x02\x80kabar\x03"), "bad-encoding"),
    "zstd, never offered": (packed("zstd", b"x"), "bad-encoding"),
    "two encodings": (packed("gzip, gzip", gzip.compress(gzip.compress(b"kabar"))), "bad-encoding"),
    "no gzip at all": (packed("gzip", b"kabar"), "bad-encoding"),
    "gzip cut short": (packed("gzip", gzip.compress(b"kabar" * 99)[:-9]), "cut-short"),
    "a body cut short": (Answer(body=b"kab", length=5), "cut-short"),
    "no HTTP at all": (Answer(raw=b"kabar\r\n\r\n"), "bad-reply"),
    "nothing": (Answer(raw=b""), "connection"),
    "a line without end": (Answer(raw=b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000), "bad-reply"),
    "ten thousand headers": (Answer(raw=b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 10_000 + b"\r\n"), "bad-reply"),
    "a broken chunk": (Answer(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nkabar"), "bad-reply"),
    "a status that is none": (Answer(raw=b"HTTP/1.1 ok fine\r\n\r\n"), "bad-reply"),
}


@pytest.mark.parametrize(("answer", "kind"), BAD.values(), ids=BAD.keys())
def test_a_broken_reply_is_a_failure_that_says_so(press: PressServer, answer: Answer, kind: str) -> None:
    press.scripts["/rss"] = answer
    failure = failure_of(press.url("/rss"))
    assert isinstance(failure, Transient)
    assert failure.kind == kind


# ------------------------------------------------------------------------------------------------------------------ TLS


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[trustme.CA, Path]:
    made = trustme.CA()
    file = tmp_path_factory.mktemp("tls") / "ca.pem"
    made.cert_pem.write_to_path(str(file))
    return made, file


@pytest.fixture
def secure(authority: tuple[trustme.CA, Path]) -> Iterator[PressServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority[0].issue_cert("127.0.0.1", "localhost").configure_cert(context)
    with PressServer(tls=context) as server:
        yield server


def test_a_trusted_certificate_is_accepted(secure: PressServer, authority: tuple[trustme.CA, Path]) -> None:
    secure.scripts["/rss"] = Answer(body=b"kabar")
    assert fetcher(ca_file=str(authority[1])).get(secure.url("/rss")).body == b"kabar"


def test_an_unknown_authority_is_not_accepted(secure: PressServer) -> None:
    assert failure_of(secure.url("/rss")).kind == "tls"
    assert secure.asked == []


def test_a_certificate_of_another_name_is_not_accepted(secure: PressServer, authority: tuple[trustme.CA, Path]) -> None:
    made = fetcher(ca_file=str(authority[1]))
    assert failure_of(secure.url("/rss", "127.0.0.2"), made).kind in ("tls", "connection")
    assert secure.asked == []


def test_a_redirect_from_https_to_http_is_refused(
    secure: PressServer, press: PressServer, authority: tuple[trustme.CA, Path]
) -> None:
    secure.scripts["/rss"] = Answer(301, headers={"Location": press.url("/rss")})
    failure = failure_of(secure.url("/rss"), fetcher(ca_file=str(authority[1])))
    assert (type(failure), failure.kind) == (Permanent, "downgrade")
    assert press.asked == []


def test_a_slow_server_behind_tls_gets_its_time_and_no_more(
    secure: PressServer, authority: tuple[trustme.CA, Path]
) -> None:
    secure.scripts["/rss"] = Answer(body=b"x" * 4000, drip=(1, 0.05))
    started = time.monotonic()
    assert failure_of(secure.url("/rss"), fetcher(timeout=0.6, ca_file=str(authority[1]))).kind == "timeout"
    assert time.monotonic() - started < 15


def test_a_server_that_never_finishes_the_handshake_gets_its_time_and_no_more() -> None:
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        started = time.monotonic()
        assert failure_of(f"https://127.0.0.1:{mute.getsockname()[1]}/", fetcher(timeout=0.5)).kind == "timeout"
        assert time.monotonic() - started < 15
