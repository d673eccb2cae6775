"""Plain text of unknown encoding.

Unicode shows itself. Among the one-byte Cyrillic encodings the one wins whose reading looks most
like Russian or Kazakh: letters of the usual frequency, capitals where capitals stand, few signs.
"""

import re
from collections import Counter
from collections.abc import Mapping
from typing import BinaryIO

from edo.transfer.readers.child import Work
from edo.transfer.readers.ending import Ending, Failure
from edo.transfer.readers.reading import text_work
from edo.transfer.readers.sink import MOST_TEXT, Sink

_LARGEST = MOST_TEXT * 4
_SAMPLE = 1 << 16
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# In this order where they read alike: the commonest first.
_ONE_BYTE = ("cp1251", "kz1048", "ptcp154", "koi8-r", "cp866")
_USUAL = {
    **dict.fromkeys("оеаинтсрлы", 3),
    **dict.fromkeys("вкмдпуяьзгбй", 2),
    **dict.fromkeys("әіңғүұқөһчхжшюцщэфё", 1),
    **dict.fromkeys("ъ", 0),
    **dict.fromkeys("№«»—–…“”„’‘•°§ \xa0₸", 0),
}
_STRANGE = -4
# A capital right after a small letter, or a small one alone between capitals: koi8-r taken for
# cp1251 reads as words turned inside out.
_TURNED = re.compile(r"[а-яёәіңғүұқөһ][А-ЯЁӘІҢҒҮҰҚӨҺ]|\b[а-яё][А-ЯЁ]{2}")
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1a\x1b")


def works() -> Mapping[str, Work]:
    """Return the works of this module by name."""
    return {"text": text_work(read)}


def read(file: BinaryIO, sink: Sink) -> None:
    """Pour out the text, as far as it is text.

    Raises:
        Failure: UNSUPPORTED when the bytes are no text in any encoding.
    """
    data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        sink.truncated = True
    sink.put(decoded(data[:_LARGEST]))


def decoded(data: bytes) -> str:
    """Read bytes in the encoding they seem to be in. Raises Failure(UNSUPPORTED) if in none."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    wide = _wide(data[:_SAMPLE])
    if wide:
        return data.decode(wide, "replace")
    if _binary(data[:_SAMPLE]):
        raise Failure(Ending.UNSUPPORTED)
    text = data.decode("utf-8", "replace")
    start = text[:_SAMPLE]
    if start.count("\ufffd") * 50 <= sum(letter > "\x7f" for letter in start):
        return text
    return data.decode(_likeliest(data[:_SAMPLE]), "replace")


def _wide(sample: bytes) -> str:
    """Tell UTF-16 without a mark: in our languages the upper bytes are 0, 4, 32 or 33."""
    for encoding, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        upper, lower = Counter(sample[first::2]), Counter(sample[1 - first :: 2])
        usual = upper[0] + upper[4] + upper[32] + upper[33]
        if upper[0] and usual > upper.total() * 0.9 and lower[0] <= lower.total() * 0.05:
            return encoding
    return ""


def _binary(sample: bytes) -> bool:
    return sum(byte in _CONTROLS for byte in sample) * 200 > len(sample)


def _likeliest(sample: bytes) -> str:
    return max(_ONE_BYTE, key=lambda encoding: _likeness(sample.decode(encoding, "replace")))


def _likeness(text: str) -> int:
    letters = Counter(letter for letter in text if letter > "\x7f")
    usual = sum(_USUAL.get(letter.lower(), _STRANGE) * many for letter, many in letters.items())
    return usual - 3 * len(_TURNED.findall(text))
