"""One filter language for every list: a small JSON tree, compiled to SQL, said in words.

A tree is `{"all": [tree, ...]}`, `{"any": [tree, ...]}`, `{"not": tree}` or a condition
`{"field": "age", "op": "between", "value": [25, 35]}`. Which fields there are, each app says in
its `filters.py`; a filter only ever narrows rows that somebody may see already.
"""

from hebe.filters.compiling import compiled
from hebe.filters.errors import FilterUnfit
from hebe.filters.registry import (
    Field,
    Subject,
    borrow,
    fields_for,
    provide,
    register,
    subject,
    subject_named,
)
from hebe.filters.tree import Node, parsed
from hebe.filters.words import described, sentence

__all__ = [
    "Field",
    "FilterUnfit",
    "Node",
    "Subject",
    "borrow",
    "compiled",
    "described",
    "fields_for",
    "parsed",
    "provide",
    "register",
    "sentence",
    "subject",
    "subject_named",
]
