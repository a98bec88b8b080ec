"""Who was given a password chooses her own before she does anything."""

import pyotp
import pytest
from django.test import Client

from hebe.access.models import SavedView, User
from hebe.access.queries import actor_for
from hebe.access.services import (
    assign_roles,
    begin_second_factor,
    confirm_second_factor,
    create_user,
    reset_password,
)
from hebe.kernel import clock
from hebe.tenancy.context import working_for

pytestmark = pytest.mark.django_db
GIVEN, OWN = "hebe-first", "hebe-owned"
PAGE = "/security/own-password/"
CUSTOMERS = f"{PAGE}?next=%2Fcustomers%2F"
CHOICE = {"current": GIVEN, "password": OWN}


@pytest.fixture
def newcomer(admin, group, jingan):
    """Somebody at the front desk who has never signed in."""
    with working_for(group.pk):
        user = create_user(
            admin, login="xiaqing", name="夏青", password=GIVEN, store_id=jingan.pk
        )
        assign_roles(admin, user_id=user.pk, places=[("frontdesk", jingan.pk, "all")])
    return user


def signed_in(password=GIVEN):
    client = Client()
    client.post("/sign-in/", {"login": "xiaqing", "password": password})
    return client


@pytest.fixture
def client(newcomer):
    """Return her client, signed in with the password she was given."""
    return signed_in()


def reload(user, group):
    with working_for(group.pk):
        return User.objects.of(group).get(pk=user.pk)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_screen_leads_to_the_one_page(client, language):
    client.post("/language/", {"language": language})
    for wanted in ("/", "/customers/", "/security/"):
        page = client.get(wanted, follow=True)
        assert page.redirect_chain == [(f"{PAGE}?next={wanted.replace('/', '%2F')}", 302)]
        assert page.status_code == 200
        assert "夏青" in page.content.decode()


def test_a_post_does_nothing_before(client, newcomer, group):
    body = {"table": "customers", "name": "周末", "query": ""}
    headers = {"Referer": "http://testserver/customers/"}
    assert client.post("/views/", body, headers=headers)["Location"].startswith(PAGE)
    with working_for(group.pk):
        assert not SavedView.objects.of(group).exists()


def test_a_fragment_brings_the_whole_window_to_the_page(client):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/customers/"}
    reply = client.get("/customers/new/", headers=headers)
    assert reply.status_code == 401
    assert reply["HX-Redirect"] == f"{PAGE}?next=http%3A%2F%2Ftestserver%2Fcustomers%2F"


def test_the_address_she_wanted_opens_with_a_password_of_her_own(client, newcomer, group):
    reply = client.post(CUSTOMERS, CHOICE)
    assert (reply.status_code, reply["Location"]) == (302, "/customers/")
    assert client.get("/customers/").status_code == 200
    user = reload(newcomer, group)
    assert user.check_password(OWN)
    assert not user.password_is_given


def test_nothing_but_our_own_pages_is_gone_on_to(client):
    foreign = f"{PAGE}?next=https%3A%2F%2Felsewhere.example%2F"
    assert client.post(foreign, CHOICE)["Location"] == "/"
    assert client.get(foreign)["Location"] == "/"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"password": GIVEN}, "password"),
        ({"password": "123"}, "password"),
        ({"password": ""}, "password"),
        ({"current": "wrong"}, "current"),
    ],
)
def test_a_refusal_stands_beside_its_field(client, newcomer, group, wrong, field):
    reply = client.post(CUSTOMERS, CHOICE | wrong)
    assert reply.status_code == 422
    assert list(reply.context["form"].errors) == [field]
    assert reload(newcomer, group).password_is_given


def test_she_can_sign_out_instead(client):
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert client.get("/customers/")["Location"].startswith("/sign-in/")


def test_it_comes_after_the_second_factor(newcomer, admin, group):
    with working_for(group.pk):
        owner = actor_for(newcomer)
        secret = begin_second_factor(owner, current=GIVEN)
        before = pyotp.TOTP(secret).at(clock.now(), counter_offset=-1)
        confirm_second_factor(owner, code=before)
    client = signed_in()
    assert client.get("/customers/")["Location"].startswith("/sign-in/")
    client.post("/sign-in/code/", {"code": pyotp.TOTP(secret).at(clock.now())})
    assert client.get("/customers/")["Location"] == CUSTOMERS


def test_whose_password_is_set_anew_chooses_again(client, newcomer, admin, group):
    client.post(PAGE, CHOICE)
    with working_for(group.pk):
        reset_password(admin, user_id=newcomer.pk, password="hebe-third")
    assert client.get("/customers/")["Location"].startswith("/sign-in/")
    assert signed_in("hebe-third").get("/customers/")["Location"] == CUSTOMERS


def test_who_has_chosen_is_sent_on_and_changes_nothing(client_of, frontdesk, group):
    client = client_of("frontdesk")
    for reply in (client.get(CUSTOMERS), client.post(CUSTOMERS, CHOICE)):
        assert reply["Location"] == "/customers/"
    with working_for(group.pk):
        assert not User.objects.of(group).get(pk=frontdesk.user_id).check_password(OWN)


def test_the_administrator_sees_who_has_not_chosen_yet(client_of, newcomer):
    admin = client_of("admin")
    found = admin.get("/log-ins/?state=given").context["page"].rows
    assert [row.login for row in found] == ["xiaqing"]
    assert "还没设自己的密码" in admin.get("/log-ins/").content.decode()
    signed_in().post(PAGE, CHOICE)
    assert not admin.get("/log-ins/?state=given").context["page"].rows
