"""What goes with a later stage: taken in like that of an application, named, ordered, listed, bound, packed."""

import hashlib
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random
from uuid import UUID

import pikepdf
import pytest
from PIL import Image
from support.granted import CHANGED, REPORTED, Granted, granted_of
from support.papers import squeezed, text_of
from support.signing import drawn, signed

from kobe_desk.core.picture import PictureTooLarge
from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.modules.ledger.exchange.scans import ScanUnreadable
from kobe_desk.modules.subsidies import exchange
from kobe_desk.modules.subsidies.usecases import (
    EnclosureNotPdf,
    EnclosureTooLarge,
    EnclosureUnnamed,
    StageIsDone,
    application,
    enclose_by_hand,
    enclose_document_later,
    enclose_later,
    enclosure_bytes,
    enclosures,
    grant,
    keep_turned,
    later_enclosures,
    later_package_order,
    move_enclosed,
    name_enclosed,
    note_step,
    open_application,
    paper_order,
    record_later_package,
    take_out_later,
    take_step_back,
)
from kobe_desk.paper.render import page_count, page_text
from kobe_desk.paper.verify.door import verify
from kobe_desk.paper.verify.pdf import verify_pdf

REPORT = "report.1"
SIGNED = signed()
"""By a key of today: the sample's day is another."""


@pytest.fixture
def granted(together_records: tuple[Records, UUID], tmp_path: Path) -> Granted:
    return granted_of(*together_records, tmp_path)


def put(granted: Granted, *titles: str, stage: str = REPORT) -> None:
    files = tuple((title, f"{title}.pdf", drawn(f"paper {at}")) for at, title in enumerate(titles, start=1))
    granted.records.do(enclose_later, granted.key, stage, files)


def there(granted: Granted, stage: str = REPORT) -> list[str]:
    return [each.title for each in granted.records.ask(later_enclosures, granted.key, stage).papers]


def one(granted: Granted, title: str) -> UUID:
    papers = granted.records.ask(later_enclosures, granted.key, REPORT).papers
    return next(each.id for each in papers if each.title == title)


def photograph(path: Path) -> Path:
    """A photograph of a telephone that was held upright."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Telephone"
    Image.new("RGB", (1_200, 800), "white").save(path, exif=exif)
    return path


def bomb() -> bytes:
    out = BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    return out.getvalue()


def large() -> bytes:
    """A PDF that opens and is larger than a mailbox takes."""
    out = BytesIO()
    with pikepdf.open(BytesIO(drawn("x"))) as pdf:
        pdf.Root.Big = pdf.make_stream(Random(1).randbytes(6 * 1024 * 1024))  # a fixed seed: the same file in every run
        pdf.save(out)
    return out.getvalue()


@pytest.mark.filterwarnings("ignore:Image size:PIL.Image.DecompressionBombWarning")
def test_of_several_files_the_hostile_ones_are_refused_by_name_and_the_others_are_read(tmp_path: Path) -> None:
    files = {"bomb.png": bomb(), "zip.pdf": b"PK\x03\x04" + bytes(500), "page.jpg": b"<html>", "large.pdf": large(),
             "flyer.pdf": drawn("x")}  # fmt: skip
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    photograph(tmp_path / "清掃.jpg")
    read = exchange.read_enclosures(tuple(tmp_path / name for name in (*files, "清掃.jpg")), silent)
    assert [each.file_name for each in read.files] == ["flyer.pdf", "清掃.pdf"]
    assert b"Telephone" not in read.files[1].data and b"Exif" not in read.files[1].data
    told = {name: type(error) for name, error in read.refused}
    assert told == {"bomb.png": PictureTooLarge, "zip.pdf": ScanUnreadable, "page.jpg": ScanUnreadable,
                    "large.pdf": EnclosureTooLarge}  # fmt: skip


def test_papers_of_a_stage_are_named_and_stand_in_the_order_the_office_wants(granted: Granted) -> None:
    put(granted, "IMG_0001", "参加者名簿", "写真")
    put(granted, "写真")
    assert there(granted) == ["IMG_0001", "参加者名簿", "写真", "写真（2）"]
    granted.records.do(name_enclosed, one(granted, "IMG_0001"), "チラシ")
    granted.records.do(move_enclosed, one(granted, "写真"), -2)
    assert there(granted) == ["写真", "チラシ", "参加者名簿", "写真（2）"]
    granted.records.undo()
    assert there(granted) == ["チラシ", "参加者名簿", "写真", "写真（2）"]
    granted.records.do(move_enclosed, one(granted, "チラシ"), -1)
    assert there(granted)[0] == "チラシ", "the first goes no further up"
    granted.records.do(take_out_later, one(granted, "参加者名簿"))
    assert there(granted) == ["チラシ", "写真", "写真（2）"]
    granted.records.undo()
    assert there(granted) == ["チラシ", "参加者名簿", "写真", "写真（2）"]
    with pytest.raises(EnclosureUnnamed):
        granted.records.do(name_enclosed, one(granted, "写真"), "")


def test_they_belong_to_the_stage_and_the_application_keeps_its_own(granted: Granted) -> None:
    before = granted.records.ask(application, granted.key), granted.records.ask(enclosures, granted.key)
    order = granted.records.ask(paper_order, granted.key)
    put(granted, "写真")
    assert (granted.records.ask(application, granted.key), granted.records.ask(enclosures, granted.key)) == before
    assert granted.records.ask(paper_order, granted.key) == order
    assert granted.records.ask(open_application, granted.key).enclosures == before[1]
    stages = {each.occasion: [paper.title for paper in each.enclosed] for each in
              granted.records.ask(grant, granted.key).stages if each.enclosed}  # fmt: skip
    assert stages == {REPORT: ["写真"]}


def test_a_kept_document_is_enclosed_as_a_copy(granted: Granted) -> None:
    document = granted.records.ask(later_enclosures, granted.key, REPORT).documents[0]
    granted.records.do(enclose_document_later, granted.key, REPORT, document.id)
    assert there(granted) == [document.title]


def test_only_pdfs_of_a_size_the_mail_takes_are_kept(granted: Granted) -> None:
    for data, refusal in ((b"%PDF-" + bytes(5 * 1024 * 1024), EnclosureTooLarge), (b"MZ", EnclosureNotPdf)):
        with pytest.raises(refusal):
            granted.records.do(enclose_later, granted.key, REPORT, (("写真", "a.pdf", drawn("a")), ("大", "b", data)))
    assert there(granted) == []
    with pytest.raises(EnclosureUnnamed):
        granted.records.do(enclose_by_hand, granted.key, REPORT, "")


def test_what_is_enclosed_otherwise_after_signing_makes_the_papers_void(granted: Granted) -> None:
    occasion = granted.made("report", REPORTED)
    put(granted, "写真")
    assert granted.state(occasion).papers == ()
    for change in (
        lambda: granted.records.do(name_enclosed, one(granted, "写真"), "活動の写真"),
        lambda: granted.records.do(enclose_by_hand, granted.key, REPORT, "成果物"),
        lambda: granted.records.do(move_enclosed, one(granted, "成果物"), -1),
        lambda: granted.records.do(keep_turned, (one(granted, "活動の写真"),),
                                   hashlib.sha256(drawn("paper 1")).hexdigest(), drawn("turned")),
        lambda: granted.records.do(take_out_later, one(granted, "成果物")),
    ):  # fmt: skip
        granted.made("report", REPORTED)
        assert granted.state(occasion).papers
        change()
        assert granted.state(occasion).papers == ()
    assert granted.records.ask(enclosure_bytes, one(granted, "活動の写真")) == drawn("turned")


def test_the_letter_lists_them_and_they_are_bound_with_page_numbers_behind_a_list(granted: Granted) -> None:
    put(granted, "活動の写真", "参加者名簿")
    granted.records.do(enclose_by_hand, granted.key, REPORT, "記念誌")
    granted.records.do(enclose_later, granted.key, REPORT, (("検査済証", "検査済証.pdf", SIGNED),))
    papers = granted.papers("report", REPORTED)
    letter = squeezed(text_of(papers["report"].data, granted.folder))
    places = [
        letter.find(each) for each in ("領収書の写し", "活動の写真", "参加者名簿", "記念誌（紙で提出）", "検査済証")
    ]
    assert -1 not in places and places == sorted(places)
    bound = papers["enclosures"]
    texts = [page_text(bound.data, number) for number in range(page_count(bound.data))]
    assert len(texts) == 3
    listed = squeezed(texts[0])
    assert "添付書類一覧" in listed and "1収支決算書別のPDF" in listed and "2領収書等整理表別のPDF" in listed
    assert "3活動の写真11" in listed and "4参加者名簿21" in listed
    assert "5記念誌紙で提出" in listed and "6検査済証別のPDF" in listed
    assert "paper 1" in texts[1] and "－ 1 －" in texts[1]
    assert "paper 2" in texts[2] and "－ 2 －" in texts[2]
    beside = papers["enclosure:6"]
    assert beside.data == SIGNED, "its signature stays as it is"


def test_a_photo_enclosed_under_the_usual_name_ticks_it_on_the_report(granted: Granted) -> None:
    put(granted, "写真")
    letter = squeezed(text_of(granted.papers("report", REPORTED)["report"].data, granted.folder))
    assert letter.count("写真") == 1


def test_the_package_of_the_stage_has_them_and_holds(granted: Granted, tmp_path: Path) -> None:
    put(granted, "写真")
    granted.records.do(enclose_later, granted.key, REPORT, (("検査済証", "検査済証.pdf", SIGNED),))
    occasion = granted.made("report", REPORTED)
    granted.sign(occasion, "chair", "treasurer")
    order = granted.records.ask(later_package_order, granted.key, occasion)
    packed = exchange.pack_papers(order, granted.folder, granted.keys.passphrases["chair"], silent)
    granted.records.do(record_later_package, granted.key, occasion, packed.package.name, packed.sha256)
    assert verify(packed.package, [granted.keys.root_pem]).unaltered
    with zipfile.ZipFile(packed.package) as bag:
        files = {name: bag.read(name) for name in bag.namelist() if name.endswith(".pdf")}
    (bound,) = [data for name, data in files.items() if name.endswith("添付書類.pdf")]
    assert "paper 1" in page_text(bound, 1)
    (beside,) = [data for name, data in files.items() if "検査済証" in name]
    assert beside == SIGNED and verify_pdf(beside).unaltered


def test_what_went_with_a_step_that_is_done_stays_until_it_is_taken_back(granted: Granted) -> None:
    put(granted, "見積書", stage="changed.1")
    granted.records.do(note_step, granted.key, "changed", CHANGED, date(2026, 12, 20))
    with pytest.raises(StageIsDone):
        put(granted, "写真", stage="changed.1")
    put(granted, "地図", stage="changed.2")
    assert (there(granted, "changed.1"), there(granted, "changed.2")) == (["見積書"], ["地図"])
    done = [each for each in granted.records.ask(grant, granted.key).stages if each.day]
    granted.records.do(take_step_back, granted.key, done[-1].key)
    assert (there(granted, "changed.1"), there(granted, "changed.2")) == (["地図"], [])
    granted.records.undo()
    assert (there(granted, "changed.1"), there(granted, "changed.2")) == (["見積書"], ["地図"])
