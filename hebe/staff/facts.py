"""What the team's papers can tell the red lines about who does it, and who writes it."""

from datetime import date, datetime

from hebe.catalog.models import Item
from hebe.compliance.cases import fact
from hebe.staff import rules
from hebe.staff.models import Certificate, Member
from hebe.staff.queries import qualification
from hebe.tenancy.models import Store

Leads = dict[int, list[str]]


@fact
def author_post(author: Member) -> str:
    """The post of who writes."""
    return author.post


@fact
def performer_post(performer: Member | None) -> str:
    """The post of who is to do it; empty as long as nobody is chosen."""
    return performer.post if performer else ""


@fact
def performer_papers(performer: Member | None, on: date) -> list[Certificate]:
    """The certificates of who is to do it; none of who has left."""
    return qualification.papers_of(performer, on) if performer else []


@fact
def performer_lead_departments(
    performer_papers: list[Certificate], store: Store, on: date
) -> list[str]:
    """The departments she is filed for at the store as a lead doctor."""
    return rules.lead_departments(performer_papers, store.pk, on)


@fact
def performer_is_physician(
    performer_papers: list[Certificate],
    performer_lead_departments: list[str],
    store: Store,
    on: date,
) -> bool:
    """Whether she is registered as a doctor at the store; a lead doctor is."""
    valid = rules.valid_licences(performer_papers, store.pk, on)
    return "physician" in valid or bool(performer_lead_departments)


@fact
def performer_is_nurse(performer_papers: list[Certificate], store: Store, on: date) -> bool:
    """Whether she is registered as a nurse at the store."""
    return "nurse" in rules.valid_licences(performer_papers, store.pk, on)


@fact
def team_papers(store: Store, on: date) -> dict[int, list[Certificate]]:
    """The certificates of everybody who has not left, by member key."""
    return qualification.papers_at(store, on)


@fact
def lead_doctors_on_duty(
    team_papers: dict[int, list[Certificate]], store: Store, at: datetime
) -> dict[Member, list[str]]:
    """The lead doctors on duty at the store at this moment, with their departments."""
    return qualification.leads_on_duty(store, at, team_papers)


@fact
def filed_leads(team_papers: dict[int, list[Certificate]], store: Store, on: date) -> Leads:
    """The departments that lead doctors are filed for at the store, by member key."""
    return qualification.leads(team_papers, store, on)


@fact
def leads_on_duty(
    lead_doctors_on_duty: dict[Member, list[str]], item: Item, performer: Member | None
) -> list[str]:
    """The names of the lead doctors on duty who could stand behind it."""
    able = lead_doctors_on_duty.items()
    return [m.name for m, led in able if item.department in led and m != performer]


@fact
def supervisor_lead_departments(
    performer: Member | None,
    item: Item,
    filed_leads: Leads,
    lead_doctors_on_duty: dict[Member, list[str]] | None = None,
    supervisor: Member | None = None,
) -> list[str]:
    """The departments in which somebody else may stand behind it (PRC-03).

    Before the day that is any lead doctor filed at the store; at the moment itself only the
    one who is named, leads the item's department and is on duty.
    """
    if lead_doctors_on_duty is None:
        own = performer.pk if performer else None
        return sorted({d for key, led in filed_leads.items() if key != own for d in led})
    if supervisor is None or supervisor == performer:
        return []
    led = lead_doctors_on_duty.get(supervisor, [])
    return [department for department in led if department == item.department]
