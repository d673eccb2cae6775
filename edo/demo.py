"""`edo demo DIR`: plays the day of a sample office on real files, and tells what happened.

Everything is done by the commands, queries and reports that anyone has; only the clock is told
where to stand. What is written lies in the folder: `home` (the workplace, to be opened by the
client), `files` (the letters of the day), journals, cards and a stamped copy.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from edo.clock import today
from edo.sample import intake, keeping, writing
from edo.sample.office import found_office
from edo.sample.papers import Papers
from edo.sample.past import play_past
from edo.sample.results import print_day
from edo.sample.stage import Stage
from edo.sample.story import Story, named_days
from edo.sample.times import Clockwork, at, shift, working
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
"""The acts of the day, in the order of time."""

_SEED = 1312
_FOUNDED = (9, 1)
"""The office was founded on this month and day of the year before."""


def play(folder: Path, words: Wording, *, on: date | None = None) -> Sequence[dict[str, Any]]:
    """Play the day into a folder and return the table of what happened.

    Args:
        folder: made where it is not there; what an earlier demo wrote into it is replaced.
        words: the language of the table.
        on: the day to play; the last working day up to it is taken. Today where it is None.

    Raises:
        Refusal: the folder holds anything that is not the demo's, or cannot be written.
    """
    on = working(on or today())
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
    finally:
        office.workplace.close()
    return story.rows


def _tell_places(story: Story, stage: Stage, made: int) -> None:
    """End the table with where everything lies."""
    text = story.words.text
    story.notice(text("the letters of the day ({n}) lie in {path}", n=made, path=stage.files))
    story.notice(text("open the client on it: EDO_HOME={path} edo-client", path=stage.home))
