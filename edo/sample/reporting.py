"""The fourth evening: the sheets, the certificates, and what the centre is told of the offices."""

from collections.abc import Callable, Mapping
from pathlib import Path

from edo.printing import Printed
from edo.queries.phrases import PaperLanguage
from edo.sample.fourth import TRAINER, Fourth
from edo.sample.together import UNION
from edo.sheets import training_paper as paper

_BOTH = PaperLanguage.BOTH


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


def tell_centre(day: Fourth) -> None:
    """Tell the centre in both languages, as it is written in the report."""
    day.at(17, 0)
    for language in (PaperLanguage.RU, PaperLanguage.KK):
        for paragraph in paper.told(
            day.work(UNION), course=day.ids["course"], on=day.on, language=language
        ):
            day.tell(UNION, paragraph)
