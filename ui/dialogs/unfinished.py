"""Offers back what was typed and never handed in: after a crash, or a window closed by Esc."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from edo.domain.card import Kind
from edo.queries import filling
from edo.queries.forms import KeptForm
from ui.desk import Desk
from ui.dialogs.kept_card import Keeper, TypedCard, name_of, read_forms, told
from ui.dialogs.offer_line import OfferLine
from ui.theme import Tone

HYBRID_BITS = 16
"""An instant in milliseconds, so shifted, is a hybrid timestamp."""


class Unfinished(QObject):
    """Shows the latest kept form of a kind in a line; `wanted` carries one to go on with."""

    wanted = Signal(object)

    def __init__(
        self,
        desk: Desk,
        kind: Kind,
        line: OfferLine,
        keeper: Keeper,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._kind = desk, kind
        self._line, self._keeper = line, keeper

    def look(self, document: str, open_ones: Callable[[], Collection[str]]) -> None:
        """Ask what is kept; the form of `document` itself is wanted without asking.

        `open_ones` answers the documents other windows have in hand.
        """
        self._desk.bridge.ask(
            filling.unfinished,
            prefix=name_of(self._kind),
            then=partial(self._on_kept, document, open_ones),
            owner=self,
        )

    def _on_kept(
        self, document: str, open_ones: Callable[[], Collection[str]], kept: list[KeptForm]
    ) -> None:
        taken = set(open_ones())
        found = [one for one in read_forms(kept) if one[0].document not in taken]
        if document:
            for typed, _saved in found:
                if typed.document == document:
                    self.wanted.emit(typed)
        elif found:
            self._offer(found)

    def _offer(self, found: Sequence[tuple[TypedCard, int]]) -> None:
        words = self._desk.speech.words
        typed, saved = found[0]
        text = words.text(
            "Not finished, kept {moment}: {what}",
            moment=words.hlc(saved << HYBRID_BITS),
            what=told(typed) or words.text("a card without a subject"),
        )
        rest = found[1:]
        if rest:
            text += " " + words.plural("({n} more)", "({n} more)", len(rest))
        self._line.offer(
            text,
            (
                (words.text("Go on with it"), partial(self.wanted.emit, typed)),
                (words.text("Throw it away"), partial(self._throw_away, typed, rest)),
            ),
            Tone.ACCENT,
        )

    def _throw_away(self, typed: TypedCard, rest: Sequence[tuple[TypedCard, int]]) -> None:
        self._keeper.forget(typed.document)
        if rest:
            self._offer(rest)
