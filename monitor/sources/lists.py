"""Lists of sources as people exchange them: OPML in and out, and text files with one address a line."""

from collections.abc import Iterable
from io import BytesIO
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from monitor.errors import UsageError
from monitor.language.addresses import host_of

_LARGEST = 5 * 1024 * 1024
_WEB = ("http://", "https://")


def read_list(body: bytes, name: str) -> tuple[list[str], list[str]]:
    """Give the addresses that a file names, each once, in its order, and what OPML names that cannot be polled.

    Raises UsageError for what is no such file, and for a wrong line of a text file.
    """
    if len(body) > _LARGEST:
        raise UsageError(f"{name}: larger than 5 MB: no list of sources is")
    head = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    named = _from_opml(body, name) if head == b"<" else _from_lines(body.decode("utf-8-sig", "replace"), name)
    found = [address for address in named if is_web(address)]
    if not found:
        raise UsageError(f"{name}: names no source (OPML outlines need xmlUrl; a text file has one address a line)")
    return list(dict.fromkeys(found)), [address for address in dict.fromkeys(named) if not is_web(address)]


def is_web(address: str) -> bool:
    """Whether this is an http(s) address with a host, written without white space."""
    return address.lower().startswith(_WEB) and bool(host_of(address)) and not any(c.isspace() for c in address)


def write_opml(rows: Iterable[tuple[str, str]], title: str = "Ronda") -> str:
    """Write OPML 2.0 from (publisher, address) pairs; what `read_list` reads back."""
    opml = Element("opml", version="2.0")
    SubElement(SubElement(opml, "head"), "title").text = title
    body = SubElement(opml, "body")
    for publisher, url in rows:
        SubElement(body, "outline", type="rss", text=publisher, xmlUrl=url)
    indent(opml)
    written = BytesIO()
    ElementTree(opml).write(written, encoding="utf-8", xml_declaration=True)
    return written.getvalue().decode() + "\n"


def _from_opml(body: bytes, name: str) -> list[str]:
    try:
        root = fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise UsageError(f"{name}: cannot be read as OPML: {error}") from error
    attributes = ({key.lower(): value for key, value in outline.attrib.items()} for outline in root.iter("outline"))
    addresses = (outline.get("xmlurl", "").strip() for outline in attributes)
    return [address for address in addresses if address]


def _from_lines(text: str, name: str) -> list[str]:
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        address = line.partition(" #")[0].strip()
        if address and not address.startswith("#"):
            if not is_web(address):
                raise UsageError(f"{name}: line {number}: {address[:80]!r} is no http(s) address")
            found.append(address)
    return found
