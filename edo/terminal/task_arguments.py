"""The grammar of the verbs about resolutions, tasks, acquaintance and control."""

from argparse import ArgumentParser, BooleanOptionalAction

from edo.domain.execution import BEST_QUALITY
from edo.domain.phrase import Use
from edo.domain.repetition import Repeat
from edo.queries.task_lists import View
from edo.sentences import mark
from edo.terminal import acquaint, control, resolve, tasks
from edo.terminal.grammar import Act, Grammar
from edo.terminal.values import path, term, whole

_ROWS = whole(1, 1_000_000)
_COUNT = whole(1, 999_999)
_DAYS = whole(0, 3_650)


def add(grammar: Grammar) -> None:
    """Add the verbs to the grammar of the command line."""
    _resolutions(grammar)
    _tasks(grammar)
    _control(grammar)
    _acquaintance(grammar)
    _phrases(grammar)


def _resolutions(grammar: Grammar) -> None:
    made = grammar.verb("resolve", mark("issue a resolution on a document"), resolve.resolve)
    made.add_argument("document", metavar="ID")
    _written(made)
    made.add_argument("--resolution", metavar="ID", help=mark("instead of this draft"))
    made.add_argument("--author", metavar="TEXT", help=mark("on whose word a clerk writes it"))
    made.add_argument("--on", metavar="DATE", help=mark("the day it was said, today by default"))
    _behalf(made)
    group = grammar.group("resolution", mark("hand over, prepare, issue, recall"))
    asked = group.verb("ask", mark("hand a document over to the head"), resolve.ask)
    asked.add_argument("document", metavar="ID")
    asked.add_argument("--head", required=True, metavar="TEXT")
    asked.add_argument("--note", metavar="TEXT")
    draft = group.verb("draft", mark("prepare one for the head"), resolve.prepare)
    draft.add_argument("--document", metavar="ID")
    draft.add_argument(
        "--resolution", metavar="ID", help=mark("one that was asked for, or a draft")
    )
    draft.add_argument("--head", metavar="TEXT")
    _written(draft)
    issued = group.verb("issue", mark("issue a prepared one as it is"), resolve.issue)
    issued.add_argument("id", metavar="ID")
    _behalf(issued)
    recalled = group.verb("recall", mark("take it back, with its tasks"), resolve.recall)
    recalled.add_argument("id", metavar="ID")
    recalled.add_argument("--reason", required=True, metavar="TEXT")
    _behalf(recalled)
    shown = group.verb("list", mark("a document's resolutions, tasks and readers"), resolve.show)
    shown.add_argument("document", metavar="ID")


def _tasks(grammar: Grammar) -> None:
    group = grammar.group("task", mark("give, do, report, accept"))
    made = group.verb("give", mark("give a task"), tasks.give)
    _assignment(made, needed=True)
    made.add_argument("--document", metavar="ID")
    made.add_argument("--parent", metavar="ID", help=mark("the task it is a part of"))
    made.add_argument("--author", metavar="TEXT", help=mark("on whose word a clerk writes it"))
    made.add_argument(
        "--basis", metavar="TEXT", help=mark("an order, minutes, an oral instruction")
    )
    made.add_argument("--on", metavar="DATE", help=mark("the day it was given, today by default"))
    made.add_argument("--repeat", choices=[one.value for one in Repeat])
    made.add_argument("--until", metavar="DATE", help=mark("with --repeat: the last day"))
    _behalf(made)
    _act(group, "take", mark("take it into work"), tasks.take)
    reported = _act(group, "report", mark("report what was done"), tasks.report)
    reported.add_argument("--text", required=True, metavar="TEXT")
    reported.add_argument("--file", type=path, action="append", metavar="FILE")
    reported.add_argument("--executor", metavar="TEXT", help=mark("whose report is written down"))
    accepted = _act(group, "accept", mark("accept the report"), tasks.accept)
    accepted.add_argument(
        "--report", type=_COUNT, metavar="N", help=mark("the last one by default")
    )
    accepted.add_argument("--comment", metavar="TEXT")
    accepted.add_argument(
        "--quality", type=whole(1, BEST_QUALITY), metavar="N", help=mark("1 to 5")
    )
    returned = _act(group, "return", mark("return the report"), tasks.give_back)
    returned.add_argument("--comment", required=True, metavar="TEXT")
    returned.add_argument(
        "--report", type=_COUNT, metavar="N", help=mark("the last one by default")
    )
    extended = _act(group, "extend", mark("ask for more time, grant or refuse it"), tasks.extend)
    extended.add_argument("--until", metavar="DATE", help=mark("the new term"))
    extended.add_argument("--reason", metavar="TEXT")
    answer = extended.add_mutually_exclusive_group()
    answer.add_argument("--grant", action="store_true", help=mark("until then, or as was asked"))
    answer.add_argument("--refuse", action="store_true", help=mark("grant no more time"))
    moved = _act(group, "move", mark("move the term, or name other executors"), tasks.move)
    moved.add_argument("--due", metavar="DATE")
    moved.add_argument("--term", type=term, metavar="TERM", help=mark("from today: 15w, 10d, 1m"))
    moved.add_argument("--no-term", action="store_true", help=mark("take the term away"))
    moved.add_argument("--executor", action="append", metavar="TEXT")
    moved.add_argument("--reason", metavar="TEXT")
    removed = _act(
        group, "remove", mark("take it off control without its being done"), tasks.remove
    )
    removed.add_argument("--reason", required=True, metavar="TEXT")
    removed.add_argument(
        "--series", action="store_true", help=mark("let a periodic task come no more, instead")
    )
    reopened = group.verb("reopen", mark("it was ended by mistake"), tasks.reopen)
    reopened.add_argument("id", metavar="ID")
    reopened.add_argument("--reason", required=True, metavar="TEXT")
    group.verb("renew", mark("give the turns of periodic tasks that have begun"), tasks.renew)
    _filters(group.verb("list", mark("tasks by term"), control.control), View.RUNNING)
    shown = group.verb("show", mark("a task with all that happened to it"), tasks.show)
    shown.add_argument("id", metavar="ID")


def _control(grammar: Grammar) -> None:
    made = grammar.verb("control", mark("tasks on control, by term"), control.control)
    _filters(made, View.CONTROL)
    summary = grammar.verb(
        "discipline", mark("what was given and done in a period"), control.discipline
    )
    summary.add_argument("--since", metavar="DATE", help=mark("the first of this month by default"))
    summary.add_argument("--until", metavar="DATE", help=mark("today by default"))
    summary.add_argument("--office", metavar="TEXT")
    summary.add_argument(
        "--months", type=whole(1, 240), metavar="N", help=mark("month by month instead")
    )


def _acquaintance(grammar: Grammar) -> None:
    group = grammar.group("acquaint", mark("who is to read a document, and who has"))
    asked = group.verb("ask", mark("ask people to read a document"), acquaint.ask)
    asked.add_argument("id", metavar="ID")
    asked.add_argument("--person", action="append", required=True, metavar="TEXT")
    asked.add_argument("--add", action="store_true", help=mark("to the acquaintance of this id"))
    asked.add_argument("--due", metavar="DATE")
    asked.add_argument("--term", type=term, metavar="TERM", help=mark("such as 3w, 10d, 1m"))
    asked.add_argument("--note", metavar="TEXT")
    _behalf(asked)
    confirmed = group.verb("confirm", mark("one has read it"), acquaint.confirm)
    confirmed.add_argument("id", metavar="ID")
    confirmed.add_argument("--person", metavar="TEXT", help=mark("who signed the paper sheet"))
    confirmed.add_argument("--on", metavar="DATE", help=mark("of the paper sheet"))
    closed = group.verb("close", mark("end it, or take a person off the list"), acquaint.close)
    closed.add_argument("id", metavar="ID")
    closed.add_argument("--reason", required=True, metavar="TEXT")
    closed.add_argument("--person", metavar="TEXT", help=mark("only this one"))
    _behalf(closed)
    listed = group.verb("list", mark("who was asked to read a document"), acquaint.listed)
    listed.add_argument("document", metavar="ID")


def _phrases(grammar: Grammar) -> None:
    uses = [use.value for use in Use]
    group = grammar.group("phrase", mark("ready phrases"))
    listed = group.verb("list", mark("what is offered"), resolve.list_phrases)
    listed.add_argument("--use", choices=uses)
    kept = group.verb("keep", mark("keep a phrase"), resolve.keep_phrase)
    kept.add_argument("id", nargs="?", metavar="ID", help=mark("the one to change"))
    kept.add_argument("--text-ru", metavar="TEXT")
    kept.add_argument("--text-kk", metavar="TEXT")
    kept.add_argument("--use", choices=uses)
    kept.add_argument(
        "--office-wide", action="store_true", help=mark("for everybody in the office")
    )
    removed = group.verb("remove", mark("offer it no more"), resolve.remove_phrase)
    removed.add_argument("id", metavar="ID")


def _act(group: Grammar, name: str, does: str, act: Act) -> ArgumentParser:
    made: ArgumentParser = group.verb(name, does, act)
    made.add_argument("id", metavar="ID")
    _behalf(made)
    return made


def _written(to: ArgumentParser) -> None:
    _assignment(to, needed=False)
    to.add_argument(
        "--tasks", type=path, metavar="FILE", help=mark("several tasks as JSON; - is stdin")
    )
    to.add_argument("--to-file", action="store_true", help=mark("nothing is to be done"))


def _assignment(to: ArgumentParser, *, needed: bool) -> None:
    to.add_argument("--text-ru", metavar="TEXT")
    to.add_argument("--text-kk", metavar="TEXT")
    to.add_argument(
        "--executor",
        action="append",
        required=needed,
        metavar="TEXT",
        help=mark("the first coordinates the others"),
    )
    to.add_argument("--due", metavar="DATE")
    to.add_argument("--term", type=term, metavar="TERM", help=mark("such as 3w, 10d, 1m, 4h"))
    to.add_argument("--control", action=BooleanOptionalAction, help=mark("reports are accepted"))
    # Given with the option, its default would be written into the help, in English.
    to.set_defaults(control=True)
    to.add_argument("--controller", metavar="TEXT", help=mark("who accepts; the author by default"))


def _behalf(to: ArgumentParser) -> None:
    to.add_argument(
        "--for", dest="behalf", metavar="TEXT", help=mark("whom one acts for as a deputy")
    )


def _filters(to: ArgumentParser, view: View) -> None:
    views = to.add_mutually_exclusive_group()
    views.add_argument(
        "--view", choices=[one.value for one in View], default=view.value, help=mark("which ones")
    )
    views.add_argument("--overdue", dest="view", action="store_const", const=View.OVERDUE.value)
    to.add_argument("--soon", type=_DAYS, metavar="N", help=mark("due within so many days"))
    to.add_argument("--executor", metavar="TEXT")
    to.add_argument("--author", metavar="TEXT")
    to.add_argument("--office", metavar="TEXT")
    to.add_argument("--since", metavar="DATE", help=mark("ended, or given"))
    to.add_argument("--until", metavar="DATE", help=mark("last day"))
    to.add_argument("--moved", action="store_true", help=mark("the terms that were moved, instead"))
    to.add_argument("--limit", type=_ROWS, default=100, metavar="N", help=mark("100 by default"))
    to.add_argument("--after", metavar="ID", help=mark("the last task of the page before"))
