"""What customers are found by, hashed: the same for one and for a hundred thousand."""

from collections.abc import Iterable
from functools import cache, partial
from typing import Any

from hebe.customers import tokens
from hebe.customers.choices import ContactKind

NUMBERS = {ContactKind.PHONE, ContactKind.LANDLINE}


class Fragments:
    """The hashed fragments of one group; those of a name are remembered."""

    def __init__(self, group_id: int) -> None:
        self._hash = partial(tokens.token, group_id)
        self._of_name = cache(self._name)

    def _name(self, name: str) -> frozenset[int]:
        return frozenset(map(self._hash, tokens.name_fragments(name)))

    def of(self, she: Any, contacts: Iterable[tuple[str, str]], entered_by: int | None) -> str:
        """Return the hashes of one customer, stored or about to be, as an array literal.

        `contacts` are (kind, value), `entered_by` is the user who entered her.
        """
        said = tokens.number_fragments(she.phone) if she.phone else set()
        said |= tokens.code_fragments(she.member_no) | tokens.code_fragments(she.record_no)
        for kind, value in contacts:
            said |= _of_contact(kind, value)
        carers = {she.advisor_id, she.doctor_id, she.carer_id} - {None}
        said.update(f"m{member}" for member in carers)
        said |= {f"s{she.home_store_id}", f"c{entered_by}"}
        hashes = self._of_name(she.name).union(map(self._hash, said))
        return f"{{{','.join(map(str, hashes))}}}"


def _of_contact(kind: str, value: str) -> set[str]:
    if kind in NUMBERS:
        return tokens.number_fragments(value)
    word = tokens.word(value)
    return {f"w{word}"} if word else set()
