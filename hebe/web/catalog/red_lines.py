"""Screens of the red lines: what the law says here, and what was found."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hebe.access.actor import Actor
from hebe.access.queries import my_stores
from hebe.compliance.models import Finding
from hebe.compliance.queries import finding_list, rule_list
from hebe.compliance.services import set_rule, set_rule_parameter
from hebe.kernel.errors import NotFound
from hebe.web.catalog import cells
from hebe.web.catalog.forms import RuleForm
from hebe.web.catalog.numbers import NumberForm
from hebe.web.cells import field
from hebe.web.drawer import drawer
from hebe.web.forms import typed
from hebe.web.screen import go, screen
from hebe.web.tables import Column, Filter, Table


class FindingTable(Table):
    """Blocks, and warnings that were passed with a reason."""

    key = "findings"
    model = Finding
    columns = (
        Column("at", gettext_lazy("When"), cells.at, sort="at"),
        Column("rule", gettext_lazy("Red line"), cells.rule),
        Column("outcome", gettext_lazy("Outcome"), cells.outcome),
        Column("who", gettext_lazy("Who"), field("who")),
        Column("reason", gettext_lazy("Reason"), field("reason")),
    )
    filters = (
        Filter("outcome", gettext_lazy("Outcome")),
        Filter("trigger", gettext_lazy("Asked at")),
        Filter("rule", gettext_lazy("Red line"), kind="text"),
        Filter("at", gettext_lazy("When"), kind="days"),
    )
    default_sort = "-at"
    empty_title = gettext_lazy("Nothing was found")
    empty_text = gettext_lazy("Blocks, and warnings passed with a reason, are kept here.")


@screen("compliance.view")
def rules(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the rules in force."""
    return render(request, "catalog/red_lines.html", {"standings": rule_list(actor)})


@screen("compliance.view")
def findings(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List what the rules found."""
    page = FindingTable(actor, request.GET).page(finding_list(actor))
    return render(request, "catalog/findings.html", {"page": page})


@screen("compliance.edit")
def set_severity(request: HttpRequest, actor: Actor, rule_id: str) -> HttpResponse:
    """Decide how hard a rule is where the law leaves it open."""
    standing = next((s for s in rule_list(actor) if s.rule.id == rule_id), None)
    if standing is None or not standing.rule.relaxable:
        raise NotFound
    given = {"severity": standing.severity, "reason": standing.reason}
    form = RuleForm(typed(request), initial=given)
    done = form.attempt(lambda: set_rule(actor, rule=rule_id, **form.cleaned_data))
    if done is not None:
        return go(request, reverse("catalog:red_lines"), _("Saved."))
    return drawer(request, "catalog/_set_rule.html", form, standing=standing)


@screen("compliance.edit")
def set_number(request: HttpRequest, actor: Actor, rule_id: str, name: str) -> HttpResponse:
    """Set a number that the law leaves open: for the group, and for stores that differ."""
    numbers = [
        (standing, number)
        for standing in rule_list(actor)
        for number in standing.numbers
        if (standing.rule.id, number.parameter.name) == (rule_id, name)
    ]
    if not numbers:
        raise NotFound
    standing, number = numbers[0]
    form = NumberForm(number, my_stores(actor), typed(request))

    def save() -> bool:
        for store_id, value in form.changes():
            set_rule_parameter(actor, rule=rule_id, name=name, value=value, store_id=store_id)
        return True

    if form.attempt(save):
        return go(request, reverse("catalog:red_lines"), _("Saved."))
    return drawer(request, "catalog/_set_number.html", form, standing=standing, number=number)
