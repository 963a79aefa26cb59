"""The articles room: a page's bytes in, one clean article out. Pure; fetching is the caller's."""

from monitor.articles.credits import find_credit
from monitor.articles.extract import PublisherNames, extract
from monitor.articles.pages import further_pages, gather, join_pages
from monitor.articles.plain import article_from_announcement, article_from_text

__all__ = [
    "PublisherNames",
    "article_from_announcement",
    "article_from_text",
    "extract",
    "find_credit",
    "further_pages",
    "gather",
    "join_pages",
]
