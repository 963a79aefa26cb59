"""Pages that many threads read at once go to helper processes, which may end at any moment."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from monitor.errors import Transient
from monitor.extracting import Extractor, Page, read_page
from monitor.language.addresses import canonical
from monitor.model import Announced, Publisher, PublisherId

PARAGRAPH = "Warga Kampung Sewu menolak pemindahan pasar ikan yang diumumkan pemerintah kota pada hari Senin kemarin. "
OUTLET = Publisher(PublisherId("kota"), "Koran Kota", domains=("kota.example",))


class Nobody:
    """A catalogue that knows no publisher."""

    def by_domain(self, host: str) -> Publisher | None:
        return None

    def by_credit_name(self, text: str) -> Publisher | None:
        return None


def page(number: int, links: str = "", *, first: bool = True) -> Page:
    url = f"https://kota.example/baca/{number}/pasar-ikan-{number}"
    body = f"<p>{PARAGRAPH * 3}</p><p>Nomor {number}. {PARAGRAPH * 2}</p>"
    markup = f"<html><title>Pasar {number}</title><article><h1>Pasar {number}</h1>{body}</article>{links}</html>"
    announced = Announced(url=url, canonical=canonical(url), guid=url, title=f"Pasar {number}")
    return Page(markup.encode(), url, "text/html; charset=utf-8", OUTLET, announced, first)


@pytest.fixture
def extractor() -> Iterator[Extractor]:
    made = Extractor(Nobody(), most=1, few=0)
    yield made
    made.close()


def with_helper(extractor: Extractor) -> int:
    """The first page is read here, while the helper starts."""
    extractor.read(page(0))
    (pid,) = extractor.pids()
    return pid


def test_a_helper_reads_a_page_as_this_process_does(extractor: Extractor) -> None:
    with_helper(extractor)
    further = '<a href="?page=2">2</a>'
    for asked in (page(1), page(2, further), page(2, further, first=False)):
        assert extractor.read(asked) == read_page(asked, Nobody())
    assert extractor.read(page(2, further))[1] == ("https://kota.example/baca/2/pasar-ikan-2?page=2",)


def test_many_threads_share_one_helper_and_each_gets_its_own_page(extractor: Extractor) -> None:
    pid = with_helper(extractor)
    with ThreadPoolExecutor(8) as pool:
        read = list(pool.map(lambda number: extractor.read(page(number))[0].title, range(40)))
    assert read == [f"Pasar {number}" for number in range(40)]
    assert extractor.pids() == [pid]


def test_a_helper_that_is_killed_costs_its_page_a_try_and_another_takes_its_place(extractor: Extractor) -> None:
    pid = with_helper(extractor)
    os.kill(pid, signal.SIGKILL)
    with pytest.raises(Transient, match="helper-ended"):
        extractor.read(page(1))
    assert extractor.read(page(1))[0].title == "Pasar 1"
    assert extractor.pids() not in ([], [pid])


def test_a_page_at_a_time_needs_no_helper() -> None:
    extractor = Extractor(Nobody(), most=1)
    assert extractor.read(page(1))[0].paragraphs
    assert extractor.pids() == []


def test_a_page_at_a_time_goes_to_a_helper_that_is_there() -> None:
    extractor = Extractor(Nobody(), most=1, few=0)
    pid = with_helper(extractor)
    extractor._few = 3
    os.kill(pid, signal.SIGKILL)
    with pytest.raises(Transient, match="helper-ended"):
        extractor.read(page(1))
    extractor.close()


def test_a_page_that_no_helper_can_read_raises_here_and_leaves_the_helper_to_the_others(extractor: Extractor) -> None:
    pid = with_helper(extractor)
    with pytest.raises(RuntimeError, match="AttributeError"):
        extractor.read(replace(page(1), body=None))  # type: ignore[arg-type]
    assert extractor.read(page(1))[0].title == "Pasar 1"
    assert extractor.pids() == [pid]


def test_a_helper_without_work_ends(extractor: Extractor) -> None:
    pid = with_helper(extractor)
    extractor.tidy(3600)
    assert extractor.pids() == [pid]
    extractor.tidy(0)
    assert extractor.pids() == []
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_after_the_end_pages_are_read_here(extractor: Extractor) -> None:
    with_helper(extractor)
    extractor.close()
    assert extractor.read(page(3)) == read_page(page(3), Nobody())
    assert extractor.pids() == []
