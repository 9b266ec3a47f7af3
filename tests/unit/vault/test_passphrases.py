"""Passphrases and recovery codes as people type them."""

import unicodedata

import pytest

from kobe_desk.core.vault import crypto, passphrase, recovery
from kobe_desk.core.vault.situations import LineLength, LineMistyped, LinesMixed, PassphraseTooShort

SECRET = bytes(range(32))


@pytest.mark.parametrize(
    "typed",
    [
        "パスワード ガ アル",
        "ﾊﾟｽﾜｰﾄﾞ ｶﾞ ｱﾙ",
        "　パスワードガアル ",
        unicodedata.normalize("NFD", "パスワード　ガ　アル"),
    ],
)
def test_width_composition_and_blanks_do_not_matter(typed: str) -> None:
    assert passphrase.fold(typed) == "パスワードガアル"


def test_keys_that_windows_and_macos_take_differently_open_alike() -> None:
    assert passphrase.fold("〜−¥") == passphrase.fold("～－￥").replace("¥", "\\") == "~-\\"


@pytest.mark.parametrize(
    "typed", ["123456", "さくら みかん", "a b c d", "いいいいいいいいいいいい", "さくら さくら さくら", ""]
)
def test_what_is_easy_to_guess_is_refused(typed: str) -> None:
    with pytest.raises(PassphraseTooShort) as refusal:
        passphrase.require_good(typed, "passphrase")
    assert "12文字" in refusal.value.message()


@pytest.mark.parametrize("typed", ["さくらみかんとけいかもめ", "うみ やま かわ そら", "correct-horse-battery"])
def test_twelve_characters_or_four_words_are_enough(typed: str) -> None:
    assert passphrase.require_good(typed) == passphrase.fold(typed)


def test_suggestions_are_five_different_easy_words_of_a_list_of_512() -> None:
    assert len(passphrase.words()) == len(set(passphrase.words())) == 512
    offered = {passphrase.suggest_passphrase() for _ in range(50)}
    assert len(offered) == 50
    for each in offered:
        assert len(each.split()) == 5
        passphrase.require_good(each)


def test_the_product_makes_a_guess_dear() -> None:
    assert crypto.Cost(256 * 1024, 3, 4) == crypto.PRODUCT


def test_a_code_has_five_lines_without_characters_that_look_alike() -> None:
    code = recovery.code_of(SECRET)
    assert [row.letter for row in code.rows] == list("ABCDE")
    assert all(len(group) == 4 for row in code.rows for group in row.groups)
    assert not set(code.text) & set("01ILO")
    assert recovery.secret_of(recovery.lines_of(code.text)) == SECRET


def test_a_code_is_never_shown_in_a_log() -> None:
    code = recovery.code_of(SECRET)
    assert code.rows[0].groups[0] not in repr(code)


def test_a_code_may_be_typed_in_any_width_case_and_spacing() -> None:
    rows = recovery.code_of(SECRET).rows
    wide = [row.text.lower().translate({c: c + 0xFEE0 for c in range(0x21, 0x7F)}) for row in rows]
    assert recovery.secret_of(wide) == SECRET
    assert recovery.secret_of([f"{row.letter}: {'-'.join(row.groups)}-{row.check}" for row in rows]) == SECRET
    assert recovery.secret_of(recovery.lines_of("".join(row.text for row in rows))) == SECRET


def test_every_wrong_character_names_its_line() -> None:
    lines = [row.text.replace(" ", "") for row in recovery.code_of(SECRET).rows]
    for line, text in enumerate(lines):
        for place, right in enumerate(text):
            wrong = next(c for c in recovery.ALPHABET if c != right)
            slip = [*lines[:line], text[:place] + wrong + text[place + 1 :], *lines[line + 1 :]]
            with pytest.raises(LineMistyped) as refusal:
                recovery.secret_of(slip)
            assert refusal.value.values["line"] == "ABCDE"[line]
            assert refusal.value.field == f"line_{'abcde'[line]}"


def test_two_characters_exchanged_and_a_line_in_the_wrong_place_are_found() -> None:
    lines = [row.text.replace(" ", "") for row in recovery.code_of(SECRET).rows]
    for place in range(11):
        swapped = lines[2][:place] + lines[2][place + 1] + lines[2][place] + lines[2][place + 2 :]
        if swapped != lines[2]:
            with pytest.raises(LineMistyped):
                recovery.check_line(2, swapped)
    with pytest.raises(LineMistyped):
        recovery.secret_of([lines[1], lines[0], *lines[2:]])


def test_a_line_too_short_says_how_many_characters_it_has() -> None:
    with pytest.raises(LineLength) as refusal:
        recovery.secret_of(["AB2", "", "", "", ""])
    assert refusal.value.values == {"line": "A", "found": 3}


def test_lines_of_two_sheets_are_told_apart() -> None:
    one, other = recovery.code_of(SECRET).rows, recovery.code_of(bytes(32)).rows
    with pytest.raises(LinesMixed):
        recovery.secret_of([row.text for row in (*one[:2], *other[2:])])


def test_a_letter_that_the_sheet_does_not_use_is_a_slip() -> None:
    with pytest.raises(LineMistyped):
        recovery.check_line(0, "O" * 13)
