"""What a right over one store offers on the screens of staff."""

import pytest

from hebe.architecture.cast import member_of


@pytest.mark.parametrize(("who", "everywhere"), [("manager", False), ("hr", True)])
def test_a_licence_for_every_store_is_offered_to_whose_right_reaches_them(
    client_of, group, jingan, xuhui, who, everywhere
):
    doctor = member_of(group, jingan, "王若溪", "doctor")
    form = client_of(who).get(f"/staff/{doctor.pk}/certificates/new/").context["form"]
    places = dict(form.fields["store_id"].choices)
    assert ("" in places, xuhui.pk in places) == (everywhere, everywhere)
    assert jingan.pk in places
