"""Every window keeps the rules in the largest type, too; a file of its own, so that it runs beside other walks."""

import pytest
from support.audit import said


@pytest.mark.slow
def test_every_window_keeps_the_rules_in_the_largest_type(large) -> None:
    assert not large.rules, said(large.rules)
