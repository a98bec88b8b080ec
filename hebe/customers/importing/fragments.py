"""What many new customers are found by: each name, number and word hashed once.

The same fragments as `services.index.fragments_of`, which reads customers that are stored.
"""

from collections.abc import Iterable, Sequence
from functools import cache, partial

from hebe.customers import tokens
from hebe.customers.services.index import NUMBERS


class Fragments:
    """The hashed fragments of one group, remembered for the length of an import."""

    def __init__(self, group_id: int) -> None:
        self._hash = partial(tokens.token, group_id)
        self._of_name = cache(self._name)

    def _name(self, name: str) -> frozenset[int]:
        return frozenset(map(self._hash, tokens.name_fragments(name)))

    def of(
        self,
        name: str,
        phone: str,
        codes: Iterable[str],
        contacts: Iterable[tuple[str, str]],
        keys: Sequence[str],
    ) -> str:
        """Return the hashes of one customer as an array literal.

        `contacts` are (kind, value); `keys` are fragments as they stand: who cares for her,
        her store, who entered her.
        """
        said = tokens.number_fragments(phone)
        for code in codes:
            said |= tokens.code_fragments(code)
        for kind, value in contacts:
            said |= _of_contact(kind, value)
        said.update(keys)
        return f"{{{','.join(map(str, self._of_name(name).union(map(self._hash, said))))}}}"


def _of_contact(kind: str, value: str) -> set[str]:
    if kind in NUMBERS:
        return tokens.number_fragments(value)
    word = tokens.word(value)
    return {f"w{word}"} if word else set()
