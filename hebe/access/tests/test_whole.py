"""What all stores share is changed by whose right counts for all of them."""

import pytest

from hebe.access.actor import Grant
from hebe.access.errors import NotWholeGroup
from hebe.access.registry import PERMISSIONS
from hebe.access.services import switch_user
from hebe.architecture.cast import item_of, only
from hebe.care.services import set_follow_up_step
from hebe.catalog.services import update_item
from hebe.compliance.models import RuleSetting
from hebe.compliance.services import set_rule
from hebe.customers.services import create_channel, create_tag

WHOLE = sorted(code for code, known in PERMISSIONS.items() if known.whole)


def test_a_right_at_one_store_switches_off_no_red_line(director, jingan, group):
    local = only(director, "compliance.edit", stores=[jingan.pk])
    with pytest.raises(NotWholeGroup):
        set_rule(local, rule="PRC-09", severity="record", reason="忙")
    assert not RuleSetting.objects.of(group).exists()


def test_a_right_at_one_store_changes_no_price_of_all(manager, shelf, group):
    item = item_of(group, shelf, "BTX", "肉毒毒素·除皱", technique="toxin")
    with pytest.raises(NotWholeGroup):
        update_item(manager, item_id=item.pk, price_fen=1)
    item.refresh_from_db()
    assert item.price_fen == 280_000


@pytest.mark.parametrize("act", [
    lambda who: create_tag(who, name="怕痛"),
    lambda who: create_channel(who, name="新氧"),
    lambda who: set_follow_up_step(who, item_id=None, day=1, title="第 1 天"),
    lambda who: switch_user(who, user_id=who.user_id, is_active=False),
])  # fmt: skip
def test_nor_tags_channels_follow_ups_or_log_ins(act, manager, jingan):
    with pytest.raises(NotWholeGroup):
        act(only(manager, *PERMISSIONS, stores=[jingan.pk]))


@pytest.mark.parametrize("code", WHOLE)
def test_two_stores_or_own_rows_are_not_the_whole_group(code, admin, jingan, xuhui):
    some = only(admin, code, stores=[jingan.pk, xuhui.pk])
    own = only(admin, code)
    own.grants[code] = Grant(own=True)
    assert (some.may(code), own.may(code)) == (False, False)
    assert only(admin, code).may(code)


def test_the_api_says_so_with_a_code(api_of, laser):
    refused = api_of("manager")("post", "/tags", {"name": "怕痛"})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_whole_group")


def test_a_page_offers_no_button_that_would_be_refused(client_of, laser):
    page = client_of("manager").get("/catalog/").content.decode()
    assert "皮秒祛斑" in page
    assert "/catalog/items/new/" not in page
    assert "/catalog/items/new/" in client_of("gm").get("/catalog/").content.decode()


def test_the_page_of_a_role_says_which_rights_count_for_all(client_of, group):
    page = client_of("admin").get("/roles/new/")
    assert page.content.decode().count("仅限整个集团") == len(WHOLE)
