"""How a resolution and an acquaintance look on the pane of their document."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from edo.domain.acquaintance import AcquaintanceStatus
from edo.domain.resolution import Item, ResolutionStatus
from edo.queries.execution import AcquaintanceItem, ResolutionItem
from edo.sentences import mark
from ui.desk import Desk
from ui.pages.document.execution_doing import ExecutionDoing
from ui.pages.execution import task_words as said
from ui.theme import GRID, Tone
from ui.widgets.badge import Badge
from ui.widgets.both import other, own
from ui.widgets.layouts import put_in
from ui.widgets.line_button import SMALLER, LineButton
from ui.widgets.polish import named
from ui.widgets.sign import Sign
from ui.widgets.terms import term_name

RESOLUTION_TONES = {
    ResolutionStatus.ASKED: Tone.WARN,
    ResolutionStatus.DRAFT: Tone.WARN,
    ResolutionStatus.ISSUED: Tone.QUIET,
    ResolutionStatus.RECALLED: Tone.NEUTRAL,
}
ANNULLED = mark("document annulled")
"""Stands where something ended with its document."""
READERS = 8
"""People of an acquaintance shown at first; Enter on the line shows all."""


class ResolutionCard(QFrame):
    """A resolution: whose, what it says while its tasks are not given, how it came about."""

    def __init__(
        self, desk: Desk, doing: ExecutionDoing, item: ResolutionItem, *, annulled: bool
    ) -> None:
        super().__init__()
        named(self, "card")
        self._desk = desk
        words, state = desk.speech.words, item.resolution
        lines = QVBoxLayout(self)
        lines.setContentsMargins(GRID, GRID // 2, GRID // 2, GRID)
        lines.setSpacing(GRID // 4)
        author = item.author.name(words.language)
        date = words.date(state.on) or words.hlc(state.turned)
        head = LineButton(desk, "gavel", author, date)
        badge = Badge(desk.theme, words.name(state.status), RESOLUTION_TONES[state.status])
        if annulled and item.is_open:
            badge.show_status(words.text(ANNULLED), Tone.NEUTRAL)
        head.put_under(badge)
        menu = doing.resolution_menu(head, item)
        if not menu.isEmpty():
            head.set_menu(menu, words.text("More about the resolution"))
        if item.is_open and not annulled:
            head.pressed.connect(lambda: doing.write(item))
        else:
            head.pressed.connect(head.open_menu)
        lines.addWidget(head)
        for text in self._said(item):
            lines.addWidget(_text(text))
        for text in self._notes(item):
            lines.addWidget(_text(text, quiet=True))

    def _said(self, item: ResolutionItem) -> list[str]:
        """Write what a resolution says; its tasks stand below it once it is issued."""
        words, state = self._desk.speech.words, item.resolution
        texts = [own(words, state.text_ru, state.text_kk)]
        if state.to_file:
            texts.append(words.text("To the file: nothing is to be done"))
        if state.status is not ResolutionStatus.ISSUED:
            texts += [self._item(item, one) for one in state.items]
        return [text for text in texts if text]

    def _item(self, item: ResolutionItem, one: Item) -> str:
        words = self._desk.speech.words
        text = own(words, one.text_ru, one.text_kk)
        until = words.date(one.due)
        if one.rule is not None and until:
            until = f"{until} ({term_name(words, one.rule)})"
        parts = [text, said.names(item.people.all(one.executors), words), until]
        return "• " + " · ".join(part for part in parts if part)

    def _notes(self, item: ResolutionItem) -> list[str]:
        words, state = self._desk.speech.words, item.resolution
        second = other(words, state.text_ru, state.text_kk)
        notes = [second]
        if state.spoken and item.writer.id:
            notes.append(
                words.text(
                    "Written by {who} on the word of {head}",
                    who=item.writer.name(words.language),
                    head=item.author.name(words.language),
                )
            )
        elif item.writer.id:
            notes.append(words.text("Prepared by {who}", who=item.writer.name(words.language)))
        if item.behalf.id:
            notes.append(
                words.text(
                    "Issued by {who} for {whom}",
                    who=item.issuer.name(words.language),
                    whom=item.behalf.name(words.language),
                )
            )
        notes.append(state.note)
        if state.recall is not None:
            who = said.decided(item.people, state.recall, words)
            notes.append(words.text("Taken back: {why}", why=who))
        return [note for note in notes if note]


class ReadersList(QWidget):
    """Who is to read the document, and when each of them has; `pressed` asks for all or a few."""

    pressed = Signal()

    def __init__(
        self,
        desk: Desk,
        doing: ExecutionDoing,
        item: AcquaintanceItem,
        *,
        whole_list: bool,
        annulled: bool,
    ) -> None:
        super().__init__()
        words, state = desk.speech.words, item.acquaintance
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GRID // 2)
        count = words.text("{n} of {all} have read it", n=item.read, all=len(item.readers))
        who = item.author.name(words.language)
        notes = [words.text("asked by {who}", who=who), words.date(state.due), state.note]
        if state.end is not None:
            notes.append(words.text("Closed: {why}", why=state.end.comment))
        head = LineButton(desk, "users", count, " · ".join(one for one in notes if one))
        done = item.read == len(item.readers)
        badge = Badge(desk.theme, words.name(state.status), Tone.QUIET if done else Tone.WARN)
        if annulled and state.status is AcquaintanceStatus.OPEN:
            badge.show_status(words.text(ANNULLED), Tone.NEUTRAL)
        head.put_under(badge)
        head.set_menu(doing.readers_menu(head, item), words.text("More about the acquaintance"))
        head.pressed.connect(self.pressed)
        lines.addWidget(head)
        everybody = item.readers if whole_list else item.readers[:READERS]
        for one in everybody:
            when = words.text("not yet")
            if one.on is not None:
                when = words.date(one.on)
                if one.by.id:
                    by = one.by.name(words.language)
                    when = words.text("{date}, from paper, by {who}", date=when, who=by)
            text = _text(f"{one.who.name(words.language)} — {when}")
            text.setProperty("muted", one.on is None)
            icon, colour = ("check", "good") if one.on else ("clock", "muted")
            sign = Sign(desk.theme, icon, colour, less=SMALLER)
            row = QHBoxLayout()
            row.setContentsMargins(GRID, 0, 0, 0)
            row.setSpacing(GRID)
            row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(text, 1)
            put_in(lines, row)
        rest = len(item.readers) - len(everybody)
        if rest:
            more = _text(words.text("and {n} more: Enter shows all", n=rest), quiet=True)
            more.setContentsMargins(4 * GRID, 0, 0, 0)
            lines.addWidget(more)


def _text(text: str, *, quiet: bool = False) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    if quiet:
        label.setProperty("muted", True)
        label.setProperty("text_size", "small")
    return label
