"""The facts about a store, and what callers need to name the rest."""

from datetime import date
from typing import Any

from hebe.compliance.official import filed_names
from hebe.tenancy.models import Store


def store_facts(store: Store) -> dict[str, Any]:
    """Return the facts of a store's licence."""
    return {
        "store_id": store.pk,
        "jurisdiction": store.jurisdiction,
        "institution": store.institution,
        "licence_no": store.licence_no,
        "licence_valid_to": store.licence_valid_to,
        "licensed_departments": list(store.licensed_departments),
        "filed_projects": filed_names(store.filed_projects),
        "accepts_minors": store.accepts_minors,
    }


def as_json(facts: dict[str, Any]) -> dict[str, Any]:
    """Return facts as JSON can keep them: days become ISO dates."""
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in facts.items()}
