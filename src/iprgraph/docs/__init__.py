"""Docs: the ontology as a site of static pages in Chinese and English that ask for nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from iprgraph.folders import Folders

__all__ = ["DocsSummary", "write_docs"]


@dataclass(frozen=True)
class DocsSummary:
    """What was written: the folder, its first page, and how much the pages describe."""

    folder: Path
    pages: int
    terms: int
    shapes: int

    @property
    def first_page(self) -> Path:
        """Return the page to open."""
        return self.folder / "index.html"


def write_docs(folders: Folders, target: Path) -> DocsSummary:
    """Write the documentation of the ontology into a folder of its own and return what it holds.

    Raises TurtleError, AuditError or QuestionError for an authored file that cannot be read, and
    DocsError for a folder that cannot be written or is not ours; then nothing has changed.
    """
    from iprgraph.docs.site import make_site
    from iprgraph.docs.writing import write_folder
    from iprgraph.graphs import read_graphs

    site = make_site(read_graphs(folders))
    return DocsSummary(write_folder(target, site.pages), len(site.pages), site.terms, site.shapes)
