"""Every error Ronda raises on purpose, each carrying its subject. Expected outcomes (304, too short, a wall) are values.

RondaError
├── UsageError           the person at the keyboard can put it right: the message names file, key and remedy
│   ├── ConfigError      one or more problems of configuration, watches or seeds, all listed at once
│   └── InUseError       the data_dir belongs to another Ronda that is running
├── Transient            worth another try; `retry_after` says when, where the other side named a time
│   └── SignInRefused    a password or token that a person has to put right: until then all that is to be sent there waits
└── Permanent            will not get better by itself
"""

from collections.abc import Sequence
from datetime import timedelta


class RondaError(Exception):
    """Base of all errors of ours."""


class UsageError(RondaError):
    """Wrong input by the person running Ronda."""


class ConfigError(UsageError):
    """Problems found in files that people write: one line each, `file: path.to.key: what is wrong (what to do)`."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class InUseError(UsageError):
    """Another Ronda works on this data_dir."""


class Failure(RondaError):  # noqa: N818  (the house's word)
    """Something outside refused or broke.

    `subject` is the address, host or channel concerned; `kind` a stable word for logs and counters ("timeout", "dns",
    "http-404", "blocked-address", "too-large", "smtp-refused", ...); `status` the HTTP status where there was one.
    """

    def __init__(self, subject: str, kind: str, detail: str = "", *, status: int | None = None) -> None:
        super().__init__(f"{subject}: {kind}" + (f": {detail}" if detail else ""))
        self.subject = subject
        self.kind = kind
        self.detail = detail
        self.status = status


class Transient(Failure):
    """Worth another try. `host_wide` asks for quiet towards the whole host (429), not this address alone."""

    def __init__(
        self,
        subject: str,
        kind: str,
        detail: str = "",
        *,
        status: int | None = None,
        retry_after: timedelta | None = None,
        host_wide: bool = False,
    ) -> None:
        super().__init__(subject, kind, detail, status=status)
        self.retry_after = retry_after
        self.host_wide = host_wide


class SignInRefused(Transient):
    """The other side does not take our password or token; it would refuse every message."""


class Permanent(Failure):
    """Will not get better by itself."""
