"""Approvals between workplaces that meet only in the shared folder, hours apart, in any order."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from edo.commands import (
    approval,
    deputies,
    documents,
    membership,
    numbers,
    organisation,
    rerouting,
    routes,
)
from edo.commands.documents import Attachment
from edo.domain.approval import Approval, ApprovalStatus
from edo.domain.card import Card, Kind, Party
from edo.domain.document import FileRole, Status
from edo.domain.organisation import Position
from edo.domain.rights import Role
from edo.domain.route import Approver, Mode, Reset, Route, Rule, Stage
from edo.domain.routed import OFFICE, Act
from edo.domain.visa import Result
from edo.domain.workdays import Term
from edo.errors import Reason
from edo.queries import approvals, directory
from edo.queries.refused import refused
from edo.store import ledger
from tests.desks import AUTHOR, BOOKKEEPER, CHAIR, CLERK, LAWYER, ROLES, Office
from tests.refusing import refusal


def voids(state: Approval) -> list[str]:
    """Return why each visa does not count."""
    return [one.void for one in state.visas]


def test_from_draft_to_number(office: Office) -> None:
    """A letter goes from its author by two visas to the signer, and then to who registers."""
    stages = (office.stage(LAWYER, BOOKKEEPER), office.stage(CHAIR, signing=True))
    id = office.start(*stages)
    assert office.waits(id) == [(LAWYER, Act.APPROVE)]
    office.decide(LAWYER, id)
    office.meet()
    assert office.waits(id) == [(BOOKKEEPER, Act.APPROVE)]
    office.decide(BOOKKEEPER, id, Result.REMARKS)
    office.meet()
    assert office.waits(id) == [(CHAIR, Act.SIGN)]
    shown = office.shown(CHAIR, id)
    approval.sign(office.at[CHAIR], approval=id, version=shown.approval.version)
    office.meet()
    assert office.waits(id) == [(OFFICE, Act.REGISTER)]
    journal = office.chancery.journals[Kind.OUTGOING]
    card = office.chancery.document(shown.approval.document).card
    documents.register(
        office.at[CLERK], journal=journal, card=card, document=shown.approval.document
    )
    state = office.agree_on(id)
    assert (state.status, state.waits()) == (ApprovalStatus.SIGNED, ())
    shown = office.shown(AUTHOR, id)
    assert all(shown.is_valid(one) for one in shown.approval.visas)
    assert office.chancery.document(state.document).status is Status.REGISTERED
    assert all(
        office.at[name].read(refused, roster=office.at[name].roster) == () for name in office.at
    )


def test_a_stage_whose_opening_was_cut_off_is_opened_again(office: Office) -> None:
    """A record ends the log of who opened a stage before that: somebody else opens it."""
    id = office.start(office.stage(LAWYER, BOOKKEEPER, mode=Mode.PARALLEL), office.stage(CHAIR))
    office.decide(LAWYER, id)
    office.decide(BOOKKEEPER, id)
    office.meet(LAWYER, BOOKKEEPER)
    opener = office.person(BOOKKEEPER)
    assert office.agree_on(id).stages[1].by == opener
    keeper, device = office.chancery.workplace, office.at[BOOKKEEPER].device
    space = keeper.identity.office
    last = keeper.read(ledger.tail, space, device).seq - 1
    before = keeper.read(ledger.tail_at, space=space, dev=device, seq=last)
    cut = {space: {device: (before.seq, before.hash)}}
    keeper.extend(("person.leave", {"person": opener, "cut": cut}))
    for name in (CLERK, AUTHOR, CHAIR, AUTHOR):
        office.meet(name)
    state = office.state(AUTHOR, id)
    assert state == office.state(CHAIR, id)
    assert state.stages[0].is_done
    assert [seat.people for seat in state.asked] == [(office.person(CHAIR),)]


def test_two_beside_each_other_meet_only_in_the_folder(office: Office) -> None:
    """Two visas that complete a stage at once open the next one, and it is opened once."""
    beside = office.stage(LAWYER, BOOKKEEPER, mode=Mode.PARALLEL, term=Term(1))
    id = office.start(beside, office.stage(CHAIR, signing=True, term=Term(2)))
    office.decide(LAWYER, id)
    office.decide(BOOKKEEPER, id)
    office.meet(LAWYER, BOOKKEEPER)
    assert office.state(BOOKKEEPER, id).status is ApprovalStatus.AGREED
    state = office.agree_on(id)
    assert [step.due for step in state.stages] == [date(2026, 3, 3), date(2026, 3, 4)]
    assert office.waits(id) == [(CHAIR, Act.SIGN)]
    assert voids(state) == ["", ""]
    assert state.to_open is None


def test_two_open_one_stage(office: Office) -> None:
    """Where two workplaces open a stage without having heard of each other, no harm is done."""
    beside = office.stage(LAWYER, BOOKKEEPER, mode=Mode.PARALLEL)
    id = office.start(beside, office.stage(CHAIR, signing=True))
    office.decide(LAWYER, id)
    office.decide(BOOKKEEPER, id)
    for name in (LAWYER, BOOKKEEPER):
        office.meet(name)
    office.meet(AUTHOR)
    state = office.agree_on(id)
    assert office.waits(id) == [(CHAIR, Act.SIGN)]
    assert state.stages[1].opened
    for name in office.at:
        assert office.at[name].read(refused, roster=office.at[name].roster) == ()


def test_a_visa_on_the_version_before(office: Office) -> None:
    """A visa on version 1 that arrives after version 2 is kept, as of version 1, and is not one."""
    id = office.start(office.stage(LAWYER, BOOKKEEPER, mode=Mode.PARALLEL))
    first = office.state(LAWYER, id).version
    office.revise(id)
    office.decide(LAWYER, id)
    state = office.agree_on(id)
    assert state.round == 2
    assert [(one.version, one.void) for one in state.visas] == [(first, Reason.VERSION_CHANGED)]
    assert office.waits(id) == [(LAWYER, Act.APPROVE), (BOOKKEEPER, Act.APPROVE)]
    assert not office.shown(AUTHOR, id).is_valid(state.visas[0])
    office.decide(LAWYER, id)
    office.decide(BOOKKEEPER, id)
    assert office.agree_on(id).status is ApprovalStatus.AGREED


def test_nobody_agrees_with_what_they_did_not_see(office: Office) -> None:
    """Who looked at version 1 and hears of version 2 before pressing the key is told so."""
    id = office.start(office.stage(LAWYER))
    seen = office.state(LAWYER, id).version
    office.revise(id)
    office.meet()
    assert refusal(office.decide, LAWYER, id, version=seen) is Reason.VERSION_CHANGED
    assert office.state(LAWYER, id).visas == ()


def test_an_approver_is_removed_while_the_visa_travels(office: Office) -> None:
    """The visa of somebody who was skipped before is kept and decides nothing."""
    id = office.start(office.stage(LAWYER, BOOKKEEPER, mode=Mode.PARALLEL))
    rerouting.skip(office.at[AUTHOR], approval=id, seat="1.1", reason="В отпуске")
    office.decide(LAWYER, id, Result.REFUSED)
    state = office.agree_on(id)
    assert voids(state) == [Reason.APPROVER_SKIPPED]
    assert state.status is ApprovalStatus.RUNNING
    assert office.waits(id) == [(BOOKKEEPER, Act.APPROVE)]
    office.decide(BOOKKEEPER, id)
    assert office.agree_on(id).status is ApprovalStatus.AGREED


def test_the_visa_was_first(office: Office) -> None:
    """A visa given before its author was skipped counts, and the skipping does not."""
    id = office.start(office.stage(LAWYER, BOOKKEEPER, mode=Mode.PARALLEL))
    office.decide(LAWYER, id)
    office.chancery.clock.move(minutes=1)
    rerouting.skip(office.at[AUTHOR], approval=id, seat="1.1", reason="В отпуске")
    state = office.agree_on(id)
    assert voids(state) == [""]
    (lost,) = office.at[CLERK].read(refused, roster=office.at[CLERK].roster)
    assert lost.reasons == (Reason.SEAT_DECIDED,)
    assert [one.document for one in lost.documents] == [state.document]


def test_anyone_of_two_decides_once(office: Office) -> None:
    """Where anyone is enough, the first visa in the common order decides and the other is shown."""
    id = office.start(office.stage(LAWYER, BOOKKEEPER, mode=Mode.PARALLEL, rule=Rule.ANY))
    office.decide(BOOKKEEPER, id)
    office.decide(LAWYER, id, Result.REFUSED)
    state = office.agree_on(id)
    assert voids(state) == ["", Reason.STAGE_DECIDED]
    assert state.status is ApprovalStatus.AGREED


def test_withdrawn_while_a_visa_travels(office: Office) -> None:
    """What the author takes back is decided by nobody; it can be changed and put up again."""
    id = office.start(office.stage(LAWYER))
    office.chancery.clock.move(minutes=1)
    rerouting.withdraw(office.at[AUTHOR], approval=id, reason="Ошибка в адресе")
    office.decide(LAWYER, id)
    state = office.agree_on(id)
    assert (state.status, voids(state)) == (ApprovalStatus.WITHDRAWN, [Reason.APPROVAL_ENDED])
    assert office.waits(id) == [(AUTHOR, Act.REVISE)]
    documents.change(
        office.at[AUTHOR], document=state.document, fields={"subject_ru": "О десяти путёвках"}
    )
    rerouting.revise(office.at[AUTHOR], approval=id, reason="Исправлен адрес")
    assert office.agree_on(id).title == "О десяти путёвках"
    assert office.waits(id) == [(LAWYER, Act.APPROVE)]


def test_pulled_back_while_nobody_looked(office: Office) -> None:
    """What nobody has opened is pulled back without a word; what somebody saw is not."""
    id = office.start(office.stage(LAWYER))
    version = office.state(LAWYER, id).version
    rerouting.pull_back(office.at[AUTHOR], approval=id)
    rerouting.revise(office.at[AUTHOR], approval=id)
    office.meet()
    assert approval.opened(office.at[LAWYER], approval=id, version=version)
    assert not approval.opened(office.at[LAWYER], approval=id, version=version)
    assert not approval.opened(office.at[BOOKKEEPER], approval=id, version=version)
    office.meet()
    pulled = refusal(rerouting.pull_back, office.at[AUTHOR], approval=id)
    assert pulled is Reason.ALREADY_OPENED
    assert [one.round for one in office.agree_on(id).openings] == [2]


def test_a_position_is_whoever_holds_it_when_the_stage_starts(office: Office) -> None:
    """A position in a route is resolved when its stage starts, not before."""
    keeper = office.at[CLERK]
    position = organisation.add_position(keeper, position=Position("Главный бухгалтер"))
    hold = {"position": position}
    organisation.change_entry(keeper, subject=office.person(BOOKKEEPER), fields=hold)
    office.meet()
    role = Stage((Approver(position=position),))
    route = routes.define(
        keeper, route=Route("Письмо", kinds=(Kind.OUTGOING,), stages=(office.stage(LAWYER), role))
    )
    office.meet()
    id = approval.start(office.at[AUTHOR], document=office.draft(), route=route)
    organisation.change_entry(keeper, subject=office.person(BOOKKEEPER), fields={"position": ""})
    organisation.change_entry(keeper, subject=office.person(CHAIR), fields=hold)
    office.meet()
    office.decide(LAWYER, id)
    state = office.agree_on(id)
    assert state.route == route
    assert office.waits(id) == [(CHAIR, Act.APPROVE)]
    office.decide(CHAIR, id)
    assert office.agree_on(id).status is ApprovalStatus.AGREED


def test_what_is_approved_stays_as_it_is(office: Office) -> None:
    """While an approval runs its text is held; a change from afar is shown beside the visas."""
    id = office.start(office.stage(LAWYER, BOOKKEEPER))
    document = office.state(AUTHOR, id).document
    text = office.shown(AUTHOR, id).approval.covered.files[0][0]
    author, path = office.at[AUTHOR], office.file("другой текст")
    held = {
        refusal(documents.replace_file, author, document=document, file=text, path=path),
        refusal(documents.attach, author, document=document, file=Attachment(path)),
        refusal(documents.remove_file, author, document=document, file=text, reason="нет"),
        refusal(documents.change, author, document=document, fields={"subject_ru": "Другое"}),
    }
    assert held == {Reason.UNDER_APPROVAL}
    documents.change(author, document=document, fields={"note": "Заметка"})
    scan = Attachment(path, FileRole.SCAN)
    documents.attach(author, document=document, file=scan)
    assert office.shown(AUTHOR, id).changed == ()
    journal = office.chancery.journals[Kind.OUTGOING]
    other = Card(subject_ru="Другое", parties=(Party(office.chancery.ministry),))
    office.meet()
    register: dict[str, Any] = {"journal": journal, "card": other, "document": document}
    assert refusal(documents.register, office.at[CLERK], **register) is Reason.UNDER_APPROVAL


def test_changed_from_afar(office: Office) -> None:
    """Who had not heard of the approval may have changed the text: nobody agrees unawares."""
    document = office.draft()
    office.meet()
    text = office.chancery.document(document).live_files[0].id
    id = approval.start(office.at[AUTHOR], document=document, stages=[office.stage(LAWYER)])
    documents.replace_file(
        office.at[CLERK], document=document, file=text, path=office.file("Исправлено")
    )
    office.meet()
    assert office.shown(LAWYER, id).changed == (text,)
    assert refusal(office.decide, LAWYER, id) is Reason.VERSION_CHANGED
    rerouting.revise(office.at[AUTHOR], approval=id)
    office.meet()
    office.decide(LAWYER, id)
    assert office.agree_on(id).status is ApprovalStatus.AGREED
    assert office.shown(LAWYER, id).changed == ()


def test_remarks_as_a_file(office: Office) -> None:
    """A file with remarks is a file of the document, and changes nothing of its version."""
    id = office.start(office.stage(LAWYER))
    remarks = Attachment(office.file("Пункт 2 лишний"))
    office.decide(LAWYER, id, Result.REMARKS, remarks="", file=remarks)
    state = office.agree_on(id)
    assert state.status is ApprovalStatus.AGREED
    shown = office.shown(AUTHOR, id)
    assert shown.files[state.visas[0].file].startswith("письмо")
    assert shown.is_valid(state.visas[0])


def test_only_those_concerned_are_asked_again(office: Office) -> None:
    """Where the route says so, a new version goes to who had not agreed and whom it concerns."""
    stage = office.stage(LAWYER, BOOKKEEPER, CHAIR)
    id = office.start(stage, reset=Reset.CONCERNED)
    office.decide(LAWYER, id)
    office.meet()
    office.decide(BOOKKEEPER, id)
    office.meet()
    office.decide(CHAIR, id, Result.RETURNED)
    office.meet()
    office.revise(id, again=["1.2"], reason="Смета")
    office.meet()
    assert office.waits(id) == [(BOOKKEEPER, Act.APPROVE)]
    office.decide(BOOKKEEPER, id)
    office.meet()
    office.decide(CHAIR, id)
    state = office.agree_on(id)
    assert state.status is ApprovalStatus.AGREED
    kept = [seat.key for seat in state.stages[0].seats if seat.carried]
    assert kept == ["1.1"]
    shown = office.shown(CLERK, id)
    by_seat = {one.seat: shown.is_valid(one) for one in state.visas}
    assert by_seat == {"1.1": False, "1.2": True, "1.3": True}


def test_who_may_not(office: Office) -> None:
    """An executor steers no approval of others, signs nothing, and starts no second one."""
    id = office.start(office.stage(LAWYER))
    lawyer = office.at[LAWYER]
    document = office.state(AUTHOR, id).document
    steering: Iterable[tuple[Callable[..., Any], dict[str, Any]]] = (
        (rerouting.withdraw, {"reason": "x"}),
        (rerouting.abort, {"reason": "x"}),
        (rerouting.skip, {"seat": "1.1", "reason": "x"}),
        (rerouting.add, {"at": 0, "approver": Approver(person=office.person(CHAIR))}),
    )
    for act, told in steering:
        assert refusal(act, lawyer, approval=id, **told) is Reason.NOT_ALLOWED
    unable = [office.stage(LAWYER, signing=True)]
    draft = office.draft()
    why = refusal(approval.start, office.at[AUTHOR], document=draft, stages=unable)
    assert why is Reason.CANNOT_SIGN
    again = refusal(approval.start, lawyer, document=document, stages=[office.stage(CHAIR)])
    assert again is Reason.APPROVAL_RUNS
    office.decide(LAWYER, id)
    version = office.state(LAWYER, id).version
    signed = refusal(approval.sign, lawyer, approval=id, version=version)
    assert signed is Reason.NOT_ALLOWED
    office.meet()
    approval.sign(office.at[CHAIR], approval=id, version=version)
    assert office.agree_on(id).status is ApprovalStatus.SIGNED


def test_decided_by_the_person_and_by_the_deputy(office: Office) -> None:
    """The first of the two in the common order counts; the other is kept with both its names."""
    today = office.chancery.today
    deputies.name(office.at[LAWYER], deputy=office.person(AUTHOR), since=today, until=today)
    id = office.start(office.stage(LAWYER, CHAIR, mode=Mode.PARALLEL))
    lawyer = office.person(LAWYER)
    assert refusal(office.decide, BOOKKEEPER, id, behalf=lawyer) is Reason.NOT_DEPUTY
    office.decide(AUTHOR, id, behalf=lawyer)
    office.decide(LAWYER, id, Result.REFUSED)
    state = office.agree_on(id)
    assert voids(state) == ["", Reason.SEAT_DECIDED]
    assert (state.visas[0].person, state.visas[0].behalf) == (office.person(AUTHOR), lawyer)
    assert state.status is ApprovalStatus.RUNNING
    assert office.waits(id) == [(CHAIR, Act.APPROVE)]


def test_after_the_cut_a_visa_counts_nowhere(office: Office) -> None:
    """Who lost the right decides nothing, at no workplace, though they had not heard of it."""
    id = office.start(office.stage(LAWYER, BOOKKEEPER, mode=Mode.PARALLEL))
    home = office.chancery.workplace.identity.office
    role = Role(ROLES[LAWYER])
    membership.revoke(office.at[CLERK], person=office.person(LAWYER), role=role, office=home)
    office.decide(LAWYER, id)
    office.decide(BOOKKEEPER, id)
    office.meet()
    assert [one.void for one in office.state(CLERK, id).visas] == [""]
    assert office.state(AUTHOR, id).visas == office.state(CLERK, id).visas
    assert office.waits(id) == [(LAWYER, Act.APPROVE)]


def test_reminders(office: Office) -> None:
    """Who is waited for is reminded when the term is near, and later that it is over."""
    id = office.start(office.stage(LAWYER, BOOKKEEPER, mode=Mode.PARALLEL, term=Term(2)))
    office.decide(BOOKKEEPER, id)
    clerk = office.at[CLERK]
    office.meet()
    today = office.chancery.today
    assert clerk.read(approvals.nearing, today=today) == ()
    (near,) = clerk.read(approvals.nearing, today=date(2026, 3, 3))
    assert (near.person, near.due, near.is_overdue) == (
        office.person(LAWYER),
        date(2026, 3, 4),
        False,
    )
    (late,) = clerk.read(approvals.nearing, today=date(2026, 3, 5))
    assert (late.title, late.is_overdue) == ("О путёвках", True)


def test_an_annulled_draft_is_approved_by_nobody(office: Office) -> None:
    """A draft its author drops takes its approval along."""
    id = office.start(office.stage(LAWYER))
    document = office.state(AUTHOR, id).document
    documents.annul(office.at[AUTHOR], document=document, reason="Не нужно")
    assert office.agree_on(id).status is ApprovalStatus.ABORTED
    assert office.shown(LAWYER, id).is_cancelled


def test_registered_by_who_had_not_heard(office: Office) -> None:
    """A number given where nothing was known of the signature is noted when both have met."""
    id = office.start(office.stage(CHAIR, signing=True))
    state = office.state(CHAIR, id)
    approval.sign(office.at[CHAIR], approval=id, version=state.version)
    office.agree_on(id)
    assert office.waits(id) == [(OFFICE, Act.REGISTER)]
    card = office.chancery.document(state.document).card
    journal = office.chancery.journals[Kind.OUTGOING]
    told = documents.register(office.at[CLERK], journal=journal, card=card, document=state.document)
    assert office.agree_on(id).number == told.number


def test_a_journal_may_ask_for_the_signature_before_the_number(office: Office) -> None:
    """There a draft gets no number before it was signed; what is entered from paper needs none."""
    clerk = office.at[CLERK]
    journal = clerk.read(directory.journal, index="ИСХ").id
    numbers.change_journal(clerk, journal=journal, fields={"signed_first": True})
    approved = office.start(office.stage(CHAIR, signing=True))
    draft = office.state(CLERK, approved).document
    card = clerk.read(documents.asked.card, document=draft).document.card
    kept: dict[str, Any] = {"journal": journal, "card": card, "document": draft}
    assert refusal(documents.register, clerk, **kept) is Reason.NOT_APPROVED
    version = office.state(CHAIR, approved).version
    approval.sign(office.at[CHAIR], approval=approved, version=version)
    office.meet()
    assert documents.register(clerk, **kept).number
    paper = clerk.clock.today()
    old = documents.register(clerk, journal=journal, card=card, number="77", on=paper)
    assert old.number.endswith("77")
