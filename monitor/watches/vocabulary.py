"""Words as code points: one for every word that some literal holds."""

from collections.abc import Iterable

from monitor.watches.chunks import CLITIC_MARK, CLITICS, STOP

UNKNOWN = "\x00"
"""The code that words of no literal share."""
CLITIC_CODES = {chr(at): clitic for at, clitic in enumerate(CLITICS, 0x10)}
_FIRST_CODE = 0x80
_SURROGATES = 0xD800, 0x800


class Vocabulary:
    """A code point for every word that some literal holds; words of no literal share one."""

    __slots__ = ("codes",)

    def __init__(self) -> None:
        self.codes: dict[str, str] = {STOP: STOP} | {CLITIC_MARK + name: code for code, name in CLITIC_CODES.items()}

    def __len__(self) -> int:
        return len(self.codes)

    def code(self, form: str) -> str:
        """The code of a word of a literal, given to it now if it is new."""
        known = self.codes.get(form)
        if known is None:
            known = self.codes[form] = chr(self.limit)
        return known

    @property
    def limit(self) -> int:
        """One more than the highest code there is."""
        number = len(self.codes) + _FIRST_CODE
        return number if number < _SURROGATES[0] else number + _SURROGATES[1]

    def known(self, forms: Iterable[str]) -> str:
        """Words of a text in codes."""
        get = self.codes.get
        return "".join([get(form, UNKNOWN) for form in forms])


class StreamCodes:
    """Says whether a code stands in a stream; as that of any word of no literal 0 always does. For a few questions: flags
    for all codes cost as much as some fifty of them."""

    __slots__ = ("_stream",)

    def __init__(self, stream: str) -> None:
        self._stream = stream

    def __getitem__(self, code: int) -> bool:
        return not code or chr(code) in self._stream
