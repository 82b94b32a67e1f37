"""The measures of small networks that are worked out by hand."""

from __future__ import annotations

from math import log, sqrt

import pytest

from iprgraph.analysis.bridges import bridges
from iprgraph.analysis.centrality import standings
from iprgraph.analysis.communities import communities
from iprgraph.analysis.density import densities
from iprgraph.analysis.missing import missing_links
from iprgraph.analysis.network import LEVELS, Network, Tie

COUNTRY, PROVINCE = LEVELS[:2]

# Two triangles, 0-1-2 and 3-4-5, with one link between 2 and 3.
TRIANGLES = ((0, 1), (0, 2), (1, 2), (2, 3), (3, 4), (3, 5), (4, 5))


def network(
    pairs: tuple[tuple[int, int], ...],
    size: int,
    *,
    levels: tuple[str, ...] = (),
    above: tuple[frozenset[int], ...] = (),
    themes: dict[str, dict[str, int]] | None = None,
) -> Network:
    """Return a network whose link a-b is thing `t:a-b`, told in paragraph `p:a-b`."""
    return Network(
        institutions=tuple(f"i:{place}" for place in range(size)),
        levels=levels or (PROVINCE,) * size,
        above=above or (frozenset(),) * size,
        ties=tuple(Tie(a, b, (f"t:{a}-{b}",), (f"p:{a}-{b}",)) for a, b in sorted(pairs)),
        themes=themes or {},
    )


def test_centrality_of_two_triangles() -> None:
    found = {one.institution: one for one in standings(network(TRIANGLES, 7))}
    assert list(found) == [2, 3, 0, 1, 4, 5]  # 6 has no link; 2 and 3 come first, by address
    assert {place: one.partners for place, one in found.items()} == {
        2: 3, 3: 3, 0: 2, 1: 2, 4: 2, 5: 2,
    }  # fmt: skip
    # Two on one side of 2, three on the other: six pairs go through it.
    assert [one.betweenness for one in found.values()] == [6, 6, 0, 0, 0, 0]
    # x·outer = outer + inner, x·inner = 2·outer + inner: the inner ones are √2 of the outer.
    for place in (0, 1, 4, 5):
        assert found[place].eigenvector == round(1 / sqrt(2), 4)
    assert found[2].eigenvector == found[3].eigenvector == 1
    assert found[2].paragraphs == ("p:0-2", "p:1-2", "p:2-3")


def test_a_pair_with_two_shortest_ways_counts_half_on_each() -> None:
    square = ((0, 1), (0, 3), (1, 2), (2, 3))
    assert [one.betweenness for one in standings(network(square, 4))] == [0.5] * 4


def test_a_star_has_one_centre_and_components_are_compared_within() -> None:
    found = standings(network(((0, 1), (2, 3), (2, 4), (2, 5)), 6))
    assert [(one.institution, one.component) for one in found] == [
        (2, 1), (0, 2), (1, 2), (3, 1), (4, 1), (5, 1),
    ]  # fmt: skip
    assert [one.eigenvector for one in found] == [1, 1, 1, *[round(1 / sqrt(3), 4)] * 3]


def test_several_things_done_together_count_each_once() -> None:
    ties = (Tie(0, 1, ("t:a", "t:b"), ("p:9", "p:10")), Tie(0, 2, ("t:a",), ("p:9",)))
    one = network((), 3)
    found = standings(Network(one.institutions, one.levels, one.above, ties, {}))
    assert (found[0].institution, found[0].partners, found[0].things) == (0, 2, 2)
    assert found[0].paragraphs == ("p:9", "p:10")
    assert [one.institution for one in found] == [0, 1, 2]  # as many partners: more things first


def test_communities_are_named_by_the_theme_of_most_figures() -> None:
    themes = {
        "p:0-1": {"theme:a": 1, "theme:b": 2},
        "p:1-2": {"theme:a": 1},
        "p:2-3": {"theme:c": 9},  # between the two: inside neither
        "p:3-4": {"theme:d": 3},
    }
    first, second = communities(network(TRIANGLES, 7, themes=themes))
    # 0, 1 and 2 have two links each inside: the address decides.
    assert (first.members, first.links) == ((0, 1, 2), 3)
    assert (first.theme, first.figures, first.of_all) == ("theme:a", 2, 4)
    assert (second.members, second.theme, second.figures) == ((3, 4, 5), "theme:d", 3)
    assert first.things == ("t:0-1", "t:0-2", "t:1-2")
    assert first.paragraphs == ("p:0-1", "p:0-2", "p:1-2")


def test_a_community_whose_paragraphs_print_no_figure_has_no_theme() -> None:
    (only,) = communities(network(((0, 1),), 3))
    assert (only.theme, only.figures, only.of_all, only.members) == ("", 0, 0, (0, 1))


def test_bridges_and_their_sides() -> None:
    (only,) = bridges(network(TRIANGLES, 7))
    assert (only.tie.one, only.tie.other, only.one_side, only.other_side) == (2, 3, 3, 3)
    assert only.tie.paragraphs == ("p:2-3",)
    chain = bridges(network(((0, 1), (1, 2), (2, 3)), 4))
    sides = [(one.tie.one, one.tie.other, one.one_side, one.other_side) for one in chain]
    assert sides == [(1, 2, 2, 2), (0, 1, 1, 3), (2, 3, 3, 1)]


def test_density_within_and_between_levels() -> None:
    levels = (COUNTRY, COUNTRY, COUNTRY, PROVINCE, PROVINCE, PROVINCE, "")
    found = densities(network(TRIANGLES, 7, levels=levels))
    rows = [(one.level, one.other, one.links, one.pairs, one.density) for one in found]
    assert rows == [
        (COUNTRY, COUNTRY, 3, 3, 1),
        (COUNTRY, PROVINCE, 1, 9, round(1 / 9, 4)),
        (COUNTRY, "", 0, 3, 0),
        (PROVINCE, PROVINCE, 3, 3, 1),
        (PROVINCE, "", 0, 3, 0),
    ]  # one alone of a level has no pair
    assert found[1].paragraphs == ("p:2-3",)


def test_missing_links_are_expected_of_pairs_with_partners_in_common() -> None:
    found = missing_links(network(TRIANGLES, 7))
    assert [(one.one, one.other, one.common) for one in found] == [
        (0, 3, (2,)), (1, 3, (2,)), (2, 4, (3,)), (2, 5, (3,)),
    ]  # fmt: skip
    assert {one.adamic_adar for one in found} == {round(1 / log(3), 4)}
    assert {one.jaccard for one in found} == {0.25}  # {1, 2} and {2, 4, 5}: one of four
    assert found[0].paragraphs == ("p:0-2", "p:2-3")


def test_two_partners_in_common_come_before_one() -> None:
    square = ((0, 1), (0, 3), (1, 2), (2, 3), (3, 4))
    found = missing_links(network(square, 5))
    # 1 and 3 share 0 and 2; 0 and 2 share 1 and 3, and 3 has three partners.
    values = [(one.one, one.other, one.adamic_adar, one.jaccard) for one in found]
    assert values[0] == (1, 3, round(2 / log(2), 4), round(2 / 3, 4))
    assert values[1] == (0, 2, round(1 / log(2) + 1 / log(3), 4), 1)
    assert [value[:2] for value in values[2:]] == [(0, 4), (2, 4)]


def test_a_body_and_one_above_it_are_no_missing_link() -> None:
    above = (frozenset({3}), *(frozenset[int]() for _ in range(6)))
    found = missing_links(network(TRIANGLES, 7, above=above))
    assert (0, 3) not in [(one.one, one.other) for one in found]
    assert len(found) == 3


@pytest.mark.parametrize("measure", [standings, communities, bridges, missing_links])
def test_no_link_gives_no_row(measure: object) -> None:
    assert callable(measure) and measure(network((), 3)) == ()
