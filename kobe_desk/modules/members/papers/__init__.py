"""The papers of the roster."""

from kobe_desk.modules.members.papers.roster import roster_pdf

__all__ = ["roster_pdf"]
