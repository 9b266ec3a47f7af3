"""Applications for a subsidy (申請): the definition they were begun with, every answer and its source, their papers."""

from kobe_desk.modules.subsidies.model.applications import (
    Application,
    ApplicationEvent,
    ApplicationPaper,
    ApplicationState,
    Bundle,
    BundleMember,
    Enclosure,
    PaperContent,
    PaperDecline,
    StoredAnswer,
    Submission,
)
from kobe_desk.modules.subsidies.model.grants import AccountHeading, Allocation, Asset, CostAnswer, GrantStep
from kobe_desk.modules.subsidies.model.helping import HelpPacket, HelpWork, PacketState
from kobe_desk.modules.subsidies.model.programmes import OwnForm, OwnProgramme, OwnProgrammeForm
from kobe_desk.modules.subsidies.model.signing import SignPacket

__all__ = (
    "AccountHeading",
    "Allocation",
    "Application",
    "ApplicationEvent",
    "ApplicationPaper",
    "ApplicationState",
    "Asset",
    "Bundle",
    "BundleMember",
    "CostAnswer",
    "Enclosure",
    "GrantStep",
    "HelpPacket",
    "HelpWork",
    "OwnForm",
    "OwnProgramme",
    "OwnProgrammeForm",
    "PacketState",
    "PaperContent",
    "PaperDecline",
    "SignPacket",
    "StoredAnswer",
    "Submission",
)
