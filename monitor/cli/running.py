"""Doors to set Ronda up and to run it: init, check, config, run, once, version."""

import os
import shlex
import sys
from pathlib import Path
from typing import Any

import click

from monitor.cli.common import SYSTEM_FILE, Commands, called, counted, print_json, settings_in_force
from monitor.errors import ConfigError


@click.command(epilog="Example:  ronda init && ronda check && ronda run")
@click.argument("path", default="ronda.toml", type=click.Path(path_type=Path))
def init(path: Path) -> None:
    """Write a commented ronda.toml and an example watches.toml beside it. For /etc/ronda/ronda.toml: as a service."""
    from monitor.config import WATCHES_TEMPLATE

    watches = path.parent / "watches.toml"
    if path.exists():
        raise click.ClickException(f"{path} exists already; it is left as it is")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(template_for(path), "utf-8")
    made = [str(path)]
    if not watches.exists():
        watches.write_text(WATCHES_TEMPLATE, "utf-8")
        made.append(str(watches))
    click.echo(f"Made {' and '.join(made)}. Name publishers under `catalogue`, say what to listen for in watches.toml,")
    option = "" if path in (Path("ronda.toml"), SYSTEM_FILE) else f" --config {shlex.quote(str(path))}"
    click.echo(f"then: {called()} check{option} && {called()} run{option}")


def template_for(path: Path) -> str:
    """A commented ronda.toml; the service's keeps its data where deploy/ronda.service lets it write."""
    from monitor.config import TEMPLATE

    return TEMPLATE.replace('"./ronda-data"    ', '"/var/lib/ronda" ') if path == SYSTEM_FILE else TEMPLATE


@click.command(epilog="Example:  ronda check --config /etc/ronda/ronda.toml")
def check() -> None:
    """Read the configuration, the watches and the catalogue, and say everything that is wrong with them."""
    from monitor.app import has_store, now, warnings_of
    from monitor.plan import read_plan

    settings = settings_in_force(sends=True)
    plan = read_plan(settings, now())
    more = has_store(settings)
    for warning in (*settings.warnings, *warnings_of(plan, polled=bool(plan.sources) or more)):
        click.echo(f"warning: {warning}", err=True)
    parts = ((len(plan.sources), "source"), (len(plan.watches.watches), "watch"), (len(settings.channels), "channel"))
    click.echo(
        f"{settings.path}: good. {', '.join(counted(*part) for part in parts)}."
        + (" What commands added: ronda sources list." if more else "")
    )


@click.group(cls=Commands)
def config() -> None:
    """What the configuration says."""


@config.command(epilog="Example:  ronda config show")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def show(*, as_json: bool) -> None:
    """Show what is in force, defaults included, secrets masked."""
    from monitor.config.showing import as_table, as_toml

    settings = settings_in_force()
    if as_json:
        print_json([as_table(settings)])
    else:
        click.echo(as_toml(settings), nl=False)


@click.command("run", epilog="Example:  ronda run --config ronda.toml")
def run_daemon() -> int:
    """Run the daemon until SIGTERM or Ctrl-C; SIGHUP reads configuration and watches anew."""
    import faulthandler
    import signal

    # Before anything starts a thread (numpy does when it is imported): the daemon's main thread waits for these alone.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT, signal.SIGHUP})
    faulthandler.enable()  # a watchdog's SIGABRT leaves every thread's stack in the journal
    from monitor.app import locked, open_tools
    from monitor.daemon import Daemon

    settings = settings_in_force(sends=True)
    _set_up_logs(settings)
    with locked(settings, "ronda run") as lock, open_tools(settings) as house:
        _say_start(settings, house)
        reload = lambda: house.reload(settings_in_force(sends=True))  # noqa: E731
        unfinished = Daemon(house.tools, settings.polling.workers, reload, lock.tell).run()
    if unfinished:
        sys.stderr.flush()
        os._exit(0)  # a thread hangs in a call that has no time limit; its claim runs out and the step is done again
    return 0


@click.command(epilog="Example:  ronda once --all --json")
@click.option("--all", "every", is_flag=True, help="Poll every source, due or not.")
@click.option("--json", "as_json", is_flag=True, help="One closing line of JSON on standard output.")
def once(*, every: bool, as_json: bool) -> int:
    """Work off everything that is due and all that follows from it, then exit."""
    from monitor.app import locked, open_tools
    from monitor.daemon import run_once

    settings = settings_in_force(sends=True)
    _set_up_logs(settings)
    with locked(settings, "ronda once"), open_tools(settings) as house:
        if every:
            house.tools.store.make_sources_due(house.tools.now())
        seconds = run_once(house.tools, settings.polling.workers).total_seconds()
        counts = house.tools.tally.take()
    closing: dict[str, Any] = {**counts, "seconds": round(seconds, 3)}
    if as_json:
        print_json([closing])
    else:
        click.echo(", ".join(f"{value} {name}" for name, value in closing.items()).replace("_", " "))
    return 1 if counts["failed"] or counts["given_up"] or counts["undelivered"] else 0


@click.command(epilog="Example:  ronda version")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def version(*, as_json: bool) -> None:
    """Print the version."""
    from importlib.metadata import version as installed

    if as_json:
        print_json([{"version": installed("ronda")}])
    else:
        click.echo(f"ronda {installed('ronda')}")


def _set_up_logs(settings: Any) -> None:
    from monitor import logs

    file = settings.base / settings.log.file if settings.log.file else None
    try:
        logs.set_up(settings.log.level, settings.log.format, file, settings.timezone)
    except OSError as error:
        raise ConfigError([f"{settings.path.name}: log.file: {file} cannot be written to: {error.strerror}"]) from None


def _say_start(settings: Any, house: Any) -> None:
    from importlib.metadata import version as installed

    from monitor import logs

    for warning in (*settings.warnings, *house.warnings):
        logs.event("warning", "WARNING", about=warning)
    logs.event(
        "started",
        version=installed("ronda"),
        config=settings.path,
        store="postgresql" if settings.database else settings.data_dir,
        sources=house.tools.source_count,
        watches=len(house.tools.watches.rules),
        channels=len(settings.channels),
    )
