"""A changed watch file read by what changed in it says what reading all of it says."""

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.errors import ConfigError
from monitor.watches import Entity, ReadFile, WatchFile, differences, read_file

QUERIES = ["air", "api AND air", '"Jakarta Selatan" OR banjir', "@sungai NOT api", "/ba.*ir/", "air api", "(air"]
BLOCK = st.tuples(
    st.sampled_from(["w1", "w2", "w3", "w4", "w5", "w6", "w7", "w8"]),
    st.sampled_from(QUERIES[:5] * 6 + QUERIES),
    st.sampled_from(["", "", "channels = []\n", "# catatan\n", 'severity = "high"\n', "[watch.lain]\n", "salah = 1\n"]),
).map(lambda parts: f"[[watch]]\nname = '{parts[0]}'\nquery = '{parts[1]}'\n{parts[2]}")
OTHER = st.sampled_from(
    ["[entities.sungai]\nname = 'Sungai Brantas'\n", "[entities.gunung]\nname = 'Semeru'\n", "# [[watch]]\n",
     "x = '''\n[[watch]]\n'''\n", 'y = [\n"[[watch]]",\n]\n', "[lain]\n", " [[watch]]\nname = 'w9'\nquery = 'air'\n"]
)  # fmt: skip
PIECES = st.lists(st.one_of(BLOCK, BLOCK, BLOCK, OTHER), max_size=8).map("".join)
KNOWN = {"sungai": Entity("sungai", "Brantas")}


def _file(watches: list[tuple[str, str]]) -> str:
    return "".join(f"[[watch]]\nname = '{name}'\nquery = '{query}'\n" for name, query in watches)


def _read(text: str, before: ReadFile | None) -> WatchFile | str:
    try:
        return read_file(text, "watches.toml", KNOWN if before is None else before.known, before).file
    except (ConfigError, tomli.TOMLDecodeError) as error:
        return str(error)


@settings(max_examples=400, deadline=None)
@given(PIECES, st.data())
def test_what_is_read_by_its_changes_is_what_is_read_whole(text: str, data: st.DataObject) -> None:
    try:
        before = read_file(text, "watches.toml", KNOWN)
    except (ConfigError, tomli.TOMLDecodeError):
        return
    start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    end = min(end, start + data.draw(st.sampled_from([0, 1, 5, 60])))
    now = text[:start] + data.draw(st.one_of(st.just(""), BLOCK, OTHER, st.text("[w]'\n=", max_size=3))) + text[end:]
    assert _read(now, before) == _read(now, None)


A, B, C = (f"[[watch]]\nname = '{name}'\nquery = 'air'\n" for name in "abc")
MULTILINE = "[[watch]]\nname = 'm'\nquery = '''air OR \"\n[[watch]]\n\" OR api'''\n"
TRAPS = [
    ("a table inside a text of several lines", A + MULTILINE + B, "OR api", "OR abu"),
    ("a text of several lines opens", A + B + C, "query = 'air'\n[[watch]]\nname = 'b'", "query = '''air'\n[[watch]]\nname = 'b'"),
    ("the name of a watch far away", A + B + C + A.replace("'a'", "'d'"), "name = 'c'", "name = 'a'"),
    ("the name of the neighbour", A + B + C, "name = 'c'", "name = 'b'"),
    ("an entity between the watches", A + B + C, "[[watch]]\nname = 'c'", "[entities.x]\nname='X'\n[[watch]]\nname = 'c'"),
    ("an entity goes", A + B + "[entities.x]\nname='X'\n" + C, "[entities.x]\nname='X'\n", ""),
    ("keys before the first table", A + B + C, "[[watch]]\nname = 'a'", "x = 1\n[[watch]]\nname = 'a'"),
    ("an indented table before", " " + A + B + C, "name = 'c'", "name = 'd'"),
    ("the bracket of a table is broken", A + B + C, "[[watch]]\nname = 'b'", "[[watch]\nname = 'b'"),
    ("a table of another kind swallows what follows", A + B + C, "name = 'b'", "[x]\nname = 'b'"),
    ("the end is cut off", A + B + C, C[-12:], ""),
    ("a warning goes with its watch", A + B.replace("air", "/ba.*r/") + C, "/ba.*r/", "air"),
    ("a warning comes with its watch", A + B + C.replace("air", "api"), "query = 'api'", "query = '/ba.*r/'"),
    ("all is gone", A + B, A + B, ""),
]  # fmt: skip


def test_no_edit_deceives_the_reading_of_changes() -> None:
    for name, text, out, put in TRAPS:
        before = read_file(text, "watches.toml", KNOWN)
        now = text.replace(out, put, 1)
        assert now != text
        assert _read(now, before) == _read(now, None), name


EDITS = [
    ("one query", [("a", "air"), ("b", "api"), ("c", "abu")], [("a", "air"), ("b", "asap"), ("c", "abu")], {"b"}, []),
    ("one added in the middle", [("a", "air"), ("c", "abu")], [("a", "air"), ("b", "api"), ("c", "abu")], {"b"}, []),
    ("one added at the end", [("a", "air"), ("b", "api")], [("a", "air"), ("b", "api"), ("c", "abu")], {"c"}, []),
    ("one gone", [("a", "air"), ("b", "api"), ("c", "abu")], [("a", "air"), ("c", "abu")], set(), ["b"]),
    ("two renamed", [("a", "air"), ("b", "api"), ("c", "abu")], [("a", "air"), ("x", "api"), ("y", "abu")],
     {"x", "y"}, ["b", "c"]),
    ("the first of all", [("a", "air"), ("b", "api")], [("a", "asap"), ("b", "api")], {"a"}, []),
    ("nothing", [("a", "air"), ("b", "api")], [("a", "air"), ("b", "api")], set(), []),
    ("the order alone", [("a", "air"), ("b", "api")], [("b", "api"), ("a", "air")], set(), []),
]  # fmt: skip


def test_differences_are_the_watches_that_were_edited() -> None:
    for name, old, new, changed, gone in EDITS:
        before = read_file(_file(old), "watches.toml", {})
        now = read_file(_file(new), "watches.toml", {}, before)
        found, missing = differences(before.file, now.file)
        assert ({watch.name for watch in found}, missing) == (changed, gone), name


def test_watches_far_from_the_edit_are_not_read_again() -> None:
    rows = [(f"w{number}", "air") for number in range(9)]
    before = read_file(_file(rows), "watches.toml", {})
    rows[4] = ("w4", "api")
    now = read_file(_file(rows), "watches.toml", {}, before)
    kept = [old is new for old, new in zip(before.file.watches, now.file.watches, strict=True)]
    assert kept.count(False) <= 2
    assert not kept[4]


def test_a_text_of_several_lines_that_came_by_an_edit_is_remembered() -> None:
    texts = [A + B + C, A + MULTILINE + B + C, A + MULTILINE.replace("OR api", "OR abu") + B + C, A + MULTILINE + C]
    before: ReadFile | None = None
    for text in texts:
        before = read_file(text, "watches.toml", KNOWN, before)
        assert before.file == _read(text, None)
    assert before is not None
    assert not before.lined


def test_a_changed_entity_of_another_file_has_the_file_read_again() -> None:
    text = _file([("a", "@sungai")])
    before = read_file(text, "watches.toml", KNOWN)
    assert _read(text, before) == before.file
    with pytest.raises(ConfigError, match="unknown entity @sungai"):
        read_file(text, "watches.toml", {}, before)
