"""Names in RDF: each literal that names a thing is a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.errors import LinkError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from iprgraph.linking.table import Row

SUBJECT, PROPERTY, NAME, LANGUAGE = "subject", "property", "name", "language"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_NAMING = frozenset(
    [
        "http://www.w3.org/2000/01/rdf-schema#label",
        f"{_SKOS}prefLabel",
        f"{_SKOS}altLabel",
        f"{_SKOS}hiddenLabel",
        f"{_SKOS}notation",
        "http://purl.org/dc/terms/title",
        "http://purl.org/dc/elements/1.1/title",
        "http://schema.org/name",
        "https://schema.org/name",
        "http://schema.org/alternateName",
        "https://schema.org/alternateName",
        "http://xmlns.com/foaf/0.1/name",
        "http://www.geonames.org/ontology#name",
        "http://www.geonames.org/ontology#officialName",
        "http://www.geonames.org/ontology#alternateName",
        "http://www.w3.org/2006/vcard/ns#fn",
    ]
)
_OWN_ENDINGS = {".xml": "rdf"}


@dataclass(frozen=True)
class RdfTable:
    """A file of RDF as a table of names; a property that is not known to name may be added."""

    path: Path
    more: frozenset[str] = frozenset()
    encoding: str = "utf-8"

    @property
    def columns(self) -> tuple[str, ...]:
        """Return subject, property, name and language."""
        return (SUBJECT, PROPERTY, NAME, LANGUAGE)

    def rows(self, heard: list[int] | None = None) -> Iterator[Row]:
        """Yield the names of things. Raises LinkError where the file is not RDF."""
        ending = self.path.suffix.lower()
        form = ox.RdfFormat.from_extension(_OWN_ENDINGS.get(ending, ending[1:]))
        if form is None:
            raise LinkError(
                f'no form of RDF has the ending "{ending}"',
                remedy="name it .ttl, .nt, .nq, .trig, .rdf or .jsonld",
                file=self.path,
            )
        named = _NAMING | self.more
        with self.path.open("rb") as file:
            try:
                base = self.path.absolute().as_uri()
                for quad in ox.parse(file, format=form, base_iri=base):
                    if quad.predicate.value in named and isinstance(quad.object, ox.Literal):
                        if heard is not None:
                            heard[0] = file.tell()
                        yield _row(quad)
            except SyntaxError as error:
                raise LinkError(
                    f"no RDF: {error}", remedy="mend the file, or say --format", file=self.path
                ) from error


def _row(quad: ox.Quad) -> Row:
    subject, name = quad.subject, quad.object
    held = subject.value if isinstance(subject, ox.NamedNode) else str(subject)
    assert isinstance(name, ox.Literal)
    return (held, quad.predicate.value, name.value, name.language or "")
