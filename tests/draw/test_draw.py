"""What a view shows, and the page that is written of it, without a browser."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from towns import HOSTILE, hostile_towns, towns

from iprgraph.draw import draw, views
from iprgraph.draw.page import SCRIPTS, STAGES, json_text, page
from iprgraph.draw.scene import Scene, read_scene
from iprgraph.draw.view import read_view
from iprgraph.errors import DrawError, IprgraphError
from iprgraph.folders import Folders, folders
from iprgraph.graphs import read_graphs

HERE = Path(__file__).parent


def scene() -> Scene:
    return read_scene(towns(), read_view("agencies"))


def labelled(one: Scene, number: int) -> str:
    return one.things[number].names.en


def data_of(path: Path) -> dict[str, Any]:
    found = re.search(r'id="data">(.*?)</script>', path.read_text("utf-8"), re.DOTALL)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


def ours(written: bytes) -> str:
    """Return a page without the drawing library in it."""
    text, cut = re.subn(
        r"<script>/\*\*\n \* vis-network.*?</script>", "", written.decode("utf-8"), flags=re.DOTALL
    )
    assert cut == 1
    return text


def copied_view(tmp_path: Path, old: str, new: str) -> Folders:
    real = folders()
    where = Folders(real.ontology, real.data, tmp_path / "queries", tmp_path / "viz")
    (where.viz / "views").mkdir(parents=True)
    (where.queries / "views").mkdir(parents=True)
    for path in (*real.viz.glob("*.*"), *real.viz.glob("views/*.toml")):
        (where.viz / path.relative_to(real.viz)).write_bytes(path.read_bytes())
    for path in real.queries.glob("views/*.rq"):
        (where.queries / path.relative_to(real.queries)).write_bytes(path.read_bytes())
    changed = 0
    changeable = (where.viz / "relations.toml", *where.viz.glob("views/*"))
    for path in (*changeable, *where.queries.glob("views/*")):
        text = path.read_text("utf-8")
        changed += old in text
        path.write_text(text.replace(old, new), "utf-8")
    assert changed
    return where


def test_the_views_have_both_titles_and_a_query() -> None:
    found = views()
    assert "agencies" in [view.name for view in found]
    for view in found:
        assert view.title.zh and view.title.en and view.description.zh and view.description.en
        assert view.query.is_file()


def test_a_scene_has_agencies_left_and_what_they_do_right() -> None:
    one = scene()
    pairs = [(labelled(one, link.left), labelled(one, link.right)) for link in one.links]
    assert pairs == [
        ("Harbour Customs", "Clean Nets"),
        ("Harbour Customs", "White Sails"),
        ("agency:nameless", "White Sails"),
        ("Mill Court", "Barrel case"),
    ]


def test_a_link_tells_every_relation_with_its_paragraphs() -> None:
    one = scene()
    relations = [one.view.relations[stated.relation].term for stated in one.links[0].statements]
    assert relations == ["ipr:ledBy", "ipr:conductedBy"]
    numbers = [
        [one.paragraphs[at].number for at in stated.paragraphs]
        for stated in one.links[0].statements
    ]
    assert numbers == [["2.1"], ["2.1", "10.1"]]


def test_a_thing_has_its_kind_names_aliases_and_what_else_is_said() -> None:
    one = scene()
    things = {thing.curie: thing for thing in one.things}
    harbour = things["agency:harbour"]
    assert one.kinds[harbour.style].en == "customs body"
    assert harbour.collective and harbour.aliases == ("港关",)
    fact = things["case:barrel"].facts[0]
    assert (fact.relation.en, fact.value.zh) == ("concerns", "木桶商标")
    assert [one.paragraphs[at].number for at in fact.paragraphs] == ["10.1"]


def test_the_page_is_the_same_each_time_whatever_the_hash_seed(tmp_path: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path; "
        "from iprgraph.draw import draw; from towns import hostile_towns; "
        "draw(hostile_towns(), 'agencies', Path(sys.argv[2]))"
    )
    pages = []
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.html"
        run = [sys.executable, "-c", code, str(HERE), str(path)]
        subprocess.run(run, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        pages.append(path.read_bytes())
    assert pages[0] == pages[1]


def test_the_real_page_is_small_and_opens_in_the_asked_language(tmp_path: Path) -> None:
    store = read_graphs(folders()).store
    for lang in ("zh", "en", "both"):
        path = draw(store, "agencies", tmp_path / "page.html", lang=lang)
        text = path.read_text("utf-8")
        assert f'data-mode="{lang}"' in text
        assert path.stat().st_size < 1_500_000


def test_the_page_names_no_address_to_load_from() -> None:
    text = ours(page(scene()))
    found = set(re.findall(r"https?://[^\s\"'<)]*", text))
    named = {one for one in found if one.startswith("https://w3id.org/iprgraph/")}
    assert found - named == {"http://www.w3.org/2000/svg", "https://schema.org/"}
    block = r'<script type="application/(?:ld\+)?json".*?</script>'  # data, which nothing loads
    outside = re.sub(block, "", text, flags=re.DOTALL)
    assert not any(one in outside for one in named)
    assert not re.findall(r"(?:src|href)=(?!\"data:image/svg)", text)


def test_the_policy_allows_the_inline_parts_only() -> None:
    text = page(scene()).decode("utf-8")
    policy = re.search(r'Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    for part in ("default-src", "connect-src", "base-uri", "form-action"):
        assert f"{part} &#39;none&#39;" in policy[1]
    assert "unsafe" not in policy[1]
    assert policy[1].count("sha256-") == 2 + len(SCRIPTS) + len(STAGES["vis"])


def test_hostile_names_stay_text_in_the_markup() -> None:
    text = ours(page(read_scene(hostile_towns(), read_view("agencies"))))
    assert text.count("<script") == text.count("</script>") == 3 + len(SCRIPTS)
    assert "<img" not in text and "<svg onload" not in text
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)
    assert data is not None
    names = {thing["name"][1] for thing in json.loads(data[1])["things"]}
    assert set(HOSTILE) <= names


def test_the_page_tells_search_engines_what_it_is_part_of() -> None:
    drawn = scene()
    title = replace(drawn.view.title, en=HOSTILE[0])
    text = page(replace(drawn, view=replace(drawn.view, title=title))).decode()
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)
    assert block is not None
    told = json.loads(block[1])
    assert told["@type"] == "WebPage" and told["isPartOf"]["@id"] == "https://w3id.org/iprgraph/"
    assert {"@value": HOSTILE[0], "@language": "en"} in told["name"]


def test_json_text_may_stand_in_a_script() -> None:
    for text in HOSTILE:
        written = json_text(text)
        assert not set("<>&\u2028\u2029") & set(written)
        assert json.loads(written) == text


def test_an_unknown_view_is_an_error_with_the_nearest_name(tmp_path: Path) -> None:
    with pytest.raises(DrawError, match='no view "agences", did you mean "agencies"'):
        draw(towns(), "agences", tmp_path / "page.html")
    assert not list(tmp_path.iterdir())


def test_a_view_is_a_name_and_not_a_path(tmp_path: Path) -> None:
    with pytest.raises(DrawError, match="no view"):
        draw(towns(), "../views/agencies", tmp_path / "page.html")


def test_an_unknown_language_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DrawError, match='no language "fr"'):
        draw(towns(), "agencies", tmp_path / "page.html", lang="fr")
    assert not list(tmp_path.iterdir())


def test_a_view_of_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DrawError, match="nothing to show"):
        draw(ox.Store(), "agencies", tmp_path / "page.html")


def test_a_view_of_too_much_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IPRGRAPH_VIEW_NODES", "3")
    with pytest.raises(DrawError, match="has 7 nodes; the limit is 3"):
        draw(towns(), "all", tmp_path / "page.html")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('left = "object"', 'left = "middle"', "wrong at 'middle'"),
        ('line = "heavy"', 'line = "wavy"', "wrong at 'wavy'"),
        ('"ipr:Court"', '"ipr:Cuort"', "wrong at 'ipr:Cuort'"),
        ("[title]", "[title", "agencies.toml: it cannot be read"),
        ("?source ?target ?relation ?paragraph", "?source ?target", "must be SELECT"),
        ('"ipr:ledBy", ', "", "ledBy is none of the view's relations"),
        ('layout = "columns"', 'layout = "pile"', "wrong at 'pile'"),
        ('"ipr:conductedWith", ', '"ipr:ledTo", ', "wrong at 'ipr:ledTo'"),
        ("GRAPH ?paragraph {", "GRAPH ?paragraph", "syntax error"),
    ],
)
def test_a_bad_definition_is_an_error_that_says_where(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    where = copied_view(tmp_path, old, new)
    with pytest.raises(IprgraphError) as caught:
        draw(towns(), "agencies", tmp_path / "page.html", folders=where)
    assert message in str(caught.value)
    assert not (tmp_path / "page.html").exists()


def test_a_page_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "folder.html").mkdir()
    for target in (tmp_path / "folder.html", tmp_path / "missing" / "page.html"):
        with pytest.raises(IprgraphError, match="cannot be written"):
            draw(towns(), "agencies", target)
    assert [path.name for path in tmp_path.iterdir()] == ["folder.html"]


def test_a_page_replaces_an_older_one_whole(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    target.write_text("older", "utf-8")
    assert draw(towns(), "agencies", target) == target
    assert target.read_text("utf-8").endswith("</html>")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_the_door_loads_nothing_heavy() -> None:
    code = (
        "import sys, iprgraph.draw; "
        "heavy = {'networkx', 'pyvis', 'jinja2', 'IPython', 'rdflib'} & set(sys.modules); "
        "sys.exit(repr(heavy) if heavy else 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_institutions_show_how_they_work_together(tmp_path: Path) -> None:
    store = read_graphs(folders()).store
    usual = data_of(draw(store, "cooperation", tmp_path / "usual.html"))
    sized = data_of(draw(store, "cooperation", tmp_path / "sized.html", size="betweenness"))
    standing = {one["curie"]: one["standing"] for one in usual["things"] if one["standing"]}
    rows = {one["name"][1]: one["value"][1] for one in standing["agency:guangdong-amr"]}
    assert {"partners", "betweenness", "eigenvector", "component", "community"} <= rows.keys()
    assert usual["caveat"][1].startswith("What is measured is cooperation")
    largest = max(sized["things"], key=lambda one: one["measure"])
    assert largest["measure"] == pytest.approx(
        max(float(row["value"][1]) for one in standing.values() for row in one[1:2]), rel=1e-3
    )
    assert largest["scale"] == 1.36 and "betweenness" in str(sized["notes"])


def test_a_size_that_is_no_measure_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DrawError, match='no measure "fame"'):
        draw(towns(), "agencies", tmp_path / "page.html", size="fame")
    assert not list(tmp_path.iterdir())
