"""Mistakes in names: labels and aliases of things, metrics and the report's parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
from mistakes import Change, dropped, mistake, repointed, where
from project import ENTITIES, METRICS

from iprgraph.vocabulary import kind_and_slug

if TYPE_CHECKING:
    from random import Random

    from project import Project, Statement

OTHER = {"zh": "en", "en": "zh"}
_NAMED = (ENTITIES, METRICS, "data/reports/guangdong-2022/report.ttl")


def _language(statement: Statement) -> str:
    return (statement.text.language or "") if statement.text else ""


def _labels(project: Project, site: Statement) -> list[Statement]:
    own = project.of_subject[site.file, site.subject]
    return [each for each in own if each.property == "label"]


def _without(project: Project, site: Statement, _: Random) -> Change:
    return dropped(project, _labels(project, site))


def _one_language(project: Project, site: Statement, _: Random) -> Change:
    return dropped(project, (site,))


def _printed_alias(project: Project, site: Statement, _: Random) -> Change | None:
    """Leave out an alias that a paragraph is read by: of another no statement depends."""
    printed = site.text and (site.subject, site.text.value) in project.printed
    return dropped(project, (site,)) if printed else None


def _other_tag(project: Project, site: Statement, _: Random) -> Change | None:
    if site.text is None:
        return None
    tag = OTHER.get(_language(site), "zh")
    return repointed(project, site, ox.Literal(site.text.value, language=tag))


def _no_tag(project: Project, site: Statement, rng: Random) -> Change | None:
    if site.text is None:
        return None
    tag = rng.choice(("", "cn", "zh-Hant", "eng"))
    bare = ox.Literal(site.text.value, language=tag) if tag else ox.Literal(site.text.value)
    return repointed(project, site, bare)


def _swapped(project: Project, site: Statement, _: Random) -> Change | None:
    labels = _labels(project, site)
    if len(labels) != 2:
        return None
    turned = tuple(
        each.saying(value=ox.Literal(each.text.value, language=OTHER[_language(each)]))
        for each in labels
        if each.text
    )
    told = f"the labels of {project.show(site.triple.subject)} with their languages exchanged"
    return Change(told, tuple(labels), turned)


def _misspelt(project: Project, site: Statement, rng: Random) -> Change | None:
    """Leave out, double or exchange a character: what a hand does on a keyboard."""
    if site.text is None or len(site.text.value) < 4:
        return None
    word = site.text.value
    at = rng.randrange(1, len(word) - 1)
    wrong = rng.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )
    return repointed(project, site, ox.Literal(wrong, language=_language(site)))


def _neighbour(project: Project, site: Statement, rng: Random) -> str:
    """Return another thing of the same kind that the same file describes, "" without one."""
    kind = kind_and_slug(site.subject)[0]
    others = {
        each.subject
        for each in project.statements
        if each.file == site.file
        and each.property == "label"
        and kind_and_slug(each.subject)[0] == kind
    } - {site.subject}
    return rng.choice(sorted(others)) if others else ""


def _alias_on_another(project: Project, site: Statement, rng: Random) -> Change | None:
    other = _neighbour(project, site, rng)
    if not other:
        return None
    alias = project.properties["altLabel"]
    new = site.saying(subject=other, predicate=alias)
    return Change(f"also {project.told(new)}", added=(new,))


def _copied_label(project: Project, site: Statement, rng: Random) -> Change | None:
    other = project.value(site.file, _neighbour(project, site, rng), "label")
    if other is None or other.text is None:
        return None
    same = [each for each in _labels(project, other) if _language(each) == _language(site)]
    if not same or same[0].text is None:
        return None
    return repointed(project, site, same[0].text)


_tagged = where("label", under=_NAMED)
_aliases = where("altLabel", under=_NAMED)

MISTAKES = (
    mistake("label-missing", "a thing without any label", _tagged, _without, sure=True),
    mistake(
        "label-in-one-language", "one of two labels left out", _tagged, _one_language, sure=True
    ),
    mistake(
        "label-under-other-tag",
        "a label under the other language's tag",
        _tagged,
        _other_tag,
        sure=True,
    ),
    mistake(
        "name-under-no-tag",
        "a label or alias with no tag, or one of no edition",
        where("label", "altLabel", under=_NAMED),
        _no_tag,
        sure=True,
    ),
    mistake(
        "labels-exchanged",
        "the Chinese label as the English one and the reverse",
        _tagged,
        _swapped,
    ),
    mistake(
        "label-misspelt",
        "a character left out, doubled or exchanged in a label",
        _tagged,
        _misspelt,
    ),
    mistake(
        "label-of-neighbour", "a label copied from the block beside it", _tagged, _copied_label
    ),
    mistake(
        "name-on-another",
        "a name given to a second thing of the same kind as an alias",
        where("label", "altLabel", under=ENTITIES),
        _alias_on_another,
    ),
    mistake(
        "alias-dropped", "an alias that a paragraph is read by left out", _aliases, _printed_alias
    ),
)
