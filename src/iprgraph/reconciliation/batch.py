"""Batch: what a client of the Reconciliation API 0.2 sends, read and checked."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, cast

from iprgraph.errors import ReconciliationError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TypeStrict = Literal["any", "should", "all"]
Scalar = str | float | bool

_FIELDS = frozenset(("query", "type", "limit", "properties", "type_strict"))
_SETTING_LIMIT, _SETTING_LANGUAGE = "limit", "language"
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
_LANGUAGES = ("", "zh", "en", "all")


@dataclass(frozen=True, slots=True)
class Reference:
    """A value that is a thing, given by its identifier."""

    id: str


Value = Scalar | Reference


@dataclass(frozen=True, slots=True)
class Condition:
    """A property by its identifier, and the values that one is to have, any of them."""

    property: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A name to be matched, of some types, with conditions; the most candidates to return."""

    text: str
    types: tuple[str, ...] = ()
    strict: TypeStrict = "any"
    limit: int = 0
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A property to fetch: its identifier, the most values, and the language of texts."""

    property: str
    limit: int = 0
    language: str = ""


@dataclass(frozen=True, slots=True)
class Extension:
    """The things and properties of which values are asked for."""

    ids: tuple[str, ...]
    columns: tuple[Column, ...]


def queries_of(text: str, *, most: int, longest: int) -> dict[str, Query]:
    """Return the queries of a batch by their keys. Raises ReconciliationError."""
    batch = _object(_parsed(text), "queries", 'as in {"q0": {"query": "CNIPA"}}')
    _check_size(len(batch), most, "queries")
    return {
        _text(key, "a key"): _query(_object(value, key, "with a name as query"), key, longest)
        for key, value in batch.items()
    }


def extension_of(text: str, *, most: int) -> Extension:
    """Return the things and properties of a data extension. Raises ReconciliationError."""
    found = _object(_parsed(text), "extend", 'as in {"ids": [], "properties": []}')
    ids = _list(found.get("ids"), "ids")
    columns = _list(found.get("properties"), "properties")
    _check_size(len(ids), most, "ids")
    _check_size(len(columns), most, "properties")
    return Extension(
        tuple(_text(one, "ids") for one in ids),
        tuple(_column(one) for one in columns),
    )


def _parsed(text: str) -> object:
    try:
        return json.loads(text, parse_constant=_no_number)
    except ValueError as error:
        raise ReconciliationError(
            f"this is no JSON: {error}", remedy="send one JSON object, in UTF-8"
        ) from None


def _no_number(name: str) -> object:
    raise ValueError(f"{name} is no number of JSON")


def _query(given: Mapping[str, Any], key: str, longest: int) -> Query:
    """Return one query. Raises ReconciliationError."""
    for name in given:
        if name not in _FIELDS:
            known = ", ".join(sorted(_FIELDS))
            raise ReconciliationError(
                f'{_shown(key)} has a field "{_shown(name)}"', remedy=f"the fields are {known}"
            )
    text = _text(given.get("query", ""), f"{key}: query")
    if len(text) > longest:
        raise ReconciliationError(
            f"{_shown(key)}: the query has {len(text):,} characters; the limit is {longest:,}",
            remedy="send the name only",
        )
    conditions = tuple(_conditions(given.get("properties", []), key))
    if "query" not in given and not conditions:
        raise ReconciliationError(
            f"{_shown(key)} has neither a query nor a property",
            remedy="give a name as query, or properties with pid and v",
        )
    return Query(text, _types(given, key), _strict(given, key), _limit(given, key), conditions)


def _types(given: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = given.get("type", [])
    many = [value] if isinstance(value, str) else _list(value, f"{key}: type")
    return tuple(_text(one, f"{key}: type") for one in many if one != "")


def _strict(given: Mapping[str, Any], key: str) -> TypeStrict:
    value = given.get("type_strict", "any")
    if value not in ("any", "should", "all"):
        raise ReconciliationError(
            f"{_shown(key)}: type_strict is none that is known", remedy="use any, should or all"
        )
    return cast("TypeStrict", value)


def _limit(given: Mapping[str, Any], key: str) -> int:
    value = given.get("limit", 0)
    if "limit" not in given:
        return 0
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not (number and math.isfinite(value) and value == int(value) and value >= 1):
        raise ReconciliationError(
            f"{_shown(key)}: limit is no whole number above zero", remedy="as in 5, or leave it out"
        )
    return int(value)


def _conditions(value: object, key: str) -> Iterator[Condition]:
    """Yield the conditions of a query. Raises ReconciliationError."""
    for one in _list(value, f"{key}: properties"):
        given = _object(one, f"{key}: properties", "with pid and v")
        if "pid" not in given or "v" not in given:
            raise ReconciliationError(
                f"{_shown(key)}: a property has no pid or no v", remedy="give both"
            )
        raw = given["v"] if isinstance(given["v"], list) else [given["v"]]
        values = tuple(_value(each, key) for each in raw)
        yield Condition(_text(given["pid"], f"{key}: pid"), values)


def _value(value: object, key: str) -> Value:
    if isinstance(value, str):
        return _text(value, f"{key}: v")
    if isinstance(value, bool | int | float):
        return value
    found = _object(value, f"{key}: v", "with the id of a thing, or a text, number or truth value")
    return Reference(_text(found.get("id"), f"{key}: id of v"))


def _column(value: object) -> Column:
    given = _object(value, "properties", "with an id")
    settings = _object(given.get("settings") or {}, "settings", "by name")
    limit = settings.get(_SETTING_LIMIT) or 0
    language = settings.get(_SETTING_LANGUAGE) or ""
    try:
        most = int(limit)
    except (TypeError, ValueError):
        most = -1
    if most < 0 or language not in _LANGUAGES:
        raise ReconciliationError(
            "the settings of a property cannot be read",
            remedy="limit is a whole number, language is zh, en or all",
        )
    return Column(_text(given.get("id"), "id of a property"), most, str(language))


def _object(value: object, what: str, remedy: str) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    raise ReconciliationError(f"{_shown(what)} is no JSON object", remedy=f"give one, {remedy}")


def _list(value: object, what: str) -> list[Any]:
    if isinstance(value, list):
        return value
    raise ReconciliationError(f"{_shown(what)} is no JSON array", remedy="give one, as in []")


def _text(value: object, what: str) -> str:
    if isinstance(value, str) and not _NO_TEXT.search(value):
        return value
    raise ReconciliationError(f"{_shown(what)} is no text", remedy="give it in quotes, in UTF-8")


def _check_size(size: int, most: int, what: str) -> None:
    if size > most:
        raise ReconciliationError(
            f"{size:,} {what} were sent at once; the limit is {most:,}",
            remedy="send them in several batches",
        )


def _shown(text: str) -> str:
    """Return what a client called something, short enough to be told."""
    return _NO_TEXT.sub("�", text[:80])
