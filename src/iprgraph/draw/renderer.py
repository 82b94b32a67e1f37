"""Renderer: what draws a page in the browser, by how much there is to draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from iprgraph.errors import DrawError
from iprgraph.settings import limit

if TYPE_CHECKING:
    from pathlib import Path

    from iprgraph.draw.scene import Scene

Renderer = Literal["vis", "webgl"]
RENDERERS: tuple[Renderer, ...] = get_args(Renderer)


def bundle_of(viz: Path) -> Path:
    """Return where sigma.js and graphology lie as one script; set-up puts it there."""
    return viz / "webgl" / "bundle.js"


def renderer_of(scene: Scene, wanted: str = "") -> Renderer:
    """Return what draws a scene: as wanted, else WebGL where there is much to draw and it is here.

    Raises DrawError for one that is unknown, or wanted and not here.
    """
    here = bundle_of(scene.view.viz).is_file()
    if not wanted:
        return "webgl" if here and len(scene.things) > limit("canvas-nodes") else "vis"
    for one in RENDERERS:
        if one == wanted:
            break
    else:
        raise DrawError(
            f'no renderer "{wanted}"', remedy=f"the renderers are {', '.join(RENDERERS)}"
        )
    if one == "webgl" and not here:
        raise DrawError(
            "the WebGL renderer was not bundled when this was set up",
            remedy="run `make bundle` where npm can be reached, or draw with --renderer vis",
        )
    return one
