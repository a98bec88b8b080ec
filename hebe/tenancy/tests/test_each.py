"""What fails in one group fails there alone."""

from hebe.tenancy.each import for_each_group
from hebe.tenancy.models import Store


def test_a_group_that_fails_is_rolled_back_and_holds_up_no_other(founded, caplog):
    ours, theirs = founded
    first, second = sorted((ours, theirs), key=lambda group: group.pk)

    def rename(group):
        Store.objects.of(group).update(city="上海")
        if group == first:
            raise RuntimeError("broken")

    assert for_each_group(rename) == 1

    cities = {
        group.pk: set(Store.unscoped.filter(group=group).values_list("city", flat=True))
        for group in (first, second)
    }
    assert f"failed in group {first.pk}" in caplog.text
    assert "上海" not in cities[first.pk]
