"""Names that exist in two languages: which one comes first, which one stands under it."""

from __future__ import annotations

from edo.wording import Wording


def own(words: Wording, ru: str, kk: str) -> str:
    """Give the name in the person's language, or in the other where only that exists."""
    return (kk or ru) if words.language == "kk" else (ru or kk)


def other(words: Wording, ru: str, kk: str) -> str:
    """Give the other language's name for the second line, where both exist and differ."""
    if not (ru and kk) or ru == kk:
        return ""
    return ru if words.language == "kk" else kk


def languages(words: Wording) -> tuple[str, str]:
    """Tell in which order something is asked for in both: the person's own language first."""
    return ("kk", "ru") if words.language == "kk" else ("ru", "kk")


def as_typed(typed: str, first: str, second: str) -> tuple[str, str]:
    """Give two names of a thing, the one first that begins as it is typed."""
    wanted = typed.casefold()
    if second.casefold().startswith(wanted) and not first.casefold().startswith(wanted):
        return second, first
    return first, second
