"""What sheets say: approvals, acquaintances and resolutions in the words of both languages."""

from collections.abc import Iterator
from datetime import datetime

from edo.clock import COUNTER_BITS, office_time
from edo.domain.acquaintance import Acquaintance, AcquaintanceStatus, Confirmed
from edo.domain.approval import Approval, ApprovalStatus
from edo.domain.resolution import Resolution, ResolutionStatus
from edo.domain.visa import Result, Seat, Step, Visa, covered_by, version_of
from edo.errors import Reason, Refusal
from edo.queries import approvals, documents, execution, sheet_rows
from edo.queries.phrases import Phrase, same
from edo.queries.sheet_rows import Signers
from edo.queries.sheets import (
    AcquaintanceSheet,
    ApprovalSheet,
    Instruction,
    Pass,
    Reader,
    ResolutionSlip,
    Signer,
    Standing,
    VisaLine,
)
from edo.wording import Wording
from edo.workplace import Workplace

_AGREEING = Phrase(ru="Согласование", kk="Келісу")
_SIGNING = Phrase(ru="Подписание", kk="Қол қою")
_CARRIED = Phrase(
    ru="сохранена: изменение её не касается", kk="сақталды: өзгеріс оған қатысты емес"
)
_NOT_NEEDED = Phrase(ru="решено без неё", kk="онсыз шешілді")
RESULTS = {
    Result.AGREED: Phrase(ru="Согласовано", kk="Келісілді"),
    Result.REMARKS: Phrase(ru="Согласовано с замечаниями", kk="Ескертулермен келісілді"),
    Result.RETURNED: Phrase(ru="Возвращено на доработку", kk="Пысықтауға қайтарылды"),
    Result.REFUSED: Phrase(ru="Отказано", kk="Бас тартылды"),
    Result.SIGNED: Phrase(ru="Подписано", kk="Қол қойылды"),
}
"""What a visa says, in the words of the form."""
STATUSES = {
    ApprovalStatus.RUNNING: Phrase(ru="На согласовании", kk="Келісуде"),
    ApprovalStatus.RETURNED: Phrase(ru="Возвращён на доработку", kk="Пысықтауға қайтарылды"),
    ApprovalStatus.WITHDRAWN: Phrase(
        ru="Отозван автором с согласования", kk="Авторы келісуден қайтарып алды"
    ),
    ApprovalStatus.AGREED: Phrase(ru="Согласован", kk="Келісілді"),
    ApprovalStatus.SIGNED: Phrase(ru="Подписан", kk="Қол қойылды"),
    ApprovalStatus.REFUSED: Phrase(ru="Отказано в согласовании", kk="Келісуден бас тартылды"),
    ApprovalStatus.ABORTED: Phrase(ru="Согласование прекращено", kk="Келісу тоқтатылды"),
}
"""Where an approval stands, in the words of the form."""
_ru, _kk = Wording("ru"), Wording("kk")


def approval_sheet(workplace: Workplace, *, approval: str) -> ApprovalSheet:
    """Return what the sheet of an approval says.

    Raises:
        Refusal: there is no such approval.
    """
    found = workplace.read(approvals.approval, approval=approval)
    state = found.approval
    people = workplace.read(Signers, found.names)
    maker = _Lines(state, people, found.current, found.files)
    office = state.office or workplace.identity.office
    return ApprovalSheet(
        about=workplace.read(sheet_rows.about, document=state.document, office=office),
        author=people.signer(state.author),
        status=STATUSES[state.status],
        passes=tuple(maker.passes()),
        version=found.current,
        printed=printed_at(workplace),
    )


def acquaintance_sheet(workplace: Workplace, *, acquaintance: str) -> AcquaintanceSheet:
    """Return what an acquaintance sheet says.

    Raises:
        Refusal: there is no such acquaintance.
    """
    found = workplace.read(execution.acquaintance, acquaintance=acquaintance)
    if found is None:
        raise Refusal(Reason.UNKNOWN_SUBJECT)
    state = found.acquaintance
    ids = {*state.people, state.author, *(one.by for one in state.confirmed)}
    ids |= {person for person, _ in state.removed}
    people = workplace.read(Signers, ids)
    document = workplace.read(documents.card, document=state.document).document
    current = version_of(covered_by(document))
    is_closed = state.status is AcquaintanceStatus.CLOSED and state.end is not None
    office = state.office or workplace.identity.office
    return AcquaintanceSheet(
        about=workplace.read(sheet_rows.about, document=state.document, office=office),
        author=people.signer(state.author),
        begun=office_time(state.since),
        readers=tuple(_readers(state, people, current)),
        version=current,
        printed=printed_at(workplace),
        due=state.due,
        note=state.note,
        closed=state.end.comment if is_closed and state.end else "",
    )


def resolution_slip(workplace: Workplace, *, resolution: str) -> ResolutionSlip:
    """Return what the slip of a resolution says.

    Raises:
        Refusal: there is no such resolution.
    """
    found = workplace.read(execution.resolution, resolution=resolution)
    if found is None:
        raise Refusal(Reason.UNKNOWN_SUBJECT)
    state = found.resolution
    people = workplace.read(Signers, _named_in(state))
    issued = state.issued_by
    author = people.signer(state.author)
    if issued and issued.behalf and issued.person != state.author:
        author = people.signer(issued.person, issued.behalf)
    office = state.office or workplace.identity.office
    return ResolutionSlip(
        about=workplace.read(sheet_rows.about, document=state.document, office=office),
        author=author,
        at=office_time(issued.at) if issued else None,
        points=tuple(
            Instruction(
                Phrase(item.text_ru, item.text_kk),
                tuple(people.name(one) for one in item.executors),
                item.due,
                item.controlled,
            )
            for item in state.items
        ),
        text=Phrase(state.text_ru, state.text_kk),
        to_file=state.to_file,
        from_word=people.name(state.written_by) if state.spoken else Phrase(),
        recalled=state.recall.comment if state.recall else "",
        is_draft=state.status in (ResolutionStatus.ASKED, ResolutionStatus.DRAFT),
        printed=printed_at(workplace),
    )


def _why(reason: str) -> Phrase:
    return Phrase(_ru.reason(reason), _kk.reason(reason)) if reason else Phrase()


def printed_at(workplace: Workplace) -> datetime:
    """Return this moment on the office's wall clock."""
    return office_time(workplace.clock.now() << COUNTER_BITS)


def _named_in(state: Resolution) -> set[str]:
    ids = {state.author, state.written_by}
    ids |= {one for item in state.items for one in item.executors}
    if state.issued_by:
        ids |= {state.issued_by.person, state.issued_by.behalf}
    return ids


def _readers(state: Acquaintance, people: Signers, current: str) -> Iterator[Reader]:
    had = {one.person: one for one in state.confirmed}
    for person in state.people:
        read = had.get(person)
        if read is None:
            yield Reader(people.signer(person))
        else:
            yield _read(read, people, current)
    for person, by in state.removed:
        if person not in state.people:
            yield Reader(people.signer(person), standing=Standing.SKIPPED, note=by.comment)


def _read(read: Confirmed, people: Signers, current: str) -> Reader:
    is_current = not read.version or read.version == current
    return Reader(
        people.signer(read.person),
        read.on,
        office_time(read.at),
        people.name(read.by) if read.by else Phrase(),
        read.version,
        Standing.VALID if is_current else Standing.CHANGED,
    )


class _Lines:
    """The lines of an approval, pass by pass."""

    def __init__(
        self, state: Approval, people: Signers, current: str, files: dict[str, str]
    ) -> None:
        self._state = state
        self._people = people
        self._current = current
        self._files = files

    def passes(self) -> Iterator[Pass]:
        """Yield the passes; in earlier ones only what was given."""
        for n, one in enumerate(self._state.rounds, start=1):
            yield Pass(
                n,
                one.version,
                self._people.signer(one.put_up.person, one.put_up.behalf),
                office_time(one.put_up.at),
                one.put_up.reason,
                tuple(self._lines(n, is_last=n == len(self._state.rounds))),
            )

    def _lines(self, n: int, *, is_last: bool) -> Iterator[VisaLine]:
        given = [visa for visa in self._state.visas if visa.round == n]
        for place, step in enumerate(self._state.stages):
            for seat in step.seats:
                own = [visa for visa in given if visa.seat == seat.key]
                for visa in own:
                    yield self._given(visa, place, step)
                if is_last and not any(visa.counts for visa in own):
                    yield self._open(place, step, seat)
        seats = {seat.key for step in self._state.stages for seat in step.seats}
        for visa in given:
            if visa.seat not in seats:
                yield self._given(visa, visa.stage, None)

    def _given(self, visa: Visa, place: int, step: Step | None, why: Phrase = Phrase()) -> VisaLine:
        standing = Standing.VOID
        if visa.counts:
            is_current = visa.version == self._current
            standing = Standing.VALID if is_current else Standing.CHANGED
        return VisaLine(
            stage=place + 1,
            title=_title(step),
            who=self._people.signer(visa.person, visa.behalf),
            at=office_time(visa.at),
            result=RESULTS[visa.result],
            standing=standing,
            version=visa.version,
            why=why if visa.counts else _why(visa.void),
            remarks=visa.remarks,
            file=self._files.get(visa.file, visa.file),
        )

    def _open(self, place: int, step: Step, seat: Seat) -> VisaLine:
        """Return the line of a seat no visa of this pass decides."""
        if seat.carried and seat.visa is not None:
            return self._given(self._state.visas[seat.visa], place, step, _CARRIED)
        standing, why = Standing.WAITING, Phrase()
        if seat.skipped is not None:
            by = self._people.name(seat.skipped.person)
            standing, why = Standing.SKIPPED, _with(by, seat.skipped.reason)
        elif step.is_done or self._state.is_over:
            standing, why = Standing.SKIPPED, _NOT_NEEDED
        return VisaLine(place + 1, _title(step), self._asked(seat), standing=standing, why=why)

    def _asked(self, seat: Seat) -> Signer:
        """Return who is waited for: a person, or whoever holds the position."""
        who = seat.approver
        people = seat.people or ((who.person,) if who.person else ())
        if len(people) == 1:
            return self._people.signer(people[0])
        names = [self._people.name(one) for one in people]
        return Signer(
            Phrase("; ".join(one.ru for one in names), "; ".join(one.kk for one in names)),
            self._people.name(who.position),
        )


def _title(step: Step | None) -> Phrase:
    if step is not None and step.title:
        return same(step.title)
    return _SIGNING if step is None or step.signing else _AGREEING


def _with(by: Phrase, reason: str) -> Phrase:
    return Phrase(f"{by.ru}: {reason}", f"{by.kk}: {reason}") if reason else by
