"""The grammar of the verbs about the share and who belongs to the organisation."""

from edo.commands.membership import INVITATION_DAYS
from edo.domain.rights import Role
from edo.share.rehearsal import WAIT
from edo.terminal import keys, members, share, standing
from edo.terminal.grammar import Grammar, later
from edo.terminal.values import path, whole

_DAYS = whole(1, 365)
_SECONDS = whole(0, 1_000_000)


def add(grammar: Grammar) -> None:
    """Add the verbs to the grammar of the command line."""
    _exchange(grammar)
    _membership(grammar)
    _keys(grammar)


def _exchange(grammar: Grammar) -> None:
    shared = grammar.group("share", "the shared folder")
    connect = shared.verb("connect", "connect to a folder, or to its new place", share.connect)
    connect.add_argument("folder", type=path, metavar="DIR")
    shared.verb("disconnect", "work alone again", share.disconnect)
    exchange = grammar.verb("exchange", "collect what others did and send what waits", None)
    exchange.add_argument("--watch", action="store_true", help="go on until stopped")
    exchange.add_argument(
        "--seconds", type=_SECONDS, default=0, metavar="N", help="with --watch: stop after"
    )
    grammar.verb("status", "what is only here, who has what, who was heard", standing.show_status)
    rehearse = grammar.verb(
        "rehearse", "prove with other computers that numbers are safe", standing.rehearse
    )
    rehearse.add_argument(
        "--others", type=whole(1, 100), default=1, metavar="N", help="to wait for, 1 by default"
    )
    rehearse.add_argument(
        "--wait", type=_SECONDS, default=int(WAIT), metavar="SECONDS", help="60 by default"
    )


def _membership(grammar: Grammar) -> None:
    roles = [role.value for role in Role]
    invite = grammar.verb("invite", "make an invitation for one workplace", members.invite)
    invite.add_argument("--person", required=True, metavar="TEXT")
    invite.add_argument("--office", required=True, metavar="TEXT")
    invite.add_argument("--role", required=True, choices=roles, action="append")
    invite.add_argument("--days", type=_DAYS, default=INVITATION_DAYS, metavar="N")
    invite.add_argument("--out", type=path, required=True, metavar="FILE")
    join = grammar.verb("join", "ask to be let in by an invitation", None)
    join.add_argument("invitation", type=path, metavar="FILE")
    join.add_argument("--share", type=path, metavar="DIR", help="by default, as invited")
    admit = grammar.verb("admit", "let in who asked, after six words were compared", members.admit)
    admit.add_argument("--yes", action="store_true", help="ask nothing, as in a script")
    for verb, does, act in (
        ("grant", "give a person a role", members.grant),
        ("revoke", "take a role from a person", members.revoke),
    ):
        made = grammar.verb(verb, does, act)
        made.add_argument("--person", required=True, metavar="TEXT")
        made.add_argument("--role", required=True, choices=roles)
        made.add_argument("--office", metavar="TEXT", help="everywhere by default")
    retire = grammar.verb("retire", "end a workplace, or all a person may do", members.retire)
    retire.add_argument("device", nargs="?", metavar="DEVICE")
    retire.add_argument("--person", metavar="TEXT")
    keeper = grammar.group("keeper", "who keeps the chain of authority")
    passed = keeper.verb("pass", "let another workplace keep it", members.pass_keeper)
    passed.add_argument("device", metavar="DEVICE")
    grammar.verb("members", "people, their roles and workplaces", members.members)
    grammar.verb("refused", "work that is here and has no effect", members.refused)
    adopt = grammar.verb("adopt", "let work count that came after its author's end", members.adopt)
    adopt.add_argument("device", metavar="DEVICE")
    adopt.add_argument(
        "--segment", type=whole(1, 999_999_999_999), action="append", metavar="N", help="only these"
    )


def _keys(grammar: Grammar) -> None:
    key = grammar.group("key", "what keeps this workplace's key from others")
    key.verb("status", "where it lies", keys.status)
    key.verb("protect", "put it under a password, EDO_NEW_PASSWORD in a script", keys.protect)
    key.verb("store", "move it into the system's key store", keys.store)
    key.verb("file", "move it into an open file", keys.file)
    recovery = grammar.group("recovery", "the root key of the organisation, on paper")
    sheet = recovery.verb("sheet", "print it, to be kept in a safe", later("paper", "recovery"))
    sheet.add_argument("--out", required=True, type=path, metavar="FILE")
    for verb, does, act in (
        ("check", "tell whether a typed code is right", keys.check_code),
        ("forget", "remove the key from this computer", keys.forget),
        ("keeper", "make this workplace the keeper's: its own was lost", keys.take_keeping),
    ):
        made = recovery.verb(verb, does, act)
        made.add_argument(
            "--code", nargs="+", metavar="LINE", help="of the sheet; else they are asked for"
        )
        if verb == "keeper":
            made.add_argument(
                "--share", type=path, metavar="DIR", help="begin in an empty home: all were lost"
            )
