"""The grammar of the verbs about documents: register, find, change, send, attach."""

from argparse import ArgumentParser, BooleanOptionalAction

from edo.domain.card import FIELD_BY_NAME, Delivery, Kind, Language
from edo.domain.document import FileRole, Link, Status
from edo.field_names import FIELDS
from edo.queries.listing import Sort
from edo.sentences import mark
from edo.terminal import card, documents, parallel
from edo.terminal.grammar import ONE_OF, Act, Grammar, add_out, codes
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
    register = grammar.group("register", mark("give a document its number"))
    draft = grammar.group("draft", mark("keep a document that has no number yet"))
    for kind in Kind:
        called = grammar.words.name(kind).lower()
        does = grammar.words.text("register: {kind}", kind=called)
        made = register.verb(kind.value, does, documents.register)
        made.set_defaults(kind=kind.value)
        made.add_argument("--journal", required=True, metavar="INDEX", help=mark("such as ВХ"))
        made.add_argument("--on", metavar="DATE", help=mark("registration date, today by default"))
        made.add_argument(
            "--number", metavar="N", help=mark("a number given by hand, such as 12-а")
        )
        made.add_argument("--id", metavar="ID", help=mark("register this draft"))
        made.add_argument(
            "--due-by-type", action="store_true", help=mark("due when its document type says")
        )
        made.add_argument("--request", metavar="KEY", help=mark("the same key registers only once"))
        made.add_argument(
            "--reply-to", action="append", metavar="ID", help=mark("the document it answers")
        )
        _card(made)
        does = grammar.words.text("draft: {kind}", kind=called)
        begun = draft.verb(kind.value, does, documents.draft)
        begun.set_defaults(kind=kind.value)
        _card(begun)
    _lists(grammar)
    _document_acts(grammar)


def _lists(grammar: Grammar) -> None:
    listed = grammar.verb("list", mark("list documents, the newest first"), documents.listed)
    _filters(listed)
    listed.add_argument(
        "--sort", choices=codes(Sort), default=Sort.DATE.value, help=mark("date by default")
    )
    listed.add_argument(
        "--ascending", action="store_true", help=mark("from the least to the greatest")
    )
    listed.add_argument(
        "--limit", type=_ROWS, default=100, metavar="N", help=mark("100 by default")
    )
    listed.add_argument("--after", metavar="ID", help=mark("the last document of the page before"))
    search = grammar.verb(
        "search",
        mark("find documents by words, scraps of numbers and file texts"),
        documents.search,
    )
    search.add_argument("text", metavar="TEXT", help=mark("what is looked for"))
    _filters(search)
    search.add_argument("--sort", choices=codes(Sort), help=mark("best first by default"))
    search.add_argument(
        "--ascending", action="store_true", help=mark("from the least to the greatest")
    )
    search.add_argument("--limit", type=_ROWS, default=50, metavar="N", help=mark("50 by default"))


def _filters(to: ArgumentParser) -> None:
    """Add what narrows a list or a search."""
    to.add_argument("--journal", metavar="INDEX")
    to.add_argument("--office", metavar="TEXT", help=mark("another one's register, with its kind"))
    to.add_argument("--year", type=year, metavar="YEAR", help=mark("year of registration"))
    to.add_argument("--kind", choices=codes(Kind))
    to.add_argument("--since", metavar="DATE", help=mark("first day of registration"))
    to.add_argument("--until", metavar="DATE", help=mark("last day of registration"))
    to.add_argument("--state", choices=codes(Status))
    to.add_argument("--correspondent", metavar="TEXT|ID")
    to.add_argument("--type", metavar="TEXT|ID", help=mark("document type"))
    to.add_argument("--written", choices=codes(Language), help=mark("language of the documents"))
    to.add_argument(
        "--files",
        action=BooleanOptionalAction,
        default=None,
        help=mark("only with files, or without"),
    )


def _card(to: ArgumentParser) -> None:
    to.add_argument(
        "--from",
        dest="sender",
        action="extend",
        nargs="+",
        metavar="TEXT|ID",
        help=mark("the correspondent; a new name is added to the directory"),
    )
    to.add_argument(
        "--to",
        dest="addressee",
        action="extend",
        nargs="+",
        metavar="TEXT|ID",
        help=mark("the addressees; a new name is added to the directory"),
    )
    to.add_argument("--type", metavar="TEXT|ID", help=mark("document type"))
    to.add_argument("--signed-by", action="append", metavar="TEXT")
    _files(to)
    for name in CARD_OPTIONS:
        option = "--written" if name == "language" else "--" + name.replace("_", "-")
        dest = f"card_{name}"
        if name in CARD_CODES:
            kinds = codes(CARD_CODES[name])
            to.add_argument(option, dest=dest, choices=kinds, help=FIELDS[name])
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
        help=mark("a file to attach; may be given more than once"),
    )
    to.add_argument(
        "--role", choices=codes(FileRole), help=mark("what the files are, text by default")
    )
    to.add_argument("--file-language", metavar="LANGUAGE", help=mark("language of the files"))


def _document_acts(grammar: Grammar) -> None:
    def of_document(name: str, does: str, act: Act) -> ArgumentParser:
        made = grammar.verb(name, does, act)
        made.add_argument("id", metavar="ID")
        return made

    of_document("show", mark("show a document's card"), card.show)
    of_document("history", mark("tell what happened to a document"), documents.told)
    of_document("copy", mark("begin a document with another's card"), documents.copy)
    change = of_document("change", mark("change fields of a card"), documents.change)
    change.add_argument(
        "fields", nargs="+", metavar="FIELD=VALUE", help=mark("fields with their new values")
    )
    settle = of_document(
        "settle", mark("settle a field that two people changed at once"), parallel.settle
    )
    settle.add_argument(
        "--field", required=True, choices=list(FIELD_BY_NAME), metavar="FIELD", help=ONE_OF
    )
    chosen = settle.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--keep", type=_NUMBER, metavar="N", help=mark("a value by its number"))
    chosen.add_argument("--value", metavar="TEXT", help=mark("another value"))
    annul = of_document("annul", mark("annul a registration"), documents.annul)
    annul.add_argument("--reason", required=True, metavar="TEXT")
    renumber = of_document(
        "renumber",
        mark("give a new number where another document has it by right"),
        documents.renumber,
    )
    renumber.add_argument("--reason", required=True, metavar="TEXT")
    refuse = of_document("refuse", mark("refuse to register a received letter"), documents.refuse)
    refuse.add_argument("--reason", required=True, metavar="TEXT")
    refuse.add_argument("--returned", action="store_true", help=mark("it goes back to its sender"))
    send = of_document("send", mark("mark a document as sent"), documents.send)
    delivered = of_document("delivered", mark("note whether a copy arrived"), documents.delivered)
    for verb, required in ((send, False), (delivered, True)):
        verb.add_argument(
            "--to",
            dest="addressee",
            action="append",
            required=required,
            metavar="TEXT|ID",
            help=mark("which addressee"),
        )
        verb.add_argument("--on", metavar="DATE", help=mark("on that day, today by default"))
        verb.add_argument("--proof", metavar="TEXT")
    send.add_argument("--method", choices=codes(Delivery), help=mark("delivery method"))
    delivered.add_argument("--failed", action="store_true", help=mark("it did not arrive"))
    link = of_document("link", mark("link a document to another"), documents.link)
    link.add_argument("link", choices=codes(Link))
    link.add_argument("other", metavar="ID")
    link.add_argument("--remove", action="store_true", help=mark("take the link away"))
    attach = of_document("attach", mark("attach files"), documents.attach)
    _files(attach, required=True)
    replaced = of_document(
        "replace-file", mark("bring a file's new version"), documents.replace_file
    )
    removed = of_document("remove-file", mark("take a file off a document"), documents.remove_file)
    opened = of_document("file", mark("copy an attached file out"), documents.open_file)
    for verb in (replaced, removed, opened):
        verb.add_argument("file_id", metavar="FILE_ID", help=mark("its identifier on the card"))
    replaced.add_argument("path", type=path, metavar="PATH", help=mark("the new version"))
    removed.add_argument("--reason", required=True, metavar="TEXT")
    add_out(opened)
