"""What the desk knows already: every name of the prefill vocabulary, resolved from its own records with its source."""

from kobe_desk.modules.subsidies.usecases.sources.known import (
    known_answers,
    known_rows,
    rows_mark,
    with_known_rows,
)

__all__ = ("known_answers", "known_rows", "rows_mark", "with_known_rows")
