"""The grammar of the verbs about correspondents, the organisation, types and templates."""

from edo.domain.card import Kind
from edo.domain.organisation import Level
from edo.sentences import mark
from edo.terminal import directories
from edo.terminal.grammar import Grammar, add_texts, codes
from edo.terminal.values import term, whole

_ROWS = whole(1, 1_000_000)
_NAMES = ("--name-ru", "--name-kk")


def add(grammar: Grammar) -> None:
    """Add the verbs to the grammar of the command line."""
    correspondent = grammar.group("correspondent", mark("the directory of correspondents"))
    add = correspondent.verb("add", mark("add a correspondent"), directories.add_correspondent)
    add.add_argument("--private", action="store_true", help=mark("a person, not an organisation"))
    change = correspondent.verb("change", mark("change an entry"), directories.change_correspondent)
    change.add_argument("id", metavar="ID")
    for verb in (add, change):
        for name in ("--name-ru", "--name-kk", "--bin", "--address", "--phone", "--email"):
            verb.add_argument(name, metavar="TEXT")
    listed = correspondent.verb(
        "list", mark("list correspondents"), directories.list_correspondents
    )
    listed.add_argument("text", nargs="?", metavar="TEXT", help=mark("a part of the name"))
    listed.add_argument(
        "--limit", type=_ROWS, default=1000, metavar="N", help=mark("1000 by default")
    )
    merge = correspondent.verb("merge", mark("merge a duplicate"), directories.merge)
    merge.add_argument("keep", metavar="ID", help=mark("the entry that stays"))
    merge.add_argument("other", metavar="ID", help=mark("the duplicate"))
    _organisation(grammar)
    _types(grammar)


def _organisation(grammar: Grammar) -> None:
    office = grammar.group("office", mark("offices of the organisation"))
    add = office.verb("add", mark("add an office"), directories.add_office)
    add.add_argument("--level", choices=codes(Level), default=Level.BRANCH.value)
    change = office.verb("change", mark("change an office"), directories.change_office)
    change.add_argument("id", metavar="ID")
    change.add_argument("--level", choices=codes(Level))
    for verb in (add, change):
        add_texts(verb, "--name-ru", "--name-kk", "--short", "--parent", "--bin")
    office.verb("list", mark("list the offices"), directories.list_offices)
    unit = grammar.group("unit", mark("units of offices"))
    add_texts(
        unit.verb("add", mark("add a unit"), directories.add_unit), *_NAMES, "--short", "--office"
    )
    unit.verb("list", mark("list the units"), directories.list_units)
    position = grammar.group("position", mark("positions"))
    add_texts(position.verb("add", mark("add a position"), directories.add_position), *_NAMES)
    position.verb("list", mark("list the positions"), directories.list_positions)
    person = grammar.group("person", mark("people of the offices"))
    added = person.verb("add", mark("add a person"), directories.add_person)
    changed = person.verb("change", mark("change a person"), directories.change_person)
    changed.add_argument("id", metavar="ID")
    changed.add_argument("--left", metavar="DATE")
    for verb in (added, changed):
        add_texts(verb, *_NAMES, "--office", "--unit", "--position", "--joined")
    people = person.verb("list", mark("list the people"), directories.list_people)
    people.add_argument("--left", action="store_true", help=mark("those who left too"))


def _types(grammar: Grammar) -> None:
    type = grammar.group("type", mark("document types"))
    add = type.verb("add", mark("define a document type"), directories.add_type)
    add.add_argument("--kind", action="append", required=True, choices=codes(Kind))
    change = type.verb("change", mark("change a document type"), directories.change_type)
    change.add_argument("id", metavar="ID")
    change.add_argument("--closed", choices=("yes", "no"))
    for verb in (add, change):
        add_texts(verb, *_NAMES)
        verb.add_argument("--required", action="append", metavar="FIELD")
        verb.add_argument("--term", type=term, metavar="TERM", help=mark("offered: 15w, 10d, 1m"))
    change.add_argument("--no-term", action="store_true", help=mark("offer no term any more"))
    type.verb("list", mark("list the document types"), directories.list_types)
    template = grammar.group("template", mark("card templates"))
    save = template.verb(
        "save", mark("keep a document's card as a template"), directories.save_template
    )
    save.add_argument("name", metavar="NAME")
    save.add_argument("id", metavar="ID")
    template.verb("list", mark("list the templates"), directories.list_templates)
    remove = template.verb("remove", mark("offer a template no more"), directories.remove_template)
    remove.add_argument("id", metavar="ID")
