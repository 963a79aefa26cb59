"""`ronda extract`: a file, a packed file, an address of several pages, a batch with broken lines."""

import gzip
import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from monitor.cli.extract import FETCH_KEY, extract
from monitor.errors import Transient
from monitor.model import Reply
from tests.press_pages import PAGES

SOSOK = next(page for page in PAGES if page.name == "sosok")
KEYS = {"id", "url", "canonical_url", "title", "author", "publisher", "published", "modified", "paragraphs", "credit"}
KEYS |= {"extractor", "warnings", "ms"}


def run(*args: str, obj: dict[str, Any] | None = None) -> Result:
    return CliRunner().invoke(extract, args, obj=obj)


def answers(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_file_gives_one_answer_of_the_contract(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(SOSOK.html, "utf-8")
    result = run(str(page), "--url", SOSOK.url, "--json")
    assert result.exit_code == 0
    (answer,) = answers(result)
    assert set(answer) >= KEYS
    assert answer["paragraphs"] == list(SOSOK.paragraphs)
    assert answer["publisher"] == "Sosok.ID"
    assert answer["published"] == SOSOK.published
    assert answer["credit"]["publisher"] == "Kontan"
    assert answer["extractor"] == "rule:sosok-grid"
    assert answers(run(str(page), "--url", SOSOK.url, "--json", "--no-rules"))[0]["extractor"] == "finder"


def test_people_read_the_article_as_text(tmp_path: Path) -> None:
    page = tmp_path / "page.html.gz"
    page.write_bytes(gzip.compress(SOSOK.html.encode()))
    result = run(str(page), "--url", SOSOK.url)
    assert result.exit_code == 0
    assert set(SOSOK.paragraphs) <= set(result.stdout.splitlines())  # unfolded where no terminal reads
    assert SOSOK.title in result.stdout
    assert "Kontan" in result.stdout


def test_a_file_that_is_missing_is_named_once() -> None:
    result = run("tidak-ada.html")
    assert (result.exit_code, result.stdout) == (1, "tidak-ada.html: No such file or directory\n")


def test_a_batch_answers_every_line_and_says_which_is_broken(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(SOSOK.html, "utf-8")
    lines = [
        json.dumps({"id": "one", "path": "a.html", "url": SOSOK.url, "unknown": 1}),
        "",
        json.dumps({"id": "two", "url": SOSOK.url}),
        "{broken",
        json.dumps({"id": "four", "path": "missing.html"}),
        json.dumps(["five"]),
        json.dumps({"id": "six", "path": "a.html"}),
        json.dumps({"id": "seven", "path": "a.html", "url": "http://[::no-address"}),
    ]
    batch = tmp_path / "pages.jsonl"
    batch.write_text("\n".join(lines), "utf-8")
    result = run("--batch", str(batch), "--json")
    assert result.exit_code == 1
    got = answers(result)
    assert [answer["id"] for answer in got] == ["one", "two", None, "four", None, "six", "seven"]
    assert got[0]["paragraphs"] == got[5]["paragraphs"] == list(SOSOK.paragraphs)
    assert got[1]["error"] == "line 3: 'path' is missing"
    assert got[2]["error"].startswith("line 4: not JSON: ")
    assert got[3]["error"].startswith("line 5: ")
    assert got[4]["error"] == "line 6: not an object"
    assert got[6]["error"].startswith("line 8: ")


def test_a_batch_without_trouble_ends_with_nought(tmp_path: Path) -> None:
    batch = tmp_path / "pages.jsonl"
    batch.write_text("", "utf-8")
    assert run("--batch", str(batch), "--json").exit_code == 0


def test_an_address_is_fetched_with_its_further_pages() -> None:
    url = "https://www.wartamuara.id/read/123/dermaga-lama-dibuka"
    texts = [
        f"Kapal ke-{n} berangkat dari dermaga lama menuju seberang sungai dengan dua puluh orang." for n in range(6)
    ]
    numbers = f'<a href="{url}?page=2">2</a>'
    pages = {
        url: f"<h1>Dermaga</h1><div>{''.join(f'<p>{text}</p>' for text in texts[:3])}{numbers}</div>",
        f"{url}?page=2": f"<h1>Dermaga</h1><div>{''.join(f'<p>{text}</p>' for text in texts[3:])}</div>",
    }

    def fetch(address: str) -> Reply:
        if address not in pages:
            raise Transient(address, "http-503", status=503)
        return Reply(address, address, 200, {"content-type": "text/html"}, pages[address].encode())

    (answer,) = answers(run(url, "--json", obj={FETCH_KEY: fetch}))
    assert answer["paragraphs"] == texts
    assert answer["url"] == url
    failed = run("https://www.wartamuara.id/hilang", "--json", obj={FETCH_KEY: fetch})
    assert failed.exit_code == 1
    assert "http-503" in answers(failed)[0]["error"]


def test_wrong_usage_is_told() -> None:
    assert run().exit_code == 2
    assert run("a.html", "--batch", "b.jsonl").exit_code == 2
    assert run("--batch", "nowhere.jsonl").exit_code == 2
    assert run("nowhere.html", "--json").exit_code == 1
    assert "nowhere.html: No such file" in run("nowhere.html", "--json").stdout
    assert run("ftp://warta.example/a").exit_code == 2
