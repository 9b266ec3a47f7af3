"""Rosters that leave the desk (提供): who gets which one for what, recorded as it is handed out."""

from kobe_desk.modules.members.usecases.provision.facts import (
    STAYS,
    Distribution,
    DistributionHome,
    ProvisionRequest,
    ProvisionRow,
    PurposeMissing,
    RecipientMissing,
)
from kobe_desk.modules.members.usecases.provision.recording import (
    close_provision,
    hand_out_roster,
    preview_distribution,
    provision_row,
    provisions,
    record_export,
    record_sealed_sheet,
)

__all__ = (
    "STAYS",
    "Distribution",
    "DistributionHome",
    "ProvisionRequest",
    "ProvisionRow",
    "PurposeMissing",
    "RecipientMissing",
    "close_provision",
    "hand_out_roster",
    "preview_distribution",
    "provision_row",
    "provisions",
    "record_export",
    "record_sealed_sheet",
)
