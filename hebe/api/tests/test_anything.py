"""Whatever is sent to the API, it never breaks: requests made up from its own schema."""

from random import Random
from urllib.parse import urlencode

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings

from hebe.api.main import api

SCHEMA = schemathesis.openapi.from_dict(api.get_openapi_schema())
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations()]  # type: ignore[union-attr]
EXAMPLES = 3  # of each operation; more take minutes and belong on a desk
MADE_UP = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def known(jingan, qin_lan, botox, facial, dr_chen, frontdesk, nurse_fang):
    """Return keys that exist, so that requests come past the first door."""
    return {
        "store_id": jingan.pk, "customer_id": qin_lan.pk, "item_id": botox.pk,
        "doctor_id": dr_chen.pk, "member_id": dr_chen.pk, "user_id": frontdesk.user_id,
        "owner_id": nurse_fang.pk, "performer_id": dr_chen.pk,
    }  # fmt: skip


@pytest.fixture
def lifelike(known):
    """Put keys that exist in the place of most that were made up."""
    dice = Random(1)

    def mixed(value):
        if isinstance(value, dict):
            return {
                key: known[key] if key in known and dice.random() < 0.7 else mixed(part)
                for key, part in value.items()
            }
        return [mixed(part) for part in value] if isinstance(value, list) else value

    return mixed


def test_no_request_breaks_it(api_of, lifelike):
    call, wrong = api_of("admin"), []

    def send(case):
        case.path_parameters = lifelike(dict(case.path_parameters or {}))
        asked = urlencode(lifelike(dict(case.query or {})), doseq=True)
        address = f"{case.formatted_path.removeprefix('/api/v1')}?{asked}"
        body = lifelike(case.body) if isinstance(case.body, dict | list) else None
        reply = call(case.method, address, body)
        refused = 400 <= reply.status_code < 500
        if reply.status_code >= 500 or (refused and not reply.json()["code"]):
            wrong.append((case.method, address, body, reply.status_code))

    for operation in OPERATIONS:
        MADE_UP(given(case=operation.as_strategy())(send))()
    assert wrong == []
