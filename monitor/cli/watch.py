"""`ronda watch`: try watches on documents, check and format watch files. Needs no configuration."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import click
import orjson
import tomli

from monitor.errors import ConfigError
from monitor.model import Document, Match
from monitor.watches import Matcher, Words, read_watches, read_words


@click.group()
def watch() -> None:
    """Watches: test, check and format them."""


@watch.command()
@click.option("--watches", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--docs", type=click.File("rb"))
@click.option("--pairs", type=click.File("rb"))
@click.option("--misses", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
def test(watches: Path | None, docs: BinaryIO | None, pairs: BinaryIO | None, misses: bool, as_json: bool) -> None:
    """Which documents fire which watches, and where."""
    words = load_words()
    answers = test_pairs(pairs, words) if pairs else test_docs(watches, docs, words)
    failed = False
    for answer in answers:
        failed = failed or b'"error":' in answer
        sys.stdout.buffer.write(answer)
    sys.stdout.flush()
    raise SystemExit(1 if failed else 0)


def test_docs(watches: Path, docs: BinaryIO, words: Words) -> Iterator[bytes]:
    file = read_watches(tomli.loads(watches.read_text(encoding="utf-8")), watches.name)
    matcher = Matcher(file.watches, file.entities, words)
    for line in docs:
        row = orjson.loads(line)
        for match in matcher.match(_document(row)):
            yield orjson.dumps({"id": row["id"], "watch": match.watch, "spans": match.spans}, option=orjson.OPT_APPEND_NEWLINE)


def test_pairs(pairs: BinaryIO, words: Words) -> Iterator[bytes]:
    for line in pairs:
        row = orjson.loads(line)
        table = dict(row["watch"])
        try:
            file = read_watches({"entities": table.pop("entities", {}), "watch": [table]}, "pairs")
            found = Matcher(file.watches, file.entities, words).match(_document(row["doc"]))
            answer = {"id": row["id"], "hit": bool(found), "spans": found[0].spans if found else ()}
        except ConfigError as error:
            answer = {"id": row["id"], "error": str(error)}
        yield orjson.dumps(answer, option=orjson.OPT_APPEND_NEWLINE)


def _document(row: Mapping[str, Any]) -> Document:
    return Document(row.get("title", ""), row.get("text", ""), row.get("publisher", ""), row.get("section", ""))


def load_words() -> Words:
    """The word lists of seeds/words: beside the package in a checkout, inside it where Ronda is installed."""
    package = Path(__file__).resolve().parent.parent
    folder = next((f for f in (package / "seeds" / "words", package.parent / "seeds" / "words") if f.is_dir()), None)
    tables: dict[str, Any] = {}
    for path in sorted(folder.glob("*.toml")) if folder else ():
        tables |= tomli.loads(path.read_text(encoding="utf-8"))
    return read_words(tables, "seeds/words")


if __name__ == "__main__":
    watch()
