"""`edo demo DIR`: plays two days of a sample office on real files, and tells what happened.

On the first day one clerk works alone. On the second the office connects to a shared folder, and
three workplaces join it. Everything is done by the commands, queries and reports that anyone has;
only the clock is told where to stand, and a cable is pulled out for a while. What is written lies
in the folder: `home` (the workplace, to be opened by the client), `files` (the letters of the day),
journals, cards and a stamped copy; `share` (the shared folder) and the homes of the others.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from edo.clock import today
from edo.sample import comparing, disturbing, enrolling, intake, keeping, registering, writing
from edo.sample.office import found_office
from edo.sample.papers import Papers
from edo.sample.past import play_past
from edo.sample.results import print_day
from edo.sample.seats import Seat
from edo.sample.stage import Stage
from edo.sample.story import Story, named_days
from edo.sample.times import Clockwork, at, shift, working
from edo.sample.together import CLERK, Together
from edo.wording import Wording

DAY = (
    intake.enter_yesterday,
    intake.take_mail,
    intake.take_post,
    intake.notice_duplicate,
    intake.sort_out,
    intake.take_list,
    intake.hear_people,
    intake.find_late_letter,
    intake.read_resolutions,
    writing.reserve_numbers,
    writing.draft_circular,
    writing.send_circular,
    writing.keep_minutes,
    writing.answer_education,
    writing.name_inspector,
    writing.order_journey,
    writing.write_memos,
    writing.answer_person,
    writing.keep_templates,
    writing.note_arrival,
    keeping.merge_duplicates,
    keeping.read_texts,
    keeping.find,
    keeping.look_over_numbers,
    keeping.take_last_letters,
)
"""The acts of the first day, in the order of time."""

TOGETHER = (
    enrolling.connect,
    enrolling.bring_union,
    enrolling.bring_second,
    enrolling.bring_branch,
    enrolling.rehearse,
    registering.register_at_once,
    registering.edit_at_once,
    disturbing.break_in,
    registering.go_offline,
    disturbing.put_right,
    registering.come_back,
    registering.settle,
    registering.look_apart,
    comparing.tell_state,
    comparing.compare,
)
"""The acts of the second."""

_SEED = 1312
_FOUNDED = (9, 1)
"""The office was founded on this month and day of the year before."""


def play(folder: Path, words: Wording, *, on: date | None = None) -> Sequence[dict[str, Any]]:
    """Play the two days into a folder and return the table of what happened.

    Args:
        folder: made where it is not there; what an earlier demo wrote into it is replaced.
        words: the language of the table.
        on: the first day; the last working day up to it is taken. Where it is None, the second
            day is today, or the last working day before.

    Raises:
        Refusal: the folder holds anything that is not the demo's, or cannot be written.
    """
    on = working(on) if on else shift(working(today()), -1)
    stage = Stage(folder, words)
    stage.clear()
    first = date(on.year - 1, *_FOUNDED)
    clock = Clockwork(at(first, 9))
    office = found_office(stage.home, clock=clock, random=Random(_SEED).randbytes, on=first)
    try:
        days = named_days(on)
        papers = Papers(stage.files, office.text, days)
        play_past(office, papers, first, shift(on, -2))
        story = Story(office, words, papers, on, days)
        for act in DAY:
            act(story)
        story.at(18)
        results = list(print_day(story, folder))
        stage.keep([*papers.made, *(path for result in results for path in result.paths)])
        for result in results:
            story.tell(result.what, result.names)
        _tell_places(story, stage, len(papers.made))
        _play_together(story, stage)
    finally:
        office.workplace.close()
    return story.rows


def _play_together(story: Story, stage: Stage) -> None:
    """Play the second day: the office of the first one is no longer alone."""
    office = story.office
    day = Together(office, story.words, stage, shift(story.on, 1), story.rows)
    day.seats[CLERK] = Seat.of(CLERK, office.workplace, office.clock)
    day.at(8, 30)
    said = story.words.text(
        "the next day, {date}: one shared folder", date=story.words.date(day.on)
    )
    day.notice(said)
    try:
        for act in TOGETHER:
            act(day)
    finally:
        day.close()


def _tell_places(story: Story, stage: Stage, made: int) -> None:
    """End the table with where everything lies."""
    text = story.words.text
    story.notice(text("the letters of the day ({n}) lie in {path}", n=made, path=stage.files))
    story.notice(text("open the client on it: EDO_HOME={path} edo-client", path=stage.home))
