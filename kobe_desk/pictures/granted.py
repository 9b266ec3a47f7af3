"""助成, what came after: the second application of a bundle is handed in, decided, changed and reported."""

from collections.abc import Generator, Iterator
from datetime import timedelta
from functools import partial
from uuid import UUID

from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.modules.association.usecases import document_bytes, documents
from kobe_desk.modules.subsidies.usecases import (
    allocate,
    grant,
    hand_in_on_paper,
    keep_returned,
    note_step,
    open_bundle,
)
from kobe_desk.modules.subsidies.usecases.asking import NOT_COVERED
from kobe_desk.modules.subsidies.view import (
    GrantCosts,
    GrantPage,
    HeadingsPage,
    KeptPaperPage,
    LaterEnclosuresPage,
    LaterPapersPage,
    OwnFormsPage,
    StagePart,
    SubsidiesPage,
)
from kobe_desk.pictures.guide import Guide
from kobe_desk.pictures.patience import wait
from kobe_desk.pictures.scene import Scene


def granted(guide: Guide, bundle: UUID) -> Generator[Scene, None, UUID]:
    """A decision to note, a change, progress, a report, the other ends, the costs with the headings of the accounts,
    and the papers of the report.

    Returns the grant.
    """
    guide.told(partial(_hand_in, bundle))
    key = guide.told(partial(_second, bundle))
    guide.page(SubsidiesPage).grant_opened.emit(key)
    guide.page(GrantPage)
    yield guide.scene("grant-decision")
    guide.back()
    guide.told(partial(_decided, bundle))
    guide.page(SubsidiesPage).grant_opened.emit(key)
    page = guide.page(GrantPage)
    for place, name in _PLACES:
        page.steps.items[place].click()
        guide.page(GrantPage)
        part = page.part
        if name == "change" and isinstance(part, StagePart):
            part.form.fill({"cost.supplies": 38_000})
            page.to_part(part.form.fields["cost.reward"])
        yield guide.scene(f"grant-{name}")
        if isinstance(part, GrantCosts):
            yield _headings(guide, part)
            guide.back()
            guide.page(GrantPage)
        if name == "decided" and isinstance(part, StagePart):
            yield from _kept(guide, part)
    part = page.part
    if isinstance(part, StagePart):
        part.enclosures.click()
        yield _enclosed(guide)
        guide.back()
        guide.page(GrantPage)
    part = page.part
    if isinstance(part, StagePart):
        part.forms.click()
        guide.page(OwnFormsPage)
        yield guide.scene("grant-forms")
        guide.back()
        part.papers.click()
    preview = guide.page(LaterPapersPage).preview
    wait(lambda: preview.paper is not None)
    yield guide.scene("grant-papers")
    guide.back()
    guide.back()
    return key


def _kept(guide: Guide, part: StagePart) -> Iterator[Scene]:
    """A copy that came back stamped, kept with the step and looked at."""
    part.kept_papers[0].look.click()
    shown = guide.page(KeptPaperPage)
    wait(lambda: shown.preview.paper is not None)
    yield guide.scene("grant-kept")
    guide.back()
    guide.page(GrantPage)


def _headings(guide: Guide, part: GrantCosts) -> Scene:
    """Where the accounts go: two are set, one is chosen."""
    part.headings.click()
    page = guide.page(HeadingsPage)
    wait(lambda: bool(page.rows))
    for row, heading in zip(page.rows, ("food", NOT_COVERED), strict=False):
        row.pick(heading)
    page.save.click()
    guide.page(HeadingsPage)
    page.rows[-1].pick("postage")
    page.rows[-1].edited.emit()
    return guide.scene("grant-headings")


def _enclosed(guide: Guide) -> Scene:
    """What goes with the report: a list, and a book that is handed in on paper."""
    page = guide.page(LaterEnclosuresPage)
    if page.papers is not None:
        page.document_chosen.emit("", page.papers.kept.itemData(1))
    page.by_hand_wanted.emit("", "記念誌")
    wait(lambda: page.papers is not None and len(page.papers.names) == 2)
    return guide.scene("grant-enclosures")


def _second(bundle: UUID, records: Records) -> UUID:
    return records.ask(open_bundle, bundle).keys[1]


def _hand_in(bundle: UUID, records: Records) -> object:
    records.do(hand_in_on_paper, records.ask(open_bundle, bundle).keys, clock.today())
    return True


_PLACES = ((5, "ahead"), (8, "otherwise"), (9, "costs"), (0, "decided"), (1, "change"), (3, "progress"), (4, "report"))
_REPORT = {
    "done": "公園の花だんの手入れと、資源の分け方の学習会を3回しました。使い終わった食用油を48リットル集めました。",
    "effect": "ごみに出す日をまちがえる家がへり、若い世帯が手入れに加わるようになりました。",
    "people": 212,
}


def _decided(bundle: UUID, records: Records) -> object:
    """A decision of today, a report that is written, and a cost from before the decision: the caution is seen."""
    key, today = _second(bundle, records), clock.today()
    decision = {"decision_no": "神地第12号", "decision_date": today, "decided_amount": 80_000}
    records.do(note_step, key, "decided", {**decision, "due": today + timedelta(days=60)}, today)
    kept = next(iter(records.ask(documents)))
    pdf = records.ask(document_bytes, kept.id)
    records.do(keep_returned, key, "decided", "受付印のある規約", "受付印のある規約.pdf", pdf)
    records.do(note_step, key, "report", {**_REPORT, "done_from": today, "done_to": today + timedelta(days=90)}, None)
    free = records.ask(grant, key).free
    if free:
        records.do(allocate, key, free[0].id, free[0].left, "supplies")
    return True
