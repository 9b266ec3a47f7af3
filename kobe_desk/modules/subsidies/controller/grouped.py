"""The papers of several applications in one list: each under its programme, the shared ones once, at the end."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kobe_desk.core.text import _
from kobe_desk.ui.preview import Paper


@dataclass(frozen=True, slots=True)
class Drawn:
    """A paper with the programme it is for and the SHA-256 it had when it was made."""

    programme: str
    sha256: str
    paper: Paper


def in_groups(drawn: Sequence[Drawn]) -> list[Paper]:
    """Of one application as they are; of several under headings, a document all alike in some of them only once."""
    if len({each.programme for each in drawn}) < 2:
        return [each.paper for each in drawn]
    programmes: dict[tuple[str, str], set[str]] = {}
    for each in drawn:
        programmes.setdefault((each.paper.name, each.sha256), set()).add(each.programme)
    own, shared = [], {}
    for each in drawn:
        mark = (each.paper.name, each.sha256)
        if len(programmes[mark]) > 1:
            shared[mark] = replace(each.paper, group=_("For several programmes"))
        else:
            own.append(replace(each.paper, group=each.programme))
    return list(_apart([*own, *shared.values()]))


def _apart(papers: Sequence[Paper]) -> Iterator[Paper]:
    """Two extracts of the minutes in one group are told apart by a number."""
    count = Counter(each.whole_name for each in papers)
    numbers: Counter[str] = Counter()
    for each in papers:
        numbers[each.whole_name] += 1
        if count[each.whole_name] == 1:
            yield each
        else:
            name = _("{name} ({number})").format(name=each.name, number=numbers[each.whole_name])
            yield replace(each, name=name)
