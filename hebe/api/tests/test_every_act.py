"""Whatever people can do on screens, programs can do too."""

from importlib import import_module
from inspect import isfunction
from pkgutil import iter_modules

import pytest

import hebe
from hebe.api.main import api

OPERATIONS = {
    operation["operationId"]
    for verbs in api.get_openapi_schema()["paths"].values()
    for operation in verbs.values()
}
# acts that are a step of another one, which programs call instead
PART_OF_ANOTHER = {
    "close_visit": "see_off",
    "find_customers": "search_customers",
    "mark_arrived": "register_arrival",
    "mark_in_progress": "start_treatment",
    "mark_done": "see_off",
    "note_visit": "register_arrival",
    "note_spending": "pay_order",
    "take_payment": "pay_order",
    "sell": "open_order",
    "add_to_order": "add_line",
    "offer_price": "ask_discount",  # and change_line, where one may
    "ask_approval": "ask_discount",
    "chain_state": "get_chain",
    "forget_visit": "take_back_arrival",
    "unmark": "take_back_arrival",
    "mark_unused": "see_off",
}
# work that the worker does on its own, day after day
BY_ITSELF = {"escalate_overdue", "review_stages", "index_customers"}


def acts():
    for app in iter_modules(hebe.__path__):
        try:
            services = import_module(f"hebe.{app.name}.services")
        except ModuleNotFoundError:
            continue
        for name, act in vars(services).items():
            if isfunction(act) and hasattr(act, "permission"):
                yield name


@pytest.mark.parametrize("name", sorted(acts()))
def test_every_act_is_callable(name):
    assert name in BY_ITSELF or PART_OF_ANOTHER.get(name, name) in OPERATIONS


def test_the_exceptions_are_acts():
    assert set(PART_OF_ANOTHER) | BY_ITSELF <= set(acts())


def test_every_operation_has_a_name_of_its_own_and_says_what_it_does():
    seen = []
    for verbs in api.get_openapi_schema()["paths"].values():
        for operation in verbs.values():
            seen.append(operation["operationId"])
            assert operation["description"].endswith("."), operation["operationId"]
            assert operation["tags"][0].islower(), operation["operationId"]
    assert len(seen) == len(set(seen))
