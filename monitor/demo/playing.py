"""Plays the demo's script: publishes, waits until what must hold does (or its time is up), and has it told."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from threading import Event
from time import monotonic

from monitor.demo.narrator import Narrator
from monitor.demo.running import Daemon, run_daemon
from monitor.demo.scene import Scene
from monitor.demo.script import Act, Claim, reckoning, script
from monitor.demo.stage import open_stage

SETTLE = 1.2
"""Seconds an act usually goes on once all holds: a message too many would come in this time."""

RunDaemon = Callable[[Path], AbstractContextManager[Daemon]]
Held = Sequence[tuple[Claim, bool]]


def play(
    folder: Path,
    narrator: Narrator,
    *,
    copy_first: bool = False,
    keep: bool = False,
    language: str = "id",
    run: RunDaemon = run_daemon,
    settle: float = SETTLE,
) -> int:
    """The whole demo in `folder`. The exit status is 0 when all that was claimed held, else 1.

    `keep` goes on after the last act until Ctrl-C; `settle`: seconds an act goes on once all holds.
    Raises UsageError where the folder is somebody else's.
    """
    started = monotonic()
    with open_stage(folder, language) as stage:
        scene = Scene(stage)
        narrator.open(stage)
        with run(stage.config) as daemon:
            acts = enumerate(script(copy_first=copy_first), 1)
            outcomes = [
                _play_act(scene, daemon, narrator, settle, *act) for act in acts
            ]  # all of them: a failed act ends nothing
            if daemon.ended is not None:
                narrator.trouble(f"The daemon ended by itself, with {daemon.ended}", daemon.last_words)
                return 1
            if keep:
                _keep_on(narrator, stage.config)
            status = daemon.stop()
        ended = Claim("asked to stop, the daemon finished what it had begun", lambda _: status == 0)
        held = _judge(scene, (*reckoning(), ended))
        narrator.close(scene, held, monotonic() - started)
        if all(outcomes) and _all_hold(held):
            return 0
        narrator.trouble("What the log warns of", "\n".join(scene.warnings) or daemon.last_words)
        return 1


def _play_act(scene: Scene, daemon: Daemon, narrator: Narrator, settle: float, number: int, act: Act) -> bool:
    started = monotonic()
    if daemon.ended is not None:
        return False

    def wait(until: Callable[[], bool], limit: float) -> None:
        _wait(lambda: until() or daemon.ended is not None, limit)

    scene.begin_act()
    with narrator.waiting(act.title):
        for key in act.publishes:
            scene.publish(key)
            wait(lambda: scene.is_read(key), act.limit / 2)  # noqa: B023  (waited for before the next key)
        wait(lambda: _all_hold(_judge(scene, act.claims)), act.limit)
        Event().wait(settle)
    held = _judge(scene, act.claims)
    narrator.act(number, act, held, act.shows(scene), monotonic() - started)
    return _all_hold(held)


def _judge(scene: Scene, claims: Sequence[Claim]) -> Held:
    return [(claim, claim.holds(scene)) for claim in claims]


def _all_hold(held: Held) -> bool:
    return all(good for _, good in held)


def _wait(until: Callable[[], bool], limit: float) -> None:
    end = monotonic() + limit
    pause = Event()
    while not until() and monotonic() < end:
        pause.wait(0.05)


def _keep_on(narrator: Narrator, config: Path) -> None:
    narrator.keep(config)
    try:
        Event().wait()
    except KeyboardInterrupt:
        return
