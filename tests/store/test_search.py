"""The index finds what a person means, in the right order, and forgets what is gone."""

import random
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, insert

from edo.store import search
from edo.store.database import create
from edo.store.ledger_tables import LEDGER, file_texts
from edo.store.search import Entry, Hit, Order, Within
from edo.store.tables import TABLES, attachments, documents
from edo.store.wanted import match


@pytest.fixture
def connection() -> Iterator[Connection]:
    """Return an empty database with an empty index."""
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        create(connection, LEDGER)
        create(connection, TABLES)
        search.create(connection)
        search.finish(connection)
        yield connection
    engine.dispose()


def _keys(connection: Connection, text: str, order: Order = Order.RELEVANCE) -> list[int]:
    return [hit.key for hit in search.find(connection, text, limit=100, order=order)]


def _attach(connection: Connection, key: int, sha256: str, text: str) -> None:
    known = connection.exec_driver_sql("SELECT 1 FROM file_texts WHERE sha256 = ?", (sha256,))
    if known.scalar() is None:
        row = {"sha256": sha256, "name": "a.pdf", "state": "found", "text": text}
        connection.execute(insert(file_texts).values(row))
    connection.execute(insert(attachments).values(key=key, file=sha256, sha256=sha256))


def _row(connection: Connection, key: int, **values: object) -> None:
    empty = {
        column.name: b"" if column.type.python_type is bytes else column.type.python_type()
        for column in documents.columns
    }
    connection.execute(
        insert(documents).values(empty | {"key": key, "document": str(key)} | values)
    )


def test_forms_letters_and_numbers_find_the_document(connection: Connection) -> None:
    """Any form of a word, in either keyboard's letters, and any scrap of a number leads there."""
    search.add(
        connection,
        [
            Entry(
                1,
                "О предоставлении отчёта о ёлке",
                "Қала құжаттарын тапсыру",
                "«Ұстаз» кәсіподағы",
                ("A-1312/B", "01-12/345-И"),
                "Иванова",
            ),
            Entry(2, "Совсем другое", numbers=("777",)),
        ],
    )
    for typed in (
        *("предоставление", "предоставлению отчетов", "предост", "п", "елка ", "ЁЛКИ ", "отчет о"),
        *("қала", "кала ", "құжат ", "кужаттарды ", "устаз", "Ұстаз ", "касиподак ", "иванов "),
        *("1312", "12/B", "12/в", "b", "В", "A-1", "а1312в", "345", "5-и", "0112345И", "12/34"),
        *("отчет 1312", "01-12/345-И", "  отчёт \t устаз  "),
    ):
        assert _keys(connection, typed) == [1], typed
    for typed in ("1313", "отчет 777", "предоставлять иное", "1312/К"):
        assert _keys(connection, typed) == [], typed


def test_quotation_is_found_only_as_it_stands(connection: Connection) -> None:
    """Words in double quotes follow each other, within one field of the card."""
    search.add(connection, [Entry(1, "План работы на год", extra="Отчёт", numbers=("1/2345678",))])
    assert _keys(connection, '"планы работы"') == _keys(connection, '"работы на год"') == [1]
    assert _keys(connection, '"работы план"') == _keys(connection, '"год отчёт"') == []
    assert _keys(connection, '"план работы" отчет') == [1]
    assert _keys(connection, '"2345678"') == [1]
    assert _keys(connection, '"2345679"') == []


def test_order_is_whole_number_then_card_then_files_each_newest_first(
    connection: Connection,
) -> None:
    """Relevance is told by where the words stand, and by date where they stand alike."""
    _attach(connection, 5, "f5", "Письмо 12 о договоре")
    _attach(connection, 1, "f1", "договор на 12 листах")
    search.add(
        connection,
        [
            *(Entry(1), Entry(5)),
            *(Entry(2, "Договор 12"), Entry(3, numbers=("12",)), Entry(4, numbers=("12/7",))),
        ],
    )
    assert _keys(connection, "12") == [3, 4, 2, 5, 1]
    assert _keys(connection, "12", order=Order.NEWEST) == [5, 4, 3, 2, 1]
    assert _keys(connection, "договор ") == [2, 5, 1]


def test_whole_words_come_before_beginnings(connection: Connection) -> None:
    """A document with the word typed stands before newer ones where it only begins a word."""
    search.add(connection, [Entry(1, "О договорах"), Entry(2, "Договорённость"), Entry(3, "Дог")])
    assert _keys(connection, "договор") == [1, 2]
    assert _keys(connection, "договор", Order.NEWEST) == [2, 1]
    assert _keys(connection, "дог") == [3, 2, 1]
    assert _keys(connection, "договор ") == [1]


def test_words_may_be_divided_between_card_and_file(connection: Connection) -> None:
    """One word of the card and one of its file together find the document."""
    _attach(connection, 1, "f1", "Текст о зарплате\nЖалақы туралы")
    search.add(connection, [Entry(1, names="Иванов"), Entry(2, names="Иванов")])
    assert _keys(connection, "иванов зарплата") == _keys(connection, "жалакысы иван") == [1]
    assert _keys(connection, "зарп") == [1]


def test_pages_follow_each_other(connection: Connection) -> None:
    """Pages of any size, laid end to end, are the whole list."""
    dice = random.Random(3)
    words = ["приказ", "отпуск", "12", "договор"]
    for key in range(1, 60):
        if dice.random() < 0.4:
            _attach(connection, key, f"f{key}", " ".join(dice.choices(words, k=2)))
        numbers = (dice.choice(["12", "112", "7"]),)
        search.add(connection, [Entry(key, " ".join(dice.choices(words, k=2)), numbers=numbers)])
    for typed in ("12", "приказ", "отпуск 12", "п"):
        for order in Order:
            whole = search.find(connection, typed, limit=1000, order=order)
            pages, last = list[Hit](), None
            while page := search.find(connection, typed, limit=7, after=last, order=order):
                pages += page
                last = page[-1]
            assert pages == whole
            assert len({hit.key for hit in whole}) == len(whole)


@pytest.mark.parametrize("hint", ["", "NOT INDEXED"])
def test_condition_is_met_however_few_meet_it(connection: Connection, hint: str) -> None:
    """A filter that few documents meet, or many, gives the same list as looking at each."""
    total = 5000
    for key in range(1, total + 1):
        _row(connection, key, status="cancelled" if key % 900 == 1 else "registered")
    search.add(connection, [Entry(key, "Приказ") for key in range(1, total + 1)])
    for status in ("cancelled", "registered"):
        within = Within("status = ?", (status,), hint)
        whole = [hit.key for hit in search.find(connection, "приказ", limit=total, within=within)]
        wanted = {key for key in range(1, total + 1) if (key % 900 == 1) == (status == "cancelled")}
        assert whole == sorted(wanted, reverse=True)
        first = search.find(connection, "приказ", limit=3, within=within)
        rest = search.find(connection, "приказ", limit=3, after=first[-1], within=within)
        assert [hit.key for hit in first + rest] == whole[:6]


def test_looking_at_each_document_finds_what_the_index_finds(connection: Connection) -> None:
    """Documents looked at one by one, when few meet a filter, are the hits of the index."""
    dice = random.Random(7)
    words = ["приказ", "приказы", "о", "отпуск", "12", "1/2", "TOO", "құжаттар", "12345"]
    for key in range(1, 80):
        _row(connection, key, status="registered")
        if dice.random() < 0.5:
            _attach(connection, key, f"f{key}", " ".join(dice.choices(words, k=3)))
        subject, extra = (" ".join(dice.choices(words, k=2)) for _ in range(2))
        search.add(connection, [Entry(key, subject, extra=extra, numbers=(dice.choice(words),))])
    for _ in range(60):
        typed = " ".join(dice.choices([*words, "пр", "к", '"приказ о"', '"2345"', "№"], k=2))
        typed = typed[: dice.randint(1, len(typed))]
        for order in Order:
            whole = search.find(connection, typed, limit=90, order=order)
            within = Within("status = 'registered'", hint="NOT INDEXED")
            assert search.find(connection, typed, limit=90, order=order, within=within) == whole
            for place, last in enumerate(whole[:3]):
                rest = search.find(
                    connection, typed, limit=90, order=order, within=within, after=last
                )
                assert rest == whole[place + 1 :]


def test_indexing_again_leaves_no_ghosts(connection: Connection) -> None:
    """Words taken out of a card are found no more; the file's words stay."""
    _attach(connection, 1, "f1", "зарплата")
    search.add(connection, [Entry(1, "Приказ", numbers=("12",)), Entry(2, "Приказ")])
    search.add(connection, [Entry(1, "Протокол", numbers=("15",))])
    assert _keys(connection, "приказ") == [2]
    assert _keys(connection, "12") == []
    assert _keys(connection, "протокол") == _keys(connection, "зарплата") == [1]
    search.remove(connection, [1, 99])
    for typed in ("протокол", "зарплата", "15", "п"):
        assert 1 not in _keys(connection, typed)
    search.add(connection, [Entry(1, "Акт")])
    assert _keys(connection, "акт") == [1]


def test_text_read_later_is_found_and_replaced(connection: Connection) -> None:
    """A content read after registration makes every document with it findable, by the last text."""
    search.add(connection, [Entry(1, "Акт"), Entry(2, "Акт"), Entry(3, "Акт")])
    _attach(connection, 1, "aa", "первая редакция")
    _attach(connection, 2, "aa", "")
    _attach(connection, 2, "bb", "приложение")
    search.add_text(connection, "aa", "первая редакция")
    search.add_text(connection, "bb", "приложение")
    assert _keys(connection, "редакция") == [2, 1]
    assert _keys(connection, "приложения ") == [2]
    text = "вторая версия"
    connection.exec_driver_sql("UPDATE file_texts SET text = ? WHERE sha256 = 'aa'", (text,))
    search.add_text(connection, "aa", text)
    assert _keys(connection, "редакция") == []
    assert _keys(connection, "версия акт") == [2, 1]
    assert _keys(connection, "приложение") == [2]


def test_detached_file_is_forgotten(connection: Connection) -> None:
    """When a file is taken off a card, its words find the document no more."""
    _attach(connection, 1, "aa", "зарплата")
    search.add(connection, [Entry(1, "Акт")])
    connection.exec_driver_sql("DELETE FROM attachments")
    search.add(connection, [Entry(1, "Акт")])
    assert _keys(connection, "зарплата") == []
    assert _keys(connection, "акт") == [1]


def test_rebuilt_index_finds_the_same(connection: Connection) -> None:
    """Entries added in any order before `finish` are found as if added one by one."""
    entries = [Entry(key, f"Приказ {key % 7}", numbers=(f"{key}/к",)) for key in range(1, 200)]
    for entry in entries:
        search.add(connection, [entry])
    typed = ["приказ", "5", "12/к", "1", "приказ 3"]
    before = [_keys(connection, one) for one in typed]
    search.drop(connection)
    search.create(connection)
    random.Random(1).shuffle(entries)
    for start in range(0, len(entries), 50):
        search.add(connection, entries[start : start + 50])
    search.add(connection, [Entry(1000, "лишний")])
    search.remove(connection, [1000])
    search.finish(connection)
    assert [_keys(connection, one) for one in typed] == before
    assert _keys(connection, "лишний") == []


@pytest.fixture(scope="module")
def shelf() -> Iterator[Connection]:
    """Return an index with a few documents that no test changes."""
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        create(connection, LEDGER)
        create(connection, TABLES)
        search.create(connection)
        search.add(connection, [Entry(1, "Приказ NEAR 12/B", "Бұйрық", "TOO", ("A-1312/B",))])
        search.finish(connection)
        yield connection
    engine.dispose()


@pytest.mark.parametrize(
    "typed",
    [
        *('"', '""', '"""', '"a', '" "', "*", "а*", "NEAR", "NEAR(a b)", "a AND", "OR", "NOT б"),
        *(
            "card : a",
            "{card} : a",
            "-",
            "^а",
            "а + б",
            "(",
            ")",
            "'",
            ";",
            "%",
            "\\",
            "\0",
            "а\0б",
        ),
        *("😀", "😀 приказ", "\ud800", "№", "§", "§§a", "|", "_", "ё" * 10_000, "а " * 10_000),
        *('"' * 10_001, "1" * 10_000, '"1-' * 500, "\u0301", "ﬁ ß İ"),
    ],
)
def test_nothing_typed_is_an_error(shelf: Connection, typed: str) -> None:
    """Quotes, operators, signs, emoji and endless texts are searched for, never obeyed."""
    for order in Order:
        search.find(shelf, typed, limit=5, order=order)
    match(typed).marks(typed[:100])


@given(st.text(alphabet=st.sampled_from('аәқ1AbB"*-/№ ():^\0😀ё§'), max_size=40) | st.text())
def test_no_text_is_an_error(shelf: Connection, typed: str) -> None:
    """Whatever the signs and their order, a search answers."""
    search.find(shelf, typed, limit=5)
    assert match(typed).marks("Приказ") in ([], [(0, 6)])


@given(st.data())
def test_any_fragment_of_any_number_finds_it(shelf: Connection, data: st.DataObject) -> None:
    """A number in the index is found by every piece of it that has a digit or is a letter."""
    number = data.draw(st.text(alphabet="0123456789АВИНabchс-/.", min_size=1, max_size=14))
    start = data.draw(st.integers(0, len(number) - 1))
    scrap = number[start : data.draw(st.integers(start + 1, len(number)))]
    search.add(shelf, [Entry(2, numbers=(number,))])
    found = [hit.key for hit in search.find(shelf, scrap, limit=5)]
    search.remove(shelf, [2])
    if any(sign.isdigit() for sign in scrap) or (scrap.isalpha() and len(scrap) == 1):
        assert 2 in found


def test_marks_show_what_was_found() -> None:
    """Words are marked in their own spelling and form, pieces of numbers across punctuation."""
    subject = "О Предоставлении отчёта «Ұстаз» № A-1312/B"

    def marked(typed: str) -> list[str]:
        return [subject[start:end] for start, end in match(typed).marks(subject)]

    assert marked("отчеты предоставление устаз") == ["Предоставлении", "отчёта", "Ұстаз"]
    assert marked("предо") == ["Предоставлении"]
    assert marked("312в") == ["312/B"]
    assert marked("договор") == marked("") == []
    assert match("о ").marks("О б") == [(0, 1)]
