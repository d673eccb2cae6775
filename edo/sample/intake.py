"""The morning: what came in, and how it was taken."""

from edo.commands import documents
from edo.commands.documents import Attachment
from edo.domain.card import Kind
from edo.errors import Refusal
from edo.queries import documents as asked
from edo.queries import duplicates, numbers
from edo.queries.listing import Filter
from edo.sample.story import JOURNALS, Story, annex_file, scan_file, text_file
from edo.sample.texts import cards, seminar
from edo.transfer.spreadsheet import Heading, write_xlsx


def enter_yesterday(story: Story) -> None:
    """Enter what was written into the paper journal while there was no electricity."""
    text = story.words.text
    yesterday = story.days["yesterday"]
    journal = story.office.journals[JOURNALS[Kind.INCOMING]]
    last = story.workplace.read(numbers.last, journal=journal, period=yesterday.year)
    story.at(8, 40)
    day = story.words.long_date(story.on)
    story.tell(text("opened the day: {date}; yesterday there was no electricity", date=day))
    for place, key in enumerate(("paper_1", "paper_2"), start=1):
        story.at(8, 41 + 3 * place)
        made = story.register(Kind.INCOMING, key, on=yesterday, number=str(last + place))
        said = text(
            "entered from yesterday's paper journal: {whom}, “{subject}”",
            whom=_sender(story, key),
            subject=story.subject(key),
        )
        story.tell(said, made.number)


def take_mail(story: Story) -> None:
    """Register what came by e-mail: a PDF, another, a Word document."""
    moment = story.at(8, 55)
    file = story.papers.pdf("information", "01-15-718 Информационная работа", moment)
    _took(story, "information", text_file(file))
    moment = story.at(9, 4)
    file = story.papers.pdf("conference", "Үржар 01-114 конференция", moment)
    _took(story, "conference", text_file(file))
    moment = story.at(9, 13)
    file = story.papers.docx("assistance", "Аягөз материалдық көмек", moment)
    _took(story, "assistance", text_file(file))


def take_post(story: Story) -> None:
    """Scan and register what the post and a messenger brought."""
    moment = story.at(9, 32)
    file = story.papers.scan("agreement", f"scan_{moment:%Y%m%d_%H%M}", moment)
    _took(story, "agreement", scan_file(file))
    moment = story.at(9, 46)
    letter = story.papers.scan("contract", f"scan_{moment:%Y%m%d_%H%M}", moment)
    annex = story.papers.docx("contract_text", "Коллективный договор проект", moment)
    typed = "Школа № 25 г. Семей"
    made = story.register(
        Kind.INCOMING, "contract", scan_file(letter), annex_file(annex), named=[typed]
    )
    said = story.words.text(
        "registered a letter: {whom}, “{subject}”", whom=typed, subject=story.subject("contract")
    )
    story.tell(said, made.number)
    moment = story.at(9, 58)
    file = story.papers.pdf("accident", "11-03-1172 Несчастный случай", moment)
    _took(story, "accident", text_file(file))


def notice_duplicate(story: Story) -> None:
    """Take in the paper copy of a letter that came by e-mail, and see that it is known."""
    text = story.words.text
    moment = story.at(10, 8)
    file = story.papers.scan("information", f"scan_{moment:%Y%m%d_%H%M}", moment)
    card = story.card("duplicate")
    id = documents.begin(story.workplace, kind=Kind.INCOMING, card=card, files=[scan_file(file)])
    known = story.workplace.read(
        duplicates.possible,
        kind=Kind.INCOMING,
        correspondents=[party.correspondent for party in card.parties],
        their_number=card.their_number,
        their_date=card.their_date,
        but=id,
    )
    first = story.kept["information"]
    if first.document in [one.row.document for one in known]:
        said = text(
            "noticed a possible duplicate: {whom}, № {number} of {date}",
            whom=story.whom("central"),
            number=card.their_number,
            date=story.words.date(card.their_date),
        )
        story.notice(said, first.number)
    story.at(10, 11)
    reason = f"Бумажный экземпляр письма, зарегистрированного под № {first.number}"
    documents.refuse(story.workplace, document=id, reason=reason)
    story.tell(text("did not register it again: {reason}", reason=reason))


def sort_out(story: Story) -> None:
    """Put an advertisement aside, and annul the registration of a letter meant for others."""
    text = story.words.text
    moment = story.at(10, 16)
    file = story.papers.scan("advertisement", f"scan_{moment:%Y%m%d_%H%M}", moment)
    id = documents.begin(
        story.workplace,
        kind=Kind.INCOMING,
        card=story.card("advertisement"),
        named=["Типография «Иртыш-принт»"],
        files=[scan_file(file)],
    )
    reason = "Реклама, регистрации не подлежит"
    documents.refuse(story.workplace, document=id, reason=reason)
    story.tell(text("did not register an advertisement: {reason}", reason=reason))
    moment = story.at(10, 22)
    file = story.papers.scan("misdirected", f"scan_{moment:%Y%m%d_%H%M}", moment)
    made = _took(story, "misdirected", scan_file(file))
    story.at(10, 29)
    reason = "Ошибочно зарегистрировано: адресовано Управлению образования, передано по назначению"
    documents.annul(story.workplace, document=story.document("misdirected"), reason=reason)
    story.tell(text("annulled the registration: {reason}", reason=reason), made)
    try:
        documents.annul(story.workplace, document=story.document("misdirected"), reason=reason)
    except Refusal as refusal:
        story.notice(text("refused: {sentence}", sentence=story.words.refusal(refusal)), made)


def take_list(story: Story) -> None:
    """Register a letter that came with a spreadsheet."""
    moment = story.at(10, 41)
    letter = story.papers.pdf("seminar", "Семей 148 семинар", moment)
    table = seminar()
    path = story.papers.place("Қатысушылар тізімі.xlsx")
    write_xlsx(
        path,
        title=table.title,
        headings=[Heading(text, 28 if place else 6) for place, text in enumerate(table.headings)],
        rows=[(place, *row) for place, row in enumerate(table.rows, start=1)],
        created=moment,
    )
    _took(story, "seminar", text_file(letter), annex_file(path))


def hear_people(story: Story) -> None:
    """Register two appeals: one on paper, one from an e-mail."""
    moment = story.at(10, 52)
    file = story.papers.scan("illness", f"scan_{moment:%Y%m%d_%H%M}", moment)
    made = story.register(Kind.APPEALS, "illness", scan_file(file))
    story.tell(_appeal(story, "illness"), made.number)
    moment = story.at(11, 3)
    file = story.papers.docx("complaint", "Шағым Есенғалиева", moment)
    made = story.register(Kind.APPEALS, "complaint", text_file(file))
    story.tell(_appeal(story, "complaint"), made.number)


def find_late_letter(story: Story) -> None:
    """Register a letter found days after it came: with its own date and a lettered number."""
    on = story.days["week_ago"]
    journal = story.office.journals[JOURNALS[Kind.INCOMING]]
    filter = Filter(journal=journal, until=on)
    (before, *_) = story.workplace.read(asked.page, filter=filter, limit=1)
    story.at(11, 14)
    made = story.register(Kind.INCOMING, "late", on=before.on, number=f"{before.number}-а")
    said = story.words.text(
        "registered a letter found late, under a lettered number of {date}: “{subject}”",
        date=story.words.date(before.on),
        subject=story.subject("late"),
    )
    story.tell(said, made.number)


def read_resolutions(story: Story) -> None:
    """Enter what the chair wrote on the papers."""
    keys = ("information", "conference", "assistance", "agreement", "contract", "accident")
    for minute, key in enumerate((*keys, "illness", "complaint")):
        story.at(11, 25 + minute)
        story.resolve(key)
        said = story.words.text(
            "entered the resolution: “{resolution}”, due {date}",
            resolution=cards()[key].resolution,
            date=story.words.date(story.days[cards()[key].due]),
        )
        story.tell(said, story.kept[key].number)


def _took(story: Story, key: str, *files: Attachment) -> str:
    """Register a letter, tell it, and return its number."""
    made = story.register(Kind.INCOMING, key, *files)
    said = story.words.text(
        "registered a letter: {whom}, “{subject}”",
        whom=_sender(story, key),
        subject=story.subject(key),
    )
    story.tell(said, made.number)
    return made.number


def _appeal(story: Story, key: str) -> str:
    return story.words.text(
        "registered an appeal: {whom}, “{subject}”",
        whom=_sender(story, key),
        subject=story.subject(key),
    )


def _sender(story: Story, key: str) -> str:
    return story.whom(cards()[key].parties[0])
