"""Files put into a document by dropping, pasting and choosing, and dragged out of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from edo.commands import documents
from edo.commands.documents import Attachment
from edo.commands.forms import forget_picture, keep_picture
from edo.commands.reading import Whole, open_copy, read_document
from edo.domain.card import Kind
from edo.domain.document import FileRole, Version, right_to_write
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.file_row import guess
from ui.pages.document.acts import is_alive
from ui.pages.document.elsewhere import sentence
from ui.pages.document.lines import PICTURES, ending
from ui.theme import Tone
from ui.undoing import offer_undo
from ui.widgets.file_out import FileOut
from ui.widgets.file_zone import Brought, FileZone, Offer
from ui.widgets.notice_bar import Notice
from ui.widgets.telling import tell

THIS = mark("Drop to attach to this document")
ANNULLED = mark("The document is annulled: nothing is attached to it")
NOT_ALLOWED = mark("You may not attach files to this document")
MISTAKE = mark("Attached by mistake")


class Filing(QObject):
    """Attaches files to the document of a pane, and lets them be dragged out of it.

    `wanted` gives the id of what the pane shows or will show in a moment, empty for nothing;
    `whole` the document it shows, which until then may be the one before. What is dropped meanwhile
    belongs to the one that is coming, wherever the pane goes next.
    """

    def __init__(
        self,
        desk: Desk,
        pane: QWidget,
        whole: Callable[[], Whole | None],
        wanted: Callable[[], str],
    ) -> None:
        super().__init__(pane)
        self._desk, self._pane, self._whole, self._wanted = desk, pane, whole, wanted
        self.zone = FileZone(desk, pane, self._offer)
        self.zone.taken.connect(self._on_taken)
        self.zone.refused.connect(self._refuse)
        self.out = FileOut(desk, self)

    def attach(self, paths: Sequence[Path]) -> None:
        """Attach files, each as what it probably is, pictures as scans: all of them or none."""
        whole = self._whole()
        if whole is not None and whole.elsewhere is None:
            self._attach(whole, paths)

    def _attach(self, whole: Whole, paths: Sequence[Path]) -> None:
        if not paths:
            return
        files = [_as(path, whole.card.document.kind) for path in paths]
        document = whole.card.id
        self._desk.bridge.run(
            documents.attach_all,
            document=document,
            files=files,
            then=partial(self._on_attached, document, list(paths)),
            owner=self,
        )

    def lets_out(self, widget: QWidget, version: Version) -> None:
        """Let a version of a file be dragged out of a widget as a copy under its own name."""
        self.out.watch(widget, partial(self._copy_out, version))

    def _copy_out(self, version: Version, then: Callable[[Path], object]) -> None:
        self._desk.bridge.look(
            open_copy, then=then, owner=self, sha256=version.sha256, name=version.name
        )

    def _here(self) -> Whole | None:
        """Give the document wanted, where it is here already."""
        whole = self._whole()
        return whole if whole is not None and whole.card.id == self._wanted() else None

    def _offer(self) -> Offer | None:
        """Say where files dropped on the pane go; one that shows nothing takes none itself."""
        whole = self._here()
        if whole is not None:
            return self._offer_of(whole)
        return Offer(self._desk.speech.words.text(THIS)) if self._wanted() else None

    def _offer_of(self, whole: Whole) -> Offer:
        document, words = whole.card.document, self._desk.speech.words
        if whole.elsewhere is not None:
            return Offer(sentence(words, whole.elsewhere), refused=True)
        if not is_alive(document):
            return Offer(words.text(ANNULLED), refused=True)
        if not whole.me.may(right_to_write(document)):
            return Offer(words.text(NOT_ALLOWED), refused=True)
        if document.number is None:
            return Offer(words.text(THIS))
        text = words.text("Drop to attach to № {number}", number=document.number.text)
        return Offer(text.replace(" №", "\u00a0№").replace("№ ", "№\u00a0"))

    def _on_taken(self, what: Brought) -> None:
        """Attach what was brought, once it is known what the document is."""
        whole = self._here()
        if whole is not None:
            self._take(what, whole)
            return
        self._desk.bridge.look(
            read_document, then=partial(self._on_read, what), owner=self, document=self._wanted()
        )

    def _on_read(self, what: Brought, whole: Whole) -> None:
        offer = self._offer_of(whole)
        if offer.refused:
            self._refuse(offer.text)
        else:
            self._take(what, whole)

    def _take(self, what: Brought, whole: Whole) -> None:
        if what.picture:
            run = self._desk.bridge.run
            run(keep_picture, data=what.picture, then=partial(self._on_kept, whole), owner=self)
        else:
            self._attach(whole, what.paths)

    def _on_kept(self, whole: Whole, path: Path) -> None:
        """Attach a picture that came without a file; what was made for that goes after it."""
        self._attach(whole, [path])
        self._desk.bridge.run(forget_picture, path=path)

    def _on_attached(self, document: str, paths: Sequence[Path], files: Sequence[str]) -> None:
        words = self._desk.speech.words
        if len(paths) == 1:
            text = words.text("Attached: {name}", name=paths[0].name)
        else:
            text = words.plural("{n} file is attached", "{n} files are attached", len(paths))
        offer_undo(
            self._desk,
            self._pane,
            text,
            documents.remove_all,
            document=document,
            files=files,
            reason=words.text(MISTAKE),
        )

    def _refuse(self, text: str) -> None:
        tell(self._pane, Notice(text, Tone.WARN))


def _as(path: Path, kind: Kind) -> Attachment:
    """Say what a file is to a document of a kind, as its name and the kind suggest."""
    guessed = guess(path, kind, first=True)
    is_picture = ending(path.name) in PICTURES and guessed.role is FileRole.TEXT
    return Attachment(path, FileRole.SCAN if is_picture else guessed.role, guessed.language)
