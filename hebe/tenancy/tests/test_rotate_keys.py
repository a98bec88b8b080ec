"""rotate_keys: the newest key seals everything, and everything still opens."""

from django.core.management import call_command
from django.db import connection

from hebe.customers.models import Customer


def heads():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT split_part(phone, '.', 1) FROM customers_customer WHERE phone <> ''"
        )
        return {row[0] for row in cursor.fetchall()}


def test_a_new_key_takes_over(group, qin_lan, li_siyu, settings):
    assert heads() == {"k1"}
    settings.HEBE_FIELD_KEY = 2
    call_command("rotate_keys", verbosity=0)
    assert heads() == {"k2"}
    assert Customer.objects.of(group).get(pk=qin_lan.pk).phone == "13800138001"
    call_command("rotate_keys", verbosity=0)
    assert heads() == {"k2"}
