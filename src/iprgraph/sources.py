"""Sources: the texts that the reports of the data were made from, here or missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from iprgraph.errors import SourceError

if TYPE_CHECKING:
    from pathlib import Path

    from iprgraph.folders import Folders
    from iprgraph.reports import Report
    from iprgraph.text import Paragraph


class SourceRow(TypedDict):
    """One report: its slug, the languages of its editions, its text's file ("" if not here)."""

    report: str
    languages: list[str]
    sha256: str
    file: str


def reports(folders: Folders) -> tuple[Report, ...]:
    """Return the reports of the data, read from the authored files."""
    from iprgraph.graphs import read_graphs
    from iprgraph.reports import reports_of

    return reports_of(read_graphs(folders))


def source_rows(folders: Folders, home: Path) -> list[SourceRow]:
    """Return a row for each report. Raises SourceError where a file has another digest."""
    from iprgraph.text import find_source

    return [
        {
            "report": one.slug,
            "languages": [edition.lang for edition in one.editions],
            "sha256": one.original.sha256,
            "file": str(find_source(one.slug, one.original.sha256, home) or ""),
        }
        for one in reports(folders)
    ]


def source_paragraph(
    folders: Folders, home: Path, report: str, number: str, language: str
) -> Paragraph:
    """Return a paragraph of a report's text in a language. Raises SourceError, SegmentError.

    The report may be left out where there is only one.
    """
    from iprgraph.text import find_source, read_file

    one = _only(reports(folders), report)
    path = find_source(one.slug, one.original.sha256, home)
    if path is None:
        raise SourceError(
            f"the text of {one.slug} is not on this machine",
            remedy="add it: iprgraph source add FILE, or set IPRGRAPH_SHARED",
        )
    return read_file(path).paragraph(number, language)


def add(folders: Folders, home: Path, file: str | Path) -> str:
    """Copy a report's text into the home; return the report. Raises SourceError."""
    from iprgraph.text import add_source

    return add_source(file, {one.slug: one.original.sha256 for one in reports(folders)}, home)


def _only(known: tuple[Report, ...], slug: str) -> Report:
    """Return the report of that name, or the only one. Raises SourceError."""
    found = [one for one in known if slug in ("", one.slug)]
    if len(found) == 1:
        return found[0]
    listed = ", ".join(one.slug for one in known)
    what = f'no report "{slug}"' if slug else "there are several reports"
    raise SourceError(what, remedy=f"say --report with one of: {listed}")
