"""A log-in is made on one screen and taken over by its owner on another."""

import re

import pytest

from hebe.access.models import User

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
GIVEN, OWN = "hebe-first", "hebe-owned"


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_who_is_given_a_log_in_chooses_her_own_password(people, group, jingan, admin):
    boss = people("admin")
    boss.goes("/log-ins/")
    boss.press("a[href='/log-ins/new/']")
    boss.types(name="夏青", login="xiaqing", password=GIVEN)
    boss.press("#drawer footer button", has_text="创建账号")
    boss.sees("[name='place-0-role']")
    boss.chooses("place-0-role", "前台")
    boss.press("button", has_text="保存")
    boss.page.wait_for_url("**/log-ins/")
    boss.reads("还没设自己的密码")

    newcomer = people("nurse", signed_in=False)
    newcomer.goes("/customers/")
    newcomer.sign_in("xiaqing", GIVEN)
    newcomer.types(current=GIVEN, password=GIVEN)
    newcomer.press("button", has_text="保存并继续")
    newcomer.reads("请换一个只有您自己知道的")
    newcomer.fits()
    newcomer.types(current=GIVEN, password=OWN)
    newcomer.press("button", has_text="保存并继续")
    newcomer.page.wait_for_url(re.compile("/customers/$"))
    newcomer.is_told("密码已换成您自己的")
    assert User.objects.of(group).get(login="xiaqing").check_password(OWN)
