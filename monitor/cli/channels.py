"""Doors to the channels: send a sample and show what the other side said."""

import click

from monitor.cli.common import print_json, settings_in_force
from monitor.errors import Failure


@click.group()
def channels() -> None:
    """Where alerts go."""


@channels.command(epilog="Example:  ronda channels test redaksi")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a recipient.")
def test(name: str, *, as_json: bool) -> int:
    """Send a sample message to the channel NAME and show the receipt."""
    from monitor.app import send_sample

    settings = settings_in_force()
    failed = 0
    for recipient, outcome in send_sample(settings, name):
        refused = isinstance(outcome, Failure)
        failed += refused
        if as_json:
            row = {"error": str(outcome)} if isinstance(outcome, Failure) else {"receipt": outcome.id, **outcome.detail}
            print_json([{"channel": name, "recipient": recipient, **row}])
        elif isinstance(outcome, Failure):
            click.echo(f"{name} {recipient}: refused: {outcome}", err=True)
        else:
            click.echo(f"{name} {recipient}: taken, receipt {outcome.id}")
    return 1 if failed else 0
