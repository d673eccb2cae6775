"""The parts of the pane in which one document is read and worked on."""
