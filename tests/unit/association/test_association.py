"""The association's own facts."""

from dataclasses import replace
from datetime import date

import pytest

from kobe_desk.core.japanese.corporate_number import FigureMistyped, check_figure
from kobe_desk.core.records import Records
from kobe_desk.modules.association import usecases as association
from kobe_desk.modules.association.usecases import Bank, Profile, Rules


def test_a_new_association_has_its_usual_offices_and_rules(records: Records) -> None:
    assert records.ask(association.profile) is None
    records.do(association.save_profile, Profile("みなと台自治会", mark="みなと台自"))
    assert records.ask(association.profile) == Profile("みなと台自治会", mark="みなと台自")
    assert [office.name for office in records.ask(association.offices)] == [
        "会長",
        "副会長",
        "書記",
        "会計",
        "監事",
        "班長",
    ]
    assert records.ask(association.rules_on, "general", date(2026, 4, 1)).quorum == "more_than 1/2"


def test_the_profile_is_changed_and_undone(records: Records) -> None:
    records.do(association.save_profile, Profile("みなと台自治会"))
    records.do(association.save_profile, Profile("みなと台自治会", phone="078-000-0000"))
    records.undo()
    assert records.ask(association.profile).phone == ""


def test_an_association_without_a_name_is_refused(records: Records) -> None:
    with pytest.raises(association.NameMissing):
        records.do(association.save_profile, Profile("　"))


def test_a_corporate_number_is_kept_as_thirteen_figures_and_a_mistyped_one_refused(records: Records) -> None:
    number = f"{check_figure('234567890123')}234567890123"
    wide = number.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    records.do(association.save_profile, Profile("みなと台自治会", corporate_number=f" {wide[:1]}-{wide[1:]} "))
    assert records.ask(association.profile).corporate_number == number
    mistyped = number[:-1] + str((int(number[-1]) + 1) % 10)
    with pytest.raises(FigureMistyped) as refusal:
        records.do(association.save_profile, Profile("みなと台自治会", corporate_number=mistyped))
    assert refusal.value.field == "corporate_number"
    assert records.ask(association.profile).corporate_number == number


def test_an_office_is_added_once(records: Records) -> None:
    records.do(association.add_office, "防災部長")
    with pytest.raises(association.OfficeKnown) as refusal:
        records.do(association.add_office, "防災部長")
    assert refusal.value.values == {"name": "防災部長"}


def test_rules_hold_from_their_day(records: Records) -> None:
    records.do(association.save_profile, Profile("みなと台自治会"))
    old = records.ask(association.rules_on, "general", date(2026, 4, 1))
    records.do(association.save_rules, replace(old, since=date(2026, 5, 1), quorum="at_least 1/3"))
    assert records.ask(association.rules_on, "general", date(2026, 4, 30)).quorum == "more_than 1/2"
    assert records.ask(association.rules_on, "general", date(2026, 5, 1)).quorum == "at_least 1/3"
    assert records.ask(association.rules_on, "board", date(2026, 5, 1)) == Rules("board", date(1900, 1, 1))


@pytest.mark.parametrize(
    ("number", "refusal"),
    [
        ("", association.BankIncomplete),
        ("12345678", association.BankNumberWrong),
        ("１２３", association.BankNumberWrong),
    ],
)
def test_a_bank_account_is_checked(records: Records, number: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        records.do(association.save_bank_account, Bank("みなと銀行", "本店", number, "みなと台自治会"))
    assert records.ask(association.bank_account) is None


def test_a_document_is_kept_given_back_and_its_removal_undone(records: Records) -> None:
    data = b"%PDF-1.4 bylaws"
    key = records.do(association.keep_document, "bylaws", "規約", "C:/x/規約.pdf", data, date(2026, 4, 1)).result
    assert records.ask(association.document_bytes, key) == data
    records.do(association.remove_document, key)
    assert records.ask(association.documents) == ()
    records.undo()
    assert [row.title for row in records.ask(association.documents)] == ["規約"]
    assert records.ask(association.document_bytes, key) == data


def test_a_document_that_cannot_be_attached_is_refused(records: Records) -> None:
    with pytest.raises(association.DocumentNotPdf):
        records.do(association.keep_document, "bylaws", "規約", "規約.docx", b"PK", None)
    with pytest.raises(association.DocumentTooLarge):
        records.do(association.keep_document, "bylaws", "規約", "規約.pdf", b"%PDF-" + bytes(6_000_000), None)
