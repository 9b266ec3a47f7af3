"""What goes with an application: scans and photographs made fit, hostile files refused in plain words, all bound."""

import hashlib
import time
from io import BytesIO
from pathlib import Path
from random import Random
from uuid import UUID

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from support.signing import drawn, signed

from kobe_desk.core.errors import UserError
from kobe_desk.core.picture import PictureTooLarge
from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.modules.ledger.exchange.scans import ScanLocked, ScanUnreadable
from kobe_desk.modules.subsidies import exchange
from kobe_desk.modules.subsidies.exchange.attaching import MOST_PAGES, NothingToBind, SignedStaysUpright, TooManyPages
from kobe_desk.modules.subsidies.usecases import (
    EnclosureChanged,
    EnclosureTooLarge,
    begin_application,
    enclose,
    enclosure_bytes,
    enclosures,
    keep_turned,
    paper_order,
    paper_orders,
    take_out,
)
from kobe_desk.paper.package.names import UnsafeName
from kobe_desk.paper.pdfium import NoPages
from kobe_desk.paper.render import page_count, page_text, render_page

PLACE = {1: "N", 2: (34.0, 41.0, 24.0), 3: "E", 4: (135.0, 11.0, 42.0)}


@pytest.fixture
def key(sample_records: Records) -> UUID:
    return sample_records.do(begin_application, "chiiki-katsudo-mihon").result


def photograph(path: Path, width: int = 1_200, height: int = 800, turn: int = 6) -> Path:
    """A photograph of a telephone that was held upright, with the place where it was taken."""
    picture = Image.new("RGB", (width, height), "white")
    picture.paste("black", (0, 0, width // 8, height))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = turn, "Telephone"
    exif.get_ifd(0x8825).update(PLACE)
    picture.save(path, exif=exif)
    return path


def read(path: Path) -> exchange.ReadFile:
    return exchange.read_enclosure(path, silent)


def kept(records: Records, key: UUID, path: Path, attachment: str = "quote") -> UUID:
    file = read(path)
    return records.do(enclose, key, attachment, file.title, file.file_name, file.data).result


def test_a_photograph_becomes_a_sheet_that_stands_upright_and_tells_no_place(tmp_path: Path) -> None:
    path = photograph(tmp_path / "見積書.jpg")
    assert b"Telephone" in path.read_bytes()
    made = read(path)
    assert (made.title, made.file_name) == ("見積書", "見積書.pdf")
    assert b"Telephone" not in made.data and b"Exif" not in made.data
    (size,) = [page.get_size() for page in pypdfium2.PdfDocument(made.data)]
    assert size[1] > size[0]  # it was held upright
    seen = render_page(made.data, 0, 72)
    rows = [seen.pixels[row * seen.width * 3 :][: seen.width * 3] for row in range(seen.height)]
    dark = [at for at, row in enumerate(rows) if sum(row) / len(row) < 128]
    assert dark and max(dark) < seen.height / 2  # the left edge of the sensor is the head of the sheet
    with pikepdf.open(BytesIO(made.data)) as pdf:
        images = [each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"]
        for each in images:
            assert b"GPS" not in each.read_raw_bytes()


def test_a_pdf_stays_as_it_is_to_the_byte(tmp_path: Path) -> None:
    for number, data in enumerate((drawn("bylaws", pages=3), signed())):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(data)
        assert read(path).data == data


def locked() -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(drawn("secret"))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def bomb() -> bytes:
    """A picture of 400 million pixels in a small file."""
    out = BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    return out.getvalue()


def circle() -> bytes:
    """A PDF whose pages are their own parents."""
    return drawn("x").replace(b"/Kids [", b"/Kids [ 4 0 R 4 0 R ", 1)[:900]


HOSTILE = {
    "locked.pdf": (locked, ScanLocked),
    "bomb.png": (bomb, PictureTooLarge),
    "empty.pdf": (lambda: b"", ScanUnreadable),
    "cut.pdf": (lambda: drawn("x")[:200], ScanUnreadable),
    "circle.pdf": (circle, ScanUnreadable),
    "program.jpg": (lambda: b"MZ" + bytes(500), ScanUnreadable),
    "page.jpg": (lambda: b"<html><script>alert(1)</script></html>", ScanUnreadable),
    "picture.gif": (lambda: b"GIF89a" + bytes(500), ScanUnreadable),
    "zip.pdf": (lambda: b"PK\x03\x04" + bytes(500), ScanUnreadable),
    "deep.pdf": (lambda: b"%PDF-1.7\n1 0 obj\n" + b"[" * 5_000 + b"]" * 5_000 + b"\nendobj\n%%EOF", ScanUnreadable),
    "many.pdf": (lambda: drawn("x", pages=MOST_PAGES + 1), TooManyPages),
    "CON.pdf": (lambda: drawn("x"), UnsafeName),
    "a\rb.pdf": (lambda: drawn("x"), UnsafeName),
    "large.jpg": (lambda: bytes(21 * 1024 * 1024), PictureTooLarge),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.filterwarnings("ignore:Image size:PIL.Image.DecompressionBombWarning")
def test_a_hostile_file_is_refused_in_one_plain_sentence_at_once(name: str, tmp_path: Path) -> None:
    make, refusal = HOSTILE[name]
    path = tmp_path / name
    path.write_bytes(make())
    started = time.monotonic()
    with pytest.raises(refusal) as refused:
        read(path)
    assert time.monotonic() - started < 20
    assert refused.value.message().endswith("。") and str(tmp_path) not in refused.value.message()


def test_a_pdf_without_pages_is_told_as_that_also_after_a_locked_one(tmp_path: Path) -> None:
    (tmp_path / "locked.pdf").write_bytes(locked())
    pikepdf.new().save(tmp_path / "empty.pdf")
    for name, refusal in (("locked.pdf", ScanLocked), ("empty.pdf", NoPages)):
        with pytest.raises(refusal):
            read(tmp_path / name)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ScanUnreadable):
        read(tmp_path / "gone.pdf")


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
def test_noise_is_taken_or_refused_and_never_anything_else(seed: int, tmp_path: Path) -> None:
    dice = Random(seed)  # a fixed seed: the same noise in every run
    photo = photograph(tmp_path / "p.jpg", 90, 60).read_bytes()
    for turn in range(25):
        whole = dice.choice([drawn("paper"), photo])
        at = dice.randrange(len(whole))
        path = tmp_path / f"{seed}-{turn}.pdf"
        path.write_bytes(whole[:at] + dice.randbytes(dice.randrange(1, 40)) + whole[at + 9 :])
        try:
            made = read(path)
        except UserError as refused:
            assert refused.message()
        else:
            assert page_count(made.data) >= 1


def test_what_is_too_large_for_the_mail_is_refused(sample_records: Records, key: UUID) -> None:
    with pytest.raises(EnclosureTooLarge):
        sample_records.do(enclose, key, "quote", "大", "大.pdf", b"%PDF-" + bytes(5 * 1024 * 1024))


def test_a_paper_on_its_side_is_turned_and_undo_turns_it_back(
    sample_records: Records, key: UUID, tmp_path: Path
) -> None:
    (tmp_path / "a.pdf").write_bytes(drawn("sideways", pages=2))
    one = kept(sample_records, key, tmp_path / "a.pdf")
    before = sample_records.ask(enclosure_bytes, one)
    data = exchange.turned(before, silent)
    assert [page.get_rotation() for page in pypdfium2.PdfDocument(data)] == [270, 270]
    digest = hashlib.sha256(before).hexdigest()
    sample_records.do(keep_turned, (one,), digest, data)
    assert sample_records.ask(enclosure_bytes, one) == data
    assert sample_records.ask(enclosures, key)[-1].sha256 == hashlib.sha256(data).hexdigest()
    with pytest.raises(EnclosureChanged):
        sample_records.do(keep_turned, (one,), digest, data)
    sample_records.undo()
    assert sample_records.ask(enclosure_bytes, one) == before


def test_four_turns_are_none_and_a_signed_paper_is_not_turned() -> None:
    data = drawn("round")
    for _turn in range(4):
        data = exchange.turned(data, silent)
    assert [page.get_rotation() for page in pypdfium2.PdfDocument(data)] == [0]
    with pytest.raises(SignedStaysUpright):
        exchange.turned(signed(), silent)


def test_everything_is_bound_in_the_order_of_the_office_with_a_number_on_each_page(
    sample_records: Records, answered: UUID, tmp_path: Path
) -> None:
    photograph(tmp_path / "b.jpg")
    (tmp_path / "a.pdf").write_bytes(drawn("first of the quotes", pages=2))
    kept(sample_records, answered, tmp_path / "b.jpg")
    kept(sample_records, answered, tmp_path / "a.pdf")
    order = sample_records.ask(paper_order, answered)
    made = exchange.bind_enclosures((order,), silent)
    asked = [each.id for each in order.application.programme.attachments]
    rows = sorted(sample_records.ask(enclosures, answered), key=lambda row: asked.index(row.attachment))
    papers = [sample_records.ask(enclosure_bytes, each.id) for each in rows]
    texts = [page_text(made, number) for number in range(page_count(made))]
    assert "添付書類一覧" in texts[0]
    assert all(f"－ {number} －" in text for number, text in enumerate(texts[1:], start=1))
    assert len(texts) - 1 >= sum(map(page_count, papers))
    places = [next(at for at, text in enumerate(texts[1:]) if "first of the quotes 1" in text)]
    assert "first of the quotes 2" in texts[places[0] + 2]
    labels = [each.label for each in order.application.programme.attachments]
    listed = [texts[0].find(label) for label in labels if label in texts[0]]
    assert listed == sorted(listed)


def test_a_paper_of_several_programmes_is_bound_once(together_records: tuple[Records, UUID]) -> None:
    records, bundle = together_records
    from kobe_desk.modules.subsidies.usecases import open_bundle

    keys = tuple(each.application.id for each in records.ask(open_bundle, bundle).opened)
    orders = records.ask(paper_orders, keys)
    made = exchange.bind_enclosures(orders, silent)
    every = {paper.data for order in orders for paper in order.enclosed}
    twice = [paper.data for order in orders for paper in order.enclosed]
    assert len(twice) > len(every)
    assert page_count(made) >= 1 + sum(map(page_count, every))
    assert page_count(made) < 1 + sum(map(page_count, twice))


def test_nothing_enclosed_is_nothing_to_bind(sample_records: Records, key: UUID) -> None:
    for each in sample_records.ask(enclosures, key):
        sample_records.do(take_out, each.id)
    with pytest.raises(NothingToBind):
        exchange.bind_enclosures((sample_records.ask(paper_order, key),), silent)
