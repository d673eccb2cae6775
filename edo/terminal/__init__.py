"""The terminal's side of the program: arguments in, answers out."""
