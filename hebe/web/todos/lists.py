"""The list of to-dos, and a customer's follow-ups."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hebe.access.actor import Actor
from hebe.care.queries import of_customer as follow_ups_of
from hebe.customers.queries import customers, get_customer
from hebe.todos.choices import State
from hebe.todos.queries import of_customer as todos_of
from hebe.todos.queries import todo_list as todos
from hebe.web.drawer import drawer
from hebe.web.screen import screen
from hebe.web.todos.table import TodosTable


@require_GET
@screen("todos.view")
def todo_list(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Show the work this person may see; her own and open unless she asks for more."""
    hers = customers(actor).filter(pk=OuterRef("customer_id"))
    rows = todos(actor).annotate(file_opens=Exists(hers))
    page = TodosTable(actor, request.GET).page(rows)
    return render(request, "todos/list.html", {"page": page})


@require_GET
@screen("todos.view")
def of_customer(
    request: HttpRequest, actor: Actor, customer_id: int, **_kwargs: Any
) -> HttpResponse:
    """Show the work about a customer that is open, and her follow-ups, newest first."""
    customer = get_customer(actor, customer_id)
    rows = follow_ups_of(actor, customer_id) if actor.may("care.view") else []
    told = {row.todo_id for row in rows}
    work = [t for t in todos_of(actor, customer_id) if t.state == State.OPEN]
    return drawer(
        request,
        "todos/_of_customer.html",
        customer=customer,
        rows=rows,
        opens=set(todos(actor).order_by().filter(pk__in=told).values_list("pk", flat=True)),
        todos=[todo for todo in work if todo.pk not in told],
    )
