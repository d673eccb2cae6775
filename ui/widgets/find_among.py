"""What a picker asks where all choices are here already."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ui.widgets.picker import Choice, Find

OFFERED = 50


def find_among(choices: Callable[[], Sequence[Choice]]) -> Find:
    """Find, among choices at hand, those that hold every word typed."""

    def find(text: str, then: Callable[[Sequence[Choice]], None]) -> None:
        then(
            [choice for choice in choices() if holds(f"{choice.name} {choice.note}", text)][
                :OFFERED
            ]
        )

    return find


def holds(whole: str, typed: str) -> bool:
    """Tell whether a text holds every word that was typed, in any case."""
    folded = whole.casefold()
    return all(word in folded for word in typed.casefold().split())
