"""年度替わり: the guided page for April."""

from kobe_desk.modules.members.view.year_turn.page import YearTurnPage

__all__ = ["YearTurnPage"]
