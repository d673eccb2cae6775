"""Makers of small files of every kind, sound and hostile, for the tests of reading them."""

import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from functools import cache
from io import BytesIO
from xml.sax.saxutils import escape

from PIL import Image
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import resources

# The program's paper says so too: the bytes must not hang on what was imported first.
rl_config.useA85 = 0

RUSSIAN = "О выделении путёвок членам профсоюза"
KAZAKH = "Кәсіподақ мүшелеріне жолдама бөлу туралы өтініш"

_TYPES = "application/vnd.openxmlformats-officedocument."
_WORD = _TYPES + "wordprocessingml."
_SHEET = _TYPES + "spreadsheetml."
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


@cache
def _font() -> str:
    pdfmetrics.registerFont(TTFont("plex", str(resources.path("fonts/IBMPlexSans-Regular.ttf"))))
    return "plex"


def pdf(*pages: str, size: tuple[float, float] = (595, 842), password: str = "") -> bytes:
    """Make a PDF with a text layer: one string a page, its lines from the top."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=size, encrypt=password or None, invariant=1)
    for text in pages:
        canvas.setFont(_font(), 12)
        for number, line in enumerate(text.split("\n")):
            canvas.drawString(40, size[1] - 60 - 16 * number, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def raw_pdf(*objects: bytes, root: int = 1) -> bytes:
    """Make a PDF of the given objects, numbered from 1, with a true cross-reference table."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        root,
        start,
    )
    return bytes(out)


def one_page(content: bytes, page: bytes = b"/MediaBox [0 0 595 842]") -> bytes:
    """Make a PDF of one page from its content stream and the entries of its dictionary."""
    return raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R %b >>" % page,
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
    )


def endless_pdf() -> bytes:
    """Make a page with a word, and one that calls twelve forms, each the next one twelve times."""
    levels, first = 12, 7
    again = b"/F Do " * 12
    forms = [
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length %d "
        b"/Resources << /XObject << /F %d 0 R >> >> >>\nstream\n%b\nendstream"
        % (len(again), number + 1, again)
        for number in range(first, first + levels)
    ]
    return raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R 5 0 R] /Count 2 /MediaBox [0 0 99 99] >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F << /Type /Font "
        b"/Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length 34 >>\nstream\nBT /F 12 Tf 9 9 Td (words) Tj ET  \nendstream",
        b"<< /Type /Page /Parent 2 0 R /Contents 6 0 R "
        b"/Resources << /XObject << /F %d 0 R >> >> >>" % first,
        b"<< /Length 5 >>\nstream\n/F Do\nendstream",
        *forms,
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 12 >>\n"
        b"stream\n0 0 9 9 re f\nendstream",
    )


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """Make a zip."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def _contents(parts: Mapping[str, str]) -> str:
    listed = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}+xml"/>' for name, kind in parts.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><Types '
        f'xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{listed}</Types>'
    )


def paragraph(text: str) -> str:
    """Write a paragraph of a Word document."""
    return (
        f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"
    )


def docx(*paragraphs: str, body: str = "", **parts: str) -> bytes:
    """Make a Word document; `parts` are the XML bodies of header, footer, footnotes, …."""
    inside = "".join(map(paragraph, paragraphs)) + body
    members = {
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{inside}</w:body></w:document>"
    }
    kinds = {"word/document.xml": _WORD + "document.main"}
    for name, xml in parts.items():
        members[f"word/{name}.xml"] = f"<w:{name} {_NAMESPACES}>{xml}</w:{name}>"
        kinds[f"word/{name}.xml"] = _WORD + name
    return packed({"[Content_Types].xml": _contents(kinds), **members})


def text_box(text: str) -> str:
    """Write a text box as Word does: once for itself, once for older programs."""
    inside = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return (
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'>"
        f"<wps:txbx>{inside}</wps:txbx></mc:Choice><mc:Fallback><w:pict>{inside}</w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def xlsx(
    sheets: Mapping[str, str], strings: Sequence[str] = (), styles: str = "", settings: str = ""
) -> bytes:
    """Make a workbook from the XML of the rows of each sheet and the table of shared strings."""
    spreadsheet = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    members = {
        "xl/workbook.xml": f"<workbook {spreadsheet}>{settings}<sheets>"
        + "".join(f'<sheet name="{escape(name)}"/>' for name in sheets)
        + "</sheets></workbook>",
        "xl/sharedStrings.xml": f"<sst {spreadsheet}>"
        + "".join(f"<si><t>{escape(string)}</t></si>" for string in strings)
        + "</sst>",
    }
    members["xl/styles.xml"] = f"<styleSheet {spreadsheet}>{styles}</styleSheet>"
    kinds = {
        "xl/workbook.xml": _SHEET + "sheet.main",
        "xl/sharedStrings.xml": _SHEET + "sharedStrings",
        "xl/styles.xml": _SHEET + "styles",
    }
    for number, rows in enumerate(sheets.values(), 1):
        name = f"xl/worksheets/sheet{number}.xml"
        members[name] = f"<worksheet {spreadsheet}><sheetData>{rows}</sheetData></worksheet>"
        kinds[name] = _SHEET + "worksheet"
    return packed({"[Content_Types].xml": _contents(kinds), **members})


def open_document(body: str, manifest: str = "", styles: str = "") -> bytes:
    """Make an OpenDocument file from the XML of its body."""
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    )
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {spaces}>{body}</office:document-content>",
            "styles.xml": f"<office:document-styles {spaces}>{styles}</office:document-styles>",
            "META-INF/manifest.xml": f"<manifest:manifest {spaces}>{manifest}</manifest:manifest>",
        }
    )


def odt(*paragraphs: str) -> bytes:
    """Make an OpenDocument text."""
    return open_document("".join(f"<text:p>{escape(text)}</text:p>" for text in paragraphs))


def rtf(*paragraphs: str) -> bytes:
    r"""Make an RTF as Russian Word does: cp1251 where it can, \u where it cannot."""
    return (
        rb"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0\fnil\fcharset204 Times New Roman;}}"
        rb"{\*\generator Writer;}{\info{\author Nobody}}\uc1 "
        + b"".join(map(_rtf_letters, paragraphs))
        + b"}"
    )


def _rtf_letters(text: str) -> bytes:
    out = bytearray()
    for letter in text:
        if letter.isascii():
            out += letter.encode()
        elif len(byte := letter.encode("cp1251", "ignore")) == 1:
            out += b"\\'%02x" % byte[0]
        else:
            out += b"\\u%d?" % ord(letter)
    return bytes(out) + b"\\par "


def eml(
    subject: str,
    body: str,
    *,
    html: str = "",
    files: Mapping[str, bytes | EmailMessage] | None = None,
) -> bytes:
    """Make a saved letter."""
    return letter(subject, body, html=html, files=files).as_bytes()


def letter(
    subject: str,
    body: str,
    *,
    html: str = "",
    files: Mapping[str, bytes | EmailMessage] | None = None,
) -> EmailMessage:
    """Make a letter."""
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = "Облыстық ұйым <obl@example.kz>"
    message["To"] = "filial@example.kz"
    message["Date"] = "Sun, 22 Nov 2026 10:00:00 +0500"
    message.set_content(body)
    if html:
        message.add_alternative(html, subtype="html")
    for name, content in (files or {}).items():
        if isinstance(content, EmailMessage):
            message.add_attachment(content)
        else:
            message.add_attachment(
                content, maintype="application", subtype="octet-stream", filename=name
            )
    return message


def picture(
    form: str, size: tuple[int, int] = (200, 300), pages: int = 1, **options: object
) -> bytes:
    """Make a picture: white, with a black lower right corner, the same on each page."""
    image = Image.new("RGB", size, "white")
    corner = (size[0] // 2, size[1] // 2, *size)
    image.paste("black", corner)
    out = BytesIO()
    more = {"save_all": True, "append_images": [image] * (pages - 1)} if pages > 1 else {}
    image.save(out, form, **more, **options)
    return out.getvalue()
