"""Text brought to a form in which two writings of the same thing are equal."""

_NO_WORD = {code: None for code in range(128) if not chr(code).isalnum()}


def squeezed(text: str) -> str:
    """Letters and digits alone, case folded: headlines and names compare by it."""
    text = text.casefold()
    return text.translate(_NO_WORD) if text.isascii() else "".join(filter(str.isalnum, text))
