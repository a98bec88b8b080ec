"""create_todo: what it promises and what it refuses."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from hebe.access.errors import NotYourStore
from hebe.architecture.cast import customer_of, member_of, only
from hebe.customers.models import Customer
from hebe.journal.models import Audit
from hebe.kernel import clock
from hebe.kernel.errors import Forbidden, Invalid, NotFound
from hebe.tenancy.context import working_for
from hebe.todos.models import Todo
from hebe.todos.queries import my_open, todo_list
from hebe.todos.services import create_todo


def test_work_has_an_owner_and_a_deadline(given, frontdesk, jiang, group):
    todo = given(title="  回电 ")
    assert (todo.title, todo.owner, todo.state) == ("回电", jiang, "open")
    assert my_open(frontdesk) == [todo]
    assert Audit.objects.of(group).filter(act="TodoCreated").count() == 1


def test_the_same_source_makes_it_once(given, group):
    assert given().pk == given(title="again").pk
    assert Todo.objects.of(group).count() == 1
    assert Audit.objects.of(group).filter(act="TodoCreated").count() == 1


def test_it_needs_a_title(given, group):
    with pytest.raises(Invalid) as refused:
        given(title="  ")
    assert refused.value.field == "title"
    assert not Todo.objects.of(group).exists()


@pytest.mark.parametrize("years", [-11, 11])
def test_a_deadline_lies_within_working_lives(given, group, years):
    with pytest.raises(Invalid) as refused:
        given(due_at=clock.now() + timedelta(days=365 * years))
    assert refused.value.field == "due_at"
    assert not Todo.objects.of(group).exists()


@pytest.mark.parametrize("field", ["store_id", "customer_id", "owner_id", "supervisor_id"])
def test_what_it_names_must_exist(given, group, field):
    with pytest.raises(NotFound):
        given(**{field: 999_999})
    assert not Todo.objects.of(group).exists()


def test_a_neighbours_people_cannot_be_passed_in(given, founded, group):
    _ours, theirs = founded
    with working_for(theirs.pk):
        from hebe.tenancy.models import Store  # noqa: PLC0415

        store = Store.objects.of(theirs).get()
        hers = member_of(theirs, store, "对街", "advisor")
        guest = Customer.objects.of(theirs).create(
            group_id=theirs.pk, name="对街", name_key="x", member_no="X", home_store=store
        )
    for field, key in (("owner_id", hers.pk), ("customer_id", guest.pk)):
        with pytest.raises(NotFound):
            given(**{field: key})
    assert not Todo.objects.of(group).exists()


def test_who_may_not_give_work(stranger, boss, jingan, xuhui, group):
    facts = {"title": "x", "source": "s", "due_at": clock.now()}
    with pytest.raises(Forbidden):
        create_todo(stranger, store_id=jingan.pk, **facts)
    with pytest.raises(NotYourStore):
        create_todo(only(boss, "todos.create", stores=[jingan.pk]), store_id=xuhui.pk, **facts)
    assert not Todo.objects.of(group).exists()


def test_a_customer_out_of_reach_is_not_named(jingan, xuhui, frontdesk, jiang, group):
    stranger = customer_of(group, xuhui, "王琳", "13800137777")
    facts = {"title": "回电", "source": "s", "due_at": clock.now(), "owner_id": jiang.pk}
    with pytest.raises(NotFound):
        create_todo(frontdesk, store_id=jingan.pk, customer_id=stranger.pk, **facts)
    assert not Todo.objects.of(group).exists()


def test_the_rival_sees_none_of_it(given, rival):
    given()
    with working_for(rival.group_id):
        assert list(todo_list(rival)) == []


@pytest.mark.django_db(transaction=True)
def test_sixteen_at_once_make_one(founded):
    group = founded[0]
    from hebe.access.actor import system_actor  # noqa: PLC0415
    from hebe.tenancy.models import Store  # noqa: PLC0415

    with working_for(group.pk):
        store = Store.objects.of(group).get(code="jingan")
    made = []

    def give():
        try:
            with working_for(group.pk):
                todo = create_todo(
                    system_actor(group.pk, "job", "todos.create"), store_id=store.pk,
                    title="once", source="race", due_at=clock.now() + timedelta(hours=1),
                )  # fmt: skip
                made.append(todo.pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=give) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 16
    assert len(set(made)) == 1
