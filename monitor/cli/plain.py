"""Values of ours as JSON-ready tables."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any


def plain(value: Any) -> Any:
    """Dataclasses to tables by their field names; times to ISO 8601; durations to seconds; bytes are left out."""
    if is_dataclass(value) and not isinstance(value, type):
        kept = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {name: plain(inner) for name, inner in kept if not isinstance(inner, bytes)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [plain(inner) for inner in value]
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    return value
