"""What a column of a roster can hold, and by which headings real rosters name it."""

from enum import StrEnum
from functools import lru_cache

from kobe_desk.core.names import fold
from kobe_desk.core.text import N_


class Field(StrEnum):
    """What a column is read as; `IGNORED` is not taken in."""

    IGNORED = ""
    NUMBER = "number"
    NAME = "name"
    FAMILY = "family"
    GIVEN = "given"
    KANA = "kana"
    FAMILY_KANA = "family_kana"
    GIVEN_KANA = "given_kana"
    HEAD_NAME = "head_name"
    HEAD_MARK = "head_mark"
    RELATION = "relation"
    BIRTH = "birth"
    SEX = "sex"
    HOUSEHOLD_NUMBER = "household_number"
    DISTRICT = "district"
    AREA = "area"
    HOUSE = "house"
    AREA_HOUSE = "area_house"
    POSTAL = "postal"
    PREFECTURE = "prefecture"
    CITY = "city"
    ADDRESS = "address"
    ADDRESS_REST = "address_rest"
    BUILDING = "building"
    ROOM = "room"
    PHONE = "phone"
    MOBILE = "mobile"
    MAIL = "mail"
    JOINED = "joined"
    LEFT = "left"
    NOTES = "notes"


FIELD_NAMES = {
    Field.IGNORED: N_("Not taken in"),
    Field.NUMBER: N_("Member number"),
    Field.NAME: N_("Full name"),
    Field.FAMILY: N_("Family name"),
    Field.GIVEN: N_("Given name"),
    Field.KANA: N_("Reading"),
    Field.FAMILY_KANA: N_("Reading of the family name"),
    Field.GIVEN_KANA: N_("Reading of the given name"),
    Field.HEAD_NAME: N_("Head of the household"),
    Field.HEAD_MARK: N_("Mark of the head (○)"),
    Field.RELATION: N_("Relation to the head"),
    Field.BIRTH: N_("Birth date"),
    Field.SEX: N_("Sex"),
    Field.HOUSEHOLD_NUMBER: N_("Household number"),
    Field.DISTRICT: N_("Block of several groups"),
    Field.AREA: N_("Group of households"),
    Field.HOUSE: N_("House number in the group"),
    Field.AREA_HOUSE: N_("Group and house number"),
    Field.POSTAL: N_("Postal code"),
    Field.PREFECTURE: N_("Prefecture"),
    Field.CITY: N_("City and ward"),
    Field.ADDRESS: N_("Address"),
    Field.ADDRESS_REST: N_("Rest of the address"),
    Field.BUILDING: N_("Building"),
    Field.ROOM: N_("Room"),
    Field.PHONE: N_("Phone"),
    Field.MOBILE: N_("Mobile phone"),
    Field.MAIL: N_("Mail"),
    Field.JOINED: N_("Joined on"),
    Field.LEFT: N_("Left on"),
    Field.NOTES: N_("Notes"),
}

HEADINGS: dict[Field, str] = {
    Field.NUMBER: "会員番号 会員no 会員id 会員コード 個人番号 個人コード id 識別番号 no № 番号 連番 "
    "通番 通し番号 整理番号",
    Field.NAME: "氏名 名前 お名前 御名前 姓名 会員名 会員氏名 住民氏名 本人氏名 漢字氏名 氏名漢字 ご氏名 "
    "ご芳名 しめい なまえ おなまえ name fullname",
    Field.FAMILY: "姓 氏 苗字 名字 みょうじ 姓漢字 lastname familyname surname",
    Field.GIVEN: "名 名漢字 下の名前 firstname givenname",
    Field.KANA: "ふりがな かな 読み よみ よみかな 読みがな 読み仮名 よみがな 振り仮名 氏名かな かな氏名 "
    "氏名ふりがな 名前ふりがな 名前かな 氏名よみ 氏名読み 世帯主かな 世帯主ふりがな 会員名かな "
    "お名前かな お名前ふりがな kana furigana",
    Field.FAMILY_KANA: "せい 姓かな 姓ふりがな 氏かな 姓よみ かな姓 せいかな",
    Field.GIVEN_KANA: "めい 名かな 名ふりがな 名よみ かな名 めいかな",
    Field.HEAD_NAME: "世帯主 世帯主氏名 世帯主名 世帯主様 戸主 代表者 世帯代表者 世帯代表 せたいぬし",
    Field.RELATION: "続柄 世帯主との続柄 続き柄 関係 世帯主との関係 間柄 つづきがら ぞくがら",
    Field.BIRTH: "生年月日 誕生日 生年月 生まれ 誕生年月日 出生日 せいねんがっぴ birthday birthdate birth dateofbirth",
    Field.SEX: "性別 男女 男女別 せいべつ sex gender",
    Field.HOUSEHOLD_NUMBER: "世帯番号 世帯no 世帯id 世帯コード 家族番号 家族コード 戸別番号",
    Field.AREA: "班 組 ぶろっく 地区 班名 組名 班番号 組番号 所属班 隣組 丁目 区域 班no 組no ぶろっく名 はん "
    "block area",
    Field.HOUSE: "戸番 戸番号 班内番号 組内番号 戸no 家番号 班内順 回覧順 順番",
    Field.AREA_HOUSE: "班戸番 班番戸番 組戸番 班番号戸番 班番地 班内",
    Field.POSTAL: "郵便番号 〒 郵便 郵便no zip zipcode postalcode ゆうびんばんごう",
    Field.PREFECTURE: "都道府県 都道府県名 府県 県名 県",
    Field.CITY: "市区町村 市区町村名 市町村 市町村名 市区 市郡 市区郡 市",
    Field.ADDRESS: "住所 現住所 所在地 ご住所 自宅住所 住所1 居住地 町名 町域 町域名 町丁 大字 じゅうしょ address",
    Field.ADDRESS_REST: "番地 住所2 町名番地 地番 丁目番地 住居表示 番地以下",
    Field.BUILDING: "建物 建物名 方書 住所3 まんしょん名 あぱーと名 建物名部屋番号 建物部屋番号 まんしょんあぱーと名 "
    "building",
    Field.ROOM: "部屋番号 部屋 号室 部屋no 室番号 棟号室 room",
    Field.PHONE: "電話 電話番号 tel 自宅電話 固定電話 連絡先 自宅tel 自宅電話番号 連絡先電話番号 でんわ でんわばんごう "
    "電話1 tel1 phone telephone",
    Field.MOBILE: "携帯 携帯電話 携帯番号 携帯電話番号 もばいる 携帯tel スマホ 電話2 tel2 mobile cell",
    Field.MAIL: "メール メールアドレス eメール 電子メール mail email emailaddress メアド 携帯メール",
    Field.JOINED: "入会日 入会 入会年月日 加入日 加入年月日 入居日 転入日 入会年月 joined",
    Field.LEFT: "退会日 退会 退会年月日 転出日 脱会日 left",
    Field.NOTES: "備考 メモ 摘要 その他 特記事項 備考欄 連絡事項 びこう notes note remarks memo",
}

RUNNING = frozenset(map(fold, ("no", "№", "番号", "連番", "通番", "通し番号", "整理番号")))
"""Headings that often only count the lines of a list."""

_MARKS = str.maketrans("", "", "【】[]()（）<>＜＞「」『』*＊※:：.．・/／_＿ 　")


def heading_key(heading: str) -> str:
    """A heading without width, kana, spaces and signs: ﾌﾘｶﾞﾅ, ふりがな and 【フリガナ】 are one."""
    return fold(heading.translate(_MARKS)) or heading.strip()


@lru_cache(maxsize=1)
def known_headings() -> dict[str, Field]:
    """Every known heading with what it says; 〒, which folding leaves nothing of, as it stands."""
    return {heading_key(word): field for field, words in HEADINGS.items() for word in words.split()}


def words_expected() -> tuple[str, ...]:
    """The headings by which the header line of a file is found."""
    return tuple(word for words in HEADINGS.values() for word in words.split() if len(word) > 1 or word in "班組姓名〒")
