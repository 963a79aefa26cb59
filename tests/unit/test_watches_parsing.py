"""Reading queries: what is refused, with which words, at which place; and the standard form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.watches import QueryError, format_query, parse_query
from monitor.watches.query import And, AtLeast, Near, Node, Not, Or, Term, Within

REFUSED = [
    ("NOT banjir", 1, "NOT alone"),
    ("banjir OR NOT longsor", 1, "OR with NOT"),
    ("banjir longsor", 8, "side by side"),
    ('banjir "tanah longsor"', 8, "side by side"),
    ("banjir dan longsor", 8, "write AND"),
    ("ban*", 1, "4 letters"),
    ("ba*jir", 1, "end of a word"),
    ('"banjir*"', 1, "quotation marks"),
    ("(banjir OR longsor", 1, "never closed"),
    ("banjir)", 7, "never opened"),
    ("()", 1, "between these brackets"),
    ('banjir AND "longsor', 12, "never closed"),
    ('""', 1, "between these quotation marks"),
    ("banjir AND", 11, "ends where"),
    ("AND banjir", 1, "stands where"),
    ("banjir NEAR longsor", 8, "number of words"),
    ("banjir NEAR/3 NOT longsor", 15, "inside NEAR"),
    ("banjir NEAR/3 (longsor AND korban)", 8, "beside NEAR"),
    ("ATLEAST(banjir)", 1, "number and a bracket"),
    ("ATLEAST/2 banjir", 1, "bracket is expected"),
    ("ATLEAST/0(banjir)", 1, "1 or more"),
    ("ATLEAST/2(banjir AND longsor)", 1, "one each"),
    ("judul:banjir", 1, 'did you mean "title:"'),
    ("titel:banjir", 1, 'did you mean "title:"'),
    ("title:(body:banjir)", 1, "name the field once"),
    ("-banjir", 1, "write NOT banjir"),
    ("banjir~2", 1, "only ~1"),
    ('"banjir bandang"~5', 1, "NEAR"),
    ("{BNPB", 1, "never closed"),
    ("{BANJ*}", 1, "inside braces"),
    ("{}", 1, "between these braces"),
    ("banjir AND stem:di", 12, "3 letters at least"),
    ("stem:a", 1, "3 letters at least"),
    ("banjir AND section:@bnpb", 12, "takes words and phrases"),
    ("publisher:/kon.+/", 1, "takes words and phrases"),
    ("section:(makro NEAR/2 mikro)", 1, "takes words and phrases"),
    ("section:makro NEAR/2 banjir", 15, "beside NEAR"),
    ("ATLEAST/2(section:makro)", 1, "one each"),
    ("@", 1, "key of an entity"),
    ('"?!"', 1, "no letter or digit"),
    ("/(?<=a)b/", 1, "linear time"),
    ("/x*/", 1, "empty text"),
    ("", 1, "ends where"),
]


@pytest.mark.parametrize(("query", "at", "words"), REFUSED)
def test_a_wrong_query_is_refused_at_its_place_with_a_remedy(query: str, at: int, words: str) -> None:
    with pytest.raises(QueryError) as refused:
        parse_query(query)
    assert (refused.value.at, words in str(refused.value)) == (at, True), str(refused.value)


BINDS = [
    ("a OR b AND c", Or((Term("word", "a"), And((Term("word", "b"), Term("word", "c")))))),
    ("a NOT b", And((Term("word", "a"), Not(Term("word", "b"))))),
    ("NOT a NEAR/1 b AND c", And((Not(Near(Term("word", "a"), Term("word", "b"), 1, False)), Term("word", "c")))),
    ("title:(a OR b)", Within("title", Or((Term("word", "a"), Term("word", "b"))))),
    ("ATLEAST/3(@x)", AtLeast(3, Term("entity", "x"))),
    ("“satu dua”", Term("word", "satu dua", quoted=True)),
    ("a ONEAR/2 b", Near(Term("word", "a"), Term("word", "b"), 2, True)),
]


@pytest.mark.parametrize(("query", "tree"), BINDS)
def test_operators_bind_as_told(query: str, tree: Node) -> None:
    assert parse_query(query) == tree


WORD = st.sampled_from(
    ["air", "api", '"tanah longsor"', "{AS}", "=rumah", "korup*", "stem:bakar", "Pertamina~1", "@putin"]
)


def _join(parts: tuple[str, str, str]) -> str:
    return f"({parts[0]} {parts[1]} {parts[2]})"


PLACED = st.recursive(WORD, lambda inner: st.tuples(inner, st.just("OR"), inner).map(_join), max_leaves=3)
QUERY = st.recursive(
    st.one_of(PLACED, st.tuples(PLACED, st.sampled_from(["NEAR/3", "ONEAR/2"]), PLACED).map(_join)),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["AND", "OR", "NOT", "AND NOT"]), inner).map(_join),
        inner.map("title:{}".format),
    ),
    max_leaves=6,
)


@given(QUERY)
def test_the_standard_form_means_the_same(query: str) -> None:
    try:
        tree = parse_query(query)
    except QueryError:
        return
    assert parse_query(format_query(tree)) == tree
    assert format_query(parse_query(format_query(tree))) == format_query(tree)
