"""The house rules a linter cannot say."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import get_resolver

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT.parent / "pyproject.toml").read_text())
LAYERS = next(
    c["layers"] for c in PYPROJECT["tool"]["importlinter"]["contracts"] if c["id"] == "layers"
)
HEIGHT = {name.strip(): -i for i, line in enumerate(LAYERS) for name in line.split("|")}
OUTSIDE = {"migrations", "tests", "architecture", "__pycache__"}
SOURCES = [
    p for p in ROOT.rglob("*.py") if not OUTSIDE & set(p.relative_to(ROOT).parts)
]  # fmt: skip
SURFACES = {"web", "api", "config"}
HTTP = ("django.http", "django.shortcuts", "django.views", "django.urls", "ninja")
MODELS = [m for m in apps.get_models() if m.__module__.startswith("hebe.")]
DOORKEEPERS = {"tenancy", "access", "journal"}
BEFORE_A_GROUP_IS_KNOWN = {"web/middleware.py", "web/access/views.py"}


def name_of(path):
    return str(path.relative_to(ROOT))


def app_of(model):
    return model.__module__.split(".")[1]


def test_there_is_something_to_look_at():
    assert len(SOURCES) > 150
    assert len(MODELS) > 40


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.__name__)
def test_foreign_keys_point_down_and_leave_no_way_back_up(model):
    for field in model._meta.get_fields():
        target = getattr(field, "related_model", None)
        if not getattr(field, "remote_field", None) or field.auto_created:
            continue
        if target not in MODELS or app_of(target) == app_of(model):
            continue
        assert HEIGHT[app_of(target)] < HEIGHT[app_of(model)], f"{field} points up"


# Django's own interface of a sign-in backend, and what counts wrong passwords per address
AT_THE_DOOR = ("access/backend.py", "access/guesses.py")


@pytest.mark.parametrize(
    "path", [p for p in SOURCES if p.relative_to(ROOT).parts[0] not in SURFACES], ids=name_of
)
def test_only_the_surfaces_speak_http(path):
    if name_of(path) in AT_THE_DOOR:
        return
    assert [name for name in imported(path) if name.startswith(HTTP)] == []


def imported(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_nobody_leaves_a_groups_door_open(path):
    if path.relative_to(ROOT).parts[0] in DOORKEEPERS:
        return
    text = re.sub(r"\.unscoped\s*\.bulk_(create|update)\(", "", path.read_text())
    if name_of(path) not in BEFORE_A_GROUP_IS_KNOWN:
        assert ".unscoped" not in text
    assert ".select_for_update(" not in text, "use .locked()"


def every_view(patterns):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from every_view(pattern.url_patterns)
        else:
            yield pattern


def test_every_address_names_its_permission():
    screens = [p for p in get_resolver().url_patterns if "api/" not in str(p.pattern)]
    nameless = [
        str(pattern.pattern)
        for pattern in every_view(screens)
        if not getattr(pattern.callback, "permission", None)
    ]
    assert nameless == []


WRITES = {"save", "delete", "create", "bulk_create", "bulk_update", "get_or_create"}
SCREENS = [p for p in SOURCES if p.relative_to(ROOT).parts[0] in {"web", "api"}]


@pytest.mark.parametrize("path", SCREENS, ids=name_of)
def test_surfaces_never_write(path):
    called = [n.func for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Call)]
    written = [f for f in called if isinstance(f, ast.Attribute) and f.attr in WRITES]
    assert [f.attr for f in written if getattr(f.value, "id", "") != "router"] == []


def test_no_script_stands_in_a_page():
    for template in ROOT.rglob("*.html"):
        text = template.read_text()
        assert "<script>" not in text, template
        assert " onclick=" not in text, template


def test_no_file_names_a_place_of_this_machine():
    for path in [*SOURCES, *ROOT.rglob("*.html"), *ROOT.rglob("*.js")]:
        if "vendor" in path.parts:
            continue
        text = path.read_text()
        assert str(ROOT.parent) + "/" not in text, path


@pytest.mark.parametrize("path", sorted(ROOT.rglob("tasks.py")), ids=name_of)
def test_the_work_of_every_group_is_done_group_by_group(path):
    """One group that fails would hold up all later ones: `for_each_group` isolates it."""
    assert not re.search(r"for \w+ in Group\.", path.read_text())


@pytest.mark.parametrize("path", sorted(ROOT.rglob("tasks.py")), ids=name_of)
def test_work_of_the_night_is_named_by_the_clock_where_hebe_stands(path):
    """Cron lines are read in UTC: three o'clock would be eleven in China."""
    fixed = re.findall(r'cron="(\d+ \d+ [^"]*)"', path.read_text())
    assert not fixed
