"""The windows of the office register, written with Qt Widgets."""
