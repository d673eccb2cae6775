"""The local SQLite database: the ledger, and tables folded from it."""
