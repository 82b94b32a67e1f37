"""Rules of derivation: what they derive in single cases, and what they must not derive."""

from __future__ import annotations

from fractions import Fraction

import pyoxigraph as ox
import pytest
from making import BEFORE, DAYS, HALF, OF_REALM, ONE, PLACES, RULES, derived_in, figure_text
from planting import planted_text, project
from worlds import rows, world_in, world_of

from iprgraph.derive import derive
from iprgraph.folders import folders

GROWTH = figure_text("growth", "growth", Fraction(25), HALF, unit="percent", extra=BEFORE)
NOW = figure_text("now", "level", Fraction(1000), ONE, precision="1")
CHANGE = figure_text("change", "change", Fraction(200), ONE, extra=BEFORE)
SHARE = figure_text("share", "share", Fraction(20), HALF, unit="percent", extra=OF_REALM)
HILL = "place:hill"


def test_the_example_of_the_rule() -> None:
    (figure,) = derived_in(NOW + GROWTH).values()
    assert [figure.lower, figure.value, figure.upper] == [800, 800, 800]
    (figure,) = derived_in((NOW + GROWTH).replace("unit:case", "unit:cny")).values()
    assert [figure.lower, figure.value, figure.upper] == [799, 800, 801]


def test_a_printed_level_is_not_derived() -> None:
    before = NOW.replace("obs:now", "obs:before").replace("period:2031", "period:2030")
    assert derived_in(NOW + GROWTH + before) == {}


def test_change_and_growth_meet_in_one_figure() -> None:
    (figure,) = derived_in(NOW + GROWTH + CHANGE).values()
    assert figure.rule == "intersection"
    assert figure.sources == {"now", "growth", "change"}
    assert [figure.lower, figure.value, figure.upper] == [800, 800, 800]


def test_routes_that_do_not_meet_make_no_figure() -> None:
    assert derived_in(NOW + GROWTH + CHANGE.replace("200", "300").replace("199.5", "299.5")) == {}


def test_an_open_end_stays_open() -> None:
    some = NOW.replace("ipr:upperBound 1000.5", "ipr:unit unit:case")
    (figure,) = derived_in(some + GROWTH).values()
    assert figure.upper is None
    assert figure.lower == 800
    fast = GROWTH.replace("ipr:upperBound 25.005", "ipr:unit unit:percent")
    (figure,) = derived_in(NOW + fast).values()
    assert figure.lower is None
    assert figure.upper == 800


def test_a_fall_to_nothing_or_to_less_has_no_previous_level() -> None:
    none = GROWTH.replace("ipr:value 25", "ipr:value -100").replace("24.995", "-100.005")
    assert derived_in(NOW + none) == {}


PARTS = """
    metric:marks a ipr:Metric ; ipr:partOfMetric metric:finds ; ipr:ipRight ONE .
    metric:plants a ipr:Metric ; ipr:partOfMetric metric:finds ; ipr:ipRight TWO .
"""
OWN_RIGHTS = PARTS.replace("ONE", "right:trademark").replace("TWO", "right:patent")


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
        text += figure_text(name, "level", Fraction(100), ONE, metric=name)
    assert len(derived_in(NOW + text)) == count


def test_one_part_leaves_no_residual() -> None:
    text = OWN_RIGHTS + figure_text("marks", "level", Fraction(100), ONE, metric="marks")
    assert derived_in(NOW + text) == {}


def test_a_part_without_a_right_leaves_no_residual() -> None:
    text = PARTS.replace("ONE", "right:trademark").replace(" ; ipr:ipRight TWO", "")
    for name in ("marks", "plants"):
        text += figure_text(name, "level", Fraction(100), ONE, metric=name)
    assert derived_in(NOW + text) == {}


def test_parts_that_are_the_whole_leave_no_residual() -> None:
    text = OWN_RIGHTS + "metric:finds ipr:sumOf metric:marks , metric:plants ."
    for name in ("marks", "plants"):
        text += figure_text(name, "level", Fraction(500), ONE, metric=name)
    assert derived_in(NOW + text) == {}


def test_two_shares_lead_to_one_total() -> None:
    hill = (NOW + SHARE).replace("place:lake", HILL).replace("obs:", "obs:hill-")
    hill = hill.replace("19.995", "19.990")
    (figure,) = derived_in(NOW + SHARE + hill).values()
    assert figure.rule == "intersection"
    assert figure.sources == {"now", "share", "hill-now", "hill-share"}
    assert [figure.lower, figure.upper] == [4997, 5003]


def test_a_total_of_the_larger_place_is_of_all_agents() -> None:
    text = (NOW + SHARE).replace("ipr:agent ipr:all", "ipr:agent agency:lake-courts")
    (figure,) = derived_in(text).values()
    assert (figure.name, figure.key.agent) == ("derived-finds--realm--2031", "ontology#all")


def test_a_stock_needs_the_day_of_the_report_and_the_day_before() -> None:
    flow = "metric:stores ipr:accumulates metric:finds ." + NOW
    stock = figure_text("stock", "level", Fraction(5000), ONE, metric="stores", period="2031-12-31")
    (figure,) = derived_in(flow + stock).values()
    assert [figure.lower, figure.upper] == [3999, 4001]
    assert derived_in(flow + stock.replace("2031-12-31", "2031")) == {}
    assert derived_in((flow + stock).replace("period:2031 ", "period:2030 ")) == {}
    undated = (flow + stock).replace("accumulates", "growsBy").replace("2031-12-31", "2031")
    (figure,) = derived_in(undated).values()
    assert [figure.lower, figure.upper] == [3999, None]


def test_every_rule_is_described() -> None:
    described = rows(
        project().store,
        "SELECT ?rule WHERE { ?rule a ipr:DerivationRule }",
        dict(project().prefixes),
    )
    queries = (folders().queries / "derive").glob("*.rq")
    named = {path.stem.partition("-")[2] for path in queries if "ipr:rule" in path.read_text()}
    assert {row[0] for row in described} == {name for name in named if name} == RULES


def text_for_all_rules() -> str:
    """Return figures from which each rule derives something."""
    text = OWN_RIGHTS + "metric:songs ipr:sumOf metric:odes , metric:airs ."
    text += "metric:finds-to-date ipr:accumulates metric:finds ."
    text += """
    metric:rate ipr:numerator metric:marks ; ipr:denominator metric:finds ; ipr:unit unit:percent .
    """
    for name in ("marks", "plants", "songs", "odes"):
        text += figure_text(name, "level", Fraction(123), ONE, metric=name)
    text += figure_text(
        "to-date", "level", Fraction(5000), ONE, metric="finds-to-date", period="2031-12-31"
    )
    share = figure_text("share", "share", Fraction(7), HALF, unit="percent", extra=OF_REALM)
    old = (NOW + CHANGE).replace("period:2030", "period:2029").replace("period:2031", "period:2030")
    other = old.replace("obs:", "obs:old-").replace("metric:finds", "metric:stores")
    both = (NOW + CHANGE + GROWTH).replace("metric:finds", "metric:chairs")
    return text + PLACES + DAYS + NOW + GROWTH + share + other + both.replace("obs:", "obs:two-")


def test_the_rules_give_the_same_in_another_engine() -> None:
    from rdflib import Graph

    graphs = planted_text(text_for_all_rules())
    lines = (f"{t.subject} {t.predicate} {t.object} ." for p in graphs.triples.values() for t in p)
    other = Graph().parse(data="\n".join(lines), format="nt")
    ours = world_of(derive(graphs)).derived
    for path in sorted((folders().queries / "derive").glob("*.rq")):
        found = other.query(path.read_text("utf-8"), initNs=dict(graphs.prefixes)).graph
        assert found is not None
        other += found
    store = ox.Store()
    store.load(other.serialize(format="nt", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES)
    assert {figure.rule for figure in ours.values()} == RULES
    assert world_in(store, dict(graphs.prefixes)).derived == ours
