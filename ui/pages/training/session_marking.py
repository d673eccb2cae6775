"""What keys say about people becomes marks: first ones at once, others with the reason for them.

A mark that was made is put right by another, which says why. Where the reason is plain from what
was done (a result is added; somebody was marked with all the rest) it is written without asking.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal

from edo.commands.attendance import Opened
from edo.domain.course import BEST
from edo.domain.likeness import fold
from edo.domain.organisation import Person
from edo.domain.session import Mark
from edo.domain.training import Marking
from edo.sentences import mark
from ui.desk import Desk
from ui.models.held import Held, entry
from ui.pages.training.mark_keeper import MarkKeeper
from ui.pages.training.mark_list import MarkList, Press
from ui.pages.training.session_acts import has_begun, is_open
from ui.pages.training.session_foot import SessionFoot
from ui.pages.training.session_rows import PersonEntry, PersonRow, Seen
from ui.theme import Tone
from ui.widgets.both import own
from ui.widgets.notice_bar import Notice
from ui.widgets.telling import tell

TOGETHER = mark("Was marked with all the rest")
RESULT_ADDED = mark("The result was added")
REMARK_CHANGED = mark("The note was changed")
WAS_THERE = (mark("Marked by mistake"), mark("Came later"), mark("By the signed sheet"))
WAS_AWAY = (mark("Marked by mistake"), mark("Left early"), mark("By the signed sheet"))
"""Reasons to put a mark right: the person was there, the person was not."""
AGREEMENTS = (mark("By the signed sheet"), mark("The trainers agreed"), mark("Asked the person"))
"""Reasons to settle different marks."""
RESULTS = (mark("Counted again"), mark("Typed by mistake"), mark("The test was repeated"))
"""Reasons for another result."""
REMARKS = (mark("came late"), mark("left early"), mark("on sick leave"), mark("on leave"))


class SessionMarking(QObject):
    """Marks the people of one session. `changed` is sent when rows say something else."""

    changed = Signal()
    stale = Signal()

    def __init__(
        self, desk: Desk, view: MarkList, foot: SessionFoot, held: Held[PersonRow]
    ) -> None:
        super().__init__(view)
        self._desk, self._view, self._foot, self._held = desk, view, foot, held
        self._found: Opened | None = None
        self._keeper: MarkKeeper | None = None
        self._typed, self._typed_of = "", ""
        self._remarks: dict[str, str] = {}
        self._together: set[str] = set()
        self._answer: Callable[[str], object] | None = None
        view.pressed.connect(self._on_pressed)
        view.digit.connect(self._on_digit)
        view.spelled.connect(self._on_spelled)
        view.chosen.connect(self._on_chosen)
        foot.marks.taken.connect(self.take)
        foot.ask.given.connect(self._on_answer)
        foot.ask.left.connect(self.back_to_list)
        foot.adding.left.connect(self.back_to_list)
        foot.adding.found.connect(self._on_found)
        foot.adding.written.connect(self._on_written)

    @property
    def rows(self) -> list[PersonRow]:
        """Everybody, as they are shown."""
        return [one.item for one in self._held.rows]

    @property
    def resting(self) -> bool:
        """Whether all that was marked is written down."""
        return self._keeper is None or self._keeper.resting

    @property
    def current(self) -> PersonRow | None:
        """Whom one stands on."""
        found = self._held.find(self._view.key())
        return found.item if found is not None else None

    def show_session(self, found: Opened) -> None:
        """Show a session, or the same one as it is now."""
        id = found.attendance.id
        if self._keeper is None or self._keeper.session != id:
            self._begin(id)
        else:
            self._keeper.answered()
        self._found = found
        self._show()

    def finish(self) -> None:
        """Hand in what waits to be handed in."""
        self._enter_typed()
        if self._keeper is not None:
            self._keeper.hurry()

    def mark_rest(self) -> None:
        """Mark all who are not marked yet as present."""
        self._enter_typed()
        keeper = self._keeper
        rest = [row.who.id for row in self.rows if row.seen is Seen.UNMARKED]
        if keeper is None or not self._may_mark() or not rest:
            return
        self._together.update(rest)
        keeper.mark(*(Marking(id, True, None, self._remarks.pop(id, "")) for id in rest))
        words = self._desk.speech.words
        text = words.plural("{n} person marked present", "{n} people marked present", len(rest))
        tell(self._view, Notice(text, Tone.GOOD))

    def remark(self) -> None:
        """Ask for a remark on whom one stands on."""
        row = self.current
        if row is None or not self._may_mark():
            return
        words = self._desk.speech.words
        said = row.said
        text = said.remark if said is not None else self._remarks.get(row.who.id, "")
        self.ask(
            words.text("Note on {name}", name=own(words, *row.who.name)),
            REMARKS,
            partial(self._on_remark, row.who.id),
            text=text,
        )

    def add(self) -> None:
        """Ask who came without being on the list."""
        if self._found is not None and self._may_mark():
            self._enter_typed()
            self._foot.show_part(self._foot.adding)
            self._foot.adding.begin(self._found.attendance)

    def take(self, one: Mark) -> None:
        """Settle different marks: this one is right."""
        row = self.current
        if row is not None and self._may_mark():
            self._ask_why(row, Marking(row.who.id, one.present, one.result, one.remark), AGREEMENTS)

    def ask(
        self,
        question: str,
        offers: tuple[str, ...],
        then: Callable[[str], object],
        *,
        text: str = "",
        needed: bool = False,
    ) -> None:
        """Ask something under the list; the answer goes on, Escape gives it up."""
        words = self._desk.speech.words
        self._answer = then
        self._foot.show_part(self._foot.ask)
        self._foot.ask.ask(question, [words.text(one) for one in offers], text=text, needed=needed)

    def back_to_list(self) -> None:
        """Ask no more; the keys mark again."""
        self._answer = None
        self._foot.show_part(self._foot.marks)
        self._view.setFocus()

    def _begin(self, session: str) -> None:
        self.finish()
        keeper = self._keeper = MarkKeeper(self._desk, session, self)
        keeper.changed.connect(self._show)
        keeper.kept.connect(self.stale)
        keeper.refused.connect(self._on_refused)
        self._typed = self._typed_of = ""
        self._remarks.clear()
        self._together.clear()
        if self._foot.asks:
            self.back_to_list()

    @property
    def why_not(self) -> str:
        """Why nobody can be marked now, in words; nothing where they can."""
        found, words = self._found, self._desk.speech.words
        if found is None:
            return ""
        if not found.may_train:
            return words.text("Only a trainer of the office that holds it can mark here.")
        if not is_open(found):
            return words.text("The training was not held: nobody is marked.")
        if not has_begun(found, self._desk.today()):
            begins = found.attendance.session.begins
            return words.text("The training begins on {date}.", date=words.date(begins))
        return ""

    def _may_mark(self) -> bool:
        """Tell whether marking is possible now; say why not where it is not."""
        if self._found is None:
            return False
        why = self.why_not
        if why:
            tell(self._view, Notice(why, Tone.WARN))
        return not why

    def _show(self) -> None:
        """Make the rows: what is kept, under what is on its way."""
        found = self._found
        if found is None:
            return
        way: Mapping[str, Marking] = self._keeper.on_the_way if self._keeper else {}
        shown = found.attendance
        self._held.put(
            entry(
                one.id,
                PersonRow(
                    n,
                    one,
                    shown.edition,
                    way.get(one.id),
                    self._typed if one.id == self._typed_of else "",
                    self._remarks.get(one.id, ""),
                ),
            )
            for n, one in enumerate(shown.people, 1)
        )
        self._view.typing = bool(self._typed)
        self._view.list.refresh()
        self._foot.marks.show_row(self.current, shown.who)
        self.changed.emit()

    def _on_chosen(self, _key: int | None) -> None:
        row = self.current
        if self._typed and row is not None and row.who.id != self._typed_of:
            self._enter_typed()
        if self._found is not None:
            self._foot.marks.show_row(row, self._found.attendance.who)

    def _on_pressed(self, code: str) -> None:
        row, press = self.current, Press(code)
        if row is None:
            return
        match press:
            case Press.ERASE | Press.DROP:
                self._typed = self._typed[:-1] if press is Press.ERASE else ""
                self._show()
            case Press.LEFT | Press.RIGHT:
                sides = self._foot.marks.sides
                if sides:
                    self.take(sides[0 if press is Press.LEFT else -1])
            case Press.PRESENT | Press.ABSENT:
                result = int(self._typed) if self._typed else None
                self._typed = ""
                if self._may_mark():
                    self._say(row, present=press is Press.PRESENT, result=result)
                else:
                    self._show()

    def _on_digit(self, digit: str) -> None:
        row = self.current
        if row is None or not self._may_mark():
            return
        typed = self._typed + digit if self._typed_of == row.who.id else digit
        if int(typed) <= BEST:
            self._typed, self._typed_of = str(int(typed)), row.who.id
            self._show()

    def _enter_typed(self) -> None:
        """Enter a result one went away from without pressing anything more."""
        row = next((one for one in self.rows if one.who.id == self._typed_of), None)
        typed, self._typed = self._typed, ""
        if typed and row is not None:
            self._say(row, present=True, result=int(typed), goes_on=False)

    def _say(
        self, row: PersonRow, *, present: bool, result: int | None, goes_on: bool = True
    ) -> None:
        """Mark somebody, or put their mark right."""
        keeper, said, id = self._keeper, row.said, row.who.id
        if keeper is None:
            return
        if (row.seen is Seen.UNMARKED) or keeper.waits(id):
            remark = self._remarks.pop(id, said.remark if said is not None else "")
            keeper.mark(Marking(id, present, result if present else None, remark))
            if goes_on:
                self._go_on(row)
            return
        if said is None:
            self._ask_why(row, Marking(id, present, result if present else None), AGREEMENTS)
            return
        keeps = present and said.present and result is None
        new = Marking(id, present, said.result if keeps else result if present else None)
        if (new.present, new.result) == (said.present, said.result):
            self._show()
            if goes_on:
                self._step(row)
            return
        self._put_right(row, new, said)

    def _put_right(self, row: PersonRow, new: Marking, said: Mark | Marking) -> None:
        """Correct a mark: with a reason that is plain, or one that is asked for."""
        marking = Marking(new.person, new.present, new.result, said.remark)
        if row.who.id in self._together and not new.present:
            self._correct(marking, self._desk.speech.words.text(TOGETHER))
        elif new.present and said.present and said.result is None:
            self._correct(marking, self._desk.speech.words.text(RESULT_ADDED))
            self._step(row)
        else:
            same = new.present == said.present
            turned = WAS_THERE if new.present else WAS_AWAY
            self._ask_why(row, marking, RESULTS if same else turned)

    def _ask_why(self, row: PersonRow, marking: Marking, offers: tuple[str, ...]) -> None:
        words = self._desk.speech.words
        name = own(words, *row.who.name)
        said = words.text("present") if marking.present else words.text("absent")
        if marking.result is not None:
            said = f"{said}, {marking.result}"
        self._show()
        self.ask(
            words.text("{name} — {mark}. Why?", name=name, mark=said),
            offers,
            partial(self._correct, marking),
            needed=True,
        )

    def _correct(self, marking: Marking, reason: str) -> None:
        """Put a mark right for a reason, in the person's language."""
        self._together.discard(marking.person)
        if self._keeper is not None:
            self._keeper.correct(marking, reason)

    def _on_answer(self, text: str) -> None:
        answer = self._answer
        self.back_to_list()
        if answer is not None:
            answer(text)

    def _on_remark(self, id: str, text: str) -> None:
        row = next((one for one in self.rows if one.who.id == id), None)
        keeper = self._keeper
        if row is None or keeper is None:
            return
        said = row.said
        if said is None or keeper.waits(id):
            self._remarks[id] = text
            if said is not None:
                keeper.mark(Marking(id, said.present, said.result, self._remarks.pop(id)))
            self._show()
        elif said.remark != text:
            reason = self._desk.speech.words.text(REMARK_CHANGED)
            self._correct(Marking(id, said.present, said.result, text), reason)

    def _on_found(self, id: str) -> None:
        self.back_to_list()
        if self._keeper is not None:
            self._keeper.mark(Marking(id, True))

    def _on_written(self, person: Person) -> None:
        self.back_to_list()
        if self._keeper is not None:
            self._keeper.add(person, Marking("", True))

    def _on_refused(self, error: object) -> None:
        self._desk.bridge.failed.emit(error)
        self._show()

    def _on_spelled(self, letters: str, goes_on: bool) -> None:
        """Go to the next person whose name begins with some letters."""
        if self._jump(letters, include=goes_on):
            return
        if goes_on:
            self._view.begin_with(letters[-1:])
            self._jump(letters[-1:], include=False)

    def _jump(self, letters: str, *, include: bool) -> bool:
        typed = letters.casefold()
        rows = list(self._held.rows)
        here = next((n for n, one in enumerate(rows) if one.key == self._view.key()), 0)
        begin = here if include else here + 1
        order = [*rows[begin:], *rows[:begin]]
        fitting = (
            one for way in (typed, fold(typed)) for one in order if one.item.begins_with(way)
        )
        found = next(fitting, None)
        if found is not None:
            self._view.choose(found.key)
        return found is not None

    def _go_on(self, row: PersonRow) -> None:
        """Stand on the next who is not marked: below, or else from the top."""
        rows = list(self._held.rows)
        following = [*rows[row.number :], *rows[: row.number - 1]]
        after = next((one for one in following if one.item.seen is Seen.UNMARKED), None)
        if after is not None:
            self._view.choose(after.key)

    def _step(self, row: PersonRow) -> None:
        """Stand on the next line."""
        rows: list[PersonEntry] = list(self._held.rows)
        if row.number < len(rows):
            self._view.choose(rows[row.number].key)
