"""The pages of 助成."""

from kobe_desk.modules.subsidies.view.application import ApplicationPage
from kobe_desk.modules.subsidies.view.assets import AssetPage, AssetPaperPage, AssetsPage
from kobe_desk.modules.subsidies.view.bundle import (
    BundlePage,
    CalculationsPage,
    ChoosingPage,
    CostsPart,
    NewerPage,
    TogetherQuestions,
)
from kobe_desk.modules.subsidies.view.catalogue import SubsidiesPage
from kobe_desk.modules.subsidies.view.check import CheckCard, CheckLine, CheckPart, OpenPoint, heading
from kobe_desk.modules.subsidies.view.compare import ComparePage
from kobe_desk.modules.subsidies.view.controls import Offered
from kobe_desk.modules.subsidies.view.enclosures import EnclosuresPart
from kobe_desk.modules.subsidies.view.examples import ExamplePapersPage, ExamplesPage
from kobe_desk.modules.subsidies.view.figures import CopyPage
from kobe_desk.modules.subsidies.view.finder import FinderPage
from kobe_desk.modules.subsidies.view.grant import (
    EndsPart,
    GrantCosts,
    GrantPage,
    HeadingsPage,
    KeptPaperPage,
    LaterEnclosuresPage,
    LaterPapersPage,
    StagePart,
)
from kobe_desk.modules.subsidies.view.home import ApplicationsCard
from kobe_desk.modules.subsidies.view.keys import KeyPage
from kobe_desk.modules.subsidies.view.listing import ListingPage
from kobe_desk.modules.subsidies.view.overlay import (
    Answer,
    FormTrialPage,
    LayoutPage,
    OwnFormsPage,
    form_words,
    signature_words,
)
from kobe_desk.modules.subsidies.view.overview import OverviewPage, OverviewPaperPage
from kobe_desk.modules.subsidies.view.papers import PapersPage
from kobe_desk.modules.subsidies.view.question import words_of
from kobe_desk.modules.subsidies.view.questions import Questions
from kobe_desk.modules.subsidies.view.trace import AmountTrace
from kobe_desk.modules.subsidies.view.trial import TrialPage
from kobe_desk.modules.subsidies.view.twice import ToldCard, TwiceCard
from kobe_desk.modules.subsidies.view.why import WhyBox

__all__ = (
    "AmountTrace",
    "Answer",
    "ApplicationPage",
    "ApplicationsCard",
    "AssetPage",
    "AssetPaperPage",
    "AssetsPage",
    "BundlePage",
    "CalculationsPage",
    "CheckCard",
    "CheckLine",
    "CheckPart",
    "ChoosingPage",
    "ComparePage",
    "CopyPage",
    "CostsPart",
    "EnclosuresPart",
    "EndsPart",
    "ExamplePapersPage",
    "ExamplesPage",
    "FinderPage",
    "GrantCosts",
    "GrantPage",
    "HeadingsPage",
    "KeptPaperPage",
    "KeyPage",
    "LaterEnclosuresPage",
    "LaterPapersPage",
    "LayoutPage",
    "ListingPage",
    "NewerPage",
    "Offered",
    "OpenPoint",
    "OwnFormsPage",
    "OverviewPage",
    "OverviewPaperPage",
    "PapersPage",
    "Questions",
    "StagePart",
    "SubsidiesPage",
    "TogetherQuestions",
    "FormTrialPage",
    "ToldCard",
    "TrialPage",
    "TwiceCard",
    "WhyBox",
    "heading",
    "form_words",
    "signature_words",
    "words_of",
)
