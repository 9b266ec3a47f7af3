"""A window with every part of the widget kit, for tests and for the eye. All names in it are invented."""

from dataclasses import dataclass
from datetime import date

from kobe_desk.ui.button import Button, link, primary, secondary
from kobe_desk.ui.card import Answer, AnswerCard, Card, EmptyState, Facts
from kobe_desk.ui.chip import Chip, FilterChip
from kobe_desk.ui.field import (
    CheckBox,
    Choice,
    DateField,
    FormField,
    MoneyField,
    Need,
    NumberField,
    Option,
    PairField,
    PhoneField,
    PostalField,
    SearchField,
    Select,
    TextArea,
    TextField,
)
from kobe_desk.ui.flow import Flow
from kobe_desk.ui.layout import STRETCH, FoldingRow, Row, Rule
from kobe_desk.ui.notice import Notice
from kobe_desk.ui.page import Page, SidePane
from kobe_desk.ui.preview import Paper, PaperPreview
from kobe_desk.ui.rail import Entry
from kobe_desk.ui.side_list import Step, StepState
from kobe_desk.ui.table import Column, Table, TableModel
from kobe_desk.ui.text import Label, Paragraph, strong
from kobe_desk.ui.window import DeskWindow
from kobe_desk.ui.wizard import WizardPage


@dataclass(frozen=True, slots=True)
class PersonRow:
    id: int
    name: str
    kana: str
    place: str
    phone: str
    owes: str


PEOPLE = tuple(
    PersonRow(number, *facts)
    for number, facts in enumerate(
        (
            ("髙木　みつ子", "タカギ　ミツコ", "2丁目4-11", "078-000-0103", "3,600円"),
            ("髙橋　悦郎", "タカハシ　エツロウ", "2丁目5-2", "078-000-0117", "3,600円"),
            ("高橋　スエ", "タカハシ　スエ", "2丁目5-2", "078-000-0117", "世帯主の分"),
            ("𠮷田　義一", "ヨシダ　ギイチ", "2丁目6-1", "078-000-0129", "1,200円"),
            ("辻󠄀　ハル", "ツジ　ハル", "2丁目6-8", "078-000-0131", "3,600円"),
        )
        * 4
    )
)


class PartsPage(Page):
    help_page = "index"

    def __init__(self) -> None:
        super().__init__("部品の見本", "ボタンとしるし")
        off = primary("会議を決める")
        off.setEnabled(False)
        week = Button("週", kind="toggle")
        week.setChecked(True)
        row = Flow(primary("予約する"), off, secondary("印刷", "printer"), link("変更", "pencil"), week, gap=14)
        card = Card("ボタン", more=link("すべて見る"))
        card.body.addLayout(row)
        chips = (Chip("確認ずみ", "ok"), Chip("要確認", "warn"), Chip("入れられない", "error"), Chip("きょう", "info"))
        signs = Card("しるし", Row(*chips, Chip("名簿から", icon="link"), STRETCH))
        self.add(card, signs)
        self.add(Notice("error", "「合唱の会」が9時から12時まで使います。別の日を選んでください。", icon="ban"))
        self.add(Notice("ok", "定足数に達しました。"), Notice("quiet", "人の名前は「たけ」と打ってEnterで入ります。"))
        empty = EmptyState("まだ会議がありません", "総会や役員会を、通知から議事録までここで行います。")
        self.add(empty, STRETCH)


class FieldsPage(Page):
    help_page = "index"

    def __init__(self) -> None:
        super().__init__("入力欄の見本")
        birth = FormField("生年月日", DateField("昭和"), support="わからない月日は空けておけます。")
        birth.set_value(date(1948, 4, 30))
        birth.refuse("4月は30日までです。日を直してください。")
        money = FormField("会費", MoneyField(), Need.OPTIONAL, unit="円")
        money.set_value(3600)
        postal = FormField("郵便番号", PostalField(), Need.OPTIONAL)
        kind = FormField("種類", Select([("a", "自治会"), ("b", "町内会")]))
        group = Choice(
            [Option(1, "みなと坂かるたの会", "毎週木曜", "登録 第18号"), Option(2, "軽音クラブ かるがも")], columns=2
        )
        group.set_value(1)
        who = FormField("使う人", group, Need.UNSAID)
        text = FormField("発言", TextArea(3), Need.OPTIONAL)
        text.set_value("会計の西が、補助金の申請案を資料2で説明した。申請額は293,000円である。")
        tick = CheckBox("座布団を使う")
        tick.set_value(True)
        self.add(
            birth, money, postal, kind, who, text, Row(tick, CheckBox("ホワイトボードを使う"), STRETCH, gap="page")
        )
        self.add(STRETCH)


class RosterPage(Page):
    help_page = "index"

    def __init__(self) -> None:
        super().__init__("名簿", "20世帯・20人")
        self.header.add(secondary("印刷", "printer"), primary("世帯を加える", "plus"))
        rows = [Button(letter, kind="square", name=f"{letter}行") for letter in "あかさたなはまやらわ"]
        rows[3].setChecked(True)
        self.search = SearchField()
        self.add(FoldingRow(self.search, Row(*rows, STRETCH, gap="hair"), STRETCH, gap="item"))
        sentence = Flow(Label("条件", bold=True), FilterChip("3班"), FilterChip("70歳以上"), Label("の人は"))
        sentence.add(Label("12人", bold=True), Label("います"), link("条件を足す", "plus"))
        self.body.addLayout(sentence)
        self.model: TableModel[PersonRow] = TableModel(
            [
                Column("氏名", lambda row: row.name, width=140),
                Column("フリガナ", lambda row: row.kana, width=190, stretch=True),
                Column("住所", lambda row: row.place, width=130, secondary=True),
                Column("電話", lambda row: row.phone, width=160, secondary=True),
                Column(
                    "会費の未納",
                    lambda row: row.owes,
                    width=130,
                    right=True,
                    meaning=lambda row: "muted" if "世帯主" in row.owes else "",
                    secondary=True,
                ),
            ]
        )
        self.table = Table(self.model, "会員の一覧")
        self.model.show(PEOPLE)
        self.table.choose(1)
        self.body.addWidget(self.table, 1)
        facts = [("生年月日", "昭和23年4月1日"), ("世帯", "3人・世帯主"), ("住所", "見本区みなと坂2丁目5-2")]
        change = FoldingRow(
            Label("11月20日　書記 中村", ink="muted"),
            STRETCH,
            link("元に戻す", "undo-2", name="11月20日の変更を元に戻す"),
        )
        self.set_side(
            SidePane(
                *(Label("タカハシ　エツロウ", ink="muted"), Label("髙橋　悦郎", "title"), Facts(facts)),
                *(Row(secondary("直す", "pencil"), STRETCH), Label("これまでの変更", "lead"), Rule(), change),
                Paragraph(f"電話を{strong('078-000-0117')}に変えた", narrow=True),
            )
        )

    def focus_first(self) -> None:
        self.table.setFocus()


class QuestionPage(WizardPage):
    help_page = "index"

    def __init__(self) -> None:
        super().__init__("地域課題に取り組むNPO等補助金", "令和9年度の申請")
        titles = ("はじめに", "団体のこと", "事業の内容", "収支予算", "そえる書類", "確かめ")
        states = (StepState.DONE, StepState.NOW, StepState.AGAIN, *(StepState.LATER,) * 3)
        self.show_steps([Step(title, state) for title, state in zip(titles, states, strict=True)])
        self.count = FormField("会員の数", NumberField(110), support="申請する日の人数を入れます。", unit="人")
        self.count.set_value(741)
        self.count.ask_again(
            f"先月ここに{strong('741人')}と入れました。きょうの名簿は{strong('748人')}です。",
            ("748人にする", lambda: self.count.set_value(748)),
            ("741人のまま", self.count.settle),
        )
        chair = FormField("代表者の氏名", PairField(("姓", TextField(110)), ("名", TextField(110))))
        chair.set_value(("潮見", "和彦"))
        chair.show_source("役員名簿から（令和8年4月1日）")
        begun = FormField("活動をはじめた日", DateField())
        begun.set_value(date(1977, 6, 1))
        begun.show_source("団体の台帳から")
        phone = FormField("連絡のつく電話", PhoneField(), support="数字だけでも、ハイフンを入れてもかまいません。")
        phone.set_value("078-000-0105")
        self.ask("申請する団体のことを、確かめてください", self.count, chair, begun, phone)

    def focus_first(self) -> None:
        self.count.focus()


class AnswersPage(Page):
    help_page = "index"

    def __init__(self) -> None:
        super().__init__("答えを確かめる", back="助成へ")
        answers = [
            Answer("代表者", "会長　潮見 和彦", lambda: None, "役員名簿から"),
            Answer("会員の数", "741人", lambda: None, again=True),
            Answer("事業の名前", "だれでも食堂と学びの広場", lambda: None),
        ]
        self.add(Notice("warn", f"1か所、確かめてください。{strong('団体のこと')}：会員の数が名簿とちがいます。"))
        self.add(AnswerCard("団体のこと", answers), STRETCH)
        self.set_footer(secondary("前へ", "arrow-left"), STRETCH, primary("書類をつくる", "file-text"))


class PapersPage(Page):
    help_page = "index"

    def __init__(self) -> None:
        super().__init__("書類を見る", scrolls=False)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.preview = PaperPreview()
        self.body.addWidget(self.preview, 1)
        place = (0, 330.0, 600.0, 180.0, 70.0)
        papers = [
            Paper("交付申請書", sample_pdf(2), place, "会長の署名がここに入ります"),
            Paper("誓約書", sample_pdf(1)),
        ]
        self.preview.show_papers(papers)


def sample_pdf(pages: int) -> bytes:
    """A small PDF of A4 pages."""
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=(595.3, 841.9))
    for page in range(pages):
        canvas.setFont("Helvetica", 24)
        canvas.drawString(72, 720, f"Page {page + 1}")
        canvas.rect(72, 400, 450, 200)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


PAGES = {
    "parts": ("部品", "house", PartsPage),
    "roster": ("名簿", "users", RosterPage),
    "fields": ("入力", "pencil", FieldsPage),
    "question": ("助成", "hand-coins", QuestionPage),
    "answers": ("答え", "clipboard-check", AnswersPage),
    "papers": ("書類", "file-text", PapersPage),
}


def gallery() -> DeskWindow:
    """The window, with nothing shown yet."""
    entries = [Entry(name, title, icon, page) for name, (title, icon, page) in PAGES.items()]
    foot = [Entry("lock", "施錠", "lock", act=lambda: None, foot=True)]
    window = DeskWindow([*entries, *foot])
    window.rail.say("みなと坂自治会", "令和8年度")
    window.strip.offer("髙橋悦郎さんの電話を変えました", lambda: None)
    return window
