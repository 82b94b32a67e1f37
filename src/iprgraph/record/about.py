"""About: what is said of the graph as a whole, from `data/catalogue.toml` and the graph itself."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from iprgraph.errors import LayoutError, SettingError
from iprgraph.folders import folders
from iprgraph.prefixes import expand
from iprgraph.vocabulary import PERMANENT, RDF_TYPE, RDFS_LABEL, ipr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SERIES = f"{PERMANENT}series/reports"
FILE = "catalogue.toml"
EPOCH_VARIABLE = "SOURCE_DATE_EPOCH"

Texts = Mapping[str, str]

_ONTOLOGY = ox.NamedNode(f"{PERMANENT}ontology")
_DATES = ("dcterms:modified", "dcterms:issued", "dcterms:created")
_DC = "http://purl.org/dc/terms/"


@dataclass(frozen=True)
class Service:
    """A way to ask the graph over HTTP: its path below the site, and where it is described."""

    name: str
    path: str
    title: Texts
    describes: str
    conforms: str


@dataclass(frozen=True)
class Part:
    """A dataset within the graph: that of a report, or one of another source."""

    iri: str
    title: Texts
    description: Texts
    places: tuple[str, ...]
    begins: str
    ends: str
    outside: bool
    publisher: Texts
    rights: Texts
    sources: tuple[str, ...]


@dataclass(frozen=True)
class About:
    """The graph as a whole: wording, licence, themes, version and date, and its parts."""

    title: Texts
    description: Texts
    keywords: Mapping[str, tuple[str, ...]]
    publisher: Texts
    series: Texts
    series_description: Texts
    licence: str
    licence_name: str
    frequency: str
    themes: Mapping[str, Texts]
    languages: Texts
    services: tuple[Service, ...]
    version: str
    date: str
    parts: tuple[Part, ...]
    labels: Mapping[str, Texts]


def about(graph: ox.Store, *, version: str = "", data: Path | None = None) -> About:
    """Return what is said of a build's graph as a whole.

    Its version is that of the ontology, unless given; its date $SOURCE_DATE_EPOCH, else that of the
    ontology. Raises LayoutError where `data/catalogue.toml` cannot be read, and SettingError.
    """
    told = _read((data or folders().data) / FILE)
    parts = (*_reports(graph), *_outside(graph))
    places = dict.fromkeys(place for part in parts for place in part.places)
    return About(
        title=told["title"],
        description=told["description"],
        keywords={key: tuple(words) for key, words in told["keywords"].items()},
        publisher=told["publisher"],
        series=told["series"],
        series_description=told["series-description"],
        licence=told["licence"],
        licence_name=told["licence-name"],
        frequency=told["frequency"],
        themes=told["themes"],
        languages=told["languages"],
        services=tuple(_service(name, one) for name, one in told["services"].items()),
        version=version or _text(graph, _ONTOLOGY, expand("owl:versionInfo")) or "0",
        date=_date(graph),
        parts=parts,
        labels={place: _texts(graph, ox.NamedNode(place), RDFS_LABEL.value) for place in places},
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LayoutError(
            f"what catalogues say cannot be read: {error}", remedy="restore it", file=path
        ) from error


def _service(name: str, told: dict[str, str]) -> Service:
    title = {language: told[language] for language in ("zh", "en")}
    return Service(name, told["path"], title, told["describes"], told["conforms"])


def _date(graph: ox.Store) -> str:
    """Return the date of the data, never that of the clock. Raises SettingError."""
    epoch = os.environ.get(EPOCH_VARIABLE, "").strip()
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), tz=UTC).date().isoformat()
        except (ValueError, OverflowError, OSError) as error:
            raise SettingError(
                f'{EPOCH_VARIABLE} is "{epoch}", which is no number of seconds',
                remedy=f"say seconds since 1970, such as {EPOCH_VARIABLE}=1700000000, or unset it",
            ) from error
    found = (_text(graph, _ONTOLOGY, expand(name)) for name in _DATES)
    return next((one for one in found if one), "1970-01-01")


def _reports(graph: ox.Store) -> Iterator[Part]:
    """Yield the dataset of each report: the graphs of its paragraphs."""
    for iri in _of_class(graph, "Report"):
        period = _first(graph, iri, ipr("reportsOn").value)
        slug = iri.value.rpartition("/")[2]
        yield Part(
            iri=f"{PERMANENT}graph/{slug}",
            title=_texts(graph, iri, RDFS_LABEL.value),
            description={},
            places=tuple(_addresses(graph, iri, f"{_DC}spatial")),
            begins=_text(graph, period, ipr("begins").value) if period else "",
            ends=_text(graph, period, ipr("ends").value) if period else "",
            outside=False,
            publisher={},
            rights={},
            sources=(),
        )


def _outside(graph: ox.Store) -> Iterator[Part]:
    """Yield the datasets of other sources that the graph compares with."""
    for iri in _of_class(graph, "ExternalDataset"):
        periods = [ox.NamedNode(one) for one in _addresses(graph, iri, f"{_DC}temporal")]
        begins = [_text(graph, one, ipr("begins").value) for one in periods]
        ends = [_text(graph, one, ipr("ends").value) for one in periods]
        yield Part(
            iri=iri.value,
            title=_texts(graph, iri, RDFS_LABEL.value),
            description=_texts(graph, iri, f"{_DC}description"),
            places=tuple(_addresses(graph, iri, f"{_DC}spatial")),
            begins=min(filter(None, begins), default=""),
            ends=max(filter(None, ends), default=""),
            outside=True,
            publisher=_texts(graph, iri, f"{_DC}publisher"),
            rights=_texts(graph, iri, f"{_DC}license"),
            sources=tuple(_addresses(graph, iri, f"{_DC}source")),
        )


def _of_class(graph: ox.Store, name: str) -> list[ox.NamedNode]:
    found = graph.quads_for_pattern(None, RDF_TYPE, ipr(name), None)
    nodes = {quad.subject for quad in found if isinstance(quad.subject, ox.NamedNode)}
    return sorted(nodes, key=lambda one: one.value)


def _texts(graph: ox.Store, node: ox.NamedNode, predicate: str) -> dict[str, str]:
    """Return the literals of a property by language, the first in order where there are several."""
    found = graph.quads_for_pattern(node, ox.NamedNode(predicate), None, None)
    texts = {quad.object for quad in found if isinstance(quad.object, ox.Literal)}
    ordered = sorted(texts, key=lambda one: one.value, reverse=True)
    return dict(sorted((one.language or "", one.value) for one in ordered))


def _addresses(graph: ox.Store, node: ox.NamedNode, predicate: str) -> list[str]:
    found = graph.quads_for_pattern(node, ox.NamedNode(predicate), None, None)
    return sorted({quad.object.value for quad in found if isinstance(quad.object, ox.NamedNode)})


def _first(graph: ox.Store, node: ox.NamedNode, predicate: str) -> ox.NamedNode | None:
    return next((ox.NamedNode(one) for one in _addresses(graph, node, predicate)), None)


def _text(graph: ox.Store, node: ox.NamedNode, predicate: str) -> str:
    return next(iter(_texts(graph, node, predicate).values()), "")
