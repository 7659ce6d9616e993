"""The shape of each field of a model, read from its annotation: the schema decides what a form asks."""

import types
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from advisor.catalogue.schema import (
    RawAlias,
    RawCertificate,
    RawCriterion,
    RawEligibility,
    RawEntry,
    RawFact,
    RawOperator,
    RawOwnership,
    RawText,
)

Shape = Literal[
    "text", "area", "number", "choice", "yes", "prose", "lines", "checks", "pairs", "proses", "group", "items", "value"
]
LONG_TEXT = 600
"""A text that may be longer than this is typed in an area."""
VALUE_MODELS: Mapping[str, type[BaseModel]] = {
    "ownership": RawOwnership,
    "operator": RawOperator,
    "certificate": RawCertificate,
    "eligibility": RawEligibility,
}
"""Types of value with several parts."""
VALUE_SHAPES: Mapping[str, Shape] = {
    "country": "text",
    "licence": "text",
    "choice": "choice",
    "choices": "checks",
    "countries": "lines",
    "names": "lines",
    "text": "prose",
}


@dataclass(frozen=True, slots=True)
class Slot:
    """One field of a model: its name, shape, choices, inner model, and whether it must be filled."""

    name: str
    shape: Shape
    required: bool
    options: tuple[str, ...] = ()
    model: type[BaseModel] | None = None
    most: int | None = None
    default: str = ""


@cache
def slots_of(model: type[BaseModel]) -> tuple[Slot, ...]:
    """List the fields of a model in their order, the permanent id left out."""
    found = [
        _slot(model, name, info)
        for name, info in model.model_fields.items()
        if name != "id" or not issubclass(model, RawEntry)
    ]
    entry_fields = ("note", "status", "merged_into")
    return tuple(sorted(found, key=lambda slot: slot.name in entry_fields))


def value_slot(criterion: RawCriterion) -> Slot:
    """Return the field of a fact's value, whose shape the criterion gives."""
    if criterion.value_type in VALUE_MODELS:
        return Slot("value", "group", False, model=VALUE_MODELS[criterion.value_type])
    return Slot("value", VALUE_SHAPES[criterion.value_type], False, tuple(criterion.choices))


def _slot(model: type[BaseModel], name: str, info: FieldInfo) -> Slot:
    if model is RawFact and name == "value":
        return Slot(name, "value", False)
    annotation = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
    shape, options, inner, most = _shape(annotation)
    default = info.default if shape == "choice" and isinstance(info.default, str) else ""
    return Slot(name, shape, info.is_required(), options, inner, most, default)


def _shape(annotation: Any) -> tuple[Shape, tuple[str, ...], type[BaseModel] | None, int | None]:
    annotation, most = _bare(annotation)
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return "choice", args, None, most
    if origin is list:
        return _list_shape(args[0])
    if origin is dict:
        return ("proses" if _bare(args[1])[0] is RawText else "pairs"), (), None, most
    if annotation is bool:
        return "yes", (), None, most
    if annotation is int:
        return "number", (), None, most
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return ("prose" if annotation is RawText else "group"), (), annotation, most
    return ("area" if most and most > LONG_TEXT else "text"), (), None, most


def _list_shape(inner: Any) -> tuple[Shape, tuple[str, ...], type[BaseModel] | None, int | None]:
    members = [_bare(arg)[0] for arg in get_args(inner)] if get_origin(inner) in (Union, types.UnionType) else []
    if RawAlias in members:
        return "items", (), RawAlias, None
    shape, options, model, most = _shape(inner)
    if model is not None:
        return "items", (), model, None
    return ("checks" if shape == "choice" else "lines"), options, None, most


def _bare(annotation: Any) -> tuple[Any, int | None]:
    """Take away Annotated and Optional; returns the longest length they allow too."""
    most: int | None = None
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *metadata = get_args(annotation)
            for each in metadata:
                length = each.max_length if isinstance(each, StringConstraints) else getattr(each, "max_length", None)
                most = length or most
        elif get_origin(annotation) in (Union, types.UnionType) and type(None) in get_args(annotation):
            rest = [arg for arg in get_args(annotation) if arg is not type(None)]
            if len(rest) != 1:
                return annotation, most
            annotation = rest[0]
        else:
            return annotation, most
