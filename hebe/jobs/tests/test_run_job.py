"""How long work ends, and in whose language."""

import pytest
from django.utils.translation import gettext

from hebe.access.models import User
from hebe.jobs.choices import State
from hebe.jobs.registry import KINDS, Kind
from hebe.jobs.services import run_job, start_job
from hebe.kernel.errors import Refused


@pytest.fixture
def said(monkeypatch):
    """Let jobs of a kind of our own say one word, and return what they said."""
    heard = []
    say = Kind(whole=lambda _actor, _progress: heard.append(gettext("Today")))
    monkeypatch.setitem(KINDS, "test.say", say)
    return heard


def carried_out(actor, kind="test.say"):
    job = start_job(actor, kind=kind, title="say", arguments={}, permission="customers.view")
    return run_job(group_id=actor.group_id, job_id=job.pk)


@pytest.mark.parametrize(("language", "word"), [("en", "Today"), ("", "今天")])
def test_work_speaks_its_owners_language(manager, group, said, language, word):
    User.objects.of(group).filter(pk=manager.user_id).update(language=language)
    assert carried_out(manager).state == State.DONE
    assert said == [word]


def test_work_of_somebody_who_left_is_not_carried_out(manager, group, said):
    User.objects.of(group).filter(pk=manager.user_id).update(is_active=False)
    job = carried_out(manager)
    assert (job.state, said) == (State.FAILED, [])
    assert job.problem


def test_a_refusal_ends_the_work_with_its_reason(manager, monkeypatch):
    def refuse(_actor, _progress):
        raise Refused("no such day")

    monkeypatch.setitem(KINDS, "test.refuse", Kind(whole=refuse))
    job = carried_out(manager, "test.refuse")
    assert (job.state, job.problem) == (State.FAILED, "no such day")
