"""Listing pages to items: the links to articles, by the publisher's selectors or by the structure of the page."""

from datetime import datetime

from monitor.model import SourceKind, Yield


def read_listing(text: str, base: str, zone: str, now: datetime, selectors: tuple[str, ...] = ()) -> Yield:
    """Read a decoded listing page."""
    return Yield(SourceKind.LISTING, ())
