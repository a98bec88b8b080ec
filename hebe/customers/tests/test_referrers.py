"""Who brought a customer is told, and can be named, only within reach."""

import pytest

from hebe.architecture.cast import customer_of
from hebe.customers import queries, services
from hebe.customers.models import Customer
from hebe.kernel.errors import Invalid


@pytest.fixture
def afar(group, xuhui):
    """Return a customer of the other store."""
    return customer_of(group, xuhui, "马蕊蕊", "13800131111")


@pytest.fixture
def brought(zhang, boss, afar):
    """Return 张晓敏, brought by the customer of the other store."""
    return services.update_customer(boss, customer_id=zhang.pk, referrer_id=afar.pk)


@pytest.mark.parametrize("key", ["afar", "unknown"])
def test_who_is_beyond_reach_cannot_be_named_like_one_who_is_not_there(
    zhang, frontdesk, afar, enter, group, key
):
    named = afar.pk if key == "afar" else 999_999
    said = set()
    for act in (
        lambda: services.update_customer(frontdesk, customer_id=zhang.pk, referrer_id=named),
        lambda: enter("李思雨", "13800135088", actor=frontdesk, referrer_id=named),
    ):
        with pytest.raises(Invalid) as refused:
            act()
        assert refused.value.field == "referrer_id"
        said.add(str(refused.value))
    assert len(said) == 1
    assert not Customer.objects.of(group).exclude(referrer=None).exists()


def test_who_stands_on_her_file_stays_there(brought, frontdesk, afar):
    saved = services.update_customer(
        frontdesk, customer_id=brought.pk, referrer_id=afar.pk, note="爱喝茶"
    )
    assert (saved.referrer, saved.note) == (afar, "爱喝茶")


def test_a_name_beyond_reach_is_masked(brought, frontdesk, boss, afar):
    hers = queries.profile(frontdesk, brought.pk)
    assert (hers.referrer_id, hers.referrer, hers.referrer_opens) == (afar.pk, "马*蕊", False)
    hers = queries.profile(boss, brought.pk)
    assert (hers.referrer, hers.referrer_opens) == ("马蕊蕊", True)


def test_nobody_brought_her(zhang, frontdesk):
    hers = queries.profile(frontdesk, zhang.pk)
    assert (hers.referrer_id, hers.referrer, hers.referrer_opens) == (None, "", False)
