"""One window, one command."""
