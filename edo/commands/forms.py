"""Keeping what is being typed: forms survive a crash, a power cut, and a closed window."""

from edo.clock import now
from edo.store import drafts
from edo.workplace import Workplace


def keep_form(workplace: Workplace, *, name: str, value: bytes) -> None:
    """Keep a form in place of its earlier state.

    Args:
        workplace: where.
        name: what it is for, such as `registration/incoming`.
        value: its content, at most `drafts.SIZE_LIMIT` bytes; a larger one is not kept.
    """
    workplace.write(drafts.keep, name=name, saved=now(), value=value)


def forget_form(workplace: Workplace, *, name: str) -> None:
    """Forget a form that was handed in or given up."""
    workplace.write(drafts.forget, name=name)
