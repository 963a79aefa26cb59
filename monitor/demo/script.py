"""The demo as a play: what is published in each act, what must then hold, and what is worth showing."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from monitor.demo.mail_sink import Mail
from monitor.demo.pieces import load_pieces
from monitor.demo.scene import Scene, plain_text, post_lines, stands_alone, threads_under
from monitor.demo.stage import CHANNEL, RETRY_AFTER, SICK


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that must hold, and how the stage shows whether it does."""

    says: str
    holds: Callable[[Scene], bool]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """Something to look at, as it went over the wire: a label, named values, then lines."""

    label: str
    head: tuple[tuple[str, str], ...] = ()
    body: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """One act. `publishes` are printed one after the other, each when the one before has been read."""

    title: str
    tale: str
    claims: tuple[Claim, ...]
    publishes: tuple[str, ...] = ()
    shows: Callable[[Scene], Sequence[Exhibit]] = lambda _: ()
    limit: float = 15.0  # seconds until what does not hold is told as such


def script(*, copy_first: bool) -> tuple[Act, ...]:
    """The acts in order. With `copy_first` Sosok.ID's copy is found before Kontan's original."""
    call = (COPY_FIRST, LATE_ORIGINAL) if copy_first else (ORIGINAL, COPY)
    return (ARRIVAL, *call, GOLD, UNWATCHED, SICKNESS)


def reckoning() -> tuple[Claim, ...]:
    """What must hold of the whole evening, once the daemon has ended."""
    return (
        Claim("four messages by email, no more: two alerts on gold, one on the call, one line about its other outlet",
              lambda scene: len(scene.every_mail) == 4),
        Claim("the same four by Slack", lambda scene: len(scene.every_post) == 4),
        Claim("every page was fetched once", lambda scene: scene.pages_read == len(scene.printed)),
        Claim("nothing went wrong inside: no error in the log", lambda scene: not scene.complaints),
    )  # fmt: skip


def _first_alert(scene: Scene) -> Mail:
    return scene.every_mail[0]


def _all_alone(scene: Scene) -> bool:
    return all(stands_alone(mail, scene.every_mail) for mail in scene.mails)


def _one_mail(scene: Scene) -> bool:
    return len(scene.mails) == 1 and _all_alone(scene)


def _one_post(scene: Scene) -> bool:
    return len(scene.posts) == 1 and "thread_ts" not in scene.posts[0].request


def _mail_in_thread(scene: Scene) -> bool:
    return len(scene.mails) == 1 and threads_under(scene.mails[0], _first_alert(scene))


def _post_in_thread(scene: Scene) -> bool:
    return len(scene.posts) == 1 and scene.posts[0].request.get("thread_ts") == scene.every_post[0].answer["ts"]


def _quiet(scene: Scene) -> bool:
    return not scene.mails and not scene.posts


def _names_the_original(scene: Scene) -> bool:
    text = " ".join(post_lines(scene.posts[0])) if scene.posts else ""
    headline = ("judul aslinya", load_pieces(datetime.now(UTC))["telepon"].title)
    return "Kontan" in text and any(words in text for words in headline)


def _relation(scene: Scene, key: str) -> str:
    return str(scene.verdict(key).get("relation", "not read"))


def _subject(mail: Mail) -> tuple[str, str]:
    return "Subject", str(mail.message["Subject"])


def _show_letter(scene: Scene) -> list[Exhibit]:
    if not scene.mails:
        return []
    mail = scene.mails[0]
    head = (("From", str(mail.message["From"])), ("To", str(mail.message["To"])), _subject(mail))
    return [Exhibit(f"mail/{mail.path.name}", head, tuple(plain_text(mail).splitlines()))]


def _show_evidence(scene: Scene, key: str) -> list[Exhibit]:
    verdict = scene.verdict(key)
    names = ("title", "credit", "relation", "reason")
    head = tuple((name, str(verdict[name])) for name in names if verdict.get(name))
    return [Exhibit("log.jsonl", head)] if head else []


def _show_thread(scene: Scene) -> list[Exhibit]:
    first = _first_alert(scene)
    answers = [mail for mail in scene.mails if threads_under(mail, first)]
    letters = [
        Exhibit(
            f"mail/{mail.path.name}", (_subject(mail), ("In-Reply-To", f"the Message-ID of mail/{first.path.name}"))
        )
        for mail in answers
    ]
    posts = [
        Exhibit(f"Slack, {CHANNEL}, in the thread of the first message", body=tuple(post_lines(post)))
        for post in scene.posts
        if "thread_ts" in post.request
    ]
    return [*letters, *posts]


def _show_gold(scene: Scene) -> list[Exhibit]:
    """Both subjects, and what the second mail says of the first piece."""
    older = scene.printed["emas-kemarin"].title
    shown = []
    for mail in scene.mails:
        said = [part for part in plain_text(mail).split("\n\n")[1:] if older in part]
        shown.append(Exhibit(f"mail/{mail.path.name}", (_subject(mail),), tuple("\n".join(said).splitlines())))
    return shown


def _show_polls(scene: Scene) -> list[Exhibit]:
    rows = []
    for house in scene.stage.newsroom.houses:
        statuses = Counter(asked.status for asked in scene.at_door(house.key))
        rows.append((house.name, ", ".join(f"{count} x {status}" for status, count in sorted(statuses.items()))))
    return [Exhibit("what each answered at its door", tuple(rows))]


ARRIVAL = Act(
    "Ronda comes by",
    "Seven publishers are in print: RSS, Atom, a news sitemap, a listing page, one of them out of order. Ronda has "
    "never seen them. What stood there before is known, not news, even an older piece of Kontan's on Trump and Putin.",
    (
        Claim("six sources were read, each in its own form",
              lambda scene: all(scene.answered(house, 200) for house in scene.well)),
        Claim("asked again, they answered 304: nothing new, nothing downloaded, nothing parsed",
              lambda scene: all(scene.answered(house, 304) for house in scene.well)),
        Claim("no page was fetched, nobody was told",
              lambda scene: scene.pages_read == 0 and _quiet(scene)),
        Claim("the seventh answered 503, and the others went on",
              lambda scene: scene.answered(SICK, 503) > 0),
    ),
    limit=60.0,  # the daemon starts in this act
)  # fmt: skip

ORIGINAL = Act(
    "Kontan publishes",
    "Kontan reports a telephone call between Donald Trump and Vladimir Putin. A watch asks for exactly these two.",
    (
        Claim("the page was fetched and read", lambda scene: scene.is_read("telepon")),
        Claim("one email to the desk", _one_mail),
        Claim("one message in Slack", _one_post),
    ),
    ("telepon",),
    _show_letter,
)

COPY = Act(
    "Sosok.ID runs it again",
    'Another headline, a new opening, some sentences dropped, a link set in between, and at the foot: "Artikel ini '
    'pernah tayang di Kontan dengan judul ...". A desk does not want to be woken twice for this.',
    (
        Claim(
            "the page was read and recognised as the same story", lambda scene: _relation(scene, "salinan") == "same"
        ),
        Claim("no second alert: the mail goes under the first one", _mail_in_thread),
        Claim("in Slack it is an answer in the same thread", _post_in_thread),
        Claim("it says whose copy it is, and how Ronda knows", _names_the_original),
    ),
    ("salinan",),
    lambda scene: (*_show_evidence(scene, "salinan"), *_show_thread(scene)),
)

COPY_FIRST = Act(
    "Sosok.ID comes first",
    'The copy is found before its original. Only its foot line knows better: "Artikel ini pernah tayang di Kontan '
    'dengan judul ...". The two names are there, so the desk must hear of it now.',
    (
        Claim("the page was fetched and read", lambda scene: scene.is_read("salinan")),
        Claim("one email to the desk", _one_mail),
        Claim("one message in Slack", _one_post),
        Claim("it names Kontan as the origin, known by name only", _names_the_original),
    ),
    ("salinan",),
    _show_letter,
)

LATE_ORIGINAL = Act(
    "Then Kontan's original turns up",
    "The headline that the copy quoted is found at last. It is no second story, and it is not the copy's copy.",
    (
        Claim(
            "the page was read and recognised as the same story", lambda scene: _relation(scene, "telepon") == "same"
        ),
        Claim("no second alert: the mail goes under the first one", _mail_in_thread),
        Claim("in Slack it is an answer in the same thread", _post_in_thread),
        Claim("it says that the original was found at Kontan", _names_the_original),
    ),
    ("telepon",),
    lambda scene: (*_show_evidence(scene, "telepon"), *_show_thread(scene)),
)

GOLD = Act(
    "Two days of gold",
    "Pantau Emas fills in the same form every morning. Yesterday's and today's are more alike than any copy, and still "
    "two pieces of news.",
    (
        Claim("both pages were read; the second was seen to be the first one's form, not its copy",
              lambda scene: _relation(scene, "emas-hari-ini") == "template"),
        Claim("two emails, neither under the other", lambda scene: len(scene.mails) == 2 and _all_alone(scene)),
        Claim("two messages in Slack, neither in a thread",
              lambda scene: len(scene.posts) == 2 and not any("thread_ts" in post.request for post in scene.posts)),
    ),
    ("emas-kemarin", "emas-hari-ini"),
    lambda scene: (*_show_evidence(scene, "emas-hari-ini"), *_show_gold(scene)),
)  # fmt: skip

UNWATCHED = Act(
    "A boat race in Palu",
    "Harian Teluk Palu announces dragon boats. Nobody asked for them.",
    (
        Claim("the page was read, and opens a story of its own", lambda scene: _relation(scene, "perahu") == "new"),
        Claim("nobody was told", _quiet),
    ),
    ("perahu",),
)

SICKNESS = Act(
    "The house that was closed",
    f"Suara Pesisir said 503 and asked for {RETRY_AFTER} seconds of peace. The others were asked every second or so.",
    (
        Claim("it was asked once and has been left in peace since", lambda scene: len(scene.at_door(SICK)) == 1),
        Claim("the others were asked all along, and mostly answered 304",
              lambda scene: all(scene.answered(house, 304) > scene.answered(house, 200) for house in scene.well)),
    ),
    shows=_show_polls,
)  # fmt: skip
