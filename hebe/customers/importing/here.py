"""Who of a list is on file already, asked for all rows at once."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import connection

from hebe.access.actor import Actor
from hebe.customers import rules, tokens
from hebe.customers.legacy.identity import Here, OnFile
from hebe.customers.models import Customer
from hebe.kernel.crypto import unseal

# Whose own mobile it is stands before those who share it.
BY_PHONE = """
SELECT phone_digest, id, name, birthday, id_number FROM customers_customer
WHERE group_id = %(group)s AND phone_digest = ANY(%(digests)s)
UNION ALL
SELECT t.digest, c.id, c.name, c.birthday, c.id_number FROM customers_contact t
JOIN customers_customer c ON c.id = t.customer_id
WHERE t.group_id = %(group)s AND t.digest = ANY(%(digests)s) AND t.kind = 'phone'
  AND c.phone_digest IS NULL
"""
PLACE = "customers_customer.id_number"


class CustomersHere(Here):
    """The customers of the actor's group."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor

    def by_phone(self, phones: Iterable[str]) -> Mapping[str, list[OnFile]]:
        """Return by mobile whose own it is, first, and who shares it."""
        digests = {tokens.phone_digest(phone): phone for phone in phones}
        found: dict[str, list[OnFile]] = {}
        with connection.cursor() as cursor:
            asked: dict[str, Any] = {"group": self.actor.group_id, "digests": list(digests)}
            cursor.execute(BY_PHONE, asked)
            for digest, key, name, birthday, sealed in cursor.fetchall():
                number = unseal(sealed, PLACE) if sealed else ""
                one = OnFile(key, name, birthday, number, rules.masked_name(name))
                found.setdefault(digests[bytes(digest)], []).append(one)
        return found

    def by_number(self, field: str, numbers: Collection[str]) -> Mapping[str, int]:
        """Return by member or record number the key of who has it."""
        rows = Customer.objects.of(self.actor).filter(**{f"{field}__in": list(numbers)})
        return dict(rows.values_list(field, "pk"))
