"""Lists: what a column is, the one table model, and how it keeps in step with a query."""
