"""Forms kept while they were being filled in."""

from edo.store.database import Connection
from edo.store.drafts import KeptForm
from edo.store.drafts import kept as _kept


def kept(connection: Connection, *, prefix: str = "") -> list[KeptForm]:
    """Return the kept forms whose name begins with a text, the latest first."""
    return _kept(connection, prefix=prefix)
