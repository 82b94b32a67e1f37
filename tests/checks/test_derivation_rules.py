"""Rules of derivation, on figures made up for the purpose and on the real ones."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planting import HERE, planted_text, project
from recomputing import Figure, assert_tight, figures, figures_of, rows

from iprgraph.build import assemble
from iprgraph.checks.validator import validate
from iprgraph.derive import derive
from iprgraph.folders import folders
from iprgraph.graphs import read_graphs


def test_every_derived_figure_of_the_project_is_right() -> None:
    graphs, _ = assemble(read_graphs(folders()))
    known = figures(graphs)
    derived = [figure for figure in known.values() if figure.rule]
    assert {figure.rule for figure in derived} >= {"ratio", "residual"}
    for figure in derived:
        assert_tight(figure, known)


def test_derived_figures_of_the_project_pass_the_shapes() -> None:
    graphs, _ = assemble(read_graphs(folders()))
    lines = [
        f"{triple.subject} {triple.predicate} {triple.object} <{name}> .\n"
        for name, triples in graphs.triples.items()
        if "/anchors/" not in name
        for triple in triples
    ]
    wrong = [fault for fault in validate("".join(lines).encode()) if "/obs/" in fault.focus]
    assert wrong == []


PLACES = (HERE / "agreement" / "good.ttl").read_text("utf-8").partition("obs:finds a")[0]
DIMENSIONS = (
    "ipr:area place:lake ; ipr:period period:2031 ; ipr:agent ipr:all ; ipr:activity ipr:all"
)


def figure_text(
    name: str,
    statistic: str,
    value: Fraction,
    half: Fraction,
    *,
    metric: str = "finds",
    unit: str = "case",
    extra: str = "",
    precision: str = "",
) -> str:
    fine = f" ; ipr:precision {precision}" if precision else ""
    return f"""
    obs:{name} a ipr:Observation ; ipr:metric metric:{metric} ; ipr:statistic stat:{statistic} ;
        {DIMENSIONS} ; ipr:unit unit:{unit}{extra}{fine} ;
        ipr:value {decimal(value)} ; ipr:lowerBound {decimal(value - half)} ;
        ipr:upperBound {decimal(value + half)} .
    """


def decimal(value: Fraction) -> str:
    return f"{Decimal(value.numerator) / Decimal(value.denominator):f}"


def one_derived(rule: str, text: str) -> tuple[Figure, dict[str, Figure]]:
    """Return what one rule derives from a text, with all figures, the ontology left out."""
    graphs = planted_text(text, ontology=False)
    prefixes = dict(graphs.prefixes)
    query = next((folders().queries / "derive").glob(f"*-{rule}.rq")).read_text("utf-8")
    found = graphs.store.query(query, prefixes=prefixes)
    assert isinstance(found, ox.QueryTriples)
    graphs = graphs.with_graph("urn:derived", list(found))
    known = figures(graphs)
    (figure,) = (one for one in known.values() if one.rule)
    return figure, known


precisions = st.sampled_from(["1", "100", "10000", "0.01"])
amounts = st.integers(min_value=1, max_value=10**9)
percents = st.integers(min_value=1, max_value=100_00).map(lambda n: Fraction(n, 100))
rates = st.integers(min_value=-99_00, max_value=900_00).map(lambda n: Fraction(n, 100))
HALF = Fraction(1, 200)


def level_of(amount: int, precision: str) -> str:
    size = Fraction(precision)
    return figure_text("now", "level", amount * size, size / 2, precision=precision)


@settings(max_examples=60, deadline=None)
@given(amounts, precisions, rates)
def test_previous_from_growth(amount: int, precision: str, rate: Fraction) -> None:
    extra = " ; ipr:referencePeriod period:2030"
    growth = figure_text("growth", "growth", rate, HALF, unit="percent", extra=extra)
    figure, known = one_derived("previous-from-growth", level_of(amount, precision) + growth)
    assert (figure.name, figure.period) == ("derived-previous-from-growth-now-growth", "2030")
    assert_tight(figure, known)


@settings(max_examples=40, deadline=None)
@given(amounts, precisions, st.integers(min_value=-1000, max_value=1000))
def test_previous_from_change(amount: int, precision: str, difference: int) -> None:
    extra = " ; ipr:referencePeriod period:2030"
    change = figure_text("change", "change", Fraction(difference), Fraction(1, 2), extra=extra)
    figure, known = one_derived("previous-from-change", level_of(amount, precision) + change)
    assert (figure.unit, figure.period, figure.statistic) == ("case", "2030", "level")
    assert_tight(figure, known)


@settings(max_examples=60, deadline=None)
@given(amounts, precisions, percents)
def test_total_from_share(amount: int, precision: str, percent: Fraction) -> None:
    extra = " ; ipr:referenceArea place:realm"
    half = min(HALF, percent / 2)
    share = figure_text("share", "share", percent, half, unit="percent", extra=extra)
    figure, known = one_derived("total-from-share", level_of(amount, precision) + share)
    assert (figure.area, figure.agent, figure.unit) == ("realm", "ontology#all", "case")
    assert_tight(figure, known)


@settings(max_examples=60, deadline=None)
@given(amounts, amounts, st.sampled_from(["percent", "case"]))
def test_ratio(top: int, bottom: int, unit: str) -> None:
    metric = f"""
    metric:rate ipr:numerator metric:marks ; ipr:denominator metric:finds ; ipr:unit unit:{unit} .
    """
    half = Fraction(1, 2)
    both = figure_text("top", "level", Fraction(top), half, metric="marks")
    both += figure_text("bottom", "level", Fraction(bottom), half)
    figure, known = one_derived("ratio", metric + both)
    assert (figure.metric, figure.statistic, figure.unit) == ("rate", "ratio", unit)
    assert_tight(figure, known)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(min_value=0, max_value=10**6), min_size=2, max_size=2), amounts)
def test_residual(parts: list[int], rest: int) -> None:
    half = Fraction(1, 2)
    text = """
    metric:marks ipr:partOfMetric metric:finds ; ipr:ipRight right:trademark .
    metric:patents ipr:partOfMetric metric:finds ; ipr:ipRight right:patent .
    """
    text += figure_text("total", "level", Fraction(sum(parts) + rest), half)
    for name, part in zip(("marks", "patents"), parts, strict=True):
        text += figure_text(name, "level", Fraction(part), half, metric=name)
    figure, known = one_derived("residual", text)
    assert set(figure.sources) == {"total", "marks", "patents"}
    assert (figure.name, figure.statistic) == ("derived-residual-total", "residual")
    assert figure.value == rest
    assert_tight(figure, known)


def derived_in(text: str) -> dict[str, Figure]:
    known = figures(derive(planted_text(PLACES + text)))
    return {name: figure for name, figure in known.items() if figure.rule}


GROWTH = figure_text(
    "growth",
    "growth",
    Fraction(25),
    HALF,
    unit="percent",
    extra=" ; ipr:referencePeriod period:2030",
)
NOW = figure_text("now", "level", Fraction(1000), Fraction(1, 2), precision="1")
CHANGE = figure_text(
    "change", "change", Fraction(200), Fraction(1, 2), extra=" ; ipr:referencePeriod period:2030"
)


def test_the_example_of_the_rule() -> None:
    (figure,) = derived_in(NOW + GROWTH).values()
    assert [figure.lower, figure.value, figure.upper] == [799, 800, 801]


def test_a_printed_level_is_not_derived() -> None:
    before = NOW.replace("obs:now", "obs:before").replace("period:2031", "period:2030")
    assert derived_in(NOW + GROWTH + before) == {}


def test_one_value_where_both_change_and_growth_are_printed() -> None:
    (figure,) = derived_in(NOW + GROWTH + CHANGE).values()
    assert figure.rule == "previous-from-change"


def test_an_open_end_stays_open() -> None:
    some = NOW.replace("ipr:upperBound 1000.5", "ipr:unit unit:case")
    (figure,) = derived_in(some + GROWTH).values()
    assert figure.upper is None
    assert figure.lower == 799
    fast = GROWTH.replace("ipr:upperBound 25.005", "ipr:unit unit:percent")
    (figure,) = derived_in(NOW + fast).values()
    assert figure.lower is None
    assert figure.upper == 801


def test_a_fall_to_nothing_or_to_less_has_no_previous_level() -> None:
    none = GROWTH.replace("ipr:value 25", "ipr:value -100").replace("24.995", "-100.005")
    assert derived_in(NOW + none) == {}


PARTS = """
    metric:marks a ipr:Metric ; ipr:partOfMetric metric:finds ; ipr:ipRight ONE .
    metric:plants a ipr:Metric ; ipr:partOfMetric metric:finds ; ipr:ipRight TWO .
"""


@pytest.mark.parametrize(
    ("one", "two", "count"),
    [
        ("right:trademark", "right:patent", 1),
        ("right:trademark", "right:trademark", 0),
        ("right:trademark", "right:intellectual-property", 0),
        ("right:special-symbols", "right:olympic-symbols", 0),
    ],
)
def test_parts_that_may_overlap_leave_no_residual(one: str, two: str, count: int) -> None:
    text = PARTS.replace("ONE", one).replace("TWO", two)
    for name in ("marks", "plants"):
        text += figure_text(name, "level", Fraction(100), Fraction(1, 2), metric=name)
    assert len(derived_in(NOW + text)) == count


def test_one_part_leaves_no_residual() -> None:
    text = PARTS.replace("ONE", "right:trademark").replace("TWO", "right:patent")
    text += figure_text("marks", "level", Fraction(100), Fraction(1, 2), metric="marks")
    assert derived_in(NOW + text) == {}


def test_a_part_without_a_right_leaves_no_residual() -> None:
    text = PARTS.replace("ONE", "right:trademark").replace(" ; ipr:ipRight TWO", "")
    for name in ("marks", "plants"):
        text += figure_text(name, "level", Fraction(100), Fraction(1, 2), metric=name)
    assert derived_in(NOW + text) == {}


def test_one_total_where_two_shares_lead_to_it() -> None:
    extra = " ; ipr:referenceArea place:realm"
    share = figure_text("share", "share", Fraction(20), HALF, unit="percent", extra=extra)
    hill = (NOW + share).replace("place:lake", "place:hill")
    hill = hill.replace("obs:now", "obs:hill-now").replace("obs:share", "obs:hill-share")
    (figure,) = derived_in(NOW + share + hill).values()
    assert set(figure.sources) == {"hill-now", "hill-share"}


def test_every_rule_is_described() -> None:
    described = rows(
        project().store,
        "SELECT ?rule WHERE { ?rule a ipr:DerivationRule }",
        dict(project().prefixes),
    )
    queries = (folders().queries / "derive").glob("*.rq")
    named = {path.stem.partition("-")[2] for path in queries if "ipr:rule" in path.read_text()}
    assert {row[0] for row in described} == {name for name in named if name}


def text_for_all_rules() -> str:
    """Return figures from which each rule derives something."""
    parts = PARTS.replace("ONE", "right:trademark").replace("TWO", "right:patent")
    for name in ("marks", "plants"):
        parts += figure_text(name, "level", Fraction(123), Fraction(1, 2), metric=name)
    rate = """
    metric:rate ipr:numerator metric:marks ; ipr:denominator metric:finds ; ipr:unit unit:percent .
    """
    extra = " ; ipr:referenceArea place:realm"
    share = figure_text("share", "share", Fraction(7), HALF, unit="percent", extra=extra)
    old = (NOW + CHANGE).replace("period:2030", "period:2029").replace("period:2031", "period:2030")
    other = old.replace("obs:", "obs:old-").replace("metric:finds", "metric:stores")
    return PLACES + NOW + GROWTH + share + parts + rate + other


def test_the_rules_give_the_same_in_another_engine() -> None:
    from rdflib import Graph

    graphs = planted_text(text_for_all_rules())
    lines = (f"{t.subject} {t.predicate} {t.object} ." for p in graphs.triples.values() for t in p)
    other = Graph().parse(data="\n".join(lines), format="nt")
    ours = {name: one for name, one in figures(derive(graphs)).items() if one.rule}
    for path in sorted((folders().queries / "derive").glob("*.rq")):
        found = other.query(path.read_text("utf-8"), initNs=dict(graphs.prefixes)).graph
        assert found is not None
        other += found
    store = ox.Store()
    store.load(other.serialize(format="nt", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES)
    theirs = figures_of(store, dict(graphs.prefixes))
    assert {figure.rule for figure in ours.values()} == {
        "previous-from-change",
        "previous-from-growth",
        "total-from-share",
        "residual",
        "ratio",
    }
    assert {name: one for name, one in theirs.items() if one.rule} == ours
