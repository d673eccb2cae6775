"""What a person is told where a rule says no: a sentence for each reason.

`edo.wording` translates them, and says them with their values. A test holds the table complete.
"""

from edo.errors import Reason


def mark(message: str) -> str:
    """Name a message for the catalogues without saying it yet."""
    return message


def plural(one: str, many: str) -> tuple[str, str]:
    """Name a counted message for the catalogues without saying it yet."""
    return one, many


REFUSALS: dict[Reason, str] = {
    Reason.NOT_ALLOWED: mark("You do not have the right to do this."),
    Reason.BACKDATING_NOT_ALLOWED: mark(
        "An earlier date or a number given by hand needs the administrator's right."
    ),
    Reason.WRONG_SPACE: mark("This belongs to another office."),
    Reason.NOT_KEEPER: mark("Only the keeper's workplace can do this."),
    Reason.CUT_NEEDS_SHARE: mark(
        "The shared folder does not answer, so it cannot be told where the honest work ends. "
        "Nothing was changed; try again when the folder is back."
    ),
    Reason.NOT_DEPUTY: mark("Only who is named their deputy on that day may act for them."),
    Reason.OWN_DEPUTY: mark("Nobody is their own deputy."),
    Reason.DEPUTY_ENDED: mark("The deputyship was ended already."),
    Reason.CANNOT_DEPUTISE: mark(
        "{value} may take part nowhere and so cannot act for anybody: give them a role first."
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
    Reason.UNKNOWN_SUBJECT: mark("There is nothing here with this identifier."),
    Reason.UNKNOWN_JOURNAL: mark("There is no journal “{value}”."),
    Reason.UNKNOWN_CORRESPONDENT: mark("There is no correspondent “{value}”."),
    Reason.UNKNOWN_OFFICE: mark("There is no office “{value}”."),
    Reason.UNKNOWN_PERSON: mark("Nobody called “{value}” belongs to the organisation."),
    Reason.UNKNOWN_POSITION: mark("There is no position “{value}”."),
    Reason.UNKNOWN_UNIT: mark("There is no unit “{value}”."),
    Reason.SEVERAL_MEANT: mark("“{value}” may be several: {names}."),
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
    Reason.WORKS_ELSEWHERE: mark("By now this person works in another office."),
    Reason.MOVED_LATER: mark("On that day this person had not begun to work there yet."),
    Reason.MOVED_NOWHERE: mark("This person works there already."),
    Reason.LEFT_ALREADY: mark("It is stated already that this person has left."),
    Reason.UNKNOWN_COURSE: mark("There is no course “{value}”."),
    Reason.COURSE_CLOSED: mark("The course is closed: nobody is trained in it any more."),
    Reason.UNKNOWN_SESSION: mark("There is no such training session."),
    Reason.SESSION_OVER: mark("The session is over, or was cancelled."),
    Reason.SESSION_HAS_MARKS: mark(
        "People were marked at this session: it was held and cannot be cancelled."
    ),
    Reason.MARKED_ALREADY: mark(
        "{name} is marked already. A mark is put right by a correction with a reason."
    ),
    Reason.NOT_MARKED: mark("Nothing is marked yet."),
    Reason.UNMARKED_PEOPLE: mark("Of the people invited, {n} are not marked yet."),
    Reason.NOT_PASSED: mark("This person did not pass the course at this session."),
    Reason.NOT_A_SHEET: mark(
        "“{path}” is not a spreadsheet. Lists are read from xlsx, xls, ods and csv."
    ),
    Reason.SHEET_DAMAGED: mark(
        "“{path}” is damaged. Open it in the program it was made with, save it anew, try again."
    ),
    Reason.SHEET_EMPTY: mark("“{path}” has no row that holds anything."),
    Reason.SHEET_ENCRYPTED: mark(
        "“{path}” is protected by a password. Save it without the password and try again."
    ),
    Reason.SHEET_TOO_LARGE: mark(
        "“{path}” is too large: {limit} rows at most. Divide it, or delete what is not the list."
    ),
    Reason.NO_HEADINGS: mark(
        "No column with names of people was found. Name the columns in the first row: "
        "full name, organisation, position."
    ),
    Reason.UNKNOWN_SHEET: mark("The file has no sheet “{value}”."),
    Reason.UNKNOWN_COLUMN: mark("The list has no column “{value}”."),
    Reason.CANNOT_READ: mark("Cannot read {path}: {detail}."),
    Reason.CANNOT_WRITE: mark("Cannot write {path}: {detail}."),
    Reason.FILE_CHANGED: mark("{path} was changed while it was being read. Try again."),
    Reason.FILE_TOO_LARGE: mark("{path} is too large: {limit} MB at most."),
    Reason.FILE_MISSING_HERE: mark("The content of “{name}” is not on this computer."),
    Reason.FILE_EMPTY: mark("{path} is empty."),
    Reason.DISK_FULL: mark("The disk is full: {path}. Nothing was lost; free some space."),
    Reason.CANNOT_STAMP: mark("The stamp cannot be laid on “{path}”: {state}."),
    Reason.NOTHING_TO_STAMP: mark("The document has no PDF and no picture to lay the stamp on."),
    Reason.CODES_UNREADABLE: mark("“{path}” cannot be searched for square codes: {state}."),
    Reason.NO_CODE: mark("There is no code of this program in “{path}”."),
    Reason.UNKNOWN_FORMAT: mark("The name of {path} must end in one of: {endings}."),
    Reason.BUNDLE_TOO_LARGE: mark(
        "All that belongs to this document is too large for one file. Leave the files out."
    ),
    Reason.ALREADY_FOUNDED: mark("An organisation was founded here already: {path}."),
    Reason.NOT_FOUNDED: mark("There is no office in {path} yet. Begin with “edo found”."),
    Reason.STOPPED: mark(
        "It was stopped. Nothing is lost: everything is as it was before, and can be done again."
    ),
    Reason.HOME_IN_USE: mark("The program is already open on {path}. Close it there first."),
    Reason.WRONG_PASSWORD: mark("The password is wrong."),
    Reason.NOT_ADMITTED: mark(
        "The keeper has not let this workplace in yet. Read the six words to the keeper, "
        "and try again."
    ),
    Reason.SHARE_EMPTY: mark(
        "The folder {path} holds no share yet. Only the keeper's workplace can begin one."
    ),
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
    Reason.CODE_SIGN_WRONG: mark(
        "Line {n}, group {group}: no code has the sign “{sign}”. It is written in Latin letters "
        "and digits; look which letters the keyboard writes."
    ),
    Reason.CODE_GROUP_LENGTH: mark(
        "Line {n}: group {group} has four signs on the sheet, here it has {signs}."
    ),
    Reason.CODE_LINE_LENGTH: mark("Line {n} has 16 signs on the sheet, here it has {signs}."),
    Reason.CODE_LINE_MOVED: mark("This is line {other} of the code; line {n} belongs here."),
    Reason.CODE_GROUP_WRONG: mark(
        "Line {n} is mistyped, most likely in group {group}. Compare it with the sheet."
    ),
    Reason.CODE_LINE_WRONG: mark(
        "Line {n} of the code is mistyped. Compare it with the sheet sign by sign."
    ),
    Reason.CODE_FOREIGN: mark(
        "The code is right in itself, but it is not the root key of this organisation. "
        "Look for the sheet with its name."
    ),
    Reason.RESCUE_INSIDE: mark(
        "{path} lies in the folder that is searched, in which nothing is changed. Name a folder "
        "elsewhere."
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
        "The workplace was closed, and its key counts no more. It needs a new invitation."
    ),
    Reason.SHARE_FOREIGN: mark(
        "The shared folder belongs to another organisation. Nothing was sent or taken in."
    ),
    Reason.SHARE_OLDER: mark(
        "The shared folder is older than the invitation: it is an old copy, or is still being "
        "copied. Try again later; if it stays so, tell the keeper."
    ),
}
"""Reason → its sentence, in the order of the reasons."""
