"""A journal is printed whole, in the languages asked for, and can be read back."""

import resource
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from edo.domain.card import Kind
from edo.errors import Reason, Refusal
from edo.queries.journal import JournalHeading, JournalRow
from edo.queries.journal_form import TITLES, columns
from edo.queries.phrases import PaperLanguage, Phrase
from edo.reports.journal import Printed, write_journal
from tests.reports.reading import fonts, texts

CREATED = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
HEADING = JournalHeading(
    kind=Kind.INCOMING,
    index="02-05",
    organisation=Phrase(ru="Абайская областная организация", kk="Абай облыстық ұйымы"),
    since=date(2026, 1, 1),
    until=date(2026, 12, 31),
    begun=date(2026, 1, 5),
)
ROW = JournalRow(
    number="347/02-15",
    on=date(2026, 1, 15),
    correspondents=(Phrase(ru="Министерство", kk="Министрлік"),),
    their_number="12-05/318",
    their_date=date(2026, 1, 12),
    type_ru="Письмо",
    type_kk="Хат",
    subject_ru="О сведениях",
    subject_kk="Әр өңірдің ұйымдары һәм ғылым қызметкерлері туралы ІҮҰҚҒҢӨӘҺ",
    sheets=3,
    sheets_attached=2,
    executors="Әбдірахманов Қ.Ө.",
    due=date(2026, 1, 30),
    dossier="02-15",
)


def printed(
    path: Path,
    rows: list[JournalRow],
    language: PaperLanguage = PaperLanguage.BOTH,
    heading: JournalHeading = HEADING,
) -> Printed:
    """Print a journal of some rows."""
    return write_journal(path, heading=heading, rows=rows, language=language, created=CREATED)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("language", PaperLanguage)
def test_every_kind_is_printed_in_every_language(
    tmp_path: Path, kind: Kind, language: PaperLanguage
) -> None:
    """The title page names the journal, and the columns have their headings."""
    path = tmp_path / "journal.pdf"
    heading = replace(HEADING, kind=kind)

    assert printed(path, [ROW, ROW], language, heading) == Printed(pages=2, rows=2)

    title, table = texts(path)
    assert TITLES[kind].on(language, " ") in title
    assert "02-05" in title
    assert "05.01.2026" in title
    assert "347/02-15" in table
    words = set(table.replace("/", "/ ").split())
    for column in columns(kind):
        heading_words = column.heading.on(language, " ").replace("/", "/ ").split()
        assert words.issuperset(heading_words)


def test_kazakh_letters_come_back(tmp_path: Path) -> None:
    """Text copied from the page is the text that was registered, all nine letters right."""
    path = tmp_path / "journal.pdf"

    printed(path, [ROW])

    page = texts(path)[1]
    assert ROW.subject_kk.split()[-1] in page
    assert "Хат. Әр өңірдің ұйымдары һәм ғылым қызметкерлері туралы" in page
    assert "Письмо. О сведениях" in page
    assert page.index("Хат. Әр") < page.index("Письмо. О")


def test_one_language_prints_one_subject(tmp_path: Path) -> None:
    """A Russian journal has the Russian subject, and the Kazakh one where there is no other."""
    path = tmp_path / "journal.pdf"
    only_kazakh = replace(ROW, subject_ru="", type_ru="")

    printed(path, [ROW, only_kazakh], PaperLanguage.RU)

    page = texts(path)[1]
    assert page.count("О сведениях") == 1
    assert page.count("Әр өңірдің") == 1
    assert "Корреспондент (қайдан" not in page


def test_fonts_are_in_the_file(tmp_path: Path) -> None:
    """Every font is embedded with its Unicode map, so the journal looks the same anywhere."""
    path = tmp_path / "journal.pdf"

    printed(path, [ROW])

    assert len(fonts(path)) == 3
    assert all(fonts(path).values())
    assert all("IBMPlexSans" in name for name in fonts(path))


def test_pages_and_rows_are_counted(tmp_path: Path) -> None:
    """Each page says its number and the last one's, and the title page how much there is."""
    path = tmp_path / "journal.pdf"

    result = printed(path, [ROW] * 200)

    pages = texts(path)
    assert result == Printed(pages=len(pages), rows=200)
    assert len(pages) > 10
    for number, page in enumerate(pages, start=1):
        assert f"{number} / {len(pages)}" in page
    assert "Количество записей: 200" in pages[0]
    assert f"Количество листов: {len(pages)}" in pages[0]


def test_rows_are_numbered_and_stay_in_order(tmp_path: Path) -> None:
    """The first column counts the rows of the period, whatever their registration numbers."""
    path = tmp_path / "journal.pdf"
    rows = [replace(ROW, number=f"N{number}") for number in range(900, 960)]

    printed(path, rows)

    words = " ".join(texts(path)[1:]).split()
    assert [word for word in words if word in {row.number for row in rows}] == [
        row.number for row in rows
    ]


@pytest.mark.parametrize("kind", [Kind.INCOMING, Kind.APPEALS])
def test_dates_and_great_ordinal_numbers_stay_on_one_line(tmp_path: Path, kind: Kind) -> None:
    """Where columns are narrowest, the ten-thousandth row shows its number and dates unbroken."""
    path = tmp_path / "journal.pdf"
    short = JournalRow(number="1", on=date(2026, 1, 15))

    printed(path, [short] * 9_999 + [ROW], PaperLanguage.RU, replace(HEADING, kind=kind))

    words = texts(path)[-1].split()
    assert "10000" in words
    assert "15.01.2026" in words


def test_an_annulled_registration_says_why(tmp_path: Path) -> None:
    """An annulled document keeps its place and number; the note gives the reason."""
    path = tmp_path / "journal.pdf"
    annulled = replace(ROW, cancelled=True, cancel_reason="екі рет тіркелген", note="№ 348")

    printed(path, [annulled])

    page = texts(path)[1]
    assert "347/02-15" in page
    for word in ("жойылды", "рет", "тіркелген", "348"):
        assert word in page


def test_the_same_journal_gives_the_same_bytes(tmp_path: Path) -> None:
    """Printing again at the stated time gives the file to the last byte."""
    first, second = tmp_path / "1.pdf", tmp_path / "2.pdf"

    printed(first, [ROW] * 30)
    printed(second, [ROW] * 30)

    assert first.read_bytes() == second.read_bytes()
    assert b"D:20261122093000+00'00'" in first.read_bytes()


def test_a_journal_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    """A place that is no folder is said in a sentence, not in a traceback."""
    (tmp_path / "file").write_text("x")

    with pytest.raises(Refusal) as refused:
        printed(tmp_path / "file" / "journal.pdf", [ROW])

    assert refused.value.reason is Reason.CANNOT_WRITE
    assert refused.value.values["path"] == str(tmp_path / "file" / "journal.pdf")


@contextmanager
def largest_file(size: int) -> Generator[None]:
    """Let no file of this process grow beyond a size, as a disk that fills up would."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_failed_print_leaves_the_old_journal(tmp_path: Path) -> None:
    """A disk that fills up in the middle leaves the journal that was there and no scraps."""
    path = tmp_path / "journal.pdf"
    path.write_text("old")

    with largest_file(20_000), pytest.raises(Refusal) as refused:
        printed(path, [ROW] * 50)

    assert refused.value.reason is Reason.CANNOT_WRITE
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_rows_that_break_off_leave_nothing(tmp_path: Path) -> None:
    """When the rows themselves fail half-way, no half journal stands there."""

    def rows() -> Iterator[JournalRow]:
        yield ROW
        raise Refusal(Reason.UNKNOWN_JOURNAL)

    with pytest.raises(Refusal) as refused:
        write_journal(
            tmp_path / "journal.pdf",
            heading=HEADING,
            rows=rows(),
            language=PaperLanguage.RU,
            created=CREATED,
        )

    assert refused.value.reason is Reason.UNKNOWN_JOURNAL
    assert not list(tmp_path.iterdir())
