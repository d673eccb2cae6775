"""The text of every kind of file, sound or not."""

import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edo.domain.text import TextState
from edo.errors import Reason, Refusal
from edo.transfer import text
from edo.transfer.apart import MIB, Limits
from edo.transfer.readers import html, mail, office, plain, rtf
from edo.transfer.readers.ending import Failure
from edo.transfer.readers.reading import Reader
from edo.transfer.readers.sink import Full, Sink
from edo.transfer.text import Extracted
from tests.transfer.files import (
    KAZAKH,
    RUSSIAN,
    docx,
    eml,
    endless_pdf,
    letter,
    odt,
    one_page,
    open_document,
    packed,
    paragraph,
    pdf,
    picture,
    raw_pdf,
    text_box,
    xlsx,
)
from tests.transfer.files import (
    rtf as rtf_file,
)

SHORT = Limits(memory=512 * MIB, seconds=1, wall=20)
BOTH = f"{RUSSIAN}\n{KAZAKH}"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a place for the file of a test."""
    return tmp_path / "a file"


def extract(file: Path, data: bytes, name: str = "", limits: Limits = SHORT) -> Extracted:
    """Take the text of some bytes."""
    file.write_bytes(data)
    return text.extract(file, name, limits)


def found(file: Path, data: bytes, name: str = "") -> str:
    """Take the text of a file that has some."""
    taken = extract(file, data, name)
    assert taken.state is TextState.FOUND
    assert not taken.truncated
    return taken.text


def test_a_pdf_gives_the_text_of_its_pages_and_their_number(file: Path) -> None:
    """What a PDF shows in letters can be found, in both languages."""
    taken = extract(file, pdf(RUSSIAN, KAZAKH, ""))
    assert taken == Extracted(f"{RUSSIAN}\n\n{KAZAKH}", TextState.FOUND, 3, truncated=False)


def test_a_word_broken_at_the_end_of_a_line_is_whole_again(file: Path) -> None:
    """A hyphen that only breaks a line does not hide the word."""
    assert "протокол" in found(file, pdf("Приложен прото\N{HYPHEN-MINUS}\nкол собрания"))


def test_a_pdf_of_pictures_is_empty_and_says_so(file: Path) -> None:
    """A scan without a text layer is no damage: it has pages and no text."""
    taken = extract(file, one_page(b"0 0 100 100 re f"))
    assert taken == Extracted("", TextState.EMPTY, 1, truncated=False)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "BMP"])
def test_a_picture_has_no_text(file: Path, form: str) -> None:
    """A scan saved as a picture is known as one, whatever it is called."""
    assert extract(file, picture(form), "letter.docx").state is TextState.EMPTY


def test_a_pdf_with_a_password_asks_for_it(file: Path) -> None:
    """A locked file is told from a damaged one."""
    assert extract(file, pdf(RUSSIAN, password="secret")).state is TextState.ENCRYPTED


def test_a_word_document_gives_all_its_parts_once(file: Path) -> None:
    """Body, table, text box, header, footer and footnote are found; what was deleted is not."""
    cells = f"<w:tc>{paragraph('Алматы')}</w:tc><w:tc>{paragraph('40')}</w:tc>"
    table = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    deleted = "<w:p><w:del><w:r><w:delText>вычеркнуто</w:delText></w:r></w:del></w:p>"
    data = docx(
        RUSSIAN,
        KAZAKH,
        body=table + text_box("Контроль") + deleted,
        header=paragraph("Шапка"),
        footer=paragraph("Исполнитель"),
        footnotes=paragraph("Сноска"),
    )
    assert found(file, data).split() == [
        *BOTH.split(),
        "Алматы",
        "40",
        "Контроль",
        "Шапка",
        "Исполнитель",
        "Сноска",
    ]


def test_a_workbook_gives_its_sheets_row_by_row(file: Path) -> None:
    """Shared, inline and computed strings and numbers stand in their rows."""
    rows = (
        '<row><c t="s"><v>1</v></c><c t="inlineStr"><is><t>на</t></is></c><c><v>17.5</v></c></row>'
        '<row><c t="str"><f>A1</f><v>итог</v></c><c t="s"><v>0</v></c><c t="s"><v>999</v></c></row>'
    )
    data = xlsx({"Кіріс": rows, "Шығыс": "<row><c><v>2026</v></c></row>"}, [KAZAKH, RUSSIAN])
    assert found(file, data).splitlines() == [
        "Кіріс",
        "Шығыс",
        f"{RUSSIAN} на 17.5",
        f"итог {KAZAKH}",
        "",
        "2026",
    ]


@pytest.mark.parametrize(
    ("settings", "on"), [("", "24.12.2024"), ("<workbookPr date1904='1'/>", "25.12.2028")]
)
def test_dates_in_a_workbook_are_dates(file: Path, settings: str, on: str) -> None:
    """A number that its style shows as a day is found as a person sees it."""
    styles = (
        "<numFmts><numFmt numFmtId='170' formatCode='dd\\.mm\\.yyyy&quot; г.&quot;'/>"
        "<numFmt numFmtId='171' formatCode='0.0&quot; day&quot;'/></numFmts>"
        "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
        "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='170'/><xf numFmtId='171'/>"
        "</cellXfs>"
    )
    cells = "".join(f"<c s='{style}'><v>45650.5</v></c>" for style in range(5))
    odd = "<c s='1'><v>1e400</v></c><c s='1'><v>nan</v></c><c s='1' t='str'><v>45650</v></c>"
    data = xlsx({"А": f"<row>{cells}{odd}</row>"}, styles=styles, settings=settings)
    line = found(file, data).splitlines()[1]
    assert line == f"45650.5 {on} {on} 45650.5 45650.5 1e400 nan 45650"


def test_an_opendocument_text_gives_its_paragraphs(file: Path) -> None:
    """Paragraphs, headings, spaces and page headers are read; tracked deletions are not."""
    body = (
        "<text:tracked-changes><text:p>вычеркнуто</text:p></text:tracked-changes>"
        f"<text:h>{RUSSIAN}</text:h>"
        "<text:p>в<text:s text:c='9999999999'/>два<text:tab/>слова</text:p>"
    )
    data = open_document(body, styles=f"<style:header><text:p>{KAZAKH}</text:p></style:header>")
    assert found(file, data).splitlines() == [RUSSIAN, "в два слова", "", KAZAKH]


def test_an_opendocument_table_gives_its_cells(file: Path) -> None:
    """A spreadsheet of the free suites is read like a text, under the name of its sheet."""
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    row = f"<table:table-row>{cell.format(RUSSIAN)}{cell.format('17,5')}</table:table-row>"
    data = open_document(f"<table:table table:name='Кіріс'>{row}</table:table>")
    assert found(file, data).splitlines() == ["Кіріс", RUSSIAN, "17,5"]


def test_an_opendocument_with_a_password_asks_for_it(file: Path) -> None:
    """An encrypted part is named in the manifest."""
    locked = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    assert extract(file, open_document("", locked)).state is TextState.ENCRYPTED


def test_rtf_gives_letters_of_both_alphabets(file: Path) -> None:
    """Bytes of the code page, letters by number and signs by name become text."""
    assert found(file, rtf_file(RUSSIAN, KAZAKH)) == BOTH


@pytest.mark.parametrize(
    ("inside", "seen"),
    [
        (rb"\u1179?\u1241?", "қә"),
        (rb"{\uc2\u1179 ??}z", "қz"),
        (rb"{\uc0\u1179}z", "қz"),
        (rb"\u55357?\u56832?!z", "\U0001f600!z"),
        (rb"{\f1 \'f7}{\f2 \'f7}", "χч"),
        (rb"a\emdash b\~c\_d\{e\}\\", "a—b c-d{e}\\"),
        (rb"{\pict\wmetafile8 0123456789abcdef}after", "after"),
        (rb"{\pict\bin5 }}}}}}after", "after"),
        (rb"{\*\unknown hidden}{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt seen}}", "seen"),
        (rb"{\field{\*\fldinst HYPERLINK}{\fldrslt link}}", "link"),
        (rb"one\par two\tab three\cell four\row five", "one\ntwo three four\nfive"),
    ],
)
def test_rtf_is_read_as_word_reads_it(file: Path, inside: bytes, seen: str) -> None:
    """Stand-ins, fonts with their alphabets, hidden groups and raw bytes are known."""
    fonts = rb"{\fonttbl{\f0\fcharset204 A;}{\f1\fcharset161 B;}{\f2\fcharset204 C;}}"
    assert found(file, rb"{\rtf1\ansi\ansicpg1251\deff0" + fonts + inside + b"}") == seen


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-r", "cp866"],
)
@pytest.mark.parametrize(
    "words",
    [RUSSIAN, "Протокол № 5", "СПРАВКА О ДОХОДАХ", "Наименование; кол-во; цена\nСтул; 12; 5400"],
)
def test_a_plain_text_is_read_in_its_own_encoding(file: Path, encoding: str, words: str) -> None:
    """Whatever program wrote it, Russian is read as Russian."""
    data = words.encode(encoding, "replace")
    assert found(file, data, "note.txt") == data.decode(encoding).removeprefix("\ufeff")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "kz1048", "ptcp154"])
def test_a_kazakh_text_is_read_in_its_own_encoding(file: Path, encoding: str) -> None:
    """Unicode and the two old Kazakh encodings give the Kazakh letters."""
    assert found(file, KAZAKH.encode(encoding), "note.txt") == KAZAKH


def test_a_letter_is_read_with_its_headers_and_files(file: Path) -> None:
    """Subject, people, body, names of files and what is in them can be found."""
    data = eml(
        RUSSIAN,
        "Добрый день!",
        html="<p>Добрый день!</p>",
        files={"Өтініш.docx": docx(KAZAKH), "план.pdf": pdf("Смета на квартал"), "x.bin": b"\0\1"},
    )
    words = found(file, data, "letter.eml")
    assert words.split("\n", 1)[0] == RUSSIAN
    for part in (
        "Облыстық ұйым",
        "filial@example.kz",
        "Өтініш.docx",
        KAZAKH,
        "Смета на квартал",
        "x.bin",
    ):
        assert part in words
    assert words.count("Добрый день!") == 1


def test_a_letter_in_html_gives_its_words(file: Path) -> None:
    """Of a letter written only in HTML the text is kept, and neither styles nor scripts."""
    page = f"<html><style>p {{color: red}}</style><p>{RUSSIAN}</p><script>run()</script><p>{KAZAKH}"
    words = found(file, eml("Тема", " ", html=page))
    assert f"{RUSSIAN}\n\n{KAZAKH}" in words
    assert "color" not in words
    assert "run" not in words


def test_a_forwarded_letter_is_read_one_level_down(file: Path) -> None:
    """A letter in a letter is read; of the files in that one only the names."""
    inner = letter("Внутреннее", "Текст внутри", files={"третий.txt": "Глубже".encode()})
    words = found(file, eml("Внешнее", "Смотрите письмо", files={"": inner}))
    assert "Внутреннее" in words
    assert "Текст внутри" in words
    assert "третий.txt" in words
    assert "Глубже" not in words


def test_headers_that_break_the_rules_are_read_all_the_same(file: Path) -> None:
    """Mail programs that put bare Russian letters into headers are understood."""
    data = f"From: Кадры <a@b.kz>\r\nSubject: {RUSSIAN}\r\n\r\nтекст".encode("cp1251")
    words = found(file, data, "x.eml")
    assert RUSSIAN in words
    assert "текст" in words


def test_a_file_inside_a_letter_that_kills_the_reader_leaves_the_letter(file: Path) -> None:
    """A hostile attachment costs its own text, not the letter's."""
    data = eml(RUSSIAN, KAZAKH, files={"bomb.pdf": endless_pdf()})
    taken = extract(file, data)
    assert taken.state is TextState.FOUND
    assert taken.truncated
    for part in (RUSSIAN, KAZAKH, "bomb.pdf"):
        assert part in taken.text


@pytest.mark.parametrize(
    ("data", "name", "state"),
    [
        (b"", "empty.pdf", TextState.UNSUPPORTED),
        (b"", "empty.txt", TextState.EMPTY),
        (b"{\\rtf1 }", "", TextState.EMPTY),
        (b"\x7fELF\x02\x01\x01" + bytes(64), "program", TextState.UNSUPPORTED),
        (b"\x7fELF\x02\x01\x01" + bytes(64), "program.txt", TextState.UNSUPPORTED),
        (b"BMW", "car", TextState.UNSUPPORTED),
        (packed({"a.txt": RUSSIAN}), "archive.zip", TextState.UNSUPPORTED),
        (packed({}), "empty.docx", TextState.UNSUPPORTED),
        (b"PK\x03\x04 and no more", "letter.docx", TextState.DAMAGED),
        (b"%PDF-1.7 and no more", "letter.pdf", TextState.DAMAGED),
        (docx(RUSSIAN)[:-40], "cut.docx", TextState.DAMAGED),
        (pdf(RUSSIAN)[:700], "cut.pdf", TextState.DAMAGED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(30), "old.doc", TextState.DAMAGED),
    ],
)
def test_other_files_end_in_what_they_are(
    file: Path, data: bytes, name: str, state: TextState
) -> None:
    """Every file ends in a state a person can be told, and none raises."""
    assert extract(file, data, name) == Extracted("", state, None, truncated=False)


def _compound(name: str) -> bytes:
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[30] = 9
    entries = ["Root Entry", name]
    return bytes(header) + b"".join(each.encode("utf-16-le").ljust(128, b"\0") for each in entries)


def test_an_encrypted_office_document_is_told_from_an_old_one(file: Path) -> None:
    """Both lie in the same old container; only one needs a password."""
    assert extract(file, _compound("EncryptedPackage")).state is TextState.ENCRYPTED
    assert extract(file, _compound("WordDocument")).state is TextState.UNSUPPORTED


def test_bytes_are_believed_before_names(file: Path) -> None:
    """A PDF called .txt is read as the PDF it is."""
    assert found(file, pdf(RUSSIAN), "letter.txt") == RUSSIAN


@pytest.mark.parametrize("name", ["a\nb.pdf", "ай" * 60, "-rf", "a b'\"$(x)", "\udcff\udcfe"])
def test_odd_file_names_are_only_names(tmp_path: Path, name: str) -> None:
    """Line ends, quotes, dashes and bytes that are no text do no harm in a name."""
    assert found(tmp_path / name, rtf_file(RUSSIAN)) == RUSSIAN


def test_a_link_is_followed_and_a_device_is_not_read(tmp_path: Path) -> None:
    """A chosen link means its file; a pipe or a device is not a file."""
    real = tmp_path / "real"
    real.write_bytes(rtf_file(RUSSIAN))
    (tmp_path / "link").symlink_to(real)
    assert text.extract(tmp_path / "link", "").text == RUSSIAN
    for path in ("/dev/zero", str(tmp_path), str(tmp_path / "none"), "a\0b"):
        with pytest.raises(Refusal) as refusal:
            text.extract(Path(path), "a.txt")
        assert refusal.value.reason is Reason.CANNOT_READ


# Attacks. Each ends in its state within its limits.


def _bomb(filler: bytes, megabytes: int) -> bytes:
    """Make a Word document whose text part unfolds to so many megabytes."""
    out = BytesIO(docx("x"))
    with zipfile.ZipFile(out) as old:
        types = old.read("[Content_Types].xml")
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        with archive.open("word/document.xml", "w") as part:
            part.write(b"<document>")
            for _ in range(megabytes):
                part.write(filler * (MIB // len(filler)))
            part.write(b"</document>")
    return out.getvalue()


def test_a_zip_bomb_that_says_its_size_is_not_unfolded(file: Path) -> None:
    """What declares more than a document may have is refused by that."""
    data = _bomb(b" ", 200)
    assert len(data) < MIB
    assert extract(file, data).state is TextState.TOO_LARGE


def test_a_zip_bomb_that_lies_of_its_size_is_cut(file: Path) -> None:
    """What unfolds beyond its declared size is broken, and is not unfolded further."""
    data = _bomb(b" ", 200)
    declared = (200 * MIB + len("<document></document>")).to_bytes(4, "little")
    assert data.count(declared) == 2
    assert (
        extract(file, data.replace(declared, (1000).to_bytes(4, "little"))).state
        is TextState.DAMAGED
    )


def test_a_bomb_of_text_gives_as_much_as_is_kept(file: Path) -> None:
    """A hundred million letters become two million, and are said to be cut."""
    data = _bomb("<t>сло во </t>".encode(), 100)
    taken = extract(file, data, limits=Limits(memory=512 * MIB))
    assert taken.state is TextState.FOUND
    assert taken.truncated
    assert 1_000_000 < len(taken.text) <= 2_000_000


def test_a_zip_with_too_many_members_is_refused(file: Path) -> None:
    """Ten thousand parts make no letter."""
    data = packed({str(number): b"" for number in range(10_001)})
    assert extract(file, data).state is TextState.TOO_LARGE


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">',
        '<!ENTITY b SYSTEM "file:///etc/passwd">',
        '<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;',
    ],
)
def test_no_entity_is_ever_unfolded(file: Path, declared: str) -> None:
    """A declaration in XML, harmless or not, makes the document damaged."""
    part = f"<!DOCTYPE w [{declared}]><w><p><t>before</t><t>&b;</t></p></w>"
    data = packed({"[Content_Types].xml": _types(), "word/document.xml": part})
    taken = extract(file, data)
    assert taken.state is TextState.DAMAGED
    assert "root" not in taken.text


def _types() -> str:
    with zipfile.ZipFile(BytesIO(docx())) as archive:
        return archive.read("[Content_Types].xml").decode()


def test_deep_xml_is_damaged(file: Path) -> None:
    """A million elements inside each other are not followed."""
    assert extract(file, _bomb(b"<a>", 3)).state is TextState.DAMAGED


def test_deep_rtf_is_damaged_and_shallow_text_before_it_is_kept(file: Path) -> None:
    """A million groups inside each other are not followed."""
    taken = extract(file, rtf_file(RUSSIAN)[:-1] + b"{" * 1_000_000)
    assert taken.state is TextState.DAMAGED


def test_a_thousand_letters_inside_each_other_end(file: Path) -> None:
    """Nesting without end is damage."""
    head = b"Subject: a\r\nContent-Type: message/rfc822\r\n\r\n"
    assert extract(file, head * 1_000 + b"end", "a.eml").state is TextState.DAMAGED


def test_many_parts_of_a_letter_are_cut(file: Path) -> None:
    """A letter of ten thousand parts gives the first thousand."""
    part = b"--x\r\n\r\ntext\r\n"
    data = b"Subject: a\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n" + part * 10_000
    taken = extract(file, data, "a.eml")
    assert taken.state is TextState.FOUND
    assert taken.truncated


def test_an_endless_page_runs_into_a_limit(file: Path) -> None:
    """A page that calls its parts a million million times is left, and those before it kept."""
    taken = extract(file, endless_pdf())
    assert taken.state in {TextState.TOO_LONG, TextState.TOO_LARGE}
    assert taken.text == "words"
    assert taken.truncated


def test_a_pdf_of_a_hundred_thousand_pages_gives_what_time_allows(file: Path) -> None:
    """A very long document is read as far as the time goes, and says so."""
    many = 100_000
    kids = b"[" + b"4 0 R " * many + b"]"
    words = b"BT /F 12 Tf 9 9 Td (word) Tj ET"
    data = raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids %b /Count %d >>" % (kids, many),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 5 0 R "
        b"/Resources << /Font << /F 3 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(words), words),
    )
    taken = extract(file, data)
    assert taken.state is TextState.FOUND
    assert taken.truncated
    assert taken.pages == many
    assert "word" in taken.text


def test_a_pdf_that_is_its_own_pages_ends(file: Path) -> None:
    """A tree of pages that leads back to itself is not walked for ever."""
    data = raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000000 >>",
    )
    assert extract(file, data).state in {TextState.DAMAGED, TextState.FOUND, TextState.EMPTY}


def test_a_pdf_stream_that_unfolds_without_end_is_cut(file: Path) -> None:
    """A page of a gigabyte packed into a megabyte ends at a limit."""
    packer = zlib.compressobj(1)
    packed_page = b"".join(packer.compress(b"q " * (MIB // 2)) for _ in range(600)) + packer.flush()
    data = raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream"
        % (len(packed_page), packed_page),
    )
    assert extract(file, data).state in {TextState.TOO_LONG, TextState.TOO_LARGE}


def test_marks_piled_on_one_letter_end_in_time(file: Path) -> None:
    """Composing a letter with a million marks, which takes the square of the time, is stopped."""
    piled = "а" + "\u0301\u0316" * 200_000
    assert extract(file, piled.encode(), "a.txt").state is TextState.TOO_LONG


# Any bytes at all.

SAMPLES: dict[str, tuple[Reader, bytes]] = {
    "docx": (office.read, docx(RUSSIAN, KAZAKH, header=paragraph("Шапка"))),
    "xlsx": (office.read, xlsx({"Кіріс": '<row><c t="s"><v>0</v></c></row>'}, [KAZAKH])),
    "odt": (office.read, odt(RUSSIAN, KAZAKH)),
    "rtf": (rtf.read, rtf_file(RUSSIAN, KAZAKH)),
    "eml": (
        mail.read,
        eml(RUSSIAN, KAZAKH, files={"a.docx": docx(KAZAKH), "b.rtf": rtf_file(KAZAKH)}),
    ),
    "html": (html.read, f"<meta charset=utf-8><p>{RUSSIAN}</p>".encode()),
    "txt": (plain.read, KAZAKH.encode("kz1048")),
}


def spoilt(data: bytes, choose: st.DataObject) -> bytes:
    """Cut the bytes, or change a few of them."""
    spoiled = bytearray(data)
    for _ in range(choose.draw(st.integers(1, 6), "changes")):
        place = choose.draw(st.integers(0, len(spoiled) - 1), "place")
        spoiled[place] = choose.draw(st.integers(0, 255), "byte")
    return bytes(spoiled[: choose.draw(st.integers(1, len(spoiled)), "length")])


@pytest.mark.parametrize("kind", SAMPLES)
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(choose=st.data())
def test_spoilt_files_are_read_or_refused_in_words(kind: str, choose: st.DataObject) -> None:
    """Every reader ends spoilt bytes with clean text, or in one of its own words."""
    read, sound = SAMPLES[kind]
    pieces: list[bytes] = []
    sink = Sink(lambda piece: pieces.append(bytes(piece)), deadline=float("inf"))
    try:
        read(BytesIO(spoilt(sound, choose)), sink)
        sink.flush()
    except (Failure, Full):
        pass
    assert "\0" not in b"".join(pieces).decode()
