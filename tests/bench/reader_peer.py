"""lemon24/reader doing the same polls, in a venv of its own: told by lines on standard input, it answers with figures."""

import json
import resource
import sys
from pathlib import Path

from reader import make_reader  # type: ignore[import-not-found,unused-ignore]


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main(database: str, addresses: str) -> None:
    reader = make_reader(database)
    for line in Path(addresses).read_text().splitlines():
        reader.add_feed(line)
    for _ in sys.stdin:
        before = _cpu()
        reader.update_feeds(workers=4, scheduled=False)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"cpu": _cpu() - before, "peak": peak}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
