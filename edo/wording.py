"""Every code, state and reason as words, in Russian, Kazakh and English.

One mechanism for core, terminal, paper and windows: gettext catalogues, with the plain English
sentence as the message id. `mark` names a sentence in a table; `Wording` says it.
"""

import datetime as dt
import gettext
import os
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from enum import StrEnum

import resources
from edo.clock import COUNTER_BITS, office_time
from edo.errors import EdoError
from edo.faults import DAMAGED, FAULTS
from edo.field_names import FIELDS
from edo.names import MONTHS, NAMES
from edo.sentences import REFUSALS

LANGUAGES = ("ru", "kk", "en")
"""Codes of the languages the program speaks."""
UNTRANSLATED = "C"
"""What `libraries_speaking` takes for the words as they stand in the source, found at once."""

_DOMAIN = "edo"
_KILO = 1024
_MINUTE = 60_000
"""Milliseconds."""
_CLOCK = len("09:30")
_HOUR = 60
"""Minutes."""
NO_BREAK = "\N{NO-BREAK SPACE}"
_SENTENCES: dict[str, str] = {**REFUSALS, **FAULTS}


class Wording:
    """The program's words in one language."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else LANGUAGES[0]
        self._catalogue = gettext.translation(
            _DOMAIN, resources.path("locale"), [self.language], fallback=True
        )

    def text(self, message: str, **values: object) -> str:
        """Say a sentence, its places filled with `values`."""
        said = self._catalogue.gettext(message) if message else ""
        return said.format_map(_Values(values)) if values else said

    def plural(self, one: str, many: str, n: int) -> str:
        """Say a counted phrase; `{n}` is the number, its thousands apart."""
        said = self._catalogue.ngettext(one, many, n)
        return said.format(n=self.number(n))

    def number(self, n: int) -> str:
        """Write a whole number with its thousands apart."""
        return f"{n:,}".replace(",", NO_BREAK)

    def date(self, on: dt.date | None) -> str:
        """Write a date short: 22.11.2026; nothing for None."""
        return f"{on.day:02}.{on.month:02}.{on.year:04}" if on else ""

    def moment(self, at: dt.datetime | None) -> str:
        """Write a date and time: 22.11.2026 09:30."""
        return f"{at:%d.%m.%Y %H:%M}" if at else ""

    def hlc(self, hlc: int) -> str:
        """Write the moment of a hybrid timestamp on the office's clock."""
        return self.moment(office_time(hlc)) if hlc else ""

    def when(self, at: int, now: int) -> str:
        """Write an instant (milliseconds since 1970 UTC): the time if it was today, else both."""
        moment, today = office_time(at << COUNTER_BITS), office_time(now << COUNTER_BITS)
        return f"{moment:%H:%M}" if moment.date() == today.date() else self.moment(moment)

    def ago(self, at: int, now: int) -> str:
        """Say how long ago an instant was: just now, 2 min ago; when, where that is over an hour.

        Args:
            at: milliseconds since 1970 UTC.
            now: the same.
        """
        minutes = max(0, now - at) // _MINUTE
        if minutes == 0:
            return self.text("just now")
        if minutes < _HOUR:
            return self.text("{n} min ago", n=minutes)
        written = self.when(at, now)
        return self.text("at {time}", time=written) if len(written) == _CLOCK else written

    def long_date(self, on: dt.date) -> str:
        """Write a date in words, as letters do: 22 ноября 2026 года, 2026 жылғы 22 қараша."""
        month = self.text(MONTHS[on.month - 1])
        return self.text("{month} {day}, {year}", day=on.day, month=month, year=on.year)

    def size(self, count: int) -> str:
        """Write a size in bytes, kilobytes, megabytes or gigabytes."""
        if count < _KILO:
            return self.text("{n} bytes", n=count)
        if count < _KILO**2:
            return self.text("{n} KB", n=round(count / _KILO))
        if count < _KILO**3:
            return self.text("{n} MB", n=f"{count / _KILO**2:.1f}".replace(".", ","))
        return self.text("{n} GB", n=f"{count / _KILO**3:.1f}".replace(".", ","))

    def name(self, code: StrEnum | None) -> str:
        """Say what a code of the domain is called; nothing for None."""
        return "" if code is None else self.text(NAMES[type(code).__name__, code.value])

    def field(self, name: str) -> str:
        """Say what a field is called."""
        return self.text(FIELDS.get(name, name))

    def refusal(self, error: EdoError) -> str:
        """Say in a sentence why something was not done."""
        values = {name: self._value(name, value) for name, value in error.values.items()}
        return self.text(_SENTENCES.get(error.reason, DAMAGED), **values)

    def reason(self, code: str) -> str:
        """Say a reason by its code alone, as history does."""
        return self.text(_SENTENCES.get(code, DAMAGED), **_NO_VALUES)

    def _value(self, name: str, value: object) -> object:
        if name == "field":
            return self.field(str(value))
        if isinstance(value, StrEnum):
            return self.name(value)
        if isinstance(value, dt.date):
            return self.date(value)
        return value


class _Values(dict[str, object]):
    """Values of a sentence; a place without a value shows a dash rather than failing."""

    def __missing__(self, key: str) -> str:
        return "—"


_NO_VALUES: Mapping[str, object] = {"_": ""}


@contextmanager
def libraries_speaking(language: str) -> Generator[None]:
    """Let what asks gettext by itself, as argparse does, find its sentences in our catalogues.

    Which language it finds them in, gettext takes from the environment.
    """
    domain, spoken = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(_DOMAIN, resources.path("locale"))
    gettext.textdomain(_DOMAIN)
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if spoken is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = spoken
