"""A day of somebody at the window: one of everything that can wait, before the window is opened."""

from datetime import timedelta
from pathlib import Path

from edo.commands import acquaintance, approval, deputies, documents, resolutions, tasks
from edo.commands.assigning import Assignment
from edo.commands.documents import Attachment
from edo.domain.card import Card, Kind, Party
from edo.domain.route import Approver, Stage
from edo.domain.workdays import Term, Unit
from tests.colleague import Colleague, colleague
from tests.office import Chancery


class Day:
    """An office in which things wait for who sits at the window.

    Attributes:
        me: who sits at the window.
        head: a colleague who puts up documents and gives tasks.
    """

    def __init__(self, office: Chancery, folder: Path) -> None:
        self.office, self.folder = office, folder
        self.me = office.workplace.identity.person
        self.head: Colleague = colleague(office.workplace, "Досанов Болат", role="manager")
        self.letter = office.register(
            subject_ru="О предоставлении сведений о культурно-массовой работе",
            subject_kk="Мәдени-бұқаралық жұмыс туралы мәліметтер беру туралы",
        ).document

    def approval(
        self, subject: str, kk: str = "", term: Term | None = None, whose: str = ""
    ) -> str:
        """Put up a letter that waits for oneself, or for somebody else."""
        workplace = self.office.workplace
        file = self.folder / f"{len(list(self.folder.iterdir()))}.txt"
        file.write_text(f"Текст: {subject}", encoding="utf-8")
        card = Card(subject_ru=subject, subject_kk=kk, parties=(Party(self.office.ministry),))
        document = documents.begin(
            workplace, kind=Kind.OUTGOING, card=card, files=[Attachment(file)]
        )
        stage = Stage((Approver(person=whose or self.me),), term=term)
        self.office.clock.move(minutes=1)
        return approval.start(workplace, document=document, stages=(stage,))

    def task(self, text: str, days: int | None = None, document: str = "") -> str:
        """Give oneself a task with a term in so many days."""
        due = self.office.today + timedelta(days=days) if days is not None else None
        assignment = Assignment((self.me,), text_ru=text, due=due)
        self.office.clock.move(minutes=1)
        return tasks.give(self.office.workplace, assignment=assignment, document=document)

    def report(self, text: str) -> str:
        """Have a report of a task wait for who gave it: oneself."""
        workplace = self.office.workplace
        id = tasks.give(
            workplace, assignment=Assignment((self.head.person,), text_ru=text, controller=self.me)
        )
        self.office.clock.move(minutes=1)
        tasks.report(workplace, task=id, text="Сделано", executor=self.head.person)
        return id

    def acquaintance(self) -> str:
        """Ask oneself to read the letter."""
        due = self.office.today
        return acquaintance.ask(
            self.office.workplace, document=self.letter, people=[self.me], due=due
        )

    def resolution(self) -> str:
        """Have a letter wait for a resolution of one's own."""
        return resolutions.hand_over(self.office.workplace, document=self.letter, head=self.me)

    def deputy(self) -> str:
        """Have oneself named to act for the colleague."""
        today = self.office.today
        named = deputies.name(
            self.office.workplace,
            deputy=self.me,
            person=self.head.person,
            since=today,
            until=today + timedelta(days=9),
        )
        return named.id

    def everything(self) -> None:
        """Have one of everything wait: late, today, soon, for oneself and for the colleague."""
        self.approval("О смете санатория на первое полугодие", term=DAY)
        self.approval("О конкурсе «Лучший педагог»", "«Үздік педагог» байқауы туралы")
        self.approval("О путёвках", whose=self.head.person)
        self.task("Подготовить сводку по району", 0, self.letter)
        self.task("Собрать сведения", 4)
        self.report("Провести проверку охраны труда")
        self.acquaintance()
        self.resolution()
        self.deputy()


DAY = Term(1, Unit.WORKING)
