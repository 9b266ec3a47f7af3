"""Papers of a meeting that the association has kept, such as the settlement the treasurer put there."""

from datetime import date
from uuid import UUID

from support.meetings import planned, settled

from kobe_desk.core.records import Records
from kobe_desk.modules.ledger import usecases as ledger
from kobe_desk.modules.meetings import usecases as meetings


def test_a_kept_settlement_is_bound_into_the_agenda_book(records: Records) -> None:
    settled(records, 3)
    records.do(ledger.keep_year_paper, "accounts", "令和7年度 収支決算書", b"%PDF-1.7 one", date(2026, 4, 10))
    records.do(ledger.keep_year_paper, "budget", "令和8年度 収支予算書", b"%PDF-1.7 two", date(2026, 4, 12))
    key: UUID = planned(records, "決算の承認について")[0]
    kept = records.ask(meetings.kept_papers)
    assert [title for _key, title in kept] == ["令和8年度 収支予算書", "令和7年度 収支決算書"]
    records.do(meetings.add_kept_paper, key, kept[1][0])
    assert records.ask(meetings.paper_bytes, key) == (("令和7年度 収支決算書", b"%PDF-1.7 one"),)
    records.undo()
    assert records.ask(meetings.meeting_papers, key) == ()
