"""名簿カード: two across and five down, with the photo at the left of who has one that may be shown."""

from collections.abc import Iterator

from kobe_desk.core.japanese import era, kana
from kobe_desk.modules.members.papers.heads import draw_list_head
from kobe_desk.modules.members.usecases.face_cards import FaceCard, FaceCards
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.flow import Flow
from kobe_desk.paper.fonts import Face
from kobe_desk.paper.sheet import Type, centre_line
from kobe_desk.paper.styles import LIST, LIST_CELL

TITLE = "名簿カード"
ACROSS, DOWN = 2, 5
GAP, INNER = 4.0, 3.0
PHOTO_WIDTH, PHOTO_HEIGHT = 30.0, 38.0
_HEAD = 20.0
_NAME = Type(Face.GOTHIC_BOLD, 15, 1.3)
_SMALL = LIST_CELL.at(9.5)


def face_cards_pdf(cards: FaceCards) -> bytes:
    """The cards as a PDF. Raises MissingGlyph naming the person."""
    paper = Paper(PaperFacts(TITLE, author=cards.association, sample=cards.sample), LIST)
    flow = Flow(paper)
    _head(flow, cards)
    for at, card in enumerate(cards.cards):
        if at and at % (ACROSS * DOWN) == 0:
            paper.add_sheet()
            _head(flow, cards)
        with paper.owner(card.name):
            _draw(paper, at % (ACROSS * DOWN), card)
    if not cards.cards:
        flow.text("該当する人はいません。", LIST_CELL)
    return paper.finish()


def _head(flow: Flow, cards: FaceCards) -> None:
    said = f"{cards.association}　基準日 {era.wareki(cards.on)}　絞り込み：{cards.chosen or '在籍者'}"
    count = f"{len(cards.cards):,}名"
    if cards.photos:
        count += "　写真は載せることに同意した人だけ"
    draw_list_head(flow, TITLE, said, count)


def _draw(paper: Paper, at: int, card: FaceCard) -> None:
    width = (paper.width - GAP * (ACROSS - 1)) / ACROSS
    height = (paper.bottom - paper.top - _HEAD - GAP * (DOWN - 1)) / DOWN
    x = paper.left + at % ACROSS * (width + GAP)
    y = paper.top + _HEAD + at // ACROSS * (height + GAP)
    paper.sheet.box(x, y, width, height, 0.35, 0.5)
    left = x + INNER
    if card.photo:
        paper.image(card.photo, left, y + (height - PHOTO_HEIGHT) / 2, PHOTO_WIDTH, PHOTO_HEIGHT)
        left += PHOTO_WIDTH + INNER
    room, line = x + width - INNER - left, y + INNER
    sheet = paper.sheet
    sheet.within(left, centre_line(line, 5, _SMALL.size), room, kana.to_hiragana(card.kana), _SMALL)
    sheet.within(left, centre_line(line + 5, 8, _NAME.size), room, card.name, _NAME)
    for number, text in enumerate(_lines(card)):
        sheet.within(left, centre_line(line + 14.5 + 5.5 * number, 5.5, LIST_CELL.size), room, text, LIST_CELL.at(10))


def _lines(card: FaceCard) -> Iterator[str]:
    place = "　".join(filter(None, (card.place, card.relation)))
    yield from filter(None, (place, card.address, card.building, card.phone, card.offices))
