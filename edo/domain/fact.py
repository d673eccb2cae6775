"""What every fact is: a small frozen value with its rule and its effect in `apply`."""

from typing import Any, ClassVar, Self

import msgspec

from edo.change import Stamp
from edo.domain.rights import Right
from edo.errors import Reason, Refusal


class Fact(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """Something that happened to one subject, in the past tense.

    Class attributes:
        NAME: the fact's name on the wire; never reused once released.
        COMMON: the fact belongs to the space everyone reads, not to one office.
        ABROAD: it may be stated in another office's space by who does not read it there.
        RIGHT: what its author must be allowed to do.
        ABOUT: the class of the subject's state.
        PREFIX: what ids of such subjects begin with.
        WHOLE: the fields it writes are written as a whole; otherwise parts of them are marked,
            and two who mark parts at once do not contradict each other.
    """

    NAME: ClassVar[str] = ""
    COMMON: ClassVar[bool] = False
    ABROAD: ClassVar[bool] = False
    RIGHT: ClassVar[Right] = Right.REGISTER
    ABOUT: ClassVar[type] = object
    PREFIX: ClassVar[str] = ""
    WHOLE: ClassVar[bool] = True

    def right(self, stamp: Stamp, state: Any) -> Right:
        """Return the right this very fact needs, about a subject in this state."""
        del stamp, state
        return self.RIGHT

    def scope(self, stamp: Stamp) -> str:
        """Return the office in which its author must have the right, or `ANYWHERE`."""
        return stamp.space

    def principal(self) -> str:
        """Return the person its author acts for as a deputy; empty where for themselves."""
        return ""

    def is_about(self, subject: str) -> bool:
        """Tell whether a subject of this id is one the fact can be about."""
        return subject.startswith(self.PREFIX)

    def apply(self, state: Any, stamp: Stamp) -> Any:
        """Return the subject's next state.

        Args:
            state: the state before, None where the subject is new.
            stamp: who states it and when.

        Raises:
            Refusal: the rule says no; the state stays.
        """
        raise AssertionError(self.NAME)

    def writes(self, before: Any, after: Any) -> tuple[str, ...]:
        """Return the fields its author gave a value to: who wrote one at once is shown.

        Args:
            before: the subject's state before it.
            after: the state after it.
        """
        del before, after
        return ()


class Record(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A state that is little more than named fields: a directory's entry."""

    def with_fields(self, fields: dict[str, Any]) -> Self:
        """Return the entry with some fields replaced.

        Raises:
            Refusal: a field is unknown or its value has the wrong type.
        """
        known = msgspec.to_builtins(self)
        for name, value in fields.items():
            if name not in self.__struct_fields__:
                raise Refusal(Reason.BAD_VALUE, field=name, value=str(value))
        try:
            return msgspec.convert({**known, **fields}, type(self))
        except msgspec.ValidationError as error:
            raise Refusal(Reason.BAD_VALUE, field=", ".join(fields), value=str(error)) from error


def need(value: str, field: str, limit: int) -> None:
    """Refuse an empty or an over-long text.

    Args:
        value: what was typed.
        field: its code, for the sentence.
        limit: characters allowed.
    """
    if not value.strip():
        raise Refusal(Reason.REQUIRED_FIELD, field=field)
    within(value, field, limit)


def within(value: str, field: str, limit: int) -> None:
    """Refuse a text longer than `limit` characters."""
    if len(value) > limit:
        raise Refusal(Reason.TOO_LONG, field=field, limit=limit)
