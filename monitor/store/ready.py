"""Statements that run often: SQLAlchemy writes them, once for each database; then the driver runs them by itself. Going
through SQLAlchemy each time costs three to four times as much.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    BindParameter,
    ColumnElement,
    Connection,
    Dialect,
    Integer,
    any_,
    bindparam,
    func,
    literal_column,
    select,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.visitors import replacement_traverse

from monitor.language.storable import storable
from monitor.store.columns import Json

_NOTHING: Mapping[str, Any] = {}
_Values = Mapping[str, Any]
_Process = Callable[[Any], Any] | None


class Ready:
    """`write` makes the statement for a database's name. Its parameters are given by name at each run; those of an INSERT or
    UPDATE without values are the columns to be written. No expanding parameters: see `among`."""

    def __init__(self, write: Callable[[str], Any]) -> None:
        self.write = write
        self._forms: dict[tuple[str, tuple[str, ...]], _Form] = {}

    def all(self, connection: Connection, values: _Values = _NOTHING) -> list[Any]:
        """The rows, each a named tuple of its columns."""
        form = self._form(connection, values)
        cursor = execute(connection, form.sql, form.parameters(values))
        row = form.row_of(cursor.description)
        return [row(raw) for raw in cursor.fetchall()]

    def tuples(self, connection: Connection, values: _Values = _NOTHING) -> list[Any]:
        """The rows as the driver gives them: for numbers and bytes, which need no making."""
        form = self._form(connection, values)
        rows: list[Any] = execute(connection, form.sql, form.parameters(values)).fetchall()
        return rows

    def first(self, connection: Connection, values: _Values = _NOTHING) -> Any | None:
        """The first row; None where there is none."""
        form = self._form(connection, values)
        cursor = execute(connection, form.sql, form.parameters(values))
        raw = cursor.fetchone()
        return None if raw is None else form.row_of(cursor.description)(raw)

    def scalars(self, connection: Connection, values: _Values = _NOTHING) -> list[Any]:
        """The first column of every row."""
        return [row[0] for row in self.all(connection, values)]

    def scalar(self, connection: Connection, values: _Values = _NOTHING) -> Any:
        """The first column of the first row; None where there is none."""
        row = self.first(connection, values)
        return None if row is None else row[0]

    def run(self, connection: Connection, values: _Values = _NOTHING) -> None:
        """For statements without an answer."""
        form = self._form(connection, values)
        execute(connection, form.sql, form.parameters(values))

    def run_each(self, connection: Connection, rows: Sequence[_Values]) -> None:
        """Once for each, all of which name the same values."""
        if rows:
            form = self._form(connection, rows[0])
            execute_each(connection, form.sql, [form.parameters(values) for values in rows])

    def _form(self, connection: Connection, values: _Values) -> "_Form":
        dialect = connection.dialect
        key = dialect.name, tuple(values)
        form = self._forms.get(key)
        if form is None:
            form = self._forms[key] = _Form(_spelt_out(self.write(dialect.name)), dialect, list(values))
        return form


def ready(statement: Any) -> Ready:
    """The same for every database."""
    return Ready(lambda _: statement)


def among(database: str, column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """`column IN (...)`, for any number of values as one parameter."""
    if database == "sqlite":
        return column.in_(_listed(name))
    return column == any_(bindparam(name, type_=ARRAY(column.type)))


def not_among(database: str, column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    return ~among(database, column, name) if database != "sqlite" else column.not_in(_listed(name))


def _listed(name: str) -> Any:
    return select(func.json_each(bindparam(name, type_=_List)).table_valued("value").c.value)


class _List(Json):
    """Values that are compared with columns of web text, or with numbers."""

    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return super().process_bind_param([storable(one) if isinstance(one, str) else one for one in value], dialect)


def _spelt_out(statement: Any) -> Any:
    """With what is always the same in the statement itself. SQLite looks at the value that is bound to a LIMIT, or compared with
    what a partial index is about, and compiles the statement anew whenever one is bound: ten times the cost of running it."""

    def literally(element: Any, **_: Any) -> Any:
        if not isinstance(element, BindParameter) or element.required:
            return None
        if isinstance(element.value, StrEnum):
            return literal_column(f"'{element.value}'", element.type)
        return literal_column(str(element.value), element.type) if type(element.value) is int else None

    return replacement_traverse(statement, {}, literally)


def at_most(name: str) -> ColumnElement[int]:
    """For LIMIT, the parameter `name`, in a form into which SQLite does not look (see `_spelt_out`)."""
    number: BindParameter[int] = bindparam(name, type_=Integer)
    return number + literal_column("0", Integer)


class _Form:
    """A statement as one driver takes it."""

    def __init__(self, statement: Any, dialect: Dialect, names: Sequence[str]) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=names if statement.is_dml else None)
        self.sql = str(compiled)
        self._given: list[tuple[str, str, _Process]] = []  # parameters: as the statement names them, as callers do
        self._fixed: dict[str, Any] = {}
        for bind, name in compiled.bind_names.items():
            if bind.expanding:
                raise ValueError(f"{name}: a list is no parameter here (see `among`): {self.sql}")
            process = bind.type.dialect_impl(dialect).bind_processor(dialect)
            if bind.required or bind.key in names:
                self._given.append((name, bind.key, process))
            else:
                value = bind.effective_value
                self._fixed[name] = value if process is None else process(value)
        self._dialect = dialect
        self._columns = [(column.key or "", column.type) for column in getattr(statement, "exported_columns", ())]
        self._row: Callable[[Any], Any] | None = None

    def parameters(self, values: _Values) -> dict[str, Any]:
        told = {name: values[key] if process is None else process(values[key]) for name, key, process in self._given}
        return told | self._fixed if self._fixed else told

    def row_of(self, description: Sequence[Sequence[Any]]) -> Callable[[Any], Any]:
        """What makes a row of what the driver gives, whose types the cursor's description tells."""
        if self._row is None:
            self._row = self._row_maker([column[1] for column in description])
        return self._row

    def _row_maker(self, found: Sequence[Any]) -> Callable[[Any], Any]:
        make: Callable[[Any], Any] = _row_type(tuple(key for key, _ in self._columns))._make
        kinds = [
            (type_.dialect_impl(self._dialect), kind) for (_, type_), kind in zip(self._columns, found, strict=True)
        ]
        processes = [type_.result_processor(self._dialect, kind) for type_, kind in kinds]
        some = [(at, process) for at, process in enumerate(processes) if process]
        if not some:
            return make

        def row(raw: Sequence[Any]) -> Any:
            values = list(raw)
            for at, process in some:
                values[at] = process(values[at])
            return make(values)

        return row


@cache
def _row_type(names: tuple[str, ...]) -> Any:
    return namedtuple("Row", names, rename=True)


def execute(connection: Connection, sql: str, parameters: _Values = _NOTHING) -> Any:
    """By the driver; its errors are raised as SQLAlchemy raises them."""
    driver: Any = connection.connection.driver_connection
    try:
        return driver.execute(sql, parameters)
    except connection.dialect.loaded_dbapi.Error as error:
        raise _raised(connection, sql, parameters, error) from error


def execute_each(connection: Connection, sql: str, parameters: Sequence[_Values]) -> None:
    """As `execute`, without an answer, once for each of these parameters."""
    driver: Any = connection.connection.driver_connection
    try:
        driver.cursor().executemany(sql, parameters)
    except connection.dialect.loaded_dbapi.Error as error:
        raise _raised(connection, sql, parameters[0], error) from error


def _raised(connection: Connection, sql: str, parameters: _Values, error: Exception) -> Exception:
    return DBAPIError.instance(
        sql, parameters, error, connection.dialect.loaded_dbapi.Error, dialect=connection.dialect
    )
