"""The four kinds of error a person may meet, and every reason a rule may give.

The core raises codes; `edo.wording` has the sentences. Anything else that is raised is a bug.
"""

import errno
from enum import StrEnum


class Reason(StrEnum):
    """Why a rule said no. Each code has a sentence in every language."""

    # Who may
    NOT_ALLOWED = "not_allowed"
    BACKDATING_NOT_ALLOWED = "backdating_not_allowed"
    WRONG_SPACE = "wrong_space"
    NOT_KEEPER = "not_keeper"
    CUT_NEEDS_SHARE = "cut_needs_share"
    NOT_DEPUTY = "not_deputy"
    OWN_DEPUTY = "own_deputy"
    DEPUTY_ENDED = "deputy_ended"
    CANNOT_DEPUTISE = "cannot_deputise"

    # Input
    BAD_DATE = "bad_date"
    BAD_VALUE = "bad_value"
    FUTURE_DATE = "future_date"
    DATE_OUT_OF_RANGE = "date_out_of_range"
    PERIOD_REVERSED = "period_reversed"
    REQUIRED_FIELD = "required_field"
    TOO_LONG = "too_long"
    WRONG_CONTROL_DIGIT = "wrong_control_digit"
    WRONG_IDENTIFIER = "wrong_identifier"
    BAD_TEMPLATE = "bad_template"
    BAD_NUMBER = "bad_number"

    # What is not there, or is there already
    UNKNOWN_SUBJECT = "unknown_subject"
    UNKNOWN_JOURNAL = "unknown_journal"
    UNKNOWN_CORRESPONDENT = "unknown_correspondent"
    UNKNOWN_OFFICE = "unknown_office"
    UNKNOWN_PERSON = "unknown_person"
    UNKNOWN_POSITION = "unknown_position"
    UNKNOWN_UNIT = "unknown_unit"
    SEVERAL_MEANT = "several_meant"
    UNKNOWN_TYPE = "unknown_type"
    UNKNOWN_FILE = "unknown_file"
    ALREADY_EXISTS = "already_exists"
    WRONG_KIND = "wrong_kind"
    JOURNAL_CLOSED = "journal_closed"
    CORRESPONDENT_MERGED = "correspondent_merged"
    MERGE_WITH_ITSELF = "merge_with_itself"
    OFFICE_CYCLE = "office_cycle"

    # Documents
    ALREADY_REGISTERED = "already_registered"
    NOT_REGISTERED = "not_registered"
    DOCUMENT_CANCELLED = "document_cancelled"
    ALREADY_CANCELLED = "already_cancelled"
    ALREADY_REFUSED = "already_refused"
    CANNOT_SEND = "cannot_send"
    NO_ADDRESSEE = "no_addressee"
    NOT_SENT = "not_sent"
    LINK_TO_ITSELF = "link_to_itself"
    NOT_LINKED = "not_linked"
    NOTHING_CHANGED = "nothing_changed"
    NOTHING_TO_SETTLE = "nothing_to_settle"
    POSSIBLE_DUPLICATE = "possible_duplicate"

    # Approval
    SIGNING_COMES_LAST = "signing_comes_last"
    UNDER_APPROVAL = "under_approval"
    APPROVAL_RUNS = "approval_runs"
    APPROVAL_ENDED = "approval_ended"
    NOT_AGREED = "not_agreed"
    NOT_APPROVER = "not_approver"
    APPROVER_SKIPPED = "approver_skipped"
    SEAT_DECIDED = "seat_decided"
    STAGE_DECIDED = "stage_decided"
    STAGE_NOT_DUE = "stage_not_due"
    VERSION_CHANGED = "version_changed"
    ALREADY_OPENED = "already_opened"
    ALREADY_SIGNED = "already_signed"
    NOT_APPROVED = "not_approved"
    SIGN_INSTEAD = "sign_instead"
    CANNOT_SIGN = "cannot_sign"

    # Letters between offices
    LETTER_ALREADY_SENT = "letter_already_sent"
    LETTER_TO_ITSELF = "letter_to_itself"
    LETTER_RECALLED = "letter_recalled"
    LETTER_OPENED = "letter_opened"
    LETTER_TAKEN = "letter_taken"
    LETTER_OVER = "letter_over"
    NO_OFFICE_ADDRESSED = "no_office_addressed"
    NO_WORKPLACE_THERE = "no_workplace_there"

    # Numbers
    NUMBER_TAKEN = "number_taken"
    NUMBER_RESERVED = "number_reserved"
    NUMBER_VOID = "number_void"
    RESERVATION_EXPIRED = "reservation_expired"
    NOT_RESERVED = "not_reserved"
    TOO_MANY_NUMBERS = "too_many_numbers"
    NUMBER_AWAITED = "number_awaited"
    NUMBERS_ELSEWHERE = "numbers_elsewhere"
    NOT_DISPUTED = "not_disputed"

    # Resolutions, tasks and acquaintance
    NOT_YOURS = "not_yours"
    NOT_EXECUTOR = "not_executor"
    REPORT_WAITS = "report_waits"
    NO_REPORT = "no_report"
    REPORT_NOT_LAST = "report_not_last"
    OWN_REPORT = "own_report"
    TASK_DONE = "task_done"
    TASK_REMOVED = "task_removed"
    TASK_RUNS = "task_runs"
    NOT_REPEATED = "not_repeated"
    TERM_REVERSED = "term_reversed"
    TERM_PASSED = "term_passed"
    NO_TERM = "no_term"
    REQUEST_WAITS = "request_waits"
    NO_REQUEST = "no_request"
    RESOLUTION_ISSUED = "resolution_issued"
    RESOLUTION_RECALLED = "resolution_recalled"
    FILED_WITH_TASKS = "filed_with_tasks"
    ACQUAINTANCE_CLOSED = "acquaintance_closed"
    NOT_ON_LIST = "not_on_list"
    ALREADY_CONFIRMED = "already_confirmed"
    OWN_HAND = "own_hand"

    # Staff and training
    WORKS_ELSEWHERE = "works_elsewhere"
    MOVED_LATER = "moved_later"
    MOVED_NOWHERE = "moved_nowhere"
    LEFT_ALREADY = "left_already"
    UNKNOWN_COURSE = "unknown_course"
    COURSE_CLOSED = "course_closed"
    UNKNOWN_SESSION = "unknown_session"
    SESSION_OVER = "session_over"
    SESSION_HAS_MARKS = "session_has_marks"
    MARKED_ALREADY = "marked_already"
    NOT_MARKED = "not_marked"
    UNMARKED_PEOPLE = "unmarked_people"
    NOT_PASSED = "not_passed"

    # Spreadsheets of others
    NOT_A_SHEET = "not_a_sheet"
    SHEET_DAMAGED = "sheet_damaged"
    SHEET_EMPTY = "sheet_empty"
    SHEET_ENCRYPTED = "sheet_encrypted"
    SHEET_TOO_LARGE = "sheet_too_large"
    NO_HEADINGS = "no_headings"
    UNKNOWN_SHEET = "unknown_sheet"
    UNKNOWN_COLUMN = "unknown_column"

    # Files and places
    CANNOT_READ = "cannot_read"
    CANNOT_WRITE = "cannot_write"
    FILE_CHANGED = "file_changed"
    FILE_TOO_LARGE = "file_too_large"
    FILE_MISSING_HERE = "file_missing_here"
    FILE_EMPTY = "file_empty"
    DISK_FULL = "disk_full"
    CANNOT_STAMP = "cannot_stamp"
    NOTHING_TO_STAMP = "nothing_to_stamp"
    CODES_UNREADABLE = "codes_unreadable"
    NO_CODE = "no_code"
    UNKNOWN_FORMAT = "unknown_format"
    BUNDLE_TOO_LARGE = "bundle_too_large"
    ALREADY_FOUNDED = "already_founded"
    NOT_FOUNDED = "not_founded"
    HOME_IN_USE = "home_in_use"
    STOPPED = "stopped"
    WRONG_PASSWORD = "wrong_password"
    NOT_ADMITTED = "not_admitted"
    SHARE_EMPTY = "share_empty"
    PASSWORD_NEEDED = "password_needed"

    # Keys and joining
    KEY_STORE_SILENT = "key_store_silent"
    KEY_STORE_REFUSES = "key_store_refuses"
    CODE_INCOMPLETE = "code_incomplete"
    CODE_SIGN_WRONG = "code_sign_wrong"
    CODE_GROUP_LENGTH = "code_group_length"
    CODE_LINE_LENGTH = "code_line_length"
    CODE_LINE_MOVED = "code_line_moved"
    CODE_GROUP_WRONG = "code_group_wrong"
    CODE_LINE_WRONG = "code_line_wrong"
    CODE_FOREIGN = "code_foreign"
    RESCUE_INSIDE = "rescue_inside"
    ROOT_KEY_NOT_HERE = "root_key_not_here"
    ALREADY_KEEPER = "already_keeper"
    KEY_STORE_NONE = "key_store_none"
    PASSWORDS_DIFFER = "passwords_differ"
    NOTHING_TO_ADOPT = "nothing_to_adopt"
    SHARE_NEEDED = "share_needed"
    INVITATION_EXPIRED = "invitation_expired"
    INVITATION_USED = "invitation_used"
    INVITATION_FOREIGN = "invitation_foreign"
    REQUEST_FOREIGN = "request_foreign"
    ALREADY_ADMITTED = "already_admitted"
    DEVICE_RETIRED = "device_retired"
    SHARE_FOREIGN = "share_foreign"
    SHARE_OLDER = "share_older"


UNPARSABLE: tuple[type[Exception], ...] = (ValueError, RecursionError)
"""What decoding foreign JSON raises: other fields, no UTF-8, or nesting without end."""


class EdoError(Exception):
    """Something a person is told in a sentence. `values` fill the sentence's places."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason, values)
        self.reason = reason
        self.values = values

    def __str__(self) -> str:
        detail = ", ".join(f"{name}={value}" for name, value in self.values.items())
        return f"{self.reason}({detail})"


class Refusal(EdoError):
    """A rule says no. Show the sentence; nothing was changed."""

    reason: Reason

    def __init__(self, reason: Reason, **values: object) -> None:
        super().__init__(reason, **values)


class DamagedError(EdoError):
    """Bytes are not what they should be. Set them aside; `reason` names the check that failed."""


class UnreachableError(EdoError):
    """The shared folder does not answer. Try again later."""


class OutdatedError(EdoError):
    """The data were written by a newer release. Ask for an update; change nothing."""


class Obstacle(StrEnum):
    """What the operating system met where a file was to be read or written."""

    ABSENT = "absent"
    DENIED = "denied"
    FOLDER = "folder"
    NO_FOLDER = "no_folder"
    THERE_ALREADY = "there_already"
    READ_ONLY = "read_only"
    TOO_LONG = "too_long"
    BUSY = "busy"
    DEVICE = "device"
    UNREADABLE = "unreadable"
    SAME = "same"
    NO_FILE = "no_file"


_OBSTACLES = {
    errno.ENOENT: Obstacle.ABSENT,
    errno.EACCES: Obstacle.DENIED,
    errno.EPERM: Obstacle.DENIED,
    errno.EISDIR: Obstacle.FOLDER,
    errno.ENOTDIR: Obstacle.NO_FOLDER,
    errno.EEXIST: Obstacle.THERE_ALREADY,
    errno.EROFS: Obstacle.READ_ONLY,
    errno.ENAMETOOLONG: Obstacle.TOO_LONG,
    errno.EBUSY: Obstacle.BUSY,
    errno.EIO: Obstacle.DEVICE,
}


def refuse_os_error(error: OSError, reason: Reason, path: object) -> Refusal:
    """Turn an operating system's error into a refusal: a full disk is told apart.

    Args:
        error: what the system said.
        reason: the refusal for everything that is not a full disk.
        path: the file or folder the person knows.
    """
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Refusal(Reason.DISK_FULL, path=str(path))
    known = _OBSTACLES.get(error.errno or 0)
    return Refusal(reason, path=str(path), detail=known or error.strerror or str(error))
