"""`ronda replay`: lines in, answers out in the same order, nothing kept."""

import gzip
import json
from pathlib import Path
from typing import Any

import orjson
import pytest
from click.testing import CliRunner, Result

from monitor.cli.replay import replay
from monitor.model import ArticleId, Match, Relation, Span
from monitor.replay import Replay, matches_as_given, read_line
from tests.stories_texts import BRIDGE, HARVEST, MARKET

TITLE = "Jembatan Gantung Sukamulya Kembali Dibuka Setelah 14 Bulan"
WATCHES = '[[watch]]\nname = "jembatan"\nquery = "jembatan AND Pandeglang"\nchannels = ["tidak-ada"]\n'


def line(
    key: str, *paragraphs: str, title: str = TITLE, publisher: str = "Kabar Pesisir", **more: Any
) -> dict[str, Any]:
    given = {"id": key, "url": f"https://{key}.example/baca", "publisher": publisher, "title": title}
    return given | {"published": "2026-03-04T12:00:00+07:00", "text": "\n".join(paragraphs)} | more


STREAM = (
    line("asal", *BRIDGE),
    line("pasar", *MARKET, title="Pedagang Pasar Wage Menolak Pindah"),
    line("salinan", *BRIDGE[:6], publisher="Warta Muara", title="Warga Dua Desa Menyeberang Lagi"),
    line("kutipan", *HARVEST, BRIDGE[1], BRIDGE[3], publisher="Suara Lereng", title="Panen Kentang Melimpah"),
)


def run(folder: Path, *lines: object, options: tuple[str, ...] = ("--json",), packed: bool = False) -> Result:
    text = "".join((one if isinstance(one, str) else json.dumps(one)) + "\n" for one in lines)
    path = folder / ("a.jsonl.gz" if packed else "a.jsonl")
    path.write_bytes(gzip.compress(text.encode()) if packed else text.encode())
    return CliRunner().invoke(replay, [str(path), *options])


def answers(result: Result) -> list[dict[str, Any]]:
    return [json.loads(row) for row in result.stdout.splitlines()]


@pytest.mark.parametrize("packed", [False, True])
def test_every_article_is_answered_in_order(tmp_path: Path, packed: bool) -> None:
    result = run(tmp_path, *STREAM, packed=packed)
    assert result.exit_code == 0
    rows = answers(result)
    assert [row["id"] for row in rows] == ["asal", "pasar", "salinan", "kutipan"]
    assert [row["story"] for row in rows] == ["asal", "pasar", "asal", "kutipan"]
    assert [row["relation"] for row in rows] == ["new", "new", "same", "contains"]
    assert set(rows[0]) == {"id", "story", "relation", "links", "matches", "alerts", "credit"}
    assert rows[3]["links"][0]["to"] == "asal"
    assert set(rows[3]["links"][0]) == {"to", "relation", "coverage", "reason"}


def test_copy_of_an_alerted_story_raises_no_second_alert(tmp_path: Path) -> None:
    watches = tmp_path / "watches.toml"
    watches.write_text(WATCHES, encoding="utf-8")
    rows = answers(run(tmp_path, *STREAM, options=("--json", "--watches", str(watches))))
    assert [row["alerts"] for row in rows] == [["jembatan"], [], [], ["jembatan"]]
    assert [bool(row["matches"]) for row in rows] == [True, False, True, True]
    span = rows[0]["matches"][0]["spans"][0]
    assert set(span) == {"field", "start", "end", "text", "term", "reason"}


def test_credit_at_the_end_of_the_text_is_read(tmp_path: Path) -> None:
    foot = f'Artikel ini telah tayang di Kabar Pesisir dengan judul "{TITLE}"'
    rows = answers(run(tmp_path, STREAM[0], line("k", HARVEST[0], BRIDGE[4], foot, publisher="Sosok.ID", title="Lega")))
    assert rows[1]["credit"]["publisher"] == "Kabar Pesisir"
    assert rows[1]["credit"]["title"] == TITLE
    assert rows[1]["story"] == "asal"


def test_credit_given_beside_the_text_is_taken(tmp_path: Path) -> None:
    credit = {"publisher": "Kabar Pesisir", "title": TITLE}
    rows = answers(
        run(tmp_path, STREAM[0], line("k", HARVEST[0], BRIDGE[4], publisher="Sosok.ID", title="Lega", credit=credit))
    )
    assert (rows[1]["story"], rows[1]["credit"]["url"]) == ("asal", "")


BAD: dict[str, object] = {
    "not JSON": "{",
    "not an object": [1],
    "no id": {"publisher": "x", "text": "y"},
    "no text": {"id": "a", "publisher": "x"},
    "text that is a number": line("a") | {"text": 3},
    "a time that is none": line("a", published="kemarin"),
    "a credit that is a text": line("a", credit="Kontan"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_line_is_answered_with_its_error_and_the_rest_goes_on(tmp_path: Path, name: str) -> None:
    result = run(tmp_path, BAD[name], STREAM[0])
    assert result.exit_code == 1
    rows = answers(result)
    assert set(rows[0]) == {"id", "error"}
    assert rows[1]["id"] == "asal"


def test_table_for_people_shows_stories_and_reasons(tmp_path: Path) -> None:
    result = run(tmp_path, *STREAM, options=())
    assert "salinan" in result.stdout
    assert "% of" in result.stdout


def test_twins_by_address_are_one_story() -> None:
    with Replay() as room:
        one = room.play(read_line(json.dumps(STREAM[0]).encode())[1])
        twin = STREAM[1] | {"id": "amp", "url": "https://m.asal.example/baca?page=all"}
        other = room.play(read_line(json.dumps(twin).encode())[1])
    assert (other.story, other.placing.relation, other.placing.supersedes) == (one.story, Relation.SAME, ArticleId(1))


def test_empty_file_is_an_empty_answer(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert (result.exit_code, result.stdout) == (0, "")


def test_places_of_a_match_count_characters_of_the_text_as_it_was_given() -> None:
    title = "Harga  emas naik lagi"
    text = (
        "KONTAN.CO.ID - JAKARTA. Harga emas   Antam naik pada Senin pagi.\n"
        "Baca Juga: Perak ikut naik\nPembeli harga\u00a0emas ramai. (*)"
    )
    row = {
        "id": "a",
        "url": "https://kontan.co.id/1",
        "publisher": "Kontan",
        "title": title,
        "published": None,
        "text": text,
    }
    _, article = read_line(orjson.dumps(row))
    body = article.text
    spans = tuple(
        Span(field, at, at + len(found), found, found)
        for field, found, at in (
            ("title", "Harga emas", 0),
            ("body", "emas Antam", body.index("emas Antam")),
            ("body", "ramai", body.index("ramai")),
        )
    )
    (match,) = matches_as_given([Match("emas", spans)], article, title, text)
    given = {"title": title, "body": text}
    assert [given[span.field][span.start : span.end] for span in match.spans] == [
        "Harga  emas",
        "emas   Antam",
        "ramai",
    ]
    assert all(given[span.field][span.start : span.end] == span.text for span in match.spans)
