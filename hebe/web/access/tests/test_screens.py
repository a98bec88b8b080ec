"""Log-ins, roles, stores, the audit trail, keys and one's own security on the screen."""

import re

import pyotp
import pytest
from axes.models import AccessAttempt
from django.test import Client

from hebe.access.models import ApiKey, Assignment, Role, User
from hebe.architecture.cast import PASSWORD
from hebe.kernel import clock
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Store

pytestmark = pytest.mark.django_db
PLACES = (
    "log-ins/", "log-ins/new/", "roles/", "roles/new/", "stores/", "stores/new/", "audit/",
    "api-keys/", "api-keys/new/",
)  # fmt: skip


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_administrator_opens_every_place(client_of, admin, jingan, group, language):
    client = client_of("admin")
    client.post("/language/", {"language": language})
    with working_for(group.pk):
        role = Role.objects.of(group).get(code="nurse")
    own = [
        f"log-ins/{admin.user_id}/roles/", f"log-ins/{admin.user_id}/password/",
        f"log-ins/{admin.user_id}/switch/", f"roles/{role.pk}/", f"roles/new/?from={role.pk}",
        f"stores/{jingan.pk}/", "security/",
    ]  # fmt: skip
    for place in [*PLACES, *own]:
        assert client.get(f"/{place}").status_code == 200, place


@pytest.mark.parametrize("place", PLACES)
def test_the_front_desk_opens_none_of_them(client_of, place):
    assert client_of("frontdesk").get(f"/{place}").status_code == 403


def test_a_log_in_is_made_given_roles_and_closed(client_of, group, jingan):
    client = client_of("admin")
    body = {"name": "夏青", "login": "xiaqing", "password": "hebe-first", "store_id": jingan.pk}
    assert client.post("/log-ins/new/", body | {"password": "123"}).status_code == 422
    reply = client.post("/log-ins/new/", body)
    with working_for(group.pk):
        user = User.objects.of(group).get(login="xiaqing")
    assert reply["Location"] == f"/log-ins/{user.pk}/roles/"
    lines = {
        "place-TOTAL_FORMS": 2, "place-INITIAL_FORMS": 0, "place-0-role": "nurse",
        "place-0-store": jingan.pk, "place-0-reach": "all", "place-1-role": "",
        "place-1-store": "", "place-1-reach": "all",
    }  # fmt: skip
    assert client.post(f"/log-ins/{user.pk}/roles/", lines).status_code == 302
    with working_for(group.pk):
        given = Assignment.objects.of(group).select_related("role").get(user=user)
    assert (given.role.code, given.store_id) == ("nurse", jingan.pk)
    assert client.post(f"/log-ins/{user.pk}/password/", {"password": "1"}).status_code == 422
    done = client.post(f"/log-ins/{user.pk}/password/", {"password": "hebe-second"})
    assert done.status_code == 302
    assert client.post(f"/log-ins/{user.pk}/switch/").status_code == 302
    with working_for(group.pk):
        assert not User.objects.of(group).get(pk=user.pk).is_active
    assert "xiaqing" in client.get("/log-ins/?state=closed").content.decode()
    assert "xiaqing" not in client.get("/log-ins/?state=open").content.decode()


def test_a_role_is_edited_and_another_made(client_of, group):
    client = client_of("admin")
    with working_for(group.pk):
        role = Role.objects.of(group).get(code="nurse")
    body = {"name": "", "permissions": ["clinical.view", "mask.customers.phone"]}
    assert client.post(f"/roles/{role.pk}/", body).status_code == 302
    assert client.post(f"/roles/{role.pk}/", {"permissions": ["nonsense"]}).status_code == 422
    own = {"name": "夜班护士", "code": "night", "permissions": ["clinical.view"]}
    assert client.post("/roles/new/", own).status_code == 302
    assert client.post("/roles/new/", own).status_code == 422
    with working_for(group.pk):
        role.refresh_from_db()
    assert role.permissions == ["clinical.view", "mask.customers.phone"]
    assert "夜班护士" in client.get("/roles/").content.decode()


def _typed(**changes):
    return {
        "name": "静安新店", "city": "上海", "address": "南京西路 1 号", "phone": "021-5555",
        "area_m2": 300, "timezone": "Asia/Shanghai", "opens_at": "10:00", "closes_at": "20:00",
        "institution": "clinic", "licence_no": "PDY1", "licence_valid_to": "2030-01-01",
        "licensed_departments": ["dermatology"], "accepts_minors": "on", "is_open": "on",
    } | changes  # fmt: skip


def test_a_store_is_edited_and_the_trail_shows_it(client_of, group, jingan):
    client = client_of("admin")
    address = f"/stores/{jingan.pk}/"
    assert client.post(address, _typed(closes_at="10:00")).status_code == 422
    assert client.post(address, _typed()).status_code == 302
    with working_for(group.pk):
        store = Store.objects.of(group).get(pk=jingan.pk)
    assert (store.name, store.consult_stage, store.accepts_minors) == ("静安新店", False, True)
    trail = client.get(f"/audit/?act=StoreSaved&subject=tenancy.store:{jingan.pk}")
    assert "保存门店" in trail.content.decode()
    row = trail.context["page"].rows[0]
    assert "静安新店" in client.get(f"/audit/{row.pk}/").content.decode()


def test_a_store_is_opened(client_of, group, jingan):
    client = client_of("admin")
    body = _typed(name="浦东店", code="pudong")
    assert client.post("/stores/new/", body).status_code == 302
    assert client.post("/stores/new/", body).status_code == 422
    assert "浦东店" in client.get("/stores/").content.decode()


def test_the_trail_is_filtered_by_who_and_day(client_of):
    client = client_of("admin")
    client.post("/log-ins/new/", {"name": "夏青", "login": "xq", "password": "hebe-first"})
    day = clock.today("Asia/Shanghai").isoformat()
    assert "新建账号" in _table(client.get(f"/audit/?who=顾明&at_from={day}&at_to={day}"))
    assert "<tbody>" not in _table(client.get("/audit/?at_to=2001-01-01"))
    assert "<tbody>" not in _table(client.get("/audit/?who=nobody"))
    assert client.get("/audit/?at_from=nonsense").status_code in {409, 422}


def _table(reply):
    page = reply.content.decode()
    return page[page.index("data-batch") :]


def test_a_key_is_shown_once_and_revoked(client_of, admin, group):
    client = client_of("admin")
    body = {"name": "官网", "user_id": admin.user_id, "scopes": ["customers.view"]}
    assert client.post("/api-keys/new/", body).status_code == 302
    secret = f"hebe_{group.pk}_"
    assert not any(secret in str(kept) for kept in client.session.values())
    assert f'value="{secret}' in client.get("/api-keys/").content.decode()
    assert f'value="{secret}' not in client.get("/api-keys/").content.decode()
    with working_for(group.pk):
        key = ApiKey.objects.of(group).get()
    assert client.post(f"/api-keys/{key.pk}/revoke/").status_code == 302
    assert "已停用" in client.get("/api-keys/").content.decode()


def test_a_key_is_offered_only_for_whom_the_maker_could_act_as(client_of, admin, gm):
    page = client_of("gm").get("/api-keys/new/").content.decode()
    assert f'<option value="{gm.user_id}"' in page
    assert f'<option value="{admin.user_id}"' not in page


def test_the_password_of_a_wider_log_in_is_refused_and_its_sessions_go_on(client_of, doctor):
    hers, desk = client_of("doctor"), client_of("hr")
    reply = desk.post(f"/log-ins/{doctor.user_id}/password/", {"password": "hebe-second"})
    assert reply.status_code == 422
    assert "对方的权限比您大" in reply.content.decode()
    assert "请找有角色编辑权限的管理员" in reply.content.decode()
    assert hers.get("/").status_code == 200
    listed = desk.get("/log-ins/").content.decode()
    assert f"/log-ins/{doctor.user_id}/roles/" in listed
    assert f"/log-ins/{doctor.user_id}/password/" not in listed


def test_a_new_password_ends_the_sessions_opened_with_the_old_one(client_of, nurse):
    hers, admin = client_of("nurse"), client_of("admin")
    assert f"/log-ins/{nurse.user_id}/password/" in admin.get("/log-ins/").content.decode()
    done = admin.post(f"/log-ins/{nurse.user_id}/password/", {"password": "hebe-second"})
    assert done.status_code == 302
    assert hers.get("/").status_code == 302


def test_changing_the_password_keeps_this_session_alone(client_of):
    here, elsewhere = client_of("nurse"), client_of("nurse")
    body = {"current": "wrong", "password": "a-better-one"}
    assert here.post("/security/password/", body).status_code == 422
    assert here.post("/security/password/", body | {"current": PASSWORD}).status_code == 302
    assert here.get("/security/").status_code == 200
    assert elsewhere.get("/security/").status_code == 302


def test_wrong_passwords_count_on_the_security_page_too_and_are_not_kept(client_of, nurse):
    client = client_of("nurse")
    body = {"current": "nearly-right", "password": "a-better-one"}
    for key in range(6):
        page = client.post("/security/password/", body | {"once": f"guess {key}"})
        assert page.status_code == 422
    assert "nearly-right" not in AccessAttempt.objects.get().post_data
    page = client.post("/security/password/", body | {"current": PASSWORD, "once": "right"})
    assert "次数过多" in page.content.decode()


def test_the_second_factor_is_set_up_with_a_picture(client_of, nurse, group):
    client = client_of("nurse")
    begin, mine = "/security/second-factor/begin/", {"current": PASSWORD}
    assert client.post(begin, {"current": "wrong"}).status_code == 422
    assert client.post(begin, mine).status_code == 302
    page = client.get("/security/").content.decode()
    assert "data:image/svg+xml" in page
    with working_for(group.pk):
        secret = User.objects.of(group).get(pk=nurse.user_id).totp_secret
    assert secret in page
    assert client.post("/security/second-factor/confirm/", {"code": "1"}).status_code == 422
    codes = [
        {"code": pyotp.TOTP(secret).at(clock.now(), counter_offset=later)} for later in (0, 1)
    ]
    told = client.post("/security/second-factor/confirm/", codes[0])
    kept = re.findall(r"<li>([A-Z2-7]{5}-[A-Z2-7]{5})</li>", told.content.decode())
    assert (told.status_code, len(kept), told["Cache-Control"]) == (200, 10, "no-store")
    renew = {"code": kept[0]} | mine
    assert client.post("/security/second-factor/codes/", renew).status_code == 200
    assert kept[1] not in client.get("/security/").content.decode()
    assert secret not in client.get("/security/").content.decode()
    assert client.post("/security/second-factor/drop/", codes[1]).status_code == 422
    assert client.post("/security/second-factor/drop/", codes[0] | mine).status_code == 422
    assert client.post("/security/second-factor/drop/", codes[1] | mine).status_code == 302


def test_the_rival_finds_none_of_ours(client_of, admin, jingan, group):
    client = client_of("rival")
    assert "顾明" not in client.get("/log-ins/").content.decode()
    for place in (f"log-ins/{admin.user_id}/roles/", f"stores/{jingan.pk}/"):
        assert client.get(f"/{place}").status_code == 404


def test_an_administrator_resets_a_lost_second_factor(client_of, nurse, group):
    with working_for(group.pk):
        user = User.objects.of(group).get(pk=nurse.user_id)
        user.totp_secret, user.totp_confirmed_at = pyotp.random_base32(), clock.now()
        user.save()
    client, address = client_of("admin"), f"/log-ins/{nurse.user_id}/second-factor/"
    assert address in client.get("/log-ins/").content.decode()
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "本人当面提出"}).status_code == 302
    assert address not in client.get("/log-ins/").content.decode()
    opened = Client().post("/sign-in/", {"login": user.login.upper(), "password": PASSWORD})
    assert opened["Location"] == "/security/"
