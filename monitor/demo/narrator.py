"""Tells the demo on the terminal: a heading and a tale for each act, what held, and what was sent, word by word."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from monitor.demo.scene import Scene
from monitor.demo.script import Act, Claim, Exhibit
from monitor.demo.stage import Stage

WIDTH = 100
Held = Sequence[tuple[Claim, bool]]


class Narrator:
    """Prints on `console`; says nothing that was not checked before."""

    def __init__(self, console: Console, ronda: str = "ronda") -> None:
        """`ronda`: how the person who watches calls the command."""
        self._console = console
        self._ronda = ronda
        self._width = min(console.width, WIDTH)

    def open(self, stage: Stage) -> None:
        houses, watches = Table.grid(padding=(0, 2, 0, 0)), Table.grid(padding=(0, 2, 0, 0))
        for house in stage.newsroom.houses:
            houses.add_row(house.name, house.kind, stage.newsroom.door(house.key), style="dim")
        for name, query in stage.watches:
            watches.add_row(name, Text(query), style="dim")
        tale = Text(
            "A newsroom of seven houses, a mail server and a Slack, all on this machine, and among them the same "
            "`ronda run` that watches the real press, only faster. Each sentence below with a mark in front was "
            "checked against what these servers saw."
        )
        self._panel(
            "Ronda walks",
            [tale, Text("\nWhat Ronda walks past:"), houses, Text("\nWhat it listens for:"), watches],
            "bold cyan",
            f"everything is kept in {stage.folder}/",
        )

    def waiting(self, title: str) -> AbstractContextManager[object]:
        """Shows that an act is on, where somebody is looking."""
        return self._console.status(Text(f"{title} ...", style="dim"))

    def act(self, number: int, act: Act, held: Held, exhibits: Sequence[Exhibit], seconds: float) -> None:
        """One act that is over: which claims held, and what is to be seen."""
        shown = [self._framed(exhibit) for exhibit in exhibits]
        self._panel(
            f"{number}. {act.title}",
            [Text(act.tale), Text(""), _judged(held), *shown],
            _colour(held),
            f"{seconds:.1f} s",
        )

    def close(self, scene: Scene, held: Held, seconds: float) -> None:
        """The reckoning, and where everything lies."""
        self._panel("The whole walk", [_judged(held), Text(""), _facts(scene)], _colour(held), f"{seconds:.1f} s")

        if article := scene.second_of_story:
            command = Text(f"{self._ronda} explain {article} --config {scene.stage.config}", style="bold")
            self._console.print()
            self._console.print(Text.assemble("  Why the two are one story, in full:  ", command), soft_wrap=True)

    def keep(self, config: Path) -> None:
        self._panel("The newsroom stays open; Ctrl-C ends it", [
            Text("Look at it from another terminal:"),
            Text(f"{self._ronda} status --config {config}\n{self._ronda} alerts list --config {config}", style="dim"),
        ], "bold cyan")  # fmt: skip

    def trouble(self, heading: str, text: str) -> None:
        self._panel(heading, [Text(text or "(nothing)")], "bold red")

    def _framed(self, exhibit: Exhibit) -> RenderableType:
        named = Table.grid(padding=(0, 2, 0, 0))
        for name, value in exhibit.head:
            named.add_row(Text(name, style="dim"), Text(value, overflow="fold"))
        parts: list[RenderableType] = [named] if exhibit.head else []
        if exhibit.body:
            parts += [Text("")] if parts else []
            parts.append(Text("\n".join(exhibit.body)))
        title = Text(f" {exhibit.label} ", style="dim")
        framed = Panel(Group(*parts), title=title, title_align="left", border_style="dim", padding=(0, 1))
        return Padding(framed, (1, 0, 0, 0))

    def _panel(self, title: str, lines: Sequence[RenderableType], colour: str, subtitle: str = "") -> None:
        heading = Text(f" {title} ", style=colour)
        foot = Text(f" {subtitle} ", style="dim") if subtitle else None
        panel = Panel(
            Group(*lines), title=heading, title_align="left", subtitle=foot, subtitle_align="right",
            border_style=colour, width=self._width, padding=(1, 2),
        )  # fmt: skip
        self._console.print()
        self._console.print(panel)


def _judged(held: Held) -> RenderableType:
    lines = Table.grid(padding=(0, 1, 0, 0))
    for claim, good in held:
        mark = Text("✓", style="bold green") if good else Text("✗", style="bold red")
        lines.add_row(mark, Text.assemble(claim.says, "" if good else ("  did not hold", "bold red")))
    return lines


def _colour(held: Held) -> str:
    return "green" if all(good for _, good in held) else "bold red"


def _facts(scene: Scene) -> RenderableType:
    stage = scene.stage
    asked = stage.newsroom.asked()
    unchanged = sum(one.status == 304 for one in asked)
    requests = f"{len(asked)} requests, {unchanged} of them answered 304, {scene.pages_read} pages read"
    facts = Table.grid(padding=(0, 2, 0, 0))
    for name, fact in (
        ("newsroom", requests),
        ("mails", f"{stage.mail.folder}/  {len(scene.every_mail)} files"),
        ("Slack", f"{stage.slack.file}  {len(stage.slack.calls)} calls, {len(scene.every_post)} of them messages"),
        ("log", f"{stage.log}  {len(scene.logged())} events"),
        ("settings", f"{stage.config}, watches.toml beside it"),
    ):
        facts.add_row(name, Text(fact, overflow="fold"), style="dim")
    return facts
