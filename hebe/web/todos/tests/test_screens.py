"""The list, the drawers and the bell, through the browser's eyes."""

from datetime import timedelta

import pytest

from hebe.access.models import User
from hebe.architecture.cast import member_of
from hebe.care.models import FollowUpStep
from hebe.care.services import set_follow_up_step
from hebe.kernel import clock
from hebe.todos.models import Notification, Todo
from hebe.todos.services import create_todo, notify

HTMX = {"HX-Request": "true"}


@pytest.fixture
def given(boss, jingan, jiang):
    def give(title="回电", **changes):
        facts = {
            "store_id": jingan.pk, "source": f"t:{title}", "owner_id": jiang.pk,
            "due_at": clock.now() + timedelta(hours=2),
        } | changes  # fmt: skip
        return create_todo(boss, title=title, **facts)

    return give


def test_the_list_shows_open_work_unless_asked_for_more(client_of, given, group):
    given("待打电话")
    done = given("已打电话")
    Todo.objects.of(group).filter(pk=done.pk).update(state="done", done_at=clock.now())
    client = client_of("frontdesk")
    page = client.get("/todos/").content.decode()
    assert "待打电话" in page
    assert "已打电话" not in page
    assert "已打电话" in client.get("/todos/?state=").content.decode()
    assert "待打电话" not in client.get("/todos/?state=done").content.decode()


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("whose=mine", {"甲"}), ("whose=team", {"乙"}), ("overdue=1", {"乙"}),
        ("overdue=0", {"甲"}), ("kind=call", {"乙"}), ("q=甲", {"甲"}),
    ],
)  # fmt: skip
def test_filters_keep_what_they_say(
    client_of, given, zhou_ke, group, jingan, manager, query, shown
):

    user = User.objects.of(group).get(login="manager")
    her = member_of(group, jingan, "许雯", "manager", user=user)
    given("甲", owner_id=her.pk)
    given("乙", owner_id=zhou_ke.pk, kind="call", due_at=clock.now() - timedelta(hours=1))
    page = client_of("manager").get(f"/todos/?{query}").content.decode()
    assert {name for name in "甲乙" if f">{name}<" in page} == shown


def test_a_filter_that_makes_no_sense_is_refused_civilly(client_of):
    assert client_of("manager").get("/todos/?due_from=soon").status_code in {409, 422}


def test_work_is_finished_in_the_drawer(client_of, given, group):
    todo = given(kind="call")
    client = client_of("frontdesk")
    drawer = client.get(f"/todos/{todo.pk}/finish/", headers=HTMX)
    assert "<html" not in drawer.content.decode()
    silent = client.post(f"/todos/{todo.pk}/finish/", {"outcome": ""}, headers=HTMX)
    assert silent.status_code == 422
    done = client.post(f"/todos/{todo.pk}/finish/", {"outcome": "改到周日"}, headers=HTMX)
    assert done.status_code == 204
    assert Todo.objects.of(group).get().outcome == "改到周日"


def test_a_double_click_finishes_it_once(client_of, given, group):
    todo = given()
    client = client_of("frontdesk")
    body = {"outcome": "好", "once": "same-token"}
    first = client.post(f"/todos/{todo.pk}/finish/", body)
    again = client.post(f"/todos/{todo.pk}/finish/", body)
    assert (first.status_code, again.status_code) == (302, 302)


def test_others_work_is_not_found(client_of, given):
    todo = given()
    assert client_of("cashier").get(f"/todos/{todo.pk}/finish/").status_code == 404
    assert client_of("rival").get(f"/todos/{todo.pk}/finish/").status_code == 404


def test_it_is_handed_over(client_of, given, zhou_ke, group):
    todo = given()
    client = client_of("manager")
    assert "周可" in client.get(f"/todos/{todo.pk}/hand-over/").content.decode()
    client.post(f"/todos/{todo.pk}/hand-over/", {"owner_id": zhou_ke.pk})
    assert Todo.objects.of(group).get().owner == zhou_ke
    assert client_of("frontdesk").get(f"/todos/{todo.pk}/hand-over/").status_code == 403


def test_many_are_handed_over_at_once(client_of, given, zhou_ke, group):
    keys = [given(f"事{n}").pk for n in range(3)]
    client = client_of("manager")
    asked = client.post("/todos/hand-over/", {"row": keys})
    assert "周可" in asked.content.decode()
    client.post("/todos/hand-over/", {"all": "1", "matching": "", "owner_id": zhou_ke.pk})
    assert set(Todo.objects.of(group).values_list("owner_id", flat=True)) == {zhou_ke.pk}
    assert client.post("/todos/hand-over/", {}).status_code in {409, 422}


def test_only_people_of_the_store_who_can_sign_in_are_offered(
    client_of, given, zhou_ke, jiang, group
):
    unseen = member_of(group, jiang.stores.get(), "苏棠", "frontdesk")
    todo = given()
    client = client_of("manager")
    for page in (
        client.get(f"/todos/{todo.pk}/hand-over/"),
        client.get("/todos/new/"),
        client.post("/todos/hand-over/", {"row": [todo.pk]}),
    ):
        shown = page.content.decode()
        assert f'value="{zhou_ke.pk}"' in shown
        assert f'value="{unseen.pk}"' not in shown


def test_why_somebody_cannot_have_work_stands_beside_the_field(
    client_of, given, zhou_ke, group
):
    todo = given()
    zhou_ke.user = None
    zhou_ke.save()
    client = client_of("manager")
    for address, body in (
        (f"/todos/{todo.pk}/hand-over/", {}),
        ("/todos/hand-over/", {"row": [todo.pk]}),
        ("/todos/new/", {"title": "回电", "due_at": "2027-01-04T18:00", "kind": "call"}),
    ):
        answer = client.post(address, body | {"owner_id": zhou_ke.pk})
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "周可没有可用的账号" in page
        assert "请从名单里选一位同事" in page
    assert Todo.objects.of(group).get().owner != zhou_ke
    for odd in ("x", "0", "9" * 30):
        answer = client.post(f"/todos/{todo.pk}/hand-over/", {"owner_id": odd})
        assert answer.status_code == 422


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_a_deadline_beyond_all_calendars_breaks_nobodys_day(client_of, zhou_ke, year):
    body = {"title": "回电", "owner_id": zhou_ke.pk, "due_at": f"{year}-12-31T23:59"}
    answer = client_of("frontdesk").post("/todos/new/", body | {"kind": "task"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["due_at"])
    assert client_of("consultant").get("/").status_code == 200


def test_work_is_written_down_for_a_colleague(client_of, zhou_ke, jiang, qin_lan, group):
    client = client_of("frontdesk")
    assert "秦兰" in client.get(f"/todos/new/?customer={qin_lan.pk}").content.decode()
    body = {
        "title": "回电", "owner_id": zhou_ke.pk, "due_at": "2027-01-04T18:00", "kind": "call",
        "customer_id": qin_lan.pk,
    }  # fmt: skip
    assert client.post("/todos/new/", body | {"title": ""}).status_code == 422
    assert client.post("/todos/new/", body).status_code == 302
    todo = Todo.objects.of(group).get()
    assert (todo.owner, todo.customer, todo.supervisor) == (zhou_ke, qin_lan, jiang)
    assert todo.due_at.isoformat() == "2027-01-04T10:00:00+00:00"


def test_the_bell_tells_and_is_read(client_of, boss, jiang, group):
    notify(boss, jiang, "回电", link="/todos/")
    client = client_of("frontdesk")
    assert "(1)" in client.get("/").content.decode()
    assert "回电" in client.get("/notifications/", headers=HTMX).content.decode()
    client.post("/notifications/")
    assert Notification.objects.of(group).filter(read_at=None).count() == 0
    assert "回电" not in client_of("cashier").get("/notifications/").content.decode()


def test_steps_are_set_changed_and_stopped(client_of, group):
    client = client_of("director")
    body = {"item_id": "", "day": "1", "title": "第 1 天回访", "script": "疼不疼"}
    assert client.post("/todos/steps/set/", body | {"day": "0"}).status_code == 422
    assert client.post("/todos/steps/set/", body).status_code == 302
    page = client.get("/todos/steps/").content.decode()
    assert "第 1 天回访" in page
    assert "疼不疼" in client.get("/todos/steps/set/?day=1").content.decode()
    step = FollowUpStep.objects.of(group).get()
    stopped = client.post(f"/todos/steps/{step.pk}/remove/", follow=True)
    assert "已停用" in stopped.content.decode()
    assert "第 1 天回访" not in client.get("/todos/steps/").content.decode()


def test_who_may_not_set_steps(client_of, boss, group):
    set_follow_up_step(boss, item_id=None, day=1, title="第 1 天回访")
    client = client_of("frontdesk")
    assert client.get("/todos/steps/").status_code == 200
    assert client.get("/todos/steps/set/").status_code == 403
    assert client_of("cashier").get("/todos/steps/").status_code == 403
    assert "第 1 天回访" not in client_of("rival").get("/todos/steps/").content.decode()


def test_a_customers_work_is_a_fragment_of_her_page(client_of, given, qin_lan):
    given(customer_id=qin_lan.pk)
    address = f"/customers/{qin_lan.pk}/follow-ups/"
    fragment = client_of("frontdesk").get(address, headers=HTMX).content.decode()
    assert "回电" in fragment
    assert "<html" not in fragment
    assert client_of("rival").get(address).status_code == 404
