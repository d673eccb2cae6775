"""The grammar of the verbs about documents: register, find, change, send, attach."""

from argparse import ArgumentParser, BooleanOptionalAction

from edo.domain.card import FIELD_BY_NAME, Delivery, Kind, Language
from edo.domain.document import FileRole, Link, Status
from edo.queries.listing import Sort
from edo.terminal import card, documents, parallel
from edo.terminal.grammar import Act, Grammar, codes
from edo.terminal.values import (
    CARD_CODES,
    CARD_COUNTS,
    CARD_DATES,
    CARD_OPTIONS,
    path,
    whole,
    year,
)

_ROWS = whole(1, 1_000_000)
_NUMBER = whole(1, 999_999_999)


def add(grammar: Grammar) -> None:
    """Add the verbs to the grammar of the command line."""
    register = grammar.group("register", "give a document its number")
    draft = grammar.group("draft", "keep a document that has no number yet")
    for kind in Kind:
        made = register.verb(kind.value, f"register: {kind.value}", documents.register)
        made.set_defaults(kind=kind.value)
        made.add_argument("--journal", required=True, metavar="INDEX", help="such as ВХ")
        made.add_argument("--on", metavar="DATE", help="registration date, today by default")
        made.add_argument("--number", metavar="N", help="a number given by hand, such as 12-а")
        made.add_argument("--id", metavar="ID", help="register this draft")
        made.add_argument(
            "--due-by-type", action="store_true", help="due when its document type says"
        )
        made.add_argument("--request", metavar="KEY", help="the same key registers only once")
        made.add_argument(
            "--reply-to", action="append", metavar="ID", help="the document it answers"
        )
        _card(made)
        begun = draft.verb(kind.value, f"draft: {kind.value}", documents.draft)
        begun.set_defaults(kind=kind.value)
        _card(begun)
    _lists(grammar)
    _document_acts(grammar)


def _lists(grammar: Grammar) -> None:
    listed = grammar.verb("list", "list documents, the newest first", documents.listed)
    _filters(listed)
    listed.add_argument("--sort", choices=codes(Sort), default=Sort.DATE.value)
    listed.add_argument("--ascending", action="store_true", help="from the least to the greatest")
    listed.add_argument("--limit", type=_ROWS, default=100, metavar="N", help="100 by default")
    listed.add_argument("--after", metavar="ID", help="the last document of the page before")
    search = grammar.verb(
        "search", "find documents by words, scraps of numbers and file texts", documents.search
    )
    search.add_argument("text", metavar="TEXT")
    _filters(search)
    search.add_argument("--sort", choices=codes(Sort), help="best first by default")
    search.add_argument("--ascending", action="store_true", help="from the least to the greatest")
    search.add_argument("--limit", type=_ROWS, default=50, metavar="N", help="50 by default")


def _filters(to: ArgumentParser) -> None:
    """Add what narrows a list or a search."""
    to.add_argument("--journal", metavar="INDEX")
    to.add_argument("--office", metavar="TEXT", help="another one's register, with its kind")
    to.add_argument("--year", type=year, metavar="Y", help="year of registration")
    to.add_argument("--kind", choices=codes(Kind))
    to.add_argument("--since", metavar="DATE", help="first day of registration")
    to.add_argument("--until", metavar="DATE", help="last day of registration")
    to.add_argument("--state", choices=codes(Status))
    to.add_argument("--correspondent", metavar="TEXT|ID")
    to.add_argument("--type", metavar="TEXT|ID", help="document type")
    to.add_argument("--written", choices=codes(Language), help="language of the documents")
    to.add_argument(
        "--files", action=BooleanOptionalAction, default=None, help="only with files, or without"
    )


def _card(to: ArgumentParser) -> None:
    to.add_argument(
        "--from",
        dest="sender",
        action="extend",
        nargs="+",
        metavar="TEXT|ID",
        help="the correspondent; a new name is added to the directory",
    )
    to.add_argument(
        "--to",
        dest="addressee",
        action="extend",
        nargs="+",
        metavar="TEXT|ID",
        help="the addressees; a new name is added to the directory",
    )
    to.add_argument("--type", metavar="TEXT|ID", help="document type")
    to.add_argument("--signed-by", action="append", metavar="TEXT")
    _files(to)
    for name in CARD_OPTIONS:
        option = "--written" if name == "language" else "--" + name.replace("_", "-")
        dest = f"card_{name}"
        if name in CARD_CODES:
            to.add_argument(option, dest=dest, choices=codes(CARD_CODES[name]))
        elif name in CARD_COUNTS:
            to.add_argument(option, dest=dest, metavar="N")
        else:
            metavar = "DATE" if name in CARD_DATES else "TEXT"
            to.add_argument(option, dest=dest, metavar=metavar)


def _files(to: ArgumentParser, *, required: bool = False) -> None:
    to.add_argument(
        "--file",
        action="append",
        type=path,
        required=required,
        metavar="PATH",
        help="a file to attach; may be given more than once",
    )
    to.add_argument("--role", choices=codes(FileRole), help="what the files are, text by default")
    to.add_argument("--file-language", metavar="LANGUAGE", help="language of the files")


def _document_acts(grammar: Grammar) -> None:
    def of_document(name: str, does: str, act: Act) -> ArgumentParser:
        made = grammar.verb(name, does, act)
        made.add_argument("id", metavar="ID")
        return made

    of_document("show", "show a document's card", card.show)
    of_document("history", "tell what happened to a document", documents.told)
    of_document("copy", "begin a document with another's card", documents.copy)
    change = of_document("change", "change fields of a card", documents.change)
    change.add_argument("fields", nargs="+", metavar="FIELD=VALUE")
    settle = of_document(
        "settle", "settle a field that two people changed at once", parallel.settle
    )
    settle.add_argument("--field", required=True, choices=list(FIELD_BY_NAME), metavar="FIELD")
    chosen = settle.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--keep", type=_NUMBER, metavar="N", help="a value by its number")
    chosen.add_argument("--value", metavar="TEXT", help="another value")
    annul = of_document("annul", "annul a registration", documents.annul)
    annul.add_argument("--reason", required=True, metavar="TEXT")
    renumber = of_document(
        "renumber", "give a new number where another document has it by right", documents.renumber
    )
    renumber.add_argument("--reason", required=True, metavar="TEXT")
    refuse = of_document("refuse", "refuse to register a received letter", documents.refuse)
    refuse.add_argument("--reason", required=True, metavar="TEXT")
    refuse.add_argument("--returned", action="store_true", help="it goes back to its sender")
    send = of_document("send", "mark a document as sent", documents.send)
    delivered = of_document("delivered", "note whether a copy arrived", documents.delivered)
    for verb, required in ((send, False), (delivered, True)):
        verb.add_argument(
            "--to", dest="addressee", action="append", required=required, metavar="TEXT|ID"
        )
        verb.add_argument("--on", metavar="DATE")
        verb.add_argument("--proof", metavar="TEXT")
    send.add_argument("--method", choices=codes(Delivery), help="delivery method")
    delivered.add_argument("--failed", action="store_true", help="it did not arrive")
    link = of_document("link", "link a document to another", documents.link)
    link.add_argument("link", choices=codes(Link))
    link.add_argument("other", metavar="OTHER")
    link.add_argument("--remove", action="store_true", help="take the link away")
    attach = of_document("attach", "attach files", documents.attach)
    _files(attach, required=True)
    replaced = of_document("replace-file", "bring a file's new version", documents.replace_file)
    removed = of_document("remove-file", "take a file off a document", documents.remove_file)
    opened = of_document("file", "copy an attached file out", documents.open_file)
    for verb in (replaced, removed, opened):
        verb.add_argument("file_id", metavar="FILE")
    replaced.add_argument("path", type=path, metavar="PATH")
    removed.add_argument("--reason", required=True, metavar="TEXT")
    opened.add_argument("--out", type=path, required=True, metavar="PATH")
