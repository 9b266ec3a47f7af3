"""会費: collections, what each household owes and paid, rates, arrears."""

from kobe_desk.modules.members.view.dues.page import DuesPage

__all__ = ["DuesPage"]
