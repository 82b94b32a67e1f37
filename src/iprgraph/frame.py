"""Frame: what all pages are made in: one base template, one style sheet, one way to fill them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Environment

FOLDER = "frame"  # in viz
_COLOUR = re.compile(r"--([a-z-]+): light-dark\((#[0-9a-f]+), (#[0-9a-f]+)\)")
ICON = f"{FOLDER}/icon.svg"


def environment(viz: Path, folder: str = "") -> Environment:
    """Return the templates of a folder of viz with those of the frame, everything escaped.

    `icon` is in each the icon of a page that stands alone. Raises OSError.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    templates = Environment(
        loader=FileSystemLoader([viz / folder, viz / FOLDER]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    templates.globals["icon"] = f"data:image/svg+xml,{quote(asset(viz / ICON).strip())}"
    return templates


def colours(viz: Path, scheme: str) -> dict[str, str]:
    """Return the colours of the frame by name, of a light or of a dark page. Raises OSError."""
    found = _COLOUR.findall(asset(viz / FOLDER / "frame.css"))
    return {name: light if scheme == "light" else dark for name, light, dark in found}


def style(viz: Path, own: str) -> str:
    """Return the style sheet of a kind of pages: the frame's, then its own. Raises OSError."""
    return asset(viz / FOLDER / "frame.css") + asset(viz / own)


def asset(path: Path) -> str:
    """Return a style or script with the line ends that a browser sees. Raises OSError."""
    return path.read_text(encoding="utf-8").replace("\r\n", "\n").replace("\r", "\n")
