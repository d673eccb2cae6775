"""What looking over the data found, in sentences."""

from edo.finding import Finding
from edo.sentences import mark
from edo.wording import Wording

SENTENCES = {
    "database": mark("The database file itself is damaged: {where}"),
    "file": mark("The content of an attached file is missing or was changed: {where}"),
    "file_awaited": mark("The content of an attached file has not come yet: {where}"),
    "file_absent": mark(
        "The content of an attached file lies in the shared folder and is not here: {where}"
    ),
    "table": mark("The tables differ from the ledger: {where}"),
    "table_rows": mark("The tables have rows the ledger does not know: {where}"),
    "segment_device": mark("A segment was signed by an unknown device: {where}"),
    "segment_chain": mark("A segment does not follow the one before it: {where}"),
    "ledger_segment": mark("The ledger differs from its segment: {where}"),
    "room": mark("The disk is nearly full: {where}"),
    "path_long": mark("The path of the shared folder is too long for some programs: {where}"),
    "share_away": mark("The shared folder does not answer; only this computer was looked over."),
    "share_absent": mark("The shared folder is empty or another one: {where} is not there."),
    "share_foreign": mark("The shared folder belongs to another organisation: {where}"),
    "founding": mark("The founding record in the shared folder is not ours: {where}"),
    "chain_forked": mark("The keeper’s key has signed two different lists of members: {where}"),
    "record_missing": mark("A record of the list of members is missing there: {where}"),
    "records_new": mark("New records of the list of members wait there: {where}"),
    "record_other": mark("In place of a record of the list of members lies another: {where}"),
    "space_unknown": mark("An office that the list of members does not know: {where}"),
    "name_unknown": mark("A name that means nothing to the program: {where}"),
    "device_unknown": mark("Something of a workplace nobody has let in: {where}"),
    "head_other": mark("The signed end of a workplace’s work is not genuine: {where}"),
    "head_missing": mark("The signed end of a workplace’s work has vanished: {where}"),
    "copied": mark("Another computer works with a copy of this workplace or of its key: {where}"),
    "replaced": mark("This workplace still uses a key that was ended: {where}"),
    "clock_apart": mark("The clocks of two computers are more than five minutes apart: {where}"),
    "log_forked": mark("A workplace has signed two different pieces of work as one: {where}"),
    "segment_missing": mark("Signed work is missing there and lies here: {where}"),
    "segment_awaited": mark("Signed work that was promised has not come yet: {where}"),
    "segment_lost": mark("Signed work that was promised is nowhere to be found: {where}"),
    "segment_other": mark("In place of signed work lies something else: {where}"),
    "pack_other": mark("A pack of signed work is damaged or not genuine: {where}"),
    "claim_missing": mark("The claim on a number has vanished: {where}"),
    "claim_other": mark("In place of a claim on a number lies something else: {where}"),
    "claim_unreadable": mark(
        "A claim on a number cannot be read; the number is explained: {where}"
    ),
    "claim_unused": mark("A number was claimed and neither used nor explained: {where}"),
    "claim_awaited": mark("A number was claimed; its document has not come yet: {where}"),
    "blob_missing": mark("The content of an attached file is missing there and lies here: {where}"),
    "blob_lost": mark("The content of an attached file is neither here nor there: {where}"),
    "blob_other": mark("The content of an attached file was changed there: {where}"),
    "set_aside": mark("An object of the shared folder was set aside earlier: {where}"),
    "number_disputed": mark("Two documents have the number {where}."),
    "number_unexplained": mark("A number has no document, and nobody has explained it: {where}"),
    "stray": mark("A file that is none of the program’s: {where}"),
    "stray_holds": mark("A copy made in a conflict holds work that is missing otherwise: {where}"),
    "temporary": mark("A file that was begun and never finished: {where}"),
    "folder_crowded": mark("A folder holds more files than it should: {where}"),
}
"""A check's code → what it found."""
_OTHERWISE = mark("A segment is damaged: {where}")


def sentence(finding: Finding, words: Wording) -> str:
    """Say what was found and where."""
    return words.text(SENTENCES.get(finding.code, _OTHERWISE), where=finding.where)
