"""What is typed into a registration form: kept while one types, offered back later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import msgspec
from PySide6.QtCore import QObject, QTimer

from edo.commands.forms import forget_form, keep_form
from edo.domain.card import Kind
from edo.queries.forms import KeptForm
from ui.bridge import Bridge
from ui.dialogs.file_row import KeptFile
from ui.dialogs.party_row import typed_parties

Answer = TypeVar("Answer")
AFTER = 500
"""Milliseconds after the first keystroke that is not kept yet."""


class TypedLink(msgspec.Struct, frozen=True):
    """A link to another document, and what that one is called."""

    link: str
    document: str
    name: str


class TypedCard(msgspec.Struct, frozen=True, omit_defaults=True):
    """Everything in a registration form, half typed or not; dates as ISO texts where they are.

    `at` names the field that had the keys; `closed` says that the person closed the form.
    """

    document: str
    journal: str = ""
    on: str = ""
    number: str = ""
    fields: dict[str, str] = msgspec.field(default_factory=dict[str, str])
    files: tuple[KeptFile, ...] = ()
    links: tuple[TypedLink, ...] = ()
    cleared: tuple[str, ...] = ()
    at: str = ""
    closed: bool = False


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(TypedCard).decode


def name_of(kind: Kind, document: str = "") -> str:
    """Say under which name the form of a document is kept; without one, where all of a kind are."""
    return f"registration/{kind.value}/{document}"


def read_forms(forms: Sequence[KeptForm]) -> list[tuple[TypedCard, int]]:
    """Read kept forms, the latest first, each with its instant; a broken one is left out."""
    found: list[tuple[TypedCard, int]] = []
    for form in forms:
        try:
            found.append((_decode(form.value), form.saved))
        except msgspec.DecodeError:
            continue
    return found


def told(typed: TypedCard) -> str:
    """Tell a kept form by its first correspondent and its subjects, as far as they are typed."""
    names = [one.text for one in typed_parties(typed.fields.get("parties", ""))[:1]]
    texts = [typed.fields.get(name, "") for name in ("subject_ru", "subject_kk")]
    return " · ".join(text for text in (*names, *texts) if text)


def written_in(value: bytes) -> str:
    """Tell what is written in a kept form, as it is stored; nothing for one that is broken."""
    try:
        return told(_decode(value))
    except msgspec.DecodeError:
        return ""


def was_closed(value: bytes) -> bool:
    """Tell whether a kept form, as it is stored, was closed by hand before the program ended."""
    try:
        return _decode(value).closed
    except msgspec.DecodeError:
        return False


@dataclass(slots=True)
class Sent:
    """Whether a form was handed in: told and asked on the writer's thread alone."""

    done: bool = False


def _noted(sent: Sent, command: Callable[..., Answer], /, *args: Any, **words: Any) -> Answer:
    answer = command(*args, **words)
    sent.done = True
    return answer


def _keep_closed(workplace: Any, *, sent: Sent, name: str, value: bytes) -> None:
    """Keep what stood in a closed form, unless it was handed in just before."""
    if sent.done:
        forget_form(workplace, name=name)
    else:
        keep_form(workplace, name=name, value=value)


class Keeper(QObject):
    """Keeps a form half a second after a keystroke, and forgets it when it is handed in.

    `state` gives what is typed, None where nothing is worth keeping.
    """

    def __init__(
        self, bridge: Bridge, kind: Kind, state: Callable[[], TypedCard | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bridge, self._kind, self._state = bridge, kind, state
        self._kept: dict[str, bytes] = {}
        self._sent = Sent()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER)
        self._timer.timeout.connect(self.keep)

    def wait(self) -> None:
        """Keep the form soon: somebody is typing, and may not pause for minutes."""
        if not self._timer.isActive():
            self._timer.start()

    def handing_in(self, command: Callable[..., Answer]) -> Callable[..., Answer]:
        """Give a command that hands the form in: once it is done, nothing is kept on closing."""
        self._sent = Sent()
        return partial(_noted, self._sent, command)

    def keep(self) -> None:
        """Keep the form as it is now, where it differs from what is kept."""
        self._timer.stop()
        typed = self._state()
        if typed is None or not typed.document:
            return
        value = _encode(typed)
        if self._kept.get(typed.document) != value:
            self._kept[typed.document] = value
            name = name_of(self._kind, typed.document)
            self._bridge.run(keep_form, name=name, value=value)

    def close(self) -> None:
        """Keep what stands in the form as it is closed, unless it is being handed in."""
        self._timer.stop()
        typed = self._state()
        if typed is not None and typed.document:
            value = _encode(msgspec.structs.replace(typed, closed=True))
            name = name_of(self._kind, typed.document)
            self._bridge.run(_keep_closed, sent=self._sent, name=name, value=value)

    def forget(self, document: str) -> None:
        """Forget what is kept of a document."""
        self._timer.stop()
        self._kept.pop(document, None)
        self._sent = Sent()
        self._bridge.run(forget_form, name=name_of(self._kind, document))
