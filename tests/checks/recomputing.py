"""Derived figures, computed again with exact fractions, apart from the queries that made them.

From the printed figures and what the ontology says of metrics, units and periods, `expected` finds
by itself which figures follow, by which rule, from which sources and within which interval.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import reduce
from typing import TYPE_CHECKING

from worlds import Figure, Key, World

from iprgraph.intervals import (
    Interval,
    above,
    add,
    divide,
    exactly,
    integers,
    intersect,
    multiply,
    subtract,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SMALL = Fraction(1, 10_000)
ZERO = Fraction(0)
HUNDRED = exactly(100)


@dataclass(frozen=True)
class Answer:
    """What must be derived: the exact interval, and how far a bound may lie outside it."""

    key: Key
    rule: str
    sources: frozenset[str]
    exact: Interval
    step: Fraction


def expected(world: World) -> dict[Key, Answer]:
    """Return what follows from the printed figures of a world, by what it is about."""
    first = [*_before(world), *_totals(world), *_stocks(world)]
    routes = first + list(_sums(world, _settled(first)))
    answers = _settled(routes)
    return {**answers, **_residuals(world), **_ratios(world, answers)}


def _settled(routes: list[Answer]) -> dict[Key, Answer]:
    """Return one answer for each key: the one route, or the intersection of all."""
    answers: dict[Key, Answer] = {}
    for key in sorted({route.key for route in routes}):
        ways = [route for route in routes if route.key == key]
        exact = reduce(intersect, (way.exact for way in ways))
        sources = frozenset().union(*(way.sources for way in ways))
        rule = ways[0].rule if len(ways) == 1 else "intersection"
        if not exact.is_empty:
            answers[key] = Answer(key, rule, sources, exact, max(way.step for way in ways))
    return answers


def _route(
    world: World, key: Key, rule: str, sources: Iterable[Figure], exact: Interval, step: Fraction
) -> Iterator[Answer]:
    """Yield a route unless its figure is printed, narrowed to integers where things are counted."""
    used = list(sources)
    if world.level(key) is not None:
        return
    if world.whole(used[0].unit):
        exact, step = integers(exact), ZERO
    yield Answer(key, rule, frozenset(one.name for one in used), exact, step)


def _with(key: Key, **changed: str) -> Key:
    return Key(**{**vars(key), **changed})


def _step(level: Figure) -> Fraction:
    return Fraction(1) if level.precision is not None and level.precision >= 1 else SMALL


def _divided(top: Interval, bottom: Interval) -> Interval:
    """Return 100 times the quotient, open where the divisor may be nothing or less."""
    positive = intersect(bottom, above(0))
    return divide(multiply(top, HUNDRED), positive)


def _before(world: World) -> Iterator[Answer]:
    for change in world.printed:
        if change.key.statistic not in ("change", "growth") or not change.earlier:
            continue
        now = world.level(_with(change.key, statistic="level"))
        if now is None:
            continue
        key = _with(now.key, period=change.earlier)
        rule = f"previous-from-{change.key.statistic}"
        if change.key.statistic == "change":
            exact, step = subtract(now.interval, change.interval), ZERO
        elif change.value > -100:
            exact = _divided(now.interval, add(HUNDRED, change.interval))
            step = _step(now)
        else:
            continue
        yield from _route(world, key, rule, (now, change), exact, step)


def _totals(world: World) -> Iterator[Answer]:
    for share in world.printed:
        level = world.level(_with(share.key, statistic="level"))
        if share.key.statistic == "share" and share.larger and level is not None:
            key = _with(level.key, area=share.larger, agent="ontology#all")
            exact = _divided(level.interval, share.interval)
            yield from _route(world, key, "total-from-share", (level, share), exact, _step(level))


def _stocks(world: World) -> Iterator[Answer]:
    begins = {name: date.fromisoformat(day) for name, day in world.pairs["begins"]}
    ends = {name: date.fromisoformat(day) for name, day in world.pairs["ends"]}
    for flow in world.printed:
        first, last = begins[flow.key.period], ends[flow.key.period]
        eve = first - timedelta(days=1)
        days = [day for day, on in begins.items() if on == eve and ends[day] == eve]
        for stock in world.printed:
            opens, closes = begins[stock.key.period], ends[stock.key.period]
            if _with(stock.key, metric="", period="") != _with(flow.key, metric="", period=""):
                continue
            if flow.key.statistic != "level" or not days:
                continue
            exact = subtract(stock.interval, flow.interval)
            if flow.key.metric in world.objects("total", stock.key.metric):
                fits = opens == closes == last
            elif flow.key.metric in world.objects("stock", stock.key.metric):
                fits = first <= opens and closes <= last
                exact = Interval(exact.lower, None, True)
            else:
                continue
            if fits:
                key = _with(stock.key, period=days[0])
                yield from _route(world, key, "stock-before", (stock, flow), exact, ZERO)


def _sums(world: World, first: dict[Key, Answer]) -> Iterator[Answer]:
    keys = {one.key for one in world.printed} | set(first)
    for total in sorted({total for total, _ in world.pairs["sum"]}):
        parts = sorted(world.objects("sum", total))
        places = {_with(key, metric="") for key in keys if key.metric in (total, *parts)}
        for place in sorted(places):
            if place.statistic != "level" or len(parts) < 2:
                continue
            for sought in (total, *parts):
                others = [_with(place, metric=one) for one in (total, *parts) if one != sought]
                if all(key in keys for key in others):
                    yield from _sum(world, first, _with(place, metric=sought), total, others)


def _sum(
    world: World, first: dict[Key, Answer], key: Key, total: str, others: list[Key]
) -> Iterator[Answer]:
    exact, sources, step = exactly(0), set[str](), ZERO
    for other in others:
        printed = world.level(other)
        interval = first[other].exact if printed is None else printed.interval
        sources |= {printed.name} if printed else first[other].sources
        step += ZERO if printed else first[other].step
        plus = key.metric == total or other.metric == total
        exact = add(exact, interval) if plus else subtract(exact, interval)
    used = [world.figures[name] for name in sorted(sources)]
    levels = [one for one in used if one.key.statistic == "level"]
    yield from (
        Answer(way.key, way.rule, frozenset(sources), way.exact, way.step)
        for way in _route(world, key, "sum-of-parts", levels, exact, step)
    )


def _residuals(world: World) -> dict[Key, Answer]:
    found = {}
    for total in world.printed:
        names = {part for part, whole in world.pairs["part"] if whole == total.key.metric}
        parts = [one for name in names if (one := world.level(_with(total.key, metric=name)))]
        if total.key.statistic != "level" or len(parts) < 2 or _overlap(world, parts):
            continue
        if world.objects("sum", total.key.metric):
            continue
        exact = reduce(subtract, (part.interval for part in parts), total.interval)
        exact = intersect(exact, above(0, including=True))
        exact = integers(exact) if world.whole(total.unit) else exact
        key = _with(total.key, statistic="residual")
        sources = frozenset(one.name for one in (total, *parts))
        if not exact.is_empty:
            found[key] = Answer(key, "residual", sources, exact, ZERO)
    return found


def _overlap(world: World, parts: list[Figure]) -> bool:
    for one in parts:
        for two in parts:
            own, other = (world.objects("own", part.key.metric) for part in (one, two))
            wide, wider = (world.objects("right", part.key.metric) for part in (one, two))
            if one is not two and (not own or not other or own & wider or other & wide):
                return True
    return False


def _ratios(world: World, answers: dict[Key, Answer]) -> dict[Key, Answer]:
    """Return the ratios, of levels as the graph holds them, which the others have checked."""
    known = {key: one for key, one in world.derived.items() if key in answers}
    known |= {one.key: one for one in world.printed}
    found = {}
    for metric, top in world.pairs["top"]:
        (bottom,), (unit,) = world.objects("bottom", metric), world.objects("unit", metric)
        times = next(iter(world.objects("times", unit)), "1")
        for key, one in known.items():
            two = known.get(_with(key, metric=bottom))
            ratio = _with(key, metric=metric, statistic="ratio")
            if key.metric != top or key.statistic != "level" or two is None or two.value <= 0:
                continue
            if world.level(ratio) is None:
                exact = divide(one.interval, intersect(two.interval, above(0)))
                exact = multiply(exact, exactly(Fraction(times)))
                sources = frozenset((one.name, two.name))
                found[ratio] = Answer(ratio, "ratio", sources, exact, SMALL)
    return found


def assert_right(figure: Figure, answer: Answer) -> None:
    """Fail unless the interval holds the exact one and exceeds it by at most a step."""
    assert (figure.rule, figure.sources) == (answer.rule, answer.sources), figure.name
    ends = ((figure.lower, answer.exact.lower, -1), (figure.upper, answer.exact.upper, 1))
    for ours, theirs, outward in ends:
        if ours is None:  # the limit of a division by ever larger numbers is left open
            assert theirs in (None, 0), figure.name
        else:
            assert theirs is not None, figure.name
            assert 0 <= (ours - theirs) * outward <= answer.step, figure.name
    assert figure.lower is None or figure.lower <= figure.value, figure.name
    assert figure.upper is None or figure.value <= figure.upper, figure.name


def assert_all_right(world: World) -> None:
    """Fail unless a world has the derived figures that it must have, each of them right."""
    answers = expected(world)
    assert set(world.derived) == set(answers)
    for key, figure in world.derived.items():
        assert_right(figure, answers[key])
