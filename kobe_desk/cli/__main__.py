"""`python -m kobe_desk.cli` is `kobe-desk-cli`."""

import sys

from kobe_desk.cli import main

sys.exit(main())
