"""The program `edo`: the same commands, queries and reports from a terminal.

Exit codes: 0 done, 1 refused (a sentence on stderr), 2 usage, 3 damaged, 130 broken off by Ctrl+C.
"""

import sys
from collections.abc import Sequence

_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code.

    The program itself is read in here, so that Ctrl+C ends it quietly even before it began.
    """
    try:
        from edo.terminal.program import run

        return run(arguments)
    except KeyboardInterrupt:
        return _INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
