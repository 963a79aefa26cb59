"""All benches, one after the other, each in a process of its own."""

import subprocess
import sys

import click

PARTS = ("polling", "rhythm", "articles", "watches", "stories", "placing", "viral", "start", "history", "alerts")


@click.command()
@click.argument("parts", nargs=-1, type=click.Choice(PARTS), metavar="[PART]...")
@click.option("--quick", is_flag=True, help="Fewer sources and articles: a minute or two in all.")
@click.option(
    "--rhythm",
    envvar="RHYTHM",
    type=click.Path(exists=True, dir_okay=False),
    help='Recorded rhythms, {"source", "published"} a line, in place of a made-up fortnight. Also $RHYTHM.',
)
def main(parts: tuple[str, ...], quick: bool, rhythm: str | None) -> None:
    """Cost and quality, beside peers and goals: PARTs of them; all without.

    Exit status 1 where one broke.
    """
    more = {
        "polling": ["--quick"] if quick else [],
        "rhythm": [rhythm] if rhythm else [],
        "watches": ["1000", "10000"] if quick else [],
        "stories": ["20000"] if quick else [],
        "viral": ["60", "300"] if quick else [],
        "start": ["20000"] if quick else [],
        "history": ["20000"] if quick else [],
        "alerts": ["--quick"] if quick else [],
        "placing": ["--size", "2"] if quick else [],
    }
    status = 0
    for name in parts or PARTS:
        print(f"== {name}", flush=True)
        command = [sys.executable, "-m", f"tests.bench.bench_{name}", *more.get(name, [])]
        status |= subprocess.run(command, check=False).returncode
    sys.exit(min(status, 1))


if __name__ == "__main__":
    main()
