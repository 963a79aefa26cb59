"""Watch files: everything that is wrong is told at once, with file, place and remedy."""

from pathlib import Path

import pytest

from monitor.config import Settings
from monitor.errors import ConfigError
from monitor.model import Document
from monitor.plan import words_of
from monitor.watches import Entity, Matcher, read_watches, read_words, together
from tests import watch_tables


def test_a_watch_and_an_entity_are_read() -> None:
    file = read_watches(
        {
            "entities": {"bi": {"name": "Bank Indonesia", "aliases": ["{BI}"], "kind": "organisation"}},
            "watch": [
                {"name": "bunga", "query": "@bi AND bunga", "channels": [], "copies": "silent", "severity": "high"}
            ],
        },
        "watches.toml",
    )
    assert file.entities["bi"].aliases == ("{BI}",)
    rules = file.watches[0].rules
    assert (rules.channels, rules.copies, rules.severity) == ((), "silent", "high")


def test_a_watch_without_channels_tells_every_channel() -> None:
    assert read_watches({"watch": [{"name": "a", "query": "air"}]}, "w").watches[0].rules.channels is None


def test_all_problems_are_told_at_once() -> None:
    tables = {
        "entities": {
            "kosong": {"aliases": ["x"]},
            "putin": {"name": "Putin", "alias": ["Vova"], "kind": "orang", "typos": 2, "aliases": ["{AS} lama"]},
        },
        "watch": [
            {"query": "air"},
            {"name": "Putin-OPEC", "query": "@puti AND air"},
            {"name": "mirip", "query": "@putin NOT @put"},
            {"name": "dua", "query": "air api", "chanels": []},
            {"name": "dua", "query": "air", "copies": "loud"},
            {"name": "dua", "query": "air"},
        ],
    }
    with pytest.raises(ConfigError) as wrong:
        read_watches(tables, "watches.toml")
    told = "\n".join(wrong.value.problems)
    for words in (
        "entities.kosong.name: the name is missing",
        'entities.putin: unknown key "alias" (did you mean "aliases"?)',
        "entities.putin.kind",
        "entities.putin.typos",
        "braces go around the whole alias",
        "watch 1: the name is missing",
        'watches.toml: watch "Putin-OPEC": character 1: unknown entity @puti (did you mean "@putin"?)',
        'watches.toml: watch "mirip": character 12: unknown entity @put (did you mean "@putin"?)',
        'watch "dua": character 5: two terms stand side by side',
        'watch "dua": unknown key "chanels" (did you mean "channels"?)',
        "copies",
        "given twice",
    ):
        assert words in told


def test_entities_of_other_files_may_be_named() -> None:
    known = {"bi": Entity("bi", "Bank Indonesia")}
    assert read_watches({"watch": [{"name": "a", "query": "@bi"}]}, "w", known).watches


def test_an_expression_that_runs_everywhere_is_warned_about() -> None:
    def warned(query: str) -> bool:
        return bool(read_watches({"watch": [{"name": "a", "query": query}]}, "w").warnings)

    assert warned(r"/\d{16}/")
    assert not warned(r"nomor AND /\d{16}/")
    assert not warned(r"/nomor \d+/")
    assert warned(r"nomor OR /\d+/")


def test_a_typing_error_in_a_short_word_is_warned_about() -> None:
    def warned(query: str) -> tuple[str, ...]:
        return read_watches({"watch": [{"name": "a", "query": query}]}, "w").warnings

    assert "6 letters or more" in warned("beras~1")[0]
    assert not warned("banjir~1")
    assert not warned('"beras banjir"~1')


def test_unknown_word_lists_are_refused() -> None:
    with pytest.raises(ConfigError, match='did you mean "titles"'):
        read_words({"titel": "presiden"}, "seeds/words")


def test_words_of_ones_own_stand_beside_the_known() -> None:
    known = read_words({"titles": "presiden", "families": ["ahmad achmad"], "expansions": {"PBB": ["Bangsa"]}}, "seeds")
    own = read_words(
        {"titles": "lurah", "families": ["achmad ahmat", "nur noor"], "expansions": {"PBB": ["Bulan"]}}, "own"
    )
    both = together(known, own)
    assert both.titles == {"presiden", "lurah"}
    assert "lurah" in both.known
    assert set(map(frozenset, both.families)) == {frozenset({"ahmad", "achmad", "ahmat"}), frozenset({"nur", "noor"})}
    assert both.expansions["PBB"] == ("Bangsa", "Bulan")


@pytest.mark.parametrize(
    ("entity", "text", "own"),
    [
        (
            {"name": "Rina", "aliases": ["Ketua Hutan"], "kind": "person"},
            "Pemangku Ketua Hutan datang.",
            "deputies pemangku",
        ),
        ({"name": "Adat Sembada", "kind": "organisation"}, "Adat Sembada Malaysia marah.", "authorities adat"),
        ({"name": "Rawa Bening", "aliases": ["Rawa"]}, "Kami melihat Sari Rawa.", "corporate bening"),
    ],
    ids=["deputies", "authorities", "corporate"],
)
def test_words_of_ones_own_change_what_fires(entity: dict[str, object], text: str, own: str) -> None:
    key, word = own.split()
    file = read_watches({"entities": {"e": entity}, "watch": [{"name": "w", "query": "@e"}]}, "watches.toml")
    known = watch_tables.words()
    before, after = (
        len(Matcher(file.watches, file.entities, lists).match(Document("", text)))
        for lists in (known, together(known, read_words({key: word}, "own")))
    )
    assert before != after


def test_a_file_of_words_is_named_by_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "kata.toml").write_text('heads = ["balairung"]')
    assert "balairung" in words_of(Settings(base=tmp_path, words=("kata.toml",))).heads
    (tmp_path / "kata.toml").write_text('titel = "lurah"')
    with pytest.raises(ConfigError) as refused:
        words_of(Settings(base=tmp_path, words=("kata.toml", "lain.toml")))
    assert [problem.split(":")[0] for problem in refused.value.problems] == ["kata.toml", "lain.toml"]
