"""Log-ins, roles, keys, stores and the audit trail over the API."""

import pytest

from hebe.access.models import Submission
from hebe.architecture.cast import ApiClient
from hebe.tenancy.context import working_for

pytestmark = pytest.mark.django_db
NEW = {"login": "xiaqing", "name": "夏青", "password": "hebe-first"}


def test_a_key_says_whose_it_is(api_of, nurse):
    me = api_of("nurse")("get", "/me").json()
    assert (me["user_id"], me["permissions"]) == (nurse.user_id, sorted(nurse.grants))


def test_a_log_in_lives_its_life(api_of, jingan):
    api = api_of("admin")
    made = api("post", "/users", NEW)
    assert made.status_code == 201
    address = f"/users/{made.json()['id']}"
    places = [{"role": "nurse", "store_id": jingan.pk, "reach": "own"}]
    given = api("put", f"{address}/roles", {"places": places})
    assert given.json()["places"] == places
    assert api("post", f"{address}/password", {"password": "1"}).status_code == 422
    assert api("post", f"{address}/password", {"password": "hebe-next"}).status_code == 204
    assert api("get", address).json()["password_is_given"]
    assert not api("post", f"{address}/switch", {"is_active": False}).json()["is_active"]
    assert api("get", address).json()["login"] == "xiaqing"


def test_log_ins_come_page_by_page(api_of, admin, nurse, frontdesk):
    api = api_of("admin")
    first = api("get", "/users?limit=2").json()
    second = api("get", f"/users?limit=2&cursor={first['next']}").json()
    logins = {row["login"] for row in first["rows"] + second["rows"]}
    assert logins == {"admin", "nurse", "frontdesk"}


def test_ones_own_password_is_changed(api_of):
    api = api_of("nurse")
    body = {"current": "wrong", "password": "hebe-next"}
    assert api("post", "/me/password", body).json()["code"] == "wrong_password"
    assert api("post", "/me/password", body | {"current": "hebe-demo"}).status_code == 204


def test_a_newcomers_key_works_from_the_start_and_takes_her_log_in_over(api_of):
    admin = api_of("admin")
    made = admin("post", "/users", NEW).json()
    places = [{"role": "nurse", "store_id": None, "reach": "all"}]
    admin("put", f"/users/{made['id']}/roles", {"places": places})
    key = admin("post", "/api-keys", {"user_id": made["id"], "name": "App"}).json()
    hers = ApiClient(key["secret"])
    assert hers("get", "/me").json()["user_id"] == made["id"]
    change = {"current": NEW["password"], "password": NEW["password"]}
    refused = hers("post", "/me/password", change)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "password"
    assert hers("post", "/me/password", change | {"password": "hebe-own"}).status_code == 204
    assert not admin("get", f"/users/{made['id']}").json()["password_is_given"]


def test_a_role_is_made_and_edited(api_of):
    api = api_of("admin")
    body = {"code": "night", "name": "夜班", "permissions": ["clinical.view"]}
    made = api("post", "/roles", body)
    assert made.status_code == 201
    address = f"/roles/{made.json()['id']}"
    assert api("put", address, {"name": "夜", "permissions": []}).json()["permissions"] == []
    assert "night" in {role["code"] for role in api("get", "/roles").json()}
    assert any(p["code"] == "clinical.view" for p in api("get", "/permissions").json())


def test_a_keys_secret_is_answered_once_and_not_kept(api_of, nurse, group):
    api = api_of("admin")
    body = {"user_id": nurse.user_id, "name": "App", "scopes": ["clinical.view"]}
    made = api("post", "/api-keys", body, **{"Idempotency-Key": "k1"})
    assert made.status_code == 201
    secret = made.json()["secret"]
    again = api("post", "/api-keys", body, **{"Idempotency-Key": "k1"})
    assert secret not in again.content.decode()
    with working_for(group.pk):
        assert [row.body for row in Submission.objects.of(group)] == [""]
    key = next(k for k in api("get", "/api-keys").json() if k["name"] == "App")
    assert "secret" not in key
    assert api("post", f"/api-keys/{key['id']}/revoke").json()["revoked_at"]


def test_a_store_is_edited_and_opened(api_of, jingan):
    api = api_of("gm")
    changed = api("patch", f"/stores/{jingan.pk}", {"opens_at": "10:00"}).json()
    assert (changed["opens_at"], changed["name"]) == ("10:00", jingan.name)
    assert api("patch", f"/stores/{jingan.pk}", {"closes_at": "10:00"}).status_code == 422
    made = api("post", "/stores", {"code": "pudong", "name": "浦东店"})
    assert made.status_code == 201
    assert len(api("get", "/stores").json()) == 2 + (
        "徐汇店" in str(api("get", "/stores").json())
    )


def test_the_trail_is_read_page_by_page(api_of):
    api = api_of("admin")
    for n in range(3):
        api("post", "/users", NEW | {"login": f"new{n}"})
    first = api("get", "/audit?act=UserCreated&limit=2").json()
    second = api("get", f"/audit?act=UserCreated&limit=2&cursor={first['next']}").json()
    assert [len(first["rows"]), len(second["rows"]), second["next"]] == [2, 1, ""]
    assert api("get", "/audit/chain").json()["broken"] is None


@pytest.mark.parametrize(
    ("verb", "address"),
    [
        ("get", "/users"), ("get", "/roles"), ("get", "/permissions"), ("get", "/api-keys"),
        ("get", "/stores"), ("get", "/audit"), ("get", "/audit/chain"),
    ],
)  # fmt: skip
def test_the_front_desk_is_refused(api_of, verb, address):
    assert api_of("frontdesk")(verb, address).status_code == 403


def test_the_rival_finds_none_of_ours(api_of, nurse, jingan):
    api = api_of("rival")
    assert api("get", f"/users/{nurse.user_id}").status_code == 404
    assert api("get", f"/stores/{jingan.pk}").status_code == 404
    assert nurse.name not in str(api("get", "/users").json())
