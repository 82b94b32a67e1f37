"""Mistakes in relations between things, and in what a thing is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
from mistakes import Change, drop, dropped, mistake, repointed, turned, where
from project import ENTITIES, REPORTS, local

from iprgraph.vocabulary import kind_and_slug

if TYPE_CHECKING:
    from random import Random

    from project import Project, Statement

_BOOKKEEPING = (
    *("type", "label", "altLabel", "comment", "statedAs", "omittedIn", "impliedBecause"),
    *("about", "differenceKind", "severity", "subject", "predicate", "object", "inScheme"),
)
_RECORDS = ("obs", "discrepancy", "inference", "report", "edition", "section", "ledger", "metric")
_SYMMETRIC = ("related",)
_XSD = "http://www.w3.org/2001/XMLSchema#"


def _relates(statement: Statement) -> bool:
    """Return whether a statement relates two things: no figure, record or bookkeeping."""
    return (
        statement.property not in _BOOKKEEPING
        and kind_and_slug(statement.subject)[0] not in ("", *_RECORDS)
        and bool(kind_and_slug(statement.object)[0])
    )


def _is_typed(statement: Statement) -> bool:
    return statement.property == "type" and "iprgraph" in statement.object


def _swapped(project: Project, site: Statement, _: Random) -> Change | None:
    if site.property in _SYMMETRIC:
        return None
    new = site.saying(subject=site.object, value=ox.NamedNode(site.subject))
    return turned(project, site, new)


def _same_class(project: Project, site: Statement, rng: Random) -> Change | None:
    others = project.like(site.object)
    return repointed(project, site, ox.NamedNode(rng.choice(others))) if others else None


def _same_paragraph(project: Project, site: Statement, rng: Random) -> Change | None:
    kind = kind_and_slug(site.object)[0]
    here = [
        one
        for one in project.named[site.file]
        if kind_and_slug(one)[0] == kind and one not in (site.object, site.subject)
    ]
    return repointed(project, site, ox.NamedNode(rng.choice(here))) if here else None


def _added(project: Project, site: Statement, rng: Random) -> Change | None:
    others = project.like(site.object)
    if not others:
        return None
    new = site.saying(value=ox.NamedNode(rng.choice(others)))
    return Change(f"also {project.told(new)}", added=(new,))


def _other_subject(project: Project, site: Statement, rng: Random) -> Change | None:
    others = [one for one in project.like(site.subject) if one != site.object]
    return turned(project, site, site.saying(subject=rng.choice(others))) if others else None


def _neighbour_property(project: Project, site: Statement, rng: Random) -> Change | None:
    """Use a property that elsewhere points to things of the same kind."""
    kind = kind_and_slug(site.object)[0]
    others = sorted(
        {
            each.property
            for each in project.statements
            if kind_and_slug(each.object)[0] == kind and _relates(each)
        }
        - {site.property}
    )
    if not others:
        return None
    return turned(project, site, site.saying(predicate=project.properties[rng.choice(others)]))


def _misspelt_thing(project: Project, site: Statement, rng: Random) -> Change:
    return repointed(project, site, ox.NamedNode(_misspelt(site.object, rng)))


def _misspelt_term(project: Project, site: Statement, rng: Random) -> Change:
    wrong = ox.NamedNode(_misspelt(site.triple.predicate.value, rng))
    return turned(project, site, site.saying(predicate=wrong))


def _misspelt_subject(project: Project, site: Statement, rng: Random) -> Change:
    wrong = _misspelt(site.subject, rng)
    block = project.of_subject[site.file, site.subject]
    told = f"the block of {project.show(site.triple.subject)} begins {local(wrong)}"
    return Change(told, block, tuple(each.saying(subject=wrong) for each in block))


def _misspelt(iri: str, rng: Random) -> str:
    """Leave out or double a letter in the last part of an address."""
    name = local(iri)
    at = rng.randrange(len(name) // 2, len(name))
    wrong = name[:at] + rng.choice(("", name[at] * 2)) + name[at + 1 :]
    return iri[: len(iri) - len(name)] + wrong


def _other_class(project: Project, site: Statement, rng: Random) -> Change:
    others = [one for one in project.classes if one != site.object]
    return repointed(project, site, ox.NamedNode(rng.choice(others)))


def _sibling_class(project: Project, site: Statement, rng: Random) -> Change | None:
    """Give another class that things with the same kind of address have."""
    base = site.subject[: -len(local(site.subject))]
    others = sorted(
        {
            one
            for thing, classes in project.types.items()
            if thing.startswith(base)
            for one in classes
            if "iprgraph" in one
        }
        - {site.object}
    )
    return repointed(project, site, ox.NamedNode(rng.choice(others))) if others else None


def _as_text(project: Project, site: Statement, rng: Random) -> Change | None:
    """Write a thing as text, or a typed value as a plain string or of another type."""
    if site.text is None:
        return repointed(project, site, ox.Literal(project.show(site.triple.object)))
    kinds = [
        kind for kind in ("string", "double", "gYear") if _XSD + kind != site.text.datatype.value
    ]
    kind = ox.NamedNode(_XSD + rng.choice(kinds))
    return repointed(project, site, ox.Literal(site.text.value, datatype=kind))


def _is_typed_value(statement: Statement) -> bool:
    text = statement.text
    return text is not None and not text.language and text.datatype.value != f"{_XSD}string"


def _whole(project: Project, site: Statement, _: Random) -> Change:
    return dropped(project, project.of_subject[site.file, site.subject])


def _moved(project: Project, site: Statement, rng: Random) -> Change:
    """Write a thing's statements of one paragraph into the file of another one."""
    file = rng.choice([one for one in project.paragraphs if one != site.file])
    block = project.of_subject[site.file, site.subject]
    told = f"the block of {project.show(site.triple.subject)} in {file} instead of {site.file}"
    return Change(told, block, tuple(each.moved(file) for each in block))


def _other_date(project: Project, site: Statement, rng: Random) -> Change | None:
    if site.text is None or site.text.datatype.value != f"{_XSD}date":
        return None
    year, month, day = map(int, site.text.value.split("-"))
    year, month, day = rng.choice(
        (
            (year - 1, month, day),
            (year + 1, month, day),
            (year, month % 12 + 1, min(day, 28)),
            (year, month, day % 28 + 1),
        )
    )
    date = ox.NamedNode(f"{_XSD}date")
    return repointed(project, site, ox.Literal(f"{year}-{month:02}-{day:02}", datatype=date))


def _is_date(statement: Statement) -> bool:
    return statement.text is not None and statement.text.datatype.value == f"{_XSD}date"


def _written_once(statement: Statement) -> bool:
    return statement.property == "metric" or _relates(statement)


_relations = where(under=(REPORTS, ENTITIES), test=_relates)
_paragraph_relations = where(under=REPORTS, test=_relates)
_hierarchy = where(under=ENTITIES, test=_relates)
_types = where(under=(REPORTS, ENTITIES), test=_is_typed)
_described = where("type", under=ENTITIES)

MISTAKES = (
    mistake("direction-swapped", "subject and object exchanged", _relations, _swapped),
    mistake("relation-dropped", "a relation of a paragraph left out", _paragraph_relations, drop),
    mistake(
        "object-of-class", "another thing of the object's class", _paragraph_relations, _same_class
    ),
    mistake(
        "object-of-paragraph",
        "another thing of its kind that the paragraph names",
        _paragraph_relations,
        _same_paragraph,
    ),
    mistake(
        "subject-of-class",
        "another thing of the subject's class",
        _paragraph_relations,
        _other_subject,
    ),
    mistake(
        "relation-added",
        "a relation more, to a thing of the same class",
        _paragraph_relations,
        _added,
    ),
    mistake(
        "property-of-neighbour",
        "a property that points to the same kind of thing",
        _relations,
        _neighbour_property,
    ),
    mistake("place-in-hierarchy", "another parent, place or collective", _hierarchy, _same_class),
    mistake("hierarchy-dropped", "the parent, place or collective left out", _hierarchy, drop),
    mistake(
        "thing-misspelt",
        "an address misspelt where it is used",
        _relations,
        _misspelt_thing,
        sure=True,
    ),
    mistake(
        "block-misspelt",
        "an address misspelt where it is described",
        _described,
        _misspelt_subject,
        sure=True,
    ),
    mistake("term-misspelt", "a property misspelt", _relations, _misspelt_term, sure=True),
    mistake("class-wrong", "another class", _types, _other_class),
    mistake("class-of-sibling", "another class of its kind of thing", _types, _sibling_class),
    mistake("class-dropped", "no class", where("type", under=(REPORTS, ENTITIES)), drop),
    mistake("thing-as-text", "text where a thing must stand", _relations, _as_text, sure=True),
    mistake(
        "datatype-wrong",
        "a number, date or truth value of another type",
        where(under=(REPORTS, ENTITIES), test=_is_typed_value),
        _as_text,
        sure=True,
    ),
    mistake(
        "date-wrong",
        "another day, month or year",
        where(under=(REPORTS, ENTITIES), test=_is_date),
        _other_date,
    ),
    mistake("thing-dropped", "a thing's description left out", _described, _whole, sure=True),
    mistake(
        "block-moved",
        "a block in another paragraph's file",
        where(under=REPORTS, test=_written_once),
        _moved,
    ),
)
