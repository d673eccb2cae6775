"""Modules are read before somebody needs them: what the core has on a worker, windows in turns.

A module with classes of Qt's is never read beside the thread of the windows. Qt's binding looks its
classes up at every event without Python's lock; one that is made on another thread at that moment
ends the program.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, module_from_spec
from types import CodeType, FunctionType

from PySide6.QtCore import QObject, Signal

from ui.bridge import Bridge
from ui.turns import InTurns

PANE = "ui.pages.document_pane"
"""What a document is read in, beside every list of them: the largest part of the windows."""
PANE_CORE = (
    "edo.narrative",
    "edo.commands.answering",
    "edo.commands.assigning",
    "edo.commands.awaiting",
    "edo.commands.drafts",
    "edo.commands.letters",
    "edo.commands.numbers",
    "edo.commands.phrases",
    "edo.commands.rerouting",
    "edo.commands.resolutions",
    "edo.commands.tray",
    "edo.domain.likeness",
    "edo.transfer.page_text",
)
"""What it has of the core."""
PANE_PARTS = (
    "ui.dialogs.form_sheet",
    "ui.pages.document.filing",
    "ui.widgets.scan_view",
    "ui.pages.document.sheets",
    "ui.pages.approval.doing",
    "ui.pages.approval.section",
    "ui.dialogs.card_form",
    "ui.pages.document.edit",
    "ui.pages.document.body",
    "ui.dialogs.assigning",
    "ui.dialogs.reading_sheets",
    "ui.pages.document.execution_doing",
    "ui.pages.document.execution",
    "ui.pages.document.offices",
    PANE,
)
"""Its parts, in the order in which they need one another."""


class ReadAhead(QObject):
    """Reads modules one after another, in turns of the windows' thread; `over` tells of the end.

    Attributes:
        core: names of modules without anything of Qt's, read first, beside the windows.
        windows: names of the others, in the order in which they need one another: a turn is short.
        large: names of packages that would hold the windows, read part by part before those.
    """

    over = Signal()

    def __init__(
        self,
        bridge: Bridge,
        core: Sequence[str],
        windows: Sequence[str],
        parent: QObject,
        *,
        large: Sequence[str] = (),
        pause: int = 0,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._core = bridge, tuple(core)
        self._parts = _parts(tuple(large), tuple(windows))
        self._turns = InTurns(self, pause)
        self._turns.over.connect(self.over)

    def begin(self) -> None:
        """Read; `pause` milliseconds lie between two turns."""
        self._bridge.work(partial(_read, self._core), then=self._on_core, owner=self)

    def _on_core(self, _nothing: object) -> None:
        self._turns.begin(self._parts)
        self._turns.take_turn()


_begun: dict[str, Iterator[None]] = {}
"""Packages of which a part is read: whoever reads on, reads on there."""


def _read(modules: Sequence[str]) -> None:
    for module in modules:
        import_module(module)


def _parts(large: Sequence[str], windows: Sequence[str]) -> Iterator[bool]:
    """Read; a whole module has a turn of its own, parts of one share theirs."""
    for name in large:
        for _ in in_parts(name):
            yield False
    for name in windows:
        if name not in sys.modules:
            import_module(name)
            yield True


def in_parts(name: str) -> Iterator[None]:
    """Read a package statement by statement, or ask one that is there for each of its names.

    Qt's binding makes its classes when they are first asked for. A package that imports its parts
    one after another is read by its statements, each in its place, as the interpreter would do.
    """
    if name in sys.modules and name not in _begun:
        module = sys.modules[name]
        for one in dir(module):
            getattr(module, one)
            yield
        return
    reading = _begun.setdefault(name, _statements(name))
    yield from reading
    _begun.pop(name, None)


def _statements(name: str) -> Iterator[None]:
    spec = find_spec(name)
    codes = _codes(spec) if spec is not None else []
    if spec is None or not codes:  # nothing to be read in parts: the usual way, and its errors
        import_module(name)
        return
    module = module_from_spec(spec)
    sys.modules[name] = module
    try:
        for code in codes:
            FunctionType(code, module.__dict__)()
            yield
    except Exception:
        del sys.modules[name], _begun[name]
        raise


def _codes(spec: ModuleSpec) -> list[CodeType]:
    """Give the statements of a module, each compiled; none where its text is not at hand."""
    text_of: Callable[[str], str | None] | None = getattr(spec.loader, "get_source", None)
    text = text_of(spec.name) if text_of is not None else None
    if text is None or spec.origin is None:
        return []
    return [
        compile(ast.Module([one], []), spec.origin, "exec", dont_inherit=True)
        for one in ast.parse(text).body
    ]
