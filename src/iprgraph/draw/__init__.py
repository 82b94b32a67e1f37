"""Draw: a view of the graph as one HTML page that needs no network."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from iprgraph.draw.view import MODES, Mode, View, read_view, views
from iprgraph.errors import DrawError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from iprgraph.draw.scene import Scene
    from iprgraph.folders import Folders
    from iprgraph.words import Words

__all__ = ["MODES", "Mode", "View", "draw", "draw_around", "draw_path", "views"]


def draw(
    store: ox.Store,
    name: str,
    output: Path | None = None,
    *,
    lang: str = "zh",
    renderer: str = "",
    size: str = "",
    folders: Folders | None = None,
    words: Words | None = None,
) -> Path:
    """Write the view as a page, by default `<name>.html` in the current folder; return its path.

    `lang` is the language that the page opens in: zh, en or both; the reader can change it.
    `renderer` is vis or webgl, by default what suits how much there is; `size` is a measure of the
    analysis that the cards' size shows. With `words` the page holds the sentences that it points
    to. Raises DrawError for an unknown view, language, renderer or size and for an empty view,
    ResultError for a path that cannot be written; then nothing is written.
    """
    from iprgraph.draw.scene import read_scene

    scene = read_scene(store, read_view(name, folders), words)
    return _written(scene, output, Look(lang, renderer, size), Source(store, folders, words))


def draw_around(
    store: ox.Store,
    thing: str,
    output: Path | None = None,
    *,
    hops: int = 2,
    lang: str = "zh",
    renderer: str = "",
    size: str = "",
    folders: Folders | None = None,
    words: Words | None = None,
) -> Path:
    """Write the neighbourhood of a thing, given by address, as a page; return its path.

    Raises DrawError for a thing that is linked with nothing, and as `draw` does.
    """
    from iprgraph.draw.excerpt import Excerpts
    from iprgraph.folders import folders as project_folders

    excerpts = Excerpts(store, folders or project_folders(), words)
    scene = excerpts.around(thing, hops)
    return _written(scene, output, Look(lang, renderer, size), Source(store, folders, words))


def draw_path(
    store: ox.Store,
    ends: tuple[str, str],
    output: Path | None = None,
    *,
    lang: str = "zh",
    renderer: str = "",
    size: str = "",
    folders: Folders | None = None,
    words: Words | None = None,
) -> Path:
    """Write how two things, given by address, are connected as a page; return its path.

    Raises DrawError for two that nothing connects, and as `draw` does.
    """
    from iprgraph.draw.excerpt import Excerpts
    from iprgraph.folders import folders as project_folders

    excerpts = Excerpts(store, folders or project_folders(), words)
    scene = excerpts.between(*ends)
    return _written(scene, output, Look(lang, renderer, size), Source(store, folders, words))


@dataclass(frozen=True, slots=True)
class Look:
    """How a page opens: its language, what draws it, and what sizes its cards, "" for the usual."""

    lang: str
    renderer: str
    size: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """What a page is made from: a store, the project's folders, words if asked for."""

    store: ox.Store
    folders: Folders | None
    words: Words | None


def _written(scene: Scene, output: Path | None, look: Look, source: Source) -> Path:
    """Write a scene as a page and return its path. Raises DrawError for words that are not here."""
    from iprgraph.draw.page import page
    from iprgraph.draw.standing import with_standing
    from iprgraph.export import write_file
    from iprgraph.folders import folders as project_folders

    if source.words is not None and not any(one.words for one in scene.sentences):
        raise DrawError(
            "the text of the report is not on this machine",
            remedy="add it with `iprgraph source add FILE`, or draw without --with-text",
        )
    target = Path(f"{scene.view.name}.html") if output is None else output
    shown = with_standing(scene, source.store, source.folders or project_folders(), look.size)
    write_file(target, page(shown, look.lang, look.renderer))
    return target
