"""Text that a database takes, whatever a page held."""

import re

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # PostgreSQL refuses NUL, UTF-8 has no lone surrogates


def storable(text: str) -> str:
    """What no database takes becomes U+FFFD, one for one: offsets stay."""
    return _UNSTORABLE.sub("\ufffd", text)
