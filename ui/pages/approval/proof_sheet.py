"""What the signatures under a document prove, as another machine would find it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from edo.queries.given import Given
from edo.sentences import mark
from edo.verification import Proof
from ui.desk import Desk
from ui.dialogs.offer_line import OfferLine
from ui.handbook import offer_help
from ui.pages.approval.route_view import SeatLine
from ui.pages.approval.visa_words import RESULT_ICONS, SeatWords
from ui.theme import GRID, Tone
from ui.widgets.layouts import put_in
from ui.widgets.main_key import MainKey
from ui.widgets.polish import named
from ui.widgets.select import sentence
from ui.widgets.why_not import unanswered

WIDE, HIGH = 640, 560
DEVICE = 8
SHORT = 8
"""Digits of a version that tell it from the others."""
PROVED = mark(
    "Every act below was signed by a workplace of “{organisation}”; what has no force is marked."
)
MISSING = mark("Yet {n} acts that others stand on are not here: what came after them may not hold.")


class ProofLines(QScrollArea):
    """Where the acts stand, one under another."""


class ProofSheet(QDialog):
    """Each visa, signature and confirmation: whether it holds, and what it covers."""

    CHAPTER = "approve"

    def __init__(self, desk: Desk, parent: QWidget | None, proof: Proof) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._proof = desk, proof
        self.told_line = OfferLine(desk)
        offer_help(desk, self)
        words = desk.speech.words
        self.setWindowTitle(words.text("Visas and signatures"))
        self.resize(WIDE, HIGH)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        outer.setSpacing(GRID + GRID // 2)
        title = QLabel(words.text("Visas and signatures"))
        title.setProperty("text_size", "large")
        outer.addWidget(title)
        holds = sum(one.holds for one in proof.given)
        self.said = words.text("{holds} of {count} hold.", holds=holds, count=len(proof.given))
        proved = words.text(PROVED, organisation=proof.organisation)
        if not proof.given:
            self.said, proved = words.text("Nobody has given a visa or a signature yet."), ""
            self.resize(WIDE, 0)
        for text in (self.said, proved):
            if text:
                outer.addWidget(_label(text))
        if proof.missing:
            missing = words.text(MISSING, n=proof.missing)
            outer.addWidget(_label(missing))
        if proof.given:
            outer.addWidget(self._lines(), 1)
        mark_ = _label(
            words.text("Fingerprint of the organisation: {code}", code=proof.fingerprint)
        )
        mark_.setProperty("muted", True)
        mark_.setProperty("text_size", "small")
        outer.addWidget(mark_)
        close = QPushButton(words.text("Close"))
        close.setProperty("primary", True)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        close.setToolTip(f"{close.text()} (Ctrl+Enter)")
        key = MainKey(self, close, desk.speech)
        key.setText(close.text())
        key.worked.connect(self.accept)
        outer.addWidget(self.told_line)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(close)
        put_in(outer, foot)
        close.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say why a key does nothing."""
        super().keyPressEvent(event)
        if why := unanswered(self, self._desk.speech.words, event):
            self.told_line.answer(why)

    def _lines(self) -> QScrollArea:
        area = ProofLines()
        area.setAccessibleName(self._desk.speech.words.text("Visas and signatures"))
        inside = named(QWidget(), "paper")
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(GRID, GRID, GRID, GRID)
        lines.setSpacing(GRID)
        for one in self._proof.given:
            lines.addWidget(SeatLine(self._desk, self._told(one)))
        lines.addStretch()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _told(self, one: Given) -> SeatWords:
        words = self._desk.speech.words
        who = self._name(one.person)
        if one.behalf:
            who = words.text("{deputy} for {person}", deputy=who, person=self._name(one.behalf))
        what = words.name(one.result) if one.result else words.text("has read it")
        icon = RESULT_ICONS[one.result] if one.result else "eye"
        now = words.text("covers the document as it is")
        if not one.is_current:
            now = words.text("the document was changed since")
        parts = (
            words.moment(one.stamp.at),
            words.text("version {version}", version=one.version[:SHORT]) if one.version else "",
            now if one.holds else "",
            words.text("device {name}", name=one.stamp.dev[:DEVICE]),
        )
        note = " · ".join(part for part in parts if part)
        why = "" if one.holds else words.text("Does not count: {why}", why=words.reason(one.reason))
        tone = Tone.GOOD if one.holds and one.is_current else Tone.WARN if one.holds else Tone.BAD
        return SeatWords(icon, tone, who, sentence(what), note, one.remarks, why=why)

    def _name(self, id: str) -> str:
        ru, kk = self._proof.names.get(id, (id, id))
        return (kk or ru) if self._desk.speech.language == "kk" else (ru or kk)


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return label
