"""Money, kana, names and search keys: read in any width, kept as typed, found as people look for them."""

import pytest
import sqlcipher3.dbapi2 as sqlite
from hypothesis import given
from hypothesis import strategies as st

from kobe_desk.core import names, search_key
from kobe_desk.core.japanese import kana, money, numerals

WORDS = st.text(alphabet='髙高橋﨑崎田太郎タナカたなかﾀﾅｶガｶﾞー2３-－ー ・"*()ANDor神𠮷', max_size=8)


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("¥1,000", 1000),
        ("１，５００円", 1500),
        ("▲200", -200),
        ("△２００", -200),
        ("-5", -5),
        ("−1,000円", -1000),
        ("¥-300", -300),
        ("1千円", 1000),
        ("3万円", 30000),
        ("1.5万円", 15000),
        ("1000.00", 1000),
        ("金12,000円也", 12000),
        ("\\800", 800),
        ("0", 0),
        ("1万5千円", 15000),
        ("１万５，０００円", 15000),
        ("1万500円", 10500),
        ("2千5百円", 2500),
        ("5百円", 500),
        ("五百円", 500),
        ("百円", 100),
        ("一万円", 10000),
        ("十二万三千四百五円", 123405),
        ("一五〇〇円", 1500),
        ("金壱万弐千円也", 12000),
        ("金参拾萬円也", 300000),
        ("▲五百円", -500),
        ("1億2千万円", 120_000_000),
    ],
)
def test_amounts_are_read_as_people_write_them(written: str, amount: int) -> None:
    assert money.read_yen(written) == amount


@pytest.mark.parametrize(
    "written",
    [
        "",
        "(200)",
        "1,00",
        "12,34",
        "約100円",
        "100円(税込)",
        "1.000",
        "-▲5",
        "円",
        "1e5",
        "1万5",
        "1万5円",
        "一万五円",
        "5千5円",
        "二三十円",
        "五百千円",
        "1五円",
        "万円",
        "1万2万円",
        "1万20000円",
        "1.5万5千円",
        "1万0500円",
        "百2十円",
        "〇円",
        "五百円くらい",
        "▲¥▲五百円",
        "1万1,00円",
    ],
)
def test_an_amount_that_is_not_clear_is_refused(written: str) -> None:
    with pytest.raises(money.NotAnAmount):
        money.read_yen(written)


@given(st.integers(1, 999_999_999))
def test_every_amount_written_in_kanji_is_read_back_or_refused_as_unclear(amount: int) -> None:
    """Written here by a rule of its own: 一億二千三百四十五万六千七百八十九."""

    def below(number: int) -> str:
        digits = [int(each) for each in f"{number:04}"]
        return "".join(f"{'' if each == 1 and unit else '〇一二三四五六七八九'[each]}{unit}"
                       for each, unit in zip(digits, ("千", "百", "十", ""), strict=True) if each)  # fmt: skip

    parts = (amount // 10**8, amount // 10**4 % 10**4, amount % 10**4)
    written = "".join(f"{below(each)}{unit}" for each, unit in zip(parts, ("億", "万", ""), strict=True) if each)
    if amount > 10**4 and 0 < parts[2] < 10:  # noqa: PLR2004
        with pytest.raises(money.NotAnAmount):
            money.read_yen(f"{written}円")
    else:
        assert money.read_yen(f"{written}円") == amount


def test_parts_of_a_yen_and_a_trillion_yen_are_refused() -> None:
    with pytest.raises(money.NotWholeYen):
        money.read_yen("100.5円")
    with pytest.raises(money.TooMuch):
        money.read_yen("1,000,000,000,000", "amount")


@given(st.integers(-money.MOST, money.MOST))
def test_every_written_amount_is_read_back(amount: int) -> None:
    for way in (money.figures, money.yen, money.yen_mark, money.written_out):
        assert money.read_yen(way(amount)) == amount


def test_kana_change_width_and_script_and_nothing_else_changes() -> None:
    assert kana.to_full_width("ﾀｶﾞﾜ ﾊﾙｺ") == "タガワ ハルコ"
    assert kana.to_half_width("たがわ　ハルコ") == "ﾀｶﾞﾜ　ﾊﾙｺ"
    assert (kana.to_katakana("ゔぁ山"), kana.to_hiragana("ヴァ山")) == ("ヴァ山", "ゔぁ山")
    assert kana.narrow("２－３－４　Ａ棟①") == "2-3-4 A棟①"


def test_a_reading_is_kept_in_full_width_katakana() -> None:
    assert kana.reading(" たかはし　ｲﾁﾛｳ ") == "タカハシ イチロウ"
    assert kana.reading("か\u3099く") == "ガク"
    assert kana.is_kana("ジョン・スミス") and kana.is_kana("ﾀﾅｶ") and not kana.is_kana("田中") and not kana.is_kana("")


def test_readings_stand_in_the_order_of_the_fifty_sounds() -> None:
    ordered = ["アー", "ウ", "ヴ", "はーは", "ハアハ", "はは", "ババ", "パパ", "ハラ ユミ", "ハラダ アイ", "ゃ", "ヤ"]
    assert sorted(reversed(ordered), key=kana.sort_key) == ordered


def test_a_reading_knows_its_tab_in_the_card_index() -> None:
    assert [kana.row_of(word) for word in ("ガク", "ｶﾞｸ", "ん", "ヴ", "ぱ", "ゃ", "田", "")] == [
        "か",
        "か",
        "わ",
        "あ",
        "は",
        "や",
        "",
        "",
    ]


def test_the_holder_of_an_account_is_written_as_banks_do() -> None:
    written = kana.bank_kana("シャ）きょうどう　コーベ")
    assert written == "ｼﾔ)ｷﾖｳﾄﾞｳ ｺ-ﾍﾞ"
    assert kana.is_bank_kana(written) and not kana.is_bank_kana("神戸")


def test_kanji_numerals_become_figures() -> None:
    assert numerals.arabic("二十三番地 一九四八年 百二十 十") == "23番地 1948年 120 10"


def test_a_name_is_kept_as_typed_but_a_kana_takes_its_mark() -> None:
    assert names.as_typed("　神\ufa19か\u3099 \U00020bb7辻\U000e0100 ") == "神\ufa19が \U00020bb7辻\U000e0100"
    assert names.as_typed("ハ\u309a") == "パ"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("髙橋", "高橋"),
        ("山﨑", "山崎"),
        ("渡邉", "渡辺"),
        ("渡邊", "渡邉"),
        ("𠮷田", "吉田"),
        ("濵田", "浜田"),
        ("濱田", "浜田"),
        ("齋藤", "斉藤"),
        ("神\ufa19", "神神"),
        ("辻\U000e0100", "辻"),
        ("ﾀﾅｶ", "たなか"),
        ("か\u3099", "が"),
        ("田中 太郎", "田中　太郎"),
        ("２－３－４", "2ー3−4"),
        ("Ａ棟", "a棟"),
        ("三ヶ月", "三ケ月"),
    ],
)
def test_search_takes_variants_widths_and_scripts_for_the_same(one: str, other: str) -> None:
    assert names.same(one, other)


def test_characters_that_an_encoding_lacks_are_named() -> None:
    assert names.unwritable("𠮷田𠮷子☎髙﨑") == ("𠮷", "☎")
    assert names.unwritable("髙橋") == ()


@pytest.fixture
def table() -> sqlite.Connection:
    connection = sqlite.connect(":memory:")
    connection.execute(f"CREATE VIRTUAL TABLE found USING fts5(words, numbers, tokenize='{search_key.TOKENIZE}')")
    return connection


PEOPLE = [
    ("髙橋 一郎", "タカハシ イチロウ", "神戸市中央区御幸通２－３－４", "078-333-1234"),
    ("田中", "ﾀﾅｶ", "灘区23-4", "090-1111-2222"),
    ("𠮷田 森", "よしだ もり", "東灘区向洋町中6丁目", ""),
    ("中田 浩", "ナカタ ヒロシ", "", "(078) 000-0000"),
]


def _hits(table: sqlite.Connection, query: str) -> list[int]:
    wanted = search_key.match(query)
    if not wanted:
        return list(range(1, 1 + table.execute("SELECT count(*) FROM found").fetchone()[0]))
    return [row[0] for row in table.execute("SELECT rowid FROM found WHERE found MATCH ? ORDER BY rowid", [wanted])]


def _fill(table: sqlite.Connection, people: list[tuple[str, ...]]) -> None:
    rows = [(search_key.tokens(*person[:3]), search_key.number_tokens(person[3])) for person in people]
    table.executemany("INSERT INTO found VALUES (?, ?)", rows)


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("高橋", [1]),
        ("髙", [1]),
        ("たか", [1]),
        ("ﾀｶ", [1]),
        ("田", [2, 3, 4]),
        ("田中", [2]),
        ("高橋一郎", [1]),
        ("一郎　高橋", [1]),
        ("森", [3]),
        ("吉田", [3]),
        ("078", [1, 4]),
        ("０７８－３３３", [1]),
        ("(078)333", [1]),
        ("2-3-4", [1]),
        ("23-4", [1, 2]),
        ("0783331234", [1]),
        ("御幸通2", [1]),
        ("中 田", [2, 3, 4]),
        ("ダ", [3]),
        ("存在しない", []),
        ("橋タ", []),
    ],
)
def test_words_of_any_length_are_found(table: sqlite.Connection, query: str, hits: list[int]) -> None:
    _fill(table, PEOPLE)
    assert _hits(table, query) == hits


@pytest.mark.parametrize(
    "query", ['"', "*", '" OR "', "AND", "NEAR(田, 2)", "words: 田", "-", "^田", "(((", "田*", "'; --", "\x00"]
)
def test_nothing_typed_is_taken_as_a_command(table: sqlite.Connection, query: str) -> None:
    _fill(table, PEOPLE)
    _hits(table, query)


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=5), WORDS)
def test_the_index_answers_as_reading_everything_would(people: list[tuple[str, str]], query: str) -> None:
    connection = sqlite.connect(":memory:")
    connection.execute(f"CREATE VIRTUAL TABLE found USING fts5(words, numbers, tokenize='{search_key.TOKENIZE}')")
    _fill(connection, [(one, other, "", "") for one, other in people])
    plain = [i for i, person in enumerate(people, start=1) if search_key.found_in(query, *person)]
    assert _hits(connection, query) == plain
    connection.close()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("山田\r\n太郎", "山田 太郎"),
        ("山田\t太郎", "山田 太郎"),
        ("山\u202e田\u200b 太\x07郎\ufeff", "山田 太郎"),
        ("辻\U000e0100 𠮷 神", "辻\U000e0100 𠮷 神"),
        ("か\u3099くや\u2028姫", "がくや 姫"),
    ],
)
def test_a_name_is_one_line_without_signs_that_have_no_shape(typed: str, kept: str) -> None:
    assert names.one_line(typed) == kept
    assert names.fits_a_line(kept)
    assert not names.fits_a_line(typed) or typed == kept


def test_a_text_of_several_lines_keeps_its_lines_and_its_indented_start() -> None:
    assert names.lines("　一行目\r\n二行目\u202e\x00 ") == "　一行目\n二行目"


def test_what_is_wrong_in_a_text_can_be_shown() -> None:
    assert names.visible("山\u202e田\n太郎") == "山[U+202E]田⏎太郎"
