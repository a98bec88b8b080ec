"""The schema in one file per app, so that two who add endpoints do not meet in one file.

What is served stays one document; these files are committed, and compared by a test.
"""

import json
import re
from pathlib import Path
from typing import Any

from hebe.api.main import api

FOLDER = Path(__file__).parent / "openapi"
INDEX = "index"  # what no app has alone: title, keys, and the bodies that several apps share
REFERENCE = re.compile(r'"#/components/schemas/([^"]+)"')
Part = dict[str, Any]


def texts() -> dict[str, str]:
    """Return what each file of the committed schema says, by its name."""
    return {f"{name}.json": _text(part) for name, part in _parts(_served()).items()}


def _text(part: Part) -> str:
    return json.dumps(part, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _served() -> Part:
    schema: Part = json.loads(json.dumps(api.get_openapi_schema(), default=str))
    return schema


def _parts(schema: Part) -> dict[str, Part]:
    bodies = schema["components"].pop("schemas")
    parts: dict[str, Part] = {}
    apps = _apps()
    for path, verbs in schema.pop("paths").items():
        for verb, operation in verbs.items():
            part = parts.setdefault(apps[operation["operationId"]], {"paths": {}})
            part["paths"].setdefault(path, {})[verb] = operation
    users: dict[str, set[str]] = {}
    for app, part in parts.items():
        part["components"] = {"schemas": {}}
        for name in _reached(part["paths"], bodies):
            users.setdefault(name, set()).add(app)
    parts[INDEX] = schema
    schema["components"]["schemas"] = {}
    for name, body in bodies.items():
        home = next(iter(users[name])) if len(users.get(name, ())) == 1 else INDEX
        parts[home]["components"]["schemas"][name] = body
    return parts


def _apps() -> dict[str, str]:
    """Return which module of hebe.api an operation is from, by its name."""
    return {
        str(operation.operation_id): operation.view_func.__module__.rpartition(".")[2]
        for _prefix, router in api._routers  # ninja tells it nowhere else
        for view in router.path_operations.values()
        for operation in view.operations
    }


def _reached(thing: object, bodies: Part) -> set[str]:
    """Return the names of the bodies that a part of the schema mentions, however deep."""
    reached: set[str] = set()
    wanted = set(REFERENCE.findall(json.dumps(thing)))
    while wanted:
        name = wanted.pop()
        reached.add(name)
        wanted |= set(REFERENCE.findall(json.dumps(bodies[name]))) - reached
    return reached
