"""The demo's people can do what the demo's catalogue offers."""

from hebe.architecture.cast import NAMES, user_of
from hebe.catalog import demo as catalogue
from hebe.catalog.queries import items_at
from hebe.kernel import clock
from hebe.staff.demo import load
from hebe.staff.queries import member_list, performers_for, shifts_of_day


def test_every_item_on_offer_has_somebody_who_may_do_it(boss, group, jingan, xuhui):
    items = catalogue.load(boss)
    users = {login: user_of(group, login, jingan) for login in NAMES}
    members = load(boss, users, {"jingan": jingan, "xuhui": xuhui})
    assert len(members) == member_list(boss).count() == 29
    assert {m.user_id for m in members.values()} >= {u.pk for u in users.values()}
    today = clock.today("Asia/Shanghai")
    for store in (jingan, xuhui):
        for item in items_at(boss, store):
            assert performers_for(boss, item, store, today), (store.name, item.name)
        assert shifts_of_day(boss, store, today).count() >= 3
    assert len(items) == 35
