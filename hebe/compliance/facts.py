"""The facts about a store, its licence, and what it set for itself."""

from datetime import date, datetime
from typing import Any

from hebe.compliance.cases import fact
from hebe.compliance.models import RuleParameter
from hebe.compliance.official import filed_names
from hebe.kernel import clock
from hebe.tenancy.models import Store


@fact
def on(store: Store) -> date:
    """The day in question: today, unless the act is about another one."""
    return clock.today(store.timezone)


@fact
def jurisdiction(store: Store) -> str:
    """Whose law holds, such as CN-SH."""
    return store.jurisdiction


@fact
def institution(store: Store) -> str:
    """What the health authority licensed the store as."""
    return store.institution


@fact
def licence_no(store: Store) -> str:
    """The number of the licence; empty without one."""
    return store.licence_no


@fact
def licence_valid_to(store: Store) -> date | None:
    """The last day of the licence, if it has one."""
    return store.licence_valid_to


@fact
def licensed_departments(store: Store) -> list[str]:
    """The departments on the licence."""
    return list(store.licensed_departments)


@fact
def filed_projects(store: Store) -> list[str]:
    """The official names that the store may offer."""
    return filed_names(store.filed_projects)


@fact
def accepts_minors(store: Store) -> bool:
    """Whether the store treats minors at all."""
    return store.accepts_minors


@fact
def chosen_parameters(store: Store) -> dict[tuple[str, str], int]:
    """What the store or else its group set where the law leaves a range."""
    rows = RuleParameter.objects.of(store).filter(store=None) | RuleParameter.objects.of(
        store
    ).filter(store=store)
    ordered = sorted(rows, key=lambda row: row.store_id or 0)
    return {(row.rule, row.name): row.value for row in ordered}


def as_json(facts: dict[str, Any]) -> dict[str, Any]:
    """Return facts as JSON can keep them: days become ISO dates."""
    return {k: v.isoformat() if isinstance(v, date | datetime) else v for k, v in facts.items()}
