"""The numbers on screen: as far as one's rows reach, and the rows behind each."""

import pytest
import time_machine

from hebe.analytics import queries
from hebe.analytics.metrics import METRICS
from hebe.analytics.tests.test_numbers import _noon, busy
from hebe.kernel import clock
from hebe.tenancy.services import open_store
from hebe.web.analytics.views import SHOWN, WIDE

__all__ = ["_noon", "busy"]
HTMX = {"HX-Request": "true"}


@pytest.mark.parametrize("span", ["today", "week", "month"])
def test_every_number_is_there_and_leads_to_its_rows(client_of, busy, span):
    page = client_of("gm").get(f"/numbers/?span={span}").content.decode()
    for metric in METRICS:
        assert f"/numbers/{metric.key}/?span={span}" in page
    assert "¥8,400" in page


def test_one_store_can_be_looked_at_alone(client_of, busy, xuhui):
    page = client_of("gm").get(f"/numbers/?store={xuhui.pk}").content.decode()
    assert "¥2,800" in page
    assert "¥8,400" not in page


def test_many_stores_are_summed_up_and_each_leads_to_its_people(client_of, group, busy, jingan):
    for number in range(WIDE):
        open_store(group, code=f"more-{number}", name=f"{number} 店")
    boss = client_of("gm")
    assert "按人员" in boss.get(f"/numbers/?store={jingan.pk}").content.decode()
    page = boss.get("/numbers/").content.decode()
    assert "按人员" not in page
    assert f'<option value="{jingan.pk}">' in page


def test_a_chains_numbers_are_read_anew_every_ten_seconds(client_of, group, busy, monkeypatch):
    for number in range(WIDE):
        open_store(group, code=f"more-{number}", name=f"{number} 店")
    read, asked = queries.numbers, []
    monkeypatch.setattr(
        queries, "numbers", lambda *given, **more: asked.append(given) or read(*given, **more)
    )
    boss, start = client_of("gm"), clock.now()

    with time_machine.travel(start, tick=False) as now:
        pages = [boss.get("/numbers/").content.decode() for _time in range(2)]
        client_of("director").get("/numbers/")
        assert len(asked) == 2
        now.shift(10)
        pages.append(boss.get("/numbers/").content.decode())
    assert len(asked) == 3
    assert all("¥8,400" in page for page in pages)


def test_units_explain_themselves_with_their_weights(client_of, busy):
    page = client_of("gm").get("/numbers/units/?span=today", headers=HTMX).content.decode()
    assert "3 × 1" in page
    assert "客0" in page


def test_weights_are_offered_from_today_on_in_any_language(client_of, busy):
    page = client_of("gm").get("/numbers/weights/").content.decode()
    assert 'lang="zh-Hans"' in page
    assert 'value="2027-01-04"' in page


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/numbers/secrets/?span=today", 404),
        ("/numbers/deals/?span=today&store=999999", 404),
        ("/numbers/?span=own&since=soon", 422),
        ("/numbers/?span=own&since=2027-01-04&until=2026-01-04", 422),
        ("/numbers/?span=own&since=0001-01-01&until=0001-01-02", 422),
        ("/numbers/?span=own&since=9999-12-30&until=9999-12-31", 422),
        ("/numbers/?store=x", 200),
    ],
)
def test_nonsense_is_answered(client_of, busy, address, status):
    assert client_of("gm").get(address).status_code == status


def test_the_front_desk_sees_no_numbers(client_of):
    assert client_of("frontdesk").get("/numbers/").status_code == 403


def test_it_costs_the_same_however_much_was_sold(
    client_of, busy, django_assert_max_num_queries
):
    boss = client_of("gm")
    boss.get("/numbers/")
    with django_assert_max_num_queries(40):
        boss.get("/numbers/")


def test_each_day_is_a_bar_that_leads_to_its_payments(client_of, busy, xuhui):
    boss = client_of("gm")
    page = boss.get("/numbers/").content.decode()
    of_today = "/numbers/revenue/?span=own&amp;since=2027-01-04&amp;until=2027-01-04&amp;store="
    assert f'{of_today}" data-drawer title="2027年1月4日 周一 ¥8,400"' in page
    assert page.count('<i style="height:0%">') == SHOWN - 1
    month = boss.get(f"/numbers/?span=month&store={xuhui.pk}").content.decode()
    assert f'{of_today}{xuhui.pk}" data-drawer title="2027年1月4日 周一 ¥2,800"' in month
    assert month.count('<i style="height:0%">') == 29
    rows = boss.get(of_today.replace("&amp;", "&") + str(xuhui.pk), headers=HTMX)
    assert "¥2,800.00" in rows.content.decode()
