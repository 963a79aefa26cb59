"""The polling checklist as a server sees it: what one poll after the other asks, and when."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.app import House, open_tools
from monitor.cli import run as command
from monitor.config import load_settings
from monitor.dispatch import Dispatcher
from monitor.model import EntryState, Source, Step, Work
from monitor.pipeline import run
from monitor.store import NewEntry, open_store
from monitor.tools import LEASE
from tests.servers import Answer, PressServer
from tests.store_values import NOW, announced, polled, spec

CONFIG = """
data_dir = "data"
[polling]
host_gap = "0s"
[network]
allow_addresses = ["127.0.0.0/8"]
timeout = "2s"
"""
HOUR = timedelta(hours=1)


def feed(*names: str, tag: str = "", control: str = "") -> Answer:
    items = "".join(f"<item><title>{n}</title><link>/{n}</link><guid>{n}</guid></item>" for n in names)
    headers = {name: value for name, value in {"ETag": tag, "Cache-Control": control}.items() if value}
    return Answer(200, f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), headers)


@pytest.fixture
def house(press: PressServer, tmp_path: Path) -> Iterator[House]:
    (tmp_path / "ronda.toml").write_text(f'{CONFIG}[[source]]\nurl = "{press.url("/rss")}"\n')
    with open_tools(load_settings(tmp_path / "ronda.toml")) as opened:
        yield opened


def poll(house: House, after: timedelta = timedelta()) -> Source:
    """One poll, so much later than now."""
    now = datetime.now(UTC) + after
    tools = replace(house.tools, now=lambda: now)
    tools.store.make_sources_due(now)
    (work,) = tools.store.claim(Step.POLL, now, 1, LEASE)
    run(work, tools)
    (source,) = tools.store.list_sources()
    return source


def tags(press: PressServer) -> list[str]:
    return [asked.headers.get("if-none-match", "") for asked in press.asked]


def test_validators_are_replaced_by_every_200_and_cleared_where_it_has_none(house: House, press: PressServer) -> None:
    press.scripts["/rss"] = [feed("a", tag='W/"1"'), feed("a", tag='"2"'), feed("a"), feed("a")]
    for _ in range(4):
        poll(house)
    assert tags(press) == ["", 'W/"1"', '"2"', ""]


def test_validators_of_a_document_that_cannot_be_read_are_not_kept(house: House, press: PressServer) -> None:
    press.scripts["/rss"] = [feed("a", tag='"1"'), Answer(200, b"<html>Maaf</html>", {"ETag": '"2"'}), feed("a")]
    for _ in range(3):
        poll(house)
    assert tags(press) == ["", '"1"', '"1"']


def test_a_304_is_a_success_that_parses_nothing_and_forgets_failures(house: House, press: PressServer) -> None:
    press.scripts["/rss"] = [feed("a", tag='"1"'), Answer(503), Answer(304), Answer(304)]
    assert poll(house).failures == 0
    assert poll(house).failures == 1
    source = poll(house)
    assert (source.failures, source.last_outcome) == (0, "unchanged")
    assert source.validators.etag == '"1"'
    assert house.tools.tally.take()["unchanged"] == 1


def test_a_304_renews_the_validators_that_it_names(house: House, press: PressServer) -> None:
    stamps = {"ETag": '"1"', "Last-Modified": "Mon, 23 Nov 2026 03:00:00 GMT"}
    press.scripts["/rss"] = [
        Answer(200, feed("a").body, stamps),
        Answer(304, headers={"ETag": '"2"'}),
        Answer(304),
        Answer(304),
    ]
    for _ in range(4):
        poll(house)
    assert tags(press) == ["", '"1"', '"2"', '"2"']
    assert {asked.headers["if-modified-since"] for asked in press.asked[1:]} == {stamps["Last-Modified"]}


def test_a_sitemap_that_an_index_names_at_a_private_address_is_not_asked_for(house: House, press: PressServer) -> None:
    press.scripts |= {
        "/rss": sitemap(press, "sitemapindex", "sitemap", "/jauh.xml", "/berita.xml"),
        "/jauh.xml": Answer(302, headers={"Location": "http://10.0.0.1/peta.xml"}),
        "/berita.xml": sitemap(press, "urlset", "url", "/a"),
    }
    source = poll(house)
    assert (source.failures, source.last_outcome) == (0, "0 new of 1")
    press.scripts["/rss"] = sitemap(press, "sitemapindex", "sitemap", "/jauh.xml")
    source = poll(house)
    assert (source.failures, source.health.sign) == (1, "blocked-address")


def test_a_new_source_is_asked_once_and_a_restart_asks_nothing(press: PressServer, tmp_path: Path) -> None:
    press.scripts["/rss"] = feed("a")
    config = tmp_path / "ronda.toml"
    config.write_text(f'{CONFIG}[[source]]\nurl = "{press.url("/rss")}"\n')
    for _ in range(3):
        assert command(["once", "--config", str(config)]) == 0
    assert press.paths() == ["/rss"]


def sitemap(press: PressServer, root: str, child: str, *paths: str) -> Answer:
    rows = "".join(f"<{child}><loc>{press.url(path)}</loc></{child}>" for path in paths)
    return Answer(200, f"<{root}>{rows}</{root}>".encode(), {"ETag": '"tetap"'})


def test_what_the_sitemaps_of_an_index_hold_is_found_though_the_index_stays_the_same(
    house: House, press: PressServer
) -> None:
    press.scripts |= {
        "/rss": sitemap(press, "sitemapindex", "sitemap", "/dalam.xml"),
        "/dalam.xml": sitemap(press, "sitemapindex", "sitemap", "/berita.xml"),
        "/berita.xml": sitemap(press, "urlset", "url", "/a"),
    }
    assert poll(house).last_outcome == "0 new of 1"
    press.scripts["/berita.xml"] = sitemap(press, "urlset", "url", "/a", "/b")
    assert poll(house).last_outcome == "1 new of 2"


def test_once_a_week_nothing_is_offered(house: House, press: PressServer) -> None:
    press.scripts["/rss"] = feed("a", tag='"1"')
    for day in range(9):
        poll(house, timedelta(days=day))
    assert tags(press)[1:].count("") == 1


def test_the_next_poll_and_its_reason_are_kept(house: House, press: PressServer) -> None:
    press.scripts["/rss"] = [
        feed("a", tag='"1"', control="max-age=3000"),
        Answer(429, headers={"Retry-After": "7200"}),
    ]
    now = datetime.now(UTC)
    noon = now.replace(hour=5, minute=0) + timedelta(days=1)  # in Jakarta; at night we want longer waits ourselves
    source = poll(house, noon - now)
    assert source.due_at is not None
    assert source.due_at - noon > timedelta(minutes=44)
    assert source.due_reason == "every 50m (the server asks for it)"
    source = poll(house, noon - now)
    assert source.due_at is not None
    assert source.due_at - noon > 1.9 * HOUR
    assert source.due_reason.startswith("429 until ")


def test_a_late_wake_up_polls_each_source_once(house: House, press: PressServer) -> None:
    press.scripts["/rss"] = feed("a", tag='"1"')
    poll(house)
    later = datetime.now(UTC) + timedelta(days=3)
    tools, taken = replace(house.tools, now=lambda: later), list[Work]()
    dispatcher = Dispatcher(tools.store, taken.append, 4, tools.now)
    for _ in range(3):
        dispatcher.tick()
    for work in taken:
        run(work, tools)
        dispatcher.done(work)
    assert dispatcher.tick() == 0
    assert len(press.asked) == 2


def test_polls_that_wait_for_a_worker_keep_no_page_out(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "data")) as store:
        store.add_sources([spec(f"h{n}.example/rss") for n in range(20)], NOW)
        taken: list[Work] = []
        dispatcher = Dispatcher(store, taken.append, 2, lambda: NOW)
        assert dispatcher.tick() == 4
        first = taken[0]
        page = NewEntry(announced("lain.example/1"), EntryState.DUE, NOW, "lain.example")
        store.record_poll(first, polled(store, first, page))
        dispatcher.done(first)
        dispatcher.tick()
    assert taken[4].step is Step.READ


@pytest.mark.parametrize(("took", "claimed"), [(60.0, 4), (0.5, 6), (0.0, 18)])
def test_the_faster_polls_end_the_more_are_claimed_ahead(tmp_path: Path, took: float, claimed: int) -> None:
    with closing(open_store(tmp_path / "data")) as store:
        store.add_sources([spec(f"h{n}.example/rss") for n in range(60)], NOW)
        taken, marks = list[Work](), iter([0.0, 0.0, took])
        dispatcher = Dispatcher(store, taken.append, 2, lambda: NOW, mark=lambda: next(marks))
        dispatcher.tick()
        for work in 2 * taken:
            dispatcher.done(work)
        assert dispatcher.tick() == claimed


def test_a_poll_that_dies_while_it_reads_back_has_entered_its_news_and_reads_back_again(
    press: PressServer, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    press.scripts["/rss"] = feed("lama-1", "lama-2")
    poll(house)
    press.scripts["/rss"] = feed("baru-1", "baru-2")
    due_then = []

    def dies(*_: object) -> None:
        due_then.append(house.tools.store.count_due(datetime.now(UTC) + HOUR)[Step.READ])
        raise RuntimeError("mati listrik")

    monkeypatch.setattr("monitor.polling.read_back_elsewhere", dies)
    poll(house, HOUR)
    monkeypatch.undo()
    assert due_then == [2]
    assert poll(house, 2 * HOUR).gap
    assert not poll(house, 3 * HOUR).failures


def test_what_a_poll_has_entered_is_told_before_other_documents_are_asked_for(press: PressServer, house: House) -> None:
    press.scripts["/rss"] = feed("lama-1", "lama-2")
    poll(house)
    press.scripts["/rss"] = feed("baru-1", "baru-2")
    asked = []
    house.tools = replace(house.tools, news=lambda: asked.append([one.path for one in press.asked]))
    poll(house, HOUR)
    assert asked == [["/rss", "/rss"]]
    assert len(press.asked) > 2


def test_a_page_whose_host_is_left_alone_gives_its_turn_back_and_is_read_when_the_host_has_rested(
    press: PressServer, tmp_path: Path
) -> None:
    config = CONFIG.replace('host_gap = "0s"', 'host_gap = "1s"')
    (tmp_path / "ronda.toml").write_text(f'{config}[[source]]\nurl = "{press.url("/rss")}"\n')
    with open_tools(load_settings(tmp_path / "ronda.toml")) as house:
        press.scripts["/rss"] = [feed("a"), feed("b", "a")]
        poll(house)
        poll(house)
        tools, before = house.tools, len(press.asked)
        (work,) = tools.store.claim(Step.READ, tools.now(), 1, LEASE)
        report = run(work, tools)
        assert (report.event, len(press.asked)) == ("host-rests", before)
        assert tools.rest(work) > 0
        (again,) = tools.store.claim(Step.READ, tools.now(), 1, LEASE)
        assert again.failures == 0


def test_a_feed_that_numbers_its_items_from_the_top_loses_no_article(house: House, press: PressServer) -> None:
    def numbered(*names: str) -> Answer:
        items = "".join(
            f"<item><title>{name}</title><link>/{name.replace(' ', '-')}</link><guid>{n}</guid></item>"
            for n, name in enumerate(names)
        )
        return Answer(200, f"<rss version='2.0'><channel>{items}</channel></rss>".encode())

    first, second, third = "jembatan putus", "harga beras turun", "bupati menutup tambang"
    press.scripts["/rss"] = [
        numbered(first),
        numbered(second, first),
        numbered(third, second, first),
        numbered(third, second),
    ]
    states = []
    for _ in range(4):
        source = poll(house)
        found = house.tools.store.known_entries(
            source.id, ["0", *(press.url(f"/{name.replace(' ', '-')}") for name in (second, third))]
        )
        states.append([row.state for row in found.values()])
    known, due = EntryState.KNOWN, EntryState.DUE
    assert states == [[known], [known, due], [known, due, due], [known, due, due]]
    assert source.last_outcome == "0 new of 2"


def test_a_document_without_validators_that_stays_the_same_is_not_read_again(house: House, press: PressServer) -> None:
    press.scripts["/rss"] = [feed("a"), feed("b", "a"), feed("b", "a")]
    assert [poll(house).last_outcome for _ in range(3)] == ["0 new of 1", "1 new of 2", "unchanged"]
