"""Who is in the store now."""

from dataclasses import dataclass

from hebe.customers.queries import Glance
from hebe.visits.choices import Stage
from hebe.visits.queries import Card
from hebe.web.todos import words
from hebe.web.todos.desk import Desk
from hebe.web.todos.panels.base import Panel
from hebe.web.visits.looks import STAGE_LOOKS

CLINICAL = {Stage.FACE_CONSULT, Stage.TREATMENT, Stage.AFTERCARE}


@dataclass(frozen=True, slots=True)
class Lane:
    """One stage and who is in it."""

    label: str
    tone: str
    shape: str
    cards: list[Card]


def lanes(desk: Desk) -> Panel | None:
    """Return the store by stage, with everybody's clock; consult only while in use."""
    if not desk.sees("visits.view"):
        return None
    found = []
    for stage in Stage:
        here = [card for card in desk.floor if card.visit.stage == stage]
        if here or stage != Stage.CONSULT:
            tone, shape = STAGE_LOOKS[stage]
            found.append(Lane(str(stage.label), tone, shape, here))
    return Panel("todos/panels/lanes.html", {"lanes": found, "total": len(desk.floor)})


@dataclass(frozen=True, slots=True)
class Here:
    """One of my customers who is in the store."""

    visit: Card
    card: Glance | None
    label: str
    tone: str
    shape: str
    over: str
    flags: list[words.Flag]


def my_customers_here(desk: Desk) -> Panel | None:
    """Return those in the store whom this person advises, treats or looks after now."""
    return _here(desk, [c for c in desk.floor if _is_mine(desk, c)], "todos/panels/here.html")


def patients(desk: Desk) -> Panel | None:
    """Return who waits for this clinician or is under her hands; a nurse sees all in care."""
    mine = [c for c in desk.floor if _is_mine(desk, c)]
    if "doctor" not in desk.roles:
        known = {c.visit.pk for c in mine}
        mine += [c for c in desk.floor if c.visit.stage in CLINICAL and c.visit.pk not in known]
    return _here(desk, mine, "todos/panels/patients.html")


def own_patients(desk: Desk) -> Panel | None:
    """Return the patients of a leader who also treats."""
    return patients(desk) if "doctor" in desk.roles else None


def _is_mine(desk: Desk, card: Card) -> bool:
    run = card.run
    return desk.is_mine(card.visit.advisor, card.visit.doctor, run.owner if run else None)


def _here(desk: Desk, rows: list[Card], template: str) -> Panel | None:
    if not desk.sees("visits.view"):
        return None
    shown = []
    for row in rows:
        visit, standard = row.visit, row.run.standard_minutes if row.run else 0
        flags = words.flags(
            desk.actor,
            visit.customer,
            desk.day,
            store_id=visit.store_id,
            is_first=visit.is_first,
        )
        over = words.span(row.minutes - standard) if row.tone != "quiet" else ""
        stage = Stage(visit.stage)
        tone, shape = STAGE_LOOKS[stage]
        card = desk.glance(visit)
        shown.append(Here(row, card, str(stage.label), tone, shape, over, flags))
    return Panel(template, {"rows": shown})
