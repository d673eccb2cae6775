"""The bottom line tells how the exchange stands: true, short, with the right word endings."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from edo.errors import UnreachableError
from edo.queries.share import Peer, Status
from edo.store.shared import SetAside
from edo.wording import Wording
from tests.builders import TODAY, instant
from tests.ui.sharing import shared_office, window_of
from ui.exchange_line import SHARE
from ui.exchange_thread import Exchanged
from ui.exchange_words import say
from ui.main_window import MainWindow
from ui.theme import Tone
from ui.ways import PLACES, Ways

NOW = instant(TODAY, 10, 44)
MINUTE = 60_000
DAY = 24 * 60 * MINUTE
ALONE = Status("", 0, "", "", 0, 0, (), (), 0, (), 0, is_keeper=True)
SHARED = replace(ALONE, place="//server/edo", exchanged=NOW - 2 * MINUTE)
GOOD = Exchanged(NOW - 2 * MINUTE)
SINCE = NOW - 2 * MINUTE


def peers(having: int, lacking: int = 0) -> tuple[Peer, ...]:
    """Make other workplaces of which some have everything."""
    return tuple(
        Peer(f"dev{n}", f"p{n}", "", "", NOW, n < having, 0 if n < having else 3, 0)
        for n in range(having + lacking)
    )


def failed(reason: str) -> Exchanged:
    """Make the end of an exchange that did not succeed."""
    return Exchanged(NOW, UnreachableError(reason, path="//server/edo"), since=SINCE)


STATES: tuple[tuple[str, Status, Exchanged | None, Tone, str], ...] = (
    (
        "alone",
        ALONE,
        None,
        Tone.NEUTRAL,
        "This workplace is alone · Everything is kept on this computer",
    ),
    (
        "good",
        replace(SHARED, peers=peers(3), documents=1),
        GOOD,
        Tone.GOOD,
        "Exchange 2 min ago · 3 workplaces have everything · 1 document only here",
    ),
    (
        "some lack",
        replace(SHARED, peers=peers(1, 1)),
        replace(GOOD, at=NOW),
        Tone.GOOD,
        "Exchange just now · 1 of 2 workplaces have everything",
    ),
    ("nobody else", SHARED, GOOD, Tone.GOOD, "Exchange 2 min ago · no other workplace yet"),
    (
        "long ago",
        replace(SHARED, peers=peers(1), exchanged=NOW - DAY),
        None,
        Tone.GOOD,
        "Exchange 01.03.2026 10:44 · 1 workplace has everything",
    ),
    (
        "set aside",
        replace(SHARED, peers=peers(1), set_aside=(SetAside("a", "b", NOW),), unseen=1),
        GOOD,
        Tone.WARN,
        "Exchange 2 min ago · 1 workplace has everything · 1 object set aside",
    ),
    (
        "away",
        replace(SHARED, documents=4),
        failed("share_timeout"),
        Tone.WARN,
        "The folder does not answer since 10:42. You can work on. 4 documents wait here.",
    ),
    (
        "away since yesterday, just started",
        replace(SHARED, exchanged=NOW - DAY, failed="share_gone"),
        None,
        Tone.WARN,
        "The folder does not answer since 01.03.2026 10:44. You can work on.",
    ),
    (
        "another's",
        SHARED,
        failed("share_foreign"),
        Tone.BAD,
        "The shared folder belongs to another organisation. Nothing was sent or taken in.",
    ),
    (
        "first",
        replace(SHARED, exchanged=0),
        None,
        Tone.NEUTRAL,
        "The first exchange is under way…",
    ),
)


@pytest.mark.parametrize(
    ("status", "last", "tone", "line"), [state[1:] for state in STATES], ids=[s[0] for s in STATES]
)
def test_every_state_has_its_sentence(
    status: Status, last: Exchanged | None, tone: Tone, line: str
) -> None:
    """What the workplace remembers and how the last exchange ended become one line and a tone."""
    said = say(Wording("en"), status, last, NOW)
    assert (said.line, said.tone) == (line, tone)
    assert said.title


@pytest.mark.parametrize("halt", ["copied", "forked", "chain", "behind"])
def test_a_workplace_that_may_not_send_says_why(halt: str) -> None:
    """A halt is a sentence and no good news, remembered over a restart."""
    words = Wording("ru")
    now = say(words, SHARED, Exchanged(NOW, halt=halt, since=SINCE), NOW)
    later = say(words, replace(SHARED, failed=halt), None, NOW)
    assert now.line == later.line
    assert now.tone in {Tone.BAD, Tone.WARN}
    assert now.line[-1] == "."


@pytest.mark.parametrize(
    ("language", "count", "line"),
    [
        ("ru", 1, "Обмен 2 мин назад · 1 рабочее место видит всё · 1 документ только здесь"),
        ("ru", 3, "Обмен 2 мин назад · 3 рабочих места видят всё · 3 документа только здесь"),
        ("ru", 5, "Обмен 2 мин назад · 5 рабочих мест видят всё · 5 документов только здесь"),
        ("kk", 3, "Алмасу 2 мин бұрын · 3 жұмыс орны бәрін көреді · 3 құжат тек осында"),
    ],
)
def test_words_end_as_their_numbers_ask(language: str, count: int, line: str) -> None:
    """One place, three places, five places: each language counts in its own way."""
    status = replace(SHARED, peers=peers(count), documents=count)
    assert say(Wording(language), status, GOOD, NOW).line == line


def test_the_line_is_there_and_leads_to_its_page(qtbot: QtBot, tmp_path: Path) -> None:
    """The window says how the exchange stands by itself; a key on the line opens its page."""
    with (
        shared_office(tmp_path) as (chancery, place),
        window_of(qtbot, chancery, place) as office,
    ):
        window = MainWindow(office.desk, PLACES)
        ways = Ways(office.desk, window)
        assert ways
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        office.exchanged()
        office.wait(lambda: window.status.state.text() != "")
        assert window.status.state.text() == "Exchange just now · no other workplace yet"
        assert window.status.state.tone is Tone.GOOD
        chancery.clock.move(minutes=7)
        place.rename(tmp_path / "away")
        office.exchanged()
        office.wait(lambda: window.status.state.tone is Tone.WARN)
        window.status.state.setFocus()
        QTest.keyClick(window.status.state, Qt.Key.Key_Space)
        assert window.here == SHARE
        office.settle()
