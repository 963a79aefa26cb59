"""Writes a query tree back as text, in one way for everybody: capitals for operators, brackets only where needed."""

from monitor.watches.query import And, AtLeast, Near, Node, Not, Or, Term, Within

_OR, _AND, _NEAR, _ONE = range(4)


def format_query(node: Node) -> str:
    """The query in its standard form; parsing it again yields the same tree."""
    return _write(node, _OR)


def _write(node: Node, least: int) -> str:
    text, strength = _bare(node)
    return f"({text})" if strength < least else text


def _bare(node: Node) -> tuple[str, int]:
    if isinstance(node, Term):
        return _term(node), _ONE
    if isinstance(node, Or):
        return " OR ".join(_write(item, _AND) for item in node.items), _OR
    if isinstance(node, And):
        return " AND ".join(_write(item, _NEAR) for item in node.items), _AND
    if isinstance(node, Not):
        return f"NOT {_write(node.item, _NEAR)}", _NEAR
    if isinstance(node, Near):
        operator = f"{'O' if node.ordered else ''}NEAR/{node.distance}"
        left = _write(node.left, _NEAR) if isinstance(node.left, Near) else _write(node.left, _ONE)
        return f"{left} {operator} {_write(node.right, _ONE)}", _NEAR
    if isinstance(node, AtLeast):
        return f"ATLEAST/{node.least}({_write(node.item, _OR)})", _ONE
    return f"{node.field}:{_write(node.item, _ONE)}", _ONE


def _term(term: Term) -> str:
    text = f'"{term.text}"' if term.quoted else term.text
    return {
        "word": text,
        "exact": "=" + text,
        "cased": "{" + term.text + "}",
        "prefix": term.text + "*",
        "stem": "stem:" + text,
        "typo": text + "~1",
        "name": "name:" + text,
        "regex": f"/{term.text}/",
        "entity": "@" + term.text,
    }[term.mode]


def fields_of(node: Node, field: str = "") -> list[tuple[Term, str]]:
    """Every term of a query with the field it is looked for in, in reading order."""
    if isinstance(node, Term):
        return [(node, field)]
    if isinstance(node, And | Or):
        return [pair for item in node.items for pair in fields_of(item, field)]
    if isinstance(node, Near):
        return fields_of(node.left, field) + fields_of(node.right, field)
    return fields_of(node.item, node.field if isinstance(node, Within) else field)
