"""The third day: the answer is drafted, approved by three, signed, registered; the task is done."""

from edo.commands import approval, deciding, documents, rerouting, tasks
from edo.commands.documents import Attachment
from edo.domain.approval import Approval, ApprovalStatus
from edo.domain.card import Delivery, Kind
from edo.domain.document import FileRole, Link
from edo.domain.visa import Result
from edo.queries import approvals
from edo.queries import documents as asked
from edo.sample.story import named_days
from edo.sample.third import (
    ACCOUNTANT,
    CHAIR,
    DEPUTY,
    INSPECTOR,
    LAWYER,
    Third,
    third,
)
from edo.sample.together import CLERK, SECOND

_SHORT = 8
"""Signs of a version's hash that are shown."""
_THREE = (ACCOUNTANT, LAWYER, SECOND)


def put_up(day: Third) -> None:
    """Let the executor draft the answer, with a slip in it, and put it up for approval."""
    text = day.words.text
    day.at(10, 40)
    workplace, days = day.work(INSPECTOR), named_days(day.on)
    name = third().files["answer"]
    slip = day.papers.but(group=days["seminar"])
    file = Attachment(slip.pdf("safety_answer", name, day.office.clock.moment), FileRole.TEXT)
    card = day.card("answer")
    document = documents.begin(workplace, kind=Kind.OUTGOING, card=card, files=[file])
    day.ids["answer"] = document
    day.ids["approval"] = approval.start(workplace, document=document, route=day.ids["route"])
    told = text(
        "drafted the answer and put it up for approval, version {version}",
        version=_state(day, INSPECTOR).version[:_SHORT],
    )
    day.tell(INSPECTOR, told)
    day.exchange(INSPECTOR, *_THREE)


def return_once(day: Third) -> None:
    """Let three decide at three workplaces, none of them knowing what the others say."""
    text = day.words.text
    for minute, key in enumerate(_THREE):
        day.at(11, 2 + 3 * minute)
        is_wrong = key == ACCOUNTANT
        _visa(
            day,
            key,
            Result.RETURNED if is_wrong else Result.AGREED,
            day.said("wrong") if is_wrong else "",
        )
    day.exchange(*_THREE, INSPECTOR)
    state = _state(day, INSPECTOR)
    if state.status is not ApprovalStatus.RETURNED:
        raise AssertionError(state.status)
    day.notice(text("the draft is back with {name}", name=day.name(INSPECTOR)))


def put_up_better(day: Third) -> None:
    """Let the executor put up a second version; all three agree with it."""
    text, workplace = day.words.text, day.work(INSPECTOR)
    day.at(11, 40)
    before = _state(day, INSPECTOR).version
    document = workplace.read(asked.card, document=day.ids["answer"]).document
    (file,) = document.live_files
    better = day.pdf("safety_answer", name="answer_better")
    rerouting.revise(
        workplace,
        approval=day.ids["approval"],
        files={file.id: better},
        reason=day.said("better"),
    )
    told = text(
        "put up version {version} in the place of {before}: “{reason}”",
        version=_state(day, INSPECTOR).version[:_SHORT],
        before=before[:_SHORT],
        reason=day.said("better"),
    )
    day.tell(INSPECTOR, told)
    day.exchange(INSPECTOR, *_THREE)
    for minute, key in enumerate(_THREE):
        day.at(12, 5 + 4 * minute)
        has_remark = key == LAWYER
        _visa(
            day,
            key,
            Result.REMARKS if has_remark else Result.AGREED,
            day.said("remark") if has_remark else "",
        )
    day.exchange(*_THREE, DEPUTY)


def sign(day: Third) -> None:
    """Let the deputy sign in the place of the chair, who is away."""
    text, workplace = day.words.text, day.work(DEPUTY)
    day.at(14, 10)
    state = _state(day, DEPUTY)
    approval.sign(
        workplace,
        approval=day.ids["approval"],
        version=state.version,
        behalf=day.person(CHAIR),
    )
    told = text(
        "signed version {version} for {name}",
        version=state.version[:_SHORT],
        name=day.name(CHAIR),
    )
    day.tell(DEPUTY, told)
    day.exchange(DEPUTY, CLERK)
    signed = _state(day, CLERK)
    counted = [visa for visa in signed.visas if visa.version == signed.version]
    if signed.status is not ApprovalStatus.SIGNED or len(counted) != len(_THREE) + 1:
        raise AssertionError(signed)


def register_answer(day: Third) -> None:
    """Register the signed answer as the reply to the letter, and send it."""
    text, workplace = day.words.text, day.work(CLERK)
    day.at(14, 20)
    made = deciding.register_passed(
        workplace,
        document=day.ids["answer"],
        journal=day.office.journals["ИСХ"],
    )
    day.kept["answer"] = made
    documents.link(workplace, document=made.document, link=Link.REPLY, other=day.ids["safety"])
    told = text("registered as the answer to № {number}", number=day.kept["safety"].number)
    day.tell(CLERK, told, made.number)
    day.at(14, 25)
    documents.send(workplace, document=made.document, on=day.on, method=Delivery.EMAIL)
    day.tell(CLERK, text("sent by e-mail"), made.number)
    day.exchange(CLERK, INSPECTOR)


def finish_task(day: Third) -> None:
    """Let the executor report, and the controller accept: the task is off control."""
    words, number = day.words, day.kept["safety"].number
    day.at(14, 40)
    done = day.said("done").format(number=day.kept["answer"].number)
    file = day.paths["answer_better"]
    tasks.report(day.work(INSPECTOR), task=day.ids["task"], text=done, files=[file])
    day.tell(INSPECTOR, words.text("reported: “{text}”", text=done), number)
    day.exchange(INSPECTOR, CLERK)
    day.at(14, 50)
    workplace = day.work(CLERK)
    tasks.accept(workplace, task=day.ids["task"], comment=day.said("accepted"), quality=5)
    card = workplace.read(asked.card, document=day.ids["safety"]).document.card
    if card.executed_on != day.on:
        raise AssertionError(card.executed_on)
    told = words.text("accepted the report, off control: “{comment}”", comment=day.said("accepted"))
    day.tell(CLERK, told, number)


def _visa(day: Third, key: str, result: Result, remarks: str) -> None:
    """Let somebody give a visa on what they see."""
    version = _state(day, key).version
    workplace = day.work(key)
    approval.opened(workplace, approval=day.ids["approval"], version=version)
    approval.visa(
        workplace,
        approval=day.ids["approval"],
        version=version,
        result=result,
        remarks=remarks,
    )
    said = day.words.text(
        "visa on version {version}: {result}",
        version=version[:_SHORT],
        result=day.words.name(result),
    )
    day.tell(key, f"{said}. {remarks}" if remarks else said)


def _state(day: Third, key: str) -> Approval:
    found = day.work(key).read(approvals.approval, approval=day.ids["approval"])
    return found.approval
