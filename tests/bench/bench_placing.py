"""Which articles are taken for one story, on made-up material with the truth beside it: copies, forms, credits.

Run: python -m tests.bench.bench_placing [--seed N] [--size N] [--wrong] [PART]...
"""

import collections
import itertools
import sys
from dataclasses import dataclass, field, fields, replace
from functools import cache

import click
import orjson

from monitor.catalogue import load_catalogue
from monitor.model import Publisher, PublisherId
from monitor.replay import PORTION, Played, Replay, read_line
from monitor.stories import ALL_RULES, Rules
from tests.bench.copies.later import later_streams
from tests.bench.copies.nearly import near_streams
from tests.bench.copies.stream import Item, streams

SWITCHES = tuple(rule.name for rule in fields(Rules) if rule.type is bool)
GOALS = {
    "L1": "1", "L2": ">= .999", "L3": ">= .97", "1 figure": ">= .99", "2 figures": ">= .97", "viral": "1",
    "forms of one day, all": "<= .01",
}  # fmt: skip


@dataclass
class Score:
    """Per kind: copies found of how many; pairs merged of how many that should be apart; parts linked of how many."""

    found: dict[str, list[int]] = field(default_factory=lambda: collections.defaultdict(lambda: [0, 0]))
    merged: dict[str, list[int]] = field(default_factory=lambda: collections.defaultdict(lambda: [0, 0]))
    linked: dict[str, list[int]] = field(default_factory=lambda: collections.defaultdict(lambda: [0, 0]))
    firsts: list[int] = field(default_factory=lambda: [0, 0])  # swallowed by another text's story, of how many
    wrong: list[tuple[str, str, str]] = field(default_factory=list)  # what, the two articles
    pairs: list[int] = field(default_factory=lambda: [0, 0, 0])  # together rightly, together wrongly, apart wrongly

    @property
    def precision(self) -> float:
        return self.pairs[0] / max(1, self.pairs[0] + self.pairs[1])

    @property
    def f1(self) -> float:
        right, merged, missed = self.pairs
        return 2 * right / max(1, 2 * right + merged + missed)


@cache
def _publishers() -> dict[str, Publisher | None]:
    return {}


def publisher_of(name: str) -> Publisher | None:
    known = _publishers()
    if name not in known:
        catalogue = load_catalogue()
        known[name] = (
            catalogue.publishers.get(PublisherId(name)) or catalogue.by_credit_name(name) or catalogue.by_domain(name)
        )
    return known[name]


def play(items: list[Item], rules: Rules = ALL_RULES) -> list[Played]:
    played: list[Played] = []
    with Replay(publisher_of, rules=rules) as room:
        for start in range(0, len(items), PORTION):
            lines = [read_line(orjson.dumps(item.line()), publisher_of)[1] for item in items[start : start + PORTION]]
            played += room.play_all(lines)
    return played


def judge(items: list[Item], played: list[Played], score: Score) -> None:
    story = {item.key: items[answer.story - 1].key for item, answer in zip(items, played, strict=True)}
    members: dict[str, list[Item]] = collections.defaultdict(list)  # of a text, so far
    texts: dict[str, list[Item]] = collections.defaultdict(list)  # in a story, so far
    for item, answer in zip(items, played, strict=True):
        before = members[item.text_of]
        if before:
            hit = any(story[one.key] == story[item.key] for one in before)
            score.found[item.kind][0] += hit
            score.found[item.kind][1] += 1
            if not hit:
                score.wrong.append((f"missed {item.kind}", before[0].key, item.key))
        else:
            strangers = [one for one in texts[story[item.key]] if one.text_of != item.text_of]
            score.firsts[0] += bool(strangers)
            score.firsts[1] += 1
            if strangers:
                score.wrong.append((f"swallowed {item.kind}", strangers[0].key, item.key))
        if item.holds:
            links = {items[link.to - 1].text_of for link in answer.placing.links if link.relation.value == "contains"}
            score.linked[item.kind][0] += item.holds in links
            score.linked[item.kind][1] += 1
        before.append(item)
        texts[story[item.key]].append(item)
    _pairs(items, story, score)


def _pairs(items: list[Item], story: dict[str, str], score: Score) -> None:
    groups: dict[str, list[Item]] = collections.defaultdict(list)
    stories: dict[str, list[Item]] = collections.defaultdict(list)
    clusters: dict[str, list[Item]] = collections.defaultdict(list)
    for item in items:
        if item.group:
            groups[item.group].append(item)
        if item.text_of:
            groups[item.key].append(item) if item.key != item.group else None
        stories[story[item.key]].append(item)
        clusters[item.text_of].append(item)
    for group in groups.values():
        for one, other in itertools.combinations(group, 2):
            if one.text_of == other.text_of:
                continue
            kind = one.kind if other.kind == "base" else other.kind
            together = story[one.key] == story[other.key]
            if kind.startswith("form ") and one.at.date() == other.at.date():
                score.merged["forms of one day, all"][0] += together
                score.merged["forms of one day, all"][1] += 1
            score.merged[kind][0] += together
            score.merged[kind][1] += 1
    for group in stories.values():
        for one, other in itertools.combinations(group, 2):
            same = one.text_of == other.text_of
            score.pairs[0] += same
            score.pairs[1] += not same
            if not same:
                score.wrong.append((f"merged {one.kind} / {other.kind}", one.key, other.key))
    for group in clusters.values():
        score.pairs[2] += sum(story[one.key] != story[other.key] for one, other in itertools.combinations(group, 2))


def show(items: list[Item], played: list[Played], wrong: list[tuple[str, str, str]]) -> None:
    by_key = {item.key: (item, answer) for item, answer in zip(items, played, strict=True)}
    for what, one, other in wrong:
        later, answer = max((by_key[one], by_key[other]), key=lambda pair: pair[1].number)
        print(f"--- {what}")
        for item, _ in (by_key[one], by_key[other]):
            print(f"  [{item.key} {item.outlet.name}, {item.at:%d/%m %H:%M}] {item.text.title}")
            print("    " + "\n    ".join(item.text.paragraphs))
        for link in answer.placing.links:
            print(f"  {later.key} -> {items[link.to - 1].key} {link.relation.value}: {link.reason}")


def report(score: Score) -> None:
    for title, table in (("found", score.found), ("merged", score.merged), ("linked as a part", score.linked)):
        print(title)
        for kind, (count, of) in sorted(table.items()):
            goal = f"   goal {GOALS[kind]}" if kind in GOALS else ""
            if goal or count != (0 if table is score.merged else of):
                print(f"  {kind:<34} {count / of:.4f}  {count}/{of}{goal}")
        whole = sum(of for _, of in table.values())
        print(f"  all kinds, others as they should be {sum(count for count, _ in table.values())}/{whole}")
    print(f"first articles swallowed {score.firsts[0]}/{score.firsts[1]}   goal <= .001")
    print(f"pairwise precision {score.precision:.4f}, F1 {score.f1:.4f}   goal >= .995, >= .98")


@click.command()
@click.argument("parts", nargs=-1)
@click.option("--seed", default=1)
@click.option("--size", default=10)
@click.option("--wrong", default=0, help="Show so many mistakes of each part.")
@click.option("--without", multiple=True, type=click.Choice(SWITCHES), help="Leave a rule out.")
def main(parts: tuple[str, ...], seed: int, size: int, wrong: int, without: tuple[str, ...]) -> None:
    """How articles of made-up PARTs are placed: copies, outlets, round-ups, house, lists, wordy,
    twice, credits, viral; newsrooms, daily, rivals, hourly, feet; slips."""
    rules = replace(ALL_RULES, **dict.fromkeys(without, False))
    score, count = Score(), 0
    for name, items in itertools.chain(streams(seed, size), later_streams(seed, size), near_streams(seed, size)):
        if parts and name not in parts:
            continue
        played = play(items, rules)
        known = len(score.wrong)
        judge(items, played, score)
        show(items, played, score.wrong[known : known + wrong])
        count += len(items)
    print(f"{count} articles, seed {seed}")
    report(score)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
