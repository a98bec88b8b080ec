"""Rows are asked for within a right's reach: enforced here, not remembered.

A query that is given an actor and a table that says how its rows are reached goes through
`Model.objects.reached(actor, ...)` (or `.to_act_on`, in acts), or says the store's right by
`actor.check`, or stands below with its reason.
"""

import ast
from pathlib import Path

import pytest
from django.apps import apps

import hebe
from hebe.tenancy.models import GroupModel

ROOT = Path(hebe.__file__).parent
LOWER = ("tests", "migrations", "web", "api", "architecture", "config")
NARROWING = ("actor.check(", "actor.scope(", "with_guests(actor", "look_at(actor")
SHOWN = "of a row that the actor has already been shown within reach"
ASKED = "its callers in this file have checked the store"
ALLOWED = {
    "access/queries/actors:_stores": "decides where a right holds",
    "access/queries/stores:store_names": "names alone, which everybody in the group knows",
    "billing/queries/orders:lines_of": SHOWN,
    "billing/queries/orders:get_line": "narrowed to orders within reach",
    "catalog/queries:standing_of": "whether stores may offer an item, no rows of theirs",
    "catalog/queries:price_history": "the catalogue is the group's",
    "checkout/queries:_at_till": ASKED,
    "checkout/queries:_sold_in": SHOWN,
    "clinical/queries/records:record_states": SHOWN,
    "clinical/queries/treatments:treatments_of_customer": "get_customer judges the customer",
    "customers/queries/cards:cards_by_key": SHOWN,
    "customers/queries/lists:entered": "narrows a list that is within reach",
    "customers/queries/profile:profile": "narrowed by the customers' reach()",
    "customers/queries/reach:customers": "narrowed by reach(), which has plain keys for speed",
    "customers/queries/changes:change_history": "get_customer judges the customer",
    "customers/queries/reach:name_from_afar": "a masked name is all that leaves it",
    "customers/queries/search:search": "a full number names a colleague's customer (ORG-06)",
    "payments/queries:tenders_of": SHOWN,
    "payments/queries:get_tender": "narrowed to orders within reach",
    "scheduling/queries/board:_day": ASKED,
    "scheduling/queries/board:_things": ASKED,
    "scheduling/queries/pools:_things": ASKED,
    "staff/queries/members:member_list": "the names of a member's stores",
    "staff/queries/members:career_of": "the trail of a member already shown",
    "staff/queries/roster:_of_day": ASKED,
    "staff/queries/roster:shifts_of_member": "one's own wherever they are, else reached",
    "visits/queries/guests:keep_look": "whether one's own look is kept already",
    "todos/queries/work:todo_list": "narrowed by _reach(): one's own, nobody's, or by right",
    "todos/queries/work:_open_of": "one's own",
}


def tables():
    """Return the names of the tables that say how their rows are reached."""
    return {
        model.__name__
        for model in apps.get_models()
        if issubclass(model, GroupModel) and model.reached_by is not None
    }


def queries():
    """Yield each function of the queries that is given an actor, with its place."""
    for path in sorted(ROOT.rglob("*.py")):
        place = path.relative_to(ROOT).with_suffix("")
        if set(place.parts) & set(LOWER) or "queries" not in place.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and ast.unparse(node.args)[:5] == "actor":
                yield f"{place.as_posix()}:{node.name}", node


def asks_for_all(function):
    """Return the tables whose rows a function asks for beyond the reach of any right."""
    called = [ast.unparse(node) for node in ast.walk(function) if isinstance(node, ast.Call)]
    if any(text.startswith(NARROWING) for text in called):
        return set()
    return {
        name
        for name in tables()
        if any(text == f"{name}.objects.of(actor)" for text in called)
        and not any(text.startswith(f"{name}.objects.of(actor).to_act_on(") for text in called)
    }


FOUND = {place: asks_for_all(function) for place, function in queries()}


def test_a_query_asks_within_the_reach_of_a_right():
    wide = {place: names for place, names in FOUND.items() if names and place not in ALLOWED}
    assert not wide, "\n".join(f"{place}: {sorted(names)}" for place, names in wide.items())


@pytest.mark.parametrize("place", sorted(ALLOWED))
def test_what_is_allowed_is_still_there(place):
    assert FOUND[place], f"{place} needs no excuse any more"
