"""An approval as words: stages, seats, visas, and why one does not count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from edo.domain.approval import Approval, ApprovalStatus
from edo.domain.route import Approver, Mode, Rule
from edo.domain.visa import COVERED_FIELDS, Result, Seat, Step, Trace, Visa, changed_fields
from edo.queries.approvals import Approving
from edo.wording import Wording
from ui.theme import Tone
from ui.widgets.select import sentence
from ui.widgets.terms import term_name

STATUS_TONES = {
    ApprovalStatus.RUNNING: Tone.ACCENT,
    ApprovalStatus.RETURNED: Tone.WARN,
    ApprovalStatus.WITHDRAWN: Tone.NEUTRAL,
    ApprovalStatus.AGREED: Tone.GOOD,
    ApprovalStatus.SIGNED: Tone.QUIET,
    ApprovalStatus.REFUSED: Tone.BAD,
    ApprovalStatus.ABORTED: Tone.NEUTRAL,
}
RESULT_TONES = {
    Result.AGREED: Tone.GOOD,
    Result.REMARKS: Tone.WARN,
    Result.RETURNED: Tone.WARN,
    Result.REFUSED: Tone.BAD,
    Result.SIGNED: Tone.GOOD,
}
RESULT_ICONS = {
    Result.AGREED: "circle-check",
    Result.REMARKS: "message-square",
    Result.RETURNED: "undo-2",
    Result.REFUSED: "circle-x",
    Result.SIGNED: "badge-check",
}


@dataclass(frozen=True, slots=True)
class SeatWords:
    """What a line about a seat, or a visa, says.

    Attributes:
        icon: its name; `tone` colours it and the state.
        name: who.
        state: the word on the colour; empty for none.
        note: post, for whom, when, about which version.
        remarks: what they wrote; `file` is the name of a file with more.
        why: why it does not count, or is not asked for any more.
    """

    icon: str
    tone: Tone
    name: str
    state: str = ""
    note: str = ""
    remarks: str = ""
    file: str = ""
    why: str = ""

    def spoken(self) -> str:
        """Return all of it as one sentence, for who does not see it."""
        parts = (self.name, self.state, self.note, self.remarks, self.file, self.why)
        return ", ".join(part for part in parts if part)


class Teller:
    """Says what an approval has, with the names it came with."""

    def __init__(self, words: Wording, approving: Approving) -> None:
        self.words, self._approving = words, approving

    @property
    def approval(self) -> Approval:
        """The state that is told."""
        return self._approving.approval

    @property
    def _stopped(self) -> bool:
        """It did not come to its end: the document was annulled."""
        return self._approving.is_cancelled and not self.approval.is_over

    def name(self, id: str) -> str:
        """Say what a person, a position, an office is called."""
        ru, kk = self._approving.names.get(id, (id, id))
        return (kk or ru) if self.words.language == "kk" else (ru or kk)

    def approver(self, approver: Approver) -> str:
        """Say who a seat was made for."""
        return self.name(approver.person or approver.position)

    def status(self) -> str:
        """Say where the approval stands; signed and registered is more than signed."""
        if self._stopped:
            return sentence(self.words.text("document annulled"))
        return sentence(self.words.name(self.approval.status))

    def about(self) -> str:
        """Say which pass it is, and who put its version up."""
        state, words = self.approval, self.words
        return " · ".join((
            words.text("pass {n}", n=state.round),
            words.text("put up by {who}, {at}", who=self.trace(state.rounds[-1].put_up),
                       at=words.hlc(state.rounds[-1].put_up.at)),
        ))  # fmt: skip

    def trace(self, trace: Trace) -> str:
        """Say who did something; both names where a deputy did."""
        return self.both(trace.person, trace.behalf)

    def both(self, person: str, behalf: str) -> str:
        """Say who acted, and for whom."""
        if not behalf:
            return self.name(person)
        return self.words.text(
            "{deputy} for {person}", deputy=self.name(person), person=self.name(behalf)
        )

    def ending(self) -> str:
        """Say who withdrew it or gave it up, and why; nothing where nobody did."""
        ended = self.approval.ended
        if ended is None:
            return ""
        said = f"{self.trace(ended)}, {self.words.hlc(ended.at)}"
        return f"{said}: {ended.reason}" if ended.reason else said

    def stage(self, place: int) -> str:
        """Say what a stage is called, and what holds in it."""
        words, step = self.words, self.approval.stages[place]
        usual = words.text("Signing") if step.signing else ""
        title = step.title or usual or words.text("Stage {n}", n=place + 1)
        parts = [f"{place + 1}. {title}" if step.title or usual else title]
        if len(step.seats) > 1:
            mode = Mode.PARALLEL if step.mode is Mode.PARALLEL else Mode.SEQUENTIAL
            parts.append(words.name(mode))
            if step.rule is Rule.ANY:
                parts.append(words.name(Rule.ANY))
        if step.due is not None:
            parts.append(words.text("until {day}", day=words.date(step.due)))
        elif step.term is not None:
            parts.append(term_name(words, step.term))
        return " · ".join(parts)

    def seat(self, step: Step, seat: Seat) -> SeatWords:
        """Say how a seat stands."""
        words, state = self.words, self.approval
        if seat.visa is not None:
            return self._given(seat, state.visas[seat.visa])
        name = self.approver(seat.approver)
        if seat.skipped is not None:
            trace = seat.skipped
            why = f"{self.trace(trace)}, {words.hlc(trace.at)}: {trace.reason}"
            return SeatWords(
                "minus", Tone.NEUTRAL, name, words.text("not waited for"), self._post(seat), why=why
            )
        if seat not in state.asked or self._stopped:
            over = step.is_done or state.is_over or self._stopped
            said = words.text("not asked") if over else words.text("later")
            return SeatWords("clock", Tone.NEUTRAL, name, said, self._post(seat))
        if not seat.people:
            return SeatWords(
                "triangle-alert",
                Tone.BAD,
                name,
                words.text("nobody holds the position"),
                words.text("Add somebody in their place."),
            )
        seen = [one for one in state.openings if one.round == state.round]
        looked = next((one for one in seen if {one.person, one.behalf} & {*seat.people}), None)
        note = [self._post(seat)]
        if looked is not None:
            note.append(words.text("opened on {at}", at=words.hlc(looked.at)))
        said = words.text("signature is awaited") if step.signing else words.text("visa is awaited")
        return SeatWords("clock", Tone.ACCENT, name, said, " · ".join(one for one in note if one))

    def void(self, visa: Visa) -> SeatWords:
        """Say a visa that does not count, and why."""
        told = self._visa(visa)
        why = self.words.text("Does not count: {why}", why=self.words.reason(visa.void))
        return SeatWords(told.icon, Tone.NEUTRAL, told.name, told.state, told.note, told.remarks,
                         told.file, why)  # fmt: skip

    def plain(self, visa: Visa) -> SeatWords:
        """Say a visa of an earlier pass."""
        return self._visa(visa)

    def changes(self) -> str:
        """Say what is different in the document from the version that is put up."""
        return self._things(self._approving.changed)

    def news(self) -> str:
        """Say what is different in this version from the one before: why one is asked again."""
        if self.approval.round == 1:
            return ""
        before, now = self.approval.rounds[-2:]
        what = self._things(changed_fields(before.covered, now.covered))
        said = self.words.text("New in this version: {what}", what=what) if what else ""
        return ". ".join(one for one in (said, now.put_up.reason) if one)

    def _things(self, changed: Iterable[str]) -> str:
        return ", ".join(
            sentence(self.words.field(one))
            if one in COVERED_FIELDS
            else self.words.text("file “{name}”", name=self._approving.files.get(one, one))
            for one in changed
        )

    def _given(self, seat: Seat, visa: Visa) -> SeatWords:
        told, words = self._visa(visa), self.words
        notes = [self._post(seat, but=visa), told.note]
        if seat.carried:
            notes.append(words.text("kept from pass {n}", n=visa.round))
        elif visa.version != self._approving.current and self._approving.current:
            notes.append(words.text("changed since"))
        note = " · ".join(one for one in notes if one)
        return SeatWords(told.icon, told.tone, told.name, told.state, note, told.remarks, told.file)

    def _visa(self, visa: Visa) -> SeatWords:
        words = self.words
        file = self._approving.files.get(visa.file, visa.file) if visa.file else ""
        return SeatWords(
            RESULT_ICONS[visa.result],
            RESULT_TONES[visa.result],
            self.both(visa.person, visa.behalf),
            sentence(words.name(visa.result)),
            words.hlc(visa.at),
            visa.remarks,
            file,
        )

    def _post(self, seat: Seat, but: Visa | None = None) -> str:
        """Say the position a seat was made for, or who holds it."""
        added = self.words.text("added by {who}", who=self.trace(seat.added)) if seat.added else ""
        post = ""
        if seat.approver.position:
            if but is not None:
                post = self.name(seat.approver.position)
            else:
                post = ", ".join(self.name(one) for one in seat.people)
        return " · ".join(one for one in (post, added) if one)
