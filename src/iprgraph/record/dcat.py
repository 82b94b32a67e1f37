"""DCAT: the graph, its parts, files and services as a DCAT 3 catalogue, after DCAT-AP 3.0.1.

The dataset is abstract; a release is a version of it, and the files are the version's. Whatever a
property leads to has its class beside it, because a profile is checked without the vocabularies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox

from iprgraph.prefixes import expand, prefix_table
from iprgraph.record.about import SERIES
from iprgraph.vocabulary import PERMANENT, RDF_TYPE, RDFS_LABEL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from iprgraph.record.about import About, Part, Service
    from iprgraph.record.file import File

CATALOGUE = f"{PERMANENT}catalogue"
DATASET = PERMANENT
PUBLISHER = f"{PERMANENT}#developers"
_SPDX = "http://spdx.org/rdf/terms#"
_IANA = "http://www.iana.org/assignments/media-types/"
_PROFILE = "https://semiceu.github.io/DCAT-AP/releases/3.0.1"
_SHA256 = f"{_SPDX}checksumAlgorithm_sha256"
_XSD = "http://www.w3.org/2001/XMLSchema#"

_Value = ox.NamedNode | ox.BlankNode | ox.Literal
_Subject = ox.NamedNode | ox.BlankNode


def record_bytes(record: Iterable[ox.Triple]) -> bytes:
    """Return a catalogue record as Turtle."""
    prefixes = {**prefix_table(), "spdx": _SPDX, "iana": _IANA}
    return ox.serialize(record, format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b""


def release_iri(version: str) -> str:
    """Return the address of a version of the graph."""
    return f"{PERMANENT}release/{quote(version)}"


def catalogue_record(
    told: About,
    *,
    site: str = PERMANENT,
    files: Iterable[File] = (),
    base: str = "",
    before: str = "",
) -> list[ox.Triple]:
    """Return the catalogue record of the graph, sorted.

    `site` is where its services are; `files` lie below `base`, by default the release's address;
    `before` is the version of the release before this one.
    """
    return sorted(set(_Record(told, site, base, before).triples(tuple(files))), key=str)


class _Record:
    """One catalogue record while it is written."""

    def __init__(self, told: About, site: str, base: str, before: str) -> None:
        self.told = told
        self.site = site if site.endswith("/") else f"{site}/"
        self.version = release_iri(told.version)
        self.base = (base or self.version).rstrip("/") + "/"
        self.before = before
        self._blanks = 0

    def triples(self, files: tuple[File, ...]) -> Iterator[ox.Triple]:
        """Yield the whole record."""
        yield from self._catalogue()
        yield from self._dataset()
        yield from self._series()
        yield from self._release(files)
        for part in self.told.parts:
            yield from self._part(part, files)
        for service in self.told.services:
            yield from self._service(service)

    def _catalogue(self) -> Iterator[ox.Triple]:
        told, node = self.told, _node(CATALOGUE)
        yield from self._common(node, "dcat:Catalog", told.title, told.description)
        for language in told.languages.values():
            yield _say(node, "dcterms:language", _node(language))
        for iri in (DATASET, SERIES, self.version, *(part.iri for part in told.parts)):
            yield _say(node, "dcat:dataset", _node(iri))
        for service in told.services:
            yield _say(node, "dcat:service", _node(self.site + service.path))
        yield _say(node, "foaf:homepage", _node(self.site))
        yield _type(self.site, "foaf:Document")
        yield from self._licence(node)
        yield from self._themes(node, taxonomy=True)
        record = _node(f"{CATALOGUE}#record")
        yield _type(record.value, "dcat:CatalogRecord")
        yield _say(node, "dcat:record", record)
        yield _say(record, "foaf:primaryTopic", _node(DATASET))
        yield _say(record, "dcterms:modified", _date(told.date))
        yield _say(record, "dcterms:conformsTo", _node(_PROFILE))
        yield _type(_PROFILE, "dcterms:Standard")

    def _dataset(self) -> Iterator[ox.Triple]:
        told, node = self.told, _node(DATASET)
        yield from self._whole(node)
        yield _say(node, "dcat:hasVersion", _node(self.version))
        yield _say(node, "dcat:hasCurrentVersion", _node(self.version))
        yield _say(node, "dcterms:identifier", ox.Literal(DATASET))
        yield _say(node, "dcat:landingPage", _node(self.site))
        for part in told.parts:
            yield _say(node, "dcterms:hasPart", _node(part.iri))

    def _release(self, files: Iterable[File]) -> Iterator[ox.Triple]:
        node = _node(self.version)
        yield from self._whole(node)
        yield _say(node, "dcat:version", ox.Literal(self.told.version))
        yield _say(node, "dcat:isVersionOf", _node(DATASET))
        yield _say(node, "dcterms:identifier", ox.Literal(self.version))
        if self.before and self.before != self.told.version:
            yield _say(node, "dcat:previousVersion", _node(release_iri(self.before)))
            yield _say(node, "dcat:prev", _node(release_iri(self.before)))
            yield _type(release_iri(self.before), "dcat:Dataset")
            yield _type(release_iri(self.before), "dcat:Resource")
            titles = _versioned(self.told.title, self.before)
            yield from _texts(_node(release_iri(self.before)), "dcterms:title", titles)
            yield from _texts(
                _node(release_iri(self.before)), "dcterms:description", self.told.description
            )
        for file in files:
            yield from self._distribution(node, file)

    def _whole(self, node: ox.NamedNode) -> Iterator[ox.Triple]:
        """Yield what the abstract dataset and its version share."""
        told = self.told
        title = _versioned(told.title, told.version) if node.value == self.version else told.title
        yield from self._common(node, "dcat:Dataset", title, told.description)
        for language, words in told.keywords.items():
            for word in words:
                yield _say(node, "dcat:keyword", ox.Literal(word, language=language))
        for language in told.languages.values():
            yield _say(node, "dcterms:language", _node(language))
        yield from self._themes(node)
        yield _say(node, "dcterms:accrualPeriodicity", _node(told.frequency))
        yield _type(told.frequency, "dcterms:Frequency")
        reports = [part for part in told.parts if not part.outside]
        for place in dict.fromkeys(place for part in reports for place in part.places):
            yield from self._place(node, place)
        dates = sorted(
            filter(None, (date for part in reports for date in (part.begins, part.ends)))
        )
        if dates:
            yield from self._period(node, dates[0], dates[-1])

    def _series(self) -> Iterator[ox.Triple]:
        node, told = _node(SERIES), self.told
        yield from self._common(node, "dcat:DatasetSeries", told.series, told.series_description)
        yield _type(SERIES, "dcat:Dataset")

    def _part(self, part: Part, files: Iterable[File]) -> Iterator[ox.Triple]:
        node = _node(part.iri)
        yield _type(part.iri, "dcat:Dataset")
        yield _type(part.iri, "dcat:Resource")
        title = part.title or {"": part.iri}
        yield from _texts(node, "dcterms:title", title)
        yield from _texts(node, "dcterms:description", part.description or title)
        yield _say(node, "dcterms:identifier", ox.Literal(part.iri))
        if not part.outside:
            yield _say(node, "dcat:inSeries", _node(SERIES))
        for place in part.places:
            yield from self._place(node, place)
        if part.begins or part.ends:
            yield from self._period(node, part.begins, part.ends)
        yield from self._owner(node, part)
        for source in part.sources:
            yield _say(node, "dcat:landingPage", _node(source))
            yield _type(source, "foaf:Document")
        for file in files:
            if file.part == part.iri:
                yield from self._distribution(node, file, rights=part.rights)

    def _owner(self, node: ox.NamedNode, part: Part) -> Iterator[ox.Triple]:
        """Yield who publishes a part: we the data of reports, its own publisher another source."""
        if not part.publisher:
            yield from self._publisher(node)
            return
        agent = self._blank("publisher")
        yield ox.Triple(node, _node(expand("dcterms:publisher")), agent)
        yield ox.Triple(agent, RDF_TYPE, _node(expand("foaf:Agent")))
        yield from _texts(agent, "foaf:name", part.publisher)

    def _distribution(
        self, node: ox.NamedNode, file: File, *, rights: Mapping[str, str] | None = None
    ) -> Iterator[ox.Triple]:
        """Yield a file: where it is, of which type and size, its digest, its licence or rights."""
        place = _node(self.base + quote(file.path))
        kind = _IANA + file.media_type
        yield _say(node, "dcat:distribution", place)
        yield _type(place.value, "dcat:Distribution")
        yield from _texts(place, "dcterms:title", file.title or {"": file.path})
        yield _say(place, "dcat:accessURL", place)
        yield _say(place, "dcat:downloadURL", place)
        yield _say(place, "dcat:mediaType", _node(kind))
        yield _type(kind, "dcterms:MediaType")
        yield _say(place, "dcat:byteSize", _typed(str(file.size), "nonNegativeInteger"))
        yield _say(place, "dcterms:issued", _date(self.told.date))
        yield from self._rights(place, rights) if rights else self._licence(place)
        if file.conforms:
            yield _say(place, "dcterms:conformsTo", _node(file.conforms))
            yield _type(file.conforms, "dcterms:Standard")
        checksum = _node(f"{place.value}#sha256")
        yield ox.Triple(place, _node(f"{_SPDX}checksum"), checksum)
        yield ox.Triple(checksum, RDF_TYPE, _node(f"{_SPDX}Checksum"))
        yield ox.Triple(checksum, _node(f"{_SPDX}algorithm"), _node(_SHA256))
        yield ox.Triple(_node(_SHA256), RDF_TYPE, _node(f"{_SPDX}ChecksumAlgorithm"))
        digest = _typed(file.sha256, "hexBinary")
        yield ox.Triple(checksum, _node(f"{_SPDX}checksumValue"), digest)

    def _service(self, service: Service) -> Iterator[ox.Triple]:
        node = _node(self.site + service.path)
        yield from self._common(node, "dcat:DataService", service.title, service.title)
        yield _say(node, "dcat:endpointURL", node)
        yield _type(node.value, "rdfs:Resource")
        described = _node(self.site + service.describes)
        yield _say(node, "dcat:endpointDescription", described)
        yield _type(described.value, "rdfs:Resource")
        yield _say(node, "dcat:servesDataset", _node(DATASET))
        yield _say(node, "dcterms:conformsTo", _node(service.conforms))
        yield _type(service.conforms, "dcterms:Standard")
        yield from self._licence(node)

    def _common(
        self, node: ox.NamedNode, kind: str, title: Mapping[str, str], text: Mapping[str, str]
    ) -> Iterator[ox.Triple]:
        """Yield what every resource of a catalogue has."""
        yield _type(node.value, kind)
        yield _type(node.value, "dcat:Resource")
        yield from _texts(node, "dcterms:title", title)
        yield from _texts(node, "dcterms:description", text)
        if kind != "dcat:DataService":
            yield _say(node, "dcterms:issued", _date(self.told.date))
            yield _say(node, "dcterms:modified", _date(self.told.date))
        yield from self._publisher(node)
        for language in self.told.languages.values():
            yield _type(language, "dcterms:LinguisticSystem")

    def _publisher(self, node: ox.NamedNode) -> Iterator[ox.Triple]:
        yield _say(node, "dcterms:publisher", _node(PUBLISHER))
        yield _type(PUBLISHER, "foaf:Agent")
        yield from _texts(_node(PUBLISHER), "foaf:name", self.told.publisher)

    def _licence(self, node: ox.NamedNode) -> Iterator[ox.Triple]:
        yield _say(node, "dcterms:license", _node(self.told.licence))
        yield _type(self.told.licence, "dcterms:LicenseDocument")

    def _rights(self, node: ox.NamedNode, rights: Mapping[str, str]) -> Iterator[ox.Triple]:
        """Yield what a source of others says of its rights, in its own words."""
        statement = self._blank("rights")
        yield ox.Triple(node, _node(expand("dcterms:rights")), statement)
        yield ox.Triple(statement, RDF_TYPE, _node(expand("dcterms:RightsStatement")))
        yield from _texts(statement, RDFS_LABEL.value, rights)

    def _themes(self, node: ox.NamedNode, *, taxonomy: bool = False) -> Iterator[ox.Triple]:
        for iri, texts in self.told.themes.items():
            scheme = _node(iri.rpartition("/")[0])
            if taxonomy:
                yield _say(node, "dcat:themeTaxonomy", scheme)
                yield _type(scheme.value, "skos:ConceptScheme")
                name = {"zh": "数据主题", "en": "Data themes"}
                yield from _texts(scheme, "dcterms:title", name)
                continue
            yield _say(node, "dcat:theme", _node(iri))
            yield _type(iri, "skos:Concept")
            yield _say(_node(iri), "skos:inScheme", scheme)
            yield from _texts(_node(iri), "skos:prefLabel", texts)

    def _place(self, node: ox.NamedNode, place: str) -> Iterator[ox.Triple]:
        yield _say(node, "dcterms:spatial", _node(place))
        yield _type(place, "dcterms:Location")
        yield from _texts(_node(place), RDFS_LABEL.value, self.told.labels.get(place, {}))

    def _period(self, node: ox.NamedNode, begins: str, ends: str) -> Iterator[ox.Triple]:
        period = self._blank("period")
        yield ox.Triple(node, _node(expand("dcterms:temporal")), period)
        yield ox.Triple(period, RDF_TYPE, _node(expand("dcterms:PeriodOfTime")))
        for name, text in (("dcat:startDate", begins), ("dcat:endDate", ends)):
            if text:
                yield ox.Triple(period, _node(expand(name)), _date(text))

    def _blank(self, name: str) -> ox.BlankNode:
        self._blanks += 1
        return ox.BlankNode(f"{name}{self._blanks}")


def _versioned(title: Mapping[str, str], version: str) -> dict[str, str]:
    names = {"zh": f"，{version} 版", "en": f", version {version}"}
    return {key: text + names.get(key, f", {version}") for key, text in title.items()}


def _texts(node: _Subject, predicate: str, texts: Mapping[str, str]) -> Iterator[ox.Triple]:
    for language, text in texts.items():
        value = ox.Literal(text, language=language) if language else ox.Literal(text)
        yield ox.Triple(node, _node(expand(predicate)), value)


def _say(node: ox.NamedNode, predicate: str, value: _Value) -> ox.Triple:
    return ox.Triple(node, _node(expand(predicate)), value)


def _type(iri: str, kind: str) -> ox.Triple:
    return ox.Triple(_node(iri), RDF_TYPE, _node(expand(kind)))


def _date(text: str) -> ox.Literal:
    return _typed(text, "date")


def _typed(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=_node(_XSD + datatype))


def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)
