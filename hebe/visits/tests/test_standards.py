"""set_standards: how long stages should take at a store."""

import pytest

from hebe.journal.models import Audit
from hebe.kernel.errors import Forbidden, Invalid, NotFound
from hebe.kernel.freshness import ChangedMeanwhile
from hebe.tenancy.context import working_for
from hebe.visits.models import StageStandard
from hebe.visits.queries import standards_of
from hebe.visits.services import set_standards, standard_marks


def test_what_changes_is_told_and_what_is_left_out_stays(manager, jingan, group):
    before = standards_of(manager, jingan)
    for _twice in range(2):
        now = set_standards(manager, store_id=jingan.pk, minutes=before | {"consult": 20})
    assert now == before | {"consult": 20}
    told = Audit.objects.of(group).get(act="StandardSet").data
    assert (told["before"], told["after"]) == ({"consult": before["consult"]}, {"consult": 20})


def test_the_second_of_two_overwrites_nothing(manager, director, jingan):
    before, seen = standards_of(manager, jingan), standard_marks(manager, jingan)
    set_standards(director, store_id=jingan.pk, minutes={"consult": 20})
    with pytest.raises(ChangedMeanwhile) as clash:
        set_standards(
            manager,
            store_id=jingan.pk,
            minutes=before | {"consult": 25, "arrived": 7},
            seen=seen,
        )
    assert clash.value.now == {"consult": 20}
    assert standards_of(manager, jingan) == before | {"consult": 20}
    set_standards(manager, store_id=jingan.pk, minutes=before | {"arrived": 7}, seen=seen)
    assert standards_of(manager, jingan) == before | {"consult": 20, "arrived": 7}


@pytest.mark.parametrize("minutes", [{"consult": 0}, {"consult": 481}, {"lunch": 30}])
def test_what_no_stage_takes_is_refused_and_nothing_set(manager, jingan, group, minutes):
    with pytest.raises(Invalid):
        set_standards(manager, store_id=jingan.pk, minutes={"arrived": 5} | minutes)
    assert not StageStandard.objects.of(group).exists()


def test_who_may_not(frontdesk, manager, rival, jingan, xuhui, group):
    for actor, store, refusal in (
        (frontdesk, jingan, Forbidden),
        (manager, xuhui, Forbidden),
    ):
        with pytest.raises(refusal):
            set_standards(actor, store_id=store.pk, minutes={"consult": 20})
    with working_for(rival.group_id), pytest.raises((NotFound, Forbidden)):
        set_standards(rival, store_id=jingan.pk, minutes={"consult": 20})
    assert not StageStandard.objects.of(group).exists()
