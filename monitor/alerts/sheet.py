"""What a message about a story says, in sentences, before it takes the form of a mail, a Slack post or JSON."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from shlex import quote as shell_quoted
from urllib.parse import quote, urlsplit

from monitor.alerts import times
from monitor.alerts.excerpts import Excerpt, Piece, excerpts, lead, marked_title, one_line
from monitor.alerts.phrases import Phrases
from monitor.model import AlertReason, Credit, Delivery, DeliveryKind, Dossier, Link, Match, Member, Relation

TITLE = 300
_NAME = 80
_SUBJECT_TITLE = 110
_BRIEF = 40
_MOST_LINES = 8
_MOST_NAMES = 6
_MOST_URL = 1500  # as written in HTML
_ENDS_A_LINK = ' "<>|\\^`{}'


@dataclass(frozen=True, slots=True)
class Line:
    """Another article, in one line and the evidence for what it is."""

    publisher: str
    title: str
    url: str
    time: str
    evidence: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """What a reader may do, and the command that does it."""

    label: str
    command: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything a message says; text not yet escaped for any form, each value on one line and of bounded length."""

    compact: bool  # a message in the thread: no excerpts, no lists
    subject: str
    watches: str
    lead: str  # "Juga di Sosok.ID"; "" for a first message
    title: str
    marked: Excerpt
    url: str  # "" where it is no http(s) address
    publisher: str
    time: str
    terms: str
    excerpts: tuple[Excerpt, ...]
    origin: tuple[str, ...]
    began: str  # of a follow-up: with which headline the story came in; "" where it has named it
    copies: tuple[Line, ...]
    more_copies: str
    number_of_copies: int
    related: tuple[Line, ...]
    outlets: str
    notes: tuple[str, ...]
    why: str
    hints: tuple[Hint, ...]  # for details, and for quiet from this story
    preview: str  # what a lock screen shows below the subject


def sheet(dossier: Dossier, delivery: Delivery, words: Phrases, zone: str, told: datetime | None = None) -> Sheet:
    """The sentences for one delivery; `zone` is an IANA name. `told` is of a digest that holds them, whose date is known."""
    about = dossier.about
    title = one_line(about.title, TITLE) or one_line(about.url, TITLE)
    opening = _lead(dossier, delivery, words)
    compact = bool(opening) and not _read_at_last(dossier, delivery)
    others = _lines_of_story(dossier, words, zone, only=dossier.news if compact else None)
    around = () if compact else _excerpts(dossier)
    origin = _origin(dossier, words, zone, compact=compact)
    return Sheet(
        compact=compact,
        subject=_subject(dossier, delivery, opening, title),
        watches=one_line(", ".join(delivery.watches), TITLE),
        lead=opening,
        title=title,
        marked=marked_title(about.title, dossier.matches, TITLE) if about.title.strip() else (Piece(title),),
        url=web_address(about.url),
        publisher=one_line(about.publisher, _NAME),
        time=_when_copied(dossier, words, zone) if compact else _when(about, told, zone, words),
        terms="" if compact else _terms(dossier.matches, words),
        excerpts=around,
        origin=origin,
        began=_began(dossier, words) if compact else "",
        copies=others[:_MOST_LINES],
        more_copies=and_more(len(others) - _MOST_LINES, words),
        number_of_copies=len(others),
        related=() if compact else _related(dossier, words, zone),
        outlets=_outlets(dossier, words),
        notes=() if about.read else (words.not_read,),
        why=(words.why_known if opening else _why(dossier, words)).format(watches=listed(delivery.watches, words)),
        hints=_hints(dossier, delivery, words),
        preview="".join(piece.text for piece in around[0]) if around else next(iter(origin), ""),
    )


def mute_watch(watches: Sequence[str], words: Phrases) -> Hint:
    """How to have quiet from the watch, or from whichever of several one chooses."""
    name = watches[0] if len(watches) == 1 else ""
    plainly = bool(name) and name == one_line(name, _NAME) and "`" not in name  # which ends code in Slack
    named = shell_quoted(name) if plainly else words.some_name
    return Hint(words.mute_watch, f"ronda alerts mute --watch {named} --for 2h")


def web_address(url: str) -> str:
    """The address where it is safe to offer as a link, else ""; characters that end a link are percent-encoded."""
    address = url.strip()
    try:
        scheme, host = urlsplit(address).scheme, urlsplit(address).hostname
    except ValueError:
        return ""
    if scheme.lower() not in ("http", "https") or not host or len(address) + 4 * address.count("&") > _MOST_URL:
        return ""
    return "".join(char if char.isprintable() and char not in _ENDS_A_LINK else _encoded(char) for char in address)


def and_more(number: int, words: Phrases) -> str:
    """That so many more are not listed; "" where all are."""
    return words.more.format(n=times.number(number, words)) if number > 0 else ""


def listed(names: Sequence[str], words: Phrases) -> str:
    """Names in quotes, as a sentence lists them."""
    shown = [f'"{one_line(name, _NAME)}"' for name in names]
    return f" {words.and_} ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:])))


def _encoded(char: str) -> str:
    return quote(char, safe="", errors="replace")


def _subject(dossier: Dossier, delivery: Delivery, opening: str, title: str) -> str:
    """`[Putin] headline - Kontan (+3)`: readable on a lock screen."""
    watches = in_brief(delivery.watches)
    headline = one_line(title, _SUBJECT_TITLE)
    if opening:
        return f"[{watches}] {opening}: {headline}"
    others = len(dossier.members) - 1
    return f"[{watches}] {headline} - {one_line(dossier.about.publisher, _NAME)}" + (
        f" (+{others})" if others > 0 else ""
    )


def _lead(dossier: Dossier, delivery: Delivery, words: Phrases) -> str:
    publisher = one_line(dossier.about.publisher, _NAME)
    if delivery.kind is DeliveryKind.COPY:
        return words.also_in.format(publisher=_publishers_of_news(dossier, publisher, words))
    if delivery.kind is not DeliveryKind.UPDATE:
        return ""
    return (words.now_read if _read_at_last(dossier, delivery) else words.original_found).format(publisher=publisher)


def in_brief(watches: Sequence[str]) -> str:
    """`Putin, Minyak +3`: as many names as leave the headline its place on a lock screen."""
    names = [one_line(name, _BRIEF) for name in watches]
    shown = names[:1]
    while len(shown) < len(names) and len(", ".join(names[: len(shown) + 1])) <= _BRIEF:
        shown = names[: len(shown) + 1]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" +{more}" if more else "")


def _hints(dossier: Dossier, delivery: Delivery, words: Phrases) -> tuple[Hint, ...]:
    numbered = (
        Hint(words.details, f"ronda explain {dossier.about.article_id}"),
        Hint(words.mute_story, f"ronda alerts mute --story {dossier.story_id} --for 2h"),
    )
    return (
        *(numbered if dossier.story_id else ()),
        mute_watch(delivery.watches, words),
    )  # a made-up story has no number


def _why(dossier: Dossier, words: Phrases) -> str:
    """Why a message that opens a conversation was sent."""
    reasons = {None: words.why_copy, AlertReason.CORRECTION: words.why_correction, AlertReason.SPLIT: words.why_split}
    return reasons.get(dossier.reason, words.why_first)


def _publishers_of_news(dossier: Dossier, first: str, words: Phrases) -> str:
    told = [one_line(member.publisher, _NAME) for member in dossier.members if member.article_id in dossier.news]
    names = list(dict.fromkeys((first, *told)))
    if len(names) > _MOST_NAMES:
        return _with_more(names, words)
    return f" {words.and_} ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _read_at_last(dossier: Dossier, delivery: Delivery) -> bool:
    """An update that tells of no late original: the text of an article told before could be read after all. A late original
    may have found one that is earlier still by now."""
    about, first = dossier.about, next(iter(dossier.members), dossier.about)
    older = about.published is not None and first.published is not None and about.published < first.published
    late = first.article_id != about.article_id and (older or dossier.original == about.article_id)
    return delivery.kind is DeliveryKind.UPDATE and not late


def _began(dossier: Dossier, words: Phrases) -> str:
    first = next(iter(dossier.members), dossier.about)
    if first.article_id == dossier.about.article_id or not first.title.strip():
        return ""
    return words.began.format(publisher=one_line(first.publisher, _NAME), title=one_line(first.title, TITLE))


def _excerpts(dossier: Dossier) -> tuple[Excerpt, ...]:
    found = excerpts(dossier.body, dossier.matches)
    opening = lead(dossier.body)
    return found or ((opening,) if opening else ())


def _terms(matches: Sequence[Match], words: Phrases) -> str:
    """The words that matched as the article writes them, the most frequent first."""
    counts: dict[str, tuple[str, int]] = {}
    places = {(span.field, span.start): span.text for match in matches for span in match.spans}
    for text in places.values():
        name, count = counts.get(text.casefold(), (one_line(text, _NAME), 0))
        counts[text.casefold()] = (name, count + 1)
    ranked = sorted(counts.values(), key=lambda entry: -entry[1])[:_MOST_LINES]
    often = [(name, times.number(count, words) if count > 1 else "") for name, count in ranked]
    return ", ".join(words.times.format(term=name, n=count) if count else name for name, count in often)


def _when(member: Member, reference: datetime | None, zone: str, words: Phrases) -> str:
    when = member.published or member.discovered_at
    shown = times.near(when, reference, zone, words) if reference else times.moment(when, zone, words)
    return shown if member.published else words.found.format(time=shown)


def _when_copied(dossier: Dossier, words: Phrases, zone: str) -> str:
    """When the article of a message in the thread appeared, and how long after the story's first one."""
    about, first = dossier.about, next(iter(dossier.members), dossier.about)
    distance = _distance(about, first, words) if first.article_id != about.article_id else ""
    return ", ".join(filter(None, (_when(about, first.published, zone, words), distance)))


def _origin(dossier: Dossier, words: Phrases, zone: str, *, compact: bool) -> tuple[str, ...]:
    """Who was first, what this article is a copy of and why, or that it is none."""
    about, original = dossier.about, _original(dossier)
    said: list[str] = []
    if _is_original(about, dossier):
        said += [words.copied_by.format(publisher=name, evidence=why) for name, why in _known_copies(dossier, words)]
    elif source := _copied_from(about, dossier):
        pattern = words.same_text if _is_older(about, dossier) else words.copy_of
        said.append(pattern.format(publisher=source, evidence=_evidence(about, source, dossier, words)))
    if dossier.named_original is not None:
        said.append(_named(dossier.named_original, words))
        if about.link is None and about.credit is not None and about.credit.text:
            said.append(words.copy_by_credit.format(text=one_line(about.credit.text, TITLE)))
    elif original is not None and len(dossier.members) > 1 and not compact:
        time = _when(original, about.published or about.discovered_at, zone, words)
        said.append(words.first.format(publisher=one_line(original.publisher, _NAME), time=time))
    unsure = compact or dossier.related or len(dossier.members) > 1 or not about.read
    return tuple(said) or (() if unsure else (words.alone,))


def _known_copies(dossier: Dossier, words: Phrases) -> Iterable[tuple[str, str]]:
    """Where an original came late: the copy here before it that is most surely one, and why it is."""
    about = dossier.about
    known = [(copy.link, copy) for copy in _before(about, dossier) if copy.link and copy.link.to == about.article_id]
    if known:
        _, copy = max(known, key=lambda one: (one[0].by_credit, sum(one[0].coverage)))
        source = one_line(about.publisher, _NAME)
        yield one_line(copy.publisher, _NAME), _evidence(copy, source, dossier, words)


def _before(about: Member, dossier: Dossier) -> Iterable[Member]:
    return takewhile(lambda member: member.article_id != about.article_id, dossier.members)


def _named(credit: Credit, words: Phrases) -> str:
    pattern = words.named_original_title if credit.title else words.named_original
    said = pattern.format(publisher=one_line(credit.publisher, _NAME), title=one_line(credit.title, TITLE))
    return said[:1].upper() + said[1:]


def _copied_from(member: Member, dossier: Dossier) -> str:
    """The publisher by whose article this one is known as a copy; "" where it is known as none."""
    if _is_original(member, dossier):
        return ""
    return _publisher_of(dossier, member.link) if member.link else ""


def _is_older(member: Member, dossier: Dossier) -> bool:
    """Published before the article that it is known by, with no credit that says who copied whom."""
    link = member.link
    other = _member(dossier, link.to) if link else None
    if link is None or link.by_credit or other is None or member.published is None or other.published is None:
        return False
    return member.published < other.published


def _evidence(member: Member, source: str, dossier: Dossier, words: Phrases) -> str:
    """Why an article counts as a copy of `source`'s: its credit line, and the share of its text found there."""
    original, link, credit = _original(dossier), member.link, member.credit
    if link is None:
        return ""
    share = link.coverage[0]
    reasons: list[str] = []
    if link.by_credit:
        named = one_line(credit.publisher, _NAME) if credit and credit.publisher else source
        title = one_line(credit.title, TITLE) if credit else ""
        pattern = words.evidence_credit_title if title else words.evidence_credit
        if title and original and _same_headline(title, original.title):
            pattern = words.evidence_credit_same  # it stands in this message already
        reasons.append(pattern.format(publisher=named, title=title))
    if share > 0:
        reasons.append(words.evidence_share.format(share=times.percent(share), publisher=source))
    return "; ".join(reasons) or words.evidence_twin.format(publisher=source)


def _same_headline(title: str, other: str) -> bool:
    return "".join(filter(str.isalnum, title.casefold())) == "".join(filter(str.isalnum, other.casefold()))


def _lines_of_story(dossier: Dossier, words: Phrases, zone: str, only: Sequence[int] | None) -> tuple[Line, ...]:
    """The story's other articles (of those in `only`, where given), the original first, then in the order they came."""
    others = [member for member in dossier.members if member.article_id != dossier.about.article_id]
    others = others if only is None else [member for member in others if member.article_id in only]
    others.sort(key=lambda member: not _is_original(member, dossier))
    return tuple(_line(member, dossier, words, zone) for member in others)


def _line(member: Member, dossier: Dossier, words: Phrases, zone: str) -> Line:
    about, source = dossier.about, _copied_from(member, dossier)
    return Line(
        publisher=one_line(member.publisher, _NAME),
        title=one_line(member.title, TITLE),
        url=web_address(member.url),
        time=", ".join(filter(None, (_when(member, about.published, zone, words), _distance(member, about, words)))),
        evidence=_evidence(member, source, dossier, words) if source else "",
        label=words.original_label if _is_original(member, dossier) else "",
    )


def _distance(member: Member, about: Member, words: Phrases) -> str:
    if member.published is None or about.published is None:
        return ""
    apart = member.published - about.published
    pattern = words.later if apart.total_seconds() >= 0 else words.earlier
    return pattern.format(span=times.span(apart, words), publisher=one_line(about.publisher, _NAME))


def _related(dossier: Dossier, words: Phrases, zone: str) -> tuple[Line, ...]:
    return tuple(
        Line(
            publisher=one_line(member.publisher, _NAME),
            title=one_line(member.title, TITLE),
            url=web_address(member.url),
            time=_when(member, dossier.about.published, zone, words),
            evidence=_no_copy_because(link, words),
        )
        for link, member in dossier.related[:_MOST_LINES]
    )


def _no_copy_because(link: Link, words: Phrases) -> str:
    """Why it is no copy; the decision's own words, which are English, only where the message is."""
    kinds = {Relation.TEMPLATE: words.template, Relation.FOLLOW_UP: words.follow_up, Relation.CONTAINS: words.contains}
    share = words.share.format(share=times.percent(link.coverage[0])) if link.coverage[0] > 0 else ""
    reason = one_line(link.reason, TITLE) if words.language == "en" else ""
    return ", ".join(filter(None, (kinds.get(link.relation, ""), share, reason)))


def _outlets(dossier: Dossier, words: Phrases) -> str:
    """Who has the story by now, and whose it is where that came out late."""
    names = list(dict.fromkeys(one_line(member.publisher, _NAME) for member in dossier.members))
    if len(names) < 2:
        return ""
    shown = _with_more(names, words) if len(names) > _MOST_NAMES else ", ".join(names)
    said, original = words.outlets.format(n=times.number(len(names), words), names=shown), _original(dossier)
    if original is None or original.article_id == dossier.members[0].article_id:
        return said
    return words.outlets_from.format(outlets=said, publisher=one_line(original.publisher, _NAME))


def _with_more(names: Sequence[str], words: Phrases) -> str:
    more = times.number(len(names) - _MOST_NAMES, words)
    return words.outlets_more.format(names=", ".join(names[:_MOST_NAMES]), n=more)


def _publisher_of(dossier: Dossier, link: Link) -> str:
    target = _member(dossier, link.to)
    named = dossier.named_original.publisher if dossier.named_original else ""
    return one_line(target.publisher if target else named, _NAME) or "?"


def _original(dossier: Dossier) -> Member | None:
    """The story's original; None where it is known by name only."""
    return None if dossier.named_original else _member(dossier, dossier.original)


def _is_original(member: Member, dossier: Dossier) -> bool:
    return dossier.named_original is None and member.article_id == dossier.original


def _member(dossier: Dossier, article: int | None) -> Member | None:
    return next((member for member in dossier.members if member.article_id == article), None)
