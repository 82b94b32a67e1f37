"""Every audit trips on the fault that its file plants, alone, and on nothing in the good file.

`bad/<audit>.ttl` is added to `good.ttl` and breaks exactly the rule that it is named after.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cubes import normalised
from planting import HERE, full, grown, planted, project

from iprgraph.checks.audit import finding_of, read_audits, rows_of
from iprgraph.derive import derive

if TYPE_CHECKING:
    from pathlib import Path

    from iprgraph.graphs import Graphs

FOLDERS = {
    "agreement": (),
    "meaning": ("meaning",),
    "links": ("links",),
    "vocabulary": ("vocabulary",),
    "cube": ("cube",),
}
GOOD = {name: next((HERE / name).glob("good.*")) for name in FOLDERS}
BAD = [path for name in FOLDERS for path in sorted((HERE / name / "bad").iterdir())]
NAMES = [f"{path.parent.parent.name}-{path.stem}" for path in BAD]


def seeded(*files: Path) -> tuple[str, Graphs]:
    """Return which check the first file is for, and the graphs of the files with derived facts."""
    check = files[0].parent.name
    if check == "vocabulary":  # whether a term is used, only the whole of the data can say
        return check, grown(full(), *files)
    graphs = planted(*files, ontology=check != "cube")
    return check, normalised(graphs) if check == "cube" else derive(graphs)


def tripped(*files: Path) -> set[str]:
    check, graphs = seeded(*files)
    return {audit.name for audit in read_audits(graphs, *FOLDERS[check]) if rows_of(audit, graphs)}


@pytest.mark.parametrize("check", FOLDERS)
def test_the_good_file_trips_nothing(check: str) -> None:
    assert tripped(GOOD[check]) == set()


@pytest.mark.parametrize("bad", BAD, ids=NAMES)
def test_a_bad_file_trips_its_audit_alone(bad: Path) -> None:
    assert tripped(GOOD[bad.parent.parent.name], bad) == {bad.stem}


@pytest.mark.parametrize("check", FOLDERS)
def test_every_audit_has_a_bad_file(check: str) -> None:
    audits = {audit.name for audit in read_audits(project(), *FOLDERS[check])}
    assert audits == {path.stem for path in (HERE / check / "bad").iterdir()}


@pytest.mark.parametrize("bad", BAD, ids=NAMES)
def test_a_row_is_told_in_full_in_both_languages(bad: Path) -> None:
    check, graphs = seeded(GOOD[bad.parent.parent.name], bad)
    audit = next(each for each in read_audits(graphs, *FOLDERS[check]) if each.name == bad.stem)
    for row in rows_of(audit, graphs):
        for language in ("zh", "en"):
            finding = finding_of(audit, row, graphs, check, language)
            assert "–" not in finding.message
            assert "{" not in finding.message + finding.remedy
            assert finding.remedy
