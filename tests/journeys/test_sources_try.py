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


def discovered(site: PressServer, tmp_path: Path, path: str = "/") -> tuple[int, dict[str, dict[str, object]]]:
    file = tmp_path / "ronda.toml"
    file.write_text('[network]\nallow_addresses = ["127.0.0.0/8"]\n[polling]\nhost_gap = "0s"\n')
    done = CliRunner().invoke(ronda, ["--config", str(file), "sources", "discover", site.url(path), "--json"])
    return done.exit_code, {Path(row["url"]).name: row for row in map(json.loads, done.stdout.splitlines())}


def test_discover_looks_into_a_sitemap_index_and_into_few_usual_places(site: PressServer, tmp_path: Path) -> None:
    site.scripts |= {
        "/": Answer(
            body=b"<html><body><a href='/indeks'>Indeks</a> <a href='/tag/indeks-harga'>Harga</a></body></html>"
        ),
        "/robots.txt": Answer(404),
        "/rss": Answer(404),
        "/sitemap.xml": Answer(
            body=f"<sitemapindex><sitemap><loc>{site.url('/berita.xml')}</loc></sitemap></sitemapindex>".encode()
        ),
        "/berita.xml": Answer(body=news_sitemap((site.url("/a/1"), "2020-11-23T10:00:00+07:00", "Kabar")).encode()),
    }
    status, rows = discovered(site, tmp_path)
    assert (status, rows["sitemap.xml"]["poll"], rows["sitemap.xml"]["entries"]) == (0, True, 1)
    assert "newest item" in str(rows["sitemap.xml"]["why"])
    assert rows["indeks"]["kind"] == "listing"
    assert set(site.paths()) == {"/", "/robots.txt", "/indeks", "/feed", "/rss", "/sitemap.xml", "/berita.xml"}


def test_discover_prefers_a_page_with_news_to_a_feed_that_stopped(site: PressServer, tmp_path: Path) -> None:
    links = "".join(
        f"<div><h3><a href='/desa/read/7700{n}/{words}'>{words}</a></h3><time datetime='2021-05-0{n}'></time></div>"
        for n, words in enumerate(["warga-panen-kopi-lebih-awal", "jembatan-gantung-dibuka-kembali"], 1)
    )
    page = (
        f"<html><head><link rel='alternate' type='application/rss+xml' href='/rss'></head><body>{links}</body></html>"
    )
    site.scripts["/"] = Answer(body=page.encode())
    _, rows = discovered(site, tmp_path)
    assert [row["kind"] for row in rows.values() if row["poll"]] == ["listing"]


def test_discover_goes_on_where_the_page_is_refused(site: PressServer, tmp_path: Path) -> None:
    site.scripts["/"] = Answer(403)
    status, rows = discovered(site, tmp_path)
    assert (status, rows["rss"]["poll"], rows["rss"]["found by"]) == (0, True, "a usual place")
    site.scripts["/rss"] = Answer(403)
    status, rows = discovered(site, tmp_path)
    assert (status, any(row["poll"] for row in rows.values())) == (1, False)


@pytest.mark.parametrize(
    ("front", "said"), [(200, "To have it watched: ronda sources add "), (403, "None of these can be")]
)
def test_discover_says_what_to_do_with_what_it_found(site: PressServer, tmp_path: Path, front: int, said: str) -> None:
    (tmp_path / "ronda.toml").write_text('[network]\nallow_addresses = ["127.0.0.0/8"]\n[polling]\nhost_gap = "0s"\n')
    if front == 403:
        site.scripts |= {path: Answer(403) for path in ("/", "/feed", "/rss", "/sitemap.xml")}
    done = CliRunner().invoke(ronda, ["--config", str(tmp_path / "ronda.toml"), "sources", "discover", site.url("/")])
    assert said in done.stdout


def test_a_try_reads_what_a_poll_would(site: PressServer, tmp_path: Path) -> None:
    (tmp_path / "ronda.toml").write_text('[network]\nallow_addresses = ["127.0.0.0/8"]\n[polling]\nhost_gap = "0s"\n')
    site.scripts |= {
        "/peta.xml": Answer(
            body=f"<sitemapindex><sitemap><loc>{site.url('/b.xml')}</loc></sitemap></sitemapindex>".encode()
        ),
        "/b.xml": Answer(body=news_sitemap((site.url("/a/1"), "2020-11-23", "Kabar")).encode()),
        "/robots.txt": Answer(body=b"User-agent: *\nDisallow: /\n"),
    }

    def last(*words: str) -> dict[str, object]:
        done = CliRunner().invoke(ronda, ["--config", str(tmp_path / "ronda.toml"), "sources", "try", *words, "--json"])
        found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
        return found

    assert last(site.url("/peta.xml"))["entries"] == 1
    assert "robots" in str(last(site.url("/"), "--kind", "listing")["warnings"])


def test_the_configuration_that_is_found_holds_for_addresses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with PressServer() as press:
        press.scripts["/rss"] = Answer(body=rss(item(1)).encode())
        assert "blocked-address" in tried(press.url("/rss"), "--json").stdout
        (tmp_path / "ronda.toml").write_text('[network]\nallow_addresses = ["127.0.0.0/8"]\n')
        *rows, _ = tried(press.url("/rss"), "--json").stdout.splitlines()
    assert len(rows) == 1
