"""Every refusal brings along what its sentence speaks of."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from edo.errors import Obstacle, Reason, refuse_os_error
from edo.sentences import REFUSALS
from edo.wording import Wording

ROOT = Path(__file__).parents[2]


def test_no_sentence_lacks_a_value() -> None:
    """Where code says no by a reason's name, it gives every value the reason's sentence has."""
    lacking = [
        f"{place}: {reason} needs {', '.join(sorted(needed - given))}"
        for place, reason, given in _refusals()
        if (needed := _places(REFUSALS[reason])) - given
    ]
    assert not lacking, "\n".join(lacking)


@pytest.mark.parametrize(("language", "said"), [("ru", "файла или папки"), ("kk", "файл не қалта")])
def test_the_system_speaks_the_language_of_the_person(
    tmp_path: Path, language: str, said: str
) -> None:
    """What stands in the way of reading a file is said in the person's words, not the system's."""
    with pytest.raises(FileNotFoundError) as met:
        (tmp_path / "absent").read_bytes()
    refusal = refuse_os_error(met.value, Reason.CANNOT_READ, "absent")
    assert refusal.values["detail"] is Obstacle.ABSENT
    assert said in Wording(language).refusal(refusal)


def _refusals() -> Iterator[tuple[str, Reason, set[str]]]:
    """Yield (place, reason, names of values) of each refusal that is written out in the code."""
    for folder in ("edo", "ui"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and (reason := _reason(node)):
                    given = {one.arg for one in node.keywords if one.arg}
                    if len(given) == len(node.keywords):
                        yield f"{path.relative_to(ROOT)}:{node.lineno}", reason, given


def _reason(call: ast.Call) -> Reason | None:
    match call:
        case ast.Call(
            func=ast.Name("Refusal"), args=[ast.Attribute(value=ast.Name("Reason"), attr=name)]
        ):
            return Reason[name]
        case _:
            return None


def _places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}
