"""Where cards stand, and how their text is cut into lines."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from iprgraph.draw.card import MOST_LINES, Card, card, width, wrap
from iprgraph.draw.layout.blocks import MOST_IN_BLOCK, blocks
from iprgraph.draw.layout.columns import Layout, arrange
from iprgraph.draw.view import Names

GRAPHS = st.integers(2, 60).flatmap(
    lambda count: st.tuples(
        st.just(count),
        st.lists(
            st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(
                lambda pair: pair[0] != pair[1]
            ),
            min_size=1,
            max_size=90,
        ),
    )
)


def laid(count: int, links: list[tuple[int, int]]) -> Layout:
    cards = [
        Card(("x",), (), 100 + number % 7 * 10, 30 + number % 5 * 14) for number in range(count)
    ]
    return arrange(blocks(count, links), cards)


@settings(max_examples=60, deadline=None)
@given(GRAPHS)
def test_no_two_cards_overlap_in_any_packing(graph: tuple[int, list[tuple[int, int]]]) -> None:
    layout = laid(*graph)
    for packing in layout.packings:
        boxes = []
        for one, place in zip(layout.cards, layout.places, strict=True):
            left, top = packing.corners[place.block]
            x, y = left + place.x, top + place.y
            boxes.append(
                (x - one.width / 2, y - one.height / 2, x + one.width / 2, y + one.height / 2)
            )
        assert min(box[0] for box in boxes) >= 0 and min(box[1] for box in boxes) >= 0
        assert max(box[2] for box in boxes) <= packing.width
        assert max(box[3] for box in boxes) <= packing.height
        for a, b in combinations(boxes, 2):
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


@settings(max_examples=60, deadline=None)
@given(GRAPHS)
def test_every_thing_stands_once(graph: tuple[int, list[tuple[int, int]]]) -> None:
    count, links = graph
    stood = [one for block in blocks(count, links) for column in block.columns for one in column]
    assert sorted(one for one in stood if one >= 0) == list(range(count))


@settings(max_examples=60, deadline=None)
@given(GRAPHS)
def test_a_link_passes_between_cards_and_not_behind_them(
    graph: tuple[int, list[tuple[int, int]]],
) -> None:
    layout = laid(*graph)
    for (left, right), bends in layout.bends.items():
        block = layout.places[left].block
        assert layout.places[left].x < min(x for x, _, _ in bends)
        assert max(x for _, x, _ in bends) < layout.places[right].x
        for start, end, y in bends:
            for one, place in zip(layout.cards, layout.places, strict=True):
                beside = abs(place.x - (start + end) / 2) < one.width / 2
                if place.block == block and beside:
                    assert abs(place.y - y) > one.height / 2


def test_links_lead_from_left_to_right() -> None:
    layout = laid(5, [(0, 2), (1, 2), (2, 3), (1, 4)])
    for left, right in [(0, 2), (1, 2), (2, 3), (1, 4)]:
        assert layout.places[left].x < layout.places[right].x


def test_links_are_put_in_order_so_that_they_do_not_cross() -> None:
    block = blocks(6, [(0, 5), (1, 4), (2, 3), (0, 4), (1, 3)])[0]
    first, second = block.columns
    assert [first.index(one) for one in (0, 1, 2)] in ([0, 1, 2], [2, 1, 0])
    assert [second.index(one) for one in (5, 4, 3)] in ([0, 1, 2], [2, 1, 0])


def test_a_large_part_is_split_into_blocks() -> None:
    hubs = [(hub, 3 + hub * 20 + leaf) for hub in range(3) for leaf in range(20)]
    found = blocks(63, [*hubs, (0, 23), (1, 43)])
    assert len(found) == 3
    assert all(sum(map(len, block.columns)) <= MOST_IN_BLOCK for block in found)


def test_a_label_is_cut_into_even_lines() -> None:
    assert wrap("磨坊镇港口与运河联合检查行动", 10, ("运河", "联合检查")) == (
        "磨坊镇港口与运河",
        "联合检查行动",
    )
    assert wrap("Office of Mills and Harbours of the Town", 12) == (
        "Office of Mills and",
        "Harbours of the Town",
    )


def test_a_line_begins_with_no_closing_mark() -> None:
    for line in wrap("磨坊、港口、运河、桥梁、城门、集市、船坞", 3):
        assert line[0] not in "、。，）"


@given(st.text(max_size=120), st.floats(4, 20))
def test_lines_fit_and_are_few(text: str, widest: float) -> None:
    lines = wrap(text, widest)
    assert 1 <= len(lines) <= MOST_LINES
    assert all(width(line) <= widest or len(line) == 1 for line in lines)


def test_a_direction_mark_is_not_drawn() -> None:
    assert wrap("\u202eabc\u202c\u0000", 10) == ("abc",)


def test_a_card_of_both_languages_has_the_english_small() -> None:
    both = card(Names("磨坊法院", "Mill Court"), "both")
    assert (both.lines, both.small) == (("磨坊法院",), ("Mill Court",))
    same = card(Names("Mill", "Mill"), "both")
    assert (same.lines, same.small) == (("Mill",), ())
