"""Keys with a digit, on keyboards that have no digits: the Kazakh one.

Its upper row types ә, і, ң…, which Qt takes for the digit of the key as it does with all letters
that are not Latin. Three keys of the row type signs, though, and those hide the digit from Qt.
"""

from __future__ import annotations

from PySide6.QtGui import QKeySequence

SIGNS = {"1": '"', "6": ",", "7": "."}
"""Digit → what its key types on a Kazakh keyboard."""


def sequences(keys: str) -> list[QKeySequence]:
    """Give all shortcuts that one press of named keys can be, the one to be told first."""
    held, plus, digit = keys.rpartition("+")
    sign = SIGNS.get(digit)
    return [QKeySequence(one) for one in (keys, *([held + plus + sign] if sign else []))]
