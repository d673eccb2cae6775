"""The approval of a document: its part of the pane, its windows, its lists."""
