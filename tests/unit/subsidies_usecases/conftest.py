"""The applications of one bundle handed in, and papers as text."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from support.granting import hand_in
from support.papers import squeezed, text_of

from kobe_desk.core.records import Records
from kobe_desk.modules.subsidies.usecases import PaperRequest, open_bundle


@pytest.fixture
def keys(together_records: tuple[Records, UUID]) -> tuple[UUID, ...]:
    """The teaching programme, エコタウン, 防コミ (decision first) and 県 (competitive), all handed in."""
    records, bundle = together_records
    found = records.ask(open_bundle, bundle).keys
    hand_in(records, *found)
    return found


@pytest.fixture
def words_of(tmp_path: Path) -> Callable[[PaperRequest], str]:
    """The text of a paper without any blanks."""
    return lambda made: squeezed(text_of(made.data, tmp_path))
