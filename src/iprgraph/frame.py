"""Frame: what all pages are made in: one base template, one style sheet, one way to fill them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Environment

FOLDER = "frame"  # in viz


def environment(viz: Path, folder: str = "") -> Environment:
    """Return the templates of a folder of viz with those of the frame, everything escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader([viz / folder, viz / FOLDER]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def style(viz: Path, own: str) -> str:
    """Return the style sheet of a kind of pages: the frame's, then its own. Raises OSError."""
    return asset(viz / FOLDER / "frame.css") + asset(viz / own)


def asset(path: Path) -> str:
    """Return a style or script with the line ends that a browser sees. Raises OSError."""
    return path.read_text(encoding="utf-8").replace("\r\n", "\n").replace("\r", "\n")
