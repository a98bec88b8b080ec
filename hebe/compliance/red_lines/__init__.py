"""The registry: every rule Hebe enforces, one to a module of its name, with its source."""

from importlib import import_module
from pkgutil import iter_modules

from hebe.compliance.judging import Rule

# Who she is, then where, then who does it: of several broken rules the first one speaks.
FIRST = ("MIN", "LIC", "PRC")


def _order(rule: Rule) -> tuple[bool, int, str]:
    area = rule.id.split("-")[0]
    return rule.speaks_last, FIRST.index(area) if area in FIRST else len(FIRST), rule.id


def _found() -> tuple[Rule, ...]:
    names = [module.name for module in iter_modules(__path__)]
    modules = [import_module(f"{__name__}.{name}") for name in names]
    return tuple(sorted((module.RULE for module in modules), key=_order))


RULES: tuple[Rule, ...] = _found()
BY_ID = {rule.id: rule for rule in RULES}
