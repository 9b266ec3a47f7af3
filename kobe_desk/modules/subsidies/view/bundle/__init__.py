"""一括申請: which programmes, the questions asked once, and the costs side by side."""

from kobe_desk.modules.subsidies.view.bundle.choosing import ChoosingPage
from kobe_desk.modules.subsidies.view.bundle.costs import CostsPart
from kobe_desk.modules.subsidies.view.bundle.wizard import BundlePage, TogetherQuestions

__all__ = ("BundlePage", "ChoosingPage", "CostsPart", "TogetherQuestions")
