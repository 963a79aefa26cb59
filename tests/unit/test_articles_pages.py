"""Pages in the manner of each publisher: the same article with the publisher's rule and without it."""

from datetime import datetime
from functools import cache

import pytest

from monitor.articles import extract
from monitor.catalogue import Catalogue, load_catalogue
from tests.press_pages import PAGES, PressPage

NAMES = [page.name for page in PAGES]


@cache
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.mark.parametrize("rules", [True, False], ids=["rules", "no-rules"])
@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_a_page_gives_its_body_and_nothing_else(page: PressPage, rules: bool) -> None:
    article = extract(page.html.encode(), page.url, publishers=catalogue(), use_rules=rules)
    assert list(article.paragraphs) == list(page.paragraphs)
    assert article.title == page.title
    for string in page.noise:
        assert string not in article.text
    assert article.extractor == "finder" or (rules and article.extractor == f"rule:{page.publisher}")


def test_most_pages_are_read_by_their_publisher_s_own_rule() -> None:
    read = [extract(page.html.encode(), page.url, publishers=catalogue()).extractor for page in PAGES]
    assert sum(extractor.startswith("rule:") for extractor in read) >= 10


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_the_instant_is_right_and_in_the_zone_the_page_shows(page: PressPage) -> None:
    article = extract(page.html.encode(), page.url, publishers=catalogue())
    expected = datetime.fromisoformat(page.published)
    assert article.published is not None
    assert abs((article.published - expected).total_seconds()) < 60
    assert article.published.utcoffset() == expected.utcoffset()


@pytest.mark.parametrize("page", [page for page in PAGES if page.author], ids=[p.name for p in PAGES if p.author])
def test_the_author_is_named(page: PressPage) -> None:
    article = extract(page.html.encode(), page.url, publishers=catalogue())
    assert page.author in article.author.split(", ")


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_a_credit_is_found_where_there_is_one_and_nowhere_else(page: PressPage) -> None:
    credit = extract(page.html.encode(), page.url, publishers=catalogue()).credit
    assert (credit and (credit.publisher, credit.title)) == page.credit
