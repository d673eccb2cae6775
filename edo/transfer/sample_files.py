"""Files such as an office gets, made for the demo: Word documents, and scans of printed pages.

What is made here is our own and harmless, and the same input gives the same bytes.
"""

import time
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from random import Random
from typing import Any
from xml.sax.saxutils import escape

from PIL import Image, ImageChops, ImageFilter

from edo.errors import Reason, Refusal
from edo.outfile import replacing
from edo.transfer import pages

_SCAN_DPI = 150
_PAPER_GREY = 243
"""No scanner sees white paper as quite white."""
_NOISE = 14
_MOST_TILT = 0.9
"""Degrees a sheet lies askew on the glass at most."""
_QUALITY = 42
_A4_INCHES = 8.27


class Align(StrEnum):
    """How a paragraph stands between the margins; the names are Word's."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "center"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a Word document.

    Attributes:
        text: its text; line ends are kept, and what follows a tab stands at the right margin.
        align: where it stands.
        strong: in bold.
        indent: with an indented first line.
        left: millimetres kept free on its left, as before an addressee.
    """

    text: str
    align: Align = Align.BOTH
    strong: bool = False
    indent: bool = False
    left: int = 0


def write_docx(
    path: Path, *, paragraphs: Sequence[Paragraph], title: str, author: str, created: datetime
) -> None:
    """Write a Word document in Times New Roman 14, as offices do.

    Args:
        path: the file to write; one that is there is replaced.
        paragraphs: its text.
        title, author: its properties.
        created: time of making, with its zone.

    Raises:
        Refusal: the file cannot be written.
    """
    parts = {
        "[Content_Types].xml": _CONTENTS,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": _document(paragraphs),
        "word/_rels/document.xml.rels": _DOCUMENT_RELATIONS,
        "word/styles.xml": _STYLES,
        "docProps/core.xml": _properties(title, author, created),
    }
    moment = (created.year, created.month, created.day, created.hour, created.minute, 0)
    with replacing(path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            archive.writestr(zipfile.ZipInfo(name, moment), _XML + xml, zipfile.ZIP_DEFLATED)


def write_scan(path: Path, *, source: Path, seed: int, created: datetime) -> int:
    """Write a PDF that looks as if the pages of another had been printed and scanned.

    The pages are grey pictures without any text: a little askew, noisy, and darker at one edge.

    Args:
        path: the file to write; one that is there is replaced.
        source: the PDF to print and scan.
        seed: how the sheets lay on the glass.
        created: time of scanning, with its zone.

    Returns the number of pages.

    Raises:
        Refusal: the source cannot be read, or the file cannot be written.
    """
    random = Random(seed)
    sheets = [_scanned(sheet, random) for sheet in _drawn(source)]
    moment: time.struct_time = created.astimezone(UTC).timetuple()
    with replacing(path) as file:
        sheets[0].save(
            file,
            "PDF",
            save_all=True,
            append_images=sheets[1:],
            resolution=_SCAN_DPI,
            quality=_QUALITY,
            title="Scan",
            producer="Scanner",
            creationDate=moment,
            modDate=moment,
        )
    return len(sheets)


def _drawn(source: Path) -> Iterable[Image.Image]:
    with pages.Renderer() as renderer:
        number, count = 0, 1
        while number < count:
            page = renderer.render(source, number, round(_A4_INCHES * _SCAN_DPI))
            if isinstance(page, pages.Unreadable):
                raise Refusal(Reason.CANNOT_READ, path=str(source), detail=page.state)
            count = page.pages
            yield Image.frombytes("RGB", (page.width, page.height), page.rgb)
            number += 1


def _scanned(sheet: Any, random: Random) -> Image.Image:
    grey = sheet.convert("L").point([round(level * _PAPER_GREY / 255) for level in range(256)])
    grey = grey.rotate(
        random.uniform(-_MOST_TILT, _MOST_TILT),
        Image.Resampling.BICUBIC,
        fillcolor=_PAPER_GREY,
        translate=(random.randint(-6, 6), random.randint(-6, 6)),
    )
    grey = grey.filter(ImageFilter.GaussianBlur(0.45))
    grey = ImageChops.multiply(grey, _shade(grey.size, random))
    return ImageChops.add(grey, _noise(grey.size, random), offset=-_NOISE // 2)


def _shade(size: tuple[int, int], random: Random) -> Image.Image:
    """Return light that falls off towards one edge, as under a lid that is not quite closed."""
    edge = random.randint(190, 225)
    row = bytes(min(255, edge + column * 4) for column in range(64)) + b"\xff" * 192
    row = random.choice((row, row[::-1]))
    strip: Any = Image.frombytes("L", (256, 1), row)
    return strip.resize(size, Image.Resampling.BILINEAR)


def _noise(size: tuple[int, int], random: Random) -> Image.Image:
    grain: Any = Image.frombytes("L", size, random.randbytes(size[0] * size[1]))
    return grain.point([level * _NOISE // 255 for level in range(256)])


def _document(paragraphs: Sequence[Paragraph]) -> str:
    body = "".join(map(_paragraph, paragraphs))
    return (
        f'<w:document xmlns:w="{_WORD}"><w:body>{body}<w:sectPr>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1418" '
        'w:header="709" w:footer="709" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def _paragraph(paragraph: Paragraph) -> str:
    first = ' w:firstLine="709"' if paragraph.indent else ""
    strong = "<w:rPr><w:b/></w:rPr>" if paragraph.strong else ""
    lines = "<w:br/>".join(
        "<w:tab/>".join(
            f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in line.split("\t")
        )
        for line in paragraph.text.split("\n")
    )
    return (
        f"<w:p><w:pPr>{_TABS}"
        f'<w:ind w:left="{round(paragraph.left * _TWIPS)}"{first}/>'
        f'<w:jc w:val="{paragraph.align}"/></w:pPr><w:r>{strong}{lines}</w:r></w:p>'
    )


def _properties(title: str, author: str, created: datetime) -> str:
    moment = f"{created.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return (
        "<cp:coreProperties "
        f'xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        "</cp:coreProperties>"
    )


_TWIPS = 56.7  # in a millimetre
_TABS = '<w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs>'
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-"
_CONTENTS = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="{_TYPE}package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    f'ContentType="{_TYPE}officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" '
    f'ContentType="{_TYPE}officedocument.wordprocessingml.styles+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    f'ContentType="{_TYPE}package.core-properties+xml"/></Types>'
)
_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/officeDocument" '
    'Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)
_DOCUMENT_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/styles" Target="styles.xml"/>'
    "</Relationships>"
)
_STYLES = (
    f'<w:styles xmlns:w="{_WORD}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    '<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="kk-KZ"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="60" w:line="264" w:lineRule="auto"/></w:pPr>'
    "</w:pPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "</w:style></w:styles>"
)
