"""How formal papers call what the wizard asks in plain words: 実施期間 for 「いつからいつまで」.

The names are those of the vocabulary that programmes share (`[share]` of a definition, common.*). What a programme
asks by itself keeps its own label.
"""

from collections.abc import Mapping

from kobe_desk.modules.subsidies.rules.definition import Column, Field, Programme, Table

LABELS: Mapping[str, str] = {
    "common.founded": "設立年月日",
    "common.area": "活動区域",
    "common.chair": "代表者職氏名",
    "common.members": "会員数",
    "common.households": "世帯数",
    "common.incorporated": "法人格",
    "common.tax_status": "消費税の課税区分",
    "common.phone": "電話番号",
    "common.purpose": "目的",
    "common.officers_text": "役員構成",
    "common.annual_budget": "年間予算規模",
    "common.activities": "主な活動実績",
    "common.years": "直近３年間の収支規模",
    "common.resolution": "総会等の議決",
    "common.project_name": "補助事業の名称",
    "common.period": "実施期間",
    "common.place": "実施場所",
    "common.target": "対象者",
    "common.participants": "参加見込数",
    "common.issue": "現状と課題",
    "common.content": "具体的な内容",
    "common.publicity": "広報の方法",
    "common.schedule": "スケジュール",
    "common.team": "実施体制",
    "common.partners": "連携・協力団体",
    "common.effect": "成果の指標",
    "common.next_year": "翌年度以降",
    "common.safety": "安全対策",
    "common.has_other": "他の補助金等",
    "common.other_name": "その補助金の名称",
    "common.budget_in": "収入の部",
    "common.budget_out": "支出の部",
}
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "common.budget_in": {"amount": "予算額", "note": "摘要（積算の内訳）"},
    "common.budget_out": {"item": "内容", "basis": "積算の内訳", "amount": "予算額", "eligible": "うち補助対象経費"},
    "common.years": {"carried": "翌年度繰越"},
    "common.activities": {"people": "参加者数"},
}
YES_NO: Mapping[str, tuple[str, str]] = {
    "common.has_other": ("受けている・申請している", "受けていない・申請していない"),
    "common.incorporated": ("あり", "なし（任意団体）"),
}
LEAD = "本補助金"
"""The subsidy itself, in the first row of the income."""


def label_of(programme: Programme, item: Field | Table) -> str:
    """What a paper calls a question or a table."""
    return LABELS.get(programme.share.get(item.id, ""), item.label)


def head_of(programme: Programme, table: Table, column: Column) -> str:
    """What a paper calls a column."""
    return COLUMNS.get(programme.share.get(table.id, ""), {}).get(column.id, column.field.label)


def yes_or_no(programme: Programme, field: Field, yes: bool) -> str:
    """はい and いいえ in the words of a form, where it has some."""
    said = YES_NO.get(programme.share.get(field.id, ""))
    return said[0 if yes else 1] if said else ""
