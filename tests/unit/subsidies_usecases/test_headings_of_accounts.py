"""費目の対応: where the accounts of the cash book go in a programme, as set, as allocated last, as called."""

from uuid import UUID

import pytest
from support.granting import spend

from kobe_desk.core.records import Records
from kobe_desk.modules.ledger.usecases import accounts, add_account, remove_account
from kobe_desk.modules.subsidies.rules.editing import Step
from kobe_desk.modules.subsidies.rules.mapping import NOT_COVERED, Chosen, Goes, Known, goes
from kobe_desk.modules.subsidies.usecases import (
    accept_example,
    allocate,
    begin_application,
    confirm_figure,
    copy_programme,
    grant,
    programme_copy,
)
from kobe_desk.modules.subsidies.usecases.granting.headings import AccountWay, HeadingGone, heading_map, set_headings
from kobe_desk.modules.subsidies.usecases.programmes import programme_places, reshape_programme


@pytest.fixture
def records(together_records: tuple[Records, UUID]) -> Records:
    return together_records[0]


def account(records: Records, name: str) -> UUID:
    return next(each.id for each in records.ask(accounts) if each.name == name)


def way(records: Records, key: UUID, name: str) -> AccountWay:
    found = records.ask(heading_map, key)
    assert found is not None
    return next(each for each in found.ways if each.account.name == name)


def confirm_all(records: Records, key: str) -> None:
    for figure in records.ask(programme_copy, key).figures:
        values = tuple(each.value for each in figure.parts)
        records.do(confirm_figure, key, figure.at, values, "令和8年度の案内")
    for row in records.ask(programme_copy, key).examples:
        records.do(accept_example, key, row.mark)


def reshape(records: Records, key: str, verb: str, at: str, **given: object) -> str:
    seen = records.ask(programme_places, key).fingerprint
    return records.do(reshape_programme, key, Step(verb, at, given), seen).result


def test_what_is_set_comes_before_what_was_allocated_last_and_that_before_the_name() -> None:
    names = {"supplies": "消耗品費", "printing": "印刷製本費"}
    assert goes(Chosen("printing", "印刷製本費"), "supplies", "supplies", names) == Goes("printing", Known.SET)
    assert goes(None, "printing", "supplies", names) == Goes("printing", Known.BEFORE)
    assert goes(None, None, "supplies", names) == Goes("supplies", Known.NAME)
    assert goes(None, None, None, names) == Goes()
    assert goes(Chosen(NOT_COVERED, ""), "supplies", "supplies", names) == Goes(NOT_COVERED, Known.SET)


def test_a_heading_that_a_later_version_left_out_is_told_and_the_others_stay() -> None:
    names = {"printing": "印刷製本費"}
    assert goes(Chosen("supplies", "消耗品費"), "printing", None, names) == Goes("printing", Known.BEFORE, "消耗品費")
    assert goes(Chosen("supplies", "消耗品費"), "supplies", None, names) == Goes(None, Known.OPEN, "消耗品費")
    assert goes(Chosen("printing", "印刷費"), None, None, names) == Goes("printing", Known.SET)


def test_every_account_of_expenses_is_there_with_where_it_goes_and_how_that_is_known(
    records: Records, keys: tuple[UUID, ...]
) -> None:
    found = records.ask(heading_map, keys[1])
    assert found is not None
    wanted = [each.name for each in records.ask(accounts) if each.kind == "expense"]
    assert [each.account.name for each in found.ways] == wanted
    assert way(records, keys[1], "消耗品費").goes == Goes("supplies", Known.NAME)
    assert way(records, keys[1], "予備費").goes == Goes()
    counts = {each.id: each.counts for each in found.headings}
    assert (counts["supplies"], counts["sundry"]) == (True, False)


def test_several_accounts_are_set_at_once_proposed_first_and_undone_together(
    records: Records, keys: tuple[UUID, ...]
) -> None:
    supplies, reserve = account(records, "消耗品費"), account(records, "予備費")
    first, second = spend(records, 1_000), spend(records, 2_000)
    records.do(allocate, keys[1], first, 1_000, "postage")
    assert way(records, keys[1], "消耗品費").goes == Goes("postage", Known.BEFORE)
    records.do(set_headings, keys[1], {supplies: "printing", reserve: NOT_COVERED})

    def proposed(key: UUID) -> str:
        return next(each.category for each in records.ask(grant, key).free if each.id == second)

    assert proposed(keys[1]) == "printing", "what is set comes before what was said last"
    assert proposed(keys[0]) == "supplies", "another programme has its own"
    assert way(records, keys[1], "予備費").goes == Goes(NOT_COVERED, Known.SET)
    records.undo()
    assert proposed(keys[1]) == "postage"
    assert way(records, keys[1], "予備費").goes == Goes()


def test_an_account_that_is_not_covered_proposes_no_heading(records: Records, keys: tuple[UUID, ...]) -> None:
    entry = spend(records, 1_000)
    records.do(set_headings, keys[1], {account(records, "消耗品費"): NOT_COVERED})
    free = next(each for each in records.ask(grant, keys[1]).free if each.id == entry)
    assert (free.category, free.goes.known) == ("", Known.SET)


def test_what_was_set_can_be_taken_away_again(records: Records, keys: tuple[UUID, ...]) -> None:
    supplies = account(records, "消耗品費")
    records.do(set_headings, keys[1], {supplies: "printing"})
    records.do(set_headings, keys[1], {supplies: None})
    assert way(records, keys[1], "消耗品費").goes == Goes("supplies", Known.NAME)


def test_a_heading_that_the_programme_does_not_have_is_refused_and_nothing_is_set(
    records: Records, keys: tuple[UUID, ...]
) -> None:
    with pytest.raises(HeadingGone):
        records.do(set_headings, keys[1], {account(records, "予備費"): "printing", account(records, "会議費"): "boats"})
    assert way(records, keys[1], "予備費").goes == Goes()


def test_the_next_application_to_the_same_programme_takes_over_what_is_set(
    records: Records, keys: tuple[UUID, ...]
) -> None:
    records.do(set_headings, keys[0], {account(records, "予備費"): "printing"})
    later = records.do(begin_application, "chiiki-katsudo-mihon").result
    assert way(records, later, "予備費").goes == Goes("printing", Known.SET)
    found = records.ask(heading_map)
    assert found is not None
    assert len(found.choices) == len({words for _key, words in found.choices}) > 1, "each programme and year once"


def test_a_version_without_the_heading_says_so_and_the_one_before_keeps_it(sample_records: Records) -> None:
    key = sample_records.do(copy_programme, "bouhan-camera-shuzen-2025").result
    confirm_all(sample_records, key)
    option = reshape(sample_records, key, "add", "choices/cost_categories/options", label="足場の費用", eligible=True)
    first = sample_records.do(begin_application, key).result
    reserve = account(sample_records, "予備費")
    sample_records.do(set_headings, first, {reserve: option.rpartition("/")[2]})
    reshape(sample_records, key, "remove", option)
    second = sample_records.do(begin_application, key).result
    assert way(sample_records, second, "予備費").goes == Goes(None, Known.OPEN, "足場の費用")
    assert way(sample_records, first, "予備費").goes == Goes(option.rpartition("/")[2], Known.SET)
    sample_records.do(set_headings, second, {reserve: NOT_COVERED})
    assert way(sample_records, first, "予備費").goes == Goes(NOT_COVERED, Known.SET), "one series, one setting"


def test_an_account_can_be_removed_whatever_is_set_of_it(records: Records, keys: tuple[UUID, ...]) -> None:
    key = records.do(add_account, "花代", "expense").result
    records.do(set_headings, keys[1], {key: "supplies"})
    records.do(remove_account, key)
    found = records.ask(heading_map, keys[1])
    assert found is not None and key not in [each.account.id for each in found.ways]
    records.undo()
    assert way(records, keys[1], "花代").goes == Goes("supplies", Known.SET)
