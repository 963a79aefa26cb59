"""The drawing of a story: well-formed whatever the web says, in the order of time, an arrow for each copy."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest

from monitor.cli.story_graph import WIDTH, draw
from monitor.cli.story_rows import Row, changes, evidence
from monitor.model import ArticleId, Credit
from monitor.stories.edits import edits
from monitor.stories.lineage import Parent

NOW = datetime(2026, 11, 23, 3, 15, tzinfo=UTC)
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '</title><script>alert(1)</script> & "x" \']]> \x00\x0b\x1b[31m \u202eterbalik \ud800 \uffff'


def row(
    number: int, parent: int | None = None, *, title: str = "Ombak tinggi", url: str = "", by_credit: bool = False
) -> Row:
    at = NOW + timedelta(minutes=number)
    return Row(
        id=ArticleId(number),
        publisher=f"Media {number}",
        title=title,
        url=url or f"https://media{number}.example/1",
        at=at,
        published=at,
        discovered_at=at,
        role="copy" if parent else "original",
        parent=Parent(ArticleId(parent), "alasannya; 9% of the text", (0.9, 0.8), by_credit) if parent else None,
        edits=None,
        corrections=(),
        ruling=None,
        credit=None,
    )


def drawn(*rows: Row, named: Credit | None = None, head: str = "Ombak") -> ElementTree.Element:
    return ElementTree.fromstring(draw(head, rows, named, "Asia/Jakarta"))


def ways(root: ElementTree.Element) -> list[ElementTree.Element]:
    return [path for path in root.iter(f"{SVG}path") if path.get("class", "").startswith("way")]


def test_each_copy_has_an_arrow_with_its_evidence_and_each_article_its_time() -> None:
    root = drawn(row(1), row(2, 1, by_credit=True), row(3, 2), row(4, 1))
    assert [("text" in way.get("class", "").split(), way.findtext(f"{SVG}title")) for way in ways(root)] == [
        (False, "alasannya; 90% of this text, 80% of that one"),
        (True, "alasannya; 9% of the text"),
        (True, "alasannya; 9% of the text"),
    ]
    times = [text.text for text in root.iter(f"{SVG}text") if text.get("class") == "time"]
    assert times == [f"23 Nov 10.{minute} WIB" for minute in (16, 17, 18, 19)]


def test_parents_whose_copies_overlap_have_lanes_of_their_own() -> None:
    root = drawn(row(1), row(2, 1), row(3, 2), row(4, 1), row(5, 4), row(6, 5))
    lanes = {way.get("class", "").split()[1] for way in ways(root)}
    assert lanes == {"lane0", "lane1"}


@pytest.mark.parametrize("where", ["title", "head", "named"])
def test_hostile_words_stay_words(where: str) -> None:
    named = Credit(HOSTILE, HOSTILE) if where == "named" else None
    root = drawn(
        row(1, title=HOSTILE if where == "title" else "x"), named=named, head=HOSTILE if where == "head" else "x"
    )
    assert root.findall(f".//{SVG}script") == []
    words = "".join(root.itertext())
    assert "<script>alert(1)</script>" in words
    assert not {"\x1b", "\u202e", "\x00"} & set(words)


@pytest.mark.parametrize(("url", "links"), [('https://a.example/?a=1&b="2"', 1), ("javascript:alert(1)", 0), ("", 1)])
def test_only_web_addresses_are_links(url: str, links: int) -> None:
    found = drawn(row(1, url=url)).findall(f".//{SVG}a")
    assert len(found) == links
    assert all(one.get("href", "").startswith("https://") for one in found)


def test_a_parent_outside_the_drawing_draws_no_arrow() -> None:
    assert ways(drawn(row(2, 1))) == []


def test_an_original_known_by_name_stands_on_top() -> None:
    copy = row(1)
    named = Credit("Kontan", "Judul asli")
    parent = Parent(None, "credit line: Artikel ini tayang di Kontan", None, by_credit=True)
    root = drawn(Row(**{name: getattr(copy, name) for name in Row.__slots__} | {"parent": parent}), named=named)
    assert len(ways(root)) == 1
    assert "Kontan: Judul asli" in "".join(root.itertext())


def test_what_was_edited_is_shown_whole_however_long_the_evidence_and_the_name() -> None:
    found = edits(
        ["Air naik tiga meter di pelabuhan lama."], ["Air naik dua meter di pelabuhan lama.", "Baru."], "A", "B"
    )
    long = {"publisher": "Media " * 40, "parent": Parent(ArticleId(1), "alasan " * 60, (0.9, 0.8)), "edits": found}
    copy = row(2, 1)
    root = drawn(row(1), Row(**{name: getattr(copy, name) for name in Row.__slots__} | long))
    texts = [text.text or "" for text in root.iter(f"{SVG}text")]
    assert "headline changed; 1 added; 1 words changed" in texts
    (name,) = [text for text in texts if text.startswith("Media Media")]
    assert 8.7 * len(name) + 5.5 * 42 < WIDTH - 260


def test_three_hundred_copies_are_drawn() -> None:
    root = drawn(row(1), *(row(number, 1) for number in range(2, 301)))
    assert len(ways(root)) == 299


def test_changes_read_like_sentences() -> None:
    found = edits(
        ["Air naik tiga meter di pelabuhan lama.", "Alinea yang hilang."],
        ["Air naik dua meter di pelabuhan lama.", "Baru."],
        "A",
        "B",
    )
    assert changes(found) == [
        "headline changed from “A”",
        "added: Baru.",
        "dropped: Alinea yang hilang.",
        "“tiga” became “dua”",
    ]
    assert evidence(row(1)) == ""
