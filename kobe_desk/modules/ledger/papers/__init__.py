"""The papers of the ledger: the book, the budget, and what a year ends with."""

from kobe_desk.modules.ledger.papers.book import book_pdf
from kobe_desk.modules.ledger.papers.budget import budget_pdf
from kobe_desk.modules.ledger.papers.slips import slips_pdf
from kobe_desk.modules.ledger.papers.year import assets_pdf, audit_pdf, audit_with_places, statement_pdf

__all__ = ["assets_pdf", "audit_pdf", "audit_with_places", "book_pdf", "budget_pdf", "slips_pdf", "statement_pdf"]
