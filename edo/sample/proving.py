"""The third evening: control, the papers of the day, and proof of the answer for a stranger."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from edo.commands import proving
from edo.commands.control import overdue
from edo.domain.document import Status
from edo.errors import DamagedError
from edo.printing import Printed
from edo.queries import task_lists
from edo.queries.phrases import PaperLanguage
from edo.queries.task_lists import Chosen
from edo.sample.comparing import Seen, seen
from edo.sample.third import CHAIR, Third
from edo.sample.together import CLERK
from edo.sheets import paper
from edo.verification import Proof

_MONTHS = 3
"""Months the summary is about, with this one."""
_BOTH = PaperLanguage.BOTH
_SHORT = 8
"""Signs of a fingerprint that are shown."""
_YES = 4
"""Visas on the version that was sent, with the signature."""


def look_over_control(day: Third) -> None:
    """Let the clerk look at what is on control, and what is overdue."""
    day.at(16, 45)
    workplace = day.work(CLERK)
    found = workplace.read(task_lists.counts, chosen=Chosen(), today=day.on)
    told = day.words.text(
        "on control {control}, of them overdue {overdue}, soon due {soon}, "
        "reports to accept {review}",
        control=found.control,
        overdue=found.overdue,
        soon=found.soon,
        review=found.review,
    )
    day.tell(CLERK, told)
    if overdue(workplace) != found.overdue or not found.overdue:
        raise AssertionError(found)


def print_papers(day: Third) -> None:
    """Print the sheets of the day, and the summary of discipline."""
    text, folder = day.words.text, day.stage.folder
    day.at(17, 0)
    workplace, since = day.work(CLERK), _first_month(day)
    papers: Mapping[str, tuple[str, Callable[[Path], Printed]]] = {
        "approval-sheet": (
            text("the approval sheet"),
            lambda path: paper.print_approval(
                workplace, approval=day.ids["approval"], language=_BOTH, path=path
            ),
        ),
        "resolution-slip": (
            text("the resolution slip"),
            lambda path: paper.print_resolution(
                workplace, resolution=day.ids["resolution"], language=_BOTH, path=path
            ),
        ),
        "acquaintance-sheet": (
            text("the acquaintance sheet"),
            lambda path: paper.print_acquaintance(
                workplace, acquaintance=day.ids["acquaintance"], language=_BOTH, path=path
            ),
        ),
        "execution-summary": (
            text("the summary of execution"),
            lambda path: paper.print_summary(
                workplace, since=since, until=day.on, language=_BOTH, path=path
            ),
        ),
        "overdue": (
            text("what is overdue"),
            lambda path: paper.print_overdue(workplace, language=_BOTH, path=path),
        ),
    }
    for name, (what, write) in papers.items():
        path = folder / f"{name}.pdf"
        write(path)
        day.made.append(path)
        day.tell(CLERK, what, path.name)


def prove_answer(day: Third) -> None:
    """Write the proof of the answer; a stranger checks it, and then one byte of it is changed."""
    words, document = day.words, day.ids["answer"]
    day.at(17, 20)
    workplace, path = day.work(CLERK), day.stage.proof
    number = day.kept["answer"].number
    made = proving.write_bundle(workplace, document=document, path=path, files=True)
    day.made.append(path)
    told = words.text(
        "wrote the proof of the answer, with its files: {name}, {size}",
        name=path.name,
        size=words.size(made.size),
    )
    day.tell(CLERK, told, number)
    fingerprint = proving.fingerprint(workplace)
    with TemporaryDirectory() as folder:
        far = Path(folder) / path.name
        far.write_bytes(path.read_bytes())
        proof = proving.prove_file(far, fingerprint=fingerprint)
        _check_proof(day, proof)
        told = words.text(
            "checked where nothing but the fingerprint {fingerprint}… is known: "
            "{current} visas and signatures hold for what was sent, "
            "{earlier} were for what was before",
            fingerprint=fingerprint[:_SHORT],
            current=_YES,
            earlier=len(proof.given) - _YES,
        )
        day.notice(told, number)
        data = bytearray(far.read_bytes())
        data[len(data) // 2] ^= 1
        far.write_bytes(data)
        told = words.text(
            "one byte of it was changed, and it proves nothing: {reason}",
            reason=words.refusal(_refused(far, fingerprint)),
        )
        day.notice(told, number)


def compare(day: Third) -> None:
    """Compare all workplaces of each office in all they have of it, and all in what is common.

    Raises:
        AssertionError: two differ.
    """
    words = day.words
    day.at(17, 30)
    day.exchange(*day.seats, *day.seats)
    offices: dict[str, list[str]] = {}
    for key, seat in day.seats.items():
        offices.setdefault(seat.workplace.identity.office, []).append(key)
    for keys in offices.values():
        if len(keys) > 1:
            both = _alike(day, keys)
            told = words.text(
                "the {n} workplaces of “{office}” are alike, byte for byte: {documents}, {changes}",
                n=len(keys),
                office=day.office_name(keys[0]),
                documents=words.plural("{n} document", "{n} documents", both.documents),
                changes=words.plural("{n} change", "{n} changes", both.changes),
            )
            day.notice(told)
    both = _alike(day, list(day.seats))
    told = words.text(
        "all {n} workplaces are alike in the common part, byte for byte: {changes}, {sendings}",
        n=len(day.seats),
        changes=words.plural("{n} change", "{n} changes", both.changes),
        sendings=words.plural("{n} sending", "{n} sendings", both.segments),
    )
    day.notice(told)
    for key in (CLERK, CHAIR):
        home = day.seats[key].home
        day.notice(words.text("open the client on it: EDO_HOME={path} edo-client", path=home))


def _alike(day: Third, keys: list[str]) -> Seen:
    """Return what workplaces see of the spaces that all of them read."""
    seats = [day.seats[key] for key in keys]
    common = seats[0].workplace.spaces
    for seat in seats:
        common &= seat.workplace.spaces
    first, *others = (seen(seat, common) for seat in seats)
    for other in others:
        if other != first:
            raise AssertionError(first, other)
    return first


def _refused(path: Path, fingerprint: str) -> DamagedError:
    """Return why a file proves nothing."""
    try:
        proving.prove_file(path, fingerprint=fingerprint)
    except DamagedError as error:
        return error
    raise AssertionError(path)


def _check_proof(day: Third, proof: Proof) -> None:
    """Be sure that the proof tells what happened: who is named, what holds, the number."""
    number = proof.document.number
    if number is None or number.text != day.kept["answer"].number or proof.missing:
        raise AssertionError(proof)
    current = [one for one in proof.given if one.holds and one.is_current]
    if len(current) != _YES or proof.document.status is not Status.SENT:
        raise AssertionError(proof.given, proof.document.status)


def _first_month(day: Third) -> date:
    """Return the first day of the summary's first month."""
    whole = day.on.year * 12 + day.on.month - _MONTHS
    return date(whole // 12, whole % 12 + 1, 1)
