"""Prints what adaptive polling is worth against a poll every 15 minutes: python -m tests.bench.bench_rhythm [FILE].

FILE holds {"source", "published"} a line; without one, a made-up fortnight of 60 sources. Requests are totals over all.
"""

import json
import sys
from datetime import timedelta
from pathlib import Path

from monitor.sources import Pace
from tests.rhythms import Result, fixed, fortnight, read_press, simulate, tuned

GOALS = {"same requests": {"goal": "median_ratio <= 0.6"}, "same median": {"goal": "requests_ratio <= 0.6"}}


def main(arguments: list[str]) -> None:
    try:
        press = read_press(Path(arguments[0]).read_text().splitlines()) if arguments else fortnight(60)
    except ValueError as error:
        sys.exit(f"{arguments[0]}: {error}")
    plain = simulate(press, Pace(), fixed)
    equal = tuned(press, lambda result: result.requests <= plain.requests, shortest=True)
    alike = tuned(press, lambda result: result.median <= plain.median, shortest=False)
    rows = [
        ("every 15 minutes", plain),
        ("as shipped", simulate(press, Pace())),
        ("same requests", equal),
        ("same median", alike),
    ]
    for name, result in rows:
        print(json.dumps({"rhythm": name} | _figures(result, plain) | GOALS.get(name, {})))


def _figures(result: Result, plain: Result) -> dict[str, float]:
    minute = timedelta(minutes=1)
    return {
        "requests": result.requests,
        "requests_ratio": round(result.requests / plain.requests, 3),
        "median_minutes": round(result.median / minute, 2),
        "median_ratio": round(result.median / plain.median, 3),
        "ninetieth_minutes": round(result.ninetieth / minute, 2),
        "found": result.found,
    }


if __name__ == "__main__":
    main(sys.argv[1:])
