"""Floors of quality on made-up articles, forms and credits; and that each rule is worth its place among them."""

from dataclasses import replace
from functools import cache

import pytest

from monitor.stories import ALL_RULES, Rules
from tests.bench.bench_placing import Score, judge, play
from tests.bench.copies.later import later_streams
from tests.bench.copies.stream import Item, streams


@cache
def parts() -> dict[str, list[Item]]:
    return dict(streams(seed=4, size=1)) | dict(later_streams(seed=4, size=1))


def scored(part: str, rules: Rules = ALL_RULES) -> Score:
    score = Score()
    judge(parts()[part], play(parts()[part], rules), score)
    return score


@pytest.mark.parametrize(
    "part",
    [
        "copies",
        "outlets",
        "round-ups",
        "house",
        "lists",
        "wordy",
        "twice",
        "credits",
        "viral",
        "newsrooms",
        "rivals",
        "hourly",
    ],
)
def test_copies_are_found_and_nothing_else_is_merged(part: str) -> None:
    score = scored(part)
    assert score.wrong == []
    for kind, (linked, of) in score.linked.items():
        assert linked >= 0.9 * of, kind


@pytest.mark.parametrize(
    ("rule", "part"),
    [
        ("credits", "credits"),
        ("dates", "lists"),
        ("figures", "hourly"),
        ("names", "lists"),
        ("topic", "house"),
        ("follow_ups", "outlets"),
        ("shape", "twice"),
    ],
)
def test_rule_left_out_costs_mistakes(rule: str, part: str) -> None:
    assert scored(part, replace(ALL_RULES, **{rule: False})).wrong
