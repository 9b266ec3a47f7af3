"""A packet goes out with what was chosen and nothing else, and comes back answer by answer, once."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from support.helping import UNTIL, Out, hand_out, opened, request_for

from kobe_desk.core import clock
from kobe_desk.core.errors import UserError
from kobe_desk.core.permission import NotAllowed, Role, Who
from kobe_desk.core.records import Records
from kobe_desk.modules.members.model import Person
from kobe_desk.modules.subsidies.rules import packet
from kobe_desk.modules.subsidies.rules.answers import Answers, Origin
from kobe_desk.modules.subsidies.rules.packet import PacketWrong, Side, What
from kobe_desk.modules.subsidies.usecases import application, save_answers
from kobe_desk.modules.subsidies.usecases.helping import (
    ChoicesMissing,
    DayIsOver,
    HelperMissing,
    MergedAlready,
    MergeRequest,
    NotDelegable,
    NothingChosen,
    PacketLate,
    PacketOfAnother,
    PacketUnknown,
    PacketWithdrawn,
    help_offer,
    help_packets,
    merge_packet,
    packet_for,
    packet_secret,
    returned_packet,
    withdraw_packet,
)


@pytest.fixture
def out(sample_records: Records, answered: UUID, tmp_path: Path) -> Out:
    return hand_out(sample_records, answered, tmp_path)


def answers(records: Records, key: UUID) -> Answers:
    return records.ask(application, key).answers


def write(records: Records, key: UUID, now: Answers) -> None:
    records.do(save_answers, key, now, "")


def with_(out: Out, now: Answers):
    return out.packet.with_answers(now, "", {})


def test_what_may_be_given_away_is_what_the_programme_allows(sample_records: Records, answered: UUID) -> None:
    offer = sample_records.ask(help_offer, answered)
    names = {each.id for each in offer.questions}
    assert {"content", "schedule", "effect"} <= names
    assert not names & {"bank", "resolution", "officers", "chair", "org_name"}
    told = {each.id for each in offer.context}
    assert "org_name" in told
    assert not told & {"bank", "resolution", "chair", "members", "contact_name", "contact_phone"}


def test_no_name_of_the_roster_and_no_other_answer_is_in_the_packet(
    sample_records: Records, answered: UUID, out: Out
) -> None:
    text = packet.encoded(opened(out.path, out.secret)).decode()
    with sample_records.database.reading() as session:
        people = set(session.scalars(sa.select(Person.name)))
    assert len(people) > 100
    assert not [name for name in people if name in text or "".join(name.split()) in text]
    programme = sample_records.ask(application, answered).programme
    kept = {"content", "effect", "schedule", "project_name", "place"}
    found = answers(sample_records, answered)
    others = {
        value for cell, each in found.items()
        if cell.field.partition(".")[0] not in kept and isinstance(value := each.value, str) and len(value) > 3
        and value not in {option.id for each in programme.choices for option in each.options}
    }  # fmt: skip
    assert others, "there are other answers"
    told = packet.encoded(
        replace(opened(out.path, out.secret), programme=out.packet.programme, association="")
    ).decode()
    assert not [each for each in others if each in told.partition('"definition"')[0]]
    assert "contact_name" not in text


def test_the_packet_is_written_down_with_its_questions_and_its_day(sample_records: Records, out: Out) -> None:
    row = sample_records.ask(help_packets)[0]
    assert (row.helper, row.until, row.state, row.late) == ("手伝 太郎", UNTIL, "out", False)
    assert len(row.questions) == 3
    assert len(row.context) == 2


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"questions": ()}, NothingChosen),
        ({"questions": ("bank",)}, NotDelegable),
        ({"questions": ("officers",)}, NotDelegable),
        ({"questions": ("nothing_of_that_name",)}, NotDelegable),
        ({"helper": "　"}, HelperMissing),
        ({"until": date(2026, 11, 25)}, DayIsOver),
        ({"until": None}, DayIsOver),
    ],
)
def test_a_packet_that_cannot_be_is_refused(sample_records: Records, answered: UUID, more, refusal) -> None:
    with pytest.raises(refusal):
        sample_records.ask(packet_for, request_for(answered, **more))


def test_only_who_may_write_applications_hands_packets_out(sample_records: Records, answered: UUID) -> None:
    sample_records.who = Who("r", "受付", Role.RECEPTION)
    with pytest.raises(NotAllowed):
        sample_records.ask(packet_for, request_for(answered))


def test_what_only_the_helper_changed_is_taken_with_where_it_came_from(
    sample_records: Records, answered: UUID, out: Out
) -> None:
    back = with_(out, out.packet.answers.with_value("content", "公園の清掃と花壇づくり"))
    row = sample_records.ask(returned_packet, back)
    assert [(each.field, each.conflict) for each in row.points] == [("content", False)]
    assert sample_records.do(merge_packet, back, MergeRequest()).result == 1
    now = answers(sample_records, answered).get("content")
    assert (now.value, now.origin) == ("公園の清掃と花壇づくり", Origin.DELEGATED)
    assert "手伝 太郎" in now.source


def test_what_both_changed_is_a_conflict_and_neither_is_lost(sample_records: Records, answered: UUID, out: Out) -> None:
    write(sample_records, answered, answers(sample_records, answered).with_value("content", "役員の文"))
    back = with_(out, out.packet.answers.with_value("content", "手伝いの文"))
    (point,) = sample_records.ask(returned_packet, back).conflicts
    assert (point.desk, point.helper) == ("役員の文", "手伝いの文")
    with pytest.raises(ChoicesMissing):
        sample_records.do(merge_packet, back, MergeRequest())
    sample_records.do(merge_packet, back, MergeRequest({point.key: Side.DESK}))
    assert answers(sample_records, answered).value("content") == "役員の文"
    kept = sample_records.ask(help_packets)[0].outcome[0]
    assert (kept.desk, kept.helper, kept.taken) == ("役員の文", "手伝いの文", Side.DESK)


def test_what_only_the_desk_changed_stays(sample_records: Records, answered: UUID, out: Out) -> None:
    write(sample_records, answered, answers(sample_records, answered).with_value("content", "役員の文"))
    back = with_(out, out.packet.answers)
    assert sample_records.ask(returned_packet, back).points == ()
    assert sample_records.do(merge_packet, back, MergeRequest()).result == 0
    assert answers(sample_records, answered).value("content") == "役員の文"


def test_rows_are_known_by_key_whatever_their_place(sample_records: Records, answered: UUID, out: Out) -> None:
    first, *others = out.packet.answers.keys("schedule")
    column = next(cell.field for cell, _each in out.packet.answers.items() if cell.row == first)
    here = answers(sample_records, answered)
    write(sample_records, answered, here.with_order("schedule", (*others, first)))
    theirs = out.packet.answers.with_value(column, "年度のはじめ", first)
    theirs = theirs.with_row("schedule", {column.partition(".")[2]: "新しい行"})
    back = with_(out, theirs)
    points = sample_records.ask(returned_packet, back).points
    assert sorted(each.what for each in points) == [What.ANSWER, What.ROW_ADDED]
    assert not any(each.conflict for each in points)
    sample_records.do(merge_packet, back, MergeRequest())
    now = answers(sample_records, answered)
    assert now.value(column, first) == "年度のはじめ"
    assert len(now.keys("schedule")) == len(others) + 2
    assert now.keys("schedule")[len(others)] == first


def test_a_row_taken_out_on_one_side_and_changed_on_the_other_is_a_conflict(
    sample_records: Records, answered: UUID, out: Out
) -> None:
    first = out.packet.answers.keys("schedule")[0]
    column = next(cell.field for cell, _each in out.packet.answers.items() if cell.row == first)
    write(sample_records, answered, answers(sample_records, answered).without_row("schedule", first))
    back = with_(out, out.packet.answers.with_value(column, "変えた", first))
    (point,) = sample_records.ask(returned_packet, back).points
    assert (point.what, point.conflict, point.desk) == (What.ROW_GONE, True, "")
    sample_records.do(merge_packet, back, MergeRequest({point.key: Side.HELPER}))
    assert answers(sample_records, answered).value(column, first) == "変えた"


def test_a_row_the_helper_took_out_goes_when_the_desk_left_it_alone(
    sample_records: Records, answered: UUID, out: Out
) -> None:
    first = out.packet.answers.keys("schedule")[0]
    back = with_(out, out.packet.answers.without_row("schedule", first))
    sample_records.do(merge_packet, back, MergeRequest())
    assert first not in answers(sample_records, answered).keys("schedule")


def test_a_packet_is_taken_in_once(sample_records: Records, out: Out) -> None:
    sample_records.do(merge_packet, out.packet, MergeRequest())
    for verb in (
        lambda: sample_records.do(merge_packet, out.packet, MergeRequest()),
        lambda: sample_records.ask(returned_packet, out.packet),
        lambda: sample_records.ask(packet_secret, out.packet.id),
    ):
        with pytest.raises(MergedAlready):
            verb()


def test_undo_brings_back_the_answers_and_the_packet(sample_records: Records, answered: UUID, out: Out) -> None:
    before = answers(sample_records, answered).value("content")
    back = with_(out, out.packet.answers.with_value("content", "手伝いの文"))
    sample_records.do(merge_packet, back, MergeRequest())
    sample_records.undo()
    assert answers(sample_records, answered).value("content") == before
    assert sample_records.do(merge_packet, back, MergeRequest()).result == 1


def test_a_withdrawn_packet_is_not_taken_in(sample_records: Records, out: Out) -> None:
    sample_records.do(withdraw_packet, out.packet.id)
    with pytest.raises(PacketWithdrawn):
        sample_records.do(merge_packet, out.packet, MergeRequest())
    with pytest.raises(PacketWithdrawn):
        sample_records.do(withdraw_packet, out.packet.id)


def test_a_late_packet_is_taken_in_only_if_that_is_said(sample_records: Records, out: Out) -> None:
    with clock.stopped_at(clock.now().replace(month=12, day=28)):
        assert sample_records.ask(help_packets)[0].late
        assert sample_records.ask(returned_packet, out.packet).late == UNTIL
        with pytest.raises(PacketLate):
            sample_records.do(merge_packet, out.packet, MergeRequest())
        sample_records.do(merge_packet, out.packet, MergeRequest(late=True))


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"id": uuid4()}, PacketUnknown),
        ({"application": uuid4()}, PacketOfAnother),
        ({"answers": Answers().with_value("bank", "x")}, PacketWrong),
        ({"answers": Answers().with_value("issue", "not given away")}, PacketWrong),
        ({"answers": Answers().with_value("content", "あ" * 5000)}, PacketWrong),
        ({"answers": Answers(rows={"budget_out": (uuid4(),)})}, PacketWrong),
        ({"answers": Answers(rows={"schedule": tuple(uuid4() for _ in range(500))})}, PacketWrong),
    ],
)
def test_a_packet_that_is_not_what_was_handed_out_is_refused(
    sample_records: Records, answered: UUID, out: Out, change, refusal: type[UserError]
) -> None:
    before = answers(sample_records, answered)
    with pytest.raises(refusal):
        sample_records.do(merge_packet, replace(out.packet, **change), MergeRequest())
    assert answers(sample_records, answered) == before
    assert sample_records.ask(help_packets)[0].state == "out"
