"""One sample application as plain facts of its forms, for the tests of subsidy papers."""

from dataclasses import replace
from datetime import date
from typing import Any

from kobe_desk.modules.subsidies.papers.facts import (
    BudgetFacts,
    Face,
    Grid,
    GridColumn,
    Holds,
    LetterFacts,
    Officer,
    OfficersFacts,
    Pair,
    SheetFacts,
    Signer,
    Trace,
    TraceRow,
)
from kobe_desk.paper.letter import Applicant, Item, Seal

CHECK = "fb173a948cf4a99a0123456789abcdef"
ANSWERS_SHA = "5a" * 32
SIGNERS = (Signer("chair", "会長"), Signer("treasurer", "会計"))
APPLICANT = Applicant("みなと台自治会", "会長", "髙橋　和代", "みなとだいじちかい", "650-0000",
                      "神戸市中央区みなと台三丁目２番１号", "078-000-0000", seal=Seal.SIGN_OR_SEAL)  # fmt: skip
CONTACT = (("担当者", "書記　佐藤　勝"), ("電話", "078-000-0001"), ("メール", "minatodai@example.jp"),
           ("連絡可能", "平日 10時〜16時"))  # fmt: skip


def face(title: str, code: str = "", **more: Any) -> Face:
    return replace(
        Face(title, code, number="みなと台自第12号", day=date(2026, 4, 24), association="みなと台自治会", sample=True),
        **more,
    )


def copy(one: Face) -> Face:
    """The same as a submission copy."""
    return replace(one, draft=False, check=CHECK, answers=ANSWERS_SHA)


def application(**more: Any) -> LetterFacts:
    facts = LetterFacts(
        face("地域活動補助金交付申請書", "様式第１号", reference=False),
        "神戸市長",
        APPLICANT,
        "令和8年度において、下記のとおり地域活動補助事業を実施したいので、神戸市補助金等の交付に関する規則及び"
        "地域活動補助金交付要綱（見本）の規定により、関係書類を添えて補助金の交付を申請します。",
        "令和8年4月24日",
        items=(
            Item("補助事業の名称", "みんなの防災・交流フェスタ"),
            Item("交付申請額", "金251,000円"),
            Item("補助事業に要する経費", "560,000円（うち補助対象経費　523,400円）"),
            Item("着手予定年月日", "令和8年7月1日"),
            Item("完了予定年月日", "令和9年1月31日"),
            Item("実施場所", "みなと台会館及びみなと台公園（辻󠄀本邸前）"),
            Item("総会等の議決", "令和8年4月19日　令和8年度通常総会　第4号議案　可決"),
            Item("他の補助金等", "受けていない・申請していない"),
            Item("添付書類", ticks=(
                ("団体概要書", True), ("事業計画書", True), ("収支予算書・算定表", True), ("役員名簿", True),
                ("誓約書", True), ("規約の写し", True), ("議事録抄本", True), ("見積書の写し 2通", False),
            )),
        ),
        contact=CONTACT,
        signers=SIGNERS,
    )  # fmt: skip
    return replace(facts, **more)


def pledge(**more: Any) -> LetterFacts:
    facts = LetterFacts(
        face("誓約書", "様式第６号", draft_wording=True),
        "神戸市長",
        APPLICANT,
        "当団体は、地域活動補助金の交付を申請するに当たり、下記の事項について誓約します。\n"
        "また、神戸市が必要と認める場合には、役員名簿に記載した事項を関係機関に照会することについて、"
        "役員全員の同意を得ています。",
        "令和8年4月24日",
        items=(
            Item("", "当団体及びその役員は、暴力団、暴力団員又は暴力団員と密接な関係を有する者ではありません。"),
            Item("", "補助事業の実施に当たり、前号に掲げる者に利益を供与し、又はこれを利用することはありません。"),
            Item("", "申請書及び添付書類に記載した事項は、事実に相違ありません。"),
            Item("", "この誓約に反することが明らかになった場合は、交付の決定の取消し及び補助金の返還に応じます。"),
        ),
        note="役員の氏名・氏名カナ・生年月日・性別・住所は、別紙「役員名簿」のとおり。",
        signers=SIGNERS[:1],
    )
    return replace(facts, **more)


def organisation(**more: Any) -> SheetFacts:
    facts = SheetFacts(
        face("団体概要書", "様式第２号"),
        (
            Pair("団体名", "みなと台自治会", ruby="みなとだいじちかい"),
            Pair("代表者職氏名", "会長　髙橋　和代", ruby="たかはし　かずよ"),
            Pair("所在地", "〒650-0000　神戸市中央区みなと台三丁目２番１号　みなと台会館内"),
            Pair("設立年月日", "昭和54年4月1日", half=True),
            Pair("法人格", "なし（任意団体）", half=True),
            Pair("活動区域", "みなと台一丁目から三丁目まで（ただし、三丁目20番以降を除く。）"),
            Pair("会員数", "312世帯　748名", half=True),
            Pair("会費", "1世帯 月額300円", half=True),
            Pair(
                "目的",
                "会員相互の親睦と福祉の増進を図り、防災・防犯・環境美化等の共同活動を通じて、安全で住みよい地域社会を形成する。",
            ),
            Pair("役員構成", "会長1名、副会長2名、会計1名、書記1名、総務1名、監事2名（任期2年）"),
            Pair("ホームページ", "なし", half=True),
            Pair("法人番号", "該当なし", half=True),
            Grid(
                "主な活動実績（令和7年度）",
                (
                    GridColumn("時期", Holds.SHORT),
                    GridColumn("活動の内容", share=2),
                    GridColumn("参加者数", Holds.NUMBER),
                    GridColumn("備考"),
                ),
                (
                    ("4月・10月", "公園・水路の一斉清掃", "延べ214名", "エコ活動"),
                    ("7月", "夏まつり（盆おどり、模擬店）", "約450名", "商店会と共催"),
                    ("9月", "防災訓練（初期消火、安否確認）", "136名", "消防団の協力"),
                ),
            ),
            Grid(
                "直近３年間の収支規模",
                (
                    GridColumn("年度", Holds.SHORT),
                    *(GridColumn(head, Holds.NUMBER) for head in ("収入", "支出", "翌年度繰越")),
                ),
                (("令和5年度", 2214560, 1988120, 226440), ("令和6年度", 2180344, 1941702, -238642)),
                unit="円",
            ),
        ),
        "令和8年4月1日現在",
    )
    return replace(facts, **more)


LONG = "".join(
    f"第{number}に、みなと台では坂道の上に高齢者のみの世帯が多く、"
    f"避難所まで歩けないと答えた世帯が{number * 7}世帯あった。"
    for number in range(1, 14)
)[:599] + "。"  # fmt: skip


def plan(**more: Any) -> SheetFacts:
    facts = SheetFacts(
        face("事業計画書", "様式第３号"),
        (
            Pair("事業の名称", "みんなの<b>防災</b>&amp;交流フェスタ"),
            Pair("実施期間", "令和8年7月1日から令和9年1月31日まで"),
            Pair("実施場所", "みなと台会館（大会議室・調理室）、みなと台公園"),
            Pair("現状と課題", LONG),
            Pair(
                "具体的な内容",
                "【第1回】防災体験フェスタ（9月6日）　起震車体験\n【第2回】交流フェスタ（12月6日）　防災かるた大会",
            ),
            Grid(
                "スケジュール",
                (GridColumn("時期", Holds.SHORT), GridColumn("内容", share=3), GridColumn("担当")),
                (
                    ("7月", "実行委員会の発足、協力団体との打合せ、チラシの作成", "会長・総務"),
                    ("9月6日(日)", "第1回 防災体験フェスタ（雨天時は会館内で実施）", "実行委員 24名"),
                ),
            ),
            Pair("実施体制", "責任者 会長 髙橋和代　ほか実行委員24名（役員・班長20名、有志4名）"),
            Pair("この事業に参加すると見込まれる子どもと保護者の人数", "120名"),
            Pair("成果の指標", "参加者400名以上、安否確認訓練の回答率60%（現状 41%）", to_confirm=True),
        ),
    )
    return replace(facts, **more)


INCOME = (GridColumn("科目"), GridColumn("予算額", Holds.NUMBER), GridColumn("摘要（積算の内訳）", share=2))
SPENDING = (
    GridColumn("科目", share=1),
    GridColumn("予算額", Holds.NUMBER),
    GridColumn("うち補助対象経費", Holds.NUMBER),
    GridColumn("積算の内訳", share=1.5),
    GridColumn("備考", share=0.6),
)
ROWS = (
    ("報償費", 60000, 60000, "講師謝礼　30,000円×1人×2回", None),
    ("消耗品費", 98400, 98400, "防災食、工作・かるた材料", None),
    ("使用料及び賃借料", 110000, 110000, "テント等 15,000円×4張\n音響一式 25,000円×2回", None),
    ("備品購入費", 123456789, 123456789, "折りたたみ担架 48,000円×2台", "見積書1"),
    ("雑費（前年の戻り）", -12600, 0, "参加賞、ごみ袋ほか", "対象外"),
)
TRACE = Trace(
    "別表　補助対象経費算定表",
    (
        TraceRow("補助対象経費", "Ａ", "523,400"),
        TraceRow("控除する収入（参加費等）", "Ｂ", "20,000"),
        TraceRow("差引", "Ｃ＝Ａ−Ｂ", "503,400"),
        TraceRow("補助率 2分の1", "Ｄ＝Ｃ×1/2", "248,907.5"),
        TraceRow("補助の上限額", "Ｅ", "300,000", to_confirm=True),
        TraceRow("交付申請額", "ＤとＥのいずれか低い額（千円未満切捨て）", "248,000", result=True),
    ),
)


def budget(rows: Any = ROWS, **more: Any) -> BudgetFacts:
    income = Grid("１　収入の部", INCOME, (("本補助金", 251000, "別表 算定表のとおり"), ("他の補助金等", 0, "該当なし"),
                  ("参加費", 20000, "100円×200人（中学生以下は無料）")), ("計", 271000, None), "円")  # fmt: skip
    spending = Grid(
        "２　支出の部", SPENDING, tuple(rows),
        ("計", sum(row[1] for row in rows), sum(row[2] for row in rows), None, None), "円", "支出はありません。",
    )  # fmt: skip
    facts = BudgetFacts(
        face("収支予算書", "様式第４号"),
        (income, spending),
        "事業の名称　みんなの防災・交流フェスタ",
        (TRACE,),
    )
    return replace(facts, **more)


OFFICERS = (
    Officer("会長", "髙橋　和代", "たかはし　かずよ", date(1958, 5, 12), "女", "神戸市中央区みなと台三丁目4番8号"),
    Officer("副会長", "フェルナンデス・デ・ソウザ　マリア", "フェルナンデス・デ・ソウザ　マリア",
            date(1979, 12, 20), "女", "神戸市中央区みなと台三丁目11番3-1204号\nみなと台グランドハイツ"),
    Officer("会計", "𠮷田　恵子", "よしだ　けいこ", date(1964, 8, 17), "女", "神戸市中央区みなと台二丁目7番1号"),
    Officer("書記", "辻󠄀本　勝", "つじもと　まさる", date(1970, 2, 28), "男", "神戸市中央区みなと台三丁目1番6号"),
    Officer("監事", "濵田　静江", "はまだ　しずえ", None, "", ""),
)  # fmt: skip


def officers(rows: tuple[Officer, ...] = OFFICERS, **more: Any) -> OfficersFacts:
    facts = OfficersFacts(face("役員名簿", "様式第５号"), "みなと台自治会", "令和8年4月19日現在", rows)
    return replace(facts, **more)
