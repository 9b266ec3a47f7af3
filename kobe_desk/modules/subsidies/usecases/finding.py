"""「使える助成は？」 at the desk: what it knows of the association, and the programmes judged by it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from kobe_desk.core import clock
from kobe_desk.core.permission import query
from kobe_desk.modules.association.usecases import bank_account, documents, profile
from kobe_desk.modules.members.usecases import counts_on
from kobe_desk.modules.subsidies.model import Application
from kobe_desk.modules.subsidies.rules.association import FACTS, Fact, FactKind
from kobe_desk.modules.subsidies.rules.finder import Facts, Fit, Need, judge, next_window
from kobe_desk.modules.subsidies.rules.own_account import in_own_name
from kobe_desk.modules.subsidies.usecases.catalogue import offers
from kobe_desk.modules.subsidies.usecases.facts import OfferRow

FINDER = "subsidies.finder"
"""The page under which the facts that the desk does not know are kept."""
_WARDS = {
    "東灘": "higashinada", "灘": "nada", "中央": "chuo", "兵庫": "hyogo", "北": "kita", "長田": "nagata",
    "須磨": "suma", "垂水": "tarumi", "西": "nishi",
}  # fmt: skip
_WARD = re.compile(rf"神戸市({'|'.join(_WARDS)})区")
_GROUPS = ("neighbourhood", "furemachi", "condominium", "npo")


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A programme judged: how it fits and why, the next window, and what became of it before."""

    offer: OfferRow
    fit: Fit
    needs: tuple[Need, ...]
    opens: date | None
    closes: date | None
    """None where no source gives the days."""
    guide: bool
    """The days are those of an earlier year, moved to the next one (めやす)."""
    applied: tuple[tuple[int, str], ...] = ()
    """Fiscal year and state of the applications for it at this desk, newest first."""


@query(needs="subsidies.read")
def known_facts(session: Session) -> Facts:
    """What the desk knows of the association already; what it cannot know is left out."""
    found: dict[str, str | int | bool] = {}
    for read in (_of_profile, _of_roster, _of_papers):
        found |= read(session)
    return found


def _of_profile(session: Session) -> Facts:
    known = profile(session)
    if known is None:
        return {}
    kind: Facts = {"group": known.kind} if known.kind in _GROUPS else {}
    found = _WARD.search(known.address)
    ward: Facts = {"ward": _WARDS[found[1]]} if found else {}
    return {**kind, **ward, "legal_form": known.legal_form}


def _of_roster(session: Session) -> Facts:
    counts = counts_on(session, clock.today())
    found = {"members": counts.people, "households": counts.households}
    return {name: each for name, each in found.items() if each}


def _of_papers(session: Session) -> Facts:
    """Bylaws that are kept here exist; that none are kept says nothing."""
    found: dict[str, str | int | bool] = {}
    if any(each.kind == "bylaws" for each in documents(session)):
        found["bylaws"] = True
    bank, known = bank_account(session), profile(session)
    if bank is not None and known is not None:
        found["own_account"] = in_own_name(bank.holder, (known.name, known.kana))
    return found


@query(needs="subsidies.read")
def find_programmes(session: Session, facts: Mapping[str, str | int | bool]) -> tuple[FoundRow, ...]:
    """Every programme judged by the facts: those that fit first, and by their next last day; unknown days last.

    One of one's own that has to be mended first is left out: its rules may not even be readable.
    """
    applied = _applications(session)
    real = (each for each in offers(session) if each.newest and not each.programme.teaching and not _broken(each))
    found = [_found(each, facts, applied.get(each.programme.id, ())) for each in real]
    return tuple(sorted(found, key=_order))


def _broken(offer: OfferRow) -> bool:
    return bool(offer.faults or offer.unmet)


def _order(row: FoundRow) -> tuple[object, ...]:
    return list(Fit).index(row.fit), row.closes is None, row.closes or date.max, row.offer.programme.title


def _found(offer: OfferRow, facts: Facts, applied: tuple[tuple[int, str], ...]) -> FoundRow:
    verdict = judge(offer.programme, facts)
    window = next_window(offer.programme, clock.today())
    opens, closes = (window.opening.opens, window.opening.close_day) if window else (None, None)
    guide = window is not None and (window.guide or offer.past or bool(offer.unconfirmed))
    return FoundRow(offer, verdict.fit, verdict.needs, opens, closes, guide, applied)


def _applications(session: Session) -> Mapping[str, tuple[tuple[int, str], ...]]:
    found: dict[str, list[tuple[int, str]]] = {}
    for each in session.scalars(sa.select(Application).order_by(Application.fiscal_year.desc())):
        found.setdefault(each.programme_id, []).append((each.fiscal_year, each.state))
    return {key: tuple(each) for key, each in found.items()}


__all__ = ("FACTS", "FINDER", "Fact", "FactKind", "Facts", "Fit", "FoundRow", "Need", "find_programmes", "known_facts")
