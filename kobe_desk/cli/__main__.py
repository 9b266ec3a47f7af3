"""`python -m kobe_desk.cli` is `kobe-desk-cli`."""

import sys

from kobe_desk.cli import main

if __name__ == "__main__":  # a job's child process imports this file too
    sys.exit(main())
