"""The edge towards the press: the only place that opens connections to it."""

from monitor.fetching.fetcher import FEEDS, Fetcher

__all__ = ["FEEDS", "Fetcher"]
