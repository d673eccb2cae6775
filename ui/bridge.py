"""The one crossing between the windows and the core.

The bridge holds the workplace. Commands run one after another on the writer's thread, where the
workplace is also opened and closed; questions are answered on two readers' threads; work with files
that needs no workplace (pages of a scan), long reading (a printed journal) and the exchange with
the shared folder have a thread each.
Whatever comes back is a closure sent through one private signal and called in one slot on the
thread of the windows, so nothing here or in the core ever touches a widget from another thread.

Invariants: of several questions asked under one key only the latest is answered; nothing is
delivered after `close`, nor to a receiver whose window is gone.
"""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable, Collection, Hashable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from edo.errors import EdoError
from ui.exchange_thread import Exchanged, ExchangeThread
from ui.long_run import LongRun, teller

if TYPE_CHECKING:
    from edo.change import Touched

Answer = TypeVar("Answer")
CLOSING_SECONDS = 1.0
"""How long closing waits for a shared folder that does not answer."""


class OpenWorkplace(Protocol):
    """What the bridge needs of a workplace; commands take the workplace itself."""

    def read(self, query: Callable[..., Answer], /, **words: object) -> Answer:
        """Answer a query on a snapshot of the tables."""
        ...

    def listen(self, callback: Callable[[Touched], None], /) -> object:
        """Call back after every commit with what it touched."""
        ...

    def close(self) -> None:
        """Let go of the files."""
        ...


@dataclass(frozen=True, slots=True)
class _Ask:
    """One question or command on its way: who waits for it and what to do with a refusal."""

    then: Callable[..., object] | None
    otherwise: Callable[[EdoError], object] | None
    owner: QObject | None
    key: Hashable | None = None
    number: int = 0


class Bridge(QObject):
    """Carry commands and questions to the workplace and bring the answers back.

    `open_workplace` is called on the writer's thread. Questions asked before it has opened wait;
    where it cannot be opened, `unopened` carries the reason and the questions are dropped, and
    `open` may be tried again. `opening` tells how far an opening is that takes its time.

    Where the workplace has a shared folder it is exchanged with from opening to closing:
    `exchanged` carries how each exchange ended, `collecting` how far one is that brings much.
    """

    opened = Signal()
    opening = Signal(int, int)
    reopening = Signal()
    unopened = Signal(object)
    touched = Signal(object)
    failed = Signal(object)
    crashed = Signal(str)
    busy = Signal(bool)
    started = Signal(object)
    exchanged = Signal(object)
    collecting = Signal(int, int)
    closing = Signal()
    _arrived = Signal(object)

    def __init__(
        self,
        open_workplace: Callable[[], OpenWorkplace] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workplace: Future[OpenWorkplace] = Future()
        self._opener: Callable[[], OpenWorkplace] | None = None
        self._asked: set[Future[None]] = set()
        self._writer = ThreadPoolExecutor(1, "writer")
        self._readers = ThreadPoolExecutor(2, "reader")
        self._files = ThreadPoolExecutor(1, "files")
        self._aside = ThreadPoolExecutor(1, "aside")
        self._behind = ThreadPoolExecutor(1, "behind")
        self._latest: dict[Hashable, int] = {}
        self._count = 0
        self._under_way: dict[int, _Ask] = {}
        self._writing = 0
        self._closed = False
        self._runs: set[LongRun] = set()
        self._exchange = ExchangeThread(self._on_exchange, self._on_collecting)
        self._last: Exchanged | None = None
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        if open_workplace is not None:
            self.open(open_workplace)

    @property
    def resting(self) -> bool:
        """Whether everything asked so far has been answered and delivered."""
        return not self._under_way

    def awaits(self, window: QObject) -> bool:
        """Tell whether an answer is awaited for a window or for something in it."""
        return any(_is_within(ask.owner, window) for ask in self._under_way.values())

    @property
    def last_exchange(self) -> Exchanged | None:
        """How the last exchange ended; None before there was one."""
        return self._last

    @property
    def shared(self) -> bool:
        """Whether there is a shared folder that is exchanged with."""
        return self._exchange.goes_on

    def exchange_now(self) -> None:
        """Exchange at once, where there is a shared folder; one just connected to is begun with."""
        self._exchange.now()

    def stop_exchange(self) -> None:
        """Exchange no more: what is seen stays as it is, for pictures."""
        self._exchange.stop()

    def open(self, open_workplace: Callable[[], OpenWorkplace]) -> None:
        """Open the workplace: once, and again only after `unopened`."""
        if self._workplace.cancelled():
            self._workplace = Future()
        self._opener = open_workplace
        opening = _Ask(self._on_opened, self.unopened.emit, self)
        self._send(self._writer, opening, partial(self._open, open_workplace))

    def reopen(
        self,
        between: Callable[[], Answer],
        /,
        *,
        then: Callable[[Answer], object] | None = None,
    ) -> None:
        """Close the workplace, do what needs it closed, and open it again as it was opened.

        `reopening` is sent at once, `opened` or `unopened` in the end; questions of now wait.
        """
        before, self._workplace = self._workplace, Future()
        for run in self._runs:
            run.cancel()
        asked = tuple(self._asked)
        self.reopening.emit()
        ask = _Ask(partial(self._on_reopened, then), self.unopened.emit, self)
        self._send(self._writer, ask, partial(self._reopen, before, asked, between))

    def tell_opening(self, done: int, total: int) -> None:
        """Say, from any thread, how far an opening is."""
        self._arrived.emit(partial(self.opening.emit, done, total))

    def run(
        self,
        command: Callable[..., Answer],
        /,
        *args: object,
        then: Callable[[Answer], object] | None = None,
        otherwise: Callable[[EdoError], object] | None = None,
        owner: QObject | None = None,
        **words: object,
    ) -> None:
        """Run a command on the writer's thread: `command(workplace, *args, **words)`.

        `then` gets the answer on the thread of the windows. An `EdoError` goes to `otherwise`, or,
        where none is given, to the signal `failed`. `owner` is the window that waits: when it is
        gone nobody is told; for a bound method of a QObject it is known without saying.
        """
        ask = _Ask(then, otherwise, owner or _owner(then))
        self._begin_writing()
        work = partial(self._command, self._workplace, command, args, words)
        self._send(self._writer, ask, work, after=self._end_writing)

    def ask(
        self,
        query: Callable[..., Answer],
        /,
        *,
        then: Callable[[Answer], object],
        key: Hashable | None = None,
        otherwise: Callable[[EdoError], object] | None = None,
        owner: QObject | None = None,
        **words: object,
    ) -> None:
        """Answer a query on a reader's thread; of several with one `key` only the latest."""
        ask = self._keyed(then, otherwise, owner, key)
        self._send(self._readers, ask, partial(self._question, self._workplace, query, words))

    def look(
        self,
        question: Callable[..., Answer],
        /,
        *,
        then: Callable[[Answer], object],
        key: Hashable | None = None,
        otherwise: Callable[[EdoError], object] | None = None,
        owner: QObject | None = None,
        **words: object,
    ) -> None:
        """Answer, on a reader's thread, a question that needs the workplace and changes nothing."""
        ask = self._keyed(then, otherwise, owner, key)
        self._send(self._readers, ask, partial(self._command, self._workplace, question, (), words))

    def work(
        self,
        function: Callable[..., Answer],
        /,
        *args: object,
        then: Callable[[Answer], object],
        key: Hashable | None = None,
        otherwise: Callable[[EdoError], object] | None = None,
        owner: QObject | None = None,
        **words: object,
    ) -> None:
        """Run a function that needs no workplace on the one thread for files (pages of scans)."""
        ask = self._keyed(then, otherwise, owner, key)
        self._send(self._files, ask, partial(function, *args, **words))

    def behind(
        self,
        command: Callable[..., Answer],
        /,
        *,
        then: Callable[[Answer], object],
        owner: QObject | None = None,
    ) -> None:
        """Run a command behind the person's back, on a thread nobody else waits for."""
        ask = _Ask(then, None, owner or _owner(then))
        self._send(self._behind, ask, partial(self._command, self._workplace, command, (), {}))

    def run_long(
        self,
        command: Callable[..., Answer],
        title: str,
        /,
        *args: object,
        then: Callable[[Answer], object] | None = None,
        otherwise: Callable[[EdoError], object] | None = None,
        owner: QObject | None = None,
        writes: bool = True,
        alone: bool = False,
        **words: object,
    ) -> LongRun:
        """Run a command that reports how far it is, and show it as a run that can be cancelled.

        The command gets one more word, `progress(done, total) -> bool`; False asks it to stop. With
        `writes=False` it runs beside the writer, so a long report does not hold up a registration;
        with `alone` nothing is exchanged meanwhile.
        """
        run = LongRun(title, self)
        self._runs.add(run)
        ask = _Ask(then, otherwise, owner or _owner(then))
        words = {**words, "progress": teller(run, self._arrived.emit)}
        lane = self._writer if writes else self._aside
        work = partial(self._command, self._workplace, command, args, words)
        work = partial(self._alone, work) if alone else work
        self._send(lane, ask, work, after=partial(self._end_run, run))
        self.started.emit(run)
        return run

    def close(self) -> None:
        """Drop the questions, finish what is being written, close the workplace, join threads.

        `closing` is sent first: what a window still has to keep is written. A shared folder that
        does not answer is waited for a second, and then for nothing.
        """
        if self._closed:
            return
        self.closing.emit()
        self._closed = True
        for run in self._runs:
            run.cancel()
        self._exchange.stop()
        ending = threading.Thread(target=self._finish, name="closing")
        ending.start()
        ending.join(CLOSING_SECONDS)
        if ending.is_alive():
            self._exchange.abandon()
            ending.join()

    def _finish(self) -> None:
        for lane in (self._readers, self._files, self._aside, self._behind):
            lane.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)
        self._exchange.wait()
        if self._workplace.done() and not self._workplace.cancelled():
            self._workplace.result().close()

    def _keyed(
        self,
        then: Callable[..., object],
        otherwise: Callable[[EdoError], object] | None,
        owner: QObject | None,
        key: Hashable | None,
    ) -> _Ask:
        self._count += 1
        if key is not None:
            self._latest[key] = self._count
        return _Ask(then, otherwise, owner or _owner(then), key, self._count)

    def _send(
        self,
        lane: ThreadPoolExecutor,
        ask: _Ask,
        work: Callable[[], object],
        after: Callable[[], object] | None = None,
    ) -> None:
        if self._closed:
            return
        self._under_way[id(ask)] = ask
        sent = lane.submit(self._do, ask, work, after)
        self._asked.add(sent)
        sent.add_done_callback(self._asked.discard)

    def _do(
        self, ask: _Ask, work: Callable[[], object], after: Callable[[], object] | None
    ) -> None:
        """Do one piece of work on a lane's thread and send home what came of it."""
        home: Callable[[], object] | None = None
        try:
            if not self._stale(ask):
                home = partial(self._answered, ask, work())
        except CancelledError:
            home = None
        except EdoError as error:
            home = partial(self._refused, ask, error)
        except Exception:
            home = partial(self.crashed.emit, traceback.format_exc())
        self._arrived.emit(partial(self._land, ask, home, after))

    def _land(
        self,
        ask: _Ask,
        home: Callable[[], object] | None,
        after: Callable[[], object] | None,
    ) -> None:
        del self._under_way[id(ask)]
        if after is not None:
            after()
        if home is not None:
            home()

    @Slot(object)
    def _on_arrived(self, closure: Callable[[], object]) -> None:
        if not self._closed:
            closure()

    def _answered(self, ask: _Ask, answer: object) -> None:
        if self._stale(ask) or not _alive(ask.owner):
            return
        self._forget(ask)
        if ask.then is not None:
            ask.then(answer)

    def _refused(self, ask: _Ask, error: EdoError) -> None:
        if self._stale(ask) or not _alive(ask.owner):
            return
        self._forget(ask)
        if ask.otherwise is not None:
            ask.otherwise(error)
        else:
            self.failed.emit(error)

    def _stale(self, ask: _Ask) -> bool:
        return ask.key is not None and self._latest.get(ask.key) != ask.number

    def _forget(self, ask: _Ask) -> None:
        if ask.key is not None:
            del self._latest[ask.key]

    def _open(self, open_workplace: Callable[[], OpenWorkplace]) -> None:
        try:
            workplace = open_workplace()
            workplace.listen(self._on_commit)
        except BaseException:
            self._workplace.cancel()
            raise
        self._workplace.set_result(workplace)
        self._exchange.begin(workplace)

    def _reopen(
        self,
        before: Future[OpenWorkplace],
        asked: Collection[Future[None]],
        between: Callable[[], Answer],
    ) -> Answer:
        wait_for(asked)
        self._exchange.pause()
        try:
            before.result().close()
            answer = between()
        except BaseException:
            self._workplace.cancel()
            raise
        if self._opener is not None:
            self._open(self._opener)
        return answer

    def _on_reopened(self, then: Callable[[Answer], object] | None, answer: Answer) -> None:
        self.opened.emit()
        if then is not None:
            then(answer)

    def _on_opened(self, _nothing: object) -> None:
        self.opened.emit()

    def _on_commit(self, touched: Touched) -> None:
        self._arrived.emit(partial(self.touched.emit, touched))

    def _on_exchange(self, ended: Exchanged) -> None:
        self._arrived.emit(partial(self._tell_exchange, ended))

    def _tell_exchange(self, ended: Exchanged) -> None:
        self._last = ended
        self.exchanged.emit(ended)

    def _on_collecting(self, done: int, total: int) -> None:
        self._arrived.emit(partial(self.collecting.emit, done, total))

    def _command(
        self,
        workplace: Future[OpenWorkplace],
        command: Callable[..., object],
        args: tuple[object, ...],
        words: dict[str, object],
    ) -> object:
        return command(workplace.result(), *args, **words)

    def _question(
        self,
        workplace: Future[OpenWorkplace],
        query: Callable[..., object],
        words: dict[str, object],
    ) -> object:
        return workplace.result().read(query, **words)

    def _alone(self, work: Callable[[], object]) -> object:
        with self._exchange.still():
            return work()

    def _end_run(self, run: LongRun) -> None:
        self._runs.discard(run)
        run.ended.emit()
        run.deleteLater()

    def _begin_writing(self) -> None:
        self._writing += 1
        if self._writing == 1:
            self.busy.emit(True)

    def _end_writing(self) -> None:
        self._writing -= 1
        if self._writing == 0:
            self.busy.emit(False)


def _owner(then: Callable[..., object] | None) -> QObject | None:
    owner = cast(object, getattr(then, "__self__", None))
    return owner if isinstance(owner, QObject) else None


def _alive(owner: QObject | None) -> bool:
    return owner is None or isValid(owner)


def _is_within(one: QObject | None, window: QObject) -> bool:
    while one is not None and isValid(one):
        if one is window:
            return True
        one = one.parent()
    return False
