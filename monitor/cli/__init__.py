"""The doors: one module a group of commands, imported when the command is called, so that a quick one stays quick."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import click

from monitor.cli.common import Commands
from monitor.errors import ConfigError, Failure, InUseError, UsageError
from monitor.written import nearest

COMMANDS = {
    "init": "monitor.cli.running:init",
    "check": "monitor.cli.running:check",
    "run": "monitor.cli.running:run_daemon",
    "once": "monitor.cli.running:once",
    "status": "monitor.cli.status:status",
    "explain": "monitor.cli.status:explain",
    "stories": "monitor.cli.stories:stories",
    "sources": "monitor.cli.sources:sources",
    "extract": "monitor.cli.extract:extract",
    "replay": "monitor.cli.replay:replay",
    "search": "monitor.cli.search:search",
    "watch": "monitor.cli.watch_history:watch",
    "alerts": "monitor.cli.alerts:alerts",
    "channels": "monitor.cli.channels:channels",
    "config": "monitor.cli.running:config",
    "demo": "monitor.cli.demo:demo",
    "version": "monitor.cli.running:version",
}
"""In the order of a newcomer's questions; `ronda --help` lists them so."""


def _keep_config(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value:
        ctx.find_root().meta["config"] = value


class Doors(Commands):
    """Finds a command by name and gives it `--config`, which is accepted before and after the command."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            meant = nearest(cmd_name, COMMANDS)  # click knows only commands that are imported
            return ctx.fail(f'No such command "{cmd_name}"{meant}') if meant else None
        module, name = COMMANDS[cmd_name].split(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        accept_config(command)
        return command


def accept_config(command: click.Command) -> None:
    """Makes a command, or each of a group, one of Ronda's."""
    if not any(param.name == "config" for param in command.params):
        option = click.Option(
            ["--config"], metavar="FILE", expose_value=False, callback=_keep_config, help="Configuration."
        )
        command.params.append(option)
        command.epilog = command.epilog and f"\b\n{command.epilog}"  # an example is a line to copy
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            accept_config(inner)


@click.group(cls=Doors, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option(
    "--config",
    metavar="FILE",
    expose_value=False,
    callback=_keep_config,
    help="Configuration; else $RONDA_CONFIG, ./ronda.toml, /etc/ronda/ronda.toml.",
)
@click.version_option(package_name="ronda", message="ronda %(version)s", help="Print the version.")
def ronda() -> None:
    """Ronda walks the Indonesian press, recognises copies of a story, and alerts you once.

    \b
    A first look:   ronda demo
    Your own:       ronda init, then edit ronda.toml and watches.toml, then ronda run
    """


def run(args: Sequence[str]) -> int:
    """Runs a command line. Exit status as every command's: 0, 1 something failed, 2 wrong usage, 3 wrong configuration."""
    try:
        result = ronda.main(list(args), prog_name="ronda", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (ConfigError, InUseError) as error:
        click.echo(str(error), err=True)
        return 3
    except UsageError as error:
        click.echo(str(error), err=True)
        return 2
    except Failure as error:
        click.echo(str(error), err=True)
        return 1
    except (KeyboardInterrupt, click.Abort):
        return 130
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            return _end_unread()
        if not isinstance(error.filename, str | Path):
            raise
        click.echo(f"{error.filename}: {error.strerror}", err=True)  # a file or folder that the command was to write
        return 1


def _end_unread() -> int:
    """The reader of the output left: nothing to complain about."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1
