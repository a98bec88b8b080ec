"""Two locks keep groups apart: the manager, and the database itself."""

from contextlib import suppress

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.db.utils import ProgrammingError

from hebe.access.models import Role, User
from hebe.customers.models import Customer
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Store, Unscoped, next_number
from hebe.tenancy.schema import gaps, secure

TRIGGERS = """
SELECT c.relname, t.tgname, pg_get_triggerdef(t.oid), t.tgenabled FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal ORDER BY 1, 2
"""


def test_forgetting_the_group_is_an_error(group):
    with pytest.raises(Unscoped):
        list(Store.objects.all())


def test_the_database_hides_the_neighbours_rows_even_without_a_filter(founded, group):
    assert set(Store.unscoped.values_list("group_id", flat=True)) == {group.pk}


def test_without_a_group_there_are_no_rows(founded):
    assert list(Role.unscoped.all()) == []


def test_a_row_of_another_group_cannot_be_written(founded, group):
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Store(group=founded[1], code="x", name="x").save()


def test_a_neighbours_row_cannot_be_referred_to(founded, group, jingan):
    with working_for(founded[1].pk):
        theirs = Store.objects.of(founded[1]).get()

    def refer():
        Customer.objects.of(group).create(
            group_id=group.pk, name="x", name_key="x", member_no="1", home_store_id=theirs.pk
        )
        connection.check_constraints()

    with pytest.raises(IntegrityError), transaction.atomic():
        refer()


def test_every_table_of_a_group_is_locked(group):
    assert gaps(connection) == []


@pytest.mark.django_db(databases=["owner"])
def test_laying_everything_again_changes_nothing_and_mends_what_is_off():
    owner = connections["owner"]
    with transaction.atomic(using="owner"), owner.cursor() as cursor:
        cursor.execute(TRIGGERS)
        before = cursor.fetchall()
        cursor.execute("ALTER TABLE journal_audit DISABLE TRIGGER append_only")
        cursor.execute("DROP TRIGGER append_only ON payments_tender")
        assert gaps(owner) == ["journal_audit", "payments_tender"]
        secure(owner)
        cursor.execute(TRIGGERS)
        assert cursor.fetchall() == before
        assert gaps(owner) == []
        transaction.set_rollback(True, using="owner")


def test_the_application_is_neither_superuser_nor_owner(group):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, (SELECT tableowner FROM pg_tables"
            " WHERE tablename = 'access_user') = current_user FROM pg_roles"
            " WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False)


def test_functions_of_the_owner_cannot_be_misled_and_are_for_the_application_alone(group):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, proconfig, has_function_privilege('public', oid, 'EXECUTE'),"
            " has_function_privilege(current_user, oid, 'EXECUTE') FROM pg_proc"
            " WHERE pronamespace = 'public'::regnamespace AND prosecdef"
        )
        found = cursor.fetchall()
    assert {"hebe_group_of_login", "customers_find", "diary_taken"} <= {row[0] for row in found}
    for name, settings, anybody, application in found:
        assert "search_path=public, pg_temp" in settings, name
        assert (anybody, application) == (False, True), name


def test_a_temporary_table_does_not_stand_in_for_a_real_one(group, frontdesk):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE access_user AS SELECT 7 AS group_id, 'x' AS login")
        cursor.execute("SELECT hebe_group_of_login('x'), hebe_group_of_login('frontdesk')")
        assert cursor.fetchone() == (None, group.pk)


def test_a_series_has_no_gaps(group):
    assert next_number(group, "member") == 1
    with suppress(ZeroDivisionError), transaction.atomic():
        next_number(group, "member")
        raise ZeroDivisionError
    assert next_number(group, "member") == 2
    assert next_number(group, "member", count=3) == 3
    assert next_number(group, "member") == 6


def test_the_neighbour_has_other_users(founded, group, rival):
    assert User.objects.of(group).filter(login="rival").count() == 0
