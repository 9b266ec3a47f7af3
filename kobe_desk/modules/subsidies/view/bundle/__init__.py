"""一括申請 on the screen."""

from kobe_desk.modules.subsidies.view.bundle.calculations import CalculationsPage
from kobe_desk.modules.subsidies.view.bundle.choosing import ChoosingPage
from kobe_desk.modules.subsidies.view.bundle.costs import CostsPart
from kobe_desk.modules.subsidies.view.bundle.newer import NewerPage
from kobe_desk.modules.subsidies.view.bundle.wizard import BundlePage, TogetherQuestions

__all__ = ("BundlePage", "CalculationsPage", "ChoosingPage", "CostsPart", "NewerPage", "TogetherQuestions")
