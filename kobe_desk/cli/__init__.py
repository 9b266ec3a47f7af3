"""The desk without a screen: the same use-cases from a command line. Nothing here imports Qt.

Exit codes: 0 done; 1 refused by content (altered, damaged, nothing importable); 2 wrong use; 3 cannot open (passphrase,
lock, version, missing).
"""

import sys
from collections.abc import Sequence

from kobe_desk.cli.options import parser
from kobe_desk.cli.outcome import Refused, exit_code
from kobe_desk.core.errors import UserError
from kobe_desk.core.text import use_language


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code; a refusal is one sentence on the error stream, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:  # consoles that are not UTF-8 print what they can
            reconfigure(errors="backslashreplace")
    options = parser().parse_args(arguments)
    use_language(options.language)
    try:
        return int(options.run(options) or 0)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return refused.code
    except UserError as error:
        print(error.message(), file=sys.stderr)
        return exit_code(error)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
