"""Alignments: what the ontology says of its terms and outside vocabularies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iprgraph.docs.places import OURS, local_name
from iprgraph.docs.terms import OUTWARD

if TYPE_CHECKING:
    from iprgraph.docs.places import Places
    from iprgraph.docs.statements import Statements
    from iprgraph.docs.wording import Ref, Text

# Links among ourselves, or to what every vocabulary stands on.
_GROUND = ("rdf", "rdfs", "owl", "xsd")


@dataclass(frozen=True, slots=True)
class Alignment:
    """One statement: our term, how it relates, and the outside term."""

    ours: Ref
    relation: Text
    theirs: Ref


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """An outside vocabulary with all that relates to it."""

    anchor: str
    prefix: str
    namespace: str
    alignments: tuple[Alignment, ...]


def read_alignments(ontology: Statements, places: Places) -> tuple[Vocabulary, ...]:
    """Return the relations of our terms to outside ones, by vocabulary."""
    found: dict[str, list[Alignment]] = {}
    for entry in sorted(places.entries.values(), key=lambda one: one.curie):
        for predicate, name in OUTWARD.items():
            for iri in ontology.nodes(entry.iri, predicate):
                theirs = places.ref(iri)
                prefix = theirs.curie.partition(":")[0]
                if theirs.outside and not iri.startswith((OURS, "_:")) and prefix not in _GROUND:
                    found.setdefault(prefix, []).append(Alignment(entry.ref, name, theirs))
    return tuple(
        Vocabulary(f"_vocabulary-{local_name(one)}", one, places.prefixes.get(one, ""), tuple(many))
        for one, many in sorted(found.items())
    )
