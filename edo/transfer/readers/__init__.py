"""Readers of other people's bytes. They run only in the child processes of `edo.transfer.apart`."""
