"""`ronda` and `python -m monitor`."""

import os
import sys


def main() -> None:
    # before numpy comes: it would start threads for matrices, of which we have none, and these spin before they rest
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from monitor.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
