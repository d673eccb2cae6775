"""The office's earlier documents: a year and more of them, each on its day.

Chance chooses them, from a fixed seed: who writes about what, how long an answer takes, what does
not arrive. Every document is registered, sent and executed by the same commands as any other,
while the clock stands at its own day.
"""

from datetime import date

from edo.sample.chance import Chance
from edo.sample.diary import Diary
from edo.sample.office import SampleOffice
from edo.sample.papers import Papers
from edo.sample.received import Received
from edo.sample.times import shift, workdays
from edo.sample.written import Written

_SEED = 411
_RECENT_DAYS = 20
_ASSIGNED_DAYS = 110
"""Working days since which resolutions are written down as tasks."""
_LETTERS, _APPEALS, _OWN_LETTERS, _MEMOS, _ORDERS = 118, 30, 34, 34, 22
"""Documents of each kind that chance begins; answers and minutes come on top."""


def play_past(office: SampleOffice, papers: Papers, first: date, last: date) -> None:
    """Play the earlier documents of an office.

    Args:
        office: the office; its clock stands at the first day or before it.
        papers: makes the files of the latest letters.
        first: the first day.
        last: the last day.
    """
    chance, diary = Chance(_SEED), Diary()
    days = list(workdays(first, last))
    written = Written(office, chance, diary)
    recent = shift(last, -_RECENT_DAYS)
    received = Received(
        office, papers, chance, diary, written, recent, shift(last, -_ASSIGNED_DAYS)
    )
    for many, act in (
        (_LETTERS, received.receive),
        (_APPEALS, received.hear),
        (_OWN_LETTERS, written.write),
        (_MEMOS, written.remark),
        (_ORDERS, written.order),
    ):
        for _ in range(many):
            diary.note(chance.moment(chance.day(days)), act)
    for month in sorted({(day.year, day.month) for day in days}):
        meetings = [day for day in days if (day.year, day.month) == month]
        diary.note(chance.moment(meetings[len(meetings) * 2 // 3]), written.meet)
    incoming, outgoing = chance.texts.incoming, chance.texts.outgoing
    for share, act in (
        (0.35, written.leave_reserve),
        (0.55, written.release_reserve),
        (0.75, written.skip_number),
        (0.4, written.mistake("ВХ", incoming, "Повторная регистрация одного документа")),
        (0.6, written.mistake("ИСХ", outgoing, "Хатты жібермеу туралы шешім қабылданды")),
        (0.9, written.mistake("ВХ", incoming, "Қате тіркелді: құжат басқа ұйымға арналған")),
    ):
        diary.note(chance.moment(days[int(len(days) * share)]), act)
    diary.play(office.clock, last)
