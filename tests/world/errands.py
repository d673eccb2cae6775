"""What people of a world do with resolutions, tasks and acquaintances, by chance."""

from contextlib import suppress
from typing import TYPE_CHECKING

from edo.commands import acquaintance, resolutions, tasks
from edo.commands.assigning import Assignment
from edo.domain.acquaintance import Acquaintance
from edo.domain.repetition import Repeat
from edo.domain.resolution import Resolution
from edo.domain.task import Task
from edo.domain.workdays import Term
from edo.errors import Refusal
from tests.world.acts import exchange
from tests.world.approvals import DAY, day_in, documents_of, people_here, principal, routed
from tests.world.seat import Seat

if TYPE_CHECKING:
    from tests.world.world import World


def hand_over(world: "World", seat: Seat) -> None:
    """Hand a document over to a head."""
    if known := documents_of(world, seat):
        resolutions.hand_over(
            seat.workplace,
            document=world.chance.choice(known)[0],
            head=world.chance.choice(people_here(world, seat)),
        )


def resolve(world: "World", seat: Seat) -> None:
    """Write a resolution: a draft, one's own, one that was asked for, a head's by word of mouth."""
    chance = world.chance
    open_ = [id for id, one in routed(seat, Resolution) if one.waits()]
    known = documents_of(world, seat)
    resolution = chance.choice(open_) if open_ and chance.random() < 0.6 else ""
    document = chance.choice(known)[0] if known and not resolution else ""
    if resolution or document:
        _resolve(world, seat, resolution, document)


def resolve_at_once(world: "World", seat: Seat) -> None:
    """Let all who know of a resolution that was begun write it before they hear of each other."""
    if open_ := [id for id, one in routed(seat, Resolution) if one.waits()]:
        id = world.chance.choice(open_)
        for other in world.seats:
            if id in dict(routed(other, Resolution)):
                with suppress(Refusal):
                    _resolve(world, other, id, "")


def _resolve(world: "World", seat: Seat, resolution: str, document: str) -> None:
    chance, workplace = world.chance, seat.workplace
    behalf = principal(world, seat)
    author = chance.choice(["", "", chance.choice(people_here(world, seat))])
    items = [_assignment(world, seat) for _ in range(chance.choice((0, 1, 1, 2)))]
    match chance.choices(("issue", "prepare", "draft", "recall"), (6, 2, 2, 1))[0]:
        case "issue":
            resolutions.issue(
                workplace,
                resolution=resolution,
                document=document,
                items=items,
                text_ru="К работе",
                author=author,
                behalf=behalf,
            )
        case "prepare":
            head = author or behalf or workplace.identity.person
            resolutions.prepare(
                workplace,
                resolution=resolution,
                document=document,
                author=head,
                items=items,
                text_ru="Проект",
            )
        case "draft" if resolution:
            resolutions.issue_draft(workplace, resolution=resolution, behalf=behalf)
        case _:
            if all_ := routed(seat, Resolution):
                chosen = chance.choice(all_)[0]
                resolutions.recall(workplace, resolution=chosen, reason="отзыв", behalf=behalf)


def give(world: "World", seat: Seat) -> None:
    """Give a task: about a document or none, once or periodic, or a part of another."""
    chance = world.chance
    known = documents_of(world, seat)
    whole = [id for id, one in routed(seat, Task) if one.waits()]
    repeat = chance.choice((Repeat.WEEKLY, Repeat.WEEKLY, Repeat.MONTHLY))
    is_periodic = chance.random() < 0.3
    tasks.give(
        seat.workplace,
        assignment=_assignment(world, seat),
        document=chance.choice(known)[0] if known and chance.random() < 0.7 else "",
        parent=chance.choice(whole) if whole and chance.random() < 0.2 else "",
        author=chance.choice(["", "", "", chance.choice(people_here(world, seat))]),
        repeat=repeat if is_periodic else None,
        until=day_in(seat, (10, 40, 400), world) if is_periodic and chance.random() < 0.5 else None,
        behalf=principal(world, seat),
    )


def do(world: "World", seat: Seat) -> None:
    """Take a task into work, or report on it."""
    chance = world.chance
    behalf = principal(world, seat)
    found = _near(world, seat, behalf, sole=True)
    if found:
        _do(world, seat, chance.choice(found)[0], behalf)


def do_at_once(world: "World", seat: Seat) -> None:
    """Let all who know of a task do something about it before they hear of each other."""
    chance = world.chance
    found = [one for one in routed(seat, Task) if one[1].waits()]
    if not found:
        return
    id, _ = chance.choice(found)
    for other in world.seats:
        known = dict(routed(other, Task)).get(id)
        if known is None:
            continue
        behalf = principal(world, other)
        who = behalf or other.workplace.identity.person
        with suppress(Refusal):
            if who in known.executors and chance.random() < 0.6:
                _do(world, other, id, behalf)
            else:
                _watch(world, other, id, known, behalf)


def _do(world: "World", seat: Seat, id: str, behalf: str) -> None:
    chance, workplace = world.chance, seat.workplace
    if chance.random() < 0.35:
        tasks.take(workplace, task=id, behalf=behalf)
        return
    tasks.report(
        workplace,
        task=id,
        text="исполнено",
        files=[world.file()] if chance.random() < 0.2 else [],
        executor=chance.choice(people_here(world, seat)) if chance.random() < 0.1 else "",
        behalf=behalf,
    )


def watch(world: "World", seat: Seat) -> None:
    """Accept or return a report, answer a request, move a term, change executors, end a task."""
    chance = world.chance
    behalf = principal(world, seat)
    found = _near(world, seat, behalf, sole=False)
    if found:
        id, task = chance.choice(found)
        _watch(world, seat, id, task, behalf)


def _watch(world: "World", seat: Seat, id: str, task: Task, behalf: str) -> None:
    chance, workplace = world.chance, seat.workplace
    acts = ("report", "return", "ask", "answer", "end")
    match chance.choices(acts, (5, 2, 3, 4, 7))[0]:
        case "report":
            tasks.accept(workplace, task=id, quality=chance.randint(0, 5), behalf=behalf)
        case "return":
            tasks.give_back(workplace, task=id, comment="не то", behalf=behalf)
        case "ask":
            until = day_in(seat, (5, 20, 60), world)
            tasks.ask_extension(workplace, task=id, until=until, reason="нет ответа", behalf=behalf)
        case "answer" if task.request is not None and chance.random() < 0.7:
            tasks.grant_extension(workplace, task=id, behalf=behalf)
        case "answer":
            tasks.refuse_extension(workplace, task=id, comment="нет", behalf=behalf)
        case _:
            _change(world, seat, id, behalf)


def _change(world: "World", seat: Seat, id: str, behalf: str) -> None:
    """Move a term, change executors, end a task or let it be worked on again."""
    chance, workplace = world.chance, seat.workplace
    match chance.choices(("move", "change", "remove", "reopen", "stop"), (2, 2, 1, 1, 1))[0]:
        case "move":
            term = chance.choice((None, Term(3), Term(30)))
            tasks.move_term(workplace, task=id, reason="срок", term=term, behalf=behalf)
        case "change":
            people = people_here(world, seat)
            others = chance.sample(people, chance.randint(1, len(people)))
            tasks.change_executors(workplace, task=id, executors=others, behalf=behalf)
        case "remove":
            tasks.remove(workplace, task=id, reason="снято", behalf=behalf)
        case "reopen":
            tasks.reopen(workplace, task=id, reason="ошибка")
        case _:
            tasks.stop_repetition(workplace, task=id, reason="хватит", behalf=behalf)


def acquaint(world: "World", seat: Seat) -> None:
    """Ask people to read a document, or confirm, add, take off, close."""
    chance, workplace = world.chance, seat.workplace
    people = people_here(world, seat)
    some = chance.sample(people, chance.randint(1, len(people)))
    known = documents_of(world, seat)
    asked = [id for id, one in routed(seat, Acquaintance) if one.waits()]
    if known and (not asked or chance.random() < 0.3):
        acquaintance.ask(workplace, document=chance.choice(known)[0], people=some, term=Term(2))
        return
    if not asked:
        return
    id = chance.choice(asked)
    match chance.choices(("confirm", "paper", "add", "off", "close"), (8, 1, 2, 1, 0.5))[0]:
        case "confirm":
            acquaintance.confirm(workplace, acquaintance=id)
        case "paper":
            acquaintance.confirm(workplace, acquaintance=id, person=some[0])
        case "add":
            acquaintance.add(workplace, acquaintance=id, people=some)
        case "off":
            acquaintance.take_off(workplace, acquaintance=id, person=some[0], reason="отпуск")
        case _:
            acquaintance.close(workplace, acquaintance=id, reason="довольно")


def meet(world: "World", seat: Seat) -> None:
    """Let everybody who is online exchange, one after another."""
    for other in [seat, *world.seats]:
        exchange(world, other)


def pass_days(world: "World", seat: Seat) -> None:
    """Let days go by."""
    del seat
    world.time.at += world.chance.choice((1, 2, 3, 8)) * DAY


def _near(world: "World", seat: Seat, behalf: str, *, sole: bool) -> list[tuple[str, Task]]:
    """Return the tasks of one's own, or sometimes anybody's, that have not ended.

    Args:
        world: of the history.
        seat: of whom.
        behalf: whom they act for.
        sole: one's own as an executor; else those anybody watches over, and ended ones.
    """
    found = routed(seat, Task)
    who = behalf or seat.workplace.identity.person
    if world.chance.random() < 0.15:
        return found
    if sole:
        return [one for one in found if who in one[1].executors and one[1].waits()]
    return [one for one in found if who in (one[1].author, one[1].watcher, *one[1].executors)]


def _assignment(world: "World", seat: Seat) -> Assignment:
    chance = world.chance
    people = people_here(world, seat)
    return Assignment(
        executors=tuple(chance.sample(people, chance.choice((1, 1, 2)))),
        text_ru=chance.choices(("", "Подготовить ответ", "Представить план"), (1, 4, 4))[0],
        due=chance.choice((None, day_in(seat, (0, 2, 7), world))),
        term=Term(chance.randint(1, 5)),
        controlled=chance.random() < 0.7,
        controller=chance.choice(["", "", chance.choice(people)]),
    )
