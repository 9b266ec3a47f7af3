"""The steps of the set-up: what the system lacks, the environment, and what is then started."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
