"""Makes `start` and the steps of the set-up importable, as `installer/start.py` itself does."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "installer"))
