"""Kobe Desk (神戸デスク): the offline desk of a neighbourhood association."""

__version__ = "0.1.0"
