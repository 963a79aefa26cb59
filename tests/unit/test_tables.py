"""Tables for people: readable at any width, nothing lost."""

from hypothesis import given
from hypothesis import strategies as st

from monitor.cli.tables import laid_out

COLUMNS = ("id", "publisher", "last poll (WIB)", "result", "address")
ROWS = (
    ("1", "Harian Teluk Palu", "01 Dec 03.47", "unreachable (12 in a row)", "https://teluk.example/rss/daerah/sulawesi-tengah"),
    ("12", "kontan", "-", "unchanged", "https://kontan.example/rss"),
)  # fmt: skip


def test_a_wide_table_has_a_line_a_row() -> None:
    lines = list(laid_out(COLUMNS, ROWS, None, ("address",)))
    assert len(lines) == 4
    assert lines[2].endswith("https://teluk.example/rss/daerah/sulawesi-tengah")


def test_where_there_is_no_room_the_long_column_stands_below_its_row() -> None:
    assert list(laid_out(COLUMNS, ROWS, 80, ("address",))) == [
        "id  publisher          last poll     result",
        "                       (WIB)",
        "    address",
        "─" * 62,
        "1   Harian Teluk Palu  01 Dec 03.47  unreachable (12 in a row)",
        "    https://teluk.example/rss/daerah/sulawesi-tengah",
        "12  kontan             -             unchanged",
        "    https://kontan.example/rss",
    ]


def test_where_even_that_is_too_wide_lines_are_broken_between_words() -> None:
    assert list(laid_out(COLUMNS, ROWS[:1], 48, ("address",)))[4:] == [
        "1   Harian Teluk    01 Dec 03.47  unreachable",
        "    Palu                          (12 in a row)",
        "    https://teluk.example/rss/daerah/sulawesi-tengah",
    ]


def test_long_names_are_broken_at_their_hyphens_before_times_are() -> None:
    row = (
        "21",
        "national-geographic-indonesia",
        "01 Dec 04.26",
        "robots-unreachable (3 in a row)",
        "https://x.example/",
    )
    assert list(laid_out(COLUMNS, [row], 60, ("address",)))[4:6] == [
        "21  national-geographic-  01 Dec 04.26  robots-unreachable",
        "    indonesia                           (3 in a row)",
    ]


@given(
    st.lists(st.lists(st.text("ab -", max_size=30), min_size=3, max_size=3), max_size=5),
    st.integers(1, 100) | st.none(),
    st.lists(st.sampled_from(["one", "second one"]), unique=True),
)
def test_every_letter_is_shown_within_the_width(rows: list[list[str]], width: int | None, below: list[str]) -> None:
    columns = ("one", "second one", "three")
    lines = list(laid_out(columns, rows, width, below))
    for letter in "ab":
        shown = sum(line.count(letter) for line in lines)
        assert shown == sum(cell.count(letter) for row in rows for cell in row)
    if width is not None and width >= 10:
        assert all(len(line) <= width for line in lines if not line.startswith("    "))
