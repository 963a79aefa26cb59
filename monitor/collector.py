"""Python's garbage collector, told to look seldom: Ronda makes many small things, and hardly ever a circle of them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_PAGES = 20_000  # small things in a page or two: most are gone when it has been read


def collect_seldom(things: int = _PAGES) -> None:
    """What is there now is never looked through again; what comes is, each time when so many more things live."""
    gc.freeze()
    gc.set_threshold(things, 10, 10)
    gc.enable()


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """While much is loaded that all stays: looking through it again and again cost a third of the time. What is set inside
    the block holds in the block; afterwards all is as before."""
    was, before = gc.isenabled(), gc.get_threshold()
    gc.disable()
    try:
        yield
    finally:
        gc.set_threshold(*before)
        if was:
            gc.enable()
        else:
            gc.disable()
