"""A packet of several applications answered together: each question once, and its answer in every application."""

from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from support.helping import Out, hand_out, opened

from kobe_desk.core.records import Records
from kobe_desk.modules.subsidies.rules import packet
from kobe_desk.modules.subsidies.rules.answers import Origin
from kobe_desk.modules.subsidies.rules.packet import PacketWrong, Side
from kobe_desk.modules.subsidies.usecases import (
    answer_apart,
    application,
    open_bundle,
    remove_application,
    save_together,
)
from kobe_desk.modules.subsidies.usecases.helping import (
    MergeRequest,
    NotDelegable,
    help_offer_together,
    help_packets,
    merge_packet,
    returned_packet,
)

FIELDS = ("content", "schedule", "safety")


@pytest.fixture
def records(together_records: tuple[Records, UUID]) -> Records:
    return together_records[0]


@pytest.fixture
def key(together_records: tuple[Records, UUID]) -> UUID:
    return together_records[1]


def give(records: Records, key: UUID, folder: Path, fields: tuple[str, ...] = FIELDS) -> Out:
    offer = records.ask(help_offer_together, key)
    chosen = [each.id for each in offer.questions if each.id.partition(":")[2] in fields]
    context = [each.id for each in offer.context if each.id.endswith(":project_name")]
    return hand_out(records, offer.application, folder, questions=chosen, context=context)


def values(records: Records, key: UUID, field: str) -> list[object]:
    return [each.application.answers.value(field) for each in records.ask(open_bundle, key).opened]


def test_each_question_is_offered_once_and_nothing_of_never(records: Records, key: UUID) -> None:
    names = [each.id.partition(":")[2] for each in records.ask(help_offer_together, key).questions]
    assert len(names) == len(set(names)) and set(FIELDS) <= set(names)
    assert not {"bank", "resolution", "officers"} & set(names)


def test_what_the_helper_writes_lands_in_every_programme_and_is_undone_in_all(
    records: Records, key: UUID, tmp_path: Path
) -> None:
    out = give(records, key, tmp_path)
    assert records.ask(help_packets)[0].questions
    before = values(records, key, "content")
    back = opened(out.path, out.secret)
    (row,) = back.answers.keys("schedule")[:1]
    now = back.answers.with_value("content", "公園の清掃をする。").without_row("schedule", row)
    back = back.with_answers(now, "", {})
    told = records.ask(returned_packet, back)
    assert [each.label for each in told.points if not each.conflict]
    records.do(merge_packet, back, MergeRequest())
    assert values(records, key, "content") == ["公園の清掃をする。"] * 4
    for each in records.ask(open_bundle, key).opened:
        assert each.application.answers.get("content").origin is Origin.DELEGATED
        assert row not in each.application.answers.keys("schedule")
        assert each.application.answers.value("org_name") == "みなと坂自治会"
    records.undo()
    assert values(records, key, "content") == before


def test_a_question_answered_apart_is_given_for_each_programme_and_comes_back_to_each(
    records: Records, key: UUID, tmp_path: Path
) -> None:
    first = records.ask(open_bundle, key).keys[0]
    records.do(answer_apart, key, first, ("common.content",), True)
    offer = records.ask(help_offer_together, key)
    labels = [each.label for each in offer.questions if each.id.endswith(":content")]
    assert len(set(labels)) == 4, "each says which programme it is of"
    out = give(records, key, tmp_path)
    back = opened(out.path, out.secret)
    names = [name for name in back.chosen if name.startswith("content")]
    assert len(names) == 4 and str(first) not in out.path.read_text(errors="ignore")
    now = back.answers
    for number, name in enumerate(names):
        now = now.with_value(name, f"{number}番めの内容")
    records.do(merge_packet, back.with_answers(now, "", {}), MergeRequest())
    assert values(records, key, "content") == [f"{number}番めの内容" for number in range(4)]


def test_what_the_desk_changed_too_is_a_conflict_and_neither_text_is_lost(
    records: Records, key: UUID, tmp_path: Path
) -> None:
    out = give(records, key, tmp_path)
    mine = records.ask(open_bundle, key).opened[0].application
    records.do(save_together, key, mine.id, mine.answers.with_value("content", "事務局の文"), "", mine.answers)
    back = opened(out.path, out.secret)
    back = back.with_answers(back.answers.with_value("content", "手伝いの文"), "", {})
    (conflict,) = records.ask(returned_packet, back).conflicts
    assert (conflict.desk, conflict.helper) == ("事務局の文", "手伝いの文")
    records.do(merge_packet, back, MergeRequest({conflict.key: Side.HELPER}))
    assert values(records, key, "content") == ["手伝いの文"] * 4
    assert [(each.desk, each.helper) for each in records.ask(help_packets)[0].outcome] == [("事務局の文", "手伝いの文")]


def test_an_application_removed_since_takes_its_questions_out_of_the_packet(
    records: Records, key: UUID, tmp_path: Path
) -> None:
    opened_row = records.ask(open_bundle, key)
    records.do(answer_apart, key, opened_row.keys[0], ("common.content",), True)
    out = give(records, key, tmp_path)
    records.do(remove_application, opened_row.keys[2])
    back = opened(out.path, out.secret)
    now = back.answers
    for name in back.chosen:
        if name.startswith("content"):
            now = now.with_value(name, "手伝いの文")
    back = back.with_answers(now, "", {})
    assert len(records.ask(returned_packet, back).points) == 3
    records.do(merge_packet, back, MergeRequest())
    assert records.ask(application, opened_row.keys[1]).answers.value("content") == "手伝いの文"


def test_answers_to_questions_that_were_not_given_are_refused(records: Records, key: UUID, tmp_path: Path) -> None:
    out = give(records, key, tmp_path)
    back = opened(out.path, out.secret)
    with pytest.raises(PacketWrong):
        records.ask(returned_packet, back.with_answers(back.answers.with_value("org_name", "ほかの会"), "", {}))


def test_a_question_the_programme_keeps_is_given_of_no_application(records: Records, key: UUID, tmp_path: Path) -> None:
    second = records.ask(open_bundle, key).keys[1]
    with pytest.raises(NotDelegable):
        hand_out(records, records.ask(open_bundle, key).keys[0], tmp_path, questions=[f"{second}:bank"], context=())


def test_a_packet_of_several_is_whole_in_itself(records: Records, key: UUID, tmp_path: Path) -> None:
    out = give(records, key, tmp_path)
    assert "ほか" not in out.packet.programme.title
    assert packet.decoded(packet.encoded(out.packet)) == out.packet
    assert out.packet.until == date(2026, 12, 20) and out.packet.id != uuid4()
