"""The grammar of the verbs about the share and who belongs to the organisation."""

from edo.commands.membership import INVITATION_DAYS
from edo.domain.rights import Role
from edo.sentences import mark
from edo.share.rehearsal import WAIT
from edo.terminal import keys, members, share, standing
from edo.terminal.grammar import Grammar, add_out, later
from edo.terminal.values import path, whole

_DAYS = whole(1, 365)
_SECONDS = whole(0, 1_000_000)


def add(grammar: Grammar) -> None:
    """Add the verbs to the grammar of the command line."""
    _exchange(grammar)
    _membership(grammar)
    _keys(grammar)


def _exchange(grammar: Grammar) -> None:
    shared = grammar.group("share", mark("the shared folder"))
    connect = shared.verb(
        "connect", mark("connect to a folder, or to its new place"), share.connect
    )
    connect.add_argument("folder", type=path, metavar="DIR", help=mark("the shared folder"))
    shared.verb("disconnect", mark("work alone again"), share.disconnect)
    exchange = grammar.verb("exchange", mark("collect what others did and send what waits"), None)
    exchange.add_argument("--watch", action="store_true", help=mark("go on until stopped"))
    exchange.add_argument(
        "--seconds", type=_SECONDS, default=0, metavar="N", help=mark("with --watch: stop after")
    )
    grammar.verb(
        "status", mark("what is only here, who has what, who was heard"), standing.show_status
    )
    rehearse = grammar.verb(
        "rehearse", mark("prove with other computers that numbers are safe"), standing.rehearse
    )
    rehearse.add_argument(
        "--others",
        type=whole(1, 100),
        default=1,
        metavar="N",
        help=mark("to wait for, 1 by default"),
    )
    rehearse.add_argument(
        "--wait",
        type=_SECONDS,
        default=int(WAIT),
        metavar="SECONDS",
        help=mark("how long to wait, 60 by default"),
    )


def _membership(grammar: Grammar) -> None:
    roles = [role.value for role in Role]
    invite = grammar.verb("invite", mark("make an invitation for one workplace"), members.invite)
    invite.add_argument("--person", required=True, metavar="TEXT")
    invite.add_argument("--office", required=True, metavar="TEXT")
    invite.add_argument("--role", required=True, choices=roles, action="append")
    invite.add_argument("--days", type=_DAYS, default=INVITATION_DAYS, metavar="N")
    add_out(invite)
    join = grammar.verb("join", mark("ask to be let in by an invitation"), None)
    join.add_argument("invitation", type=path, metavar="FILE", help=mark("the invitation"))
    join.add_argument("--share", type=path, metavar="DIR", help=mark("by default, as invited"))
    admit = grammar.verb(
        "admit", mark("let in who asked, after six words were compared"), members.admit
    )
    admit.add_argument("--yes", action="store_true", help=mark("ask nothing, as in a script"))
    for verb, does, act in (
        ("grant", mark("give a person a role"), members.grant),
        ("revoke", mark("take a role from a person"), members.revoke),
    ):
        made = grammar.verb(verb, does, act)
        made.add_argument("--person", required=True, metavar="TEXT")
        made.add_argument("--role", required=True, choices=roles)
        made.add_argument("--office", metavar="TEXT", help=mark("everywhere by default"))
    retire = grammar.verb("retire", mark("end a workplace, or all a person may do"), members.retire)
    retire.add_argument("device", nargs="?", metavar="DEVICE")
    retire.add_argument("--person", metavar="TEXT")
    keeper = grammar.group("keeper", mark("who keeps the chain of authority"))
    passed = keeper.verb("pass", mark("let another workplace keep it"), members.pass_keeper)
    passed.add_argument("device", metavar="DEVICE")
    grammar.verb("members", mark("people, their roles and workplaces"), members.members)
    grammar.verb("refused", mark("work that is here and has no effect"), members.refused)
    adopt = grammar.verb(
        "adopt", mark("let work count that came after its author's end"), members.adopt
    )
    adopt.add_argument("device", metavar="DEVICE")
    adopt.add_argument(
        "--segment",
        type=whole(1, 999_999_999_999),
        action="append",
        metavar="N",
        help=mark("only these"),
    )


def _keys(grammar: Grammar) -> None:
    key = grammar.group("key", mark("what keeps this workplace's key from others"))
    key.verb("status", mark("where it lies"), keys.status)
    key.verb("protect", mark("put it under a password, EDO_NEW_PASSWORD in a script"), keys.protect)
    key.verb("store", mark("move it into the system's key store"), keys.store)
    key.verb("file", mark("move it into an open file"), keys.file)
    recovery = grammar.group("recovery", mark("the root key of the organisation, on paper"))
    sheet = recovery.verb(
        "sheet", mark("print it, to be kept in a safe"), later("paper", "recovery")
    )
    add_out(sheet)
    for verb, does, act in (
        ("check", mark("tell whether a typed code is right"), keys.check_code),
        ("forget", mark("remove the key from this computer"), keys.forget),
        ("keeper", mark("make this workplace the keeper's: its own was lost"), keys.take_keeping),
    ):
        made = recovery.verb(verb, does, act)
        made.add_argument(
            "--code", nargs="+", metavar="LINE", help=mark("of the sheet; else they are asked for")
        )
        if verb == "keeper":
            made.add_argument(
                "--share",
                type=path,
                metavar="DIR",
                help=mark("begin in an empty home: all were lost"),
            )
            made.add_argument(
                "--without-share",
                action="store_true",
                help=mark("the shared folder was lost too"),
            )
