"""What was marked of one person: two different marks side by side, or all that was put right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from edo.domain.session import Mark
from edo.queries.people import People
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.pages.training.session_rows import PersonRow, Seen
from ui.theme import GRID, ROOMY
from ui.widgets.both import own
from ui.widgets.elided import Elided, shortened
from ui.widgets.layouts import put_in
from ui.widgets.polish import named

ARROWS = ("←", "→")
SHOWN = 3
ROOM = 132
"""Letters of all marks together, in one line: a list of sides as wide as a small screen."""
LESS, LEAST = 10, 12
"""Letters fewer for each pixel that texts are larger; letters of one mark at least."""
NOTHING = mark("Not marked yet")
HINT = mark(
    "Space: present · −: absent · digits: result · letters: find a name · F2: note"
    " · F8: all the rest · Ins: add a person"
)
SETTLING = mark("←, →: that mark is right · Space: present · −: absent · digits: result")


class PersonMarks(QWidget):
    """The marks of the person one stands on. `taken` carries the one of several that is right."""

    taken = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._about = QLabel()
        self._story = Elided()
        self._hint = named(QLabel(), "field_hint")
        self.buttons = tuple(QPushButton() for _ in range(SHOWN))
        self._row: PersonRow | None = None
        self._who = People()
        self._why_not = ""
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GRID // 2)
        self._about.setProperty("strong", True)
        self._story.setProperty("muted", True)
        first = QHBoxLayout()
        first.setSpacing(GRID + GRID // 2)
        first.addWidget(self._about)
        first.addWidget(self._story, 1)
        put_in(lines, first)
        sides = QHBoxLayout()
        sides.setSpacing(GRID)
        for place, button in enumerate(self.buttons):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(partial(self._on_button, place))
            sides.addWidget(button)
        sides.addStretch()
        put_in(lines, sides)
        lines.addStretch()
        self._hint.setWordWrap(True)
        lines.addWidget(self._hint)
        desk.speech.changed.connect(self._say)
        desk.theme.changed.connect(self._say)
        self._say()

    @property
    def sides(self) -> tuple[Mark, ...]:
        """The marks that differ, as they stand from left to right."""
        row = self._row
        return row.standing[:SHOWN] if row is not None and row.seen is Seen.DISPUTED else ()

    @property
    def said(self) -> str:
        """What is told of the person."""
        return self._story.text()

    def show_hints(self, why_not: str = "") -> None:
        """Tell which keys mark, or why nobody can be marked now."""
        self._why_not = why_not
        self._say()

    def show_row(self, row: PersonRow | None, who: People) -> None:
        """Show the marks of another person."""
        self._row, self._who = row, who
        self._say()

    def _say(self) -> None:
        words, row = self._desk.speech.words, self._row
        name = own(words, *row.who.name) if row is not None else ""
        differs = bool(self.sides)
        text = words.text("{name}: two trainers marked differently. Which is right?", name=name)
        self._about.setText(text if differs else name)
        self._story.setText("" if differs or row is None else self._told(row, words))
        self._hint.setText(self._why_not or words.text(SETTLING if differs else HINT))
        for place, button in enumerate(self.buttons):
            known = place < len(self.sides)
            button.setVisible(known)
            if known:
                one = self.sides[place]
                said = self._one(one, words)
                key = self._key(place)
                larger = max(0, self._desk.theme.sizes.text - ROOMY.text)
                letters = max(SHOWN * LEAST, ROOM - LESS * larger)
                short = shortened(said, letters // len(self.sides))
                button.setText(f"{key}  {short}" if key else short)
                button.setAccessibleName(said)
                right = words.text("This one is right") + (f" ({key})" if key else "")
                button.setToolTip(right if short == said else f"{said}\n{right}")

    def _key(self, place: int) -> str:
        if place == 0:
            return ARROWS[0]
        return ARROWS[1] if place == len(self.sides) - 1 else ""

    def _told(self, row: PersonRow, words: Wording) -> str:
        if not row.who.marks:
            return words.text(NOTHING) if row.handed is None else ""
        told = "  →  ".join(self._one(one, words) for one in row.who.marks)
        given = row.who.certificate
        if given is None:
            return told
        number = words.text(
            "certificate № {number} of {date}", number=given.number, date=words.date(given.on)
        )
        return f"{number} · {told}"

    def _one(self, one: Mark, words: Wording) -> str:
        said = words.text("present") if one.present else words.text("absent")
        parts = [said if one.result is None else f"{said}, {one.result}"]
        if one.remark:
            parts.append(f"«{one.remark}»")
        parts += [self._who[one.by].name(words.language), words.hlc(one.at[0])]
        if one.reason:
            parts.append(words.text("because: {reason}", reason=one.reason))
        return " · ".join(parts)

    def _on_button(self, place: int, *_checked: bool) -> None:
        if place < len(self.sides):
            self.taken.emit(self.sides[place])
