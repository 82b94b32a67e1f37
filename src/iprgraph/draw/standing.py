"""Standing: what the analysis of cooperation says of the institutions that a scene shows."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from iprgraph.analysis.centrality import standings
from iprgraph.analysis.communities import communities
from iprgraph.analysis.network import read_network
from iprgraph.draw.reader import Reader
from iprgraph.draw.scene import scaled
from iprgraph.draw.view import Names, names_of, sentences
from iprgraph.errors import DrawError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyoxigraph as ox

    from iprgraph.draw.scene import Scene
    from iprgraph.folders import Folders

SIZES = ("partners", "betweenness", "eigenvector")


@dataclass(frozen=True, slots=True)
class _Place:
    """An institution among the others: its measures by name, and its community."""

    measures: Mapping[str, float]
    component: int
    number: int
    theme: str


def with_standing(scene: Scene, store: ox.Store, folders: Folders, size: str = "") -> Scene:
    """Return the scene with the measures of its institutions, its cards sized by one if asked.

    Raises DrawError for a measure that is unknown or that nothing here has, AnalysisError.
    """
    if size and size not in SIZES:
        raise DrawError(f'no measure "{size}"', remedy=f"the measures are {', '.join(SIZES)}")
    found = _places(store, folders)
    shown = [found.get(one.iri) for one in scene.things]
    if not any(shown):
        if size:
            raise DrawError(
                "nothing in this view works together with another, as far as is told",
                remedy="size the views cooperation, institutions, agencies or all",
            )
        return scene
    words = tomllib.loads((folders.viz / "analysis.toml").read_text("utf-8"))
    reader = Reader(store)
    told = replace(
        scene,
        caveat=names_of(words["caveat"]),
        things=tuple(
            replace(one, standing=_told(place, words["columns"], reader)) if place else one
            for one, place in zip(scene.things, shown, strict=True)
        ),
    )
    if not size:
        return told
    note = names_of(sentences(folders)["sizes"][size])
    others = tuple(one for one in told.notes if one not in scene.view.notes)
    return replace(
        told,
        things=scaled(told.things, [place.measures[size] if place else 0 for place in shown]),
        notes=(note, *others),
    )


def _places(store: ox.Store, folders: Folders) -> dict[str, _Place]:
    """Return the standing of each institution that works with another, by address."""
    network = read_network(store, folders)
    belongs = {
        member: (number, one.theme)
        for number, one in enumerate(communities(network), 1)
        for member in one.members
    }
    return {
        network.institutions[one.institution]: _Place(
            {
                "partners": one.partners,
                "betweenness": one.betweenness,
                "eigenvector": one.eigenvector,
            },
            one.component,
            *belongs.get(one.institution, (0, "")),
        )
        for one in standings(network)
    }


def _told(
    place: _Place, columns: Mapping[str, Mapping[str, str]], reader: Reader
) -> tuple[tuple[Names, Names], ...]:
    """Return the measures of an institution in words: what, and how much."""
    measures = [
        (names_of(columns[name]), Names(text, text))
        for name in SIZES
        for text in (f"{place.measures[name]:.4g}",)
    ]
    part = str(place.component)
    measures.append((names_of(columns["component"]), Names(part, part)))
    if place.number:
        theme = reader.names(place.theme) if place.theme else Names("", "")
        number = str(place.number)
        named = Names(
            f"{number} · {theme.zh}" if theme.zh else number,
            f"{number} · {theme.en}" if theme.en else number,
        )
        measures.append((names_of(columns["number"]), named))
    return tuple(measures)
