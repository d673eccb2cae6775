"""The program has a word for everything it shows, in every language it speaks."""

import gettext
import importlib
import pkgutil
import re
from collections.abc import Iterator
from enum import StrEnum
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import edo
import resources
from edo.domain.card import FIELDS, Card
from edo.errors import Reason
from edo.field_names import FIELDS as FIELD_NAMES
from edo.names import NAMES
from edo.sentences import REFUSALS
from edo.wording import LANGUAGES

ROOT = Path(__file__).parents[2]
KEYWORDS = {"text": None, "say": None, "plural": (1, 2), "mark": None}
PLACE = re.compile(r"\{(\w*)\}")
TRANSLATED = ("ru", "kk")


def test_every_reason_has_a_sentence() -> None:
    """Whatever a rule may give as its reason can be said."""
    assert [reason for reason in Reason if reason not in REFUSALS] == []


def test_every_field_of_the_card_has_a_name() -> None:
    """The fields of the card are named, in sentences and in tables."""
    assert [name for name in Card.__struct_fields__ if name not in FIELD_NAMES] == []
    assert {field.name for field in FIELDS} == set(Card.__struct_fields__)


def test_names_are_of_codes_that_exist() -> None:
    """An enum that is named at all is named whole, and no name outlives its code."""
    codes = {(kind.__name__, code.value) for kind in _enums() for code in kind if _is_named(kind)}
    assert codes - set(NAMES) == set()
    assert {kind for kind, _ in NAMES} <= {kind.__name__ for kind in _enums()}
    assert {name for name in NAMES if name not in codes} == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated(language: str) -> None:
    """No message of the code lacks its translation, and none is only guessed at."""
    catalogue = _catalogue(language)
    lacking = [id for id in _messages() if not _is_whole(catalogue.get(id))]
    assert lacking == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_keep_the_places(language: str) -> None:
    """A translation has the same places for values as the English sentence."""
    for message in _catalogue(language):
        ids, strings = _forms(message.id), _forms(message.string)
        places = {place for text in ids for place in PLACE.findall(_bare(text))}
        for text in strings:
            assert set(PLACE.findall(_bare(text))) <= places, text
            assert len(strings) > 1 or set(PLACE.findall(_bare(text))) == places, text


def test_every_language_can_be_spoken() -> None:
    """The compiled catalogues are there, or gettext falls back to English alone."""
    for language in TRANSLATED:
        assert language in LANGUAGES
        found = gettext.find("edo", resources.path("locale"), [language])
        assert found is None or Path(found).stat().st_size > 0


def _enums() -> Iterator[type[StrEnum]]:
    """Yield the enums of the whole core."""
    seen: set[type[StrEnum]] = set()
    for module in pkgutil.walk_packages(edo.__path__, "edo."):
        if module.name.split(".")[1] not in ("domain", "queries", "check", "store", "errors"):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, StrEnum) and value is not StrEnum:
                seen.add(value)
    yield from seen


def _is_named(kind: type[StrEnum]) -> bool:
    return any(name == kind.__name__ for name, _ in NAMES)


def _messages() -> set[str]:
    """Collect the messages of the code as `make messages` does."""
    found: set[str] = set()
    for folder in ("edo", "ui"):
        for _, _, message, _, _ in extract_from_dir(ROOT / folder, keywords=KEYWORDS):
            found.add(message if isinstance(message, str) else message[0])
    return found - {""}


def _catalogue(language: str) -> Catalog:
    path = resources.path("locale") / language / "LC_MESSAGES" / "edo.po"
    return read_po(BytesIO(path.read_bytes()), locale=language)


def _is_whole(message: Message | None) -> bool:
    return message is not None and not message.fuzzy and all(_forms(message.string))


def _forms(text: object) -> tuple[str, ...]:
    return tuple(str(one) for one in text) if isinstance(text, (list, tuple)) else (str(text),)


def _bare(text: str) -> str:
    """Return a text without the doubled braces that stand for themselves."""
    return text.replace("{{", "").replace("}}", "")
