"""Sheets of paper about what happens with documents."""
