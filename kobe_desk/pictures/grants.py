"""助成, over the years: the register of what was bought with grants, and the grants of a year; a trial."""

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from uuid import UUID

from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.modules.ledger.usecases import EntryRequest, accounts, post_entry
from kobe_desk.modules.subsidies.usecases import allocate
from kobe_desk.modules.subsidies.usecases.assets import asset_proposals, register_allocated
from kobe_desk.modules.subsidies.view import (
    ApplicationPage,
    AssetPage,
    AssetPaperPage,
    AssetsPage,
    LaterPapersPage,
    OverviewPage,
    OverviewPaperPage,
    SubsidiesPage,
    TrialPage,
)
from kobe_desk.pictures.guide import Guide
from kobe_desk.pictures.patience import wait
from kobe_desk.pictures.scene import Scene


def register(guide: Guide, key: UUID) -> Iterator[Scene]:
    """The register empty, with a thing in it and another to take in, one thing and its disposal, and on paper."""
    guide.page(SubsidiesPage).assets.click()
    guide.page(AssetsPage)
    yield guide.scene("assets-none")
    guide.told(partial(_bought, key))
    guide.back()
    guide.page(SubsidiesPage).assets.click()
    page = guide.page(AssetsPage)
    yield guide.scene("assets")
    page.open.click()
    asset = guide.page(AssetPage)
    yield guide.scene("asset")
    card = asset.disposing
    card.form.fill({"kind": "scrapped", "day": clock.today(), "reason": "脚が折れて、直せません。"})
    card.papers.click()
    papers = guide.page(LaterPapersPage).preview
    wait(lambda: papers.paper is not None)
    yield guide.scene("asset-disposal-papers")
    guide.back()
    asset.to_part(card)
    yield guide.scene("asset-disposal")
    guide.back()
    page.print.click()
    preview = guide.page(AssetPaperPage).preview
    wait(lambda: preview.paper is not None)
    yield guide.scene("assets-print")
    guide.back()
    guide.back()


def _bought(key: UUID, records: Records) -> object:
    """Two things bought with the grant; the first is in the register."""
    account = next(each for each in records.ask(accounts) if each.name == "備品購入費")
    for text, yen in (("かまどベンチ", 38_000), ("簡易テント", 24_000)):
        entry = records.do(post_entry, EntryRequest(clock.today(), account.id, yen, text, "みなと商店")).result
        records.do(allocate, key, entry, yen // 2, "")
    return records.do(register_allocated, records.ask(asset_proposals)[0].id).result


def overview(guide: Guide) -> Iterator[Scene]:
    """The grants of this year, and on paper."""
    guide.page(SubsidiesPage).overview.click()
    page = guide.page(OverviewPage)
    yield guide.scene("subsidies-overview")
    page.print.click()
    preview = guide.page(OverviewPaperPage).preview
    wait(lambda: preview.paper is not None)
    yield guide.scene("subsidies-overview-print")
    guide.back()
    guide.back()


def trial(guide: Guide, page: ApplicationPage) -> Iterator[Scene]:
    """Another rate is tried beside the amount."""
    page.pane.trial_wanted.emit()
    guide.page(TrialPage).try_rate(Fraction(2, 3))
    yield guide.scene("application-trial")
    guide.back()
    guide.page(ApplicationPage)
