"""Microseconds to read a date as pages write them, and milliseconds to load the catalogue: python -m tests.bench.bench_language."""

import timeit
from datetime import UTC, datetime

from monitor.catalogue import load_catalogue
from monitor.language.dates import read_date

NOW = datetime(2025, 11, 3, 12, tzinfo=UTC)
DATES = (
    "Senin, 3 November 2025 | 14:49 WIB",
    "Kamis, 02 Nov 2023 20:59 WIB",
    "Jum'at, 5 Agustus 2022 21.00 WITA",
    "2021-12-20T09:59:55+07:00",
    "Thu, 06 Apr 2017 10:39:08 +0700",
    "20/1/2026 18:33",
    "3 jam lalu",
    "1 jam 20 menit yang lalu",
)


def main() -> None:
    for text in DATES:
        best = min(timeit.repeat(lambda text=text: read_date(text, now=NOW), number=200, repeat=15)) / 200  # type: ignore[misc]
        print(f"{best * 1e6:6.1f} us  {text}")
    print(f"{min(timeit.repeat(load_catalogue, number=1, repeat=5)) * 1e3:6.1f} ms  the whole catalogue")


if __name__ == "__main__":
    main()
