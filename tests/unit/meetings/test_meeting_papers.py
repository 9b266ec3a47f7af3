"""The minutes and the extract say what was adopted, and can be read back."""

import subprocess
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from kobe_desk.core.records import Records
from kobe_desk.modules.association import usecases as association
from kobe_desk.modules.association.usecases import Profile
from kobe_desk.modules.meetings import usecases as meetings
from kobe_desk.modules.meetings.papers import Extract, extract_pdf, minutes_pdf
from kobe_desk.modules.meetings.rules import Attendance, Vote
from kobe_desk.modules.meetings.usecases import MeetingRequest, MeetingRow, MotionRequest

HOUSE = Profile("みなと台自治会", sample=True)


@pytest.fixture
def adopted(records: Records) -> MeetingRow:
    records.do(association.save_profile, HOUSE)
    request = MeetingRequest(
        "令和8年度 通常総会",
        datetime(2026, 4, 19, 10, 0),
        ends=datetime(2026, 4, 19, 11, 52),
        place="みなと台会館",
        chair="髙橋　誠一",
        secretary="佐藤　勝",
        signatories=("𠮷田　健", "辻󠄀　マリア"),
    )
    key: UUID = records.do(meetings.plan_meeting, request).result
    records.do(meetings.record_attendance, key, Attendance(312, 87, 46, 55, void_proxy=3))
    for title, vote in (("補助金の申請について", Vote(180, 3, 2)), ("役員の選任について", Vote(0, 0, unanimous=True))):
        motion = records.do(
            meetings.add_motion, key, MotionRequest(title, proposal="会長が<b>概要</b>を説明した。")
        ).result
        records.do(meetings.record_vote, motion, vote)
    records.do(meetings.adopt_minutes, key, date(2026, 4, 26))
    return records.ask(meetings.adopted_minutes, key)


def text_of(data: bytes, folder: Path) -> str:
    (folder / "paper.pdf").write_bytes(data)
    printed = subprocess.run(["pdftotext", "-layout", folder / "paper.pdf", "-"], capture_output=True, check=True)
    return "".join(printed.stdout.decode().split())


def test_the_minutes_show_the_sums_and_the_results(adopted: MeetingRow, tmp_path: Path) -> None:
    text = text_of(minutes_pdf(adopted, HOUSE), tmp_path)
    for said in ("87＋46＋52＝185世帯", "185×2＝370＞312×1", "R8-総-01", "180×2＝360＞183×1", "可決", "異議なし",
                 "無効とした書面表決書及び委任状が3通", "𠮷田健", "辻󠄀マリア", "<b>概要</b>"):  # fmt: skip
        assert said in text


def test_the_extract_holds_its_motion_and_no_other(adopted: MeetingRow, tmp_path: Path) -> None:
    extract = Extract(adopted, adopted.motions[0], date(2026, 4, 27), "会長　長谷川　和代")
    text = text_of(extract_pdf(extract, HOUSE), tmp_path)
    assert "補助金の申請について" in text
    assert "役員の選任" not in text
    assert "令和8年4月26日に確定した議事録の原本" in text


def test_a_motion_without_a_vote_has_no_extract(adopted: MeetingRow) -> None:
    undecided = replace(adopted.motions[0], outcome=None, carried=None)
    with pytest.raises(meetings.MotionNotYetDecided):
        extract_pdf(Extract(adopted, undecided, date(2026, 4, 27), "会長"), HOUSE)


def test_a_draft_of_the_minutes_says_that_it_is_one(adopted: MeetingRow, tmp_path: Path) -> None:
    assert "まだ確定していません" in text_of(minutes_pdf(replace(adopted, adopted=False), HOUSE), tmp_path)
