"""The three answers of a check in words: content, signers, time. There is no fourth one that sums them up."""

from collections.abc import Sequence
from dataclasses import dataclass

from kobe_desk.app.when import day_and_time
from kobe_desk.core import clock
from kobe_desk.core.text import N_, _, n_
from kobe_desk.paper.verify.verdict import FileVerdict, SignatureFact, Verdict
from kobe_desk.ui.text import strong


@dataclass(frozen=True, slots=True)
class Answer:
    """One card: which question, the meaning (ok, warn, error), at most ten characters, and a sentence."""

    question: str
    meaning: str
    answer: str
    text: str


def answers_of(verdict: Verdict) -> tuple[Answer, Answer, Answer]:
    """Content, signers, time."""
    signatures = signatures_of(verdict)
    return _content(verdict), _signers(verdict, signatures), _time(verdict, signatures)


def signatures_of(verdict: Verdict) -> tuple[SignatureFact, ...]:
    """Every signature once for each signer."""
    found = [each for file in verdict.files for each in file.signatures]
    if verdict.list_signature is not None:
        found.append(verdict.list_signature)
    return tuple({(each.certificate, each.field): each for each in found}.values())


def _content(verdict: Verdict) -> Answer:
    question = _("Content")
    if verdict.unaltered is None:
        return Answer(
            question, "warn", _("Nobody can say"), _("Nothing is signed, so there is nothing to compare with.")
        )
    if not verdict.unaltered:
        first = verdict.changes[0].message() if verdict.changes else ""
        return Answer(question, "error", _("Changed"), first)
    count = len(verdict.files)
    text = n_(
        "Since it was signed, nothing in this paper was changed, and nothing was laid over it.",
        "Since they were signed, not a letter of the {count} papers was changed, and nothing was laid over them.",
        count,
    )
    return Answer(question, "ok", _("Unchanged"), text.format(count=count))


def _signers(verdict: Verdict, signatures: Sequence[SignatureFact]) -> Answer:
    question = _("Signers")
    if not signatures:
        return Answer(question, "warn", _("Nobody signed"), _("There is no signature in this paper."))
    people = dict.fromkeys(f"{each.office} {each.name}".strip() for each in signatures)
    who = strong(_(" and ").join(people))
    association = strong(signatures[0].association)
    if verdict.signer_known:
        text = _("{who} of {association}. It agrees with the certificate that is known here.")
        return Answer(question, "ok", _("Known"), text.format(who=who, association=association))
    text = _("It says {who} of {association}, but that certificate is not known here. Compare the number below.")
    return Answer(question, "warn", _("Unknown"), text.format(who=who, association=association))


def _time(verdict: Verdict, signatures: Sequence[SignatureFact]) -> Answer:
    question = _("Time of signing")
    times = [each.signed_at for each in signatures if each.signed_at is not None]
    if not times:
        return Answer(question, "warn", _("No time stated"), _("No signature states a time."))
    when = strong(day_and_time(min(times).astimezone(clock.JST)))
    if verdict.time_trusted:
        return Answer(question, "ok", _("Confirmed by others"), _("{when}, confirmed by others.").format(when=when))
    text = _("It says {when}. That is the clock of the signer's computer; nobody else has confirmed it.")
    return Answer(question, "warn", _("Unconfirmed"), text.format(when=when))


# one row to each file

CONTENT = {True: N_("Unchanged"), False: N_("Changed"), None: N_("Nobody can say")}
MEANINGS = {True: "ok", False: "error", None: "warn"}


def content_of(file: FileVerdict) -> str:
    return _(CONTENT[file.unaltered])


def signers_of(file: FileVerdict) -> str:
    offices = dict.fromkeys(each.office or each.name for each in file.signatures)
    return "・".join(offices) if offices else _("on the list only")


def time_of(file: FileVerdict) -> str:
    if not file.signatures:
        return ""
    return _("Confirmed by others") if file.time_trusted else _("own clock only")
