"""Nothing that is sent is passed over: a misspelled name or another type is refused, named."""

import pytest
from ninja import Schema
from pydantic import BaseModel

from hebe.api.main import api
from hebe.api.schemas import Sent
from hebe.api.strict import models_in
from hebe.customers.models import Customer

OPERATIONS = [
    (operation.operation_id, operation)
    for _prefix, router in api._routers
    for view in router.path_operations.values()
    for operation in view.operations
]
SHE = {"name": "邓婕", "phone": "13800136072"}


@pytest.fixture
def refused(clinic, api_of):
    """Return what a refusal says of the fields, after making sure that it is one."""

    def act(verb, address, said=None):
        reply = api_of("manager")(verb, address, said)
        told = reply.json()
        assert (reply.status_code, told.get("code")) == (422, "invalid"), told
        return told["errors"]

    return act


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("alergies", "allergies"), ("allergy", "allergies"), ("birthdate", "birthday")],
)
def test_a_misspelled_fact_of_a_customer_is_not_lost(refused, group, typed, meant):
    (error,) = refused("post", "/customers", SHE | {typed: "青霉素"})
    assert error == {
        "field": typed,
        "message": "There is no such field.",
        "advice": f"Did you mean {meant}?",
    }
    assert not Customer.objects.of(group).filter(name=SHE["name"]).exists()


def test_a_misspelled_filter_does_not_list_everything(refused):
    (error,) = refused("get", "/orders?customer=1")
    assert (error["field"], error["advice"]) == ("customer", "Did you mean customer_id?")


def test_an_act_that_takes_no_body_passes_over_none(refused):
    (error,) = refused("post", "/todos/1/claim", {"reason": "a"})
    assert error == {"field": "reason", "message": "There is no such field."}


def test_a_condition_of_a_filter_has_no_further_parts(clinic, api_of):
    condition = {"field": "state", "op": "is", "value": "paid", "extra": 1}
    reply = api_of("manager")("post", "/orders/query", {"filter": {"all": [condition]}})
    (error,) = reply.json()["errors"]
    assert (reply.status_code, error["field"]) == (422, "filter.all[0].extra")


def test_a_name_that_is_like_none_gets_no_advice(refused):
    (error,) = refused("get", "/orders?xyzzy=1")
    assert "advice" not in error


def test_what_is_wrong_is_named_together_with_what_is_missing(refused):
    errors = refused("get", "/free-slots?store=1&item_id=1&day=2027-01-04")
    assert sorted(error["field"] for error in errors) == ["store", "store_id"]


def test_a_misspelled_part_of_a_list_in_a_body_is_named_by_its_place(
    refused, jingan, qin_lan, botox
):
    (error,) = refused("post", "/orders", {
        "store_id": jingan.pk, "customer_id": qin_lan.pk,
        "lines": [{"item_id": botox.pk}, {"item_id": botox.pk, "qty": 3}],
    })  # fmt: skip
    assert (error["field"], error["advice"]) == ("lines.1.qty", "Did you mean quantity?")


@pytest.mark.parametrize(
    "operation", [o for _, o in OPERATIONS], ids=[n for n, _ in OPERATIONS]
)
def test_every_operation_refuses_a_name_it_does_not_know(operation):
    sources = {model.__ninja_param_source__: model for model in operation.models}
    assert sources["query"].model_config["extra"] == "forbid"
    if "body" in sources:
        for body in bodies(sources["body"]):
            assert issubclass(body, Sent), f"{body.__name__} is sent: let it be a Sent"
    for answer in operation.response_models.values():
        if isinstance(answer, type):
            for told in bodies(answer):
                assert issubclass(told, Schema), f"{told.__name__} is told: let it be a Schema"


def bodies(model: type[BaseModel]) -> set[type[BaseModel]]:
    """Return every model that one is made of."""
    found: set[type[BaseModel]] = set()
    wanted = [model]
    while wanted:
        for field in wanted.pop().model_fields.values():
            more = set(models_in(field.annotation)) - found
            found |= more
            wanted += more
    return found


@pytest.mark.parametrize(
    "said",
    [
        {"quantity": True}, {"quantity": "1"}, {"quantity": 1.0}, {"price_fen": True},
        {"item_id": "1"},
    ],
)  # fmt: skip
def test_a_type_that_is_not_the_declared_one_is_refused(refused, jingan, qin_lan, botox, said):
    (error,) = refused("post", "/orders", {
        "store_id": jingan.pk, "customer_id": qin_lan.pk,
        "lines": [{"item_id": botox.pk} | said],
    })  # fmt: skip
    assert error["field"] == f"lines.0.{next(iter(said))}"


@pytest.mark.parametrize("moment", [1_800_000_000, "1800000000", 1.5, True])
def test_a_bare_number_is_no_moment(refused, jingan, qin_lan, botox, dr_chen, moment):
    errors = refused("post", "/appointments", {
        "store_id": jingan.pk, "customer_id": qin_lan.pk, "item_id": botox.pk,
        "doctor_id": dr_chen.pk, "starts_at": moment,
    })  # fmt: skip
    assert [error["field"] for error in errors] == ["starts_at"]


@pytest.mark.parametrize("day", [0, "0", "1799971200", 86400])
def test_a_bare_number_is_no_day(refused, day):
    (error,) = refused("post", "/customers", SHE | {"birthday": day})
    assert error["field"] == "birthday"


@pytest.mark.parametrize("query", ["mine=1", "mine=yes", "limit=1.0", "limit=%201", "limit="])
def test_an_address_says_types_plainly(refused, query):
    (error,) = refused("get", f"/customers?{query}")
    assert error["field"] == query.partition("=")[0]


@pytest.mark.parametrize("clock", ["09:00:00", "9:00", "24:00", "09:00+08:00", 32400])
def test_a_time_of_day_is_hours_and_minutes(refused, jingan, clock):
    (error,) = refused("patch", f"/stores/{jingan.pk}", {"opens_at": clock})
    assert error["field"] == "opens_at"


@pytest.mark.parametrize("said", [b'{"name": NaN}', b'{"name": "\\ud800"}', b"{", b"[" * 9999])
def test_what_is_not_json_is_refused(clinic, client, api_of, said):
    reply = client.post(
        "/api/v1/customers", said, content_type="application/json",
        headers={"Authorization": f"Bearer {api_of('manager').secret}"},
    )  # fmt: skip
    assert (reply.status_code, reply.json()["code"]) == (400, "bad_request")
