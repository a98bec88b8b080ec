"""The filter language: a small JSON tree over customers, compiled to SQL.

A tree is `{"all": [tree, ...]}`, `{"any": [tree, ...]}`, `{"not": tree}` or a condition
`{"field": "age", "op": "between", "value": [25, 35]}`. Fields stand in a registry that higher
apps extend with `register`. It drives advanced filters, and later segments and rules.
"""

import hebe.customers.filters.standard  # noqa: F401  registers the customer's own fields
from hebe.customers.filters.language import (
    FIELDS,
    Field,
    Node,
    compiled,
    described,
    fields_for,
    register,
)

__all__ = ["FIELDS", "Field", "Node", "compiled", "described", "fields_for", "register"]
