"""What we rely on in the libraries below us."""

import sqlite3
import sys

from PySide6.QtCore import QObject


def test_qt_gives_back_every_reference_it_takes() -> None:
    """PySide6 6.12.0 lost one reference to None per call, and the process ended after thousands."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("name")
    assert sys.getrefcount(None) > before - 100


def test_sqlite_can_search_by_words_and_by_fragments() -> None:
    """The Python in use carries a SQLite with full-text search and its trigram tokenizer."""
    database = sqlite3.connect(":memory:")
    database.execute("create virtual table t using fts5(x, tokenize = 'trigram')")
    database.execute("insert into t values ('A-1312/B')")
    found = database.execute("select x from t where t match '\"1312\"'").fetchall()
    database.close()
    assert found == [("A-1312/B",)]
