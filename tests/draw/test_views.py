"""The views of the real graph: each can be drawn, read, and traced to its paragraphs."""

from __future__ import annotations

import json
import re
import tomllib
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest

from iprgraph.build import build
from iprgraph.draw import draw, views
from iprgraph.draw.data import page_data
from iprgraph.draw.page import page
from iprgraph.draw.reader import Reader
from iprgraph.draw.rows import read_rows
from iprgraph.draw.scene import Scene, read_scene
from iprgraph.draw.selection import things
from iprgraph.draw.view import MODES, Mode, read_view
from iprgraph.errors import DrawError
from iprgraph.folders import folders
from iprgraph.prefixes import expand
from iprgraph.settings import setting
from iprgraph.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

    import pyoxigraph as ox

NAMES = [view.name for view in views()]
THEMED = [name for name in NAMES if name not in {"all", "agencies"}]
# Views whose edges are single triples; those of the others are made of several.
PLAIN = [name for name in THEMED if name not in {"cooperation", "outline", "discrepancies"}]
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    """Return the graph as it is built, with its anchors and derived figures."""
    home = tmp_path_factory.mktemp("home")
    build(folders(), home)
    return open_store(home).graph


_SCENES: dict[str, Scene] = {}


def scene_of(store: ox.Store, name: str) -> Scene:
    if name not in _SCENES:
        _SCENES[name] = read_scene(store, read_view(name))
    return _SCENES[name]


_DATA: dict[str, dict[str, Any]] = {}


def data_of(store: ox.Store, name: str) -> dict[str, Any]:
    if name not in _DATA:
        _DATA[name] = page_data(scene_of(store, name), "zh")
    return _DATA[name]


def test_there_is_a_view_of_everything_that_a_reader_asks_for() -> None:
    assert {
        "institutions",
        "cooperation",
        "laws",
        "actions",
        "platforms",
        "outline",
        "recognitions",
        "metrics",
        "discrepancies",
        "all",
    } <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_titles_names_and_readings_are_in_both_languages(store: ox.Store, name: str) -> None:
    data = data_of(store, name)
    texts = [data["title"], data["description"], *data["notes"]]
    texts += [kind["name"] for kind in data["kinds"] if kind["count"]]
    for relation in data["relations"]:
        texts += [relation["name"], relation["inverse"], relation["legend"]]
    for zh, en in texts:
        assert HAN.search(zh) and en and not HAN.search(en), (zh, en)
        assert "{" not in zh + en


@pytest.mark.parametrize("name", NAMES)
def test_a_view_defines_the_relations_of_its_query_and_no_other(store: ox.Store, name: str) -> None:
    view = read_view(name)
    assert read_rows(store, view)
    text = re.sub(r"#[^\n]*", "", view.query.read_text("utf-8"))
    named = re.findall(r"VALUES \?relation \{([^}]*)\}", text)
    named += re.findall(r"BIND\(([\w:]+) AS \?relation\)", text)
    terms = {term for part in named for term in part.split()}
    assert terms == {relation.term for relation in view.relations}


def test_every_kind_and_relation_that_has_a_style_is_in_some_view() -> None:
    where = folders().viz
    kinds = tomllib.loads((where / "kinds.toml").read_text("utf-8"))["kinds"]
    relations = tomllib.loads((where / "relations.toml").read_text("utf-8"))["relations"]
    assert set(kinds) == {style.term for view in views() for style in view.styles} - {""}
    assert set(relations) == {one.term for view in views() for one in view.relations}


@pytest.mark.parametrize("name", NAMES)
def test_every_link_has_a_paragraph_of_the_report(store: ox.Store, name: str) -> None:
    scene = scene_of(store, name)
    assert scene.links
    for link in scene.links:
        assert link.statements
        assert all(stated.paragraphs for stated in link.statements)


@pytest.mark.parametrize("name", PLAIN)
def test_what_is_said_to_be_said_stands_in_the_paragraph(store: ox.Store, name: str) -> None:
    """A statement of a plain query is the triple of the paragraph's graph."""
    view = read_view(name)
    for row in read_rows(store, view):
        subject, value = (row.right, row.left) if row.turned else (row.left, row.right)
        terms = f"<{subject}> <{expand(view.relations[row.relation].term)}> <{value}>"
        stated = store.query(f"ASK {{ GRAPH <{row.paragraph}> {{ {terms} }} }}")
        assert bool(stated) is row.said, terms


@pytest.mark.parametrize("name", THEMED)
def test_a_themed_view_has_no_more_nodes_than_a_reader_takes_in(store: ox.Store, name: str) -> None:
    scene = scene_of(store, name)
    assert 10 < len(scene.things) <= setting("theme-nodes").default


@pytest.mark.parametrize("name", NAMES)
def test_what_is_left_out_is_counted_and_told_in_the_panels(store: ox.Store, name: str) -> None:
    scene = scene_of(store, name)
    total = things(read_rows(store, read_view(name)))
    shown = {one.iri for one in scene.things}
    left_out = [iri for iri in total if iri not in shown]
    told = [note.en for note in scene.notes if f"{len(shown)} of {len(total)}" in note.en]
    assert bool(told) == bool(left_out)
    facts = {fact.value.en for one in scene.things for fact in one.facts}
    reader = Reader(store)
    assert {reader.names(iri).en for iri in left_out} <= facts


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", NAMES)
def test_no_two_cards_overlap_and_none_sticks_out(store: ox.Store, name: str, mode: Mode) -> None:
    layout = data_of(store, name)["layouts"][mode]
    for arrangement in layout["arrangements"]:
        boxes = boxes_of(arrangement, layout["cards"][arrangement["cards"]])
        assert min(box[0] for box in boxes) >= 0 and min(box[1] for box in boxes) >= 0
        assert max(box[2] for box in boxes) <= arrangement["width"]
        assert max(box[3] for box in boxes) <= arrangement["height"]
        assert not overlapping(boxes)


def test_a_link_over_several_columns_bends_around_the_cards_between(store: ox.Store) -> None:
    data = data_of(store, "metrics")
    arrangement = data["layouts"]["en"]["arrangements"][0]
    boxes = boxes_of(arrangement, data["layouts"]["en"]["cards"][arrangement["cards"]])
    assert arrangement["curved"] and arrangement["bends"]
    for bends in arrangement["bends"].values():
        for start, end, y in bends:
            for left, top, right, bottom in boxes:
                assert not (left < max(start, end) and min(start, end) < right and top < y < bottom)


def boxes_of(arrangement: dict[str, Any], cards: list[Any]) -> list[tuple[float, ...]]:
    return [
        (
            x - card["width"] / 2,
            y - card["height"] / 2,
            x + card["width"] / 2,
            y + card["height"] / 2,
        )
        for (x, y), card in zip(arrangement["places"], cards, strict=True)
    ]


def overlapping(boxes: list[tuple[float, ...]]) -> list[tuple[int, int]]:
    found = []
    numbered = sorted(enumerate(boxes), key=lambda one: one[1][0])
    for place, (number, a) in enumerate(numbered):
        for other, b in numbered[place + 1 :]:
            if b[0] >= a[2]:
                break
            if a[1] < b[3] and b[1] < a[3]:
                found.append((number, other))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_the_same_each_time(store: ox.Store, name: str) -> None:
    again = page(read_scene(store, read_view(name)), "en")
    assert page(scene_of(store, name), "en") == again


@pytest.mark.parametrize("name", NAMES)
def test_the_data_of_a_page_keeps_the_contract(store: ox.Store, name: str, tmp_path: Path) -> None:
    written = draw(store, name, tmp_path / "page.html").read_text("utf-8")
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', written, re.S)
    assert found is not None
    data = json.loads(found[1])
    things, count = data["things"], len(data["things"])
    assert data["version"] == 4 and data["view"]["name"] == name
    assert sum(kind["count"] for kind in data["kinds"]) == count
    ends = [frozenset((link["left"], link["right"])) for link in data["links"]]
    assert len(set(ends)) == len(ends) and all(len(pair) == 2 for pair in ends)
    assert {end for pair in ends for end in pair} == set(range(count))
    for one in (*things, *(stated for link in data["links"] for stated in link["statements"])):
        for place in one.get("paragraphs", ()):
            assert 0 <= place < len(data["paragraphs"])
    for layout in data["layouts"].values():
        assert all(len(cards) == count for cards in layout["cards"])
        assert {one["cards"] for one in layout["arrangements"]} == set(range(len(layout["cards"])))
        assert all(len(one["places"]) == count for one in layout["arrangements"])


def test_the_size_of_a_card_grows_with_its_measure(store: ox.Store) -> None:
    drawn = scene_of(store, "cooperation").things
    for one, other in combinations(drawn, 2):
        if one.measure < other.measure:
            assert one.scale <= other.scale
    assert len({one.scale for one in drawn}) > 1


def test_results_of_an_action_stand_on_its_card_and_in_its_panel(store: ox.Store) -> None:
    data = data_of(store, "actions")
    number = [one["curie"] for one in data["things"]].index("action:winter-olympics-copyright")
    action = data["things"][number]
    assert ["88 件", "88 cases"] in [figure["value"] for figure in action["figures"]]
    card = data["layouts"]["en"]["cards"][0][number]
    assert "88 cases" in " ".join(card["small"])
    assert all(figure["paragraphs"] for figure in action["figures"])


def test_those_who_work_together_are_linked_through_what_they_do(store: ox.Store) -> None:
    scene = scene_of(store, "cooperation")
    place = {one.curie: number for number, one in enumerate(scene.things)}
    pair = {place["agency:guangdong-amr"], place["agency:hong-kong-ipd"]}
    link = next(one for one in scene.links if {one.left, one.right} == pair)
    assert [scene.view.relations[stated.relation].term for stated in link.statements] == [
        "ipr:signedBy"
    ]
    assert "Cooperation Plan" in link.statements[0].through[0].en
    assert [scene.paragraphs[at].number for at in link.statements[0].paragraphs] == ["1.5"]


def test_common_knowledge_is_marked_as_such(store: ox.Store) -> None:
    scene = scene_of(store, "institutions")
    terms = [one.term for one in scene.view.relations]
    parents = [
        stated
        for link in scene.links
        for stated in link.statements
        if terms[stated.relation] == "ipr:parent"
    ]
    assert parents and not any(stated.said for stated in parents)


def test_a_smaller_limit_leaves_out_what_is_least_spoken_of(
    store: ox.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IPRGRAPH_THEME_NODES", "20")
    scene = read_scene(store, read_view("laws"))
    assert 2 <= len(scene.things) <= 20
    assert any("statements" in note.en for note in scene.notes)
    assert "place:guangdong" in {one.curie for one in scene.things}


def test_the_whole_graph_is_not_cut_but_refused_above_its_limit(
    store: ox.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(scene_of(store, "all").things) > setting("theme-nodes").default
    monkeypatch.setenv("IPRGRAPH_VIEW_NODES", "100")
    with pytest.raises(DrawError, match="the limit is 100"):
        read_scene(store, read_view("all"))
