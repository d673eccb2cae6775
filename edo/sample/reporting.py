"""The fourth evening: the sheets, the certificates, and what the centre is told of the offices."""

from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import wrap

from edo.certification import Standing, judge
from edo.printing import Printed
from edo.queries.phrases import PaperLanguage
from edo.sample.fourth import TRAINER, Fourth
from edo.sample.together import UNION
from edo.sheets import training_paper as paper
from edo.transfer.codes import codes_in

_BOTH = PaperLanguage.BOTH
_WIDE = 100
"""Letters of a line of the report in the table: a terminal cuts what is longer."""


def print_training(day: Fourth) -> None:
    """Print the sheet of the session, the certificates, the report with its chart, the matrix."""
    text, folder = day.words.text, day.stage.folder
    day.at(16, 30)
    workplace, session = day.work(TRAINER), day.ids["session"]
    papers: Mapping[str, tuple[str, Callable[[Path], Printed]]] = {
        "attendance-sheet": (
            text("the attendance sheet"),
            lambda path: paper.print_attendance(
                workplace, session=session, language=_BOTH, path=path
            ),
        ),
        "certificates": (
            text("the certificates"),
            lambda path: paper.print_certificates(
                workplace, session=session, language=_BOTH, path=path
            ),
        ),
        "training-report": (
            text("the report: which offices are trained, and which are not"),
            lambda path: paper.print_report(
                workplace, course=day.ids["course"], on=day.on, language=_BOTH, path=path
            ),
        ),
        "training-matrix": (
            text("offices by courses"),
            lambda path: paper.print_matrix(workplace, on=day.on, language=_BOTH, path=path),
        ),
    }
    for name, (what, write) in papers.items():
        path = folder / f"{name}.pdf"
        write(path)
        day.made.append(path)
        day.tell(TRAINER, what, path.name)
    _read_codes(day, folder / "certificates.pdf")


def tell_centre(day: Fourth) -> None:
    """Tell the centre in both languages, as it is written in the report."""
    day.at(17, 0)
    for language in (PaperLanguage.RU, PaperLanguage.KK):
        for paragraph in paper.told(
            day.work(UNION), course=day.ids["course"], on=day.on, language=language
        ):
            for line in wrap(paragraph, _WIDE, break_on_hyphens=False):
                day.tell(UNION, line)


def _read_codes(day: Fourth, path: Path) -> None:
    """Read the codes off the printed certificates, as whoever is shown one would.

    Raises:
        AssertionError: one does not hold.
    """
    chain = day.work(UNION).chain
    judged = [judge(one, on=day.on, chain=chain) for one in codes_in(path)]
    if not judged or any(one.standing is not Standing.VALID for one in judged):
        raise AssertionError(judged)
    told = day.words.plural(
        "{n} code was read off the printed certificates: it is valid",
        "{n} codes were read off the printed certificates: all are valid",
        len(judged),
    )
    day.notice(told)
