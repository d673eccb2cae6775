"""Pieces of windows that know no rule of the office."""
