"""The grammar of the verbs about correspondents, the organisation, types and templates."""

from edo.domain.card import Kind
from edo.domain.organisation import Level
from edo.terminal import directories
from edo.terminal.grammar import Grammar, add_texts, codes
from edo.terminal.values import term, whole

_ROWS = whole(1, 1_000_000)
_NAMES = ("--name-ru", "--name-kk")


def add(grammar: Grammar) -> None:
    """Add the verbs to the grammar of the command line."""
    correspondent = grammar.group("correspondent", "the directory of correspondents")
    add = correspondent.verb("add", "add a correspondent", directories.add_correspondent)
    add.add_argument("--private", action="store_true", help="a person, not an organisation")
    change = correspondent.verb("change", "change an entry", directories.change_correspondent)
    change.add_argument("id", metavar="ID")
    for verb in (add, change):
        for name in ("--name-ru", "--name-kk", "--bin", "--address", "--phone", "--email"):
            verb.add_argument(name, metavar="TEXT")
    listed = correspondent.verb("list", "list correspondents", directories.list_correspondents)
    listed.add_argument("text", nargs="?", metavar="TEXT")
    listed.add_argument("--limit", type=_ROWS, default=1000, metavar="N")
    merge = correspondent.verb("merge", "merge a duplicate", directories.merge)
    merge.add_argument("keep", metavar="KEEP")
    merge.add_argument("other", metavar="OTHER")
    _organisation(grammar)
    _types(grammar)


def _organisation(grammar: Grammar) -> None:
    office = grammar.group("office", "offices of the organisation")
    add = office.verb("add", "add an office", directories.add_office)
    add.add_argument("--level", choices=codes(Level), default=Level.BRANCH.value)
    change = office.verb("change", "change an office", directories.change_office)
    change.add_argument("id", metavar="ID")
    change.add_argument("--level", choices=codes(Level))
    for verb in (add, change):
        add_texts(verb, "--name-ru", "--name-kk", "--short", "--parent", "--bin")
    office.verb("list", "list the offices", directories.list_offices)
    unit = grammar.group("unit", "units of offices")
    add_texts(unit.verb("add", "add a unit", directories.add_unit), *_NAMES, "--short", "--office")
    unit.verb("list", "list the units", directories.list_units)
    position = grammar.group("position", "positions")
    add_texts(position.verb("add", "add a position", directories.add_position), *_NAMES)
    position.verb("list", "list the positions", directories.list_positions)
    person = grammar.group("person", "people of the offices")
    added = person.verb("add", "add a person", directories.add_person)
    changed = person.verb("change", "change a person", directories.change_person)
    changed.add_argument("id", metavar="ID")
    changed.add_argument("--left", metavar="DATE")
    for verb in (added, changed):
        add_texts(verb, *_NAMES, "--office", "--unit", "--position", "--joined")
    people = person.verb("list", "list the people", directories.list_people)
    people.add_argument("--left", action="store_true", help="those who left too")


def _types(grammar: Grammar) -> None:
    type = grammar.group("type", "document types")
    add = type.verb("add", "define a document type", directories.add_type)
    add.add_argument("--kind", action="append", required=True, choices=codes(Kind))
    change = type.verb("change", "change a document type", directories.change_type)
    change.add_argument("id", metavar="ID")
    change.add_argument("--closed", choices=("yes", "no"))
    for verb in (add, change):
        add_texts(verb, *_NAMES)
        verb.add_argument("--required", action="append", metavar="FIELD")
        verb.add_argument("--term", type=term, metavar="TERM", help="offered: 15w, 10d, 1m")
    change.add_argument("--no-term", action="store_true", help="offer no term any more")
    type.verb("list", "list the document types", directories.list_types)
    template = grammar.group("template", "card templates")
    save = template.verb("save", "keep a document's card as a template", directories.save_template)
    save.add_argument("name", metavar="NAME")
    save.add_argument("id", metavar="ID")
    template.verb("list", "list the templates", directories.list_templates)
    remove = template.verb("remove", "offer a template no more", directories.remove_template)
    remove.add_argument("id", metavar="ID")
