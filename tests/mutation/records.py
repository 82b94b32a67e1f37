"""Mistakes in what is recorded of a report: discrepancies, inferences, omissions, its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
from mistakes import Change, drop, dropped, mistake, repointed, where
from project import METRICS, REPORTS

from iprgraph.vocabulary import kind_and_slug

if TYPE_CHECKING:
    from random import Random

    from mistakes import Sites
    from project import Project, Statement

_FOLDER = f"{REPORTS}guangdong-2022/"
_LEDGER = f"{_FOLDER}ledger.ttl"
_REPORT = f"{_FOLDER}report.ttl"


def _about(kind: str) -> Sites:
    return where(under=REPORTS, test=lambda each: kind_and_slug(each.subject)[0] == kind)


def _with(name: str, *names: str, under: str = REPORTS) -> Sites:
    """Return the places of some properties of the records of a kind."""
    return where(*names, under=under, test=lambda each: kind_and_slug(each.subject)[0] == name)


def _another_here(project: Project, site: Statement, rng: Random) -> Change | None:
    """Point to another thing that the same paragraph names."""
    others = [one for one in project.named[site.file] if one not in (site.object, site.subject)]
    return repointed(project, site, ox.NamedNode(rng.choice(others))) if others else None


def _another_code(project: Project, site: Statement, rng: Random) -> Change | None:
    """Give another code of the list."""
    others = project.like(site.object)
    return repointed(project, site, ox.NamedNode(rng.choice(others))) if others else None


def _other_edition(project: Project, site: Statement, _: Random) -> Change | None:
    others = project.like(site.object)
    return repointed(project, site, ox.NamedNode(others[0])) if others else None


def _whole(project: Project, site: Statement, _: Random) -> Change:
    return dropped(project, project.of_subject[site.file, site.subject])


def _renumbered(project: Project, site: Statement, rng: Random) -> Change | None:
    if site.text is None:
        return None
    others = sorted(
        {
            each.text.value
            for each in project.statements
            if each.file == site.file and each.property == site.property and each.text
        }
        - {site.text.value}
    )
    return repointed(project, site, ox.Literal(rng.choice(others))) if others else None


def _form_dropped(project: Project, site: Statement, _: Random) -> Change | None:
    """Leave out a form that no name of the thing gives: any other says nothing new."""
    if site.text is None:
        return None
    names = project.graphs.names.get((site.subject, site.text.language or ""), ())
    return None if site.text.value in names else dropped(project, (site,))


def _garbled(project: Project, site: Statement, rng: Random) -> Change | None:
    """Change a character of a digest, a file's name or a language."""
    if site.text is None:
        return None
    word = site.text.value
    at = rng.randrange(len(word))
    new = rng.choice([one for one in "abcdef0123456789" if one != word[at]])
    return repointed(project, site, ox.Literal(word[:at] + new + word[at + 1 :]))


_PART = ("accumulates", "growsBy", "sumOf", "partOfMetric", "numerator", "denominator")
_parts = where(*_PART, under=METRICS)

MISTAKES = (
    mistake(
        "discrepancy-part-dropped", "a part of a discrepancy left out", _about("discrepancy"), drop
    ),
    mistake(
        "discrepancy-about-another",
        "a discrepancy about another thing of the paragraph",
        _with("discrepancy", "about"),
        _another_here,
    ),
    mistake(
        "inference-part-dropped",
        "a part of an inference left out",
        _about("inference"),
        drop,
        sure=True,
    ),
    mistake(
        "inference-of-another",
        "an inference of a statement that nobody makes",
        _with("inference", "subject", "object"),
        _another_here,
        sure=True,
    ),
    mistake(
        "code-wrong",
        "another kind, severity, reason or theme of its list",
        where("differenceKind", "severity", "reason", "theme", "ipRight", under=(REPORTS, METRICS)),
        _another_code,
    ),
    mistake(
        "omitted-in-wrong-edition",
        "marked as omitted in the other edition",
        where("omittedIn", under=REPORTS),
        _other_edition,
        sure=True,
    ),
    mistake(
        "mark-dropped",
        "a mark of omission or implication left out",
        where("omittedIn", "impliedBecause", under=REPORTS),
        drop,
    ),
    mistake(
        "name-form-dropped",
        "a thing's printed form left out",
        where(
            "statedAs",
            under=REPORTS,
            test=lambda each: kind_and_slug(each.subject)[0] not in ("obs", "ledger"),
        ),
        _form_dropped,
    ),
    mistake(
        "ledger-entry-dropped",
        "an entry of the ledger left out",
        where("type", under=_LEDGER),
        _whole,
    ),
    mistake("ledger-part-dropped", "a part of a ledger entry left out", where(under=_LEDGER), drop),
    mistake(
        "report-part-dropped", "a statement of report.ttl left out", where(under=_REPORT), drop
    ),
    mistake(
        "part-renumbered",
        "a paragraph or section with another's number",
        where("number", under=_REPORT),
        _renumbered,
        sure=True,
    ),
    mistake(
        "edition-garbled",
        "a wrong character in an edition's digest, file or language",
        where("sha256", "sourceFile", "language", under=_REPORT),
        _garbled,
    ),
    mistake(
        "metric-unit-wrong",
        "another unit of a metric",
        where("unit", under=METRICS),
        _another_code,
        sure=True,
    ),
    mistake(
        "metric-type-wrong",
        "a flow as a stock or the reverse",
        where("metricType", under=METRICS),
        _another_code,
    ),
    mistake("metric-part-dropped", "what a metric is part or sum of left out", _parts, drop),
    mistake("metric-part-wrong", "a metric as part or sum of another one", _parts, _another_code),
    mistake(
        "metric-text-dropped",
        "a definition, example or duty of a metric left out",
        where(
            "definition",
            "example",
            "counterExample",
            "inScheme",
            "isDefinedBy",
            "unit",
            "metricType",
            "theme",
            under=METRICS,
        ),
        drop,
    ),
)
