"""Reading back what a report wrote: texts, fonts and the places of letters."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2


@dataclass(frozen=True, slots=True)
class Letter:
    """A drawn letter and its box in points."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def _opened(path: Path) -> Any:
    library: Any = pypdfium2
    return library.PdfDocument(path)


def texts(path: Path) -> list[str]:
    """Return the text of each page, lines joined by blanks."""
    with closing(_opened(path)) as document:
        found: list[str] = []
        for number in range(len(document)):
            with closing(document[number]) as page, closing(page.get_textpage()) as text:
                found.append(" ".join(text.get_text_range().split()))
        return found


def letters(path: Path, number: int) -> list[Letter]:
    """Return every visible letter of a page, counted from 0."""
    with (
        closing(_opened(path)) as document,
        closing(document[number]) as page,
        closing(page.get_textpage()) as text,
    ):
        return [
            Letter(letter, *text.get_charbox(place))
            for place in range(text.count_chars())
            if (letter := text.get_text_range(place, 1)).strip()
        ]


def fonts(path: Path) -> dict[str, bool]:
    """Return each font's name and whether its letters and its Unicode map are in the file."""
    found: dict[str, bool] = {}
    for page in pypdf.PdfReader(path).pages:
        resources: Any = page["/Resources"]
        for reference in resources["/Font"].values():
            font = reference.get_object()
            descriptor = font.get("/FontDescriptor", {})
            found[font["/BaseFont"]] = "/FontFile2" in descriptor and "/ToUnicode" in font
    return found
