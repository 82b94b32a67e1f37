"""Page: a scene as one HTML file that asks the network for nothing and runs only our scripts."""

from __future__ import annotations

import json
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from markupsafe import Markup
from pyvis.network import Network

from iprgraph.draw.card import METRICS, card
from iprgraph.draw.layout import arrange, blocks
from iprgraph.draw.view import MODES, Mode, Names
from iprgraph.errors import DrawError
from iprgraph.policy import content_policy, inline

if TYPE_CHECKING:
    from iprgraph.draw.card import Card
    from iprgraph.draw.layout import Layout
    from iprgraph.draw.scene import Fact, Link, Scene, Thing
    from iprgraph.draw.view import Relation

_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"randomSeed": 1, "improvedLayout": False},
    "interaction": {
        "dragNodes": False,
        "hover": True,
        "selectConnectedEdges": False,
        "tooltipDelay": 100000,
        "zoomSpeed": 0.6,
    },
    "nodes": {"labelHighlightBold": False},
    "edges": {
        "selectionWidth": 0,
        "hoverWidth": 0,
        "smooth": {
            "enabled": True,
            "type": "cubicBezier",
            "forceDirection": "horizontal",
            "roundness": 0.8,
        },
    },
}
_ESCAPES = {ord(one): f"\\u{ord(one):04x}" for one in "<>&\u2028\u2029"}


def page(scene: Scene, lang: str = "zh") -> bytes:
    """Return the page, the same bytes for the same scene. Raises DrawError for a bad language."""
    mode = _mode(lang)
    viz = scene.view.viz
    style, script = _asset(viz / "page.css"), _asset(viz / "page.js")
    library = _asset(Path(str(files("pyvis").joinpath(_VIS))))
    environment = Environment(
        loader=FileSystemLoader(viz),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    try:
        text = environment.get_template("page.html").render(
            scene=scene,
            mode=mode,
            policy=content_policy((style,), (library, script)),
            style=_inline(style, "style"),
            library=_inline(library, "script"),
            script=_inline(script, "script"),
            data=Markup(json_text(_data(scene, mode))),
            forward=[_forward(scene, one) for one in range(len(scene.relations))],
        )
    except TemplateError as error:
        raise DrawError(
            f"the template of the page is wrong: {error}", file="viz/page.html"
        ) from error
    return text.encode("utf-8")


def json_text(value: object) -> str:
    """Return JSON that may stand inside an HTML script element: no <, > or & is in it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_ESCAPES)


def _mode(lang: str) -> Mode:
    for mode in MODES:
        if mode == lang:
            return mode
    raise DrawError(f'no language "{lang}"', remedy=f"the languages are {', '.join(MODES)}")


def _asset(path: Path) -> str:
    """Return the text of a file to put into the page, with the line ends that a browser sees."""
    try:
        return path.read_text(encoding="utf-8").replace("\r\n", "\n").replace("\r", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise DrawError(
            f"it cannot be read: {error}", remedy="install the package again", file=path.name
        ) from error


def _inline(text: str, tag: str) -> Markup:
    """Return a style or script to stand between its tags. Raises DrawError if it would end them."""
    try:
        return inline(text, tag)
    except ValueError as error:
        raise DrawError(str(error)) from error


def _forward(scene: Scene, relation: int) -> Names:
    """Return how a relation reads from left to right."""
    return _readings(scene.view.relations[relation], scene.relations[relation], scene)[0]


def _readings(relation: Relation, label: Names, scene: Scene) -> tuple[Names, Names]:
    """Return how a relation reads from left to right, and from right to left."""
    turned = relation.inverse or Names(f"← {label.zh}", f"← {label.en}")
    return (turned, label) if scene.view.object_left else (label, turned)


def _data(scene: Scene, mode: Mode) -> dict[str, Any]:
    """Return all that the page's script needs."""
    pairs = [(link.left, link.right) for link in scene.links]
    parts = blocks(len(scene.things), pairs)
    layouts = {one: arrange(parts, _cards(scene, one)) for one in MODES}
    return {
        "mode": mode,
        "metrics": METRICS,
        "network": _network(scene, layouts[mode]),
        "styles": _styles(scene),
        "relations": _relations(scene),
        "paragraphs": [[one.number, one.heading.zh, one.heading.en] for one in scene.paragraphs],
        "things": [_thing(one) for one in scene.things],
        "links": [_link(one) for one in scene.links],
        "layouts": {one: _layout(layout) for one, layout in layouts.items()},
    }


def _cards(scene: Scene, mode: Mode) -> list[Card]:
    """Return all things' cards in a language."""
    view = scene.view
    return [
        card(one.names, mode, view.unbroken, bold=view.styles[one.style].solid)
        for one in scene.things
    ]


def _network(scene: Scene, layout: Layout) -> dict[str, Any]:
    """Return nodes, edges and options as pyvis makes them; ids are opaque, labels are ours."""
    network = Network(directed=True)
    corners = layout.packings[-1].corners
    for number, place in enumerate(layout.places):
        left, top = corners[place.block]
        network.add_node(f"n{number}", label=" ", shape="custom", x=left + place.x, y=top + place.y)
    for number, link in enumerate(scene.links):
        line = scene.view.relations[link.statements[0].relation].line
        network.add_edge(
            f"n{link.left}",
            f"n{link.right}",
            id=f"e{number}",
            arrows="",
            width=line.width,
            dashes=list(line.dashes) or False,
        )
    network.set_options(json.dumps(_OPTIONS))
    nodes, edges, _, _, _, options = network.get_network_data()
    return {"nodes": nodes, "edges": edges, "options": json.loads(options)}


def _styles(scene: Scene) -> list[dict[str, Any]]:
    count = Counter(thing.style for thing in scene.things)
    return [
        {
            "zh": names.zh,
            "en": names.en,
            "path": style.path,
            "light": style.light,
            "dark": style.dark,
            "solid": style.solid,
            "count": count[number],
        }
        for number, (style, names) in enumerate(zip(scene.view.styles, scene.kinds, strict=True))
    ]


def _relations(scene: Scene) -> list[dict[str, Any]]:
    count = Counter(stated.relation for link in scene.links for stated in link.statements)
    rows = []
    for number, (relation, label) in enumerate(
        zip(scene.view.relations, scene.relations, strict=True)
    ):
        forward, backward = _readings(relation, label, scene)
        rows.append(
            {
                "forward": [forward.zh, forward.en],
                "backward": [backward.zh, backward.en],
                "width": relation.line.width,
                "dashes": list(relation.line.dashes),
                "count": count[number],
            }
        )
    return rows


def _thing(thing: Thing) -> dict[str, Any]:
    return {
        "zh": thing.names.zh,
        "en": thing.names.en,
        "curie": thing.curie,
        "style": thing.style,
        "many": thing.collective,
        "aliases": thing.aliases,
        "facts": [_fact(one) for one in thing.facts],
    }


def _fact(fact: Fact) -> list[Any]:
    relation, value = fact.relation, fact.value
    return [[relation.zh, relation.en], [value.zh, value.en], fact.paragraphs]


def _link(link: Link) -> list[Any]:
    return [link.left, link.right, [[one.relation, one.paragraphs] for one in link.statements]]


def _layout(layout: Layout) -> dict[str, Any]:
    return {
        "cards": [[one.lines, one.small, one.width, one.height] for one in layout.cards],
        "places": [[one.block, one.x, one.y] for one in layout.places],
        "sizes": layout.sizes,
        "packings": [[one.width, one.height, one.corners] for one in layout.packings],
    }
