"""What is known of the papers of worked examples (計算例の書類): whether they are what the examples promise.

Papers are made in the workshop, which takes seconds for all programmes; so a programme whose papers held is remembered
by its fingerprint in this user's own folder. Another definition, example or version of the program is tried again.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import kobe_desk
from kobe_desk.core import paths
from kobe_desk.modules.subsidies.rules import build
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.problem import Problem
from kobe_desk.modules.subsidies.usecases.shelf import read_marks, write_marks

Examples = Mapping[str, Any]
Found = Mapping[str, tuple[Problem, ...]]
_MOST = 500
"""So many fingerprints are remembered; the oldest are tried again."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A programme whose papers nobody has looked at yet, by its fingerprint."""

    mark: str
    programme: Programme
    examples: Examples


def proof_of(programme: Programme, examples: Examples) -> Proof:
    said = [kobe_desk.__version__, programme.sha256, examples]
    return Proof(hashlib.sha256(build.canonical(said).encode()).hexdigest(), programme, examples)


def known_of(proof: Proof) -> tuple[Problem, ...] | None:
    """Where the papers are not what is promised; None while nobody has looked."""
    return remembered().get(proof.mark)


def keep_known(found: Found) -> None:
    """Remember what was found. Papers that fail are tried again at the next start; others are remembered for good."""
    known = remembered()
    known.update(found)
    held = [mark for mark, problems in known.items() if not problems]
    write_marks(memory(), held[-_MOST:])


def memory() -> Path:
    """Where it is remembered which papers held."""
    return paths.program_data() / "example-papers.json"


@lru_cache(maxsize=1)
def remembered() -> dict[str, tuple[Problem, ...]]:
    """By the fingerprint of each programme, what was found."""
    return dict.fromkeys(read_marks(memory()), ())
