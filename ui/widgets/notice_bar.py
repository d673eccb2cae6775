"""Messages inside the window: what was done, what was refused, and a way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.desk import Desk
from ui.theme import GRID, Tone
from ui.widgets.sign import Sign

SECONDS, WITH_UNDO = 7, 15
UNDO_KEYS, ACT_KEYS = "Ctrl+Z", "Alt+Return"
"""Keys of the newest message that takes something back, and of the newest that offers else."""
MOST = 3
WIDEST = 720
ICONS = {
    Tone.NEUTRAL: "info",
    Tone.ACCENT: "info",
    Tone.GOOD: "check",
    Tone.WARN: "triangle-alert",
    Tone.BAD: "triangle-alert",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """One message, already in the person's language.

    A refusal (`WARN`, `BAD`) stays until it is put away; the others go by themselves after some
    seconds, but never while the mouse is over them. `act` is what the button does (undo, open,
    repeat), and has a key: Ctrl+Z where it is an `undo`, which waits longer, else Alt+Enter.
    """

    text: str
    tone: Tone = Tone.NEUTRAL
    button: str = ""
    act: Callable[[], object] | None = None
    undo: bool = False


class NoticeView(QFrame):
    """One message on screen."""

    def __init__(self, desk: Desk, notice: Notice) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.notice = notice
        self.setProperty("tone", notice.tone.value)
        self.setMaximumWidth(WIDEST)
        self.setAccessibleName(notice.text)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(3 * GRID)
        shadow.setOffset(0, 4)
        colour = desk.theme.colour("shadow")
        colour.setAlpha(70)
        shadow.setColor(colour)
        self.setGraphicsEffect(shadow)
        self.button = QPushButton(self)
        self.button.setVisible(bool(notice.button))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval((WITH_UNDO if notice.undo else SECONDS) * 1000)
        self._timer.timeout.connect(self.put_away)
        self._build(desk)
        if not self.stays:
            self._timer.start()

    @property
    def stays(self) -> bool:
        """Whether the message waits to be put away."""
        return self.notice.tone in (Tone.WARN, Tone.BAD)

    def show_key(self, *, has_it: bool) -> None:
        """Say on the button which key does the same, where it does it now."""
        notice = self.notice
        keys = (UNDO_KEYS if notice.undo else ACT_KEYS).replace("Return", "Enter")
        self.button.setText(f"{notice.button}  {keys}" if has_it else notice.button)
        self.button.setToolTip(f"{notice.button} ({keys})" if has_it else notice.button)
        self.button.setAccessibleName(notice.button)

    def put_away(self) -> None:
        """Take the message off the window."""
        self._timer.stop()
        self.hide()
        self.setParent(None)
        self.deleteLater()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Wait while somebody reads."""
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Go on counting."""
        if not self.stays:
            self._timer.start()

    def _build(self, desk: Desk) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(GRID + GRID // 2, GRID, GRID, GRID)
        line.setSpacing(GRID + GRID // 2)
        tone = self.notice.tone
        colour = "accent_text" if tone in (Tone.ACCENT, Tone.NEUTRAL) else tone.value
        icon = Sign(desk.theme, ICONS[tone], colour)
        text = QLabel(self.notice.text)
        text.setWordWrap(True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line.addWidget(icon, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(text, 1)
        if self.notice.button:
            self.show_key(has_it=True)
            self.button.setProperty("link", True)
            self.button.clicked.connect(self.do)
            line.addWidget(self.button)
        cross = QToolButton()
        cross.setProperty("quiet", True)
        cross.setAccessibleName(desk.speech.words.text("Put the message away"))
        cross.setToolTip(cross.accessibleName())
        desk.theme.dress(cross, "x")
        cross.clicked.connect(self.put_away)
        line.addWidget(cross, 0, Qt.AlignmentFlag.AlignVCenter)

    def do(self) -> None:
        """Do what the button says."""
        act = self.notice.act
        self.put_away()
        if act is not None:
            act()


class NoticeBar(QWidget):
    """The newest messages, floating over the lower edge of the window's middle; at most three."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(GRID)
        self.hide()

    @property
    def notices(self) -> list[NoticeView]:
        """The messages shown, oldest first."""
        return [view for view in self.children() if isinstance(view, NoticeView)]

    def show_notice(self, notice: Notice) -> None:
        """Show a message; the same one twice is shown once."""
        for shown in self.notices:
            if shown.notice.text == notice.text:
                shown.put_away()
        for oldest in self.notices[: 1 - MOST] if len(self.notices) >= MOST else []:
            oldest.put_away()
        self._lines.addWidget(NoticeView(self._desk, notice))
        self._give_keys()
        self.show()
        self.place()

    def undo(self) -> None:
        """Take back what was done last, where its message is still there."""
        self._do_newest(undo=True)

    def act(self) -> None:
        """Do what the newest message offers that is no way back: open, show, repeat."""
        self._do_newest(undo=False)

    def _do_newest(self, *, undo: bool) -> None:
        ways = self._ways(undo=undo)
        if ways:
            ways[-1].do()

    def _ways(self, *, undo: bool) -> list[NoticeView]:
        return [view for view in self.notices if view.notice.button and view.notice.undo is undo]

    def _give_keys(self) -> None:
        """Show each key on the newest message alone that it is for."""
        for undo in (True, False):
            ways = self._ways(undo=undo)
            for view in ways:
                view.show_key(has_it=view is ways[-1])

    def clear(self) -> None:
        """Put all messages away."""
        for shown in self.notices:
            shown.put_away()

    def event(self, event: QEvent) -> bool:
        """Keep the place when messages come and go."""
        if event.type() is QEvent.Type.ChildRemoved:
            self._give_keys()
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.ChildRemoved):
            self.place()
        return super().event(event)

    def place(self) -> None:
        """Stand in the middle over the lower edge; called when the window changes its size."""
        if not self.notices:
            self.hide()
            return
        width = min(WIDEST, self._over.width() - 4 * GRID)
        needs = self._lines.totalHeightForWidth(width)
        height = max(needs, self._lines.sizeHint().height() if needs < 0 else needs)
        left = (self._over.width() - width) // 2
        self.setGeometry(left, self._over.height() - height - 2 * GRID, width, height)
        self.raise_()
