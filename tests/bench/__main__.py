"""All benches, one after the other: python -m tests.bench [--quick]; RHYTHM=FILE names recorded rhythms."""

import os
import subprocess
import sys

PARTS = {
    "polling": ["-m", "tests.bench.bench_polling"],
    "rhythm": ["-m", "tests.bench.bench_rhythm", *filter(None, [os.environ.get("RHYTHM")])],
    "articles": ["-m", "tests.bench.bench_articles"],
    "stories": ["-m", "tests.bench.bench_stories"],
}


def main(arguments: list[str]) -> int:
    """Names choose parts; all without. Exit status 1 where one broke."""
    quick = [word for word in arguments if word.startswith("--")]
    chosen = [word for word in arguments if word in PARTS] or list(PARTS)
    status = 0
    for name in chosen:
        print(f"== {name}", flush=True)
        more = quick if name == "polling" else ["20000"] if name == "stories" and quick else []
        status |= subprocess.run([sys.executable, *PARTS[name], *more], check=False).returncode
    return min(status, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
