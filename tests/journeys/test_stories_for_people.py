"""Stories as people see them and overrule them, on real connections and both databases."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest

from monitor.app import open_store_of
from monitor.cli import run
from monitor.config import load_settings
from monitor.demo.pieces import Piece
from monitor.model import ArticleId
from tests.walk import Walk, make_pages_due

HOUSES = ("kontan", "sosok", "kabarkini", "kawat-nusantara")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(params=["sqlite", "postgresql"])
def started(walk: Walk, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Walk:
    """A walk whose first, silent poll is done, on each database."""
    top = ""
    if request.param == "postgresql":
        monkeypatch.setenv("RONDA_TEST_DATABASE", request.getfixturevalue("postgres_url"))
        top = 'database = { env = "RONDA_TEST_DATABASE" }'
    walk.configure(top=top, houses=HOUSES)
    walk.once()
    return walk


class Asking:
    """Commands in this process, and what they answered."""

    def __init__(self, walk: Walk, capsys: pytest.CaptureFixture[str]) -> None:
        self._walk = walk
        self._capsys = capsys

    def __call__(self, *words: object, status: int = 0) -> str:
        self._capsys.readouterr()
        ended = run([*map(str, words), "--config", str(self._walk.config)])
        answer = self._capsys.readouterr()
        assert ended == status, answer.err
        return answer.out if status == 0 else answer.err

    def rows(self, *words: object) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self(*words, "--json").splitlines()]


@pytest.fixture
def ask(started: Walk, capsys: pytest.CaptureFixture[str]) -> Asking:
    return Asking(started, capsys)


def copied(
    walk: Walk, key: str, house: str, model: str = "telepon", title: str = "", swap: tuple[str, str] = ("", "")
) -> Piece:
    """A piece of another's text, without credit; `swap` replaces words."""
    piece = walk.pieces[model]
    blocks = tuple(replace(block, text=block.text.replace(*swap) if swap[0] else block.text) for block in piece.blocks)
    return replace(piece, key=key, house=house, title=title or piece.title, blocks=blocks, credit="")


def publish(walk: Walk, *pieces: str | Piece) -> None:
    """One after the other, each in a round of its own."""
    for piece in pieces:
        walk.newsroom.publish(walk.pieces[piece] if isinstance(piece, str) else piece)
        walk.once()


def test_a_story_tells_who_had_it_first_who_copied_whom_by_what_evidence_and_what_was_edited(
    started: Walk, ask: Asking
) -> None:
    publish(started, "telepon", "salinan")
    told = ask("stories", "show", 1)
    for words in (
        "2 articles in 2 outlets. First: Kontan, ",
        " WIB  Kontan, original, article 1",
        " WIB  Sosok.ID, copy, article 2",
        "  from Kontan (article 1): credit line names Kontan and this headline; ",
        "% of this text, ",
        "    headline changed from “Di tengah gelombang protes",
        "    dropped: ",
        ": Trump dan Putin, for article 1 (first-match)",
    ):
        assert words in told, told
    (row,) = ask.rows("stories", "show", 1)
    original, copy = row["articles"]
    assert (row["original"], original["role"], original["from"]) == (1, "original", None)
    assert (copy["role"], copy["from"], copy["by_credit"]) == ("copy", 1, True)
    assert 0.5 < copy["coverage"][0] <= 1
    assert copy["edits"]["headline"]["after"] == started.pieces["salinan"].title


def test_an_original_that_is_never_fetched_is_shown_by_name(started: Walk, ask: Asking) -> None:
    publish(started, "salinan")
    told = ask("stories", "show", 1)
    assert "The original is known by name only: Kontan, “Di tengah gelombang protes" in told
    assert "from the original known by name: credit line: Artikel ini pernah tayang di Kontan" in told
    assert ask.rows("stories", "show", 1)[0]["articles"][0]["from"] == "named-original"
    assert [line["copies"] for line in ask.rows("stories", "list")] == [1]
    assert "known by name only: never read" in ask("stories", "graph", 1)


def test_copies_of_an_original_that_is_never_fetched_have_their_own_credit_lines_and_a_share_of_each_other(
    started: Walk, ask: Asking
) -> None:
    line = f'Artikel ini telah tayang di Kontan.co.id dengan judul "{started.pieces["telepon"].title}"'
    second = copied(started, "kedua", "kabarkini", "salinan")
    foot = replace(second.blocks[-1], kind="text", text=line)
    publish(started, "salinan", replace(second, blocks=(*second.blocks, foot)))
    told = ask("stories", "show", 1)
    assert "from the original known by name: credit line: Artikel ini pernah tayang di Kontan" in told
    assert f"from the original known by name: credit line: {line}" in told
    assert "  shares with Sosok.ID (article 1): 100% of this text, " in told
    first, second = ask.rows("stories", "show", 1)[0]["articles"]
    assert (first["shares_with"], second["shares_with"]["article"]) == (None, 1)


def test_an_original_without_a_credit_that_came_late_is_told_and_shown_as_the_original(
    started: Walk, ask: Asking
) -> None:
    first = copied(started, "pertama", "kabarkini", title="Minyak dan antariksa dalam satu telepon")
    late = replace(copied(started, "asal", "kontan"), published=first.published - timedelta(hours=2))
    publish(started, first, late, copied(started, "ketiga", "kawat-nusantara"))
    told = [post.request["text"] for post in started.slack.posts]
    assert "Asalnya ditemukan di Kontan: " in told[1]
    assert "Juga di Kontan" not in told[1]
    shown = ask("stories", "show", 1)
    assert "  from Kontan (article 2): the text of the original, which came in later; 100% of this text" in shown
    sources = {row["id"]: row["from"] for row in ask.rows("stories", "show", 1)[0]["articles"]}
    assert sources == {1: 2, 2: None, 3: 2}


def test_an_article_with_a_part_of_every_copy_is_listed_once_with_the_one_that_it_shares_most_with(
    started: Walk, ask: Asking
) -> None:
    first, other = started.pieces["telepon"], started.pieces["perahu"]
    piece = replace(other, key="rangkuman", house="kawat-nusantara", blocks=(*first.blocks[:3], *other.blocks))
    publish(started, "telepon", copied(started, "ketiga", "kabarkini"), piece)
    assert len(ask.rows("stories", "show", 1)[0]["related"]) == 2
    told = [line for line in ask("stories", "show", 1).splitlines() if "no copy" in line]
    assert [line.partition(":")[0] for line in told] == [f"Article 1 and Kawat Nusantara, {piece.title} (article 3)"]


def test_stories_with_many_copies_are_listed(started: Walk, ask: Asking) -> None:
    publish(started, "telepon", "salinan", copied(started, "ketiga", "kabarkini"))
    publish(started, copied(started, "lain", "kawat-nusantara", "perahu"))
    assert [line["copies"] for line in ask.rows("stories", "list", "--since", "24h", "--min-copies", 2)] == [2]
    assert len(ask.rows("stories", "list")) == 2
    assert "Trump dan Putin" in ask("stories", "list", "--min-copies", 2)
    assert ask("stories", "list", "--min-copies", 9).startswith("No story in the last 24h with 9 copies")


def test_a_story_is_drawn_with_an_arrow_from_each_copy_and_words_from_the_web_are_only_words(
    started: Walk, ask: Asking
) -> None:
    hostile = "Trump & Putin soal \"minyak\" <script>alert('antariksa')</script>"
    publish(started, "telepon", "salinan", copied(started, "ketiga", "kabarkini", title=hostile))
    drawing = started.folder / "kisah.svg"
    ask("stories", "graph", 1, "--output", drawing)
    root = ElementTree.fromstring(drawing.read_text("utf-8"))
    assert len(root.findall(f".//{SVG}a")) == 3
    assert len([path for path in root.iter(f"{SVG}path") if "way" in path.get("class", "")]) == 2
    assert root.findall(f".//{SVG}script") == []
    assert "Trump & Putin soal" in "".join(root.itertext())
    assert "credit line names Kontan" in "".join(root.itertext())
    assert ask("stories", "graph", 1) == drawing.read_text("utf-8")


def test_a_split_raises_the_alert_that_was_held_back_and_later_copies_keep_to_their_side(
    started: Walk, ask: Asking
) -> None:
    publish(started, "telepon", "salinan")
    assert "Alert raised: Trump dan Putin, for article 2." in ask("stories", "split", 2)
    assert [alert["reason"] for alert in ask.rows("alerts", "list")] == ["split", "first-match"]
    started.once()
    first, copy, split = started.slack.posts
    assert copy.request["thread_ts"] == first.answer["ts"]
    assert "thread_ts" not in split.request
    assert "Dikirim karena seseorang memisahkan berita ini dari berita lain" in str(split.request["blocks"])
    publish(started, copied(started, "ketiga", "kabarkini", "salinan"), copied(started, "keempat", "kawat-nusantara"))
    side, other = started.events("read")[-2:]
    assert (side["story"], side["of"]) == (2, 2)
    assert (other["story"], other["of"]) == (1, 1)
    assert len(started.events("alert")) == 1
    (row,) = ask.rows("stories", "show", 2)
    related = [(one["article"], one["to"], one["relation"]) for one in row["related"] if 4 not in one.values()]
    assert related == [(2, 1, "same"), (3, 1, "contains")]  # the first is what the person overruled
    assert row["rulings"][0]["verdict"] == "split"


def test_an_article_taken_apart_is_not_brought_back_by_reading_it_again(started: Walk, ask: Asking) -> None:
    publish(started, "telepon", "salinan")
    ask("stories", "split", 2)
    correct(started, 2, "salinan", ("minyak", "gas"))
    (event,) = [event for event in started.events("read", "alert") if event.get("corrects")]
    assert (event["story"], event["corrects"]) == (2, 2)
    assert len(ask.rows("stories", "show", 1)[0]["articles"]) == 1


def test_a_merge_tells_nobody_and_holds_for_what_comes_later(started: Walk, ask: Asking) -> None:
    publish(started, "telepon", copied(started, "lain", "kabarkini", "perahu"))
    posts, mails = len(started.slack.posts), len(started.mail.mails)
    assert "1 article joined story 1. Nobody is told." in ask("stories", "merge", 2, 1)
    started.once()
    assert (len(started.slack.posts), len(started.mail.mails)) == (posts, mails)
    publish(started, copied(started, "ketiga", "kawat-nusantara", "perahu"))
    assert started.events("read")[-1]["story"] == 1
    assert "Story 2 was merged into story 1." in ask("stories", "show", 2)
    assert "a person merged story 2 into this one" in ask("stories", "show", 1)


def correct(walk: Walk, article_id: int, key: str, swap: tuple[str, str]) -> None:
    """The page of an article changes and is read once more."""
    walk.newsroom.unpublish(walk.pieces[key])
    walk.pieces[key] = copied(walk, key, walk.pieces[key].house, key, swap=swap)
    walk.newsroom.publish(walk.pieces[key])
    with open_store_of(load_settings(walk.config)) as store:
        (stored,) = store.stored_articles([ArticleId(article_id)])
        # A page that matched a watch is due for another look hours later already.
        assert store.read_again(stored.entry_id, stored.recorded_at) or make_pages_due(store)
    walk.once()


def test_a_corrected_text_updates_the_article_and_its_history_is_shown(started: Walk, ask: Asking) -> None:
    publish(started, "telepon", "salinan")
    posts = len(started.slack.posts)
    correct(started, 1, "telepon", ("Putin", "Vladimir Putin"))
    assert len(started.slack.posts) == posts
    told = ask("stories", "show", 1)
    assert "  corrected " in told
    assert "    put in “Vladimir”" in told
    explained = ask("explain", started.newsroom.url(started.pieces["telepon"]))
    assert "  corrected " in explained
    assert "put in “Vladimir”" in explained
    (row,) = ask.rows("stories", "show", 1)
    (change,) = row["articles"][0]["corrections"]
    assert change["edits"]["changed"][0]["after"] == "Vladimir"


def test_a_copy_is_not_charged_with_what_its_original_corrected_afterwards(started: Walk, ask: Asking) -> None:
    publish(started, "telepon", copied(started, "tetap", "kabarkini"))
    correct(started, 1, "telepon", ("Putin", "Vladimir Putin"))
    publish(started, copied(started, "baru", "kawat-nusantara"))
    _, before, after = ask.rows("stories", "show", 1)[0]["articles"]
    for copy in (before, after):
        assert copy["edits"]["headline"] is None
        assert "Vladimir" not in str(copy["edits"]["changed"])
    assert before["before_correction"] is not None
    assert after["before_correction"] is None
    told = ask("stories", "show", 1)
    assert told.count("has the text from before the correction of ") == 1


def test_reading_the_same_text_again_is_no_correction(started: Walk, ask: Asking) -> None:
    publish(started, "telepon")
    correct(started, 1, "telepon", ("", ""))
    assert ask.rows("stories", "show", 1)[0]["articles"][0]["corrections"] == []


def test_a_correction_that_a_further_watch_matches_is_an_alert_of_that_kind(started: Walk, ask: Asking) -> None:
    publish(started, "telepon")
    correct(started, 1, "telepon", ("minyak", "harga emas"))
    assert [(row["watch"], row["reason"]) for row in ask.rows("alerts", "list")] == [
        ("Emas", "correction"),
        ("Trump dan Putin", "first-match"),
    ]


def test_a_new_version_at_a_new_address_is_told_apart_from_a_copy(started: Walk, ask: Asking) -> None:
    first = started.pieces["telepon"]
    publish(started, "telepon", "salinan")
    posts = len(started.slack.posts)
    started.newsroom.unpublish(first)
    publish(started, copied(started, "baru", "kontan", title="Trump menelepon Putin, dari minyak sampai antariksa"))
    assert len(started.slack.posts) == posts
    told = ask("stories", "show", 1)
    assert "Kontan, version, article 3" in told
    assert "from Kontan (article 1): the same outlet's new version of it" in told
    assert "a new version of article 1" in ask("explain", 3)
    assert ask.rows("stories", "list")[0]["copies"] == 1


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("show", "9"), "story 9: there is none"),
        (("graph", "9"), "story 9: there is none"),
        (("split", "9"), "article 9: there is none"),
        (("split", "1"), "article 1 stands alone in story 1"),
        (("merge", "1", "9"), "story 9: there is none"),
        (("merge", "1", "1"), "cannot be merged with itself"),
        (("graph", "1", "--output", "tidak/ada.svg"), "cannot be written"),
        (("list", "--since", "kemarin"), "is not a duration"),
    ],
)
def test_a_wrong_request_is_refused_with_a_reason(
    walk: Walk, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], why: str
) -> None:
    walk.configure(houses=["kontan"])
    walk.once()
    publish(walk, "telepon")
    assert why in Asking(walk, capsys)("stories", *words, status=2)
