"""What has happened on the stage so far, seen from outside: requests, mails, Slack calls, and the daemon's log."""

import html
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from monitor.demo.mail_sink import Mail
from monitor.demo.pieces import Piece, load_pieces
from monitor.demo.slack_sink import Call
from monitor.demo.stage import SICK, Stage


@dataclass(slots=True)
class Scene:
    """One run of the demo. `mails` and `posts` are those of the act that is on; `every_*` those of all acts."""

    stage: Stage
    printed: dict[str, Piece] = field(default_factory=dict)
    _mails_before: int = 0
    _posts_before: int = 0

    def begin_act(self) -> None:
        """From now on `mails` and `posts` are those that come later."""
        self._mails_before = len(self.stage.mail.mails)
        self._posts_before = len(self.stage.slack.posts)

    def publish(self, key: str) -> None:
        """Print the piece in its house, dated from this moment."""
        self.printed[key] = load_pieces(datetime.now(UTC))[key]
        self.stage.newsroom.publish(self.printed[key])

    # ----------------------------------------------------------------------------------------------- the newsroom

    @property
    def well(self) -> tuple[str, ...]:
        """The houses whose door opens."""
        return tuple(house.key for house in self.stage.newsroom.houses if house.key != SICK)

    def answered(self, house: str, status: int) -> int:
        """How often the door of `house` answered so."""
        return sum(asked.status == status for asked in self.at_door(house))

    def at_door(self, house: str) -> list[Any]:
        door = next(one.door for one in self.stage.newsroom.houses if one.key == house)
        return [asked for asked in self.stage.newsroom.asked(house) if asked.path == door]

    def is_read(self, key: str) -> bool:
        """Whether the page of a printed piece was fetched."""
        piece = self.printed[key]
        path = self.stage.newsroom.url(piece).removeprefix(self.stage.newsroom.site(piece.house))
        return any(
            asked.path.split("?")[0] == path and asked.status == 200 for asked in self.stage.newsroom.asked(piece.house)
        )

    @property
    def pages_read(self) -> int:
        """How many requests were for article pages."""
        doors = {(house.key, house.door) for house in self.stage.newsroom.houses}
        return sum(
            (asked.house, asked.path) not in doors and asked.path != "/robots.txt"
            for asked in self.stage.newsroom.asked()
        )

    # -------------------------------------------------------------------------------------------------- the sinks

    @property
    def mails(self) -> Sequence[Mail]:
        return self.every_mail[self._mails_before :]

    @property
    def every_mail(self) -> Sequence[Mail]:
        return self.stage.mail.mails

    @property
    def posts(self) -> Sequence[Call]:
        return self.every_post[self._posts_before :]

    @property
    def every_post(self) -> Sequence[Call]:
        return self.stage.slack.posts

    # ---------------------------------------------------------------------------------------------------- the log

    def logged(self, event: str = "", **fields: object) -> list[Mapping[str, Any]]:
        """Events of the daemon's log by name and fields. A last line still being written is left out."""
        if not self.stage.log.exists():
            return []
        lines = self.stage.log.read_text(encoding="utf-8").split("\n")[:-1]
        events = [json.loads(line) for line in lines]
        named = [one for one in events if event in ("", one["event"])]
        return [one for one in named if all(one.get(key) == value for key, value in fields.items())]

    def verdict(self, key: str) -> Mapping[str, Any]:
        """What the daemon logged when it had read a printed piece: relation, reason, credit, alerts; empty before."""
        url = self.stage.newsroom.url(self.printed[key])
        read = (*self.logged("alert"), *self.logged("read"))
        return next((one for one in read if str(one.get("url", "")).split("?")[0] == url), {})

    @property
    def second_of_story(self) -> int | None:
        """The article that was found to be the same story as an earlier one."""
        return next((one["article"] for one in self.logged("read", relation="same")), None)

    @property
    def complaints(self) -> list[Mapping[str, Any]]:
        """Events of level error and above."""
        return [one for one in self.logged() if one.get("level") in ("error", "critical")]

    @property
    def warnings(self) -> list[str]:
        """Events of level warning and above, one line each."""
        told = [one for one in self.logged() if one.get("level") not in ("debug", "info")]
        names = ("event", "source", "error", "detail", "url")
        return [" ".join(f"{name}={one[name]}" for name in names if one.get(name)) for one in told]


def threads_under(mail: Mail, first: Mail) -> bool:
    """Whether a mail program would show `mail` as an answer to `first`."""
    return str(first.message["Message-ID"]).strip() in _above(mail)


def stands_alone(mail: Mail, others: Sequence[Mail]) -> bool:
    """Whether a mail program would show `mail` outside the threads of all `others`."""
    mine = {str(mail.message["Message-ID"]).strip(), *_above(mail)}
    theirs = [{str(other.message["Message-ID"]).strip(), *_above(other)} for other in others if other is not mail]
    return all(mine.isdisjoint(ids) for ids in theirs)


def _above(mail: Mail) -> list[str]:
    return f"{mail.message['In-Reply-To'] or ''} {mail.message['References'] or ''}".split()


def plain_text(mail: Mail) -> str:
    """The text part of a mail."""
    part = mail.message.get_body(("plain",))
    return str(part.get_content()).replace("\r\n", "\n").strip() if part else ""


def post_lines(post: Call) -> list[str]:
    """What a reader of Slack sees of a message: the words of its blocks, else its text; links by their names."""
    words = _words(post.request.get("blocks") or []) or [str(post.request.get("text", ""))]
    shown = re.sub(r"<[^|<>]+\|([^<>]+)>", r"\1", "\n".join(words))
    return html.unescape(shown).splitlines()


def _words(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        inner = [value["text"]] if isinstance(value.get("text"), str) else []
        return inner + [word for one in value.values() if isinstance(one, Mapping | list) for word in _words(one)]
    if isinstance(value, list):
        return [word for one in value for word in _words(one)]
    return []
