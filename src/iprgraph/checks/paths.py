"""Paths: the files that a reader names, found in the project and told apart by what they hold."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from iprgraph.datasets.dataset import FOLDER as DATASETS
from iprgraph.datasets.dataset import TABLE as DATASET_TABLE
from iprgraph.errors import LayoutError
from iprgraph.graphs import ANCHORS_FILE, OUTLINE_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iprgraph.folders import Folders


class Kind(StrEnum):
    """What a file that can be checked holds."""

    SHARED = "shared"  # Turtle of the ontology or of the entities
    SHAPES = "shapes"
    REPORT = "report"  # Turtle of a report's folder
    TABLE = "table"  # anchors.csv or outline.csv
    FIGURES = "figures"  # the table of a dataset
    AUDIT = "audit"
    RULE = "rule"  # of derivation
    INFERENCE = "inference"
    QUERY = "query"  # a question, or the edges of a drawing

    @property
    def alone(self) -> bool:
        """Return whether such a file is looked at by itself: no check depends on it."""
        return self in (Kind.INFERENCE, Kind.QUERY)


def project_path(word: str | Path, folders: Folders) -> Path:
    """Return the path that a word means: absolute, from here, or as the project names it.

    It need not be there. Raises LayoutError for a path outside the project.
    """
    here = Path(word).expanduser()
    named = folders.ontology.parent / here
    for path in (here.absolute(), named) if here.exists() else (named, here.absolute()):
        if inside := _inside(path, folders):
            return inside
    places = ", ".join(str(folder) for folder in (folders.ontology, folders.data, folders.queries))
    if not here.exists() and not named.exists():
        raise LayoutError(
            "there is no such file",
            remedy=f"name a file below {places}, as in: data/entities/agencies.ttl",
            file=str(word),
        )
    raise LayoutError(
        "it is no file of the project",
        remedy=f"name one below {places}; one from elsewhere can stand in for it: "
        "iprgraph check - --as PATH < FILE",
        file=str(word),
    )


def named_files(words: Iterable[str | Path], folders: Folders) -> tuple[Path, ...]:
    """Return the files that some words name, those of a folder for a folder, each once, in order.

    Raises LayoutError for what is not there, outside the project, or looked at by no check.
    """
    found: list[Path] = []
    for word in words:
        path = project_path(word, folders)
        if path in folders.unsaved or path.is_file():
            kind_of(path, folders)
            found.append(path)
        elif path.is_dir():
            found += _checkable(path, word, folders)
        else:
            raise LayoutError(
                "it is no file" if path.exists() else "there is no such file",
                remedy="check the path; a new file that is not saved yet is checked with: "
                "iprgraph check - --as PATH",
                file=str(word),
            )
    return tuple(dict.fromkeys(found))


def kind_of(path: Path, folders: Folders) -> Kind:
    """Return what a file of the project holds. Raises LayoutError where no check looks at it."""
    if path.suffix == ".ttl" and path.is_relative_to(folders.ontology):
        shapes = path.is_relative_to(folders.ontology / "shapes")
        return Kind.SHAPES if shapes else Kind.SHARED
    in_report = path.parent.parent == folders.data / "reports"
    if path.suffix == ".ttl" and path.is_relative_to(folders.data):
        return Kind.REPORT if in_report else Kind.SHARED
    if in_report and path.name in (ANCHORS_FILE, OUTLINE_FILE):
        return Kind.TABLE
    if path.name == DATASET_TABLE and path.parent.parent == folders.data / DATASETS:
        return Kind.FIGURES
    if path.suffix == ".rq" and path.is_relative_to(folders.queries):
        kind = _QUERIES.get(path.relative_to(folders.queries).parts[0])
        if kind is not None:
            return kind
    raise LayoutError("no check looks at this file", remedy=_REMEDY, file=folders.relative(path))


_QUERIES = {
    "audit": Kind.AUDIT,
    "derive": Kind.RULE,
    "infer": Kind.INFERENCE,
    "ask": Kind.QUERY,
    "views": Kind.QUERY,
}
_REMEDY = (
    "checked are .ttl files below ontology and data, .rq files below queries, and a report's "
    f"{ANCHORS_FILE} and {OUTLINE_FILE}, and a dataset's {DATASET_TABLE}; "
    "`iprgraph draw` tries what is in viz"
)


def _inside(path: Path, folders: Folders) -> Path | None:
    """Return a path as the project's folders begin it, None where it is in none of them."""
    for folder in (folders.ontology, folders.data, folders.queries, folders.viz):
        for base in dict.fromkeys((folder, folder.resolve())):
            for place in dict.fromkeys((path, path.resolve())):
                if place.is_relative_to(base) and ".." not in place.relative_to(base).parts:
                    return folder / place.relative_to(base)
    return None


def _checkable(folder: Path, word: str | Path, folders: Folders) -> Iterator[Path]:
    """Yield the files below a folder that a check looks at. Raises LayoutError for none."""
    suffixes = (".ttl", ".rq", ".csv")
    paths = [path for each in suffixes for path in folders.files(folder, each, below=True)]
    found = [path for path in paths if _is_checkable(path, folders)]
    if not found:
        raise LayoutError("no check looks at a file below it", remedy=_REMEDY, file=str(word))
    yield from found


def _is_checkable(path: Path, folders: Folders) -> bool:
    try:
        return bool(kind_of(path, folders))
    except LayoutError:
        return False
