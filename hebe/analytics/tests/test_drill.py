"""The rows behind a number are exactly those that were counted."""

from dataclasses import replace
from datetime import date

import pytest

from hebe.access.actor import Grant
from hebe.analytics.queries import NOBODY, drill, numbers
from hebe.analytics.tests.test_numbers import _noon, busy
from hebe.kernel.errors import NotFound
from hebe.tenancy.context import working_for

__all__ = ["_noon", "busy"]
DAY = date(2027, 1, 4)


def rows(actor, metric, **narrowed):
    return drill(actor, metric, DAY, DAY, **narrowed)


@pytest.mark.parametrize("metric", ["bookings", "arrivals", "deals", "consults", "treatments"])
def test_as_many_rows_as_were_counted(boss, busy, metric):
    assert len(rows(boss, metric)) == numbers(boss, DAY, DAY).total.value(metric)


def test_money_adds_up(boss, busy):
    assert sum(row.fen for row in rows(boss, "revenue")) == 840_000


def test_units_show_deals_consults_and_treatments(boss, busy):
    assert {row.source for row in rows(boss, "units")} == {"deals"}
    assert len(rows(boss, "units")) == 3


def test_a_store_and_a_person_narrow_it(boss, busy, jingan, zhou_ke, dr_lin):
    assert len(rows(boss, "deals", store_id=jingan.pk)) == 2
    assert len(rows(boss, "deals", person=zhou_ke.pk)) == 2
    assert len(rows(boss, "deals", store_id=jingan.pk, person=dr_lin.pk)) == 0
    assert len(rows(boss, "arrivals", person=NOBODY)) == 3


def test_an_own_reader_gets_her_own_rows_whatever_she_asks(consultant, busy, dr_lin):
    mine = type(consultant)(
        consultant.user_id, consultant.name, consultant.group_id,
        {"analytics.view": Grant(None, own=True)}, consultant.store_id,
    )  # fmt: skip
    assert len(rows(mine, "deals")) == 2
    assert len(rows(mine, "deals", person=dr_lin.pk)) == 2


def test_own_rows_everywhere_and_all_of_one_store_add_up(consultant, busy, jingan, dr_lin):
    whole = Grant(frozenset([jingan.pk])).widened(Grant(own=True))
    mixed = replace(consultant, grants={"analytics.view": whole})
    own = replace(consultant, grants={"analytics.view": Grant(own=True)})
    store = replace(consultant, grants={"analytics.view": Grant(frozenset([jingan.pk]))})
    for metric in ("deals", "treatments", "arrivals"):
        seen = set(rows(own, metric)) | set(rows(store, metric))
        found = rows(mixed, metric)
        assert set(found) == seen
        assert numbers(mixed, DAY, DAY).total.value(metric) == len(found)
    assert rows(mixed, "treatments", person=dr_lin.pk) == rows(
        store, "treatments", person=dr_lin.pk
    )


def test_another_store_and_a_senseless_metric_are_not_found(manager, busy, xuhui):
    for metric, narrowed in (("deals", {"store_id": xuhui.pk}), ("secrets", {})):
        with pytest.raises(NotFound):
            rows(manager, metric, **narrowed)


def test_the_rival_finds_no_row_of_ours(rival, busy):
    with working_for(rival.group_id):
        assert rows(rival, "deals") == []
