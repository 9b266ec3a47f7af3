"""The pages of the register of equipment."""

from kobe_desk.modules.subsidies.view.assets.one import AssetPage
from kobe_desk.modules.subsidies.view.assets.register import AssetPaperPage, AssetsPage

__all__ = ("AssetPage", "AssetPaperPage", "AssetsPage")
