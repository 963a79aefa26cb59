"""Doors to the channels: send a sample and show what the other side said; show a message before it is sent."""

import json

import click

from monitor.cli.common import Commands, print_json, settings_in_force
from monitor.errors import Failure


@click.group(cls=Commands)
def channels() -> None:
    """Where alerts go."""


@channels.command(epilog="Example:  ronda channels test redaksi")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a recipient.")
def test(name: str, *, as_json: bool) -> int:
    """Send a sample message to the channel NAME and show the receipt. Where it is taken, what waits there leaves at once."""
    from monitor.trials import send_sample

    settings = settings_in_force(sends=True)
    failed = 0
    for recipient, outcome in send_sample(settings, name):
        refused, to = isinstance(outcome, Failure), f"{name} {recipient}".strip()
        failed += refused
        if as_json:
            row = {"error": str(outcome)} if isinstance(outcome, Failure) else {"receipt": outcome.id, **outcome.detail}
            print_json([{"channel": name, "recipient": recipient, **row}])
        elif isinstance(outcome, Failure):
            click.echo(f"{to}: refused: {outcome}", err=True)
        else:
            click.echo(f"{to}: taken, receipt {outcome.id}")
    return 1 if failed else 0


@channels.command(epilog="Example:  ronda channels preview --watch Putin-OPEC --form text")
@click.option("--watch", required=True, metavar="NAME", help="Whose next message.")
@click.option(
    "--form",
    type=click.Choice(["all", "text", "html", "blocks"]),
    default="all",
    show_default=True,
    help="In which form.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object with every form.")
def preview(watch: str, form: str, *, as_json: bool) -> None:
    """Show the next message of a watch as text, HTML and Slack Block Kit. Where none waits, its last one is shown as it
    would read now, and before it has ever fired, a made-up story.
    """
    from monitor.trials import preview_message

    settings = settings_in_force(sends=True)
    message, what = preview_message(settings, watch)
    forms = {
        "text": message.text,
        "html": message.html,
        "blocks": json.dumps([*message.blocks], indent=2, ensure_ascii=False),
    }
    if as_json:
        print_json(
            [
                {"what": what, "subject": message.subject, "text": message.text, "html": message.html}
                | {"blocks": [*message.blocks], "payload": message.payload}
            ]
        )
        return
    click.echo(f"{what}\n{message.subject}", err=form != "all")
    for name, body in forms.items():
        if form == "all":
            click.echo(f"\n--- {name}\n")
        if form in ("all", name):
            click.echo(body.rstrip("\n"))
