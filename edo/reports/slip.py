"""A resolution on a slip of its own («резолюция», «бұрыштама»), half a sheet: A5, landscape.

Contents by §3.6 of the records rules: executors with their initials, the first of whom coordinates;
the instruction; the term; the signature of the author, and the date.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from edo.queries.phrases import PaperLanguage, Phrase, written
from edo.queries.sheets import About, Instruction, ResolutionSlip
from edo.reports.flow import LEADING, SMALL, Flow, write_sheet
from edo.reports.heads import acted_for, moment, numbered
from edo.reports.paper import ASCENT, MM, Colophon, frame
from edo.reports.typeface import Cut

TITLE = Phrase(ru="Резолюция", kk="Бұрыштама")
A5_LANDSCAPE = frame(210, 148, left=20, right=12, top=11, bottom=12)

_DRAFT = Phrase(ru="проект", kk="жоба")
_RECALLED = Phrase(ru="отозвана", kk="қайтарып алынды")
_TO_FILE = Phrase(ru="В дело", kk="Іске тігілсін")
_DUE = Phrase(ru="срок", kk="мерзімі")
_COORDINATES = Phrase(ru="созыв", kk="жинақтау")
_CONTROL = Phrase(ru="Контроль", kk="Бақылау")
_SPOKEN = Phrase(
    ru="внесена по устному указанию, записал(а)", kk="ауызша тапсырма бойынша енгізген"
)
_SIGNATURE = Phrase(ru="подпись", kk="қолы")
_INCOMING = Phrase(ru="их №", kk="олардың №")
_GAP = "  ·  "
_TEXT, _NAMES, _FACTS = 11.0, 10.0, 8.0
_STEP = 14.0


def write_slip(
    path: Path, *, slip: ResolutionSlip, language: PaperLanguage, created: datetime
) -> int:
    """Print a resolution as a PDF and return the number of its pages, usually one.

    Args:
        path: the file to write; one that is there is replaced when the new one is complete.
        slip: what stands on it.
        language: Russian, Kazakh, or both, Kazakh first.
        created: time of making, with its zone.

    Raises:
        Refusal: the file cannot be written.
    """
    title = f"{TITLE.on(language)} {slip.about.number}".strip()
    colophon = Colophon(title, slip.about.organisation.on(language), language, created)

    def draw(flow: Flow) -> None:
        _Slip(flow, slip, language).draw()

    return write_sheet(path, A5_LANDSCAPE, colophon, draw)


@dataclass(frozen=True, slots=True)
class _Slip:
    flow: Flow
    slip: ResolutionSlip
    language: PaperLanguage

    def draw(self) -> None:
        self._head()
        self._said()
        self._signature()

    def _head(self) -> None:
        flow, about = self.flow, self.slip.about
        name = about.office if about.office != Phrase() else about.organisation
        flow.text(name.on(self.language), _FACTS, centred=True)
        flow.gap(1.5)
        flow.text(self._title(), 13, Cut.STRONG, centred=True)
        if any(point.controlled for point in self.slip.points):
            self._control()
        flow.gap(2)
        flow.paper.grey(0.3)
        for line in self._facts(about):
            flow.text(line, _FACTS, centred=True)
        flow.paper.grey(0)
        flow.gap(2)
        flow.paper.rule(flow.left, flow.y, flow.left + flow.width, flow.y, 0.5)
        flow.gap(3)

    def _title(self) -> str:
        title = TITLE.on(self.language)
        if self.slip.is_draft:
            return f"{title} ({_DRAFT.on(self.language)})"
        return title

    def _control(self) -> None:
        """Mark it in the corner, where paper is marked by hand."""
        paper = self.flow.paper
        pen = paper.pen(9, Cut.STRONG)
        text = _CONTROL.on(self.language)
        width = pen.ruler[text] + 10
        x, y = paper.frame.right_edge - width, paper.frame.height - paper.frame.top - 12
        paper.box(x, y - 5, width, 17, 0.9)
        paper.write(x + 5, y, text, pen)

    def _facts(self, about: About) -> list[str]:
        theirs = " ".join(part for part in (about.their_number, written(about.their_date)) if part)
        what = _GAP.join(
            part
            for part in (
                f"№ {numbered(about, self.language)}" if about.number else "",
                f"{_INCOMING.on(self.language)} {theirs}" if theirs else "",
                "; ".join(one.on(self.language) for one in about.parties),
            )
            if part
        )
        return [line for line in (what, about.subject.on(self.language, "\n")) if line]

    def _said(self) -> None:
        flow, slip = self.flow, self.slip
        if slip.recalled:
            flow.text(f"{_RECALLED.on(self.language)}: {slip.recalled}", _NAMES, Cut.STRONG)
            flow.gap(3)
        if slip.to_file:
            flow.text(_TO_FILE.on(self.language, "\n"), _TEXT + 2, Cut.STRONG)
            flow.gap(2)
        for n, point in enumerate(slip.points, start=1):
            self._point(n if len(slip.points) > 1 else 0, point)
        if slip.text != Phrase():
            flow.text(slip.text.on(self.language, "\n"), _TEXT)
            flow.gap(2)

    def _point(self, n: int, point: Instruction) -> None:
        flow = self.flow
        names = list(point.executors)
        indent = _STEP if n else 0
        flow.keep((len(names) * _NAMES + 2 * _TEXT) * LEADING)
        top = flow.y
        for place, name in enumerate(names):
            first = place == 0 and len(names) > 1
            mark = f"  ({_COORDINATES.on(self.language)})" if first else ""
            cut = Cut.STRONG if place == 0 else Cut.REGULAR
            flow.text(f"{name.on(self.language)}{mark}", _NAMES, cut, indent=indent)
        if n and names:
            y = top - ASCENT * _NAMES
            flow.paper.write(flow.left, y, f"{n}.", flow.paper.pen(_NAMES, Cut.STRONG))
        flow.gap(1)
        flow.text(point.text.on(self.language, "\n"), _TEXT, indent=indent)
        if point.due:
            due = f"{_DUE.on(self.language)}: {written(point.due)}"
            flow.text(due, _NAMES, Cut.STRONG, indent=indent)
        flow.gap(3)

    def _signature(self) -> None:
        flow, slip, paper = self.flow, self.slip, self.flow.paper
        who = slip.author
        name = who.name.on(self.language, "\n")
        below = [acted_for(who, self.language)] if who.behalf != Phrase() else []
        if slip.from_word != Phrase():
            below.append(f"{_SPOKEN.on(self.language)}: {slip.from_word.on(self.language)}")
        flow.keep(20 * MM)
        flow.y = min(flow.y, paper.frame.bottom + (14 + 4 * len(below)) * MM)
        pen = paper.pen(_NAMES)
        third = flow.width / 3
        lines = pen.wrap(who.position.on(self.language, "\n"), third)
        y = flow.y - ASCENT * _NAMES
        for line in lines[-3:]:
            paper.write(flow.left, y, line, pen)
            y -= _NAMES * LEADING
        y = flow.y - ASCENT * _NAMES
        paper.rule(flow.left + third + 3 * MM, y - 2, flow.left + 2 * third - 3 * MM, y - 2, 0.5)
        small = paper.pen(SMALL)
        under = _SIGNATURE.on(self.language)
        paper.write(flow.left + 1.5 * third, y - 9, under, small, 0.5)
        for line in paper.pen(_NAMES, Cut.STRONG).wrap(name, third):
            paper.write(flow.left + 2 * third, y, line, paper.pen(_NAMES, Cut.STRONG))
            y -= _NAMES * LEADING
        paper.write(flow.left + 2 * third, y, moment(slip.at), small)
        y -= SMALL * LEADING
        for line in below:
            for part in small.wrap(line, third):
                paper.write(flow.left + 2 * third, y, part, small)
                y -= SMALL * LEADING
        flow.y = y
