"""What an app declares of itself shows everywhere, and nobody who shows it names the app."""

import importlib
import re
import sys

import pytest
from django.apps import AppConfig, apps
from django.core.checks import run_checks
from django.template.utils import get_app_template_dirs
from django.urls import clear_url_caches
from django.utils.module_loading import autodiscover_modules

import hebe.config.urls
import hebe.web.urls
from hebe.todos.models import Notification
from hebe.web import counts, surface
from hebe.web.nav import ENTRIES, Entry
from hebe.web.surface import ALL, WrongSurface

pytestmark = pytest.mark.django_db
APP = "hebe.web.tests.made_up"


def read_addresses():
    for module in (hebe.web.urls, hebe.config.urls):
        importlib.reload(module)
    clear_url_caches()


@pytest.fixture
def as_declared():
    """Go back to what was declared before the test."""
    kept = [(registry, registry.kept()) for registry in ALL]
    counts._asked.cache_clear()
    yield
    for registry, things in kept:
        registry.restore(things)
    counts._asked.cache_clear()


@pytest.fixture
def made_up(as_declared, monkeypatch):
    """Install one more app, and do nothing else."""
    app = AppConfig.create(APP)
    app.apps, app.models = apps, {}
    monkeypatch.setitem(apps.app_configs, app.label, app)
    get_app_template_dirs.cache_clear()
    autodiscover_modules("surface")
    read_addresses()
    yield
    monkeypatch.undo()
    get_app_template_dirs.cache_clear()
    read_addresses()
    del sys.modules[f"{APP}.surface"]


@pytest.fixture
def page(made_up, client_of):
    return lambda address, who="frontdesk": client_of(who).get(address).content.decode()


def test_a_new_app_stands_in_the_side_bar_and_under_the_thumb(page, frontdesk):
    bar = page("/_kit/")
    assert "Things made up" in bar
    assert bar.count('href="/made-up/"') >= 2
    assert "made-up top" in bar


def test_a_new_app_says_how_much_waits_in_the_same_query(made_up, frontdesk, group):
    Notification.objects.of(group).create(
        group_id=group.pk, user_id=frontdesk.user_id, text="Come"
    )
    assert counts.waiting(frontdesk)["made_up:list"] == 1


def test_a_new_app_is_found_by_the_search_box(page):
    found = page("/search/?q=made")
    assert "found made" in found
    assert "Made-up shelf" in found
    assert "Make something up" not in found
    assert 'href="/made-up/new/"' in page("/search/?q=something")


def test_a_new_app_has_its_panel_and_its_act_on_the_customers_page(page, qin_lan):
    file = page(f"/customers/{qin_lan.pk}/")
    assert f'hx-get="/made-up/of/{qin_lan.pk}/"' in file
    assert f'href="/made-up/new/?customer={qin_lan.pk}"' in file


def test_a_new_app_lays_its_panel_and_number_on_the_desks_it_names(page):
    today = page("/")
    assert "made-up panel" in today
    assert "Made-up number" in today
    assert 'href="/made-up/new/"' in today
    assert "made-up panel" not in page("/", "cashier")


def test_a_new_app_has_its_settings_among_all_others(page):
    assert 'href="/made-up/settings/"' in page("/settings/")


def test_a_new_app_names_its_acts_in_the_audit_trail(page):
    assert "Something was made up" in page("/audit/", "admin")


def test_nothing_of_a_new_app_shows_to_who_may_not(made_up, stranger):
    assert "made_up:list" not in counts.waiting(stranger)


def test_a_name_that_is_taken_is_refused(as_declared):
    with pytest.raises(WrongSurface, match="'todos:today' is declared twice"):
        ENTRIES.add(Entry("todos:today", "Once more", "box"))


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (Entry("care:of_nobody", "Nowhere", "box"), "'care' is not a registered namespace"),
        (Entry("todos:never", "Nowhere", "box"), "Reverse for 'never' not found"),
        (Entry("todos:create", "New", "box", "todos.dream"), "no right 'todos.dream'"),
        (Entry("todos:create", "New", "box", heading="attic"), "no heading 'attic'"),
    ],
)
def test_hebe_does_not_start_with_a_surface_that_leads_nowhere(as_declared, entry, fault):
    ENTRIES.add(entry)
    with pytest.raises(WrongSurface, match=re.escape(fault)):
        surface.prove()
    assert [fault in message.msg for message in run_checks() if message.id] == [True]


def test_everything_that_is_declared_holds():
    assert len(list(ENTRIES)) > 15
    assert surface.faults() == []
