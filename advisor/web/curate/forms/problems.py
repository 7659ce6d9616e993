"""Problems of an entry beside the fields they are about."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from advisor.problems import Problem
from advisor.web.curate.forms.build import Field, Group, Items, Node, page_id


@dataclass(frozen=True, slots=True)
class Noted:
    """A problem with the id of the field of the page it is about, the whole form when none is nearer."""

    id: str
    message: str
    level: str


def note_problems(problems: Iterable[Problem], nodes: Sequence[Node], form_id: str, lang: str) -> list[Noted]:
    """Find the field of each problem, told in `lang`: the one at its path, else the nearest thing around it."""
    known = set(_ids(nodes))
    return [
        Noted(_nearest(problem.place, known, form_id), problem.what.say(lang), problem.level) for problem in problems
    ]


def path_of(place: str) -> str:
    """Return the path inside an entry that a problem's place ends with ("facts[2].url" gives "facts.2.url")."""
    _, _, inside = place.partition(": ")
    return re.sub(r"\[(\d+)\]", r".\1", inside)


def _nearest(place: str, known: set[str], form_id: str) -> str:
    parts = path_of(place).split(".")
    while parts and parts[0]:
        if page_id(".".join(parts)) in known:
            return page_id(".".join(parts))
        parts.pop()
    return form_id


def _ids(nodes: Sequence[Node]) -> Iterator[str]:
    for node in nodes:
        yield node.id
        match node:
            case Group():
                yield from _ids(node.fields)
            case Items():
                yield from _ids(node.items)
            case Field():
                pass
