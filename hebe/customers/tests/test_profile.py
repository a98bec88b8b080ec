"""Her file: alerts, masks, timeline."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from hebe.architecture.cast import customer_of
from hebe.customers import services
from hebe.customers.models import ImportRun, OpeningFact
from hebe.customers.queries import change_history, profile, timeline
from hebe.journal.publish import publish
from hebe.kernel import clock
from hebe.kernel.errors import Forbidden, Invalid, NotFound
from hebe.kernel.events import Event
from hebe.tenancy.context import working_for


@dataclass(frozen=True)
class Paid(Event):
    """Money came."""

    customer_id: int
    amount: str
    timeline = "Paid %(amount)s"
    kind = "money"


def kinds(actor, customer):
    return [alert.kind for alert in profile(actor, customer.pk).alerts]


def test_alerts_say_what_everybody_must_know(enter, boss, jingan, group):
    today = clock.today("Asia/Shanghai")
    born = (today + timedelta(days=3)).replace(year=today.year - 15)
    she = enter("周小满", "13400002009", birthday=born, allergies="青霉素", parking="沪A·D3K16")
    run = ImportRun.objects.of(group).create(
        group_id=group.pk, store=jingan, file_name="x", file_digest="x", at=clock.now(), who="x"
    )
    OpeningFact.objects.of(group).create(
        group_id=group.pk, customer=she, run=run, kind="debt", amount=120_000
    )
    assert kinds(boss, she) == ["allergy", "minor", "debt", "birthday", "parking", "first"]
    services.note_visit(boss, customer_id=she.pk, day=today)
    services.update_customer(boss, customer_id=she.pk, guardian_name="周建国")
    minor = next(a for a in profile(boss, she.pk).alerts if a.kind == "minor")
    assert (minor.tone, "周建国" in minor.text) == ("wait", True)


def test_old_data_ask_to_be_gone_through(enter, boss):
    with clock.pretending(clock.now() - timedelta(days=400)):
        she = enter()
    assert "stale" in kinds(boss, she)
    services.confirm_data(boss, customer_id=she.pk)
    assert "stale" not in kinds(boss, she)


def test_fields_are_shown_masked_or_absent_by_right(enter, boss, frontdesk, warehouse, doctor):
    she = enter(health="甲状腺结节", allergies="青霉素", address="南京西路")
    services.note_spending(boss, customer_id=she.pk, amount_fen=100)
    desk, store, clinic = (profile(a, she.pk) for a in (frontdesk, warehouse, doctor))
    assert (desk.card.phone, desk.allergies, desk.health) == ("138****5086", "青霉素", None)
    assert (store.allergies, store.address, store.card.spent_fen) == (None, None, None)
    assert (clinic.health, clinic.card.phone) == ("甲状腺结节", "138****5086")


def test_the_timeline_is_paged_and_filtered(zhang, boss):
    tags = [services.create_tag(boss, name=f"标签{n}") for n in range(6)]
    for tag in tags:
        services.tag_customer(boss, customer_id=zhang.pk, tag_id=tag.pk)
    first = timeline(boss, zhang.pk, limit=4)
    assert ([len(first.moments), first.left]) == [4, 3]
    rest = timeline(boss, zhang.pk, limit=4, before=first.before)
    assert (len(rest.moments), rest.before, rest.left) == (3, "", 0)
    assert rest.moments[-1].name == "CustomerCreated"
    assert first.moments[0].title.endswith("标签5")
    assert timeline(boss, zhang.pk, kind="money").moments == []
    for wrong in ({"kind": "x"}, {"before": "x"}, {"before": "eHg"}):
        with pytest.raises(Invalid):
            timeline(boss, zhang.pk, **wrong)


def test_changes_can_be_traced_by_those_who_may(zhang, boss, frontdesk):
    services.update_customer(boss, customer_id=zhang.pk, birthday=date(1992, 11, 23))
    services.reveal_field(frontdesk, customer_id=zhang.pk, field="phone", reason="改预约")
    acts = [change.act for change in change_history(boss, zhang.pk)]
    assert acts == ["FieldRevealed", "CustomerUpdated", "CustomerCreated"]
    with pytest.raises(Forbidden):
        change_history(frontdesk, zhang.pk)


def test_the_neighbours_find_nobody(zhang, rival, founded, frontdesk, boss, xuhui):
    with working_for(founded[1].pk):
        for read in (profile, timeline, change_history):
            with pytest.raises(NotFound):
                read(rival, zhang.pk)
    services.update_customer(boss, customer_id=zhang.pk, home_store_id=xuhui.pk)
    with pytest.raises(NotFound):
        profile(frontdesk, zhang.pk)


@pytest.mark.parametrize("text", ["无", "没有", "none", "N/A", "否认药物过敏史", "-", ""])
def test_nothing_to_be_allergic_to_raises_no_alarm(enter, boss, text):
    she = enter(allergies=text)
    assert kinds(boss, she) == ["first"]
    assert profile(boss, she.pk).allergies == text


def test_what_she_paid_is_told_to_those_who_may_see_her_spending(zhang, boss, actor_named):
    publish(boss, Paid(zhang.pk, "¥2,800.00"), subject=zhang)
    assert [m.name for m in timeline(boss, zhang.pk).moments] == ["Paid", "CustomerCreated"]
    hr = actor_named("hr")
    assert [m.name for m in timeline(hr, zhang.pk).moments] == ["CustomerCreated"]
    assert timeline(hr, zhang.pk, kind="money").moments == []


def test_all_friends_are_counted_though_not_all_are_shown(zhang, boss, group, jingan):
    for n in range(21):
        customer_of(group, jingan, f"客{n}", f"138000000{n:02d}", referrer=zhang)
    hers = profile(boss, zhang.pk)
    assert (len(hers.friends), hers.friends_count) == (20, 21)
