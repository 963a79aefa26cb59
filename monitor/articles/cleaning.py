"""Blocks in page order to paragraphs: credits are read, then noise, datelines and sign-offs are cut."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from monitor.articles.captions import is_bare_caption, without_photo_credit
from monitor.articles.credits import CreditLines, read_credits
from monitor.articles.cues import (
    ends_body,
    is_signature,
    is_talk,
    kind_of_noise,
    speaks_for_house,
    strip_glued,
    strip_prompt,
    strip_sign_off,
    strip_signature,
)
from monitor.articles.datelines import strip_dateline
from monitor.articles.words import squeezed
from monitor.model import Credit

_ENOUGH = 240  # characters of text after which "Berita Terkait" ends the body
_DATELINE_REACH = 3  # paragraphs among which a dateline may stand: a lead or a place name can come first
_SENTENCE = 60  # characters
_LINE = 50  # characters; a shorter line below a heading of other things is one of them
_FIRST_CAPTION = 180  # characters; a page's first line with a photo credit is a caption, a longer one a lead
_FUNCTION = 90  # characters; a line so short below an author's name, above the text, says what he does
_ENDS = frozenset('.!?:"”')
_PLAIN_NAME = 8  # characters; a shorter name without a dot may be any word: "Tempo", "Merdeka"
_SUMMARY = re.compile(
    r"(?i)\W*(?:ringkasan (?:berita|artikel)|baca 10 detik|poin(?:-poin)? penting(?:nya)?|intisari berita)\W*"
)
"""Above an article, the label of a list that tells it in short."""
_ANNOUNCING = ("related", "video")  # kinds of noise whose label may stand above the headline that it announces
_HEADLINE_WORDS, _LONGEST_HEADLINE = 4, 160
_ENDS_NO_HEADLINE = frozenset('.:;,)"”')
_REPEATED = 60  # characters; a shorter paragraph may stand there twice
_LAST = 3  # paragraphs at the end where weak sign-offs count


_FURNITURE = 120  # characters; so little above the headline or a page's date is no text
_STAMPED = re.compile(
    r"^(?!.*[.!?][\"”]?\s+[A-Z].*).{0,60}\b\d{1,2}[ /-](?:[A-Za-z]{3,9}|\d{1,2})[ /-]\d{4}\W{1,4}(?:(?:pukul|jam)\s)?"
    r"\d{1,2}[:.]\d{2}\b(?:[:.]\d{2})?\W*(?:WIB|WITA|WIT)?\W*$"
)
"""A line that ends with a date and a clock: who wrote it, and when."""
_GALLERY = 0.4  # so many of its blocks are captions: then they are its text


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a page: its folded text, its kind, how many of its characters are links, whether a picture stands above."""

    text: str
    tag: str = "p"
    linked: int = 0
    pictured: bool = False

    @property
    def is_heading(self) -> bool:
        return self.tag in ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What cleaning leaves."""

    paragraphs: tuple[str, ...]
    credit: Credit | None
    repeated: bool = False  # the body stood there more than once


def clean(blocks: Sequence[Block], *, own_names: Collection[str] = (), shown: Collection[str] = ()) -> Cleaned:
    """Cut what is not text. `own_names`: the publisher as it writes itself; `shown`: the headline and
    the authors, dropped where the body repeats them."""
    lines = _lines_of(blocks)
    found = read_credits(lines)
    outlet, houses = _house(tuple(own_names))
    kept = _text_of(blocks, lines, found, (outlet | set(map(squeezed, shown))) - {""})
    kept = [text for text in kept if not speaks_for_house(text, houses)]
    kept = _without_datelines(kept, own_names)
    kept = _without_sign_offs(kept)
    once = _once(kept)
    return Cleaned(tuple(once), found.credit, repeated=len(once) < len(kept) * 0.7)


@lru_cache(maxsize=512)
def _house(own_names: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """A publisher's names squeezed, and those that are no mere words as it signs with them, the longest first."""
    signed = [name.casefold() for name in own_names if len(name) >= _PLAIN_NAME or "." in name or " " in name]
    return frozenset(map(squeezed, own_names)), tuple(sorted(signed, key=len, reverse=True))


def _lines_of(blocks: Sequence[Block]) -> list[str]:
    """The blocks' texts; "" for a caption, since where a picture comes from says nothing about the text."""
    lines = [" ".join(block.text.split()) for block in blocks]
    captions = [at for at, line in enumerate(lines) if line and blocks[at].pictured and _is_caption(blocks[at], line)]
    if len(captions) < _GALLERY * len(blocks):
        for at in captions:
            lines[at] = ""
    return lines


def _is_caption(block: Block, line: str) -> bool:
    """Whether a block right below a picture is its caption."""
    if not without_photo_credit(line, below_picture=True):
        return True
    return not block.is_heading and block.tag != "li" and not block.linked and is_bare_caption(line)


def _text_of(
    blocks: Sequence[Block], lines: Sequence[str], found: CreditLines, shown_above: Collection[str]
) -> list[str]:
    """The blocks that are text. `shown_above`: the headline, the authors and the outlet's names, squeezed."""
    kept: list[str] = []
    size = 0
    signed = False  # the block before named the author
    announced = False  # the block before was nothing but "Baca juga:"
    summed = False  # the blocks since "Ringkasan Berita:" were its list
    longest = 2 * max(map(len, shown_above), default=0)
    for at, (block, line) in enumerate(zip(blocks, lines, strict=True)):
        text = strip_glued(found.left.get(at, line))
        if size < _FURNITURE and text and _STAMPED.search(text):
            if not any(map(_is_sentence, kept)):
                kept.clear()
            continue
        if not text:
            continue
        if (block.tag == "h1" and size < _FURNITURE) or (len(text) < longest and squeezed(text) in shown_above):
            if size < _FURNITURE and not any(map(_is_sentence, kept)):  # above its headline a page has paths and labels
                kept.clear()
            continue
        if ends_body(text):
            if size > _ENOUGH and not _reads_on(blocks[at + 1 :], talk=is_talk(text)):
                break
            if not block.is_heading:
                continue
        if not kept and _SUMMARY.fullmatch(text) and _tells_more(blocks[at + 1 :]):
            summed = True
            continue
        if summed and block.tag == "li":
            continue
        summed = False
        if announced and _is_headline(block, text):
            announced = block.tag == "li"
            continue
        kind = kind_of_noise(text)
        announced = kind in _ANNOUNCING and text.endswith(":")
        of_author = not kept and signed and not block.is_heading and len(text) < _FUNCTION and text[-1] not in _ENDS
        signed = kind == "byline"
        if kind or of_author or _is_link_line(block, text):
            continue
        first = not kept and at + _LAST < len(blocks) and len(text) <= _FIRST_CAPTION
        text = without_photo_credit(text, below_picture=first)
        if not text:
            continue
        kept.append(text)
        size += len(text)
    return kept


def _is_sentence(text: str) -> bool:
    return len(text) > _SENTENCE and text[-1] in '.!?"”'


def _tells_more(rest: Sequence[Block]) -> bool:
    """Whether below a list that opens these blocks much more is told."""
    listed = sum(len(block.text) for block in takewhile(lambda block: block.tag == "li", rest))
    return sum(len(block.text) for block in rest if block.tag == "p") > 2 * listed > 0


def _is_headline(block: Block, text: str) -> bool:
    """A headline that stands as plain text: no stop, and most of its long words begin with a capital."""
    long = [word for word in text.split() if len(word) > 3]
    return (
        not block.is_heading
        and len(long) >= _HEADLINE_WORDS
        and len(text) <= _LONGEST_HEADLINE
        and text[-1] not in _ENDS_NO_HEADLINE
        and sum(map(str.isupper, (word[0] for word in long))) > 0.6 * len(long)
    )


def _is_link_line(block: Block, text: str) -> bool:
    """A paragraph that is one link and no sentence: a related headline without the words that announce it."""
    if block.is_heading or block.linked < 0.85 * len(text):
        return False
    if len(text) < 16 or text[:1].islower() or text[-1:] == ".":
        return False
    return text[-1:] not in '!”"' or (len(text) < 130 and text[:1] not in '"“‘')


def _reads_on(rest: Sequence[Block], *, talk: bool) -> bool:
    """Whether the article goes on below a heading of other things: much prose, or sentences after the last link."""
    size = sum(len(block.text) for block in rest)
    prose = sum(len(block.text) for block in rest if block.linked < 0.3 * len(block.text) and len(block.text) > 160)
    if prose >= 900 or prose >= 0.75 * size + 1:
        return True
    if talk:
        return False
    below, least = 0, 0
    for block in reversed(rest):
        text = strip_sign_off(strip_signature(" ".join(block.text.split())))
        if not text or kind_of_noise(text):
            continue
        if block.linked > 0.5 * len(text) > 10:
            least = 1  # links to other things: one sentence below them may be the page's own
            break
        below += len(text) > _LINE and text[-1] in '.!?"”'
    return below > least


def _without_datelines(kept: Sequence[str], own_names: Collection[str]) -> list[str]:
    out = list(kept)
    for at in range(min(_DATELINE_REACH, len(out))):
        text = strip_dateline(out[at], own_names)
        if text != out[at] and not 0 < len(text) < 20:  # what a dateline opens is a sentence
            out[at] = text
            break
    return [text for text in out if text]


def _without_sign_offs(kept: Sequence[str]) -> list[str]:
    out = list(kept)
    for at in range(len(out)):
        if at >= len(out) - _LAST:
            out[at] = strip_prompt(out[at])
        out[at] = strip_sign_off(out[at], last=at >= len(out) - _LAST)
    while len(out) > 2 and is_signature(out[-1]):
        out.pop()
    if out:
        out[-1] = strip_sign_off(strip_signature(out[-1]))
    return [text for text in out if text]


def _once(kept: Sequence[str]) -> list[str]:
    """The paragraphs without long ones that stand there a second time."""
    seen: set[str] = set()
    out: list[str] = []
    for text in kept:
        if len(text) > _REPEATED:
            key = squeezed(text)
            if len(key) > _REPEATED and key in seen:
                continue
            seen.add(key)
        out.append(text)
    return out
