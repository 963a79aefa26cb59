"""The credit that stands beside a body: in a box that its label shows to be a footer, or in a <footer>; and a credit's link."""

from collections.abc import Sequence
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from monitor.articles.cleaning import Block
from monitor.articles.credits import may_claim, may_name_headline, read_credits
from monitor.articles.tree import Node, read_lines
from monitor.articles.words import squeezed
from monitor.model import Credit

_REACH = 40  # lines after the body's last
_HERE = frozenset(
    ("disini", "klikdisini", "selengkapnya", "selengkapnyadisini", "bacadisini", "tautanini", "tautanberikut")
)
"""Words that lead on from a credit line, squeezed."""
_ROOM = 3  # elements up from a link to the line that it stands in


def credit_beside(page: LexborHTMLParser, lines: Sequence[str], blocks: Sequence[Block]) -> Credit | None:
    """The first line after the body that says of this text where it was published, with its headline; None without one.

    Only a line with a headline counts: a bare name below a page speaks of a picture, or of another article.
    """
    last = {block.text for block in blocks[-3:]}
    ends = max((at for at, line in enumerate(lines) if line in last), default=None)
    after = lines[ends + 1 : ends + 1 + _REACH] if ends is not None else []
    parts = [after] if any(map(may_claim, after)) and any(map(may_name_headline, after)) else []
    for node in page.css("footer")[:4]:
        text = node.text(deep=True)
        if may_claim(text) and may_name_headline(text):
            parts.append(read_lines(node))
    for rest in parts:
        credit = read_credits(rest[:_REACH]).credit
        if credit is not None and credit.foot and credit.title:
            return credit
    return None


def link_of(page: LexborHTMLParser, credit: Credit, url: str) -> str:
    """Where the headline, a "di sini" or the name in a credit line leads, as an absolute address; "" where none is a link."""
    line, title, name = squeezed(credit.text), squeezed(credit.title), squeezed(credit.publisher)
    found, of_name = "", ""
    for node in page.css("a[href]"):
        text = squeezed(node.text(deep=True))
        if not text or (text not in (title, name) and text not in _HERE) or not _stands_in(node, line):
            continue
        href = (node.attributes.get("href") or "").strip()
        if not href or href.startswith(("#", "javascript:", "mailto:")):
            continue
        try:
            address = urljoin(url, href)
        except ValueError:
            continue
        if text == title:
            return address
        if text == name:
            of_name = address
        else:
            found = address
    return found or of_name


def _stands_in(node: Node, line: str) -> bool:
    above = node.parent
    for _ in range(_ROOM):
        if above is None:
            return False
        shown = squeezed(above.text(deep=True)[:4000])
        if line and line in shown:
            return len(shown) <= 2 * len(line)
        above = above.parent
    return False
