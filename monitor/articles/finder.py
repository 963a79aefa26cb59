"""Our own body finder: where the sentences of a page are, every sibling container of them, and what in there is no text."""

import re
from collections.abc import Iterable
from functools import lru_cache

from monitor.articles.tree import Box, Line

_WORDS = (
    "baca-?juga|bacajuga|baca-?lain|linksisip|lihat-?juga|lihatjg|simak-?juga|read-?too|read-?also|also-?read|related|relate|terkait|"
    "rekomendasi|recommend(?:ed|ation)?s?|recirc|share|sharing|shares|sharebar|sharethis|social|sosmed|socmed|follow|"
    "tags?|tagging|tag-?list|keyword|caption|photo-?credit|credit|copyright|"
    "komentar|comments?|commentary|disqus|respond|replies|breadcrumbs?|"
    "ads?|adv|advert|advertis\\w*|adslot|adsense|iklan|dfp|sponsor\\w*|promo|promoted|promosi|outbrain|taboola|revcontent|mgid|"
    "parallax\\w*|newsletter|subscribe|subscription|signup|sign-up|paywall-?\\w*|"
    "pagination|paging|pager|page-?nav|nextprev|load-?more|lanjut-?baca|"
    "author\\w*|penulis|editor|byline|reporter|bio|biography|dateline|timestamp|publish-?date|date-?time|post-?date|"
    "populer|popular|trending|trend|terpopuler|latest|terbaru|terkini|most-?read|mostread|headline-?list|"
    "footer|foot|menu|navbar|navigation|nav|sidebar|side-?bar|rightbar|widget|toolbar|topbar|"
    "popup|pop-?up|modal|overlay|cookie|consent|gdpr|toast|alert|"
    "gallery-?thumb|slideshow-?nav|carousel|swiper|slick|video-?list|playlist|player|jwplayer|"
    "instagram-media|twitter-tweet|fb-post|tiktok-embed|embed|"
    "print|email|hide|hidden|d-none|invisible|skip|screen-reader\\w*|visually-hidden|sr-only|dont-display|"
    "googlenews|google-news|gnews|whatsapp|telegram|download-?app|app-?banner|meta|entry-meta|post-meta|article-meta|"
    "box-?title|teaser|infinite|ext-?channel|imageinfo|disclaimer|login|register|search|topik|topic|topics|poll|quiz|rating|"
    "table-of-contents|toc|daftar-?isi|jump|next-?article|prev-?article|more-?news|more-?stories|read-?more|lihat-?semua|inline-?related|"
    "crosslink|interlink|selengkapnya|staticdetail_container|detail__body-tag|aevp|clearfix-?ads|multipage"
)
NOISE = re.compile(rf"(?:^|[\s_-])(?:{_WORDS})(?=$|[\s_-]|\d)")
PICTURE = re.compile(
    r"(?:^|[\s_-])(?:img|image|images|imgcaption|photo|photos|picture|foto|gallery|galeri|media)(?=$|[\s_-]|\d)"
)
_BODY_WORDS = re.compile(
    r"article-?body|articlebody|article-?content|content-?article|entry-?content|post-?content|post-?body|story-?body|story-?content|"
    r"detail-?text|detail__body|detail-?content|read__content|news-?content|isi-?berita|body-?text|main-?content|itp_bodycontent|"
    r"artikel|txt-article|content__body|page-?content|field-name-body|rich-?text|mw-parser-output|article__body|body-content"
)
_PAGE_WORDS = re.compile(
    r"paging|pagination|page-?(?:content|part|item|\d)|content-?page|halaman|multi-?page|part-?\d|infinite-?box"
)
_NEVER = frozenset(("figure", "figcaption", "dialog", "menu"))
_PARAGRAPHS = frozenset(
    ("p", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "li", "ul", "ol", "dd", "dl", "dt", "center")
)
_SUSPECT_TAGS = frozenset(("aside", "form", "header", "address", "fieldset", "summary"))
_CLIMB = 7


def find_body(top: Box) -> list[Box | Line]:
    """The parts of a page that hold its article, in page order; [] where there is no running text."""
    weigh(top)
    if not top.prose:
        return []
    drop_noise(top)
    weigh(top)
    best = max(top.boxes(), key=_promise)
    if best.own < 1:
        return []
    return _gather(best)


def drop_noise(top: Box) -> None:
    """Mark what its tag, its label, its style or its links show to be no text. A box with much of the prose stays."""
    much = 0.4 * top.prose
    for box in top.boxes():
        if box.parent is not None and not (box.prose > much and box.total):
            box.gone = (
                (box.hidden and not _is_page_part(box))
                or box.tag in _NEVER
                or box.tag in _SUSPECT_TAGS
                or _noisy(box)
                or _is_link_list(box)
            )


def _noisy(box: Box) -> bool:
    kind = _kind_of_label(box.label)
    if kind == "noise":
        return not _is_page_part(box) and not (box.prose > 400 and _BODY_WORDS.search(box.label))
    return kind == "picture" and box.prose < 500


@lru_cache(maxsize=4096)
def _kind_of_label(label: str) -> str:
    """ "noise", "picture" or "": what class and id promise. The same labels come page after page."""
    if len(label) < 3:
        return ""
    return "noise" if NOISE.search(label) else "picture" if PICTURE.search(label) else ""


def _is_page_part(box: Box) -> bool:
    """A further page of the article that waits for a click: named like a page, dense like text."""
    return box.prose > 100 and box.prose > 0.7 * box.total and _PAGE_WORDS.search(box.label) is not None


def _is_link_list(box: Box) -> bool:
    return box.total > 0 and box.linked > 0.6 * box.total and box.tag not in ("p", "h1", "h2", "h3", "h4", "body")


def weigh_line(line: Line) -> int:
    """How many characters of sentences a line holds; a short or linked one holds none."""
    size = len(line.text)
    if line.linked > 0.5 * size:
        return 0
    if size >= 60 or (size >= 25 and line.text[-1] in '.!?"”:,'):
        return size
    return 0


def weigh(top: Box) -> None:
    """Sum up sentences, links and text of every box from below. A box that is gone weighs nothing in its parent."""
    order = list(top.boxes())
    for box in reversed(order):
        box.prose = box.own = box.total = box.linked = 0
        for item in box.items:
            if isinstance(item, Line):
                weight = weigh_line(item)
                box.prose += weight
                box.own += weight
                box.total += len(item.text)
                box.linked += item.linked
            elif not item.gone:
                box.prose += item.prose
                box.total += item.total
                box.linked += item.linked
                if item.tag in _PARAGRAPHS or not any(isinstance(below, Box) for below in item.items):
                    box.own += item.prose


def _promise(box: Box) -> float:
    if box.gone or not box.own or box.tag in ("p", "li", "h1", "h2", "h3", "h4", "blockquote"):
        return 0.0
    worth = box.own * (1.0 - min(0.9, box.linked / max(1, box.total)))
    if box.label and _BODY_WORDS.search(box.label):
        worth *= 1.25
    return worth


def _gather(best: Box) -> list[Box | Line]:
    """The best container and, walking up, what stands beside it and is text of the same kind."""
    chosen: list[Box | Line] = [best]
    mass = best.prose
    box = best
    for _ in range(_CLIMB):
        parent = box.parent
        if parent is None or parent.tag == "html":
            break
        at = parent.items.index(box)
        before = [item for item in parent.items[:at] if _belongs(item, best, mass)]
        after = [item for item in parent.items[at + 1 :] if _belongs(item, best, mass)]
        title = _subhead_before(parent, at)
        if title is not None and title not in before:
            before.append(title)
        chosen = [*before, *chosen, *after]
        mass += sum(_prose_of(item) for item in (*before, *after))
        box = parent
    return chosen


def _subhead_before(parent: Box, at: int) -> Box | None:
    """The heading that stands right above an item: a further page's own title is body."""
    for item in reversed(parent.items[:at]):
        if isinstance(item, Line):
            return None
        if not item.gone and item.total:
            return item if item.tag in ("h2", "h3", "h4") and item.linked < 0.5 * item.total else None
    return None


def _prose_of(item: Box | Line) -> int:
    return weigh_line(item) if isinstance(item, Line) else item.prose


def _belongs(item: Box | Line, best: Box, mass: int) -> bool:
    """Whether something beside the body is body too: a further page's container, bare text, a lead."""
    if isinstance(item, Line):
        return weigh_line(item) >= 80
    if item.prose > 0.4 * item.total and _is_further_page(item, best):
        item.gone = False
        return True
    if item.gone or item.prose < 80:
        return False
    dense = item.prose > 0.75 * item.total and item.linked < 0.2 * item.total
    if item.tag in _PARAGRAPHS:
        return dense
    return dense and (item.prose > 0.12 * mass or item.prose > 500) and _reads_on(item)


def _is_further_page(item: Box, best: Box) -> bool:
    """A container named like the body's: further pages often wait hidden beside the first."""
    if item.tag != best.tag or not item.label.strip():
        return False
    mine, theirs = item.label.split(), best.label.split()
    return mine[0] == theirs[0] if theirs else False


def _reads_on(item: Box) -> bool:
    """Several real paragraphs rather than a column of teasers."""
    sizes = [len(line.text) for line in item.lines() if weigh_line(line)]
    return bool(sizes) and sum(sizes) / len(sizes) > 90


def containers_label(items: Iterable[Box | Line]) -> str:
    """For people: which containers the finder chose."""
    return ", ".join(f"{item.tag}.{item.label.split(' ')[0]}" if isinstance(item, Box) else "text" for item in items)
