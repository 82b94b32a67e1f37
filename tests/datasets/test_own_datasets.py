"""The project's datasets: carried over whole and unchanged, valid CSVW, well-formed data cubes."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from csvw import Table

from iprgraph.assembly import read_assembly
from iprgraph.checks.datasets import dataset_cube_findings, row_findings
from iprgraph.datasets import datasets_of
from iprgraph.datasets.dataset import METADATA
from iprgraph.datasets.metadata import tidy_schema
from iprgraph.datasets.statements import triple_lines
from iprgraph.datasets.tidy import read_figures
from iprgraph.folders import folders, shared
from iprgraph.prefixes import expand
from iprgraph.query import Solutions
from iprgraph.vocabulary import IPR

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from iprgraph.datasets import Dataset
    from iprgraph.door import KnowledgeGraph

OWN = datasets_of(folders())
YEARS = {str(year) for year in range(2017, 2023)}
NATION = {"National", "Total", "Domestic"}
RIGHTS = {
    "all patents": "",
    "invention": "invention-",
    "utility model": "utility-model-",
    "industrial design": "design-",
}
COUNTED = {
    "patent applications": "patent-applications",
    "patent grants": "patents-granted",
    "patents in force": "patents-in-force",
}
OTHER = {
    "plant variety applications": "agricultural-plant-variety-applications",
    "plant variety grants": "agricultural-plant-variety-rights-granted",
    "technology contracts, number, sold (technology output)": "technology-contracts-sold",
    "technology contracts, value, sold (technology output)": "technology-contracts-sold-value",
    "technology contracts, number, bought (technology absorbed)": "technology-contracts-bought",
    "technology contracts, value, bought (technology absorbed)": (
        "technology-contracts-bought-value"
    ),
    "Madrid trademark applications": "madrid-applications",
}
# Table 3-7 counts the designs of service patentees only, and the copy of it is cut.
LEFT_OUT = "2019-3-7-service-designs-in-force-by-region.csv"
BOTH_ORIGINS = ("2022-1-1", "2022-1-2", "2022-3-1")


def provinces() -> dict[str, str]:
    """Return the slug of each province by its code."""
    store = ox.Store()
    store.load(path=folders().data / "entities" / "places.ttl", format=ox.RdfFormat.TURTLE)
    found = store.query(
        f"SELECT ?code ?place {{ ?place a <{IPR}Province> ; <{IPR}gbt2260> ?code }}"
    )
    assert isinstance(found, ox.QuerySolutions)
    return {row["code"].value: row["place"].value.rpartition("/")[2] for row in found}


def source_figures(name: str) -> Iterator[tuple[tuple[str, str, str], Decimal, str]]:
    """Yield each figure in range of a source: its key, value in base units, and its file."""
    folder = shared()
    assert folder is not None
    codes = provinces()
    assert len(codes) == 31
    for path in sorted((folder / "datasets" / name).glob("*.csv")):
        if path.name in ("index.csv", LEFT_OUT):
            continue
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                national = row["region_en"] in NATION
                area = "china" if national else codes.get(row["gbt2260"], "")
                if not area or row["year"] not in YEARS:
                    continue
                both = row["region_en"] == "Total" and path.name.startswith(BOTH_ORIGINS)
                counted = COUNTED.get(row["measure"])
                stem = OTHER.get(row["measure"]) or f"{RIGHTS[row['ip_right']]}{counted}"
                metric = f"{stem}-all-origins" if both else stem
                stock = row["measure"] == "patents in force"
                period = f"{row['year']}-12-31" if stock else row["year"]
                times = 10_000 if row["unit"] == "10000 CNY" else 1
                yield (metric, area, period), Decimal(row["value"]) * times, path.name


def ours(dataset: Dataset) -> dict[tuple[str, str, str], Decimal]:
    rows = read_figures(dataset.table, dataset.file)
    return {(one.metric, one.area, one.period): Decimal(one.value) for _, one in rows}


@pytest.mark.skipif(shared() is None, reason="the sources of the datasets are not here")
@pytest.mark.parametrize("dataset", OWN, ids=lambda one: one.name)
def test_each_figure_of_the_source_is_there_and_equal(dataset: Dataset) -> None:
    figures = ours(dataset)
    found = list(source_figures(dataset.name))
    assert {key for key, _, _ in found} == set(figures)
    assert [one for one in found if figures[one[0]] != one[1]] == []


@pytest.mark.parametrize("dataset", OWN, ids=lambda one: one.name)
def test_it_covers_the_nation_and_the_provinces(dataset: Dataset) -> None:
    figures = ours(dataset)
    assert {area for _, area, _ in figures} == {"china", *provinces().values()}
    assert {period[:4] for _, _, period in figures} <= YEARS


def test_the_two_sources_do_not_contradict_each_other() -> None:
    first, second = (ours(dataset) for dataset in OWN)
    both = set(first) & set(second)
    assert len(both) == 132
    assert [key for key in both if first[key] != second[key]] == []


@pytest.mark.parametrize("dataset", OWN, ids=lambda one: one.name)
def test_it_names_its_source(dataset: Dataset) -> None:
    assert {"dc:title", "dc:publisher", "dc:license", "dc:source"} <= set(dataset.about)
    for name in ("dc:title", "dc:description", "dc:publisher", "rdfs:comment"):
        assert {one["@language"] for one in dataset.about[name]} == {"zh", "en"}


@pytest.mark.parametrize("dataset", OWN, ids=lambda one: one.name)
def test_any_csvw_processor_makes_the_same_statements(dataset: Dataset) -> None:
    """Another processor reads the metadata; the row's own number it does not know."""
    metadata = dataset.folder / METADATA
    assert json.loads(metadata.read_text("utf-8"))["tableSchema"] == tidy_schema(dataset.name)
    table = Table.from_file(metadata)
    table.check_primary_key()
    assert triples_of_csvw(table, metadata) == {
        triple
        for triple in ox.parse(
            "".join(triple_lines(dataset)).encode(), format=ox.RdfFormat.N_TRIPLES
        )
        if not triple.predicate.value.endswith("wasDerivedFrom")
    }


def triples_of_csvw(table: Table, metadata: Path) -> set[ox.Quad]:
    """Return the statements that metadata make of their table, after the rules of csv2rdf."""
    found = set()
    columns = [one for one in table.tableSchema.columns if not one.common_props]
    about = table.tableSchema.aboutUrl
    for row in table.iterdicts():
        texts = {key: str(value) for key, value in row.items() if value is not None}
        subject = ox.NamedNode(about.expand(texts))
        for column in columns:
            if column.propertyUrl is None or (row.get(column.name) is None and not column.virtual):
                continue
            term = ox.NamedNode(expand(column.propertyUrl.uri))
            if term.value.endswith("wasDerivedFrom"):
                continue
            if column.valueUrl is not None:
                value: ox.NamedNode | ox.Literal = ox.NamedNode(column.valueUrl.expand(texts))
            else:
                kind = ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
                value = ox.Literal(format(row[column.name], "f"), datatype=kind)
            found.add(ox.Quad(subject, term, value))
    return found


def test_the_cubes_are_well_formed_and_the_rows_use_our_codes() -> None:
    assembly = read_assembly(folders(), datasets=OWN)
    assert row_findings(assembly) == []
    assert dataset_cube_findings(assembly) == []


def rows(graph: KnowledgeGraph, query: str) -> list[list[str]]:
    """Return the rows of a query as text."""
    found = graph.run(query)
    assert isinstance(found, Solutions)
    return [[str(getattr(term, "value", "")) for term in row] for row in found.rows]


def test_figures_of_others_are_in_graphs_of_their_own(real: KnowledgeGraph) -> None:
    """A plain query is answered by the report alone."""
    plain = "SELECT ?o { ?o ipr:metric metric:patents-granted ; ipr:area place:guangdong }"
    assert rows(real, plain) == [["https://w3id.org/iprgraph/id/obs/patents-granted-2022"]]
    assert rows(real, "SELECT ?o { ?o a ipr:ExternalObservation }") == []
    named = "SELECT ?g (COUNT(?o) AS ?n) { GRAPH ?g { ?o a ipr:ExternalObservation } } GROUP BY ?g"
    graph = "https://w3id.org/iprgraph/graph/datasets/"
    assert rows(real, f"{named} ORDER BY ?g") == [
        [f"{graph}cnipa-yearbook", "235"],
        [f"{graph}cst-yearbook", "3384"],
    ]


def test_a_figure_leads_to_its_row(real: KnowledgeGraph) -> None:
    ((row,),) = rows(
        real,
        "SELECT ?row { GRAPH ?g { datapoint:cst-yearbook--patents-granted--guangdong--2022 "
        "prov:wasDerivedFrom ?row } }",
    )
    table = next(one for one in OWN if one.name == "cst-yearbook").table
    line = table.read_text("utf-8").splitlines()[int(row.partition("#row=")[2]) - 1]
    assert line.startswith("patents-granted,guangdong,2022,837276,")
