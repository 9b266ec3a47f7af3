"""Several programmes applied for together: asked once, kept apart where they differ, paid once."""

import json
import zipfile
from pathlib import Path
from uuid import UUID

import pytest

from kobe_desk.cli.demo.application import PROGRAMME
from kobe_desk.cli.demo.bundle import TOGETHER
from kobe_desk.core.permission import NotAllowed, Role, Who
from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.modules.subsidies import exchange
from kobe_desk.modules.subsidies.rules.costs import cost_share
from kobe_desk.modules.subsidies.rules.twice import Found
from kobe_desk.modules.subsidies.usecases import (
    AnswersChanged,
    BundleRow,
    DifferenceUnsaid,
    PaidTwice,
    StillMissing,
    TooFewProgrammes,
    WholeMissing,
    answer_apart,
    application,
    applications,
    begin_bundle,
    bundles,
    counted_together,
    evaluations,
    guarded_orders,
    keep_all_papers,
    keep_signatures,
    number_applications,
    offers,
    open_bundle,
    package_orders,
    paper_orders,
    record_submissions,
    remove_bundle,
    save_together,
    share_cost,
    signing_orders,
    signing_state,
    take_out_of_bundle,
    tell_costs_apart,
)
from kobe_desk.paper.verify.door import verify


@pytest.fixture
def sample_records(together_records: tuple[Records, UUID]) -> Records:
    """The sample's records; they hold the bundle too."""
    return together_records[0]


@pytest.fixture
def begun(together_records: tuple[Records, UUID]) -> UUID:
    """Every question answered, everything enclosed."""
    return together_records[1]


@pytest.fixture
def together(sample_records: Records, begun: UUID) -> BundleRow:
    return sample_records.ask(open_bundle, begun)


def value(records: Records, key: UUID, field: str) -> object:
    return records.ask(application, key).answers.value(field)


def write(records: Records, row: BundleRow, member: int, **values: object) -> None:
    mine = row.opened[member].application
    answers = mine.answers
    for name, each in values.items():
        answers = answers.with_value(name, each)
    records.do(save_together, row.id, mine.id, answers, "", mine.answers)


def cost(records: Records, row: BundleRow, member: int, item: str, yen: int, category: str) -> None:
    mine = records.ask(application, row.keys[member])
    values = {"category": category, "item": item, "amount": yen}
    records.do(save_together, row.id, mine.id, mine.answers.with_row("budget_out", values), "")


# asked once


def test_a_question_of_several_programmes_is_asked_once(sample_records: Records, begun: UUID) -> None:
    row = sample_records.ask(open_bundle, begun)
    pages = row.together().pages(evaluations(row, (each.application.answers for each in row.opened)))
    asked = [place for page in pages for places in page.places.values() for place in places]
    assert len(asked) == len(set(asked))
    assert sum("org_name" in page.places for page in pages) == 1
    everything = {(at, item.id) for at, each in enumerate(row.opened) for page in each.application.programme.pages
                  for item in page.items}  # fmt: skip
    assert {(place.member, place.item) for place in asked} <= everything


def test_what_answering_together_saves_is_told_beforehand(sample_records: Records, begun: UUID) -> None:
    one = sample_records.ask(counted_together, (PROGRAMME,))
    assert (one.programmes, one.questions) == (1, one.once)
    keys = tuple(each.key for each in sample_records.ask(offers) if not each.past and not each.unconfirmed)
    all_of_them = sample_records.ask(counted_together, keys)
    assert all_of_them.programmes == 1 + len(TOGETHER)
    assert one.once < all_of_them.once < all_of_them.questions / 2


def test_an_answer_lands_in_every_programme_and_is_undone_in_all(sample_records: Records, begun: UUID) -> None:
    row = sample_records.ask(open_bundle, begun)
    before = value(sample_records, row.keys[3], "project_name")
    write(sample_records, row, 0, project_name="みなと坂 夏まつり")
    assert {value(sample_records, key, "project_name") for key in row.keys} == {"みなと坂 夏まつり"}
    sample_records.undo()
    assert {value(sample_records, key, "project_name") for key in row.keys} == {before}


def test_a_costs_table_is_never_shared(sample_records: Records, begun: UUID) -> None:
    row = sample_records.ask(open_bundle, begun)
    before = sample_records.ask(application, row.keys[1]).answers.keys("budget_out")
    cost(sample_records, row, 0, "会場の設営", 30_000, "supplies")
    assert sample_records.ask(application, row.keys[1]).answers.keys("budget_out") == before


def test_a_question_can_be_answered_for_each_programme_by_itself_and_once_again(
    sample_records: Records, begun: UUID
) -> None:
    row = sample_records.ask(open_bundle, begun)
    write(sample_records, row, 0, project_name="みんなの集い")
    sample_records.do(answer_apart, begun, row.keys[0], ("common.project_name",), True)
    row = sample_records.ask(open_bundle, begun)
    write(sample_records, row, 1, project_name="公園の清掃")
    assert [value(sample_records, key, "project_name") for key in row.keys[:3]] == [
        "みんなの集い", "公園の清掃", "みんなの集い",
    ]  # fmt: skip
    sample_records.do(answer_apart, begun, row.keys[1], ("common.project_name",), False)
    assert {value(sample_records, key, "project_name") for key in row.keys} == {"公園の清掃"}


def test_two_windows_on_one_bundle_overwrite_nothing(sample_records: Records, begun: UUID) -> None:
    row = sample_records.ask(open_bundle, begun)
    write(sample_records, row, 0, project_name="先に書いた名前")
    with pytest.raises(AnswersChanged):
        write(sample_records, row, 0, project_name="あとから書いた名前")
    assert value(sample_records, row.keys[2], "project_name") == "先に書いた名前"


# paid once


def test_one_cost_in_two_programmes_is_an_error(sample_records: Records, together: BundleRow) -> None:
    cost(sample_records, together, 1, "チラシの印刷", 20_000, "printing")
    cost(sample_records, together, 3, "ﾁﾗｼの印刷", 20_000, "printing")
    orders = sample_records.ask(guarded_orders, together.keys)
    with pytest.raises(PaidTwice) as refused:
        exchange.refuse_unready(orders)
    assert "チラシの印刷" in refused.value.message()
    (twice,) = share(sample_records, together.id).twice
    assert twice.found is Found.WHOLE
    sample_records.do(tell_costs_apart, twice.pairs, "配る地区がちがいます。")
    assert not share(sample_records, together.id).twice
    sample_records.undo()
    assert share(sample_records, together.id).twice


def test_the_same_words_at_another_price_are_asked_about(sample_records: Records, together: BundleRow) -> None:
    cost(sample_records, together, 1, "チラシの印刷", 20_000, "printing")
    cost(sample_records, together, 3, "チラシの印刷", 12_000, "printing")
    (twice,) = share(sample_records, together.id).twice
    assert twice.found is Found.LIKE
    sample_records.do(share_cost, twice.pairs, 32_000)
    assert not share(sample_records, together.id).twice, "the parts make up the whole"
    sample_records.do(share_cost, twice.pairs, 31_999)
    (over,) = share(sample_records, together.id).twice
    assert (over.found, over.sum, over.whole) == (Found.OVER, 32_000, 31_999)


def test_an_answer_says_why_or_how_much(sample_records: Records, together: BundleRow) -> None:
    cost(sample_records, together, 1, "チラシの印刷", 20_000, "printing")
    cost(sample_records, together, 3, "チラシの印刷", 20_000, "printing")
    (twice,) = share(sample_records, together.id).twice
    for verb, said, refusal in ((tell_costs_apart, " ", DifferenceUnsaid), (share_cost, 0, WholeMissing)):
        with pytest.raises(refusal):
            sample_records.do(verb, twice.pairs, said)


def share(records: Records, key: UUID):
    row = records.ask(open_bundle, key)
    now = evaluations(row, (each.application.answers for each in row.opened))
    return cost_share(
        [(each.application.programme, mine) for each, mine in zip(row.opened, now, strict=True)], row.beside
    )


def test_the_costs_side_by_side_add_up(sample_records: Records, together: BundleRow) -> None:
    found = share(sample_records, together.id)
    by_hand = 0
    for key in together.keys:
        answers = sample_records.ask(application, key).answers
        by_hand += sum(answers.value("budget_out.amount", row) for row in answers.keys("budget_out"))
    assert found.whole == by_hand
    assert [each.asked for each in found.programmes] == [
        max(made.yen for made in each.amounts.values())
        for each in evaluations(together, (each.application.answers for each in together.opened))
    ]


# papers, signatures, package


def test_an_incomplete_bundle_is_refused_with_what_each_programme_lacks(sample_records: Records, begun: UUID) -> None:
    row = sample_records.ask(open_bundle, begun)
    write(sample_records, row, 0, project_name=None)
    with pytest.raises(StillMissing) as refused:
        exchange.refuse_unready(sample_records.ask(guarded_orders, row.keys))
    assert all(each.application.programme.title in refused.value.message() for each in row.opened)


def test_a_bundle_is_made_signed_by_each_officer_once_and_packed_in_one_package(
    sample_records: Records, together: BundleRow, passphrases: dict[str, str], tmp_path: Path
) -> None:
    signed(sample_records, together, passphrases)
    orders = sample_records.ask(package_orders, together.keys)
    packed = exchange.pack_together(orders, tmp_path, passphrases["chair"], silent)
    sample_records.do(record_submissions, together.keys, packed.package.name, packed.sha256)
    verdict = verify(packed.package, [next((tmp_path / "usb").glob("*.pem")).read_bytes()])
    assert verdict.unaltered
    assert verdict.signer_known
    with zipfile.ZipFile(packed.package) as archive:
        names = [name.rpartition("/")[2] for name in archive.namelist() if "/data/" in name]
        found = [json.loads(archive.read(name)) for name in archive.namelist() if "/data/answers" in name]
    assert len({each["programme"]["id"] for each in found}) == len(together.keys)
    assert {each["answers"]["org_name"]["value"] for each in found} == {"みなと坂自治会"}
    assert sum("規約" in name for name in names) == 1, "what goes with several programmes goes in once"
    assert {each.state for each in sample_records.ask(applications)} == {"submitted"}


def signed(records: Records, row: BundleRow, passphrases: dict[str, str]) -> None:
    exchange.refuse_unready(records.ask(guarded_orders, row.keys))
    records.do(number_applications, row.keys)
    made = exchange.make_all_papers(records.ask(paper_orders, row.keys), silent)
    records.do(keep_all_papers, {key: each.papers for key, each in made})
    state = records.ask(signing_state, *row.keys)
    assert len({each.number for each in state.applications}) == len(row.keys)
    for signer in state.signers:
        order = records.ask(signing_orders, row.keys, signer.role)
        done = exchange.sign_papers(order, passphrases[signer.role], silent)
        records.do(keep_signatures, signer.role, done)
    assert records.ask(signing_state, *row.keys).turn is None


# a bundle as a whole


def test_a_bundle_is_of_two_programmes_or_more(sample_records: Records) -> None:
    with pytest.raises(TooFewProgrammes):
        sample_records.do(begin_bundle, (PROGRAMME, PROGRAMME))
    assert len(sample_records.ask(bundles)) == 1


def test_a_programme_taken_out_goes_on_by_itself(sample_records: Records, begun: UUID) -> None:
    row = sample_records.ask(open_bundle, begun)
    sample_records.do(take_out_of_bundle, begun, row.keys[0])
    assert sample_records.ask(open_bundle, begun).keys == row.keys[1:]
    alone = [each for each in sample_records.ask(applications) if each.bundle is None]
    assert [each.id for each in alone] == [row.keys[0]]


def test_a_removed_bundle_comes_back_whole(sample_records: Records, begun: UUID) -> None:
    before = sample_records.ask(open_bundle, begun)
    sample_records.do(remove_bundle, begun)
    assert sample_records.ask(bundles) == ()
    assert sample_records.ask(applications) == ()
    sample_records.undo()
    assert sample_records.ask(open_bundle, begun).keys == before.keys


def test_a_reader_begins_no_bundle(sample_records: Records) -> None:
    sample_records.who = Who("slot-2", "閲覧の人", Role.READER)
    with pytest.raises(NotAllowed):
        sample_records.do(begin_bundle, (PROGRAMME,))
