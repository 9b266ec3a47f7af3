"""Which applications a packet is of, and which of their questions: of one, or of several answered together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from kobe_desk.core.text import _
from kobe_desk.modules.subsidies.model import Application, HelpPacket
from kobe_desk.modules.subsidies.rules import library, packet
from kobe_desk.modules.subsidies.rules.answers import Answers
from kobe_desk.modules.subsidies.rules.bundle import Bundle
from kobe_desk.modules.subsidies.rules.definition import Programme
from kobe_desk.modules.subsidies.rules.packet import Share
from kobe_desk.modules.subsidies.usecases.storing import answers_of, programme_of


def named(application: UUID, item: str) -> str:
    """A question of one of several applications, as it is chosen."""
    return f"{application}:{item}"


def place_of(first: UUID, question: str) -> tuple[UUID, str]:
    """The application and the question that are meant; a bare name is of the first."""
    key, colon, item = question.partition(":")
    return (UUID(key), item) if colon else (first, question)


@dataclass(frozen=True, slots=True)
class Given:
    """One application's share of a packet, with its answers as they are."""

    application: Application
    share: Share
    answers: Answers

    @property
    def programme(self) -> Programme:
        return self.share.programme


def given_of(session: Session, places: Iterable[tuple[UUID, str]]) -> tuple[Given, ...]:
    """The shares of the applications that these questions are of, in their order."""
    chosen: dict[UUID, list[str]] = {}
    for key, item in places:
        chosen.setdefault(key, []).append(item)
    found = {key: session.get_one(Application, key) for key in chosen}
    made = packet.shares([(programme_of(found[key]), items) for key, items in chosen.items()])
    return tuple(
        Given(application, share, answers_of(application, share.programme))
        for application, share in zip(found.values(), made, strict=True)
    )


def titles_of(given: Iterable[Given]) -> str:
    return titles([each.programme.title for each in given])


def titles(found: Sequence[str]) -> str:
    """The first programme, and how many more there are."""
    if len(found) < 2:  # noqa: PLR2004 - one has its own title
        return "".join(found)
    return _("{title} and {n} more").format(title=found[0], n=len(found) - 1)


def given_in(session: Session, found: HelpPacket) -> tuple[Given, ...]:
    """The shares of a packet that was handed out; what was removed since is left out."""
    places = found.places or {each: [str(found.application_id), each] for each in found.questions}
    by_application: dict[UUID, dict[str, str]] = {}
    for name, (key, item) in places.items():
        by_application.setdefault(UUID(key), {})[name] = item
    return tuple(_given(session, key, names) for key, names in by_application.items() if _is_there(session, key))


def _is_there(session: Session, key: UUID) -> bool:
    return session.get(Application, key) is not None


def _given(session: Session, key: UUID, names: Mapping[str, str]) -> Given:
    found = session.get_one(Application, key)
    programme = programme_of(found)
    known = {name: item for name, item in names.items() if item in programme.fields or item in programme.tables}
    return Given(found, Share(programme, known), answers_of(found, programme))


def programme_in(given: tuple[Given, ...]) -> Programme:
    """The definition that the questions of a packet are read by at the desk: of one application its own, whole."""
    if len(given) == 1 and all(name == item for name, item in given[0].share.names.items()):
        return given[0].programme
    return library.load(Bundle(packet.joined_definition([each.share for each in given])))


def answers_in_packet(given: Iterable[Given]) -> Answers:
    return packet.joined_answers([(each.share, each.answers) for each in given])
