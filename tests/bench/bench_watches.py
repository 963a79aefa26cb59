"""What matching costs by the number of watches: CPU an article with output, loading, one edit, memory (`make bench`).

Words, articles and queries are made up here, the same on every machine. Articles are held against the watches by
`ronda watch test`, as in a process of its own; an edit is the reading of a file in which one query changed, and the matcher
after it. Usage: python -m tests.bench.bench_watches [NUMBER OF WATCHES]...
"""

import json
import os
import random
import subprocess
import sys
import time
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

from monitor.catalogue.words import load_words
from monitor.watches import Matcher, differences, read_file

ARTICLES, WORDS = 2_000, 430
GOALS = {1_000: 160, 10_000: 350, 100_000: 1_300}
LOAD_GOAL, EDIT_GOAL = 4.0, 50
SYLLABLES = (
    "ba ca da ga ja ka la ma na pa ra sa ta wa bi di gi ki li mi ni pi ri si ti bu du gu ku lu mu nu pu su tu".split()
)
TURNS = 3


class Press:
    """Words by rank, some far commoner than others, and what is written with them."""

    def __init__(self) -> None:
        self.chance = random.Random("press")
        pool = {"".join(self.chance.choices(SYLLABLES, k=self.chance.choice([2, 2, 3, 3, 4]))) for _ in range(40_000)}
        self.words = sorted(pool, key=lambda word: self.chance.random())
        self.weights = list(accumulate((rank + 3) ** -1.25 for rank in range(len(self.words))))

    def common(self, count: int) -> list[str]:
        return self.chance.choices(self.words, cum_weights=self.weights, k=count)

    def article(self, number: int) -> dict[str, str]:
        written = [self._written(word) for word in self.common(WORDS)]
        lines = [" ".join(written[at : at + 18]) for at in range(12, WORDS, 18)]
        return {
            "id": f"a{number}",
            "title": " ".join(written[:12]).title(),
            "text": ".\n".join(lines),
            "publisher": "Uji",
        }

    def _written(self, word: str) -> str:
        shape = self.chance.random()
        if shape < 0.15:
            return word.title()
        if shape < 0.20:
            return word + ","
        if shape < 0.22:
            return f"{word}-{word}"
        return word + "nya" if shape < 0.24 else word

    def word(self) -> str:
        return self.words[
            self.chance.randrange(200, 4_000)
            if self.chance.random() < 0.4
            else self.chance.randrange(4_000, len(self.words))
        ]

    def name(self) -> str:
        return '"' + " ".join(self.word().title() for _ in range(self.chance.choice([2, 2, 3]))) + '"'

    def query(self) -> str:
        chance, word, name = self.chance, self.word, self.name
        kind = chance.random()
        if kind < 0.4:
            return " OR ".join(
                [name() for _ in range(chance.randint(1, 3))] + [self.words[chance.randrange(9_000, len(self.words))]]
            )
        if kind < 0.6:
            return f"({name()} OR {word()}) AND ({word()} OR {word()} OR {word()})"
        if kind < 0.75:
            return f"{word()} AND {word()} AND NOT {word()}"
        if kind < 0.9:
            return f"{word()} {chance.choice(['NEAR/10', 'ONEAR/5'])} {chance.choice([word, name])()}"
        return chance.choice(
            [f"title:{word()} AND {word()}", f"ATLEAST/2({word()})", f"{word()} AND ({word()} OR {name()})"]
        )


def watch_file(press: Press, count: int) -> str:
    press.chance = random.Random(f"watches {count}")
    return "".join(f"[[watch]]\nname = 'w{n}'\nquery = '{press.query()}'\nchannels = []\n" for n in range(count))


def cost(watches: Path, docs: Path) -> tuple[float, float]:
    """CPU seconds and peak megabytes of one `ronda watch test`."""
    command = [
        sys.executable,
        "-m",
        "monitor",
        "watch",
        "test",
        "--json",
        "--watches",
        str(watches),
        "--docs",
        str(docs),
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, status, use = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(process.returncode)
    return use.ru_utime + use.ru_stime, use.ru_maxrss / 1024


def edit(text: str) -> float:
    """CPU milliseconds until a changed query is in force."""
    before = read_file(text, "watches.toml", {})
    matcher = Matcher(before.file.watches, {}, load_words())
    at = text.index("query = '", len(text) // 2) + len("query = '")
    changed = f"{text[:at]}perubahan OR {text[at:]}"
    spent = []
    for _ in range(TURNS):
        started = time.process_time()
        now = read_file(changed, "watches.toml", {}, before)
        matcher.amended(*differences(before.file, now.file))
        spent.append(time.process_time() - started)
    return 1000 * min(spent)


def main() -> None:
    counts = [int(count) for count in sys.argv[1:]] or list(GOALS)
    press = Press()
    with TemporaryDirectory() as folder:
        nothing, docs, watches = (Path(folder) / name for name in ("none.jsonl", "docs.jsonl", "watches.toml"))
        nothing.touch()
        docs.write_text("".join(json.dumps(press.article(number)) + "\n" for number in range(ARTICLES)))
        for count in counts:
            text = watch_file(press, count)
            watches.write_text(text)
            load, _ = min(cost(watches, nothing) for _ in range(TURNS))
            whole, peak = min(cost(watches, docs) for _ in range(TURNS))
            figures = (
                f"{1e6 * (whole - load) / ARTICLES:5.0f} us an article (goal {GOALS.get(count, '-')})",
                f"load {load:.2f} s (goal {LOAD_GOAL:.0f})",
                f"one edit {edit(text):.1f} ms (goal {EDIT_GOAL})",
                f"peak {peak:.0f} MB",
            )
            print(f"{count:>7} watches: {', '.join(figures)}", flush=True)


if __name__ == "__main__":
    main()
