"""The bylaws' rules for meetings, each in a sentence an officer can read, and ready-made sets to begin with."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from kobe_desk.core.permission import usecase
from kobe_desk.core.text import N_, _
from kobe_desk.modules.association.usecases import Rules, save_rules
from kobe_desk.modules.meetings.rules import Base, Share
from kobe_desk.modules.meetings.usecases.bodies import GENERAL, kind_of
from kobe_desk.modules.meetings.usecases.facts import MATTER_NAMES

READY_MADE_NAMES = {
    "recognised": N_("Recognised neighbourhood association (Local Autonomy Act, art. 260-2)"),
    "neighbourhood": N_("Neighbourhood association"),
    "furemachi": N_("Community welfare council (fureai machizukuri)"),
    "npo": N_("NPO corporation"),
}
_ALWAYS = date(1900, 1, 1)
_BASE = Rules("general", _ALWAYS, chair_votes=False)
_BOARD = Rules(
    "board", _ALWAYS, unit="person", quorum="more_than 1/2", majority="more_than 1/2 of present", proxy_counts=False,
    proxy_votes=False, writing_counts=False, writing_votes=False, notice_days=3, only_notified=False, chair_votes=False,
    signatories=1,
)  # fmt: skip
READY_MADE: dict[str, tuple[Rules, ...]] = {
    "recognised": (
        replace(
            _BASE,
            unit="person",
            quorum="at_least 1/2",
            majority="more_than 1/2 of present",
            election="more_than 1/2 of present",
            notice_days=5,
            paper_resolution=True,
            proxy_who="member",
        ),
        _BOARD,
    ),
    "neighbourhood": (
        replace(
            _BASE,
            unit="household",
            person_matters="",
            quorum="more_than 1/2",
            majority="more_than 1/2 of cast",
            notice_days=7,
        ),
        _BOARD,
    ),
    "furemachi": (
        replace(
            _BASE,
            unit="person",
            quorum="more_than 1/2",
            majority="more_than 1/2 of present",
            election="more_than 1/2 of present",
            rule_change="at_least 2/3 of present",
            dissolution="at_least 2/3 of present",
            disposal="at_least 2/3 of present",
            notice_days=7,
        ),
        _BOARD,
    ),
    "npo": (
        replace(
            _BASE,
            unit="person",
            quorum="at_least 1/2",
            majority="more_than 1/2 of present",
            election="more_than 1/2 of present",
            rule_change="at_least 3/4 of present",
            dissolution="at_least 3/4 of all",
            electronic_counts=True,
            electronic_votes=True,
            notice_days=5,
            paper_resolution=True,
            proxy_who="member",
        ),
        _BOARD,
    ),
}
"""Models to begin with, not advice: quorum and ordinary majority are in no law, the association's own bylaws decide.

A recognised association votes by person, minors included (地方自治法260条の18), and changes its bylaws with 3/4 of all
(260条の3).
"""


@dataclass(frozen=True, slots=True)
class RuleSentence:
    """A rule as an officer reads it. `fields` are the names in `Rules` that a form offers to change it."""

    key: str
    title: str
    text: str
    article: str
    fields: tuple[str, ...]


@usecase(label=N_("Take a ready-made set of rules"), needs="meetings.edit")
def take_ready_made(session: Session, name: str, since: date) -> None:
    """Write down a ready-made set for general and board meetings from a day on; each rule can then be changed."""
    for rules in READY_MADE[name]:
        save_rules(session, replace(rules, since=since))


@usecase(label=N_("Change the meeting rules"), needs="meetings.edit")
def save_meeting_rules(session: Session, rules: Rules) -> None:
    """Write down the rules of one body from a day on; meetings held before keep the rules of their day.

    Raises RuleUnreadable.
    """
    for rule in (rules.quorum, rules.majority, rules.rule_change, rules.dissolution, rules.disposal, rules.election):
        Share.parse(rule)
    save_rules(session, rules)


def share_text(rule: str) -> str:
    """A share in words: more than half of the votes cast."""
    share = Share.parse(rule)
    return _(_BASES[share.base]).format(share=_fraction(share))


def _fraction(share: Share) -> str:
    if 2 * share.numerator == share.denominator:
        return _("more than half") if share.strict else _("half or more")
    text = _("more than {numerator}/{denominator}") if share.strict else _("{numerator}/{denominator} or more")
    return text.format(numerator=share.numerator, denominator=share.denominator)


_BASES = {
    Base.CAST: N_("{share} of the votes for and against"),
    Base.PRESENT: N_("{share} of those present"),
    Base.ALL: N_("{share} of all who have a vote"),
}
_UNITS = {"household": N_("Each household has one vote."), "person": N_("Each person has one vote.")}
_WHO = {
    "anyone": N_("Anybody may be proxy."),
    "member": N_("Only somebody with a vote may be proxy."),
    "household": N_("Only somebody of the same household may be proxy."),
}
_BOTH = {
    "writing": N_("If both papers came, the vote in writing counts."),
    "later": N_("If both papers came, the later one counts."),
    "none": N_("If both papers came, neither counts."),
}


_OF_GENERAL_MEETINGS = ("rule_change", "disposal", "dissolution", "paper")
"""What only a general meeting decides (地方自治法260条の16)."""


def sentences(rules: Rules) -> tuple[RuleSentence, ...]:
    """Every rule of a body as a sentence, in the order in which a meeting needs them."""
    made = (
        ("unit", N_("Votes"), _unit(rules), ("unit", "person_matters")),
        ("notice", N_("Notice of the meeting"), _notice(rules), ("notice_days", "only_notified")),
        ("quorum", N_("Quorum"), _quorum(rules), ("quorum",)),
        ("writing", N_("Votes in writing"), _paper(rules.writing_counts, rules.writing_votes, _blank(rules)),
         ("writing_counts", "writing_votes", "blank_writing", "both_papers")),
        ("electronic", N_("Electronic votes"), _paper(rules.electronic_counts, rules.electronic_votes),
         ("electronic_counts", "electronic_votes")),
        ("proxy", N_("Proxies"), _paper(rules.proxy_counts, rules.proxy_votes, _who(rules)),
         ("proxy_counts", "proxy_votes", "proxy_who", "proxy_limit")),
        ("holder", N_("Who votes by proxy"), _holder(rules), ("blank_proxy_to_chair", "absent_proxy_to_chair")),
        ("majority", N_("Ordinary motions"), _needs(rules.majority), ("majority",)),
        ("election", N_("Election of officers"), _needs(rules.election), ("election",)),
        ("rule_change", N_("Change of the bylaws"), _needs(rules.rule_change), ("rule_change",)),
        ("disposal", N_("Sale or purchase of basic assets"), _needs(rules.disposal), ("disposal",)),
        ("dissolution", N_("Dissolution"), _needs(rules.dissolution), ("dissolution",)),
        ("chair", N_("Chair of the meeting"), _chair(rules), ("chair_votes", "chair_breaks_ties")),
        ("signatories", N_("Signatories of the minutes"), _signatories(rules),
         ("signatories", "secretary_may_sign", "officers_may_sign", "seal")),
        ("paper", N_("Without a meeting"), _on_paper(rules), ("paper_resolution",)),
    )  # fmt: skip
    general = kind_of(rules.body) in GENERAL
    return tuple(
        RuleSentence(key, _(title), text, rules.article(key), fields)
        for key, title, text, fields in made
        if general or key not in _OF_GENERAL_MEETINGS
    )


def _said(*parts: str) -> str:
    """Sentences one after the other."""
    said = ""
    for part in parts:
        said = _("{first} {then}").format(first=said, then=part) if said and part else said or part
    return said


def _unit(rules: Rules) -> str:
    matters = [_(MATTER_NAMES[each]) for each in rules.person_matters.split() if each in MATTER_NAMES]
    own = _("In these matters each person has one: {matters}.").format(matters=_(", ").join(matters))
    return _said(_(_UNITS[rules.unit]), own if matters and rules.unit == "household" else "")


def _notice(rules: Rules) -> str:
    sent = _("Notice is sent at least {days} days before the meeting; neither day itself counts.")
    only = _("Only what was in the notice is decided.") if rules.only_notified else _("Other matters may be decided.")
    return _said(sent.format(days=rules.notice_days), only)


def _quorum(rules: Rules) -> str:
    return _("The meeting stands with {share}.").format(share=share_text(f"{rules.quorum} of all"))


_COUNTING = {
    (True, True): N_("They count as present and as votes."),
    (True, False): N_("They count as present, not as votes."),
    (False, True): N_("They count as votes, not as present."),
}


def _paper(counts: bool, votes: bool, *more: str) -> str:
    if not (counts or votes):
        return _("There are none.")
    return _said(_(_COUNTING[counts, votes]), *more)


def _blank(rules: Rules) -> str:
    blank = _("One without a mark abstains.") if rules.blank_writing == "abstain" else _("One without a mark is void.")
    return _said(blank, _(_BOTH[rules.both_papers]))


def _who(rules: Rules) -> str:
    limit = _("One person holds {count} at most.").format(count=rules.proxy_limit) if rules.proxy_limit else ""
    return _said(_(_WHO[rules.proxy_who]), limit)


def _holder(rules: Rules) -> str:
    if not (rules.proxy_counts or rules.proxy_votes):
        return _("There are none.")
    unnamed = (
        _("A proxy that names nobody goes to the chair.")
        if rules.blank_proxy_to_chair
        else _("A proxy that names nobody counts for the quorum only.")
    )
    absent = (
        _("If its holder is absent it goes to the chair.")
        if rules.absent_proxy_to_chair
        else _("If its holder is absent it is not counted.")
    )
    return _said(unnamed, absent)


def _needs(rule: str) -> str:
    return _("Carried with {share}.").format(share=share_text(rule))


def _chair(rules: Rules) -> str:
    votes = _("The chair votes like everybody.") if rules.chair_votes else _("The chair does not vote at first.")
    tie = (
        _("If the votes are level, the chair decides.")
        if rules.chair_breaks_ties
        else _("If the votes are level, the motion is lost.")
    )
    return _said(votes, tie)


def _signatories(rules: Rules) -> str:
    return _said(
        _("The chair and {count} others sign.").format(count=rules.signatories),
        "" if rules.secretary_may_sign else _("The writer of the minutes is not one of them."),
        "" if rules.officers_may_sign else _("Officers are not among them."),
        _("They seal it too.") if rules.seal else "",
    )


def _on_paper(rules: Rules) -> str:
    return (
        _("The association may decide on paper if all agree to it.")
        if rules.paper_resolution
        else _("The association decides in meetings only.")
    )
