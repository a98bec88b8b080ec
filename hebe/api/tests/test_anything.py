"""Whatever is sent to the API, it keeps its own promise: requests made up from its schema.

Fitting and unfitting requests of every operation, as three roles; each answer must be one
that the schema describes: its status, its media type, its body.
"""

from random import Random

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import FailureGroup

from hebe.api.main import api
from hebe.architecture.world import undone

EXAMPLES = 2  # of each operation, kind and role; more take minutes and belong on a desk
ROLES = {"manager": 1, "frontdesk": 2, "warehouse": 3}  # with a seed each: other requests
MADE_UP = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
# What fits the schema is still refused when a rule of the house says no.
REFUSED = ["2xx", "401", "403", "404", "409", "422", "429"]


@pytest.fixture
def operations():
    """Return every operation, answered by the application itself; nothing stays of it."""
    django = WSGIHandler()
    config = SchemathesisConfig.from_dict(
        {"checks": {"positive_data_acceptance": {"expected-statuses": REFUSED}}}
    )

    def answered(environ, start_response):
        return undone(lambda: django(environ, start_response))

    schema = schemathesis.openapi.from_dict(
        without_tuples(api.get_openapi_schema()), config=config
    )
    schema.app = answered
    for signal in (request_started, request_finished):  # else they drop the test's connection
        signal.disconnect(close_old_connections)
    yield [found.ok() for found in schema.get_all_operations()]
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def without_tuples(node):
    """Leave out what tuples hold, which schemathesis cannot read."""
    if isinstance(node, dict):
        return {key: without_tuples(part) for key, part in node.items() if key != "prefixItems"}
    return [without_tuples(part) for part in node] if isinstance(node, list) else node


@pytest.fixture
def lifelike(everything):
    """Put keys that exist in the place of most that were made up."""
    dice = Random(1)

    def mixed(value):
        if isinstance(value, dict):
            return {
                key: everything[key]
                if key in everything and dice.random() < 0.7
                else mixed(part)
                for key, part in value.items()
            }
        return [mixed(part) for part in value] if isinstance(value, list) else value

    return mixed


@pytest.mark.parametrize("login", ROLES)
def test_every_answer_is_one_that_the_schema_describes(login, operations, api_of, lifelike):
    headers = {"Authorization": f"Bearer {api_of(login).secret}"}
    broken = []

    def send(case):
        if case.meta.generation.mode == GenerationMode.POSITIVE:
            case.path_parameters = lifelike(dict(case.path_parameters or {}))
            case.query = lifelike(dict(case.query or {}))
            if case.media_type == "application/json":  # a form's file is no text to mix in
                case.body = lifelike(case.body)
        try:
            case.call_and_validate(headers=headers)
        except FailureGroup as failures:
            broken.extend(
                f"{case.method} {case.operation.path} {case.query} {str(case.body)[:300]}\n"
                f"{failure.title}: {failure.message}"
                for failure in failures.exceptions
            )

    for operation in operations:
        for mode in GenerationMode:
            made_up = given(case=operation.as_strategy(generation_mode=mode))(send)
            try:
                MADE_UP(seed(ROLES[login])(made_up))()
            except Unsatisfiable:
                continue  # an operation that takes nothing has nothing unfitting
    assert not broken, "\n\n".join(broken)
