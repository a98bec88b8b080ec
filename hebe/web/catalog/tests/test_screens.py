"""The catalogue's screens."""

import pytest

from hebe.catalog.models import Category, Item, Product
from hebe.compliance.models import Finding, RuleParameter, RuleSetting
from hebe.tenancy.context import working_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def typed(shelf):
    return {
        "name": "光子嫩肤", "code": "", "category_id": shelf.pk, "kind": "treatment",
        "department": "dermatology", "technique": "energy", "level": 0,
        "catalogue_name": "强脉冲光治疗", "duration_minutes": 45, "turnaround_minutes": 10,
        "needs-what": ["person-doctor", "room-laser", "device-"],
        "needs-device": ["", "", "光子治疗仪"], "needs-quantity": ["1", "1", "1"],
        "needs-from": ["", "", ""], "needs-for": ["", "", ""],
        "needs-choice": ["named", "", ""],
        "price_fen": "¥1,280", "unit": "次", "is_active": "on", "once": "t-1",
    }  # fmt: skip


def test_an_item_is_added_once_and_shown(client_of, typed, group):
    client = client_of("gm")
    replies = [client.post("/catalog/items/new/", typed) for _ in range(2)]
    assert [reply.status_code for reply in replies] == [302, 302]
    with working_for(group.pk):
        item = Item.objects.of(group).get()
    assert item.price_fen == 128_000
    page = client.get(f"/catalog/items/{item.pk}/").content.decode()
    assert "光子嫩肤" in page
    assert "静安旗舰店" in page
    assert "光子嫩肤" in client.get("/catalog/?q=gznf").content.decode()


def test_a_red_line_keeps_what_was_typed_and_leaves_evidence(client_of, typed, group):
    client = client_of("gm")
    reply = client.post("/catalog/items/new/", typed | {"catalogue_name": ""})
    page = reply.content.decode()
    assert reply.status_code == 422
    assert "LIC-04" in page
    assert "光子治疗仪" in page
    with working_for(group.pk):
        assert Item.objects.of(group).count() == 0
        assert [f.rule for f in Finding.objects.of(group)] == ["LIC-04"]
    assert "LIC-04" in client.get("/catalog/red-lines/findings/").content.decode()


@pytest.mark.parametrize("price", ["一千", "-5", "0.001", ""])
def test_an_odd_price_is_refused_beside_its_field(client_of, typed, group, price):
    reply = client_of("gm").post("/catalog/items/new/", typed | {"price_fen": price})
    assert reply.status_code == 422
    assert 'id="id_price_fen_error"' in reply.content.decode()


def test_an_item_is_changed_retired_and_offered_again(client_of, typed, group, laser):
    client = client_of("director")
    edit = f"/catalog/items/{laser.pk}/edit/"
    assert "激光治疗" in client.get(edit).content.decode()
    assert client.post(edit, typed | {"price_fen": "99"}).status_code == 302
    for act in ("retire", "offer"):
        assert client.post(f"/catalog/items/{laser.pk}/{act}/").status_code == 302
        with working_for(group.pk):
            kept = Item.objects.of(group).get(pk=laser.pk)
        assert (kept.is_active, kept.price_fen, kept.code) == (act == "offer", 9900, "PICO")


def test_a_product_is_added_in_the_drawer(client_of, group):
    client = client_of("gm")
    body = {"name": "保妥适 100U", "unit": "瓶", "price_fen": "3800", "is_active": "on"}
    drawer = {"headers": {"HX-Request": "true"}}
    bad = client.post("/catalog/products/new/", body | {"registration_no": "没有"}, **drawer)
    assert bad.status_code == 422
    assert "<html" not in bad.content.decode()
    assert client.post("/catalog/products/new/", body, **drawer)["HX-Redirect"]
    with working_for(group.pk):
        assert Product.objects.of(group).get().price_fen == 380_000
    assert "保妥适" in client.get("/catalog/products/").content.decode()


def test_a_shelf_is_added(client_of, group):
    client = client_of("gm")
    assert (
        client.post("/catalog/categories/new/", {"name": "养发", "position": 1}).status_code
        == 302
    )
    assert (
        client.post("/catalog/categories/new/", {"name": "养发", "position": 1}).status_code
        == 422
    )


def test_the_director_relaxes_what_the_law_leaves_open(client_of, group):
    client = client_of("director")
    assert "PRC-09" in client.get("/catalog/red-lines/").content.decode()
    body = {"severity": "off", "reason": "试行"}
    assert client.post("/catalog/red-lines/PRC-09/", body).status_code == 302
    assert client.post("/catalog/red-lines/LIC-01/", body).status_code == 404
    with working_for(group.pk):
        assert RuleSetting.objects.of(group).get().rule == "PRC-09"


def test_the_director_sets_a_number_within_the_law(client_of, group, jingan):
    client = client_of("director")
    address = "/catalog/red-lines/PRC-09/consult_valid_days/"
    assert "1 到 90" in client.get("/catalog/red-lines/").content.decode()
    wrong = client.post(address, {"group": "14", f"store-{jingan.pk}": "91"})
    assert wrong.status_code == 422
    said = wrong.content.decode()
    assert 'value="91"' in said
    assert "法规只允许设为 1 到 90" in said
    with working_for(group.pk):
        assert not RuleParameter.objects.of(group).exists()
    assert client.post(address, {"group": "14", f"store-{jingan.pk}": "7"}).status_code == 302
    page = client.get("/catalog/red-lines/").content.decode()
    assert '<b class="num">14</b>' in page
    with working_for(group.pk):
        kept = RuleParameter.objects.of(group).order_by("value")
        assert [(row.store_id, row.value) for row in kept] == [(jingan.pk, 7), (None, 14)]
    assert client.post(address, {"group": "14", f"store-{jingan.pk}": ""}).status_code == 302
    with working_for(group.pk):
        assert [row.value for row in RuleParameter.objects.of(group)] == [14]
    assert client.get("/catalog/red-lines/PRC-09/nothing/").status_code == 404
    assert client.get("/catalog/red-lines/LIC-01/consult_valid_days/").status_code == 404


ADDRESSES = [
    (
        "/catalog/red-lines/PRC-09/consult_valid_days/",
        {"doctor": 403, "manager": 403, "director": 200},
    ),
    ("/catalog/", {"doctor": 200, "gm": 200}),
    ("/catalog/products/", {"doctor": 200, "gm": 200}),
    ("/catalog/items/{item}/", {"doctor": 200, "gm": 200, "rival": 404}),
    ("/catalog/items/new/", {"doctor": 403, "gm": 200}),
    ("/catalog/items/{item}/edit/", {"doctor": 403, "gm": 200, "rival": 404}),
    ("/catalog/categories/new/", {"doctor": 403, "gm": 200}),
    ("/catalog/products/new/", {"doctor": 403, "gm": 200}),
    ("/catalog/red-lines/", {"doctor": 403, "gm": 200}),
    ("/catalog/red-lines/findings/", {"doctor": 403, "gm": 200}),
    ("/catalog/red-lines/PRC-09/", {"doctor": 403, "manager": 403, "director": 200}),
]


@pytest.mark.parametrize(("address", "expected"), ADDRESSES)
def test_who_may_open_what(client_of, laser, address, expected):
    for login, status in expected.items():
        assert client_of(login).get(address.format(item=laser.pk)).status_code == status, login


def test_english_pages_speak_english(client_of, laser):
    client = client_of("gm")
    client.cookies["hebe_language"] = "en"
    page = client.get("/catalog/").content.decode()
    assert "What your stores offer" in page


def test_the_second_of_two_tabs_is_told_what_the_first_one_saved(
    client_of, typed, group, botox
):
    client = client_of("gm")
    address = f"/catalog/items/{botox.pk}/edit/"
    kept = typed | {"name": botox.name, "code": botox.code, "catalogue_name": "激光治疗"}
    page = client.get(address).content.decode()
    seen = page.split('name="seen" value="')[1].split('"')[0].replace("&quot;", '"')
    assert client.post(address, kept | {"once": "a", "price_fen": "3000"}).status_code == 302
    late = kept | {"once": "b", "price_fen": "3100", "seen": seen}
    reply = client.post(address, late)
    assert (reply.status_code, "¥3,000.00" in reply.content.decode()) == (422, True)
    with working_for(group.pk):
        assert Item.objects.of(group).get(pk=botox.pk).price_fen == 300_000
    page = client.get(f"/catalog/items/{botox.pk}/").content.decode()
    assert ("3,000.00" in page, "3,100.00" in page) == (True, False)


@pytest.mark.parametrize("name", ["线雕", "A型肉毒素", "激光治疗 "])
def test_only_an_official_or_filed_name_goes_on_offer(client_of, typed, group, jingan, name):
    client = client_of("gm")
    sent = typed | {"catalogue_name": name, "technique": "thread"}
    status = client.post("/catalog/items/new/", sent).status_code
    assert status == (302 if name == "激光治疗 " else 422)
    jingan.filed_projects = [name]
    jingan.save()
    if status == 422:
        assert client.post("/catalog/items/new/", sent | {"once": "t-2"}).status_code == 302


def test_the_first_item_waits_for_the_first_category(client_of, group):
    page = client_of("admin").get("/catalog/items/new/").content.decode()
    assert "请先建一个分类" in page
    assert 'name="price_fen"' not in page
    Category.objects.of(group).create(group_id=group.pk, name="光电")

    assert 'name="price_fen"' in client_of("admin").get("/catalog/items/new/").content.decode()
    assert not Item.objects.of(group).exists()
