"""View: what a drawing is of, from its definition in viz/views and its query in queries/views."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from rapidfuzz.process import extractOne

from iprgraph.errors import DrawError
from iprgraph.folders import folders as project_folders

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from iprgraph.folders import Folders

Mode = Literal["zh", "en", "both"]
MODES: tuple[Mode, ...] = get_args(Mode)


@dataclass(frozen=True, slots=True)
class Names:
    """One text in Chinese and in English; either may be empty, not both."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Line:
    """How a line is drawn: its width, and lengths of strokes and gaps, none for a full line."""

    width: float
    dashes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Style:
    """How a kind is drawn: its class, "" for all others; outline, two colours, filled or not."""

    term: str
    path: str
    light: str
    dark: str
    solid: bool


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of a view: its term, how it is drawn, how it reads from object to subject."""

    term: str
    line: Line
    inverse: Names | None


@dataclass(frozen=True, slots=True)
class View:
    """A view: its name, title and description, its kinds and relations, and its query's file."""

    name: str
    title: Names
    description: Names
    object_left: bool
    styles: tuple[Style, ...]
    relations: tuple[Relation, ...]
    other: Names
    unbroken: tuple[str, ...]
    query: Path
    viz: Path


def views(folders: Folders | None = None) -> list[View]:
    """Return the views that are defined, by name. Raises DrawError for a bad definition."""
    where = folders or project_folders()
    return [_read(path.stem, where) for path in sorted((where.viz / "views").glob("*.toml"))]


def read_view(name: str, folders: Folders | None = None) -> View:
    """Return the view of that name. Raises DrawError, with the nearest name, when there is none."""
    where = folders or project_folders()
    known = sorted(path.stem for path in (where.viz / "views").glob("*.toml"))
    if name in known:
        return _read(name, where)
    near = extractOne(name, known, score_cutoff=50)
    raise DrawError(
        f'no view "{name}"' + (f', did you mean "{near[0]}"?' if near else ""),
        remedy=f"the views are {', '.join(known)}" if known else "viz/views holds no view",
    )


def _read(name: str, folders: Folders) -> View:
    path = folders.viz / "views" / f"{name}.toml"
    kinds_path = folders.viz / "kinds.toml"
    definition, kinds = _toml(path, folders), _toml(kinds_path, folders)
    try:
        return View(
            name=name,
            title=_names(definition["title"]),
            description=_names(definition["description"]),
            object_left={"object": True, "subject": False}[definition["left"]],
            styles=(
                *(_style(term, kinds["kinds"][term], kinds) for term in definition["kinds"]),
                _style("", kinds["other"], kinds),
            ),
            relations=tuple(_relation(one, kinds["lines"]) for one in definition["relations"]),
            other=_names(kinds["other"]),
            unbroken=tuple(kinds["unbroken"]),
            query=folders.queries / "views" / f"{name}.rq",
            viz=folders.viz,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DrawError(
            f"the definition of the view is wrong at {error}",
            remedy=f"write it as in viz/views/agencies.toml, with kinds of {kinds_path.name}",
            file=folders.relative(path),
        ) from error


def _toml(path: Path, folders: Folders) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DrawError(
            f"it cannot be read: {error}",
            remedy="mend it, or install the package again",
            file=folders.relative(path),
        ) from error


def _names(table: Mapping[str, str]) -> Names:
    return Names(str(table["zh"]), str(table["en"]))


def _style(term: str, table: Mapping[str, Any], kinds: Mapping[str, Any]) -> Style:
    path = kinds["shapes"][table["shape"]]
    return Style(term, path, table["light"], table["dark"], bool(table.get("solid", False)))


def _relation(table: Mapping[str, Any], lines: Mapping[str, Any]) -> Relation:
    line = lines[table["line"]]
    inverse = _names(table["inverse"]) if "inverse" in table else None
    drawn = Line(float(line["width"]), tuple(int(one) for one in line["dashes"]))
    return Relation(table["term"], drawn, inverse)
