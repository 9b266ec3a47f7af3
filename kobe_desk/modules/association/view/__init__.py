"""団体: what the association is, its offices, its account, its rules for meetings, its papers and its signing keys."""

from kobe_desk.modules.association.view.page import AssociationPage

__all__ = ["AssociationPage"]
