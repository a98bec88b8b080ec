"""Who shows what the apps declare names no app; a new app is listed nowhere but in a layer."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import get_resolver

from hebe.architecture.test_shape import LAYERS
from hebe.config.own_apps import own_apps

ROOT = Path(__file__).parents[1]
WEB = ROOT / "web"
BELOW = {"kernel", "tenancy", "access", "journal", "files", "jobs", "compliance", "filters"}
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


TEMPLATES = [p for p in ROOT.rglob("*.html") if "tests" not in p.parts]
URL_TAG = re.compile(r"\{% url (['\"][^%]*?) %\}")


def arguments(tag):
    """Return the name of an address in a template, and how many keys fill it in."""
    words = re.split(r" as \w+$", tag)[0].split()
    return words[0].strip("'\""), len(words) - 1


def addresses(resolver, space=""):
    for name, ways in resolver.reverse_dict.lists():
        if isinstance(name, str):
            yield from ((space + name, len(keys)) for way in ways for _text, keys in way[0])
    for name, (_prefix, inner) in resolver.namespace_dict.items():
        yield from addresses(inner, f"{space}{name}:")


def test_every_address_that_a_template_names_is_there():
    """`{% url … as x %}` is silent about a wrong name; the part it leads to would be dead."""
    known = set(addresses(get_resolver()))
    tags = [(p, tag) for p in TEMPLATES for tag in URL_TAG.findall(p.read_text())]
    assert len(tags) > 150
    wrong = [(name_of(p), tag) for p, tag in tags if arguments(tag) not in known]
    assert wrong == []


def test_no_part_of_a_page_is_hidden_because_its_address_is_missing():
    for path in TEMPLATES:
        text = path.read_text()
        for name in re.findall(r"\{% url [^%]*? as (\w+) %\}", text):
            asked = re.search(rf"\{{% (el)?if [^%]*(?<!\.)\b{name}\b(?!\.)[^%]*%\}}", text)
            assert asked is None, f"{name_of(path)}: {asked and asked[0]}"


def test_nobody_passes_over_a_missing_address_in_silence():
    """Only the proof itself may catch it, to say which."""
    catching = {
        name_of(path) for path in WEB.rglob("*.py") if "NoReverseMatch" in path.read_text()
    }
    assert catching == {"surface.py"}
