"""Lists of people on the terminal: judged row by row, taken in when told so."""

from argparse import Namespace
from collections.abc import Mapping
from typing import Any

from edo.commands import staff_import
from edo.commands.membership import find_office
from edo.domain.judging import Courses, Defaults
from edo.domain.staff_list import Choice, Judged, ListColumn, ListKind, Plan, RowAct, Verdict
from edo.errors import Reason, Refusal
from edo.queries import known_people
from edo.queries.directory import entries
from edo.terminal.answers import Answer, Told
from edo.terminal.values import day, someone, texts
from edo.transfer import tabular
from edo.transfer.columns import Mapped, guess, likely, told, unguessed
from edo.transfer.list_lines import lines
from edo.wording import Wording
from edo.workplace import Workplace

_FINE = frozenset({Verdict.NEW, Verdict.KNOWN, Verdict.ALREADY})
_MOST_SHOWN = 50


def take(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """Judge a list row by row; with --yes, take it in."""
    sheets = tabular.read(given.file)
    sheet = sheets.named(given.sheet) if given.sheet else likely(sheets)
    mapped = _mapped(sheet, given)
    plan = staff_import.judge(
        workplace,
        lines=lines(sheet, mapped),
        kind=mapped.kind,
        defaults=_defaults(workplace, given),
    )
    answer: dict[str, Any] = {
        "kind": mapped.kind,
        "sheet": sheet.name,
        "columns": [
            {
                "column": one.place + 1,
                "title": one.title,
                "holds": one.holds,
                "sure": one.sure,
                "sample": list(one.sample),
            }
            for one in mapped.columns
        ],
        "counts": {verdict.value: many for verdict, many in plan.counts().items() if many},
        "rows": _rows(workplace, plan, words),
        "taken": None,
    }
    if given.yes:
        taken = staff_import.take(workplace, plan=plan, chosen=_chosen(workplace, given))
        answer["taken"] = {
            "added": taken.added,
            "moved": taken.moved,
            "left": taken.left,
            "marked": taken.marked,
            "known": taken.known,
            "unplaced": list(taken.unplaced),
            "refused": [
                {"row": row, "said": words.refusal(refusal)} for row, refusal in taken.refused
            ],
        }
    return Told(answer, _shown(answer, plan))


def _mapped(sheet: tabular.Sheet, given: Namespace) -> Mapped:
    kind = ListKind(given.kind) if given.kind else None
    columns: Mapping[str, ListColumn | None] = dict(given.columns)
    try:
        return told(guess(sheet, kind), columns)
    except Refusal as refusal:
        names = {ListColumn.NAME, ListColumn.SURNAME}
        if refusal.reason is not Reason.NO_HEADINGS or not names & {*columns.values()}:
            raise
        return told(unguessed(sheet, kind or ListKind.STAFF), columns)


def _defaults(workplace: Workplace, given: Namespace) -> Defaults:
    course = ""
    if given.course:
        courses = workplace.read(known_people.known).courses
        course = given.course if given.course in courses else Courses(courses).find(given.course)
        if not course:
            raise Refusal(Reason.UNKNOWN_COURSE, value=given.course)
    office = find_office(workplace, name=given.office) if given.office else ""
    offices = dict(_meant(workplace, said) for said in texts(given.means))
    return Defaults(office, course, day(given.on), offices)


def _meant(workplace: Workplace, said: str) -> tuple[str, str]:
    """Read which office a text stands for."""
    text, _, office = said.rpartition("=")
    return text.strip(), find_office(workplace, name=office)


def _chosen(workplace: Workplace, given: Namespace) -> dict[int, Choice]:
    rows: list[tuple[int, RowAct, str]] = given.row
    return {row: Choice(act, someone(workplace, person)) for row, act, person in rows}


def _rows(workplace: Workplace, plan: Plan, words: Wording) -> list[dict[str, Any]]:
    """Return the rows as a script reads them."""
    ids = {
        id
        for one in plan.rows
        for id in (one.office, *one.offices, *(who.office for who in one.candidates))
    }
    offices = workplace.read(entries, subjects=ids)
    names = {
        id: (office.name_kk or office.name_ru)
        if words.language == "kk"
        else (office.name_ru or office.name_kk)
        for id, office in offices.items()
    }
    return [_row(one, names) for one in plan.rows]


def _row(one: Judged, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "row": one.line.row,
        "name": one.line.name,
        "office": names.get(one.office, one.line.place),
        "office_id": one.office,
        "offices": [names.get(id, id) for id in one.offices],
        "verdict": one.verdict,
        "position": one.line.position,
        "passed": one.passed,
        "wrong": [text for _column, text in one.line.wrong],
        "first": one.first or None,
        "candidates": [
            {"id": who.person, "name": who.name, "office": names.get(who.office, "")}
            for who in one.candidates
        ],
    }


def _shown(answer: Mapping[str, Any], plan: Plan) -> dict[str, Any]:
    """Return what a person reads: the columns, how many of each, and the rows to look at."""
    rows = [
        {
            "row": row["row"],
            "name": row["name"],
            "office": row["office"],
            "judged": row["verdict"],
            "candidates": ", ".join(
                f"{who['name']} ({who['office']})" for who in row["candidates"]
            ),
        }
        for row in answer["rows"]
        if row["verdict"] not in _FINE
    ]
    taken = dict(answer["taken"] or {})
    taken["people_moved"], taken["people_left"] = taken.pop("moved", 0), taken.pop("left", 0)
    return {
        "list_kind": plan.kind,
        "columns": [
            {name: one[name] for name in ("column", "title", "holds", "sure", "sample")}
            for one in answer["columns"]
        ],
        "counts": [
            {"judged": verdict, "n": many} for verdict, many in plan.counts().items() if many
        ],
        "rows": rows[:_MOST_SHOWN],
        **taken,
    }
