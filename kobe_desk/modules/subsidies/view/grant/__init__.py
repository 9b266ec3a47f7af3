"""The life of a grant: its stages, and the costs it pays."""

from kobe_desk.modules.subsidies.view.grant.costs import GrantCosts
from kobe_desk.modules.subsidies.view.grant.enclosures import LaterEnclosuresPage
from kobe_desk.modules.subsidies.view.grant.headings import HeadingsPage
from kobe_desk.modules.subsidies.view.grant.kept import KeptPaperPage
from kobe_desk.modules.subsidies.view.grant.page import GrantPage
from kobe_desk.modules.subsidies.view.grant.papers import LaterPapersPage
from kobe_desk.modules.subsidies.view.grant.stage import EndsPart, StagePart

__all__ = (
    "EndsPart",
    "GrantCosts",
    "GrantPage",
    "HeadingsPage",
    "KeptPaperPage",
    "LaterEnclosuresPage",
    "LaterPapersPage",
    "StagePart",
)
