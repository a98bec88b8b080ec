"""What a tree lets through, decided in plain Python: the measure of the SQL."""

NOTHING = (None, "")
GROUPS = {
    "all": lambda parts, ask: all(map(ask, parts)),
    "any": lambda parts, ask: any(map(ask, parts)),
    "not": lambda part, ask: not ask(part),
}
PLAIN = {
    "never": lambda value, _asked: value in NOTHING,
    "empty": lambda value, _asked: value in NOTHING,
    "known": lambda value, _asked: value not in NOTHING,
    "filled": lambda value, _asked: value not in NOTHING,
    "yes": lambda value, _asked: value is True,
    "no": lambda value, _asked: value is False,
    "is": lambda value, asked: value in asked,
    "is_not": lambda value, asked: value not in asked,
    "contains": lambda value, asked: asked.casefold() in value.casefold(),
    "at_least": lambda value, asked: value >= asked,
    "at_most": lambda value, asked: value <= asked,
}


def holds(node, row, days_of):
    """Say whether a row, a mapping of fields to values, fits a tree.

    `days_of` gives the first and the last day that the value of a condition means.
    """
    for word, group in GROUPS.items():
        if word in node:
            return group(node[word], lambda part: holds(part, row, days_of))
    value, op, asked = row[node["field"]], node["op"], node.get("value")
    if op in PLAIN:
        return PLAIN[op](value, asked)
    if value is None:
        return False
    if isinstance(value, int):
        return min(asked) <= value <= max(asked)
    first, last = days_of(op, asked)
    return (first is None or first <= value) and (last is None or value <= last)
