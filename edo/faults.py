"""What a person is told where something is damaged, out of reach or of a newer release.

The codes are those of `DamagedError`, `UnreachableError` and `OutdatedError`, of what a look over
the data found, and of why nothing is sent; `edo.wording` says them.
"""

from edo.sentences import mark

DAMAGED = mark(
    "The data are damaged. “Look over the data” in the settings, or “edo check” on the terminal, "
    "tells more."
)
"""Said of a code that has no sentence of its own."""

FAULTS: dict[str, str] = {
    "database_damaged": mark(
        "The database is damaged: {detail}. “Put right…”, or “edo repair” on the terminal, makes "
        "it anew out of the signed work in it."
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
        "one of the two is enrolled anew: “Put right…” on the page “Exchange”."
    ),
    "halt_replaced": mark(
        "This workplace uses a key that was ended: a copy of it was enrolled anew. "
        "Nothing is sent from here until this one is enrolled anew too: “Put right…” on the page "
        "“Exchange”."
    ),
    "halt_forked": mark(
        "Something else lies in the shared folder under the name of this workplace. "
        "Nothing is sent from here until it is enrolled anew: “Put right…” on the page “Exchange”."
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
    "certificate_form": mark(
        "This is no code of a certificate, or a sign of it was read or typed wrongly."
    ),
    "certificate_signature": mark(
        "The certificate is forged: the workplace it names did not sign it."
    ),
    "certificate_right": mark(
        "The certificate does not hold: whoever signed it might not give certificates."
    ),
    "certificate_foreign": mark("The certificate is of another organisation."),
    "sheet_form": mark("This is no code of an attendance sheet."),
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
"""Code → its sentence."""
