"""Where the bundled programs begin: the windows, the terminal, and children of either.

On Linux both names are one file; which of them somebody called is in the first word.
"""

import sys
from multiprocessing import freeze_support
from pathlib import Path

from edo.starting import APART, CLIENT

TRIED, PICTURED = "--started", "--pictured"
"""For the smoke test: opens the windows on a home folder, tells how long that took, and ends; takes
pictures of every page."""


def main() -> int:
    """Be the program that was asked for."""
    freeze_support()
    asked = sys.argv[1:2]
    if asked == [APART]:
        from edo.transfer.readers.child import serve

        serve()
        return 0
    if Path(sys.argv[0]).stem != CLIENT:
        from edo import cli

        return cli.main()
    if asked == [TRIED]:
        from bench import started

        del sys.argv[1]
        return started.main()
    if asked == [PICTURED]:
        from ui import pictures

        return pictures.main(sys.argv[2:])
    from ui import app

    return app.main()


if __name__ == "__main__":
    sys.exit(main())
