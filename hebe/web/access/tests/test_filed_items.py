"""What a store has filed with the health authority (LIC-04), on its page."""

from hebe.tenancy.context import working_for
from hebe.tenancy.models import Store
from hebe.web.access.tests.test_screens import _typed


def test_what_a_store_has_filed_is_kept_name_by_name(client_of, group, jingan):
    client = client_of("admin")
    address = f"/stores/{jingan.pk}/"
    assert client.post(address, _typed(filed_projects="名" * 61)).status_code == 422
    filed = "激光治疗\r\n 埋线提升 \r\n\r\n激光治疗"
    assert client.post(address, _typed(filed_projects=filed)).status_code == 302
    with working_for(group.pk):
        store = Store.objects.of(group).get(pk=jingan.pk)
    assert store.filed_projects == ["激光治疗", "埋线提升"]
    assert "激光治疗\n埋线提升" in client.get(address).content.decode()
