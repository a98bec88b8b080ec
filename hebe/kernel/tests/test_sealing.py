"""Sealing columns in place: what was plain opens again, backwards it stands there as before."""

from types import SimpleNamespace

import pytest
from django.db import connection

from hebe.customers.models import Customer
from hebe.kernel import sealing
from hebe.kernel.sealing import seal_columns

WORDS = ("怕疼，容易瘀青", 'a"b\\c,{}NULL', "两行\n😀")
EDITOR = SimpleNamespace(connection=connection)


def stored():
    with connection.cursor() as cursor:
        cursor.execute("SELECT wishes, note FROM customers_customer ORDER BY id")
        return cursor.fetchall()


@pytest.fixture
def told(group, qin_lan, li_siyu, monkeypatch):
    """Two customers whose words stand readable, as before they were sealed; one says little."""
    monkeypatch.setattr(sealing, "BATCH", 1)
    rows = [(qin_lan.pk, WORDS[0], WORDS[1]), (li_siyu.pk, WORDS[2], "")]
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE customers_customer SET wishes = %s, note = %s WHERE id = %s",
            [(wishes, note, pk) for pk, wishes, note in rows],
        )
    return rows


def test_what_was_plain_is_sealed_where_it_stands(told, group):
    seal_columns("customers_customer", "wishes", "note").code(None, EDITOR)
    assert [[text[:3] for text in row] for row in stored()] == [["k1.", "k1."], ["k1.", ""]]
    rows = Customer.objects.of(group).order_by("pk")
    assert list(rows.values_list("pk", "wishes", "note")) == told


def test_backwards_it_stands_as_before(told):
    before, operation = stored(), seal_columns("customers_customer", "wishes", "note")
    operation.code(None, EDITOR)
    assert stored() != before
    operation.reverse_code(None, EDITOR)
    assert stored() == before


def test_words_that_look_sealed_are_sealed_like_any_other(told, group):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE customers_customer SET note = 'k1.abc' WHERE id = %s", [told[0][0]]
        )
    seal_columns("customers_customer", "note").code(None, EDITOR)
    assert (
        Customer.objects.of(group).values_list("note", flat=True).order_by("pk")[0] == "k1.abc"
    )
