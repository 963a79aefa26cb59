"""The schema of seeds/publishers/*.toml: every problem named with file, row, key and remedy."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import tomli

from monitor.catalogue.book import name_key, slug
from monitor.catalogue.folder import RULE_KEYS, publisher_files, seeds_folder
from monitor.catalogue.places import PROVINCES, ZONES
from monitor.model import SourceKind
from monitor.written import nearest

Check = Callable[[Any], str]
"""Takes the value of a key; gives what is wrong and what to do, "" when all is well."""


def validate(seeds_dir: Path | None = None) -> list[str]:
    """Problems of seeds/publishers/, each `file: row: key: what is wrong (what to do)`; [] when all is well."""
    folder = seeds_dir or seeds_folder()
    problems: list[str] = []
    seen: dict[str, list[tuple[str, str]]] = {"id": [], "domain": [], "url": [], "name": []}
    files = publisher_files(folder)
    for path in files:
        try:
            table = tomli.loads(path.read_text(encoding="utf-8"))
        except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
            problems.append(f"{path.name}: not TOML: {error} (mend the line)")
            continue
        problems.extend(_check_file(path, table))
        for row in _rows(table, "publisher"):
            _collect(path.name, row, seen)
    problems.extend(_repeated(seen))
    return problems if files else [f"{folder / 'publishers'}: no *.toml files (see seeds/README.md)"]


def _check_file(path: Path, table: Mapping[str, Any]) -> Iterator[str]:
    yield from _check_keys(path.name, table, _FILE_KEYS, required=("group", "publisher"))
    defaults = table.get("defaults")
    given = defaults if isinstance(defaults, dict) else {}
    yield from _check_keys(f"{path.name}: defaults", given, _DEFAULT_KEYS, required=())
    for number, row in enumerate(_rows(table, "publisher"), 1):
        where = f'{path.name}: publisher "{row.get("id") or f"number {number}"}"'
        own = [key for key in ("id", "name", "domains", "seen_in", "source") if key not in given]
        yield from _check_keys(where, row, _PUBLISHER_KEYS, required=own)
        domains = tuple(_listed(row, "domains"))
        for order, source in enumerate(_rows(row, "source"), 1):
            shown = source.get("url") or f"number {order}"
            yield from _check_keys(f"{where}: source {shown}", source, _SOURCE_KEYS, ("url", "kind", "seen_in"))
            host = _host(source.get("url"))
            if domains and host and not any(f".{host}".endswith(f".{domain}") for domain in domains):
                yield f'{where}: source {shown}: url: "{host}" is none of its domains (correct it, or add the domain)'


def _check_keys(
    where: str, row: Mapping[str, Any], checks: Mapping[str, Check], required: Sequence[str]
) -> Iterator[str]:
    for key in required:
        if key not in row:
            yield f"{where}: {key}: missing (add it)"
    for key, value in row.items():
        if key not in checks:
            yield f"{where}: {key}: unknown key{_nearest_key(key, checks)}"
        elif problem := checks[key](value):
            yield f"{where}: {key}: {problem}"


def _nearest_key(key: str, checks: Collection[str]) -> str:
    return nearest(key, checks) or f" (known: {', '.join(sorted(checks))})"


def _listed(row: Mapping[str, Any], key: str) -> list[str]:
    values = row.get(key, ())
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []


def _rows(table: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    rows = table.get(key, ())
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _collect(file: str, row: Mapping[str, Any], seen: Mapping[str, list[tuple[str, str]]]) -> None:
    where = f'{file}: publisher "{row.get("id")}"'
    seen["id"].append((str(row.get("id")), where))
    seen["domain"].extend((domain, where) for domain in _listed(row, "domains"))
    keys = {name_key(str(name)) for name in (row.get("name", ""), *_listed(row, "names"))}
    seen["name"].extend((key, where) for key in sorted(keys))
    for source in _rows(row, "source"):
        seen["url"].append((_same_address(str(source.get("url"))), where))


def _same_address(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", url).rstrip("/")


def _repeated(seen: Mapping[str, list[tuple[str, str]]]) -> Iterator[str]:
    for what, values in seen.items():
        for value, count in Counter(value for value, _ in values).items():
            if count > 1:
                places = " and ".join(dict.fromkeys(where for given, where in values if given == value))
                yield f'{places}: {what}: "{value}" stands {count} times (keep one)'


def _text(value: Any) -> str:
    return (
        "" if isinstance(value, str) and value.strip() else "must be a string that says something (write it in quotes)"
    )


def _texts(value: Any) -> str:
    good = isinstance(value, list) and all(isinstance(one, str) and one.strip() for one in value)
    return "" if good else 'must be a list of strings (write ["one", "two"])'


def _rows_check(value: Any) -> str:
    good = isinstance(value, list) and value and all(isinstance(row, dict) for row in value)
    return "" if good else "must be tables (write [[publisher]] or [[publisher.source]])"


def _table_check(value: Any) -> str:
    return "" if isinstance(value, dict) else "must be a table (write [defaults])"


def _one_of(*allowed: str) -> Check:
    def check(value: Any) -> str:
        if value in allowed:
            return ""
        hint = nearest(str(value), allowed) or f" (one of {', '.join(allowed)})"
        return f'"{value}" is not known{hint}'

    return check


def _truth(value: Any) -> str:
    return "" if isinstance(value, bool) else "must be true or false (without quotes)"


def _slug_check(value: Any) -> str:
    return _text(value) or ("" if slug(value) == value else f'"{value}" is no slug (write "{slug(value)}")')


def _domains_check(value: Any) -> str:
    if problem := _texts(value) or ("" if value else 'is empty (write ["example.co.id"])'):
        return problem
    bad = [name for name in value if not re.fullmatch(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", name) or name.startswith("www.")]
    return f'"{bad[0]}" is no bare host name (write "example.co.id": lower case, no www, no path)' if bad else ""


def _address(value: Any) -> str:
    if problem := _text(value):
        return problem
    if "." not in _host(value) or re.search(r"[\s{}<>\"|\\]", value):
        return f'"{value}" is no address (write https://host/path, without placeholders)'
    return ""


def _host(value: Any) -> str:
    """The host of an address; "" for what is none."""
    try:
        parts = urlsplit(value if isinstance(value, str) else "")
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme in {"http", "https"} else ""


def _document(value: Any) -> str:
    if problem := _text(value):
        return problem
    if value.startswith("http"):
        return _address(value)
    if re.fullmatch(r"[\w.-]+/[\w.-]+:\S.*", value):
        return ""
    return f'"{value}" names no document (write owner/repo:path, or the address of a page)'


def _documents(value: Any) -> str:
    values = value if isinstance(value, list) and value else [value]
    return next((problem for one in values if (problem := _document(one))), "")


def _selectors(value: Any) -> str:
    if problem := _texts(value):
        return problem
    from selectolax.lexbor import LexborHTMLParser

    page = LexborHTMLParser("<html><body><p>a</p></body></html>")
    for selector in value:
        try:
            page.css(selector)
        except Exception as error:  # noqa: BLE001  (selectolax raises a different class for each kind of mistake)
            return f'"{selector}" is no CSS selector: {error} (mend it)'
    return ""


def _links(value: Any) -> str:
    """Selectors of links, which BeautifulSoup reads."""
    if problem := _selectors(value):
        return problem
    import soupsieve

    for selector in value:
        try:
            soupsieve.compile(selector)
        except soupsieve.SelectorSyntaxError as error:
            return f'"{selector}" is no CSS selector: {str(error).splitlines()[0]} (mend it)'
    return ""


def _full_form(value: Any) -> str:
    good = isinstance(value, str) and re.fullmatch(r"\?[\w-]+=(?:[\w-]+|\{n\})|(?:/[\w-]+)+", value)
    return "" if good else f'"{value}" is added to no address (write "?page=all", "?page={{n}}" or "/all")'


_SOURCE_KEYS: Mapping[str, Check] = {
    "url": _address,
    "kind": _one_of(*SourceKind),
    "section": _text,
    "seen_in": _documents,
    "tried": _truth,
}
_PUBLISHER_KEYS: Mapping[str, Check] = {
    "id": _slug_check,
    "name": _text,
    "names": _texts,
    "domains": _domains_check,
    "group": _text,
    "network": _text,
    "province": _one_of(*PROVINCES),
    "zone": _one_of(*ZONES),
    "seen_in": _documents,
    **dict.fromkeys(RULE_KEYS, _selectors),
    "listing": _links,
    "full_form": _full_form,
    "obstacles": _texts,
    "source": _rows_check,
}
_DEFAULT_KEYS: Mapping[str, Check] = {
    key: _PUBLISHER_KEYS[key] for key in ("seen_in", *RULE_KEYS, "listing", "full_form", "obstacles")
}
_FILE_KEYS: Mapping[str, Check] = {
    "group": _text,
    "network": _text,
    "defaults": _table_check,
    "publisher": _rows_check,
}
