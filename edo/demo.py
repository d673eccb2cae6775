"""`edo demo DIR`: plays four days of a sample office on real files, and tells what happened.

On the first day one clerk works alone. On the second the office connects to a shared folder, and
three workplaces join it. On the third everybody who decides or executes has a workplace: a letter
goes from its registration to the signed answer, and offices of the union write to each other. On
the fourth two trainers go round: the centre sees which offices have been trained, and which not.
Everything is done by the commands, queries and reports that anyone has; only the clock is told
where to stand, and a cable is pulled out for a while. What is written lies in the folder: `home`
(the workplace, to be opened by the client), `files` (the letters of the days), journals, cards, a
stamped copy, the sheets of the third day and the proof of the answer; `share` (the shared folder)
and the homes of the others.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from edo.clock import today
from edo.sample import (
    agreeing,
    comparing,
    corresponding,
    disturbing,
    enrolling,
    intake,
    keeping,
    proving,
    registering,
    reporting,
    resolving,
    seating,
    training,
    writing,
)
from edo.sample.fourth import Fourth
from edo.sample.office import found_office
from edo.sample.papers import Papers
from edo.sample.past import play_past
from edo.sample.results import print_day
from edo.sample.seats import Seat
from edo.sample.stage import Stage
from edo.sample.story import Story, named_days
from edo.sample.third import Third
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

ROUTING = (
    seating.bring_people,
    seating.keep_route,
    resolving.take_letter,
    resolving.resolve,
    resolving.give_periodic,
    resolving.give_others,
    resolving.name_deputy,
    resolving.begin_work,
    resolving.extend,
    agreeing.put_up,
    agreeing.return_once,
    agreeing.put_up_better,
    agreeing.sign,
    agreeing.register_answer,
    agreeing.finish_task,
    corresponding.acquaint,
    corresponding.write_to_offices,
    corresponding.get_answer,
    corresponding.leave_in_trays,
    resolving.leave_for_evening,
    proving.look_over_control,
    proving.print_papers,
    proving.prove_answer,
    proving.compare,
)
"""The acts of the third."""

TRAINING = (
    training.bring_trainers,
    training.define_course,
    training.enter_earlier,
    training.plan_today,
    training.mark_apart,
    training.come_back,
    training.certify,
    training.plan_next,
    reporting.print_training,
    reporting.tell_centre,
    proving.compare,
)
"""The acts of the fourth."""

_PAST = 24
"""What came before the first day takes as long as so many acts."""
_SEED = 1312
_FOUNDED = (9, 1)
"""The office was founded on this month and day of the year before."""


class _Steps:
    """Counts the acts as they end, and tells how far the play is."""

    def __init__(self, step: Callable[[int, int], object]) -> None:
        self._step, self._done = step, 0
        self._total = _PAST + sum(map(len, (DAY, TOGETHER, ROUTING, TRAINING)))

    def past(self) -> None:
        """Note that what came before the first day is there."""
        self._tell(_PAST)

    def each(self, acts: Sequence[Callable[[Any], object]]) -> Iterator[Callable[[Any], object]]:
        """Give acts one after another."""
        for act in acts:
            yield act
            self._tell(1)

    def _tell(self, more: int) -> None:
        self._done += more
        self._step(self._done, self._total)


def _nothing(_done: int, _total: int) -> None:
    """Tell nobody."""


def play(
    folder: Path,
    words: Wording,
    *,
    on: date | None = None,
    step: Callable[[int, int], object] = _nothing,
) -> Sequence[dict[str, Any]]:
    """Play the four days into a folder and return the table of what happened.

    Args:
        folder: made where it is not there; what an earlier demo wrote into it is replaced.
        words: the language of the table.
        on: the first day; the last working day up to it is taken. Where it is None, the fourth
            day is today, or the last working day before.
        step: told how far it is, as `step(done, total)`, between the acts; it may end the play by
            raising, and what was played until then stays.

    Raises:
        Refusal: the folder holds anything that is not the demo's, or cannot be written.
    """
    on = working(on) if on else shift(working(today()), -3)
    stage = Stage(folder, words)
    stage.clear()
    first = date(on.year - 1, *_FOUNDED)
    clock = Clockwork(at(first, 9))
    office = found_office(stage.home, clock=clock, random=Random(_SEED).randbytes, on=first)
    try:
        days = named_days(on)
        papers = Papers(stage.files, office.text, days)
        play_past(office, papers, first, shift(on, -2))
        steps = _Steps(step)
        steps.past()
        story = Story(office, words, papers, on, days)
        for act in steps.each(DAY):
            act(story)
        story.at(18)
        results = list(print_day(story, folder))
        made = [*papers.made, *(path for result in results for path in result.paths)]
        stage.keep(made)
        for result in results:
            story.tell(result.what, result.names)
        _tell_places(story, stage, len(papers.made))
        made += _play_together(story, stage, steps)
        stage.keep(made)
    finally:
        office.workplace.close()
    return story.rows


def _play_together(story: Story, stage: Stage, steps: _Steps) -> list[Path]:
    """Play the days on which the office is no longer alone; return the files they made."""
    office, words = story.office, story.words
    day = Together(office, words, stage, shift(story.on, 1), story.rows)
    day.seats[CLERK] = Seat.of(CLERK, office.workplace, office.clock)
    day.at(8, 30)
    day.notice(words.text("the next day, {date}: one shared folder", date=words.date(day.on)))
    try:
        for act in steps.each(TOGETHER):
            act(day)
        return _play_routing(story, day, steps)
    finally:
        day.close()


def _play_routing(story: Story, before: Together, steps: _Steps) -> list[Path]:
    """Play the third day at the workplaces of the second and at new ones."""
    words, on = story.words, shift(before.on, 1)
    papers = Papers(before.stage.files, story.office.text, named_days(on))
    day = Third(
        story.office, words, before.stage, on, story.rows, seats=before.seats, papers=papers
    )
    day.at(8, 25)
    said = words.text("the third day, {date}: everybody at their own place", date=words.date(on))
    day.notice(said)
    for act in steps.each(ROUTING):
        act(day)
    return [*papers.made, *day.made, *_play_training(story, day, steps)]


def _play_training(story: Story, before: Third, steps: _Steps) -> list[Path]:
    """Play the fourth day at the workplaces there are and at those of two trainers."""
    words, on = story.words, shift(before.on, 1)
    day = Fourth(
        story.office, words, before.stage, on, story.rows, seats=before.seats, papers=before.papers
    )
    day.at(8, 25)
    said = words.text("the fourth day, {date}: who has been trained", date=words.date(on))
    day.notice(said)
    for act in steps.each(TRAINING):
        act(day)
    return day.made


def _tell_places(story: Story, stage: Stage, made: int) -> None:
    """End the table with where everything lies."""
    text = story.words.text
    story.notice(text("the letters of the day ({n}) lie in {path}", n=made, path=stage.files))
    story.notice(text("open the client on it: EDO_HOME={path} edo-client", path=stage.home))
