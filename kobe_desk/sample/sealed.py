"""The sample's sealed drawer: an invented list of people who need help in a disaster."""

from dataclasses import replace
from datetime import timedelta

from kobe_desk.core import clock
from kobe_desk.core.records import Records
from kobe_desk.modules.members import usecases as roster
from kobe_desk.modules.members.usecases import ListRequest, PeopleFilter

_NEEDS = (
    ("車いす。階段の上り下りができない", "隣の人　民生委員", "みなと坂小学校 体育館", "夜は1階の奥の部屋"),
    ("耳が遠い。サイレンが聞こえない", "班長", "みなと坂小学校 体育館", ""),
    ("在宅酸素。停電のとき急ぐ", "班長　訪問看護", "見本病院", "予備のボンベは玄関"),
    ("物忘れがある。ひとり暮らし", "民生委員", "みなと坂地域交流センター", "鍵は長女が持つ"),
    ("目が不自由。つえを使う", "隣の人", "みなと坂小学校 体育館", ""),
)


def fill_drawer(records: Records, passphrase: str) -> None:
    """Make the drawer, put a list and its people into it, and shut it."""
    today = clock.today()
    records.do(roster.make_drawer, passphrase)
    received = today - timedelta(days=120)
    which = records.do(
        roster.add_sealed_list,
        ListRequest(
            "support", "避難行動要支援者名簿（前期）", "見本市見本区役所", received, received + timedelta(days=365)
        ),
    ).result
    eldest = records.ask(roster.people, PeopleFilter(age_from=82, state=roster.PRESENT), 0, len(_NEEDS)).rows
    for row, (reason, helpers, refuge, notes) in zip(eldest, _NEEDS, strict=False):
        begun = records.ask(roster.sealed_from_roster, row.id)
        entry = replace(begun, reason=reason, helpers=helpers, refuge=refuge, notes=notes, contact="長女 078-000-0990")
        records.do(roster.add_sealed, which, entry)
    records.do(roster.shut_drawer)
