"""`ronda watch`: hold watches against documents, check and format watch files. Needs no configuration."""

import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO

import click
import orjson
import tomli

from monitor.cli.common import Commands, counted, progress, read_watch_file, words_in_force
from monitor.collector import collect_seldom, collector_at_rest
from monitor.errors import ConfigError
from monitor.model import Document, NearMiss, Span
from monitor.watches import Matcher, SpanMaker, Words, format_query, parse_query, read_watches, word_shares
from monitor.written import read_json, read_text

_MANY_WATCHES = 5_000
"""From so many watches on it pays to learn from the first documents which words are rare: from more, the more watches."""
_MOST_SAMPLED = 200
_NEWLINE = orjson.OPT_APPEND_NEWLINE
_AROUND = 40
_SELDOM = 200_000


@click.group(cls=Commands)
def watch() -> None:
    """Watches: try, check and format them, play them over the past."""


_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@watch.command(epilog="Example:  ronda watch test --watches watches.toml --docs articles.jsonl --misses")
@click.option("--watches", "watch_file", type=_FILE, help="File with [[watch]] and [entities.NAME] tables.")
@click.option(
    "--docs", type=click.File("rb"), metavar="FILE", help='JSON lines: {"id", "title", "text", "publisher", "section"}.'
)
@click.option("--pairs", type=click.File("rb"), metavar="FILE", help='JSON lines: {"id", "watch": {..}, "doc": {..}}.')
@click.option("--misses", is_flag=True, help="Also tell which watches nearly fired, and why they did not.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def test(watch_file: Path | None, docs: BinaryIO | None, pairs: BinaryIO | None, misses: bool, as_json: bool) -> None:
    """Tell which documents fire which watches, where, and why."""
    if bool(pairs) == bool(watch_file or docs) or bool(watch_file) != bool(docs):
        raise click.UsageError("give either --watches and --docs, or --pairs")
    write: Callable[[dict[str, Any]], bytes] = _as_json if as_json else _as_text
    out, failed = sys.stdout.buffer, False
    with collector_at_rest():
        for answer in _pairs(pairs) if pairs else _documents(watch_file, docs, misses=misses, as_json=as_json):
            if isinstance(answer, bytes):
                out.write(answer)
            else:
                failed = failed or "error" in answer
                out.write(write(answer))
    out.flush()
    if failed:
        raise click.exceptions.Exit(1)


@watch.command(epilog="Example:  ronda watch check watches.toml")
@click.argument("files", nargs=-1, required=True, type=_FILE)
def check(files: tuple[Path, ...]) -> None:
    """Read watch files and tell everything that is wrong with them."""
    problems: list[str] = []
    for path in files:
        try:
            file = read_watch_file(path)
        except ConfigError as error:
            problems += error.problems
            continue
        for warning in file.warnings:
            click.echo(f"warning: {warning}", err=True)
        click.echo(f"{path.name}: {counted(len(file.watches), 'watch')}, {counted(len(file.entities), 'entity')}")
    if problems:
        raise ConfigError(problems)


@watch.command(epilog="Example:  ronda watch fmt --write watches.toml")
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option("--write", "in_place", is_flag=True, help="Change the files instead of printing them.")
def fmt(files: tuple[Path, ...], in_place: bool) -> None:
    """Write the queries of watch files in standard form; everything else stays as it is."""
    for path in files:
        read_watch_file(path)
        text = read_text(path, path.name)
        formatted = _formatted(text)
        if in_place and formatted != text:
            path.write_text(formatted, "utf-8", newline="\r\n" if b"\r\n" in path.read_bytes() else None)
            click.echo(f"{path}: changed", err=True)
        elif not in_place:
            click.echo(formatted, nl=False)


# ---------------------------------------------------------------------------------------------------------- documents


def _documents(
    path: Path | None, docs: BinaryIO | None, *, misses: bool, as_json: bool
) -> Iterator[dict[str, Any] | bytes]:
    """The answers for each document: what fires as it is written out, the rest as tables."""
    assert path is not None
    assert docs is not None
    numbered = enumerate(progress(docs, "matching", docs), 1)
    file = read_watch_file(path)
    for warning in file.warnings:
        click.echo(f"warning: {warning}", err=True)
    many = len(file.watches) if len(file.watches) > _MANY_WATCHES else 0
    sample = list(islice(numbered, min(many // 100, _MOST_SAMPLED)))
    shares = word_shares(document for document in (_try_document(line) for _, line in sample) if document)
    matcher = Matcher(file.watches, file.entities, words_in_force(), shares)
    collect_seldom(_SELDOM)
    lines = _JsonLines()
    make: SpanMaker = lines.span if as_json else Span
    for number, line in chain(sample, numbered):
        if not line.strip():
            continue
        row: Any = {}
        try:
            row = read_json(line)
            document = _document(row)
        except ValueError as error:
            yield {"id": row.get("id") if isinstance(row, dict) else None, "error": f"line {number}: {error}"}
            continue
        fired = matcher.fires(document, make)
        if as_json:
            yield lines.fires(row["id"], fired)
        else:
            yield from ({"id": row["id"], "watch": name, "spans": spans} for name, spans in fired)
        if misses:
            yield from (_miss(row["id"], miss) for miss in matcher.near_misses(document))


def _miss(doc_id: object, miss: NearMiss) -> dict[str, Any]:
    return {"id": doc_id, "watch": miss.watch, "missed": miss.missed, "rejected": miss.rejected}


def _pairs(pairs: BinaryIO) -> Iterator[dict[str, Any]]:
    words = words_in_force()
    for number, line in enumerate(progress(pairs, "trying", pairs), 1):
        if not line.strip():
            continue
        row: Any = {}
        try:
            row = read_json(line)
            yield _pair(row, words)
        except ValueError as error:
            yield {"id": row.get("id") if isinstance(row, dict) else None, "error": f"line {number}: {error}"}
        except ConfigError as error:
            yield {"id": row.get("id"), "error": f"line {number}: {'; '.join(error.problems)}"}


def _pair(row: Any, words: Words) -> dict[str, Any]:
    document = _document(row, "doc")
    table = row.get("watch")
    if not isinstance(table, dict):
        raise _BadLineError("'watch' is missing")
    table = {"name": "pair", **table}
    file = read_watches({"entities": table.pop("entities", None) or {}, "watch": [table]}, "pairs")
    found = Matcher(file.watches, file.entities, words).match(document)
    return {"id": row["id"], "hit": bool(found), "spans": found[0].spans if found else ()}


class _BadLineError(ValueError):
    """A line of input that is no document."""


def _document(row: Any, inside: str = "") -> Document:
    if not isinstance(row, dict):
        raise _BadLineError("an object is expected")
    if "id" not in row:
        raise _BadLineError("'id' is missing")
    fields = row.get(inside) if inside else row
    if not isinstance(fields, dict):
        raise _BadLineError(f"'{inside}' is missing")
    if fields.get("text") is None:
        raise _BadLineError("'text' is missing")
    title, text = fields.get("title") or "", fields["text"]
    publisher, section = fields.get("publisher") or "", fields.get("section") or ""
    for name, value in (("title", title), ("text", text), ("publisher", publisher), ("section", section)):
        if not isinstance(value, str):
            raise _BadLineError(f"'{name}' is no text")
    return Document(title, text, publisher, section)


def _try_document(line: bytes) -> Document | None:
    try:
        return _document(read_json(line))
    except ValueError:
        return None


# -------------------------------------------------------------------------------------------------------------- answers


def _as_json(answer: dict[str, Any]) -> bytes:
    return orjson.dumps(answer, option=_NEWLINE)


class _JsonLines:
    """Writes what fires: spans once, however many watches share one, and what comes again and again from memory."""

    def __init__(self) -> None:
        self._ends: dict[tuple[str, str], str] = {}

    def span(self, field: str, start: int, end: int, text: str, term: str, reason: str) -> str:
        close = self._ends.get((term, reason))
        if close is None:
            close = self._ends[term, reason] = f',"term":{_quoted(term)},"reason":{_quoted(reason)}}}'
        return f'{{"field":"{field}","start":{start},"end":{end},"text":{_quoted(text)}{close}'

    def fires(self, doc_id: object, fired: Iterable[tuple[str, tuple[str, ...]]]) -> bytes:
        """A line for each watch."""
        start = f'{{"id":{orjson.dumps(doc_id).decode()},"watch":'
        lines = [f'{start}{_quoted(name)},"spans":[{",".join(spans)}]}}\n' for name, spans in fired]
        return "".join(lines).encode()


def _quoted(text: str) -> str:
    plain = text.isascii() and (text.isalnum() or (text.isprintable() and '"' not in text and "\\" not in text))
    return f'"{text}"' if plain else orjson.dumps(text).decode()


def _as_text(answer: dict[str, Any]) -> bytes:
    if "error" in answer:
        name = "?" if answer["id"] is None else answer["id"]
        return f"{name}: {answer['error']}\n".encode()
    if "missed" in answer:
        why = "it is so" if answer["missed"].startswith("NOT ") else "nothing of it stands there"
        nothing = "" if answer["rejected"] else f" ({why})"
        lines = [f"{answer['id']}: {answer['watch']} nearly fired; this failed: {answer['missed']}{nothing}"]
        return "\n".join([*lines, *map(_place, answer["rejected"])]).encode() + b"\n"
    if "hit" in answer:
        lines = [f"{answer['id']}: {'fires' if answer['hit'] else 'does not fire'}"]
    else:
        lines = [f"{answer['id']}: {answer['watch']}"]
    return "\n".join([*lines, *map(_place, answer["spans"])]).encode("utf-8", "replace") + b"\n"


def _place(span: Span) -> str:
    return f"    {span.field} {span.start}-{span.end}  {span.text[:_AROUND]!r}  {span.term}: {span.reason}"


# ---------------------------------------------------------------------------------------------------------------- files


def _formatted(text: str) -> str:
    """The text of a watch file with every query in standard form."""
    for table in tomli.loads(text).get("watch", []):
        query = table["query"]
        better = format_query(parse_query(query))
        if better == query:
            continue
        for mark in ("'", '"', "'''", '"""'):
            written = f"{mark}{_in_marks(query, mark)}{mark}"
            if written in text:
                text = text.replace(written, f"{mark}{_in_marks(better, mark)}{mark}")
                break
    return text


def _in_marks(query: str, mark: str) -> str:
    return query if mark[0] == "'" else query.replace("\\", "\\\\").replace('"', '\\"')


def main() -> int:
    """`python -m monitor.cli.watch`, with the exit statuses of `ronda`."""
    try:
        result = watch.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except ConfigError as error:
        click.echo(str(error), err=True)
        return 3
    return result if isinstance(result, int) else 0


if __name__ == "__main__":
    sys.exit(main())
