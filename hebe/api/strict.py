"""What is sent is taken as it is written: nothing is guessed, and no name is passed over.

A body is JSON and stays JSON: true is no number, "1" is no number, a number is no moment. In an
address everything is text, so what is written there is read by the type that is wanted first.
"""

import json
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Self, get_args

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.params import models as ninja
from ninja.parser import Parser
from pydantic import BaseModel, ConfigDict
from pydantic.fields import FieldInfo
from pydantic_core import from_json

STRICT = ConfigDict(extra="forbid", strict=True)
LONGEST_NUMBER = 30
ALIKE = 0.5  # so that qty is told of quantity
ANSWERS = {"true": True, "false": False}
Path = tuple[str | int, ...]


class JsonParser(Parser):
    """Reads bodies as JSON alone: no NaN, and no half characters."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return what a body says, or raise ValueError."""
        return from_json(request.body, allow_inf_nan=False)


class _Strictly(ninja.ParamModel):
    """Parameters of one kind: in the address, the query or the body."""

    model_config = STRICT

    @classmethod
    def resolve(cls, request: HttpRequest, api: NinjaAPI, path_params: dict[str, Any]) -> Self:
        said = cls.get_request_data(request, api, path_params)
        if said is None:
            return cls()
        return cls.model_validate_json(json.dumps(cls._map_data_paths(said)))

    @classmethod
    def _map_data_paths(cls, data: dict[str, Any]) -> dict[str, Any]:
        places = flat_names(cls)
        if not places:
            return data
        found: dict[str, Any] = {name: data[name] for name in data if name not in places}
        for name, place in places.items():
            said = _read(data[name], _types_at(cls, place)) if name in data else None
            cls._map_data_path(found, said, place)
        return found


class _Body(_Strictly, ninja.BodyModel):
    pass


class _Query(_Strictly, ninja.QueryModel):
    pass


class _Path(_Strictly, ninja.PathModel):
    pass


class _Form(_Strictly, ninja.FormModel):
    pass


class _File(ninja.FileModel):  # files are no JSON: only their names can be wrong
    model_config = ConfigDict(extra="forbid")


class NoQuery(_Query):
    """The query of an operation that asks for none: each name in it is one too many."""

    __ninja_param_source__ = "query"  # type: ignore[assignment]
    __ninja_flatten_map_reverse__: dict[str, Any] = {}


class NoBody(_Body):
    """The body of an act that asks for none: it may be empty, and each name is one too many."""

    # For ninja, what is in a body is described; this one has nothing to describe.
    __ninja_param_source__ = "query"  # type: ignore[assignment]
    __ninja_flatten_map_reverse__: dict[str, Any] = {}


# Ninja takes the model of each kind of parameter from here; it knows no setting for it.
ninja.Body._model = _Body
ninja.Query._model = _Query
ninja.Path._model = _Path
ninja.Form._model = _Form
ninja.File._model = _File


def flat_names(model: type[BaseModel]) -> Mapping[str, tuple[str, ...]]:
    """Return where each name of an address or form belongs in what the operation takes."""
    places: Mapping[str, tuple[str, ...]] = getattr(model, "__ninja_flatten_map__", {})
    return places


def nearest(model: type[BaseModel], path: Path) -> str:
    """Return the known name that is most like an unknown one, "" if none is."""
    *parents, name = path
    known = [*flat_names(model)] if not parents else []
    for parent in _models_at({model}, tuple(parents)):
        known += _fields(parent)
    return next(iter(get_close_matches(str(name), known, n=1, cutoff=ALIKE)), "")


def _models_at(models: set[type[BaseModel]], path: Path) -> set[type[BaseModel]]:
    for step in path:
        if isinstance(step, str):
            fields = [_fields(model)[step] for model in models if step in _fields(model)]
            models = {m for field in fields for m in models_in(field.annotation)}
    return models


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return a model's fields by the names they are sent under."""
    return {field.alias or own: field for own, field in model.model_fields.items()}


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the models that a type speaks of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)


def _types_at(model: type[BaseModel], place: tuple[str, ...]) -> set[Any]:
    *parents, name = place
    holders = _models_at({model}, tuple(parents))
    return {kind for holder in holders for kind in _kinds(_fields(holder)[name].annotation)}


def _kinds(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in get_args(annotation):
        yield from _kinds(part)


def _read(text: Any, kinds: set[Any]) -> Any:
    if isinstance(text, list):
        return [_read(one, kinds) for one in text]
    if bool in kinds and text in ANSWERS:
        return ANSWERS[text]
    digits = text.removeprefix("-") if isinstance(text, str) else ""
    if int in kinds and digits.isascii() and digits.isdigit() and len(digits) < LONGEST_NUMBER:
        return int(text)
    return text
