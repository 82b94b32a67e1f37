"""Neighbourhoods and paths: what is drawn, how it is chosen, what is said where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from towns import towns

from iprgraph.build import build
from iprgraph.draw import draw_around, draw_path
from iprgraph.draw.data import page_data
from iprgraph.draw.excerpt import Excerpts
from iprgraph.draw.page import page
from iprgraph.errors import DrawError
from iprgraph.folders import folders
from iprgraph.prefixes import expand
from iprgraph.store import open_store
from iprgraph.vocabulary import ipr, paragraph_graph

if TYPE_CHECKING:
    from iprgraph.draw.scene import Scene


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Excerpts:
    home = tmp_path_factory.mktemp("home")
    build(folders(), home)
    return Excerpts(open_store(home).graph, folders())


def made_up(**stated: str) -> Excerpts:
    """Return the excerpts of the invented graph with further statements `subject="object …"`."""
    store = towns()
    graph = ox.NamedNode(paragraph_graph("towns-2031", "2.1"))
    for subject, objects in stated.items():
        for one in objects.split():
            quad = (ox.NamedNode(expand(f"action:{subject}")), ipr("conductedBy"))
            store.add(ox.Quad(*quad, ox.NamedNode(expand(one)), graph))
    return Excerpts(store, folders())


def curies(scene: Scene) -> set[str]:
    return {one.curie for one in scene.things}


def between(found: Excerpts, start: str, end: str) -> Scene:
    return found.between(expand(start), expand(end))


def test_one_hop_around_a_thing_is_its_neighbours() -> None:
    scene = made_up().around(expand("action:nets"), 1)
    assert curies(scene) == {"action:nets", "agency:harbour", "right:barrel-mark"}
    assert scene.things[scene.centre or 0].curie == "action:nets"


def test_two_hops_reach_the_neighbours_of_neighbours() -> None:
    scene = made_up().around(expand("action:nets"), 2)
    assert curies(scene) - curies(made_up().around(expand("action:nets"), 1)) == {
        "action:sails",
        "case:barrel",
    }


def test_a_hub_is_drawn_and_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IPRGRAPH_HUB_LINKS", "1")
    scene = made_up().around(expand("action:nets"), 2)
    assert curies(scene) == {"action:nets", "agency:harbour", "right:barrel-mark"}
    assert any("Harbour Customs" in note.en and "Hubs" in note.en for note in scene.notes)


def test_the_real_neighbourhood_has_the_thing_in_its_middle(real: Excerpts) -> None:
    scene = real.around(expand("agency:guangdong-amr"), 2)
    data = page_data(scene, "en")
    assert data["centre"] == 0 and 20 < len(data["things"]) <= 150
    assert "Guangdong Administration for Market Regulation" in data["title"][1]
    first = data["layouts"]["en"]["arrangements"][0]
    x, y = first["places"][0]
    assert 0.25 < x / first["width"] < 0.75 and 0.25 < y / first["height"] < 0.75


@pytest.mark.parametrize("hops", [0, -1, 5])
def test_a_number_of_hops_that_says_nothing_is_an_error(hops: int) -> None:
    with pytest.raises(DrawError, match=f"{hops} is no number of hops"):
        made_up().around(expand("action:nets"), hops)


def test_a_path_leads_step_by_step_each_with_its_paragraph() -> None:
    scene = between(made_up(), "agency:mill", "agency:harbour")
    assert [one.curie for one in scene.things] == [
        "agency:mill",
        "case:barrel",
        "right:barrel-mark",
        "action:nets",
        "agency:harbour",
    ]
    steps = [(link.left, link.right) for link in scene.links]
    assert sorted(steps) == [(0, 1), (1, 2), (2, 3), (3, 4)]
    numbers = {
        link.left: [scene.paragraphs[at].number for at in link.statements[-1].paragraphs]
        for link in scene.links
    }
    assert numbers == {0: ["10.1"], 1: ["10.1"], 2: ["2.1"], 3: ["2.1", "10.1"]}
    assert any("4 steps" in one.en for one in (scene.view.description,))


def test_a_path_reads_in_the_direction_in_which_it_leads() -> None:
    scene = between(made_up(), "agency:mill", "right:barrel-mark")
    first, second = sorted(scene.links, key=lambda one: one.left)
    assert not first.statements[0].forward
    assert second.statements[0].forward


def test_ways_that_explain_as_much_are_drawn_together() -> None:
    scene = between(
        made_up(first="agency:mill agency:far", second="agency:mill agency:far"),
        "agency:mill",
        "agency:far",
    )
    assert {"action:first", "action:second"} <= curies(scene)


def test_of_two_ways_that_through_what_has_fewer_links_comes_first() -> None:
    others = " ".join(f"place:p{number}" for number in range(20))
    found = made_up(crowded=f"agency:start agency:end {others}", plain="agency:start agency:end")
    assert curies(between(found, "agency:start", "agency:end")) == {
        "agency:start",
        "action:plain",
        "agency:end",
    }


def test_a_long_detour_explains_less_than_what_much_is_linked_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("IPRGRAPH_HUB_LINKS", "4")
    found = made_up(
        short="agency:start agency:end place:a place:b place:c place:d",
        one="agency:start agency:m",
        two="agency:m agency:n",
        three="agency:n agency:end",
    )
    scene = between(found, "agency:start", "agency:end")
    assert curies(scene) == {"agency:start", "action:short", "agency:end"}
    assert any("action:short" in note.en and "not much more" in note.en for note in scene.notes)


def test_a_shorter_way_that_says_less_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IPRGRAPH_HUB_LINKS", "4")
    others = " ".join(f"place:p{number}" for number in range(40))
    found = made_up(
        short=f"agency:start agency:end {others}",
        one="agency:start agency:m",
        two="agency:m agency:end",
    )
    scene = between(found, "agency:start", "agency:end")
    assert "action:short" not in curies(scene) and len(scene.things) == 5
    assert any("With fewest steps it would be 2" in note.en for note in scene.notes)


@pytest.mark.parametrize(
    ("start", "end", "through"),
    [
        (
            "agency:guangdong-amr",
            "agency:guangzhou-ip-court",
            "agency:guangdong-ip-dispute-mediation-centre",
        ),
        (
            "agency:hong-kong-ipd",
            "agency:guangdong-amr",
            "instrument:guangdong-hong-kong-ip-cooperation-plan",
        ),
        ("agency:guangzhou-ip-court", "agency:guangdong-high-court", "agency:guangdong-courts"),
        ("action:longteng-2022", "agency:guangzhou-customs", "agency:guangdong-customs"),
        ("agency:cnipa", "agency:guangdong-amr", "recognition:patent-adjudication-excellent"),
        ("agency:state-council", "agency:guangdong-government", "instrument:central-ip-decisions"),
        ("agency:guangzhou-customs", "agency:guangdong-police", "place:guangdong"),
        (
            "instrument:guangdong-copyright-regulations",
            "agency:guangdong-copyright-administration",
            "right:copyright",
        ),
    ],
)
def test_the_real_path_is_what_a_person_would_say(
    real: Excerpts, start: str, end: str, through: str
) -> None:
    scene = between(real, start, end)
    assert through in curies(scene)
    assert all(stated.paragraphs for link in scene.links for stated in link.statements)
    assert page(scene, "zh") == page(between(real, start, end), "zh")


def test_two_things_that_nothing_connects_are_an_error_with_what_is_near() -> None:
    found = made_up(island="agency:lonely")
    with pytest.raises(DrawError, match="nothing connects agency:mill with agency:lonely") as error:
        between(found, "agency:mill", "agency:lonely")
    assert "nearest case:barrel" in error.value.remedy
    assert "from agency:lonely 1 can be reached, nearest action:island" in error.value.remedy


def test_a_thing_without_links_and_a_path_to_itself_are_errors() -> None:
    with pytest.raises(DrawError, match="links unit:case with nothing"):
        made_up().around(expand("unit:case"), 2)
    with pytest.raises(DrawError, match="both ends"):
        between(made_up(), "agency:mill", "agency:mill")


def test_pages_are_named_after_what_they_show(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("pages"))
    around = draw_around(towns(), expand("action:nets"))
    path = draw_path(towns(), (expand("agency:mill"), expand("agency:harbour")))
    assert [around.name, path.name] == ["around-nets.html", "path-mill-harbour.html"]
    assert around.is_file() and path.is_file()


@pytest.mark.parametrize("mode", ["zh", "en", "both"])
def test_no_two_cards_of_sides_or_a_line_overlap(real: Excerpts, mode: str) -> None:
    from test_views import boxes_of, overlapping

    scenes = [
        real.around(expand("agency:guangdong-amr"), 2),
        real.around(expand("place:guangdong"), 1),
        between(real, "agency:cnipa", "right:copyright"),
    ]
    for scene in scenes:
        layout = page_data(scene, "zh")["layouts"][mode]
        for arrangement in layout["arrangements"]:
            boxes = boxes_of(arrangement, layout["cards"][arrangement["cards"]])
            assert not overlapping(boxes)
