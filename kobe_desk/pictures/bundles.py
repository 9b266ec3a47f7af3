"""一括申請, beside its questions: calculations, lists, help, a newer version, and the applications before."""

from collections.abc import Iterator
from functools import partial
from uuid import UUID

from kobe_desk.core.records import Records
from kobe_desk.modules.subsidies.usecases import begin_bundle, offers, open_bundle
from kobe_desk.modules.subsidies.usecases.programmes import programme_places, save_programme
from kobe_desk.modules.subsidies.view import (
    BundlePage,
    CalculationsPage,
    ComparePage,
    CostsPart,
    ListingPage,
    NewerPage,
    SubsidiesPage,
)
from kobe_desk.modules.subsidies.view.helping import AskHelpPage
from kobe_desk.pictures.guide import Guide
from kobe_desk.pictures.patience import wait
from kobe_desk.pictures.scene import Scene

_MOST_STEPS = 30
_REWORDED = "ecotown"
_WORDS = {"page/project/field/place/label": "どこでしますか"}


def beside_bundle(guide: Guide, wizard: BundlePage) -> Iterator[Scene]:
    """What leads on from the costs of one programme of a bundle."""
    wizard.pane.print_wanted.emit()
    preview = guide.page(CalculationsPage).preview
    wait(lambda: preview.paper is not None)
    yield guide.scene("bundle-calculations")
    guide.back()
    wizard.list_wanted.emit()
    guide.page(ListingPage)
    yield guide.scene("bundle-list")
    guide.back()
    wizard.help_wanted.emit()
    guide.page(AskHelpPage)
    yield guide.scene("bundle-help")
    guide.back()
    guide.told(_reword)
    wizard.newer_wanted.emit()
    guide.page(NewerPage)
    yield guide.scene("bundle-newer")
    guide.back()
    guide.told(lambda records: records.undo() or True)
    guide.page(BundlePage)


def _reword(records: Records) -> object:
    """A newer version of one programme: a question is asked in other words."""
    own = next(each.key for each in records.ask(offers) if each.programme.id == _REWORDED and not each.past)
    records.do(save_programme, own, _WORDS, records.ask(programme_places, own).fingerprint)
    return True


def compared_bundle(guide: Guide, earlier: UUID) -> Iterator[Scene]:
    """The same programmes once more, beside the applications before."""
    key = guide.told(partial(_again, earlier))
    guide.page(SubsidiesPage).bundle_opened.emit(key)
    guide.page(BundlePage).compare.click()
    guide.page(ComparePage)
    yield guide.scene("bundle-compare")
    guide.back()
    guide.back()
    guide.page(SubsidiesPage).bundle_removal_wanted.emit(key)
    guide.page(SubsidiesPage)


def _again(earlier: UUID, records: Records) -> UUID:
    ours = [each.application.programme.id for each in records.ask(open_bundle, earlier).opened]
    ready = {each.programme.id: each.key for each in records.ask(offers) if not each.past and not each.unconfirmed}
    return records.do(begin_bundle, tuple(ready[each] for each in ours)).result


def costs_of_bundle(guide: Guide, wizard: BundlePage) -> Iterator[Scene]:
    """On from the first question of one programme to the costs of all."""
    for _page in range(_MOST_STEPS):
        if isinstance(wizard.part, CostsPart):
            yield guide.scene("bundle-costs")
            return
        wizard.next.click()
        guide.page(BundlePage)
    raise RuntimeError("the costs are not reached")
