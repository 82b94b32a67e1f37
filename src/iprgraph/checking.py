"""Checking: the authored files read, assembled and checked, all of them or some."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from iprgraph.checks import CheckReport, run_checks, sort_findings
from iprgraph.checks.paths import Kind, kind_of, named_files, project_path
from iprgraph.checks.reading import AUTHORED, reading_findings, unreadable
from iprgraph.errors import LayoutError
from iprgraph.interpreter import set_for_much_work

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from iprgraph.assembly import Progress
    from iprgraph.checks import Finding
    from iprgraph.checks.scope import Scope
    from iprgraph.folders import Folders

_OTHER_REPORTS = {
    "en": "other reports were left out: whether this one agrees with them was not looked at; "
    "`iprgraph check` does",
    "zh": "未读入其他报告，因此没有检查与它们是否一致；`iprgraph check` 会检查",
}
_ELSEWHERE = {
    "en": "other files have violations too ({}); see `iprgraph check`",
    "zh": "其他文件也有违例（{}）；见 `iprgraph check`",
}
_TABLES = {
    Kind.TABLE: ("anchors", "the program writes it: iprgraph source anchors"),
    Kind.FIGURES: ("figures", "save it, then check the file"),
}
_BROKEN = {
    "en": "nothing else was looked at: mend what cannot be read first",
    "zh": "其余未检查：请先修正无法读取之处",
}


@set_for_much_work()
def check(
    folders: Folders,
    home: Path,
    *,
    files: Iterable[str | Path] = (),
    language: str = "en",
    reference: bool = False,
    progress: Progress | None = None,
) -> CheckReport:
    """Return what all checks find in the authored files, or in some of them; nothing is written.

    An authored file that cannot be read is a finding of the check "reading". With `reference`,
    pySHACL validates instead of the fast validator. Raises LayoutError for a named file that no
    check looks at, SourceError for a report's text with another digest.
    """
    paths = named_files(files, folders)
    if found := unreadable(paths, folders):
        return CheckReport(sort_findings(found), notes=(_BROKEN[language],))
    if paths and all(kind_of(path, folders).alone for path in paths):
        return CheckReport()
    from iprgraph.assembly import read_assembly
    from iprgraph.checks.scope import scope_of

    scope = scope_of(paths, folders) if paths else None
    try:
        reports = scope.reports if scope else None
        assembly = read_assembly(folders, progress, reports=reports)
        if progress:
            progress("check")
        report = run_checks(assembly, home, language=language, reference=reference, scope=scope)
    except AUTHORED as error:
        found = reading_findings(error, folders, scope.reports if scope else None)
        return CheckReport(sort_findings(found), notes=(_BROKEN[language],))
    return _told(report, scope, folders, language) if scope else report


def with_unsaved(folders: Folders, unsaved: Mapping[str, bytes]) -> Folders:
    """Return the folders with files as an editor holds them, by path. Raises LayoutError.

    Tables cannot be given so: the program writes them.
    """
    held = {project_path(name, folders): data for name, data in unsaved.items()}
    for path in held:
        if (kind := kind_of(path, folders)) in _TABLES:
            raise LayoutError(
                f"a table of {_TABLES[kind][0]} cannot stand in for the one on the disk",
                remedy=_TABLES[kind][1],
                file=folders.relative(path),
            )
    return replace(folders, unsaved={**folders.unsaved, **held}) if held else folders


def _told(report: CheckReport, scope: Scope, folders: Folders, language: str) -> CheckReport:
    """Return the findings that belong to a scope, and notes on what is left out."""
    own = tuple(finding for finding in report.findings if scope.tells(finding))
    others = [finding for finding in report.findings if not scope.tells(finding)]
    notes = []
    if scope.reports is not None and _reports(folders) - scope.reports:
        notes.append(_OTHER_REPORTS[language])
    if words := _counted(others, scope):
        notes.append(_ELSEWHERE[language].format(words))
    return CheckReport(own, notes=tuple(notes))


def _reports(folders: Folders) -> set[str]:
    """Return the folders of all reports."""
    found = (folders.data / "reports").glob("*")
    return {path.name for path in found if path.is_dir() and not path.name.startswith(".")}


def _counted(findings: Iterable[Finding], scope: Scope) -> str:
    """Return how many violations each file has: of what all reports share only if all were read."""
    counts = Counter(
        finding.file
        for finding in findings
        if finding.severity == "violation"
        and finding.file
        and (scope.reports is None or finding.file.startswith("data/reports/"))
    )
    return ", ".join(f"{file}: {count}" for file, count in sorted(counts.items()))
