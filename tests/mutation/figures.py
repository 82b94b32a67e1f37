"""Mistakes in figures: values, printed forms, units, and what the figure is of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox
from mistakes import Change, drop, dropped, mistake, repointed, where
from project import NUMBERED, REPORTS

if TYPE_CHECKING:
    from random import Random

    from mistakes import Sites
    from project import Project, Statement

_KEY = ("metric", "statistic", "area", "period", "value", "unit", "type")
_OBS = "/id/obs/"
_DIGIT = re.compile(r"[0-9]")


def _of_figure(statement: Statement) -> bool:
    return _OBS in statement.subject


def _is_figure(statement: Statement) -> bool:
    return _of_figure(statement) and statement.object.endswith("#Observation")


def _block(project: Project, site: Statement) -> tuple[Statement, ...]:
    return project.of_subject[site.file, site.subject]


def _another(project: Project, site: Statement, rng: Random) -> Change | None:
    """Give another code or thing of the object's class, one that the data uses there too."""
    used = {
        each.object
        for each in project.statements
        if each.property == site.property and _of_figure(each)
    } | set(project.like(site.object))
    others = sorted(used - {site.object, ""})
    return repointed(project, site, ox.NamedNode(rng.choice(others))) if others else None


def _near(project: Project, site: Statement, rng: Random) -> Change | None:
    """Give another place, agent or activity that the same paragraph names, if there is one."""
    here = [one for one in project.like(site.object) if one in project.named[site.file]]
    others = here or list(project.like(site.object))
    return repointed(project, site, ox.NamedNode(rng.choice(others))) if others else None


def _tenfold(project: Project, site: Statement, rng: Random) -> Change | None:
    if site.text is None:
        return None
    whole, _, part = site.text.value.partition(".")
    if rng.random() < 0.5 or whole == "0":
        value = f"{whole}{part[:1] or '0'}" + (f".{part[1:]}" if part[1:] else "")
    else:
        value = f"{whole[:-1] or '0'}.{whole[-1]}{part}"
    kind = "decimal" if "." in value else "integer"
    return repointed(
        project, site, _number(value.lstrip("0") if kind == "integer" else value, kind)
    )


def _number(value: str, kind: str) -> ox.Literal:
    return ox.Literal(
        value or "0", datatype=ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{kind}")
    )


def _digit(project: Project, site: Statement, rng: Random) -> Change | None:
    """Change a digit of a value or of a printed form."""
    if site.text is None:
        return None
    places = [match.start() for match in _DIGIT.finditer(site.text.value)]
    if not places:
        return None
    at = rng.choice(places)
    old = site.text.value
    digit = rng.choice([one for one in NUMBERED if one != old[at] and (one != "0" or at)])
    text = old[:at] + digit + old[at + 1 :]
    return repointed(project, site, _like(site.text, text))


def _like(literal: ox.Literal, text: str) -> ox.Literal:
    if literal.language:
        return ox.Literal(text, language=literal.language)
    return ox.Literal(text, datatype=literal.datatype)


def _misread(project: Project, site: Statement, rng: Random) -> Change | None:
    """Write one and the same wrong number as value and as both printed forms."""
    value = project.value(site.file, site.subject, "value")
    if value is None or value.text is None:
        return None
    digits = value.text.value.replace(".", "").rstrip("0")
    pairs = [d for d in digits if d != "0"]
    if not pairs:
        return None
    old = rng.choice(pairs)
    new = rng.choice([one for one in "123456789" if one != old])
    parts = [each for each in _block(project, site) if each.property in ("value", "statedAs")]
    told, out, put = [], [], []
    for each in parts:
        if each.text is None or old not in each.text.value:
            return None
        text = each.text.value.replace(old, new)
        told.append(text)
        out.append(each)
        put.append(each.saying(value=_like(each.text, text)))
    name = project.show(site.triple.subject)
    return Change(f"{name} read and printed as {', '.join(told)}", tuple(out), tuple(put))


def _other_form(project: Project, site: Statement, rng: Random) -> Change | None:
    """Give the printed form of another figure of the paragraph."""
    tag = site.text.language if site.text else ""
    others = sorted(
        {
            each.text.value
            for each in project.statements
            if each.file == site.file
            and each.property == "statedAs"
            and _of_figure(each)
            and each.text
            and each.text.language == tag
        }
        - {site.text.value if site.text else ""}
    )
    return (
        repointed(project, site, ox.Literal(rng.choice(others), language=tag)) if others else None
    )


def _twice(project: Project, site: Statement, rng: Random) -> Change:
    """Write the same figure again under a second address."""
    second = f"{site.subject}-{rng.choice(('2', 'b', 'new', 'total'))}"
    copies = tuple(each.saying(subject=second) for each in _block(project, site))
    return Change(f"{project.show(site.triple.subject)} again as -{second[-5:]}", added=copies)


def _whole(project: Project, site: Statement, _: Random) -> Change:
    return dropped(project, _block(project, site))


def _sibling(project: Project, site: Statement, rng: Random) -> Change | None:
    """Give a metric of the same unit, of this paragraph where it has one."""
    unit = project.value("ontology/metrics.ttl", site.object, "unit")
    same = [
        each.subject
        for each in project.statements
        if each.file == "ontology/metrics.ttl"
        and each.property == "unit"
        and unit
        and each.object == unit.object
        and each.subject != site.object
    ]
    here = [one for one in same if one in project.named[site.file]]
    chosen = sorted(here or same)
    return repointed(project, site, ox.NamedNode(rng.choice(chosen))) if chosen else None


def _of(*names: str) -> Sites:
    return where(*names, under=REPORTS, test=_of_figure)


_blocks = where("type", under=REPORTS, test=_is_figure)

MISTAKES = (
    mistake("unit-wrong", "another unit", _of("unit"), _another, sure=True),
    mistake("unit-missing", "no unit", _of("unit"), drop, sure=True),
    mistake("value-tenfold", "ten times the value, or a tenth", _of("value"), _tenfold, sure=True),
    mistake("value-digit", "a digit of the value changed", _of("value"), _digit),
    mistake("form-digit", "a digit of a printed form changed", _of("statedAs"), _digit, sure=True),
    mistake("form-dropped", "a printed form left out", _of("statedAs"), drop, sure=True),
    mistake(
        "form-of-another", "another figure's printed form", _of("statedAs"), _other_form, sure=True
    ),
    mistake(
        "figure-misread", "value and forms with the same wrong digit", _blocks, _misread, sure=True
    ),
    mistake("figure-twice", "a figure again under a second address", _blocks, _twice, sure=True),
    mistake("figure-dropped", "a figure left out", _blocks, _whole, sure=True),
    mistake("figure-part-dropped", "a part of a figure's key left out", _of(*_KEY), drop),
    mistake("period-wrong", "another period", _of("period"), _another),
    mistake("metric-sibling", "another metric of the same unit", _of("metric"), _sibling),
    mistake("statistic-wrong", "another statistic", _of("statistic"), _another),
    mistake("area-wrong", "another place", _of("area"), _near),
    mistake("agent-wrong", "another agent or activity", _of("agent", "activity"), _near),
    mistake("agent-dropped", "an agent or activity left out", _of("agent", "activity"), drop),
    mistake(
        "reference-wrong",
        "another place or period to compare with",
        _of("referenceArea", "referencePeriod"),
        _another,
    ),
    mistake(
        "reference-dropped",
        "the place or period to compare with left out",
        _of("referenceArea", "referencePeriod", "streakOf", "accordingTo"),
        drop,
    ),
)
