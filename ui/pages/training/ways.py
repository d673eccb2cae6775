"""How the sections of training lead to one another, and to the windows about one thing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from edo.commands.myself import Myself
from edo.queries.sessions import View


class Ways(Protocol):
    """What a section may ask of the page around it."""

    @property
    def me(self) -> Myself | None:
        """Who works here; None until it is known."""
        ...

    @property
    def root(self) -> str:
        """The office below which one looks: empty where it is the whole organisation."""
        ...

    def show_office(self, office: str) -> None:
        """Show where the branches of an office stand."""
        ...

    def show_people(self, office: str, course: str = "", *, left: bool = False) -> None:
        """Show the people of an office; only those who are left to be trained, where asked."""
        ...

    def show_session(self, session: str) -> None:
        """Show a session."""
        ...

    def plan(
        self,
        course: str = "",
        offices: Sequence[str] = (),
        people: Sequence[str] = (),
        on: date | None = None,
    ) -> None:
        """Plan a session; who is to come is proposed where nobody is named."""
        ...

    def show_sessions(self, view: View) -> None:
        """Show some sessions alone, in the list."""
        ...

    def set_up_course(self) -> None:
        """Set up a course."""
        ...
