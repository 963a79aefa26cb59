"""One careful way to read XML from the press: no entities of its own, no network, nothing huge; says what is broken."""

import re
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

_PROLOGUE = re.compile(r"\s*<\?xml[^>]*\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_AMPERSAND = re.compile(r"<!\[CDATA\[.*?\]\]>|&(?!(?:#\d+|#x[0-9a-fA-F]+|amp|lt|gt|quot|apos);)", re.DOTALL)
_LONG_RUN = re.compile(r"([^<>]{2000})[^<>]{998000,}")
_CLOSED = re.compile(r"</(?:[\w.-]+:)?(?:rss|rdf|feed|urlset|sitemapindex)\s*>", re.IGNORECASE)
_HARMLESS = frozenset({"NS_ERR_UNDEFINED_NAMESPACE", "ERR_DOCUMENT_END"})


@dataclass(frozen=True, slots=True)
class Tree:
    """A document's root element and what is wrong with its markup."""

    root: etree._Element
    broken: bool = False
    cut_short: bool = False
    too_deep: bool = False


def read_xml(text: str) -> Tree | None:
    """Parse a decoded document; None where there is no element. Fetches nothing, knows no entities of its own."""
    text = without_prologue(text).strip()
    if not text.startswith("<"):
        text = text[text.find("<") :] if "<" in text else ""
    if "<!DOCTYPE" in text[:2000].upper():
        text = _DOCTYPE.sub("", text, count=1)
    if not text:
        return None
    root, errors = _parse(text)
    if "ERR_RESOURCE_LIMIT" in errors:
        text = _LONG_RUN.sub(r"\1", text)
        root, errors = _parse(text)
    if any("ENTIT" in name or name == "ERR_NAME_REQUIRED" for name in errors):
        text = _AMPERSAND.sub(_escape, text)
        root, errors = _parse(text)
    if root is None:
        return None
    if not errors:
        return Tree(root)
    closed = _CLOSED.search(text, max(0, len(text) - 2000))
    return Tree(root, not errors <= _HARMLESS, not closed, "ERR_RESOURCE_LIMIT" in errors)


def _parse(text: str) -> tuple[etree._Element | None, frozenset[str]]:
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    return root, frozenset(entry.type_name for entry in parser.error_log)


def _escape(found: re.Match[str]) -> str:
    return "&amp;" if found[0] == "&" else found[0]


def local(element: etree._Element) -> str:
    """Give an element's name in lower case, without its namespace; "" for what is no element."""
    tag = element.tag
    return _bare(tag) if isinstance(tag, str) else ""


@lru_cache(1024)  # documents share a few dozen names
def _bare(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


def inner(element: etree._Element) -> str:
    """Give all text inside an element."""
    if len(element) == 0:
        return element.text or ""
    return "".join(str(piece) for piece in element.itertext())


def without_prologue(text: str) -> str:
    """Take the XML declaration off, whose encoding is no longer true of decoded text."""
    found = _PROLOGUE.match(text)
    return text[found.end() :] if found else text
