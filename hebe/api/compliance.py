"""Red lines and what they found."""

from datetime import datetime
from typing import Any

from ninja import Schema, Status

from hebe.api.auth import ApiRequest
from hebe.api.paging import page
from hebe.api.routing import Router, needs
from hebe.api.schemas import Cursor, Limit, Sent, Text
from hebe.compliance import queries, services
from hebe.compliance.models import RuleSetting

router = Router(tags=["red lines"])


class StoreNumberOut(Schema):
    """What one store set."""

    store_id: int
    value: int


class ParameterOut(Schema):
    """A number that the law leaves open between two bounds, and what holds."""

    name: str
    title: str
    default: int
    minimum: int
    maximum: int
    why: str
    value: int
    stores: list[StoreNumberOut]


class RuleOut(Schema):
    """A rule as it stands for the group."""

    id: str
    version: int
    jurisdiction: str
    title: str
    source: str
    triggers: list[str]
    severity: str
    relaxable: bool
    reason: str
    parameters: list[ParameterOut]


class RuleSettingIn(Sent):
    """How hard a rule is where the law leaves it open, and why."""

    severity: Text
    reason: Text


class RuleSettingOut(Schema):
    """What the group chose."""

    rule: str
    severity: str
    reason: str
    set_by: str
    set_at: datetime


class ParameterIn(Sent):
    """A number for a store, or for the whole group; without a value it is taken back."""

    value: int | None
    store_id: int | None = None


class FindingOut(Schema):
    """A block, or a warning that was passed with a reason."""

    id: int
    rule: str
    version: int
    trigger: str
    outcome: str
    subject: str
    facts: dict[str, Any]
    parameters: dict[str, int]
    reason: str
    who: str
    at: datetime


class FindingPage(Schema):
    """A page of findings."""

    rows: list[FindingOut]
    next: str


@router.get("/red-lines", response=list[RuleOut])
@needs("compliance.view")
def list_rules(request: ApiRequest) -> list[dict[str, Any]]:
    """List the rules with their sources, as they stand for the group."""
    return [
        {
            "id": s.rule.id,
            "version": s.rule.version,
            "jurisdiction": s.rule.jurisdiction,
            "title": str(s.rule.title),
            "source": s.rule.source,
            "triggers": list(s.rule.triggers),
            "severity": s.severity,
            "relaxable": bool(s.rule.relaxable),
            "reason": s.reason,
            "parameters": [_told(number) for number in s.numbers],
        }
        for s in queries.rule_list(request.actor)
    ]


def _told(number: queries.Number) -> dict[str, Any]:
    parameter = number.parameter
    return {
        "name": parameter.name,
        "title": str(parameter.title),
        "default": parameter.default,
        "minimum": parameter.minimum,
        "maximum": parameter.maximum,
        "why": str(parameter.why),
        "value": number.value,
        "stores": [{"store_id": key, "value": v} for key, v in number.stores.items()],
    }


@router.put("/red-lines/{rule}/parameters/{name}", response={204: None})
def set_rule_parameter(
    request: ApiRequest, rule: Text, name: Text, data: ParameterIn
) -> Status[None]:
    """Set a number that the law leaves open, within its bounds."""
    services.set_rule_parameter(request.actor, rule=rule, name=name, **data.model_dump())
    return Status(204, None)


@router.put("/red-lines/{rule}", response=RuleSettingOut)
def set_rule(request: ApiRequest, rule: Text, data: RuleSettingIn) -> RuleSetting:
    """Decide how hard a rule is where the law leaves it open."""
    return services.set_rule(request.actor, rule=rule, **data.model_dump())


@router.get("/findings", response=FindingPage)
@needs("compliance.view")
def list_findings(
    request: ApiRequest, cursor: Cursor = "", limit: Limit = 50
) -> dict[str, Any]:
    """List what the rules found, newest first."""
    rows = queries.finding_list(request.actor)
    found, following = page(rows, cursor, limit, ("-at", "-id"))
    return {"rows": found, "next": following}
