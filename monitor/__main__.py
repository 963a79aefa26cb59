"""`ronda` and `python -m monitor`."""

import sys


def main() -> None:
    from monitor.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
