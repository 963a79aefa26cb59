"""`ronda replay`: articles of a file through story, watch and alert decisions. Sends nothing, changes nothing."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from pathlib import Path
from typing import IO, Any

import click
import orjson

from monitor.alerts.deciding import decide
from monitor.catalogue import load_catalogue
from monitor.cli.common import open_lines, progress, read_watch_file, words_in_force
from monitor.collector import collect_seldom
from monitor.model import Article, Document, Match, Placing, Publisher, PublisherId, ToldAlert
from monitor.played import Names
from monitor.replay import PORTION, Played, PublisherOf, Replay, Watching, line_out, matches_as_given, read_line
from monitor.watches import Matcher

_SELDOM = 200_000  # a replay makes values that last
_NOW = datetime(2000, 1, 1, tzinfo=UTC)


@click.command(epilog="Example:  ronda replay articles.jsonl --watches watches.toml --json")
@click.argument("articles", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="ARTICLES.jsonl[.gz]")
@click.option(
    "--watches",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="WATCHES.toml",
    help="Watches to match.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, in the order of the articles.")
@click.pass_context
def replay(ctx: click.Context, articles: Path, watches: Path | None, as_json: bool) -> None:
    """Play ARTICLES, in file order, through the same story, watch and alert decisions as the daemon.

    A line: {"id", "url", "publisher", "title", "published", "text"}, optionally "section" and "credit". Lines that
    cannot be read are answered with {"id", "error"}, and the exit status is then 1.
    """
    show = _show_json if as_json else _show_text
    broken = False
    ids = Names([""])
    publisher_of = _publishers()
    watching = _watching(watches, publisher_of) if watches else None
    collect_seldom(_SELDOM)
    with Replay(publisher_of, watching) as room, open_lines(articles) as file:
        lines = progress(_lines(file), "replaying", file)
        while portion := [_Line.read(number, line, publisher_of) for number, line in islice(lines, PORTION)]:
            answers = room.play_all([line.article for line in portion if line.article])
            for line in portion:
                if line.article is None:
                    broken = True
                    show({"id": line.key, "error": line.error}, None)
                    continue
                played = line.as_given(next(answers))
                ids.append(line.key)
                show(line_out(line.key, played, ids), (line.article.title, played))
    ctx.exit(1 if broken else 0)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the file; without an article, why."""

    raw: bytes
    key: Any
    article: Article | None
    error: str = ""

    @classmethod
    def read(cls, number: int, raw: bytes, publisher_of: PublisherOf) -> "_Line":
        try:
            key, article = read_line(raw, publisher_of)
        except ValueError as error:
            return cls(raw, _id_of(raw), None, f"line {number}: {error}")
        return cls(raw, key, article)

    def as_given(self, played: Played) -> Played:
        """With matches in the text as the file has it."""
        if not played.matches or self.article is None:
            return played
        row = orjson.loads(self.raw)
        return replace(played, matches=matches_as_given(played.matches, self.article, row["title"], row["text"]))


def _publishers() -> PublisherOf:
    catalogue = load_catalogue()

    @cache
    def publisher_of(name: str) -> Publisher | None:
        return (
            catalogue.publishers.get(PublisherId(name)) or catalogue.by_credit_name(name) or catalogue.by_domain(name)
        )

    return publisher_of


def _watching(path: Path, publisher_of: PublisherOf) -> Watching:
    """Matching and deciding as in the daemon; no channel need exist, since nothing is sent."""
    file = read_watch_file(path)
    matcher = Matcher(file.watches, file.entities, words_in_force())

    def watching(
        article: Article, placing: Placing, told: Sequence[ToldAlert]
    ) -> tuple[Sequence[Match], Sequence[str]]:
        matches = matcher.match(_document(article, publisher_of(article.publisher)))
        decided = decide(matches, placing, told, matcher.rules, {}, _NOW)
        return matches, [alert.watch for alert in decided.alerts]

    return watching


def _document(article: Article, publisher: Publisher | None) -> Document:
    names = (publisher.name, publisher.id, *publisher.domains) if publisher else (article.publisher,)
    return Document(article.title, article.text, " ".join(dict.fromkeys(names)), article.section)


def _lines(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    return ((number, line) for number, line in enumerate(file, 1) if line.strip())


def _id_of(line: bytes) -> Any:
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    return row.get("id") if isinstance(row, dict) else None


def _show_json(answer: dict[str, Any], _: tuple[str, Played] | None) -> None:
    sys.stdout.buffer.write(orjson.dumps(answer, option=orjson.OPT_APPEND_NEWLINE))


def _show_text(answer: dict[str, Any], found: tuple[str, Played] | None) -> None:
    if found is None:
        click.echo(f"{answer['id'] or '?':<14} error      {answer['error']}", err=True)
        return
    title, played = found
    click.echo(f"{answer['id']:<14} {answer['relation']:<10} {answer['story']:<14} {title[:70]}")
    for link in answer["links"][:3]:
        click.echo(f"{'':<14} {link['relation']:<10} {link['to']:<14} {link['reason']}")
    if played.alerts:
        click.echo(f"{'':<14} alerts     {', '.join(played.alerts)}")


if __name__ == "__main__":
    replay()
