"""A function fits on a screen, a module in one sitting."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "monitor"


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)


def functions() -> Iterator[tuple[str, int]]:
    """Name and length in lines of every function, its docstring not counted."""
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                first = node.body[0]
                documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
                words = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node.end_lineno - node.lineno + 1 - words


def test_no_function_is_longer_than_80_lines() -> None:
    assert [row for row in functions() if row[1] > 80] == []


def test_at_most_three_in_a_hundred_functions_are_longer_than_40_lines() -> None:
    every = list(functions())
    long = [row for row in every if row[1] > 40]
    assert len(long) <= 0.03 * len(every), long


def test_no_module_is_longer_than_450_lines() -> None:
    sizes = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in modules()}
    assert {name: size for name, size in sizes.items() if size > 450} == {}


def test_every_module_says_what_it_is_for() -> None:
    silent = [path for path in modules() if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert silent == []
