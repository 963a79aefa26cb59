"""What all kinds of sources share in building their items: absolute addresses, identity, believable times, warnings."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from urllib.parse import urljoin

from monitor.language.addresses import canonical
from monitor.language.dates import read_date
from monitor.model import Announced

MOST_ITEMS = 50_000  # as many as one sitemap may name (sitemaps.org)
LONGEST_ADDRESS = 4096
LONGEST_TITLE = 500
LONGEST_SUMMARY = 1500
AHEAD = timedelta(minutes=15)  # how far in the future a time may lie and still be a clock that is a little fast
_WEB = ("http://", "https://")


@dataclass(slots=True)
class Collector:
    """Takes a document's items in their order; `items` and `warnings` are what came of them."""

    base: str
    zone: str
    now: datetime
    items: list[Announced] = field(default_factory=list)
    troubles: Counter[str] = field(default_factory=Counter)
    full: bool = False
    _latest: datetime = field(init=False)
    _seen: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._latest = self.now + AHEAD

    def add(
        self, address: str, *, guid: str = "", title: str = "", summary: str = "", published: str = "",
        section: str = "", credited: str = "", original: str = "", updated: str = "",
    ) -> None:  # fmt: skip
        """Take one item. `address` may be relative; `original` is the true one where that leads through a counter."""
        if len(self.items) >= MOST_ITEMS:
            self.full = True
            return
        url = self.absolute(address)
        if not url:
            self.troubles["without a usable address"] += 1
            return
        key = canonical(self.absolute(original) or url)
        guid = guid[:LONGEST_ADDRESS] or key
        if (guid, key) in self._seen:
            return
        self._seen.add((guid, key))
        when = self.time(published)
        edited = self.time(updated) if updated and updated != published else None
        self.items.append(Announced(url, key, guid, title, summary, when, section, credited, edited))

    def absolute(self, address: str) -> str:
        """Give the address as the document has it, made absolute; "" where it cannot be fetched."""
        address = "".join(address.split()) if "\n" in address or "\t" in address else address.strip()
        if not address or len(address) > LONGEST_ADDRESS:
            return ""
        if not address[:8].lower().startswith(_WEB):
            try:
                address = urljoin(self.base, address)
            except ValueError:
                return ""
        return address if address[:8].lower().startswith(_WEB) and address[8:].strip("/") else ""

    def time(self, text: str) -> datetime | None:
        """Read a time; one that is missing, unreadable or in the future is counted and not believed."""
        if not text:
            return None
        when = read_date(text, self.zone, self.now)
        if when is None:
            self.troubles["with a time that cannot be read"] += 1
        elif when > self._latest:
            self.troubles["with a time in the future"] += 1
            when = None
        return when

    def finish(self) -> tuple[tuple[Announced, ...], tuple[str, ...]]:
        """Give the items, each with an identity of its own, and what is to be said about them."""
        warnings = [f"{count} {'item' if count == 1 else 'items'} {what}" for what, count in self.troubles.items()]
        if self.full:
            warnings.append(f"more than {MOST_ITEMS} items: the rest is left unread")
        times = Counter(item.guid for item in self.items)
        if len(times) < len(self.items):
            warnings.append("several items share one id: told apart by address")
            items = (replace(item, guid=item.canonical) if times[item.guid] > 1 else item for item in self.items)
            return tuple({(item.guid, item.canonical): item for item in items}.values()), tuple(warnings)
        return tuple(self.items), tuple(warnings)
