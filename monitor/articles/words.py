"""Text brought to a form in which two writings of the same thing are equal."""

import re

_SMALL = bytes(range(128)).lower() + bytes(range(128, 256))
_NO_WORD = bytes(code for code in range(128) if not chr(code).isalnum())
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")


def squeezed(text: str) -> str:
    """Letters and digits alone, case folded: headlines and names compare by it."""
    if text.isascii():
        return text.encode().translate(_SMALL, _NO_WORD).decode()
    return _NOT_ALPHANUMERIC.sub("", text.casefold())
