"""Add somebody to a stage of an approval that is on its way, with the reason why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPlainTextEdit

from edo.commands import rerouting
from edo.commands.deciding import Approvals
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.dialogs.route_editor import Candidates, approver_of
from ui.pages.approval.visa_words import Teller
from ui.pages.document.sheets import REASON_HEIGHT, Inside
from ui.widgets.picker import Choice, Picker
from ui.widgets.select import Select


class ApproverSheet(Inside):
    """Who else is asked, in which stage, and why."""

    CHAPTER = "outgoing"

    def __init__(self, desk: Desk, found: Approvals) -> None:
        super().__init__(desk, mark("Add an approver"), mark("Add"), found.document)
        self._found = found
        candidates = Candidates(desk, self, lambda: None)
        self.who = self.add(
            "approvers",
            mark("Who"),
            Picker(
                desk,
                candidates.find,
                name=mark("Who"),
                hint=mark("Name or position"),
            ),
            required=True,
        )
        self.stage = self.add("stage", mark("In which stage"), Select(desk, self._stages))
        self.reason = self.add("reason", mark("Reason"), QPlainTextEdit())
        self.reason.setFixedHeight(REASON_HEIGHT)
        self.reason.setTabChangesFocus(True)
        at = found.last.approval.at if found.last is not None else None
        self.stage.put(str(at) if at is not None else self.stage.code)

    def hand_in(self) -> None:
        """Add them."""
        last, choice = self._found.last, self.who.choice
        if choice is None:
            self.show_wrong("approvers", self._desk.speech.words.text("Choose from the list."))
        elif last is not None:
            self.run(
                rerouting.add,
                approval=last.id,
                at=int(self.stage.code),
                approver=approver_of(choice.code),
                reason=self.reason.toPlainText(),
                behalf=self._found.leads_for,
            )

    def _stages(self, words: Wording) -> Sequence[Choice]:
        last = self._found.last
        if last is None:
            return []
        teller = Teller(words, last)
        stages = last.approval.stages
        return [
            Choice(str(n), teller.stage(n)) for n, step in enumerate(stages) if not step.is_done
        ]
