"""The two palettes, light and dark; which of them a text may be written on is tested."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """One palette.

    `…_soft` is a ground for text of the same name, `danger` that of a button for what cannot be
    undone. Texts stand out at least 4.5 : 1 from what they
    are written on, and so does `hint`, what a field says while it is empty; `edge`, the frame of
    what can be typed into, ticked or moved, and `faint`, what cannot be used now, at least 3 : 1.
    """

    ground: str
    surface: str
    raised: str
    line: str
    line_strong: str
    edge: str
    text: str
    muted: str
    hint: str
    faint: str
    hover: str
    chosen: str
    accent: str
    accent_hover: str
    accent_press: str
    on_accent: str
    accent_text: str
    accent_soft: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    danger: str
    danger_hover: str
    danger_press: str
    on_danger: str
    neutral: str
    neutral_soft: str
    shadow: str


LIGHT = Colours(
    ground="#f3f5f7",
    surface="#ffffff",
    raised="#ffffff",
    line="#dfe4e9",
    line_strong="#b8c2cc",
    edge="#87939f",
    text="#1a2530",
    muted="#586675",
    hint="#63707d",
    faint="#7d8a97",
    hover="#eef2f5",
    chosen="#dceff3",
    accent="#0b7285",
    accent_hover="#0a6475",
    accent_press="#085563",
    on_accent="#ffffff",
    accent_text="#0a6475",
    accent_soft="#e0f1f4",
    good="#1d6b43",
    good_soft="#e1f3e8",
    warn="#85510a",
    warn_soft="#fdf0d9",
    bad="#ad2b22",
    bad_soft="#fbe7e5",
    danger="#b3261e",
    danger_hover="#9a1f18",
    danger_press="#821a14",
    on_danger="#ffffff",
    neutral="#4c5a68",
    neutral_soft="#e9edf1",
    shadow="#1a2530",
)

DARK = Colours(
    ground="#14191f",
    surface="#1b2128",
    raised="#232a33",
    line="#2c353f",
    line_strong="#465462",
    edge="#6f7f8e",
    text="#e4e9ee",
    muted="#9dabb9",
    hint="#8c9aa8",
    faint="#76838f",
    hover="#222a33",
    chosen="#173c46",
    accent="#3aa9be",
    accent_hover="#4fbacd",
    accent_press="#66c6d7",
    on_accent="#06222a",
    accent_text="#69c9da",
    accent_soft="#17333b",
    good="#7fd0a2",
    good_soft="#1a3527",
    warn="#e8b765",
    warn_soft="#3a2d16",
    bad="#f0938b",
    bad_soft="#402220",
    danger="#e5736b",
    danger_hover="#ee8b84",
    danger_press="#f4a29c",
    on_danger="#2a0b09",
    neutral="#b3bfca",
    neutral_soft="#2b343e",
    shadow="#000000",
)
