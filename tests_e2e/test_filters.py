"""The advanced filter of any list: built on every width, said in words, kept as a view."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from hebe.kernel import clock
from hebe.todos.services import create_todo
from tests_e2e.person import EVERY_SIZE


@pytest.fixture
def work(clinic, boss, jingan, qin_lan, monday):
    """Two pieces of work: one about 秦兰 for today, one about nobody for next week."""
    for title, days, customer in (("回访", 0, qin_lan.pk), ("订货", 7, None)):
        create_todo(
            boss, store_id=jingan.pk, title=title, source=f"by-hand:{title}",
            due_at=monday("18:00") + timedelta(days=days), customer_id=customer,
        )  # fmt: skip
    assert clock.now() < monday("18:00")


@pytest.mark.e2e
@pytest.mark.parametrize("size", EVERY_SIZE)
def test_work_is_narrowed_by_conditions_and_kept_as_a_view(people, work):
    boss = people("manager")
    page = boss.page
    boss.goes("/todos/")
    page.get_by_role("link", name="高级筛选").click()
    builder = page.locator("[data-filter-builder]")
    builder.locator("[data-add=due]").click()
    builder.locator(".cond .day select").select_option("next_week")
    expect(builder.locator("[data-matching]")).to_contain_text("1")
    builder.get_by_role("button", name=re.compile("加一组")).click()
    second = builder.locator(".group .group")
    second.locator("select").nth(1).select_option("title")
    second.locator(".values input").fill("订")
    second.get_by_role("button", name=re.compile("加条件")).click()
    expect(builder.locator("[data-matching]")).to_contain_text("1")
    builder.locator("footer button").click()
    expect(page.locator(".h-sentence")).to_contain_text("是 下周")
    expect(page.locator("main")).to_contain_text("订货")
    expect(page.locator("tbody")).not_to_contain_text("回访")
    boss.fits()
    page.locator("summary", has_text="视图").click()
    page.fill("[name=name]", "下周的货")
    page.locator("button", has_text="保存视图").click()
    boss.goes("/todos/")
    page.get_by_role("link", name="下周的货").click()
    expect(page.locator(".h-sentence")).to_contain_text("包含 “订”")
    page.get_by_role("link", name="高级筛选").click()
    expect(builder.locator(".cond")).to_have_count(2)


@pytest.mark.e2e
@pytest.mark.parametrize("size", EVERY_SIZE)
def test_orders_appointments_and_customers_have_it_too(people, work):
    boss = people("manager")
    for address in ("/orders/", "/calendar/list/", "/customers/"):
        boss.goes(address)
        boss.page.get_by_role("link", name="高级筛选").click()
        expect(boss.page.locator("[data-builder] select").first).to_be_visible()
