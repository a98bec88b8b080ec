"""`hebe clinic create`: from an empty database to an administrator at work."""

import re
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from hebe.access.backend import group_of_login
from hebe.access.choices import BuiltinRole
from hebe.access.models import Role, User
from hebe.access.queries import actor_for
from hebe.access.registry import PERMISSIONS
from hebe.config import health, serve
from hebe.config.demo import founding
from hebe.config.management.commands import clinic_create
from hebe.journal.models import Audit
from hebe.kernel import keys
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group, Store

NAME, STORE, LOGIN = "杭州丽人医疗美容", "西湖店", "wangmin"
OWN = "lotus-pond-9"


@pytest.fixture(autouse=True)
def _up_to_date(monkeypatch):
    monkeypatch.setattr(clinic_create.prepare, "pending_migrations", list)


def create(capsys, *, name=NAME, store=STORE, login=LOGIN, **options):
    """Run the command, and return what it said with the password in it."""
    call_command("clinic_create", name=name, store=store, login=login, **options)
    told = capsys.readouterr().out
    return told, re.search(r"\b(\w{4}-\w{4}-\w{4})\b", told)[1]


def group_named(name=NAME):
    return Group.objects.get(name=name)


@pytest.mark.django_db
def test_a_clinic_begins_with_a_store_all_roles_and_somebody_who_may_do_everything(capsys):
    told, password = create(capsys, person="王敏", language="zh-hans")

    group = group_named()
    assert group_of_login(LOGIN) == group.pk
    assert all(word in told for word in (NAME, STORE, LOGIN, group.code, "http://localhost:"))
    with working_for(group.pk):
        store = Store.objects.of(group).get()
        user = User.objects.of(group).get()
        actor = actor_for(user)
        assert set(Role.objects.of(group).values_list("code", flat=True)) == set(
            BuiltinRole.values
        )
    assert (store.name, store.timezone, store.is_open) == (STORE, "Asia/Shanghai", True)
    assert store.opens_at < store.closes_at
    assert (user.name, user.language, user.store_id) == ("王敏", "zh-hans", store.pk)
    assert user.password_is_given
    assert user.check_password(password)
    assert actor.roles == {"admin"}
    assert all(actor.grants[code].stores is None for code in PERMISSIONS)


@pytest.mark.django_db
def test_who_signs_in_with_the_printed_password_chooses_her_own_and_works(capsys):
    _told, password = create(capsys, language="en")
    client = Client()

    inside = client.post("/sign-in/", {"login": LOGIN, "password": password}, follow=True)
    assert inside.redirect_chain[-1][0].startswith("/security/own-password/")
    assert "Password you were given" in inside.content.decode()
    client.post("/security/own-password/", {"current": password, "password": OWN})

    for page in ("/", "/log-ins/", "/roles/", "/stores/"):
        assert client.get(page).status_code == 200
    assert STORE in client.get("/stores/").content.decode()
    again = Client().post("/sign-in/", {"login": LOGIN, "password": password})
    assert again.status_code == 422


@pytest.mark.django_db
def test_the_password_is_nowhere_but_on_the_terminal(capsys, caplog):
    caplog.set_level("DEBUG")
    _told, password = create(capsys)

    group = group_named()
    with working_for(group.pk):
        kept = str(list(Audit.objects.of(group).values()))
        kept += str(list(User.objects.of(group).values()))
    assert "UserCreated" in kept
    assert password not in kept + caplog.text


@pytest.mark.django_db
def test_every_clinic_gets_a_password_of_its_own(capsys):
    passwords = {
        create(capsys, name=f"{NAME}{number}", login=f"{LOGIN}{number}")[1]
        for number in range(3)
    }
    assert len(passwords) == 3


@pytest.mark.django_db
def test_a_second_clinic_sees_nothing_of_the_first(capsys):
    create(capsys)
    _told, password = create(capsys, name="宁波丽人", store="天一店", login="linli")

    client = Client()
    client.post("/sign-in/", {"login": "linli", "password": password})
    client.post("/security/own-password/", {"current": password, "password": OWN})
    pages = "".join(client.get(page).content.decode() for page in ("/log-ins/", "/stores/"))
    assert "天一店" in pages
    assert STORE not in pages
    assert LOGIN not in pages
    with working_for(group_named("宁波丽人").pk):
        assert set(Store.unscoped.values_list("name", flat=True)) == {"天一店"}


@pytest.mark.django_db
def test_names_that_sound_alike_get_codes_of_their_own(capsys):
    create(capsys, name="丽人")
    create(capsys, name="利仁", login="other")

    codes = set(Group.objects.values_list("code", flat=True))
    assert codes == {"liren", "liren-2"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, "A clinic of this name is here already"),
        ({"name": f" {NAME} "}, "A clinic of this name is here already"),
        ({"name": "宁波丽人"}, "This log-in name is taken"),
        ({"name": "  "}, "A clinic needs a name"),
        ({"name": "名" * 121}, "A clinic needs a name"),
        ({"name": "宁波\x00丽人"}, "A clinic needs a name"),
        ({"name": "宁波丽人", "store": " "}, "The store needs a name"),
        ({"name": "宁波丽人", "store": "店" * 81}, "The store needs a name"),
        ({"name": "宁波丽人", "login": " "}, "A log-in needs a name"),
        ({"name": "宁波丽人", "login": "wang min"}, "A log-in name has no spaces"),
        ({"name": "宁波丽人", "login": "w" * 61}, "A name has at most 60 characters"),
        ({"name": "宁波丽人", "login": "w", "person": "王" * 61}, "at most 60 characters"),
        ({"name": founding.NAME}, "The demo has this name"),
    ],
)
def test_what_does_not_fit_is_refused_in_words_and_nothing_is_made(capsys, options, said):
    create(capsys)

    with pytest.raises(CommandError, match=said):
        create(capsys, **{"language": "en", **options})

    assert list(Group.objects.values_list("name", flat=True)) == [NAME]


@pytest.mark.django_db
def test_a_store_whose_name_nothing_can_be_heard_of_still_gets_a_code(capsys):
    create(capsys, name="★", store="★★")

    group = group_named("★")
    with working_for(group.pk):
        assert (group.code, Store.objects.of(group).get().code) == ("clinic", "store")


def test_tables_behind_the_code_are_brought_up_first(monkeypatch, capsys):
    monkeypatch.setattr(clinic_create.health, "check_answer", lambda: None)
    monkeypatch.setattr(clinic_create.prepare, "pending_migrations", lambda: ["access.0001"])

    with pytest.raises(CommandError, match="hebe migrate"):
        create(capsys)


def test_a_database_that_does_not_answer_is_told_with_its_reason(monkeypatch, capsys):
    silent = health.Finding(health.Level.PROBLEM, "No answer.", "Start it.")
    monkeypatch.setattr(clinic_create.health, "check_answer", lambda: silent)

    with pytest.raises(CommandError, match=r"No answer\. Start it\."):
        create(capsys)


def test_the_password_is_no_argument():
    command = [sys.executable, "-m", "hebe.config.cli", "clinic", "create", "--help"]
    told = subprocess.run(command, cwd=keys.ROOT, capture_output=True, text=True, check=True)

    assert "usage: hebe clinic create" in told.stdout
    assert "password" not in told.stdout.replace("first password", "")


@pytest.mark.django_db
def test_without_a_clinic_the_start_and_the_doctor_say_how_to_make_one(capsys):
    assert "hebe clinic create" in serve._who_may_enter(has_demo=False)
    finding = health.check_clinic()
    assert finding.level is health.Level.WARNING
    assert "hebe clinic create" in finding.advice

    create(capsys)

    assert serve._who_may_enter(has_demo=False) == ""
    assert health.check_clinic().level is health.Level.GOOD


def test_before_the_tables_are_up_to_date_the_doctor_does_not_guess(monkeypatch):
    monkeypatch.setattr(health.prepare, "pending_migrations", lambda: ["tenancy.0001"])

    assert "tables are up to date" in health.check_clinic().what


def test_the_banner_of_the_demo_names_its_log_ins():
    who = serve._who_may_enter(has_demo=True)

    assert "frontdesk" in serve._banner(8000, serve.Stopwatch(), who)


@pytest.mark.django_db
def test_the_demo_takes_no_log_in_from_a_clinic(capsys):
    create(capsys, login="admin")

    with pytest.raises(CommandError, match="beside the clinic that is here"):
        call_command("hebe_demo", "load")

    assert list(Group.objects.values_list("name", flat=True)) == [NAME]
