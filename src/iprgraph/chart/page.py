"""Page: charts as one HTML file that runs nothing and asks the network for nothing."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateError
from markupsafe import Markup

from iprgraph.chart.drawing import svg
from iprgraph.errors import DrawError
from iprgraph.frame import FOLDER, asset, environment
from iprgraph.policy import content_policy, inline
from iprgraph.vocabulary import GRAPH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iprgraph.chart.panels import Panel
    from iprgraph.draw.view import Names
    from iprgraph.folders import Folders

_LANGUAGES = ("zh", "en")


def page(panels: Sequence[Panel], title: Names | None, folders: Folders, language: str) -> bytes:
    """Return the page, the same bytes for the same panels. Raises DrawError."""
    words = wording(folders)
    style = _read(folders, f"{FOLDER}/frame.css") + _read(folders, "charts.css")
    shown = _both(title) if title else words["title"]
    try:
        text = (
            environment(folders.viz)
            .get_template("charts.html")
            .render(
                title=shown,
                language=language,
                words=words,
                style=inline(style, "style"),
                policy=content_policy((style,), ()),
                panels=[_panel(panel, place, words) for place, panel in enumerate(panels, 1)],
                numbers=_numbers(panels),
            )
        )
    except (TemplateError, ValueError) as error:
        raise DrawError(
            f"the template of the page is wrong: {error}", file="viz/charts.html"
        ) from error
    return text.lstrip().encode("utf-8")


def _panel(panel: Panel, place: int, words: dict[str, Any]) -> dict[str, Any]:
    """Return what the template shows of a panel: its picture in both languages, and its rows."""
    said = {one: panel.words(one) for one in _LANGUAGES}
    drawn = {
        one: Markup(
            svg(
                panel,
                one,
                ident=f"p{place}-{one}",
                title=said[one].title,
                description=said[one].rows,
            )
        )
        for one in _LANGUAGES
    }
    return {
        "title": panel.title,
        "about": words["parts"] if panel.kind == "parts" else _both(panel.about),
        "unit": panel.unit,
        "from_zero": panel.from_zero,
        "rows": panel.rows,
        **drawn,
    }


def _both(names: Names) -> dict[str, str]:
    return {one: getattr(names, one) for one in _LANGUAGES}


def _numbers(panels: Sequence[Panel]) -> dict[str, str]:
    """Return how each paragraph is named: its number, with the report where there are several."""
    found = {one for panel in panels for row in panel.rows for one in row.paragraphs}
    names = {one: one.removeprefix(GRAPH) for one in found}
    reports = {name.partition("/")[0] for name in names.values()}
    if len(reports) > 1:
        return names
    return {one: name.rpartition("/")[2] for one, name in names.items()}


def wording(folders: Folders) -> dict[str, Any]:
    """Return what charts are surrounded with, in both languages. Raises DrawError."""
    try:
        return tomllib.loads(_read(folders, "charts.toml"))
    except tomllib.TOMLDecodeError as error:
        raise DrawError(f"it cannot be read: {error}", file="viz/charts.toml") from error


def _read(folders: Folders, name: str) -> str:
    """Return the text of a file of viz, with the line ends that a browser sees."""
    try:
        return asset(folders.viz / name)
    except (OSError, UnicodeDecodeError) as error:
        raise DrawError(
            f"it cannot be read: {error}", remedy="install the package again", file=f"viz/{name}"
        ) from error
