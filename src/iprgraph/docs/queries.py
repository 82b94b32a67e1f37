"""Queries: what is checked, derived and asked, from the headers of the query files."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from iprgraph.checks.audit import read_audit
from iprgraph.docs.wording import NOTHING, Text
from iprgraph.errors import DocsError
from iprgraph.header import MARK, read_header
from iprgraph.questions import catalogue, theme_labels

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from iprgraph.docs.contents import Contents
    from iprgraph.docs.places import Places
    from iprgraph.docs.shapes import Force
    from iprgraph.docs.wording import Ref
    from iprgraph.folders import Folders
    from iprgraph.questions import Question

_FORCES: Mapping[str, Force] = {"violation": "must", "warning": "should", "info": "may"}
_RULE = re.compile(r"\brule:[A-Za-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Query:
    """One audit or derivation: its name, wording, query, and what its header says besides."""

    name: str
    file: str
    wording: Text
    text: str
    force: Force | None = None
    remedy: Text = NOTHING
    constraint: str = ""
    rules: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class QueryFolder:
    """The queries of one folder, by name, under its heading."""

    anchor: str
    title: Text
    queries: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """The questions of one theme, under its heading."""

    anchor: str
    title: Text
    questions: tuple[Question, ...]


def read_audits(folders: Folders, contents: Contents) -> tuple[QueryFolder, ...]:
    """Return all audits by folder. Raises AuditError for a header that lacks a part."""
    return tuple(
        QueryFolder(
            name.replace("/", "-"),
            contents.folder(name),
            tuple(_audit(folders, path) for path in files),
        )
        for name, files in _folders(folders.queries, "audit").items()
    )


def read_derivations(
    folders: Folders, contents: Contents, places: Places
) -> tuple[QueryFolder, ...]:
    """Return the queries that derive and infer, in the order in which they run."""
    found = []
    for top in ("derive", "infer"):
        for name, files in _folders(folders.queries, top).items():
            queries = tuple(_derivation(folders, path, places) for path in files)
            found.append(QueryFolder(name.replace("/", "-"), contents.folder(name), queries))
    return tuple(found)


def read_themes(folders: Folders) -> tuple[Theme, ...]:
    """Return the catalogue of questions by theme. Raises QuestionError."""
    labels = theme_labels(folders.queries / "ask")
    found: dict[str, list[Question]] = {}
    for one in catalogue(folders.queries / "ask"):
        found.setdefault(one.theme, []).append(one)
    return tuple(
        Theme(f"_theme-{name}", _text(labels.get(name, {"zh": name, "en": name})), tuple(many))
        for name, many in found.items()
    )


def _folders(queries: Path, top: str) -> dict[str, list[Path]]:
    """Return the query files below a folder, by their own folder."""
    found: dict[str, list[Path]] = {}
    for path in sorted((queries / top).rglob("*.rq")):
        found.setdefault(path.parent.relative_to(queries).as_posix(), []).append(path)
    return found


def _audit(folders: Folders, path: Path) -> Query:
    file = folders.relative(path)
    audit = read_audit(path, file)
    _, header = _read(path, file)
    return Query(
        audit.name,
        file,
        _text(audit.wording),
        _body(audit.query),
        force=_FORCES[audit.severity],
        remedy=_text(audit.remedy),
        constraint=str(header.get("constraint", "")),
    )


def _derivation(folders: Folders, path: Path, places: Places) -> Query:
    file = folders.relative(path)
    text, header = _read(path, file)
    named = {one: places.prefixes.get("rule", "") + one[5:] for one in _RULE.findall(text)}
    rules = [places.entries[iri].ref for iri in named.values() if iri in places.entries]
    return Query(path.stem, file, _text(header), _body(text), rules=tuple(rules))


def _read(path: Path, file: str) -> tuple[str, Mapping[str, object]]:
    try:
        text = path.read_text("utf-8")
        return text, read_header(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DocsError(
            f"its header cannot be read: {error}",
            remedy="say what it does in lines that begin with #+ zh = and #+ en =",
            file=file,
        ) from error


def _body(text: str) -> str:
    """Return a query without its header."""
    lines = [one for one in text.splitlines() if not one.startswith(MARK)]
    return "\n".join(lines).strip("\n")


def _text(words: Mapping[str, object]) -> Text:
    return Text(str(words.get("zh", "")), str(words.get("en", "")))
