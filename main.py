"""Starts the client: `python main.py` is the command `edo-client`."""

import sys

from ui.app import main

if __name__ == "__main__":
    sys.exit(main())
