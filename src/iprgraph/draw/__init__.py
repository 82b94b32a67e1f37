"""Draw: a view of the graph as one HTML page that needs no network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from iprgraph.draw.view import MODES, Mode, View, read_view, views

if TYPE_CHECKING:
    import pyoxigraph as ox

    from iprgraph.folders import Folders

__all__ = ["MODES", "Mode", "View", "draw", "views"]


def draw(
    store: ox.Store,
    name: str,
    output: Path | None = None,
    *,
    lang: str = "zh",
    folders: Folders | None = None,
) -> Path:
    """Write the view as a page, by default `<name>.html` in the current folder; return its path.

    `lang` is the language that the page opens in: zh, en or both; the reader can change it.
    Raises DrawError for an unknown view or language and for an empty view, ResultError for a path
    that cannot be written; then nothing is written.
    """
    from iprgraph.draw.page import page
    from iprgraph.draw.scene import read_scene
    from iprgraph.export import write_file

    view = read_view(name, folders)
    target = Path(f"{name}.html") if output is None else output
    write_file(target, page(read_scene(store, view), lang))
    return target
