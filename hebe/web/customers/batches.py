"""Acts on the ticked customers, or on all that match a filter."""

from collections.abc import Iterator
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
from hebe.customers.services.many import ACTS
from hebe.jobs.models import Job
from hebe.kernel.errors import Invalid
from hebe.staff.queries import member_list
from hebe.tenancy.words import advisor_word
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


def _asked(
    request: HttpRequest, actor: Actor, act: str, label: str, offered: list[tuple[int, str]]
) -> HttpResponse:
    """Ask what to give, then give it to the chosen customers."""
    keys = chosen(request, actor)
    if not keys:
        raise Invalid("row", _("Tick at least one customer."))
    form = _One(label, offered, *([request.POST] if "choice" in request.POST else []))
    if form.is_bound and form.is_valid():
        given = form.cleaned_data["choice"]
        ended = services.act_on_many(actor, act=act, customer_ids=keys, given=given)
        return _told(request, ended)
    context = {
        "form": form,
        "title": ACTS[act].title,
        "count": len(keys),
        "posted": [(k, v) for k in ("row", "all", "matching") for v in request.POST.getlist(k)],
    }
    return render(request, "customers/batch.html", context)


def _told(request: HttpRequest, ended: services.Outcome | Job) -> HttpResponse:
    if isinstance(ended, Job):
        there = reverse("jobs:detail", args=[ended.pk])
        return go(request, there, _("The work has started; you can go on working."))
    return go(request, reverse("customers:list"), " ".join(_sentences(ended)))


def _sentences(outcome: services.Outcome) -> Iterator[str]:
    """Say how many changed, and how many did not and why."""
    done, same, away = outcome.changed, outcome.same, outcome.out_of_reach
    yield ngettext("%(n)s customer changed.", "%(n)s customers changed.", done) % {"n": done}
    if same:
        yield ngettext("%(n)s was so already.", "%(n)s were so already.", same) % {"n": same}
    if away:
        words = ngettext("%(n)s is out of your reach.", "%(n)s are out of your reach.", away)
        yield words % {"n": away}


@require_POST
@screen("customers.tag")
def batch_tag(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Put one tag on many customers."""
    offered = [(tag.pk, tag.name) for tag in queries.tag_list(actor)]
    return _asked(request, actor, "tag", _("Tag"), offered)


@require_POST
@screen("customers.team")
def batch_advisor(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Give many customers one advisor."""
    offered = [(m.pk, m.name) for m in member_list(actor, post="advisor")]
    return _asked(request, actor, "advisor", str(advisor_word), offered)


@require_POST
@screen("customers.team")
def batch_carer(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Hand the follow-ups of many customers over to one person."""
    offered = [(m.pk, f"{m.name} · {m.get_post_display()}") for m in member_list(actor)]
    return _asked(request, actor, "carer", _("Who follows up"), offered)


@require_POST
@screen("customers.export")
def export(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Write all matching customers to a workbook."""
    return export_matching(request, actor, CustomersTable, rows_of(actor))
