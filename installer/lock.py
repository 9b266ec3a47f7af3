"""Writes the hash-pinned requirements anew from pyproject.toml; needs uv and the network.

    python installer/lock.py             keep what is pinned, add and remove what pyproject.toml changed
    python installer/lock.py --upgrade   take the newest versions that pyproject.toml allows

One file serves every system and Python; neither holds the address it came from.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMPILE = ("pip", "compile", "-q", "--universal", "--python-version", "3.11", "--generate-hashes")
QUIET = ("--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate")
SETS = {
    "installer/requirements-test.txt": ("--group", "setup", "--group", "dev"),
    "installer/requirements.txt": ("--group", "setup", "-c", "installer/requirements-test.txt"),
}


def main(arguments: list[str]) -> int:
    uv = shutil.which("uv") or shutil.which("uv", path=str(ROOT / ".venv/bin"))
    if uv is None:
        print("uv is needed to write the requirements: install it, then run this again.", file=sys.stderr)
        return 3
    for target, groups in SETS.items():
        subprocess.run(
            [uv, *COMPILE, *QUIET, *arguments, "pyproject.toml", *groups, "-o", target], cwd=ROOT, check=True
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
