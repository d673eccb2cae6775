"""The grammar of the verbs about staff, courses, training sessions and their papers."""

from argparse import ArgumentParser

from edo.domain.course import BEST, HOURS_LIMIT, MONTHS_LIMIT, Goal
from edo.domain.organisation import Level
from edo.domain.session import Form
from edo.sentences import mark
from edo.terminal import training_printing_arguments
from edo.terminal.grammar import Grammar, add_paper_language, add_texts, later
from edo.terminal.values import path, whole

_RESULT = whole(0, BEST)


def add(grammar: Grammar) -> None:
    """Add the verbs to the grammar of the command line."""
    _staff(grammar.group("staff", mark("who works in the offices")))
    group = grammar.group("training", mark("courses, sessions, marks, who is trained"))
    _courses(group.group("course", mark("what people are to be trained in")))
    session = group.group("session", mark("plan, invite, hold"))
    _sessions(session)
    _marks(group)
    _coverage(group)
    _months(group)
    certificate = group.group("certificate", mark("give and print certificates"))
    _papers(group, certificate)
    training_printing_arguments.add(group, session, certificate)


def _staff(group: Grammar) -> None:
    listed = group.verb("list", mark("who works in an office, or in all"), later("staff", "listed"))
    listed.add_argument("--office", metavar="TEXT")
    listed.add_argument("--under", metavar="OFFICE", help=mark("it and those below it"))
    listed.add_argument("--on", metavar="DATE", help=mark("on that day, today by default"))
    listed.add_argument("--left", action="store_true", help=mark("those who left too"))
    shown = group.verb("show", mark("where somebody worked and works"), later("staff", "show"))
    shown.add_argument("person", metavar="PERSON")
    shown.add_argument("--history", action="store_true", help=mark("what was stated of them"))
    added = group.verb("add", mark("somebody came to an office"), later("staff", "add"))
    add_texts(added, "--name-ru", "--name-kk", "--office", "--unit", "--position", "--joined")
    add_texts(added, "--phone", "--email")
    moved = group.verb("move", mark("transfer somebody from a day on"), later("staff", "move"))
    moved.add_argument("person", metavar="PERSON")
    moved.add_argument("--on", required=True, metavar="DATE", help=mark("first day there"))
    moved.add_argument("--to", metavar="OFFICE", help=mark("the same office by default"))
    add_texts(moved, "--unit", "--position")
    left = group.verb("leave", mark("they left the organisation"), later("staff", "leave"))
    left.add_argument("person", metavar="PERSON")
    left.add_argument("--on", required=True, metavar="DATE", help=mark("last day"))
    right = group.verb(
        "correct", mark("put right what is written of somebody"), later("staff", "correct")
    )
    right.add_argument("person", metavar="PERSON")
    add_texts(right, "--name-ru", "--name-kk", "--unit", "--position", "--joined", "--left")
    add_texts(right, "--phone", "--email")


def _courses(group: Grammar) -> None:
    added = group.verb("add", mark("set a course up"), later("courses", "add"))
    changed = group.verb("change", mark("put its titles right"), later("courses", "change"))
    revised = group.verb("revise", mark("other rules from a day on"), later("courses", "revise"))
    closed = group.verb("close", mark("nobody is required any more"), later("courses", "close"))
    shown = group.verb("show", mark("a course with all its editions"), later("courses", "show"))
    for verb in (changed, revised, closed, shown):
        verb.add_argument("course", metavar="COURSE")
    for verb in (added, changed):
        add_texts(verb, "--title-ru", "--title-kk")
    for verb in (added, revised):
        _rules(verb)
    revised.add_argument("--anew", action="store_true", help=mark("earlier passes count no more"))
    closed.add_argument("--on", metavar="DATE", help=mark("from that day on, today by default"))
    closed.add_argument("--open", action="store_true", help=mark("open it again, instead"))
    listed = group.verb("list", mark("the courses with their rules"), later("courses", "listed"))
    listed.add_argument("--all", action="store_true", help=mark("those that are closed too"))


def _rules(to: ArgumentParser) -> None:
    """Add what an edition says; in a revision what is not given stays."""
    to.add_argument(
        "--on", metavar="DATE", help=mark("in force from that day on, today by default")
    )
    to.add_argument("--hours", type=whole(0, HOURS_LIMIT), metavar="N", help=mark("academic hours"))
    months = whole(0, MONTHS_LIMIT)
    to.add_argument(
        "--months", type=months, metavar="N", help=mark("how long a pass holds; 0: for ever")
    )
    to.add_argument(
        "--threshold",
        type=_RESULT,
        metavar="N",
        help=mark("least result; 0: to be present is enough"),
    )
    to.add_argument(
        "--goal", choices=[one.value for one in Goal], help=mark("when an office is trained")
    )
    to.add_argument("--programme", type=path, metavar="FILE", help=mark("what is taught"))
    to.add_argument("--everybody", action="store_true", help=mark("take back whom it was for"))
    to.add_argument("--level", action="append", choices=[one.value for one in Level])
    for option in ("--office", "--position", "--person"):
        to.add_argument(option, action="append", metavar="TEXT")


def _sessions(group: Grammar) -> None:
    planned = group.verb("plan", mark("plan a session"), later("training", "plan"))
    planned.add_argument("--course", required=True, metavar="TEXT")
    planned.add_argument("--begins", required=True, metavar="DATE")
    planned.add_argument("--invite", action="append", metavar="PERSON", help=mark("who is invited"))
    planned.add_argument(
        "--organiser", metavar="OFFICE", help=mark("who holds it, yours by default")
    )
    changed = _of(group, "change", mark("where, when, for whom, by whom"), "change")
    changed.add_argument("--begins", metavar="DATE")
    for verb in (planned, changed):
        verb.add_argument("--ends", metavar="DATE", help=mark("the same day by default"))
        verb.add_argument("--place", metavar="TEXT", help=mark("where it is held"))
        for option in ("--office", "--trainer"):
            verb.add_argument(option, action="append", metavar="TEXT")
    forms = [one.value for one in Form]
    planned.add_argument("--form", choices=forms, default=Form.ON_SITE.value)
    changed.add_argument("--form", choices=forms)
    invites = [planned]
    for name, does in (
        ("invite", mark("put people on the list")),
        ("uninvite", mark("take people off it")),
    ):
        verb = _of(group, name, does, name)
        verb.add_argument("people", nargs="*", metavar="PERSON")
        verb.add_argument("--office", metavar="TEXT", help=mark("where they work"))
        if name == "invite":
            invites.append(verb)
    for verb in invites:
        left = mark("who is left to train in its offices")
        verb.add_argument("--left", action="store_true", help=left)
    cancelled = _of(group, "cancel", mark("call it off"), "cancel")
    cancelled.add_argument("--reason", required=True, metavar="TEXT")
    _of(group, "hold", mark("it is over, everybody is marked"), "hold")
    listed = group.verb("list", mark("sessions, the latest first"), later("coverage", "listed"))
    views = ("all", "planned", "to_mark", "held", "cancelled", "disputed")
    listed.add_argument("--view", choices=views, default=views[0], help=mark("which ones"))
    add_texts(listed, "--course", "--office", "--trainer", "--person")
    listed.add_argument("--since", metavar="DATE", help=mark("first day"))
    listed.add_argument("--until", metavar="DATE", help=mark("last day"))
    listed.add_argument(
        "--limit", type=whole(1, 100_000), default=100, metavar="N", help=mark("100 by default")
    )
    shown = _of(group, "show", mark("a session with its people and marks"), "show")
    shown.add_argument("--history", action="store_true", help=mark("what happened to it"))
    sheet = group.verb("sheet", mark("add a scan of the signed sheet"), later("training", "sheet"))
    sheet.add_argument("path", type=path, metavar="FILE", help=mark("the scan"))
    sheet.add_argument(
        "id", nargs="?", metavar="ID", help=mark("by the code on the sheet by default")
    )


def _marks(group: Grammar) -> None:
    marked = _of(group, "mark", mark("mark who was there"), "mark")
    marked.add_argument("people", nargs="*", metavar="PERSON")
    marked.add_argument("--all-present", action="store_true", help=mark("whom nobody marked yet"))
    marked.add_argument(
        "--except", dest="but", nargs="+", metavar="PERSON", help=mark("with --all-present: absent")
    )
    marked.add_argument(
        "--new", metavar="PERSON", help=mark("somebody who is not in the directory yet")
    )
    marked.add_argument("--position", metavar="TEXT", help=mark("with --new"))
    corrected = _of(group, "correct", mark("put a mark right, or settle a difference"), "correct")
    corrected.add_argument("person", metavar="PERSON")
    corrected.add_argument("--reason", required=True, metavar="TEXT")
    for verb in (marked, corrected):
        verb.add_argument("--office", metavar="TEXT", help=mark("where they work"))
        which = verb.add_mutually_exclusive_group()
        which.add_argument("--present", action="store_true", help=mark("this is the default"))
        which.add_argument("--absent", action="store_true", help=mark("was not there"))
        verb.add_argument("--result", type=_RESULT, metavar="N")
        verb.add_argument("--remark", metavar="TEXT")


def _coverage(group: Grammar) -> None:
    stands = group.verb(
        "status", mark("where courses and offices stand"), later("coverage", "status")
    )
    stands.add_argument("--matrix", action="store_true", help=mark("offices by courses"))
    left = group.verb(
        "untrained", mark("offices and people left to train"), later("coverage", "left")
    )
    plan = group.verb(
        "plan", mark("propose sessions for who is left"), later("coverage", "proposed")
    )
    ending = group.verb("ending", mark("passes that lapse soon"), later("coverage", "ending"))
    ending.add_argument(
        "--days",
        type=whole(0, 3_650),
        default=60,
        metavar="N",
        help=mark("within so many days, 60 by default"),
    )
    people = group.verb("people", mark("people by courses"), later("coverage", "people"))
    people.add_argument("--office", metavar="TEXT", help=mark("of this office"))
    for verb in (stands, left, plan, ending, people):
        verb.add_argument("--on", metavar="DATE", help=mark("on that day, today by default"))
        verb.add_argument("--course", metavar="TEXT")
        verb.add_argument("--under", metavar="OFFICE", help=mark("it and those below it"))


def _months(group: Grammar) -> None:
    told = group.verb(
        "timeline", mark("how a course went on, by months"), later("coverage", "timeline")
    )
    told.add_argument("--course", required=True, metavar="TEXT")
    told.add_argument("--since", metavar="DATE", help=mark("twelve months ago by default"))
    told.add_argument("--until", metavar="DATE", help=mark("today by default"))
    told.add_argument("--under", metavar="OFFICE", help=mark("it and those below it"))


def _papers(group: Grammar, certificate: Grammar) -> None:
    issued = certificate.verb(
        "issue",
        mark("give certificates to who passed"),
        later("training_papers", "issue"),
        language=False,
    )
    issued.add_argument("id", metavar="SESSION")
    issued.add_argument("people", nargs="*", metavar="PERSON")
    issued.add_argument("--journal", metavar="INDEX", help=mark("the usual one by default"))
    issued.add_argument(
        "--open-journal", action="store_true", help=mark("open one if there is none")
    )
    listed = certificate.verb(
        "list", mark("those of a session"), later("training_papers", "listed")
    )
    listed.add_argument("id", metavar="SESSION")
    letters = group.verb(
        "invite-letters",
        mark("write to the offices"),
        later("training_papers", "letters"),
        language=False,
    )
    letters.add_argument("id", metavar="SESSION")
    letters.add_argument("--journal", metavar="INDEX", help=mark("register at once; else drafts"))
    letters.add_argument("--together", action="store_true", help=mark("one letter to all"))
    for verb in (issued, letters):
        add_paper_language(verb)


def _of(group: Grammar, name: str, does: str, act: str) -> ArgumentParser:
    """Add a verb about one session."""
    made: ArgumentParser = group.verb(name, does, later("training", act))
    made.add_argument("id", metavar="ID")
    return made
