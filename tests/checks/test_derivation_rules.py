"""Rules of derivation on the real figures and on generated ones, each computed again exactly."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from making import BEFORE, COUNTS, HALF, OF_REALM, ONE, RULES, derived_by, figure_text, one_derived
from recomputing import assert_all_right
from worlds import world_of

from iprgraph.assembly import assemble
from iprgraph.checks.duty import duty_faults
from iprgraph.folders import folders
from iprgraph.graphs import read_graphs


def test_every_derived_figure_of_the_project_is_right() -> None:
    graphs = assemble(read_graphs(folders())).graphs
    world = world_of(graphs)
    assert {figure.rule for figure in world.derived.values()} == RULES - {"sum-of-parts"}
    assert_all_right(world)


def test_derived_figures_of_the_project_pass_the_shapes() -> None:
    faults = duty_faults(assemble(read_graphs(folders())).graphs)
    wrong = [one for one in faults if "/obs/" in one.focus or "/route/" in one.focus]
    assert wrong == []


precisions = st.sampled_from(["1", "100", "10000", "0.01"])
amounts = st.integers(min_value=1, max_value=10**9)
percents = st.integers(min_value=1, max_value=100_00).map(lambda n: Fraction(n, 100))
rates = st.integers(min_value=-99_00, max_value=900_00).map(lambda n: Fraction(n, 100))


def level_of(amount: int, precision: str) -> str:
    size = Fraction(precision)
    return figure_text("now", "level", amount * size, size / 2, precision=precision)


@settings(max_examples=60, deadline=None)
@given(amounts, precisions, rates)
def test_previous_from_growth(amount: int, precision: str, rate: Fraction) -> None:
    growth = figure_text("growth", "growth", rate, HALF, unit="percent", extra=BEFORE)
    figure = one_derived("previous-from-growth", level_of(amount, precision) + growth)
    assert (figure.name, figure.key.period) == ("derived-finds--lake--2030", "2030")


@settings(max_examples=40, deadline=None)
@given(amounts, precisions, st.integers(min_value=-1000, max_value=1000))
def test_previous_from_change(amount: int, precision: str, difference: int) -> None:
    change = figure_text("change", "change", Fraction(difference), ONE, extra=BEFORE)
    figure = one_derived("previous-from-change", level_of(amount, precision) + change)
    assert (figure.unit, figure.key.period, figure.key.statistic) == ("case", "2030", "level")


@settings(max_examples=60, deadline=None)
@given(amounts, precisions, percents)
def test_total_from_share(amount: int, precision: str, percent: Fraction) -> None:
    half = min(HALF, percent / 2)
    share = figure_text("share", "share", percent, half, unit="percent", extra=OF_REALM)
    figure = one_derived("total-from-share", level_of(amount, precision) + share)
    assert (figure.key.area, figure.key.agent, figure.unit) == ("realm", "ontology#all", "case")


@settings(max_examples=40, deadline=None)
@given(amounts, amounts, st.sampled_from(["accumulates", "growsBy"]), st.booleans())
def test_stock_before(after: int, added: int, relation: str, counts: bool) -> None:
    text = f"metric:stores ipr:{relation} metric:finds . {COUNTS if counts else ''}"
    text += figure_text("flow", "level", Fraction(added), ONE)
    stock = Fraction(after + added)
    text += figure_text("stock", "level", stock, ONE, metric="stores", period="2031-12-31")
    figure = one_derived("stock-before", text)
    assert figure.key.period == "2030-12-31"
    assert figure.value == after
    assert (figure.upper is None) == (relation == "growsBy")


@settings(max_examples=60, deadline=None)
@given(amounts, amounts, st.sampled_from(["percent", "case"]))
def test_ratio(top: int, bottom: int, unit: str) -> None:
    metric = f"""
    unit:percent ipr:multiplier 100 .
    metric:rate ipr:numerator metric:marks ; ipr:denominator metric:finds ; ipr:unit unit:{unit} .
    """
    both = figure_text("top", "level", Fraction(top), ONE, metric="marks")
    both += figure_text("bottom", "level", Fraction(bottom), ONE)
    figure = one_derived("ratio", metric + both)
    assert (figure.key.metric, figure.key.statistic, figure.unit) == ("rate", "ratio", unit)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=2), amounts, st.booleans())
def test_residual(parts: list[int], rest: int, counts: bool) -> None:
    text = f"""
    {COUNTS if counts else ""}
    metric:marks ipr:partOfMetric metric:finds ; ipr:ipRight right:trademark .
    metric:patents ipr:partOfMetric metric:finds ; ipr:ipRight right:patent .
    """
    text += figure_text("total", "level", Fraction(sum(parts) + rest), ONE)
    for name, part in zip(("marks", "patents"), parts, strict=True):
        text += figure_text(name, "level", Fraction(part), ONE, metric=name)
    figure = one_derived("residual", text)
    assert figure.sources == {"total", "marks", "patents"}
    assert figure.name == "derived-finds--residual--lake--2031"
    assert figure.value == rest


@settings(max_examples=60, deadline=None)
@given(st.lists(amounts, min_size=3, max_size=3), st.integers(0, 3), st.booleans())
def test_sum_of_parts(parts: list[int], sought: int, counts: bool) -> None:
    values = {"songs": sum(parts), **dict(zip(("odes", "airs", "hymns"), parts, strict=True))}
    text = f"metric:songs ipr:sumOf metric:odes , metric:airs , metric:hymns . {COUNTS * counts}"
    for number, (name, value) in enumerate(values.items()):
        if number != sought:
            text += figure_text(name, "level", Fraction(value), ONE, metric=name)
    figure = one_derived("sum-of-parts", text)
    assert figure.key.metric == list(values)[sought]
    assert figure.value == values[figure.key.metric]


earlier = st.lists(st.integers(min_value=10**8, max_value=10**9), min_size=2, max_size=2)
factors = st.lists(st.integers(min_value=2, max_value=400), min_size=2, max_size=2)


@settings(max_examples=80, deadline=None)
@given(earlier, factors, st.sampled_from(["1", "100", "1000000"]), st.booleans())
def test_intersection_holds_the_truth(
    before: list[int], factor: list[int], precision: str, counts: bool
) -> None:
    """Figures rounded from a known truth: what is derived from them holds the truth."""
    now = [old * part // 100 + 1 for old, part in zip(before, factor, strict=True)]
    truth = {"songs": sum(before), "odes": before[0], "airs": before[1]}
    later = {"songs": sum(now), "odes": now[0], "airs": now[1]}
    text = f"metric:songs ipr:sumOf metric:odes , metric:airs . {COUNTS * counts}"
    size = Fraction(precision)
    for name, new in later.items():
        shown = round(new / size) * size
        half = size / 2 if size > 1 else Fraction(0)
        rate = Fraction(round((Fraction(new, truth[name]) - 1) * 10_000), 100)
        text += figure_text(f"{name}-now", "level", shown, half, metric=name, precision=precision)
        text += figure_text(
            f"{name}-growth", "growth", rate, HALF, metric=name, unit="percent", extra=BEFORE
        )
    world = derived_by(("previous-from-growth", "sum-of-parts"), text)
    assert_all_right(world)
    for name, old in truth.items():
        (figure,) = (one for key, one in world.derived.items() if key.metric == name)
        assert figure.lower is None or figure.lower <= old
        assert figure.upper is None or old <= figure.upper
