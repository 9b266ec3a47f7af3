"""Every character typed is drawn with an embedded font and extracts as it was typed; what nobody has is refused."""

import subprocess
import sys
from pathlib import Path

import pytest
from support.papers import fonts_of, squeezed, text_of

from kobe_desk.core import clock
from kobe_desk.core.text import use_language
from kobe_desk.paper.document import Paper, PaperFacts
from kobe_desk.paper.fonts import FALLBACKS, Face, font_file
from kobe_desk.paper.glyphs import MissingGlyph, Setter, missing_in
from kobe_desk.paper.render import page_text, render_page
from kobe_desk.paper.sheet import Type

STRESS = (
    "髙橋 𠮷田 辻󠄀本 辻󠄁本 葛󠄀城 槗 𠮟 𩸽 ① ｱﾊﾟｶﾞ 〒 ☎ ～ −",
    "五百旗頭・長谷川・勅使河原 合同事務所",
    "フェルナンデス・デ・ソウザ　マリア",
    "社会福祉法人みなと台福祉会 みなと台ケアハウス（会場の使用料、9月から12月までの4回分）",
    "濵田 山﨑 渡邉 栁 渡邉󠄄 𨺻 神 羽 ㋿ ㈱ Nguyễn Thị",
    '<img src="file:///etc/passwd"> &amp; <b>太字</b> %s {name} (\\) ) (',
)


def written(*texts: str, face: Face = Face.GOTHIC) -> bytes:
    paper = Paper(PaperFacts(title="試し刷り"))
    for number, text in enumerate(texts):
        paper.sheet.text(25, 30 + 9 * number, text, Type(face, 10))
    return paper.finish()


@pytest.mark.parametrize("face", Face)
def test_the_text_layer_is_the_typed_text(face: Face, tmp_path: Path) -> None:
    found = squeezed(text_of(written(*STRESS, face=face), tmp_path))
    for text in STRESS:
        assert squeezed(text) in found


def test_a_second_reader_finds_the_same_text() -> None:
    found = page_text(written(*STRESS, face=Face.MINCHO))
    for text in STRESS:
        assert squeezed(text) in squeezed(found)


def test_every_font_is_embedded_and_readable(tmp_path: Path) -> None:
    fonts = fonts_of(written(*STRESS, face=Face.MINCHO), tmp_path)
    assert {font.name.split("+")[1] for font in fonts} >= {"BIZUDMincho-Regular", "BIZUDPMincho-Regular"}
    assert all(font.embedded and font.subset and font.to_unicode for font in fonts)


def test_the_fallback_does_not_carry_the_reserved_name() -> None:
    for source in FALLBACKS:
        assert b"Kobe" in font_file(source).face.name
        assert b"Hana" not in font_file(source).face.name


def test_a_missing_character_names_its_owner_and_code() -> None:
    paper = Paper(PaperFacts(title="名簿"))
    with paper.owner("長谷川　和代"), pytest.raises(MissingGlyph) as refused:
        paper.sheet.text(25, 30, "長谷川😀", Type(Face.GOTHIC, 10))
    assert refused.value.values == {"owner": "長谷川　和代", "character": "😀", "code": "U+1F600"}
    assert "長谷川" not in str(refused.value)
    use_language("ja")
    assert "U+1F600" in refused.value.message()


def test_a_form_can_ask_beforehand_what_is_missing() -> None:
    assert missing_in("𠮷田😀한 太郎\t\u200b") == ("😀", "한")
    assert missing_in("".join(STRESS)) == ()


def test_no_character_is_ever_drawn_as_tofu() -> None:
    setter = Setter()
    for face in Face:
        for text in STRESS:
            setter.line(text, face)
    for embedded in setter.fonts.values():
        assert all(glyph > 0 for glyph, _ in embedded._used)


def test_variation_selectors_choose_the_form_of_the_kanji() -> None:
    one, other = (render_page(written(text)).pixels for text in ("辻󠄀", "辻󠄁"))
    assert one != other


def test_a_variation_nobody_has_is_shown_by_its_base_and_kept_in_the_text(tmp_path: Path) -> None:
    unknown = "山\U000e01ef"
    assert render_page(written(unknown)).pixels == render_page(written("山")).pixels
    assert unknown in text_of(written(unknown), tmp_path)


def test_marks_without_a_shape_are_not_drawn() -> None:
    assert render_page(written("山\u200b\u202e川\x07")).pixels == render_page(written("山川")).pixels


def test_vertical_writing_takes_the_upright_forms(tmp_path: Path) -> None:
    setter = Setter()
    assert setter.line("ー", Face.GOTHIC, upright=True) != setter.line("ー", Face.GOTHIC)
    paper = Paper(PaperFacts(title="縦"))
    paper.sheet.upright(100, 50, "「コード」、", Type(Face.MINCHO, 12))
    assert "「コード」、" in squeezed(text_of(paper.finish(), tmp_path))


@pytest.mark.parametrize("face", [Face.GOTHIC, Face.GOTHIC_BOLD, Face.MINCHO])
def test_figures_of_number_cells_have_one_width(face: Face) -> None:
    setter = Setter()
    assert setter.width("1", face) < setter.width("0", face)
    assert len({setter.width(figure, face.numbers) for figure in "0123456789"}) == 1


def test_one_document_knows_nothing_of_another(tmp_path: Path) -> None:
    with clock.stopped_at(clock.now()):
        before = written("山田 太郎")
        written(*STRESS)
        assert written("山田 太郎") == before


def test_nothing_that_prints_loads_fonttools() -> None:
    program = (
        "import sys; from kobe_desk.paper.glyphs import Setter; from kobe_desk.paper.fonts import Face;"
        "import kobe_desk.paper.letter, kobe_desk.paper.table;"
        "Setter().line('辻\\U000e0100', Face.MINCHO); sys.exit('fontTools' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
