"""Our own body finder: where the sentences of a page are, every sibling container of them, and what in there is no text."""

import re
from collections.abc import Sequence
from functools import lru_cache

from monitor.articles.tree import Box, Line
from monitor.articles.words import squeezed

_WORDS = (
    "baca-?juga|bacajuga|baca-?lain|linksisip|lihat-?juga|lihatjg|simak-?juga|read-?too|read-?also|also-?read|related|relate|terkait|"
    "jp-relatedposts|rekomendasi|recommend(?:ed|ation)?s?|recirc|share|sharing|shares|sharebar|sharethis|sharedaddy|addtoany|a2a_kit|social|sosmed|socmed|follow|"
    "tags?|tagging|tag-?list|keyword|caption|photo-?credit|credit|copyright|"
    "komentar|comments?|commentary|disqus|respond|replies|breadcrumbs?|"
    "ads?|adv|advert|advertis\\w*|adslot|adsense|iklan|dfp|sponsor\\w*|promo|promoted|promosi|outbrain|taboola|revcontent|mgid|"
    "parallax\\w*|newsletter|subscribe|subscription|signup|sign-up|paywall-?\\w*|"
    "pagination|paging|pager|page-?nav|nextprev|load-?more|lanjut-?baca|"
    "author\\w*|penulis|editor|byline|reporter|bio|biography|dateline|timestamp|publish-?date|date-?time|post-?date|"
    "populer|popular|trending|trend|terpopuler|latest|terbaru|terkini|most-?read|mostread|headline-?list|"
    "footer|foot|menu|navbar|navigation|nav|sidebar|side-?bar|rightbar|widget|toolbar|topbar|"
    "popup|pop-?up|modal|lightbox|overlay|cookie|consent|gdpr|toast|alert|"
    "gallery-?thumb|slideshow-?nav|carousel|swiper|slick|video-?list|playlist|player|jwplayer|"
    "instagram-media|twitter-tweet|twitter-video|fb-post|tiktok-embed|"
    "print|email|hide|hidden|d-none|invisible|skip|screen-reader\\w*|visually-hidden|sr-only|dont-display|"
    "googlenews|google-news|gnews|whatsapp|telegram|download-?app|app-?banner|meta|entry-meta|post-meta|article-meta|"
    "box-?title|teaser|infinite|ext-?channel|imageinfo|disclaimer|login|register|search|topik|topic|topics|poll|quiz|rating|"
    "table-of-contents|toc|daftar-?isi|jump|next-?article|prev-?article|more-?news|more-?stories|read-?more|lihat-?semua|inline-?related|"
    "crosslink|interlink|selengkapnya|staticdetail_container|detail__body-tag|aevp|clearfix-?ads|multipage"
)
NOISE = re.compile(rf"(?:^|[\s_-])(?:{_WORDS})(?=$|[\s_-]|\d)")
_SHARP = re.compile(
    r"(?:^|[\s_-])(?:baca-?juga|bacajuga|read-?too|read-?also|related|terkait|lihat-?juga|caption|copyright|adv?s?|advert\w*|iklan|"
    r"promo|share|tags?|hide|hidden|d-none|dont-display|byline|author|credit|linksisip|komentar|comment|instagram-media|twitter-tweet|tiktok-embed|fb-post)(?=$|[\s_-]|\d)"
)
_POPUP = re.compile(
    r"(?:^|[\s_-])(?:cookies?|gdpr|consent|privacy|popup|pop-up|modal|lightbox|disqus|comments?|komentar)(?=$|[\s_-]|\d)"
)
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
_LAYOUT = re.compile(
    r"(?:grid|row|col|column|container|wrapper|section|cell|box|block|inner|content|clearfix|module|item)\b"
)
_NEVER = frozenset(("figure", "figcaption", "dialog", "menu"))
_PARAGRAPHS = frozenset(
    ("p", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "li", "ul", "ol", "dd", "dl", "dt", "center")
)
_TEASER_TAGS = frozenset(("div", "li", "article", "section", "a", "td", "dl"))
_SUSPECT_TAGS = frozenset(("aside", "form", "header", "address", "fieldset", "summary"))
_CLIMB = 7
_SUBHEAD = 150  # characters
_AROUND = 3  # steps up from a headline to what holds the article
_FEW_LINES, _SCANT = 2, 70  # lines, and characters in them, under which nothing is read as an article without sentences


def find_body(boxes: Sequence[Box], headline: str = "") -> list[Box | Line]:
    """The parts of a page that hold its article, in page order; [] where there is no running text.

    `boxes`: a page, or a part of it that is looked at alone: its topmost box first, all others in page order.
    `headline`: the page's title; text that stands near it on the page is worth more.
    """
    weigh(boxes)
    top = boxes[0]
    if not top.prose:
        return []
    live = drop_noise(boxes)
    weigh(live)
    near = _around_headline(top, headline)
    article = next((near[id(box)] for box in live if box.tag == "article" and id(box) in near), 0)
    best = max(live, key=lambda box: _promise(box, near, top, article))
    if best.own < 1:
        return []
    return _gather(_widened(best, near, top), squeezed(headline), top)


def find_lines(boxes: Sequence[Box], headline: str = "") -> Box | None:
    """The part of a page without sentences that holds an article all the same: a poem, a line-up, the day's prayer times.

    It is named like a body, or stands with the headline, and hardly links anywhere.
    """
    weigh(boxes)
    live = drop_noise(boxes)
    weigh(live)
    named = [box for box in live if box.tag not in _PARAGRAPHS and box.label and _BODY_WORDS.search(box.label)]
    around = _around_headline(boxes[0], headline)
    near = sorted((box for box in live if 0 < around.get(id(box), 0) <= _AROUND), key=lambda box: around[id(box)])
    return next((box for box in (*named, *near) if _has_lines(box)), None)


def _has_lines(box: Box) -> bool:
    free = [len(line.text) for line in box.lines() if 2 * line.linked < len(line.text)]
    return len(free) > _FEW_LINES and sum(free) >= _SCANT and box.linked < 0.25 * box.total


def drop_noise(boxes: Sequence[Box], *, chosen: bool = False) -> list[Box]:
    """Mark what its tag, its label, its style or its links show to be no text; the boxes that are left, in page order.

    A box with much of the prose stays. `chosen`: a publisher's rule chose this box, so that hidden boxes in it are further
    pages. What stands inside a dropped box is not looked at: most of a page is menus and lists.
    """
    top = boxes[0]
    top.read_label()
    much = 0.4 * top.prose
    dead: set[int] = set()
    left = [top]
    for box in boxes[1:]:
        if id(box.parent) in dead:
            dead.add(id(box))
        elif box.total:
            box.gone = _is_noise(box, top, much, chosen=chosen)
            dead.add(id(box)) if box.gone else left.append(box)
    _drop_teasers(left)
    return _live(left)


def _is_noise(box: Box, top: Box, much: float, *, chosen: bool) -> bool:
    if box.prose > much:
        box.read_label()
        return box.prose < 0.9 * top.prose and _POPUP.search(box.label) is not None and not _holds_heading(box)
    if box.tag in _NEVER or box.tag in _SUSPECT_TAGS or _is_link_list(box):
        box.read_label()
        return box.prose < 200 or not _holds_heading(box)
    box.read_label()
    hidden = box.hidden and not _is_page_part(box) and not (chosen and box.prose > 0.5 * box.total)
    return hidden or _noisy(box)


def _holds_heading(box: Box) -> bool:
    stack = [box]
    while stack:
        inner = stack.pop()
        if inner.tag == "h1":
            return True
        stack.extend(item for item in inner.items if isinstance(item, Box))
    return False


def _live(boxes: Sequence[Box]) -> list[Box]:
    dead: set[int] = set()
    left: list[Box] = []
    for box in boxes:
        if box.gone or id(box.parent) in dead:
            dead.add(id(box))
        else:
            left.append(box)
    return left


def _drop_teasers(boxes: Sequence[Box]) -> None:
    """Lists of other articles: three or more boxes alike, each with a headline that is a link and a few lines."""
    for box in boxes:
        if len(box.items) < 2 or box.linked < 60:
            continue
        alike: dict[str, list[Box]] = {}
        for item in box.items:
            if isinstance(item, Box) and not item.gone and item.total and item.tag in _TEASER_TAGS:
                alike.setdefault(_kind(item), []).append(item)
        for group in alike.values():
            teasers = sum(map(_is_teaser, group))
            if (len(group) >= 3 and teasers > 0.7 * len(group)) or (len(group) == 2 == teasers):
                for item in group:
                    item.gone = True


def teasers_of(boxes: Sequence[Box]) -> list[Box]:
    """The teasers of other articles that were dropped from a page."""
    return [box for box in boxes if box.gone and box.tag in _TEASER_TAGS and box.total and _is_teaser(box)]


def _is_teaser(box: Box) -> bool:
    if box.prose > 900 or box.linked < 15:
        return False
    lines = list(box.lines())
    return 1 < len(lines) < 9 and any(line.linked > 0.9 * len(line.text) > 13 for line in lines)


def _around_headline(top: Box, headline: str) -> dict[int, int]:
    """How many steps up from the headline each of the boxes around it stands, by identity; {} where it is not shown."""
    key = squeezed(headline)
    if len(key) < 9:
        return {}
    shown = _headline_box(top, key)
    steps: dict[int, int] = {}
    while shown is not None:
        steps[id(shown)] = len(steps)
        shown = shown.parent if shown is not top else None
    return steps


def has_headline(top: Box, headline: str) -> bool:
    """Whether a box shows the page's headline as a heading: it then holds more than the body."""
    key = squeezed(headline)
    return len(key) > 8 and _headline_box(top, key) is not None


def _headline_box(top: Box, key: str) -> Box | None:
    """The first heading that says the headline, dropped page headers included."""
    stack: list[Box] = [top]
    while stack:
        box = stack.pop()
        if box.tag in ("h1", "h2", "h3"):
            text = " ".join(line.text for line in box.lines())
            if len(key) <= len(text) < 2 * len(key) and squeezed(text) == key:
                return box
        stack.extend(item for item in reversed(box.items) if isinstance(item, Box))
    return None


def _noisy(box: Box) -> bool:
    if box.tag in _PARAGRAPHS:
        return bool(box.label) and box.prose < 500 and _SHARP.search(box.label) is not None
    if box.tag in ("article", "main") or "hentry" in box.label or "type-post" in box.label:
        return False  # WordPress writes every tag and category of an article into its class
    kind = _kind_of_label(box.label)
    if kind == "noise":
        if box.prose > 200 and _holds_heading(box):
            return False
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
    dense = box.prose > 0.7 * box.total or (box.prose > 300 and box.prose > 0.45 * box.total)
    return box.prose > 100 and dense and _PAGE_WORDS.search(box.label) is not None


def _is_link_list(box: Box) -> bool:
    return box.linked > 0.6 * box.total and box.tag not in ("p", "h1", "h2", "h3", "h4", "body")


def weigh(order: Sequence[Box]) -> None:
    """Sum up sentences, links and text of boxes in page order. A box that is gone weighs nothing in its parent."""
    for box in reversed(order):
        prose = own = total = linked = 0
        for item in box.items:
            if type(item) is Box:
                if item.gone:
                    continue
                total += item.total
                if item.tag in _PARAGRAPHS or item.flat:
                    own += item.prose
            else:
                own += item.prose
                total += len(item.text)  # type: ignore[union-attr]
            prose += item.prose
            linked += item.linked
        box.prose, box.own, box.total, box.linked = prose, own, total, linked


def _promise(box: Box, near: dict[int, int], top: Box, article: int) -> float:
    """What a box promises: its sentences, and how it stands to the headline. `article`: steps up from that to its <article>."""
    if not box.own or box.tag in ("p", "li", "h1", "h2", "h3", "h4", "blockquote"):
        return 0.0
    worth = box.own * (1.0 - min(0.9, box.linked / max(1, box.total)))
    if box.label and _BODY_WORDS.search(box.label):
        worth *= 1.25
    up, parent, aside = 0, box, False
    while near and up < 6 and id(parent) not in near and parent is not top and parent.parent is not None:
        aside = aside or _is_aside(parent)
        parent = parent.parent
        up += 1
    steps = near.get(id(parent))
    if steps is not None and up + steps <= 7:
        worth *= 2.0 - 0.1 * (up + steps)
        if steps <= article:
            worth *= 2.0
    return 0.4 * worth if aside else worth


def _is_aside(box: Box) -> bool:
    """Whether a box that is no ancestor of the headline is named like a page's furniture, however much text it holds."""
    return len(box.label) > 2 and _kind_of_label(box.label) == "noise" and not _BODY_WORDS.search(box.label)


def _widened(best: Box, near: dict[int, int], top: Box) -> Box:
    """The widest ancestor that is nothing but text of one kind: bodies come in chunks, cards and pages side by side."""
    wide = box = best
    for _ in range(_CLIMB):
        parent = box.parent
        if box is top or parent is None or id(parent) in near or parent.tag in ("body", "html", "main"):
            break
        gain = parent.prose - box.prose
        if gain and (parent.prose < 0.82 * parent.total or _of_its_kind(parent, box) < 0.6 * gain):
            break
        box = parent
        if gain > 0.03 * wide.prose:
            wide = box
    return wide


def _of_its_kind(parent: Box, child: Box) -> int:
    """How much prose beside a child is named like it, or like a part of it."""
    kinds = {_kind(child)} | {_kind(item) for item in child.items if isinstance(item, Box)} | {"p ", "div "}
    return sum(
        item.prose
        for item in parent.items
        if isinstance(item, Box) and item is not child and not item.gone and _kind(item) in kinds
    )


def _kind(box: Box) -> str:
    return f"{box.tag} {box.label.split(' ', 1)[0]}"


def _gather(best: Box, headline: str, top: Box) -> list[Box | Line]:
    """The best container and, walking up, what stands beside it and is text of the same kind."""
    chosen: list[Box | Line] = [best]
    mass = best.prose
    box = best
    named = mass > 600 and _BODY_WORDS.search(best.label) is not None
    for level in range(_CLIMB):
        parent = box.parent
        if box is top or parent is None or parent.tag == "html" or box.tag in ("main", "article"):
            break
        at = next(number for number, item in enumerate(parent.items) if item is box)
        strict = named and level > 0
        before, after = (
            [
                item
                for item in part
                if (_belongs(item, best, mass, strict=strict) or _is_its_twin(item, box))
                and not _is_another_article(item, headline)
            ]
            for part in (parent.items[:at], parent.items[at + 1 :])
        )
        title = _subhead_before(parent, at)
        if title is not None and title not in before:
            before.append(title)
        if len(after) > 1:
            after = _with_subheads(parent.items[at + 1 :], after)
        chosen = [*before, *chosen, *after]
        mass += sum(item.prose for item in (*before, *after))
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


def _with_subheads(items: Sequence[Box | Line], chosen: Sequence[Box | Line]) -> list[Box | Line]:
    """What was chosen among items, with the boxes between that hold one heading and nothing else."""
    places = [at for at, item in enumerate(items) if any(item is one for one in chosen)]
    return [
        item
        for at, item in enumerate(items[: places[-1] + 1])
        if at in places or (isinstance(item, Box) and not item.gone and _is_subhead(item))
    ]


def _is_subhead(box: Box) -> bool:
    while len(box.items) == 1 and isinstance(inner := box.items[0], Box):
        box = inner
    return box.tag in ("h2", "h3", "h4") and box.flat and 0 < box.total < _SUBHEAD and box.linked < 0.5 * box.total


def _belongs(item: Box | Line, best: Box, mass: int, *, strict: bool) -> bool:
    """Whether something beside the body is body too: a further page's container, bare text, a lead.

    `strict`: the body's own label leaves no doubt, so that only further pages count.
    """
    if isinstance(item, Line):
        return not strict and item.prose >= 80
    if item.prose > 0.4 * item.total and _is_further_page(item, best):
        _revive(item)
        return True
    if strict or item.gone or item.prose < 80:
        return False
    dense = item.prose > 0.75 * item.total and item.linked < 0.12 * item.total
    if item.tag in _PARAGRAPHS:
        return dense
    return dense and (item.prose > 0.12 * mass or item.prose > 500) and _reads_on(item)


def _revive(item: Box) -> None:
    """Take back a container that was dropped whole, and drop what is no text in it."""
    if item.gone:
        item.gone = False
        weigh(drop_noise(item.boxes(), chosen=True))


def _is_another_article(item: Box | Line, headline: str) -> bool:
    """Whether it has a main heading of its own: pages that scroll without end hold the next articles too."""
    stack = [item]
    while stack:
        box = stack.pop()
        if isinstance(box, Box):
            if box.tag == "h1" and squeezed(" ".join(line.text for line in box.lines())) != headline:
                return True
            stack.extend(box.items)
    return False


def _is_further_page(item: Box, best: Box) -> bool:
    """A container named like the body's: further pages often wait hidden beside the first."""
    if item.tag != best.tag or not item.label.strip():
        return False
    mine, theirs = item.label.split(), best.label.split()
    if not theirs or mine[0] != theirs[0]:
        return False
    return mine == theirs or not _LAYOUT.match(mine[0])


def _is_its_twin(item: Box | Line, box: Box) -> bool:
    """Whether something beside a part of the body has the part's very name, and that name promises text."""
    if not isinstance(item, Box) or item.gone or item.tag != box.tag or item.prose <= 0.4 * item.total:
        return False
    return bool(item.label) and item.label == box.label and _BODY_WORDS.search(item.label) is not None


def _reads_on(item: Box) -> bool:
    """Several real paragraphs rather than a column of teasers."""
    sizes = [len(line.text) for line in item.lines() if line.prose]
    return bool(sizes) and sum(sizes) / len(sizes) > 90
