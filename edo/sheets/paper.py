"""Sheets printed: approval, acquaintance, resolution, the summary of execution, what is overdue."""

from datetime import date
from pathlib import Path

from edo.errors import Reason, Refusal
from edo.printing import Printed, check_format, made_at
from edo.queries import discipline, sheet_rows, task_lists
from edo.queries.phrases import PaperLanguage, Phrase
from edo.reports import acquaintance_sheet as acquaintance_report
from edo.reports import approval_sheet as approval_report
from edo.reports import overdue as overdue_report
from edo.reports import slip as slip_report
from edo.reports import summary as summary_report
from edo.reports.figures import Heading
from edo.sheets.filling import acquaintance_sheet, approval_sheet, printed_at, resolution_slip
from edo.workplace import Workplace

OVERDUE_LIMIT = 5_000
"""Tasks printed in one list."""


def print_approval(
    workplace: Workplace, *, approval: str, language: PaperLanguage, path: Path
) -> Printed:
    """Print the sheet of one approval, all its passes.

    Args:
        workplace: where it is known.
        approval: id.
        language: Russian, Kazakh or both.
        path: the PDF to write.

    Raises:
        Refusal: there is no such approval, the file is no PDF, or it cannot be written.
    """
    check_format(path)
    sheet = approval_sheet(workplace, approval=approval)
    pages = approval_report.write_approval(
        path, sheet=sheet, language=language, created=made_at(workplace)
    )
    return Printed(path, pages)


def print_acquaintance(
    workplace: Workplace, *, acquaintance: str, language: PaperLanguage, path: Path
) -> Printed:
    """Print an acquaintance sheet, with room for those who sign by hand; as `print_approval`."""
    check_format(path)
    sheet = acquaintance_sheet(workplace, acquaintance=acquaintance)
    pages = acquaintance_report.write_acquaintance(
        path, sheet=sheet, language=language, created=made_at(workplace)
    )
    return Printed(path, pages)


def print_resolution(
    workplace: Workplace, *, resolution: str, language: PaperLanguage, path: Path
) -> Printed:
    """Print a resolution on a slip of its own; as `print_approval`."""
    check_format(path)
    slip = resolution_slip(workplace, resolution=resolution)
    pages = slip_report.write_slip(path, slip=slip, language=language, created=made_at(workplace))
    return Printed(path, pages)


def print_summary(
    workplace: Workplace,
    *,
    since: date,
    until: date,
    language: PaperLanguage,
    path: Path,
    office: str = "",
    executor: str = "",
) -> Printed:
    """Print the summary of discipline for a period: one page, its chart ends with the last month.

    Args:
        workplace: where the tasks are known.
        since, until: first and last day.
        language: Russian, Kazakh or both.
        path: the PDF to write.
        office: only its tasks; empty: all that are known here.
        executor: only theirs; empty: everybody's.

    Raises:
        Refusal: the period is empty, the file is no PDF, or it cannot be written.
    """
    check_format(path)
    if until < since:
        raise Refusal(Reason.PERIOD_REVERSED, since=since, until=until)
    today = workplace.clock.today()
    told = workplace.read(
        discipline.discipline,
        since=since,
        until=until,
        today=today,
        office=office,
        executor=executor,
    )
    months = workplace.read(
        discipline.months, today=min(until, today), office=office, executor=executor
    )
    summary_report.write_summary(
        path,
        heading=_heading(workplace, office),
        told=told,
        months=months,
        language=language,
        created=made_at(workplace),
    )
    return Printed(path, len(told.executors))


def print_overdue(
    workplace: Workplace,
    *,
    language: PaperLanguage,
    path: Path,
    office: str = "",
    executor: str = "",
    author: str = "",
) -> Printed:
    """Print the tasks that are overdue today, the longest overdue first; as `print_summary`.

    Raises:
        Refusal: the file is no PDF, or it cannot be written.
    """
    check_format(path)
    today = workplace.clock.today()
    chosen = task_lists.Chosen(
        task_lists.View.OVERDUE, executor=executor, author=author, office=office
    )
    rows = workplace.read(task_lists.page, chosen=chosen, today=today, limit=OVERDUE_LIMIT)
    counts = workplace.read(task_lists.counts, chosen=chosen, today=today)
    overdue_report.write_overdue(
        path,
        heading=_heading(workplace, office),
        rows=rows,
        count=max(counts.overdue, len(rows)),
        today=today,
        language=language,
        created=made_at(workplace),
    )
    return Printed(path, len(rows))


def _heading(workplace: Workplace, office: str) -> Heading:
    about = workplace.read(
        sheet_rows.about, document="", office=office or workplace.identity.office
    )
    own = about.office if office else Phrase()
    return Heading(about.organisation, own, printed_at(workplace))
