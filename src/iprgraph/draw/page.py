"""Page: a scene as one HTML file that asks the network for nothing and runs only our scripts."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateError
from markupsafe import Markup
from pyvis.network import Network

from iprgraph.draw.data import page_data, reading
from iprgraph.draw.renderer import Renderer, bundle_of, renderer_of
from iprgraph.draw.view import MODES, Mode
from iprgraph.errors import DrawError
from iprgraph.frame import FOLDER, asset, environment
from iprgraph.policy import content_policy, inline
from iprgraph.vocabulary import PERMANENT

if TYPE_CHECKING:
    from iprgraph.draw.scene import Scene

# In the order that they run in; each may use what those before it declare. The stage, which
# draws, stands before the camera.
SCRIPTS = (
    *("base", "cards", "links", "camera", "panel", "legend", "search"),
    *("table", "address", "save", "start"),
)
STAGES: dict[Renderer, tuple[str, ...]] = {"vis": ("vis",), "webgl": ("overlay", "webgl")}
_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
_OPTIONS: dict[str, Any] = {
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
}
_ESCAPES = {ord(one): f"\\u{ord(one):04x}" for one in "<>&\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class Hosted:
    """Where the graph is served: permanent addresses that begin so are found there."""

    permanent: str
    site: str


@dataclass(frozen=True, slots=True)
class Written:
    """A page, and the policy that it has in itself, to be sent with it where it is served."""

    body: bytes
    policy: str


def page(scene: Scene, lang: str = "zh", renderer: str = "") -> bytes:
    """Return the page, the same bytes for the same scene.

    Raises DrawError for a language or a renderer that is not here.
    """
    return written(scene, lang, renderer).body


def written(
    scene: Scene, lang: str = "zh", renderer: str = "", *, hosted: Hosted | None = None
) -> Written:
    """Return the page with its policy; hosted, its panel links to what else is served of a thing.

    Raises DrawError for a language or a renderer that is not here.
    """
    mode, drawn_by = _mode(lang), renderer_of(scene, renderer)
    data = page_data(scene, mode)
    data["renderer"] = drawn_by
    data["hosted"] = asdict(hosted) if hosted else None
    if drawn_by == "vis":
        data["network"] = _network(data)
    viz = scene.view.viz
    style = _asset(viz / FOLDER / "frame.css") + _asset(viz / "page.css")
    scripts = [_asset(viz / "page" / f"{name}.js") for name in _scripts(drawn_by)]
    library = _asset(_library(drawn_by, viz))
    policy = content_policy((style,), (library, *scripts))
    try:
        text = (
            environment(viz)
            .get_template("page.html")
            .render(
                scene=scene,
                mode=mode,
                rows=drawn_by == "vis",
                policy=policy,
                style=_inline(style, "style"),
                library=_inline(library, "script"),
                scripts=[_inline(script, "script") for script in scripts],
                data=Markup(json_text(data)),
                described=Markup(json_text(_described(scene))),
                reading=lambda statement: reading(scene, statement),
            )
        )
    except TemplateError as error:
        raise DrawError(
            f"the template of the page is wrong: {error}", file="viz/page.html"
        ) from error
    return Written(text.strip().encode("utf-8"), policy)


def _scripts(renderer: Renderer) -> tuple[str, ...]:
    """Return the names of the scripts of a page, in the order that they run in."""
    place = SCRIPTS.index("camera")
    return (*SCRIPTS[:place], *STAGES[renderer], *SCRIPTS[place:])


def _library(renderer: Renderer, viz: Path) -> Path:
    if renderer == "webgl":
        return bundle_of(viz)
    return Path(str(files("pyvis").joinpath(_VIS)))


def json_text(value: object) -> str:
    """Return JSON that may stand inside an HTML script element: no <, > or & is in it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_ESCAPES)


def _described(scene: Scene) -> dict[str, Any]:
    """Return the page as schema.org has it, for search engines: part of the data set."""
    view = scene.view
    texts = {"name": view.title, "description": view.description}
    return {
        "@context": "https://schema.org/",
        "@type": "WebPage",
        "inLanguage": ["zh-CN", "en"],
        "isPartOf": {"@type": "Dataset", "@id": PERMANENT},
        **{
            name: [
                {"@value": text.zh, "@language": "zh"},
                {"@value": text.en, "@language": "en"},
            ]
            for name, text in texts.items()
        },
    }


def _mode(lang: str) -> Mode:
    for mode in MODES:
        if mode == lang:
            return mode
    raise DrawError(f'no language "{lang}"', remedy=f"the languages are {', '.join(MODES)}")


def _asset(path: Path) -> str:
    """Return the text of a file to put into the page, with the line ends that a browser sees."""
    try:
        return asset(path)
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


def _network(data: dict[str, Any]) -> dict[str, Any]:
    """Return nodes and options as pyvis makes them; ids are opaque, cards and links are ours.

    The page moves the nodes to the places of the arrangement that fits it.
    """
    network = Network(directed=True)
    places = data["layouts"][data["mode"]]["arrangements"][0]["places"]
    for number, (x, y) in enumerate(places):
        network.add_node(f"n{number}", label=" ", shape="custom", x=x, y=y)
    network.set_options(json.dumps(_OPTIONS))
    nodes, _, _, _, _, options = network.get_network_data()
    return {"nodes": nodes, "options": json.loads(options)}
