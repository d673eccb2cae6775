"""Other people's files in, ours out."""
