"""Acts on the ticked customers, or on all that match a filter."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from hebe.access.actor import Actor
from hebe.customers import queries, services
from hebe.kernel.errors import Invalid
from hebe.staff.models import Member
from hebe.web.customers.lists import rows_of
from hebe.web.customers.table import CustomersTable
from hebe.web.exporting import export_matching, posted
from hebe.web.screen import go, screen
from hebe.web.tables import ticked


def chosen(request: HttpRequest, actor: Actor) -> list[int]:
    """Return the keys of the ticked rows, or of all rows that match the list's filter."""
    if request.POST.get("all") != "1":
        return ticked(request.POST)
    table = CustomersTable(actor, posted(request))
    found = table.matching(rows_of(actor)).order_by("pk").values_list("pk", flat=True)
    return list(found[: services.MOST_AT_ONCE + 1])


class _One(forms.Form):
    """Which tag, or which advisor."""

    choice = forms.TypedChoiceField(coerce=int)

    def __init__(self, label: str, choices: list[tuple[int, str]], *args: Any) -> None:
        super().__init__(*args)
        field: Any = self.fields["choice"]
        field.label, field.choices = label, choices


def _ask(request: HttpRequest, actor: Actor, form: _One, title: str) -> HttpResponse:
    keys = chosen(request, actor)
    if not keys:
        raise Invalid("row", _("Tick at least one customer."))
    context = {
        "form": form,
        "title": title,
        "count": len(keys),
        "posted": [(k, v) for k in ("row", "all", "matching") for v in request.POST.getlist(k)],
    }
    return render(request, "customers/batch.html", context)


def _answered(request: HttpRequest) -> list[Any]:
    return [request.POST] if "choice" in request.POST else []


@require_POST
@screen("customers.tag")
def batch_tag(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Put one tag on many customers."""
    offered = [(tag.pk, tag.name) for tag in queries.tag_list(actor)]
    form = _One(_("Tag"), offered, *_answered(request))
    if form.is_bound and form.is_valid():
        keys = chosen(request, actor)
        done = services.tag_customers(
            actor, customer_ids=keys, tag_id=form.cleaned_data["choice"]
        )
        said = ngettext("%(count)s customer tagged.", "%(count)s customers tagged.", done)
        return go(request, reverse("customers:list"), said % {"count": done})
    return _ask(request, actor, form, _("Put a tag on"))


@require_POST
@screen("customers.team")
def batch_team(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Give many customers one advisor."""
    advisors = (
        Member.objects.of(actor).filter(post="advisor", left_on=None).order_by("name_key")
    )
    offered = [(member.pk, member.name) for member in advisors]
    form = _One(_("Advisor"), offered, *_answered(request))
    if form.is_bound and form.is_valid():
        keys = chosen(request, actor)
        done = services.set_advisor(
            actor, customer_ids=keys, advisor_id=form.cleaned_data["choice"]
        )
        said = ngettext("%(count)s customer changed.", "%(count)s customers changed.", done)
        return go(request, reverse("customers:list"), said % {"count": done})
    return _ask(request, actor, form, _("Change the advisor"))


@require_POST
@screen("customers.export")
def export(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Write all matching customers to a workbook."""
    return export_matching(request, actor, CustomersTable, rows_of(actor))
