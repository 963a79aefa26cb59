"""Text brought to a form in which two writings of the same thing are equal."""

import re

_NO_WORD = re.compile(r"[\W_]+")


def squeezed(text: str) -> str:
    """Letters and digits alone, case folded: headlines and names compare by it."""
    return _NO_WORD.sub("", text.casefold())
