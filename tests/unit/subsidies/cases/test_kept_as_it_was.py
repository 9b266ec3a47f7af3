"""Spares 33, 35 and 36: what was decided keeps its words and its figures, and no key lies anywhere in clear."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session
from support import tea
from support.meetings import filled, planned, settled
from support.vault_desk import WORDS

from kobe_desk.core.permission import usecase
from kobe_desk.core.progress import silent
from kobe_desk.core.records import Records
from kobe_desk.core.vault import keys, os_keyring
from kobe_desk.core.vault.keys import Passphrase
from kobe_desk.core.vault.making import Made
from kobe_desk.modules.association.usecases import profile, save_profile
from kobe_desk.modules.meetings import usecases as meetings
from kobe_desk.modules.meetings.papers import minutes_pdf
from kobe_desk.modules.meetings.usecases import BallotRequest
from kobe_desk.modules.members.model import Person
from kobe_desk.modules.members.usecases import anonymise
from kobe_desk.modules.subsidies import exchange
from kobe_desk.modules.subsidies.model import OwnProgramme
from kobe_desk.modules.subsidies.papers.check import text_of
from kobe_desk.modules.subsidies.usecases import application, begin_application, offers, paper_order

# spare 33


def test_without_a_key_store_the_passphrase_is_asked_and_nothing_is_written_in_clear(
    made_desk: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """keyring#569: no backend."""
    import keyring.backends.fail

    monkeypatch.setattr("keyring.get_keyring", keyring.backends.fail.Keyring)
    before = {each: each.read_bytes() for each in made_desk.folder.rglob("*") if each.is_file()}
    assert not os_keyring.available()
    assert not os_keyring.keep("entry", bytes(range(32)))
    assert keys.unlock_with_keyring(made_desk.folder) is None
    assert keys.unlock(made_desk.folder, Passphrase(WORDS)) == made_desk.unlocked
    assert {each: each.read_bytes() for each in made_desk.folder.rglob("*") if each.is_file()} == before
    written = [each for each in Path.home().rglob("*") if each.is_file()]
    assert not any(bytes(range(32)) in each.read_bytes() for each in written)


# spare 35


def test_old_minutes_keep_the_names_of_their_day(records: Records) -> None:
    """4minitz FAQ: a label is renamed afterwards."""
    settled(records, 4)
    key, motion = planned(records, "清掃")
    filled(records, key, came=4)
    records.do(meetings.record_ballot, motion, BallotRequest(hall=(4, 0, 0, 0)))
    records.do(meetings.write_item, motion, "みなと台会館で決めた。")
    records.do(meetings.adopt_minutes, key, date(2026, 5, 20))
    house, before = records.ask(profile), records.ask(meetings.adopted_minutes, key)
    paper = text_of(minutes_pdf(before, house))
    rename_everything(records)
    again = records.ask(meetings.adopted_minutes, key)
    assert again == before
    assert text_of(minutes_pdf(again, house)) == paper


def rename_everything(records: Records) -> None:
    records.do(save_profile, replace(records.ask(profile), name="港の丘自治会"))
    records.do(rename_people)


@usecase(label="People change their names", needs="members.edit")
def rename_people(session: Session) -> None:
    for each in session.scalars(sa.select(Person)):
        each.name = f"改名{each.name}"


def test_an_old_application_keeps_the_labels_of_its_own_definition(sample_records: Records) -> None:
    """The same for a question whose label a newer definition words in another way."""
    old = tea.answered(sample_records)
    before = papers(sample_records, old)
    sample_records.do(relabel)
    (key,) = [each.key for each in sample_records.ask(offers) if each.programme.id == "ochakai"]
    new = sample_records.do(begin_application, key).result
    assert sample_records.ask(application, new).programme.fields["name"].label == "催しの名称"
    assert sample_records.ask(application, old).programme.fields["name"].label == "会の名前"
    assert papers(sample_records, old) == before
    assert "会の名前" in before and "催しの名称" in papers(sample_records, new)


def papers(records: Records, key: UUID) -> str:
    return "".join(text_of(each.data) for each in exchange.make_papers(records.ask(paper_order, key), silent).papers)


@usecase(label="A newer definition", needs="subsidies.edit")
def relabel(session: Session) -> None:
    from kobe_desk.modules.subsidies.rules import library
    from kobe_desk.modules.subsidies.rules.bundle import Bundle, plain

    newer = tea.SOURCE.replace('version = "2026.1"', 'version = "2026.2"').replace("会の名前", "催しの名称")
    made = library.load(Bundle(plain(newer.encode(), "programme.toml")))
    found = session.scalars(sa.select(OwnProgramme)).one()
    found.definition, found.sha256 = made.canonical, made.sha256


# spare 36


def test_totals_of_a_vote_stay_when_a_voter_is_anonymised(records: Records) -> None:
    """OpenSlides client#4381."""
    settled(records, 6)
    key, motion = planned(records, "清掃")
    filled(records, key, came=4, writing=1, proxies=1, choice="yes")
    records.do(meetings.record_ballot, motion, BallotRequest(hall=(3, 1, 0, 0)))
    records.do(meetings.adopt_minutes, key, date(2026, 5, 20))
    before, house = records.ask(meetings.adopted_minutes, key), records.ask(profile)
    count = records.ask(meetings.reception, key).attendance
    person = records.do(somebody_leaves).result
    records.do(anonymise, (person,))
    after = records.ask(meetings.adopted_minutes, key)
    assert [each.vote for each in after.motions] == [each.vote for each in before.motions]
    assert [each.carried for each in after.motions] == [each.carried for each in before.motions]
    assert records.ask(meetings.reception, key).attendance == count
    assert text_of(minutes_pdf(after, house)) == text_of(minutes_pdf(before, house))
    voters = records.ask(meetings.voters, key)
    assert len(voters) == 6 and [each.name for each in voters].count("（匿名）") == 1
    assert [each.meeting_id for each in records.ask(meetings.resolutions)] == [key]


@usecase(label="Somebody leaves", needs="members.edit")
def somebody_leaves(session: Session) -> UUID:
    """One who voted left years ago."""
    found = session.scalars(sa.select(Person).order_by(Person.name)).first()
    assert found is not None
    found.until = date(2026, 6, 1)
    session.flush()
    return found.id
