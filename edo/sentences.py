"""The message ids of codes: tables from a code of the core to an English sentence.

`edo.wording` translates them. A test holds every table complete.
"""

from edo.errors import Reason


def mark(message: str) -> str:
    """Name a message for the catalogues without saying it yet."""
    return message


MONTHS = (
    mark("January"),
    mark("February"),
    mark("March"),
    mark("April"),
    mark("May"),
    mark("June"),
    mark("July"),
    mark("August"),
    mark("September"),
    mark("October"),
    mark("November"),
    mark("December"),
)

NAMES: dict[tuple[str, str], str] = {
    ("Kind", "incoming"): mark("Incoming"),
    ("Kind", "outgoing"): mark("Outgoing"),
    ("Kind", "internal"): mark("Internal"),
    ("Kind", "orders"): mark("Orders"),
    ("Kind", "minutes"): mark("Minutes"),
    ("Kind", "appeals"): mark("Appeals"),
    ("Obstacle", "absent"): mark("there is no such file or folder"),
    ("Obstacle", "denied"): mark("access is denied"),
    ("Obstacle", "folder"): mark("it is a folder"),
    ("Obstacle", "no_folder"): mark("a part of its path is not a folder"),
    ("Obstacle", "there_already"): mark("such a file is there already"),
    ("Obstacle", "read_only"): mark("nothing can be written there"),
    ("Obstacle", "too_long"): mark("its name is too long"),
    ("Obstacle", "busy"): mark("another program keeps it"),
    ("Obstacle", "device"): mark("the disk does not answer as it should"),
    ("Obstacle", "unreadable"): mark("its contents cannot be read"),
    ("Obstacle", "no_file"): mark("it is not a file"),
    ("Obstacle", "same"): mark("it is the file that is being read"),
    ("Language", "ru"): mark("Russian"),
    ("Language", "kk"): mark("Kazakh"),
    ("Language", "kk+ru"): mark("Kazakh and Russian"),
    ("Language", "other"): mark("another language"),
    ("Carrier", "paper"): mark("paper"),
    ("Carrier", "electronic"): mark("electronic"),
    ("Carrier", "mixed"): mark("paper and electronic"),
    ("Delivery", "hand"): mark("by hand"),
    ("Delivery", "post"): mark("post"),
    ("Delivery", "registered_mail"): mark("registered mail"),
    ("Delivery", "email"): mark("e-mail"),
    ("Delivery", "portal"): mark("portal"),
    ("Delivery", "fax"): mark("fax"),
    ("Delivery", "messenger"): mark("messenger"),
    ("Delivery", "courier"): mark("courier"),
    ("Delivery", "edo"): mark("through this program"),
    ("DeliveryState", "waiting"): mark("not sent yet"),
    ("DeliveryState", "sent"): mark("sent"),
    ("DeliveryState", "delivered"): mark("delivered"),
    ("DeliveryState", "not_delivered"): mark("not delivered"),
    ("Control", "none"): mark("no control"),
    ("Control", "control"): mark("control"),
    ("Control", "special"): mark("special control"),
    ("Access", "open"): mark("unrestricted"),
    ("Access", "official"): mark("for official use"),
    ("Access", "confidential"): mark("confidential"),
    ("LetterStatus", "sent"): mark("sent, not received yet"),
    ("LetterStatus", "received"): mark("received"),
    ("LetterStatus", "opened"): mark("opened, not decided yet"),
    ("LetterStatus", "taken"): mark("taken in, no number yet"),
    ("LetterStatus", "registered"): mark("has its number"),
    ("LetterStatus", "refused"): mark("not accepted"),
    ("LetterStatus", "recalled"): mark("recalled"),
    ("Status", "draft"): mark("Draft"),
    ("Status", "received"): mark("Received"),
    ("Status", "refused"): mark("Not registered"),
    ("Status", "registered"): mark("Registered"),
    ("Status", "sent"): mark("Sent"),
    ("Status", "cancelled"): mark("Annulled"),
    ("Link", "reply"): mark("reply to"),
    ("Link", "appendix"): mark("appendix to"),
    ("Link", "basis"): mark("on the basis of"),
    ("Link", "replaces"): mark("replaces"),
    ("Link", "related"): mark("related to"),
    ("FileRole", "text"): mark("text"),
    ("FileRole", "appendix"): mark("appendix"),
    ("FileRole", "scan"): mark("scan"),
    ("FileRole", "proof"): mark("proof of sending"),
    ("FileRole", "remarks"): mark("remarks of an approver"),
    ("ApprovalStatus", "running"): mark("being approved"),
    ("ApprovalStatus", "returned"): mark("returned for revision"),
    ("ApprovalStatus", "withdrawn"): mark("withdrawn from approval"),
    ("ApprovalStatus", "agreed"): mark("approved"),
    ("ApprovalStatus", "signed"): mark("signed"),
    ("ApprovalStatus", "refused"): mark("approval refused"),
    ("ApprovalStatus", "aborted"): mark("approval given up"),
    ("Result", "agreed"): mark("agreed"),
    ("Result", "remarks"): mark("agreed with remarks"),
    ("Result", "returned"): mark("returned for revision"),
    ("Result", "refused"): mark("refused"),
    ("Result", "signed"): mark("signed"),
    ("Mode", "sequential"): mark("one after another"),
    ("Mode", "parallel"): mark("all at once"),
    ("Rule", "all"): mark("all must decide"),
    ("Rule", "any"): mark("the first one decides"),
    ("Reset", "everyone"): mark("everyone again"),
    ("Reset", "concerned"): mark("those who had not agreed, and those concerned"),
    ("TaskStatus", "new"): mark("New"),
    ("TaskStatus", "in_work"): mark("In work"),
    ("TaskStatus", "on_review"): mark("Report waits"),
    ("TaskStatus", "returned"): mark("Returned for completion"),
    ("TaskStatus", "done"): mark("Done"),
    ("TaskStatus", "removed"): mark("Taken off control"),
    ("Repeat", "weekly"): mark("weekly"),
    ("Repeat", "monthly"): mark("monthly"),
    ("Repeat", "quarterly"): mark("quarterly"),
    ("Repeat", "half_yearly"): mark("half-yearly"),
    ("Repeat", "yearly"): mark("yearly"),
    ("Decision", "waiting"): mark("waits for an answer"),
    ("Decision", "agreed"): mark("accepted"),
    ("Decision", "declined"): mark("declined"),
    ("ResolutionStatus", "asked"): mark("Waits for a resolution"),
    ("ResolutionStatus", "draft"): mark("Draft of a resolution"),
    ("ResolutionStatus", "issued"): mark("Issued"),
    ("ResolutionStatus", "recalled"): mark("Recalled"),
    ("AcquaintanceStatus", "open"): mark("Being read"),
    ("AcquaintanceStatus", "done"): mark("All have read it"),
    ("AcquaintanceStatus", "closed"): mark("Closed"),
    ("Use", "resolution"): mark("for resolutions"),
    ("Use", "report"): mark("for reports"),
    ("Use", "remark"): mark("for remarks"),
    ("Execution", "none"): mark("No tasks"),
    ("Execution", "given"): mark("Tasks given"),
    ("Execution", "overdue"): mark("Overdue"),
    ("Execution", "partly"): mark("Partly done"),
    ("Execution", "in_work"): mark("In work"),
    ("Execution", "done"): mark("Executed"),
    ("Execution", "removed"): mark("Taken off control"),
    ("View", "running"): mark("Not ended"),
    ("View", "control"): mark("On control"),
    ("View", "soon"): mark("Due soon"),
    ("View", "overdue"): mark("Overdue"),
    ("View", "review"): mark("Reports to accept"),
    ("View", "ended"): mark("Ended"),
    ("View", "all"): mark("All tasks"),
    ("Level", "republican"): mark("republican body"),
    ("Level", "regional"): mark("regional or city organisation"),
    ("Level", "branch"): mark("branch"),
    ("Level", "primary"): mark("primary organisation"),
    ("Being", "organisation"): mark("organisation"),
    ("Being", "person"): mark("person"),
    ("Restart", "year"): mark("every year"),
    ("Restart", "never"): mark("never"),
    ("Right", "organise"): mark("keep offices, people and document types"),
    ("Right", "keep_journals"): mark("keep journals"),
    ("Right", "register"): mark("register documents"),
    ("Right", "backdate"): mark("register with an earlier date"),
    ("Right", "annul"): mark("annul registrations"),
    ("Right", "draft"): mark("prepare documents"),
    ("Right", "take_part"): mark("give visas and execute tasks"),
    ("Right", "resolve"): mark("write resolutions and give tasks"),
    ("Right", "sign"): mark("sign documents"),
    ("Right", "control"): mark("control execution"),
    ("Act", "approve"): mark("Approve"),
    ("Act", "revise"): mark("Revise"),
    ("Act", "sign"): mark("Sign"),
    ("Act", "register"): mark("Register"),
    ("Act", "resolve"): mark("Write a resolution"),
    ("Act", "execute"): mark("Execute"),
    ("Act", "join_in"): mark("Take part in executing"),
    ("Act", "accept"): mark("Accept a report"),
    ("Act", "decide_term"): mark("Decide on an extension"),
    ("Act", "acquaint"): mark("Read and confirm"),
    ("Act", "take_in"): mark("Take a letter in"),
    ("Act", "tell"): mark("Tell another office"),
    ("Urgency", "late"): mark("overdue"),
    ("Urgency", "today"): mark("due today"),
    ("Urgency", "soon"): mark("due soon"),
    ("Urgency", "later"): mark("there is time"),
    ("Urgency", "no_term"): mark("no term"),
    ("Unit", "hours"): mark("working hours"),
    ("Unit", "working"): mark("working days"),
    ("Unit", "calendar"): mark("calendar days"),
    ("Unit", "months"): mark("months"),
    ("DayKind", "holiday"): mark("day off"),
    ("DayKind", "workday"): mark("working day"),
    ("Course", "on_approval"): mark("On approval"),
    ("Course", "on_revision"): mark("On revision"),
    ("Course", "agreed"): mark("Agreed"),
    ("Course", "signed"): mark("Signed"),
    ("Course", "rejected"): mark("Refused in approval"),
    ("Course", "on_review"): mark("On review"),
    ("Course", "in_work"): mark("In work"),
    ("Course", "executed"): mark("Executed"),
    ("Lasting", "ahead"): mark("not begun"),
    ("Lasting", "now"): mark("acts now"),
    ("Lasting", "over"): mark("is over"),
    ("Lasting", "ended"): mark("ended early"),
    ("Role", "keeper"): mark("keeper of the keys"),
    ("Role", "administrator"): mark("administrator"),
    ("Role", "clerk"): mark("clerk"),
    ("Role", "manager"): mark("manager"),
    ("Role", "executor"): mark("executor"),
    ("Role", "trainer"): mark("trainer"),
    ("Role", "reader"): mark("reader"),
    ("Role", "auditor"): mark("auditor"),
    ("PlaceStatus", "reserved"): mark("reserved"),
    ("PlaceStatus", "released"): mark("given back"),
    ("PlaceStatus", "void"): mark("not used"),
    ("Absence", "reserve_expired"): mark("reserve expired unused"),
    ("Absence", "reserve_released"): mark("reserve given back"),
    ("Absence", "explained"): mark("explained"),
    ("Absence", "entered_by_hand"): mark("skipped when a later number was entered by hand"),
    ("Absence", "unexplained"): mark("unexplained"),
    ("Absence", "claimed"): mark("given at another workplace, not received yet"),
    ("Absence", "claim_unused"): mark("claimed and not used"),
    ("Absence", "claim_unreadable"): mark("the claim in the shared folder is unreadable"),
    ("Policy", "exclusive"): mark("every workplace, in the shared folder"),
    ("Policy", "registrar"): mark("one workplace"),
    ("Policy", "suffix"): mark("every workplace, with its own suffix"),
    ("Harm", "notice"): mark("worth knowing"),
    ("Harm", "repairable"): mark("can be mended"),
    ("Harm", "damage"): mark("damage"),
    ("Harm", "tampered"): mark("tampered with"),
    ("TextState", "found"): mark("text found"),
    ("TextState", "empty"): mark("no text inside: a scan"),
    ("TextState", "unsupported"): mark("this kind of file is not searched"),
    ("TextState", "encrypted"): mark("locked by a password"),
    ("TextState", "damaged"): mark("damaged"),
    ("TextState", "too_long"): mark("took too long to read"),
    ("TextState", "too_large"): mark("too large to read"),
    ("TextState", "waiting"): mark("text is being read"),
}
"""(enum's name, code) → what people call it."""

FIELDS: dict[str, str] = {
    "document": mark("document"),
    "journal": mark("journal"),
    "number": mark("number"),
    "on": mark("registration date"),
    "parties": mark("correspondent"),
    "addressees": mark("addressees"),
    "received_at": mark("received on"),
    "their_number": mark("their number"),
    "their_date": mark("their date"),
    "their_signatory": mark("signed by (sender)"),
    "type": mark("document type"),
    "subject_ru": mark("subject in Russian"),
    "subject_kk": mark("subject in Kazakh"),
    "language": mark("language"),
    "sheets": mark("sheets"),
    "sheets_attached": mark("sheets of appendices"),
    "copies": mark("copies"),
    "delivery": mark("delivery method"),
    "carrier": mark("carrier"),
    "access": mark("access mark"),
    "character": mark("nature of the matter"),
    "topic": mark("topic"),
    "place": mark("place of issue"),
    "signed_by": mark("signed by"),
    "prepared_by": mark("prepared by"),
    "phone": mark("phone"),
    "handed_to": mark("handed to"),
    "resolution": mark("resolution"),
    "executors": mark("executors"),
    "control": mark("control"),
    "due": mark("due date"),
    "executed_on": mark("executed on"),
    "execution_note": mark("mark of execution"),
    "dossier": mark("dossier index"),
    "volume": mark("volume"),
    "pages": mark("sheets in the dossier"),
    "note": mark("note"),
    "files": mark("files"),
    "file": mark("file"),
    "links": mark("links"),
    "reason": mark("reason"),
    "proof": mark("receipt"),
    "index": mark("index"),
    "title_ru": mark("title in Russian"),
    "title_kk": mark("title in Kazakh"),
    "template": mark("number template"),
    "restart": mark("restart of numbers"),
    "policy": mark("who gives the numbers"),
    "registrar": mark("workplace that gives the numbers"),
    "signed_first": mark("number only after signing"),
    "awaiting": mark("temporary reference"),
    "disputed": mark("disputed"),
    "winner": mark("whose it is"),
    "former": mark("former numbers"),
    "first": mark("first number"),
    "whom": mark("for whom"),
    "until": mark("until"),
    "name": mark("name"),
    "name_ru": mark("name in Russian"),
    "name_kk": mark("name in Kazakh"),
    "short": mark("short name"),
    "level": mark("level"),
    "parent": mark("higher office"),
    "office": mark("office"),
    "unit": mark("unit"),
    "position": mark("position"),
    "person": mark("member of staff"),
    "being": mark("organisation or person"),
    "bin": mark("BIN or IIN"),
    "address": mark("address"),
    "email": mark("e-mail address"),
    "head": mark("head"),
    "joined": mark("joined on"),
    "left": mark("left on"),
    "closed": mark("closed"),
    "kinds": mark("kinds of journal"),
    "required": mark("required fields"),
    "defaults": mark("default values"),
    "correspondent": mark("correspondent"),
    "status": mark("state"),
    "state": mark("state"),
    "subject": mark("subject"),
    "date": mark("date"),
    "id": mark("identifier"),
    "out": mark("file written"),
    "rows": mark("rows"),
    "last": mark("last number"),
    "registered": mark("registered"),
    "missing": mark("missing"),
    "annulled": mark("annulled"),
    "reserved": mark("reserved"),
    "why": mark("why"),
    "for": mark("for whom"),
    "findings": mark("findings"),
    "segments": mark("segments"),
    "changes": mark("changes"),
    "said": mark("in words"),
    "organisation": mark("organisation"),
    "home": mark("folder"),
    "documents": mark("documents"),
    "title": mark("name"),
    "changed": mark("changed"),
    "parallel": mark("changed by two at once"),
    "field": mark("field"),
    "stands": mark("shown on the card"),
    "n": mark("№"),
    "value": mark("value"),
    "corner": mark("corner of the page"),
    "numbers": mark("numbers"),
    "size": mark("size"),
    "link": mark("link"),
    "duplicates": mark("registered already, perhaps"),
    "twice": mark("given twice"),
    "merged": mark("merged"),
    "other": mark("other document"),
    "lost": mark("segments lost"),
    "damaged": mark("damaged database kept as"),
    "harm": mark("harm"),
    "check": mark("check"),
    "where": mark("where"),
    "what": mark("what"),
    "at": mark("time"),
    "who": mark("who"),
    "kind": mark("kind"),
    "share": mark("shared folder"),
    "exchanged": mark("last exchange"),
    "grade": mark("for numbers"),
    "network": mark("network drive"),
    "clock": mark("the server's clock"),
    "free": mark("free space there"),
    "signs": mark("copied between computers by"),
    "keeper": mark("keeper of the keys"),
    "waiting": mark("waits to be sent"),
    "absent_files": mark("files still to come"),
    "workplaces": mark("workplaces"),
    "only_here": mark("only here"),
    "set_aside": mark("set aside, without effect"),
    "heard": mark("last heard"),
    "has": mark("there"),
    "behind": mark("here"),
    "device": mark("workplace"),
    "won": mark("won"),
    "roles": mark("roles"),
    "computer": mark("computer"),
    "words_ru": mark("six words in Russian"),
    "words_kk": mark("six words in Kazakh"),
    "admitted": mark("let in"),
    "request": mark("request to join"),
    "sent": mark("sendings sent"),
    "files_sent": mark("files sent"),
    "received": mark("changes received"),
    "files_received": mark("files received"),
    "records": mark("records about members"),
    "pending": mark("still awaited"),
    "days": mark("good for days"),
    "role": mark("role"),
    "code": mark("code"),
    "office_name": mark("office"),
    "password": mark("password"),
    "done": mark("done"),
    "steps": mark("steps to take"),
    "step": mark("step"),
    "objects": mark("objects in the shared folder"),
    "heads": mark("signed ends of work"),
    "packs": mark("packs of signed work"),
    "claims": mark("claims on numbers"),
    "text_ru": mark("text in Russian"),
    "first_due": mark("first term"),
    "ended": mark("ended on"),
    "given": mark("given"),
    "moved": mark("terms moved"),
    "returns": mark("returns"),
    "days_left": mark("days left"),
    "asks_until": mark("asks for time until"),
    "part_of": mark("part of the task"),
    "series": mark("first of the turns"),
    "stray": mark("another decision counted"),
    "depth": mark("depth"),
    "verdict": mark("answer"),
    "in_time": mark("done in time"),
    "late": mark("late"),
    "removed": mark("taken off control"),
    "open": mark("open"),
    "overdue": mark("overdue"),
    "extended": mark("extended"),
    "returned": mark("returned"),
    "percent": mark("in time, %"),
    "month": mark("month"),
    "executor": mark("executor"),
    "own": mark("one's own"),
    "stock": mark("of the program"),
    "to_file": mark("to the file"),
    "spoken": mark("on their word"),
    "stopped": mark("comes no more"),
    "repeat": mark("comes again"),
    "reports": mark("reports"),
    "parts": mark("parts of co-executors"),
    "requests": mark("requests for more time"),
    "terms": mark("moved terms"),
    "tasks": mark("tasks"),
    "resolutions": mark("resolutions"),
    "acquaintances": mark("acquaintance"),
    "read": mark("have read it"),
    "writer": mark("written by"),
    "was": mark("was"),
    "removal": mark("taken off control because"),
    "by": mark("by"),
    "text_kk": mark("text in Kazakh"),
    "text": mark("text"),
    "task": mark("task"),
    "author": mark("author"),
    "responsible": mark("responsible executor"),
    "controller": mark("controller"),
    "controlled": mark("under control"),
    "term": mark("term"),
    "rule": mark("rule of the term"),
    "basis": mark("basis"),
    "comment": mark("comment"),
    "quality": mark("quality"),
    "items": mark("tasks of the resolution"),
    "people": mark("people"),
    "acquaintance": mark("acquaintance"),
    "version": mark("version"),
    "use": mark("what it is for"),
    "history": mark("history"),
    "segment": mark("signed in"),
    "fingerprint": mark("fingerprint of the organisation"),
    "untouched": mark("left alone: something else lies there"),
    "approval": mark("approval"),
    "route": mark("route"),
    "stages": mark("stages"),
    "stage": mark("stage"),
    "approvers": mark("approvers"),
    "approver": mark("approver"),
    "seat": mark("place in the route"),
    "remarks": mark("remarks"),
    "result": mark("result"),
    "visas": mark("visas"),
    "rounds": mark("passes"),
    "round": mark("pass"),
    "mode": mark("order"),
    "reset": mark("after a new version"),
    "letter": mark("letter"),
    "is_here": mark("here already"),
    "printed": mark("pages"),
    "signing": mark("signing"),
    "types": mark("document types"),
    "opened": mark("opened"),
    "valid": mark("counts"),
    "behalf": mark("on behalf of"),
    "waiting_for": mark("waits for"),
    "deputy": mark("deputy"),
    "since": mark("from"),
    "from": mark("from"),
    "from_name": mark("from whom"),
    "to": mark("until"),
    "act": mark("what to do"),
    "due_by_type": mark("due by the document type"),
    "urgency": mark("how near"),
    "lasting": mark("how it stands"),
    "source": mark("act that says so"),
}
"""Field → its name inside a sentence."""

DAMAGED = mark("The data are damaged. Run “edo check”; “edo rebuild” makes the tables anew.")

REASONS: dict[str, str] = {
    Reason.NOT_ALLOWED: mark("You do not have the right to do this."),
    Reason.WRONG_SPACE: mark("This belongs to another office."),
    Reason.LETTER_ALREADY_SENT: mark("The document went to this office already."),
    Reason.LETTER_TO_ITSELF: mark("An office does not send letters to itself."),
    Reason.LETTER_RECALLED: mark("The sender has recalled this letter."),
    Reason.LETTER_OPENED: mark("The letter was opened there: it cannot be recalled any more."),
    Reason.LETTER_TAKEN: mark("The letter was taken in here already."),
    Reason.LETTER_OVER: mark("The letter was refused or recalled already."),
    Reason.NO_OFFICE_ADDRESSED: mark(
        "The document is addressed to no office of the organisation that still waits for it."
    ),
    Reason.NO_WORKPLACE_THERE: mark(
        "The office “{value}” has no workplaces of this program yet. Send the letter another way."
    ),
    Reason.BACKDATING_NOT_ALLOWED: mark(
        "An earlier date or a number given by hand needs the administrator's right."
    ),
    Reason.SHARE_EMPTY: mark(
        "The folder {path} holds no share yet. Only the keeper's workplace can begin one."
    ),
    Reason.UNKNOWN_OFFICE: mark("There is no office “{value}”."),
    Reason.UNKNOWN_PERSON: mark("Nobody called “{value}” belongs to the organisation."),
    Reason.NOT_ADMITTED: mark(
        "The keeper has not let this workplace in yet. Read the six words to the keeper, "
        "and try again."
    ),
    Reason.NOT_KEEPER: mark("Only the keeper's workplace can do this."),
    Reason.NOT_DEPUTY: mark("Only who is named their deputy on that day may act for them."),
    Reason.OWN_DEPUTY: mark("Nobody is their own deputy."),
    Reason.CANNOT_DEPUTISE: mark(
        "{value} may take part nowhere and so cannot act for anybody: give them a role first."
    ),
    Reason.DEPUTY_ENDED: mark("The deputyship was ended already."),
    Reason.CUT_NEEDS_SHARE: mark(
        "The shared folder does not answer, so it cannot be told where the honest work ends. "
        "Nothing was changed; try again when the folder is back."
    ),
    Reason.BAD_DATE: mark("“{value}” is not a date. Write it as 2026-11-22."),
    Reason.BAD_VALUE: mark("“{value}” does not fit the field “{field}”."),
    Reason.FUTURE_DATE: mark("The date {date} is in the future."),
    Reason.DATE_OUT_OF_RANGE: mark("The date {date} is too long ago."),
    Reason.PERIOD_REVERSED: mark("The period ends on {until}, before it begins on {since}."),
    Reason.REQUIRED_FIELD: mark("Fill in the field “{field}”."),
    Reason.TOO_LONG: mark("The field “{field}” is too long: {limit} at most."),
    Reason.WRONG_CONTROL_DIGIT: mark(
        "{value}: a digit is wrong, the control digit does not match. Check the BIN or IIN."
    ),
    Reason.WRONG_IDENTIFIER: mark("{value}: a BIN or IIN has 12 digits."),
    Reason.BAD_TEMPLATE: mark(
        "The number template “{template}” does not work: "
        "it needs {{n}} once, and only known tokens."
    ),
    Reason.BAD_NUMBER: mark("“{number}” cannot be a registration number."),
    Reason.NOT_YOURS: mark("This is stated in the name of somebody else."),
    Reason.NOT_EXECUTOR: mark("Only an executor of the task can do this."),
    Reason.REPORT_WAITS: mark("A report waits to be accepted."),
    Reason.NO_REPORT: mark("No report waits to be accepted."),
    Reason.REPORT_NOT_LAST: mark("There is a newer report. Read that one."),
    Reason.OWN_REPORT: mark("Nobody decides on their own report or request."),
    Reason.TASK_DONE: mark("The task is done."),
    Reason.TASK_REMOVED: mark("The task was taken off control."),
    Reason.TASK_RUNS: mark("The task has not ended."),
    Reason.NOT_REPEATED: mark("This task does not come again."),
    Reason.TERM_REVERSED: mark("The term {date} ends before it begins."),
    Reason.TERM_PASSED: mark(
        "The term has passed. Only who gave the task or watches over it can still move it."
    ),
    Reason.NO_TERM: mark("The task has no term."),
    Reason.REQUEST_WAITS: mark("A request for more time waits already."),
    Reason.NO_REQUEST: mark("No such request for more time waits."),
    Reason.RESOLUTION_ISSUED: mark("The resolution has been issued already."),
    Reason.RESOLUTION_RECALLED: mark("The resolution was recalled."),
    Reason.FILED_WITH_TASKS: mark("A document that goes to the file has no tasks."),
    Reason.ACQUAINTANCE_CLOSED: mark("The acquaintance has ended."),
    Reason.NOT_ON_LIST: mark("This person is not on the list of those who are still to read."),
    Reason.ALREADY_CONFIRMED: mark("This person has confirmed already."),
    Reason.OWN_HAND: mark("Everybody confirms acquaintance for themselves."),
    Reason.UNKNOWN_SUBJECT: mark("There is nothing here with this identifier."),
    Reason.UNKNOWN_JOURNAL: mark("There is no journal “{value}”."),
    Reason.UNKNOWN_CORRESPONDENT: mark("There is no correspondent “{value}”."),
    Reason.UNKNOWN_TYPE: mark("There is no document type “{value}”."),
    Reason.UNKNOWN_FILE: mark("The document has no such file."),
    Reason.ALREADY_EXISTS: mark("It is there already: {field} {value}."),
    Reason.WRONG_KIND: mark("This does not fit the kind “{kind}”."),
    Reason.JOURNAL_CLOSED: mark("The journal “{value}” is closed."),
    Reason.CORRESPONDENT_MERGED: mark("“{value}” was merged into another correspondent."),
    Reason.MERGE_WITH_ITSELF: mark("A correspondent cannot be merged with itself."),
    Reason.OFFICE_CYCLE: mark("An office cannot be placed under itself or below its level."),
    Reason.ALREADY_REGISTERED: mark(
        "The document is registered already: № {number} of {date}. One document, one number."
    ),
    Reason.NOT_REGISTERED: mark("The document has no number yet."),
    Reason.DOCUMENT_CANCELLED: mark("The document is annulled."),
    Reason.ALREADY_CANCELLED: mark("The document is annulled already."),
    Reason.ALREADY_REFUSED: mark("Registration of this letter was refused."),
    Reason.CANNOT_SEND: mark("A received document is not sent."),
    Reason.NO_ADDRESSEE: mark("No addressee waits for this document."),
    Reason.NOT_SENT: mark("It was not sent to this addressee yet."),
    Reason.LINK_TO_ITSELF: mark("A document cannot be linked to itself."),
    Reason.NOT_LINKED: mark("There is no such link."),
    Reason.NOTHING_CHANGED: mark("Nothing was changed."),
    Reason.NOTHING_TO_SETTLE: mark(
        "Field “{field}”: nobody else changed it at the same time, or that is settled already."
    ),
    Reason.POSSIBLE_DUPLICATE: mark(
        "It may be registered already as № {number} of {date}. To register it all the same, "
        "confirm that it is another document."
    ),
    Reason.NUMBER_TAKEN: mark("The number {number} is taken."),
    Reason.NUMBER_RESERVED: mark("The number {number} is reserved for {whom}."),
    Reason.NUMBER_VOID: mark("The number {number} is not used: {why}."),
    Reason.RESERVATION_EXPIRED: mark("The reserve ended on {until}."),
    Reason.NOT_RESERVED: mark("The number is not reserved."),
    Reason.TOO_MANY_NUMBERS: mark(
        "{count} numbers at once are too many: {limit} at most. "
        "To begin a journal with a later number, set its first number."
    ),
    Reason.NUMBER_AWAITED: mark("The document already waits for its number as {reference}."),
    Reason.NUMBERS_ELSEWHERE: mark("Another workplace gives the numbers of the journal “{value}”."),
    Reason.NOT_DISPUTED: mark(
        "No other document has the number {number} by right. A number that is not disputed stays."
    ),
    Reason.SIGNING_COMES_LAST: mark("Signing is the last stage, after all have agreed."),
    Reason.UNDER_APPROVAL: mark(
        "The document is being approved or was signed: put up a new version instead, or take the "
        "approval back first."
    ),
    Reason.APPROVAL_RUNS: mark("An approval of this document is under way already."),
    Reason.APPROVAL_ENDED: mark("The approval was taken back or is over."),
    Reason.NOT_AGREED: mark("Not everybody has agreed yet."),
    Reason.NOT_APPROVER: mark("This person's visa is not asked for here."),
    Reason.APPROVER_SKIPPED: mark("The approver was skipped before the visa came."),
    Reason.SEAT_DECIDED: mark("Somebody has decided in this place already."),
    Reason.STAGE_DECIDED: mark("The stage was decided already."),
    Reason.STAGE_NOT_DUE: mark("It is not the turn of this stage or approver."),
    Reason.VERSION_CHANGED: mark(
        "It is about another version: the document was changed. Look at it as it is now."
    ),
    Reason.ALREADY_OPENED: mark(
        "Somebody has looked at it already. It can still be withdrawn with a reason."
    ),
    Reason.ALREADY_SIGNED: mark("The document is signed. A signed version stays as it is."),
    Reason.NOT_APPROVED: mark(
        "This journal gives numbers to approved and signed documents. Start the approval first."
    ),
    Reason.SIGN_INSTEAD: mark("Who signs does not agree besides: sign, return or refuse."),
    Reason.CANNOT_SIGN: mark("{value} does not have the right to sign documents."),
    Reason.CANNOT_READ: mark("Cannot read {path}: {detail}."),
    Reason.CANNOT_WRITE: mark("Cannot write {path}: {detail}."),
    Reason.FILE_CHANGED: mark("{path} was changed while it was being read. Try again."),
    Reason.FILE_TOO_LARGE: mark("{path} is too large: {limit} MB at most."),
    Reason.FILE_MISSING_HERE: mark("The content of “{name}” is not on this computer."),
    Reason.FILE_EMPTY: mark("{path} is empty."),
    Reason.DISK_FULL: mark("The disk is full: {path}. Nothing was lost; free some space."),
    Reason.CANNOT_STAMP: mark("The stamp cannot be laid on “{path}”: {state}."),
    Reason.NOTHING_TO_STAMP: mark("The document has no PDF and no picture to lay the stamp on."),
    Reason.UNKNOWN_FORMAT: mark("The name of {path} must end in one of: {endings}."),
    Reason.ALREADY_FOUNDED: mark("An organisation was founded here already: {path}."),
    Reason.NOT_FOUNDED: mark("There is no office in {path} yet. Begin with “edo found”."),
    Reason.HOME_IN_USE: mark("The program is already open on {path}. Close it there first."),
    Reason.WRONG_PASSWORD: mark("The password is wrong."),
    Reason.PASSWORD_NEEDED: mark("The key is under a password. Set EDO_PASSWORD."),
    Reason.KEY_STORE_SILENT: mark(
        "The key of this workplace lies in the key store of the system, which does not give "
        "it. Sign in to the system as the person who put it there."
    ),
    Reason.KEY_STORE_REFUSES: mark(
        "The key store of the system did not take the key. It stays in its file."
    ),
    Reason.CODE_INCOMPLETE: mark(
        "The code on the sheet has {lines} lines of 16 signs, and {n} were typed."
    ),
    Reason.CODE_LINE_WRONG: mark(
        "Line {n} of the code is mistyped. Compare it with the sheet sign by sign."
    ),
    Reason.CODE_FOREIGN: mark(
        "The code is right in itself, but it is not the root key of this organisation. "
        "Look for the sheet with its name."
    ),
    Reason.ROOT_KEY_NOT_HERE: mark(
        "The root key is not on this computer: it is on the recovery sheet only, or on the "
        "computer where the organisation was founded."
    ),
    Reason.ALREADY_KEEPER: mark("This workplace is the keeper’s already."),
    Reason.KEY_STORE_NONE: mark(
        "This system has no key store that is fit for keys. Put the key under a password instead."
    ),
    Reason.PASSWORDS_DIFFER: mark("The two passwords differ."),
    Reason.NOTHING_TO_ADOPT: mark(
        "Nothing of this workplace was cut off, or it has not arrived here yet. "
        "“edo refused” shows what has no effect."
    ),
    Reason.SHARE_NEEDED: mark(
        "Other workplaces work in this organisation: without the shared folder numbers would be "
        "given twice. If the folder has moved, run “edo share connect” with its new place."
    ),
    Reason.INVITATION_EXPIRED: mark(
        "The invitation was good until {on}. Ask the keeper for a new one."
    ),
    Reason.INVITATION_USED: mark(
        "A workplace has already joined by this invitation. Each workplace needs its own."
    ),
    Reason.INVITATION_FOREIGN: mark(
        "The invitation was not made by a keeper of this organisation, or the keeper’s device "
        "was closed since."
    ),
    Reason.REQUEST_FOREIGN: mark("The request to join is meant for another organisation."),
    Reason.ALREADY_ADMITTED: mark("This workplace is admitted already."),
    Reason.DEVICE_RETIRED: mark(
        "The workplace that asks to be admitted anew was closed. It needs a new invitation."
    ),
    Reason.SHARE_FOREIGN: mark(
        "The shared folder belongs to another organisation. Nothing was sent or taken in."
    ),
    Reason.SHARE_OLDER: mark(
        "The shared folder is older than the invitation: it is an old copy, or is still being "
        "copied. Try again later; if it stays so, tell the keeper."
    ),
    "database_damaged": mark(
        "The database is damaged: {detail}. Run “edo check” to see what is wrong and "
        "“edo rebuild” to make its tables anew from the ledger."
    ),
    "database_lost": mark(
        "The database in {path} cannot be read at all: {detail}. Bring the folder back from a copy."
    ),
    "database_version": mark(
        "The database was written by a newer release of the program. Update the program."
    ),
    "segment_version": mark(
        "A segment was written by a newer release of the program. Update the program."
    ),
    "invitation": mark("The invitation file is damaged. Ask the keeper to send it again."),
    "join_request": mark("The request to join is damaged. The workplace should ask again."),
    "key_file": mark("The key file {path} is damaged."),
    "share_none": mark("This workplace is alone: it is not connected to a shared folder."),
    "share_absent": mark(
        "The shared folder is empty or another one: what marks it as ours is not there. "
        "Nothing was changed; work goes on here."
    ),
    "halt_copied": mark(
        "Another computer works with a copy of this workplace. Nothing is sent from here until "
        "one of the two is enrolled anew: run “edo repair”."
    ),
    "halt_replaced": mark(
        "This workplace uses a key that was ended: a copy of it was enrolled anew. "
        "Nothing is sent from here until this one is enrolled anew too: run “edo repair”."
    ),
    "halt_forked": mark(
        "Something else lies in the shared folder under the name of this workplace. "
        "Nothing is sent from here until it is enrolled anew: run “edo repair”."
    ),
    "halt_behind": mark(
        "The shared folder holds work of this workplace that this computer has forgotten. "
        "Nothing is sent from here until it has come back."
    ),
    "halt_chain": mark(
        "The list of members in the shared folder is another one than here. "
        "Nothing is sent from here; tell the keeper."
    ),
    "authority_fork": mark(
        "Two different lists of members are signed by the keeper’s key: it was copied or stolen. "
        "Here the one that was known first holds; tell the keeper and whoever has the root key."
    ),
    "share_gone": mark(
        "The shared folder is not there: {path}. Work goes on here; "
        "what is new is sent when the folder is back."
    ),
    "number_unknown": mark(
        "It cannot be told now whose the number {number} is. It is tried again by itself."
    ),
    "share_denied": mark(
        "The shared folder does not let us in: {path}. "
        "Ask whoever looks after the server for the right to write there."
    ),
    "share_read_only": mark(
        "The shared folder can only be read: {path}. What is new waits on this computer."
    ),
    "share_full": mark(
        "The shared folder is full: {path}. Nothing was lost; free some space there."
    ),
    "share_timeout": mark(
        "The shared folder does not answer. Work goes on here; it is tried again by itself."
    ),
    "share_link": mark(
        "In the shared folder a link stands in the place of {path}. "
        "Nothing goes through it. Tell the administrator."
    ),
    "share_spoilt": mark(
        "The shared folder does not keep what is written: {path} reads back otherwise. "
        "Have its disk and network checked."
    ),
    "share_error": mark("The shared folder failed at {path}: {detail}."),
    "share_name": mark("“{name}” cannot be a name in the shared folder."),
    **dict.fromkeys(
        ("segment_signature", "head_signature", "frame_signature", "pack_signature"),
        mark("It is not signed by the workplace whose name it bears: somebody has forged it."),
    ),
    "claim_signature": mark(
        "The claim on a number is not signed by a workplace of ours: somebody has forged it."
    ),
    **dict.fromkeys(
        ("authority_signature", "authority_keeper", "authority_key"),
        mark("The record about members is not signed by the keeper: somebody has forged it."),
    ),
    **dict.fromkeys(
        ("segment_place", "head_place", "head_name", "pack_place", "claim_place"),
        mark("It lies under a name that is not its own: somebody has moved or copied it."),
    ),
    **dict.fromkeys(
        ("segment_number", "segment_authority", "authority_chain", "other_branch"),
        mark("It does not follow what its workplace sent before."),
    ),
    "segment_time": mark("The times of the work inside contradict each other."),
    "share_strange": mark(
        "It lay under a name of this workplace and was not its work; its own takes the place."
    ),
    **dict.fromkeys(
        ("segment_too_large", "segment_limits", "pack_too_large", "claim_limits"),
        mark("It is larger than anything the program writes."),
    ),
    **dict.fromkeys(
        (
            "segment_magic",
            "segment_frame",
            "segment_header",
            "segment_body",
            "segment_count",
            "segment_lines",
            "segment_device",
            "frame_kind",
            "frame_lines",
            "frame_value",
            "pack_index",
            "pack_body",
            "authority_record",
        ),
        mark("Its bytes are damaged."),
    ),
    Reason.BUNDLE_TOO_LARGE: mark(
        "All that belongs to this document is too large for one file. Leave the files out."
    ),
    "bundle_foreign": mark(
        "The proof is of another organisation: it calls itself “{name}”, and its fingerprint "
        "is not the one that was given."
    ),
    "bundle_newer": mark(
        "The proof was made by a newer release of the program, or is damaged. Update the program."
    ),
    "bundle_kind": mark("This file is no proof made by this program."),
    **dict.fromkeys(
        ("bundle_index", "bundle_size", "bundle_body", "bundle_content", "bundle_limits"),
        mark("The proof does not hold: the file was changed, cut short or damaged on its way."),
    ),
    **dict.fromkeys(
        ("bundle_signature", "bundle_chain", "bundle_document", "bundle_repeats"),
        mark(
            "The proof does not hold: it was not put together by a workplace of the organisation."
        ),
    ),
    "missing": mark("It was promised and has not come yet."),
    "short": mark("It is still being copied."),
    "future": mark("The clock of its workplace is ahead: it counts when that time has come."),
    "unknown_device": mark("Its workplace is not known here yet."),
    "unknown_record": mark("It stands on a record about members that has not come yet."),
    "rescue_nothing": mark("In {path} lies no founding record: nothing can be built from it."),
    "home_files": mark("Files of the program in {path} are missing or damaged: {detail}."),
}
"""Reason → its sentence."""
