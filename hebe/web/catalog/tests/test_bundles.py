"""The screens of bundles."""

import pytest
from django.urls import reverse

from hebe.catalog.models import Bundle
from hebe.catalog.services import retire_item
from hebe.jobs.models import Job

pytestmark = pytest.mark.django_db


def at(name, *keys):
    return reverse(f"catalog:{name}", args=keys)


def said(reply):
    return reply.content.decode()


@pytest.fixture
def typed(botox, facial):
    return {
        "name": "焕颜套餐", "code": "", "price_fen": "¥3,000", "valid_from": "",
        "valid_to": "2030-12-31", "is_active": "on",
        "thing": [f"item-{botox.pk}", "", f"item-{facial.pk}"], "quantity": ["1", "1", "2"],
    }  # fmt: skip


def test_marketing_designs_a_bundle_once(client_of, typed, group):
    client = client_of("marketing")
    assert "还没有套餐" in said(client.get(at("bundles")))
    page = said(client.get(at("create_bundle")))
    assert page.count('name="thing"') == 4
    replies = [client.post(at("create_bundle"), typed | {"once": "b-1"}) for _ in range(2)]
    made = Bundle.objects.of(group).get()
    assert {reply["Location"] for reply in replies} == {at("bundle", made.pk)}
    page = said(client.get(at("bundle", made.pk)))
    for words in ("¥3,000.00", "¥3,560.00", "¥560.00", "× 2", "2030-12-31"):
        assert words in page
    assert "焕颜套餐" in said(client.get(at("bundles"), {"q": "hytc"}))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"thing": ["", "", ""]}, "至少要有两份"),
        ({"thing": ["gold-1", "", ""]}, "请检查套餐内容"),
        ({"quantity": ["x", "1", "2"]}, "请检查套餐内容"),
        ({"quantity": ["0", "1", "2"]}, "h-error"),
        ({"price_fen": "0"}, "id_price_fen_error"),
        ({"valid_from": "2031-01-01"}, "id_valid_to_error"),
    ],
)
def test_a_refusal_keeps_what_was_typed(client_of, typed, group, botox, changes, words):
    reply = client_of("gm").post(at("create_bundle"), typed | changes)
    page = said(reply)
    assert (reply.status_code, words in page, "焕颜套餐" in page) == (422, True, True)
    if "thing" not in changes:
        assert f'value="item-{botox.pk}" data-fen="280000" selected' in page
    assert not Bundle.objects.of(group).exists()


def test_a_bundle_is_edited_retired_and_offered_again(client_of, typed, glow, group):
    client = client_of("marketing")
    page = said(client.get(at("edit_bundle", glow.pk)))
    assert 'value="3500.00"' in page or 'value="3,500.00"' in page
    kept = typed | {"name": "暑期焕颜", "valid_to": ""}
    assert client.post(at("edit_bundle", glow.pk), kept).status_code == 302
    glow.refresh_from_db()
    assert (glow.name, glow.code, glow.price_fen) == ("暑期焕颜", "TC0001", 300_000)
    client.post(at("retire_bundle", glow.pk), {"once": "r"})
    assert "未上架" in said(client.get(at("bundle", glow.pk)))
    client.post(at("offer_bundle", glow.pk), {"once": "o"})
    glow.refresh_from_db()
    assert glow.is_active


def test_the_second_of_two_tabs_sees_what_the_first_one_saved(client_of, typed, glow, group):
    client = client_of("gm")
    page = said(client.get(at("edit_bundle", glow.pk)))
    seen = page.split('name="seen" value="')[1].split('"')[0].replace("&quot;", '"')
    client.post(at("edit_bundle", glow.pk), typed | {"once": "a"})
    late = typed | {"once": "b", "seen": seen, "quantity": ["5", "1", "5"], "price_fen": "9"}
    reply = client.post(at("edit_bundle", glow.pk), late)
    assert (reply.status_code, "肉毒毒素·除皱 × 1" in said(reply)) == (422, True)
    glow.refresh_from_db()
    assert glow.price_fen == 300_000


def test_a_piece_that_left_the_offer_is_told_and_still_in_the_form(
    client_of, boss, glow, facial
):
    retire_item(boss, item_id=facial.pk)
    client = client_of("marketing")
    for page in (at("bundles"), at("bundle", glow.pk)):
        assert "补水护理 已下架" in said(client.get(page))
    assert f'value="item-{facial.pk}"' in said(client.get(at("edit_bundle", glow.pk)))


def test_the_list_is_exported(client_of, glow, group):
    assert client_of("gm").post(at("export_bundles"), {"matching": ""}).status_code == 302
    assert Job.objects.of(group).get().kind


@pytest.mark.parametrize("login", ["doctor", "frontdesk", "cashier"])
def test_others_only_look(client_of, glow, login):
    client = client_of(login)
    assert client.get(at("bundle", glow.pk)).status_code == 200
    assert at("create_bundle") not in said(client.get(at("bundles")))
    for name, keys in (("create_bundle", ()), ("edit_bundle", (glow.pk,))):
        assert client.get(at(name, *keys)).status_code == 403
    assert client.post(at("retire_bundle", glow.pk)).status_code == 403


def test_the_rival_finds_nothing(client_of, glow):
    client = client_of("rival")
    assert glow.name not in said(client.get(at("bundles")))
    for name in ("bundle", "edit_bundle"):
        assert client.get(at(name, glow.pk)).status_code == 404
