"""Today's board of numbers for those who lead, and for each her own."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hebe.access.actor import Actor
from hebe.analytics import queries, services
from hebe.analytics.metrics import BY_KEY, METRICS
from hebe.kernel import clock
from hebe.kernel.errors import Invalid, NotFound
from hebe.visits.queries import stage_times
from hebe.web.screen import go, screen

SPANS = {"today": 0, "week": 6, "month": 29}
LONGEST = 366


class WeightsForm(forms.Form):
    """How activity units are weighed; 100 is one."""

    valid_from = forms.DateField(
        label=gettext_lazy("Valid from"), widget=forms.DateInput(attrs={"type": "date"})
    )
    deal = forms.IntegerField(
        label=gettext_lazy("Deal (100 = 1)"), min_value=0, max_value=10000
    )
    consult = forms.IntegerField(
        label=gettext_lazy("Consult (100 = 1)"), min_value=0, max_value=10000
    )
    treatment = forms.IntegerField(
        label=gettext_lazy("Treatment (100 = 1)"), min_value=0, max_value=10000
    )


def _span(request: HttpRequest, actor: Actor) -> tuple[date, date, str]:
    today = clock.today(actor.zone)
    name = request.GET.get("span", "today")
    if name in SPANS:
        return today - timedelta(days=SPANS[name]), today, name
    try:
        since = date.fromisoformat(request.GET.get("since", ""))
        until = date.fromisoformat(request.GET.get("until", ""))
    except ValueError as error:
        raise Invalid("span", _("Choose the first and the last day.")) from error
    if not 0 <= (until - since).days <= LONGEST:
        raise Invalid("span", _("Choose at most a year, the first day first."))
    return since, until, "own"


@screen("analytics.view")
def dashboard(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Show the numbers as far as the reader's rows reach."""
    since, until, span = _span(request, actor)
    table = queries.numbers(actor, since, until)
    keys = [row.key for row, _people in table.stores if row.key]
    context = {
        "metrics": METRICS,
        "table": table,
        "span": span,
        "since": since,
        "until": until,
        "kpis": [(m, table.total.value(m.key)) for m in METRICS],
        "stores": [
            (row, _cells(row), [(p, _cells(p)) for p in who]) for row, who in table.stores
        ],
        "totals": _cells(table.total),
        "times": stage_times(actor, keys, since, until) if actor.may("visits.view") else [],
    }
    return render(request, "analytics/dashboard.html", context)


def _cells(row: queries.Row) -> list[tuple[Any, int]]:
    return [(metric, row.value(metric.key)) for metric in METRICS]


@screen("analytics.view")
def drill(request: HttpRequest, actor: Actor, *, metric: str, **_kwargs: Any) -> HttpResponse:
    """Show the rows behind one number of one store."""
    known = BY_KEY.get(metric)
    wanted = request.GET.get("store", "")
    if known is None or not wanted.isdigit():
        raise NotFound
    since, until, _name = _span(request, actor)
    context = {
        "metric": known,
        "rows": queries.drill(actor, metric, int(wanted), since, until),
        "weights": queries.weights_on(actor, until),
    }
    htmx = getattr(request, "htmx", False)
    return render(request, "analytics/_drill.html" if htmx else "analytics/drill.html", context)


@screen("analytics.weights")
def weights(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Set how activity units are weighed from a day on."""
    now = queries.weights_on(actor, clock.today(actor.zone))
    initial = {
        "valid_from": clock.today(actor.zone),
        "deal": now.deal, "consult": now.consult, "treatment": now.treatment,
    }  # fmt: skip
    form = WeightsForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.set_weights(actor, **form.cleaned_data)
        return go(request, reverse("analytics:dashboard"), _("The weights were saved."))
    status = 422 if form.is_bound else 200
    return render(request, "analytics/weights.html", {"form": form}, status=status)
