"""Who shows what the apps declare names no app; a new app is listed nowhere but in a layer."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

from hebe.architecture.test_shape import LAYERS
from hebe.config.own_apps import own_apps

ROOT = Path(__file__).parents[1]
WEB = ROOT / "web"
BELOW = {"kernel", "tenancy", "access", "journal", "files", "jobs", "compliance"}
CENTRAL = [*WEB.glob("*.py"), WEB / "customers/panels.py", WEB / "todos/layouts.py"]
FRAME = [*(WEB / "templates").rglob("*.html"), WEB / "todos/templates/todos/today.html"]
APPS = {name.strip() for line in LAYERS for name in line.split("|")}
BASIS = {"access", "jobs"}  # signing in, the store, the language; an export is a job
ADDRESS = re.compile(r"""['"]([a-z_]+):[a-z_]+['"]""")
FOLDERS = {path.parent.name for path in WEB.glob("*/apps.py")}


def name_of(path):
    return str(path.relative_to(WEB))


def imported(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", CENTRAL, ids=name_of)
def test_what_is_central_imports_no_app(path):
    home = name_of(path).split("/")[0]
    for name in imported(path):
        parts = name.split(".")
        if parts[0] != "hebe":
            continue
        assert parts[1] not in APPS - BELOW - {"web"}, name
        assert parts[1] != "web" or parts[2] not in FOLDERS - {home} - BASIS, name


@pytest.mark.parametrize("path", [*CENTRAL, *FRAME], ids=name_of)
def test_what_is_central_leads_to_no_app(path):
    named = set(ADDRESS.findall(path.read_text())) & FOLDERS
    assert named <= BASIS


def test_an_app_is_installed_by_standing_in_a_layer():
    ours = [app for app in settings.INSTALLED_APPS if app.startswith("hebe.")]
    assert ours == own_apps(ROOT.parent)
    declared = {
        ".".join(p.parent.relative_to(ROOT.parent).parts) for p in ROOT.rglob("apps.py")
    }
    assert declared - set(ours) == {"hebe.web.tests.made_up"}
