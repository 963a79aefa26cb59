"""Statements that go to the driver: what SQLite would compile anew at every run stands in none of them."""

import re
import sys
from collections.abc import Iterator

from sqlalchemy import create_engine

import monitor.store
from monitor.store import ready
from monitor.store.ready import Ready

LOOKED_INTO = re.compile(r"LIMIT [:?](?! \+)|\bstate = [:?]")


def statements() -> Iterator[tuple[str, Ready]]:
    for name, module in sorted(sys.modules.items()):
        if name.startswith(monitor.store.__name__):
            for called, value in vars(module).items():
                several = value.values() if isinstance(value, dict) else (value,)
                yield from ((f"{name}.{called}", one) for one in several if isinstance(one, Ready))


def test_no_statement_has_a_parameter_that_sqlite_looks_into() -> None:
    found = dict(statements())
    assert len(found) > 30
    dialect = create_engine("sqlite://").dialect
    for name, statement in found.items():
        sql = str(ready._spelt_out(statement.write("sqlite")).compile(dialect=dialect))
        assert not LOOKED_INTO.search(sql), f"{name}: {sql}"
