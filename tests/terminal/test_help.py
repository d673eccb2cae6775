"""Help, and what is said of a wrong command line, in the language of who asks."""

import gettext
import os
import re
from argparse import Action, ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from edo.cli import main
from edo.terminal.arguments import parser
from tests.terminal.conftest import Terminal

TRANSLATED = ("ru", "kk")
SAME = {"ID", "N"}
"""What usage writes alike in all languages."""
CYRILLIC = re.compile("[а-яёәғқңөұүһі]", re.IGNORECASE)

WRONG: dict[str, str] = {
    "": "не указано: КОМАНДА",
    "lists": "КОМАНДА: 'lists' не подходит; возможны: 'found'",
    "list --limit": "--limit: нужно одно значение",
    "list --limit x": "--limit: нужно целое число от 1 до 1000000, а не «x»",
    "list --json=1": "--json: значение '1' здесь лишнее",
    "list a b": "лишнее или неизвестное: a b",
    "register incoming": "не указано: --journal",
    "change d1": "не указано: ПОЛЕ=ЗНАЧЕНИЕ",
    "attach d1 --file=": "--file: нужно имя файла или папки",
    "due d1 --term 3y": "--term: нужен срок, например 15w, 10d, 1m или 4h, а не «3y»",
    "settle d1 --field note": "нужно что-то одно: --keep --value",
    "settle d1 --field note --keep 1 --value a": "--value: нельзя вместе с --keep",
    "approve revise d1 --replace a": "--replace: нужно 2 значения",
    "recovery check --code": "--code: нужно хотя бы одно значение",
    "training import f.csv --columns x": "--columns: нужно ЗАГОЛОВОК=КОД с кодом из: name",
    "training import f.csv --row x": "--row: нужно N=ДЕЙСТВИЕ с действием из: add",
}


def test_every_text_of_help_is_translated_and_no_option_lacks_one() -> None:
    """A parser made in another language has no text in common with the English one but codes."""
    spoken = [list(_texts(parser(language))) for language in ("en", *TRANSLATED)]
    assert len({len(texts) for texts in spoken}) == 1
    assert len(spoken[0]) > 1_000
    for said in zip(*spoken, strict=True):
        where = {place for place, _ in said}
        texts = {text for _, text in said}
        assert len(where) == 1
        assert "" not in texts, where
        if not texts <= SAME:
            assert not {text for _, text in said[1:] if text == said[0][1]}, said
            assert all(CYRILLIC.search(text) for _, text in said[1:]), said


def test_help_is_in_the_language_that_was_asked_for(blank: Terminal) -> None:
    """Before the verb or after it, even after --help, the language is heard."""
    for line in (("--language", "ru", "list", "-h"), ("list", "--help", "--language=ru")):
        said = blank(*line)
        assert said.code == 0
        assert said.out.startswith("вызов: edo list [-h] [--home ПАПКА]")
        assert "Показать документы, сначала новые." in said.out
        assert "  --year ГОД            год регистрации" in said.out
        assert "показать эту справку" in said.out
        assert "\nпараметры:\n" in said.out
    assert "Құжаттарды көрсету, алдымен жаңалары." in blank("list", "-h", "--language", "kk").out
    assert blank("check", "--help").out.startswith("usage: edo check [-h] [--home DIR]")
    assert "Exit codes: 0 clean" in blank("check", "--help").out


def test_help_is_in_the_language_the_person_chose(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where nobody names a language, the settings of the workplace do; without them, Russian."""
    with pytest.raises(SystemExit):
        main(["--home", str(tmp_path), "--help"])
    assert capsys.readouterr().out.startswith("вызов: edo ")
    (tmp_path / "settings.json").write_text('{"language": "kk"}', encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["--help", "--home", str(tmp_path)])
    assert capsys.readouterr().out.startswith("қолданылуы: edo ")


@pytest.mark.parametrize("line", WRONG)
def test_what_is_wrong_is_said_in_the_persons_language(blank: Terminal, line: str) -> None:
    """Whatever breaks the grammar, the sentence about it is whole in all three languages."""
    russian = blank.misused("--language", "ru", *line.split())
    assert WRONG[line] in russian
    kazakh = blank.misused("--language", "kk", *line.split())
    assert CYRILLIC.search(kazakh)
    assert WRONG[line] not in kazakh
    assert not CYRILLIC.search(blank.misused(*line.split()))


def test_the_language_of_the_process_stays_as_it_was(
    blank: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Saying help in one language leaves no trace: neither in the environment nor in gettext."""
    domain = gettext.textdomain()
    for before in ("de", None):
        if before is None:
            monkeypatch.delenv("LANGUAGE", raising=False)
        else:
            monkeypatch.setenv("LANGUAGE", before)
        blank("--language", "kk", "--help")
        assert (os.environ.get("LANGUAGE"), gettext.textdomain()) == (before, domain)


def _texts(of: ArgumentParser, path: str = "edo") -> Iterator[tuple[str, str]]:
    """Yield all that a parser and its verbs may show, with the place where it is shown."""
    yield f"{path} does", of.description or ""
    if of.epilog:
        yield f"{path} note", of.epilog
    for action in of._actions:
        if isinstance(action, _SubParsersAction):
            yield f"{path} verbs", str(action.metavar)
            for one in action._choices_actions:
                yield f"{path} {one.dest}", one.help or ""
            for name, verb in action.choices.items():
                yield from _texts(verb, f"{path} {name}")
        else:
            yield from _shown(action, f"{path} {'/'.join(action.option_strings) or action.dest}")
    for group in of._action_groups:
        yield f"{path} group", group.title or ""


def _shown(action: Action, where: str) -> Iterator[tuple[str, str]]:
    yield f"{where} help", action.help or ""
    if action.nargs != 0 and not action.choices:
        names = action.metavar or ""
        yield from (
            (f"{where} place", one) for one in chain([names] if isinstance(names, str) else names)
        )
