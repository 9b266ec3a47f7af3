"""The shipped definitions, and a small one that each test bends."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from kobe_desk.core import paths
from kobe_desk.modules.subsidies.rules import bundle, library
from kobe_desk.modules.subsidies.rules.bundle import Bundle
from kobe_desk.modules.subsidies.rules.definition import Programme

SMALL: dict[str, Any] = {
    "schema": "kobe-desk/programme@1",
    "programme": {
        "id": "small", "version": "2026.1", "title": "小さな制度", "funder": "見本市", "fiscal_year": "2026",
        "window": {"open": "2026-04-10", "close": "2026-05-29T17:15:00+09:00"}, "keep_years": 5,
        "teaching": True,
    },
    "choices": [{"id": "kinds", "options": [
        {"id": "food", "label": "食糧費", "eligible": False}, {"id": "travel", "label": "旅費", "eligible": True},
    ]}],
    "condition": [{"id": "has_food", "expr": 'rows.costs.exists(r, r.category == "food")'}],
    "page": [
        {"id": "one", "title": "一", "field": [
            {"id": "tea", "type": "yesno", "label": "茶菓あり"},
            {"id": "mail", "type": "text", "label": "メール", "retain": True, "when": "tea"},
        ]},
        {"id": "two", "title": "二", "table": [{"id": "costs", "label": "支出", "min_rows": 1, "columns": [
            {"id": "category", "type": "choice", "label": "科目", "choices": "kinds"},
            {"id": "amount", "type": "yen", "label": "金額", "min": 1},
            {"id": "eligible", "type": "yen", "label": "対象",
             "computed": {"expr": "cat(row.category).eligible ? row.amount : 0"}},
        ], "totals": ["amount", "eligible"]}]},
        {"id": "three", "title": "三", "when": "tea", "field": [
            {"id": "tea_cost", "type": "yen", "label": "茶菓代", "required": True, "min": 0},
            {"id": "tea_why", "type": "text", "label": "わけ", "depends_on": ["tea_cost"]},
        ]},
        {"id": "four", "title": "四", "field": [
            {"id": "whole", "type": "yen", "label": "合計",
             "computed": {"expr": "totals.costs.amount + (tea ? tea_cost : 0)"}},
        ]},
    ],
    "amount": [{"id": "grant", "label": "申請額", "base": "totals.costs.eligible", "rate": "1/2", "floor": 0,
                "round": {"mode": "down", "unit": 1000}, "order": ["rate", "round", "floor"]}],
    "figure": [
        {"at": "amount.grant.rate", "label": "率", "source": "見本", "vintage": "見本"},
        {"at": "amount.grant.round", "label": "端数", "source": "見本", "vintage": "見本"},
    ],
    "check": [{"id": "cheap", "level": "warning", "expr": "tea_cost <= 12000", "message": "茶菓が高い", "when": "tea"}],
    "form": [{"id": "f1", "title": "申請書", "paper": "application", "fields": ["mail", "costs"]}],
    "stage": [{"id": "apply", "title": "申請", "forms": ["f1"], "final": True}],
}  # fmt: skip


@pytest.fixture
def small() -> dict[str, Any]:
    return deepcopy(SMALL)


@pytest.fixture
def made(small: dict[str, Any]) -> Callable[[], Programme]:
    """The small programme as the test has bent it."""
    return lambda: library.load(Bundle(small))


def shipped(name: str) -> Programme:
    return library.load(bundle.read(paths.resources("programmes", name)))


@pytest.fixture
def teaching() -> Programme:
    return shipped("chiiki-katsudo-mihon")
