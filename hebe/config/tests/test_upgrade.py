"""What an upgrade brings to the groups that stand."""

from hebe.access.models import Role
from hebe.config.prepare import renew_roles


def test_built_in_roles_get_the_permissions_that_came_with_an_upgrade(group):
    for role in Role.objects.of(group):
        role.permissions = [code for code in role.permissions if code != "scheduling.off_duty"]
        role.save()
    group.rights_offered = []
    group.save()
    renew_roles()
    assert "scheduling.off_duty" in Role.objects.of(group).get(code="manager").permissions
    assert "scheduling.off_duty" not in Role.objects.of(group).get(code="nurse").permissions


def test_what_a_clinic_took_from_a_role_stays_away(group):
    manager = Role.objects.of(group).get(code="manager")
    manager.permissions.remove("scheduling.off_duty")
    manager.save()
    renew_roles()
    manager.refresh_from_db()
    assert "scheduling.off_duty" not in manager.permissions


def test_what_a_clinic_took_from_everybody_stays_away(group):
    for role in Role.objects.of(group):
        role.permissions = [code for code in role.permissions if code != "customers.export"]
        role.save()
    renew_roles()
    assert not Role.objects.of(group).filter(permissions__contains=["customers.export"])
