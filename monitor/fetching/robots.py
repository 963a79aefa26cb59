"""robots.txt (RFC 9309): asked once a day a site, and obeyed for pages that nobody gave us as a source."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from protego import Protego

from monitor.errors import Failure, Permanent, Transient

PRODUCT = "Ronda"
LARGEST = 512 * 1024  # RFC 9309 2.5: at least 500 KiB are read
_KEPT = timedelta(hours=24).total_seconds()
_KEPT_UNREACHABLE = timedelta(minutes=15).total_seconds()
_MOST_SITES = 4096  # most have few rules or none; to forget a site is to ask it anew with each of its pages

Answer = Protego | bool  # rules, or the same answer for every page


@dataclass(slots=True)
class _Known:
    lock: threading.Lock
    answer: Answer | None = None
    until: float = 0.0


class Robots:
    """Remembers each site's rules. `fetch` gives the text of a robots.txt or raises what a fetch raises."""

    def __init__(self, fetch: Callable[[str], str], clock: Callable[[], float] = time.monotonic) -> None:
        self._fetch = fetch
        self._clock = clock
        self._lock = threading.Lock()
        self._sites: OrderedDict[str, _Known] = OrderedDict()

    def check(self, url: str) -> None:
        """Return when this page may be fetched.

        Raises Permanent (kind "robots") where the rules forbid it, Transient (kind "robots-unreachable") where they
        cannot be had (RFC 9309 2.3.1.4: then everything is forbidden for the time being).
        """
        answer = self._rules(url)
        if answer is False:
            raise Transient(
                url, "robots-unreachable", "robots.txt cannot be had", retry_after=timedelta(seconds=_KEPT_UNREACHABLE)
            )
        if isinstance(answer, Protego) and not answer.can_fetch(url, PRODUCT):
            raise Permanent(url, "robots", "robots.txt of the site forbids this page")

    def learn(self, url: str) -> bool:
        """Ask for the rules of the page's site where they are not known; whether the site was asked."""
        site = _site(url)
        with self._lock:
            known = self._sites.get(site)
        if known is not None and known.answer is not None and self._clock() < known.until:
            return False
        self._rules(url)
        return True

    def _rules(self, url: str) -> Answer:
        site = _site(url)
        with self._lock:
            known = self._sites.setdefault(site, _Known(threading.Lock()))
            self._sites.move_to_end(site)
            while len(self._sites) > _MOST_SITES:
                self._sites.popitem(last=False)
        with known.lock:
            if known.answer is None or self._clock() >= known.until:
                known.answer = self._ask(f"{site}/robots.txt")
                known.until = self._clock() + (_KEPT_UNREACHABLE if known.answer is False else _KEPT)
            return known.answer

    def _ask(self, address: str) -> Answer:
        try:
            text = self._fetch(address)
        except Failure as failure:
            status = failure.status or 0
            if 400 <= status < 500 and status != 429:
                return True
            if isinstance(failure, Permanent) and failure.subject == urlsplit(address).hostname:
                raise  # the site itself may not be reached, so neither may its pages
            return False
        return Protego.parse(text)


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}"
