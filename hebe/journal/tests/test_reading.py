"""Reading the audit trail, and the state of its chain."""

import pytest

from hebe.access.services import create_user
from hebe.architecture.cast import only
from hebe.journal.queries import audit_list, get_audit
from hebe.journal.services import chain_state, seal_audit
from hebe.kernel.errors import Forbidden, NotFound

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(hr):
    """Three acts at hr's own store."""
    return [
        create_user(hr, login=f"new{n}", name=f"新{n}", password="hebe-first") for n in range(3)
    ]


def test_the_trail_holds_who_did_what(gm, hr, told):
    row = audit_list(gm).filter(act="UserCreated").latest("pk")
    assert (row.who, row.subject) == (hr.name, f"access.user:{told[-1].pk}")
    assert get_audit(gm, row.pk) == row


def test_the_chain_waits_then_holds(gm, told, group):
    assert (chain_state(gm).sealed, chain_state(gm).waiting) == (0, 3)
    seal_audit(group_id=group.pk)
    state = chain_state(gm)
    assert (state.sealed, state.waiting, state.checked, state.broken) == (3, 0, 3, None)
    assert len(state.head) == 64


def test_a_look_checks_the_newest_links_alone(gm, told, group, monkeypatch):
    monkeypatch.setattr("hebe.journal.services.chain.CHECKED", 1)
    seal_audit(group_id=group.pk)
    assert (chain_state(gm).checked, chain_state(gm).broken) == (1, None)


def test_a_link_that_does_not_fit_is_named(gm, told, group, monkeypatch):
    seal_audit(group_id=group.pk)
    monkeypatch.setattr("hebe.journal.services.chain.link", lambda previous, row: b"wrong")
    assert chain_state(gm).broken == 1


def test_a_right_at_one_store_shows_that_store_alone(gm, told, xuhui):
    assert not audit_list(only(gm, "access.audit", stores=[xuhui.pk])).exists()


def test_who_may_not_read_it_sees_nothing(hr, told):
    for look in (audit_list, chain_state):
        with pytest.raises(Forbidden):
            look(hr)


def test_the_rival_sees_nothing_of_ours(rival, gm, told):
    row = audit_list(gm).first()
    assert not audit_list(rival).filter(act="UserCreated").exists()
    with pytest.raises(NotFound):
        get_audit(rival, row.pk)
