"""Today's board of numbers for those who lead, and for each her own."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hebe.access.actor import Actor
from hebe.access.queries import stores_in_reach
from hebe.analytics import queries, services
from hebe.analytics.metrics import BY_KEY, METRICS, Metric
from hebe.kernel import clock
from hebe.kernel.errors import Invalid, NotFound
from hebe.kernel.kept import Kept
from hebe.web.analytics.cells import Board, amount, bars
from hebe.web.forms import day_input, key_in
from hebe.web.screen import go, is_htmx, screen
from hebe.web.visits.pace import pace

SPANS = {"today": 0, "week": 6, "month": 29}
SHOWN = 7  # the bars of a shorter stretch begin earlier, for comparison
WIDE = 4  # with more stores than this the group's page leads to each store's people


class WeightsForm(forms.Form):
    """How activity units are weighed; 100 is one."""

    valid_from = forms.DateField(label=gettext_lazy("Valid from"), widget=day_input())
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
    if not queries.is_span(since, until):
        raise Invalid("span", _("Choose at most a year, the first day first."))
    return since, until, "own"


@screen("analytics.view")
def dashboard(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Show the numbers as far as the reader's rows reach, beside those of the days before."""
    since, until, span = _span(request, actor)
    reach = stores_in_reach(actor, "analytics.view")
    chosen = key_in(request.GET.get("store"))
    store_id = chosen if chosen in {store.pk for store in reach} else None
    is_wide = len(reach) > WIDE
    moment, told = _told(actor, since, until, store_id, is_wide=is_wide)
    table, board = told.table, Board(span, since, until)
    keys = [row.key for row, _people in table.stores if row.key]
    context = {
        "metrics": METRICS,
        "span": span,
        "since": since,
        "until": until,
        "today": clock.today(actor.zone),
        "days": (until - since).days + 1,
        "moment": moment,
        "is_own": actor.grants["analytics.view"].full == frozenset(),
        "reach": reach,
        "store_id": store_id,
        "days_query": board.days,
        "days_fields": parse_qsl(board.days),
        "is_wide": is_wide,
        "store_choices": [(store.pk, store.name) for store in reach],
        "kpis": [
            Kpi(m, table.total, table.before, board.address(m, store=store_id)) for m in METRICS
        ],
        "stores": [
            (row, board.cells(row, store=row.key), _people(board, row, people))
            for row, people in table.stores
        ],
        "bars_of_days": bars(told.received, store_id),
        "totals": board.cells(table.total, store=store_id),
    }
    if actor.may("visits.view"):
        context |= pace(actor, keys, since, until)
    return render(request, "analytics/dashboard.html", context)


@dataclass(frozen=True, slots=True)
class Told:
    """The numbers of some days, and what was received day by day; money in fen."""

    table: queries.Table
    received: list[tuple[date, int]]


KEPT: Kept[Told] = Kept(timedelta(seconds=10))


def _told(
    actor: Actor, since: date, until: date, store_id: int | None, *, is_wide: bool
) -> tuple[datetime, Told]:
    """Return the numbers and the moment they are of; a whole chain's may be ten seconds old."""

    def ask() -> Told:
        earlier = since - timedelta(days=(until - since).days + 1)
        table = queries.numbers(actor, since, until, store_id=store_id, first=earlier)
        first = min(since, until - timedelta(days=SHOWN - 1))
        return Told(table, queries.received_by_day(actor, first, until, store_id=store_id))

    if not is_wide or store_id is not None:
        return clock.now(), ask()
    rights = frozenset(actor.grants.items())
    return KEPT.get((actor.group_id, actor.user_id, rights, since, until), ask)


@dataclass(frozen=True, slots=True)
class Kpi:
    """A number, what it was in as many days before, and where its rows are."""

    metric: Metric
    now: queries.Row
    before: queries.Row
    address: str

    @property
    def amount(self) -> str:
        """Return the number in its unit."""
        return amount(self.metric, self.now.value(self.metric.key))

    @property
    def change(self) -> float | None:
        """Return the change in per cent; None where there was nothing before."""
        now, before = (row.value(self.metric.key) for row in (self.now, self.before))
        return 100 * (now - before) / before if before else None


def _people(
    board: Board, store: queries.Row, people: list[queries.Row]
) -> list[tuple[queries.Row, SafeString]]:
    return [
        (person, board.cells(person, store=store.key, who=person.key or queries.NOBODY))
        for person in people
    ]


@screen("analytics.view")
def drill(request: HttpRequest, actor: Actor, *, metric: str, **_kwargs: Any) -> HttpResponse:
    """Show how a number of the group, a store or a person came about, and its rows."""
    known = BY_KEY.get(metric)
    if known is None:
        raise NotFound
    since, until, _name = _span(request, actor)
    store_id, person = (key_in(request.GET.get(name)) for name in ("store", "who"))
    rows = queries.drill(actor, metric, since, until, store_id=store_id, person=person)
    context = {
        "metric": known,
        "rows": [(row, BY_KEY[row.source].label) for row in rows],
        "is_cut": len(rows) == queries.MOST,
    }
    if metric == "units":
        context |= _reckoned(actor, since, until, store_id, person)
    htmx = getattr(request, "htmx", False)
    return render(request, "analytics/_drill.html" if htmx else "analytics/drill.html", context)


def _reckoned(
    actor: Actor, since: date, until: date, store_id: int | None, person: int | None
) -> dict[str, Any]:
    """Return the parts of activity units: how many, times which weight."""
    table = queries.numbers(actor, since, until, store_id=store_id)
    row = table.total
    if person is not None:
        row = queries.Row("", weights=table.total.weights)
        for each in (p for _store, who in table.stores for p in who):
            if (each.key or queries.NOBODY) == person:
                row.add(each)
    weights = row.weights
    parts = (
        ("deals", weights.deal), ("consults", weights.consult),
        ("treatments", weights.treatment),
    )  # fmt: skip
    return {
        "parts": [
            (BY_KEY[key].label, row.counts[key], weight, row.counts[key] * weight)
            for key, weight in parts
        ],
        "units": row.value("units"),
    }


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
    page = "analytics/_weights.html" if is_htmx(request) else "analytics/weights.html"
    context = {"form": form, "fragment": "analytics/_weights.html"}
    return render(request, page, context, status=status)
