"""A resolution: what the head says, who does it until when, in one window.

One item is the usual case: it has the resolution's own text. With several, each says what it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from edo.commands import resolutions as commands
from edo.commands.assigning import Assignment
from edo.commands.myself import Myself
from edo.domain.phrase import STOCK, Use
from edo.domain.resolution import ITEMS_LIMIT, Item
from edo.domain.rights import Right
from edo.domain.workdays import Term
from edo.queries.execution import ResolutionItem
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs import form_state
from ui.dialogs.assigning import NO_TERM, Head, add_texts, ask_usual_term
from ui.dialogs.form_sheet import FormSheet
from ui.dialogs.form_state import Values
from ui.theme import GRID
from ui.widgets.both import languages
from ui.widgets.date_field import DateField
from ui.widgets.dates import Lean
from ui.widgets.field import Field, Form
from ui.widgets.layouts import put_in
from ui.widgets.people_field import PeopleField, Staff
from ui.widgets.polish import named
from ui.widgets.term_field import TermField

WIDTH = 820
HIGHEST = 300
FILE_PHRASE = "h-file"


class ItemForm(QFrame):
    """One task of a resolution: executors, term, control; its own text where there are several.

    `removed` is sent when it is not wanted.
    """

    removed = Signal()

    def __init__(self, desk: Desk, staff: Staff, item: Item | None = None) -> None:
        super().__init__()
        named(self, "card")
        self._desk = desk
        item = item or Item(controlled=True)
        self.text_ru, self.text_kk = QLineEdit(item.text_ru), QLineEdit(item.text_kk)
        self.executors = PeopleField(desk, staff, name=mark("Executors"), leads=True)
        self.term = TermField(desk)
        self.controlled = QCheckBox()
        self.controlled.setChecked(item.controlled)
        self._controller = item.controller
        self._head, self._remove = QLabel(), QToolButton()
        self.fields = {
            "text_ru": Field(desk, mark("What is to be done, in Russian"), self.text_ru),
            "text_kk": Field(desk, mark("What is to be done, in Kazakh"), self.text_kk),
            "executors": Field(desk, mark("Executors"), self.executors, required=True),
            "term": Field(desk, mark("Term"), self.term),
        }
        self._build()
        self.term.put(item.due if item.rule is None else None, item.rule)
        staff.when_here(partial(self._fill, staff, item.executors))
        desk.speech.changed.connect(self._say)
        self._say()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in."""
        texts = (self.text_ru.text(), self.text_kk.text(), self.term.line.text())
        return not (self.executors.ids or any(text.strip() for text in texts))

    @property
    def parts(self) -> dict[str, QWidget]:
        """What is filled in."""
        return {code: field.control for code, field in self.fields.items()} | {
            "controlled": self.controlled
        }

    def number(self, place: int, of: int) -> None:
        """Show which of several it is; a single one needs no text of its own."""
        words = self._desk.speech.words
        self._head.setText(words.text("Item {n}", n=place + 1))
        for part in (self._head, self._remove, self.fields["text_ru"], self.fields["text_kk"]):
            part.setVisible(of > 1)

    def assignment(self) -> Assignment:
        """Give what is in it."""
        return Assignment(
            self.executors.ids,
            self.text_ru.text().strip(),
            self.text_kk.text().strip(),
            self.term.day,
            self.term.term,
            self.controlled.isChecked(),
            self._controller,
        )

    def _fill(self, staff: Staff, ids: Sequence[str]) -> None:
        if ids:
            self.executors.put(staff.among(ids))

    def _build(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID + GRID // 2)
        lines.setSpacing(GRID)
        head = QHBoxLayout()
        self._head.setProperty("strong", True)
        head.addWidget(self._head, 1)
        head.addWidget(self._remove)
        self._remove.setProperty("quiet", True)
        self._desk.theme.dress(self._remove, "x")
        self._remove.clicked.connect(self.removed)
        put_in(lines, head)
        form = Form()
        for language in languages(self._desk.speech.words):
            form.add(self.fields[f"text_{language}"], 6)
        form.end_line()
        form.add(self.fields["executors"], 7)
        form.add(self.fields["term"], 5)
        lines.addWidget(form)
        lines.addWidget(self.controlled)

    def _say(self) -> None:
        words = self._desk.speech.words
        self.controlled.setText(words.text("On control: the report must be accepted"))
        self._remove.setToolTip(words.text("Take the item away"))
        self._remove.setAccessibleName(words.text("Take the item away"))


class Items(QWidget):
    """The tasks of a resolution one above the other, as a sheet that is kept knows them."""

    def __init__(self, forms: list[ItemForm], show: Callable[[int], object]) -> None:
        super().__init__()
        self._forms, self._show = forms, show

    def standing(self) -> list[Values]:
        """Give what stands in each."""
        return [form_state.read(form.parts) for form in self._forms]

    def put_back(self, value: list[Values]) -> None:
        """Show as many as there were, each with what stood in it."""
        self._show(len(value))
        for form, values in zip(self._forms, value, strict=True):
            form_state.put_back(form.parts, values)


class ResolutionSheet(FormSheet):
    """Write a resolution, prepare one for the head, or send the document to the file."""

    CHAPTER = "resolution"

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        document: str,
        me: Myself,
        *,
        begun: ResolutionItem | None = None,
        to_file: bool = False,
    ) -> None:
        title = mark("To the file") if to_file else mark("Resolution")
        super().__init__(desk, parent, title, mark("Issue"), begun.id if begun else document)
        state = begun.resolution if begun else None
        self._document, self._begun = document, begun.id if begun else ""
        self._to_file = to_file
        self._staff = Staff(desk, self)
        self.head = Head(desk, self._staff, me, state.author if state else "")
        self.add("author", mark("In whose name"), self.head.line, 8, required=True)
        self.on = self.add("on", mark("Written on"), DateField(desk, lean=Lean.PAST), 4)
        self.on.put(desk.today())
        self._how = named(QLabel(), "field_hint")
        self.form.add(self._how)
        filed = STOCK[FILE_PHRASE] if to_file else None
        ru = state.text_ru if state else filed.text_ru if filed else ""
        kk = state.text_kk if state else filed.text_kk if filed else ""
        self.text_ru, self.text_kk = add_texts(self, desk, Use.RESOLUTION, ru, kk)
        self._me = me
        self._usual: Term | None = None
        self.items: list[ItemForm] = []
        self._holder, self._lines = Items(self.items, self._have_items), QVBoxLayout()
        self._area = QScrollArea()
        self._more = QPushButton()
        self._add = QAction(self)
        self._prepare = self.add_button("Ctrl+S", self.prepare)
        self._build_items()
        for item in state.items if state else ():
            self.add_item(item)
        if not (self.items or to_file):
            self.add_item()
        ask_usual_term(self, desk, "" if to_file else document, self._on_usual)
        self.head.line.picked.connect(self._tell)
        self.on.changed.connect(self._on_day)
        desk.speech.changed.connect(self._tell)
        self._tell()
        self.setMinimumWidth(WIDTH)
        self.fields[self.leading("text_ru")].control.setFocus()

    def add_item(self, item: Item | None = None) -> None:
        """Add one more task."""
        if len(self.items) >= ITEMS_LIMIT:
            return
        form = ItemForm(self._desk, self._staff, item)
        form.removed.connect(partial(self._on_removed, form))
        for part in (form.executors, form.term):
            part.changed.connect(self._grow)
        form.term.offer(self._usual)
        self.items.append(form)
        self._lines.insertWidget(len(self.items) - 1, form)
        self._number()
        if len(self.items) > 1:
            form.text_ru.setFocus()

    @property
    def can_issue(self) -> bool:
        """Whether the person may issue it; who may not prepares it for the head."""
        return self._me.may(Right.REGISTER if self.head.spoken else Right.RESOLVE)

    def hand_in(self) -> None:
        """Issue the resolution with its tasks."""
        if self.can_issue:
            self._write(commands.issue, on=self.on.value, behalf=self.head.behalf)
        else:
            self.prepare()

    def prepare(self) -> None:
        """Keep it as a draft the head will issue."""
        self._write(commands.prepare)

    def _write(self, command: Callable[..., str], **words: object) -> None:
        self.clear_errors()
        given = [form for form in self.items if not form.is_empty]
        if not self._check(given):
            return
        self.head.remember()
        self.run(
            command,
            document=self._document,
            resolution=self._begun,
            author=self.head.id,
            items=[form.assignment() for form in given],
            text_ru=self.text_ru.toPlainText().strip(),
            text_kk=self.text_kk.toPlainText().strip(),
            to_file=self._to_file,
            **words,
        )

    def _check(self, given: Sequence[ItemForm]) -> bool:
        words = self._desk.speech.words
        if not self.head.id:
            self.show_wrong("author", words.text("Choose a person from the list."))
            return False
        if self.on.wrong:
            self.show_wrong("on", words.text("Write a date."))
            return False
        for form in given:
            wrong, text = "", ""
            if not form.executors.ids:
                wrong, text = "executors", words.text("Name at least one executor.")
            elif form.term.wrong:
                wrong, text = "term", words.text(NO_TERM)
            for code, field in form.fields.items():
                field.show_error(text if code == wrong else "")
            if wrong:
                form.fields[wrong].control.setFocus()
                return False
        return True

    def _build_items(self) -> None:
        self._holder.setLayout(self._lines)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(GRID)
        self._lines.addStretch(1)
        self._area.setWidget(self._holder)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.form.add(self._area)
        self._more.setAutoDefault(False)
        self._more.setProperty("link", True)
        self._more.clicked.connect(lambda: self.add_item())
        self._desk.theme.dress(self._more, "plus", "accent_text")
        self._add.setShortcut(QKeySequence("Alt+Ins"))
        self._add.triggered.connect(lambda: self.add_item())
        self.addAction(self._add)
        self._buttons.insertWidget(0, self._more)
        self._area.setVisible(not self._to_file)
        self._more.setVisible(not self._to_file)

    def _on_usual(self, term: Term | None) -> None:
        self._usual = term
        for form in self.items:
            form.term.offer(term)

    def _have_items(self, count: int) -> None:
        for form in tuple(self.items[count:]):
            self._on_removed(form)
        while len(self.items) < min(count, ITEMS_LIMIT):
            self.add_item()

    def _on_removed(self, form: ItemForm) -> None:
        self.items.remove(form)
        form.hide()
        form.deleteLater()
        self._number()

    def _number(self) -> None:
        for place, form in enumerate(self.items):
            form.number(place, len(self.items))
        self._make_room()

    def _grow(self) -> None:
        """Make room for one more name, once it stands in its line."""
        QTimer.singleShot(0, self, self._make_room)

    def _make_room(self) -> None:
        self._holder.adjustSize()
        room = self._holder.sizeHint().height() + 2
        if self._area.height() != (high := min(HIGHEST, room)):
            self._area.setFixedHeight(high)
            self.refit()

    def _on_day(self, day: object) -> None:
        del day
        for form in self.items:
            form.term.count_from(self.on.value or self._desk.today())

    def _tell(self, _choice: object = None) -> None:
        words = self._desk.speech.words
        self._how.setText(self.head.said())
        self._more.setText(words.text("One more item"))
        self._more.setToolTip(words.text("One more item") + " (Alt+Ins)")
        self._add.setText(words.text("One more item"))
        own = self.head.id == self._me.person
        kept = words.text("Keep as a draft") if own else words.text("Keep as a draft for the head")
        self._prepare.setText(kept)
        self._prepare.setToolTip(f"{kept} (Ctrl+S)")
        name = words.text("Write down") if self.head.spoken else words.text("Issue")
        if not self.can_issue:
            name = words.text("Keep as a draft for the head")
            self._how.setText(words.text("{name} issues it", name=self.head.line.text() or "—"))
        self._prepare.setVisible(self.can_issue)
        self.primary.setText(name)
        self.primary.setToolTip(f"{name} (Ctrl+Enter)")
