"""A desk of before, with a general meeting and its motions, is brought up to date and keeps them."""

from pathlib import Path

from support.key import KEY

from kobe_desk.core import database, migrate
from kobe_desk.core.database import Database
from kobe_desk.core.permission import Role, Who
from kobe_desk.core.records import Records
from kobe_desk.modules.association.usecases import rules_on
from kobe_desk.modules.meetings import usecases as meetings

RULES = (
    '{"body": "general", "since": "1979-04-01", "unit": "household", "quorum": "more_than 1/2", '
    '"majority": "more_than 1/2 of cast", "rule_change": "at_least 3/4 of all", "writing_counts": true, '
    '"proxy_counts": true, "blank_proxy_to_chair": true, "chair_breaks_ties": true, "notice_days": 5, '
    '"only_notified": true, "signatories": 2, "secretary_may_sign": false}'
)


def test_meetings_motions_and_rules_of_before_stay(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    migrate.create(path, KEY, schema=5)
    connection = database.connect(path, KEY)
    meeting = bytes(15) + b"\x01"
    connection.execute(
        "INSERT INTO meeting (id, version, body, title, fiscal_year, starts, place, chair, secretary, signatories, "
        "opening, total, in_person, in_writing, by_proxy, void_writing, void_proxy, rules, state) VALUES "
        "(?, 1, 'general', '通常総会', 2026, '2026-04-19T10:00', '会館', '西村', '𠮷田', '[]', '', "
        "312, 87, 46, 55, 0, 3, ?, 'open')",
        (meeting, RULES),
    )
    for number, unanimous in ((1, 1), (2, 0)):
        connection.execute(
            "INSERT INTO motion (id, version, meeting_id, position, number, title, proposal, discussion, rule, yes, "
            "no, abstain, invalid, excluded, unanimous, carried) VALUES (?, 1, ?, ?, ?, '補助金の申請', '', "
            "'三宮で話した。', 'more_than 1/2 of cast', ?, 3, 2, 0, 0, ?, 1)",
            (bytes(15) + bytes([number + 1]), meeting, number, f"R8-総-0{number}", 0 if unanimous else 180, unanimous),
        )
    connection.execute(
        "INSERT INTO meeting_rules (id, version, body, since, unit, quorum, majority, rule_change, writing_counts, "
        "proxy_counts, blank_proxy_to_chair, chair_breaks_ties, notice_days, only_notified, signatories, "
        "secretary_may_sign) VALUES (?, 1, 'general', '1979-04-01', 'household', 'at_least 1/2', "
        "'more_than 1/2 of cast', 'at_least 3/4 of all', 1, 1, 1, 1, 7, 1, 2, 0)",
        (bytes(15) + b"\x09",),
    )
    connection.close()
    assert migrate.bring_up_to_date(path, KEY) is not None
    records = Records(Database.open(path, KEY), Who("slot-1", "書記", Role.SECRETARY))
    (line,) = records.ask(meetings.meetings)
    row = records.ask(meetings.meeting, line.id)
    assert (row.quorum.addition, row.rules.proxy_who, row.state) == ("87＋46＋52＝185", "anyone", "open")
    assert [(each.number, each.method, each.carried) for each in row.motions] == [
        ("R8-総-01", "acclaim", True), ("R8-総-02", "hands", True),
    ]  # fmt: skip
    assert records.ask(meetings.find_in_minutes, "三宮").total == 2
    assert records.ask(meetings.find_in_minutes, "西村").total == 1
    assert records.ask(rules_on, "general", row.starts.date()).notice_days == 7
    records.do(meetings.write_item, row.motions[0].id, "ほかのことを話した。")
    assert records.ask(meetings.find_in_minutes, "三宮").total == 1
    records.close()
