"""The middle of the day: what the office wrote, signed and sent."""

from edo.commands import documents, numbers, organisation
from edo.domain.card import Delivery, Kind, fresh_copy
from edo.domain.document import Link
from edo.queries import documents as asked
from edo.sample.story import JOURNALS, Story, text_file
from edo.sample.texts import cards


def reserve_numbers(story: Story) -> None:
    """Set three numbers of orders apart for journeys, and one of a letter until tomorrow."""
    story.at(11, 40)
    organiser = story.office.people["organiser"]
    reserved = numbers.reserve(
        story.workplace,
        journal=story.office.journals[JOURNALS[Kind.ORDERS]],
        count=3,
        whom=f"{organiser}, іссапарлар",
        until=story.days["due"],
    )
    said = story.words.text(
        "reserved numbers of orders: {whom}, until {until}",
        whom=organiser,
        until=story.words.date(story.days["due"]),
    )
    story.tell(said, f"{reserved[0]}–{reserved[-1]}")
    deputy = story.office.people["deputy"]
    soon = story.days["tomorrow"]
    (one,) = numbers.reserve(
        story.workplace,
        journal=story.office.journals[JOURNALS[Kind.OUTGOING]],
        count=1,
        whom=deputy,
        until=soon,
    )
    said = story.words.text(
        "reserved for {whom} until {until}",
        whom=deputy,
        until=story.words.date(soon),
    )
    story.tell(said, str(one))


def draft_circular(story: Story) -> None:
    """Begin a letter to all branches in two languages; its Russian text gets a second version."""
    text = story.words.text
    moment = story.at(11, 48)
    hasty = story.papers.but(branches=story.days["meeting"])
    first = hasty.docx("circular_ru", "Письмо филиалам (рус)", moment)
    kazakh = story.papers.docx("circular_kk", "Филиалдарға хат (қаз)", moment)
    id = documents.begin(
        story.workplace,
        kind=Kind.OUTGOING,
        card=story.card("circular"),
        files=[text_file(kazakh, "kk"), text_file(first, "ru")],
    )
    story.tell(
        text("began a letter to all branches: “{subject}”", subject=story.subject("circular"))
    )
    moment = story.at(12, 10)
    state = story.workplace.read(asked.card, document=id).document
    wrong = next(file.id for file in state.files if file.language == "ru")
    better = story.papers.docx("circular_ru", "Письмо филиалам (рус) исправлено", moment)
    documents.replace_file(story.workplace, document=id, file=wrong, path=better)
    story.tell(text("replaced a file by a new version: “{name}”", name=better.name))
    story.at(12, 24)
    made = story.register(
        Kind.OUTGOING,
        "circular",
        document=id,
        links=[(Link.BASIS, story.document("information"))],
    )
    parties = len(story.card("circular").parties)
    said = text(
        "registered it in both languages under one number: {addressees}",
        addressees=story.words.plural("{n} addressee", "{n} addressees", parties),
    )
    story.tell(said, made.number)
    again = documents.register(
        story.workplace,
        journal=story.office.journals[JOURNALS[Kind.OUTGOING]],
        card=story.card("circular"),
        document=id,
    )
    story.notice(text("the button was pressed twice: still the same number"), again.number)


def send_circular(story: Story) -> None:
    """Send it, and note where it arrived, where it did not, and how it went there then."""
    text = story.words.text
    story.at(12, 31)
    id, number = story.document("circular"), story.kept["circular"].number
    documents.send(story.workplace, document=id)
    story.tell(text("sent it to all by e-mail"), number)
    parties = [party.key for party in story.card("circular").parties]
    lost = story.office.correspondents["branch_kokpekty"]
    waits = story.office.correspondents["branch_aksuat"]
    story.at(12, 52)
    for party in parties:
        if party not in (lost, waits):
            documents.mark_delivery(story.workplace, document=id, party=party, arrived=True)
    documents.mark_delivery(
        story.workplace, document=id, party=lost, arrived=False, proof="пошта жәшігі толып кеткен"
    )
    said = text("noted: not delivered, {whom}", whom=story.whom("branch_kokpekty"))
    story.tell(said, number)
    story.at(14, 2)
    method = Delivery.MESSENGER
    documents.send(story.workplace, document=id, party=lost, method=method.value, proof="WhatsApp")
    said = text("sent it once more: {method}", method=story.words.name(method))
    story.tell(said, number)


def keep_minutes(story: Story) -> None:
    """Register the minutes of the morning's meeting, and an extract of them."""
    text = story.words.text
    moment = story.at(14, 12)
    file = story.papers.docx("minutes", "Атқару Комитетінің хаттамасы", moment)
    made = story.register(Kind.MINUTES, "minutes", text_file(file, "kk"))
    story.tell(
        text("registered minutes: “{subject}”", subject=story.subject("minutes")), made.number
    )
    moment = story.at(14, 24)
    file = story.papers.pdf("extract", "Хаттамадан үзінді", moment, number=made.number)
    links = [(Link.BASIS, made.document), (Link.RELATED, story.document("assistance"))]
    made = story.register(Kind.INTERNAL, "extract", text_file(file, "kk"), links=links)
    story.resolve("extract")
    story.tell(text("registered an extract of the minutes, handed to the accountant"), made.number)
    story.execute("assistance", "Атқару Комитетінің отырысында қаралды")


def answer_education(story: Story) -> None:
    """Answer the draft agreement in both languages, to two addressees on different ways."""
    text = story.words.text
    story.at(14, 40)
    made = story.register(
        Kind.OUTGOING, "proposals", links=[(Link.REPLY, story.document("agreement"))]
    )
    said = text(
        "registered an answer to № {theirs}: “{subject}”",
        theirs=cards()["agreement"].their_number,
        subject=story.subject("proposals"),
    )
    story.tell(said, made.number)
    moment = story.at(14, 47)
    name = made.number.replace("/", "-")
    for key, language in (("proposals_kk", "kk"), ("proposals_ru", "ru")):
        file = story.papers.pdf(key, f"{name} {language}", moment, number=made.number)
        documents.attach(story.workplace, document=made.document, file=text_file(file, language))
    story.tell(text("printed it on both blanks and attached both files"), made.number)
    education = story.office.correspondents["education"]
    centre = story.office.correspondents["profcentre"]
    story.at(15, 5)
    documents.send(
        story.workplace,
        document=made.document,
        party=education,
        method=Delivery.COURIER.value,
        proof="реестр № 61",
    )
    documents.send(
        story.workplace, document=made.document, party=centre, method=Delivery.EMAIL.value
    )
    story.tell(text("sent it: one copy by courier, one by e-mail"), made.number)
    story.execute("agreement", "Ұсыныстар жолданды")


def note_arrival(story: Story) -> None:
    """Note that the courier has handed the letter over."""
    story.at(16, 15)
    made = story.kept["proposals"]
    documents.mark_delivery(
        story.workplace,
        document=made.document,
        party=story.office.correspondents["education"],
        arrived=True,
        proof="кеңседе қабылданды, кіріс № 5210",
    )
    said = story.words.text("noted: delivered, {whom}", whom=story.whom("education"))
    story.tell(said, made.number)


def name_inspector(story: Story) -> None:
    """Answer the urgent letter on the same day."""
    text = story.words.text
    story.at(15, 12)
    links = [(Link.REPLY, story.document("accident"))]
    made = story.register(Kind.OUTGOING, "commission", links=links)
    name = made.number.replace("/", "-")
    file = story.papers.pdf("commission", f"{name} ru", story.now, number=made.number)
    documents.attach(story.workplace, document=made.document, file=text_file(file, "ru"))
    said = text(
        "registered an answer to № {theirs}: “{subject}”",
        theirs=cards()["accident"].their_number,
        subject=story.subject("commission"),
    )
    story.tell(said, made.number)
    story.at(15, 18)
    documents.send(story.workplace, document=made.document)
    party = story.office.correspondents["inspection"]
    documents.mark_delivery(story.workplace, document=made.document, party=party, arrived=True)
    story.execute("accident", "Направлен представитель")
    story.tell(text("sent it by e-mail; the urgent letter is done"), made.number)


def order_journey(story: Story) -> None:
    """Register an order under a reserved number, in both languages."""
    text = story.words.text
    moment = story.at(15, 26)
    journal = story.office.journals[JOURNALS[Kind.ORDERS]]
    reserved = next(int(row["number"].split("–")[0]) for row in story.rows if "–" in row["number"])
    made = documents.register(
        story.workplace,
        journal=journal,
        card=story.card("order"),
        number=str(reserved),
        links=[(Link.BASIS, story.document("conference"))],
    )
    story.kept["order"] = made
    for key, language in (("order_kk", "kk"), ("order_ru", "ru")):
        name = f"{made.number} {language}"
        file = story.papers.pdf(key, name, moment, number=made.number)
        documents.attach(story.workplace, document=made.document, file=text_file(file, language))
    said = text(
        "registered an order under a reserved number: “{subject}”", subject=story.subject("order")
    )
    story.tell(said, made.number)
    story.execute("conference", f"Бұйрық № {made.number}")


def write_memos(story: Story) -> None:
    """Register a memo and a report."""
    for minutes, key, name in ((41, "memo", "Служебная записка"), (49, "report_memo", "Баянхат")):
        moment = story.at(15, minutes)
        file = story.papers.docx(key, name, moment)
        made = story.register(Kind.INTERNAL, key, text_file(file))
        said = story.words.text("registered a memo: “{subject}”", subject=story.subject(key))
        story.tell(said, made.number)
    story.resolve("memo")


def answer_person(story: Story) -> None:
    """Answer an appeal in its language, by registered mail."""
    text = story.words.text
    moment = story.at(15, 58)
    links = [(Link.REPLY, story.document("complaint"))]
    made = story.register(Kind.OUTGOING, "answer", links=links)
    name = f"{made.number.replace('/', '-')} kk"
    file = story.papers.pdf("answer", name, moment, number=made.number)
    documents.attach(story.workplace, document=made.document, file=text_file(file, "kk"))
    documents.send(story.workplace, document=made.document, proof="RR 004 118 552 KZ")
    said = text(
        "answered the appeal by registered mail: “{subject}”", subject=story.subject("answer")
    )
    story.tell(said, made.number)


def keep_templates(story: Story) -> None:
    """Keep cards as templates, copy one, and leave drafts for tomorrow."""
    text = story.words.text
    story.at(16, 6)
    for key, name, kind in (
        ("answer", "Өтінішке жауап / Ответ на обращение", Kind.OUTGOING),
        ("circular", "Филиалдарға хат / Письмо филиалам", Kind.OUTGOING),
        ("order", "Іссапар бұйрығы / Приказ о командировке", Kind.ORDERS),
        ("contract", "Ұжымдық шарт / Коллективный договор", Kind.INCOMING),
    ):
        card = story.workplace.read(asked.card, document=story.document(key)).document.card
        organisation.save_template(story.workplace, name=name, kind=kind, card=fresh_copy(card))
    story.tell(text("kept four cards as templates"))
    story.at(16, 11)
    card = story.workplace.read(asked.card, document=story.document("report_memo")).document.card
    documents.begin(story.workplace, kind=Kind.INTERNAL, card=fresh_copy(card))
    story.tell(text("copied a card for the next report"))
    for key, kind in (("school_draft", Kind.OUTGOING), ("memo_draft", Kind.INTERNAL)):
        documents.begin(story.workplace, kind=kind, card=story.card(key))
        story.tell(text("left a draft: “{subject}”", subject=story.subject(key)))
