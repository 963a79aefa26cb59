"""kill -9 at random moments of a round: no alert is lost, and none is repeated more often than the kills allow."""

import os
import random
import signal
import subprocess
from collections import Counter

import pytest

from monitor.demo.pieces import Block, Piece
from tests.walk import Walk

KILLS = int(os.environ.get("RONDA_KILLS", "5"))
STORIES = 12


def story(walk: Walk, number: int) -> Piece:
    """A story of its own that the watch on Trump and Putin wants."""
    words = random.Random(number)
    subjects = [
        "gandum",
        "timah",
        "kapal",
        "satelit",
        "vaksin",
        "kereta",
        "gas",
        "nikel",
        "beras",
        "jembatan",
        "pelabuhan",
        "sawit",
    ]
    names = [
        f"{words.choice('BCDFGKLMNPRST')}{words.choice('aiueo')}{words.choice('lmnrst')}{words.choice('aiueo')}"
        for _ in range(40)
    ]
    sentences = [
        f"{names[n]} dan {names[n + 1]} merundingkan {words.choice(subjects)} nomor {words.randrange(1000)} di kota {names[n + 2]}"
        f" bersama {words.randrange(100)} utusan dari {names[n + 3]}."
        for n in range(0, 36, 2)
    ]
    opening = f"Trump dan Putin membahas {subjects[number % 12]} pada pertemuan ke-{number}."
    blocks = tuple(
        Block("text", " ".join(part)) for part in ([opening, *sentences[:5]], sentences[5:11], sentences[11:])
    )
    model = walk.pieces["telepon"]
    return Piece(
        f"kisah-{number}",
        "kontan",
        f"Pertemuan ke-{number}: Trump dan Putin soal {subjects[number % 12]}",
        blocks,
        model.published,
    )


@pytest.mark.parametrize("seed", [1])
def test_kill_9_in_the_middle_of_a_round_loses_no_alert(walk: Walk, seed: int) -> None:
    walk.configure(houses=["kontan"])
    walk.once()
    chance = random.Random(seed)
    for number in range(STORIES):
        walk.newsroom.publish(story(walk, number))
    kills = 0
    for _ in range(KILLS):
        with (walk.folder / "out.txt").open("ab") as out:
            process = subprocess.Popen(walk.line("once", "--all"), cwd=walk.folder, stdout=out, stderr=out)
        try:
            process.wait(chance.uniform(0.8, 2.5))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            kills += 1
            process.wait()
    walk.once(status=None)
    told = Counter(mail.message["Subject"] for mail in walk.mail.mails if mail.recipients == ("meja@uji.example",))
    assert len(told) == STORIES, told
    assert sum(told.values()) - STORIES <= kills
    assert len({call.request["text"] for call in walk.slack.posts}) == STORIES
