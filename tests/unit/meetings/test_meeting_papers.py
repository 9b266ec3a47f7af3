"""The minutes and the extract say what was adopted, and can be read back."""

import subprocess
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pikepdf
import pypdfium2
import pytest
from support.archive import HERE, broken_rules, preflight
from support.meetings import REQUEST, planned, settled, voter_ids

from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.modules.association import usecases as association
from kobe_desk.modules.association.usecases import Profile
from kobe_desk.modules.meetings import usecases as meetings
from kobe_desk.modules.meetings.papers import Extract, extract_pdf, make_papers, minutes_pdf
from kobe_desk.modules.meetings.papers.book import Bound, book_pdf
from kobe_desk.modules.meetings.papers.lists import attendance_pdf, count_sheet_pdf, register_pdf
from kobe_desk.modules.meetings.papers.notice import Notice, notice_pdf
from kobe_desk.modules.meetings.papers.running import running_pdf
from kobe_desk.modules.meetings.rules import Attendance, Vote
from kobe_desk.modules.meetings.usecases import MeetingRequest, MeetingRow, MotionRequest
from kobe_desk.paper.render import Picture, page_count, page_text, render_page

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
    online = text_of(minutes_pdf(replace(adopted, online=3), HOUSE), tmp_path)
    assert "出席した本人のうち3人は、オンラインで出席した。" in online
    text = text_of(minutes_pdf(adopted, HOUSE), tmp_path)
    assert "オンライン" not in text
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


@pytest.fixture
def held(sample_records: Records) -> MeetingRow:
    """The sample's general meeting of this year, with voters, papers and votes."""
    key = sample_records.ask(meetings.meetings, "general")[0].id
    return sample_records.ask(meetings.adopted_minutes, key)


def test_the_minutes_name_void_papers_parts_of_the_vote_and_tasks(held: MeetingRow, tmp_path: Path) -> None:
    text = text_of(minutes_pdf(held, HOUSE), tmp_path)
    void, left = "本人が出席したため無効とした委任状1通", "議長一任とした委任状1通"
    for said in (f"{held.quorum.addition}世帯", void, left, "内訳会場", "異議なし", "報告事項1", "宿題",
                 "会館の使い方を掲示する"):  # fmt: skip
        assert said in text


def test_the_public_copy_has_no_name_in_its_text_layer(
    sample_records: Records, held: MeetingRow, tmp_path: Path
) -> None:
    row = sample_records.ask(meetings.public_copy, held.id, officers_stay=False)
    text = text_of(minutes_pdf(row, HOUSE, public=True), tmp_path)
    assert "■" in text and "公開用" in text
    names = [each.name for each in sample_records.ask(meetings.voters, held.id)]
    assert [name for name in names if "".join(name.split()) in text] == []
    assert "署名済み（令和8年4月26日）" in text


def test_the_notice_has_a_sheet_with_slips_for_each_voter(
    sample_records: Records, held: MeetingRow, tmp_path: Path
) -> None:
    voters = sample_records.ask(meetings.voters, held.id)[:3]
    said = Notice(HOUSE, "会長　髙橋　和彦", date(2026, 4, 5), date(2026, 4, 16))
    data = notice_pdf(held, said, voters, silent)
    assert page_count(data) == 4
    text = text_of(data, tmp_path)
    for voter in voters:
        assert text.count(voter.number) == 2
    assert "どちらにも印のない委任状は、議長一任として数えます" in text
    assert f"{held.quorum.needed}世帯以上" in text


def test_every_notice_has_its_label_with_the_number_of_its_slips(sample_records: Records, held: MeetingRow) -> None:
    order = sample_records.ask(meetings.papers_of, held.id)
    order = replace(order, voters=order.voters[:14])
    ((_name, data),) = make_papers(order, ("labels",), None, silent)
    assert page_count(data) == 2
    text = "".join("".join(page_text(data, number).split()) for number in range(2))
    for voter in order.voters:
        assert voter.number in text and "".join(voter.address.split()) in text
    assert make_papers(replace(order, voters=()), ("labels",), None, silent) == ()


def test_the_book_binds_papers_under_running_page_numbers(
    sample_records: Records, held: MeetingRow, tmp_path: Path
) -> None:
    register = register_pdf(sample_records.ask(meetings.resolution_register), HOUSE, date(2026, 4, 5))
    bound = (Bound("第1号議案", "決算書", minutes_pdf(held, HOUSE)), Bound("", "議決一覧", register))
    data = book_pdf(held, HOUSE, bound, date(2026, 4, 5), silent)
    numbered = [page_text(data, page) for page in range(2, page_count(data))]
    assert all(f"－ {number} －" in text for number, text in enumerate(numbered, 1))
    assert pypdfium2.PdfDocument(data).get_metadata_value("Title") == f"{held.title}議案書"
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert str(pdf.Root.Lang) == "ja"
    contents = "".join(page_text(data, 1).split())
    first = next(number for number, text in enumerate(numbered, 1) if "議決一覧" in text and "議決番号" in text)
    assert f"資料議決一覧{first}" in contents


def test_the_other_papers_say_what_they_are_for(sample_records: Records, held: MeetingRow, tmp_path: Path) -> None:
    voters = sample_records.ask(meetings.voters, held.id)
    attendance = text_of(attendance_pdf(held, HOUSE, voters), tmp_path)
    assert all("".join(each.name.split()) in attendance and each.number in attendance for each in voters)
    assert "数えた人" in text_of(count_sheet_pdf(held, HOUSE), tmp_path)
    running = text_of(running_pdf(held, HOUSE), tmp_path)
    assert "10:10" in running and "を議題とします" in running and "可否同数のときは議長が決める" in running
    register = text_of(
        register_pdf(sample_records.ask(meetings.resolution_register), HOUSE, date(2026, 4, 5)), tmp_path
    )
    assert "R7-総-04" in register and "否決" in register and "総数の3/4" in register


def test_a_resolution_on_paper_is_minuted_as_one(records: Records, tmp_path: Path) -> None:
    settled(records, 3, paper_resolution=True)
    key, motion = planned(records, "会費の変更", request=replace(REQUEST, way="method"))
    for voter in voter_ids(records, key):
        records.do(meetings.record_answer, meetings.AnswerRequest(voter, choices=((motion, "yes"),)))
    records.do(meetings.decide_on_paper, key)
    records.do(meetings.adopt_minutes, key, date(2026, 5, 20))
    text = text_of(minutes_pdf(records.ask(meetings.adopted_minutes, key), HOUSE), tmp_path)
    assert "会員総数3名の全員が承諾した" in text and "書面決議録" in text


def test_a_seal_has_its_place_only_where_the_bylaws_ask_for_it(adopted: MeetingRow, tmp_path: Path) -> None:
    assert "押印は不要" in text_of(minutes_pdf(adopted, HOUSE), tmp_path)
    sealed = replace(adopted, rules=replace(adopted.rules, seal=True))
    assert "自署し、押印する" in text_of(minutes_pdf(sealed, HOUSE), tmp_path)


def test_what_is_kept_for_long_is_pdf_a(sample_records: Records, held: MeetingRow, tmp_path: Path) -> None:
    """Minutes, extracts, public copy and notice, by two judges."""
    order = replace(sample_records.ask(meetings.papers_of, held.id), voters=())
    for name, pdf in make_papers(order, ("minutes", "extracts", "public", "notice"), None, silent):
        assert broken_rules(pdf) == [], name
        if HERE:
            assert "is a valid PDF/A-1b file" in preflight(pdf, tmp_path), name


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_has_its_number_at_the_foot_as_it_is_looked_at(adopted: MeetingRow, turn: int) -> None:
    turned = pypdfium2.PdfDocument(minutes_pdf(adopted, HOUSE))
    for page in turned:
        page.set_rotation(turn)
    buffer = BytesIO()
    turned.save(buffer)
    turned.close()
    data = book_pdf(adopted, HOUSE, (Bound("", "回した頁", buffer.getvalue()),), date(2026, 4, 5), silent)
    picture = render_page(data, page_count(data) - 1, 96)
    assert dark_around(picture, 6.5, 8.0) > 20
    assert dark_around(picture, picture.height * 25.4 / 96 - 6.5, 8.0) == 0


def foreign(resources: str) -> bytes:
    """A page as other programs write it: cut to a part of its box, drawn in two streams, the first left open."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(700, 1000))
        font = pdf.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica))  # fmt: skip
        page.obj.CropBox = pikepdf.Array([50, 100, 650, 900])
        page.obj.PieceInfo = pikepdf.Dictionary(App=pikepdf.Dictionary(Private=pikepdf.Array(["(a >> /b [", b"\xff"])))
        if resources != "none":
            fonts = pikepdf.Dictionary(K0=font)
            page.obj.Resources = pikepdf.Dictionary(Font=pdf.make_indirect(fonts) if resources == "referred" else fonts)
            drawn = (b"q 2 0 0 2 0 0 cm BT /K0 20 Tf 60 200 Td (Other) Tj ET", b"1 0 0 1 9 9 cm")
            page.obj.Contents = pdf.make_indirect(pikepdf.Array([pdf.make_stream(each) for each in drawn]))
        out = BytesIO()
        pdf.save(out)
        return out.getvalue()


@pytest.mark.parametrize("resources", ["referred", "inline", "none"])
def test_a_page_of_another_program_keeps_its_own_words_and_gets_its_number(adopted: MeetingRow, resources: str) -> None:
    data = book_pdf(adopted, HOUSE, (Bound("", "よその頁", foreign(resources)),), date(2026, 4, 5), silent)
    last = page_count(data) - 1
    text = page_text(data, last)
    assert f"－ {last - 1} －" in text
    assert ("Other" in text) == (resources != "none")
    assert dark_around(render_page(data, last, 96), 6.5, 8.0) > 20
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []


def dark_around(picture: Picture, above: float, width: float) -> int:
    """How many dark pixels lie within `width` mm of the middle, around a line so many mm above the foot."""
    mm = 96 / 25.4
    rows = range(int(picture.height - (above + 2) * mm), int(picture.height - (above - 2) * mm))
    columns = range(int(picture.width / 2 - width / 2 * mm), int(picture.width / 2 + width / 2 * mm))
    return sum(picture.pixels[3 * (row * picture.width + column)] < 120 for row in rows for column in columns)
