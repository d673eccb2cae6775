"""Keys on the terminal: where this workplace's lies, and the organisation's root key on paper."""

import getpass
import os
import sys
from argparse import Namespace
from pathlib import Path

from edo.commands import home, recovery
from edo.commands.home import Standing
from edo.errors import Reason, Refusal
from edo.keystore import Protection
from edo.repair import keeping
from edo.sentences import mark
from edo.terminal.answers import Answer, Told
from edo.terminal.values import password
from edo.wording import Wording
from edo.workplace import Workplace

_ASKED_BY = "EDO_NEW_PASSWORD"
"""Names the variable by which a script gives a new password."""
CODE_READ = 4096
"""Letters of a typed code that are read at most."""
KEPT = {
    Protection.STORE: mark("The keys lie in the key store of the system."),
    Protection.PASSWORD: mark("The keys are under a password."),
    Protection.OWNER: mark(
        "The keys lie open in files that only their owner can read: whoever copies the folder "
        "has them. Run “edo key store”, or “edo key protect”."
    ),
}
ROOT_HERE = mark(
    "The root key of the organisation is on this computer too. Print it by “edo recovery sheet”, "
    "put the sheet into a safe, then run “edo recovery forget”."
)


def status(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo key status`: where the keys lie, and what is better."""
    del given
    return _told(home.standing(workplace), words)


def protect(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo key protect`: put the keys under a password, or another one."""
    del given
    new = os.environ.get(_ASKED_BY, "") or _asked_twice(words)
    home.protect(workplace, password=new, old=password())
    return _told(home.standing(workplace), words)


def store(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo key store`: move the keys into the system's key store."""
    del given
    home.move_in(workplace, password=password())
    return _told(home.standing(workplace), words)


def file(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo key file`: move the keys out of the store, or take their password away."""
    del given
    home.protect(workplace, password="", old=password())
    return _told(home.standing(workplace), words)


def check_code(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo recovery check`: tell whether a code typed from the sheet is the root key's."""
    key = recovery.read_code(workplace, code=code_of(given, words))
    said = words.text("The code is right: it is the root key of this organisation.")
    return Told({"organisation": key.name, "right": True}, {}, said)


def forget(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo recovery forget`: remove the root key from this computer."""
    recovery.forget(workplace, code=code_of(given, words))
    said = words.text("The root key is on paper only from now on. Keep the sheet in a safe.")
    return Told({"root_key": False}, {}, said)


def take_keeping(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo recovery keeper`: make this workplace the keeper's, by the code."""
    code, lost_too = code_of(given, words), given.without_share
    lost = keeping.take_over(workplace, code=code, without_share=lost_too)
    said = words.text(TAKEN, device=lost)
    return Told({"keeper": workplace.device, "before": lost}, {}, said)


def begin_again(folder: Path, given: Namespace, words: Wording) -> Answer:
    """`edo recovery keeper --share DIR`: make the keeper's workplace anew in an empty folder."""
    place = str(given.share.absolute())
    recovery.begin_again(folder, place=place, code=code_of(given, words), password=password())
    said = words.text("The keeper’s workplace is made. Run “edo exchange” to fill it.")
    return Told({"home": str(folder), "share": place}, {}, said)


TAKEN = mark(
    "This workplace keeps the keys from now on. If the computer before was lost or stolen, run "
    "“edo retire {device}”."
)


def code_of(given: Namespace, words: Wording) -> str:
    """Return the code that was given, or typed line by line.

    Raises:
        Refusal: none was.
    """
    if given.code:
        return "\n".join(given.code)
    if sys.stdin.isatty():
        print(words.text("Type the four lines of the code:"), file=sys.stderr, flush=True)
        return "\n".join(getpass.getpass(f"{n}. ") for n in range(1, 5))
    typed = sys.stdin.read(CODE_READ)
    if not typed.strip():
        raise Refusal(Reason.REQUIRED_FIELD, field="code")
    return typed


def _told(found: Standing, words: Wording) -> Told:
    plain = {
        "kept": found.protection.value,
        "device": found.device,
        "folder": str(found.folder),
        "root_key_here": found.has_root_key,
    }
    said = [words.text(KEPT[found.protection])]
    if found.has_root_key:
        said.append(words.text(ROOT_HERE))
    return Told(plain, {}, "\n".join(said))


def _asked_twice(words: Wording) -> str:
    """Ask for a new password where a person sits at the terminal.

    Raises:
        Refusal: nobody does, or the two differ.
    """
    if not sys.stdin.isatty():
        raise Refusal(Reason.REQUIRED_FIELD, field="password")
    first, again = (
        getpass.getpass(f"{words.text(name)}: ")
        for name in (mark("New password"), mark("New password once more"))
    )
    if not first or first != again:
        raise Refusal(Reason.PASSWORDS_DIFFER)
    return first
