"""`python -m kobe_desk` is `kobe-desk`."""

import sys

from kobe_desk.app import main

if __name__ == "__main__":  # jobs in child processes import this file again
    sys.exit(main())
