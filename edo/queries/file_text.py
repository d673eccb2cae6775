"""The text that was read out of a file, to be read beside something else."""

from sqlalchemy import Connection

from edo.store.database import ask

LONGEST = 400_000
"""Characters given at most."""


def file_text(connection: Connection, *, sha256: str) -> str:
    """Return the text of a content as far as it was read; empty where there is none yet."""
    rows = ask(
        connection,
        "SELECT substr(text, 1, ?) FROM file_texts WHERE sha256 = ?",
        (LONGEST, sha256),
    )
    return str(rows[0][0]) if rows else ""
