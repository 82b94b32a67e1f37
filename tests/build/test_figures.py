"""Figures: each value against its printed forms, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from iprgraph.figures import Figures, read_figures
from iprgraph.graphs import read_graphs
from iprgraph.prefixes import shorten
from iprgraph.reports import reports_of

if TYPE_CHECKING:
    from conftest import Lake
    from iprgraph.graphs import Graphs

COURTS = "1.1-courts.ttl"


def figures(graphs: Graphs) -> Figures:
    """Return what the printed forms of all reports say."""
    return read_figures(graphs, reports_of(graphs))


def messages(lake: Lake) -> list[str]:
    return [finding.message for finding in figures(read_graphs(lake.folders)).findings]


def read_of(lake: Lake, slug: str) -> dict[str, str]:
    graphs = read_graphs(lake.folders)
    return {
        shorten(triple.predicate.value): shorten(triple.object.value)
        for triple in ox.parse(figures(graphs).lines, format=ox.RdfFormat.N_TRIPLES)
        if isinstance(triple.object, ox.NamedNode | ox.Literal)
        and str(triple.subject).endswith(f"/{slug}>")
    }


def test_the_original_edition_settles_the_precision(lake: Lake) -> None:
    assert messages(lake) == []
    assert read_of(lake, "lake-cases-2031") == {
        "ipr:precision": "100",
        "ipr:qualifier": "qualifier:exactly",
        "ipr:lowerBound": "12450",
        "ipr:upperBound": "12550",
    }


def test_bounds_are_exact_decimals(lake: Lake) -> None:
    assert read_of(lake, "lake-cases-growth-2031")["ipr:lowerBound"] == "4.45"


def test_an_open_end_has_no_bound(lake: Lake) -> None:
    assert read_of(lake, "lake-batches-2031") == {
        "ipr:precision": "1",
        "ipr:qualifier": "qualifier:nearly",
        "ipr:upperBound": "600",
    }


def test_where_the_original_is_silent_the_other_edition_speaks(lake: Lake) -> None:
    lake.edit(lake.report / COURTS, '"1.25万件"@zh , "12,500"@en', '"12,500"@en')
    assert read_of(lake, "lake-cases-2031")["ipr:precision"] == "1"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "ipr:value 12500",
            "ipr:value 12600",
            'obs:lake-cases-2031: has the value 12600, but "1.25万件" (zh) prints [12450, 12550)',
        ),
        (
            "ipr:statistic stat:growth",
            "ipr:statistic stat:rank",
            'obs:lake-cases-growth-2031: is stat:rank, but "同比增长4.5%" (zh) prints a growth',
        ),
        (
            "ipr:value 12500 ; ipr:unit unit:case",
            "ipr:value 12500 ; ipr:unit unit:person",
            'obs:lake-cases-2031: has unit:person, but "1.25万件" (zh) counts in "件"',
        ),
        (
            '"1.25万件"@zh',
            '"许多件"@zh',
            'obs:lake-cases-2031: no numeral in "许多件"',
        ),
    ],
)
def test_what_does_not_agree(lake: Lake, old: str, new: str, message: str) -> None:
    lake.edit(lake.report / COURTS, old, new)
    found = figures(read_graphs(lake.folders)).findings
    assert message in [finding.message for finding in found]
    first = found[0]
    assert (first.check, first.severity, first.paragraph) == ("grounding", "violation", "1.1")
    assert first.file == f"data/reports/lake-2031/{COURTS}"
    assert first.line in (11, 17)
    assert first.remedy


def test_each_language_is_compared(lake: Lake) -> None:
    lake.edit(lake.report / COURTS, '"12,500"@en', '"13,500"@en')
    assert messages(lake) == [
        'obs:lake-cases-2031: has the value 12500, but "13,500" (en) prints 13500'
    ]


def test_a_figure_repeated_in_another_paragraph_is_read_there_too(lake: Lake) -> None:
    customs = lake.report / "1.2-customs.ttl"
    lake.edit(
        customs,
        "concept:infringing-goods ipr",
        'obs:lake-cases-2031 ipr:statedAs "1.30万件"@zh .\nconcept:infringing-goods ipr',
    )
    (finding,) = figures(read_graphs(lake.folders)).findings
    assert finding.paragraph == "1.2"
