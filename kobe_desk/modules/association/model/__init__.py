"""The association (団体): one profile, its offices, its bank account, the bylaws' rules for meetings, its documents.

Each part is imported when one of its tables is first asked for; what writes has all of them (`load_models`).
"""

from typing import TYPE_CHECKING

from kobe_desk.core.lazily import offering

if TYPE_CHECKING:
    from kobe_desk.modules.association.model.bank import BankAccount
    from kobe_desk.modules.association.model.bylaws import MeetingRules
    from kobe_desk.modules.association.model.documents import Document, DocumentContent
    from kobe_desk.modules.association.model.offices import Office, OfficeKind
    from kobe_desk.modules.association.model.profile import Association, AssociationKind, LegalForm
    from kobe_desk.modules.association.model.signing import OfficerKey, SigningRoot

__all__ = [
    "Association",
    "AssociationKind",
    "BankAccount",
    "Document",
    "DocumentContent",
    "LegalForm",
    "MeetingRules",
    "Office",
    "OfficeKind",
    "OfficerKey",
    "SigningRoot",
]

__getattr__ = offering(
    __name__,
    bank="BankAccount",
    bylaws="MeetingRules",
    documents="Document DocumentContent",
    offices="Office OfficeKind",
    profile="Association AssociationKind LegalForm",
    signing="OfficerKey SigningRoot",
)
