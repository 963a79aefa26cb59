"""How well and how fast the project's own pages are read, publisher by publisher, with rules and without (`make bench`)."""

import random
import sys
import time
from datetime import datetime
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from monitor.articles import extract
from monitor.articles.extract import PublisherNames
from monitor.catalogue import load_catalogue
from monitor.model import Article
from tests import press_manners
from tests.bench.mixtures import mixture
from tests.press_pages import PAGES, PressPage

TURNS = 20
MIXTURES = 600


def row(page: PressPage, names: PublisherNames, *, rules: bool) -> tuple[str, ...]:
    """Paragraphs right and wanted, foreign ones, noise leaked, facts right, milliseconds."""
    body = page.html.encode()
    started = time.process_time()
    for _ in range(TURNS):
        article = extract(body, page.url, publishers=names, use_rules=rules)
    spent = 1000 * (time.process_time() - started) / TURNS
    right = sum(text in article.paragraphs for text in page.paragraphs)
    foreign = sum(text not in page.paragraphs for text in article.paragraphs)
    leaked = sum(string in article.text for string in page.noise)
    return (
        f"{right}/{len(page.paragraphs)}",
        str(foreign),
        f"{leaked}/{len(page.noise)}",
        facts_right(page, article),
        f"{spent:.2f}",
    )


def is_clean(page: PressPage, cells: tuple[str, ...]) -> bool:
    """Every paragraph, nothing foreign, no noise."""
    whole, none = len(page.paragraphs), len(page.noise)
    return cells[:3] == (f"{whole}/{whole}", "0", f"0/{none}")


def facts_right(page: PressPage, article: Article) -> str:
    """ "t" title, "a" author, "p" published, "c" credit: those that are right; "-" for one that is wrong."""
    expected = datetime.fromisoformat(page.published)
    published = article.published is not None and abs((article.published - expected).total_seconds()) < 60
    credit = (article.credit and (article.credit.publisher, article.credit.title)) == page.credit
    author = not page.author or page.author in article.author
    checks = {"t": article.title == page.title, "a": author, "p": published, "c": credit}
    return "".join(letter if good else "-" for letter, good in checks.items())


def main() -> None:
    names = load_catalogue()
    titles = ("paragraphs", "foreign", "noise", "facts", "ms")
    print(f"{'':18}" + "".join(f"{title:>11}" for title in titles) + "   without the rule:")
    pages = (*PAGES, *press_manners.PAGES)
    clean = [0, 0]
    for page in pages:
        sides = (row(page, names, rules=True), row(page, names, rules=False))
        for side, cells in enumerate(sides):
            clean[side] += is_clean(page, cells)
        print(f"{page.name:18}" + "".join(f"{cell:>11}" for cells in sides for cell in cells))
    print(f"wholly clean: {clean[0]} of {len(pages)} with the publisher's rule, {clean[1]} without")
    print(mixed(names, seed=1))


def mixed(names: PublisherNames, seed: int) -> str:
    """How pages mixed at random come out: sentences lost, lines that are none."""
    chance = random.Random(seed)
    paragraphs = lost = foreign = clean = 0
    for number in range(MIXTURES):
        page = mixture(number, chance)
        read = extract(page.html.encode(), page.url, publishers=names).paragraphs
        missed, more = set(page.paragraphs) - set(read), set(read) - set(page.paragraphs)
        paragraphs += len(page.paragraphs)
        lost += len(missed)
        foreign += len(more)
        clean += not missed and not more
    return f"mixed at random (seed {seed}): {clean} of {MIXTURES} clean, {lost} of {paragraphs} paragraphs lost, {foreign} foreign"


if __name__ == "__main__":
    main()
