"""Mending by named steps: each does one thing, may be repeated, and deletes nothing foreign."""
