"""Text of RTF documents (Rich Text Format 1.9.1), in one pass and without recursion."""

import codecs
import re
from collections.abc import Mapping
from typing import BinaryIO, NamedTuple

from edo.transfer.readers.child import Work
from edo.transfer.readers.ending import Ending, Failure
from edo.transfer.readers.reading import text_work
from edo.transfer.readers.sink import Sink

_LARGEST = 64 << 20
_DEEPEST = 2_000
_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<sign>.)|(?P<open>\{)|(?P<close>\})|(?P<text>[^\\{}]+)|.",
    re.DOTALL,
)
_SIGNS = {b"~": " ", b"_": "-", b"\n": "\n", b"\r": "\n"}
_WORDS = {
    b"par": "\n",
    b"line": "\n",
    b"sect": "\n",
    b"page": "\n",
    b"row": "\n",
    b"cell": "\t",
    b"nestcell": "\t",
    b"nestrow": "\n",
    b"tab": "\t",
    b"emdash": "—",
    b"endash": "–",
    b"emspace": " ",
    b"enspace": " ",
    b"bullet": "•",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
}
# Groups whose text is not the document's. `pict` and `objdata` may be megabytes of digits.
_LEFT_OUT = frozenset(
    {b"fonttbl", b"colortbl", b"stylesheet", b"info", b"template", b"generator", b"revtbl"}
    | {b"listtable", b"listoverridetable", b"rsidtbl", b"filetbl", b"xmlnstbl", b"themedata"}
    | {b"pict", b"nonshppict", b"objdata", b"objclass", b"datastore", b"shprslt", b"sp"}
    | {b"fldinst", b"bkmkstart", b"bkmkend", b"atrfstart", b"atrfend", b"atnid", b"atndate"}
)
# Groups marked "may be unknown" that do hold text: text boxes.
_STARRED_TEXT = frozenset({b"shpinst", b"shptxt"})
# \fcharsetN -> code page; the others follow \ansicpg.
_CHARSETS = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "gbk",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    238: "cp1250",
    255: "cp866",
}


class _Group(NamedTuple):
    left_out: bool = False
    fonts: bool = False
    encoding: str = ""
    skip: int = 1  # how many plain characters stand in for one \u


def works() -> Mapping[str, Work]:
    """Return the works of this module by name."""
    return {"text": text_work(read)}


def read(file: BinaryIO, sink: Sink) -> None:
    """Pour out the text.

    Raises:
        Failure: DAMAGED when it does not begin as RTF or is nested too deep, TOO_LARGE.
    """
    data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise Failure(Ending.TOO_LARGE)
    if not data.startswith(b"{\\rtf"):
        raise Failure(Ending.DAMAGED)
    _Pass(data, sink).run()


class _Pass:
    """One way through the tokens."""

    def __init__(self, data: bytes, sink: Sink) -> None:
        self._data = data
        self._sink = sink
        self._groups: list[_Group] = []
        self._now = _Group()
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._default = "cp1251"
        self._default_font = 0
        self._bytes = bytearray()  # of one run, decoded together: a letter may take two
        self._units: list[int] = []  # UTF-16 units of one run of \u
        self._to_skip = 0
        self._starred = False

        self._take = {
            "text": self._text,
            "hex": self._hex,
            "word": self._word,
            "number": self._word,
            "sign": self._sign,
            "open": self._open,
            "close": self._close,
        }

    def run(self) -> None:
        """Go through to the end of the data, or of the outermost group."""
        place = 0
        while match := _TOKEN.match(self._data, place):
            place = match.end()
            if match.lastgroup:
                place += self._take[match.lastgroup](match)
            if not self._groups:
                break
        self._flush()

    def _text(self, match: re.Match[bytes]) -> int:
        plain = match["text"].translate(None, b"\r\n")
        stand_ins = min(self._to_skip, len(plain))
        self._to_skip -= stand_ins
        if plain[stand_ins:] and not self._now.left_out:
            self._end_units()
            self._bytes += plain[stand_ins:]
        return 0

    def _hex(self, match: re.Match[bytes]) -> int:
        if self._to_skip:
            self._to_skip -= 1
        elif not self._now.left_out:
            self._end_units()
            self._bytes.append(int(match["hex"], 16))
        return 0

    def _open(self, match: re.Match[bytes]) -> int:
        self._to_skip = 0
        self._groups.append(self._now)
        if len(self._groups) > _DEEPEST:
            raise Failure(Ending.DAMAGED)
        return 0

    def _close(self, match: re.Match[bytes]) -> int:
        self._flush()
        self._to_skip = 0
        self._now = self._groups.pop()
        return 0

    def _sign(self, match: re.Match[bytes]) -> int:
        sign = match["sign"]
        if sign == b"*":
            self._starred = True
        elif self._to_skip:
            self._to_skip -= 1
        elif not self._now.left_out:
            if sign in b"\\{}":
                self._end_units()
                self._bytes += sign
            else:
                self._put(_SIGNS.get(sign, ""))
        return 0

    def _word(self, match: re.Match[bytes]) -> int:
        word = match["word"]
        number = int(match["number"]) if match["number"] else None
        starred, self._starred = self._starred, False
        if word == b"bin":  # raw bytes follow
            return max(number or 0, 0)
        if word == b"u" and number is not None:
            self._unit(number)
        elif self._to_skip:
            self._to_skip -= 1
        elif word in _LEFT_OUT or (starred and word not in _STARRED_TEXT):
            self._now = self._now._replace(left_out=True, fonts=word == b"fonttbl")
        elif word in _WORDS:
            self._put("" if self._now.left_out else _WORDS[word])
        elif number is not None:
            self._setting(word, number)
        return 0

    def _setting(self, word: bytes, number: int) -> None:
        if word == b"uc":
            self._now = self._now._replace(skip=max(0, min(number, 16)))
        elif word == b"ansicpg":
            self._default = _known(f"cp{number}", self._default)
        elif word == b"deff":
            self._default_font = number
        elif word == b"f" and self._now.fonts:
            self._font = number
        elif word == b"f":
            self._flush()
            self._now = self._now._replace(encoding=self._fonts.get(number, ""))
        elif word == b"fcharset" and self._now.fonts and number in _CHARSETS:
            self._fonts[self._font] = _CHARSETS[number]
        elif word == b"cpg" and self._now.fonts:
            self._fonts[self._font] = _known(f"cp{number}", self._default)

    def _unit(self, number: int) -> None:
        self._to_skip = self._now.skip
        if not self._now.left_out:
            self._end_bytes()
            self._units.append(number & 0xFFFF)

    def _put(self, text: str) -> None:
        self._flush()
        self._sink.put(text)

    def _flush(self) -> None:
        self._end_bytes()
        self._end_units()

    def _end_bytes(self) -> None:
        if self._bytes:
            encoding = self._now.encoding or self._fonts.get(self._default_font, self._default)
            self._sink.put(self._bytes.decode(encoding, "replace"))
            self._bytes.clear()

    def _end_units(self) -> None:
        if self._units:
            units = b"".join(unit.to_bytes(2, "little") for unit in self._units)
            self._sink.put(units.decode("utf-16-le", "replace"))
            self._units.clear()


def _known(encoding: str, otherwise: str) -> str:
    """Return the encoding if Python has it: the number comes from the file."""
    if encoding == "cp65001":
        return "utf-8"
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return otherwise
