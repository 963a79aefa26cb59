"""`ronda extract`: pages to clean articles, from a file, an address, or a batch of files; needs no configuration."""

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
import orjson

from monitor.articles.extract import PublisherNames
from monitor.articles.extract import extract as read_page
from monitor.cli.common import console, fetcher_in_force, progress
from monitor.collector import collect_seldom
from monitor.errors import Failure
from monitor.language.addresses import host_of
from monitor.model import Article, Reply
from monitor.written import read_json

FetchPage = Callable[[str], Reply]
FETCH_KEY = "fetch_page"  # in click's context object: how addresses are fetched
NAMES_KEY = "publishers"  # in click's context object: the catalogue

_MOST_BYTES = 64_000_000  # of one file


@click.command(
    "extract",
    short_help="Read pages: what is their article?",
    epilog="Example:  ronda extract halaman.html --url https://nasional.kontan.co.id/news/...",
)
@click.argument("page", required=False)
@click.option("--url", metavar="URL", default="", help="The address that PAGE was fetched from.")
@click.option(
    "--batch",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="PAGES.jsonl",
    help='A file of lines {"id", "path", "url"}; paths start from its folder.',
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--no-rules", is_flag=True, help="Leave the publishers' own selectors aside.")
@click.pass_context
def extract(
    context: click.Context, page: str | None, url: str, batch: Path | None, *, as_json: bool, no_rules: bool
) -> None:
    """Read PAGE, a file of HTML (.gz too) or an address, and show its article. `--batch` reads many files."""
    if (page is None) == (batch is None):
        raise click.UsageError("give PAGE.html, an address, or --batch PAGES.jsonl")
    names = _names(context)
    if batch is not None:
        collect_seldom()
        context.exit(_run_batch(batch, names, use_rules=not no_rules, as_json=as_json))
    assert page is not None
    try:
        answer = _read_one(context, page, url, names, use_rules=not no_rules)
    except (Failure, OSError) as error:
        _show({"id": page, "error": _trouble(error)}, as_json=as_json)
        context.exit(1)
    _show(answer, as_json=as_json)


def _read_one(context: click.Context, page: str, url: str, names: PublisherNames, *, use_rules: bool) -> dict[str, Any]:
    if page.startswith(("http://", "https://")):
        return _read_address(_fetcher(context), page, names, use_rules=use_rules)
    if "://" in page:
        raise click.UsageError(f"{page}: only http and https addresses are fetched")
    body = Path(page).read_bytes()[:_MOST_BYTES]
    return _timed(page, body, url, names, use_rules=use_rules)


def _read_address(fetch: FetchPage, url: str, names: PublisherNames, *, use_rules: bool) -> dict[str, Any]:
    """Fetch a page and the further pages it names, and read them as one article."""
    from monitor.articles.pages import further_pages, gather, join_pages

    started = time.process_time()
    publisher = names.by_domain(host_of(url))

    missing: list[str] = []

    def read(address: str, *, further: bool = True) -> tuple[Article, tuple[str, ...]]:
        reply = fetch(address)
        article = read_page(
            reply.body,
            reply.final_url,
            content_type=reply.content_type,
            publisher=publisher,
            publishers=names,
            use_rules=use_rules,
            further=further,
        )
        return article, further_pages(reply.body, article, publisher)

    def read_on(address: str) -> tuple[Article, tuple[str, ...]]:
        try:
            return read(address)
        except Failure as failure:
            missing.append(f"incomplete: {failure}")
            return replace(first, paragraphs=(), credit=None, warnings=()), ()

    first, named = read(url, further=False)
    article = join_pages(gather(first, named, read_on))
    return as_answer(url, replace(article, warnings=(*article.warnings, *missing)), names, started)


def _fetcher(context: click.Context) -> FetchPage:
    """How addresses are fetched: handed in by whoever calls the command, else our fetcher with the settings in force."""
    given = context.obj.get(FETCH_KEY) if isinstance(context.obj, dict) else None
    if given is not None:
        fetch: FetchPage = given
        return fetch
    return fetcher_in_force().get


def _names(context: click.Context) -> PublisherNames:
    """The catalogue: handed in, else the one of this installation."""
    given = context.obj.get(NAMES_KEY) if isinstance(context.obj, dict) else None
    if given is not None:
        names: PublisherNames = given
        return names
    from monitor.catalogue import load_catalogue

    return load_catalogue()


def _run_batch(batch: Path, names: PublisherNames, *, use_rules: bool, as_json: bool) -> int:
    failed = 0
    for answer in _answers(batch, names, use_rules=use_rules):
        failed += "error" in answer
        _show(answer, as_json=as_json)
    sys.stdout.flush()
    return 1 if failed else 0


def _answers(batch: Path, names: PublisherNames, *, use_rules: bool) -> Iterator[dict[str, Any]]:
    with batch.open("rb") as lines:
        for number, line in enumerate(progress(lines, "extracting", lines), 1):
            if not line.strip():
                continue
            asked: Any = None
            try:
                asked = read_json(line)
                path = batch.parent / _path_of(asked)
                body = path.read_bytes()[:_MOST_BYTES]
                url = asked.get("url") if isinstance(asked.get("url"), str) else ""
                urlsplit(url)
            except (KeyError, TypeError, ValueError, OSError) as error:
                yield {"id": asked.get("id") if isinstance(asked, dict) else None, "error": _problem(number, error)}
                continue
            yield _timed(asked.get("id", asked["path"]), body, url, names, use_rules=use_rules)


def _path_of(asked: Any) -> str:
    if not isinstance(asked, dict):
        raise TypeError("not an object")
    if not isinstance(asked["path"], str):
        raise TypeError("'path' is no text")
    return str(asked["path"])


def _trouble(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}"
    return str(error)


def _problem(number: int, error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"line {number}: '{error.args[0]}' is missing"
    if isinstance(error, OSError):
        return f"line {number}: {error.filename or 'path'}: {error.strerror or error}"
    return f"line {number}: {error}"


def _timed(name: object, body: bytes, url: str, names: PublisherNames, *, use_rules: bool) -> dict[str, Any]:
    started = time.process_time()
    return as_answer(name, read_page(body, url, publishers=names, use_rules=use_rules), names, started)


def as_answer(name: object, article: Article, names: PublisherNames, started: float) -> dict[str, Any]:
    """The answer of the contract for one article. `started`: process time when its reading began."""
    credit = article.credit
    known = names.by_domain(host_of(article.url))
    name_known = known is not None and known.id == article.publisher
    return {
        "id": name,
        "url": article.url,
        "canonical_url": article.canonical_url,
        "title": article.title,
        "author": article.author,
        "publisher": known.name if known and name_known else article.publisher,
        "published": article.published.isoformat() if article.published else None,
        "modified": article.modified.isoformat() if article.modified else None,
        "section": article.section,
        "language": article.language,
        "paragraphs": list(article.paragraphs),
        "credit": None
        if credit is None
        else {"publisher": credit.publisher, "title": credit.title, "url": credit.url, "text": credit.text},
        "extractor": article.extractor,
        "warnings": list(article.warnings),
        "ms": round(1000 * (time.process_time() - started), 2),
    }


def _show(answer: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        sys.stdout.buffer.write(orjson.dumps(answer) + b"\n")
        return
    _show_to_people(answer)


def _show_to_people(answer: dict[str, Any]) -> None:
    from rich.table import Table
    from rich.text import Text

    paper = console()
    if "error" in answer:
        why = str(answer["error"]).removeprefix(f"{answer['id']}: ")
        paper.print(Text(f"{answer['id']}: {why}", style="red"))
        return
    table = Table(show_header=False, box=None, pad_edge=False)
    rows = ("title", "author", "publisher", "section", "published", "modified", "canonical_url", "extractor")
    for row in rows:
        if answer[row]:
            table.add_row(Text(row, style="dim"), Text(str(answer[row])))
    if credit := answer["credit"]:
        table.add_row(
            Text("credit", style="dim"), Text(f"{credit['publisher']}: {credit['title']} {credit['url']}".strip())
        )
    for warning in answer["warnings"]:
        table.add_row(Text("warning", style="yellow"), Text(warning))
    paper.print(table)
    for paragraph in answer["paragraphs"]:
        paper.print()
        paper.print(Text(paragraph))
    paper.print()


if __name__ == "__main__":
    # `python -m monitor.cli.extract extract --batch ...`: the command alone, for measuring it without the rest.
    click.Group("ronda", commands=[extract])()
