"""View: what a drawing is of, from its definition in viz/views and its query in queries/views."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from rapidfuzz.process import extract, extractOne

from iprgraph.errors import DrawError
from iprgraph.folders import folders as project_folders
from iprgraph.prefixes import expand

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from iprgraph.folders import Folders

Mode = Literal["zh", "en", "both"]
MODES: tuple[Mode, ...] = get_args(Mode)
Kind = Literal["columns", "tree", "clusters", "sides", "line"]
Measure = Literal["links", "paragraphs", "figures", "statements"]

WHOLE = "all"  # the view of the whole graph, in which neighbourhoods and paths are sought


@dataclass(frozen=True, slots=True)
class Names:
    """One text in Chinese and in English; either may be empty, not both."""

    zh: str
    en: str

    def filled(self, **values: object) -> Names:
        """Return the text with its {places} filled in; a value that is Names gives its language."""
        zh = {name: one.zh if isinstance(one, Names) else one for name, one in values.items()}
        en = {name: one.en if isinstance(one, Names) else one for name, one in values.items()}
        return Names(self.zh.format(**zh), self.en.format(**en))


@dataclass(frozen=True, slots=True)
class Line:
    """How a line is drawn: its width, and lengths of strokes and gaps, none for a full line."""

    width: float
    dashes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Style:
    """How a kind is drawn: its term, "" for all others; outline, two colours, filled or not."""

    term: str
    path: str
    light: str
    dark: str
    solid: bool
    names: Names | None


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of a view: its term, how it is drawn and reads, whether its object stands left.

    Names stand in for the label of the ontology; the inverse reads from object to subject. The step
    is how much it counts in a path.
    """

    term: str
    line: Line
    names: Names | None
    inverse: Names
    object_left: bool
    step: int


@dataclass(frozen=True, slots=True)
class Choice:
    """What a view leaves out: the most right ends of a left one, 0 for all; how that is told.

    Things of the kinds that are kept are never left out for others.
    """

    each: int
    kept: tuple[str, ...]
    told: Names


@dataclass(frozen=True, slots=True)
class OnCard:
    """Which figures stand on cards: of things of which kinds, how many, and said of what."""

    kinds: tuple[str, ...]
    most: int
    says: Literal["metric", "period"]


@dataclass(frozen=True, slots=True)
class View:
    """A view: its name, title and description, kinds and relations, layout, and its query's file.

    `ranks` are the kinds of each column; `notes` say how the picture was made.
    """

    name: str
    title: Names
    description: Names
    layout: Kind
    styles: tuple[Style, ...]
    relations: tuple[Relation, ...]
    ranks: tuple[tuple[str, ...], ...]
    measure: Measure | None
    figures: OnCard | None
    labelled: bool
    choice: Choice
    notes: tuple[Names, ...]
    other: Names
    unbroken: tuple[str, ...]
    query: Path
    viz: Path


def views(folders: Folders | None = None) -> list[View]:
    """Return the views that are defined, by name. Raises DrawError for a bad definition."""
    where = folders or project_folders()
    return [_read(path.stem, where) for path in sorted((where.viz / "views").glob("*.toml"))]


def read_view(name: str, folders: Folders | None = None) -> View:
    """Return the view of that name. Raises DrawError, with the nearest names, if there is none."""
    where = folders or project_folders()
    known = sorted(path.stem for path in (where.viz / "views").glob("*.toml"))
    if name in known:
        return _read(name, where)
    near = extractOne(name, known, score_cutoff=50)
    raise DrawError(
        f'no view "{name}"' + (f', did you mean "{near[0]}"?' if near else ""),
        remedy=_listed(name, known),
    )


def sentences(folders: Folders) -> dict[str, Any]:
    """Return what pages say of how a picture was made, as in viz/notes.toml. Raises DrawError."""
    return _toml(folders.viz / "notes.toml", folders)


def names_of(table: Mapping[str, str]) -> Names:
    """Return a bilingual text of a definition. Raises KeyError where a language is missing."""
    return Names(str(table["zh"]), str(table["en"]))


def _listed(name: str, known: list[str]) -> str:
    """Return the remedy for an unknown view: all views, those of the likest names first."""
    if not known:
        return "viz/views holds no view"
    ordered = [one for one, _, _ in extract(name, known, limit=len(known))]
    return f"the views are {', '.join(ordered)}"


def _read(name: str, folders: Folders) -> View:
    path = folders.viz / "views" / f"{name}.toml"
    tables = {
        one: _toml(folders.viz / f"{one}.toml", folders) for one in ("kinds", "relations", "notes")
    }
    definition = _toml(path, folders)
    try:
        return _view(name, definition, tables, folders)
    except (KeyError, TypeError, ValueError) as error:
        raise DrawError(
            f"the definition of the view is wrong at {error}",
            remedy="write it as in viz/views/agencies.toml, with kinds of kinds.toml "
            "and relations of relations.toml",
            file=folders.relative(path),
        ) from error


def _view(
    name: str, definition: Mapping[str, Any], tables: Mapping[str, Any], folders: Folders
) -> View:
    kinds, notes = tables["kinds"], tables["notes"]
    measure = definition.get("size")
    told = [names_of(notes["sizes"][measure])] if measure else []
    return View(
        name=name,
        title=names_of(definition["title"]),
        description=names_of(definition["description"]),
        layout=_one_of(definition["layout"], get_args(Kind)),
        styles=(
            *(_style(term, kinds["kinds"][term], kinds) for term in definition["kinds"]),
            _style("", kinds["other"], kinds),
        ),
        relations=_relations(definition, tables["relations"]),
        ranks=_ranks(definition),
        measure=_one_of(measure, get_args(Measure)) if measure else None,
        figures=_on_card(definition.get("figures")),
        labelled=bool(definition.get("labelled", False)),
        choice=_choice(definition.get("choice", {}), notes),
        notes=tuple(told),
        other=names_of(kinds["other"]),
        unbroken=tuple(kinds["unbroken"]),
        query=folders.queries / "views" / f"{name}.rq",
        viz=folders.viz,
    )


def _one_of(value: Any, allowed: tuple[Any, ...]) -> Any:
    """Return a value that is one of the allowed. Raises KeyError."""
    if value not in allowed:
        raise KeyError(value)
    return value


def _toml(path: Path, folders: Folders) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DrawError(
            f"it cannot be read: {error}",
            remedy="mend it, or install the package again",
            file=folders.relative(path),
        ) from error


def _style(term: str, table: Mapping[str, Any], kinds: Mapping[str, Any]) -> Style:
    path = kinds["shapes"][table["shape"]]
    names = names_of(table) if "zh" in table else None
    return Style(term, path, table["light"], table["dark"], bool(table.get("solid", False)), names)


def _relations(definition: Mapping[str, Any], table: Mapping[str, Any]) -> tuple[Relation, ...]:
    """Return the relations of a view in their order. Raises KeyError for one of no definition."""
    object_left = {"object": True, "subject": False}[definition["left"]]
    turned = definition.get("turned", [])
    for term in turned:
        _one_of(term, tuple(definition["relations"]))
    readings = definition.get("readings", {})
    for term in readings:
        _one_of(term, tuple(definition["relations"]))
    return tuple(
        _relation(
            term,
            {**table["relations"][term], **readings.get(term, {})},
            table["lines"],
            object_left=object_left != (term in turned),
        )
        for term in definition["relations"]
    )


def _relation(
    term: str, own: Mapping[str, Any], lines: Mapping[str, Any], *, object_left: bool
) -> Relation:
    line = lines[own["line"]]
    drawn = Line(float(line["width"]), tuple(int(one) for one in line["dashes"]))
    names = names_of(own["name"]) if "name" in own else None
    return Relation(
        term, drawn, names, names_of(own["inverse"]), object_left, int(own.get("step", 1))
    )


def _ranks(definition: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    """Return the kinds of each column. Raises KeyError for one that is none of the view's."""
    ranks = tuple(tuple(rank) for rank in definition.get("ranks", ()))
    for term in (term for rank in ranks for term in rank):
        _one_of(term, tuple(definition["kinds"]))
    return ranks


def _on_card(table: Mapping[str, Any] | None) -> OnCard | None:
    if table is None:
        return None
    says: Literal["metric", "period"] = _one_of(table["says"], ("metric", "period"))
    return OnCard(tuple(expand(term) for term in table["kinds"]), int(table["most"]), says)


def _choice(table: Mapping[str, Any], notes: Mapping[str, Any]) -> Choice:
    told = names_of(table if "zh" in table else notes["choice"])
    kept = tuple(expand(term) for term in table.get("kept", ()))
    return Choice(int(table.get("each", 0)), kept, told)
