"""The doors to one document: what they print, and how they end."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from monitor.cli import ronda
from monitor.cli.sources_try import discover, try_source
from tests.documents import CHALLENGE, item, news_sitemap, rss
from tests.servers import Answer, PressServer


def tried(*arguments: str) -> Result:
    return CliRunner().invoke(try_source, list(arguments))


@pytest.fixture
def feed(tmp_path: Path) -> str:
    file = tmp_path / "umpan.xml"
    text = rss(item(1), item(2), "<item><title>Tanpa alamat</title></item>")
    file.write_text(text.replace("2026", "2020"))
    return str(file)


def test_one_json_line_an_item_and_a_last_one_about_them_all(feed: str) -> None:
    done = tried(feed, "--url", "https://harian.example/rss", "--json")
    *rows, last = map(json.loads, done.stdout.splitlines())
    assert done.exit_code == 0
    assert rows[0] == {
        "url": "https://harian.example/desa/1/panen-raya-ke-1",
        "canonical": "https://harian.example/desa/1/panen-raya-ke-1",
        "title": "Panen raya ke-1 di Lereng Utara",
        "published": "2020-11-23T12:50:00+00:00",
        "guid": "panen-1",
    }
    assert last == {"kind": "feed", "entries": 2, "warnings": ["1 item without a usable address"]}


def test_relative_addresses_take_the_address_that_was_given(tmp_path: Path) -> None:
    file = tmp_path / "peta.xml"
    file.write_text(news_sitemap(("/a/1", "2026-11-23", "Kabar")))
    row, last = map(
        json.loads,
        tried(
            str(file), "--url", "https://harian.example/x/peta.xml", "--kind", "sitemap", "--json"
        ).stdout.splitlines(),
    )
    assert (row["url"], last["kind"]) == ("https://harian.example/a/1", "sitemap")


@pytest.mark.parametrize(("text", "said"), [(CHALLENGE, "not-a-feed"), ("", "empty"), (rss(), "no items")])
def test_a_document_that_yields_nothing_ends_with_one_and_says_why(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "aneh.xml"
    file.write_text(text)
    done = tried(str(file), "--kind", "feed", "--json")
    (last,) = map(json.loads, done.stdout.splitlines())
    assert (done.exit_code, last["entries"]) == (1, 0)
    assert said in last["warnings"][0]


def test_people_get_a_table(feed: str) -> None:
    done = tried(feed)
    assert done.exit_code == 0
    assert "Panen raya ke-1" in done.stdout.replace("\n", " ")
    assert "feed: 2 items" in done.stderr


def test_a_private_address_is_refused_like_in_a_poll() -> None:
    done = tried("http://127.0.0.1:9/rss", "--json")
    assert done.exit_code == 1
    assert "blocked-address" in json.loads(done.stdout)["warnings"][0]


def test_a_wrong_call_is_told_how() -> None:
    assert tried().exit_code == 2
    assert CliRunner().invoke(try_source, ["x", "--kind", "berita"]).exit_code == 2
    assert CliRunner().invoke(discover, ["--help"]).exit_code == 0


@pytest.fixture
def site() -> Iterator[PressServer]:
    with PressServer() as server:
        page = '<html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head><body><h1>Harian</h1></body></html>'
        server.scripts |= {
            "/": Answer(body=page.encode()),
            "/rss": Answer(body=rss(item(1)).replace("2026", "2020").encode()),
            "/robots.txt": Answer(body=b"User-agent: *\nAllow: /\nSitemap: /peta.xml\n"),
            "/peta.xml": Answer(404),
        }
        yield server


def test_discover_finds_what_a_site_offers_and_says_what_would_be_polled(site: PressServer, tmp_path: Path) -> None:
    file = tmp_path / "ronda.toml"
    file.write_text('[network]\nallow_addresses = ["127.0.0.0/8"]\n[polling]\nhost_gap = "0s"\n')
    done = CliRunner().invoke(ronda, ["--config", str(file), "sources", "discover", site.url("/"), "--json"])
    rows = {Path(row["url"]).name: row for row in map(json.loads, done.stdout.splitlines())}
    assert done.exit_code == 0
    assert (rows["rss"]["poll"], rows["rss"]["entries"], rows["rss"]["found by"]) == (True, 1, "link rel=alternate")
    assert (rows["peta.xml"]["poll"], rows["peta.xml"]["found by"]) == (False, "robots.txt")
    assert rows["peta.xml"]["trouble"] == "http-404"


def test_the_configuration_that_is_found_holds_for_addresses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with PressServer() as press:
        press.scripts["/rss"] = Answer(body=rss(item(1)).encode())
        assert "blocked-address" in tried(press.url("/rss"), "--json").stdout
        (tmp_path / "ronda.toml").write_text('[network]\nallow_addresses = ["127.0.0.0/8"]\n')
        *rows, _ = tried(press.url("/rss"), "--json").stdout.splitlines()
    assert len(rows) == 1
