"""助成, one level down: a new application, every page of an answered one, its papers, a key, the package; a copy."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from uuid import UUID

from kobe_desk.cli.demo.application import PROGRAMME, answer_questions
from kobe_desk.cli.demo.bundle import answer_together, begin_together
from kobe_desk.cli.demo.keys import make_keys
from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.modules.subsidies.exchange.whole import prepare_application, sign_application
from kobe_desk.modules.subsidies.usecases import hand_in_on_paper, note_step
from kobe_desk.modules.subsidies.view import (
    ApplicationPage,
    BundlePage,
    ChoosingPage,
    ComparePage,
    FinderPage,
    FormTrialPage,
    KeyPage,
    LayoutPage,
    ListingPage,
    OwnFormsPage,
    PapersPage,
    SubsidiesPage,
)
from kobe_desk.pictures.bundles import beside_bundle, compared_bundle, costs_of_bundle
from kobe_desk.pictures.granted import granted
from kobe_desk.pictures.grants import overview, register, trial
from kobe_desk.pictures.guide import Guide
from kobe_desk.pictures.helping import helping
from kobe_desk.pictures.patience import wait
from kobe_desk.pictures.programmes import programme
from kobe_desk.pictures.scene import Scene
from kobe_desk.pictures.signing import signing

_MOST_STEPS = 30
FIRST_FORM = "application"
_PAST = "chiiki-kadai-npo"
"""A definition of a past year with every kind of figure."""


def subsidies(guide: Guide) -> Iterator[Scene]:
    """The pages that 助成 leads to."""
    guide.opened.open_at("subsidies")
    page = guide.page(SubsidiesPage)
    page.finder.click()
    guide.page(FinderPage)
    yield guide.scene("subsidies-find")
    guide.back()
    page.begin_wanted.emit(PROGRAMME)
    guide.page(ApplicationPage)
    yield guide.scene("application-new")
    guide.page(ApplicationPage).next.click()
    yield guide.scene("application-refused")
    guide.back()
    page.removal_wanted.emit(next(filter(None, map(_key, page.buttons))))
    guide.page(SubsidiesPage)
    key = guide.told(answer_questions)
    page.application_opened.emit(key)
    yield from _steps(guide)
    yield from _papers(guide, key)
    yield from helping(guide, key)
    yield from _copy(guide)
    guide.told(_withdrawing(key))
    yield from _together(guide)
    guide.opened.open_at("subsidies")
    yield guide.scene("subsidies-begun")


def _steps(guide: Guide) -> Iterator[Scene]:
    """From the first question to the answers to check."""
    page = guide.page(ApplicationPage)
    page.steps.items[0].click()
    tried = False
    for number in range(1, _MOST_STEPS):
        yield guide.scene(f"application-{number:02}")
        before = page.part
        if page.steps.items[-1].isChecked():
            return
        if page.pane.shown and not tried:
            tried = True
            yield from trial(guide, page)
        page.next.click()
        guide.page(ApplicationPage)
        if page.part is before:
            raise RuntimeError("the sample's answers do not lead on")


def _papers(guide: Guide, key: UUID) -> Iterator[Scene]:
    """The papers before there is a key, while they are signed, and with the package."""
    guide.page(ApplicationPage).next.click()
    page = guide.page(PapersPage)
    yield guide.scene("papers")
    page.key_wanted.emit("chair")
    guide.page(KeyPage)
    yield guide.scene("papers-key")
    guide.back()
    guide.back()
    guide.back()
    with tempfile.TemporaryDirectory() as folder:
        passphrases = guide.told(lambda records: make_keys(records, Path(folder, "usb")).passphrases)
    yield from signing(guide, key, passphrases)
    for name, act in (("papers-sign", _nothing), ("papers-export", _signing(key, passphrases))):
        guide.told(act)
        guide.page(SubsidiesPage).application_opened.emit(key)
        guide.page(PapersPage)
        yield guide.scene(name)
        guide.back()
        guide.back()


def _signing(key: UUID, passphrases: Mapping[str, str]) -> Callable[[Records], object]:
    def sign(records: Records) -> object:
        sign_application(records, key, passphrases)
        return True

    return sign


def _nothing(_records: Records) -> object:
    """As it stands."""
    return True


def _copy(guide: Guide) -> Iterator[Scene]:
    """This year's copy of a definition of a past year."""
    page = guide.page(SubsidiesPage)
    page.copy_wanted.emit(_PAST)
    yield guide.scene("subsidies-copy")
    guide.back()
    yield from programme(guide, _PAST)


def _together(guide: Guide) -> Iterator[Scene]:
    """Several programmes: chosen, a question asked once, one of a single programme, the costs, the answers."""
    key = guide.told(begin_together)
    guide.told(_answering(key))
    page = guide.page(SubsidiesPage)
    page.together.click()
    chosen = guide.page(ChoosingPage)
    for box in chosen.boxes.values():
        box.click()
    yield guide.scene("bundle-choose")
    guide.back()
    guide.page(SubsidiesPage).bundle_opened.emit(key)
    wizard = guide.page(BundlePage)
    for place, name in ((0, "question"), (-3, "own")):
        wizard.steps.items[place].click()
        guide.page(BundlePage)
        yield guide.scene(f"bundle-{name}")
    yield from beside_bundle(guide, wizard)
    yield from costs_of_bundle(guide, wizard)
    for name in ("enclosures", "check"):
        wizard.next.click()
        guide.page(BundlePage)
        yield guide.scene(f"bundle-{name}")
    wizard.next.click()
    preview = guide.page(PapersPage).preview
    wait(lambda: preview.paper is not None)
    yield guide.scene("bundle-papers")
    guide.back()
    guide.back()
    second = yield from granted(guide, key)
    yield from register(guide, second)
    yield from overview(guide)
    yield from compared_bundle(guide, key)
    yield from _before(guide)


def _before(guide: Guide) -> Iterator[Scene]:
    """Another application, beside the one before it; and the list of its answers to copy from."""
    guide.page(SubsidiesPage).begin_wanted.emit(PROGRAMME)
    page = guide.page(ApplicationPage)
    page.compare.click()
    beside = guide.page(ComparePage)
    yield guide.scene("application-compare")
    beside.to_part(beside.tables["budget_out"])
    yield guide.scene("application-compare-rows")
    guide.back()
    guide.page(ApplicationPage).list_wanted.emit()
    guide.page(ListingPage)
    yield guide.scene("application-list")
    guide.back()
    yield from _own_forms(guide)
    guide.back()


def _own_forms(guide: Guide) -> Iterator[Scene]:
    """The office's own form: chosen, a box laid on it, tried."""
    guide.page(ApplicationPage).forms_wanted.emit()
    page = guide.page(OwnFormsPage)
    yield guide.scene("application-forms")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "form.pdf")
        file.write_bytes(_empty_form())
        page.file_chosen.emit(FIRST_FORM, file)
        layout = guide.page(LayoutPage)
    wait(lambda: layout.what.count() > 0)
    for left, top, name in ((57.0, 42.0, "org_name"), (57.0, 64.0, "project_name")):
        layout.what.set_value(("text", name))
        layout.canvas.drawn.emit((left, top, 126.0, 14.0))
        guide.page(LayoutPage)
    yield guide.scene("application-boxes")
    layout.example.click()
    guide.page(FormTrialPage)
    yield guide.scene("application-tried")
    guide.back()
    guide.back()
    guide.back()


def _empty_form() -> bytes:
    """A form as an office might have it; made up."""
    from kobe_desk.paper.document import Paper, PaperFacts
    from kobe_desk.paper.styles import BODY, FORM_TITLE, LABELS

    paper = Paper(PaperFacts(title="様式（見本）"), LABELS)
    paper.sheet.text(105, 24, "交付申請書（窓口の様式の見本）", FORM_TITLE, "center")
    for number, label in enumerate(("団体名", "事業の名称", "事業の目的", "申請額")):
        paper.sheet.text(20, 51 + number * 22, label, BODY)
        paper.sheet.box(55, 40 + number * 22, 130, 18)
    return paper.finish()


def _withdrawing(key: UUID) -> Callable[[Records], object]:
    """It is applied for once more together with others, and no cost twice."""

    def withdraw(records: Records) -> object:
        prepare_application(records, key)
        records.do(hand_in_on_paper, (key,), clock.today())
        records.do(note_step, key, "withdrawn", {"reason": "ほかの助成とまとめて申請するため。"}, clock.today())
        return True

    return withdraw


def _answering(key: UUID) -> Callable[[Records], object]:
    def answer(records: Records) -> object:
        answer_together(records, key)
        return True

    return answer


def _key(button: str) -> UUID | None:
    """The application that a button of the list belongs to; None for a programme's."""
    try:
        return UUID(button)
    except ValueError:
        return None
