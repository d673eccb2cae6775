"""How a chapter of the handbook looks: blocks and pieces as what Qt's rich text can show."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from string import Template

from ui.handbook_text import Block, Chapter, Heading, Item, Kind, Listing, Paragraph, Picture, Piece
from ui.theme import GRID, Theme

Width = Callable[[Picture], int]
"""Tells how wide a picture is drawn; 0 where it is missing."""

_STYLE = Template(
    """
    body { color: $text; }
    h1 { font-size: ${huge}px; font-weight: 600; margin-top: 0px; margin-bottom: 8px; }
    h2 { font-size: ${large}px; font-weight: 600; margin-top: 22px; margin-bottom: 6px; }
    h3 { font-size: ${size}px; font-weight: 600; margin-top: 14px; margin-bottom: 4px; }
    p { margin-top: 4px; margin-bottom: 8px; line-height: 135%; }
    .picture { line-height: 100%; }
    .strong { font-weight: 600; }
    a { color: $accent_text; text-decoration: none; }
    .keys { background-color: $neutral_soft; color: $text; font-size: ${small}px; }
    .press { color: $accent_text; font-weight: 600; }
    .typed { font-style: italic; }
    .number { color: $accent_text; font-weight: 600; }
    .note { background-color: $warn_soft; color: $warn; }
    """
)
_NARROW = "\N{NO-BREAK SPACE}"


def style(theme: Theme) -> str:
    """Give the style sheet of chapters in the look in force."""
    sizes, colours = theme.sizes, theme.colours
    return _STYLE.substitute(
        text=colours.text,
        accent_text=colours.accent_text,
        neutral_soft=colours.neutral_soft,
        warn_soft=colours.warn_soft,
        warn=colours.warn,
        size=sizes.text,
        small=sizes.small,
        large=sizes.large - 3,
        huge=sizes.large + 4,
    )


def page(chapter: Chapter, width: Width, note: str = "") -> str:
    """Write a chapter out.

    Args:
        chapter: what to write.
        width: how wide its pictures are.
        note: a line over it.
    """
    over = (
        f'<table width="100%" cellpadding="8"><tr><td class="note">{escape(note)}</td></tr></table>'
    )
    parts = [over] if note else []
    parts += [_block(block, width) for block in chapter.blocks]
    return f"<body>{''.join(parts)}</body>"


def plain(chapter: Chapter) -> str:
    """Give the words of a chapter, for who looks for some of them."""
    return " ".join(_words(block) for block in chapter.blocks)


def _block(block: Block, width: Width) -> str:
    if isinstance(block, Heading):
        level = block.level
        return f"<h{level}>{escape(block.text)}</h{level}>"
    if isinstance(block, Paragraph):
        return f"<p>{_line(block.pieces)}</p>"
    if isinstance(block, Picture):
        return _picture(block, width)
    rows = "".join(_item(item, width) for item in block.items)
    return f'<table cellspacing="0" cellpadding="3">{rows}</table>'


def _item(item: Item, width: Width) -> str:
    sign = f"{item.number}." if item.number else "•"
    pictures = "".join(_picture(one, width) for one in item.pictures)
    return (
        f'<tr><td width="{3 * GRID}" class="number">{sign}</td>'
        f"<td><p>{_line(item.pieces)}</p>{pictures}</td></tr>"
    )


def _picture(picture: Picture, width: Width) -> str:
    wide = width(picture)
    if not wide:
        return ""
    return f'<p class="picture"><img src="{escape(picture.path)}" width="{wide}"></p>'


def _line(pieces: tuple[Piece, ...]) -> str:
    return "".join(_piece(piece) for piece in pieces)


def _piece(piece: Piece) -> str:
    text = escape(piece.text)
    if piece.kind is Kind.KEYS:
        held = text.replace(" ", _NARROW)
        return f'<span class="keys">{_NARROW}{held}{_NARROW}</span>'
    if piece.kind is Kind.PRESS:
        return f'<span class="press">{text}</span>'
    if piece.kind is Kind.LABEL:
        return f"«{text}»"
    if piece.kind is Kind.STRONG:
        return f'<span class="strong">{text}</span>'
    if piece.kind is Kind.TYPED:
        return f'<span class="typed">{text}</span>'
    if piece.kind is Kind.LINK:
        return f'<a href="{escape(piece.target)}">{text}</a>'
    return text


def _words(block: Block) -> str:
    if isinstance(block, Heading):
        return block.text
    if isinstance(block, Picture):
        return block.words
    if isinstance(block, Listing):
        return " ".join(_said(item.pieces) for item in block.items)
    return _said(block.pieces)


def _said(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces)
